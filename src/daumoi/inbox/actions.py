"""The only writers of the inbox: rooms above post what waits, and close it when it is done.

A ministry's step may put something on the coordinator's list and the other way round, where the person acting may
not write. Posting is therefore system work; the room that posts has already checked who may take the step.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction

from daumoi.foundation.principal import acting, system
from daumoi.inbox.models import Item
from daumoi.organisations.models import Organisation

_POSTING = system("hộp việc")


@transaction.atomic(savepoint=False)
def post(
    *,
    kind: str,
    thing_id: int,
    owner: Organisation,
    title: str,
    verb: str,
    address: str,
    permission: str = "",
    detail: str = "",
    document: str = "",
    due_on: date | None = None,
) -> None:
    """Put one thing on an organisation's list; posting it again renews its words and its day."""
    words = {
        "root_id": owner.root_pk,
        "permission": permission,
        "title": title[:300],
        "detail": detail[:300],
        "document": document[:200],
        "verb": verb,
        "address": address,
        "due_on": due_on,
        "is_simulated": owner.is_simulated,
    }
    with acting(_POSTING):
        known = Item.objects.filter(kind=kind, thing_id=thing_id, owner=owner, done_at__isnull=True)
        if not known.update(**words):
            # whoever posts the same thing at the same moment says the same: the first one stands
            Item.objects.bulk_create(
                [Item(kind=kind, thing_id=thing_id, owner=owner, **words)], ignore_conflicts=True
            )


def close(*, kind: str, thing_id: int, at: datetime) -> int:
    """Mark what waited for a thing as done; returns how many lines were open."""
    return close_all(kinds=(kind,), things=(thing_id,), at=at)


@transaction.atomic(savepoint=False)
def close_all(*, kinds: Collection[str], things: Iterable[int], at: datetime) -> int:
    """Mark all that waited, of these kinds, for these things as done; returns how many lines were open.

    `things` may be a query for their numbers: it is asked within the same statement, past everybody's limits.
    """
    with acting(_POSTING):
        waiting = Item.objects.filter(kind__in=kinds, thing_id__in=things, done_at__isnull=True)
        return waiting.update(done_at=at)


@transaction.atomic(savepoint=False)
def move(*, kind: str, thing_id: int, due_on: date) -> int:
    """Give what waits for a thing another day; returns how many lines were open."""
    with acting(_POSTING):
        return Item.objects.filter(kind=kind, thing_id=thing_id, done_at__isnull=True).update(due_on=due_on)
