from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.owned import Owned, OwnedQuerySet
from daumoi.history.models import tracked
from daumoi.scheme.models.schemes import Scheme


class RunKind(models.TextChoices):
    """What was asked of the planner."""

    OPTIMUM = "optimum", _("phương án có điểm cao nhất")
    ALTERNATIVES = "alternatives", _("các phương án gần ngang nhau")
    WHY_NOT = "why_not", _("vì sao không chọn")
    PARAMETRIC = "parametric", _("nới trần thì được gì")
    MANUAL = "manual", _("phương án lập bằng tay")


class PlanRun(Owned):
    """One computation: the question, everything it was computed from, and the answer. The database never changes it.

    `problem` and `result` are canonical JSON with their SHA-256; `value`, `bound` are points of the best plan in it
    (None when there is none), `gap` is their relative distance. `is_feasible` says whether a plan exists.
    """

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="runs")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=RunKind.choices)
    question = models.TextField()
    problem = models.JSONField()
    problem_digest = models.CharField(max_length=64)
    result = models.JSONField()
    result_digest = models.CharField(max_length=64)
    asked = models.JSONField(default=dict)
    """The arguments of the question besides the problem: the forced choice, the moved ceiling, the hand-made plan."""
    is_feasible = models.BooleanField()
    value = models.BigIntegerField(null=True, blank=True)
    bound = models.BigIntegerField(null=True, blank=True)
    gap = models.FloatField(null=True, blank=True)
    versions = models.JSONField()
    is_simulated = models.BooleanField(default=False)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    objects = OwnedQuerySet["PlanRun"].as_manager()

    class Meta:
        ordering = ("scheme_id", "-number")
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="scheme_run_once"),
            models.CheckConstraint(
                condition=Q(problem_digest__regex=r"^[0-9a-f]{64}$", result_digest__regex=r"^[0-9a-f]{64}$"),
                name="scheme_run_has_digests",
            ),
            models.CheckConstraint(
                condition=Q(is_feasible=False) | Q(value__isnull=False), name="scheme_plan_has_value"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.question}"


@tracked
class PlanChoice(Owned):
    """The coordinator chose the plan of a run as the scheme's plan (phương án tổng thể được chọn), and why.

    `variant` counts the plans of a run with alternatives (0: the first). `ended_at` is None for the choice that
    stands; a new choice ends the earlier one.
    """

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="choices")
    run = models.ForeignKey(PlanRun, on_delete=models.PROTECT, related_name="choices")
    variant = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField()
    document = models.CharField(max_length=300, blank=True, default="")
    chosen_by = models.CharField(max_length=200)
    chosen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = OwnedQuerySet["PlanChoice"].as_manager()

    class Meta:
        ordering = ("scheme_id", "-chosen_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme"], condition=Q(ended_at__isnull=True), name="scheme_one_plan_stands"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="scheme_choice_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.run} · {self.chosen_at:%d/%m/%Y}"
