"""Marks as a program sends them: every column must be one of the sheet's, every number one that a cell can keep."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from daumoi.foundation.errors import Invalid
from daumoi.indices.definition import Cell
from daumoi.indices.forms.cells import Typed, kept_number
from daumoi.indices.presenters.schemas import MarkIn
from daumoi.indices.rules import Mark


def read_marks(sent: Iterable[MarkIn], cells: Iterable[Cell]) -> Typed:
    """What the actions take.

    :raises Invalid: a column that the sheet does not have, or twice; a number that cannot be kept; an absence with one.
    """
    known = {cell.column: cell for cell in cells}
    marks: dict[str, Mark] = {}
    confirmed = set()
    for one in sent:
        cell = known.get(one.column)
        if cell is None or one.column in marks:
            raise Invalid(
                "indices.mark.column",
                _("Phiếu không có tiêu chí “%s”, hoặc tiêu chí được gửi hai lần.") % one.column,
                place=one.column,
                remedy=_("Đọc danh sách tiêu chí của phiếu trước."),
            )
        marks[one.column] = sent_mark(one.kind, one.value, one.words, place=cell.name)
        if one.confirmed:
            confirmed.add(one.column)
    return Typed(marks, frozenset(confirmed), ())


def sent_mark(kind: str, value: Decimal | None, words: str = "", *, place: str) -> Mark:
    """One mark; an absence carries no number."""
    if kind != "value" and value is not None:
        raise Invalid(
            "indices.cell.both",
            _("Vừa ghi số vừa chọn không có số."),
            place=place,
            remedy=_("Xóa số, hoặc bỏ chọn."),
        )
    kept = kept_number(value, said=str(value)) if value is not None else None
    return Mark(kind, kept, words.strip())
