"""A paper as an editable Word file, arranged exactly as its PDF."""

from datetime import datetime
from pathlib import Path
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from daumoi.documents.rendering import model
from daumoi.documents.rendering.compose import compose_paper
from daumoi.documents.rendering.text import clean
from daumoi.documents.word.blocks import BodyWriter
from daumoi.documents.word.foot import write_copy, write_foot
from daumoi.documents.word.head import ROOM, write_head, write_name, write_opening
from daumoi.documents.word.lines import add_words
from daumoi.documents.word.package import saved
from daumoi.documents.word.sheet import furnish, new_document, next_section, plain, rule, text_width

Composed = dict[str, Any]
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER
_EMPTY_HEAD = {"number": "", "below": "", "draft": "", "place_date": "", "seal": []}


def render_docx(
    paper: model.Paper, *, kind_layout: model.Layout, at: datetime, fonts: Path, verify_url: str = ""
) -> bytes:
    """The paper as DOCX; parameters and errors as in :func:`daumoi.documents.rendering.render_paper`.

    The same paper at the same moment gives the same bytes. Officers may edit every word: head and foot are
    tables without lines, numbers are plain text, page numbers are Word's own.
    """
    if at.tzinfo is None:
        raise ValueError("the moment of a document needs a time zone")
    return write_composed(
        compose_paper(paper, kind_layout=kind_layout, at=at, verify_url=verify_url), at=at, fonts=fonts
    )


def write_composed(composed: Composed, *, at: datetime, fonts: Path) -> bytes:
    """The file of an arranged paper."""
    data: Composed = _cleaned(composed, fonts=fonts)
    document = new_document(data, at=at)
    furnish(document.sections[0], data, first=True)
    _paper(document, data, fonts=fonts)
    for make in (_enclosed, _annexes):
        make(document, data, fonts=fonts)
    return saved(document)


def _paper(document: WordDocument, data: Composed, *, fonts: Path) -> None:
    if data["head"]:
        write_head(document, data, data["head"], fonts=fonts)
    if data["name"]:
        write_name(document, data["name"], fonts=fonts)
    if data["opening"]:
        write_opening(document, data["opening"], fonts=fonts)
    if data["head"] and not data["name"] and not data["opening"]:
        document.add_paragraph().paragraph_format.line_spacing = Pt(12)
    _body(document, data, fonts=fonts).write(data["blocks"])
    write_foot(document, data["foot"])
    if data["copy"]:
        write_copy(document, data["copy"], fonts=fonts)


def _enclosed(document: WordDocument, data: Composed, *, fonts: Path) -> None:
    entry = data["enclosed"]
    if entry is None:
        return
    furnish(next_section(document), data, first=False)
    write_head(document, {**data, "urgency": "", "circulation": ""}, _EMPTY_HEAD, fonts=fonts)
    write_name(
        document,
        {"kind": entry["kind"], "subject": entry["subject"], "note": entry["attached"]},
        fonts=fonts,
    )
    _body(document, data, fonts=fonts).write(entry["blocks"])


def _annexes(document: WordDocument, data: Composed, *, fonts: Path) -> None:
    for annex in data["annexes"]:
        section = next_section(document, landscape=annex["landscape"])
        furnish(section, data, first=False)
        room = text_width(section)
        title = document.add_paragraph(style="Heading 1")
        title.paragraph_format.alignment = _CENTRE
        title.paragraph_format.space_before = Pt(0)
        add_words(title, f"Phụ lục {annex['number']}".strip()).add_break()
        add_words(title, annex["title"].upper(), size=13)
        attached = plain(document.add_paragraph(), align=_CENTRE)
        add_words(attached, annex["attached"], size=13, italic=True)
        line = document.add_paragraph()
        rule(line, length=room * 0.22, room=room, gap=4)
        line.paragraph_format.space_after = Pt(8)
        writer = BodyWriter(document, sources=data["sources"], fonts=fonts, room=room)
        writer.write(annex["blocks"])


def _body(document: WordDocument, data: Composed, *, fonts: Path) -> BodyWriter:
    return BodyWriter(document, sources=data["sources"], fonts=fonts, room=ROOM)


def _cleaned(value: Any, *, fonts: Path) -> Any:
    """Every text in composed form, without characters a file of Word may not hold."""
    if isinstance(value, str):
        return clean(value, fonts=fonts)
    if isinstance(value, dict):
        return {key: _cleaned(item, fonts=fonts) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(item, fonts=fonts) for item in value]
    return value
