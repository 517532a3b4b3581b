"""How each value is spelt in a message, in the order the standard gives; reader and writer share these tables."""

from dataclasses import dataclass
from enum import Enum, auto

import msgspec

from daumoi.documents.edxml import model


class Kind(Enum):
    """The form of an element's value."""

    TEXT = auto()
    DAY = auto()
    MOMENT = auto()
    NUMBER = auto()
    FLAG = auto()
    CODE = auto()
    ONE = auto()
    MANY = auto()
    TEXTS = auto()
    """A wrapper around repeated texts, e.g. ToPlaces/Place."""
    GROUP = auto()
    """A wrapper around repeated structs, e.g. ReceiverList/Receiver."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One element: its name in the message, the field it fills, its form.

    `of` is the struct or the enumeration of the value, `inner` the repeated child of a wrapper, `aliases` are
    other spellings seen in messages (they are read, never written).
    """

    name: str
    field: str
    kind: Kind = Kind.TEXT
    of: type[msgspec.Struct] | type[Enum] | None = None
    inner: str = ""
    aliases: tuple[str, ...] = ()


def _texts(**names: str) -> tuple[Element, ...]:
    return tuple(Element(name=name, field=field) for field, name in names.items())


_STAFF = Element(name="StaffInfo", field="staff", kind=Kind.ONE, of=model.Staff)
_FROM = Element(name="From", field="sender", kind=Kind.ONE, of=model.Organisation)
_RESPONSE = "ResponseFor"

DOCUMENT: tuple[Element, ...] = (
    _FROM,
    Element(name="To", field="to", kind=Kind.MANY, of=model.Organisation),
    Element(name="Code", field="code", kind=Kind.ONE, of=model.Code),
    Element(name="PromulgationInfo", field="promulgation", kind=Kind.ONE, of=model.Promulgation),
    Element(name="DocumentType", field="kind", kind=Kind.ONE, of=model.DocumentKind),
    Element(name="Subject", field="subject"),
    Element(name="Content", field="content"),
    Element(name="SignerInfo", field="signer", kind=Kind.ONE, of=model.Signer),
    Element(name="DueDate", field="due", kind=Kind.DAY),
    Element(name="ToPlaces", field="to_places", kind=Kind.TEXTS, inner="Place"),
    Element(name="OtherInfo", field="other", kind=Kind.ONE, of=model.OtherInfo),
    Element(name=_RESPONSE, field="response_for", kind=Kind.MANY, of=model.ResponseFor),
    Element(name="SteeringType", field="steering", kind=Kind.CODE, of=model.Steering),
    Element(name="DocumentId", field="document_id"),
)
"""MessageHeader of a document."""

STATUS: tuple[Element, ...] = (
    _FROM,
    Element(name=_RESPONSE, field="response_for", kind=Kind.ONE, of=model.ResponseFor),
    _STAFF,
    Element(name="StatusCode", field="status", kind=Kind.CODE, of=model.StatusCode),
    Element(name="Description", field="description"),
    Element(name="Timestamp", field="at", kind=Kind.MOMENT),
)
"""MessageHeader of a status."""

CONTENT = "ContentTransferEncoded"
"""The element whose text is a file; it is streamed and never part of a value."""

TABLES: dict[type[msgspec.Struct], tuple[Element, ...]] = {
    model.DocumentMessage: DOCUMENT,
    model.StatusMessage: STATUS,
    model.Organisation: _texts(
        organ_id="OrganId",
        in_charge="OrganizationInCharge",
        name="OrganName",
        address="OrganAdd",
        email="Email",
        telephone="Telephone",
        fax="Fax",
        website="Website",
    ),
    model.Code: _texts(number="CodeNumber", notation="CodeNotation"),
    model.Promulgation: (
        Element(name="Place", field="place"),
        Element(name="PromulgationDate", field="day", kind=Kind.DAY),
    ),
    model.DocumentKind: _texts(type="Type", detail="TypeDetail", name="TypeName"),
    model.Signer: _texts(competence="Competence", position="Position", full_name="FullName"),
    model.OtherInfo: (
        Element(name="Priority", field="priority", kind=Kind.CODE, of=model.Priority),
        Element(name="SphereOfPromulgation", field="sphere"),
        Element(name="TyperNotation", field="drafter"),
        Element(name="PromulgationAmount", field="copies", kind=Kind.NUMBER),
        Element(name="PageAmount", field="pages", kind=Kind.NUMBER),
        Element(name="Direction", field="direction", kind=Kind.FLAG),
        Element(name="Appendixes", field="appendixes", kind=Kind.TEXTS, inner="Appendix"),
    ),
    model.ResponseFor: (
        Element(name="OrganId", field="organ_id"),
        Element(name="Code", field="code"),
        Element(name="PromulgationDate", field="day", kind=Kind.DAY),
        Element(name="DocumentId", field="document_id"),
    ),
    model.Staff: _texts(department="Department", name="Staff", mobile="Mobile", email="Email"),
    model.Trace: (
        Element(name="TraceHeader", field="headers", kind=Kind.MANY, of=model.TraceHeader),
        Element(name="Bussiness", field="business", kind=Kind.ONE, of=model.Business, aliases=("Business",)),
    ),
    model.TraceHeader: (
        Element(name="OrganId", field="organ_id"),
        Element(name="Timestamp", field="at", kind=Kind.MOMENT),
    ),
    model.Business: (
        Element(
            name="BussinessDocType",
            field="type",
            kind=Kind.CODE,
            of=model.BusinessType,
            aliases=("BusinessDocType",),
        ),
        Element(name="BussinessDocReason", field="reason", aliases=("BusinessDocReason",)),
        Element(
            name="BussinessDocumentInfo",
            field="change",
            kind=Kind.ONE,
            of=model.DocumentChange,
            aliases=("BusinessDocumentInfo",),
        ),
        Element(name="DocumentId", field="document_id"),
        _STAFF,
        Element(name="Paper", field="paper"),
        Element(
            name="ReplacementInfoList",
            field="replacements",
            kind=Kind.GROUP,
            of=model.Replacement,
            inner="ReplacementInfo",
        ),
    ),
    model.DocumentChange: (
        Element(name="DocumentInfo", field="document_info"),
        Element(name="DocumentReceiver", field="document_receiver"),
        Element(name="ReceiverList", field="receivers", kind=Kind.GROUP, of=model.Receiver, inner="Receiver"),
    ),
    model.Receiver: (
        Element(name="ReceiverType", field="change", kind=Kind.CODE, of=model.ReceiverChange),
        Element(name="OrganId", field="organ_id"),
    ),
    model.Replacement: (
        Element(name="DocumentId", field="document_id"),
        Element(name="OrganIdList", field="organ_ids", kind=Kind.TEXTS, inner="OrganId"),
    ),
    model.Reference: _texts(
        content_id="ContentId", content_type="ContentType", name="AttachmentName", description="Description"
    ),
    model.Attachment: _texts(
        content_id="ContentId", name="AttachmentName", description="Description", content_type="ContentType"
    ),
}
"""Every struct and its elements in the order they are written."""

HEADER_PATH = "edXML/edXMLEnvelope/edXMLHeader"
MESSAGE_PATH = f"{HEADER_PATH}/MessageHeader"
TRACE_PATH = f"{HEADER_PATH}/TraceHeaderList"
BODY_PATH = "edXML/edXMLEnvelope/edXMLBody"
MANIFEST_PATH = f"{BODY_PATH}/edXMLManifest"
ATTACHMENTS_PATH = "edXML/AttachmentEncoded"
