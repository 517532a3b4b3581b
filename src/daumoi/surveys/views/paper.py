"""Replies that came on paper: keep the scan and begin entering, then a second person compares."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from daumoi.foundation import clock
from daumoi.foundation.errors import Conflict
from daumoi.surveys import actions, queries
from daumoi.surveys.forms.review import DifferenceForm, PaperForm
from daumoi.surveys.models import ReplyFile, ReplyState
from daumoi.surveys.presenters.sheets import Paper
from daumoi.surveys.views.coordinating import attempted, posted, reviewed_reply, status_of
from daumoi.ui.requests import PageRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def paper_start(request: PageRequest, code: str, organisation: str) -> HttpResponse:
    """Upload the scan with what the letter says; the entry goes on in the pages of filling."""
    reply = reviewed_reply(request, code, organisation)
    form = PaperForm(request.POST, request.FILES) if posted(request) else PaperForm()
    if posted(request) and form.is_valid():
        name, content = form.content()
        letter = {key: form.cleaned_data[key] for key in ("number", "letter_date", "signer")}
        made = attempted(
            form,
            lambda: actions.start_from_paper(
                by=request.principal, reply=reply, name=name, content=content, at=clock.now(), **letter
            ),
        )
        if made is not None:
            messages.success(request, _("Đã giữ bản quét. Nhập các câu trả lời như trên giấy."))
            return redirect("surveys:reply", code, organisation)
    sheet = queries.reply_sheet(principal=request.principal, reply=reply)
    context = {"form": form, "reply": reply, "round": reply.round, "sheet": sheet}
    return render(request, "surveys/review/paper_start.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def paper_check(request: PageRequest, code: str, organisation: str) -> HttpResponse:
    """The second person: the entry beside the scan, confirmed or sent back with what differs."""
    reply = reviewed_reply(request, code, organisation)
    if not reply.is_from_paper or reply.state != ReplyState.OPEN:
        raise Conflict(
            "surveys.paper.state",
            _("Trả lời này không chờ kiểm tra bản giấy."),
            remedy=_("Mở trang của trả lời để xem trạng thái."),
        )
    sheet = queries.reply_sheet(principal=request.principal, reply=reply)
    code_now = actions.current_code(sheet=sheet)
    differs = posted(request) and "differs" in request.POST
    form = DifferenceForm(request.POST if differs else None)
    if differs and form.is_valid():
        text = form.cleaned_data["text"]
        made = attempted(
            form,
            lambda: actions.report_paper_difference(
                by=request.principal, reply=reply, text=text, at=clock.now()
            ),
        )
        if made is not None:
            messages.success(request, _("Đã báo chỗ khác cho người nhập."))
            return redirect("surveys:review", code, organisation)
    elif posted(request) and not differs:
        seen = request.POST.get("seen_code", "")
        actions.check_paper(by=request.principal, reply=reply, seen_code=seen, at=clock.now())
        messages.success(
            request, _("Đã đối chiếu xong; trả lời bằng giấy được ghi nhận đã gửi và tiếp nhận.")
        )
        return redirect("surveys:review", code, organisation)
    context = {
        "form": form,
        "reply": reply,
        "round": reply.round,
        "sheet": sheet,
        "code": code_now,
        "sections": Paper(sheet).sections(),
        "scans": [one for one in sheet.files if one.kind == ReplyFile.Kind.SCAN],
        "is_enterer": reply.entered_by_id == request.principal.person_id,
    }
    return render(request, "surveys/review/paper_check.html", context, status=status_of(form))
