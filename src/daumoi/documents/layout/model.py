"""What the checker sees of a paper, whatever file it came in, and what it says about it.

A reader (`docx`, `pdf`) turns bytes into a :class:`Paper`; the rules look at nothing else, so the same
rule judges a Word file and a PDF. Lengths are millimetres from the left and upper edge of the page, sizes
of type are points. What a format does not say is ``None``, and rules are silent about it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

FileKind = Literal["docx", "pdf"]
Side = Literal["left", "right", "full"]
Alignment = Literal["left", "centre", "right", "justified", "unknown"]
Severity = Literal["deviation", "remark"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one type. ``font`` is the family, without style and subset mark."""

    text: str
    font: str
    size: float
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a PDF, or a paragraph (a part of it between line breaks) of a Word file.

    ``place`` says where an officer finds it; ``cell`` names the table cell it stands in; ``rule_below`` is
    the length of the drawn rule right below as a share of the text (0 when there is none, None when the
    file does not tell); ``original`` is the text before normalisation when it had to be composed.
    """

    page: int
    number: int
    place: str
    runs: tuple[Run, ...]
    side: Side = "full"
    alignment: Alignment = "unknown"
    x0: float = 0.0
    x1: float = 0.0
    y: float = 0.0
    cell: str = ""
    in_table: bool = False
    rule_below: float | None = None
    decomposed: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs).strip()

    @property
    def where(self) -> str:
        """The place with the words found there: "Trang 1, dòng 4: “Số: 5/BNV-VP”"."""
        text = " ".join(self.text.split())
        return f"{self.place}: “{text if len(text) <= 60 else text[:57] + '…'}”"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A passage of running text: what the rules about indent, gaps and justification look at.

    ``gap`` is the white space above it beyond the line spacing (points), ``spacing`` the line spacing as a
    multiple of a single line, ``text`` all its words.
    """

    first: Line
    text: str
    runs: tuple[Run, ...]
    alignment: Alignment = "unknown"
    indent: float | None = None
    gap: float | None = None
    spacing: float | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A length known to lie between two values (mm): a margin can only be estimated from a printed page."""

    low: float
    high: float

    def meets(self, low: float | None, high: float | None) -> bool:
        return (low is None or self.high >= low) and (high is None or self.low <= high)


@dataclass(frozen=True, slots=True)
class NumberMark:
    """The number printed on a page; ``expected`` are the numbers that would be right there."""

    text: str
    place: str
    size: float
    zone: Literal["top", "bottom"]
    centred: bool
    expected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a PDF; for a Word file the first page, the following ones, and each later section."""

    label: str
    width: float
    height: float
    margins: dict[str, Measure] = field(default_factory=dict)
    mark: NumberMark | None = None
    first: bool = False
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as read: pages, lines in reading order, running text. ``marks`` are texts outside the flow
    (headers, footers, text boxes), looked at for marks of secrecy only."""

    kind: FileKind
    pages: tuple[Page, ...]
    lines: tuple[Line, ...]
    paragraphs: tuple[Paragraph, ...]
    page_count: int | None = None
    marks: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference from a rule: where, what the rule asks, what stands there, how to mend it."""

    code: str
    place: str
    expected: str
    found: str
    severity: Severity
    remedy: str
    page: int = 0
    position: int = 0

    def __str__(self) -> str:
        return f"{self.place}: {self.found}; {self.expected}. {self.remedy}"


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at and what was found, in the order of the paper.

    ``checked`` holds code and name of every rule that had something to look at.
    """

    kind: FileKind
    pages: int | None
    findings: tuple[Finding, ...]
    checked: tuple[tuple[str, str], ...]

    @property
    def deviations(self) -> Sequence[Finding]:
        """Findings that break a rule; the others are remarks."""
        return [finding for finding in self.findings if finding.severity == "deviation"]

    @property
    def passed(self) -> bool:
        return not self.deviations
