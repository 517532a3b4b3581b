"""The programming interface of this room: the same access, queries and actions as its pages."""

from datetime import date
from typing import Any

from ninja import Router, Status

from daumoi.foundation import clock
from daumoi.foundation.principal import Principal
from daumoi.scheme import actions, queries
from daumoi.scheme.access import (
    SchemePermission,
    access_proposal,
    access_proposing_body,
    access_run,
    access_scheme,
)
from daumoi.scheme.actions.submission import record_event
from daumoi.scheme.api_past import router as past_router
from daumoi.scheme.forms.fields import require_valid
from daumoi.scheme.forms.sent import given_of
from daumoi.scheme.forms.submission import EventForm
from daumoi.scheme.models import EventKind, Scheme
from daumoi.scheme.presenters import records
from daumoi.scheme.presenters.schemas import (
    ProposalIn,
    ProposalOut,
    ProposalRowOut,
    ProposalSendIn,
    SchemeDetailOut,
    SchemeOut,
)
from daumoi.scheme.presenters.schemas_plans import PlanRunDetailOut, PlanRunOut, WayEventIn, WayOut
from daumoi.scheme.queries.submission import way_view
from daumoi.ui.requests import PageRequest

schemes_router = Router(tags=["scheme"])
router = Router(tags=["scheme"])
router.add_router("", past_router)  # before the addresses that begin with the code of a scheme
router.add_router("", schemes_router)
PROPOSAL = "/{code}/proposals/{organisation}/{int:option}"
COORDINATE = SchemePermission.COORDINATE


def _principal(request: PageRequest) -> Principal:
    principal = request.principal
    return principal


def _today(request: PageRequest) -> date:
    today = request.today
    return today


def _proposal_data(request: PageRequest, scheme: Scheme, organisation: str, option: int) -> dict[str, Any]:
    principal = _principal(request)
    found = access_proposal(principal=principal, scheme=scheme, body_code=organisation, option=option)
    return records.proposal_data(queries.proposal_view(principal=principal, proposal=found))


def _way_data(request: PageRequest, scheme: Scheme, day: date) -> dict[str, Any]:
    return records.way_data(way_view(principal=_principal(request), scheme=scheme, day=day), day=day)


@router.get("", response=list[SchemeOut], summary="Các đề án được biết, mới nhất trước")
def schemes(request: PageRequest, simulated: bool = False) -> list[dict[str, Any]]:
    principal = _principal(request)
    principal.require(SchemePermission.VIEW)
    return [records.scheme_data(row) for row in queries.schemes(principal=principal, simulated=simulated)]


@schemes_router.get("/{code}", response=SchemeDetailOut, summary="Một đề án: giai đoạn, các trần được xem")
def scheme(request: PageRequest, code: str) -> dict[str, Any]:
    principal = _principal(request)
    found = access_scheme(principal=principal, code=code)
    phases = queries.phases_of(principal=principal, scheme=found)
    ceilings = queries.ceilings_of(principal=principal, scheme=found)
    return records.scheme_detail(found, phases, ceilings)


@schemes_router.get(
    "/{code}/proposals",
    response=list[ProposalRowOut],
    summary="Đề xuất của các bộ: Phương án 1, 2, 3 được xem",
)
def proposals(request: PageRequest, code: str) -> list[dict[str, Any]]:
    principal = _principal(request)
    found = access_scheme(principal=principal, code=code)
    return records.rows_data(queries.sheet(principal=principal, scheme=found))


@schemes_router.get(PROPOSAL, response=ProposalOut, summary="Một Phương án, từng số kèm nguồn")
def proposal(request: PageRequest, code: str, organisation: str, option: int) -> dict[str, Any]:
    found = access_scheme(principal=_principal(request), code=code)
    return _proposal_data(request, found, organisation, option)


@schemes_router.put(
    PROPOSAL, response=ProposalOut, summary="Ghi một Phương án của bộ: lập mới, sửa dự thảo, điều chỉnh"
)
def write_proposal(
    request: PageRequest, code: str, organisation: str, option: int, given: ProposalIn
) -> dict[str, Any]:
    principal = _principal(request)
    found = access_scheme(principal=principal, code=code)
    owner = access_proposing_body(principal=principal, scheme=found, body_code=organisation)
    phases = queries.phases_of(principal=principal, scheme=found)
    actions.write_proposal(
        by=principal,
        scheme=found,
        body=owner,
        option=option,
        given=given_of(given, phases=phases, duties=queries.duties_of(scheme=found)),
        at=clock.now(),
        document=given.document,
    )
    return _proposal_data(request, found, organisation, option)


@schemes_router.post(
    f"{PROPOSAL}/send", response=ProposalOut, summary="Gửi một Phương án theo công văn đã ký"
)
def send_proposal(
    request: PageRequest, code: str, organisation: str, option: int, given: ProposalSendIn
) -> dict[str, Any]:
    principal = _principal(request)
    found = access_scheme(principal=principal, code=code)
    held = access_proposal(
        principal=principal,
        scheme=found,
        body_code=organisation,
        option=option,
        permission=SchemePermission.PROPOSE,
    )
    actions.send_proposal(by=principal, proposal=held, document=given.document, at=clock.now())
    return _proposal_data(request, found, organisation, option)


@schemes_router.get(
    "/{code}/runs", response=list[PlanRunOut], summary="Các lần tính phương án tổng thể, mới nhất trước"
)
def runs(request: PageRequest, code: str) -> list[dict[str, Any]]:
    principal = _principal(request)
    found = access_scheme(principal=principal, code=code, permission=COORDINATE)
    choice = queries.chosen_of(principal=principal, scheme=found)
    return records.runs_data(queries.runs_of(principal=principal, scheme=found), choice)


@schemes_router.get(
    "/{code}/runs/{int:number}",
    response=PlanRunDetailOut,
    summary="Một lần tính: từng phương án với khoảng cách tới cận, mã băm, bộ nào làm gì ở giai đoạn nào",
)
def run(request: PageRequest, code: str, number: int) -> dict[str, Any]:
    principal = _principal(request)
    found = access_scheme(principal=principal, code=code, permission=COORDINATE)
    held = access_run(principal=principal, scheme=found, number=number)
    return records.run_detail(held, queries.chosen_of(principal=principal, scheme=found))


@schemes_router.get(
    "/{code}/way", response=WayOut, summary="Đường đi của đề án tới Thủ tướng, tính đến một ngày"
)
def way(request: PageRequest, code: str, as_of: date | None = None) -> dict[str, Any]:
    found = access_scheme(principal=_principal(request), code=code, permission=COORDINATE)
    return _way_data(request, found, as_of or _today(request))


@schemes_router.post(
    "/{code}/way", response={201: WayOut}, summary="Ghi một việc đã diễn ra trên đường đi của đề án"
)
def add_event(request: PageRequest, code: str, given: WayEventIn) -> Status[dict[str, Any]]:
    principal = _principal(request)
    found = access_scheme(principal=principal, code=code, permission=COORDINATE)
    form = EventForm(given.dict(exclude={"kind"}), kind=EventKind(given.kind))
    require_valid(form)
    record_event(by=principal, scheme=found, event=form.event(), today=_today(request), at=clock.now())
    return Status(201, _way_data(request, found, _today(request)))
