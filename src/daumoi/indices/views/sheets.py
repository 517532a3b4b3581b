"""The sheet of one body: values, evidence, sending, appeals."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daumoi.foundation.clock import now
from daumoi.foundation.errors import Conflict, Invalid, NotFound
from daumoi.indices import actions, queries
from daumoi.indices.access import IndexPermission, access_entry, access_evidence
from daumoi.indices.forms import (
    AppealForm,
    CellError,
    EvidenceForm,
    SendForm,
    WorkbookForm,
    read_sheet,
    read_workbook,
)
from daumoi.indices.models import Edition, EvidenceKind, Sheet
from daumoi.indices.presenters import sheets as shapes
from daumoi.indices.presenters import words
from daumoi.indices.presenters.workbook import sheet_workbook
from daumoi.indices.queries import SheetView
from daumoi.indices.rules import Step, check_step
from daumoi.indices.views.doors import attempted, download, posted, seen_sheet, status_of
from daumoi.ui.requests import PageRequest

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILL = IndexPermission.FILL


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sheet(request: PageRequest, index: str, edition: str, body: str) -> HttpResponse:
    """See and fill the sheet; what was typed wrongly stays on the page with its reason."""
    wanted = FILL if posted(request) else IndexPermission.VIEW
    found, own = seen_sheet(request, index, edition, body, wanted)
    view = queries.sheet_view(principal=request.principal, sheet=own, edition=found)
    typed = read_sheet(request.POST, view.outline.cells) if posted(request) else None
    refusal = ""
    if typed is not None and not typed.errors:
        try:
            actions.save_sheet(by=request.principal, sheet=own, marks=typed.marks, confirmed=typed.confirmed)
        except (Conflict, Invalid) as error:
            refusal = str(error)
        else:
            messages.success(request, _("Đã ghi phiếu."))
            name = "indices:send" if request.POST.get("next") == "send" else "indices:sheet"
            return redirect(name, index, edition, body)
    errors = typed.errors if typed is not None else ()
    return _sheet_page(request, view, errors=errors, refusal=refusal)


def _sheet_page(
    request: PageRequest,
    view: SheetView,
    *,
    errors: Sequence[CellError] = (),
    refusal: str = "",
    typed: QueryDict | None = None,
) -> HttpResponse:
    """The sheet; `typed` is what a workbook said, shown and not yet saved."""
    shown = typed if typed is not None else (request.POST if posted(request) else None)
    context = {
        "edition": view.edition,
        "sheet": view.sheet,
        "view": view,
        "page": shapes.sheet_page(view, posted=shown),
        "errors": errors,
        "refusal": refusal,
        "from_workbook": typed is not None,
        "sentence": words.sheet_sentence(view),
        "tone": words.SHEET_TONES[view.sheet.state],
    }
    return render(request, "indices/sheet.html", context, status=422 if refusal or errors else 200)


@require_safe
@login_required
def workbook(request: PageRequest, index: str, edition: str, body: str) -> HttpResponse:
    """The sheet as XLSX with what is known."""
    found, own = seen_sheet(request, index, edition, body)
    view = queries.sheet_view(principal=request.principal, sheet=own, edition=found)
    with override("vi"):
        content = sheet_workbook(view, at=now())
    return download(content, kind=XLSX, name=f"{index}-{edition}-{body}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def workbook_back(request: PageRequest, index: str, edition: str, body: str) -> HttpResponse:
    """A filled workbook: its values stand in the form for a look; saving is the officer's click."""
    found, own = seen_sheet(request, index, edition, body, FILL)
    check_step(found.state, Step.FILL, words=found.get_state_display())
    view = queries.sheet_view(principal=request.principal, sheet=own, edition=found)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if posted(request) and form.is_valid():
        file = form.cleaned_data["file"]
        typed = attempted(
            form, lambda: read_workbook(name=file.name, data=file.read(), cells=view.outline.cells)
        )
        if typed is not None:
            errors = read_sheet(typed, view.outline.cells).errors
            return _sheet_page(request, view, errors=errors, typed=typed)
    lead = _("Số trong tệp hiện lên phiếu để xem lại; chưa ghi gì cho đến khi bấm Ghi.")
    context = {"edition": found, "sheet": own, "form": form, "title": _("Nộp Excel đã điền"), "lead": lead}
    return render(request, "indices/workbook_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def send(request: PageRequest, index: str, edition: str, body: str) -> HttpResponse:
    """Send the sheet under the body's letter."""
    found, own = seen_sheet(request, index, edition, body, FILL)
    check_step(found.state, Step.SEND, words=found.get_state_display())
    form = SendForm(request.POST or None)
    if posted(request) and form.is_valid():
        done = attempted(
            form,
            lambda: actions.send_sheet(by=request.principal, sheet=own, at=now(), **form.cleaned_data),
        )
        if done is not None:
            messages.success(request, _("Đã gửi phiếu tới cơ quan điều phối."))
            return redirect("indices:sheet", index, edition, body)
    view = queries.sheet_view(principal=request.principal, sheet=own, edition=found)
    lead = _("Phiếu %s Gửi xong thì chỉ sửa được khi cơ quan điều phối đề nghị bổ sung, làm rõ.")
    return _form_page(
        request,
        found,
        own,
        form,
        title=_("Gửi phiếu tự chấm"),
        verb=_("Gửi phiếu"),
        lead=lead % words.sheet_sentence(view),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def evidence(request: PageRequest, index: str, edition: str, body: str, column: str) -> HttpResponse:
    """The proofs of one cell; a new one while the sheet is with the body."""
    found, own = seen_sheet(request, index, edition, body)
    entry = access_entry(principal=request.principal, sheet=own, column=column)
    view = queries.sheet_view(principal=request.principal, sheet=own, edition=found)
    row = next(row for row in view.rows if row.entry.pk == entry.pk)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if posted(request) and form.is_valid():
        request.principal.require(FILL, body_id=own.root_id, owner_id=own.owner_id)
        made = attempted(
            form,
            lambda: actions.add_evidence(
                by=request.principal, sheet=own, entry=entry, at=now(), **form.values()
            ),
        )
        if made is not None:
            messages.success(request, _("Đã thêm minh chứng."))
            return redirect("indices:evidence", index, edition, body, column)
    context = {"edition": found, "sheet": own, "view": view, "row": row, "form": form}
    return render(request, "indices/evidence.html", context, status=status_of(form))


@require_safe
@login_required
def evidence_file(request: PageRequest, index: str, edition: str, body: str, number: int) -> HttpResponse:
    """The PDF of a proof, as it was added; its hash goes along."""
    _edition, own = seen_sheet(request, index, edition, body)
    found = access_evidence(principal=request.principal, sheet=own, number=number)
    if found.kind != EvidenceKind.FILE or found.content is None:
        raise NotFound(
            "indices.evidence.elsewhere",
            _("Minh chứng này là văn bản %s, không có tệp ở đây.") % found.document,
            remedy=_("Mở văn bản theo số, ký hiệu."),
        )
    answer = download(bytes(found.content), kind=PDF, name=f"minh-chung-{found.pk}.pdf")
    answer["Digest"] = f"sha-256={found.sha256}"
    return answer


@require_POST
@login_required
def evidence_remove(request: PageRequest, index: str, edition: str, body: str, number: int) -> HttpResponse:
    """Take a proof away."""
    _edition, own = seen_sheet(request, index, edition, body, FILL)
    found = access_evidence(principal=request.principal, sheet=own, number=number)
    column = found.entry.column
    actions.remove_evidence(by=request.principal, sheet=own, evidence=found)
    messages.success(request, _("Đã bỏ minh chứng; nhật ký còn ghi."))
    return redirect("indices:evidence", index, edition, body, column)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def appeal_new(request: PageRequest, index: str, edition: str, body: str, column: str) -> HttpResponse:
    """Ask that a verified mark be looked at again."""
    found, own = seen_sheet(request, index, edition, body, FILL)
    check_step(found.state, Step.APPEAL, words=found.get_state_display())
    entry = access_entry(principal=request.principal, sheet=own, column=column)
    form = AppealForm(request.POST or None)
    if posted(request) and form.is_valid():
        made = attempted(
            form,
            lambda: actions.raise_appeal(
                by=request.principal, sheet=own, entry=entry, at=now(), **form.cleaned_data
            ),
        )
        if made is not None:
            messages.success(request, _("Đã gửi kiến nghị; trả lời sẽ hiện ở phiếu này."))
            return redirect("indices:sheet", index, edition, body)
    view = queries.sheet_view(principal=request.principal, sheet=own, edition=found)
    row = next(row for row in view.rows if row.entry.pk == entry.pk)
    lead = _("%(name)s: tự chấm %(own)s, thẩm định %(verified)s. Lý do lệch: %(reason)s") % {
        "name": row.cell.name,
        "own": words.mark_text(entry.self_kind, entry.self_value),
        "verified": words.mark_text(entry.verified_kind, entry.verified_value),
        "reason": entry.reason or _("không lệch."),
    }
    return _form_page(
        request, found, own, form, title=_("Kiến nghị xem lại điểm"), verb=_("Gửi kiến nghị"), lead=lead
    )


def _form_page(
    request: PageRequest,
    edition: Edition,
    sheet: Sheet,
    form: forms.Form,
    *,
    title: str,
    verb: str,
    lead: str,
) -> HttpResponse:
    context = {"edition": edition, "sheet": sheet, "form": form, "title": title, "verb": verb, "lead": lead}
    return render(request, "indices/sheet_form.html", context, status=status_of(form))
