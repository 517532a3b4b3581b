"""Base64 in both directions as a stream, so that a file of any size passes in small pieces."""

import binascii
import hashlib
import re
from collections.abc import Iterator
from typing import Protocol

from django.utils.translation import gettext as _

from daumoi.documents.edxml.faults import refusal, shown
from daumoi.documents.edxml.model import Content

_WHITE = b" \t\r\n"
_PLACEHOLDER = re.compile(r"\$\{[^{}]{0,500}\}")
_PIECE = 48 * 1024
"""A multiple of three, so that pieces encode without padding between them."""


class Writable(Protocol):
    """Anything bytes can be written to."""

    def write(self, piece: bytes, /) -> object:
        """Take the piece."""
        ...


class Readable(Protocol):
    """Anything bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""
        ...


class Decoder:
    """Takes the text of one attachment in pieces, writes its bytes to `target` (or nowhere), counts and hashes.

    `declared` is the length the sender announced, in bytes; a length over `limit` is refused before anything
    is decoded, a length that differs from the real one at the end.
    """

    def __init__(self, *, target: Writable | None, limit: int, declared: int | None, path: str) -> None:
        self.target, self.limit, self.declared, self.path = target, limit, declared, path
        self.content: Content | None = None
        self.placeholder = ""
        self._template: str | None = None
        self._carry = b""
        self._ended = False
        self._length = 0
        self._hash = hashlib.sha256()

    def write(self, text: str, *, line: int) -> None:
        """Take one piece of text; `line` is where it stands."""
        if self._template is None and not self._length and not self._carry and text.lstrip().startswith("$"):
            self._template = ""
        if self._template is not None:
            self._template += text[:600]
            if len(self._template) > 600:
                raise self._broken(line)
            return
        try:
            plain = self._carry + text.encode("ascii").translate(None, _WHITE)
        except UnicodeEncodeError as error:
            raise self._broken(line) from error
        whole = len(plain) - len(plain) % 4
        self._carry = plain[whole:]
        if whole:
            self._decode(plain[:whole], line)

    def finish(self, *, line: int) -> None:
        """The text has ended: what is left over must be nothing."""
        if self._template is not None:
            if not _PLACEHOLDER.fullmatch(self._template.strip()):
                raise self._broken(line)
            self.placeholder = self._template.strip()
            return
        if self._carry:
            raise refusal(
                "attachment.truncated",
                _("Tệp đính kèm bị cụt: base64 thiếu phần cuối."),
                path=self.path,
                line=line,
            )
        if self.declared is not None and self.declared != self._length:
            raise refusal(
                "attachment.length",
                _("Tệp đính kèm dài %(real)d byte, khác độ dài khai báo %(declared)d byte.")
                % {"real": self._length, "declared": self.declared},
                path=self.path,
                line=line,
            )
        if self._length:
            self.content = Content(length=self._length, sha256=self._hash.hexdigest())

    def _decode(self, plain: bytes, line: int) -> None:
        padding = plain.count(b"=")
        if self._ended or padding > 2 or not plain.endswith(b"=" * padding):
            raise self._broken(line)
        try:
            piece = binascii.a2b_base64(plain, strict_mode=True)
        except binascii.Error as error:
            raise self._broken(line) from error
        self._ended = padding > 0
        self._length += len(piece)
        if self._length > self.limit:
            raise too_large(path=self.path, line=line)
        self._hash.update(piece)
        if self.target is not None:
            self.target.write(piece)

    def _broken(self, line: int) -> Exception:
        return refusal(
            "attachment.base64", _("Tệp đính kèm không phải base64 đúng."), path=self.path, line=line
        )


def too_large(*, path: str, line: int | None = None) -> Exception:
    """The refusal of an attachment over the limit."""
    return refusal(
        "attachment.size",
        _("Tệp đính kèm quá lớn."),
        remedy=_("Đề nghị bên gửi gửi tệp lớn qua kênh khác."),
        path=path,
        line=line,
    )


def encoded(source: Readable, *, expected: Content | None, name: str) -> Iterator[bytes]:
    """The base64 of a file, piece by piece. Raises Invalid when it is empty or differs from `expected`."""
    digest, length, left = hashlib.sha256(), 0, b""
    while piece := source.read(_PIECE):
        digest.update(piece)
        length += len(piece)
        left += piece
        whole = len(left) - len(left) % 3
        yield binascii.b2a_base64(left[:whole], newline=False)
        left = left[whole:]
    yield binascii.b2a_base64(left, newline=False)
    if not length:
        raise refusal(
            "write.empty",
            _("Tệp “%(name)s” rỗng.") % {"name": shown(name)},
            remedy=_("Đính kèm tệp có nội dung rồi gửi lại."),
        )
    if expected is not None and expected != Content(length=length, sha256=digest.hexdigest()):
        raise refusal(
            "write.changed",
            _("Tệp “%(name)s” đã thay đổi so với lúc lập thông điệp.") % {"name": shown(name)},
            remedy=_("Lập lại thông điệp từ tệp hiện tại."),
        )
