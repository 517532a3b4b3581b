"""The page of a paper, and its versions side by side."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from daumoi.documents import actions, queries
from daumoi.documents.models import Paper, RegisterSide, Series, Side
from daumoi.documents.presenters.paper import paper_page
from daumoi.documents.queries import drafts
from daumoi.documents.rules.content import content_of
from daumoi.documents.views.door import opened_paper
from daumoi.documents.views.parts import paper_parts
from daumoi.history import queries as history
from daumoi.ui.requests import PageRequest


@require_safe
@login_required
def paper(request: PageRequest, number: int) -> HttpResponse:
    """Where the paper stands, what to do next, its words as printed, its chain, versions, files."""
    found = opened_paper(request, number)
    sheet = queries.paper_sheet(principal=request.principal, paper=found)
    content = content_of(sheet.versions[0].content) if sheet.versions else None
    page = paper_page(
        principal=request.principal,
        sheet=sheet,
        content=content,
        series=out_series(request, found),
        figures=queries.figures_of(principal=request.principal, paper=found, day=request.today),
        acts=history.acts_about(principal=request.principal, thing=found, limit=30),
    )
    templates = drafts.templates_for(principal=request.principal, kind=found.kind) if page.is_out else []
    context = {"paper": found, "sheet": sheet, "page": page, "templates": templates} | paper_parts(
        request, found
    )
    return render(request, "documents/paper/paper.html", context)


@require_safe
@login_required
def versions(request: PageRequest, number: int) -> HttpResponse:
    """Two versions of the words side by side, changed words marked."""
    found = opened_paper(request, number)
    sheet = queries.paper_sheet(principal=request.principal, paper=found)
    newest = sheet.versions[0].number if sheet.versions else 1
    after = drafts.version_of(paper=found, number=_number(request.GET.get("den", ""), newest))
    before = drafts.version_of(
        paper=found, number=_number(request.GET.get("tu", ""), max(1, after.number - 1))
    )
    changes = queries.changes_between(before=before, after=after)
    context = {
        "paper": found,
        "sheet": sheet,
        "before": before,
        "after": after,
        "changes": changes,
        "total": sum(1 for change in changes if change.is_changed),
        "only_changed": request.GET.get("chi") == "thay-doi",
    }
    return render(request, "documents/paper/versions.html", context)


def out_series(request: PageRequest, paper: Paper) -> Series | None:
    """The open series that would number the paper."""
    if paper.side != Side.OUT:
        return None
    return actions.series_for(owner=paper.owner, kind=paper.kind, side=RegisterSide.OUT, day=request.today)


def _number(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else default
