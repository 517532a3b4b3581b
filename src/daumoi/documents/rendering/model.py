"""What a document *is*, before anybody typesets it.

Rooms above describe a report or a letter with these values and hand it to
:func:`daumoi.documents.rendering.render_report` or :func:`~daumoi.documents.rendering.render_letter`;
they never see a template. Every text is plain text: nothing in it can become markup. Dates are dates,
numbers of the register are already written the way the reader should see them.
"""

from datetime import date
from typing import Literal

import msgspec

Align = Literal["left", "centre", "right"]
Tone = Literal["plain", "held", "overdue", "soon", "done", "muted"]
Mark = Literal["lead", "partial", "none", "elsewhere", "no_data", "not_applicable", "unconfirmed"]
Confidence = Literal["", "A", "B", "C", "?"]


class _Part(msgspec.Struct, frozen=True, tag_field="kind", omit_defaults=False):
    """Base of everything that can stand in a document."""


# --- inside a line -----------------------------------------------------------------------------------


class Strong(_Part, frozen=True, tag="strong"):
    """Words in bold."""

    text: str


class Emphasis(_Part, frozen=True, tag="emphasis"):
    """Words in italics."""

    text: str


class Link(_Part, frozen=True, tag="link"):
    """Words that open an address (http, https or mailto)."""

    text: str
    url: str


class Reference(_Part, frozen=True, tag="reference"):
    """A small raised number that leads to one :class:`SourceNote` of the document, by its id."""

    source: str


Inline = str | Strong | Emphasis | Link | Reference
Runs = tuple[Inline, ...]


# --- blocks ------------------------------------------------------------------------------------------


class Heading(_Part, frozen=True, tag="heading"):
    """A title of level 1 ("I."), 2 ("1.") or 3 ("a)").

    ``number`` None counts for itself, restarting under each higher title; an empty text gives no number.
    """

    level: Literal[1, 2, 3]
    text: str
    number: str | None = None


class Paragraph(_Part, frozen=True, tag="paragraph"):
    """One paragraph. ``ground`` is a legal ground (italic), ``centre`` a line in the middle of the page."""

    runs: Runs
    style: Literal["body", "ground", "centre"] = "body"


class Items(_Part, frozen=True, tag="items"):
    """A list, each entry led by a dash, a letter of the Vietnamese alphabet or a number."""

    items: tuple[Runs, ...]
    marker: Literal["dash", "letter", "number"] = "dash"


class Quote(_Part, frozen=True, tag="quote"):
    """Somebody's own words, verbatim, and who said them where."""

    text: str
    attribution: Runs = ()


class Callout(_Part, frozen=True, tag="callout"):
    """A boxed remark: something to know, a warning, or data that are absent."""

    runs: Runs
    title: str = ""
    tone: Literal["note", "warning", "absence"] = "note"


class PageBreak(_Part, frozen=True, tag="page_break"):
    """What follows begins a new page."""


class Column(_Part, frozen=True, tag="column"):
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


class Cell(_Part, frozen=True, tag="cell"):
    """A cell with more than plain text: references, a tone, or a drawn mark of the coverage matrix."""

    runs: Runs = ()
    mark: Mark | None = None
    tone: Tone = "plain"
    strong: bool = False
    span: int = 1


class Row(_Part, frozen=True, tag="row"):
    """A row; a ``group`` row is a title across the table (its first cell), a ``total`` row is bold."""

    cells: tuple[str | Cell, ...]
    role: Literal["data", "group", "total"] = "data"


class Table(_Part, frozen=True, tag="table"):
    """A table whose header repeats on every page it reaches."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    note: Runs = ()
    sources: tuple[str, ...] = ()
    dense: bool = False
    explain_marks: bool = False


class Figure(_Part, frozen=True, tag="figure"):
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


Block = Heading | Paragraph | Items | Quote | Callout | PageBreak | Table | Figure


class Annex(_Part, frozen=True, tag="annex"):
    """A "Phụ lục" with page numbers of its own; wide tables lie in a ``landscape`` one."""

    title: str
    blocks: tuple[Block, ...]
    orientation: Literal["portrait", "landscape"] = "portrait"


class SourceNote(_Part, frozen=True, tag="source"):
    """Where a statement comes from: a document, an article, or cells of the register.

    ``locator`` is the place inside it ("Điều 46", "Bảng B2, dòng 3"), ``confidence`` the grade of the law
    page: A read in the original, B in a reliable copy, C second-hand, "?" not verified.
    """

    id: str
    title: str
    locator: str = ""
    url: str = ""
    dated: date | None = None
    confidence: Confidence = ""


# --- the paper ---------------------------------------------------------------------------------------


class Issuer(_Part, frozen=True, tag="issuer"):
    """The body that issues, and the body above it when there is one."""

    name: str
    parent: str = ""


class Signature(_Part, frozen=True, tag="signature"):
    """Who signs. ``on_behalf`` holds the lines with TM., KT., TL. or TUQ. above the signer's position.

    >>> Signature(position="THỨ TRƯỞNG", on_behalf=("KT. BỘ TRƯỞNG",)).lines
    ('KT. BỘ TRƯỞNG', 'THỨ TRƯỞNG')
    """

    position: str
    name: str = ""
    on_behalf: tuple[str, ...] = ()
    other_position: str = ""

    def __post_init__(self) -> None:
        for line in self.on_behalf:
            if not line.startswith(("TM. ", "KT. ", "TL. ", "TUQ. ")):
                raise ValueError(f"«{line}» must begin with TM., KT., TL. or TUQ. (Decree 30/2020, Art. 13)")

    @property
    def lines(self) -> tuple[str, ...]:
        return (*self.on_behalf, self.position)


class Contact(_Part, frozen=True, tag="contact"):
    """The person who answers questions about a letter."""

    name: str
    telephone: str
    unit: str = ""
    email: str = ""


class OfficialPaper(msgspec.Struct, frozen=True, kw_only=True):
    """What reports and letters share.

    ``number`` None leaves the place for it blank, as does ``issued`` None for the date: most bodies get
    both from their own document system. ``content_code`` and ``journal_head`` stand in the footer of
    every page and tie the paper to the data it was made from; ``simulated`` puts the striped mark on
    every page and must be set whenever any figure is invented.
    """

    issuer: Issuer
    subject: str
    blocks: tuple[Block, ...]
    notation: str
    number: int | None = None
    place: str = "Hà Nội"
    issued: date | None = None
    addressees: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    sources: tuple[SourceNote, ...] = ()
    signature: Signature | None = None
    recipients: tuple[str, ...] = ()
    urgency: Literal["", "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"] = ""
    circulation: str = ""
    draft: bool = False
    simulated: bool = False
    as_of: date | None = None
    content_code: str = ""
    journal_head: str = ""


class Document(OfficialPaper, frozen=True, kw_only=True):
    """A paper with a name of its kind: "BÁO CÁO", "TỜ TRÌNH", "KẾ HOẠCH"…"""

    kind: str = "BÁO CÁO"
    grounds: tuple[str, ...] = ()


class Letter(OfficialPaper, frozen=True, kw_only=True):
    """A "công văn": its subject stands under the number, and it may ask for an answer by a date.

    Deadline and contact are worded and printed after the blocks; ``closing`` ("Trân trọng cảm ơn") after
    them, with the sign that ends a letter.
    """

    deadline: date | None = None
    contact: Contact | None = None
    closing: str = ""
