from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func
from django.utils.translation import get_language

from daumoi.foundation.periods import DatedQuerySet
from daumoi.law.models.sources import Sourced


class Subject(models.Model):
    """A matter that law regulates: security levels, spending on IT, official documents…"""

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name


class RegimePeriod(Sourced):
    """Who regulated a subject, by which instruments, from when to when."""

    code = models.CharField(max_length=100, unique=True)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="periods")
    title = models.TextField()
    title_en = models.TextField(blank=True)
    authority = models.CharField(max_length=200, blank=True)
    instruments = models.ManyToManyField("law.Instrument", related_name="regimes")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = DatedQuerySet["RegimePeriod"].as_manager()

    class Meta:
        ordering = ("subject_id", "valid_from")
        constraints = [
            ExclusionConstraint(
                name="law_regime_no_overlap",
                expressions=[
                    (Func(F("subject_id"), F("subject_id"), function="int8range", template="%(function)s(%(expressions)s, '[]')"), "&&"),
                    (Func(F("valid_from"), F("valid_to"), function="daterange", template="%(function)s(%(expressions)s, '[)')"), "&&"),
                ],
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.title}"

    @property
    def display_title(self) -> str:
        """The title in the reader's language."""
        return self.title_en if get_language() == "en" and self.title_en else self.title


class LegalDeadline(Sourced):
    """A date or clock that the law sets: a yearly report, a clock from an event, a one-time limit."""

    code = models.CharField(max_length=120, unique=True)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="deadlines")
    name = models.TextField()
    name_en = models.TextField(blank=True)
    kind = models.CharField(max_length=20)
    due = models.JSONField(default=dict)
    data_period = models.JSONField(default=dict, blank=True)
    from_role = models.TextField(blank=True)
    to_role = models.TextField(blank=True)
    provision = models.ForeignKey("law.Provision", on_delete=models.SET_NULL, null=True, related_name="deadlines")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = DatedQuerySet["LegalDeadline"].as_manager()

    class Meta:
        ordering = ("valid_from", "code")

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The duty in the reader's language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name
