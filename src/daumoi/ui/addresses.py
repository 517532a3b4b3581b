"""Addresses that keep what the reader chose: the “as of” date and the other parameters of the page."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest

AS_OF = "as_of"
CURSORS = ("cursor", "page")
"""Parameters that point into a list and lose their meaning when the list changes."""


def with_as_of(*, url: str, request: HttpRequest | None) -> str:
    """`url` with the date of `request` when that is not today; an address elsewhere stays as it is."""
    chosen = chosen_as_of(request)
    parts = urlsplit(url)
    if chosen is None or parts.scheme or parts.netloc:
        return url
    pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != AS_OF]
    query = urlencode([*pairs, (AS_OF, chosen.isoformat())])
    return urlunsplit(parts._replace(query=query))


def chosen_as_of(request: HttpRequest | None) -> date | None:
    """The day the reader asked for, None when it is today or the request carries none."""
    if request is None or getattr(request, "as_of_is_today", True):
        return None
    as_of = getattr(request, "as_of", None)
    return as_of if isinstance(as_of, date) else None


def kept_parameters(*, request: HttpRequest, without: Iterable[str]) -> list[tuple[str, str]]:
    """The page's parameters in order, as name and value, without the named ones (for hidden inputs)."""
    dropped = set(without)
    return [(name, value) for name, values in request.GET.lists() if name not in dropped for value in values]


def with_parameters(*, request: HttpRequest, **changes: str | int | None) -> str:
    """This page's address with parameters changed; None removes one. Starts with “?”."""
    query = dict(request.GET.lists())  # not `GET.copy()`: a deep copy for each of a page's many links
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = [str(value)]
    return f"?{urlencode(query, doseq=True)}" if query else "?"
