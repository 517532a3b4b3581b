"""Joining the rooms at start-up: roles for accounts, the menu and the key days for ui, figures for documents."""

from collections.abc import Sequence

from django.core.cache import cache
from django.http import HttpRequest

from daumoi.accounts.rules import bind_roles
from daumoi.config.figures import FIGURES
from daumoi.config.navigation import navigation
from daumoi.config.roles import ROLES
from daumoi.documents.ports import bind_figures
from daumoi.overview import queries as overview
from daumoi.ui.ports import Milestone, bind_milestones, bind_navigation

_KEY_DAYS = "overview.key_days"


def assemble() -> None:
    """Called once, when all rooms are loaded."""
    bind_roles(ROLES)
    bind_navigation(navigation)
    bind_milestones(milestones)
    bind_figures(FIGURES)


def milestones(*, request: HttpRequest) -> Sequence[Milestone]:
    """The key days of the loaded pack; read once in five minutes, since they change with packs only."""
    days: list[overview.KeyDay] | None = cache.get(_KEY_DAYS)
    if days is None:
        days = overview.key_days()
        cache.set(_KEY_DAYS, days, 300)
    return [Milestone(day.on, day.title) for day in days]
