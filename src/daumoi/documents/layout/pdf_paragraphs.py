"""Paragraphs of a PDF: lines that belong together, with indent, gap above, line spacing and right edge."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from daumoi.documents.layout.model import Alignment, Line, Paragraph
from daumoi.documents.layout.pdf_lines import MM
from daumoi.documents.layout.pdf_pages import Edges

_NEAR = 1.0  # mm
_DEEPEST_INDENT = 26.0  # mm: what starts further in is no running text
_SHORT = 18.0  # mm, a long word: a line ending earlier ends its paragraph
_SINGLE = 1.15  # height of a single line of Times New Roman, in sizes of its type
_GAP = 3.0  # points above the line spacing from which a new paragraph begins
_SMALLEST = 9.0  # points
_OTHER_SIZE = 0.3  # points: a note below a picture is no part of the paragraph above


def paragraphs(lines: Sequence[Line], *, edges: Edges | None) -> tuple[Paragraph, ...]:
    """The running text of portrait pages; without known edges there is none to judge."""
    if edges is None:
        return ()
    flow = [line for line in lines if _is_running(line, edges)]
    leading = _usual_leading(flow, edges)
    if leading is None:
        return ()
    groups: list[list[Line]] = []
    for line in flow:
        if groups and _continues(groups[-1][-1], line, edges, leading):
            groups[-1].append(line)
        else:
            groups.append([line])
    before: list[Line] = []
    made: list[Paragraph] = []
    for group in groups:
        if _is_prose(group, edges):
            made.append(_paragraph(group, before, edges, leading))
        before = group
    return tuple(made)


def _is_running(line: Line, edges: Edges) -> bool:
    return (
        not line.in_table
        and _size(line) >= _SMALLEST
        and -_NEAR <= line.x0 - edges.left <= _DEEPEST_INDENT
        and line.alignment != "centre"
    )


def _usual_leading(flow: Sequence[Line], edges: Edges) -> float | None:
    """Points between baselines inside paragraphs: the commonest distance below a full line."""
    steps = Counter(
        round((below.y - above.y) / MM * 5) / 5
        for above, below in pairwise(flow)
        if above.page == below.page
        and above.x1 > edges.right - _SHORT
        and abs(below.x0 - edges.left) < _NEAR
        and 0 < below.y - above.y < 15
    )
    return steps.most_common(1)[0][0] if steps else None


def _continues(above: Line, line: Line, edges: Edges, leading: float) -> bool:
    if line.page != above.page or abs(line.x0 - edges.left) > _NEAR:
        return False
    if abs(_size(line) - _size(above)) > _OTHER_SIZE:
        return False
    return 0 < (line.y - above.y) / MM <= leading + _GAP


def _size(line: Line) -> float:
    return max(run.size for run in line.runs)


def _is_prose(group: Sequence[Line], edges: Edges) -> bool:
    return any(line.x1 - line.x0 > 0.5 * (edges.right - edges.left) for line in group)


def _paragraph(group: Sequence[Line], before: Sequence[Line], edges: Edges, leading: float) -> Paragraph:
    first = group[0]
    follows = bool(before) and before[-1].page == first.page
    step = (first.y - before[-1].y) / MM if follows else 0.0
    ended = follows and before[-1].x1 < edges.right - _SHORT
    return Paragraph(
        first=first,
        text=" ".join(line.text for line in group),
        runs=tuple(run for line in group for run in line.runs),
        alignment=_alignment(group, edges),
        indent=first.x0 - edges.left
        if len(group) > 1 and (follows or first.x0 - edges.left > _NEAR)
        else None,
        gap=step - leading if follows and (ended or len(group) > 1) else None,
        spacing=_spacing(group),
    )


def _alignment(group: Sequence[Line], edges: Edges) -> Alignment:
    """Uneven when most lines but the last stop short of the right edge; two of them must be there to tell."""
    full = group[:-1]
    if len(full) < 2:
        return "unknown"
    uneven = sum(edges.right - line.x1 > _NEAR for line in full)
    return "left" if uneven > len(full) / 2 else "justified"


def _spacing(group: Sequence[Line]) -> float | None:
    if len(group) < 2:
        return None
    step = median((below.y - above.y) / MM for above, below in pairwise(group))
    return step / (_SINGLE * _size(group[0]))
