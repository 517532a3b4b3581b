"""How bodies stand on the day of a scheme: their unit, its form, and which duties are held already."""

from collections.abc import Mapping
from dataclasses import dataclass

from daumoi.foundation.periods import holding_on
from daumoi.foundation.principal import Principal
from daumoi.mandates.models import Assignment, Holding
from daumoi.organisations import queries as organisations
from daumoi.organisations.models import Organisation
from daumoi.scheme.models import Scheme
from daumoi.scheme.queries.replied import ReplyFacts, replied

HELD = frozenset({Holding.LEAD.value, Holding.ELSEWHERE.value})
"""A duty counts as held when some unit of the body leads it; a part in it does not."""


@dataclass(frozen=True)
class Present:
    """One body as it stands. `unit_name` is empty where it has none or the register cannot name it."""

    body: Organisation
    name: str
    unit_name: str
    form: str
    form_label: str
    is_public_service_unit: bool | None
    duties: frozenset[str] = frozenset()


def bodies_of(*, scheme: Scheme) -> list[Present]:
    """The bodies of the scheme's day in the official order, without their duties (2 or 3 statements)."""
    found = []
    for row in organisations.bodies(day=scheme.as_of, simulated=scheme.is_simulated):
        unit = row.unit
        state = unit.state
        found.append(
            Present(
                body=row.organisation,
                name=row.state.display_short,
                unit_name=unit.name,
                form=unit.form if state is not None else "",
                form_label=unit.form_label if state is not None else "",
                is_public_service_unit=state.is_public_service_unit if state is not None else None,
            )
        )
    return found


def duties_held(*, principal: Principal, scheme: Scheme) -> Mapping[int, frozenset[str]]:
    """Body → duties that some unit of it leads on the scheme's day: as replied, else as recorded."""
    found: dict[int, set[str]] = {}
    rows = (
        Assignment.objects.visible_to(principal)
        .filter(holding_on(scheme.as_of), root__is_simulated=scheme.is_simulated, holding__in=HELD)
        .values_list("root_id", "duty__code")
    )
    for body_id, code in rows:
        found.setdefault(body_id, set()).add(code)
    for body_id, facts in reply_facts(principal=principal, scheme=scheme).items():
        found[body_id] = {code for code, holding in facts.assigned.items() if holding in HELD} | {
            code for code in found.get(body_id, set()) if code not in facts.duties.values()
        }
    return {body_id: frozenset(codes) for body_id, codes in found.items()}


def reply_facts(*, principal: Principal, scheme: Scheme) -> Mapping[int, ReplyFacts]:
    """The accepted replies of the scheme's round by body; none without a round."""
    if scheme.round is None:
        return {}
    return replied(principal=principal, round_=scheme.round).by_body
