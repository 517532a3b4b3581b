"""Page edges, page numbers and furniture of a PDF, measured from what is printed.

A margin cannot be read from a page, only bounded: text starts at it or after it. Each is therefore a
:class:`~daumoi.documents.layout.model.Measure`, as narrow as the print allows.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from django.utils.translation import gettext as _

from daumoi.documents.layout.model import Line, Measure, NumberMark, Page
from daumoi.documents.layout.pdf_lines import MM, Sheet
from daumoi.documents.layout.text import fold

_NUMBER = re.compile(r"[-–]?\s*(\d{1,4}|[ivxlc]{1,6}|[IVXLC]{1,6})\s*[-–]?")
_HEAD_BAND = 22.0  # mm from the upper edge, where page numbers stand
_FOOT_BAND = 19.0
_OUTER_BAND = 19.0  # mm: small print nearer to the edge than this is furniture
_SMALL = 10.5  # points
_ADDRESS = 12.2
_FULL_PAGES = 3  # from so many on, one of them is surely full
_WIDE = 0.45  # of the page: narrower lines say little about margins
_NEAR = 0.7  # mm
_OVERHANG = 1.6  # mm
_WORD = 18.0  # mm: a full line may stop short of the edge by a word
_CAPITAL = 0.66  # height of a capital in sizes of type
_ATTACHED = ("(kem theo", "(ban hanh kem theo")
_ANNEX = re.compile(r"phu luc(?: (?:so )?[ivxlc\d]+)?[.:]?(?: .*)?")


@dataclass(frozen=True, slots=True)
class Edges:
    """Where running text begins and ends on portrait pages (mm), and whether it ends evenly."""

    left: float
    right: float
    even: bool


def described_pages(sheets: Sequence[Sheet]) -> tuple[tuple[Page, ...], tuple[Sheet, ...]]:
    """The pages with margins and numbers, and the sheets without headers, footers and page numbers."""
    marks = [_mark(sheet) for sheet in sheets]
    inner = tuple(
        replace(
            sheet,
            lines=tuple(line for line in sheet.lines if line is not mark and not _is_furniture(line, sheet)),
        )
        for sheet, mark in zip(sheets, marks, strict=True)
    )
    margins = _margins(inner)
    pages: list[Page] = []
    part_start = 1
    for sheet, mark, kept in zip(sheets, marks, inner, strict=True):
        begins = sheet.number > 1 and begins_part(kept)
        part_start = sheet.number if begins else part_start
        expected = (str(sheet.number), str(sheet.number - part_start + 1))
        pages.append(
            Page(
                label=_("Trang {0}").format(sheet.number),
                width=sheet.width,
                height=sheet.height,
                margins=margins.get(sheet.number, {}),
                mark=None if mark is None else _described(mark, sheet, expected),
                first=sheet.number == 1,
                numbered=not begins,
            )
        )
    return tuple(pages), inner


def begins_part(sheet: Sheet) -> bool:
    """Whether an annex, or a paper issued with this one, starts here: it has page numbers of its own."""
    if any(_ANNEX.fullmatch(fold(line.text)) and len(line.text) < 60 for line in sheet.lines[:2]):
        return True
    return any(fold(line.text).startswith(_ATTACHED) for line in sheet.lines[:8])


def text_edges(sheets: Iterable[Sheet]) -> Edges | None:
    """Left and right edge of running text, or None where too little of it stands on the paper."""
    portrait = [sheet for sheet in sheets if sheet.is_portrait]
    wide = [line for sheet in portrait for line in _wide(sheet)]
    if len(wide) < 2:
        return None
    right = _where_lines_end([line.x1 for line in wide])
    reaching = sum(abs(right - line.x1) < _NEAR for line in wide)
    if reaching < 2:
        return None  # One long line tells where it ends, not where lines end.
    left = min((line.x0 for sheet in portrait for line in _continued(sheet, right)), default=None)
    if left is None:
        return None
    return Edges(left, right, even=reaching >= max(2, 0.4 * len(wide)))


def _wide(sheet: Sheet) -> list[Line]:
    return [line for line in sheet.lines if not line.in_table and line.x1 - line.x0 > _WIDE * sheet.width]


def _continued(sheet: Sheet, right: float) -> list[Line]:
    """Lines that go on with the one above: only they are sure to begin at the margin.

    The line above is full, and either starts further in or, where nothing is indented, ends at the very edge.
    """
    lines = [line for line in sheet.lines if not line.in_table]
    return [
        line
        for above, line in pairwise(lines)
        if 0 < line.y - above.y < 12
        and above.x1 - above.x0 > _WIDE * sheet.width
        and (
            (above.x1 > right - _WORD and 4 < above.x0 - line.x0 < 30)
            or (above.x1 > right - 2 and abs(line.x0 - above.x0) < _NEAR)
        )
    ]


def _mark(sheet: Sheet) -> Line | None:
    """The page number: a number alone on its line in the head or foot of the page."""
    for line in sheet.lines:
        in_band = line.y < _HEAD_BAND or line.y > sheet.height - _FOOT_BAND
        if in_band and not line.in_table and _NUMBER.fullmatch(line.text):
            return line
    return None


def _described(mark: Line, sheet: Sheet, expected: tuple[str, ...]) -> NumberMark:
    middle = (mark.x0 + mark.x1) / 2
    # Centred on the page, or on the text between margins of 30–35 and 15–20 mm.
    centred = sheet.width / 2 - 3 <= middle <= sheet.width / 2 + 11
    found = _NUMBER.fullmatch(mark.text)
    return NumberMark(
        text=found[1] if found else mark.text,
        place=_("Trang {0}, số trang").format(sheet.number),
        size=max(run.size for run in mark.runs),
        zone="top" if mark.y < sheet.height / 2 else "bottom",
        centred=centred,
        expected=expected,
    )


def _is_furniture(line: Line, sheet: Sheet) -> bool:
    size = max(run.size for run in line.runs)
    if line.y > sheet.height - _OUTER_BAND:
        return size <= _ADDRESS  # address and telephone of the body stand at the foot of the page
    return line.y < _OUTER_BAND and size <= _SMALL


def _where_lines_end(ends: Sequence[float]) -> float:
    """Where most of the longest lines end: a full stop at the end of a tight line may hang over by a millimetre."""
    longest = max(ends)
    near = [end for end in ends if longest - end < _OVERHANG]
    return max(near, key=lambda end: (sum(abs(end - other) < _NEAR for other in near), end))


def _margins(sheets: Sequence[Sheet]) -> dict[int, dict[str, Measure]]:
    """Margins by page number: each edge is told on the page where it is nearest to the paper's edge."""
    found: dict[int, dict[str, Measure]] = {}
    edges = text_edges(sheets)
    portrait = [sheet for sheet in sheets if sheet.is_portrait and sheet.lines]
    if edges is not None:
        outermost = min(portrait, key=lambda sheet: min((line.x0 for line in _wide(sheet)), default=999.0))
        found.setdefault(outermost.number, {})["left"] = Measure(edges.left - _NEAR, edges.left + _NEAR)
        widest = max(portrait, key=lambda sheet: max((line.x1 for line in _wide(sheet)), default=0.0))
        right = widest.width - edges.right
        found.setdefault(widest.number, {})["right"] = Measure(
            right - (_NEAR if edges.even else 8), right + _NEAR
        )
    if portrait and portrait[0].number == 1:
        first = portrait[0].lines[0]
        top = first.y - _CAPITAL * max(run.size for run in first.runs) * MM
        # Between the margin and the capitals lies the rest of the line's height, up to one and a half lines.
        found.setdefault(1, {})["top"] = Measure(top - 3.2, top + 0.5)
    return found | _bottom(portrait, found, last=sheets[-1].number if sheets else 0)


def _bottom(
    portrait: list[Sheet], found: dict[int, dict[str, Measure]], *, last: int
) -> dict[int, dict[str, Measure]]:
    room = {sheet.number: sheet.height - max(line.y for line in sheet.lines) for sheet in portrait}
    if not room:
        return {}
    tightest = min(room, key=lambda number: room[number])
    # Full pages end within a few lines of the margin; a page before an annex, or the last, ends anywhere.
    full = sum(number != last for number in room)
    low = room[tightest] - 15 if full >= _FULL_PAGES else 0.0
    measure = Measure(low, room[tightest] + _NEAR)
    return {tightest: {**found.get(tightest, {}), "bottom": measure}}
