"""The register as plain records, the same for the programming interface and for `--json`."""

from datetime import date, timedelta
from typing import Any

from ninja import Schema

from daumoi.law.models import Instrument, RegimePeriod, Sourced
from daumoi.law.presenters.calendar import deadline_line
from daumoi.law.presenters.words import FORCES, INCOMING, OUTGOING, why
from daumoi.law.queries import (
    DeadlineRow,
    InstrumentRow,
    InstrumentView,
    ProvisionRow,
    Register,
    Relation,
    SubjectOnDay,
)
from daumoi.law.rules import Verdict


class SourceRecord(Schema):
    """Where a statement was read and how sure it is (A, B, C, ?)."""

    code: str
    title: str
    locator: str
    confidence: str


class ForceRecord(Schema):
    """How something stands on the day: a code, the word for it, and why."""

    code: str
    word: str
    why: str


class InstrumentRecord(Schema):
    """An instrument as of a day. `effective_to` is the first day on which it is no longer in force."""

    code: str
    kind: str
    name: str
    number: str
    number_as_printed: str
    title: str
    title_as_printed: str
    issuer: str
    issued: date | None
    effective_from: date | None
    effective_to: date | None
    force: ForceRecord
    source: SourceRecord
    note: str


class RegisterRecord(Schema):
    """A page of the register. `counts` are of the whole register, `next` and `previous` are cursors."""

    as_of: date
    matching: int
    counts: dict[str, int]
    next: str | None
    previous: str | None
    items: list[InstrumentRecord]


class RelationRecord(Schema):
    """What this instrument does to another (`direction` out) or another does to it (in)."""

    direction: str
    kind: str
    word: str
    instrument: str
    name: str
    on: date | None
    provision: str
    source: SourceRecord


class ProvisionRecord(Schema):
    """An article or clause, paraphrased."""

    code: str
    place: str
    text: str
    valid_from: date | None
    valid_to: date | None
    force: ForceRecord
    source: SourceRecord


class RegimeRecord(Schema):
    """Who regulates a subject, from when to when."""

    code: str
    subject: str
    title: str
    authority: str
    valid_from: date | None
    valid_to: date | None
    source: SourceRecord
    note: str


class InstrumentDetail(InstrumentRecord):
    """An instrument with everything around it."""

    as_of: date
    subjects: list[str]
    relations: list[RelationRecord]
    provisions: list[ProvisionRecord]
    regimes: list[RegimeRecord]


class DeadlineRecord(Schema):
    """A legal deadline that holds on the day. `data_to` is the last day of the time reported."""

    code: str
    subject: str
    name: str
    kind: str
    due: str
    next_on: date | None
    days_left: int | None
    data_from: date | None
    data_to: date | None
    from_party: str
    to_party: str
    provision: str
    valid_from: date | None
    valid_to: date | None
    certain: bool
    source: SourceRecord


class CalendarRecord(Schema):
    """The calendar of a day."""

    as_of: date
    items: list[DeadlineRecord]


class RegimeInstrumentRecord(InstrumentRecord):
    """An instrument of the regime of the day with its provisions that hold on that day."""

    provisions: list[ProvisionRecord]


class InForceRecord(Schema):
    """The law about a subject on a day. `regime` is null where that time has not been studied."""

    as_of: date
    subject: str
    name: str
    regime: RegimeRecord | None
    certain: bool
    before: RegimeRecord | None
    after: RegimeRecord | None
    instruments: list[RegimeInstrumentRecord]
    set_aside: list[InstrumentRecord]
    others: list[InstrumentRecord]
    deadlines: list[DeadlineRecord]


def register_record(*, register: Register, day: date) -> RegisterRecord:
    """A page of the register."""
    return RegisterRecord(
        as_of=day,
        matching=register.matching,
        counts={force.value: count for force, count in register.counts.items()},
        next=register.next,
        previous=register.previous,
        items=[instrument_record(row=row, read=register.read) for row in register.rows],
    )


def instrument_record(*, row: InstrumentRow, read: date) -> InstrumentRecord:
    """One instrument."""
    return InstrumentRecord(**_instrument(row.instrument, row.verdict, read))


