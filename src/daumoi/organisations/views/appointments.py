"""Appointments: who holds which role where, giving one, ending one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from daumoi.foundation.errors import Conflict, Forbidden, Invalid
from daumoi.organisations import actions, forms, queries
from daumoi.organisations.access import (
    OrganisationPermission,
    access_appointment,
    access_organisation,
    access_register,
    require_over,
)
from daumoi.organisations.presenters.appointments import appointment_lines
from daumoi.organisations.views.pages import SIMULATED, is_simulated
from daumoi.organisations.views.reorganising import REFUSED
from daumoi.ui.requests import PageRequest


@require_safe
@login_required
def appointments(request: PageRequest) -> HttpResponse:
    """The appointments of the day within the reader's reach."""
    access_register(principal=request.principal, permission=OrganisationPermission.APPOINT)
    held = queries.appointed_people(principal=request.principal, day=request.as_of)
    names = queries.names_as_of(ids={pk for a in held for pk in (a.owner_id, a.root_id)}, day=request.as_of)
    lines = appointment_lines(appointments=held, names=names)
    return render(request, "organisations/appointments.html", {"lines": lines})


@require_http_methods(["GET", "POST"])
@login_required
def appoint(request: PageRequest) -> HttpResponse:
    """Give a person a role over an organisation."""
    access_register(principal=request.principal, permission=OrganisationPermission.APPOINT)
    simulated = is_simulated(request)
    form = forms.AppointForm(
        request.POST if request.method == "POST" else None,
        day=request.as_of,
        simulated=simulated,
        initial={"valid_from": request.as_of, "over": _over(request)},
    )
    if form.is_valid():
        given = form.cleaned_data
        require_over(
            principal=request.principal,
            organisations=[given["over"]],
            permission=OrganisationPermission.APPOINT,
        )
        try:
            actions.appoint(
                by=request.principal,
                person=given["person"],
                role=form.chosen_role(),
                over=given["over"],
                valid_from=given["valid_from"],
                valid_to=given["valid_to"],
                position=given["position"],
                document=given["document"],
            )
        except (Invalid, Conflict, Forbidden) as refusal:
            form.add_error(None, f"{refusal.message} {refusal.remedy}".strip())
        else:
            messages.success(request, _("Đã phân công %(person)s.") % {"person": given["person"]})
            return redirect("organisations:appointments")
    context = {
        "form": form,
        "organisations": queries.suggestions(day=request.as_of, simulated=simulated),
        "people": queries.people_suggestions(),
        "realm": SIMULATED if simulated else "",
    }
    status = REFUSED if form.is_bound and form.errors else 200
    return render(request, "organisations/appoint.html", context, status=status)


def _over(request: PageRequest) -> str:
    """The organisation whose page the reader came from (`?of=CODE`)."""
    code = request.GET.get("of", "")
    return access_organisation(principal=request.principal, code=code).code if code else ""


@require_http_methods(["GET", "POST"])
@login_required
def end(request: PageRequest, appointment_id: int) -> HttpResponse:
    """End an appointment."""
    appointment = access_appointment(principal=request.principal, appointment_id=appointment_id)
    form = forms.EndForm(request.POST if request.method == "POST" else None, initial={"on": request.today})
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.end_appointment(
                by=request.principal,
                appointment=appointment,
                on=given["on"],
                reason=given["reason"],
                document=given["document"],
            )
        except (Invalid, Conflict) as refusal:
            form.add_error(None, f"{refusal.message} {refusal.remedy}".strip())
        else:
            messages.success(request, _("Đã kết thúc phân công."))
            return redirect("organisations:appointments")
    names = queries.names_as_of(ids={appointment.owner_id, appointment.root_id}, day=request.as_of)
    line = appointment_lines(appointments=[appointment], names=names)[0]
    status = REFUSED if form.is_bound and form.errors else 200
    return render(request, "organisations/end_appointment.html", {"line": line, "form": form}, status=status)
