"""Letters of a PDF page put back into lines, and the rules drawn on it.

A PDF knows letters and places, not lines. Letters are taken in the order they were drawn: a letter goes on
with the line when it stands on the same baseline within the width of a wide space. What is left apart but
stands side by side is joined afterwards, except where two parts of a paper's head or foot meet.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pdfminer.layout import LTChar, LTCurve, LTFigure, LTItem, LTLine, LTPage, LTRect

from daumoi.documents.layout.model import Line, Run
from daumoi.documents.layout.text import is_decomposed

MM = 25.4 / 72  # one point in millimetres
_WIDE_SPACE = 1.3  # sizes of type between two words of one line at most
_SPACE = 0.18  # sizes of type from which a gap is read as a space
_SAME_BASELINE = 0.3  # of the size of type
_THIN = 0.8  # mm: a filled box not thicker than this is a rule
_LONG = 3.0  # mm: shorter strokes are ornaments
_DROPPED = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
# Where the two halves of a head or foot stand close, they are told apart by how the right one begins.
_RIGHT_HALF = re.compile(
    r"(?<=\S)\s+(?=CỘNG H(?:ÒA|OÀ) XÃ HỘI|Độc lập\s*[-–]\s*Tự do)"
    r"|(?<=\S)\s+(?=(?:[^\W\d_]+ ){0,5}[^\W\d_]+, ngày\b.{0,12}\btháng\b)"
    r"|(?<=Nơi nhận:)\s+(?=\S)"
)
_LEFT_NUMBER = re.compile(r"Số\b.*/\S+")


@dataclass(frozen=True, slots=True)
class Box:
    """A drawn rule or filled area, mm from the upper left corner."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_horizontal(self) -> bool:
        return self.y1 - self.y0 <= _THIN and self.x1 - self.x0 >= _LONG

    @property
    def is_vertical(self) -> bool:
        return self.x1 - self.x0 <= _THIN and self.y1 - self.y0 >= _LONG

    @property
    def is_area(self) -> bool:
        return self.x1 - self.x0 > _LONG and self.y1 - self.y0 > _LONG


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: size in mm, lines from top to bottom, rules and filled areas."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...] = ()
    boxes: tuple[Box, ...] = ()

    @property
    def is_portrait(self) -> bool:
        return self.height >= self.width


@dataclass(slots=True)
class _Strip:
    """A line in the making: its letters with their places."""

    glyphs: list[tuple[LTChar, str]] = field(default_factory=list)
    x1: float = 0.0
    baseline: float = 0.0
    size: float = 0.0


def sheet_of(page: LTPage, *, number: int) -> Sheet:
    """Lines and rules of one page; pictures are left out, with whatever is written in them."""
    height = page.height * MM
    letters: list[LTChar] = []
    boxes: list[Box] = []
    for item in page:
        if isinstance(item, LTChar):
            letters.append(item)
        elif isinstance(item, LTLine | LTRect | LTCurve):
            boxes.append(Box(item.x0 * MM, height - item.y1 * MM, item.x1 * MM, height - item.y0 * MM))
    if not letters:
        letters = list(_inside_figures(page))
    lines = [_line(strip, number, height) for strip in _joined(_strips(letters))]
    split = [half for line in lines for half in _halves(line) if half.text]
    area = [box for box in boxes if box.x1 - box.x0 < 0.97 * page.width * MM or not box.is_area]
    tables = list(_tables(area))
    rules = [box for box in boxes if box.is_horizontal]
    placed = sorted(
        (
            replace(line, in_table=_stands_in(line, tables), rule_below=_rule_below(line, rules))
            for line in split
        ),
        key=lambda line: (round(line.y, 1), line.x0),
    )
    return Sheet(number, page.width * MM, height, tuple(placed), tuple(boxes))


def _inside_figures(parent: Iterable[LTItem]) -> Iterator[LTChar]:
    """Some programs draw the whole page as one picture of letters."""
    for item in parent:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTFigure):
            yield from _inside_figures(item)


def _strips(letters: Iterable[LTChar]) -> list[_Strip]:
    strips: list[_Strip] = []
    current = _Strip()
    for letter in letters:
        text = letter.get_text().translate(_DROPPED)
        if not text or not letter.upright:
            continue
        if not _goes_on(current, letter):
            current = _Strip(baseline=letter.matrix[5], size=letter.size, x1=letter.x0)
            strips.append(current)
        current.glyphs.append((letter, text))
        current.x1 = max(current.x1, letter.x1)
        current.size = max(current.size, letter.size)
    return strips


def _goes_on(strip: _Strip, letter: LTChar) -> bool:
    if not strip.glyphs:
        return False
    size = max(strip.size, letter.size)
    gap = letter.x0 - strip.x1
    return (
        abs(letter.matrix[5] - strip.baseline) < _SAME_BASELINE * size
        and -0.8 * size < gap < _WIDE_SPACE * size
    )


