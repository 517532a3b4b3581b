"""Recording an act: choose the kind, fill in, see what will change, confirm. And putting a record right."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.organisations import actions, forms, queries
from daumoi.organisations.access import (
    OrganisationPermission,
    access_organisation,
    access_register,
    access_state,
    require_over,
)
from daumoi.organisations.models import Organisation, Reorganisation
from daumoi.organisations.presenters.reorganising import KINDS, ActKind, done_words, preview
from daumoi.organisations.queries import plans
from daumoi.organisations.rules import Plan
from daumoi.organisations.views.pages import SIMULATED, address
from daumoi.ui.requests import PageRequest

FORMS: dict[str, type[forms.ActForm]] = {
    "establish": forms.EstablishForm,
    "rename": forms.RenameForm,
    "upgrade": forms.UpgradeForm,
    "merge": forms.MergeForm,
    "split": forms.SplitForm,
    "transfer": forms.TransferForm,
    "dissolve": forms.DissolveForm,
}
PLANS: dict[str, Callable[..., Plan]] = {
    "establish": plans.plan_establish,
    "rename": plans.plan_rename,
    "upgrade": plans.plan_upgrade,
    "merge": plans.plan_merge,
    "split": plans.plan_split,
    "transfer": plans.plan_transfer,
    "dissolve": plans.plan_dissolve,
}
ACTIONS: dict[str, Callable[..., Reorganisation]] = {
    "establish": actions.establish,
    "rename": actions.rename,
    "upgrade": actions.upgrade,
    "merge": actions.merge,
    "split": actions.split,
    "transfer": actions.transfer,
    "dissolve": actions.dissolve,
}
_FIRST = {"establish": "parent", "merge": "source_1"}
"""The field that takes the organisation one comes from; “organisation” where not named here."""

REFUSED = 422


@require_safe
@login_required
def choose(request: PageRequest) -> HttpResponse:
    """The seven kinds of act, each with when it is used."""
    access_register(principal=request.principal, permission=OrganisationPermission.REORGANISE)
    context = {"kinds": KINDS, "of": request.GET.get("of", ""), "realm": request.GET.get("realm", "")}
    return render(request, "organisations/acts.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def record(request: PageRequest, slug: str) -> HttpResponse:
    """Fill in an act; `preview` shows what will change, `confirm` writes exactly that."""
    access_register(principal=request.principal, permission=OrganisationPermission.REORGANISE)
    kind = next((kind for kind in KINDS if kind.slug == slug), None)
    if kind is None:
        raise Http404
    origin = _origin(request)
    simulated = _is_simulated(request, origin)
    if request.method == "GET":
        return _show(request, kind, _blank(request, kind, origin, simulated), origin, simulated)
    form = FORMS[kind.code](request.POST, day=request.as_of, simulated=simulated)
    if not form.is_valid() or "edit" in request.POST:
        return _show(request, kind, form, origin, simulated)
    require_over(
        principal=request.principal,
        organisations=form.touched(),
        permission=OrganisationPermission.REORGANISE,
    )
    try:
        if "confirm" in request.POST:
            act = ACTIONS[kind.code](
                by=request.principal,
                **form.wishes(),
                basis=form.basis(),
                today=request.today,
                seen=request.POST.get("seen", ""),
            )
            return _done(request, kind, act)
        planned = queries.look_ahead(principal=request.principal, plan=PLANS[kind.code](**form.wishes()))
    except (Invalid, Conflict) as refusal:
        form.add_error(None, f"{refusal.message} {refusal.remedy}".strip())
        return _show(request, kind, form, origin, simulated)
    context = {
        "kind": kind,
        "form": form,
        "preview": preview(planned=planned),
        "of": request.GET.get("of", ""),
    }
    return render(request, "organisations/preview.html", context | _mark(simulated))


def _origin(request: PageRequest) -> Organisation | None:
    """The organisation whose page the reader came from (`?of=CODE`)."""
    code = request.GET.get("of", "")
    return access_organisation(principal=request.principal, code=code) if code else None


def _is_simulated(request: PageRequest, origin: Organisation | None) -> bool:
    return origin.is_simulated if origin is not None else request.GET.get("realm") == SIMULATED


def _blank(
    request: PageRequest, kind: ActKind, origin: Organisation | None, simulated: bool
) -> forms.ActForm:
    initial = {}
    if origin is not None:
        names = queries.names_as_of(ids={origin.pk}, day=request.as_of)
        field = _FIRST.get(kind.code, "organisation")
        initial[field] = queries.suggestion(code=origin.code, name=names.get(origin.pk, origin.code))
    if not request.as_of_is_today:
        initial["on"] = request.as_of.isoformat()
    return FORMS[kind.code](initial=initial, day=request.as_of, simulated=simulated)


def _show(
    request: PageRequest, kind: ActKind, form: forms.ActForm, origin: Organisation | None, simulated: bool
) -> HttpResponse:
    context = {
        "kind": kind,
        "form": form,
        "origin": origin,
        "organisations": queries.suggestions(day=request.as_of, simulated=simulated),
        "instruments": queries.instrument_suggestions(day=request.today),
    }
    status = REFUSED if form.is_bound and form.errors else 200
    return render(request, "organisations/act.html", context | _mark(simulated), status=status)


def _done(request: PageRequest, kind: ActKind, act: Reorganisation) -> HttpResponse:
    messages.success(request, done_words(title=kind.title, on=act.on))
    outcome = queries.outcome_of(act=act)
    target = address(outcome) if outcome is not None else reverse("organisations:index")
    return redirect(f"{target}?as_of={act.on.isoformat()}")


def _mark(simulated: bool) -> dict[str, Any]:
    return {"simulated": True, "realm": SIMULATED} if simulated else {"realm": ""}


@require_http_methods(["GET", "POST"])
@login_required
def correct(request: PageRequest, state_id: int) -> HttpResponse:
    """Put a recorded state right, with the reason."""
    state = access_state(principal=request.principal, state_id=state_id)
    organisation = state.organisation
    simulated = organisation.is_simulated
    form = forms.CorrectForm(request.POST or None, state=state, simulated=simulated)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_state(
                by=request.principal,
                state=state,
                corrected=form.corrected(),
                reason=form.cleaned_data["reason"],
                document=form.cleaned_data["document"],
                today=request.today,
            )
        except (Invalid, Conflict) as refusal:
            form.add_error(None, f"{refusal.message} {refusal.remedy}".strip())
        else:
            messages.success(request, _("Đã đính chính; điều ghi trước đó còn trong lịch sử của dòng."))
            return redirect(address(organisation))
    context = {
        "state": state,
        "form": form,
        "back": address(organisation),
        "organisations": queries.suggestions(day=request.as_of, simulated=simulated),
    }
    status = REFUSED if form.is_bound and form.errors else 200
    return render(request, "organisations/correct.html", context | _mark(simulated), status=status)
