from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import Deferrable, F, Func, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.periods import DatedQuerySet
from daumoi.history.models import tracked
from daumoi.law.models.sources import Sourced


class Subject(models.Model):
    """A matter that law regulates: security levels, spending on IT, official documents…"""

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    number = models.IntegerField(default=0)
    """Order within the pack."""

    class Meta:
        ordering = ("number", "code")

    def __str__(self) -> str:
        return self.display_name

    def get_absolute_url(self) -> str:
        """The page of the law in force about this subject."""
        return reverse("law:subject", args=[self.code])

    @property
    def display_name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name


@tracked
class RegimePeriod(Sourced):
    """Who regulated a subject, by which instruments, from when to when.

    `valid_from` is None where nobody has looked how far back it reaches. A gap between periods means the
    same of the gap: not studied, never “no law”.
    """

    code = models.CharField(max_length=100, unique=True)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="periods")
    title = models.TextField()
    title_en = models.TextField(blank=True)
    authority = models.CharField(max_length=200, blank=True)
    instruments = models.ManyToManyField("law.Instrument", related_name="regimes")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    objects = DatedQuerySet["RegimePeriod"].as_manager()

    class Meta:
        ordering = ("subject_id", F("valid_from").asc(nulls_first=True))
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gt=F("valid_from")),
                name="law_regime_period",
            ),
            ExclusionConstraint(
                name="law_regime_no_overlap",
                deferrable=Deferrable.IMMEDIATE,
                expressions=[
                    (
                        Func(
                            F("subject_id"),
                            F("subject_id"),
                            function="int8range",
                            template="%(function)s(%(expressions)s, '[]')",
                        ),
                        "&&",
                    ),
                    (
                        Func(
                            F("valid_from"),
                            F("valid_to"),
                            function="daterange",
                            template="%(function)s(%(expressions)s, '[)')",
                        ),
                        "&&",
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.title}"

    @property
    def display_title(self) -> str:
        """The title in the reader's language."""
        return self.title_en if get_language() == "en" and self.title_en else self.title


class Party(models.Model):
    """Who owes a report or receives it: the specialised unit, a system's owner, the ministry in charge…"""

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name


class DeadlineKind(models.TextChoices):
    """How a legal deadline comes round."""

    YEARLY = "yearly", _("hằng năm")
    HALF_YEARLY = "half_yearly", _("sáu tháng một lần")
    EVENT = "event", _("tính từ sự kiện")
    ONCE = "once", _("một lần")


@tracked
class LegalDeadline(Sourced):
    """A date or clock that the law sets: a yearly report, a clock from an event, a one-time limit.

    The limit is one of three: a day of every year (`due_month`, `due_day`), one calendar day (`due_on`), or a
    clock in the pack's short writing (`due_clock`, e.g. “+24h”; `rules.read_clock` knows its words).
    `data_from` and `data_to` are the first and last day, as MM-DD, of the time the figures cover.
    """

    code = models.CharField(max_length=120, unique=True)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="deadlines")
    name = models.TextField()
    name_en = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=DeadlineKind.choices)
    due_month = models.SmallIntegerField(null=True)
    due_day = models.SmallIntegerField(null=True)
    due_on = models.DateField(null=True)
    due_clock = models.CharField(max_length=20, blank=True)
    data_from = models.CharField(max_length=5, blank=True)
    data_to = models.CharField(max_length=5, blank=True)
    from_party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    to_party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    provision = models.ForeignKey(
        "law.Provision", on_delete=models.SET_NULL, null=True, related_name="deadlines"
    )
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    objects = DatedQuerySet["LegalDeadline"].as_manager()

    class Meta:
        ordering = (F("valid_from").asc(nulls_first=True), "code")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gt=F("valid_from")),
                name="law_deadline_period",
            ),
            models.CheckConstraint(
                condition=(
                    Q(due_month__isnull=False, due_day__isnull=False, due_on__isnull=True, due_clock="")
                    | Q(due_month__isnull=True, due_day__isnull=True, due_on__isnull=False, due_clock="")
                    | (
                        Q(due_month__isnull=True, due_day__isnull=True, due_on__isnull=True)
                        & ~Q(due_clock="")
                    )
                ),
                name="law_deadline_one_limit",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The duty in the reader's language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name
