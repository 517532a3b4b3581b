"""Reading the register as of a day, with what is certain, presumed or not known."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Prefetch, Q, QuerySet

from daumoi.law.models import Confidence
from daumoi.organisations.models import (
    Aggregate,
    Attestation,
    Form,
    Level,
    Organisation,
    OrganisationState,
    Succession,
)
from daumoi.organisations.queries.listed import listed_states
from daumoi.organisations.queries.tree import bodies_over, descendants

_FIRM = (Confidence.READ, Confidence.STATED)
"""Statements strong enough to call a state confirmed."""


class Certainty(StrEnum):
    """How sure a state is on a day."""

    CONFIRMED = "confirmed"  # the day lies between two statements of sources, or within known limits
    PRESUMED = "presumed"  # after the last statement, nothing says that it ended
    NOT_KNOWN = "not_known"  # the register cannot name a unit for that day


@dataclass(frozen=True)
class UnitRow:
    """One IT unit as of a day. `state` is None where the register cannot name the unit."""

    code: str
    name: str
    form: str
    form_label: str
    certainty: Certainty
    last_stated: date | None
    source: str
    confidence: str
    state: OrganisationState | None


@dataclass(frozen=True)
class BodyRow:
    """One body as of a day with its IT units."""

    organisation: Organisation
    state: OrganisationState
    units: tuple[UnitRow, ...]

    @property
    def unit(self) -> UnitRow:
        """The first unit (bodies without a known one still have a row that says so)."""
        return self.units[0]


_UNKNOWN = UnitRow(
    code="",
    name="",
    form=Form.UNKNOWN.value,
    form_label=str(Form.UNKNOWN.label),
    certainty=Certainty.NOT_KNOWN,
    last_stated=None,
    source="",
    confidence="?",
    state=None,
)


def bodies(*, day: date, simulated: bool = False) -> list[BodyRow]:
    """Every body that existed on `day`, in the official order, each with its IT units (2 or 3 statements)."""
    states = listed_states(day=day, simulated=simulated)
    units = _by_body([state for state in states if state.organisation.level == Level.UNIT], states, day)
    return [
        BodyRow(state.organisation, state, tuple(units[state.organisation_id]) or (_UNKNOWN,))
        for state in states
        if state.organisation.level == Level.MINISTRY
    ]


def body_row(*, organisation: Organisation, day: date) -> BodyRow | None:
    """One body as of a day; None when it did not exist then."""
    state = (
        OrganisationState.objects.as_of(day)
        .filter(organisation=organisation)
        .select_related("organisation", "source", "basis", "opened_by__instrument")
        .first()
    )
    if state is None:
        return None
    below = descendants(organisation_id=organisation.pk, day=day)
    units = _by_body(
        list(_unit_states(day, Q(organisation_id__in=below, organisation__is_it_unit=True))), [state], day
    )
    return BodyRow(organisation, state, tuple(units[organisation.pk]) or (_UNKNOWN,))


def unit_row(*, organisation: Organisation, day: date) -> UnitRow | None:
    """One unit as of a day; None when it did not exist then."""
    state = _unit_states(day, Q(organisation=organisation)).first()
    return _unit_row(state, day) if state is not None else None


def _unit_states(day: date, within: Q) -> QuerySet[OrganisationState]:
    return (
        OrganisationState.objects.as_of(day)
        .filter(within, organisation__level=Level.UNIT)
        .select_related("organisation", "parent", "source", "basis", "opened_by__instrument")
        .prefetch_related(
            Prefetch("attestations", Attestation.objects.select_related("source").order_by("on", "id"))
        )
        .order_by("organisation__number", "organisation_id")
    )


def _by_body(
    units: list[OrganisationState], bodies: Iterable[OrganisationState], day: date
) -> dict[int, list[UnitRow]]:
    """The IT units of a day under the body they stood in that day, which need not be today's.

    `bodies` are those already known to be bodies: only for units that stand deeper the walk upwards is asked.
    """
    known = {state.organisation_id for state in bodies if state.organisation.level == Level.MINISTRY}
    deeper = [state.organisation_id for state in units if state.parent_id not in known]
    over = bodies_over(ids=deeper, day=day) if deeper else {}
    grouped: dict[int, list[UnitRow]] = defaultdict(list)
    for state in units:
        body_id = over.get(state.organisation_id) or state.parent_id
        if body_id is not None:
            grouped[body_id].append(_unit_row(state, day))
    return grouped


def _unit_row(state: OrganisationState, day: date) -> UnitRow:
    certainty, last = certainty_of(state, day)
    everything = list(state.attestations.all())
    attested = [a for a in everything if a.on <= day] or everything
    best = attested[-1] if attested else None
    source, confidence = state.basis_text, state.confidence
    if best is not None and best.source is not None:
        source = f"{best.source.title}, {best.locator}" if best.locator else best.source.title
        confidence = best.confidence
    return UnitRow(
        code=state.organisation.code,
        name=state.name,
        form=state.form or Form.UNKNOWN.value,
        form_label=str(Form(state.form or Form.UNKNOWN).label),
        certainty=certainty,
        last_stated=last,
        source=source,
        confidence=confidence,
        state=state,
    )


def certainty_of(state: OrganisationState, day: date) -> tuple[Certainty, date | None]:
    """How sure a state is on a day, and the last day a source states it (None: no source dates it).

    A state recorded with its paper is sure. One known from sources is sure up to the last of their statements, or
    between known limits, and presumed otherwise; what only a secondary source says stays presumed.
    """
    attested = list(state.attestations.all())
    if not attested:
        return (Certainty.CONFIRMED if state.from_known else Certainty.PRESUMED), None
    last = max(attestation.on for attestation in attested)
    firm = [attestation.on for attestation in attested if attestation.confidence in _FIRM]
    if firm and (day <= max(firm) or (state.from_known and state.to_known)):
        return Certainty.CONFIRMED, last
    return Certainty.PRESUMED, last


def names_as_of(*, ids: set[int], day: date) -> dict[int, str]:
    """Names of organisations as of a day; those that did not exist then get their nearest name."""
    names: dict[int, str] = {}
    rows = OrganisationState.objects.filter(organisation_id__in=ids).order_by("organisation_id", "valid_from")
    for organisation_id, start, name in rows.values_list("organisation_id", "valid_from", "name"):
        if organisation_id not in names or start <= day:
            names[organisation_id] = name
    return names


def timeline(*, organisation: Organisation) -> list[OrganisationState]:
    """All states of an organisation, oldest first, with sources and attestations."""
    return list(
        organisation.states.select_related(
            "source", "basis", "parent", "opened_by__instrument", "closed_by__instrument"
        )
        .prefetch_related(Prefetch("attestations", Attestation.objects.select_related("source")))
        .order_by("valid_from", "id")
    )


def succession_of(*, organisation: Organisation) -> tuple[list[Succession], list[Succession]]:
    """What the organisation came from, and what became of it."""
    rows = (
        Succession.objects.filter(Q(predecessor=organisation) | Q(successor=organisation))
        .select_related("predecessor", "successor", "source", "instrument")
        .order_by("on", "id")
    )
    found = list(rows)
    return (
        [one for one in found if one.successor_id == organisation.pk],
        [one for one in found if one.predecessor_id == organisation.pk],
    )


def aggregates_near(*, day: date) -> list[Aggregate]:
    """Published counts that name nobody, stated on or before `day`, newest first."""
    return list(
        Aggregate.objects.filter(on__lte=day).select_related("source", "instrument").order_by("-on", "code")
    )