def _joined(strips: list[_Strip]) -> list[_Strip]:
    """Strips side by side on one baseline, drawn apart, become one line."""
    ordered = sorted(
        (strip for strip in strips if any(not text.isspace() for _letter, text in strip.glyphs)),
        key=lambda strip: (-round(strip.baseline, 0), strip.glyphs[0][0].x0),
    )
    joined: list[_Strip] = []
    for strip in ordered:
        if joined and _goes_on(joined[-1], strip.glyphs[0][0]):
            last = joined[-1]
            last.glyphs += strip.glyphs
            last.x1, last.size = max(last.x1, strip.x1), max(last.size, strip.size)
        else:
            joined.append(strip)
    return joined


def _line(strip: _Strip, page: int, height: float) -> Line:
    pieces: list[tuple[str, str, float, float, float]] = []  # text, font, size, x0, x1
    for letter, text in strip.glyphs:
        readable = "\ufffd" if text.startswith("(cid:") else text
        if pieces:
            gap = letter.x0 - pieces[-1][4]
            if gap > _SPACE * letter.size and not readable.isspace() and not pieces[-1][0].endswith(" "):
                readable = f" {readable}"
        pieces.append((readable, letter.fontname, letter.size, letter.x0, letter.x1))
    inked = [piece for piece in pieces if not piece[0].isspace()]
    return Line(
        page=page,
        number=0,
        place="",
        runs=tuple(_runs(pieces, largest=strip.size)),
        x0=inked[0][3] * MM,
        x1=max(piece[4] for piece in inked) * MM,
        y=height - strip.baseline * MM,
        decomposed=is_decomposed("".join(piece[0] for piece in pieces)),
    )


def _runs(pieces: list[tuple[str, str, float, float, float]], *, largest: float) -> Iterator[Run]:
    text, font, size = "", "", 0.0
    for piece, piece_font, piece_size, _x0, _x1 in pieces:
        if text and (piece_font != font or abs(piece_size - size) > 0.05):
            yield _run(text, font, size, largest)
            text = ""
        text, font, size = text + piece, piece_font, piece_size
    yield _run(text, font, size, largest)


def _run(text: str, font: str, size: float, largest: float) -> Run:
    name = font.casefold()
    return Run(
        text=unicodedata.normalize("NFC", text.replace("\u00a0", " ")),
        font=font,
        size=round(size, 2),
        bold="bold" in name or "black" in name,
        italic="italic" in name or "oblique" in name,
        raised=size < 0.75 * largest,
    )


def _halves(line: Line) -> Iterator[Line]:
    """The line, or its two parts where the left and right half of a head met.

    Where the cut falls in mm is reckoned by the share of letters: the sides are far enough apart for it.
    """
    whole = "".join(run.text for run in line.runs)
    found = _RIGHT_HALF.search(whole)
    if found and ", ngày" in whole and not _LEFT_NUMBER.fullmatch(whole[: found.start()].strip()):
        found = None  # A date alone on its line: what stands before it is its own place.
    if found is None:
        yield line
        return
    cut = found.end()
    at = line.x0 + (line.x1 - line.x0) * found.start() / len(whole)
    yield replace(line, runs=tuple(_cut(line.runs, 0, found.start())), x1=at)
    yield replace(line, runs=tuple(_cut(line.runs, cut, len(whole))), x0=at)


def _cut(runs: Iterable[Run], start: int, end: int) -> Iterator[Run]:
    position = 0
    for run in runs:
        text = run.text[max(start - position, 0) : max(end - position, 0)]
        position += len(run.text)
        if text:
            yield replace(run, text=text)


def _tables(boxes: Iterable[Box]) -> Iterator[Box]:
    """Areas where tables and frames stand: between vertical rules that overlap in height, or filled."""
    standing: list[list[Box]] = []
    for box in sorted((box for box in boxes if box.is_vertical), key=lambda box: box.y0):
        if standing and box.y0 <= max(other.y1 for other in standing[-1]) + 1:
            standing[-1].append(box)
        else:
            standing.append([box])
    for group in standing:
        x0, x1 = min(box.x0 for box in group), max(box.x1 for box in group)
        if x1 - x0 > _LONG:
            yield Box(x0, min(box.y0 for box in group), x1, max(box.y1 for box in group))
    yield from (box for box in boxes if box.is_area)


def _stands_in(line: Line, tables: Iterable[Box]) -> bool:
    middle = (line.x0 + line.x1) / 2
    return any(box.x0 - 1 <= middle <= box.x1 + 1 and box.y0 <= line.y <= box.y1 + 1 for box in tables)


def _rule_below(line: Line, rules: Iterable[Box]) -> float:
    """Length of the nearest rule right below the line, as a share of the line's width; 0 without one."""
    near = [
        box
        for box in rules
        if 0.2 <= box.y0 - line.y <= 6
        and abs((box.x0 + box.x1) - (line.x0 + line.x1)) < 0.3 * (line.x1 - line.x0)
    ]
    if not near or line.x1 <= line.x0:
        return 0.0
    closest = min(near, key=lambda box: box.y0)
    return (closest.x1 - closest.x0) / (line.x1 - line.x0)
