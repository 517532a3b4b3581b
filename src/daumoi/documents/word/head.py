"""Head of a paper in Word: issuer and nation, number and date, name of the kind, addressees."""

from pathlib import Path
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import _Cell

from daumoi.documents.word.grids import Place, add_row, new_grid
from daumoi.documents.word.lines import add_words
from daumoi.documents.word.metrics import width_mm
from daumoi.documents.word.sheet import GAP, LACQUER, LEFT, RIGHT, SIZE, WIDTH, plain, rule

Composed = dict[str, Any]
CENTRE = WD_ALIGN_PARAGRAPH.CENTER
ROOM = WIDTH - LEFT - RIGHT
COLUMNS = (61.5, 98.5)  # mm: the shares of issuer and nation
_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"


def write_head(document: WordDocument, data: Composed, entry: Composed, *, fonts: Path) -> None:
    """Cells 1 to 4 of the decree's plan, the subject of a letter, marks of urgency, draft and circulation."""
    grid = new_grid(document, COLUMNS, ruled=False)
    left, right = add_row(grid, (Place(), Place()), COLUMNS)
    write_issuer(left, data["issuer"], fonts=fonts)
    _nation(right, fonts=fonts)
    left, right = add_row(grid, (Place(), Place()), COLUMNS)
    number = plain(left.paragraphs[0], align=CENTRE)
    number.paragraph_format.space_before = Pt(6)
    add_words(number, entry["number"], size=13)
    if entry["below"]:
        below = plain(left.add_paragraph(), align=CENTRE)
        below.paragraph_format.space_before = Pt(GAP)
        add_words(below, entry["below"], size=12.5)
    if data["urgency"]:
        _stamp(left, data["urgency"]).font.color.rgb = LACQUER
    if entry["draft"]:
        _stamp(left, entry["draft"])
    dated = plain(right.paragraphs[0], align=CENTRE)
    dated.paragraph_format.space_before = Pt(6)
    add_words(dated, entry["place_date"], size=13, italic=True)
    if data["circulation"]:
        _stamp(right, data["circulation"].upper())


def write_issuer(cell: _Cell, issuer: Composed, *, fonts: Path) -> None:
    """The body above in plain capitals, the issuer in bold ones, a rule of two fifths below."""
    paragraph = plain(cell.paragraphs[0], align=CENTRE)
    if issuer["parent"]:
        add_words(paragraph, issuer["parent"], size=12, caps=True)
        paragraph = plain(cell.add_paragraph(), align=CENTRE)
    add_words(paragraph, issuer["name"], size=12, bold=True, caps=True)
    width = min(width_mm(issuer["name"].upper(), size=12, bold=True, fonts=fonts), COLUMNS[0])
    rule(cell.add_paragraph(), length=width * 0.4, room=COLUMNS[0], gap=2)


def write_name(document: WordDocument, entry: Composed, *, fonts: Path) -> None:
    """Cell 5a: the kind in capitals, the subject, a rule of two fifths of it, and a note."""
    kind = plain(document.add_paragraph(), align=CENTRE)
    kind.paragraph_format.space_before = Pt(16)
    add_words(kind, entry["kind"], size=SIZE, bold=True, caps=True)
    last = entry["kind"]
    if entry["subject"]:
        subject = plain(document.add_paragraph(), align=CENTRE)
        subject.paragraph_format.left_indent = subject.paragraph_format.right_indent = Mm(ROOM * 0.06)
        add_words(subject, entry["subject"], size=SIZE, bold=True)
        last = entry["subject"]
    width = min(width_mm(last, size=SIZE, bold=True, fonts=fonts), ROOM * 0.88)
    line = document.add_paragraph()
    rule(line, length=width * 0.4, room=ROOM, gap=4)
    if entry["note"]:
        note = plain(document.add_paragraph(), align=CENTRE)
        note.paragraph_format.space_before = Pt(4)
        add_words(note, entry["note"], size=13, italic=True)
    else:
        line.paragraph_format.space_after = Pt(8)


def write_opening(document: WordDocument, entry: Composed, *, fonts: Path) -> None:
    """Cell 9a: one addressee on the line of the label, several in a column beside it."""
    label, names = entry["label"], entry["names"]
    if len(names) == 1:
        only = plain(document.add_paragraph(), align=CENTRE)
        only.paragraph_format.space_before, only.paragraph_format.space_after = Pt(10), Pt(10)
        add_words(only, f"{label} {names[0]}")
        return
    document.add_paragraph().paragraph_format.line_spacing = Pt(8)
    titled = width_mm(label, size=SIZE, fonts=fonts) + 3
    longest = max(width_mm(f"- {name}", size=SIZE, fonts=fonts) for name in names) + 2
    before = max((ROOM - titled - longest) / 2, 0) + titled
    widths = (before, ROOM - before)
    grid = new_grid(document, widths, ruled=False)
    left, right = add_row(grid, (Place(), Place()), widths)
    greeting = plain(left.paragraphs[0], align=WD_ALIGN_PARAGRAPH.RIGHT)
    greeting.paragraph_format.right_indent = Mm(2)
    add_words(greeting, label)
    for index, name in enumerate(names):
        line = plain(right.paragraphs[0] if index == 0 else right.add_paragraph())
        add_words(line, f"- {name}")
    document.add_paragraph().paragraph_format.line_spacing = Pt(8)


def _nation(cell: _Cell, *, fonts: Path) -> None:
    add_words(plain(cell.paragraphs[0], align=CENTRE), _NATION, size=12, bold=True)
    add_words(plain(cell.add_paragraph(), align=CENTRE), _MOTTO, size=13, bold=True)
    length = width_mm(_MOTTO, size=13, bold=True, fonts=fonts)
    rule(cell.add_paragraph(), length=length, room=COLUMNS[1], gap=1)


def _stamp(cell: _Cell, text: str) -> Any:
    """Words in a frame, in a paragraph of their own."""
    paragraph = plain(cell.add_paragraph(), align=CENTRE)
    paragraph.paragraph_format.space_before = Pt(8)
    run = add_words(paragraph, f" {text} ", size=13, bold=True)
    frame = run._r.get_or_add_rPr().makeelement(_qualified("bdr"), {})
    for name, value in (("val", "single"), ("sz", "8"), ("space", "0"), ("color", "auto")):
        frame.set(_qualified(name), value)
    run._r.get_or_add_rPr().append(frame)
    return run


def _qualified(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"
