"""What leaves by the exchange: one message per addressee, sent with retries until it got there or is given up."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

from django.db import transaction
from django.db.models import Q

from daumoi.documents import messages
from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions.drafting import newest_content
from daumoi.documents.edxml.model import BusinessType
from daumoi.documents.models import (
    Addressee,
    ExchangeAddress,
    FileRole,
    Message,
    MessageState,
    MessageWay,
    Paper,
    PaperFile,
    Side,
)
from daumoi.foundation.errors import Conflict, DomainError
from daumoi.foundation.principal import Principal, acting, system
from daumoi.history import actions as history

_EXCHANGE = system("trao đổi văn bản")
MOST_ATTEMPTS = 8
_FIRST_PAUSE = timedelta(minutes=2)


class Sender(Protocol):
    """What sends one message: `documents.edxml.transport` has a folder and an HTTP one."""

    def send(self, message: bytes, *, key: str) -> None:
        """Hand the message over once per `key`, however often it is asked; raises `OSError` when it did not get there."""


def queue_for(
    *, paper: Paper, lines: Iterable[Addressee], business: BusinessType = BusinessType.NEW
) -> list[Message]:
    """Queue one message per addressee that has an address of the exchange; the sender needs one too."""
    sender = messages.address_of(paper)
    if sender is None:
        return []
    addresses = {
        one.organisation_id: one
        for one in ExchangeAddress.objects.filter(
            organisation_id__in=[line.organisation_id for line in lines]
        )
    }
    files = _files(paper) if business is BusinessType.NEW else []
    answered = (
        Paper.objects.filter(guid=paper.response_to, root_id=paper.root_id, side=Side.IN).first()
        if paper.response_to
        else None
    )
    made = []
    for line in lines:
        address = addresses.get(line.organisation_id or 0)
        if address is None:
            continue
        message = messages.document_message(
            paper=paper,
            sender=sender,
            receivers=[(line, address)],
            files=files,
            place=newest_content(paper=paper).place,
            answered=answered,
            business=business,
            reason=paper.state_reason if business is BusinessType.RECALL else "",
        )
        data = messages.written(message, files=files)
        made.append(
            _queue(data, paper=paper, line=line, from_organ=sender.organ_id, to_organ=address.organ_id)
        )
    return made


def _files(paper: Paper) -> list[PaperFile]:
    files = list(PaperFile.objects.filter(paper=paper, role__in=messages.SENT_ROLES))
    signed = any(file.role == FileRole.SIGNED for file in files)
    return [file for file in files if not (signed and file.role == FileRole.PDF)]


def _queue(
    data: bytes,
    *,
    paper: Paper,
    line: Addressee | None,
    from_organ: str,
    to_organ: str,
    kind: str = "document",
) -> Message:
    return Message.objects.create(
        way=MessageWay.OUT,
        state=MessageState.QUEUED,
        paper=paper,
        addressee=line,
        content_kind=kind,
        guid=paper.guid,
        from_organ=from_organ,
        to_organ=to_organ,
        summary=f"{paper.code} {paper.subject}"[:500],
        sha256=hashlib.sha256(data).hexdigest(),
        content=data,
        owner_id=paper.owner_id,
        root_id=paper.root_id,
    )


def tell_status(*, arrived: Paper, told: str, words: str, staff: str, at: datetime) -> Message | None:
    """Queue a status message to the issuer of an arrived paper, when both ends have an address of the exchange."""
    sender = messages.address_of(arrived)
    if sender is None or not arrived.organ_id or told not in messages.STATUS_OF:
        return None
    message = messages.status_message(
        arrived=arrived, sender=sender, told=told, words=words, staff=staff, at=at
    )
    return _queue(
        messages.written(message),
        paper=arrived,
        line=None,
        from_organ=sender.organ_id,
        to_organ=arrived.organ_id,
        kind="status",
    )


def dispatch(*, sender: Sender, at: datetime, most: int = 200, simulated: bool = False) -> tuple[int, int]:
    """Send what is queued and due, oldest first; returns how many went and how many failed.

    Each message is a transaction of its own: a failure is kept with its reason, tried again after a pause that doubles,
    and given up after eight attempts, which the văn thư sees. Messages of the simulated government never leave by a real
    transport: they are sent only when `simulated` is asked for, and then nothing else is. Sending the same message twice
    is the transport's to prevent.
    """
    gone = failed = 0
    with acting(_EXCHANGE):
        mine = Message.objects.filter(state=MessageState.QUEUED, paper__is_simulated=simulated)
        due = mine.filter(Q(next_at__isnull=True) | Q(next_at__lte=at))
        for number in list(due.order_by("id").values_list("pk", flat=True)[:most]):
            with transaction.atomic():
                message = (
                    Message.objects.select_for_update(skip_locked=True, of=("self",))
                    .filter(pk=number, state=MessageState.QUEUED)
                    .first()
                )
                if message is None:
                    continue
                if _try(message, sender=sender, at=at):
                    gone += 1
                else:
                    failed += 1
    return gone, failed


def _try(message: Message, *, sender: Sender, at: datetime) -> bool:
    message.attempts += 1
    try:
        sender.send(bytes(message.content), key=f"{message.guid}:{message.to_organ}:{message.sha256[:16]}")
    except (OSError, DomainError) as error:
        message.problem = str(error)[:500]
        message.next_at = at + _FIRST_PAUSE * 2 ** (message.attempts - 1)
        if message.attempts >= MOST_ATTEMPTS:
            message.state, message.settled_at = MessageState.FAILED, at
    else:
        message.state, message.settled_at, message.problem = MessageState.SENT, at, ""
    message.save()
    return message.state == MessageState.SENT


@transaction.atomic
def retry_message(*, by: Principal, message: Message, at: datetime) -> Message:
    """Try a message again that was given up: it waits like a new one.

    :raises Conflict: the message was not given up.
    """
    by.require_at_home(DocumentPermission.CLERK, body_id=message.root_id, owner_id=message.owner_id)
    if message.state != MessageState.FAILED:
        raise Conflict(
            "documents.message.retry",
            "Chỉ gửi lại được thông điệp gửi không được.",
            remedy="Tải lại trang để xem tình trạng của thông điệp.",
        )
    message.state, message.attempts, message.next_at, message.settled_at = MessageState.QUEUED, 0, at, None
    message.save(update_fields=["state", "attempts", "next_at", "settled_at"])
    history.record(
        by=by,
        code="documents.message.retried",
        thing=message,
        label=message.summary,
        root_id=message.root_id,
        owner_id=message.owner_id,
    )
    return message
