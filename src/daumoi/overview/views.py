from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from daumoi.accounts.models import Person
from daumoi.inbox import queries as inbox
from daumoi.overview import queries
from daumoi.surveys import queries as surveys
from daumoi.surveys.access import SurveyPermission
from daumoi.ui.requests import PageRequest


@login_required
def home(request: PageRequest) -> HttpResponse:
    """“Việc của tôi”: what waits on the reader, the most urgent first, then what their role must see."""
    waiting = inbox.waiting_for(principal=request.principal, day=request.today)
    summaries = _summaries(request)
    pretended = isinstance(request.user, Person) and request.user.is_simulated
    context = {"waiting": waiting, "simulated": waiting.is_simulated or pretended, **summaries}
    return render(request, "overview/home.html", context)


def _summaries(request: PageRequest) -> dict[str, object]:
    """What a coordinator, a head or a leader sees first; a person with several roles sees each."""
    principal, day = request.principal, request.today
    if principal.holds(SurveyPermission.COORDINATE):
        return {"coordinator": surveys.coordinator_summary(principal=principal, day=day)}
    if not principal.holds(SurveyPermission.APPROVE):
        return {}
    if principal.holds(SurveyPermission.FILL):
        return {"head": surveys.head_summary(principal=principal, day=day)}
    return {"leader": surveys.leader_summary(principal=principal, day=day)}


@login_required
def search(request: PageRequest) -> HttpResponse:
    """What the typed words find, across rooms."""
    text = request.GET.get("q", "").strip()[:200]
    found = queries.search(principal=request.principal, text=text, day=request.as_of)
    return render(request, "overview/search.html", {"text": text, "found": found})
