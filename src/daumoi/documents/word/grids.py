"""Word tables built row by row: invisible ones that hold the head and the foot, ruled ones for figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.table import CT_Tc
from docx.oxml.text.paragraph import CT_P
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

_TWIPS = 1440 / 25.4  # of a millimetre


@dataclass(frozen=True, slots=True)
class Place:
    """One cell to make: how many columns it covers, whether it goes on from the cell above, its ground."""

    span: int = 1
    merge: str = ""  # "restart", "continue"
    fill: str = ""


def new_grid(
    document: WordDocument, widths: Sequence[float], *, ruled: bool, inset: tuple[float, float] = (0.0, 0.0)
) -> Table:
    """A table without rows; ``widths`` and ``inset`` (left and right, above and below) in millimetres."""
    table: Table = document.add_table(rows=0, cols=len(widths))
    properties = table._tbl.tblPr
    for child in list(properties):  # Word is strict about the order of what follows.
        properties.remove(child)
    _set(properties, "w:tblW", w=str(round(sum(widths) * _TWIPS)), type="dxa")
    if ruled:
        borders = OxmlElement("w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            _set(borders, f"w:{side}", val="single", sz="4", space="0", color="000000")
        properties.append(borders)
    _set(properties, "w:tblLayout", type="fixed")
    margins = OxmlElement("w:tblCellMar")
    for side, size in zip(("top", "left", "bottom", "right"), (inset[1], inset[0]) * 2, strict=True):
        _set(margins, f"w:{side}", w=str(round(size * _TWIPS)), type="dxa")
    properties.append(margins)
    for column, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(round(width * _TWIPS)))
    return table


def add_row(
    table: Table,
    places: Sequence[Place],
    widths: Sequence[float],
    *,
    header: bool = False,
    whole: bool = True,
) -> list[_Cell]:
    """The cells of a new row. A header row repeats on each page; a whole row is not torn by the end of a page."""
    row = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    if whole:
        properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    cells: list[_Cell] = []
    column = 0
    for place in places:
        cell = OxmlElement("w:tc")
        look = OxmlElement("w:tcPr")
        width = sum(widths[column : column + place.span])
        _set(look, "w:tcW", w=str(round(width * _TWIPS)), type="dxa")
        if place.span > 1:
            _set(look, "w:gridSpan", val=str(place.span))
        if place.merge:
            _set(look, "w:vMerge", val=place.merge)
        if place.fill:
            _set(look, "w:shd", val="clear", color="auto", fill=place.fill)
        cell.append(look)
        cell.append(OxmlElement("w:p"))
        row.append(cell)
        cells.append(_Cell(cast(CT_Tc, cell), table))
        column += place.span
    table._tbl.append(row)
    return cells


def keep_rows(table: Table, *, last: bool = False) -> None:
    """Rows of this table stay on one page; with ``last`` also with what follows the table."""
    rows = table._tbl.findall(qn("w:tr"))
    for row in rows if last else rows[:-1]:
        for element in row.iter(qn("w:p")):
            Paragraph(cast(CT_P, element), cast(_Cell, table)).paragraph_format.keep_with_next = True


def _set(parent: Any, name: str, **values: str) -> None:
    found = parent.find(qn(name))
    if found is None:
        found = OxmlElement(name)
        parent.append(found)
    for key, value in values.items():
        found.set(qn(f"w:{key}"), value)
