"""The cells of a sheet as they were typed: a number with comma or point, or the word for its absence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.http import QueryDict
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Invalid
from daumoi.indices.definition import Cell
from daumoi.indices.rules import Mark, check_mark

ABSENCES = ("missing", "not_applicable")
MOST_DIGITS = 18
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")


@dataclass(frozen=True)
class CellError:
    """What is wrong with a cell, for the summary above the form."""

    number: int
    name: str
    text: str


@dataclass(frozen=True)
class Typed:
    """Everything read from one sheet; with `errors` nothing may be saved."""

    marks: dict[str, Mark]
    confirmed: frozenset[str]
    errors: tuple[CellError, ...]


def read_sheet(posted: QueryDict, cells: Iterable[Cell]) -> Typed:
    """A body's own values: `value-n`, `kind-n`, `note-n`, and `ok-n` where a prefilled value is confirmed."""
    return _read(posted, cells, words="note")


def read_verified(posted: QueryDict, cells: Iterable[Cell]) -> Typed:
    """Verified values: `value-n`, `kind-n`, and the reason `reason-n`."""
    return _read(posted, cells, words="reason")


def _read(posted: QueryDict, cells: Iterable[Cell], *, words: str) -> Typed:
    marks: dict[str, Mark] = {}
    errors: list[CellError] = []
    confirmed = set()
    for cell in cells:
        if f"value-{cell.number}" not in posted:
            continue
        try:
            mark = _mark(
                posted.get(f"value-{cell.number}", ""),
                posted.get(f"kind-{cell.number}", ""),
                posted.get(f"{words}-{cell.number}", ""),
            )
            check_mark(mark, most=cell.most, is_yes_no=cell.is_yes_no, place=cell.name)
        except Invalid as error:
            errors.append(CellError(cell.number, cell.name, f"{error.message} {error.remedy}".strip()))
            continue
        marks[cell.column] = mark
        if posted.get(f"ok-{cell.number}"):
            confirmed.add(cell.column)
    return Typed(marks, frozenset(confirmed), tuple(errors))


def _mark(value: str, kind: str, words: str) -> Mark:
    text = value.strip()
    if kind in ABSENCES:
        if text:
            raise Invalid(
                "indices.cell.both",
                _("Vừa ghi số vừa chọn không có số."),
                remedy=_("Xóa số, hoặc bỏ chọn."),
            )
        return Mark(kind, None, words.strip())
    if not text:
        return Mark("", None, words.strip())
    return Mark("value", number_of(text), words.strip())


def number_of(text: str) -> Decimal:
    """A number as typed: “1.234,5”, “1234.5”, “0,75”.

    :raises Invalid: it is not a number, or has more figures than can be kept.
    """
    plain = "".join(text.split())
    if _AMBIGUOUS.fullmatch(plain):
        raise Invalid(
            "indices.cell.ambiguous",
            _("“%s” có thể hiểu hai cách.") % text,
            remedy=_("Phần nghìn thì ghi liền, phần lẻ thì dùng dấu phẩy."),
        )
    plain = plain.replace(".", "").replace(",", ".") if "," in plain else plain
    try:
        value = Decimal(plain)
    except InvalidOperation:
        value = Decimal("NaN")
    return kept_number(value, said=text)


def kept_number(value: Decimal, *, said: str) -> Decimal:
    """The number as a cell keeps it.

    :raises Invalid: it is none, or has more figures than can be kept.
    """
    if not value.is_finite() or abs(value) >= Decimal(10) ** (MOST_DIGITS - 1):
        raise Invalid(
            "indices.cell.number",
            _("“%s” không phải là số.") % said[:40],
            remedy=_("Ghi số, ví dụ 12 hoặc 0,75."),
        )
    return value.quantize(Decimal("1e-10")).normalize() + Decimal(0)
