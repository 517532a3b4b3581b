"""Góp ý dự thảo on plain values: cutting a draft at its articles, how a line stands, what changed between rounds."""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import msgspec

from daumoi.documents.rules.content import Content
from daumoi.foundation.folding import fold

GENERAL = ""
"""The key of an opinion on the whole draft."""
_MARKED = re.compile(
    r"(?P<label>(?:Điều|Mục|Chương|Phần|Tiểu mục)\s+(?:\d+[a-zđ]?|[IVXLC]+))(?:\s*[.:]\s*(?P<title>.*))?",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"(?P<label>[IVX]+)\.\s+(?P<title>\S.*)")
_LONGEST_LABEL = 80
_LONGEST_TITLE = 160


class DraftPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a draft that an opinion may be about: key, name as printed ("Điều 1"), title, words."""

    key: str
    label: str
    title: str = ""
    text: str = ""

    @property
    def name(self) -> str:
        """Label and title as one phrase.

        >>> DraftPart("dieu-1", "Điều 1", "Phạm vi").name
        'Điều 1. Phạm vi'
        """
        return f"{self.label}. {self.title}" if self.title and self.label else self.label or self.title


def parts_of(content: Content) -> list[DraftPart]:
    """The draft cut at its articles, sections and headings, in order; words before the first are "Phần mở đầu".

    >>> from daumoi.documents.rules.content import Part
    >>> [one.label for one in parts_of(Content(parts=[Part(text="Điều 1. Phạm vi\\nA\\nĐiều 2. Đối tượng")]))]
    ['Điều 1', 'Điều 2']
    """
    found: list[tuple[str, str, list[str]]] = [("Phần mở đầu", "", list(content.grounds))]
    for part in content.parts:
        if part.title.strip():
            found.append(_heading(part.title.strip()))
        for line in (line.strip() for line in part.text.splitlines()):
            marked = _MARKED.fullmatch(line) or _ROMAN.fullmatch(line)
            if marked:
                found.append(_opened(marked["label"], (marked["title"] or "").strip()))
            elif line:
                found[-1][2].append(line)
    for number, annex in enumerate(content.annexes, start=1):
        label = f"Phụ lục {number}" if len(content.annexes) > 1 else "Phụ lục"
        found.append((label, annex.title.strip(), [line for line in annex.text.splitlines() if line.strip()]))
    if not found[0][2]:
        found = found[1:]
    return _keyed(found)


def _heading(title: str) -> tuple[str, str, list[str]]:
    marked = _MARKED.fullmatch(title) or _ROMAN.fullmatch(title)
    if marked:
        return _opened(marked["label"], (marked["title"] or "").strip())
    return title[:_LONGEST_LABEL], "", []


def _opened(label: str, title: str) -> tuple[str, str, list[str]]:
    """A long line after "Điều 1." is the article's words, not its title."""
    if len(title) > _LONGEST_TITLE:
        return label, "", [title]
    return label, title, []


def _keyed(found: Iterable[tuple[str, str, list[str]]]) -> list[DraftPart]:
    parts: list[DraftPart] = []
    seen: dict[str, int] = {}
    for label, title, lines in found:
        bare = fold(label).replace(" ", "-")[: _LONGEST_LABEL - 6] or "phan"
        seen[bare] = seen.get(bare, 0) + 1
        key = bare if seen[bare] == 1 else f"{bare}-l{seen[bare]}"
        parts.append(DraftPart(key=key, label=label, title=title, text="\n".join(lines)))
    return parts


def read_parts(raw: Any) -> list[DraftPart]:
    """The parts as a consultation keeps them."""
    return msgspec.convert(raw, list[DraftPart])


def stored_parts(parts: Sequence[DraftPart]) -> Any:
    """The parts as JSON values."""
    return msgspec.to_builtins(list(parts))


def part_named(parts: Sequence[DraftPart], words: str) -> str | None:
    """The key of the part that somebody means by "Điều 2", "khoản 3 Điều 2" or "Chung"; None when there is none.

    >>> part_named([DraftPart("dieu-2", "Điều 2")], "Khoản 3, điều 2")
    'dieu-2'
    """
    bare = _bare(words)
    if bare in ("", "chung", "y kien chung", "toan van", "du thao"):
        return GENERAL
    names = {part.key: _bare(part.label) for part in parts}
    for key, name in names.items():
        if name and name == bare:
            return key
    inside = [key for key, name in names.items() if name and re.search(rf"\b{re.escape(name)}\b", bare)]
    return max(inside, key=lambda key: len(names[key])) if inside else None


def _bare(words: str) -> str:
    return " ".join(re.findall(r"\w+", fold(words)))


class Line(StrEnum):
    """How a consulted body stands on a day."""

    WAITING = "waiting"
    LATE = "late"
    OPINED = "opined"
    AGREED = "agreed"


def line_on(*, state: str, due: date, day: date) -> Line:
    """How the line stands on `day`: late from the day after the due day on.

    >>> line_on(state="waiting", due=date(2026, 11, 20), day=date(2026, 11, 21)).value
    'late'
    """
    return Line.LATE if state == Line.WAITING and day > due else Line(state)


@dataclass(frozen=True)
class PartChange:
    """One part of two rounds side by side: `gone`, `new`, `changed` or `same`, with both wordings."""

    key: str
    name: str
    kind: str
    before: str
    after: str


def changes_of(before: Sequence[DraftPart], after: Sequence[DraftPart]) -> list[PartChange]:
    """What became of every part, in the order of the later round; parts that vanished stand where they were."""
    old, new = {part.key: part for part in before}, {part.key: part for part in after}
    left_keys, right_keys = list(old), list(new)
    order: list[str] = []
    matcher = difflib.SequenceMatcher(a=left_keys, b=right_keys, autojunk=False)
    for _kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        for key in (*left_keys[old_from:old_to], *right_keys[new_from:new_to]):
            if key not in order:
                order.append(key)
    return [_change(key, old.get(key), new.get(key)) for key in order]


def _change(key: str, left: DraftPart | None, right: DraftPart | None) -> PartChange:
    before, after = _words(left), _words(right)
    if left is None:
        kind = "new"
    elif right is None:
        kind = "gone"
    else:
        kind = "same" if before == after else "changed"
    shown = right or left
    return PartChange(key, shown.name if shown else key, kind, before, after)


def _words(part: DraftPart | None) -> str:
    return "" if part is None else "\n".join(line for line in (part.title, part.text) if line)


def after_working_days(*, day: date, days: int) -> date:
    """The day that lies so many working days (Monday to Friday) after `day`; public holidays are not known here.

    >>> after_working_days(day=date(2026, 11, 20), days=1)
    datetime.date(2026, 11, 23)
    """
    reached = day
    while days > 0:
        reached += timedelta(days=1)
        days -= reached.isoweekday() <= 5
    return reached
