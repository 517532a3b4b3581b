"""The organisation chart as a drawing: the head on top, below it the units in columns, each with what hangs in it.

Columns wrap into bands, so that a ministry of a hundred units stays as wide as a page and can be printed.
All measures are in the drawing's own units (pixels at full size).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from daumoi.organisations.models import Form
from daumoi.organisations.presenters.words import form_word
from daumoi.organisations.queries import TreeNode

COLUMNS = 5
BOX = 198
GAP = 20
INDENT = 14
LINE_HEIGHT = 16
PADDING = 9
BETWEEN = 8
BAND_GAP = 30
MARGIN = 2
BUS = 18
_LETTERS_PER_PIXEL = 1 / 6.9
_MOST_LINES = 3
DEEPEST = 5


@dataclass(frozen=True)
class Node:
    """A box: its place and size, its name broken into lines, and where it leads."""

    code: str
    name: str
    lines: tuple[str, ...]
    url: str
    x: int
    y: int
    width: int
    height: int
    depth: int
    is_it_unit: bool
    is_head: bool = False

    @property
    def text_x(self) -> int:
        """Where the text begins."""
        return self.x + self.width // 2 if self.is_head else self.x + PADDING + 3

    @property
    def rows(self) -> list[tuple[int, str]]:
        """Each line with its baseline."""
        return [(self.y + PADDING + 11 + n * LINE_HEIGHT, line) for n, line in enumerate(self.lines)]


@dataclass(frozen=True)
class Chart:
    """The whole drawing. `paths` are the connecting lines."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    paths: tuple[str, ...]


class ChartRow(NamedTuple):
    """The same as a line of a table; `css` says how far the name is set in. A tuple, since templates unpack it."""

    css: str
    url: str
    name: str
    is_it_unit: bool
    form: str
    parent: str


Url = Callable[[TreeNode], str]


def chart(*, top: TreeNode, url: Url) -> Chart:
    """Lay the tree out; `url` gives each node's address."""
    count = len(top.children)
    columns = min(COLUMNS, max(count, 1))
    width = max(columns * BOX + (columns - 1) * GAP, 2 * BOX) + 2 * MARGIN
    head = _box(top, url, x=(width - 2 * BOX) // 2, y=MARGIN, width=2 * BOX, depth=0, is_head=True)
    nodes, paths = [head], []
    y = head.y + head.height + BAND_GAP
    trunk = MARGIN + BUS // 2
    bands = [top.children[start : start + columns] for start in range(0, count, columns)]
    left = MARGIN + (BUS if len(bands) > 1 else 0)
    fit = (width - left - MARGIN - (columns - 1) * GAP) // columns
    for number, band in enumerate(bands):
        lowest, centres = y, []
        for place, child in enumerate(band):
            column = list(_column(child, url, x=left + place * (fit + GAP), y=y, width=fit))
            nodes += [node for node, _elbow in column]
            paths += [elbow for _node, elbow in column if elbow]
            lowest = max(lowest, column[-1][0].y + column[-1][0].height)
            centres.append(column[0][0].x + fit // 2)
        paths += _bus(head, y, centres, trunk=trunk if number or len(bands) > 1 else None)
        y = lowest + BAND_GAP
    height = max(node.y + node.height for node in nodes) + MARGIN
    return Chart(width, height, tuple(nodes), tuple(paths))


def chart_rows(*, top: TreeNode, url: Url) -> list[ChartRow]:
    """The tree as a table, from the top down."""
    words = {form.value: form_word(form.value) for form in Form}  # looked up once, not per unit
    return list(_rows(top, url, words, depth=0, parent=""))


def _rows(node: TreeNode, url: Url, words: dict[str, str], *, depth: int, parent: str) -> Iterator[ChartRow]:
    state = node.state
    form = words[state.form] if depth or state.form else str(state.get_kind_display())
    css = f"org-depth-{min(depth, DEEPEST)}"
    yield ChartRow(css, url(node), state.name, state.organisation.is_it_unit, form, parent)
    for child in node.children:
        yield from _rows(child, url, words, depth=depth + 1, parent=state.name)


def _column(node: TreeNode, url: Url, *, x: int, y: int, width: int) -> Iterator[tuple[Node, str]]:
    """A unit with everything below it, each level set in a little, joined by elbows."""
    yield from _hang(node, url, x=x, y=y, width=width, depth=1)


def _hang(
    node: TreeNode, url: Url, *, x: int, y: int, width: int, depth: int, spine: tuple[int, int] | None = None
) -> Iterator[tuple[Node, str]]:
    box = _box(node, url, x=x, y=y, width=width, depth=depth)
    elbow = f"M{spine[0]} {spine[1]}V{box.y + box.height // 2}H{box.x}" if spine is not None else ""
    yield box, elbow
    below = box.y + box.height
    last = box
    for child in node.children:
        inner = _hang(
            child,
            url,
            x=x + INDENT,
            y=last.y + last.height + BETWEEN,
            width=width - INDENT,
            depth=depth + 1,
            spine=(x + INDENT // 2, below),
        )
        for last, path in inner:
            yield last, path


def _bus(head: Node, y: int, centres: list[int], *, trunk: int | None) -> list[str]:
    """The line from the head down to a band and along it, with a drop to each column."""
    level = y - BAND_GAP // 2
    middle = head.x + head.width // 2
    ends = [*centres, middle if trunk is None else trunk]
    down = (
        f"M{middle} {head.y + head.height}V{level}"
        if trunk is None
        else f"M{head.x} {head.y + head.height // 2}H{trunk}V{level}"
    )
    return [down, f"M{min(ends)} {level}H{max(ends)}", *(f"M{centre} {level}V{y}" for centre in centres)]


def _box(node: TreeNode, url: Url, *, x: int, y: int, width: int, depth: int, is_head: bool = False) -> Node:
    state = node.state
    lines = wrap(state.name, letters=int((width - 2 * PADDING - 3) * _LETTERS_PER_PIXEL))
    height = len(lines) * LINE_HEIGHT + 2 * PADDING
    return Node(
        code=state.organisation.code,
        name=state.name,
        lines=lines,
        url=url(node),
        x=x,
        y=y,
        width=width,
        height=height,
        depth=depth,
        is_it_unit=state.organisation.is_it_unit,
        is_head=is_head,
    )


def wrap(text: str, *, letters: int) -> tuple[str, ...]:
    """Break a name at spaces into at most three lines of about `letters`; what does not fit ends in “…”."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < _MOST_LINES:
        line = words.pop(0)
        while words and len(line) + 1 + len(words[0]) <= letters:
            line += " " + words.pop(0)
        lines.append(line)
    if words:
        lines[-1] = lines[-1][: max(letters - 1, 1)].rstrip() + "…"
    return tuple(lines) or ("",)
