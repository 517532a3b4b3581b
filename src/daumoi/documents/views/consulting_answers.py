"""Góp ý dự thảo, the giver's side: the draft beside the boxes, a Word table, what the asker types from a letter."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions import newest_content, opinions
from daumoi.documents.actions.opinions import ReadTable, RefusedRow, Said
from daumoi.documents.forms.consulting import LetterForm, OpinionForm, TableForm
from daumoi.documents.models import Consultation, ConsultedBody, OpinionSource
from daumoi.documents.presenters import consulting as shapes
from daumoi.documents.queries import consulting as queries
from daumoi.documents.rendering import render_paper
from daumoi.documents.rules.consulting import read_parts
from daumoi.documents.views.door import DOCX, PDF, XLSX, attempted, download, posted, status_of, uploaded
from daumoi.documents.word import render_docx
from daumoi.foundation import clock
from daumoi.foundation.errors import Forbidden
from daumoi.ui.requests import PageRequest


@dataclass(frozen=True)
class Forms:
    """The forms of an answering page, as sent or fresh, and the rows of a table that were refused."""

    words: OpinionForm | None = None
    table: TableForm | None = None
    refused: tuple[RefusedRow, ...] = ()


def answering_page(
    request: PageRequest,
    found: Consultation,
    *,
    line: ConsultedBody | None = None,
    forms: Forms | None = None,
) -> HttpResponse:
    """The draft part by part, each with a box; read only for whoever may not answer."""
    forms = forms or Forms()
    lines = queries.own_lines(principal=request.principal, consultation=found)
    line = line or (lines[0] if lines else None)
    parts = read_parts(found.parts)
    sheet = queries.sheet_of(principal=request.principal, consultation=found, day=request.as_of)
    may = line is not None and found.closed_at is None and not _decided(line)
    words = forms.words or (_words_form(parts, line) if may and line else None)
    context = {
        "consultation": found,
        "line": line,
        "standing": shapes.line_view(next(one for one in sheet.lines if one.line.pk == line.pk))
        if line
        else None,
        "parts": _beside(parts, words),
        "form": words if may else None,
        "table": forms.table or TableForm(),
        "refused": forms.refused,
        "sent": queries.opinions_of(line=line) if line else [],
        "rows": shapes.opinion_views(sheet.opinions, parts=sheet.parts) if found.published_at else [],
    }
    status = max(status_of(form) for form in (forms.words or TableForm(), forms.table or TableForm()))
    return render(request, "documents/consulting/answer.html", context, status=status)


def _decided(line: ConsultedBody) -> bool:
    return any(one.decision for one in queries.opinions_of(line=line))


def _words_form(parts: Any, line: ConsultedBody) -> OpinionForm:
    return OpinionForm(parts=parts, before=queries.opinions_of(line=line))


def _beside(parts: Any, form: OpinionForm | None) -> list[tuple[Any, Any]]:
    """Each part of the draft with its box; the box for the whole comes first, beside no part."""
    boxes: list[Any] = list(form.boxes()) if form is not None else [None] * (len(parts) + 1)
    return list(zip([None, *parts], boxes, strict=True))


@require_safe
@login_required
def consultation_own(request: PageRequest, number: int, line: int) -> HttpResponse:
    """The page of an asked organisation for somebody who also works at the asker's desk (a unit of the same body)."""
    found, own = _own(request, number, line)
    return answering_page(request, found, line=own)


@require_POST
@login_required
def consultation_answer(request: PageRequest, number: int, line: int) -> HttpResponse:
    """Send opinions written beside the draft, or say that there are none."""
    found, own = _own(request, number, line)
    form = OpinionForm(request.POST, parts=read_parts(found.parts))
    agrees = "agree" in request.POST
    if form.is_valid():
        said = form.said()
        if not said and not agrees:
            form.add_error(
                None, _("Chưa ghi ý kiến nào. Nếu không có ý kiến, bấm “Nhất trí, không có ý kiến”.")
            )
        elif said and agrees:
            form.add_error(None, _("Đã ghi ý kiến thì bấm “Gửi góp ý”; xoá các ô nếu nhất trí."))
        else:
            done = attempted(form, lambda: _answer(request, own, said, OpinionSource.WEB))
            if done is not None:
                return _thanks(request, found, len(said))
    return answering_page(request, found, line=own, forms=Forms(words=form))


@require_POST
@login_required
def consultation_table(request: PageRequest, number: int, line: int) -> HttpResponse:
    """Send a Word table of opinions; rows that are not understood are named and nothing is kept."""
    found, own = _own(request, number, line)
    form = TableForm(request.POST, request.FILES)
    table, refused = _read(found, form)
    if table is not None:
        said = list(table.said)
        done = attempted(form, lambda: _answer(request, own, said, OpinionSource.TABLE))
        if done is not None:
            return _thanks(request, found, len(said))
    return answering_page(request, found, line=own, forms=Forms(table=form, refused=refused))


def _read(found: Consultation, form: TableForm) -> tuple[ReadTable | None, tuple[RefusedRow, ...]]:
    """The table when it may be kept; else None and the rows that stand in the way."""
    if not form.is_valid():
        return None, ()
    file = uploaded(form.cleaned_data["file"])
    assert file is not None
    read: Callable[[], ReadTable] = lambda: opinions.read_opinion_table(  # noqa: E731
        data=file[1], name=file[0], parts=read_parts(found.parts)
    )
    table = attempted(form, read)
    if table is None:
        return None, ()
    if table.refused and not form.cleaned_data["skip"]:
        form.add_error("file", _("%(n)d dòng không nhận được, nêu ở bảng dưới.") % {"n": len(table.refused)})
        return None, table.refused
    if not table.said:
        form.add_error(
            "file", _("Bảng không có góp ý nào. Nếu không có ý kiến, bấm “Nhất trí, không có ý kiến”.")
        )
        return None, table.refused
    return table, ()


