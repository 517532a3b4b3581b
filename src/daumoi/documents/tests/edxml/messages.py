"""Messages for the tests of this folder: the samples, a small good one, and pieces to spoil it with."""

import base64
from datetime import date
from io import BytesIO
from pathlib import Path

from daumoi.documents.edxml.base64_stream import Writable
from daumoi.documents.edxml.limits import Limits
from daumoi.documents.edxml.model import (
    Attachment,
    Business,
    BusinessType,
    Code,
    DocumentMessage,
    Message,
    Organisation,
    Promulgation,
    ResponseFor,
    StatusCode,
    StatusMessage,
    Trace,
)
from daumoi.documents.edxml.read import AttachmentHead, read_message
from daumoi.documents.edxml.write import OpenContent, write_message

SAMPLES = Path(__file__).parent / "samples"
NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
PDF = b"%PDF-1.7 simulated"
_DAY = date(2026, 8, 19)

HEADER = """
  <From><OrganId>000.00.00.A01</OrganId><OrganName>Bộ Mô phỏng</OrganName></From>
  <To><OrganId>000.00.00.B02</OrganId></To>
  <Code><CodeNumber>12</CodeNumber><CodeNotation>BMP-CNTT</CodeNotation></Code>
  <PromulgationInfo><Place>Hà Nội</Place><PromulgationDate>2026/08/19</PromulgationDate></PromulgationInfo>
  <Subject>V/v báo cáo số liệu</Subject>
  <DocumentId>doc-1</DocumentId>
"""


def sample(name: str) -> bytes:
    """The bytes of a sample message."""
    return (SAMPLES / f"{name}.edxml").read_bytes()


def document(
    *,
    header: str = HEADER,
    after_header: str = "",
    attachments: str = "",
    prolog: str = '<?xml version="1.0" encoding="UTF-8"?>',
) -> bytes:
    """A document message in the default spelling, UTF-8."""
    text = (
        f'{prolog}\n<edXML xmlns="{NAMESPACE}"><edXMLEnvelope><edXMLHeader><MessageHeader>{header}'
        f"</MessageHeader>{after_header}</edXMLHeader></edXMLEnvelope>{attachments}</edXML>"
    )
    return text.encode()


def attached(
    content: str | bytes = PDF, *, name: str = "bao-cao.pdf", content_id: str = "cid:1", about: str = ""
) -> str:
    """One attachment element; bytes are encoded, text is taken as it is."""
    text = base64.b64encode(content).decode() if isinstance(content, bytes) else content
    return (
        f"<AttachmentEncoded><Attachment><ContentId>{content_id}</ContentId><AttachmentName>{name}</AttachmentName>"
        f"<ContentTransferEncoded{about}>{text}</ContentTransferEncoded></Attachment></AttachmentEncoded>"
    )


def read(raw: bytes, *, limits: Limits | None = None) -> Message:
    """The message in these bytes."""
    return read_message(BytesIO(raw), limits=limits)


def read_document(raw: bytes) -> DocumentMessage:
    """The document message in these bytes."""
    message = read(raw)
    assert isinstance(message, DocumentMessage)
    return message


def read_status(raw: bytes) -> StatusMessage:
    """The status message in these bytes."""
    message = read(raw)
    assert isinstance(message, StatusMessage)
    return message


def read_with_files(raw: bytes) -> tuple[Message, dict[int, bytes]]:
    """The message and the bytes of its attachments by their number."""
    kept: dict[int, BytesIO] = {}

    def open_target(head: AttachmentHead) -> Writable:
        return kept.setdefault(head.index, BytesIO())

    message = read_message(BytesIO(raw), open_target=open_target)
    return message, {index: file.getvalue() for index, file in kept.items()}


def written(message: Message, open_content: OpenContent | None = None) -> bytes:
    """The message as bytes."""
    to = BytesIO()
    write_message(message, to=to, open_content=open_content)
    return to.getvalue()


def letter(
    *,
    document_id: str = "doc-1",
    to: tuple[str, ...] = ("000.00.00.B02",),
    subject: str = "V/v báo cáo số liệu",
    attachments: tuple[Attachment, ...] = (),
    business: BusinessType | None = None,
) -> DocumentMessage:
    """A letter from one simulated ministry to others."""
    from_day = Promulgation(place="Hà Nội", day=_DAY)
    return DocumentMessage(
        sender=Organisation(organ_id="000.00.00.A01", name="Bộ Mô phỏng"),
        to=tuple(Organisation(organ_id=one) for one in to),
        code=Code(number="12", notation="BMP-CNTT"),
        promulgation=from_day,
        subject=subject,
        document_id=document_id,
        attachments=attachments,
        trace=Trace(business=Business(type=business)) if business is not None else None,
    )


def status(
    *,
    sender: str = "000.00.00.B02",
    issuer: str = "000.00.00.A01",
    document_id: str = "doc-1",
    code: StatusCode = StatusCode.DONE,
) -> StatusMessage:
    """A status about that letter."""
    return StatusMessage(
        sender=Organisation(organ_id=sender),
        response_for=ResponseFor(organ_id=issuer, code="12/BMP-CNTT", day=_DAY, document_id=document_id),
        status=code,
    )
