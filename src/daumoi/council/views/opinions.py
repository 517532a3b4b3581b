"""Pages of what was said: the opinion table, answers to opinions, minutes, conclusions, the notice."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daumoi.council import actions, queries
from daumoi.council.access import CouncilPermission, access_opinion, access_own_invitation
from daumoi.council.forms import (
    ConcludeForm,
    ExplainForm,
    MinutesForm,
    NoticeForm,
    OpinionForm,
    OwnOpinionForm,
)
from daumoi.council.models import OpinionKind, Seat
from daumoi.council.presenters import official, pages
from daumoi.council.queries import SessionView
from daumoi.council.rules import NOTICE_KIND, Step, session_address
from daumoi.council.views.doors import (
    SECRETARY,
    attempted,
    posted,
    seen_session,
    seen_view,
    status_of,
    stepping,
)
from daumoi.documents.access import DocumentPermission
from daumoi.foundation import clock
from daumoi.ui.requests import PageRequest


@require_safe
@login_required
def opinions(request: PageRequest, code: str) -> HttpResponse:
    """The table: opinion verbatim, taken up or not, why, what changed where."""
    view = seen_view(request, code)
    context = {
        "view": view,
        "sentence": pages.opinions_sentence(view),
        "is_open": view.session.state in ("sent", "open"),
        "may_explain": view.may_keep and view.session.state in ("open", "concluded", "issued"),
    }
    return render(request, "council/opinions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def opinion_new(request: PageRequest, code: str) -> HttpResponse:
    """Write down what was said; a member hands in their own."""
    view = seen_view(request, code)
    if not view.may_keep:
        own = access_own_invitation(principal=request.principal, session=view.session)
        stepping(request, code, Step.RECORD_OPINION, CouncilPermission.VIEW)
        return _own_opinion(request, view, own.seat)
    stepping(request, code, Step.RECORD_OPINION)
    seats = [
        (ln.invitation.seat_id, f"{ln.invitation.holder} ({ln.organisation})") for ln in view.invitations
    ]
    form = OpinionForm(request.POST or None, seats=seats, initial={"kind": "opinion"})
    if posted(request) and form.is_valid():
        given = dict(form.cleaned_data)
        chosen = given.pop("seat")
        seat = next((ln.invitation.seat for ln in view.invitations if ln.invitation.seat_id == chosen), None)
        made = attempted(
            form,
            lambda: actions.record_opinion(by=request.principal, session=view.session, seat=seat, **given),
        )
        if made is not None:
            messages.success(request, _("Đã ghi."))
            return redirect("council:opinions", code)
    context = {"view": view, "form": form, "title": _("Ghi thông tin, ý kiến"), "verb": _("Ghi")}
    return render(request, "council/step_form.html", context, status=status_of(form))


def _own_opinion(request: PageRequest, view: SessionView, seat: Seat) -> HttpResponse:
    form = OwnOpinionForm(request.POST or None)
    if posted(request) and form.is_valid():
        made = attempted(
            form,
            lambda: actions.record_opinion(
                by=request.principal,
                session=view.session,
                kind=OpinionKind.OPINION,
                seat=seat,
                text=form.cleaned_data["text"],
            ),
        )
        if made is not None:
            messages.success(request, _("Đã gửi ý kiến."))
            return redirect("council:opinions", view.session.code)
    context = {"view": view, "form": form, "title": _("Gửi ý kiến của cơ quan"), "verb": _("Gửi ý kiến")}
    return render(request, "council/step_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def explain(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Answer one opinion."""
    session = stepping(request, code, Step.EXPLAIN).session
    opinion = access_opinion(principal=request.principal, session=session, number=number)
    names = ("verdict", "reason", "change_made", "change_place")
    form = ExplainForm(request.POST or None, initial={name: getattr(opinion, name) for name in names})
    if posted(request) and form.is_valid():
        done = attempted(
            form,
            lambda: actions.explain_opinion(
                by=request.principal, opinion=opinion, at=clock.now(), **form.cleaned_data
            ),
        )
        if done is not None:
            messages.success(request, _("Đã ghi tiếp thu, giải trình."))
            return redirect("council:opinions", code)
    context = {"session": session, "opinion": opinion, "form": form}
    return render(request, "council/explain.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def minutes(request: PageRequest, code: str) -> HttpResponse:
    """The running account of the minutes."""
    view = stepping(request, code, Step.MINUTES)
    form = MinutesForm(request.POST or None, initial={"text": view.session.minutes})
    if posted(request) and form.is_valid():
        done = attempted(
            form,
            lambda: actions.write_minutes(by=request.principal, session=view.session, **form.cleaned_data),
        )
        if done is not None:
            messages.success(request, _("Đã ghi biên bản."))
            return redirect("council:session", code)
    context = {"view": view, "form": form, "title": _("Biên bản"), "verb": _("Lưu biên bản")}
    return render(request, "council/step_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def conclude(request: PageRequest, code: str) -> HttpResponse:
    """The chair concludes, or the secretariat enters what the chair signed."""
    view = seen_view(request, code)
    if not view.may_conclude:
        seen_session(request, code, SECRETARY)
    stepping(request, code, Step.CONCLUDE, CouncilPermission.VIEW)
    form = ConcludeForm(request.POST or None)
    if posted(request) and form.is_valid():
        made = attempted(
            form,
            lambda: actions.conclude(
                by=request.principal,
                session=view.session,
                conclusions=form.lines(),
                document=form.cleaned_data["document"],
                at=clock.now(),
            ),
        )
        if made is not None:
            messages.success(request, _("Đã ghi %d kết luận. Đưa vào sổ kiến nghị để theo dõi.") % len(made))
            return redirect("council:session", code)
    context = {"view": view, "form": form, "title": _("Kết luận của Chủ tịch"), "verb": _("Ghi kết luận")}
    return render(request, "council/step_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def notice(request: PageRequest, code: str) -> HttpResponse:
    """The notice of conclusions: drafted into the register, or its number taken back from another system."""
    view = stepping(request, code, Step.ISSUE)
    form = NoticeForm(request.POST or None, initial={"on": request.as_of})
    if posted(request) and form.is_valid():
        done = attempted(
            form,
            lambda: actions.issue_notice(by=request.principal, session=view.session, **form.cleaned_data),
        )
        if done is not None:
            messages.success(request, _("Đã ban hành thông báo kết luận."))
            return redirect("council:session", code)
    session = view.session
    context = {
        "view": view,
        "form": form,
        "paper": queries.notice_in_register(principal=request.principal, session=session),
        "may_draft": request.principal.may_at_home(
            DocumentPermission.DRAFT, body_id=session.root_id, owner_id=session.owner_id
        ),
    }
    return render(request, "council/notice.html", context, status=status_of(form))


@require_POST
@login_required
def notice_draft(request: PageRequest, code: str) -> HttpResponse:
    """Draft the notice at the desk of the standing body and open it where papers are written."""
    view = stepping(request, code, Step.ISSUE)
    with override("vi"):
        made = official.notice_paper(view)
    paper = actions.draft_official(
        by=request.principal,
        session=view.session,
        kind=NOTICE_KIND,
        paper=made,
        address=session_address(code),
        day=request.as_of,
    )
    messages.success(
        request, _("Đã soạn thông báo từ kết luận của phiên. Khi được cấp số, phiên tự ghi là đã ban hành.")
    )
    return redirect("documents:paper", paper.pk)
