"""Everything one page says of an organisation, read in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q

from daumoi.foundation.principal import Principal
from daumoi.history import queries as history
from daumoi.history.access import HistoryPermission
from daumoi.history.models import Act
from daumoi.organisations.models import (
    Attestation,
    Level,
    Organisation,
    OrganisationState,
    Reorganisation,
    ReorganisationPart,
    StateCorrection,
    Succession,
)
from daumoi.organisations.queries.register import UnitRow, body_row, succession_of
from daumoi.organisations.queries.staff import Path, Staff, staff_of, steps_of


@dataclass(frozen=True)
class Line:
    """An organisation through time: its states, oldest first."""

    organisation: Organisation
    states: tuple[OrganisationState, ...]


@dataclass(frozen=True)
class ActRow:
    """An act of reorganisation with the names its parts bore that day."""

    act: Reorganisation
    before: tuple[tuple[Organisation, str], ...]
    after: tuple[tuple[Organisation, str], ...]


@dataclass(frozen=True)
class Relative:
    """A predecessor or successor with the name it bore then."""

    link: Succession
    organisation: Organisation
    name: str


@dataclass(frozen=True)
class OrganisationView:
    """An organisation as of a day.

    `state` is None when it did not exist that day; `name` is then the nearest it bore. `lines` begin with the
    organisation itself; for a body the IT units that ever stood in it follow.
    """

    organisation: Organisation
    day: date
    name: str
    body_name: str
    parent_name: str
    state: OrganisationState | None
    lines: tuple[Line, ...]
    units: tuple[UnitRow, ...]
    children: tuple[OrganisationState, ...]
    came_from: tuple[Relative, ...]
    became: tuple[Relative, ...]
    acts: tuple[ActRow, ...]
    corrections: tuple[StateCorrection, ...]
    staff: Staff
    path: Path
    journal: tuple[Act, ...]


def organisation_view(*, principal: Principal, organisation: Organisation, day: date) -> OrganisationView:
    """The organisation as of `day` with its whole history, as far as the principal may see."""
    lines = _lines(organisation)
    own = lines[0].states
    state = _on(own, day)
    came_from, became = succession_of(organisation=organisation)
    acts = _acts_with_parts(organisation)
    ids = {part.organisation_id for act in acts for part in act.parts.all()}
    ids |= {pk for link in (*came_from, *became) for pk in (link.predecessor_id, link.successor_id)}
    parent_id = state.parent_id if state is not None else None
    names = _Names(ids | {pk for pk in (organisation.body_id, parent_id) if pk})
    may_read = principal.holds(HistoryPermission.VIEW)
    journal = history.acts_about(principal=principal, thing=organisation, limit=30) if may_read else []
    return OrganisationView(
        organisation=organisation,
        day=day,
        name=(state or _nearest(own, day)).name,
        body_name=names.on(organisation.body_id or 0, day),
        parent_name=names.on(parent_id or 0, day),
        state=state,
        lines=lines,
        units=_units(organisation, day),
        children=tuple(_children(organisation, day)),
        came_from=tuple(Relative(s, s.predecessor, names.before(s.predecessor_id, s.on)) for s in came_from),
        became=tuple(Relative(s, s.successor, names.on(s.successor_id, s.on)) for s in became),
        acts=tuple(_act_row(act, names) for act in acts),
        corrections=tuple(
            StateCorrection.objects.filter(state__organisation=organisation).select_related("state")
        ),
        staff=staff_of(principal=principal, organisation=organisation, day=day),
        path=steps_of(principal=principal, organisation=organisation),
        journal=tuple(journal),
    )


def outcome_of(*, act: Reorganisation) -> Organisation | None:
    """The organisation that an act brought forth or changed; the one it ended where nothing came after."""
    parts = act.parts.select_related("organisation__body")
    after = parts.filter(side=ReorganisationPart.Side.AFTER).last()
    part = after or parts.first()
    return part.organisation if part is not None else None


def _lines(organisation: Organisation) -> tuple[Line, ...]:
    """The organisation's states, then those of the IT units that ever stood directly in it."""
    ever = OrganisationState.objects.filter(parent=organisation, organisation__is_it_unit=True)
    rows = (
        OrganisationState.objects.filter(
            Q(organisation=organisation) | Q(organisation_id__in=ever.values("organisation_id"))
        )
        .select_related(
            "organisation", "source", "basis", "parent", "opened_by__instrument", "closed_by__instrument"
        )
        .prefetch_related(Prefetch("attestations", Attestation.objects.select_related("source")))
        .order_by("organisation_id", "valid_from")
    )
    by_id: dict[int, list[OrganisationState]] = {organisation.pk: []}
    for state in rows:
        by_id.setdefault(state.organisation_id, []).append(state)
    first = Line(organisation, tuple(by_id.pop(organisation.pk)))
    rest = [Line(states[0].organisation, tuple(states)) for states in by_id.values()]
    return (first, *sorted(rest, key=lambda line: (line.states[0].valid_from, line.organisation.pk)))


def _on(states: tuple[OrganisationState, ...], day: date) -> OrganisationState | None:
    return next((s for s in states if s.valid_from <= day and (s.valid_to is None or day < s.valid_to)), None)


def _nearest(states: tuple[OrganisationState, ...], day: date) -> OrganisationState:
    """The last state before the day, else the first after it."""
    before = [state for state in states if state.valid_from <= day]
    return before[-1] if before else states[0]


def _units(organisation: Organisation, day: date) -> tuple[UnitRow, ...]:
    """The IT units that can be named in a body on the day."""
    row = body_row(organisation=organisation, day=day) if organisation.level == Level.MINISTRY else None
    return tuple(unit for unit in row.units if unit.state is not None) if row is not None else ()


def _children(organisation: Organisation, day: date) -> list[OrganisationState]:
    rows = OrganisationState.objects.as_of(day).filter(parent=organisation)
    return list(rows.select_related("organisation").order_by("organisation__number", "name_sort"))


def _acts_with_parts(organisation: Organisation) -> list[Reorganisation]:
    return list(
        Reorganisation.objects.filter(parts__organisation=organisation)
        .distinct()
        .select_related("instrument", "source")
        .prefetch_related(Prefetch("parts", ReorganisationPart.objects.select_related("organisation")))
        .order_by("-on", "-id")
    )


class _Names:
    """The names organisations bore, to say who took part in an act: before its day, or from it on."""

    def __init__(self, ids: set[int]) -> None:
        self.known: dict[int, list[tuple[date, str]]] = {}
        rows = OrganisationState.objects.filter(organisation_id__in=ids).order_by("valid_from")
        for pk, start, name in rows.values_list("organisation_id", "valid_from", "name"):
            self.known.setdefault(pk, []).append((start, name))

    def before(self, pk: int, on: date) -> str:
        """The name just before a day."""
        return self.on(pk, on - timedelta(days=1))

    def on(self, pk: int, day: date) -> str:
        """The name on a day, else the nearest one."""
        states = self.known.get(pk, [])
        past = [name for start, name in states if start <= day]
        return past[-1] if past else next((name for _start, name in states), "")


def _act_row(act: Reorganisation, names: _Names) -> ActRow:
    sides = ReorganisationPart.Side
    before = [part.organisation for part in act.parts.all() if part.side == sides.BEFORE]
    after = [part.organisation for part in act.parts.all() if part.side == sides.AFTER]
    return ActRow(
        act,
        before=tuple((organisation, names.before(organisation.pk, act.on)) for organisation in before),
        after=tuple((organisation, names.on(organisation.pk, act.on)) for organisation in after),
    )
