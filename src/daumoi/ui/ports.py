"""What the shell must ask of rooms above it. `daumoi.config` binds the answers when the program starts.

Unbound, a port answers with nothing: the shell shows no menu and no milestones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.http import HttpRequest


@dataclass(frozen=True)
class NavigationItem:
    """One room in the menu, as far as the person's appointment uses it.

    `count` is what waits there, `count_words` says it in words for screen readers (“3 việc quá hạn”),
    `is_overdue` paints it red. `shortcut` is the letter after `g`; empty lets the shell choose one.
    """

    code: str
    title: str
    url: str
    icon: str
    count: int | None = None
    count_words: str = ""
    is_overdue: bool = False
    is_current: bool = False
    shortcut: str = ""


@dataclass(frozen=True)
class Milestone:
    """A day worth returning to in the “as of” control, with the reason (“phiên họp của Hội đồng”)."""

    on: date
    title: str


class NavigationProvider(Protocol):
    """Gives the menu for the person behind a request."""

    def __call__(self, *, request: HttpRequest) -> Sequence[NavigationItem]:
        """The rooms in menu order."""
        ...


class MilestoneProvider(Protocol):
    """Gives the days offered beside “as of”."""

    def __call__(self, *, request: HttpRequest) -> Sequence[Milestone]:
        """A handful of days, newest first."""
        ...


_navigation: NavigationProvider | None = None
_milestones: MilestoneProvider | None = None


def bind_navigation(provider: NavigationProvider | None) -> None:
    """Let `provider` give the menu from now on; None takes it away again."""
    global _navigation
    _navigation = provider


def bind_milestones(provider: MilestoneProvider | None) -> None:
    """Let `provider` give the days offered beside “as of”; None takes them away again."""
    global _milestones
    _milestones = provider


def navigation_for(*, request: HttpRequest) -> Sequence[NavigationItem]:
    """The menu for this request; empty while nothing is bound."""
    return _navigation(request=request) if _navigation is not None else ()


def milestones_for(*, request: HttpRequest) -> Sequence[Milestone]:
    """The days offered beside “as of”; empty while nothing is bound."""
    return _milestones(request=request) if _milestones is not None else ()
