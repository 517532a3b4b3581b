"""A PDF as the checker sees it: letters put back into lines, lines into paragraphs, page edges measured."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from daumoi.documents.intake import check_pdf_safety
from daumoi.documents.layout.model import Line, Paper, Side
from daumoi.documents.layout.pdf_lines import Sheet
from daumoi.documents.layout.pdf_pages import Edges, described_pages, text_edges
from daumoi.documents.layout.pdf_paragraphs import paragraphs
from daumoi.documents.layout.pdf_sheets import read_sheets

_CENTRED = 2.5  # mm off the middle at most


def read_pdf(data: bytes, *, name: str = "") -> Paper:
    """Read a PDF; a page without letters (a scan) gives no lines.

    :raises Invalid: what :func:`daumoi.documents.intake.check_pdf_safety` refuses, or pages that cannot be
        read.
    """
    check_pdf_safety(data, name=name)
    sheets = read_sheets(data, place=_("Tệp {name}").format(name=name or "PDF"))
    pages, inner = described_pages(sheets)
    edges = text_edges(inner)
    lines = tuple(line for sheet in inner for line in _placed(sheet, edges))
    return Paper(
        kind="pdf",
        pages=pages,
        lines=lines,
        paragraphs=paragraphs([line for line in lines if inner[line.page - 1].is_portrait], edges=edges),
        page_count=len(sheets),
        marks=_furniture(sheets, inner),
    )


def _placed(sheet: Sheet, edges: Edges | None) -> list[Line]:
    """Lines with the number a reader counts, their side and whether they are centred."""
    placed: list[Line] = []
    count = 0
    for line in sheet.lines:
        # The two halves of a head share a line in the reader's eye.
        if not placed or line.y - placed[-1].y > 1.2:
            count += 1
        place = _("Trang {0}, dòng {1}").format(sheet.number, count)
        centred = _is_centred(line, sheet, edges)
        placed.append(
            replace(
                line,
                number=sheet.number * 1000 + len(placed) + 1,
                place=place,
                side=_side(line, sheet),
                alignment="centre" if centred else "unknown",
            )
        )
    return placed


def _side(line: Line, sheet: Sheet) -> Side:
    middle = (line.x0 + line.x1) / 2 / sheet.width
    if middle < 0.42 and line.x1 < 0.62 * sheet.width:
        return "left"
    if middle > 0.58 and line.x0 > 0.33 * sheet.width:
        return "right"
    return "full"


def _is_centred(line: Line, sheet: Sheet, edges: Edges | None) -> bool:
    left, right = (edges.left, edges.right) if edges and sheet.is_portrait else (30.0, sheet.width - 20.0)
    middle = (line.x0 + line.x1) / 2
    inside = line.x0 > left + 3 and line.x1 < right - 3
    return inside and min(abs(middle - (left + right) / 2), abs(middle - sheet.width / 2)) < _CENTRED


def _furniture(sheets: Sequence[Sheet], inner: Sequence[Sheet]) -> tuple[Line, ...]:
    kept = {id(line) for sheet in inner for line in sheet.lines}
    return tuple(
        replace(line, place=_("Trang {number}, ngoài lề").format(number=sheet.number))
        for sheet in sheets
        for line in sheet.lines
        if id(line) not in kept
    )
