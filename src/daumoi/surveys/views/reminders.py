"""Đôn đốc: a drafted letter to edit, its PDF for the document system, its number taken back."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daumoi.organisations import queries as organisations
from daumoi.surveys import actions, queries
from daumoi.surveys.access import access_reminder
from daumoi.surveys.exchange.annex import reminder_pdf as letter_pdf
from daumoi.surveys.forms.review import NumberForm, ReminderForm
from daumoi.surveys.views.coordinating import attempted, posted, reviewed_reply, status_of
from daumoi.ui.requests import PageRequest


@require_POST
@login_required
def reminder_new(request: PageRequest, code: str, organisation: str) -> HttpResponse:
    """Draft a reminder from what is known and open it."""
    reply = reviewed_reply(request, code, organisation)
    made = actions.draft_reminder(by=request.principal, reply=reply, today=request.today)
    return redirect("surveys:reminder", code, organisation, made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reminder(request: PageRequest, code: str, organisation: str, number: int) -> HttpResponse:
    """One reminder: its words until it has a number, then as it was sent."""
    reply = reviewed_reply(request, code, organisation)
    found = access_reminder(reply=reply, number=number)
    takes_number = posted(request) and "take_number" in request.POST
    words = ReminderForm(
        request.POST if posted(request) and not takes_number else None, initial={"text": found.text}
    )
    letter = NumberForm(request.POST if takes_number else None, initial={"sent_on": request.today})
    if words.is_bound and words.is_valid():
        text = words.cleaned_data["text"]
        if (
            attempted(words, lambda: actions.edit_reminder(by=request.principal, reminder=found, text=text))
            is not None
        ):
            messages.success(request, _("Đã lưu lời công văn. Tải PDF để trình ký trong hệ thống văn bản."))
            return redirect("surveys:reminder", code, organisation, number)
    if takes_number and letter.is_valid():
        given = letter.cleaned_data
        act = actions.send_reminder
        if (
            attempted(letter, lambda: act(by=request.principal, reminder=found, text=found.text, **given))
            is not None
        ):
            messages.success(request, _("Đã ghi số, ngày công văn đôn đốc."))
            return redirect("surveys:review", code, organisation)
    context = {
        "words": words,
        "letter": letter,
        "reminder": found,
        "reply": reply,
        "round": reply.round,
        "sheet": queries.reply_sheet(principal=request.principal, reply=reply),
    }
    status = max(status_of(words), status_of(letter))
    return render(request, "surveys/review/reminder.html", context, status=status)


@require_safe
@login_required
def reminder_pdf(request: PageRequest, code: str, organisation: str, number: int) -> HttpResponse:
    """The reminder as a letter, ready for the body's own document system."""
    reply = reviewed_reply(request, code, organisation)
    found = access_reminder(reply=reply, number=number)
    names = organisations.names_as_of(ids={reply.owner_id, reply.round.owner_id}, day=request.today)
    data = letter_pdf(
        reminder=found,
        issuer=names.get(reply.round.owner_id, reply.round.owner.code),
        addressee=names.get(reply.owner_id, reply.owner.code),
        at=found.drafted_at,
        fonts=settings.FONTS,
    )
    name = f"don-doc-{reply.round.code}-{reply.owner.code}-{found.pk}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type="application/pdf", headers=headers)
