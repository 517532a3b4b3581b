"""A Word file as the checker sees it: paragraphs with their effective look, page set-up, page numbers.

Word keeps no lines: a :class:`Line` here is a paragraph, or the part of one between two line breaks, and
the place of a finding counts paragraphs as the reader does, tables apart.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from lxml import etree

from daumoi.documents.intake import WordFile, open_docx
from daumoi.documents.layout.model import Line, Paper, Paragraph, Run, Side
from daumoi.documents.layout.text import fold, is_decomposed
from daumoi.documents.layout.word_pages import Setup, WordPages
from daumoi.documents.layout.word_styles import ParagraphLook, Styles, W

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_INLINE = frozenset(
    {f"{W}hyperlink", f"{W}ins", f"{W}moveTo", f"{W}smartTag", f"{W}fldSimple", f"{W}customXml"}
)
_BREAK, _PAGE_BREAK, _TAB = "\n", "\f", "\t"
_HEAD_PARAGRAPHS = 14  # Without a table, head and body are told apart by how early a line stands.
_DRAWN = re.compile(r"[_─—–-]{4,}")
_LETTERS_PER_PAGE = 3_800
_SINGLE = 1.15  # Height of a single line of Times New Roman, in sizes of its type.
_FIRST_TAB = 12.7  # mm, Word's default tab stop: officers indent with the tab key too


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a paragraph stands: what to call it, which cell, which side, whether a rule is drawn there."""

    place: str
    cell: str = ""
    side: Side = "full"
    ruled: bool = False


def read_docx(data: bytes, *, name: str = "") -> Paper:
    """Read a Word file.

    :raises Invalid: what :func:`daumoi.documents.intake.open_docx` refuses.
    """
    return _Reader(open_docx(data, name=name)).paper()


