from django.db import models
from django.db.models import F, Q

from daumoi.law.models import Sourced
from daumoi.scheme.models.proposals import AUTONOMY_WORDS


class FinancingRegime(Sourced):
    """Classes of public service units by how far they pay for themselves, as an instrument of the pack sets them."""

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True, default="")
    instrument = models.ForeignKey("law.Instrument", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("valid_from",)
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="scheme_financing_period",
            )
        ]

    def __str__(self) -> str:
        return self.name


class FinancingStep(models.Model):
    """One class of a regime: its level, and the rates in percent between which a unit falls into it."""

    regime = models.ForeignKey(FinancingRegime, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True, default="")
    level = models.CharField(
        max_length=25, choices=[(level.value, words) for level, words in AUTONOMY_WORDS.items()]
    )
    at_least = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    below = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    provision = models.ForeignKey(
        "law.Provision", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("regime_id", "number")
        constraints = [models.UniqueConstraint(fields=["regime", "code"], name="scheme_financing_step_once")]

    def __str__(self) -> str:
        return self.name
