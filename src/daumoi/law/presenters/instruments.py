"""Shapes of the pages about instruments: the register, one instrument, one provision."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from daumoi.law.models import Instrument, Provision
from daumoi.law.presenters.words import FORCES, INCOMING, OUTGOING, ForceMark, when, why
from daumoi.law.queries import InstrumentRow, InstrumentView, ProvisionRow, ProvisionView, Register, Relation
from daumoi.law.rules import Force, Verdict


@dataclass(frozen=True)
class InstrumentLine:
    """An instrument with its force as a mark, a few words for lists (`when`) and a sentence (`why`)."""

    instrument: Instrument
    mark: ForceMark
    when: str
    verdict: Verdict
    read: date
    ended_by: tuple[Instrument, ...] = ()

    @property
    def why(self) -> str:
        """The verdict's reason in one sentence; lists do not ask for it."""
        return why(self.verdict, read=self.read, ended_by=self.ended_by)


@dataclass(frozen=True)
class ProvisionLine:
    """A provision with its force; `differs` when it is not simply its instrument's."""

    provision: Provision
    row: ProvisionRow
    mark: ForceMark
    why: str
    differs: bool


@dataclass(frozen=True)
class RelationGroup:
    """Relations of one kind, seen from this instrument (“Được thay thế bởi”)."""

    title: str | Promise
    relations: tuple[Relation, ...]


@dataclass(frozen=True)
class InstrumentPage:
    """The page of one instrument."""

    view: InstrumentView
    line: InstrumentLine
    groups: tuple[RelationGroup, ...]
    lineage: tuple[InstrumentLine, ...]
    provisions: tuple[ProvisionLine, ...]


@dataclass(frozen=True)
class ProvisionPage:
    """The page of one provision."""

    view: ProvisionView
    line: ProvisionLine
    instrument_line: InstrumentLine


@dataclass(frozen=True)
class ForceCount:
    """How many instruments stand how."""

    force: str
    mark: ForceMark
    count: int


@dataclass(frozen=True)
class RegisterPage:
    """The page of the register: its sentence counts what is in force, what is unknown, then the rest."""

    register: Register
    lines: tuple[InstrumentLine, ...]
    in_force: int
    unknown: int
    rest: tuple[ForceCount, ...]


def instrument_line(
    *, instrument: Instrument, verdict: Verdict, read: date, ended_by: Sequence[Instrument] = ()
) -> InstrumentLine:
    """One instrument as it stands."""
    return InstrumentLine(instrument, FORCES[verdict.force], when(verdict), verdict, read, tuple(ended_by))


def instrument_lines(*, rows: Iterable[InstrumentRow], read: date) -> tuple[InstrumentLine, ...]:
    """Rows of a list with the word and the reason of each force."""
    return tuple(instrument_line(instrument=row.instrument, verdict=row.verdict, read=read) for row in rows)


def register_page(*, register: Register) -> RegisterPage:
    """The list with its opening sentence."""
    return RegisterPage(
        register=register,
        lines=instrument_lines(rows=register.rows, read=register.read),
        in_force=register.counts[Force.IN_FORCE],
        unknown=register.counts[Force.UNKNOWN],
        rest=tuple(
            ForceCount(force.value, mark, register.counts[force])
            for force, mark in FORCES.items()
            if force not in {Force.IN_FORCE, Force.UNKNOWN} and register.counts[force]
        ),
    )


def force_choices() -> list[tuple[str, object]]:
    """The forces as choices of a filter."""
    return [(force.value, mark.word) for force, mark in FORCES.items()]


def instrument_page(*, view: InstrumentView) -> InstrumentPage:
    """Everything the page of an instrument shows."""
    return InstrumentPage(
        view=view,
        line=instrument_line(
            instrument=view.instrument, verdict=view.verdict, read=view.read, ended_by=view.ended_by
        ),
        groups=(*_groups(view.outgoing, OUTGOING), *_groups(view.incoming, INCOMING)),
        lineage=instrument_lines(rows=view.lineage, read=view.read),
        provisions=tuple(
            provision_line(row=row, instrument_force=view.verdict.force, read=view.read)
            for row in view.provisions
        ),
    )


def provision_line(*, row: ProvisionRow, instrument_force: Force, read: date) -> ProvisionLine:
    """A provision of a list."""
    return ProvisionLine(
        provision=row.provision,
        row=row,
        mark=FORCES[row.verdict.force],
        why=why(row.verdict, read=read),
        differs=row.verdict.force is not instrument_force,
    )


def provision_page(*, view: ProvisionView) -> ProvisionPage:
    """Everything the page of a provision shows."""
    force = view.instrument_verdict.force
    return ProvisionPage(
        view=view,
        line=provision_line(row=view.row, instrument_force=force, read=view.read),
        instrument_line=instrument_line(
            instrument=view.instrument, verdict=view.instrument_verdict, read=view.read
        ),
    )


def _groups(relations: Iterable[Relation], titles: dict[str, Promise | str]) -> list[RelationGroup]:
    found = tuple(relations)
    return [
        RelationGroup(title, tuple(relation for relation in found if relation.row.kind == kind))
        for kind, title in titles.items()
        if any(relation.row.kind == kind for relation in found)
    ]
