"""A paper of any kind, arranged by its family of layout: what stands in the head, before, in and after the body.

One arrangement serves the typesetter and the Word writer, so that the two files never say different things.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Literal

from daumoi.documents.errors import RenderingError
from daumoi.documents.rendering import model
from daumoi.documents.rendering.compose.composer import Composed, Composer, signature_of
from daumoi.documents.rendering.compose.endings import close_text
from daumoi.documents.rendering.compose.openings import after_body, before_body
from daumoi.documents.rendering.compose.papers import closing_of
from daumoi.documents.rendering.qr import verification_mark
from daumoi.ui import wording

_VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class Family:
    """How a family differs from the plan of the decree: what its head and its end hold."""

    dated: bool = True
    subject: Literal["title", "number", "none"] = "title"
    greeting: str = ""  # "Kính gửi:" above the body; {issuer} stands for the name of the body
    ended: bool = True  # the sign "./." after the last word
    recipients_below: bool = False  # two signatures side by side, recipients under them
    headed: bool = True


FAMILIES: dict[model.Layout, Family] = {
    "letter": Family(subject="number", greeting="Kính gửi:"),
    "named": Family(greeting="Kính gửi:"),
    "decision": Family(),
    "telegram": Family(greeting="{issuer} điện:"),
    "invitation": Family(),
    "introduction": Family(subject="none"),
    "minutes": Family(dated=False, recipients_below=True),
    "leave": Family(subject="none"),
    "agreement": Family(recipients_below=True),
    "personal": Family(greeting="Kính gửi:", ended=False),
    "routing": Family(greeting="Kính trình:", ended=False),
    "copy": Family(headed=False, ended=False),
}


def compose_paper(
    paper: model.Paper, *, kind_layout: model.Layout, at: datetime, verify_url: str = ""
) -> Composed:
    """The data of ``official.typ`` and of the Word writer.

    :param kind_layout: the family of layout, from the pack's table of kinds.
    :param verify_url: http(s) address of the page that proves the paper; a QR code is printed when given.
    :raises RenderingError: what the family needs is missing (a session, a bearer), or the content
        contradicts itself as in :func:`~daumoi.documents.rendering.compose.compose_report`.
    """
    family = FAMILIES.get(kind_layout)
    if family is None:
        message = f"Không có họ trình bày «{kind_layout}»."
        raise RenderingError("documents.layout", message, remedy=f"Chọn một trong: {', '.join(FAMILIES)}.")
    composer = Composer(paper)
    kind = "Công văn" if kind_layout == "letter" else paper.kind.strip().capitalize()
    blocks = _body(composer, paper, kind_layout, family)
    return composer.paper(at=at, name=kind) | {
        "title": f"{kind} {paper.subject}".strip(),
        "head": _head(composer, paper, family, at),
        "name": _name(paper, family, kind_layout),
        "opening": _opening(paper, family),
        "blocks": blocks,
        "foot": _foot(paper, family, verify_url),
        "enclosed": _enclosed(composer, paper, kind, at),
        "annexes": composer.annexes(name=kind, at=at),
        "sources": composer.sources(),
        "copy": _copy(paper, kind_layout, at),
        "address": paper.address,
        "verify": verify_url,
    }


def number_line(*, number: int | None, notation: str) -> str:
    """ "Số: 05/QĐ-A"; without notation the bare number; nothing at all when there is neither.

    >>> number_line(number=5, notation="QĐ-A"), number_line(number=5, notation="")
    ('Số: 05/QĐ-A', 'Số: 05')
    """
    if notation:
        return f"Số: {wording.paper_number(number, notation)}"
    return "" if number is None else f"Số: {number:02d}"


def _head(composer: Composer, paper: model.Paper, family: Family, at: datetime) -> Composed | None:
    if not family.headed:
        return None
    return {
        "number": number_line(number=paper.number, notation=paper.notation),
        "place_date": f"{paper.place}, {composer.issued(at)}" if family.dated else "",
        "below": f"V/v {paper.subject}" if family.subject == "number" else "",
        "draft": f"DỰ THẢO {paper.draft_note}".strip() if paper.draft else "",
        "seal": _seal(paper.seal) if paper.seal else [],
    }


def _seal(seal: model.Seal) -> list[str]:
    at = seal.at.astimezone(_VIETNAM)
    moment = f"{at:%d/%m/%Y %H:%M:%S} +07:00"
    return [line for line in (seal.form, seal.issuer, seal.code, f"Thời gian ký: {moment}") if line]


def _name(paper: model.Paper, family: Family, layout: model.Layout) -> Composed | None:
    kind = paper.kind.strip().upper()
    if family.subject == "number" or not family.headed or not kind:
        return None
    subject = paper.subject if family.subject == "title" else ""
    as_of = f"(Số liệu tính đến ngày {wording.short_date(paper.as_of)})" if paper.as_of else ""
    note = "" if layout in ("decision", "minutes", "agreement") else as_of
    return {"kind": kind, "subject": subject, "note": note}


def _opening(paper: model.Paper, family: Family) -> Composed | None:
    if not family.greeting or not paper.addressees:
        return None
    several = len(paper.addressees) > 1
    names = wording.enumerated(paper.addressees) if several else list(paper.addressees)
    return {"label": family.greeting.format(issuer=paper.issuer.name), "names": names}


def _body(composer: Composer, paper: model.Paper, layout: model.Layout, family: Family) -> list[Composed]:
    blocks = before_body(paper, layout) + composer.blocks(paper.blocks) + after_body(paper, layout)
    closing = closing_of(paper)
    if closing:
        return blocks + [_closing_line(line) for line in closing]
    return close_text(blocks) if family.ended else blocks


def _closing_line(line: Composed) -> Composed:
    label = [{"kind": "strong", "text": line["label"]}, " "] if line["label"] else []
    return {"kind": "paragraph", "style": "body", "runs": [*label, line["text"]]}


def _foot(paper: model.Paper, family: Family, verify_url: str) -> Composed:
    return {
        "signature": signature_of(paper.signature) if paper.signature and family.headed else None,
        "cosignature": signature_of(paper.cosignature) if paper.cosignature else None,
        "recipients": wording.enumerated(paper.recipients) if family.headed else [],
        "below": family.recipients_below or paper.cosignature is not None,
        "drafter": paper.drafter,
        "qr": verification_mark(verify_url) if verify_url else None,
        "confirmation": (
            "Xác nhận của cơ quan (tổ chức) hoặc chính quyền địa phương nơi nghỉ phép"
            if paper.leave and paper.leave.confirmation
            else ""
        ),
    }


def _enclosed(composer: Composer, paper: model.Paper, name: str, at: datetime) -> Composed | None:
    enclosed = paper.enclosed
    if enclosed is None:
        return None
    composer.restart(above=0)
    number = wording.paper_number(paper.number, paper.notation)
    attached = f"(Kèm theo {name} số {number} {composer.issued(at)} của {paper.issuer.name})"
    blocks = close_text(composer.blocks(enclosed.blocks))
    kind = enclosed.name_of_kind.strip().upper()
    return {"kind": kind, "subject": enclosed.subject, "attached": attached, "blocks": blocks}


def _copy(paper: model.Paper, layout: model.Layout, at: datetime) -> Composed | None:
    """The copy's own head and foot; a paper of the family "copy" is itself the copy, its kind the form."""
    copy: model.Copy | model.Paper | None = paper if layout == "copy" else paper.copy
    if copy is None:
        return None
    day: date | None = copy.issued
    return {
        "form": copy.form if isinstance(copy, model.Copy) else copy.kind.strip().upper(),
        "issuer": {"name": copy.issuer.name, "parent": copy.issuer.parent},
        "number": number_line(number=copy.number, notation=copy.notation),
        "place_date": f"{copy.place}, {wording.long_date(day) if day else wording.blank_date(at.year)}",
        "signature": signature_of(copy.signature) if copy.signature else None,
        "recipients": wording.enumerated(copy.recipients),
    }
