"""Reading staff figures and the steps towards a Cục, within the reader's reach."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from daumoi.foundation.principal import Principal
from daumoi.organisations.models import EstablishmentStep, Organisation, StaffCount
from daumoi.organisations.rules import staff as rules


@dataclass(frozen=True)
class Staff:
    """The newest figure of each kind and measure on or before a day; what is missing is not known."""

    figures: dict[tuple[str, str], StaffCount]

    def people(self, kind: str, measure: str) -> int | None:
        """The number of people, None where no figure is known (which is not zero)."""
        row = self.figures.get((kind, measure))
        return row.people if row is not None else None


def staff_of(*, principal: Principal, organisation: Organisation, day: date) -> Staff:
    """The figures of a unit as of a day; none outside the reader's reach."""
    rows = StaffCount.objects.visible_to(principal).filter(owner=organisation, on__lte=day)
    return Staff({(row.kind, row.measure): row for row in rows.order_by("on", "id")})


def staff_on(
    *, principal: Principal, organisation: Organisation, day: date
) -> dict[tuple[str, str], StaffCount]:
    """The figures recorded for exactly one day."""
    rows = StaffCount.objects.visible_to(principal).filter(owner=organisation, on=day)
    return {(row.kind, row.measure): row for row in rows}


def staff_days(*, principal: Principal, organisation: Organisation) -> list[date]:
    """The days for which figures of a unit are recorded, newest first."""
    rows = StaffCount.objects.visible_to(principal).filter(owner=organisation)
    return list(rows.order_by("-on").values_list("on", flat=True).distinct())


@dataclass(frozen=True)
class Path:
    """The six steps towards a Cục in their order, those not recorded as not known."""

    steps: tuple[EstablishmentStep, ...]

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.state == rules.DONE for step in self.steps)

    @property
    def stands(self) -> bool:
        """Whether the Cục stands: a decision on a scheme alone makes none."""
        return rules.stands([step.state for step in self.steps], steps=len(EstablishmentStep.Step))

    @property
    def is_recorded(self) -> bool:
        """Whether anything is known of any step."""
        return any(step.pk is not None for step in self.steps)


def steps_of(*, principal: Principal, organisation: Organisation) -> Path:
    """How far an organisation is on its way to a Cục, as far as the reader may know."""
    rows = EstablishmentStep.objects.visible_to(principal).filter(owner=organisation)
    return _path(organisation, rows)


def _path(organisation: Organisation, rows: Iterable[EstablishmentStep]) -> Path:
    known = {row.step: row for row in rows}
    return Path(
        tuple(
            known.get(step.value) or EstablishmentStep(owner=organisation, step=step.value)
            for step in EstablishmentStep.Step
        )
    )
