"""Traits of bodies that may be held fixed in a comparison: people of the unit, and figures of the facts dictionary."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from daumoi.facts.models import Fact, FactStatus
from daumoi.facts.models.elements import ValueType
from daumoi.foundation.principal import Principal
from daumoi.organisations.models import StaffCount, StaffMeasure

PEOPLE = "nguoi-cua-don-vi"
MOST_OFFERED = 12


@dataclass(frozen=True)
class Covariate:
    """One figure for each body that has it, as of a day."""

    code: str
    name: str
    values: Mapping[str, float]

    def missing(self, codes: Sequence[str]) -> tuple[str, ...]:
        """The bodies without a figure."""
        return tuple(code for code in codes if code not in self.values)


def covariates(
    *, principal: Principal, codes: Sequence[str], unit_codes: Sequence[str], day: date, simulated: bool
) -> tuple[Covariate, ...]:
    """What the reader may know of at least half of the bodies on the day, fullest first (two statements).

    Figures that no body differs in are left away: they hold nothing fixed.
    """
    found = [_people(principal, unit_codes, day), *_facts(principal, codes, day, simulated)]
    enough = [
        one
        for one in found
        if 2 * len(one.values) >= len(codes) and codes and len(set(one.values.values())) > 1
    ]
    return tuple(sorted(enough, key=lambda one: (len(one.missing(codes)), one.name))[:MOST_OFFERED])


def _people(principal: Principal, unit_codes: Sequence[str], day: date) -> Covariate:
    """People present in the IT unit, all kinds together: a head count, not “biên chế”."""
    rows = (
        StaffCount.objects.visible_to(principal)
        .filter(
            owner__code__in=[code for code in unit_codes if code], measure=StaffMeasure.PRESENT, on__lte=day
        )
        .order_by("owner_id", "kind", "on", "id")
        .values_list("owner__body__code", "kind", "people")
    )
    newest: dict[str, dict[str, int]] = defaultdict(dict)
    for body, kind, people in rows:
        newest[body][kind] = people
    values = {body: float(sum(kinds.values())) for body, kinds in newest.items()}
    return Covariate(PEOPLE, _("số người có mặt của đơn vị"), values)


def _facts(principal: Principal, codes: Sequence[str], day: date, simulated: bool) -> list[Covariate]:
    rows = (
        Fact.objects.visible_to(principal)
        .filter(
            element__value_type=ValueType.NUMBER,
            root__code__in=list(codes),
            row="",
            on__lte=day,
            number__isnull=False,
            status=FactStatus.CONFIRMED,
            replaced_by__isnull=True,
            is_simulated=simulated,
        )
        .order_by("on", "id")
        .values_list("element__code", "element__name", "root__code", "number")
    )
    names: dict[str, str] = {}
    values: dict[str, dict[str, float]] = defaultdict(dict)
    for element, name, body, number in rows:
        names[element] = name
        values[element][body] = float(number or 0)  # never None: the filter asks for a number
    return [Covariate(code, names[code], figures) for code, figures in values.items()]
