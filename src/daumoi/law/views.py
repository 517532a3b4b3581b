"""Pages of the law register: each obtains through `access`, asks one query, shows what presenters made."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from daumoi.foundation.periods import parse_day
from daumoi.law import queries
from daumoi.law.access import access_instrument, access_provision, access_register, access_subject
from daumoi.law.forms import CompareForm, RegisterForm
from daumoi.law.presenters import calendar as calendars
from daumoi.law.presenters import instruments as shapes
from daumoi.law.presenters import regimes as days
from daumoi.law.presenters.rows import RegisterWriter
from daumoi.ui.addresses import with_as_of
from daumoi.ui.requests import PageRequest


@require_safe
@login_required
def index(request: PageRequest) -> HttpResponse:
    """The register of instruments with search and filters."""
    access_register(principal=request.principal)
    form = RegisterForm(request.GET, subjects=queries.subjects(), forces=shapes.force_choices())
    filters = form.filters()
    found = queries.register(day=request.as_of, filters=filters, cursor=request.GET.get("cursor", ""))
    page = shapes.register_page(register=found)
    rows = RegisterWriter(request).rows(page.lines)
    context = {"form": form, "filtered": bool(filters), "page": page, "rows": rows}
    return render(request, "law/index.html", context)


@require_safe
@login_required
def instrument(request: PageRequest, code: str) -> HttpResponse:
    """One instrument: numbers, dates, relations both ways, provisions, regimes."""
    found = access_instrument(principal=request.principal, code=code)
    view = queries.instrument_view(instrument=found, day=request.as_of)
    return render(request, "law/instrument.html", {"page": shapes.instrument_page(view=view)})


@require_safe
@login_required
def provision(request: PageRequest, code: str, anchor: str) -> HttpResponse:
    """One provision, for links from duties, deadlines and reports."""
    found = access_provision(principal=request.principal, code=f"{code}#{anchor}")
    view = queries.provision_view(provision=found, day=request.as_of)
    return render(request, "law/provision.html", {"page": shapes.provision_page(view=view)})


@require_safe
@login_required
def in_force(request: PageRequest) -> HttpResponse:
    """Every subject with its regime of the day; a subject chosen in the form leads to its own page."""
    access_register(principal=request.principal)
    form = CompareForm(request.GET if "subject" in request.GET else None, subjects=queries.subjects())
    if form.is_valid():
        return redirect(_subject_address(request, **form.cleaned_data))
    page = days.overview(lines=queries.overview(day=request.as_of))
    return render(request, "law/overview.html", {"form": form, "page": page})


@require_safe
@login_required
def subject(request: PageRequest, code: str) -> HttpResponse:
    """The law in force about a subject on the day, alone or beside another day (`compare`)."""
    found = access_subject(principal=request.principal, code=code)
    compare = request.GET.get("compare", "")
    form = CompareForm({"subject": code, "compare": compare}, subjects=queries.subjects())
    view = queries.in_force(subject=found, day=request.as_of)
    if not compare:
        return render(request, "law/subject.html", {"form": form, "page": days.day_column(view=view)})
    other = queries.in_force(subject=found, day=parse_day(compare, default=request.as_of))
    page = days.comparison(one=view, two=other)
    return render(request, "law/comparison.html", {"form": form, "page": page})


@require_safe
@login_required
def calendar(request: PageRequest) -> HttpResponse:
    """The legal deadlines that hold on the day, with the next date of each."""
    access_register(principal=request.principal)
    view = queries.calendar(day=request.as_of)
    return render(request, "law/calendar.html", {"page": calendars.calendar_page(view=view)})


@require_safe
@login_required
def sources(request: PageRequest) -> HttpResponse:
    """Where the register's statements were read, and what the letters of confidence mean."""
    access_register(principal=request.principal)
    return render(request, "law/sources.html", {"page": queries.sources()})


def _subject_address(request: PageRequest, *, subject: str, compare: str) -> str:
    address = reverse("law:subject", args=[subject])
    if compare:
        address = f"{address}?{urlencode({'compare': compare})}"
    return with_as_of(url=address, request=request)