def instrument_detail(*, view: InstrumentView, day: date) -> InstrumentDetail:
    """One instrument with relations both ways, provisions and regimes."""
    own = _instrument(view.instrument, view.verdict, view.read)
    own["force"] = _force(view.verdict, view.read, view.ended_by)
    return InstrumentDetail(
        **own,
        as_of=day,
        subjects=[subject.code for subject in view.subjects],
        relations=[
            *(_relation(relation, "out", str(OUTGOING[relation.row.kind])) for relation in view.outgoing),
            *(_relation(relation, "in", str(INCOMING[relation.row.kind])) for relation in view.incoming),
        ],
        provisions=[_provision(row, view.read) for row in view.provisions],
        regimes=[regime_record(period=period, subject=period.subject.code) for period in view.regimes],
    )


def in_force_record(*, view: SubjectOnDay) -> InForceRecord:
    """The law about a subject on a day."""
    code = view.subject.code
    before, present, after = (
        regime_record(period=period, subject=code) if period is not None else None
        for period in (view.before, view.period, view.after)
    )
    return InForceRecord(
        as_of=view.day,
        subject=code,
        name=view.subject.display_name,
        regime=present,
        certain=view.certain,
        before=before,
        after=after,
        instruments=[
            RegimeInstrumentRecord(
                **_instrument(row.instrument, row.verdict, view.read),
                provisions=[_provision(provision, view.read) for provision in row.provisions],
            )
            for row in view.instruments
        ],
        set_aside=[instrument_record(row=row, read=view.read) for row in view.set_aside],
        others=[instrument_record(row=row, read=view.read) for row in view.others],
        deadlines=[deadline_record(row=row, day=view.day) for row in view.deadlines],
    )


def deadline_record(*, row: DeadlineRow, day: date) -> DeadlineRecord:
    """One deadline as seen on a day."""
    line, deadline = deadline_line(row=row, day=day), row.deadline
    ends = row.reports.end if row.reports is not None else None
    return DeadlineRecord(
        code=deadline.code,
        subject=deadline.subject.code,
        name=deadline.display_name,
        kind=deadline.kind,
        due=line.due,
        next_on=row.next_on,
        days_left=line.days_left,
        data_from=row.reports.start if row.reports is not None else None,
        data_to=ends - timedelta(days=1) if ends is not None else None,
        from_party=str(deadline.from_party or ""),
        to_party=str(deadline.to_party or ""),
        provision=deadline.provision.code if deadline.provision is not None else "",
        valid_from=deadline.valid_from,
        valid_to=deadline.valid_to,
        certain=row.certain,
        source=source_record(statement=deadline),
    )


def regime_record(*, period: RegimePeriod, subject: str) -> RegimeRecord:
    """One regime period."""
    return RegimeRecord(
        code=period.code,
        subject=subject,
        title=period.display_title,
        authority=period.authority,
        valid_from=period.valid_from,
        valid_to=period.valid_to,
        source=source_record(statement=period),
        note=period.note,
    )


def source_record(*, statement: Sourced) -> SourceRecord:
    """The source of a statement."""
    source = statement.source
    return SourceRecord(
        code=source.code if source is not None else "",
        title=source.title if source is not None else "",
        locator=statement.locator,
        confidence=statement.confidence,
    )


def _instrument(instrument: Instrument, verdict: Verdict, read: date) -> dict[str, Any]:
    return {
        "code": instrument.code,
        "kind": instrument.kind,
        "name": str(instrument),
        "number": instrument.number,
        "number_as_printed": instrument.number_as_printed,
        "title": instrument.display_title,
        "title_as_printed": instrument.title_as_printed,
        "issuer": instrument.issuer,
        "issued": instrument.issued,
        "effective_from": instrument.effective_from,
        "effective_to": instrument.effective_to,
        "force": _force(verdict, read),
        "source": source_record(statement=instrument),
        "note": instrument.note,
    }


def _force(verdict: Verdict, read: date, ended_by: tuple[Instrument, ...] = ()) -> ForceRecord:
    return ForceRecord(
        code=verdict.force.value,
        word=str(FORCES[verdict.force].word),
        why=why(verdict, read=read, ended_by=ended_by),
    )


def _relation(relation: Relation, direction: str, word: str) -> RelationRecord:
    return RelationRecord(
        direction=direction,
        kind=relation.row.kind,
        word=word,
        instrument=relation.other.code,
        name=str(relation.other),
        on=relation.row.on,
        provision=relation.row.provision,
        source=source_record(statement=relation.row),
    )


def _provision(row: ProvisionRow, read: date) -> ProvisionRecord:
    provision = row.provision
    return ProvisionRecord(
        code=provision.code,
        place=provision.place,
        text=provision.display_text,
        valid_from=provision.valid_from,
        valid_to=provision.valid_to,
        force=_force(row.verdict, read),
        source=source_record(statement=provision),
    )
