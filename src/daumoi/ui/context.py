"""The context processor of the shell: what every page needs around its own content."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from daumoi.foundation.clock import today
from daumoi.foundation.folding import fold
from daumoi.ui import addresses, ports
from daumoi.ui.formats import written_date

THEME_COOKIE = "theme"
THEMES = ("light", "dark")
AUTOMATIC_THEME = "auto"
_RESERVED_LETTERS = frozenset("g")


@dataclass(frozen=True)
class Shell:
    """Addresses and facts of the installation that the frame of a page shows."""

    home_url: str
    search_url: str
    version: str
    build: str
    page_url: str
    kept: tuple[tuple[str, str], ...]


def shell(request: HttpRequest) -> dict[str, Any]:
    """Template variables of the frame.

    Reads what the middleware put on the request and stands without it, so that error pages raised before
    the middleware still render. The menu is asked for only when a template shows it.
    """
    installation = getattr(request, "installation", None)
    as_of = getattr(request, "as_of", None) or today()
    menu = SimpleLazyObject(lambda: navigation(request))
    return {
        "principal": getattr(request, "principal", None),
        "installation": installation,
        "simulated": _is_simulated(request),
        "as_of": as_of,
        "as_of_is_today": bool(getattr(request, "as_of_is_today", True)),
        "theme": theme_of(request),
        "navigation": menu,
        "shortcuts": SimpleLazyObject(lambda: [(one.shortcut, one.title) for one in menu if one.shortcut]),
        "milestones": SimpleLazyObject(lambda: milestones(request)),
        "shell": SimpleLazyObject(lambda: _shell(request)),
    }


def _is_simulated(request: HttpRequest) -> bool:
    """Whether this page, or the whole installation, shows invented data."""
    installation = getattr(request, "installation", None)
    return bool(getattr(request, "simulated", False) or getattr(installation, "is_simulated", False))


def theme_of(request: HttpRequest) -> str:
    """The theme the reader chose: “light”, “dark”, or “auto” to follow the system."""
    chosen = request.COOKIES.get(THEME_COOKIE, AUTOMATIC_THEME)
    return chosen if chosen in THEMES else AUTOMATIC_THEME


def navigation(request: HttpRequest) -> list[ports.NavigationItem]:
    """The menu with the chosen date kept in every address and one shortcut letter per room."""
    items: list[ports.NavigationItem] = []
    taken = set(_RESERVED_LETTERS)
    for item in ports.navigation_for(request=request):
        letter = item.shortcut or _free_letter(item.title, taken)
        taken.add(letter)
        url = addresses.with_as_of(url=item.url, request=request)
        items.append(replace(item, url=url, shortcut=letter))
    return items


@dataclass(frozen=True)
class DayLink:
    """A day offered beside the date control: how it is written, why it is worth seeing, this page on that day."""

    day: str
    title: str
    url: str


def milestones(request: HttpRequest) -> list[DayLink]:
    """Days offered beside the date control: the end of last year, then what the rooms above know."""
    end_of_last_year = date(today().year, 1, 1) - timedelta(days=1)
    offered = [ports.Milestone(end_of_last_year, _("cuối năm trước")), *ports.milestones_for(request=request)]
    language = get_language() or "vi"
    gone = dict.fromkeys(addresses.CURSORS)
    return [
        DayLink(
            day=written_date(one.on, language=language),
            title=one.title,
            url=addresses.with_parameters(request=request, **gone, as_of=one.on.isoformat()),
        )
        for one in offered
    ]


def _free_letter(title: str, taken: set[str]) -> str:
    """The first unaccented letter of the title that no room has yet; empty when all are taken."""
    return next((letter for letter in fold(title) if letter.isalpha() and letter not in taken), "")


def _shell(request: HttpRequest) -> Shell:
    return Shell(
        home_url=addresses.with_as_of(url=_named("home", ""), request=request),
        search_url=_named("search", "tim-kiem"),
        version=_version(),
        build=str(getattr(settings, "DAUMOI_BUILD", "")),
        page_url=_page_url(request),
        kept=tuple(addresses.kept_parameters(request=request, without=(addresses.AS_OF, *addresses.CURSORS))),
    )


def _page_url(request: HttpRequest) -> str:
    """The full address for print; a refused host name (an error page) leaves the path alone."""
    try:
        return request.build_absolute_uri()
    except DisallowedHost:
        return request.get_full_path()


def _named(route: str, fallback: str) -> str:
    """The address of a route of the whole program, or its agreed path while no route has that name."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return get_script_prefix() + fallback


@cache
def _version() -> str:
    try:
        return version("daumoi")
    except PackageNotFoundError:
        return ""
