"""The two messages of the national exchange of documents as plain values.

Source: the edXML structure of QCVN 102:2016/BTTTT as it appears in sample messages (domain notes, law 6.2);
the text of the standard itself was not at hand. Field names are English, each element's own spelling stands in
:mod:`daumoi.documents.edxml.schema`. An empty text means the element was absent or empty: the messages in use
make no difference between the two. Days have no time; moments are local Vietnamese time, as the messages carry
no zone.
"""

from datetime import date, datetime
from enum import IntEnum, StrEnum

import msgspec

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
XLINK = "http://www.w3.org/1999/xlink"


class BusinessType(IntEnum):
    """What a document message asks the receiver to do (element BussinessDocType)."""

    NEW = 0
    RECALL = 1
    UPDATE = 2
    REPLACE = 3


class Steering(IntEnum):
    """Whether the document directs or reports (SteeringType); 0 is met in practice and says nothing."""

    UNSTATED = 0
    NOT_DIRECTIVE = 1
    DIRECTIVE = 2
    REPORT = 3


class Priority(IntEnum):
    """Urgency of a document (OtherInfo/Priority)."""

    NORMAL = 0
    URGENT = 1
    VERY_URGENT = 2
    EXPRESS = 3
    EXPRESS_TIMED = 4


class ReceiverChange(IntEnum):
    """What an update does to one receiver (ReceiverType)."""

    REMOVED = 0
    ADDED = 1


class StatusCode(StrEnum):
    """How far a document has come at the other end; the codes between are not in use."""

    ARRIVED = "01"
    REFUSED = "02"
    ACCEPTED = "03"
    ASSIGNED = "04"
    PROCESSING = "05"
    DONE = "06"
    TAKE_BACK = "13"
    AGREED = "15"
    DISAGREED = "16"


class Organisation(msgspec.Struct, frozen=True, kw_only=True):
    """A sender or a receiver; `organ_id` is its code on the exchange."""

    organ_id: str = ""
    in_charge: str = ""
    name: str = ""
    address: str = ""
    email: str = ""
    telephone: str = ""
    fax: str = ""
    website: str = ""


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """Number and notation of a document."""

    number: str = ""
    notation: str = ""

    @property
    def text(self) -> str:
        """The way people write it: number/notation."""
        return "/".join(part for part in (self.number, self.notation) if part)


class Promulgation(msgspec.Struct, frozen=True, kw_only=True):
    """Where and when the document was issued."""

    place: str = ""
    day: date | None = None


class DocumentKind(msgspec.Struct, frozen=True, kw_only=True):
    """The kind of document: codes of the sender's list and the name."""

    type: str = ""
    detail: str = ""
    name: str = ""


class Signer(msgspec.Struct, frozen=True, kw_only=True):
    """Who signed, with the authority of the signature (TM., KT., TL. …)."""

    competence: str = ""
    position: str = ""
    full_name: str = ""


class OtherInfo(msgspec.Struct, frozen=True, kw_only=True):
    """Urgency, circulation, drafter's mark, copies, pages, annexes."""

    priority: Priority | None = None
    sphere: str = ""
    drafter: str = ""
    copies: int | None = None
    pages: int | None = None
    direction: bool | None = None
    appendixes: tuple[str, ...] = ()


class ResponseFor(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier document this message answers; `organ_id` is the body that issued it."""

    organ_id: str = ""
    code: str = ""
    day: date | None = None
    document_id: str = ""


class Staff(msgspec.Struct, frozen=True, kw_only=True):
    """The person behind a step."""

    department: str = ""
    name: str = ""
    mobile: str = ""
    email: str = ""


class TraceHeader(msgspec.Struct, frozen=True, kw_only=True):
    """One station the message passed, and when."""

    organ_id: str = ""
    at: datetime | None = None


class Receiver(msgspec.Struct, frozen=True, kw_only=True):
    """A receiver added or removed by an update."""

    change: ReceiverChange | None = None
    organ_id: str = ""


class DocumentChange(msgspec.Struct, frozen=True, kw_only=True):
    """What an update touches: the particulars of the document, its receivers, or both."""

    document_info: str = ""
    document_receiver: str = ""
    receivers: tuple[Receiver, ...] = ()


class Replacement(msgspec.Struct, frozen=True, kw_only=True):
    """A document replaced by this one, and at which receivers."""

    document_id: str = ""
    organ_ids: tuple[str, ...] = ()


class Business(msgspec.Struct, frozen=True, kw_only=True):
    """The act itself (element Bussiness): its type, reason, target document and person."""

    type: BusinessType | None = None
    reason: str = ""
    change: DocumentChange | None = None
    document_id: str = ""
    staff: Staff | None = None
    paper: str = ""
    replacements: tuple[Replacement, ...] = ()


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """The stations of a message and the act it carries."""

    headers: tuple[TraceHeader, ...] = ()
    business: Business | None = None


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the manifest; `content_id` joins it to its attachment."""

    content_id: str = ""
    content_type: str = ""
    name: str = ""
    description: str = ""


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What was really inside an attachment: bytes after decoding, and their SHA-256 in hex."""

    length: int
    sha256: str


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the message. `content` is None where the message carries none.

    `placeholder` is text such as ``${…}`` that a template left where the content belongs.
    """

    content_id: str = ""
    name: str = ""
    content_type: str = ""
    description: str = ""
    content: Content | None = None
    placeholder: str = ""


class Extra(msgspec.Struct, frozen=True, kw_only=True):
    """An element this program does not know, kept whole: the path of its parent and its XML in UTF-8."""

    parent: str
    xml: bytes


class ExtraAttribute(msgspec.Struct, frozen=True, kw_only=True):
    """An attribute this program does not use, kept: the element's path, its name in {namespace}name form."""

    path: str
    name: str
    value: str


class _Message(msgspec.Struct, frozen=True, kw_only=True):
    """What both messages have besides their own header.

    `signature` holds XML signatures as they came, not verified here: a signature covers the bytes of the
    original file, so verification needs that file and not a re-written one.
    """

    sender: Organisation = Organisation()
    trace: Trace | None = None
    signature: tuple[bytes, ...] = ()
    extra: tuple[Extra, ...] = ()
    attributes: tuple[ExtraAttribute, ...] = ()


class DocumentMessage(_Message, frozen=True, kw_only=True, tag="document"):
    """A document sent, recalled, updated or replaced."""

    to: tuple[Organisation, ...] = ()
    code: Code = Code()
    promulgation: Promulgation = Promulgation()
    kind: DocumentKind = DocumentKind()
    subject: str = ""
    content: str = ""
    signer: Signer = Signer()
    due: date | None = None
    to_places: tuple[str, ...] = ()
    other: OtherInfo = OtherInfo()
    response_for: tuple[ResponseFor, ...] = ()
    steering: Steering | None = None
    document_id: str = ""
    manifest: tuple[Reference, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @property
    def business_type(self) -> BusinessType:
        """What the message asks; a message that says nothing brings a new document."""
        business = self.trace.business if self.trace else None
        return BusinessType.NEW if business is None or business.type is None else business.type


class StatusMessage(_Message, frozen=True, kw_only=True, tag="status"):
    """How far one document has come at the sender of this message."""

    response_for: ResponseFor = ResponseFor()
    staff: Staff | None = None
    status: StatusCode = StatusCode.ARRIVED
    description: str = ""
    at: datetime | None = None


Message = DocumentMessage | StatusMessage
