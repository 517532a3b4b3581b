"""Read a message of the exchange: strict where it is a danger, lenient where real messages are merely untidy."""

from collections.abc import Callable
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from daumoi.documents.edxml.base64_stream import Decoder, Writable, too_large
from daumoi.documents.edxml.check import attachment_path, check_message
from daumoi.documents.edxml.decode import Keeper, known_children, leaf, numbered, struct, the_only
from daumoi.documents.edxml.faults import refusal, shown
from daumoi.documents.edxml.file_names import check_name
from daumoi.documents.edxml.limits import Limits
from daumoi.documents.edxml.model import (
    NAMESPACE,
    Attachment,
    DocumentMessage,
    Message,
    Reference,
    StatusMessage,
    Trace,
)
from daumoi.documents.edxml.parse import Source, parse
from daumoi.documents.edxml.schema import (
    ATTACHMENTS_PATH,
    BODY_PATH,
    CONTENT,
    HEADER_PATH,
    MANIFEST_PATH,
    MESSAGE_PATH,
    TRACE_PATH,
)
from daumoi.documents.edxml.tree import Node, as_xml
from daumoi.foundation.errors import Invalid

_LENGTHS = ("length", "size", "contentlength")


class AttachmentHead(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an attachment when its content begins; the name may still follow the content."""

    index: int
    content_id: str
    name: str
    declared_length: int | None


OpenTarget = Callable[[AttachmentHead], Writable | None]
"""Asked once for each attachment; None means the content is checked and counted, not kept.

Whatever was written belongs to a good message only when :func:`read_message` returns: throw it away otherwise.
"""


def read_message(
    source: Source,
    *,
    open_target: OpenTarget | None = None,
    limits: Limits | None = None,
    declared_length: int | None = None,
) -> Message:
    """The message in `source`, read once from front to back in constant memory.

    `declared_length` is what a transport announced, in bytes. Raises Invalid with a code "documents.edxml.…",
    the place in the message and a remedy. Neither the truth of the content nor a signature is judged here.
    """
    limits = limits or Limits()
    if declared_length is not None and declared_length > limits.message:
        raise refusal(
            "size",
            _("Thông điệp khai báo dài %(size)d MB, vượt mức cho phép.") % {"size": declared_length // 2**20},
            remedy=_("Đề nghị bên gửi chia nhỏ hoặc gửi tệp lớn qua kênh khác."),
        )
    contents = _Contents(limits=limits, open_target=open_target)
    root = parse(source, limits=limits, contents=contents)
    keeper = Keeper(limits=limits)
    message = _message(root, contents=contents, keeper=keeper)
    try:
        check_message(message)
    except Invalid as refused:
        raise _with_line(refused, keeper.lines) from refused
    return message


def _with_line(refused: Invalid, lines: dict[str, int]) -> Invalid:
    """The same refusal with the line of the element, or of the nearest one around it that is there."""
    path = refused.place
    while path and path not in lines:
        path = path.rpartition("/")[0]
    code = refused.code.removeprefix("documents.edxml.")
    return refusal(code, refused.message, remedy=refused.remedy, path=refused.place, line=lines.get(path))


class _Contents:
    """Gives each attachment its decoder and remembers what came of it."""

    def __init__(self, *, limits: Limits, open_target: OpenTarget | None) -> None:
        self.limits, self.open_target = limits, open_target
        self.done: dict[int, Decoder] = {}
        self.begun = 0

    def begin(self, attachment: Node, content: Node) -> Decoder:
        self.begun += 1
        path = attachment_path(self.begun)
        if self.begun > self.limits.attachments:
            raise refusal("attachment.count", _("Quá nhiều tệp đính kèm."), path=path, line=content.line)
        if any(child.name == CONTENT for child in attachment.children if child is not content):
            raise refusal("repeated", _("Một tệp đính kèm có hai nội dung."), path=path, line=content.line)
        declared = _declared_length(attachment, content, path=path)
        if declared is not None and declared > self.limits.attachment:
            raise too_large(path=path, line=content.line)
        head = AttachmentHead(
            index=self.begun,
            content_id=_known_text(attachment, "ContentId"),
            name=_known_text(attachment, "AttachmentName"),
            declared_length=declared,
        )
        if head.name:
            check_name(head.name, path=f"{path}/AttachmentName", line=attachment.line)
        target = self.open_target(head) if self.open_target else None
        return Decoder(
            target=target, limit=self.limits.attachment, declared=declared, path=f"{path}/{CONTENT}"
        )

    def finish(self, attachment: Node, decoder: Decoder) -> None:
        self.done[id(attachment)] = decoder
        if decoder.content or decoder.placeholder:
            # an attachment of nothing but content must not pass for a blank one
            attachment.children[-1].items.append("*")


def _known_text(node: Node, name: str) -> str:
    return next((child.text for child in node.children if child.name == name), "")


def _declared_length(attachment: Node, content: Node, *, path: str) -> int | None:
    """A length in bytes stated as an attribute of the content or the attachment."""
    for node in (content, attachment):
        for one in node.attributes:
            if one.name.lower() in _LENGTHS:
                if one.value.isascii() and one.value.isdigit() and len(one.value) <= 18:
                    return int(one.value)
                raise refusal(
                    "attachment.length",
                    _("Độ dài khai báo “%(value)s” không hợp lệ.") % {"value": shown(one.value)},
                    path=path,
                    line=node.line,
                )
    return None


def _message(root: Node, *, contents: _Contents, keeper: Keeper) -> Message:
    if root.name != "edXML" or root.namespace != NAMESPACE:
        raise refusal(
            "namespace",
            _("Tệp không phải thông điệp edXML: thẻ gốc là “%(name)s”.") % {"name": shown(root.name)},
            remedy=_("Chọn đúng tệp .edxml do trục liên thông trả về."),
            path=shown(root.name),
            line=root.line,
        )
    parts = _only(root, "edXML", ("edXMLEnvelope", "AttachmentEncoded"), keeper=keeper)
    envelope = _needed(parts, "edXMLEnvelope", within="edXML", line=root.line)
    parts |= _only(envelope, "edXML/edXMLEnvelope", ("edXMLHeader", "edXMLBody"), keeper=keeper)
    header = _needed(parts, "edXMLHeader", within="edXML/edXMLEnvelope", line=envelope.line)
    given = _header_values(header, keeper=keeper)
    node = given.pop("node")
    is_status = any(child.name == "StatusCode" and child.text for child in node.children)
    given["manifest"] = _manifest(parts.get("edXMLBody"), keeper=keeper)
    given["attachments"] = _attachments(parts.get("AttachmentEncoded"), contents=contents, keeper=keeper)
    message: Message
    if is_status:
        _refuse_files(given.pop("manifest"), given.pop("attachments"))
        message = struct(StatusMessage, node, path=MESSAGE_PATH, keeper=keeper, given=given)
    else:
        message = struct(DocumentMessage, node, path=MESSAGE_PATH, keeper=keeper, given=given)
    return msgspec.structs.replace(message, extra=tuple(keeper.extra), attributes=tuple(keeper.attributes))


def _only(node: Node, path: str, names: tuple[str, ...], *, keeper: Keeper) -> dict[str, Node]:
    found = known_children(node, frozenset(names), path=path, keeper=keeper)
    keeper.attributes_of(node, path=path)
    return {name: the_only(nodes, path=f"{path}/{name}") for name, nodes in found.items()}


def _needed(parts: dict[str, Node], name: str, *, within: str, line: int) -> Node:
    if name not in parts:
        raise refusal(
            "missing", _("Thiếu phần bắt buộc “%(name)s”.") % {"name": name}, path=within, line=line
        )
    return parts[name]


def _header_values(header: Node, *, keeper: Keeper) -> dict[str, Any]:
    signatures = [child for child in header.children if child.name == "Signature" and not child.is_blank]
    header.items = [item for item in header.items if item not in signatures]
    parts = _only(header, HEADER_PATH, ("MessageHeader", "TraceHeaderList"), keeper=keeper)
    values: dict[str, Any] = {
        "node": _needed(parts, "MessageHeader", within=HEADER_PATH, line=header.line),
        "signature": tuple(as_xml(one) for one in signatures),
    }
    if "TraceHeaderList" in parts:
        values["trace"] = struct(Trace, parts["TraceHeaderList"], path=TRACE_PATH, keeper=keeper)
    return values


def _manifest(body: Node | None, *, keeper: Keeper) -> tuple[Reference, ...]:
    if body is None:
        return ()
    manifest = _only(body, BODY_PATH, ("edXMLManifest",), keeper=keeper).get("edXMLManifest")
    if manifest is None:
        return ()
    lines = known_children(manifest, frozenset({"Reference"}), path=MANIFEST_PATH, keeper=keeper)
    keeper.attributes_of(manifest, path=MANIFEST_PATH)
    return tuple(
        struct(Reference, node, path=numbered(f"{MANIFEST_PATH}/Reference", index), keeper=keeper)
        for index, node in enumerate(lines.get("Reference", []), start=1)
    )


def _attachments(node: Node | None, *, contents: _Contents, keeper: Keeper) -> tuple[Attachment, ...]:
    if node is None:
        return ()
    keeper.attributes_of(node, path=ATTACHMENTS_PATH)
    found = known_children(node, frozenset({"Attachment"}), path=ATTACHMENTS_PATH, keeper=keeper)
    return tuple(
        _attachment(one, path=attachment_path(index), decoder=contents.done.get(id(one)), keeper=keeper)
        for index, one in enumerate(found.get("Attachment", []), start=1)
    )


def _attachment(node: Node, *, path: str, decoder: Decoder | None, keeper: Keeper) -> Attachment:
    content = [child for child in node.children if child.name == CONTENT]
    node.items = [item for item in node.items if item not in content]
    for one in content:
        leaf(one, path=f"{path}/{CONTENT}", keeper=keeper)
    found = struct(Attachment, node, path=path, keeper=keeper)
    if decoder is None:
        return found
    return msgspec.structs.replace(found, content=decoder.content, placeholder=decoder.placeholder)


def _refuse_files(manifest: tuple[Reference, ...], attachments: tuple[Attachment, ...]) -> None:
    if manifest or attachments:
        raise refusal(
            "status.files",
            _("Thông điệp trạng thái không được kèm tệp."),
            path=ATTACHMENTS_PATH if attachments else MANIFEST_PATH,
        )
