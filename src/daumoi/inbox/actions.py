"""The only writers of the inbox: rooms above post what waits, and close it when it is done.

A ministry's step may put something on the coordinator's list and the other way round, where the person acting may
not write. Posting is therefore system work; the room that posts has already checked who may take the step.
"""

from datetime import date, datetime

from django.db import transaction

from daumoi.foundation.principal import acting, system
from daumoi.inbox.models import Item
from daumoi.organisations.models import Organisation

_POSTING = system("hộp việc")


@transaction.atomic
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
) -> Item:
    """Put one thing on an organisation's list; posting it again renews its words and its day."""
    with acting(_POSTING):
        item, _ = Item.objects.update_or_create(
            kind=kind,
            thing_id=thing_id,
            owner=owner,
            done_at=None,
            defaults={
                "root_id": owner.root_pk,
                "permission": permission,
                "title": title[:300],
                "detail": detail[:300],
                "document": document[:200],
                "verb": verb,
                "address": address,
                "due_on": due_on,
                "is_simulated": owner.is_simulated,
            },
        )
    return item


@transaction.atomic
def close(*, kind: str, thing_id: int, at: datetime) -> int:
    """Mark what waited for a thing as done; returns how many lines were open."""
    with acting(_POSTING):
        return Item.objects.filter(kind=kind, thing_id=thing_id, done_at__isnull=True).update(done_at=at)


@transaction.atomic
def move(*, kind: str, thing_id: int, due_on: date) -> int:
    """Give what waits for a thing another day; returns how many lines were open."""
    with acting(_POSTING):
        return Item.objects.filter(kind=kind, thing_id=thing_id, done_at__isnull=True).update(due_on=due_on)
