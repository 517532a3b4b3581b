from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from daumoi.documents.models.papers import Paper
from daumoi.foundation.owned import HomeQuerySet, Owned
from daumoi.history.models import tracked


class ExchangeAddress(models.Model):
    """The public address book of the exchange: under which code an organisation sends and receives.

    A code of its own is what makes an organisation reachable by edXML; one without gets PDF and paper.
    """

    organisation = models.OneToOneField(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="exchange_address"
    )
    organ_id = models.CharField(max_length=13, unique=True)
    address = models.CharField(max_length=250, blank=True)
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=50, blank=True)
    website = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("organ_id",)

    def __str__(self) -> str:
        return self.organ_id


class AddresseeRole(models.TextChoices):
    """Why somebody receives a paper."""

    MAIN = "main", _("Kính gửi")
    COPY = "copy", _("Nơi nhận")


class DeliveryState(models.TextChoices):
    """How far a paper came with one addressee (status codes 01 to 06 of the exchange, and the answer)."""

    PENDING = "pending", _("chưa gửi")
    SENT = "sent", _("đã gửi")
    ARRIVED = "arrived", _("đã đến")
    REFUSED = "refused", _("bị từ chối nhận")
    ACCEPTED = "accepted", _("đã tiếp nhận")
    ASSIGNED = "assigned", _("đã phân công")
    WORKING = "working", _("đang xử lý")
    DONE = "done", _("đã hoàn thành")
    ANSWERED = "answered", _("đã trả lời")


@tracked
class Addressee(Owned):
    """One line of following a paper: an addressee, what was asked of it until when, and how far it came.

    `owner` is the sender's desk: the line is the sender's knowledge. `answer` is the paper that answered.
    """

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="addressees")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    organ_id = models.CharField(max_length=13, blank=True)
    organ_name = models.CharField(max_length=200)
    role = models.CharField(max_length=5, choices=AddresseeRole.choices, default=AddresseeRole.MAIN)
    expects_answer = models.BooleanField(default=False)
    due_date = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.PENDING)
    state_words = models.CharField(max_length=300, blank=True)
    staff_words = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    state_at = models.DateTimeField(null=True, blank=True)
    answer = models.ForeignKey(
        Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="answers_lines"
    )
    answered_on = models.DateField(null=True, blank=True)
    number = models.PositiveSmallIntegerField(default=0)

    objects = HomeQuerySet["Addressee"].as_manager()

    class Meta:
        ordering = ("paper_id", "role", "number", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "organisation"],
                condition=Q(organisation__isnull=False),
                name="documents_addressee_once",
            ),
            models.CheckConstraint(
                condition=Q(expects_answer=False) | Q(due_date__isnull=False),
                name="documents_expected_answer_has_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["root", "due_date"],
                condition=Q(expects_answer=True, answered_on__isnull=True),
                name="documents_unanswered",
            )
        ]

    def __str__(self) -> str:
        return self.organ_name


class MessageWay(models.TextChoices):
    """Which way a message went."""

    OUT = "out", _("gửi đi")
    IN = "in", _("nhận về")


class MessageState(models.TextChoices):
    """What became of a message."""

    QUEUED = "queued", _("chờ gửi")
    SENT = "sent", _("đã gửi")
    FAILED = "failed", _("gửi không được")
    TAKEN = "taken", _("đã nhận")
    QUARANTINED = "quarantined", _("cách ly")


class Message(Owned):
    """One message of the exchange, as it went or came, with what became of it."""

    way = models.CharField(max_length=3, choices=MessageWay.choices)
    state = models.CharField(max_length=12, choices=MessageState.choices)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="messages")
    addressee = models.ForeignKey(
        Addressee, on_delete=models.PROTECT, null=True, blank=True, related_name="messages"
    )
    content_kind = models.CharField(max_length=10)
    guid = models.CharField(max_length=120, blank=True)
    from_organ = models.CharField(max_length=13, blank=True)
    to_organ = models.CharField(max_length=13, blank=True)
    summary = models.CharField(max_length=500, blank=True)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = HomeQuerySet["Message"].as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["next_at"], condition=Q(state="queued"), name="documents_outbox"),
        ]

    def __str__(self) -> str:
        return self.summary or self.guid
