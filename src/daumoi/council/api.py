"""The programming interface of this room: the same access, queries and actions as its pages."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from ninja import Router, Status

from daumoi.council import actions, queries
from daumoi.council.access import (
    CouncilPermission,
    access_council,
    access_invitation,
    access_matter,
    access_opinion,
    access_own_invitation,
    access_session,
)
from daumoi.council.presenters import data
from daumoi.council.presenters.schemas import (
    AttendanceIn,
    CouncilOpinionOut,
    CouncilOut,
    EntryIn,
    ExplainIn,
    FormIn,
    InvitationAnswerIn,
    LastTimeOut,
    LedgerOut,
    MatterWithEntries,
    QuestionResultOut,
    SessionOut,
)
from daumoi.foundation import clock
from daumoi.foundation.errors import Conflict
from daumoi.foundation.principal import Principal
from daumoi.ui.requests import PageRequest

router = Router(tags=["Hội đồng, kiến nghị"])


def _principal(request: PageRequest) -> Principal:
    principal = request.principal
    return principal


def _day(request: PageRequest, as_of: date | None) -> date:
    today = request.today
    return as_of or today


def _session_data(request: PageRequest, code: str) -> dict[str, Any]:
    session = access_session(principal=_principal(request), code=code)
    view = queries.session_view(principal=_principal(request), session=session, day=_day(request, None))
    return data.session_data(view)


def _matter_data(request: PageRequest, code: str, as_of: date | None) -> dict[str, Any]:
    matter = access_matter(principal=_principal(request), code=code)
    view = queries.matter_view(principal=_principal(request), matter=matter, day=_day(request, as_of))
    return data.matter_view_data(view)


@router.get("/councils/{code}", response=CouncilOut, summary="Một hội đồng, ban chỉ đạo tại một ngày")
def council(request: PageRequest, code: str, as_of: date | None = None) -> dict[str, Any]:
    principal = _principal(request)
    found = access_council(principal=principal, code=code)
    view = queries.council_view(principal=principal, council=found, day=_day(request, as_of))
    return data.council_data(view)


@router.get(
    "/sessions/{code}", response=SessionOut, summary="Một phiên: chương trình, tài liệu, ý kiến, kết luận"
)
def session(request: PageRequest, code: str) -> dict[str, Any]:
    return _session_data(request, code)


@router.get(
    "/sessions/{code}/last-time", response=LastTimeOut, summary="Lần trước đã kết luận gì, đến nay ra sao"
)
def last_time(request: PageRequest, code: str) -> dict[str, Any]:
    principal = _principal(request)
    found = access_session(principal=principal, code=code)
    return data.last_time_data(queries.last_time(principal=principal, session=found))


@router.get(
    "/sessions/{code}/result", response=list[QuestionResultOut], summary="Kết quả lấy ý kiến bằng phiếu"
)
def result(request: PageRequest, code: str) -> list[dict[str, Any]]:
    principal = _principal(request)
    found = access_session(principal=principal, code=code)
    view = queries.session_view(principal=principal, session=found, day=_day(request, None))
    known = (
        queries.result(principal=principal, view=view, day=_day(request, None)) if found.is_written else None
    )
    if known is None:
        raise Conflict(
            "council.result.none",
            _("Chưa có kết quả: phải đóng phiếu và đủ tỷ lệ theo quy chế."),
            remedy=_("Đợi thư ký đóng phiếu."),
        )
    return data.result_data(known)


@router.get("/ledger", response=LedgerOut, summary="Sổ theo dõi kiến nghị tại một ngày, việc lâu nhất trước")
def ledger(request: PageRequest, as_of: date | None = None, council: str = "") -> dict[str, Any]:
    principal = _principal(request)
    chosen = access_council(principal=principal, code=council) if council else None
    return data.ledger_data(queries.ledger(principal=principal, day=_day(request, as_of), council=chosen))


@router.get("/matters/{code}", response=MatterWithEntries, summary="Một kiến nghị với mọi diễn biến")
def matter(request: PageRequest, code: str, as_of: date | None = None) -> dict[str, Any]:
    return _matter_data(request, code, as_of)


@router.post(
    "/matters/{code}/entries", response={201: MatterWithEntries}, summary="Ghi diễn biến của kiến nghị"
)
def add_entry(request: PageRequest, code: str, given: EntryIn) -> Status[dict[str, Any]]:
    principal = _principal(request)
    found = access_matter(principal=principal, code=code)
    actions.add_entry(by=principal, matter=found, today=_day(request, None), **given.dict())
    return Status(201, _matter_data(request, code, None))


@router.post("/sessions/{code}/answer", response=SessionOut, summary="Thành viên trả lời giấy mời")
def answer(request: PageRequest, code: str, given: InvitationAnswerIn) -> dict[str, Any]:
    principal = _principal(request)
    found = access_session(principal=principal, code=code)
    line = access_own_invitation(principal=principal, session=found, organisation_code=given.organisation)
    actions.answer_invitation(
        by=principal,
        invitation=line,
        answer=given.answer,
        substitute=given.substitute,
        reason=given.reason,
        at=clock.now(),
    )
    return _session_data(request, code)


@router.post("/sessions/{code}/form", response=SessionOut, summary="Thành viên gửi phiếu lấy ý kiến")
def return_form(request: PageRequest, code: str, given: FormIn) -> dict[str, Any]:
    principal = _principal(request)
    found = access_session(principal=principal, code=code)
    line = access_own_invitation(principal=principal, session=found, organisation_code=given.organisation)
    boxes = {box.question: actions.Box(box.mark, box.text) for box in given.boxes}
    actions.return_form(by=principal, invitation=line, boxes=boxes, signed=given.signed, at=clock.now())
    return _session_data(request, code)


@router.post("/sessions/{code}/attendance", response=SessionOut, summary="Điểm danh một thành viên")
def attend(request: PageRequest, code: str, given: AttendanceIn) -> dict[str, Any]:
    principal = _principal(request)
    found = access_session(principal=principal, code=code, permission=CouncilPermission.SECRETARY)
    line = access_invitation(principal=principal, session=found, organisation_code=given.organisation)
    actions.mark_attendance(
        by=principal,
        invitation=line,
        attendance=given.attendance,
        attended_by=given.attended_by,
        reason=given.reason,
    )
    return _session_data(request, code)


@router.post(
    "/sessions/{code}/opinions/{number}",
    response=CouncilOpinionOut,
    summary="Tiếp thu, giải trình một ý kiến",
)
def explain(request: PageRequest, code: str, number: int, given: ExplainIn) -> dict[str, Any]:
    principal = _principal(request)
    found = access_session(principal=principal, code=code, permission=CouncilPermission.SECRETARY)
    opinion = access_opinion(principal=principal, session=found, number=number)
    done = actions.explain_opinion(by=principal, opinion=opinion, at=clock.now(), **given.dict())
    return data.opinion_data(done)
