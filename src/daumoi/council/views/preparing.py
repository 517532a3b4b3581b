"""Pages on which the secretariat prepares a session and sends it out."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from daumoi.council import actions, queries
from daumoi.council.access import access_item
from daumoi.council.forms import (
    ItemForm,
    PaperForm,
    QuestionForm,
    SendForm,
    SessionForm,
    StopForm,
    read_channels,
)
from daumoi.council.models import Channel, SessionState
from daumoi.council.rules import Step
from daumoi.council.views.doors import (
    SECRETARY,
    attempted,
    changing_council,
    posted,
    seen_session,
    seen_view,
    status_of,
    stepping,
)
from daumoi.foundation import clock
from daumoi.ui.requests import PageRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def session_new(request: PageRequest, code: str) -> HttpResponse:
    """Prepare a meeting or a written consultation."""
    council = changing_council(request, code)
    form = SessionForm(request.POST or None, initial={"held_on": request.as_of, "mode": "meeting"})
    if posted(request) and form.is_valid():
        made = attempted(
            form, lambda: actions.create_session(by=request.principal, council=council, **form.cleaned_data)
        )
        if made is not None:
            messages.success(request, _("Đã lập phiên. Thành viên chưa thấy gì cho đến khi gửi giấy mời."))
            return redirect("council:questions" if made.is_written else "council:agenda", made.code)
    context = {"form": form, "council": council}
    return render(request, "council/session_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def agenda(request: PageRequest, code: str) -> HttpResponse:
    """The agenda while it is prepared."""
    view = stepping(request, code, Step.EDIT)
    form = ItemForm(request.POST or None, initial={"kind": "discuss"})
    if posted(request) and form.is_valid():
        made = attempted(
            form, lambda: actions.add_item(by=request.principal, session=view.session, **form.cleaned_data)
        )
        if made is not None:
            messages.success(request, _("Đã thêm nội dung."))
            return redirect("council:agenda", code)
    return render(request, "council/agenda.html", {"view": view, "form": form}, status=status_of(form))


@require_POST
@login_required
def item_remove(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Take one item off the agenda."""
    session = seen_session(request, code, SECRETARY)
    item = access_item(principal=request.principal, session=session, number=number)
    actions.remove_item(by=request.principal, item=item)
    messages.success(request, _("Đã bỏ nội dung khỏi chương trình."))
    return redirect("council:agenda", code)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def questions(request: PageRequest, code: str) -> HttpResponse:
    """The questions of a ballot while it is prepared."""
    view = stepping(request, code, Step.EDIT)
    form = QuestionForm(request.POST or None)
    if posted(request) and form.is_valid():
        made = attempted(
            form,
            lambda: actions.add_question(by=request.principal, session=view.session, **form.cleaned_data),
        )
        if made is not None:
            messages.success(request, _("Đã thêm câu hỏi."))
            return redirect("council:questions", code)
    return render(request, "council/questions.html", {"view": view, "form": form}, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def papers(request: PageRequest, code: str) -> HttpResponse:
    """The papers of a session: new ones, and changed ones as the next version."""
    view = seen_view(request, code, SECRETARY)
    sent = view.session.state != SessionState.PREPARING
    stepping(request, code, Step.REPLACE_PAPER if sent else Step.EDIT)
    known = [(line.current.number, line.current.title) for line in view.papers]
    form = PaperForm(request.POST or None, request.FILES or None, papers=known)
    if posted(request) and form.is_valid():
        given = _paper(form.cleaned_data)
        made = attempted(
            form,
            lambda: actions.add_paper(by=request.principal, session=view.session, at=clock.now(), **given),
        )
        if made is not None:
            words = _("Đã thay bằng bản %d; thành viên thấy tài liệu đã đổi.") if made.version > 1 else ""
            messages.success(request, words % made.version if words else _("Đã thêm tài liệu."))
            return redirect("council:papers", code)
    return render(request, "council/papers.html", {"view": view, "form": form}, status=status_of(form))


def _paper(given: dict[str, Any]) -> dict[str, Any]:
    """What the action takes: the file's name and bytes instead of the upload."""
    file = given.pop("file")
    if isinstance(file, UploadedFile):
        given |= {"name": (file.name or "")[:200], "content": file.read()}
    return given


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def send(request: PageRequest, code: str) -> HttpResponse:
    """Send agenda, papers and invitations (or forms) to every member of the day."""
    view = stepping(request, code, Step.SEND)
    seats = queries.seats_on(council=view.session.council, day=view.session.held_on)
    form = SendForm(request.POST or None, initial={"letter_date": request.as_of})
    if posted(request) and form.is_valid():
        channels = read_channels(request.POST, [seat.pk for seat in seats])
        lines = attempted(
            form,
            lambda: actions.send_session(
                by=request.principal,
                session=view.session,
                at=clock.now(),
                channels=channels,
                **form.cleaned_data,
            ),
        )
        if lines is not None:
            messages.success(
                request, _("Đã gửi %d thành viên; tài liệu được giữ nguyên từ lúc này.") % len(lines)
            )
            return redirect("council:session", code)
    context = {"view": view, "form": form, "seats": seats, "channels": Channel.choices}
    return render(request, "council/send.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def stop(request: PageRequest, code: str) -> HttpResponse:
    """Record that a session is not held."""
    view = stepping(request, code, Step.STOP)
    form = StopForm(request.POST or None)
    if posted(request) and form.is_valid():
        done = attempted(
            form,
            lambda: actions.stop_session(
                by=request.principal, session=view.session, at=clock.now(), **form.cleaned_data
            ),
        )
        if done is not None:
            messages.success(request, _("Đã ghi nhận không tổ chức phiên này."))
            return redirect("council:session", code)
    context = {"view": view, "form": form, "title": _("Không tổ chức phiên này"), "verb": _("Ghi nhận")}
    return render(request, "council/step_form.html", context, status=status_of(form))