def _own(request: PageRequest, number: int, line: int) -> tuple[Consultation, ConsultedBody]:
    found = queries.opened_consultation(principal=request.principal, number=number)
    request.simulated = found.is_simulated
    own = queries.line_of(consultation=found, number=line)
    if not queries.may_answer(request.principal, own):
        raise Forbidden(
            "documents.consulted.foreign",
            _("Bạn không góp ý thay nơi này được."),
            remedy=_("Mở dòng của cơ quan, đơn vị mình."),
        )
    return found, own


def _answer(
    request: PageRequest, line: ConsultedBody, said: list[Said], source: OpinionSource
) -> ConsultedBody:
    return opinions.answer_consultation(
        by=request.principal, line=line, said=said, source=source, at=clock.now()
    )


def _thanks(request: PageRequest, found: Consultation, count: int) -> HttpResponse:
    if count:
        messages.success(
            request, _("Đã gửi %(n)d ý kiến cho %(name)s.") % {"n": count, "name": found.asker_name}
        )
    else:
        messages.success(request, _("Đã trả lời: nhất trí, không có ý kiến."))
    return redirect("documents:consultation", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def line_record(request: PageRequest, number: int, line: int) -> HttpResponse:
    """At the asker's desk: type in a letter's opinions, or take the Word table that came with it."""
    found = queries.asked_consultation(
        principal=request.principal, number=number, permission=DocumentPermission.DRAFT
    )
    request.simulated = found.is_simulated
    row = queries.line_of(consultation=found, number=line)
    parts = read_parts(found.parts)
    is_table = posted(request) and "file" in request.FILES
    table_form = TableForm(request.POST, request.FILES) if is_table else TableForm()
    form = LetterForm(
        request.POST if posted(request) and not is_table else None,
        parts=parts,
        before=queries.opinions_of(line=row),
        initial={"letter_code": row.letter_code, "letter_date": row.letter_date},
    )
    refused: tuple[RefusedRow, ...] = ()
    done: ConsultedBody | None = None
    if is_table:
        table, refused = _read(found, table_form)
        if table is not None:
            done = attempted(table_form, lambda: _record(request, row, list(table.said), OpinionSource.TABLE))
    elif posted(request) and form.is_valid():
        said, given = form.said(), form.cleaned_data
        letter = (given["letter_code"], given["letter_date"])
        done = attempted(form, lambda: _record(request, row, said, OpinionSource.LETTER, letter))
    if done is not None:
        messages.success(request, _("Đã ghi góp ý của %(name)s.") % {"name": row.name})
        return redirect("documents:consultation", found.pk)
    context = {
        "consultation": found,
        "line": row,
        "form": form,
        "parts": _beside(parts, form),
        "table": table_form,
        "refused": refused,
    }
    status = max(status_of(form), status_of(table_form))
    return render(request, "documents/consulting/record.html", context, status=status)


def _record(
    request: PageRequest,
    line: ConsultedBody,
    said: list[Said],
    source: OpinionSource,
    letter: tuple[str, Any] = ("", None),
) -> ConsultedBody:
    return opinions.record_opinions(
        by=request.principal,
        line=line,
        said=said,
        source=source,
        at=clock.now(),
        letter_code=letter[0],
        letter_date=letter[1],
    )


@require_safe
@login_required
def opinion_template(request: PageRequest, number: int) -> HttpResponse:
    """The empty table of opinions as a Word file, a row for each part of the draft."""
    found = queries.opened_consultation(principal=request.principal, number=number)
    lines = queries.own_lines(principal=request.principal, consultation=found)
    paper = shapes.opinion_template(
        consultation=found,
        parts=read_parts(found.parts),
        name=lines[0].name if lines else _("Cơ quan, đơn vị góp ý"),
    )
    data = render_docx(paper, kind_layout="named", at=clock.now(), fonts=settings.FONTS)
    return download(data, name=f"mau-gop-y-{_slug(found)}.docx", media_type=DOCX)


@require_safe
@login_required
def table_file(request: PageRequest, number: int, kind: str) -> HttpResponse:
    """Bảng tổng hợp, tiếp thu, giải trình as XLSX, PDF or DOCX; the asked get it once it is published."""
    found = queries.opened_consultation(principal=request.principal, number=number)
    request.simulated = found.is_simulated
    if found.published_at is None:
        found = queries.asked_consultation(principal=request.principal, number=number)
    sheet = queries.sheet_of(principal=request.principal, consultation=found, day=request.today)
    name = f"tiep-thu-giai-trinh-{_slug(found)}.{kind}"
    if kind == "xlsx":
        data = shapes.opinions_workbook(sheet=sheet, at=clock.now(), day=request.today)
        return download(data, name=name, media_type=XLSX)
    paper = shapes.table_paper(sheet=sheet, place=_place(found, request), day=request.today)
    make, media_type = (render_docx, DOCX) if kind == "docx" else (render_paper, PDF)
    data = make(paper, kind_layout="named", at=clock.now(), fonts=settings.FONTS)
    return download(data, name=name, media_type=media_type, inline=kind == "pdf")


def _place(found: Consultation, request: PageRequest) -> str:
    """Where the asker's papers are dated; its drafts say so, and only its own desk reads them."""
    if queries.is_asker(principal=request.principal, consultation=found, permission=DocumentPermission.VIEW):
        return newest_content(paper=found.paper).place
    return "Hà Nội"


def _slug(found: Consultation) -> str:
    return f"{slugify(found.subject.replace('Đ', 'D').replace('đ', 'd'))[:60]}-lan-{found.round}"
