"""The verbs every connection to an exchange has, and what they carry."""

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from daumoi.documents.edxml.base64_stream import Readable, Writable
from daumoi.documents.edxml.model import DocumentMessage, Message
from daumoi.documents.edxml.write import OpenContent, write_message
from daumoi.foundation.errors import Conflict, DomainError

_KEY = re.compile("[0-9a-f]{64}")


class Unreachable(DomainError):
    """The other end does not answer or refuses to serve now: try again later, nothing was lost."""

    status = 503


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message ready to be sent. `key`, 64 hex digits, names the sending, so that repeating it changes nothing.

    `write` writes the same bytes each time it is called; a transport may call it again to retry.
    """

    key: str
    write: Callable[[Writable], None]

    def __post_init__(self) -> None:
        """The key becomes a file name and a header: nothing but a hash may stand there."""
        if not _KEY.fullmatch(self.key):
            raise ValueError("a key is 64 hex digits")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The other end has it. `repeated` is true when it had it already; `reference` is its own name for it."""

    key: str
    reference: str
    repeated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A message waiting to be taken: the transport's own name for it, its length in bytes if announced."""

    token: str
    length: int | None
    open: Callable[[], AbstractContextManager[Readable]]


class Transport(Protocol):
    """A connection to an exchange."""

    def send(self, message: Outgoing) -> Receipt:
        """Hand over the message once, however often it is called. Raises Conflict, Unreachable."""
        ...

    def poll(self) -> Iterator[Arrived]:
        """What waits, oldest first. A message comes again until it is acknowledged or refused."""
        ...

    def acknowledge(self, arrived: Arrived) -> None:
        """It is safely stored here and need not come again."""
        ...

    def refuse(self, arrived: Arrived, *, reason: str) -> None:
        """It cannot be taken: put it aside with the reason, so that a person can look at it."""
        ...


def outgoing(message: Message, *, open_content: OpenContent | None = None) -> Outgoing:
    """The message as a transport takes it. `open_content` must open each file anew whenever it is asked."""

    def write(to: Writable) -> None:
        write_message(message, to=to, open_content=open_content)

    return Outgoing(key=sending_key(message), write=write)


def sending_key(message: Message) -> str:
    """64 hex digits that name a sending: the document, its receivers and what is asked, or the status told.

    The same document sent again to the same receivers for the same purpose has the same key; an update, a
    recall or another receiver has another.
    """
    if isinstance(message, DocumentMessage):
        business = message.trace.business if message.trace else None
        parts = [
            "document",
            message.sender.organ_id,
            message.document_id,
            message.code.text,
            str(message.promulgation.day or ""),
            str(int(message.business_type)),
            business.document_id if business else "",
            *sorted(one.organ_id for one in message.to),
        ]
    else:
        answered = message.response_for
        parts = [
            "status",
            message.sender.organ_id,
            answered.organ_id,
            answered.document_id,
            answered.code,
            message.status.value,
            str(message.at or ""),
        ]
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()


def changed(key: str) -> Conflict:
    """The refusal of another content under a key that was used already."""
    return Conflict(
        "documents.edxml.transport.changed",
        _("Văn bản này đã được gửi cho cùng nơi nhận với nội dung khác."),
        remedy=_("Gửi thông điệp cập nhật hoặc thay thế thay vì gửi lại."),
        place=key[:12],
    )
