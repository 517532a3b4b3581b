"""From bytes to elements: the safe, streaming layer under the reader.

Expat is used without namespace processing on purpose. Messages of the exchange use prefixes outside their scope
(a sample's ``xlink:href`` and ``edXML:AttachmentEncoded``), which a namespace-aware parser refuses or repairs by
losing the prefix; here exactly those two slips are forgiven and every other undeclared prefix is refused. A
document type declaration is refused the moment it begins, so no entity can ever be declared, expanded or
fetched; size, depth and count are bounded while reading.
"""

import codecs
import re
from typing import Protocol
from xml.parsers import expat

from django.utils.translation import gettext as _

from daumoi.documents.edxml.base64_stream import Decoder
from daumoi.documents.edxml.faults import refusal, shown
from daumoi.documents.edxml.limits import Limits
from daumoi.documents.edxml.model import NAMESPACE, XLINK
from daumoi.documents.edxml.schema import ATTACHMENTS_PATH, CONTENT
from daumoi.documents.edxml.tree import XML_PREFIX, Attribute, Node

CHUNK = 64 * 1024
FORGIVEN_PREFIXES = {"edXML": NAMESPACE, "xlink": XLINK}
"""Prefixes of the exchange that messages in use forget to declare."""

_XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
_XMLNS = "xmlns"
_CONTENT_PLACE = [*ATTACHMENTS_PATH.split("/"), "Attachment", CONTENT]
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_CODECS = {"utf-8": "utf-8", "utf8": "utf-8", "us-ascii": "ascii", "ascii": "ascii"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)


