"""Readers of the inbox."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Q, QuerySet

from daumoi.foundation.principal import Principal, Scope
from daumoi.inbox.models import Item


@dataclass(frozen=True)
class Waiting:
    """What waits on a person, by urgency."""

    overdue: tuple[Item, ...]
    today: tuple[Item, ...]
    this_week: tuple[Item, ...]
    later: tuple[Item, ...]

    @property
    def is_simulated(self) -> bool:
        """Whether any of it belongs to the simulated government."""
        return any(item.is_simulated for item in (*self.overdue, *self.today, *self.this_week, *self.later))

    @property
    def total(self) -> int:
        """How many things wait in all."""
        return len(self.overdue) + len(self.today) + len(self.this_week) + len(self.later)


def waiting_for(*, principal: Principal, day: date, limit: int = 200) -> Waiting:
    """The open items the principal's appointments let them do, oldest deadline first."""
    rows = _open_items(principal).select_related("owner").order_by("due_on", "id")[:limit]
    week_end = day + timedelta(days=7 - day.isoweekday())
    buckets: dict[str, list[Item]] = {"overdue": [], "today": [], "this_week": [], "later": []}
    for item in rows:
        buckets[_bucket(item.due_on, day, week_end)].append(item)
    return Waiting(**{name: tuple(items) for name, items in buckets.items()})


def _bucket(due: date | None, day: date, week_end: date) -> str:
    if due is None or due > week_end:
        return "later"
    if due < day:
        return "overdue"
    return "today" if due == day else "this_week"


def open_count(*, principal: Principal) -> int:
    """How many things wait: the number beside the menu entry."""
    if not principal.is_signed_in:
        return 0
    own, permissions = _own_bodies(principal), _permissions(principal)
    values = {"own": own, "units": list(principal.units), "person": principal.person_id, "held": permissions}
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, values)
        return int(cursor.fetchone()[0])


_COUNT = """
select count(*) from inbox_item
where done_at is null and (root_id = any(%(own)s) or owner_id = any(%(units)s))
  and (person_id = %(person)s or person_id is null) and (permission = '' or permission = any(%(held)s))
"""
"""`_open_items` counted. Every page asks it: written out, it costs a fifth of what building the query does."""


def _own_bodies(principal: Principal) -> list[int]:
    """The bodies whose work is the principal's: seeing another's list is not having its work."""
    return [
        *(principal.bodies | {grant.body_id for grant in principal.grants if grant.scope is not Scope.UNIT})
    ]


def _permissions(principal: Principal) -> list[str]:
    return [str(one) for one in {one for grant in principal.grants for one in grant.permissions}]


def _open_items(principal: Principal) -> QuerySet[Item]:
    """What waits on the principal's own organisations."""
    return (
        Item.objects.visible_to(principal)
        .filter(Q(root_id__in=_own_bodies(principal)) | Q(owner_id__in=principal.units))
        .filter(done_at__isnull=True)
        .filter(Q(person_id=principal.person_id) | Q(person__isnull=True))
        .filter(Q(permission="") | Q(permission__in=_permissions(principal)))
    )
