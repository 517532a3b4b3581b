"""The programming interface of this room: the same access, queries and actions as its pages."""

from datetime import date
from typing import Annotated, Any

from ninja import Router, Schema, Status
from ninja.params.functions import Query

from daumoi.foundation.principal import Principal
from daumoi.law.access import access_instrument
from daumoi.mandates import actions, presenters, queries
from daumoi.mandates.access import MandatePermission, access_body, access_duty
from daumoi.organisations.access import access_organisation
from daumoi.ui.requests import PageRequest

router = Router(tags=["Nhiệm vụ"])


class DutyOut(Schema):
    """One duty of the catalogue."""

    code: str
    name: str
    group: str
    set: str
    is_proposal: bool
    may_sit_elsewhere: bool
    valid_from: date
    valid_to: date | None
    source: str
    confidence: str


class ProvisionOut(Schema):
    """An article a duty rests on."""

    code: str
    instrument: str
    place: str
    text: str
    source: str
    confidence: str


class DutyWithGrounds(DutyOut):
    """One duty with the articles it rests on."""

    provisions: list[ProvisionOut]


class UnitOut(Schema):
    """A specialised unit of a body."""

    code: str
    name: str
    form: str
    source: str


class OrganisationOut(Schema):
    """A body with its units and, by group, what its cells add up to."""

    code: str
    name: str
    kind: str
    it_units: list[UnitOut]
    groups: dict[str, str]


class CellOut(Schema):
    """How a duty stands in a body: lead, partial, none, elsewhere, or no_data where nobody has said."""

    organisation: str
    duty: str
    holding: str
    holder: str
    basis: str
    source: str
    confidence: str


class CoverageOut(Schema):
    """The coverage matrix as of a day."""

    as_of: date
    duties: list[DutyOut]
    organisations: list[OrganisationOut]
    cells: list[CellOut]


class RecordOut(Schema):
    """One record of a cell, half-open: `valid_to` is the first day it no longer holds."""

    holding: str
    holder: str
    basis: str
    source: str
    confidence: str
    valid_from: date
    valid_to: date | None
    is_published: bool


class CellBasisOut(CellOut):
    """A cell with its records and the articles the duty rests on."""

    as_of: date
    sentence: str
    provisions: list[ProvisionOut]
    records: list[RecordOut]


class AssignmentIn(Schema):
    """How a duty is held in a body from a day on, and on which paper."""

    body: str
    duty: str
    holding: str
    document: str
    since: date
    unit: str = ""
    holder_text: str = ""
    instrument: str = ""
    published: bool = False
    reason: str = ""


def _principal(request: PageRequest) -> Principal:
    principal = request.principal
    return principal


def _day(request: PageRequest, as_of: date | None) -> date:
    today = request.today
    return as_of or today


@router.get("/coverage", response=CoverageOut, summary="Ma trận nhiệm vụ × cơ quan tại một ngày")
def coverage(
    request: PageRequest,
    as_of: date | None = None,
    simulated: bool = False,
    duty_set: Annotated[str, Query(alias="set")] = "",
) -> dict[str, Any]:
    """Every cell is present; `set` keeps one duty set ("all" takes every set of the day)."""
    found = queries.coverage(
        principal=_principal(request),
        day=_day(request, as_of),
        simulated=simulated,
        duty_set=duty_set or None,
    )
    return presenters.coverage_data(found)


@router.get("/duties", response=list[DutyWithGrounds], summary="Danh mục nhiệm vụ tại một ngày")
def duties(request: PageRequest, as_of: date | None = None, everything: bool = False) -> list[dict[str, Any]]:
    """The duties that hold on the day, or of all time, with the articles they rest on."""
    found = queries.catalogue(
        principal=_principal(request), day=_day(request, as_of), include_past=everything
    )
    return [presenters.duty_with_grounds(duty) for duty in found]


@router.get("/cells/{body}/{duty}", response=CellBasisOut, summary="Căn cứ của một ô")
def cell(request: PageRequest, body: str, duty: str, as_of: date | None = None) -> dict[str, Any]:
    """How the duty stands in the body on the day, with every record the caller may see."""
    basis = queries.cell_basis(
        principal=_principal(request),
        body=access_body(principal=_principal(request), code=body),
        duty=access_duty(principal=_principal(request), code=duty),
        day=_day(request, as_of),
    )
    return presenters.cell_data(basis)


@router.post("/assignments", response={201: CellBasisOut}, summary="Ghi nhận cách giao nhiệm vụ")
def assign(request: PageRequest, given: AssignmentIn) -> Status[dict[str, Any]]:
    """Record how a duty is held from a day on; the record before it closes on that day."""
    principal = _principal(request)
    body = access_body(principal=principal, code=given.body, permission=MandatePermission.ASSIGN)
    duty = access_duty(principal=principal, code=given.duty)
    instrument = access_instrument(principal=principal, code=given.instrument) if given.instrument else None
    unit = access_organisation(principal=principal, code=given.unit) if given.unit else None
    actions.assign(
        by=principal,
        body=body,
        duty=duty,
        holding=given.holding,
        basis=actions.Basis(document=given.document, instrument=instrument),
        since=given.since,
        unit=unit,
        holder_text=given.holder_text,
        published=given.published,
        reason=given.reason,
    )
    basis = queries.cell_basis(principal=principal, body=body, duty=duty, day=given.since)
    return Status(201, presenters.cell_data(basis))
