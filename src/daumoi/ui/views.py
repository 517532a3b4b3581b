"""Views of the shell itself: choosing the theme, and the catalogue of components."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from daumoi.ui import samples
from daumoi.ui.context import THEME_COOKIE, THEMES

_YEAR_SECONDS = 365 * 24 * 60 * 60


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Remember light or dark in a cookie, or forget it (follow the system), and return to the page."""
    target = request.POST.get("next", "")
    hosts = {request.get_host()}
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=hosts, require_https=request.is_secure()):
        target = "/"
    response = redirect(target)
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        response.set_cookie(
            THEME_COOKIE, theme, max_age=_YEAR_SECONDS, secure=request.is_secure(), samesite="Lax"
        )
    else:
        response.delete_cookie(THEME_COOKIE)
    return response


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every component with simulated content, for builders and reviewers; not for visitors."""
    principal = getattr(request, "principal", None)
    if not (settings.DEBUG or getattr(principal, "is_signed_in", False)):
        raise Http404
    return render(request, "ui/catalogue.html", samples.catalogue())
