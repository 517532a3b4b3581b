"""The national report as a page: the paper's own blocks, with references that open the cells of a figure."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from daumoi.documents.charts import Chart, ChartSpec
from daumoi.documents.rendering import model
from daumoi.overview.national_report_queries import NationalReport
from daumoi.overview.presenters.national_report import national_document
from daumoi.overview.presenters.national_report_findings import Draw


@dataclass(frozen=True)
class Piece:
    """A run of text: plain, bold, italic, or the number of a figure with the address of its cells."""

    kind: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class PageCell:
    """A cell of a table."""

    pieces: tuple[Piece, ...]
    is_number: bool


@dataclass(frozen=True)
class PageBlock:
    """A block as the template draws it: `kind` says which of the other values it has."""

    kind: str
    text: str = ""
    number: str = ""
    anchor: str = ""
    pieces: tuple[Piece, ...] = ()
    items: tuple[tuple[Piece, ...], ...] = ()
    headers: tuple[str, ...] = ()
    rows: tuple[tuple[str, tuple[PageCell, ...]], ...] = ()
    chart: Chart | None = None


@dataclass(frozen=True)
class ReportPage:
    """Everything the template needs."""

    title: str
    code: str
    lead: tuple[Piece, ...]
    blocks: tuple[PageBlock, ...]
    contents: tuple[PageBlock, ...]
    settled_at: datetime
    journal_head: str
    content_code: str


def report_page(*, report: NationalReport, draw: Draw) -> ReportPage:
    """The page. The first paragraph is the sentence at the top."""
    charts: dict[str, Chart] = {}

    def keep(chart: ChartSpec) -> Chart:
        drawn = draw(chart)
        charts[drawn.svg] = drawn
        return drawn

    document = national_document(report=report, draw=keep)
    writer = _Writer(report.round.code, charts)
    blocks = [writer.block(block) for block in document.blocks]
    lead = next(block.pieces for block in blocks if block.kind == "paragraph")
    return ReportPage(
        title=document.subject,
        code=report.round.code,
        lead=lead,
        blocks=tuple(blocks),
        contents=tuple(block for block in blocks if block.kind == "heading1"),
        settled_at=report.settled_at,
        journal_head=document.journal_head,
        content_code=document.content_code,
    )


class _Writer:
    """Counts headings and references in the order of the paper, so that page and paper have the same numbers."""

    def __init__(self, code: str, charts: dict[str, Chart]) -> None:
        self.code = code
        self.charts = charts
        self.cited: dict[str, int] = {}
        self.heading = 0

    def block(self, block: model.Block) -> PageBlock:
        """One block."""
        match block:
            case model.Heading():
                if block.level > 1:
                    return PageBlock("heading2", block.text)
                self.heading += 1
                return PageBlock("heading1", block.text, str(self.heading), f"muc-{self.heading}")
            case model.Paragraph():
                return PageBlock("paragraph", pieces=self.pieces(block.runs))
            case model.Items():
                return PageBlock("items", items=tuple(self.pieces(runs) for runs in block.items))
            case model.Quote():
                return PageBlock("quote", block.text, pieces=self.pieces(block.attribution))
            case model.Callout():
                return PageBlock("callout", block.title, pieces=self.pieces(block.runs))
            case model.Table():
                return self.table(block)
            case model.Figure():
                return PageBlock("chart", chart=self.charts[block.svg])
            case model.PageBreak():
                return PageBlock("break")
            case _:
                raise TypeError(f"the national report has no place for {type(block).__name__}")

    def table(self, table: model.Table) -> PageBlock:
        """A table: a column that does not stand left holds numbers."""
        headers = tuple(
            f"{column.title} ({column.unit})" if column.unit else column.title for column in table.columns
        )
        rows = []
        for row in table.rows:
            cells = []
            for column, cell in zip(table.columns, row.cells, strict=True):
                runs = cell.runs if isinstance(cell, model.Cell) else (cell,)
                cells.append(PageCell(self.pieces(runs), column.align != "left"))
            rows.append((row.role, tuple(cells)))
        return PageBlock(
            "table", table.caption, pieces=self.pieces(table.note), headers=headers, rows=tuple(rows)
        )

    def pieces(self, runs: model.Runs) -> tuple[Piece, ...]:
        """The runs of a line."""
        return tuple(self.piece(run) for run in runs)

    def piece(self, run: model.Inline) -> Piece:
        """One run."""
        match run:
            case str():
                return Piece("plain", run)
            case model.Strong():
                return Piece("strong", run.text)
            case model.Emphasis():
                return Piece("emphasis", run.text)
            case model.Link():
                return Piece("link", run.text, run.url)
            case model.Reference():
                number = self.cited.setdefault(run.source, len(self.cited) + 1)
                return Piece(
                    "reference", str(number), reverse("surveys:figure", args=[self.code, run.source])
                )
