"""What the coordinator's pages have in common: obtaining a reply to review, and a refused act shown at its form."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.http import HttpRequest

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.surveys.access import SurveyPermission, access_review, access_round
from daumoi.surveys.models import Reply, Round
from daumoi.ui.requests import PageRequest

T = TypeVar("T")
UNPROCESSABLE = 422


def coordinated_round(request: PageRequest, code: str) -> Round:
    """The round of the address, for somebody who coordinates it; its page carries the mark when it is simulated."""
    round_ = access_round(principal=request.principal, code=code, permission=SurveyPermission.COORDINATE)
    request.simulated = round_.is_simulated
    return round_


def reviewed_reply(request: PageRequest, code: str, organisation: str) -> Reply:
    """The reply of the address, for somebody who coordinates its round."""
    reply = access_review(principal=request.principal, round_code=code, organisation_code=organisation)
    request.simulated = reply.round.is_simulated
    return reply


def attempted(form: forms.Form, act: Callable[[], T]) -> T | None:
    """Do what a valid form asks; a refusal of the rules is put at the field it names, and None comes back."""
    try:
        return act()
    except (Invalid, Conflict) as error:
        words = f"{error.message} {error.remedy}".strip()
        field = next(
            (name for name, one in form.fields.items() if error.place and str(one.label) == error.place), None
        )
        form.add_error(field, words if field or not error.place else f"{error.place}: {words}")
        return None


def status_of(form: forms.Form) -> int:
    """422 for a form that was refused, 200 otherwise."""
    return UNPROCESSABLE if form.is_bound and form.errors else 200


def may_coordinate(principal: Principal) -> bool:
    """Whether the coordinator's list is this person's list."""
    return principal.holds(SurveyPermission.COORDINATE)


def posted(request: HttpRequest) -> bool:
    """Whether the form was sent."""
    return request.method == "POST"
