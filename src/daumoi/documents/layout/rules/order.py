"""Components on their side and in their order."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from daumoi.documents.layout.model import Line, Side
from daumoi.documents.layout.rules.checking import Checking

_WRONG: dict[Side, tuple[Side, ...]] = {"left": ("right",), "right": ("left",), "full": ()}


def check_order(checking: Checking) -> None:
    """State's name and date on the right, agency and number on the left; head, title, foot, annexes in turn."""
    _check_sides(checking)
    _check_sequence(checking)


def _check_sides(checking: Checking) -> None:
    row = checking.rule("order.sides")
    if row is None:
        return
    parts = checking.parts
    closing = parts.closing
    placed: tuple[tuple[Line | None, Side], ...] = (
        (parts.national, "right"),
        (parts.motto, "right"),
        (parts.date, "right"),
        (parts.number, "left"),
        (closing.heading, "left"),
        (closing.titles[0] if closing.titles else None, "right"),
    )
    for line, side in placed:
        if line is not None and line.side in _WRONG[side]:
            words = {"left": _("bên trái"), "right": _("bên phải")}
            found = _("Đứng {0}").format(words[line.side])
            checking.report(row, line=line, expected=_("đứng {0}").format(words[side]), found=found)
            return


def _check_sequence(checking: Checking) -> None:
    row = checking.rule("order.sequence")
    if row is None:
        return
    before: tuple[str, Line] | None = None
    for name, line in _in_order(checking):
        if before is not None and _precedes(line, before[1]):
            expected = _("{0} đứng sau {1}").format(name, before[0])
            checking.report(row, line=line, expected=expected, found=_("Đứng trước {0}").format(before[0]))
            return
        before = (name, line)


def _precedes(line: Line, other: Line) -> bool:
    """Whether a line stands above the other; cells of one row of a Word table stand side by side."""
    if line.cell and other.cell and line.cell.rsplit(",", 1)[0] == other.cell.rsplit(",", 1)[0]:
        return line.cell == other.cell and line.number < other.number
    if line.page == other.page and line.y and abs(line.y - other.y) < 2:
        return False
    return line.number < other.number


def _in_order(checking: Checking) -> Iterator[tuple[str, Line]]:
    parts = checking.parts
    closing = parts.closing
    named: tuple[tuple[str, Line | None], ...] = (
        (_("quốc hiệu"), parts.national),
        (_("tiêu ngữ"), parts.motto),
        (_("địa danh, ngày tháng"), parts.date),
        (_("tên loại"), parts.kind_line),
        (_("căn cứ"), parts.grounds[0].first if parts.grounds else None),
        (_("nội dung"), parts.body[0].first if parts.body else None),
        (_("nơi nhận"), closing.heading),
        (_("phụ lục"), parts.annexes[0] if parts.annexes else None),
    )
    yield from ((name, line) for name, line in named if line is not None)
