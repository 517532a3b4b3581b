"""A reply as a workbook: out to somebody without an account, and back with a preview before anything is saved."""

import hashlib

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from daumoi.foundation import clock
from daumoi.foundation.errors import DomainError, Forbidden
from daumoi.surveys.access import SurveyPermission
from daumoi.surveys.actions.takeover import take_over_workbook
from daumoi.surveys.exchange.guard import MOST_BYTES
from daumoi.surveys.exchange.reading import read_form
from daumoi.surveys.exchange.workbook import write_form
from daumoi.surveys.forms.filling import WorkbookForm
from daumoi.surveys.forms.filling_workbook import seal, unseal
from daumoi.surveys.queries import ReplySheet
from daumoi.surveys.views.filling_door import address, open_reply
from daumoi.ui.requests import PageRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_GET
def workbook(request: PageRequest, round_code: str, organisation_code: str) -> HttpResponse:
    """The questionnaire as XLSX with what is known filled in."""
    sheet = open_reply(request, round_code, organisation_code)
    if not sheet.content_visible:
        raise Forbidden("surveys.workbook.unsent", _("Nội dung chỉ mở sau khi cơ quan gửi trả lời."))
    name = f"{sheet.reply.round.code}-{sheet.reply.owner.code}.xlsx"
    return HttpResponse(
        write_form(sheet=sheet),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: PageRequest, round_code: str, organisation_code: str) -> HttpResponse:
    """Nộp Excel đã điền: every bad cell is named, every change is shown, then it is saved on a second click."""
    sheet = open_reply(request, round_code, organisation_code, SurveyPermission.FILL)
    if request.method == "GET":
        return _page(request, sheet, WorkbookForm())
    if request.POST.get("seen"):
        return _save(request, sheet)
    form = WorkbookForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, sheet, form)
    file = form.cleaned_data["file"]
    try:
        data = file.read(MOST_BYTES + 1)
        incoming = read_form(data, name=file.name, sheet=sheet)
    except DomainError as error:
        form.add_error("file", str(error))
        return _page(request, sheet, form)
    digest = hashlib.sha256(data).hexdigest()
    context = {
        "incoming": incoming,
        "file_name": file.name,
        "seen": seal(incoming=incoming, sheet=sheet, name=file.name, sha256=digest)
        if incoming.changes
        else "",
    }
    return _page(request, sheet, WorkbookForm(), **context)


def _page(request: PageRequest, sheet: ReplySheet, form: WorkbookForm, **more: object) -> HttpResponse:
    context = {"sheet": sheet, "form": form, "is_open": sheet.reply.state == "open", **more}
    return render(request, "surveys/filling/upload.html", context, status=422 if form.is_bound else 200)


def _save(request: PageRequest, sheet: ReplySheet) -> HttpResponse:
    seen = unseal(request.POST["seen"], sheet)
    changed = take_over_workbook(
        by=request.principal,
        reply=sheet.reply,
        answers=seen.answers,
        not_arisen=seen.not_arisen,
        at=clock.now(),
        name=seen.name,
        sha256=seen.sha256,
    )
    words = ngettext("Đã lưu %(n)d câu từ tệp %(name)s.", "Đã lưu %(n)d câu từ tệp %(name)s.", changed)
    messages.success(request, words % {"n": changed, "name": seen.name})
    return HttpResponseRedirect(address(sheet, "reply"))
