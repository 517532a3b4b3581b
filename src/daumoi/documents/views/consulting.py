"""Góp ý dự thảo: the list, putting a draft out, one round seen by its asker, its steps."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daumoi.documents import queries as documents
from daumoi.documents.access import DocumentPermission, access_paper
from daumoi.documents.actions import consulting as opening
from daumoi.documents.actions import deciding
from daumoi.documents.forms.consulting import DecisionsForm, ExtendForm, OpenForm
from daumoi.documents.models import Consultation, OpinionDecision, Paper
from daumoi.documents.presenters import consulting as shapes
from daumoi.documents.queries import consulting as queries
from daumoi.documents.queries.consulting import Sheet
from daumoi.documents.rules.consulting import Line
from daumoi.documents.views.consulting_answers import answering_page
from daumoi.documents.views.door import attempted, desk_of, posted, status_of
from daumoi.foundation import clock
from daumoi.ui.requests import PageRequest

PAGE = 50  # opinions decided on one page


@require_safe
@login_required
def consultations(request: PageRequest) -> HttpResponse:
    """What waits for one's own opinion, and the rounds one's own desk asks in."""
    desk_of(request, DocumentPermission.VIEW)
    waiting = [
        shapes.line_view(one) for one in queries.waiting_lines(principal=request.principal, day=request.as_of)
    ]
    rows = queries.rounds(principal=request.principal, day=request.as_of)
    context = {
        "waiting": waiting,
        "to_answer": sum(1 for one in waiting if one.is_waiting and not one.line.consultation.closed_at),
        "rows": rows,
        "open": sum(1 for row in rows if row.consultation.closed_at is None),
        "undecided": sum(row.undecided for row in rows),
        "may_ask": request.principal.holds(DocumentPermission.DRAFT),
    }
    return render(request, "documents/consulting/index.html", context)


@require_safe
@login_required
def drafts_to_ask(request: PageRequest) -> HttpResponse:
    """The drafts of the desk that may be put out for opinions."""
    desk_of(request, DocumentPermission.DRAFT)
    context = {"papers": queries.askable_papers(principal=request.principal)}
    return render(request, "documents/consulting/drafts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def consultation_new(request: PageRequest, number: int) -> HttpResponse:
    """Put a draft out: whom to ask, until when."""
    paper = access_paper(principal=request.principal, number=number, permission=DocumentPermission.DRAFT)
    request.simulated = paper.is_simulated
    before = queries.rounds_of(principal=request.principal, paper=paper)
    form = _open_form(request, paper, before[-1] if before else None)
    if posted(request) and form.is_valid():
        given = form.cleaned_data
        made = attempted(
            form,
            lambda: opening.open_consultation(
                by=request.principal,
                paper=paper,
                bodies=form.chosen(),
                others=form.other_places(),
                due_on=given["due_on"],
                contact=form.contact(),
                request=given["request"],
                day=request.today,
            ),
        )
        if made is not None:
            messages.success(
                request, _("Đã gửi dự thảo lấy ý kiến. Việc tiếp theo: theo dõi nơi chưa góp ý.")
            )
            return redirect("documents:consultation", made.pk)
    context = {"form": form, "paper": paper, "before": before}
    return render(request, "documents/consulting/new.html", context, status=status_of(form))


def _open_form(request: PageRequest, paper: Paper, before: Consultation | None) -> OpenForm:
    bodies = documents.known_bodies(day=request.today, simulated=paper.is_simulated)
    units = documents.units_of(body_id=paper.root_id, day=request.today)
    initial: dict[str, Any] = {"contact_name": request.principal.name}
    if before is not None:
        asked = {one.organisation.code for one in queries.asked_of(consultation=before) if one.organisation}
        initial |= {
            "bodies": sorted(asked),
            "units": sorted(asked),
            "contact_name": before.contact_name,
            "contact_telephone": before.contact_telephone,
            "contact_email": before.contact_email,
        }
    return OpenForm(
        request.POST or None,
        bodies=[(one, name) for one, name in bodies if one.pk != paper.owner_id],
        units=[(one, name) for one, name in units if one.pk != paper.owner_id],
        initial=initial,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def consultation(request: PageRequest, number: int) -> HttpResponse:
    """One round: the asker decides opinions in the table; whoever is asked reads the draft and answers."""
    found = queries.opened_consultation(principal=request.principal, number=number)
    request.simulated = found.is_simulated
    if not queries.is_asker(
        principal=request.principal, consultation=found, permission=DocumentPermission.VIEW
    ):
        return answering_page(request, found)
    return _asker_page(request, found)


def _asker_page(
    request: PageRequest, found: Consultation, *, extend: ExtendForm | None = None
) -> HttpResponse:
    sheet = queries.sheet_of(principal=request.principal, consultation=found, day=request.as_of)
    shown = [one for one in sheet.opinions if _wanted(request, one.opinion.decision)]
    page = Paginator(shown, PAGE).get_page(request.GET.get("trang"))
    rows = list(page.object_list)
    may = queries.is_asker(
        principal=request.principal, consultation=found, permission=DocumentPermission.DRAFT
    )
    editable = may and found.published_at is None
    form = (
        DecisionsForm(
            request.POST if posted(request) and extend is None else None,
            opinions=[one.opinion for one in rows],
            parts=sheet.parts,
        )
        if editable
        else None
    )
    if posted(request) and form is None:
        _decide(request, found, [])  # refused, with the reason: not allowed, or published already
    if form is not None and form.is_bound and form.is_valid():
        done = attempted(form, lambda: _decide(request, found, form.decisions()))
        if done is not None:
            messages.success(request, _("Đã lưu xử lý của %(n)d ý kiến.") % {"n": done})
            return redirect(request.get_full_path())
    context = {
        **_figures(sheet),
        "consultation": found,
        "sheet": sheet,
        "lines": [shapes.line_view(one) for one in sheet.lines],
        "rows": shapes.opinion_views(rows, parts=sheet.parts, form=form),
        "page": page,
        "form": form,
        "may": may,
        "only_open": request.GET.get("loc") == "chua-xu-ly",
        "extend": extend or ExtendForm(),
        "rounds": queries.rounds_of(principal=request.principal, paper=found.paper),
        "own_lines": queries.own_lines(principal=request.principal, consultation=found),
    }
    status = status_of(form) if form is not None else 200
    if extend is not None:
        status = status_of(extend)
    return render(request, "documents/consulting/board.html", context, status=status)


def _decide(request: PageRequest, found: Consultation, decisions: list[deciding.Decided]) -> int:
    return deciding.decide_opinions(
        by=request.principal, consultation=found, decisions=decisions, at=clock.now()
    )


def _wanted(request: PageRequest, decision: str) -> bool:
    return request.GET.get("loc") != "chua-xu-ly" or decision == OpinionDecision.OPEN


def _figures(sheet: Sheet) -> dict[str, int]:
    return {
        "asked": len(sheet.lines),
        "answered": sheet.count(Line.OPINED, Line.AGREED),
        "agreed": sheet.count(Line.AGREED),
        "late": sheet.count(Line.LATE),
        "undecided": sheet.decided(OpinionDecision.OPEN),
    }


@require_POST
@login_required
def consultation_extend(request: PageRequest, number: int) -> HttpResponse:
    """A later day to answer by."""
    found = _asked(request, number)
    form = ExtendForm(request.POST)
    if form.is_valid():
        done = attempted(
            form,
            lambda: deciding.extend_consultation(
                by=request.principal,
                consultation=found,
                due_on=form.cleaned_data["due_on"],
                day=request.today,
            ),
        )
        if done is not None:
            messages.success(request, _("Đã gia hạn góp ý đến %(day)s.") % {"day": f"{done.due_on:%d/%m/%Y}"})
            return redirect("documents:consultation", found.pk)
    return _asker_page(request, found, extend=form)


@require_POST
@login_required
def consultation_close(request: PageRequest, number: int) -> HttpResponse:
    """End the round."""
    found = _asked(request, number)
    deciding.close_consultation(by=request.principal, consultation=found, at=clock.now())
    messages.success(request, _("Đã kết thúc lấy ý kiến. Việc tiếp theo: xử lý hết ý kiến rồi công bố bảng."))
    return redirect("documents:consultation", found.pk)


@require_POST
@login_required
def consultation_publish(request: PageRequest, number: int) -> HttpResponse:
    """Open the table to everybody who was asked."""
    found = _asked(request, number)
    deciding.publish_table(by=request.principal, consultation=found, at=clock.now())
    messages.success(
        request, _("Đã công bố bảng tổng hợp, tiếp thu, giải trình cho các nơi được lấy ý kiến.")
    )
    return redirect("documents:consultation", found.pk)


@require_safe
@login_required
def consultation_changes(request: PageRequest, number: int) -> HttpResponse:
    """What changed since the round before, part by part, and which opinions led to it."""
    found = queries.opened_consultation(principal=request.principal, number=number)
    request.simulated = found.is_simulated
    changes = queries.changes_explained(principal=request.principal, consultation=found)
    context = {
        "consultation": found,
        "changes": [one for one in changes if one.change.kind != "same"],
        "same": [one.change.name for one in changes if one.change.kind == "same"],
        "unexplained": sum(1 for one in changes if one.change.kind != "same" and not one.opinions),
    }
    return render(request, "documents/consulting/changes.html", context)


def _asked(request: PageRequest, number: int) -> Consultation:
    found = queries.asked_consultation(
        principal=request.principal, number=number, permission=DocumentPermission.DRAFT
    )
    request.simulated = found.is_simulated
    return found
