"""The pages around a reply: the list, its home, the check of all answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from daumoi.surveys import actions, queries
from daumoi.surveys.access import SurveyPermission
from daumoi.surveys.presenters import filling, filling_check
from daumoi.surveys.views.filling_door import address, open_part, open_reply
from daumoi.ui.requests import PageRequest


@login_required
@require_GET
def my_replies(request: PageRequest) -> HttpResponse:
    """The surveys that wait on the reader's organisations, the nearest deadline first."""
    found = queries.my_replies(principal=request.principal, today=request.today)
    may_fill = request.principal.holds(SurveyPermission.FILL)
    rows = filling.my_rows(found, may_fill=may_fill)
    request.simulated = bool(found) and all(one.reply.round.is_simulated for one in found)
    context = {
        "rows": rows,
        "is_unit": not request.principal.bodies and bool(request.principal.units),
        "waiting": [row for row in rows if row.is_waiting],
        "finished": [row for row in rows if not row.is_waiting],
        "late": sum(1 for row in rows if row.tone == "late"),
        "clarifying": sum(1 for row in rows if row.found.waiting_questions),
    }
    return render(request, "surveys/filling/list.html", context)


@login_required
@require_GET
def reply(request: PageRequest, round_code: str, organisation_code: str) -> HttpResponse:
    """The home of a reply: its parts as tasks, what is missing, the way it goes."""
    sheet = open_reply(request, round_code, organisation_code)
    now = filling.standing(sheet)
    # how a ministry parts the work among its units is its own affair
    parts = (
        []
        if sheet.may_coordinate
        else queries.parts_of(principal=request.principal, reply=sheet.reply, day=request.as_of)
    )
    context = {
        "sheet": sheet,
        "now": now,
        "way": filling.way(sheet, now),
        "tasks": filling.tasks(sheet, parts),
        "own_parts": [part for part in parts if part.is_mine and sheet.parts],
        "next_step": filling.next_step(sheet, now),
        "empty_tables": filling.empty_tables(sheet),
        "is_open": sheet.reply.state == "open",
    }
    return render(request, "surveys/filling/home.html", context)


@login_required
@require_GET
def carry_on(request: PageRequest, round_code: str, organisation_code: str) -> HttpResponse:
    """“Điền tiếp”: on to the first part that wants something."""
    sheet = open_reply(request, round_code, organisation_code)
    return HttpResponseRedirect(address(sheet, "reply_section", filling.first_open_section(sheet)))


@login_required
@require_GET
def check(request: PageRequest, round_code: str, organisation_code: str) -> HttpResponse:
    """Rà soát: the faults first, then every answer as it would be printed."""
    sheet = open_reply(request, round_code, organisation_code)
    now = filling.standing(sheet)
    context = {
        "sheet": sheet,
        "now": now,
        "way": filling.way(sheet, now),
        "review": filling_check.review(sheet),
        "next_step": filling.next_step(sheet, now),
        "is_open": sheet.reply.state in ("open", "clarify"),
        "awaits_approval": _awaits_approval(sheet),
    }
    return render(request, "surveys/filling/check.html", context)


def _awaits_approval(sheet: queries.ReplySheet) -> bool:
    reply = sheet.reply
    return (
        sheet.may_approve
        and reply.state in ("open", "clarify")
        and bool(reply.content_code)
        and reply.approved_code != reply.content_code
    )


@login_required
@require_POST
def not_arisen(request: PageRequest, round_code: str, organisation_code: str) -> HttpResponse:
    """“Không phát sinh” for one table, in one click from the reply's home."""
    sheet = open_part(request, round_code, organisation_code)
    table = request.POST.get("table", "")
    actions.declare_not_arisen(by=request.principal, reply=sheet.reply, roster=table)
    messages.success(request, _("Đã ghi bảng %(table)s không phát sinh.") % {"table": table.upper()})
    return HttpResponseRedirect(address(sheet, "reply"))
