"""What an act does to people's appointments: rights follow the organisation, never by accident."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q

from daumoi.foundation.principal import Principal, Scope
from daumoi.organisations.models import Appointment
from daumoi.organisations.queries.register import names_as_of
from daumoi.organisations.queries.tree import descendants
from daumoi.organisations.rules import Plan, Ref


class Outcome(StrEnum):
    """What becomes of an appointment."""

    ENDED = "ended"  # over an organisation that ends, or over a whole body that the unit leaves
    CARRIED = "carried"  # goes on at the successor, or in the new body


@dataclass(frozen=True)
class Touched:
    """An appointment with what becomes of it."""

    appointment: Appointment
    outcome: Outcome


@dataclass(frozen=True)
class Planned:
    """A plan before it is carried out, with the names of the parents it speaks of and the appointments it touches."""

    plan: Plan
    names: dict[Ref, str]
    touched: tuple[Touched, ...]


def look_ahead(*, principal: Principal, plan: Plan) -> Planned:
    """What a preview needs to say a plan in words."""
    drafts = [
        *(closing.state.draft for closing in plan.closings),
        *(opening.draft for opening in plan.openings),
    ]
    parents = {draft.parent for draft in drafts if isinstance(draft.parent, int)}
    names: dict[Ref, str] = {}
    names.update(names_as_of(ids=parents, day=plan.on).items())
    return Planned(plan, names, tuple(appointments_touched(principal=principal, plan=plan)))


def moved_with(*, ids: Collection[int], day: date) -> set[int]:
    """The organisations together with everything below them on a day."""
    return set(ids).union(*(descendants(organisation_id=pk, day=day) for pk in ids))


def appointments_touched(*, principal: Principal, plan: Plan) -> list[Touched]:
    """The appointments that an act ends or carries along, as far as the principal sees them."""
    moved = moved_with(ids=plan.moved, day=plan.on)
    return appointments_affected(principal=principal, moved=moved, ended=plan.ended, plan=plan, on=plan.on)


def appointments_affected(
    *, principal: Principal, moved: Collection[int], ended: Collection[int], plan: Plan | None, on: date
) -> list[Touched]:
    """The same for named organisations: a whole-body right ends with the body or when its unit leaves it."""
    if not moved and not ended:
        return []
    has_successor = {link.predecessor for link in plan.links} if plan is not None else set()
    rows = (
        Appointment.objects.visible_to(principal)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), owner_id__in={*moved, *ended})
        .select_related("person", "owner")
        .order_by("id")
    )
    touched = []
    for appointment in rows:
        outcome = _outcome(appointment, ended=ended, has_successor=has_successor)
        if outcome is not None:
            touched.append(Touched(appointment, outcome))
    return touched


def _outcome(
    appointment: Appointment, *, ended: Collection[int], has_successor: Collection[int | str]
) -> Outcome | None:
    """A network-wide right survives the body it was given at; a right over a whole body does not follow a unit."""
    if appointment.owner_id in ended:
        if appointment.scope != Scope.NETWORK:
            return Outcome.ENDED
        return Outcome.CARRIED if appointment.owner_id in has_successor else None
    return Outcome.ENDED if appointment.scope == Scope.BODY else Outcome.CARRIED
