"""Reading across rooms: what waits, and what a search finds."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from daumoi.foundation.folding import fold
from daumoi.foundation.principal import Principal
from daumoi.law import queries as law
from daumoi.law.access import LawPermission
from daumoi.law.models import RegimePeriod
from daumoi.organisations.access import OrganisationPermission
from daumoi.organisations.models import Aggregate, Level, OrganisationState, Succession

MOST = 20


@dataclass(frozen=True)
class Found:
    """One thing a search found: what it is, its name, a line about it, its page."""

    kind: str
    title: str
    detail: str
    url: str
    is_simulated: bool = False


def search(*, principal: Principal, text: str, day: date) -> list[Found]:
    """Organisations of the day (former names too) and instruments whose words begin as typed; marks may be left out."""
    words = fold(text).split()
    if not words:
        return []
    found: list[Found] = []
    if principal.holds(OrganisationPermission.VIEW):
        found += _organisations(words, day)
    if principal.holds(LawPermission.VIEW):
        found += _instruments(text)
    return found


def _containing(column: str, words: list[str]) -> Q:
    condition = Q()
    for word in words:
        condition &= Q(**{f"{column}__contains": word})
    return condition


def _organisations(words: list[str], day: date) -> list[Found]:
    rows = (
        OrganisationState.objects.filter(_containing("name_folded", words))
        .select_related("organisation")
        .order_by("organisation__is_simulated", "organisation__level", "name_sort", "-valid_from")[: MOST * 2]
    )
    found: dict[str, Found] = {}
    for state in rows:
        organisation = state.organisation
        route = "organisations:body" if organisation.level == Level.MINISTRY else "organisations:unit"
        holds = state.valid_from <= day and (state.valid_to is None or day < state.valid_to)
        detail = (
            ""
            if holds
            else f"{state.valid_from:%d/%m/%Y} – {state.valid_to:%d/%m/%Y}"
            if state.valid_to
            else ""
        )
        found.setdefault(
            organisation.code,
            Found(
                "organisation",
                state.name,
                detail,
                reverse(route, args=[organisation.code]),
                organisation.is_simulated,
            ),
        )
    return list(found.values())[:MOST]


def _instruments(text: str) -> list[Found]:
    rows = law.search_instruments(text=text, limit=MOST)
    return [
        Found("instrument", str(row), row.display_title, reverse("law:instrument", args=[row.code]))
        for row in rows
    ]


@dataclass(frozen=True)
class KeyDay:
    """A day of this field that an officer returns to, with what happened then."""

    on: date
    title: str


UNIT_SUBJECT = "don_vi_chuyen_trach"
"""The subject of the pack whose changes of law are key days."""


def key_days(*, most: int = 6) -> list[KeyDay]:
    """The newest days on which the units' law changed, bodies were rearranged, or a count was published."""
    found: dict[date, str] = {}
    for succession in Succession.objects.select_related("instrument").order_by("on"):
        basis = f" ({succession.instrument})" if succession.instrument is not None else ""
        found.setdefault(succession.on, f"sắp xếp các bộ, cơ quan{basis}")
    for aggregate in Aggregate.objects.select_related("instrument").order_by("on"):
        found.setdefault(aggregate.on, str(aggregate.instrument or aggregate.display_statement))
    changes = RegimePeriod.objects.filter(subject__code=UNIT_SUBJECT, valid_from__isnull=False)
    for period in changes.order_by("valid_from"):
        assert period.valid_from is not None
        found.setdefault(period.valid_from, period.display_title)
    newest = sorted(found.items(), reverse=True)[:most]
    return [KeyDay(on, title if len(title) <= 70 else f"{title[:67]}…") for on, title in newest]
