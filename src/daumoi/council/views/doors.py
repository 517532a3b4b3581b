"""What the views of this room have in common: obtaining rows through `access`, and a refused act shown at its form."""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse

from daumoi.accounts.models import Person
from daumoi.council import queries
from daumoi.council.access import CouncilPermission, access_council, access_session
from daumoi.council.actions.steps import refuse_recorded
from daumoi.council.forms import place_refusal
from daumoi.council.models import Council, Session
from daumoi.council.queries import SessionView
from daumoi.council.rules import Step, next_state
from daumoi.foundation.errors import Conflict, Forbidden, Invalid
from daumoi.organisations.models import Organisation
from daumoi.organisations.queries import find_organisation, suggestions
from daumoi.ui.requests import PageRequest

T = TypeVar("T")
SECRETARY = CouncilPermission.SECRETARY


def seen_session(
    request: PageRequest, code: str, permission: CouncilPermission = CouncilPermission.VIEW
) -> Session:
    """The session of the address; its page carries the mark when it is simulated."""
    session = access_session(principal=request.principal, code=code, permission=permission)
    request.simulated = session.is_simulated
    return session


def seen_view(
    request: PageRequest, code: str, permission: CouncilPermission = CouncilPermission.VIEW
) -> SessionView:
    """The whole session of the address as of the reader's day."""
    session = seen_session(request, code, permission)
    return queries.session_view(principal=request.principal, session=session, day=request.as_of)


def stepping(
    request: PageRequest, code: str, step: Step, permission: CouncilPermission = CouncilPermission.SECRETARY
) -> SessionView:
    """The whole session, for somebody who may take a step that its state allows: no form that could not be sent."""
    view = seen_view(request, code, permission)
    next_state(view.session.state, step, state_words=view.session.state_words)
    return view


def changing_council(request: PageRequest, code: str) -> Council:
    """The council of the address, for its secretariat; one that the data pack tells is not changed here."""
    council = seen_council(request, code, SECRETARY)
    refuse_recorded(council)
    return council


def seen_council(
    request: PageRequest, code: str, permission: CouncilPermission = CouncilPermission.VIEW
) -> Council:
    """The council of the address; its page carries the mark when it is simulated."""
    council = access_council(principal=request.principal, code=code, permission=permission)
    request.simulated = council.is_simulated
    return council


def shows_simulated(request: PageRequest) -> bool:
    """Whether lists show the simulated government: as asked by `realm`, else as the reader is simulated themselves.

    Real and simulated councils never stand in one list; the mark follows.
    """
    asked = request.GET.get("realm", "")
    pretended = isinstance(request.user, Person) and request.user.is_simulated
    wanted = asked == "mo-phong" or (asked != "that" and pretended)
    request.simulated = wanted and queries.has_simulated(principal=request.principal)
    return request.simulated


def kept(request: PageRequest) -> str:
    """What the reader chose, as a query that links inside sentences carry on."""
    chosen = {} if request.as_of_is_today else {"as_of": request.as_of.isoformat()}
    chosen |= {name: request.GET[name] for name in ("realm", "hoi-dong") if request.GET.get(name)}
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


def finder(request: PageRequest, *, simulated: bool) -> Callable[[str], Organisation]:
    """How a typed name becomes an organisation of the register, real or simulated like the council."""

    def find(text: str) -> Organisation:
        return find_organisation(text=text, day=request.today, simulated=simulated)

    return find


def offered(request: PageRequest, *, simulated: bool) -> list[str]:
    """The organisations to choose from."""
    return suggestions(day=request.today, simulated=simulated)


def download(content: bytes, *, kind: str, name: str) -> HttpResponse:
    """A file to keep."""
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
