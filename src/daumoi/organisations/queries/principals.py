"""From a person to a principal: the appointments of the day, read by the application."""

from datetime import date

from django.db import connection

from daumoi.accounts.models import Person
from daumoi.accounts.rules import role
from daumoi.foundation.principal import Grant, Principal, Scope
from daumoi.organisations.models import Appointment

_HELD = """
with recursive held as (
    select * from appointments_of(%(person)s, %(day)s)
), inherited(id) as (
    select root_id from held where scope = 'body'
    union
    select s.predecessor_id from inherited i join organisations_succession s on s.successor_id = i.id
    where s.inherits and s."on" <= %(day)s
), below(id) as (
    select owner_id from held where scope = 'unit'
    union
    select s.organisation_id from below b join organisations_organisationstate s on s.parent_id = b.id
    where s.valid_from <= %(day)s and (s.valid_to is null or s.valid_to > %(day)s)
)
select held.role, held.position, held.scope, held.owner_id, held.root_id, place.name,
       (select array_agg(id) from inherited), (select array_agg(id) from below)
from held left join lateral (
    select coalesce(nullif(s.short_name, ''), s.name) as name from organisations_organisationstate s
    where s.organisation_id = held.owner_id and s.valid_from <= %(day)s
      and (s.valid_to is null or s.valid_to > %(day)s)
    limit 1
) place on true
order by held.id
"""
"""Each appointment with the short name of its place, and what all of them reach: the bodies with those that were
merged into them (their papers came along), the units with what lies below. One statement, since every page asks it."""


def principal_of(*, person: Person, day: date) -> Principal:
    """The person with the grants that hold on `day` (1 statement, outside any transaction too).

    Somebody without appointment is signed in and sees nothing owned.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HELD, {"person": person.pk, "day": day})
        rows = cursor.fetchall()
    bodies, units = rows[0][6:] if rows else (None, None)
    return Principal(
        person_id=person.pk,
        name=person.full_name,
        grants=tuple(_grant(*row[:6]) for row in rows),
        bodies=frozenset(bodies or ()),
        units=frozenset(units or ()),
    )


def _grant(code: str, position: str, scope: str, owner_id: int, root_id: int, place: str | None) -> Grant:
    held = role(code)
    position = position or held.title
    return Grant(
        role=held.code,
        title=f"{position}, {place}" if place else position,
        permissions=held.permissions,
        scope=Scope(scope),
        organisation_id=owner_id,
        body_id=root_id,
    )


def appointed_people(*, principal: Principal, day: date) -> list[Appointment]:
    """The appointments of the day that the principal may see, with person and organisation."""
    rows = Appointment.objects.visible_to(principal).as_of(day)
    return list(rows.select_related("person", "owner").order_by("root_id", "owner_id", "id"))
