"""What every request passes: who acts, as of which day, and how an error is said."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from daumoi.accounts import queries as accounts
from daumoi.accounts.models import Person
from daumoi.foundation import clock
from daumoi.foundation.errors import DomainError, Invalid
from daumoi.foundation.periods import parse_day
from daumoi.foundation.principal import VISITOR, acting
from daumoi.foundation.traces import Trace, keeping_traces
from daumoi.history import actions as history
from daumoi.organisations import queries as organisations

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Answer = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("daumoi.errors")


@dataclass(frozen=True)
class Installation:
    """What this installation calls itself in the frame of every page."""

    name: str
    subtitle: "StrOrPromise"
    is_simulated: bool = False


INSTALLATION = Installation(
    name=settings.INSTALLATION_NAME,
    subtitle=gettext_lazy("Điều hành các đơn vị chuyên trách CNTT – chuyển đổi số"),
)

POLICY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data:",
        "style-src 'self'",
        "script-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    ]
)


def strict_content_policy(answer: Answer) -> Answer:
    """No inline script or style anywhere: a page can only load what the product ships."""

    def pass_on(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return pass_on


def chosen_language(answer: Answer) -> Answer:
    """Vietnamese unless the reader chose English here: the browser's own preference does not decide."""

    def pass_on(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = answer(request)
        response.headers.setdefault("Content-Language", str(request.LANGUAGE_CODE))
        return response

    return pass_on


def enter_as_person(answer: Answer) -> Answer:
    """Build the principal from today's appointments and do the whole request as that principal."""

    def pass_on(request: HttpRequest) -> HttpResponse:
        request.installation = INSTALLATION  # type: ignore[attr-defined]
        request.today = clock.today()  # type: ignore[attr-defined]
        person = _person_behind(request)
        principal = VISITOR
        if person is not None:
            principal = organisations.principal_of(person=person, day=clock.today())
        request.principal = principal  # type: ignore[attr-defined]
        request.as_of = clock.today()  # type: ignore[attr-defined]
        request.as_of_is_today = True  # type: ignore[attr-defined]
        with acting(principal):
            try:
                request.as_of = parse_day(request.GET.get("as_of"), default=clock.today())  # type: ignore[attr-defined]
            except Invalid as error:
                return say(request, error)
            request.as_of_is_today = request.as_of == clock.today()  # type: ignore[attr-defined]
            return answer(request)

    return pass_on


def _person_behind(request: HttpRequest) -> Person | None:
    """The signed-in person, or on the API the person of a bearer token."""
    kind, _, key = request.headers.get("Authorization", "").partition(" ")
    if kind == "Bearer" and request.path.startswith("/api/"):
        return accounts.person_by_token(key=key.strip(), at=clock.now())
    return request.user if isinstance(request.user, Person) else None


def say_errors(answer: Answer) -> Answer:
    """Turn a domain error into a page (or JSON) that names the place and the remedy; nothing half-written stays.

    A refusal that must be remembered leaves its trace in the journal, after all else was undone.
    """

    def pass_on(request: HttpRequest) -> HttpResponse:
        with keeping_traces() as traces:
            response = answer(request)
        for trace in traces:
            _remember(request, trace)
        return response

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DomainError):
            return None
        return say(request, exception)  # the view's own transaction was rolled back when the error left it

    pass_on.process_exception = process_exception  # type: ignore[attr-defined]
    return pass_on


def _remember(request: HttpRequest, trace: Trace) -> None:
    with transaction.atomic():
        history.record(
            by=request.principal,  # type: ignore[attr-defined]
            code=trace.code,
            label=trace.label,
            root_id=trace.root_id,
            owner_id=trace.owner_id,
            reason=trace.reason,
            details=trace.details,
        )


def say(request: HttpRequest, error: DomainError) -> HttpResponse:
    """The answer for one domain error."""
    body: dict[str, Any] = {
        "code": error.code,
        "message": error.message,
        "remedy": error.remedy,
        "place": error.place,
    }
    if request.path.startswith("/api/"):
        return JsonResponse(body, status=error.status)
    template = {403: "403.html", 404: "404.html"}.get(error.status, "ui/refused.html")
    return _in_frame(request, template, {"error": error}, status=error.status)


def unknown_address(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer where no page lives."""
    if request.path.startswith("/api/"):
        body = {
            "code": "address.unknown",
            "message": _("Không có địa chỉ này."),
            "remedy": "",
            "place": request.path,
        }
        return JsonResponse(body, status=404)
    return _in_frame(request, "404.html", {}, status=404)


def _in_frame(request: HttpRequest, template: str, context: dict[str, Any], *, status: int) -> HttpResponse:
    """Render outside a view: the frame counts what waits on the reader, so it needs a transaction of its own."""
    with transaction.atomic():
        return render(request, template, context, status=status)
