"""Foot of a paper in Word: recipients, signatures, the code to check with, a copy below the original."""

import io
from pathlib import Path
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import _Cell

from daumoi.documents.rendering.qr import verification_png
from daumoi.documents.word.grids import Place, add_row, keep_rows, new_grid
from daumoi.documents.word.head import CENTRE, COLUMNS, ROOM, write_issuer
from daumoi.documents.word.lines import add_words
from daumoi.documents.word.sheet import SIZE, plain, rule

Composed = dict[str, Any]
_SHARES = (75.0, 85.0)  # mm: recipients at the left, signature at the right
_SIGNING_ROOM = 58  # points for the signature


def write_foot(document: WordDocument, foot: Composed) -> None:
    """Cells 7 and 9b side by side and never parted; with two signatures the recipients stand below them."""
    extras = bool(foot["recipients"] or foot["qr"] or foot["drafter"])
    if foot["signature"] is None and foot["cosignature"] is None and not extras:
        return
    space = document.add_paragraph().paragraph_format
    space.line_spacing, space.keep_with_next = Pt(10), True
    grid = new_grid(document, _SHARES, ruled=False)
    left, right = add_row(grid, (Place(), Place()), _SHARES)
    _signature(right, foot["signature"])
    if foot["below"]:
        _signature(left, foot["cosignature"])
        if extras:
            left, _ = add_row(grid, (Place(), Place()), _SHARES)
            _recipients(left, foot)
    else:
        _recipients(left, foot)
    if foot["confirmation"]:
        left, _ = add_row(grid, (Place(), Place()), _SHARES)
        paragraph = plain(left.paragraphs[0], align=CENTRE)
        paragraph.paragraph_format.space_before = Pt(12)
        add_words(paragraph, foot["confirmation"], size=13, bold=True)
        add_words(plain(left.add_paragraph(), align=CENTRE), "(Chữ ký, dấu)", size=13, italic=True)
    keep_rows(grid)


def write_copy(document: WordDocument, copy: Composed, *, fonts: Path) -> None:
    """A copy on paper: a rule across the page, its own head and foot."""
    line = document.add_paragraph()
    rule(line, length=ROOM, room=ROOM, gap=10)
    line.paragraph_format.keep_with_next = True
    grid = new_grid(document, COLUMNS, ruled=False)
    left, right = add_row(grid, (Place(), Place()), COLUMNS)
    write_issuer(left, copy["issuer"], fonts=fonts)
    add_words(plain(right.paragraphs[0], align=CENTRE), copy["form"], size=SIZE, bold=True)
    left, right = add_row(grid, (Place(), Place()), COLUMNS)
    add_words(plain(left.paragraphs[0], align=CENTRE), copy["number"], size=13)
    add_words(plain(right.paragraphs[0], align=CENTRE), copy["place_date"], size=13, italic=True)
    keep_rows(grid, last=True)
    nothing = {"cosignature": None, "below": False, "drafter": "", "qr": None, "confirmation": ""}
    write_foot(document, {**nothing, "signature": copy["signature"], "recipients": copy["recipients"]})


def _recipients(cell: _Cell, foot: Composed) -> None:
    paragraph = plain(cell.paragraphs[0], align=WD_ALIGN_PARAGRAPH.LEFT)
    if foot["recipients"]:
        add_words(paragraph, "Nơi nhận:", size=12, bold=True, italic=True)
        for line in foot["recipients"]:
            text = line if line.startswith("{{") else f"- {line}"
            add_words(plain(cell.add_paragraph(), align=WD_ALIGN_PARAGRAPH.LEFT), text, size=11)
    if foot["drafter"]:
        last = plain(cell.add_paragraph(), align=WD_ALIGN_PARAGRAPH.LEFT)
        last.paragraph_format.space_before = Pt(4)
        add_words(last, foot["drafter"], size=11)
    if foot["qr"]:
        _code(cell, foot["qr"]["url"])


def _code(cell: _Cell, url: str) -> None:
    picture = plain(cell.add_paragraph(), align=WD_ALIGN_PARAGRAPH.LEFT)
    picture.paragraph_format.space_before = Pt(8)
    shape = picture.add_run().add_picture(io.BytesIO(verification_png(url)), width=Mm(20))
    shape._inline.docPr.set("descr", f"Mã QR mở trang kiểm tra văn bản: {url}")


def _signature(cell: _Cell, signature: Composed | None) -> None:
    if signature is None:
        return
    paragraph = plain(cell.paragraphs[0], align=CENTRE)
    for index, line in enumerate(signature["lines"]):
        if index:
            paragraph = plain(cell.add_paragraph(), align=CENTRE)
        add_words(paragraph, line, size=SIZE, bold=True, caps=True)
    if signature["remark"]:
        add_words(plain(cell.add_paragraph(), align=CENTRE), signature["remark"], size=12, italic=True)
    name = plain(cell.add_paragraph(), align=CENTRE)
    if signature["other"]:
        add_words(name, signature["other"], size=SIZE, bold=True, caps=True)
        name.paragraph_format.space_before = Pt(_SIGNING_ROOM)
        name = plain(cell.add_paragraph(), align=CENTRE)
    else:
        name.paragraph_format.space_before = Pt(_SIGNING_ROOM)
    add_words(name, signature["name"], size=SIZE, bold=True)
