"""From a person to a principal: the appointments of the day, read by the application."""

from datetime import date

from django.db import transaction
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from daumoi.accounts.models import Person
from daumoi.accounts.rules import role
from daumoi.foundation.principal import Grant, Principal, Scope, acting, system
from daumoi.organisations.models import Appointment, OrganisationState, Succession
from daumoi.organisations.queries.tree import descendants


def principal_of(*, person: Person, day: date) -> Principal:
    """The person with the grants that hold on `day`.

    Somebody without appointment is signed in and sees nothing owned.
    """
    with acting(system("phân công")), transaction.atomic():
        held = Appointment.objects.filter(person=person).as_of(day).annotate(where=_where(day))
        grants = tuple(_grant(**row) for row in held.order_by("id").values(*_COLUMNS))
        return Principal(
            person_id=person.pk,
            name=person.full_name,
            grants=grants,
            bodies=_bodies([grant.body_id for grant in grants if grant.scope is Scope.BODY], day),
            units=_units([grant.organisation_id for grant in grants if grant.scope is Scope.UNIT], day),
        )


def _where(day: date) -> Subquery:
    """The short name of the appointment's organisation on the day, in the same question (every page asks it)."""
    states = OrganisationState.objects.as_of(day).filter(organisation_id=OuterRef("owner_id"))
    return Subquery(states.values(short=Coalesce(NullIf("short_name", Value("")), "name"))[:1])


_COLUMNS = ("role", "position", "scope", "owner_id", "root_id", "where")


def _grant(
    *, position: str, scope: str, owner_id: int, root_id: int, where: str | None, **given: str
) -> Grant:
    held = role(given["role"])
    position = position or held.title
    return Grant(
        role=held.code,
        title=f"{position}, {where}" if where else position,
        permissions=held.permissions,
        scope=Scope(scope),
        organisation_id=owner_id,
        body_id=root_id,
    )


def _bodies(own: list[int], day: date) -> frozenset[int]:
    """The bodies of the appointments with those that were merged into them: their papers came along."""
    found, edge = set(own), set(own)
    while edge:
        before = Succession.objects.filter(successor_id__in=edge, inherits=True, on__lte=day)
        edge = set(before.values_list("predecessor_id", flat=True)) - found
        found |= edge
    return frozenset(found)


def _units(own: list[int], day: date) -> frozenset[int]:
    return frozenset(own) | frozenset(
        unit for top in own for unit in descendants(organisation_id=top, day=day)
    )


def appointed_people(*, principal: Principal, day: date) -> list[Appointment]:
    """The appointments of the day that the principal may see, with person and organisation."""
    rows = Appointment.objects.visible_to(principal).as_of(day)
    return list(rows.select_related("person", "owner").order_by("root_id", "owner_id", "id"))
