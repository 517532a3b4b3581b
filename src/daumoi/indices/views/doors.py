"""What the views of this room have in common: obtaining rows through `access`, and a refused act shown at its form."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from daumoi.accounts.models import Person
from daumoi.foundation.errors import Conflict, Forbidden, Invalid, NotFound
from daumoi.indices import queries
from daumoi.indices.access import IndexPermission, access_edition, access_sheet
from daumoi.indices.forms import place_refusal
from daumoi.indices.models import Edition, Sheet
from daumoi.indices.rules import Step, check_step
from daumoi.organisations.models import Organisation
from daumoi.ui.requests import PageRequest

T = TypeVar("T")
COORDINATE = IndexPermission.COORDINATE


def open_once_published(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that everybody may read once its edition is published; before that a visitor is asked to sign in."""

    @wraps(view)
    def opened(request: PageRequest, **asked: str) -> HttpResponse:
        try:
            return view(request, **asked)
        except NotFound:
            if request.principal.is_signed_in:
                raise
            return redirect_to_login(request.get_full_path(), reverse("account_login"))

    return opened


def seen_edition(
    request: PageRequest, index: str, edition: str, permission: IndexPermission = IndexPermission.VIEW
) -> Edition:
    """The edition of the address; its page carries the mark when it is simulated."""
    found = access_edition(principal=request.principal, index=index, code=edition, permission=permission)
    request.simulated = found.is_simulated
    return found


def stepping(request: PageRequest, index: str, edition: str, step: Step) -> Edition:
    """The edition, for a coordinator who may take a step that its state allows: no form that could not be sent."""
    found = seen_edition(request, index, edition, COORDINATE)
    check_step(found.state, step, words=found.get_state_display())
    return found


def seen_sheet(
    request: PageRequest,
    index: str,
    edition: str,
    body: str,
    permission: IndexPermission = IndexPermission.VIEW,
) -> tuple[Edition, Sheet]:
    """The edition and the sheet of the address."""
    found = seen_edition(request, index, edition)
    return found, access_sheet(principal=request.principal, edition=found, body=body, permission=permission)


def the_keeper(request: PageRequest) -> Organisation:
    """The organisation for which the reader coordinates; refused to others. Its page carries the mark when simulated."""
    request.principal.require(COORDINATE)
    keepers = queries.keeping_organisations(principal=request.principal)
    if not keepers:
        raise Forbidden(
            "indices.keeper",
            _("Bạn chưa được phân công điều phối của cơ quan nào."),
            remedy=_("Đề nghị người quản trị phân công."),
        )
    request.simulated = keepers[0].is_simulated
    return keepers[0]


def shows_simulated(request: PageRequest) -> bool:
    """Whether lists show the simulated government: as asked by `realm`, else as the reader is simulated themselves."""
    asked = request.GET.get("realm", "")
    pretended = isinstance(request.user, Person) and request.user.is_simulated
    wanted = asked == "mo-phong" or (asked != "that" and pretended)
    request.simulated = wanted and queries.has_simulated(principal=request.principal)
    return request.simulated


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


def download(content: bytes, *, kind: str, name: str) -> HttpResponse:
    """A file to keep."""
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
