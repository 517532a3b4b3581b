"""Pages of this room: the coverage matrix and what its cells, rows and columns open."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django.views.decorators.vary import vary_on_headers

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.periods import parse_day
from daumoi.mandates import actions, presenters, queries
from daumoi.mandates.access import MandatePermission, access_body, access_duty
from daumoi.mandates.forms import AssignForm
from daumoi.mandates.presenters.choice import REALM, SIMULATED, Choice
from daumoi.mandates.queries import Coverage
from daumoi.organisations.access import access_organisation
from daumoi.organisations.models import Organisation
from daumoi.ui.requests import PageRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _choice(request: PageRequest) -> Choice:
    return Choice(
        day=request.as_of,
        is_today=request.as_of_is_today,
        simulated=request.GET.get(REALM) == SIMULATED,
        duty_set=request.GET.get("danh-muc", ""),
        group=request.GET.get("nhom", ""),
        verdict=request.GET.get("muc", ""),
    )


def _coverage(request: PageRequest, choice: Choice) -> Coverage:
    return queries.coverage(
        principal=request.principal,
        day=choice.day,
        simulated=choice.simulated,
        duty_set=choice.duty_set or None,
    )


def index(request: PageRequest) -> HttpResponse:
    """The room's first page is the matrix."""
    query = request.GET.urlencode()
    return redirect(f"{reverse('mandates:matrix')}{'?' + query if query else ''}")


@login_required
@require_GET
def matrix(request: PageRequest) -> HttpResponse:
    """Duties across, bodies down, as of the day."""
    choice = _choice(request)
    found = _coverage(request, choice)
    context = {
        "page": presenters.matrix_page(found=found, choice=choice),
        "found": found,
        "simulated": choice.simulated,
        "has_simulated": choice.simulated or queries.has_simulated(),
        "catalogue_url": choice.url("mandates:catalogue", **{"tat-ca": "1"}),
    }
    return render(request, "mandates/matrix.html", context)


@login_required
@require_GET
def matrix_workbook(request: PageRequest) -> HttpResponse:
    """The matrix as XLSX."""
    found = _coverage(request, _choice(request))
    return _download(presenters.coverage_workbook(found), XLSX, f"{presenters.file_name(found)}.xlsx")


