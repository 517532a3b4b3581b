"""Send messages that were written and stored before, for a queue that keeps bytes and a key of its own."""

import hashlib

from daumoi.documents.edxml.base64_stream import Writable
from daumoi.documents.edxml.transport.model import Outgoing, Transport


class StoredSender:
    """Sends stored bytes through any transport; whatever the key looks like, the transport sees its hash."""

    def __init__(self, *, transport: Transport) -> None:
        self.transport = transport

    def send(self, message: bytes, *, key: str) -> None:
        """Hand the message over once per `key`. Raises Conflict when the key carried other bytes, Unreachable."""

        def write(to: Writable) -> None:
            to.write(message)

        self.transport.send(Outgoing(key=hashlib.sha256(key.encode()).hexdigest(), write=write))
