"""The register for programs: `/api/v1/organisations…`, over the same access, queries and actions as the pages."""

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Query, Router, Schema, Status

from daumoi.foundation.errors import Invalid, NotFound
from daumoi.organisations import actions, queries
from daumoi.organisations.access import (
    OrganisationPermission,
    access_organisation,
    access_register,
    require_over,
)
from daumoi.organisations.models import StaffKind, StaffMeasure
from daumoi.organisations.presenters import records
from daumoi.organisations.presenters.reorganising import KINDS
from daumoi.organisations.views.reorganising import ACTIONS, FORMS
from daumoi.ui.requests import PageRequest

router = Router(tags=["organisations"])

AsOf = Annotated[date | None, Query(description="Ngày xem, dạng YYYY-MM-DD; bỏ trống là hôm nay.")]
"""Read by the middleware for every address; named here so that the description of the interface shows it."""


@router.get("", response=list[records.BodyRecord], summary="Bộ, cơ quan ngang bộ và đơn vị chuyên trách")
def bodies(
    request: PageRequest, level: Literal["ministry"] = "ministry", simulated: bool = False, as_of: AsOf = None
) -> list[records.BodyRecord]:
    """Every body of the day with its IT units, in the official order."""
    access_register(principal=request.principal)
    rows = queries.bodies(day=request.as_of, simulated=simulated)
    return [records.body_record(row=row, day=request.as_of) for row in rows]


@router.get("/units", response=list[records.UnitListRecord], summary="Đơn vị chuyên trách gọi được tên")
def units(request: PageRequest, simulated: bool = False, as_of: AsOf = None) -> list[records.UnitListRecord]:
    """Every IT unit that the register can name on the day."""
    access_register(principal=request.principal)
    rows = queries.bodies(day=request.as_of, simulated=simulated)
    return records.unit_list(rows=rows, day=request.as_of)


class PartIn(Schema):
    """A new organisation that a split brings forth."""

    name: str
    form: str = ""


class ReorganisationIn(Schema):
    """An act to record. Fields are those of the page for its kind; organisations are named by their codes."""

    kind: Literal["establish", "rename", "upgrade", "merge", "split", "transfer", "dissolve"]
    on: date
    simulated: bool = False
    instrument: str = ""
    document: str = ""
    confidence: Literal["A", "B", "C", "?"]
    note: str = ""
    organisation: str = ""
    parent: str = ""
    sources: list[str] = []
    into: str = ""
    parts: list[PartIn] = []
    continues: bool = True
    name: str = ""
    short_name: str = ""
    abbreviation: str = ""
    form: str = ""
    body_kind: str = ""
    role: str = ""
    is_public_service_unit: bool | None = None
    is_it_unit: bool = True
    code: str = ""


class ReorganisationOut(Schema):
    """An act as recorded."""

    id: int
    kind: str
    on: date
    basis: str
    organisation: str | None


@router.post("/reorganisations", response={201: ReorganisationOut}, summary="Ghi nhận tổ chức lại")
def reorganise(request: PageRequest, given: ReorganisationIn) -> Any:
    """Record an act; the same refusals as on the page, with code, message and remedy."""
    access_register(principal=request.principal, permission=OrganisationPermission.REORGANISE)
    form = FORMS[given.kind](_form_data(given), day=given.on, simulated=given.simulated)
    if not form.is_valid():
        raise _invalid(form.errors.get_json_data())
    require_over(
        principal=request.principal,
        organisations=form.touched(),
        permission=OrganisationPermission.REORGANISE,
    )
    act = ACTIONS[given.kind](by=request.principal, **form.wishes(), basis=form.basis(), today=request.today)
    outcome = queries.outcome_of(act=act)
    written = ReorganisationOut(
        id=act.pk,
        kind=act.kind,
        on=act.on,
        basis=act.basis_text,
        organisation=outcome.code if outcome is not None else None,
    )
    return Status(201, written)