@login_required
@require_GET
def matrix_data(request: PageRequest) -> HttpResponse:
    """The matrix as JSON."""
    found = _coverage(request, _choice(request))
    response = JsonResponse(
        presenters.coverage_data(found), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    response["Content-Disposition"] = f'attachment; filename="{presenters.file_name(found)}.json"'
    return response


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@login_required
@require_GET
def comparison(request: PageRequest) -> HttpResponse:
    """The matrix on two days."""
    choice = _choice(request)
    other = parse_day(request.GET.get("voi"), default=_year_before(choice.day))
    change = queries.coverage_change(
        principal=request.principal, one=choice.day, other=other, simulated=choice.simulated
    )
    context = {
        "choice": choice,
        "other": other,
        "change": change,
        "sentence": presenters.change_sentence(change),
        "groups": presenters.group_comparisons(change),
        "cells": [
            (row.line, row.duty, presenters.cell_view(row.before), presenters.cell_view(row.after))
            for row in change.cells
        ],
        "simulated": choice.simulated,
        "matrix_url": choice.url(),
    }
    return render(request, "mandates/comparison.html", context)


def _year_before(day: date) -> date:
    return date(max(day.year - 1, 1), day.month, min(day.day, 28))


@login_required
@require_GET
@vary_on_headers("HX-Request")
def cell(request: PageRequest, body: str, duty: str) -> HttpResponse:
    """The basis of one cell: a whole page, or the piece that the matrix shows in a dialog."""
    organisation = access_body(principal=request.principal, code=body)
    basis = queries.cell_basis(
        principal=request.principal,
        body=organisation,
        duty=access_duty(principal=request.principal, code=duty),
        day=request.as_of,
    )
    context = {
        "basis": basis,
        "view": presenters.cell_view(basis.cell),
        "sentence": presenters.cell_sentence(basis),
        "record_period": presenters.record_period(basis),
        "matrix_url": _matrix_url(request, organisation.is_simulated),
        "records": [(row.assignment, presenters.cell_view(row.cell)) for row in basis.records],
        "simulated": organisation.is_simulated,
    }
    template = "mandates/_cell_dialog.html" if request.htmx else "mandates/cell.html"
    return render(request, template, context)


@login_required
@require_GET
def body(request: PageRequest, body: str) -> HttpResponse:
    """What one body must see done, and how it is held."""
    organisation = access_body(principal=request.principal, code=body)
    found = queries.body_coverage(principal=request.principal, body=organisation, day=request.as_of)
    line = found.bodies[0] if found.bodies else None
    context = {
        "body": organisation,
        "line": line,
        "found": found,
        "sentence": presenters.body_sentence(found, line) if line else "",
        "cards": presenters.group_cards(found, line) if line else (),
        "may_assign": _may_assign(request, organisation),
        "matrix_url": _matrix_url(request, organisation.is_simulated),
        "simulated": organisation.is_simulated,
    }
    return render(request, "mandates/body.html", context)


def _matrix_url(request: PageRequest, simulated: bool) -> str:
    return Choice(day=request.as_of, is_today=request.as_of_is_today, simulated=simulated).url()


def _may_assign(request: PageRequest, body: Organisation) -> bool:
    return request.principal.may(MandatePermission.ASSIGN, body_id=body.root_pk, owner_id=body.pk)


@login_required
@require_GET
def catalogue(request: PageRequest) -> HttpResponse:
    """The duties of the day, or of all time, with what they rest on."""
    everything = request.GET.get("tat-ca") == "1"
    duties = queries.catalogue(principal=request.principal, day=request.as_of, include_past=everything)
    context = {
        "sets": presenters.catalogue_sets(duties),
        "count": len(duties),
        "everything": everything,
        "today_url": _choice(request).url("mandates:catalogue"),
        "everything_url": _choice(request).url("mandates:catalogue", **{"tat-ca": "1"}),
    }
    return render(request, "mandates/catalogue.html", context)


@login_required
@require_GET
def duty(request: PageRequest, code: str) -> HttpResponse:
    """One duty: what it rests on, when it holds, and who holds it over the bodies."""
    found = access_duty(principal=request.principal, code=code)
    choice = _choice(request)
    holders = queries.duty_holders(
        principal=request.principal, duty=found, day=choice.day, simulated=choice.simulated
    )
    context = {
        "duty": found,
        "period": presenters.period(found.valid_from, found.valid_to),
        "provisions": queries.provisions_of(duty=found),
        "sentence": presenters.duty_sentence(found, holders, choice.day),
        "holders": [(holder.row, presenters.cell_view(holder.cell)) for holder in holders],
        "simulated": choice.simulated,
        "matrix_url": choice.url(),
    }
    return render(request, "mandates/duty.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def assign(request: PageRequest, body: str, duty: str) -> HttpResponse:
    """Record how a duty is held in a body."""
    organisation = access_body(principal=request.principal, code=body, permission=MandatePermission.ASSIGN)
    found = access_duty(principal=request.principal, code=duty)
    basis = queries.cell_basis(principal=request.principal, body=organisation, duty=found, day=request.as_of)
    units = basis.row.units if basis.row else ()
    first = presenters.assign_initial(basis)
    form = AssignForm(request.POST or None, units=units, initial=first)
    if request.method == "POST" and form.is_valid():
        answer = _record(request, organisation, form, duty=duty)
        if answer is not None:
            return answer
    context = {
        "basis": basis,
        "form": form,
        "sentence": presenters.cell_sentence(basis),
        "simulated": organisation.is_simulated,
    }
    return render(request, "mandates/assign.html", context, status=422 if form.is_bound else 200)


def _record(
    request: PageRequest, body: Organisation, form: AssignForm, *, duty: str
) -> HttpResponseRedirect | None:
    """Write what the form says; None when the rules refuse it and the form shows why."""
    given = form.cleaned_data
    try:
        unit = access_organisation(principal=request.principal, code=given["unit"]) if given["unit"] else None
        actions.assign(
            by=request.principal,
            body=body,
            duty=access_duty(principal=request.principal, code=duty),
            holding=given["holding"],
            basis=actions.Basis(document=given["document"]),
            since=given["since"],
            unit=unit,
            holder_text=given["holder_text"],
            published=given["published"],
            reason=given["reason"],
        )
    except (Invalid, Conflict) as error:
        form.place_refusal(error)
        return None
    messages.success(request, _("Đã ghi nhận cách giao nhiệm vụ."))
    target = reverse("mandates:cell", args=[body.code, duty])
    return HttpResponseRedirect(f"{target}?as_of={given['since'].isoformat()}")
