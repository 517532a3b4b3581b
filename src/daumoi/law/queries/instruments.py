"""One instrument, one provision: everything the register knows around it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.db.models.expressions import RawSQL

from daumoi.law.models import (
    Instrument,
    InstrumentRelation,
    LegalDeadline,
    Provision,
    RegimePeriod,
    Subject,
)
from daumoi.law.queries.force import instrument_verdict, provision_verdict, read_on
from daumoi.law.queries.register import InstrumentRow
from daumoi.law.rules import Force, Verdict

Kind = InstrumentRelation.Kind


@dataclass(frozen=True)
class Relation:
    """A relation seen from one end: the row, the instrument at the other end, the provision that says so."""

    row: InstrumentRelation
    other: Instrument
    provision: Provision | None


@dataclass(frozen=True)
class ProvisionRow:
    """A provision with its force on the day and the deadlines that rest on it."""

    provision: Provision
    verdict: Verdict
    deadlines: tuple[LegalDeadline, ...] = ()


@dataclass(frozen=True)
class InstrumentView:
    """An instrument as of a day. `lineage` is its line of replacement, itself included, oldest first."""

    instrument: Instrument
    verdict: Verdict
    read: date
    subjects: tuple[Subject, ...]
    outgoing: tuple[Relation, ...]
    incoming: tuple[Relation, ...]
    lineage: tuple[InstrumentRow, ...]
    provisions: tuple[ProvisionRow, ...]
    regimes: tuple[RegimePeriod, ...]

    @property
    def ended_by(self) -> tuple[Instrument, ...]:
        """What replaced or repealed it, once that has happened."""
        if self.verdict.force is not Force.EXPIRED:
            return ()
        return tuple(link.other for link in self.incoming if link.row.kind in {Kind.REPLACES, Kind.REPEALS})


@dataclass(frozen=True)
class ProvisionView:
    """One provision as of a day, with its neighbours in the instrument."""

    row: ProvisionRow
    instrument: Instrument
    instrument_verdict: Verdict
    read: date
    previous: Provision | None
    next: Provision | None


def instrument_view(*, instrument: Instrument, day: date) -> InstrumentView:
    """Everything around an instrument (10 queries)."""
    read = read_on()
    outgoing = list(instrument.relations.select_related("target", "source"))
    incoming = list(instrument.relations_to.select_related("subject", "source"))
    places = _places(outgoing + incoming)
    return InstrumentView(
        instrument=instrument,
        verdict=instrument_verdict(instrument=instrument, day=day, read=read),
        read=read,
        subjects=tuple(instrument.subjects.all()),
        outgoing=tuple(Relation(row, row.target, places.get(row.provision)) for row in outgoing),
        incoming=tuple(Relation(row, row.subject, places.get(row.provision)) for row in incoming),
        lineage=lineage(instrument=instrument, day=day, read=read),
        provisions=provision_rows(instruments=[instrument], day=day, read=read),
        regimes=tuple(instrument.regimes.select_related("subject", "source").order_by("valid_from", "code")),
    )


def _places(relations: Iterable[InstrumentRelation]) -> dict[str, Provision]:
    """The provisions that relations name by code."""
    codes = {row.provision for row in relations if "#" in row.provision}
    return {row.code: row for row in Provision.objects.filter(code__in=codes)} if codes else {}


def provision_rows(*, instruments: Iterable[Instrument], day: date, read: date) -> tuple[ProvisionRow, ...]:
    """The provisions of the given instruments in the order of the pack, with their force (2 queries)."""
    known = {instrument.pk: instrument for instrument in instruments}
    rows = (
        Provision.objects.filter(instrument_id__in=known)
        .select_related("source")
        .prefetch_related(
            Prefetch("deadlines", LegalDeadline.objects.select_related("source").order_by("code"))
        )
        .order_by("number")
    )
    return tuple(
        ProvisionRow(
            row,
            provision_verdict(provision=row, instrument=known[row.instrument_id], day=day, read=read),
            tuple(row.deadlines.all()),
        )
        for row in rows
    )


def provision_view(*, provision: Provision, day: date) -> ProvisionView:
    """A provision with its instrument's force and its neighbours (4 queries)."""
    read, instrument = read_on(), provision.instrument
    within = Provision.objects.filter(instrument=instrument)
    verdict = provision_verdict(provision=provision, instrument=instrument, day=day, read=read)
    return ProvisionView(
        row=ProvisionRow(provision, verdict, tuple(provision.deadlines.order_by("code"))),
        instrument=instrument,
        instrument_verdict=instrument_verdict(instrument=instrument, day=day, read=read),
        read=read,
        previous=within.filter(number__lt=provision.number).order_by("-number").first(),
        next=within.filter(number__gt=provision.number).order_by("number").first(),
    )


_LINE = """
with recursive older(id) as (
    select %s::bigint
    union
    select r.target_id from older
    join law_instrumentrelation r on r.subject_id = older.id and r.kind = 'replaces'
), newer(id) as (
    select %s::bigint
    union
    select r.subject_id from newer
    join law_instrumentrelation r on r.target_id = newer.id and r.kind = 'replaces'
)
select id from older union select id from newer
"""


def lineage(*, instrument: Instrument, day: date, read: date) -> tuple[InstrumentRow, ...]:
    """What the instrument replaced and what replaced it, over any number of steps, itself included.

    Oldest first; empty when it stands alone. `union` visits each instrument once, so a circle in the data
    ends by itself.
    """
    found = Instrument.objects.filter(pk__in=RawSQL(_LINE, [instrument.pk, instrument.pk]))  # noqa: S611
    rows = sorted(found, key=_age)
    if len(rows) < 2:
        return ()
    return tuple(InstrumentRow(row, instrument_verdict(instrument=row, day=day, read=read)) for row in rows)


def _age(instrument: Instrument) -> tuple[date, str]:
    """Where an instrument stands in time: its start, else its issue, else its end; dateless ones first."""
    known = instrument.effective_from or instrument.issued or instrument.effective_to
    return known or date.min, instrument.code
