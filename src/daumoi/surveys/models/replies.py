from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.owned import M, Owned, OwnedQuerySet
from daumoi.foundation.principal import Principal
from daumoi.history.models import tracked
from daumoi.surveys.models.rounds import Round


class ReplyState(models.TextChoices):
    """The way of a reply. The coordinator is a peer: it receives and asks, it never accepts or rejects."""

    OPEN = "open", _("chưa gửi")
    SENT = "sent", _("đã gửi")
    RECEIVED = "received", _("đã tiếp nhận")
    CLARIFY = "clarify", _("đề nghị bổ sung, làm rõ")
    CLOSED = "closed", _("đã chốt")
    WAIVED = "waived", _("không phải trả lời")


class AnswerStatus(models.TextChoices):
    """What stands in an answer's place. Absence of a row: nobody has answered yet."""

    ANSWERED = "answered", _("đã trả lời")
    PREFILLED = "prefilled", _("điền sẵn, chưa xác nhận")
    NO_DATA = "no_data", _("chưa có số liệu")
    NOT_APPLICABLE = "not_applicable", _("không thuộc phạm vi")
    NOT_ARISEN = "not_arisen", _("không phát sinh")


class ReplyQuerySet(OwnedQuerySet[M]):
    """Replies reach further than other owned rows: a unit sees those of which parts were handed to it."""

    def visible_to(self, principal: Principal) -> Self:
        """The replies of the principal's organisations, and those with parts handed to their units."""
        if principal.sees_network or not principal.units:
            return super().visible_to(principal)
        handed = Handover.objects.filter(owner_id__in=principal.units, withdrawn_at__isnull=True)
        own = Q(root_id__in=principal.bodies) | Q(owner_id__in=principal.units)
        return self.filter(own | Q(pk__in=handed.values("reply_id")))


@tracked
class Reply(Owned):
    """One addressee's reply. `owner` is the organisation asked, frozen when the round was issued."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="replies")
    state = models.CharField(max_length=10, choices=ReplyState.choices, default=ReplyState.OPEN)
    due_on = models.DateField()
    contact_name = models.CharField(max_length=150, blank=True)
    contact_phone = models.CharField(max_length=50, blank=True)
    content_code = models.CharField(max_length=20, blank=True)
    printed_at = models.DateTimeField(null=True, blank=True)
    approved_by_text = models.CharField(max_length=200, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_code = models.CharField(max_length=20, blank=True)
    letter_number = models.CharField(max_length=80, blank=True)
    letter_date = models.DateField(null=True, blank=True)
    letter_signer = models.CharField(max_length=200, blank=True)
    is_from_paper = models.BooleanField(default=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    waived_reason = models.TextField(blank=True)

    objects = ReplyQuerySet["Reply"].as_manager()

    class Meta:
        ordering = ("round_id", "id")
        constraints = [
            models.UniqueConstraint(fields=["round", "owner"], name="surveys_reply_once"),
            models.CheckConstraint(
                condition=~Q(state="waived") | ~Q(waived_reason=""), name="surveys_waiver_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=models.F("entered_by")),
                name="surveys_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} · {self.owner}"


@tracked
class Answer(Owned):
    """One value of a reply. `version` counts its changes: a writer who saw an older one is told (409)."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="answers")
    variable = models.CharField(max_length=160)
    row = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=15, choices=AnswerStatus.choices, default=AnswerStatus.ANSWERED)
    value = models.JSONField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    author_name = models.CharField(max_length=200, blank=True)
    source_text = models.CharField(max_length=300, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OwnedQuerySet["Answer"].as_manager()

    class Meta:
        ordering = ("reply_id", "variable", "row")
        constraints = [
            models.UniqueConstraint(fields=["reply", "variable", "row"], name="surveys_answer_once")
        ]

    def __str__(self) -> str:
        return f"{self.variable}[{self.row}]"


class Explanation(Owned):
    """Why a soft check does not hold, in the ministry's words; shown to the approver and in the report's notes."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="explanations")
    check_code = models.CharField(max_length=160)
    row = models.PositiveIntegerField(default=0)
    text = models.TextField()
    author_name = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField(auto_now=True)

    objects = OwnedQuerySet["Explanation"].as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["reply", "check_code", "row"], name="surveys_explanation_once")
        ]

    def __str__(self) -> str:
        return f"{self.check_code}: {self.text[:40]}"


class SectionMark(Owned):
    """Somebody declared a section finished."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="section_marks")
    section = models.CharField(max_length=20)
    done_by = models.CharField(max_length=200)
    done_at = models.DateTimeField(auto_now=True)

    objects = OwnedQuerySet["SectionMark"].as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["reply", "section"], name="surveys_section_once")]

    def __str__(self) -> str:
        return self.section


class Handover(Owned):
    """A part of a reply handed to a unit of the body (giao phần phiếu). `owner` is the unit, `root` the body.

    `names` are the variables, tables and checks (as `check:<code>`) of the section: what row-level security lets
    the unit write. Only the body hands over; the unit reads its row and says through the action that it is done.
    """

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="handovers")
    section = models.CharField(max_length=20)
    names = ArrayField(models.CharField(max_length=160))
    due_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    handed_by = models.CharField(max_length=200)
    handed_at = models.DateTimeField(auto_now_add=True)
    done_by = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = OwnedQuerySet["Handover"].as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["reply", "section", "owner"],
                condition=Q(withdrawn_at__isnull=True),
                name="surveys_handover_once",
            )
        ]
        indexes = [
            models.Index(fields=["owner"], condition=Q(withdrawn_at__isnull=True), name="surveys_handed_open")
        ]

    def __str__(self) -> str:
        return f"{self.section} → {self.owner}"


class Clarification(Owned):
    """A named question the coordinator asks about; only that question is open until it is answered."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="clarifications")
    variable = models.CharField(max_length=160)
    row = models.PositiveIntegerField(default=0)
    text = models.TextField()
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField(auto_now_add=True)
    due_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    value_before = models.JSONField(null=True, blank=True)

    objects = OwnedQuerySet["Clarification"].as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.variable}: {self.text[:40]}"


class ReplyFile(Owned):
    """A paper of a reply: the signed letter, a scan. Kept in the database with its hash, never changed."""

    class Kind(models.TextChoices):
        SIGNED_LETTER = "signed_letter", _("công văn trả lời đã ký")
        SCAN = "scan", _("bản quét trả lời giấy")

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    content_code = models.CharField(max_length=20, blank=True)
    code_agrees = models.BooleanField(null=True)
    uploaded_by = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet["ReplyFile"].as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name
