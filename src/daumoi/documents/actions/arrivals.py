"""What happens to an arrived paper inside the body: handed to a unit, finished; its sender is told."""

from datetime import datetime

from django.db import transaction

from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions import delivery, exchange
from daumoi.documents.actions.steps import journal, require
from daumoi.documents.models import Paper, Steering
from daumoi.documents.rules import ways
from daumoi.foundation.errors import Invalid
from daumoi.foundation.principal import Principal
from daumoi.inbox import actions as inbox
from daumoi.organisations.models import Organisation


@transaction.atomic
def assign_paper(*, by: Principal, paper: Paper, unit: Organisation, words: str, at: datetime) -> Paper:
    """Hand an arrived paper to a unit of the body; the sender sees that it was assigned."""
    require(by, paper, DocumentPermission.CLERK)
    if unit.root_pk != paper.root_id:
        raise Invalid(
            "documents.assign.unit",
            "Đơn vị này không thuộc cơ quan nhận văn bản.",
            remedy="Chọn đơn vị của cơ quan mình.",
            place="Đơn vị xử lý",
        )
    paper.state = ways.next_state(paper.state, ways.Act.ASSIGN)
    paper.assigned_unit = unit
    paper.save()
    inbox.close(kind=delivery.INBOX_ARRIVED, thing_id=paper.pk, at=at)
    inbox.post(
        kind=delivery.INBOX_ASSIGNED,
        thing_id=paper.pk,
        owner=unit,
        permission=DocumentPermission.DRAFT,
        title=f"Xử lý văn bản đến: {paper.subject}",
        detail=words.strip(),
        document=paper.code,
        verb="Soạn trả lời" if paper.steering == Steering.DIRECTIVE else "Xem, xử lý",
        address=f"/van-ban/{paper.pk}/",
        due_on=paper.due_date,
    )
    _tell(by, paper, told="assigned", words=words, at=at)
    journal(by, paper, "documents.paper.assigned", reason=words, details={"unit": unit.code})
    return paper


@transaction.atomic
def finish_paper(*, by: Principal, paper: Paper, words: str, at: datetime) -> Paper:
    """Say that an arrived paper needs nothing more: read, filed, answered by another."""
    require(by, paper, DocumentPermission.CLERK)
    paper.state = ways.next_state(paper.state, ways.Act.FINISH)
    paper.state_reason = words.strip()[:300]
    paper.save()
    inbox.close_all(kinds=(delivery.INBOX_ARRIVED, delivery.INBOX_ASSIGNED), things=(paper.pk,), at=at)
    _tell(by, paper, told="done", words=words, at=at)
    journal(by, paper, "documents.paper.finished", reason=words)
    return paper


def _tell(by: Principal, paper: Paper, *, told: str, words: str, at: datetime) -> None:
    """Tell the sender: at its desk here, else by a status message of the exchange."""
    if not delivery.report(arrived=paper, told=told, words=words, at=at):
        exchange.tell_status(arrived=paper, told=told, words=words, staff=by.name, at=at)
