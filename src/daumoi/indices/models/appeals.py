from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from daumoi.history.models import tracked
from daumoi.indices.models.editions import Sheet
from daumoi.indices.models.entries import Entry
from daumoi.indices.models.keeping import Kept, KeptQuerySet


class AppealResult(models.TextChoices):
    """What became of an appeal."""

    NONE = "", _("chưa trả lời")
    ACCEPTED = "accepted", _("tiếp thu, sửa điểm")
    PARTLY = "partly", _("tiếp thu một phần")
    KEPT = "kept", _("giữ điểm thẩm định")


class AppealQuerySet(KeptQuerySet["Appeal"]):
    """Appeals of bodies."""


@tracked
class Appeal(Kept):
    """“Đề nghị xem lại”: a body asks that one criterion be looked at again; the coordinator answers with a result."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="appeals")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="appeals")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    document = models.CharField(max_length=200, blank=True)
    raised_on = models.DateField()
    raised_by = models.CharField(max_length=200)
    result = models.CharField(max_length=10, choices=AppealResult.choices, blank=True, default="")
    answer = models.TextField(blank=True, default="")
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ("sheet_id", "number")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="indices_appeal_number"),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(result=""), name="indices_one_open_appeal_a_criterion"
            ),
            models.CheckConstraint(
                condition=Q(result="") | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="indices_appeal_result_has_answer",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def days(self) -> int | None:
        """Days between asking and answering; None while it waits."""
        return (self.answered_on - self.raised_on).days if self.answered_on else None
