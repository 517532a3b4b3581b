"""Giao phần phiếu cho đơn vị: the officer's page, taking a part back, and the unit's “đã xong”."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from daumoi.foundation import clock
from daumoi.surveys import actions, queries
from daumoi.surveys.access import SurveyPermission, access_handover
from daumoi.surveys.forms.handovers import HandoverForm
from daumoi.surveys.models import ReplyState
from daumoi.surveys.presenters.filling import section_title
from daumoi.surveys.views.coordinating import attempted, posted, status_of
from daumoi.surveys.views.filling_door import address, open_part, open_reply
from daumoi.ui.requests import PageRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: PageRequest, round_code: str, organisation_code: str) -> HttpResponse:
    """Who has which part and how far they are; hand over more."""
    sheet = open_reply(request, round_code, organisation_code, SurveyPermission.FILL)
    reply, today = sheet.reply, clock.today()
    units = queries.units_to_hand_to(reply=reply, day=today)
    sections = [(one.code, section_title(one)) for one in sheet.compiled.sections]
    form = HandoverForm(request.POST or None, sections=sections, units=units)
    if posted(request) and form.is_valid():
        given: dict[str, Any] = form.values()
        made = attempted(
            form, lambda: actions.hand_over(by=request.principal, reply=reply, at=clock.now(), **given)
        )
        if made is not None:
            words = ngettext("Đã giao %(n)d phần.", "Đã giao %(n)d phần.", len(made))
            messages.success(request, words % {"n": len(made)})
            return HttpResponseRedirect(address(sheet, "reply_handover"))
    titles = dict(sections)
    parts = queries.parts_of(principal=request.principal, reply=reply, day=today)
    context = {
        "sheet": sheet,
        "form": form,
        "units": units,
        "rows": [(titles.get(part.handover.section, part.handover.section), part) for part in parts],
        "waiting": sum(1 for part in parts if part.handover.done_at is None),
        "is_open": reply.state == ReplyState.OPEN,
    }
    return render(request, "surveys/filling/handover.html", context, status=status_of(form))


@login_required
@require_POST
def withdraw(request: PageRequest, round_code: str, organisation_code: str, number: int) -> HttpResponse:
    """Rút lại một phần đã giao."""
    sheet = open_reply(request, round_code, organisation_code, SurveyPermission.FILL)
    found = access_handover(reply=sheet.reply, number=number)
    actions.withdraw_handover(by=request.principal, handover=found, at=clock.now())
    messages.success(
        request,
        _("Đã rút lại phần %(code)s; số liệu đơn vị đã điền vẫn giữ.") % {"code": found.section.upper()},
    )
    return HttpResponseRedirect(address(sheet, "reply_handover"))


@login_required
@require_POST
def finish(request: PageRequest, round_code: str, organisation_code: str, number: int) -> HttpResponse:
    """Đã xong phần được giao."""
    sheet = open_part(request, round_code, organisation_code)
    found = access_handover(reply=sheet.reply, number=number)
    actions.finish_handover(by=request.principal, handover=found, at=clock.now())
    messages.success(
        request, _("Đã báo xong phần %(code)s cho đầu mối của bộ.") % {"code": found.section.upper()}
    )
    return HttpResponseRedirect(address(sheet, "reply"))
