"""The words of a draft: parts of plain text in a few conventions that any officer types by themselves.

An empty line begins a paragraph, “- ” a dash item, “Điều 1. ” an article, “a) ” a point; `[[khoa]]` stands for a live
figure. Machine-made annexes (tables of a survey) come as ready blocks of the paper model.
"""

import hashlib
import re
from typing import Any

import msgspec

from daumoi.foundation.errors import Invalid

FIGURE = re.compile(r"\[\[([a-z0-9_]{1,60})\]\]")
_MOST_TEXT = 200_000  # characters in one part


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part of the body: a heading (may be empty) and its text."""

    title: str = ""
    text: str = ""


class Signing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who signs: position and name, the lines above ("KT. BỘ TRƯỞNG"), and the position of a second one."""

    position: str = ""
    name: str = ""
    on_behalf: list[str] = []


class ContactPerson(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who answers questions about a letter."""

    name: str = ""
    telephone: str = ""
    unit: str = ""
    email: str = ""


class AnnexText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An annex: text of the officer's, or `blocks` (the paper model as JSON) made by the room the paper is about."""

    title: str
    text: str = ""
    blocks: list[dict[str, Any]] = []
    landscape: bool = False


class Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything of a draft that people write. Dates of sending, number and addressees stand on the paper."""

    parts: list[Part] = []
    grounds: list[str] = []
    closing: str = ""
    recipients: list[str] = []
    signing: Signing = Signing()
    contact: ContactPerson | None = None
    annexes: list[AnnexText] = []
    place: str = "Hà Nội"
    drafter: str = ""
    details: dict[str, str] = {}
    """Named lines of single kinds: `about`, `starts`, `place`, `chair`, `secretary`, `ends` of a meeting;
    `authority` of a decision; `second_position`, `second_name` of whoever signs beside; `bearer_…`, `valid_until`,
    `leave_…` of an introduction or a leave paper (days as YYYY-MM-DD); `parent`, the body above in the head;
    `template`, the own Word template the paper is written into."""
    ready: dict[str, Any] = {}
    """A whole paper of the paper model as JSON, made by the room it is about; people then edit it as a Word file."""

    @property
    def digest(self) -> str:
        """SHA-256 of the words, however the JSON is laid out."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()

    @property
    def plain(self) -> str:
        """All words in reading order, for comparing and searching."""
        lines = [*self.grounds, *_texts_of(self.ready.get("blocks", []))]
        for part in self.parts:
            lines += [part.title, part.text]
        lines.append(self.closing)
        for annex in self.annexes:
            lines += [annex.title, annex.text]
        return "\n".join(line for line in lines if line.strip())

    @property
    def signer(self) -> Signing:
        """Who signs, also when the paper was made by another room."""
        made = self.ready.get("signature") or {}
        if not made:
            return self.signing
        return Signing(
            position=str(made.get("position", "")),
            name=str(made.get("name", "")),
            on_behalf=[str(line) for line in made.get("on_behalf", ())],
        )

    def figure_keys(self) -> list[str]:
        """The keys of live figures in the words, in order, each once."""
        return list(dict.fromkeys(FIGURE.findall(self.plain)))


def _texts_of(value: Any) -> list[str]:
    """The words inside ready blocks, in order; names of kinds and styles are no words."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in _texts_of(item)]
    if isinstance(value, dict):
        return [text for key, item in value.items() if key not in _NO_WORDS for text in _texts_of(item)]
    return []


_NO_WORDS = frozenset(
    {"kind", "style", "marker", "align", "width", "tone", "mark", "role", "svg", "png", "level"}
)


def content_of(raw: Any) -> Content:
    """The content stored as `raw` JSON; `Invalid` names the place when it is malformed or far too long."""
    try:
        content = msgspec.convert(raw, Content, strict=True)
    except msgspec.ValidationError as error:
        raise Invalid(
            "documents.content",
            f"Nội dung dự thảo không đọc được: {error}",
            remedy="Tải lại trang soạn thảo rồi lưu lại.",
            place="Nội dung",
        ) from error
    for number, part in enumerate(content.parts, start=1):
        if len(part.text) > _MOST_TEXT:
            raise Invalid(
                "documents.content.long",
                f"Phần này dài {len(part.text)} ký tự, quá {_MOST_TEXT}.",
                remedy="Chuyển bảng, danh sách dài vào phụ lục hoặc tệp kèm theo.",
                place=part.title or f"Phần {number}",
            )
    return content


def stored(content: Content) -> Any:
    """The content as JSON values."""
    return msgspec.to_builtins(content)


def with_figures(text: str, values: dict[str, str]) -> str:
    """The text with every `[[khoa]]` replaced by its value; an unknown key is refused with its name."""

    def value(found: re.Match[str]) -> str:
        key = found[1]
        if key not in values:
            raise Invalid(
                "documents.figure.unknown",
                f"Số liệu [[{key}]] chưa được khai báo.",
                remedy="Thêm số liệu ấy ở khung “Số liệu trong văn bản” hoặc xoá khỏi lời văn.",
                place="Lời văn",
            )
        return values[key]

    return FIGURE.sub(value, text)
