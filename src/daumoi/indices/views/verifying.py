"""The coordinator's pages: verify one body, ask and remind it, answer appeals."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daumoi.foundation.clock import now
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.indices import actions, queries
from daumoi.indices.access import access_appeal, may
from daumoi.indices.forms import AnswerForm, AskForm, read_verified
from daumoi.indices.presenters import sheets as shapes
from daumoi.indices.presenters import words
from daumoi.indices.rules import Step, check_step
from daumoi.indices.views.doors import COORDINATE, attempted, posted, seen_edition, seen_sheet, status_of
from daumoi.ui.requests import PageRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def verify(request: PageRequest, index: str, edition: str, body: str) -> HttpResponse:
    """All criteria of one body, differences first; the reason stands beside every difference."""
    found, own = seen_sheet(request, index, edition, body, COORDINATE)
    view = queries.sheet_view(principal=request.principal, sheet=own, edition=found)
    typed = read_verified(request.POST, view.outline.cells) if posted(request) else None
    refusal = ""
    if typed is not None and not typed.errors:
        try:
            actions.verify_sheet(
                by=request.principal,
                sheet=own,
                marks=typed.marks,
                at=now(),
                finished=request.POST.get("next") == "finish",
            )
        except (Conflict, Invalid) as error:
            refusal = str(error)
        else:
            messages.success(request, _("Đã ghi điểm thẩm định."))
            if request.POST.get("next") == "finish":
                return redirect("indices:edition", index, edition)
            return redirect("indices:verify", index, edition, body)
    context = {
        "edition": found,
        "sheet": own,
        "view": view,
        "page": shapes.verify_page(view, posted=request.POST if posted(request) else None),
        "errors": typed.errors if typed is not None else (),
        "refusal": refusal,
        "sentence": words.sheet_sentence(view),
        "tone": words.SHEET_TONES[own.state],
        "is_open": found.state == "verifying",
    }
    return render(
        request, "indices/verify.html", context, status=422 if refusal or context["errors"] else 200
    )


@require_POST
@login_required
def receive(request: PageRequest, index: str, edition: str, body: str) -> HttpResponse:
    """Write down that the sheet has arrived."""
    _edition, own = seen_sheet(request, index, edition, body, COORDINATE)
    actions.receive_sheet(by=request.principal, sheet=own, at=now())
    messages.success(request, _("Đã tiếp nhận phiếu."))
    return redirect("indices:edition", index, edition)


@require_POST
@login_required
def remind(request: PageRequest, index: str, edition: str, body: str) -> HttpResponse:
    """Remind a body whose sheet has not come."""
    _edition, own = seen_sheet(request, index, edition, body, COORDINATE)
    actions.remind_sheet(by=request.principal, sheet=own, at=now())
    messages.success(request, _("Đã đôn đốc; việc đứng đầu danh sách của cơ quan."))
    return redirect("indices:edition", index, edition)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask(request: PageRequest, index: str, edition: str, body: str) -> HttpResponse:
    """Ask a body to add or explain; the sheet goes back to it."""
    found, own = seen_sheet(request, index, edition, body, COORDINATE)
    check_step(found.state, Step.CLARIFY, words=found.get_state_display())
    form = AskForm(request.POST or None)
    if posted(request) and form.is_valid():
        done = attempted(
            form, lambda: actions.ask_sheet(by=request.principal, sheet=own, at=now(), **form.cleaned_data)
        )
        if done is not None:
            messages.success(request, _("Đã đề nghị bổ sung, làm rõ; phiếu mở lại cho cơ quan."))
            return redirect("indices:edition", index, edition)
    context = {
        "edition": found,
        "sheet": own,
        "form": form,
        "title": _("Đề nghị bổ sung, làm rõ"),
        "verb": _("Gửi đề nghị"),
        "lead": _("Phiếu mở lại để cơ quan sửa; điểm thẩm định đã ghi giữ nguyên."),
    }
    return render(request, "indices/sheet_form.html", context, status=status_of(form))


@require_safe
@login_required
def appeals(request: PageRequest, index: str, edition: str) -> HttpResponse:
    """The appeals of an edition that the reader may see, those that wait first."""
    found = seen_edition(request, index, edition)
    lines = queries.appeal_lines(principal=request.principal, edition=found, day=request.today)
    context = {
        "edition": found,
        "lines": [(line, words.APPEAL_TONES[line.appeal.result]) for line in lines],
        "waiting": sum(line.is_open for line in lines),
        "may_answer": found.state == "appeals"
        and may(principal=request.principal, row=found, permission=COORDINATE),
    }
    return render(request, "indices/appeals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request: PageRequest, index: str, edition: str, body: str, number: int) -> HttpResponse:
    """Answer one appeal."""
    found, own = seen_sheet(request, index, edition, body, COORDINATE)
    check_step(found.state, Step.ANSWER, words=found.get_state_display())
    appeal = access_appeal(principal=request.principal, sheet=own, number=number)
    appeal.sheet.edition = found
    form = AnswerForm(request.POST or None)
    if posted(request) and form.is_valid():
        given = form.cleaned_data
        done = attempted(
            form,
            lambda: actions.answer_appeal(
                by=request.principal,
                appeal=appeal,
                result=given["result"],
                answer=given["answer"],
                mark=given["value"],
                at=now(),
            ),
        )
        if done is not None:
            messages.success(request, _("Đã trả lời kiến nghị."))
            return redirect("indices:appeals", index, edition)
    view = queries.sheet_view(principal=request.principal, sheet=own, edition=found)
    row = next(row for row in view.rows if row.entry.pk == appeal.entry_id)
    context = {"edition": found, "sheet": own, "view": view, "row": row, "appeal": appeal, "form": form}
    return render(request, "indices/answer.html", context, status=status_of(form))
