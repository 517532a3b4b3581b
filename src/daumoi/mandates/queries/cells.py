"""One cell of the matrix opened: what was recorded, on which paper, by whom, and what the duty rests on."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from daumoi.foundation.periods import holding_on
from daumoi.foundation.principal import Principal
from daumoi.history import queries as history
from daumoi.history.models import Act
from daumoi.law.models import Provision
from daumoi.mandates.access import MandatePermission
from daumoi.mandates.models import Assignment, Duty
from daumoi.mandates.queries.coverage import UNKNOWN, Cell, cell_of
from daumoi.organisations import queries as organisations
from daumoi.organisations.models import Level, Organisation
from daumoi.organisations.queries import BodyRow


@dataclass(frozen=True)
class Record:
    """One record of the duty in the body, as the cell it made."""

    assignment: Assignment
    cell: Cell


@dataclass(frozen=True)
class CellBasis:
    """A cell with everything it rests on.

    `row` is None when the body did not exist on the day; `duty_holds` is False when the duty did not.
    `acts` are the journal lines about the current record that the reader may see.
    """

    body: Organisation
    row: BodyRow | None
    body_name: str
    duty: Duty
    duty_holds: bool
    day: date
    cell: Cell
    current: Assignment | None
    records: tuple[Record, ...]
    provisions: tuple[Provision, ...]
    acts: tuple[Act, ...]
    may_assign: bool


def cell_basis(*, principal: Principal, body: Organisation, duty: Duty, day: date) -> CellBasis:
    """The cell of `body` and `duty` on `day`, with its earlier and later records, newest first."""
    principal.require(MandatePermission.VIEW)
    rows = list(
        Assignment.objects.visible_to(principal)
        .filter(root=body, duty=duty)
        .select_related("owner", "instrument", "source")
        .order_by("-valid_from")
    )
    units = {row.owner_id for row in rows if row.owner.level == Level.UNIT}
    names = organisations.names_as_of(ids=units | {body.pk}, day=day)
    current = next((row for row in rows if _holds(row, day)), None)
    return CellBasis(
        body=body,
        row=organisations.body_row(organisation=body, day=day),
        body_name=names.get(body.pk, body.code),
        duty=duty,
        duty_holds=duty.valid_from <= day and (duty.valid_to is None or day < duty.valid_to),
        day=day,
        cell=cell_of(record=current, names=names) if current is not None else UNKNOWN,
        current=current,
        records=tuple(Record(row, cell_of(record=row, names=names)) for row in rows),
        provisions=tuple(provisions_of(duty=duty)),
        acts=tuple(history.acts_about(principal=principal, thing=current, limit=10)) if current else (),
        may_assign=principal.may(MandatePermission.ASSIGN, body_id=body.root_pk, owner_id=body.pk),
    )


def provisions_of(*, duty: Duty) -> list[Provision]:
    """The articles a duty rests on, instrument by instrument."""
    return list(duty.provisions.select_related("instrument", "source").order_by("instrument_id", "id"))


def _holds(row: Assignment, day: date) -> bool:
    return row.valid_from <= day and (row.valid_to is None or day < row.valid_to)


@dataclass(frozen=True)
class DutyHolder:
    """How one body holds a duty on a day."""

    row: BodyRow
    cell: Cell


def duty_holders(*, principal: Principal, duty: Duty, day: date, simulated: bool = False) -> list[DutyHolder]:
    """The duty over all bodies of the day, in the official order."""
    principal.require(MandatePermission.VIEW)
    bodies = organisations.bodies(day=day, simulated=simulated)
    records = {
        record.root_id: record
        for record in Assignment.objects.visible_to(principal)
        .filter(holding_on(day), duty=duty, root_id__in=[row.organisation.pk for row in bodies])
        .select_related("owner", "instrument", "source")
    }
    units = {record.owner_id for record in records.values() if record.owner.level == Level.UNIT}
    names = organisations.names_as_of(ids=units, day=day)
    return [
        DutyHolder(
            row,
            cell_of(record=records[row.organisation.pk], names=names)
            if row.organisation.pk in records
            else UNKNOWN,
        )
        for row in bodies
    ]


def catalogue(*, principal: Principal, day: date, include_past: bool = False) -> list[Duty]:
    """The duties of the day (or of all time) with their provisions, in the order of the catalogue."""
    principal.require(MandatePermission.VIEW)
    duties = Duty.objects.all() if include_past else Duty.objects.as_of(day)
    return list(
        duties.select_related("set", "source")
        .prefetch_related(Prefetch("provisions", Provision.objects.select_related("instrument", "source")))
        .order_by("set__number", "number", "id")
    )
