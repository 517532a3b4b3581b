"""How messages leave and arrive.

The protocol is ours; two adapters speak it: folders another program empties and fills, and HTTP between two
installations or towards an operator's gateway. The national exchange has a protocol of its own, not published
for this product: whoever operates a connection to it supplies an adapter with these same four verbs. Nothing
here claims to be that connection.
"""

from daumoi.documents.edxml.transport.folder import FolderTransport
from daumoi.documents.edxml.transport.http import HttpSettings, HttpTransport
from daumoi.documents.edxml.transport.model import (
    Arrived,
    Outgoing,
    Receipt,
    Transport,
    Unreachable,
    outgoing,
    sending_key,
)
from daumoi.documents.edxml.transport.stored import StoredSender

__all__ = [
    "Arrived",
    "FolderTransport",
    "HttpSettings",
    "HttpTransport",
    "Outgoing",
    "Receipt",
    "StoredSender",
    "Transport",
    "Unreachable",
    "outgoing",
    "sending_key",
]
