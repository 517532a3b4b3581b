"""Pages of the ledger: what waits longest, one matter, what happened to it, who acts on it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from daumoi.council import actions, queries
from daumoi.council.access import CouncilPermission, access_matter, access_opinion
from daumoi.council.actions.steps import refuse_recorded
from daumoi.council.forms import AssignMatterForm, EntryForm, MatterForm
from daumoi.council.models import Council, Matter, Opinion, OpinionKind
from daumoi.council.presenters import ledger as shapes
from daumoi.council.presenters import words
from daumoi.council.queries import Ledger
from daumoi.council.views.doors import (
    SECRETARY,
    attempted,
    finder,
    kept,
    offered,
    posted,
    seen_council,
    seen_session,
    shows_simulated,
    status_of,
)
from daumoi.ui.requests import PageRequest


@require_safe
@login_required
def ledger(request: PageRequest) -> HttpResponse:
    """The ledger as of the day, oldest first."""
    council, found = chosen_ledger(request)
    page = shapes.ledger_page(found, chosen=request.GET.get("loc", ""), kept=kept(request))
    context = {
        "page": page,
        "council": council,
        "lines": [(row, words.matter_due_words(row)) for row in page.rows],
    }
    return render(request, "council/ledger.html", context)


def chosen_ledger(request: PageRequest) -> tuple[Council | None, Ledger]:
    """The ledger the reader asked for: of one council, else of all the real or all the simulated ones."""
    code = request.GET.get("hoi-dong", "")
    council = seen_council(request, code) if code else None
    simulated = council.is_simulated if council is not None else shows_simulated(request)
    found = queries.ledger(
        principal=request.principal, day=request.as_of, council=council, simulated=simulated
    )
    return council, found


def _matter(
    request: PageRequest, code: str, permission: CouncilPermission = CouncilPermission.VIEW
) -> Matter:
    found = access_matter(principal=request.principal, code=code, permission=permission)
    request.simulated = found.is_simulated
    return found


@require_safe
@login_required
def matter(request: PageRequest, code: str) -> HttpResponse:
    """One matter with everything that happened to it by the day."""
    view = queries.matter_view(principal=request.principal, matter=_matter(request, code), day=request.as_of)
    context = {
        "view": view,
        "row": view.row,
        "matter": view.row.matter,
        "sentence": shapes.matter_sentence(view),
        "due": words.matter_due_words(view.row),
        "may_write": view.may_keep or _is_responsible(request, view.row.matter),
    }
    return render(request, "council/matter.html", context)


def _is_responsible(request: PageRequest, found: Matter) -> bool:
    body = found.responsible
    return body is not None and request.principal.may(
        CouncilPermission.VIEW, body_id=body.root_pk, owner_id=body.pk
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def entry_new(request: PageRequest, code: str) -> HttpResponse:
    """Say what happened to a matter."""
    found = _matter(request, code)
    if not _is_responsible(request, found):
        _matter(request, code, SECRETARY)
    form = EntryForm(request.POST or None, initial={"on": request.today, "state": "working"})
    if posted(request) and form.is_valid():
        made = attempted(
            form,
            lambda: actions.add_entry(
                by=request.principal, matter=found, today=request.today, **form.cleaned_data
            ),
        )
        if made is not None:
            messages.success(request, _("Đã ghi diễn biến."))
            return redirect("council:matter", code)
    context = {"matter": found, "form": form, "title": _("Ghi diễn biến"), "verb": _("Ghi diễn biến")}
    return render(request, "council/matter_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def assign(request: PageRequest, code: str) -> HttpResponse:
    """Give a matter an owner and a day."""
    found = _matter(request, code, SECRETARY)
    refuse_recorded(found)
    initial = {
        "responsible": found.responsible.code if found.responsible is not None else "",
        "responsible_text": found.responsible_text,
        "due_on": found.due_on,
    }
    form = AssignMatterForm(
        request.POST or None, find=finder(request, simulated=found.is_simulated), initial=initial
    )
    if posted(request) and form.is_valid():
        done = attempted(
            form,
            lambda: actions.assign_matter(by=request.principal, matter=found, **form.cleaned_data),
        )
        if done is not None:
            messages.success(request, _("Đã giao việc, đặt hạn."))
            return redirect("council:matter", code)
    context = {
        "matter": found,
        "form": form,
        "title": _("Giao việc, đặt hạn"),
        "verb": _("Giao việc"),
        "suggestions": offered(request, simulated=found.is_simulated),
    }
    return render(request, "council/matter_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def matter_new(request: PageRequest, code: str) -> HttpResponse:
    """Put a matter into the ledger."""
    council = seen_council(request, code, SECRETARY)
    return _raise(request, council, None, {"raised_on": request.as_of, "kind": "kien_nghi"})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def matter_from(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Follow an opinion or a conclusion in the ledger."""
    session = seen_session(request, code, SECRETARY)
    opinion = access_opinion(principal=request.principal, session=session, number=number)
    kind = "ket_luan" if opinion.kind == OpinionKind.CONCLUSION else "kien_nghi"
    initial = {
        "kind": kind,
        "title": opinion.text[:200],
        "text": opinion.text,
        "raised_by": opinion.speaker,
        "raised_on": session.held_on,
    }
    return _raise(request, session.council, opinion, initial)


def _raise(
    request: PageRequest, council: Council, opinion: Opinion | None, initial: dict[str, Any]
) -> HttpResponse:
    form = MatterForm(
        request.POST or None, find=finder(request, simulated=council.is_simulated), initial=initial
    )
    if posted(request) and form.is_valid():
        made = attempted(
            form,
            lambda: actions.raise_matter(
                by=request.principal, council=council, opinion=opinion, **form.cleaned_data
            ),
        )
        if made is not None:
            messages.success(request, _("Đã đưa vào sổ theo dõi."))
            return redirect("council:matter", made.code)
    context = {
        "form": form,
        "council": council,
        "title": _("Đưa vào sổ kiến nghị"),
        "verb": _("Đưa vào sổ"),
        "suggestions": offered(request, simulated=council.is_simulated),
    }
    return render(request, "council/matter_form.html", context, status=status_of(form))
