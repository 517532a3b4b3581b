"""The law in force on a day about a subject: the regime of the day, what came before it, what came after."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from daumoi.law.models import Instrument, InstrumentKind, RegimePeriod, Subject
from daumoi.law.queries.deadlines import DeadlineRow, deadlines_on
from daumoi.law.queries.force import instrument_verdict, read_on
from daumoi.law.queries.instruments import ProvisionRow, provision_rows
from daumoi.law.queries.register import InstrumentRow
from daumoi.law.rules import Force, Verdict

APPLIES = frozenset({Force.IN_FORCE, Force.UNKNOWN, Force.NO_FORCE})
"""Forces under which an instrument of the regime is shown as law of the day (each with its word)."""

_RANK = {kind: rank for rank, kind in enumerate(InstrumentKind)}


@dataclass(frozen=True)
class RegimeInstrument:
    """An instrument of the regime of the day with its provisions that hold on that day."""

    instrument: Instrument
    verdict: Verdict
    provisions: tuple[ProvisionRow, ...]


@dataclass(frozen=True)
class SubjectOnDay:
    """What the register says about a subject on a day.

    `period` is None where the pack has not studied that time: which is not the same as “no law”. It is
    `certain` unless the pack does not know how far back the period reaches. `set_aside` are instruments of
    the period that do not hold on this very day, `others` those of the subject outside the regime that do;
    `periods` is the whole known line, oldest first.
    """

    subject: Subject
    day: date
    read: date
    period: RegimePeriod | None
    certain: bool
    before: RegimePeriod | None
    after: RegimePeriod | None
    periods: tuple[RegimePeriod, ...]
    instruments: tuple[RegimeInstrument, ...]
    set_aside: tuple[InstrumentRow, ...]
    others: tuple[InstrumentRow, ...]
    deadlines: tuple[DeadlineRow, ...]


@dataclass(frozen=True)
class SubjectLine:
    """A subject in the overview: the regime of the day and the next known change."""

    subject: Subject
    period: RegimePeriod | None
    certain: bool
    after: RegimePeriod | None


def subjects() -> list[Subject]:
    """All subjects in the order of the pack."""
    return list(Subject.objects.all())


def in_force(*, subject: Subject, day: date) -> SubjectOnDay:
    """The law about `subject` on `day` (9 queries)."""
    read = read_on()
    periods = _in_order(_periods().filter(subject=subject))
    before, period, after = _around(periods, day)
    of_regime = _ranked(period.instruments.all()) if period is not None else []
    rows = [InstrumentRow(row, instrument_verdict(instrument=row, day=day, read=read)) for row in of_regime]
    applying = [row for row in rows if row.verdict.force in APPLIES]
    return SubjectOnDay(
        subject=subject,
        day=day,
        read=read,
        period=period,
        certain=period is not None and period.valid_from is not None,
        before=before,
        after=after,
        periods=tuple(periods),
        instruments=_with_provisions(applying, day, read),
        set_aside=tuple(row for row in rows if row.verdict.force not in APPLIES),
        others=_others(subject, {row.pk for row in of_regime}, day, read),
        deadlines=deadlines_on(day=day, subject=subject),
    )


def overview(*, day: date) -> tuple[SubjectLine, ...]:
    """Every subject with its regime of the day (2 queries)."""
    periods: dict[int, list[RegimePeriod]] = defaultdict(list)
    for row in _in_order(RegimePeriod.objects.select_related("source")):
        periods[row.subject_id].append(row)
    lines = []
    for subject in subjects():
        _before, period, after = _around(periods[subject.pk], day)
        lines.append(
            SubjectLine(subject, period, period is not None and period.valid_from is not None, after)
        )
    return tuple(lines)


def _periods() -> QuerySet[RegimePeriod]:
    return RegimePeriod.objects.select_related("source").prefetch_related("instruments__source")


def _in_order(periods: Iterable[RegimePeriod]) -> list[RegimePeriod]:
    """Oldest first; the one whose start nobody knows is the oldest."""
    return sorted(periods, key=lambda period: period.valid_from or date.min)


def _around(
    periods: list[RegimePeriod], day: date
) -> tuple[RegimePeriod | None, RegimePeriod | None, RegimePeriod | None]:
    """The period before the day, the one that holds on it, the one after it (periods in order)."""
    before: RegimePeriod | None = None
    current: RegimePeriod | None = None
    after: RegimePeriod | None = None
    for period in periods:
        if period.valid_to is not None and period.valid_to <= day:
            before = period
        elif period.valid_from is None or period.valid_from <= day:
            current = period
        elif after is None:
            after = period
    return before, current, after


def _with_provisions(rows: list[InstrumentRow], day: date, read: date) -> tuple[RegimeInstrument, ...]:
    grouped: dict[int, list[ProvisionRow]] = defaultdict(list)
    for row in provision_rows(instruments=[row.instrument for row in rows], day=day, read=read):
        if row.verdict.force in APPLIES:
            grouped[row.provision.instrument_id].append(row)
    return tuple(
        RegimeInstrument(row.instrument, row.verdict, tuple(grouped[row.instrument.pk])) for row in rows
    )


def _others(subject: Subject, regime: set[int], day: date, read: date) -> tuple[InstrumentRow, ...]:
    """Instruments of the subject that the regime does not name and that are in force, or may be."""
    rows = [
        InstrumentRow(row, instrument_verdict(instrument=row, day=day, read=read))
        for row in _ranked(subject.instruments.exclude(pk__in=regime).select_related("source"))
    ]
    return tuple(row for row in rows if row.verdict.force in {Force.IN_FORCE, Force.UNKNOWN})


def _ranked(instruments: Iterable[Instrument]) -> list[Instrument]:
    """Laws first, then decrees, decisions, circulars; within a kind the older first."""
    return sorted(
        instruments,
        key=lambda row: (
            _RANK[InstrumentKind(row.kind)],
            row.effective_from or row.issued or date.max,
            row.code,
        ),
    )
