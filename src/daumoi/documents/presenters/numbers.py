"""Series of numbers in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from daumoi.documents.models import Kind, Number, NumberingMode, NumberState, RegisterSide, Series

_TONES = {NumberState.ISSUED: "done", NumberState.RESERVED: "soon", NumberState.CANCELLED: "none"}


@dataclass(frozen=True)
class SeriesLine:
    """One series: what it counts, who gives its numbers, and how far it has come this year."""

    series: Series
    side: str
    mode: str
    kinds: str
    last: int
    is_open: bool


@dataclass(frozen=True)
class NumberLine:
    """One number of a series with what became of it."""

    number: Number
    state: str
    tone: str

    @property
    def is_reserved(self) -> bool:
        """Whether it may still be cancelled by itself."""
        return self.number.state == NumberState.RESERVED


def series_lines(
    *, rows: Sequence[Series], last: Mapping[int, int], kinds: Sequence[Kind], day: date
) -> list[SeriesLine]:
    """The series of a desk in words."""
    names = {kind.code: kind.display_name for kind in kinds}
    return [
        SeriesLine(
            series=row,
            side=RegisterSide(row.side).label.capitalize(),
            mode=NumberingMode(row.mode).label.capitalize(),
            kinds=", ".join(names.get(code, code) for code in row.kinds) or _("mọi loại chưa có sổ riêng"),
            last=last.get(row.pk, 0),
            is_open=row.valid_from <= day and (row.valid_to is None or day < row.valid_to),
        )
        for row in rows
    ]


def number_lines(rows: Sequence[Number]) -> list[NumberLine]:
    """The numbers of a year, newest first."""
    return [
        NumberLine(row, NumberState(row.state).label.capitalize(), _TONES[NumberState(row.state)])
        for row in rows
    ]
