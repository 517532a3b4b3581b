"""From the words of a draft to the paper model that the press prints."""

import io
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

import msgspec
from pypdf import PdfReader

from daumoi.documents.models import Addressee, AddresseeRole, Figure, Paper, PaperState, Urgency
from daumoi.documents.rendering import blocks_from_text, model, render_paper
from daumoi.documents.rules.content import AnnexText, Content, with_figures
from daumoi.foundation.errors import Invalid

_URGENCY = {
    Urgency.NORMAL: "",
    Urgency.URGENT: "KHẨN",
    Urgency.VERY_URGENT: "THƯỢNG KHẨN",
    Urgency.IMMEDIATE: "HỎA TỐC",
}
_TITLED_ARTICLES = frozenset({"quy_che", "quy_dinh"})
_MEETING = ("about", "starts", "place", "chair", "secretary", "ends")


@dataclass(frozen=True)
class Printed:
    """A printed paper and how many pages it has."""

    pdf: bytes
    pages: int


def print_paper(*, paper: Paper, content: Content, at: datetime, fonts: Path, verify_at: str = "") -> Printed:
    """The paper as PDF; figures show what was signed, else what was drafted; a draft wears its mark.

    :param verify_at: the address before which the verification code stands; no QR code when empty.
    :raises RenderingError: the family of its kind needs something the words lack.
    :raises Invalid: an undeclared figure in the words.
    """
    verify_url = f"{verify_at}{paper.verification_code}/" if verify_at and paper.verification_code else ""
    pdf = render_paper(
        compose(paper=paper, content=content),
        kind_layout=layout_of(paper),
        at=at,
        fonts=fonts,
        verify_url=verify_url,
    )
    return Printed(pdf=pdf, pages=len(PdfReader(io.BytesIO(pdf)).pages))


def layout_of(paper: Paper) -> model.Layout:
    """The family of layout of the paper's kind."""
    return cast(model.Layout, paper.kind.family)


def compose(*, paper: Paper, content: Content) -> model.Paper:
    """The paper as the press knows it: the words, under the head that the registers keep."""
    values = figure_values(paper)
    head: dict[str, Any] = {
        "subject": paper.subject,
        "notation": paper.code_notation,
        "number": int(paper.code_number) if paper.code_number.isdigit() else None,
        "issued": paper.issued_date,
        "urgency": _URGENCY[Urgency(paper.priority)],
        "draft": paper.state in (PaperState.DRAFT, PaperState.SUBMITTED),
        "simulated": paper.is_simulated,
    }
    if content.ready:
        return msgspec.structs.replace(_ready(content), **head)
    signing, details = content.signing, content.details
    return model.Paper(
        **head,
        issuer=model.Issuer(
            name=(details.get("issuer") or paper.organ_name).upper(), parent=details.get("parent", "").upper()
        ),
        kind=paper.kind.name.upper(),
        grounds=tuple(content.grounds),
        blocks=_blocks(paper, content, values),
        place=content.place,
        addressees=_main_addressees(paper),
        annexes=tuple(_annex(annex, values) for annex in content.annexes),
        signature=_signature(signing.position, signing.name, signing.on_behalf),
        cosignature=_signature(details.get("second_position", ""), details.get("second_name", ""), []),
        recipients=tuple(content.recipients),
        authority=details.get("authority", "").upper(),
        meeting=_meeting(details),
        bearer=_bearer(details),
        valid_until=_day(details.get("valid_until", "")),
        leave=_leave(details),
        deadline=paper.due_date if paper.kind.is_letter else None,
        contact=_contact(content),
        closing=content.closing,
        drafter=content.drafter,
    )


def figure_values(paper: Paper) -> dict[str, str]:
    """What each live figure of the paper reads: the signed value once there is one."""
    return {figure.key: figure.frozen_value or figure.value for figure in Figure.objects.filter(paper=paper)}


def _ready(content: Content) -> model.Paper:
    try:
        return msgspec.convert(content.ready, model.Paper)
    except msgspec.ValidationError as error:
        raise Invalid(
            "documents.content.ready",
            f"Bản dựng sẵn không đọc được: {error}",
            remedy="Dựng lại văn bản từ trang nghiệp vụ.",
            place="Nội dung",
        ) from error


def _main_addressees(paper: Paper) -> tuple[str, ...]:
    rows = Addressee.objects.filter(paper=paper, role=AddresseeRole.MAIN).order_by("number", "id")
    return tuple(rows.values_list("organ_name", flat=True))


def _blocks(paper: Paper, content: Content, values: dict[str, str]) -> tuple[model.Block, ...]:
    blocks: list[model.Block] = []
    for part in content.parts:
        if part.title.strip():
            blocks.append(model.Heading(level=1, text=part.title.strip()))
        blocks += blocks_from_text(
            with_figures(part.text, values), titled_articles=paper.kind.code in _TITLED_ARTICLES
        )
    return tuple(blocks)


def _signature(position: str, name: str, on_behalf: list[str]) -> model.Signature | None:
    if not position.strip():
        return None
    lines = tuple(line.strip() for line in on_behalf if line.strip())
    return model.Signature(position=position.strip().upper(), name=name.strip(), on_behalf=lines)


def _meeting(details: dict[str, str]) -> model.Meeting | None:
    if not details.get("starts"):
        return None
    told: dict[str, Any] = {name: details.get(name, "") for name in _MEETING}
    return model.Meeting(**told)


def _bearer(details: dict[str, str]) -> model.Person | None:
    """The person whom an introduction or a leave paper is made out to."""
    if not details.get("bearer_name"):
        return None
    return model.Person(
        details["bearer_name"], details.get("bearer_position", ""), details.get("bearer_title", "")
    )


def _leave(details: dict[str, str]) -> model.Leave | None:
    applied, starts, ends = (_day(details.get(f"leave_{name}", "")) for name in ("applied", "starts", "ends"))
    if applied is None or starts is None or ends is None or ends < starts:
        return None
    return model.Leave(
        applied=applied,
        days=(ends - starts).days + 1,
        starts=starts,
        ends=ends,
        place=details.get("leave_place", ""),
        counted_as=details.get("leave_counted_as", ""),
    )


def _day(text: str) -> date | None:
    """A day kept in the details as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _contact(content: Content) -> model.Contact | None:
    contact = content.contact
    if contact is None or not contact.name.strip():
        return None
    return model.Contact(contact.name, contact.telephone, contact.unit, contact.email)


def _annex(annex: AnnexText, values: dict[str, str]) -> model.Annex:
    ready = (
        tuple(msgspec.convert(annex.blocks, list[model.Block]))
        if annex.blocks
        else blocks_from_text(with_figures(annex.text, values))
    )
    return model.Annex(
        title=annex.title, blocks=ready, orientation="landscape" if annex.landscape else "portrait"
    )
