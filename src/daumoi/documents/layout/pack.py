"""The rules of layout as data: `layout_rules.yaml` of a pack, typed and looked up by code.

The program knows what to compare; how large, in which words and under which instrument, the pack says.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from daumoi.foundation.errors import Invalid
from daumoi.foundation.yaml_rows import read_rows

FILE = "layout_rules.yaml"
KINDS_FILE = "document_kinds.yaml"
_UNNAMED = frozenset({"letter"})  # families whose name does not stand as a title on the paper
Style = Literal["hoa", "đậm", "nghiêng", "đứng"]


class LayoutRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of the file; the head of the file explains the columns."""

    code: str
    name: str
    remedy: str
    instrument: str
    effective_from: date
    source: str
    locator: str
    effective_to: date | None = None
    low: float | None = None
    high: float | None = None
    unit: Literal["", "mm", "cm", "pt", "dòng", "phần"] = ""
    values: tuple[str, ...] = ()
    style: tuple[Style, ...] = ()
    without: tuple[str, ...] = ()
    severity: Literal["deviation", "remark"] = "deviation"
    note: str = ""


class KindName(msgspec.Struct, frozen=True, kw_only=True):
    """What the checker needs of a kind of paper: its name on paper, its abbreviation, its family of layout."""

    code: str
    name: dict[str, str]
    family: str
    abbreviation: str = ""

    @property
    def title(self) -> str:
        """The name as it stands on the paper, in the pack's own language."""
        return next(iter(self.name.values()), self.code)


class LayoutRules:
    """The rules in force on one day, by code; a code the pack does not hold is simply not checked."""

    def __init__(self, rows: Mapping[str, LayoutRule], *, kinds: Iterable[KindName] = ()) -> None:
        self._rows = dict(rows)
        self.kinds = tuple(kinds)
        self.abbreviations = frozenset(kind.abbreviation for kind in self.kinds if kind.abbreviation)

    def get(self, code: str) -> LayoutRule | None:
        return self._rows.get(code)

    def codes(self) -> tuple[str, ...]:
        """Every code the pack holds on that day."""
        return tuple(self._rows)

    def values(self, code: str) -> tuple[str, ...]:
        row = self._rows.get(code)
        return row.values if row else ()


def read_rules(folder: Path, *, on: date) -> LayoutRules:
    """The rules of the pack in ``folder`` that hold on the day ``on``.

    :raises Invalid: the file is missing, a row is wrong, or two rows of one code hold on the same day.
    """
    rows: dict[str, LayoutRule] = {}
    for row in read_rows(folder / FILE, LayoutRule):
        if not (row.effective_from <= on and (row.effective_to is None or on < row.effective_to)):
            continue
        if row.code in rows:
            raise Invalid(
                "documents.layout.pack",
                f"Hai dòng “{row.code}” cùng có hiệu lực ngày {on:%d/%m/%Y}.",
                place=FILE,
                remedy="Đặt effective_to cho dòng cũ.",
            )
        rows[row.code] = row
    if not rows:
        raise Invalid(
            "documents.layout.pack",
            "Gói dữ liệu không có quy tắc trình bày nào có hiệu lực.",
            place=str(folder.name),
            remedy=f"Bổ sung tệp {FILE} vào gói dữ liệu rồi chạy lại.",
        )
    kinds = [kind for kind in read_rows(folder / KINDS_FILE, KindName) if kind.family not in _UNNAMED]
    return LayoutRules(rows, kinds=kinds)
