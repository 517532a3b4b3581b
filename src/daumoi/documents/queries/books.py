"""The three books of a desk: papers that went out, papers that came in, drafts on their way.

A book is paged by key, in the order in which a văn thư turns its pages: the newest first.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from daumoi.documents.models import Addressee, Paper, PaperState, Side, Steering
from daumoi.documents.queries.register import MOST_FOUND, Within, search_papers
from daumoi.foundation.errors import Invalid
from daumoi.foundation.principal import Principal
from daumoi.history.models import Act

PAGE = 50
MOST_EXPORTED = 20_000  # papers in one workbook of a year


class Book(StrEnum):
    """Which book is open; the values stand in addresses."""

    OUT = "di"
    IN = "den"
    DRAFTS = "du-thao"


STATES: dict[Book, tuple[str, ...]] = {
    Book.OUT: (PaperState.ISSUED, PaperState.RECALLED),
    Book.IN: (PaperState.ARRIVED, PaperState.ASSIGNED, PaperState.DONE, PaperState.RECALLED),
    Book.DRAFTS: (PaperState.DRAFT, PaperState.SUBMITTED, PaperState.SIGNED),
}
"""The states that a book holds. Drafts that were given up are found by asking for them."""
_WAITING = (PaperState.ARRIVED, PaperState.ASSIGNED)


@dataclass(frozen=True, kw_only=True)
class BookFilters:
    """What a reader looks for. `after` is the key of the last line of the page before."""

    book: Book = Book.OUT
    year: int | None = None
    kind: str = ""
    state: str = ""
    text: str = ""
    unanswered: bool = False
    after: str = ""


@dataclass(frozen=True)
class BookPage:
    """One page of a book, and the key at which the next begins."""

    papers: tuple[Paper, ...]
    next: str | None
    previous: str | None = None
    cut_at: int = 0
    """So many papers, the newest that hold the words, were looked through and older ones left out; 0 when none was."""

    @property
    def shown(self) -> int:
        """How many lines stand on the page."""
        return len(self.papers)


@dataclass(frozen=True)
class BookCounts:
    """The sentence above the books, for one year; drafts and open matters count whatever their year."""

    out: int
    incoming: int
    drafts: int
    to_number: int
    to_assign: int
    to_answer: int


def book_page(*, principal: Principal, filters: BookFilters) -> BookPage:
    """One page of a book within the filters.

    :raises Invalid: the key of the page is not one that this book gave.
    """
    found = _found(filters, MOST_FOUND)
    rows = _rows(principal, filters, found)
    key = _Key.of(filters.book)
    if filters.after:
        rows = rows.filter(key.below(filters.after))
    lines = list(rows.order_by(*key.order)[: PAGE + 1])
    shown = lines[:PAGE]
    return BookPage(
        papers=tuple(sorted(shown, key=_place, reverse=True)),
        next=key.written(shown[-1]) if len(lines) > PAGE else None,
        cut_at=MOST_FOUND if found is not None and len(found) >= MOST_FOUND else 0,
    )


def book_rows(*, principal: Principal, filters: BookFilters) -> list[Paper]:
    """All lines of a book within the filters, oldest first: what is printed and exported."""
    key = _Key.of(filters.book)
    rows = _rows(principal, filters, _found(filters, MOST_EXPORTED))
    return sorted(rows.order_by(*key.order)[:MOST_EXPORTED], key=_place)


def book_counts(*, principal: Principal, year: int) -> BookCounts:
    """How many papers stand in each book, and what waits in them."""
    span = (date(year, 1, 1), date(year, 12, 31))
    out, incoming = Q(side=Side.OUT), Q(side=Side.IN)
    waiting = incoming & Q(state__in=_WAITING)
    near = (
        Q(issued_date__range=span) | Q(arrival_date__range=span) | Q(state__in=STATES[Book.DRAFTS]) | waiting
    )
    numbers = (
        Paper.objects.visible_to(principal)
        .filter(near)
        .aggregate(
            out=Count("pk", filter=out & Q(state__in=STATES[Book.OUT], issued_date__range=span)),
            incoming=Count("pk", filter=incoming & Q(arrival_date__range=span)),
            drafts=Count("pk", filter=out & Q(state__in=STATES[Book.DRAFTS])),
            to_number=Count("pk", filter=out & Q(state=PaperState.SIGNED)),
            to_assign=Count("pk", filter=incoming & Q(state=PaperState.ARRIVED)),
            to_answer=Count("pk", filter=waiting & Q(steering=Steering.DIRECTIVE)),
        )
    )
    return BookCounts(**numbers)


def book_years(*, principal: Principal, day: date) -> list[int]:
    """The years that a book may be opened for, newest first: from the desk's first paper to today."""
    rows = Paper.objects.visible_to(principal)
    first = (
        rows.filter(issued_date__isnull=False).order_by("issued_date").values_list("issued_date", flat=True)
    )
    oldest = first.first()
    return list(range(day.year, min(oldest.year if oldest else day.year, day.year) - 1, -1))


