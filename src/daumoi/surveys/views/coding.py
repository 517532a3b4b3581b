"""Coding open texts: the texts of one question with their codes, one's own to set, the others' to compare."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from daumoi.surveys import actions
from daumoi.surveys.access import SurveyPermission, access_reply, access_round
from daumoi.surveys.forms.coding import EntryForm, read_codes
from daumoi.surveys.presenters.coding import texts_page
from daumoi.surveys.queries import analysis
from daumoi.ui.requests import PageRequest


@require_safe
@login_required
def texts(request: PageRequest, code: str) -> HttpResponse:
    """The texts of a question side by side with their codes."""
    return _texts(request, code, EntryForm())


def _texts(request: PageRequest, code: str, form: EntryForm, status: int = 200) -> HttpResponse:
    round_ = access_round(principal=request.principal, code=code, permission=SurveyPermission.ANALYSE)
    reading = analysis.read_round(principal=request.principal, round_=round_)
    found = analysis.difficulties(principal=request.principal, reading=reading)
    page = texts_page(
        reading=reading,
        found=found,
        coder=request.principal.name,
        question=request.GET.get("cau", ""),
        only_open=request.GET.get("con") == "1",
    )
    context = {"round": round_, "page": page, "form": form, "simulated": round_.is_simulated}
    return render(request, "surveys/analysis/difficulties.html", context, status=status)


@require_POST
@login_required
def codebook(request: PageRequest, code: str) -> HttpResponse:
    """Add a group of opinions; the first one also opens the codebook."""
    round_ = access_round(principal=request.principal, code=code, permission=SurveyPermission.ANALYSE)
    form = EntryForm(request.POST)
    if not form.is_valid():
        return _texts(request, code, form, status=422)
    actions.add_group(by=request.principal, round_=round_, entry=form.entry())
    messages.success(request, _("Đã thêm nhóm ý kiến."))
    return redirect("surveys:difficulties", code)


@require_POST
@login_required
def text(request: PageRequest, code: str, organisation: str, variable: str, row: int) -> HttpResponse:
    """Keep one coder's codes for one text."""
    round_ = access_round(principal=request.principal, code=code, permission=SurveyPermission.ANALYSE)
    reply = access_reply(principal=request.principal, round_code=round_.code, organisation_code=organisation)
    chosen = read_codes(request.POST)
    actions.code_text(
        by=request.principal,
        reply=reply,
        variable=variable,
        row=row,
        codes=chosen.codes,
        quote=chosen.quote,
        is_quotable=chosen.is_quotable,
    )
    messages.success(request, _("Đã lưu mã của bạn."))
    return redirect(
        f"{reverse('surveys:difficulties', args=[code])}?cau={variable}#{organisation}-{variable}-{row}"
    )
