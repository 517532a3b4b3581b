"""Comparing words the way a reader does: without marks and case, or letter by letter."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher

from daumoi.documents.layout.model import Run

_SPACE = re.compile(r"\s+")
_FAMILY_TAIL = re.compile(r"(ps)?(mt)?$")
_STYLE_WORDS = re.compile(r"(bold|italic|oblique|regular|semibold|medium|light)", re.IGNORECASE)


def plain(text: str) -> str:
    """The text in composed letters with single spaces."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def fold(text: str) -> str:
    """Small letters without marks: "Số, Ký hiệu" and "so, ky hieu" become equal."""
    letters = unicodedata.normalize("NFD", plain(text).casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def likeness(one: str, other: str) -> float:
    """How alike two texts are once folded: 0 nothing, 1 the same."""
    return SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio()


def is_decomposed(text: str) -> bool:
    """Whether a letter and its mark are two characters that Unicode has as one."""
    return not text.isascii() and unicodedata.normalize("NFC", text) != text


def family(font: str) -> str:
    """The family of a font name, for comparison: "ABCDEF+TimesNewRomanPS-BoldMT" → "timesnewroman"."""
    name = re.sub(r"^[A-Z]{6}\+", "", font)
    name = _STYLE_WORDS.sub("", name.replace(",", "-"))
    return _FAMILY_TAIL.sub("", re.sub(r"[^a-z0-9]", "", name.casefold()))


def letters(runs: Iterable[Run]) -> int:
    """How many letters and digits the runs hold."""
    return sum(_weight(run) for run in runs)


def mostly(runs: Iterable[Run], test: Callable[[Run], bool], *, share: float = 0.9) -> bool:
    """Whether runs holding at least ``share`` of the letters pass; runs without letters do not count."""
    weighed = [(run, _weight(run)) for run in runs if not run.raised]
    total = sum(weight for _run, weight in weighed)
    return total > 0 and sum(weight for run, weight in weighed if test(run)) >= share * total


def is_capitals(text: str) -> bool:
    """Whether no small letter stands in the text."""
    return text == text.upper()


def _weight(run: Run) -> int:
    return sum(character.isalnum() for character in run.text)
