"""The regimes of public service units as the pack states them."""

from daumoi.scheme.models import FinancingRegime
from daumoi.scheme.rules import Autonomy, Regime, Step


def regimes() -> tuple[Regime, ...]:
    """Every regime with its classes, oldest first (two statements)."""
    rows = FinancingRegime.objects.select_related("instrument").prefetch_related("steps__provision")
    return tuple(
        Regime(
            code=row.code,
            name=row.name,
            instrument=row.instrument.code,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            steps=tuple(
                Step(
                    code=step.code,
                    name=step.name,
                    level=Autonomy(step.level),
                    at_least=step.at_least,
                    below=step.below,
                    provision=step.provision.code if step.provision is not None else "",
                )
                for step in row.steps.all()
            ),
        )
        for row in rows
    )