class Source(Protocol):
    """Anything bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""
        ...


class Contents(Protocol):
    """Who decides where the content of each attachment goes."""

    def begin(self, attachment: Node, content: Node) -> Decoder:
        """The decoder that takes the text of this element."""
        ...

    def finish(self, attachment: Node, decoder: Decoder) -> None:
        """All of it has been read."""
        ...


def parse(source: Source, *, limits: Limits, contents: Contents | None = None) -> Node:
    """The tree of the message; the text of attachments goes to `contents` (if given) while it is being read.

    Raises Invalid for anything that is not well formed, not UTF-8 (or UTF-16 with its mark), too large, or that
    declares a document type.
    """
    return _Parser(limits=limits, contents=contents).run(source)


class _Parser:
    """State of one reading."""

    def __init__(self, *, limits: Limits, contents: Contents | None) -> None:
        self.limits, self.contents = limits, contents
        self.root: Node | None = None
        self.open: list[Node] = []
        self.scopes: list[dict[str, str]] = [{"": "", XML_PREFIX: _XML_NAMESPACE}]
        self.elements = self.characters = 0
        self.decoder: Decoder | None = None
        self.expat = expat.ParserCreate("utf-8")
        self.expat.buffer_text = True
        self.expat.buffer_size = CHUNK
        self.expat.ordered_attributes = True
        self.expat.StartDoctypeDeclHandler = self.doctype
        self.expat.StartElementHandler = self.start
        self.expat.EndElementHandler = self.end
        self.expat.CharacterDataHandler = self.text

    @property
    def line(self) -> int:
        return self.expat.CurrentLineNumber

    @property
    def path(self) -> str:
        return "/".join(node.name for node in self.open)

    def run(self, source: Source) -> Node:
        head = source.read(CHUNK)
        decode = codecs.getincrementaldecoder(_codec(head))("strict").decode
        seen = fed = 0
        chunk = head
        while True:
            seen += len(chunk)
            if seen > self.limits.message:
                raise self.refuse_size()
            try:
                text = decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                raise self.refuse_charset() from error
            piece = text.encode()
            fed += len(piece)
            self.feed(piece, final=not chunk)
            if fed - self.expat.CurrentByteIndex > self.limits.token + CHUNK:
                raise refusal("token", _("Một thẻ hoặc chú thích dài bất thường."), line=self.line)
            if not chunk:
                break
            chunk = source.read(CHUNK)
        assert self.root is not None
        return self.root

    def feed(self, piece: bytes, *, final: bool) -> None:
        try:
            self.expat.Parse(piece, final)
        except expat.ExpatError as error:
            raise _syntax(error, path=self.path) from error

    # --- what expat reports --------------------------------------------------------------------------

    def doctype(self, *_declaration: object) -> None:
        raise refusal(
            "doctype",
            _("Thông điệp khai báo DOCTYPE hoặc thực thể (entity), không được phép."),
            remedy=_("Không mở tệp này bằng chương trình khác; báo bên gửi và bộ phận an toàn thông tin."),
            line=self.line,
        )

    def start(self, name: str, pairs: list[str]) -> None:
        if self.decoder is not None:
            raise refusal(
                "attachment.markup",
                _("Nội dung tệp đính kèm có thẻ XML bên trong."),
                path=self.path,
                line=self.line,
            )
        given = list(zip(pairs[::2], pairs[1::2], strict=True))
        self.count(given)
        self.scopes.append(self.scope(given))
        prefix, local = self.split(name)
        node = Node(namespace=self.namespace(prefix), prefix=prefix, name=local, line=self.line)
        node.attributes = self.attributes(given)
        if self.open:
            self.open[-1].items.append(node)
        else:
            self.root = node
        self.open.append(node)
        if local == CONTENT and self.contents and self.is_content_of_an_attachment():
            self.decoder = self.contents.begin(self.open[-2], node)

    def end(self, _name: str) -> None:
        if self.decoder is not None:
            self.decoder.finish(line=self.line)
            if self.contents:
                self.contents.finish(self.open[-2], self.decoder)
            self.decoder = None
        self.open.pop()
        self.scopes.pop()

    def text(self, text: str) -> None:
        if self.decoder is not None:
            self.decoder.write(text, line=self.line)
            return
        self.take(len(text))
        self.open[-1].items.append(text)

    # --- names and bounds ----------------------------------------------------------------------------

    def is_content_of_an_attachment(self) -> bool:
        ours = all(one.namespace == NAMESPACE for one in self.open)
        return ours and [one.name for one in self.open] == _CONTENT_PLACE

    def scope(self, given: list[tuple[str, str]]) -> dict[str, str]:
        declared = {
            name.removeprefix(_XMLNS).removeprefix(":"): value
            for name, value in given
            if name == _XMLNS or name.startswith(f"{_XMLNS}:")
        }
        return {**self.scopes[-1], **declared} if declared else self.scopes[-1]

    def attributes(self, given: list[tuple[str, str]]) -> list[Attribute]:
        kept: list[Attribute] = []
        for name, value in given:
            if name == _XMLNS or name.startswith(f"{_XMLNS}:"):
                continue
            prefix, local = self.split(name)
            namespace = self.namespace(prefix) if prefix else ""
            kept.append(Attribute(namespace=namespace, prefix=prefix, name=local, value=value))
        if len({one.full_name for one in kept}) < len(kept):
            raise refusal("repeated", _("Một thuộc tính được ghi hai lần."), path=self.path, line=self.line)
        return kept

    def split(self, name: str) -> tuple[str, str]:
        prefix, colon, local = name.rpartition(":")
        if ":" in prefix or (colon and not (prefix and local)):
            raise refusal(
                "name",
                _("Tên thẻ “%(name)s” không hợp lệ.") % {"name": shown(name)},
                path=self.path,
                line=self.line,
            )
        return prefix, local

    def namespace(self, prefix: str) -> str:
        known = self.scopes[-1].get(prefix)
        known = known or FORGIVEN_PREFIXES.get(prefix, known)
        if known is None:
            raise refusal(
                "prefix",
                _("Tiền tố “%(prefix)s” chưa được khai báo không gian tên.") % {"prefix": shown(prefix)},
                path=self.path,
                line=self.line,
            )
        return known

    def count(self, given: list[tuple[str, str]]) -> None:
        self.elements += 1
        self.take(sum(len(name) + len(value) for name, value in given))
        if self.elements > self.limits.elements or len(self.open) >= self.limits.depth:
            raise refusal(
                "structure",
                _("Thông điệp có quá nhiều thẻ hoặc thẻ lồng quá sâu."),
                path=self.path[:200],
                line=self.line,
            )

    def take(self, characters: int) -> None:
        self.characters += characters
        if self.characters > self.limits.text:
            raise self.refuse_size()

    def refuse_size(self) -> Exception:
        return refusal(
            "size",
            _("Thông điệp quá lớn."),
            remedy=_("Đề nghị bên gửi chia nhỏ hoặc gửi tệp lớn qua kênh khác."),
            line=self.line,
        )

    def refuse_charset(self) -> Exception:
        return refusal(
            "charset",
            _("Bảng mã của tệp không đúng như khai báo."),
            remedy=_("Đề nghị bên gửi lưu thông điệp bằng UTF-8 rồi gửi lại."),
            path=self.path,
            line=self.line,
        )


def _codec(head: bytes) -> str:
    """The codec by mark and declaration; only UTF-8 and marked UTF-16 are taken."""
    marked = next(((codec, family) for mark, codec, family in _MARKS if head.startswith(mark)), None)
    plain = head[:1024].decode(marked[0] if marked else "latin-1", "ignore").encode("ascii", "replace")
    said = _DECLARED.match(plain)
    declared = said.group(1).decode().lower() if said else ""
    if marked is not None:
        if not declared or declared.startswith(marked[1]):
            return marked[0]
    elif not declared or declared in _CODECS:
        return _CODECS.get(declared, "utf-8")
    raise refusal(
        "charset",
        _("Bảng mã “%(name)s” không được chấp nhận.") % {"name": shown(declared)},
        remedy=_("Đề nghị bên gửi lưu thông điệp bằng UTF-8 rồi gửi lại."),
        line=1,
    )


def _syntax(error: expat.ExpatError, *, path: str) -> Exception:
    codes = expat.errors.codes
    if error.code == codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]:
        return refusal(
            "entity",
            _("Thông điệp dùng một thực thể (entity) không được phép."),
            path=path,
            line=error.lineno,
        )
    cut = {
        codes[name] for name in (expat.errors.XML_ERROR_NO_ELEMENTS, expat.errors.XML_ERROR_UNCLOSED_TOKEN)
    }
    if error.code in cut:
        return refusal(
            "truncated", _("Tệp bị cụt hoặc rỗng: XML chưa kết thúc."), path=path, line=error.lineno
        )
    return refusal(
        "syntax",
        _("XML hỏng ở cột %(column)d.") % {"column": error.offset + 1},
        path=path,
        line=error.lineno,
    )
