"""The review of one reply: reading it as paper, receiving it, closing it, and what else a coordinator may record."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daumoi.foundation import clock
from daumoi.history import queries as history
from daumoi.surveys import actions, queries
from daumoi.surveys.access import access_reply_file
from daumoi.surveys.forms.review import ContactForm, ExtendForm, WaiveForm
from daumoi.surveys.models import Reply
from daumoi.surveys.presenters.review import review_page
from daumoi.surveys.views.coordinating import attempted, posted, reviewed_reply, status_of
from daumoi.ui.requests import PageRequest


@require_safe
@login_required
def review(request: PageRequest, code: str, organisation: str) -> HttpResponse:
    """One reply as the coordinator sees it: its answers only once it was sent."""
    reply = reviewed_reply(request, code, organisation)
    page = review_page(
        sheet=queries.reply_sheet(principal=request.principal, reply=reply),
        acts=history.acts_about(principal=request.principal, thing=reply),
        reminders=queries.reminders_of(principal=request.principal, reply=reply),
        day=request.as_of,
    )
    context = {"page": page, "sheet": page.sheet, "reply": reply, "round": reply.round}
    return render(request, "surveys/review/review.html", context)


@require_POST
@login_required
def receive(request: PageRequest, code: str, organisation: str) -> HttpResponse:
    """Đã tiếp nhận."""
    reply = reviewed_reply(request, code, organisation)
    actions.receive(by=request.principal, reply=reply, at=clock.now())
    messages.success(request, _("Đã tiếp nhận. Xem xong thì chốt, hoặc đề nghị làm rõ từng câu."))
    return redirect("surveys:review", code, organisation)


@require_POST
@login_required
def close(request: PageRequest, code: str, organisation: str) -> HttpResponse:
    """Chốt: the answers become facts."""
    reply = reviewed_reply(request, code, organisation)
    actions.close_reply(by=request.principal, reply=reply, at=clock.now())
    messages.success(
        request, _("Đã chốt. Số liệu của trả lời này đã thành số liệu chung, có nguồn là công văn trả lời.")
    )
    return redirect("surveys:review", code, organisation)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def extend(request: PageRequest, code: str, organisation: str) -> HttpResponse:
    """A later day for one addressee, with the reason."""
    reply = reviewed_reply(request, code, organisation)
    form = ExtendForm(request.POST or None)
    return _recorded(
        request,
        reply,
        form,
        template="surveys/review/extend.html",
        act=lambda: actions.extend(by=request.principal, reply=reply, **form.cleaned_data),
        done=_("Đã gia hạn."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def waive(request: PageRequest, code: str, organisation: str) -> HttpResponse:
    """Record that an addressee need not answer, with the reason."""
    reply = reviewed_reply(request, code, organisation)
    form = WaiveForm(request.POST or None)
    return _recorded(
        request,
        reply,
        form,
        template="surveys/review/waive.html",
        act=lambda: actions.waive(by=request.principal, reply=reply, at=clock.now(), **form.cleaned_data),
        done=_("Đã ghi nhận không phải trả lời; mẫu số của đợt giảm một."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def contact(request: PageRequest, code: str, organisation: str) -> HttpResponse:
    """Whom to call at this addressee."""
    reply = reviewed_reply(request, code, organisation)
    form = ContactForm(
        request.POST or None, initial={"name": reply.contact_name, "phone": reply.contact_phone}
    )
    return _recorded(
        request,
        reply,
        form,
        template="surveys/review/contact.html",
        act=lambda: actions.set_contact(by=request.principal, reply=reply, **form.cleaned_data),
        done=_("Đã ghi đầu mối liên hệ."),
    )


def _recorded(
    request: PageRequest,
    reply: Reply,
    form: forms.Form,
    *,
    template: str,
    act: Callable[[], object],
    done: str,
) -> HttpResponse:
    """One form, one act, back to the review."""
    if posted(request) and form.is_valid() and attempted(form, act) is not None:
        messages.success(request, done)
        return redirect("surveys:review", reply.round.code, reply.owner.code)
    sheet = queries.reply_sheet(principal=request.principal, reply=reply)
    context = {"form": form, "reply": reply, "round": reply.round, "sheet": sheet}
    return render(request, template, context, status=status_of(form))


@require_safe
@login_required
def file(request: PageRequest, code: str, organisation: str, number: int) -> HttpResponse:
    """A paper of the reply, as it was uploaded."""
    reply = reviewed_reply(request, code, organisation)
    found = access_reply_file(reply=reply, number=number)
    name = escape_uri_path(found.name if found.name.lower().endswith(".pdf") else f"{found.name}.pdf")
    return HttpResponse(
        bytes(found.content),
        content_type="application/pdf",
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )
