"""The exchange box: what waits to leave, what came, what is kept apart."""

from dataclasses import dataclass

from daumoi.documents.models import Message, MessageState
from daumoi.foundation.principal import Principal

NEWEST = 100


@dataclass(frozen=True)
class MessageBox:
    """The newest messages of the desk and how many stand how."""

    messages: tuple[Message, ...]
    queued: int
    failed: int
    quarantined: int


def message_box(*, principal: Principal) -> MessageBox:
    """The newest messages both ways, without their bytes; those that need somebody are counted over all."""
    mine = Message.objects.visible_to(principal)
    waiting = mine.filter(state__in=(MessageState.QUEUED, MessageState.FAILED, MessageState.QUARANTINED))
    states = list(waiting.values_list("state", flat=True)[:10_000])
    rows = mine.defer("content").select_related("paper", "addressee").order_by("-id")[:NEWEST]
    return MessageBox(
        tuple(rows),
        queued=states.count(MessageState.QUEUED),
        failed=states.count(MessageState.FAILED),
        quarantined=states.count(MessageState.QUARANTINED),
    )
