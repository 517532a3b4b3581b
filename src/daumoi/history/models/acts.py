from django.db import models
from django.db.models.functions import Now

from daumoi.foundation.owned import OwnedQuerySet


class Act(models.Model):
    """One act: a line that is written once and never changed.

    `root_id` is the body whose chain holds the act (0: the national chain, for law packs and the like),
    `owner_id` the unit. Sequence, previous seal and seal are filled by the database (trigger
    `history_seal`), so that no program can leave them out.
    """

    root_id = models.BigIntegerField(default=0)
    owner_id = models.BigIntegerField(default=0)
    sequence = models.BigIntegerField(default=0)
    at = models.DateTimeField(db_default=Now())
    person_id = models.BigIntegerField(null=True)
    actor = models.TextField()
    code = models.TextField()
    thing_kind = models.TextField()
    thing_id = models.BigIntegerField(null=True)
    thing_label = models.TextField(default="", blank=True)
    reason = models.TextField(default="", blank=True)
    document = models.TextField(default="", blank=True)
    details = models.JSONField(default=dict)
    previous = models.TextField(default="")
    seal = models.TextField(default="")

    objects = OwnedQuerySet["Act"].as_manager()

    class Meta:
        ordering = ("root_id", "sequence")
        constraints = [models.UniqueConstraint(fields=["root_id", "sequence"], name="history_act_sequence")]
        indexes = [
            models.Index(fields=["thing_kind", "thing_id"], name="history_act_thing"),
            models.Index(fields=["root_id", "-id"], name="history_act_newest"),
        ]


class Chain(models.Model):
    """The head of one body's chain. Only the sealing trigger writes it."""

    root_id = models.BigIntegerField(primary_key=True)
    sequence = models.BigIntegerField(default=0)
    seal = models.TextField(default="")
    updated_at = models.DateTimeField(db_default=Now())

    objects = OwnedQuerySet["Chain"].as_manager()