def _form_data(given: ReorganisationIn) -> dict[str, Any]:
    """The act as the fields of its page."""
    data = given.dict(exclude={"sources", "parts", "kind", "continues", "is_public_service_unit"})
    data["on"] = given.on.isoformat()
    data["kind"] = given.body_kind
    data["is_public_service_unit"] = {True: "yes", False: "no", None: ""}[given.is_public_service_unit]
    data["continues"] = "yes" if given.continues else "no"
    data |= {f"source_{number}": code for number, code in enumerate(given.sources, start=1)}
    for number, part in enumerate(given.parts, start=1):
        data |= {f"part_{number}_name": part.name, f"part_{number}_form": part.form}
    return data


def _invalid(errors: dict[str, list[dict[str, str]]]) -> Invalid:
    """All that is wrong with the fields, in one refusal."""
    said = "; ".join(f"{field}: {error['message']}" for field, found in errors.items() for error in found)
    return Invalid("organisations.form", said, remedy="Sửa các trường đã nêu rồi gửi lại.")


@router.get("/{code}", response=records.DetailRecord, summary="Một cơ quan hoặc đơn vị")
def one(request: PageRequest, code: str, as_of: AsOf = None) -> records.DetailRecord:
    """An organisation as of the day, with its succession and the acts it took part in."""
    organisation = access_organisation(principal=request.principal, code=code)
    view = queries.organisation_view(
        principal=request.principal, organisation=organisation, day=request.as_of
    )
    return records.detail_record(view=view)


@router.get("/{code}/tree", response=records.TreeRecord, summary="Cây tổ chức tại một ngày")
def tree(request: PageRequest, code: str, as_of: AsOf = None) -> records.TreeRecord:
    """The organisation with everything below it on the day; 404 when it did not exist then."""
    organisation = access_organisation(principal=request.principal, code=code)
    top = queries.tree(organisation_id=organisation.pk, day=request.as_of)
    if top is None:
        raise NotFound(
            "organisations.not_there",
            f"Ngày {request.as_of:%d/%m/%Y} sổ đăng ký không có “{code}”.",
            remedy="Chọn ngày khác bằng tham số as_of.",
        )
    return records.tree_record(node=top)


@router.get("/{code}/timeline", response=list[records.TrackRecord], summary="Quá trình của một cơ quan")
def timeline(request: PageRequest, code: str) -> list[records.TrackRecord]:
    """The states of the organisation and, for a body, of the IT units that ever stood in it."""
    organisation = access_organisation(principal=request.principal, code=code)
    view = queries.organisation_view(
        principal=request.principal, organisation=organisation, day=request.as_of
    )
    return [records.track_record(line=line) for line in view.lines]


class CountIn(Schema):
    """One figure."""

    kind: StaffKind
    measure: StaffMeasure
    people: int


class StaffIn(Schema):
    """Figures of one day; what is left out stays unknown."""

    on: date
    document: str
    reason: str = ""
    counts: list[CountIn]


class CountOut(Schema):
    """One figure as recorded."""

    on: date
    kind: str
    measure: str
    people: int
    document: str


@router.get(
    "/{code}/staff", response=list[CountOut], summary="Nhân lực tại một ngày, trong phạm vi phân công"
)
def staff(request: PageRequest, code: str, as_of: AsOf = None) -> Any:
    """The newest figure of each kind and measure on or before the day."""
    organisation = access_organisation(principal=request.principal, code=code)
    read = queries.staff_of(principal=request.principal, organisation=organisation, day=request.as_of)
    return [read.figures[key] for key in sorted(read.figures)]


@router.post("/{code}/staff", response={201: list[CountOut]}, summary="Ghi số liệu nhân lực")
def record_staff(request: PageRequest, code: str, given: StaffIn) -> Any:
    """Record figures of a unit; another figure for the same day needs a reason."""
    unit = access_organisation(
        principal=request.principal, code=code, permission=OrganisationPermission.EDIT_STAFF
    )
    rows = actions.record_staff(
        by=request.principal,
        unit=unit,
        on=given.on,
        counts={(count.kind.value, count.measure.value): count.people for count in given.counts},
        document=given.document,
        reason=given.reason,
        today=request.today,
    )
    return Status(201, rows)


assert {kind.code for kind in KINDS} == set(FORMS), "every kind of act has its form"