class _Reader:
    def __init__(self, word: WordFile) -> None:
        self._word = word
        self._styles = Styles(word)
        self._root = word.xml(word.main)
        self._lines: list[Line] = []
        self._paragraphs: list[Paragraph] = []
        self._marks: list[Line] = []
        self._page = 1
        self._before: ParagraphLook | None = None
        self._counts = {"paragraph": 0, "table": 0}
        self._in_foot = False

    def paper(self) -> Paper:
        body = self._root.find(f"{W}body")
        if body is not None:
            self._block(body, _Spot(""))
        setups = [Setup.read(node) for node in self._root.iter(f"{W}sectPr")] or [Setup()]
        pages = WordPages(self._word, self._styles, setups, estimate=self._estimated_pages())
        self._outside("header", "footer")
        return Paper(
            kind="docx",
            pages=pages.pages(),
            lines=tuple(self._lines),
            paragraphs=tuple(self._paragraphs),
            page_count=pages.count,
            marks=tuple(self._marks),
        )

    def _estimated_pages(self) -> int:
        return max(self._page, -(-sum(len(line.text) for line in self._lines) // _LETTERS_PER_PAGE))

    # --- walking ---

    def _block(self, parent: etree._Element, spot: _Spot) -> None:
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child, spot)
            elif child.tag == f"{W}tbl":
                self._before = None
                self._table(child)
                self._before = None
            elif child.tag == f"{W}sdt":
                for content in child.findall(f"{W}sdtContent"):
                    self._block(content, spot)
            elif child.tag in {f"{W}ins", f"{W}customXml"}:
                self._block(child, spot)

    def _table(self, table: etree._Element) -> None:
        self._counts["table"] += 1
        number = self._counts["table"]
        for row_number, row in enumerate(table.iterchildren(f"{W}tr"), start=1):
            cells = list(row.iterchildren(f"{W}tc"))
            for column, cell in enumerate(cells, start=1):
                place = _("Bảng {0}, hàng {1}, cột {2}").format(number, row_number, column)
                spot = _Spot(place, place, _side(column, len(cells)), _is_ruled(cell))
                self._block(cell, spot)

    def _paragraph(self, paragraph: etree._Element, spot: _Spot) -> None:
        look = self._styles.paragraph(paragraph)
        if not spot.cell:
            self._counts["paragraph"] += 1
            early = self._counts["paragraph"] <= _HEAD_PARAGRAPHS
            spot = _Spot(
                _("Đoạn {0}").format(self._counts["paragraph"]),
                ruled=early and self._head_is_ruled(paragraph),
            )
        self._boxes(paragraph, spot)
        runs = [run for node in _runs(paragraph) if (run := self._run(node, look.style)) is not None]
        made = [
            replace(line, number=number)
            for number, line in enumerate(self._made_lines(runs, look, spot), start=len(self._lines) + 1)
        ]
        self._lines += made
        if not spot.cell:
            self._running_text(made, runs, look)

    def _made_lines(self, runs: list[Run], look: ParagraphLook, spot: _Spot) -> list[Line]:
        made: list[Line] = []
        for number, piece in enumerate(_split(runs, _PAGE_BREAK)):
            self._page += number > 0
            for part in _split(piece, _BREAK):
                made += [line for line in self._lines_of(part, look, spot) if line.text]
        return made

    def _lines_of(self, runs: list[Run], look: ParagraphLook, spot: _Spot) -> Iterator[Line]:
        line = Line(
            page=self._page,
            number=0,
            place=spot.place,
            runs=tuple(_composed(run) for run in runs),
            side=spot.side,
            alignment=look.alignment,
            cell=spot.cell,
            in_table=bool(spot.cell),
            rule_below=None if spot.ruled else 0.0,
            decomposed=any(is_decomposed(run.text) for run in runs),
        )
        halves = [half for half in _split(runs, _TAB) if "".join(run.text for run in half).strip()]
        if spot.cell or len(halves) != 2 or not self._has_halves(halves[0]):
            yield line
            return
        # A head typed with a tab between its two halves instead of a table.
        sides: tuple[Side, Side] = ("left", "right")
        for half, side in zip(halves, sides, strict=True):
            yield replace(line, runs=tuple(_composed(run) for run in half), side=side, alignment="centre")

    def _has_halves(self, left: list[Run]) -> bool:
        """Whether a tab parts two columns here: in the head, and from "Nơi nhận" on."""
        text = fold("".join(run.text for run in left))
        self._in_foot = self._in_foot or text.startswith("noi nhan")
        early = self._counts["paragraph"] <= _HEAD_PARAGRAPHS
        return early or (self._in_foot and text.startswith(("noi nhan", "-")))

    def _running_text(self, made: list[Line], runs: list[Run], look: ParagraphLook) -> None:
        if not made or look.alignment not in {"left", "justified"} or made[0].side != "full":
            self._before = None
            return
        self._paragraphs.append(
            Paragraph(
                first=made[0],
                text=" ".join(line.text for line in made),
                runs=tuple(runs),
                alignment=look.alignment,
                indent=_indent(runs, look),
                gap=self._gap(look),
                spacing=look.spacing or _exact_spacing(look, runs),
            )
        )
        self._before = look

    def _gap(self, look: ParagraphLook) -> float | None:
        before = self._before
        if before is None:
            return None
        if look.style == before.style and look.contextual and before.contextual:
            return 0.0
        return before.after + look.before

    def _run(self, node: etree._Element, style: str) -> Run | None:
        look = self._styles.run(node, paragraph_style=style)
        text = "".join(_characters(node))
        if look.hidden or not text:
            return None
        return Run(
            text=text.upper() if look.capitals else text,
            font=look.font,
            size=look.size,
            bold=look.bold,
            italic=look.italic,
            underlined=look.underlined,
            raised=look.raised,
        )

    # --- what stands outside the flow ---

    def _boxes(self, paragraph: etree._Element, spot: _Spot) -> None:
        """Text boxes: stamps are drawn with them."""
        for content in paragraph.iter(f"{W}txbxContent"):
            self._mark(content, _("{0}, hộp chữ").format(spot.place))

    def _outside(self, *kinds: str) -> None:
        for kind in kinds:
            for part in sorted(set(self._word.related(kind).values())):
                self._mark(self._word.xml(part), _("Đầu trang") if kind == "header" else _("Chân trang"))

    def _mark(self, parent: etree._Element, place: str) -> None:
        for paragraph in parent.iter(f"{W}p"):
            look = self._styles.paragraph(paragraph)
            runs = [run for node in _runs(paragraph) if (run := self._run(node, look.style)) is not None]
            if "".join(run.text for run in runs).strip():
                self._marks.append(Line(page=0, number=0, place=place, runs=tuple(map(_composed, runs))))

    def _head_is_ruled(self, paragraph: etree._Element) -> bool:
        following = paragraph.getnext()
        return _is_ruled(paragraph) or (
            following is not None and following.tag == f"{W}p" and _is_ruled(following)
        )


def _runs(parent: etree._Element) -> Iterator[etree._Element]:
    """Runs of a paragraph in order; deleted and moved-away text does not count."""
    for child in parent:
        if child.tag == f"{W}r":
            yield child
        elif child.tag in _INLINE:
            yield from _runs(child)
        elif child.tag == f"{W}sdt":
            for content in child.findall(f"{W}sdtContent"):
                yield from _runs(content)


def _characters(run: etree._Element) -> Iterator[str]:
    for node in run:
        if node.tag == f"{W}t":
            yield node.text or ""
        elif node.tag == f"{W}tab":
            yield _TAB
        elif node.tag == f"{W}br":
            yield _PAGE_BREAK if node.get(f"{W}type") == "page" else _BREAK
        elif node.tag == f"{W}cr":
            yield _BREAK
        elif node.tag == f"{W}noBreakHyphen":
            yield "-"


def _split(runs: list[Run], mark: str) -> list[list[Run]]:
    """The runs cut wherever the mark stands in their text."""
    pieces: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split(mark)
        pieces[-1] += [replace(run, text=first)] if first else []
        pieces += [[replace(run, text=part)] if part else [] for part in others]
    return pieces


def _composed(run: Run) -> Run:
    return replace(run, text=unicodedata.normalize("NFC", run.text))


def _side(column: int, columns: int) -> Side:
    if columns < 2:
        return "full"
    return "left" if column == 1 else ("right" if column == columns else "full")


def _is_ruled(node: etree._Element) -> bool:
    """Whether a rule is drawn in a cell or paragraph: a shape, a border, or a row of underscores."""
    for shape in (*node.iter(f"{W}drawing"), *node.iter(f"{W}pict"), *node.iter(f"{_MC}AlternateContent")):
        if next(shape.iter(_PICTURE), None) is None and next(shape.iter(f"{W}txbxContent"), None) is None:
            return True
    for borders in (*node.iter(f"{W}pBdr"), *node.iter(f"{W}tcBorders")):
        if any(
            edge.tag in {f"{W}top", f"{W}bottom"} and edge.get(f"{W}val") not in {None, "nil", "none"}
            for edge in borders
        ):
            return True
    return any(_DRAWN.fullmatch((text.text or "").strip()) for text in node.iter(f"{W}t"))


def _indent(runs: list[Run], look: ParagraphLook) -> float | None:
    """The indent of the first line in mm, or None where the paragraph as a whole is moved or listed."""
    if look.numbered or abs(look.left) > 0.5 or look.first < 0:
        return None
    leading = "".join(run.text for run in runs)
    return look.first + (_FIRST_TAB if leading.startswith(_TAB) else 0.0)


def _exact_spacing(look: ParagraphLook, runs: list[Run]) -> float | None:
    size = max((run.size for run in runs), default=0.0)
    return look.exact / (size * _SINGLE) if look.exact and size else None
