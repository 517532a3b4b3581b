from datetime import date

from ninja import Router, Schema

from daumoi.foundation import clock
from daumoi.inbox import queries
from daumoi.inbox.models import Item
from daumoi.ui.requests import PageRequest

router = Router(tags=["inbox"])


class ItemOut(Schema):
    """One thing that waits."""

    id: int
    kind: str
    title: str
    detail: str
    document: str
    verb: str
    address: str
    due_on: date | None
    is_simulated: bool


class WaitingOut(Schema):
    """What waits, by urgency."""

    overdue: list[ItemOut]
    today: list[ItemOut]
    this_week: list[ItemOut]
    later: list[ItemOut]


@router.get("", response=WaitingOut, summary="Việc đang chờ người đang đăng nhập")
def waiting(request: PageRequest) -> dict[str, tuple[Item, ...]]:
    found = queries.waiting_for(principal=request.principal, day=clock.today())
    return {
        "overdue": found.overdue,
        "today": found.today,
        "this_week": found.this_week,
        "later": found.later,
    }
