"""Live figures of a draft: choose a stored query, ask it, put its name into the words; renew or take it away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from daumoi.documents import actions
from daumoi.documents.access import DocumentPermission
from daumoi.documents.forms.figures import FigureForm
from daumoi.documents.ports import FigureSource, figure_source, figure_sources
from daumoi.documents.queries import drafts
from daumoi.documents.views.door import attempted, opened_paper, posted, sent, status_of
from daumoi.foundation import clock
from daumoi.ui.requests import PageRequest

QUERY = "so-lieu"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def figure_new(request: PageRequest, number: int) -> HttpResponse:
    """First the query, then what it is asked with; the value is fetched now."""
    paper = opened_paper(request, number, DocumentPermission.DRAFT)
    code = request.GET.get(QUERY, "")
    source = figure_source(code) if code else None
    form = _form(request, source) if source is not None else None
    if source is not None and form is not None and posted(request) and form.is_valid():
        given = form.cleaned_data
        made = attempted(
            form,
            lambda: actions.set_figure(
                by=request.principal,
                paper=paper,
                key=given["key"],
                query=source.code,
                parameters=form.parameters(),
                as_of=given["as_of"],
                at=clock.now(),
            ),
        )
        if made is not None:
            words = _("Số liệu [[%(key)s]] hiện là %(value)s. Chép [[%(key)s]] vào lời văn.")
            messages.success(request, words % {"key": made.key, "value": made.value})
            return redirect("documents:write", paper.pk)
    context = {
        "paper": paper,
        "kind": paper.kind,
        "form": form,
        "source": source,
        "sources": figure_sources(),
    }
    status = status_of(form) if form is not None else 200
    return render(request, "documents/drafting/figure.html", context, status=status)


def _form(request: PageRequest, source: FigureSource) -> FigureForm:
    return FigureForm(
        sent(request),
        parameter=source.parameter,
        choices=source.choices(principal=request.principal) if source.parameter else (),
        initial={"as_of": request.today, "key": source.code.rsplit(".", 1)[-1].replace("-", "_")[:60]},
    )


@require_POST
@login_required
def figure_renew(request: PageRequest, number: int, key: str) -> HttpResponse:
    """Ask the query of a figure once more and keep what it answers."""
    paper = opened_paper(request, number, DocumentPermission.DRAFT)
    figure = drafts.figure_of(paper=paper, key=key)
    before = figure.value
    made = actions.set_figure(
        by=request.principal,
        paper=paper,
        key=key,
        query=figure.query,
        parameters=figure.parameters,
        as_of=figure.as_of,
        at=clock.now(),
    )
    words = _("[[%(key)s]]: %(before)s → %(after)s. Đọc lại câu có số liệu này.")
    messages.success(request, words % {"key": key, "before": before, "after": made.value})
    return redirect("documents:write", paper.pk)


@require_POST
@login_required
def figure_remove(request: PageRequest, number: int, key: str) -> HttpResponse:
    """Take a figure away that the words no longer use."""
    paper = opened_paper(request, number, DocumentPermission.DRAFT)
    figure = drafts.figure_of(paper=paper, key=key)
    actions.remove_figure(by=request.principal, paper=paper, key=figure.key)
    messages.success(request, _("Đã bỏ số liệu [[%(key)s]].") % {"key": key})
    return redirect("documents:write", paper.pk)
