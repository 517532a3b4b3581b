from datetime import datetime
from typing import Any

from ninja import Router, Schema

from daumoi.history import queries
from daumoi.history.access import access_journal
from daumoi.ui.requests import PageRequest

router = Router(tags=["history"])


class ActOut(Schema):
    """One line of the journal."""

    id: int
    root_id: int
    sequence: int
    at: datetime
    actor: str
    code: str
    thing_kind: str
    thing_id: int | None
    thing_label: str
    reason: str
    document: str
    details: dict[str, Any]
    seal: str


@router.get(
    "/acts", response=list[ActOut], summary="Các dòng nhật ký trong phạm vi phân công, mới nhất trước"
)
def acts(request: PageRequest, before: int | None = None, limit: int = 50) -> Any:
    principal = access_journal(principal=request.principal)
    return queries.acts_of(principal=principal, before=before, limit=min(limit, 200))
