from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.owned import Owned, OwnedQuerySet
from daumoi.foundation.periods import holding_on
from daumoi.history.models import tracked
from daumoi.law.models import Sourced
from daumoi.mandates.models.duties import Duty
from daumoi.mandates.rules import basis_words


class Holding(models.TextChoices):
    """How a duty is held in a body. Absence of a row means that nobody has said."""

    LEAD = "lead", _("chủ trì")
    PARTIAL = "partial", _("một phần")
    NONE = "none", _("không giao")
    ELSEWHERE = "elsewhere", _("đơn vị khác giữ")


class AssignmentQuerySet(OwnedQuerySet["Assignment"]):
    """Owned and dated."""

    def as_of(self, day: date) -> Self:
        """The records that hold on `day`."""
        return self.filter(holding_on(day))


@tracked
class Assignment(Owned, Sourced):
    """How one duty is held in a body (`root`) during a period, by which unit (`owner`), on which paper.

    Published rows (from public sources) are open to every reader; rows taken from a ministry's reply are
    the ministry's. `from_pack` rows follow the data pack when it is loaded again; what a body recorded
    itself never does.
    """

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="assignments")
    holding = models.CharField(max_length=10, choices=Holding.choices)
    holder_text = models.CharField(max_length=300, blank=True)
    instrument = models.ForeignKey(
        "law.Instrument", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    document = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    is_published = models.BooleanField(default=False)
    from_pack = models.BooleanField(default=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ("root_id", "duty_id", "valid_from")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="mandates_assignment_period",
            ),
            ExclusionConstraint(
                name="mandates_assignment_no_overlap",
                expressions=[
                    (
                        Func(
                            F("root_id"),
                            F("root_id"),
                            function="int8range",
                            template="%(function)s(%(expressions)s, '[]')",
                        ),
                        "&&",
                    ),
                    (
                        Func(
                            F("duty_id"),
                            F("duty_id"),
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
        return f"{self.duty}: {self.get_holding_display()}"

    @property
    def basis_text(self) -> str:
        """The paper this row rests on: the instrument with its place, else the document as written."""
        instrument = str(self.instrument) if self.instrument is not None else ""
        return basis_words(instrument=instrument, locator=self.locator, document=self.document)
