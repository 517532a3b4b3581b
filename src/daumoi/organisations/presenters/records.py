"""The register as plain values for programs: the API and `--json` say the same."""

from datetime import date
from typing import Any

from ninja import Schema

from daumoi.organisations.models import OrganisationState
from daumoi.organisations.presenters.words import unit_certainty
from daumoi.organisations.queries import BodyRow, Line, OrganisationView, Relative, TreeNode, UnitRow


class UnitRecord(Schema):
    """An IT unit as of a day. Where none can be named, `form` is “chua_xac_dinh”, the rest is null and `note` says why."""

    code: str | None
    name: str | None
    form: str
    form_label: str
    role: str | None
    certainty: str
    last_stated: date | None
    valid_from: date | None
    from_known: bool | None
    source: str | None
    confidence: str | None
    note: str


class BodyRecord(Schema):
    """A body as of a day with its IT units."""

    code: str
    name: str
    short_name: str
    abbreviation: str
    kind: str
    valid_from: date
    from_known: bool
    valid_to: date | None
    source: str
    confidence: str
    it_units: list[UnitRecord]


class UnitListRecord(UnitRecord):
    """A unit with the body it stands in."""

    body: str


class StateRecord(Schema):
    """One state of an organisation in time, `[valid_from, valid_to)`."""

    name: str
    kind: str
    form: str
    parent: str | None
    valid_from: date
    from_known: bool
    valid_to: date | None
    to_known: bool
    source: str
    confidence: str
    basis: str | None
    attested: list[date]


class TrackRecord(Schema):
    """An organisation with all its states."""

    code: str
    states: list[StateRecord]


class RelativeRecord(Schema):
    """A predecessor or successor."""

    code: str
    name: str
    kind: str
    on: date
    instrument: str | None
    source: str
    confidence: str


class ActRecord(Schema):
    """An act of reorganisation that the organisation took part in."""

    id: int
    kind: str
    on: date
    basis: str
    before: list[str]
    after: list[str]


class DetailRecord(Schema):
    """An organisation as of a day; `state` is null when it did not exist then."""

    code: str
    level: str
    name: str
    body: str | None
    is_it_unit: bool
    is_simulated: bool
    as_of: date
    state: StateRecord | None
    it_units: list[UnitRecord]
    came_from: list[RelativeRecord]
    became: list[RelativeRecord]
    reorganisations: list[ActRecord]
    timeline: list[TrackRecord]


class TreeRecord(Schema):
    """An organisation with what stands under it."""

    code: str
    name: str
    form: str
    is_it_unit: bool
    children: list["TreeRecord"]


def body_record(*, row: BodyRow, day: date) -> BodyRecord:
    """One body."""
    state = row.state
    return BodyRecord(
        code=row.organisation.code,
        name=state.name,
        short_name=state.display_short,
        abbreviation=state.abbreviation,
        kind=state.kind,
        valid_from=state.valid_from,
        from_known=state.from_known,
        valid_to=state.valid_to,
        source=state.basis_text,
        confidence=state.confidence,
        it_units=[unit_record(row=unit, day=day, note=row.organisation.unit_note) for unit in row.units],
    )


def unit_record(*, row: UnitRow, day: date, note: str = "") -> UnitRecord:
    """One unit, or the statement that none can be named."""
    return UnitRecord(**_unit_values(row, day, note))


def unit_list(*, rows: list[BodyRow], day: date) -> list[UnitListRecord]:
    """All named units with their bodies."""
    return [
        UnitListRecord(**_unit_values(unit, day, ""), body=row.organisation.code)
        for row in rows
        for unit in row.units
        if unit.state is not None
    ]


def _unit_values(row: UnitRow, day: date, note: str) -> dict[str, Any]:
    state = row.state
    why = unit_certainty(row=row, day=day).why
    return {
        "code": row.code or None,
        "name": row.name or None,
        "form": row.form,
        "form_label": row.form_label,
        "role": state.role or None if state is not None else None,
        "certainty": row.certainty.value,
        "last_stated": row.last_stated,
        "valid_from": state.valid_from if state is not None else None,
        "from_known": state.from_known if state is not None else None,
        "source": row.source or None,
        "confidence": row.confidence if state is not None else None,
        "note": f"{why} {note}".strip() if state is None else why,
    }


def track_record(*, line: Line) -> TrackRecord:
    """One organisation through time."""
    return TrackRecord(code=line.organisation.code, states=[_state_record(state) for state in line.states])


def _state_record(state: OrganisationState) -> StateRecord:
    return StateRecord(
        name=state.name,
        kind=state.kind,
        form=state.form,
        parent=state.parent.code if state.parent is not None else None,
        valid_from=state.valid_from,
        from_known=state.from_known,
        valid_to=state.valid_to,
        to_known=state.to_known,
        source=state.basis_text,
        confidence=state.confidence,
        basis=state.basis.code if state.basis is not None else None,
        attested=[attestation.on for attestation in state.attestations.all()],
    )


def detail_record(*, view: OrganisationView) -> DetailRecord:
    """One organisation with everything public about it."""
    organisation = view.organisation
    return DetailRecord(
        code=organisation.code,
        level=organisation.level,
        name=view.name,
        body=organisation.body.code if organisation.body is not None else None,
        is_it_unit=organisation.is_it_unit,
        is_simulated=organisation.is_simulated,
        as_of=view.day,
        state=_state_record(view.state) if view.state is not None else None,
        it_units=[unit_record(row=unit, day=view.day) for unit in view.units],
        came_from=[_relative_record(relative) for relative in view.came_from],
        became=[_relative_record(relative) for relative in view.became],
        reorganisations=[
            ActRecord(
                id=row.act.pk,
                kind=row.act.kind,
                on=row.act.on,
                basis=row.act.basis_text,
                before=[organisation.code for organisation, _name in row.before],
                after=[organisation.code for organisation, _name in row.after],
            )
            for row in view.acts
        ],
        timeline=[track_record(line=line) for line in view.lines],
    )


def _relative_record(relative: Relative) -> RelativeRecord:
    link = relative.link
    return RelativeRecord(
        code=relative.organisation.code,
        name=relative.name,
        kind=link.kind,
        on=link.on,
        instrument=link.instrument.code if link.instrument is not None else None,
        source=link.source_text,
        confidence=link.confidence,
    )


def tree_record(*, node: TreeNode) -> TreeRecord:
    """The tree below an organisation."""
    return TreeRecord(
        code=node.state.organisation.code,
        name=node.state.name,
        form=node.state.form,
        is_it_unit=node.state.organisation.is_it_unit,
        children=[tree_record(node=child) for child in node.children],
    )
