from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from daumoi.history.models import tracked
from daumoi.indices.models.definitions import IndexVersion
from daumoi.indices.models.keeping import Kept, KeptQuerySet, Shared


class EditionState(models.TextChoices):
    """Where an edition stands. QUOTED results were published elsewhere and are only told here."""

    COLLECTING = "collecting", _("đang tự chấm")
    VERIFYING = "verifying", _("đang thẩm định")
    APPEALS = "appeals", _("đang nhận kiến nghị")
    PUBLISHED = "published", _("đã công bố")
    QUOTED = "quoted", _("dẫn số đã công bố")


class SheetState(models.TextChoices):
    """Where the sheet of one body stands, in the words a coordinator may use to a peer."""

    OPEN = "open", _("đang điền")
    SENT = "sent", _("đã gửi")
    RECEIVED = "received", _("đã tiếp nhận")
    CLARIFY = "clarify", _("đề nghị bổ sung, làm rõ")
    VERIFIED = "verified", _("đã thẩm định")


class EditionQuerySet(KeptQuerySet["Edition"]):
    """Editions the principal keeps, takes part in, or finds published."""

    shared = True


@tracked
class Edition(Shared):
    """One year of an index: who takes part, when data are cut off, how far it is, and what came out.

    `inputs` is the table (CSV) the result was computed from, `result` what was computed, `recipe` and `digest` let anybody
    compute it again and compare. Once published the database refuses every change; a correction is a new edition
    that names the one it corrects.
    """

    version = models.ForeignKey(IndexVersion, on_delete=models.PROTECT, related_name="editions")
    code = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    year = models.PositiveSmallIntegerField()
    cut_off = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    appeals_until = models.DateField(null=True, blank=True)
    letter = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=EditionState.choices, default=EditionState.COLLECTING)
    inputs = models.TextField(blank=True, default="")
    result = models.JSONField(null=True, blank=True)
    intervals = models.JSONField(null=True, blank=True)
    recipe = models.JSONField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    published_on = models.DateField(null=True, blank=True)
    published_under = models.CharField(max_length=300, blank=True)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    correction_reason = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "version_id", "code")
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="indices_edition_once"),
            models.CheckConstraint(
                condition=~Q(state=EditionState.PUBLISHED)
                | (
                    Q(result__isnull=False, published_on__isnull=False, is_published=True)
                    & ~Q(published_under="")
                    & ~Q(digest="")
                ),
                name="indices_published_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(correction_reason=""),
                name="indices_correction_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_frozen(self) -> bool:
        """Whether nothing of it may change any more."""
        return self.state in {EditionState.PUBLISHED, EditionState.QUOTED}

    @property
    def takes_marks(self) -> bool:
        """Whether bodies may still write in their sheets."""
        return self.state in {EditionState.COLLECTING, EditionState.VERIFYING}


class SheetQuerySet(KeptQuerySet["Sheet"]):
    """Sheets of bodies."""


@tracked
class Sheet(Kept):
    """The sheet of one body (`owner`) in an edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sheets")
    group = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=SheetState.choices, default=SheetState.OPEN)
    sent_on = models.DateField(null=True, blank=True)
    sent_by = models.CharField(max_length=200, blank=True)
    sent_under = models.CharField(max_length=200, blank=True)
    received_on = models.DateField(null=True, blank=True)
    asked = models.TextField(blank=True, default="")
    asked_on = models.DateField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.CharField(max_length=200, blank=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        ordering = ("edition_id", "owner_id")
        constraints = [models.UniqueConstraint(fields=["edition", "owner"], name="indices_sheet_once")]

    def __str__(self) -> str:
        return f"{self.edition}: {self.owner}"

    @property
    def is_with_body(self) -> bool:
        """Whether the body is the one to act."""
        return self.state in {SheetState.OPEN, SheetState.CLARIFY}
