"""The two first kinds of paper, reports and letters, as their templates receive them."""

from datetime import datetime

from daumoi.documents.rendering import model
from daumoi.documents.rendering.compose.composer import Composed, Composer
from daumoi.ui import wording

_NO_BREAK = "\u00a0"


def compose_report(document: model.Document, *, at: datetime) -> Composed:
    """The data of ``report.typ``.

    :raises RenderingError: a reference without source, a row that does not fit its columns, a bad picture.
    """
    composer = Composer(document)
    blocks = composer.blocks(document.blocks)
    grounds = [f"{line};" for line in document.grounds[:-1]] + [f"{line}." for line in document.grounds[-1:]]
    kind = document.kind.strip()
    return composer.paper(at=at, name=kind.capitalize()) | {
        "kind": kind,
        "title": f"{kind.capitalize()} {document.subject}",
        "grounds": grounds,
        "blocks": blocks,
        "annexes": composer.annexes(name=kind.capitalize(), at=at),
        "sources": composer.sources(),
    }


def compose_letter(letter: model.Letter, *, at: datetime) -> Composed:
    """The data of ``letter.typ``; errors as in :func:`compose_report`."""
    composer = Composer(letter)
    return composer.paper(at=at, name="Công văn") | {
        "title": f"Công văn {letter.subject}",
        "blocks": composer.blocks(letter.blocks),
        "closing": closing_of(letter),
        "annexes": composer.annexes(name="Công văn", at=at),
        "sources": composer.sources(),
    }


def closing_of(letter: model.Letter | model.Paper) -> list[Composed]:
    """The lines after the body: until when, whom to ask, and the greeting; the last carries "./."."""
    lines: list[Composed] = []
    if letter.deadline:
        lines.append({"label": "Hạn gửi:", "text": f"chậm nhất {wording.long_date(letter.deadline)}"})
    if letter.contact:
        contact = letter.contact
        who = ", ".join(part for part in (contact.name, contact.unit) if part)
        ways = [f"điện thoại: {contact.telephone.replace(' ', _NO_BREAK)}"]
        ways += [f"thư điện tử: {contact.email}"] if contact.email else []
        lines.append({"label": "Đầu mối liên hệ:", "text": "; ".join([who, *ways])})
    if letter.closing:
        lines.append({"label": "", "text": letter.closing.rstrip("./ ")})
    return [{**line, "text": line["text"] + ("./." if line is lines[-1] else ".")} for line in lines]
