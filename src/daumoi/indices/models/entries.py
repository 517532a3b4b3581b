from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from daumoi.history.models import tracked
from daumoi.indices.models.editions import Sheet
from daumoi.indices.models.keeping import Kept, KeptQuerySet


class MarkKind(models.TextChoices):
    """What stands in the cell. Nothing said, missing, not applicable and the value 0 are four things."""

    UNSAID = "", _("chưa ghi")
    VALUE = "value", _("có số liệu")
    MISSING = "missing", _("chưa có số liệu")
    NOT_APPLICABLE = "not_applicable", _("không thuộc phạm vi")


class EntryState(models.TextChoices):
    """How sure the self-given value is."""

    EMPTY = "empty", _("chưa ghi")
    UNCONFIRMED = "unconfirmed", _("chưa xác nhận")
    CONFIRMED = "confirmed", _("đã xác nhận")


class EntryQuerySet(KeptQuerySet["Entry"]):
    """Cells of sheets."""


_SAME = Q(verified_kind=F("self_kind")) & (
    Q(verified_value=F("self_value")) | Q(verified_value__isnull=True, self_value__isnull=True)
)


@tracked
class Entry(Kept):
    """One cell of one body: what the body says, what the verification found, and why they differ.

    A cell is a `column` of the table that the definition computes from, asked for the first criterion (`indicator`)
    that reads it. Values are in the unit of the criterion (points where it asks for points). Scores are the points
    that the criterion's rule gives; None for raw numbers and where only the whole field decides (peer maxima).
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="entries")
    column = models.CharField(max_length=120)
    indicator = models.CharField(max_length=80)
    indicator_version = models.CharField(max_length=40, blank=True)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=EntryState.choices, default=EntryState.EMPTY)
    self_kind = models.CharField(max_length=15, choices=MarkKind.choices, blank=True, default="")
    self_value = models.DecimalField(max_digits=28, decimal_places=10, null=True, blank=True)
    self_score = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    self_note = models.TextField(blank=True, default="")
    source_kind = models.CharField(max_length=10, blank=True, default="")
    fact_id = models.BigIntegerField(null=True, blank=True)
    source_text = models.CharField(max_length=500, blank=True, default="")
    source_on = models.DateField(null=True, blank=True)
    verified_kind = models.CharField(max_length=15, choices=MarkKind.choices, blank=True, default="")
    verified_value = models.DecimalField(max_digits=28, decimal_places=10, null=True, blank=True)
    verified_score = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    reason = models.TextField(blank=True, default="")

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ("sheet_id", "number")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "column"], name="indices_entry_once"),
            models.CheckConstraint(
                condition=(Q(self_kind=MarkKind.VALUE) & Q(self_value__isnull=False))
                | (~Q(self_kind=MarkKind.VALUE) & Q(self_value__isnull=True)),
                name="indices_self_absence_has_no_value",
            ),
            models.CheckConstraint(
                condition=(Q(verified_kind=MarkKind.VALUE) & Q(verified_value__isnull=False))
                | (~Q(verified_kind=MarkKind.VALUE) & Q(verified_value__isnull=True)),
                name="indices_verified_absence_has_no_value",
            ),
            models.CheckConstraint(
                condition=Q(verified_kind="") | ~Q(reason="") | _SAME, name="indices_difference_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.column

    @property
    def differs(self) -> bool:
        """Whether the verification found something else than the body said."""
        return bool(self.verified_kind) and (self.verified_kind, self.verified_value) != (
            self.self_kind,
            self.self_value,
        )


class EvidenceKind(models.TextChoices):
    """What proves a value."""

    FILE = "file", _("tệp đính kèm")
    PAPER = "paper", _("văn bản có số")
    FACT = "fact", _("số liệu đã xác nhận trong hệ thống")


class EvidenceQuerySet(KeptQuerySet["Evidence"]):
    """Evidence of entries."""


class Evidence(Kept):
    """A proof of one entry: a PDF kept here, a registered paper by its number, or a fact of the product."""

    entry = models.ForeignKey("Entry", on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=5, choices=EvidenceKind.choices)
    title = models.CharField(max_length=300)
    document = models.CharField(max_length=200, blank=True)
    fact_id = models.BigIntegerField(null=True, blank=True)
    name = models.CharField(max_length=200, blank=True)
    content = models.BinaryField(null=True, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField()

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ("entry_id", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=EvidenceKind.FILE, content__isnull=False)
                | (Q(kind=EvidenceKind.PAPER, content__isnull=True) & ~Q(document=""))
                | Q(kind=EvidenceKind.FACT, content__isnull=True, fact_id__isnull=False),
                name="indices_evidence_is_there",
            )
        ]

    def __str__(self) -> str:
        return self.title
