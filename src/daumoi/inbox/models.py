from django.conf import settings
from django.db import models
from django.db.models import Q

from daumoi.foundation.owned import Owned, OwnedQuerySet


class Item(Owned):
    """One thing that waits on an organisation (or on one person in it) until a day.

    The room that posts it owns `kind` and `thing_id` and closes it by them; `address` opens the one thing
    to do now, `verb` is the word on the button.
    """

    kind = models.CharField(max_length=80)
    thing_id = models.BigIntegerField(default=0)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="items"
    )
    permission = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=300)
    detail = models.CharField(max_length=300, blank=True)
    document = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=40)
    address = models.CharField(max_length=300)
    due_on = models.DateField(null=True)
    is_simulated = models.BooleanField(default=False)
    posted_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    objects = OwnedQuerySet["Item"].as_manager()

    class Meta:
        ordering = ("due_on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "thing_id", "owner"],
                condition=Q(done_at__isnull=True),
                name="inbox_item_open_once",
            )
        ]
        indexes = [
            models.Index(fields=["owner", "due_on"], condition=Q(done_at__isnull=True), name="inbox_open")
        ]

    def __str__(self) -> str:
        return self.title
