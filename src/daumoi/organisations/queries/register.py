"""Reading the register as of a day, with what is certain, presumed or not known."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Prefetch, Q

from daumoi.organisations.models import (
    Aggregate,
    Attestation,
    Form,
    Level,
    Organisation,
    OrganisationState,
    Succession,
)


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
    """Every body that existed on `day`, in the official order, each with its IT units (3 queries)."""
    states = (
        OrganisationState.objects.as_of(day)
        .filter(organisation__level=Level.MINISTRY, organisation__is_simulated=simulated)
        .select_related("organisation", "source")
        .order_by("organisation__number", "organisation_id")
    )
    units = _units_by_body(day, Q(organisation__is_simulated=simulated))
    return [
        BodyRow(state.organisation, state, tuple(units[state.organisation_id]) or (_UNKNOWN,)) for state in states
    ]


def body_row(*, organisation: Organisation, day: date) -> BodyRow | None:
    """One body as of a day; None when it did not exist then."""
    state = (
        OrganisationState.objects.as_of(day)
        .filter(organisation=organisation)
        .select_related("organisation", "source")
        .first()
    )
    if state is None:
        return None
    units = _units_by_body(day, Q(organisation__body=organisation))
    return BodyRow(organisation, state, tuple(units[organisation.pk]) or (_UNKNOWN,))


def _units_by_body(day: date, within: Q) -> dict[int, list[UnitRow]]:
    states = (
        OrganisationState.objects.as_of(day)
        .filter(within, organisation__level=Level.UNIT, organisation__is_it_unit=True)
        .select_related("organisation", "source", "basis")
        .prefetch_related(Prefetch("attestations", Attestation.objects.select_related("source").order_by("on", "id")))
        .order_by("organisation__number", "organisation_id")
    )
    grouped: dict[int, list[UnitRow]] = defaultdict(list)
    for state in states:
        grouped[state.parent_body_id].append(_unit_row(state, day))
    return grouped


def _unit_row(state: OrganisationState, day: date) -> UnitRow:
    certainty, last = certainty_of(state, day)
    attested = [a for a in state.attestations.all() if a.on <= day] or list(state.attestations.all())
    best = attested[-1] if attested else None
    source = state.source_text
    confidence = state.confidence
    if best is not None and best.source is not None:
        source = f"{best.source.title}, {best.locator}" if best.locator else best.source.title
        confidence = best.confidence
    return UnitRow(
        code=state.organisation.code,
        name=state.name,
        form=state.form,
        form_label=str(state.get_form_display()),
        certainty=certainty,
        last_stated=last,
        source=source,
        confidence=confidence,
        state=state,
    )


def certainty_of(state: OrganisationState, day: date) -> tuple[Certainty, date | None]:
    """How sure a state is on a day, and the last day a source states it (None: its limits are known)."""
    stated = [attestation.on for attestation in state.attestations.all()]
    last = max(stated, default=None)
    if state.to_known or (last is not None and day <= last) or (not stated and state.from_known):
        return Certainty.CONFIRMED, last
    if day == state.valid_from:
        return Certainty.CONFIRMED, last
    return Certainty.PRESUMED, last or state.valid_from


def names_as_of(*, ids: set[int], day: date) -> dict[int, str]:
    """Names of organisations as of a day; those that did not exist then get their nearest name."""
    names: dict[int, str] = {}
    rows = OrganisationState.objects.filter(organisation_id__in=ids).order_by("organisation_id", "valid_from")
    for state in rows:
        if state.organisation_id not in names or state.valid_from <= day:
            names[state.organisation_id] = state.name
    return names


def timeline(*, organisation: Organisation) -> list[OrganisationState]:
    """All states of an organisation, oldest first, with sources and attestations."""
    return list(
        organisation.states.select_related("source", "basis", "parent")
        .prefetch_related(Prefetch("attestations", Attestation.objects.select_related("source")))
        .order_by("valid_from", "id")
    )


def succession_of(*, organisation: Organisation) -> tuple[list[Succession], list[Succession]]:
    """What the organisation came from, and what became of it."""
    related = ("predecessor", "successor", "source", "instrument")
    came_from = list(organisation.predecessors.select_related(*related).order_by("on", "id"))
    became = list(organisation.successors.select_related(*related).order_by("on", "id"))
    return came_from, became


def aggregates_near(*, day: date) -> list[Aggregate]:
    """Published counts that name nobody, stated on or before `day`, newest first."""
    return list(Aggregate.objects.filter(on__lte=day).select_related("source", "instrument").order_by("-on", "code"))
