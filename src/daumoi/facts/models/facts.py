from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from daumoi.facts.models.elements import Element
from daumoi.foundation.owned import Owned, OwnedQuerySet
from daumoi.history.models import tracked


class FactStatus(models.TextChoices):
    """What stands in the value's place, or how sure the value is."""

    CONFIRMED = "confirmed", _("đã xác nhận")
    UNCONFIRMED = "unconfirmed", _("chưa xác nhận")
    NO_DATA = "no_data", _("chưa có số liệu")
    NOT_APPLICABLE = "not_applicable", _("không thuộc phạm vi")
    NOT_ARISEN = "not_arisen", _("không phát sinh")


@tracked
class Fact(Owned):
    """What is known of an organisation (`owner`) for one element on a day, and who says so.

    `row` names the line of a list (“hệ thống 3”) and is empty for single values. A correction is a new fact
    that names the one it replaces; the old one keeps standing with `replaced_by`.
    """

    element = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="facts")
    row = models.CharField(max_length=100, blank=True, default="")
    on = models.DateField()
    status = models.CharField(max_length=15, choices=FactStatus.choices)
    number = models.DecimalField(max_digits=28, decimal_places=10, null=True, blank=True)
    value = models.JSONField(null=True, blank=True)
    source_kind = models.CharField(max_length=30)
    source_id = models.BigIntegerField(default=0)
    source_text = models.CharField(max_length=400)
    confirmed_by = models.CharField(max_length=200, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    is_simulated = models.BooleanField(default=False)

    objects = OwnedQuerySet["Fact"].as_manager()

    class Meta:
        ordering = ("owner_id", "element_id", "row", "-on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "element", "row", "on"],
                condition=Q(replaced_by__isnull=True),
                name="facts_one_standing_fact",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["no_data", "not_applicable", "not_arisen"])
                | Q(value__isnull=True, number__isnull=True),
                name="facts_absence_has_no_value",
            ),
        ]
        indexes = [models.Index(fields=["element", "on"], name="facts_by_element")]

    def __str__(self) -> str:
        return f"{self.element}: {self.value if self.value is not None else self.get_status_display()}"
