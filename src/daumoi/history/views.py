from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from daumoi.history import presenters, queries
from daumoi.history.access import access_journal
from daumoi.ui.requests import PageRequest

PAGE = 50


@login_required
def journal(request: PageRequest) -> HttpResponse:
    """The acts within the reader's appointments, newest first."""
    principal = access_journal(principal=request.principal)
    given = request.GET.get("before", "")
    acts = queries.acts_of(
        principal=principal, before=int(given) if given.isdigit() else None, limit=PAGE + 1
    )
    lines = [presenters.line(act) for act in acts[:PAGE]]
    older = acts[PAGE - 1].pk if len(acts) > PAGE else None
    return render(request, "history/journal.html", {"lines": lines, "older": older, "newest": not given})
