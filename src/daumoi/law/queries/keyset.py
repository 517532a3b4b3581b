"""Paging by key: the newest instrument first, those without a date of issue last, then by code.

A cursor is a direction and the key of the row at the edge, so that a page costs the same wherever it lies
and rows that come or go in the meantime move nothing.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy

from daumoi.foundation.errors import Invalid
from daumoi.law.models import Instrument

_NO_DAY = "-"


@dataclass(frozen=True)
class Cursor:
    """The rows `after` (or before) the instrument issued on `issued` with `code`."""

    after: bool
    issued: date | None
    code: str

    def __str__(self) -> str:
        day = self.issued.isoformat() if self.issued else _NO_DAY
        return f"{'after' if self.after else 'before'}~{day}~{self.code}"

    @property
    def condition(self) -> Q:
        """The rows beyond the edge."""
        if self.after:
            if self.issued is None:
                return Q(issued__isnull=True, code__gt=self.code)
            same_day = Q(issued=self.issued, code__gt=self.code)
            return Q(issued__lt=self.issued) | Q(issued__isnull=True) | same_day
        if self.issued is None:
            return Q(issued__isnull=False) | Q(issued__isnull=True, code__lt=self.code)
        return Q(issued__gt=self.issued) | Q(issued=self.issued, code__lt=self.code)


def read_cursor(text: str) -> Cursor | None:
    """The cursor in an address; empty is the first page, anything unreadable is refused."""
    if not text:
        return None
    direction, _first, rest = text.partition("~")
    day, _second, code = rest.partition("~")
    if direction in {"after", "before"} and code:
        try:
            return Cursor(direction == "after", None if day == _NO_DAY else date.fromisoformat(day), code)
        except ValueError:
            pass
    raise Invalid(
        "law.cursor",
        f"Không hiểu vị trí trang “{text}”.",
        remedy="Mở lại danh sách từ trang đầu.",
        place="cursor",
    )


def page(
    rows: QuerySet[Instrument], *, cursor: Cursor | None, size: int
) -> tuple[list[Instrument], Cursor | None, Cursor | None]:
    """At most `size` rows at the cursor, with the cursors of the page before and the page after."""
    backward = cursor is not None and not cursor.after
    if cursor is not None:
        rows = rows.filter(cursor.condition)
    found = list(rows.order_by(*_order(backward))[: size + 1])
    more, found = len(found) > size, found[:size]
    if backward:
        found.reverse()
    if not found:
        return [], None, None
    has_previous = more if backward else cursor is not None
    has_next = True if backward else more
    first, last = found[0], found[-1]
    return (
        found,
        Cursor(False, first.issued, first.code) if has_previous else None,
        Cursor(True, last.issued, last.code) if has_next else None,
    )


def _order(backward: bool) -> tuple[OrderBy, OrderBy]:
    if backward:
        return F("issued").asc(nulls_first=True), F("code").desc()
    return F("issued").desc(nulls_last=True), F("code").asc()
