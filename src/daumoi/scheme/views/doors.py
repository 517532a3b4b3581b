"""What the views of this room have in common: obtaining rows through `access`, and a refused act shown at its form."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from daumoi.accounts.models import Person
from daumoi.foundation.clock import now
from daumoi.foundation.errors import Conflict, Forbidden, Invalid
from daumoi.scheme import queries
from daumoi.scheme.access import SchemePermission, access_scheme
from daumoi.scheme.actions.steps import require_open
from daumoi.scheme.forms import place_refusal
from daumoi.scheme.models import Scheme
from daumoi.ui.requests import PageRequest

T = TypeVar("T")


def seen_scheme(
    request: PageRequest, code: str, permission: SchemePermission = SchemePermission.VIEW
) -> Scheme:
    """The scheme of the address; its page carries the mark when it is simulated."""
    scheme = access_scheme(principal=request.principal, code=code, permission=permission)
    request.simulated = scheme.is_simulated
    return scheme


def coordinated(request: PageRequest, code: str) -> Scheme:
    """The scheme of the address, for those who write it."""
    return seen_scheme(request, code, SchemePermission.COORDINATE)


def changing(request: PageRequest, code: str) -> Scheme:
    """The scheme of the address, for those who write it, while it may change: no form that could not be sent."""
    scheme = coordinated(request, code)
    require_open(scheme)
    return scheme


def shows_simulated(request: PageRequest) -> bool:
    """Whether lists show the simulated government: as asked by `realm`, else as the reader is simulated themselves."""
    asked = request.GET.get("realm", "")
    pretended = isinstance(request.user, Person) and request.user.is_simulated
    wanted = asked == "mo-phong" or (asked != "that" and pretended)
    request.simulated = wanted and queries.has_simulated(principal=request.principal)
    return request.simulated


def kept(request: PageRequest) -> str:
    """What the reader chose, as a query that links inside sentences carry on."""
    chosen = {} if request.as_of_is_today else {"as_of": request.as_of.isoformat()}
    chosen |= {name: request.GET[name] for name in ("realm",) if request.GET.get(name)}
    return urlencode(chosen)


def attempted(form: forms.Form, act: Callable[[], T]) -> T | None:
    """Do what a valid form asks; a refusal of the rules is put at the field it names, and None comes back."""
    try:
        return act()
    except (Invalid, Conflict, Forbidden) as error:
        place_refusal(form, error)
        return None


def status_of(form: forms.Form) -> int:
    """422 for a form that was refused, 200 otherwise."""
    return 422 if form.is_bound and form.errors else 200


def posted(request: PageRequest) -> bool:
    """Whether the form was sent."""
    return request.method == "POST"


def moment() -> datetime:
    """Now."""
    return now()


def step_page(
    request: PageRequest,
    scheme: Scheme,
    form: forms.Form,
    *,
    title: str,
    verb: str,
    lead: str = "",
    back: str = "",
    notes: tuple[str, ...] = (),
) -> HttpResponse:
    """One form on a page of its own; `back` is where to return to (else the scheme)."""
    context = {
        "scheme": scheme,
        "form": form,
        "title": title,
        "verb": verb,
        "lead": lead,
        "notes": notes,
        "back": back or reverse("scheme:scheme", args=[scheme.code]),
    }
    return render(request, "scheme/step.html", context, status=status_of(form))


def download(content: bytes, *, name: str) -> HttpResponse:
    """A workbook to keep."""
    return HttpResponse(
        content,
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
