"""Write a message of the exchange: UTF-8, elements in the order of the standard, files streamed from their readers."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import Enum
from io import BytesIO
from typing import Any
from xml.sax.saxutils import quoteattr

import msgspec
from django.utils.translation import gettext as _

from daumoi.documents.edxml.base64_stream import Readable, Writable, encoded
from daumoi.documents.edxml.check import attachment_path, check_message
from daumoi.documents.edxml.decode import numbered
from daumoi.documents.edxml.faults import refusal, shown
from daumoi.documents.edxml.limits import Limits
from daumoi.documents.edxml.model import (
    NAMESPACE,
    XLINK,
    Attachment,
    DocumentMessage,
    Message,
)
from daumoi.documents.edxml.parse import parse
from daumoi.documents.edxml.schema import (
    ATTACHMENTS_PATH,
    BODY_PATH,
    CONTENT,
    HEADER_PATH,
    MANIFEST_PATH,
    MESSAGE_PATH,
    TABLES,
    TRACE_PATH,
    Element,
    Kind,
)
from daumoi.documents.edxml.tree import escaped_text, quoted_attribute

OpenContent = Callable[[Attachment], Readable | None]
"""Gives the bytes of an attachment; None where there are none."""

_ENVELOPE = "edXML/edXMLEnvelope"
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
_MANIFEST_VERSION = "1.0"


def write_message(message: Message, *, to: Writable, open_content: OpenContent | None = None) -> None:
    """Write a document or status message to `to`, in constant memory.

    `open_content` is asked for each attachment, whose reader is read to its end (closing it is the caller's
    affair). Raises Invalid for a message this program itself would refuse to read, for a file that is empty or
    differs from the length and hash the message states, and for characters XML cannot carry; what was written
    until then must be thrown away.
    """
    check_message(message)
    pen = _Pen(message=message, to=to)
    pen.raw('<?xml version="1.0" encoding="UTF-8"?>')
    pen.start("edXML", "edXML", declare=f' xmlns="{NAMESPACE}"')
    pen.prefix = "edXML:"
    pen.start("edXMLEnvelope", _ENVELOPE, declare=f' xmlns:edXML="{NAMESPACE}"')
    _write_header(pen, message)
    if isinstance(message, DocumentMessage):
        _write_manifest(pen, message)
    pen.end("edXMLEnvelope", _ENVELOPE)
    pen.prefix = ""
    if isinstance(message, DocumentMessage):
        _write_attachments(pen, message, open_content=open_content or _nothing)
    pen.end("edXML", "edXML")
    pen.raw("\n")


def _nothing(_attachment: Attachment) -> Readable | None:
    return None


def _write_header(pen: "_Pen", message: Message) -> None:
    pen.start("edXMLHeader", HEADER_PATH)
    pen.container("MessageHeader", MESSAGE_PATH, message)
    if TRACE_PATH in pen.kept or not is_blank(message.trace):
        pen.container("TraceHeaderList", TRACE_PATH, message.trace)
    for signature in message.signature:
        pen.embed(signature)
    pen.end("edXMLHeader", HEADER_PATH)


def _write_manifest(pen: "_Pen", message: DocumentMessage) -> None:
    if not message.manifest and BODY_PATH not in pen.kept:
        return
    pen.start("edXMLBody", BODY_PATH)
    versioned = any(one.path == MANIFEST_PATH and one.name == "version" for one in message.attributes)
    declare = "" if versioned else f' version="{_MANIFEST_VERSION}"'
    pen.start("edXMLManifest", MANIFEST_PATH, declare=declare)
    for index, reference in enumerate(message.manifest, start=1):
        pen.container("Reference", numbered(f"{MANIFEST_PATH}/Reference", index), reference)
    pen.end("edXMLManifest", MANIFEST_PATH)
    pen.end("edXMLBody", BODY_PATH)


def _write_attachments(pen: "_Pen", message: DocumentMessage, *, open_content: OpenContent) -> None:
    if not message.attachments and ATTACHMENTS_PATH not in pen.kept:
        return
    pen.start("AttachmentEncoded", ATTACHMENTS_PATH)
    for index, attachment in enumerate(message.attachments, start=1):
        path = attachment_path(index)
        pen.start("Attachment", path)
        pen.fields(attachment, path)
        if attachment.placeholder:
            pen.leaf(CONTENT, f"{path}/{CONTENT}", attachment.placeholder)
        else:
            _write_content(pen, attachment, path=path, open_content=open_content)
        pen.end("Attachment", path)
    pen.end("AttachmentEncoded", ATTACHMENTS_PATH)


def _write_content(pen: "_Pen", attachment: Attachment, *, path: str, open_content: OpenContent) -> None:
    reader = open_content(attachment)
    if reader is not None:
        pieces = encoded(reader, expected=attachment.content, name=attachment.name)
        pen.stream(CONTENT, f"{path}/{CONTENT}", pieces)
    elif attachment.content is not None:
        raise refusal(
            "write.missing",
            _("Không có nội dung của tệp “%(name)s”.") % {"name": shown(attachment.name)},
            remedy=_("Đính kèm lại tệp rồi gửi."),
            path=path,
        )


class _Pen:
    """Writes elements, and gives back what was kept at the place it was kept from."""

    def __init__(self, *, message: Message, to: Writable) -> None:
        self.to = to
        self.prefix = ""
        self.depth = 0
        self.extras: dict[str, list[bytes]] = {}
        self.attributes: dict[str, list[tuple[str, str]]] = {}
        for extra in message.extra:
            self.extras.setdefault(extra.parent, []).append(extra.xml)
        for one in message.attributes:
            self.attributes.setdefault(one.path, []).append((one.name, one.value))
        self.kept = {above for path in (*self.extras, *self.attributes) for above in _with_ancestors(path)}

    def raw(self, text: str) -> None:
        self.to.write(text.encode())

    def start(self, name: str, path: str, *, declare: str = "") -> None:
        self.raw(f"\n{'  ' * self.depth}<{self.prefix}{name}{declare}{self.attributes_at(path)}>")
        self.depth += 1

    def end(self, name: str, path: str) -> None:
        for xml in self.extras.get(path, ()):
            self.embed(xml)
        self.depth -= 1
        self.raw(f"\n{'  ' * self.depth}</{self.prefix}{name}>")

    def leaf(self, name: str, path: str, text: str) -> None:
        self.stream(name, path, (escaped_text(legal(text, path=path)).encode(),))

    def stream(self, name: str, path: str, pieces: Iterable[bytes]) -> None:
        self.raw(f"\n{'  ' * self.depth}<{self.prefix}{name}{self.attributes_at(path)}>")
        for piece in pieces:
            self.to.write(piece)
        self.raw(f"</{self.prefix}{name}>")

    def embed(self, xml: bytes) -> None:
        """Kept XML, once it is sure that it is one well-formed element and nothing else."""
        parse(BytesIO(xml), limits=Limits())
        self.raw("\n")
        self.to.write(xml)

    def container(self, name: str, path: str, value: msgspec.Struct | None) -> None:
        self.start(name, path)
        if value is not None:
            self.fields(value, path)
        self.end(name, path)

    def fields(self, value: msgspec.Struct, path: str) -> None:
        for one in TABLES[type(value)]:
            self.element(one, getattr(value, one.field), f"{path}/{one.name}")

    def element(self, one: Element, value: Any, path: str) -> None:
        match one.kind:
            case Kind.MANY:
                self.several(one.name, value, path)
            case Kind.ONE:
                if path in self.kept or not is_blank(value):
                    self.container(one.name, path, value)
            case Kind.TEXTS | Kind.GROUP:
                if path in self.kept or not all(map(is_blank, value)):
                    self.wrapped(one, value, path)
            case _:
                text = _text(value)
                if text or path in self.attributes:
                    self.leaf(one.name, path, text)

    def wrapped(self, one: Element, values: tuple[Any, ...], path: str) -> None:
        self.start(one.name, path)
        inner = f"{path}/{one.inner}"
        if one.kind is Kind.GROUP:
            self.several(one.inner, values, inner)
        else:
            for index, text in enumerate(values, start=1):
                self.leaf(one.inner, numbered(inner, index), text)
        self.end(one.name, path)

    def several(self, name: str, values: tuple[msgspec.Struct, ...], path: str) -> None:
        """Repeated elements; one that says nothing is left out, as every reader would leave it out."""
        for index, value in enumerate(values, start=1):
            place = numbered(path, index)
            if place in self.kept or not is_blank(value):
                self.container(name, place, value)

    def attributes_at(self, path: str) -> str:
        return "".join(
            _attribute(number, name, legal(value, path=path))
            for number, (name, value) in enumerate(self.attributes.get(path, ()))
        )


def is_blank(value: object) -> bool:
    """Whether a value says nothing at all: None, empty text, or a struct of such values."""
    if isinstance(value, msgspec.Struct):
        return all(is_blank(getattr(value, field)) for field in value.__struct_fields__)
    return value is None or value in ("", ())


def legal(text: str, *, path: str) -> str:
    """The text itself; raises Invalid when it holds a character XML cannot carry."""
    if bad := _ILLEGAL.search(text):
        raise refusal(
            "write.character",
            _("Có ký tự điều khiển mã %(code)d không ghi được vào thông điệp.") % {"code": ord(bad.group())},
            remedy=_("Xóa ký tự này (thường dính khi chép từ tệp khác) rồi gửi lại."),
            path=path,
        )
    return text


def _attribute(number: int, name: str, value: str) -> str:
    namespace, _brace, local = name.removeprefix("{").rpartition("}")
    if not namespace:
        return f" {local}={quoted_attribute(value)}"
    if namespace == _XML_NAMESPACE:
        return f" xml:{local}={quoted_attribute(value)}"
    prefix = "xlink" if namespace == XLINK else f"n{number}"
    return f" xmlns:{prefix}={quoteattr(namespace)} {prefix}:{local}={quoted_attribute(value)}"


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Enum():
            return str(value.value)
        case datetime():
            return value.strftime("%Y/%m/%d %H:%M:%S").zfill(19)
        case date():
            return value.strftime("%Y/%m/%d").zfill(10)
        case _:
            return str(value)


def _with_ancestors(path: str) -> list[str]:
    steps = path.split("/")
    return ["/".join(steps[:length]) for length in range(1, len(steps) + 1)]
