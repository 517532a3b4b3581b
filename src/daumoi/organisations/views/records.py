"""Entering staff figures and the steps towards a Cục."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.periods import parse_day
from daumoi.organisations import actions, forms, queries
from daumoi.organisations.access import OrganisationPermission, access_organisation
from daumoi.organisations.models import Organisation
from daumoi.organisations.views.pages import address
from daumoi.organisations.views.reorganising import REFUSED
from daumoi.ui.requests import PageRequest


@require_http_methods(["GET", "POST"])
@login_required
def staff(request: PageRequest, code: str) -> HttpResponse:
    """Staff of a unit on one day; figures already recorded for the day (`?on=`) stand in the boxes."""
    unit = _own(request, code)
    on = parse_day(request.GET.get("on"), default=request.as_of)
    known = queries.staff_on(principal=request.principal, organisation=unit, day=on)
    form = forms.StaffForm(
        request.POST if request.method == "POST" else None, known=known, initial={"on": on}
    )
    if form.is_valid():
        try:
            actions.record_staff(
                by=request.principal,
                unit=unit,
                on=form.cleaned_data["on"],
                counts=form.counts(),
                document=form.cleaned_data["document"],
                reason=form.cleaned_data["reason"],
                today=request.today,
            )
        except (Invalid, Conflict) as refusal:
            form.add_error(None, f"{refusal.message} {refusal.remedy}".strip())
        else:
            messages.success(request, _("Đã ghi số liệu nhân lực."))
            return redirect(address(unit))
    days = queries.staff_days(principal=request.principal, organisation=unit)
    return _answer(request, "organisations/staff.html", unit, form, {"days": days, "known": known})


@require_http_methods(["GET", "POST"])
@login_required
def steps(request: PageRequest, code: str) -> HttpResponse:
    """How far an organisation is on its way to a Cục."""
    organisation = _own(request, code)
    path = queries.steps_of(principal=request.principal, organisation=organisation)
    form = forms.StepsForm(request.POST if request.method == "POST" else None, steps=path.steps)
    if form.is_valid():
        try:
            changed = actions.record_steps(
                by=request.principal, organisation=organisation, answers=form.answers(), today=request.today
            )
        except (Invalid, Conflict) as refusal:
            form.add_error(None, f"{refusal.message} {refusal.remedy}".strip())
        else:
            said = (
                _("Đã cập nhật %(n)d bước.") % {"n": len(changed)}
                if changed
                else _("Không có bước nào thay đổi.")
            )
            messages.success(request, said)
            return redirect(address(organisation))
    return _answer(request, "organisations/steps.html", organisation, form, {"path": path})


def _own(request: PageRequest, code: str) -> Organisation:
    return access_organisation(
        principal=request.principal, code=code, permission=OrganisationPermission.EDIT_STAFF
    )


def _answer(
    request: PageRequest,
    template: str,
    organisation: Organisation,
    form: forms.StaffForm | forms.StepsForm,
    more: dict[str, object],
) -> HttpResponse:
    names = queries.names_as_of(ids={organisation.pk}, day=request.as_of)
    context: dict[str, object] = {
        "organisation": organisation,
        "name": names.get(organisation.pk, organisation.code),
        "form": form,
        "back": address(organisation),
    }
    if organisation.is_simulated:
        context["simulated"] = True
    status = REFUSED if form.is_bound and form.errors else 200
    return render(request, template, context | more, status=status)
