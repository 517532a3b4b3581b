"""Vietnamese text for search and for order, independent of the database's locale.

Search compares *folded* text: small letters, marks dropped, đ→d. Lists are ordered by a *sort key* that
knows the alphabet a ă â b c d đ e ê … and the five tones; neither needs an extension of the database.
"""

import unicodedata
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    _TextField = models.TextField[str, str]
else:
    _TextField = models.TextField  # not subscriptable at run time

_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền hỏi ngã sắc nặng
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: format(index, "02d") for index, letter in enumerate(_LETTERS, start=20)}


def fold(text: str) -> str:
    """Small letters without marks: “Bộ Nội vụ” → “bo noi vu”."""
    decomposed = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    plain = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return " ".join(plain.split())


def sort_key(text: str) -> str:
    """A key that sorts by code point the way a Vietnamese dictionary does: letters first, tones second."""
    letters: list[str] = []
    tones: list[str] = []
    for syllable_letter in unicodedata.normalize("NFC", text.lower()):
        base, tone = _split_tone(syllable_letter)
        letters.append(_RANK.get(base) or f"1{base}")
        tones.append(str(tone))
    return "".join(letters) + "|" + "".join(tones)


def _split_tone(letter: str) -> tuple[str, int]:
    marks = unicodedata.normalize("NFD", letter)
    tone = next((_TONES[mark] for mark in marks if mark in _TONES), 0)
    base = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    return base, tone


class _DerivedField(_TextField):
    """A text column filled from another column whenever a row is written (bulk writes included)."""

    def __init__(self, *, source: str = "name", **options: Any) -> None:
        self.source = source
        options.setdefault("editable", False)
        options.setdefault("default", "")
        super().__init__(**options)

    def derive(self, text: str) -> str:
        raise NotImplementedError

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = self.derive(getattr(model_instance, self.source) or "")
        setattr(model_instance, self.attname, value)
        return value


class FoldedField(_DerivedField):
    """The folded form of `source`, for search."""

    def derive(self, text: str) -> str:
        return fold(text)

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


class SortKeyField(_DerivedField):
    """The sort key of `source`, for order."""

    def derive(self, text: str) -> str:
        return sort_key(text)

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs
