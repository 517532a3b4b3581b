"""The registers out and in: filters, pages by key, search without diacritics under the policy."""

import re
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet

from daumoi.documents.models import Kind, Paper, PaperState, Side
from daumoi.foundation.folding import fold
from daumoi.foundation.principal import Principal

PAGE = 50
MOST_FOUND = 300
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, kw_only=True)
class RegisterFilters:
    """What a reader looks for. `before` is the id below which the page begins (paging by key)."""

    side: str = Side.OUT
    state: str = ""
    kind: str = ""
    year: int | None = None
    text: str = ""
    unanswered: bool = False
    before: int | None = None

    @property
    def is_plain(self) -> bool:
        """Whether nothing narrows the register."""
        return not (self.state or self.kind or self.year or self.text or self.unanswered)


@dataclass(frozen=True)
class RegisterPage:
    """One page of a register and the key of the next."""

    papers: tuple[Paper, ...]
    next_before: int | None


def register_page(*, principal: Principal, filters: RegisterFilters) -> RegisterPage:
    """The newest papers of one register within the filters, a page at a time."""
    rows = _rows(principal, filters)
    if filters.before is not None:
        rows = rows.filter(pk__lt=filters.before)
    found = tuple(rows.order_by("-pk")[: PAGE + 1])
    return RegisterPage(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None)


def _rows(principal: Principal, filters: RegisterFilters) -> QuerySet[Paper]:
    rows = (
        Paper.objects.visible_to(principal).filter(side=filters.side).select_related("kind", "assigned_unit")
    )
    if filters.state:
        rows = rows.filter(state=filters.state)
    elif filters.side == Side.OUT:
        rows = rows.exclude(state=PaperState.CANCELLED)
    if filters.kind:
        rows = rows.filter(kind__code=filters.kind)
    if filters.year:
        span = (date(filters.year, 1, 1), date(filters.year, 12, 31))
        rows = rows.filter(
            Q(issued_date__range=span) | Q(issued_date__isnull=True, created_at__year=filters.year)
        )
    if filters.unanswered:
        rows = rows.filter(addressees__expects_answer=True, addressees__answered_on__isnull=True).distinct()
    if filters.text.strip():
        within = Within(side=filters.side, kind=filters.kind, year=filters.year)
        rows = rows.filter(pk__in=search_papers(text=filters.text, within=within))
    return rows


@dataclass(frozen=True, kw_only=True)
class Within:
    """Where a search looks: the register's side, the kind, the year of the day that the register goes by."""

    side: str = ""
    kind: str = ""
    year: int | None = None


def search_papers(*, text: str, within: Within | None = None, most: int = MOST_FOUND) -> list[int]:
    """Ids of the papers that hold every word of `text` (the last from its beginning; marks do not count), newest first.

    The database applies the reader's own scope: full-text operators lose their index under a policy, so that the
    search is a function of the owner that checks the scope itself.
    """
    words = _WORD.findall(fold(text))[:12]
    if not words:
        return []
    place = within or Within()
    span = (date(place.year, 1, 1), date(place.year, 12, 31)) if place.year else (None, None)
    kind = Kind.objects.filter(code=place.kind).values_list("pk", flat=True).first() if place.kind else None
    with connection.cursor() as cursor:
        cursor.execute(
            "select documents_search(%s, %s, %s, %s, %s, %s)",
            [f"{' & '.join(words)}:*", most, place.side, kind, *span],
        )
        return [row[0] for row in cursor.fetchall()]
