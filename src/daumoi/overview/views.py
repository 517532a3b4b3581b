from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from daumoi.inbox import queries as inbox
from daumoi.overview import queries
from daumoi.ui.requests import PageRequest


@login_required
def home(request: PageRequest) -> HttpResponse:
    """“Việc của tôi”: what waits on the reader, the most urgent first."""
    waiting = inbox.waiting_for(principal=request.principal, day=request.today)
    return render(request, "overview/home.html", {"waiting": waiting})


@login_required
def search(request: PageRequest) -> HttpResponse:
    """What the typed words find, across rooms."""
    text = request.GET.get("q", "").strip()[:200]
    found = queries.search(principal=request.principal, text=text, day=request.as_of)
    return render(request, "overview/search.html", {"text": text, "found": found})
