"""The register of instruments as a list: search, filters, pages, and how many stand how on a day."""

import re
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Count, QuerySet
from django.db.models.lookups import Exact

from daumoi.foundation.errors import Invalid
from daumoi.foundation.folding import fold
from daumoi.law.models import Instrument, InstrumentKind
from daumoi.law.queries import keyset
from daumoi.law.queries.force import force_expression, instrument_verdict, read_on
from daumoi.law.rules import Force, Verdict

PAGE = 30
_SHOWN = (
    *("code", "kind", "number", "number_as_printed", "issuer", "title", "title_en", "confidence", "locator"),
    *("issued", "effective_from", "effective_to", "status", "not_before", "named_until"),
    *("issuer_code", "title_as_printed", "note"),
    *("source__code", "source__title", "source__where"),
)
"""What a list shows of an instrument; texts as long as a page stay where they are."""
_WORD = re.compile(r"[a-z0-9]+")
_MOST_WORDS = 12
EVERYTHING = "all"


@dataclass(frozen=True)
class Filters:
    """What of the register to show; an empty field does not filter.

    `force` is one of `Force`; empty shows what had been issued by the day, “all” everything.
    """

    text: str = ""
    kind: str = ""
    subject: str = ""
    force: str = ""

    def __post_init__(self) -> None:
        """A word that no instrument can carry is a typing mistake: refused, not answered with nothing."""
        _known(self.force, {force.value for force in Force} | {EVERYTHING}, "force")
        _known(self.kind, set(InstrumentKind.values), "kind")

    def __bool__(self) -> bool:
        return bool(self.text or self.kind or self.subject or self.force)


def _known(word: str, words: set[str], place: str) -> None:
    if word and word not in words:
        raise Invalid(
            "law.filters",
            f"“{word}” không phải là một lựa chọn của {place}.",
            remedy=f"Chọn một trong: {', '.join(sorted(words))}.",
            place=place,
        )


@dataclass(frozen=True)
class InstrumentRow:
    """An instrument with its force on the day asked for."""

    instrument: Instrument
    verdict: Verdict


@dataclass(frozen=True)
class Register:
    """A page of the register as of a day.

    `matching` counts the rows that match the filters, `counts` the whole register by force; `previous` and
    `next` are cursors or None; `read` is the day the pack's sources were last read.
    """

    rows: tuple[InstrumentRow, ...]
    matching: int
    counts: dict[Force, int]
    previous: str | None
    next: str | None
    read: date

    @property
    def shown(self) -> int:
        """Rows on this page."""
        return len(self.rows)

    @property
    def total(self) -> int:
        """Rows that match, for the pager."""
        return self.matching

    @property
    def size(self) -> int:
        """Instruments in the whole register."""
        return sum(self.counts.values())


def register(*, day: date, filters: Filters, cursor: str = "", size: int = PAGE) -> Register:
    """The instruments that match, newest first, with their force on `day` (4 queries at most).

    Raises `Invalid` for a cursor that this product did not write.
    """
    at, read = keyset.read_cursor(cursor), read_on()
    matching = _matching(day=day, read=read, filters=filters)
    found, previous, following = keyset.page(
        matching.select_related("source").only(*_SHOWN), cursor=at, size=size
    )
    counts = _counts(day=day, read=read)
    return Register(
        rows=tuple(
            InstrumentRow(row, instrument_verdict(instrument=row, day=day, read=read)) for row in found
        ),
        matching=matching.count() if filters else sum(counts.values()) - counts[Force.NOT_ISSUED],
        counts=counts,
        previous=str(previous) if previous else None,
        next=str(following) if following else None,
        read=read,
    )


def _counts(*, day: date, read: date) -> dict[Force, int]:
    """How many instruments of the whole register stand how on `day`; every force is a key."""
    force = force_expression(day=day, read=read)
    rows = Instrument.objects.annotate(force=force).order_by().values_list("force").annotate(Count("id"))
    counted = dict(rows)
    return {kind: counted.get(kind.value, 0) for kind in Force}


def search_instruments(*, text: str, limit: int = 10) -> list[Instrument]:
    """The newest instruments that carry every word of `text` (or its beginning), marks and case ignored."""
    return list(_search(Instrument.objects.all(), text)[:limit])


def _matching(*, day: date, read: date, filters: Filters) -> QuerySet[Instrument]:
    rows = Instrument.objects.all()
    if filters.text.strip():
        rows = _search(rows, filters.text)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.subject:
        rows = rows.filter(subjects__code=filters.subject)
    if filters.force == EVERYTHING:
        return rows
    force = force_expression(day=day, read=read)
    if filters.force:
        return rows.filter(Exact(force, filters.force))
    return rows.exclude(Exact(force, Force.NOT_ISSUED.value))


def _search(rows: QuerySet[Instrument], text: str) -> QuerySet[Instrument]:
    words = _WORD.findall(fold(text))[:_MOST_WORDS]
    if not words:
        return rows.none()
    query = SearchQuery(" & ".join(f"{word}:*" for word in words), search_type="raw", config="simple")
    return rows.annotate(found=SearchVector("search_folded", config="simple")).filter(found=query)
