"""Pages of a session being held: the session itself, answers, attendance, last time, opening."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daumoi.council import actions, queries
from daumoi.council.access import access_invitation, access_own_invitation, may
from daumoi.council.forms import AnswerForm, AttendanceForm
from daumoi.council.presenters import pages, words
from daumoi.council.rules import Step
from daumoi.council.views.doors import (
    SECRETARY,
    attempted,
    kept,
    posted,
    seen_session,
    seen_view,
    status_of,
    stepping,
)
from daumoi.foundation import clock
from daumoi.ui.requests import PageRequest


@require_safe
@login_required
def session(request: PageRequest, code: str) -> HttpResponse:
    """One session with everything in it."""
    view = seen_view(request, code)
    context = {
        "page": pages.session_page(view, day=request.as_of, kept=kept(request)),
        "view": view,
        "session": view.session,
        "blocks": pages.kind_blocks(view),
    }
    return render(request, "council/session.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request: PageRequest, code: str) -> HttpResponse:
    """A member answers the invitation."""
    found = seen_session(request, code)
    invitation = access_own_invitation(
        principal=request.principal, session=found, organisation_code=request.GET.get("co-quan", "")
    )
    form = AnswerForm(
        request.POST or None,
        initial={
            "answer": invitation.answer,
            "substitute": invitation.substitute or invitation.seat.substitute,
            "reason": invitation.answer_reason,
        },
    )
    if posted(request) and form.is_valid():
        done = attempted(
            form,
            lambda: actions.answer_invitation(
                by=request.principal, invitation=invitation, at=clock.now(), **form.cleaned_data
            ),
        )
        if done is not None:
            messages.success(request, _("Đã trả lời giấy mời."))
            return redirect("council:session", code)
    context = {"session": found, "invitation": invitation, "form": form, "when": words.when_words(found)}
    return render(request, "council/answer.html", context, status=status_of(form))


@require_safe
@login_required
def attendance(request: PageRequest, code: str) -> HttpResponse:
    """Everybody's line, with what they said and who came."""
    view = stepping(request, code, Step.ATTEND)
    context = {
        "view": view,
        "quorum": words.quorum_sentence(view.quorum, written=view.session.is_written),
    }
    return render(request, "council/attendance.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def attendance_of(request: PageRequest, code: str, organisation: str) -> HttpResponse:
    """Who sat in one member's seat."""
    view = stepping(request, code, Step.ATTEND)
    line = access_invitation(
        principal=request.principal, session=view.session, organisation_code=organisation
    )
    form = AttendanceForm(
        request.POST or None,
        initial={
            "attendance": line.attendance or {"attend": "present"}.get(line.answer, line.answer),
            "attended_by": line.attended_by or line.substitute,
            "reason": line.absence_reason or line.answer_reason,
        },
    )
    if posted(request) and form.is_valid():
        done = attempted(
            form,
            lambda: actions.mark_attendance(by=request.principal, invitation=line, **form.cleaned_data),
        )
        if done is not None:
            return redirect("council:attendance", code)
    title = _("Điểm danh: %s") % (line.holder or line.owner.code)
    context = {"view": view, "form": form, "title": title, "verb": _("Ghi điểm danh")}
    return render(request, "council/step_form.html", context, status=status_of(form))


@require_safe
@login_required
def last_time(request: PageRequest, code: str) -> HttpResponse:
    """“Lần trước đã kết luận gì, đến nay ra sao”."""
    found = seen_session(request, code)
    page = queries.last_time(principal=request.principal, session=found)
    context = {
        "page": page,
        "session": found,
        "sentence": pages.last_time_sentence(page),
        "may_keep": may(principal=request.principal, row=found, permission=SECRETARY),
    }
    return render(request, "council/last_time.html", context)


@require_POST
@login_required
def open_meeting(request: PageRequest, code: str) -> HttpResponse:
    """Open the meeting: the quorum of the rule is there."""
    found = seen_session(request, code, SECRETARY)
    actions.open_session(by=request.principal, session=found, at=clock.now())
    messages.success(request, _("Đã mở phiên: đủ số thành viên theo quy chế."))
    return redirect("council:last_time", code)
