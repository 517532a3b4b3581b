"""What stands in the body of any paper: titles, paragraphs, lists, quotes, boxes, tables, pictures."""

from typing import Literal

from daumoi.documents.rendering.model.inline import Part, Runs

Align = Literal["left", "centre", "right"]
Tone = Literal["plain", "held", "overdue", "soon", "done", "muted"]
Mark = Literal["lead", "partial", "none", "elsewhere", "no_data", "not_applicable", "unconfirmed"]


class Heading(Part, frozen=True, tag="heading"):
    """A title of level 1 ("I."), 2 ("1.") or 3 ("a)").

    ``number`` None counts for itself, restarting under each higher title; an empty text gives no number.
    """

    level: Literal[1, 2, 3]
    text: str
    number: str | None = None


class Paragraph(Part, frozen=True, tag="paragraph"):
    """One paragraph. ``ground`` is a legal ground (italic), ``centre`` a line in the middle of the page."""

    runs: Runs
    style: Literal["body", "ground", "centre"] = "body"


class Items(Part, frozen=True, tag="items"):
    """A list, each entry led by a dash, a letter of the Vietnamese alphabet or a number."""

    items: tuple[Runs, ...]
    marker: Literal["dash", "letter", "number"] = "dash"


class Quote(Part, frozen=True, tag="quote"):
    """Somebody's own words, verbatim, and who said them where."""

    text: str
    attribution: Runs = ()


class Callout(Part, frozen=True, tag="callout"):
    """A boxed remark: something to know, a warning, or data that are absent."""

    runs: Runs
    title: str = ""
    tone: Literal["note", "warning", "absence"] = "note"


class PageBreak(Part, frozen=True, tag="page_break"):
    """What follows begins a new page."""


class Column(Part, frozen=True, tag="column"):
    """A column of a table.

    ``width`` is "auto", a share of what is left ("2fr") or a length ("3.5cm"); ``unit`` is printed below
    the title, once, instead of in every cell; neighbours with the same ``group`` share a title above.
    """

    title: str
    align: Align = "left"
    width: str = "auto"
    unit: str = ""
    group: str = ""
    vertical: bool = False


class Cell(Part, frozen=True, tag="cell"):
    """A cell with more than plain text: references, a tone, or a drawn mark of the coverage matrix."""

    runs: Runs = ()
    mark: Mark | None = None
    tone: Tone = "plain"
    strong: bool = False
    span: int = 1


class Row(Part, frozen=True, tag="row"):
    """A row; a ``group`` row is a title across the table (its first cell), a ``total`` row is bold."""

    cells: tuple[str | Cell, ...]
    role: Literal["data", "group", "total"] = "data"


class Table(Part, frozen=True, tag="table"):
    """A table whose header repeats on every page it reaches."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    note: Runs = ()
    sources: tuple[str, ...] = ()
    dense: bool = False
    explain_marks: bool = False


class Figure(Part, frozen=True, tag="figure"):
    """A picture (one of ``svg`` and ``png``) with the sentence that says what it shows.

    ``summary`` is read aloud instead of the picture; ``table`` prints the drawn values below it.
    """

    summary: str
    svg: str = ""
    png: bytes = b""
    caption: str = ""
    width: float = 1.0
    note: Runs = ()
    sources: tuple[str, ...] = ()
    table: Table | None = None

    def __post_init__(self) -> None:
        if bool(self.svg) == bool(self.png):
            raise ValueError("a figure holds either an svg or a png picture")
        if not self.summary.strip():
            raise ValueError("a figure needs a summary for those who cannot see it")
