"""Joining the rooms at start-up: roles for accounts, the menu and the key days for ui."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from daumoi.accounts.rules import bind_roles
from daumoi.config.navigation import navigation
from daumoi.config.roles import ROLES
from daumoi.ui.ports import Milestone, bind_milestones, bind_navigation


def assemble() -> None:
    """Called once, when all rooms are loaded."""
    bind_roles(ROLES)
    bind_navigation(navigation)
    bind_milestones(milestones)


def milestones(*, request: HttpRequest) -> Sequence[Milestone]:
    """The days an officer of this field returns to."""
    return (
        Milestone(date(2026, 7, 1), _("Nghị định 224/2026 có hiệu lực")),
        Milestone(date(2025, 3, 1), _("sắp xếp bộ máy còn 17 bộ, cơ quan ngang bộ")),
        Milestone(date(2017, 5, 31), _("phiên họp Hội đồng Giám đốc CNTT")),
        Milestone(date(2011, 9, 8), _("công văn 2723/BTTTT-ƯDCNTT")),
    )