def assigned_days(*, papers: list[Paper]) -> dict[int, date]:
    """On which day each arrived paper was last handed to somebody, as the journal says."""
    acts = Act.objects.filter(
        thing_kind=Paper._meta.label_lower,
        thing_id__in=[paper.pk for paper in papers],
        code="documents.paper.assigned",
    )
    return {thing: at.date() for thing, at in acts.order_by("at").values_list("thing_id", "at") if thing}


def _found(filters: BookFilters, most: int) -> list[int] | None:
    """Ids of at most so many papers that hold the words looked for, newest first; None when none are looked for."""
    if not filters.text.strip():
        return None
    side = Side.IN if filters.book is Book.IN else Side.OUT
    within = Within(side=side, kind=filters.kind, year=filters.year)
    return search_papers(text=filters.text, within=within, most=most)


def _rows(principal: Principal, filters: BookFilters, found: list[int] | None) -> QuerySet[Paper]:
    side = Side.IN if filters.book is Book.IN else Side.OUT
    rows = Paper.objects.visible_to(principal).filter(side=side).select_related("kind", "assigned_unit")
    rows = rows.filter(state__in=[filters.state] if filters.state else STATES[filters.book])
    if filters.kind:
        rows = rows.filter(kind__code=filters.kind)
    if filters.year:
        span = (date(filters.year, 1, 1), date(filters.year, 12, 31))
        by_year = {
            Book.OUT: Q(issued_date__range=span),
            Book.IN: Q(arrival_date__range=span),
            Book.DRAFTS: Q(created_at__year=filters.year),
        }
        rows = rows.filter(by_year[filters.book])
    if filters.unanswered:
        rows = rows.filter(_unanswered(filters.book))
    return rows if found is None else rows.filter(pk__in=found)


def _unanswered(book: Book) -> Q:
    """Out: somebody who was asked has not answered. In: we were asked and have not closed the matter."""
    if book is Book.IN:
        return Q(steering=Steering.DIRECTIVE, state__in=_WAITING)
    lines = Addressee.objects.filter(paper=OuterRef("pk"), expects_answer=True, answered_on__isnull=True)
    return Q(Exists(lines))


def _place(paper: Paper) -> tuple[date, int, int]:
    """Where a line stands in its book: by day, then by number."""
    day = paper.arrival_date if paper.side == Side.IN else paper.issued_date
    number = paper.arrival_number or 0 if paper.side == Side.IN else _whole(paper.code_number)
    return (day or date.max, number, paper.pk)


def _whole(number: str) -> int:
    digits = "".join(letter for letter in number if letter in "0123456789")
    return int(digits) if digits else 0


@dataclass(frozen=True)
class _Key:
    """Paging by key: the day and the id of the last line; drafts have no day yet."""

    field: str

    @classmethod
    def of(cls, book: Book) -> "_Key":
        return cls({Book.OUT: "issued_date", Book.IN: "arrival_date", Book.DRAFTS: ""}[book])

    @property
    def order(self) -> tuple[str, ...]:
        return (f"-{self.field}", "-pk") if self.field else ("-pk",)

    def written(self, paper: Paper) -> str:
        return f"{getattr(paper, self.field):%Y-%m-%d}.{paper.pk}" if self.field else str(paper.pk)

    def below(self, key: str) -> Q:
        try:
            day, number = key.rsplit(".", 1) if self.field else ("", key)
            last = int(number)
            on = date.fromisoformat(day) if self.field else date.min
        except ValueError as error:
            raise Invalid(
                "documents.book.page",
                "Địa chỉ trang của sổ không đọc được.",
                remedy="Mở lại sổ từ trang đầu.",
            ) from error
        if not self.field:
            return Q(pk__lt=last)
        return Q(**{f"{self.field}__lt": on}) | Q(**{self.field: on}, pk__lt=last)
