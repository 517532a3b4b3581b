from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.owned import HomeQuerySet, Owned
from daumoi.history.models import tracked


class NumberingMode(models.TextChoices):
    """Who gives the numbers: this register, or the body's own document system."""

    OWN = "own", _("đánh số tại đây")
    EXTERNAL = "external", _("lấy số của hệ thống văn bản của cơ quan")


class RegisterSide(models.TextChoices):
    """Which register a series belongs to."""

    OUT = "out", _("văn bản đi")
    IN = "in", _("văn bản đến")


@tracked
class Series(Owned):
    """A series of numbers, kept by a văn thư with a seal. Numbers run from `first_number` within a calendar year.

    `owner` is the organisation whose seal it is. `kinds` limits it to some kinds of paper (empty: every kind that no
    other series of the owner names). `agency` is the abbreviation that ends a notation ("BTTTT").
    """

    name = models.CharField(max_length=200)
    side = models.CharField(max_length=5, choices=RegisterSide.choices, default=RegisterSide.OUT)
    mode = models.CharField(max_length=10, choices=NumberingMode.choices, default=NumberingMode.OWN)
    agency = models.CharField(max_length=20, blank=True)
    kinds = models.JSONField(default=list, blank=True)
    first_number = models.PositiveIntegerField(default=1)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    is_simulated = models.BooleanField(default=False)

    objects = HomeQuerySet["Series"].as_manager()

    class Meta:
        ordering = ("side", "name", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="documents_series_period",
            ),
            models.UniqueConstraint(
                fields=["owner", "side", "name", "valid_from"], name="documents_series_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Counter(Owned):
    """The last number given in a series in one year. Its row is locked while a number is given: no gap, no double."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="counters")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    objects = HomeQuerySet["Counter"].as_manager()

    class Meta:
        ordering = ("series_id", "year")
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="documents_counter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.series_id}/{self.year}: {self.last}"


class NumberState(models.TextChoices):
    """What became of a number. None is ever removed."""

    RESERVED = "reserved", _("giữ trước")
    ISSUED = "issued", _("đã cấp")
    CANCELLED = "cancelled", _("đã huỷ")


@tracked
class Number(Owned):
    """One number of a series: reserved for somebody, given to a paper, or cancelled with its reason."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="numbers")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=NumberState.choices)
    paper = models.OneToOneField(
        "documents.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="number_row"
    )
    reason = models.CharField(max_length=300, blank=True)
    given_by = models.CharField(max_length=200)
    given_at = models.DateTimeField()

    objects = HomeQuerySet["Number"].as_manager()

    class Meta:
        ordering = ("series_id", "-year", "-number")
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "number"], name="documents_number_once"),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(reason=""), name="documents_cancelled_number_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(paper__isnull=False),
                name="documents_issued_number_has_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number:02d}"
