"""Files of this room: papers of sessions, the official papers, the tables as PDF and XLSX."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from daumoi.council import queries
from daumoi.council.access import access_paper
from daumoi.council.models import SessionState
from daumoi.council.presenters import official, papers, sheets
from daumoi.council.queries import SessionView
from daumoi.council.views.doors import download, seen_session, seen_view
from daumoi.council.views.ledger import chosen_ledger
from daumoi.documents.rendering import render_paper, render_report
from daumoi.documents.rendering.model import Document, Layout, Paper
from daumoi.foundation.errors import Conflict, NotFound
from daumoi.ui.requests import PageRequest

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _own_papers(view: SessionView) -> None:
    """A session that is only told by sources has no papers of ours: none is made up under a real body's name."""
    if view.session.state == SessionState.RECORDED:
        raise Conflict(
            "council.paper.recorded",
            _("Phiên này ghi theo tư liệu; giấy mời, biên bản, thông báo của phiên chưa tìm thấy."),
            remedy=_("Xem lời kể của nguồn ở trang của phiên."),
        )


def _report(document: Document, *, at: datetime, name: str) -> HttpResponse:
    return download(render_report(document, at=at, fonts=settings.FONTS), kind=PDF, name=name)


def _official(made: Paper, *, layout: Layout, at: datetime, name: str) -> HttpResponse:
    content = render_paper(made, kind_layout=layout, at=at, fonts=settings.FONTS)
    return download(content, kind=PDF, name=name)


@require_safe
@login_required
def paper(request: PageRequest, code: str, number: int, version: int) -> HttpResponse:
    """One version of a paper, as it was added; its hash goes along."""
    session = seen_session(request, code)
    found = access_paper(principal=request.principal, session=session, number=number, version=version)
    if found.content is None:
        raise NotFound(
            "council.paper.elsewhere",
            _("Tài liệu này là văn bản %s trong sổ văn bản, không có tệp ở đây.") % found.document_code,
            remedy=_("Mở văn bản theo số, ký hiệu."),
        )
    answer = download(bytes(found.content), kind=PDF, name=f"{code}-tai-lieu-{number}-ban-{version}.pdf")
    answer["Digest"] = f"sha-256={found.sha256}"
    return answer


@require_safe
@login_required
def invitation_pdf(request: PageRequest, code: str) -> HttpResponse:
    """Giấy mời."""
    view = seen_view(request, code)
    _own_papers(view)
    if view.session.is_written:
        raise Conflict(
            "council.invitation.written",
            _("Đợt lấy ý kiến bằng phiếu không có giấy mời họp."),
            remedy=_("Gửi phiếu kèm công văn lấy ý kiến."),
        )
    with override("vi"):
        made = official.invitation_paper(view)
        return _official(
            made, layout="invitation", at=papers.moment_of(view.session.held_on), name=f"giay-moi-{code}.pdf"
        )


@require_safe
@login_required
def minutes_pdf(request: PageRequest, code: str) -> HttpResponse:
    """Biên bản."""
    view = seen_view(request, code)
    _own_papers(view)
    with override("vi"):
        made = official.minutes_paper(view)
        return _official(
            made, layout="minutes", at=papers.moment_of(view.session.held_on), name=f"bien-ban-{code}.pdf"
        )


@require_safe
@login_required
def notice_pdf(request: PageRequest, code: str) -> HttpResponse:
    """Thông báo kết luận."""
    view = seen_view(request, code)
    _own_papers(view)
    if not view.conclusions:
        raise Conflict(
            "council.notice.nothing",
            _("Phiên này chưa có kết luận của Chủ tịch nên chưa có thông báo kết luận."),
            remedy=_("Ghi kết luận trước."),
        )
    with override("vi"):
        made = official.notice_paper(view)
        return _official(
            made, layout="named", at=papers.moment_of(view.session.held_on), name=f"thong-bao-{code}.pdf"
        )


@require_safe
@login_required
def last_time_pdf(request: PageRequest, code: str) -> HttpResponse:
    """“Lần trước đã kết luận gì, đến nay ra sao”, on paper."""
    session = seen_session(request, code)
    with override("vi"):
        page = queries.last_time(principal=request.principal, session=session)
        document = papers.last_time_paper(page)
        return _report(document, at=papers.moment_of(session.held_on), name=f"lan-truoc-{code}.pdf")


@require_safe
@login_required
def opinions_pdf(request: PageRequest, code: str) -> HttpResponse:
    """The opinion table on paper."""
    view = seen_view(request, code)
    with override("vi"):
        document = papers.opinions_paper(view, day=request.as_of)
        return _report(document, at=papers.moment_of(request.as_of), name=f"y-kien-{code}.pdf")


@require_safe
@login_required
def opinions_workbook(request: PageRequest, code: str) -> HttpResponse:
    """The opinion table as XLSX."""
    view = seen_view(request, code)
    with override("vi"):
        content = sheets.opinions_workbook(view, day=request.as_of)
    return download(content, kind=XLSX, name=f"y-kien-{code}.xlsx")


@require_safe
@login_required
def result_pdf(request: PageRequest, code: str) -> HttpResponse:
    """The result of a ballot on paper, once there is one."""
    view = seen_view(request, code)
    found = None
    if view.session.is_written:
        found = queries.result(principal=request.principal, view=view, day=request.today)
    if found is None:
        raise Conflict(
            "council.result.none",
            _("Chưa có kết quả: phải đóng phiếu và đủ tỷ lệ theo quy chế."),
            remedy=_("Xem trang theo dõi phiếu."),
        )
    with override("vi"):
        document = papers.result_paper(view, found, day=request.today)
        return _report(document, at=papers.moment_of(request.today), name=f"ket-qua-{code}.pdf")


@require_safe
@login_required
def ledger_workbook(request: PageRequest) -> HttpResponse:
    """The ledger as XLSX."""
    _council, found = chosen_ledger(request)
    with override("vi"):
        content = sheets.ledger_workbook(found)
    return download(content, kind=XLSX, name=f"so-kien-nghi-{request.as_of}.xlsx")


@require_safe
@login_required
def ledger_pdf(request: PageRequest) -> HttpResponse:
    """The ledger on paper."""
    council, found = chosen_ledger(request)
    with override("vi"):
        state = queries.state_on(council=council, day=request.as_of) if council is not None else None
        name = state.name if state is not None else settings.INSTALLATION_NAME
        document = papers.ledger_paper(found, council=name)
        return _report(document, at=papers.moment_of(request.as_of), name=f"so-kien-nghi-{request.as_of}.pdf")
