from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.owned import Owned, OwnedQuerySet
from daumoi.history.models import tracked
from daumoi.surveys.models.questionnaires import Questionnaire


class RoundState(models.TextChoices):
    """A round is prepared, then issued under a letter, then closed with its report."""

    DRAFT = "draft", _("đang chuẩn bị")
    ISSUED = "issued", _("đã phát hành")
    CLOSED = "closed", _("đã kết thúc")


@tracked
class Round(Owned):
    """A questionnaire sent under an official letter. `owner` is the coordinating organisation.

    `cutoff_on` is the day the data describe (thời điểm chốt số liệu); `due_on` the day to send by (hạn gửi). Once
    issued a round is `is_published`: its addressees may read it.
    """

    code = models.CharField(max_length=60, unique=True)
    title = models.TextField()
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="rounds")
    purpose = models.TextField(blank=True)
    letter_number = models.CharField(max_length=80, blank=True)
    letter_date = models.DateField(null=True, blank=True)
    letter_signer = models.CharField(max_length=200, blank=True)
    cutoff_on = models.DateField()
    due_on = models.DateField()
    contact_name = models.CharField(max_length=150)
    contact_phone = models.CharField(max_length=50)
    contact_email = models.CharField(max_length=150, blank=True)
    state = models.CharField(max_length=10, choices=RoundState.choices, default=RoundState.DRAFT)
    is_published = models.BooleanField(default=False)
    is_simulated = models.BooleanField(default=False)
    issued_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = OwnedQuerySet["Round"].as_manager()

    class Meta:
        ordering = ("-due_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gt=F("cutoff_on")), name="surveys_round_due_after_cutoff"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | (~Q(letter_number="") & Q(letter_date__isnull=False)),
                name="surveys_round_issued_under_letter",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Extension(Owned):
    """A later day granted to one addressee, with the reason and the paper that asks for it."""

    reply = models.ForeignKey("surveys.Reply", on_delete=models.CASCADE, related_name="extensions")
    due_before = models.DateField()
    due_after = models.DateField()
    reason = models.TextField()
    document = models.CharField(max_length=200, blank=True)
    granted_at = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet["Extension"].as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(condition=Q(due_after__gt=F("due_before")), name="surveys_extension_later")
        ]

    def __str__(self) -> str:
        return f"{self.due_before:%d/%m/%Y} → {self.due_after:%d/%m/%Y}"


class Reminder(Owned):
    """A letter of reminder (đôn đốc), drafted by the product; its number comes from the document system."""

    reply = models.ForeignKey("surveys.Reply", on_delete=models.CASCADE, related_name="reminders")
    text = models.TextField()
    drafted_at = models.DateTimeField(auto_now_add=True)
    number = models.CharField(max_length=80, blank=True)
    sent_on = models.DateField(null=True, blank=True)

    objects = OwnedQuerySet["Reminder"].as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.number or str(_("dự thảo đôn đốc"))
