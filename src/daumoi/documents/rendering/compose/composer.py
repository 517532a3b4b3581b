"""One walk through a paper from beginning to end: headings, tables, figures, annexes and sources counted."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, get_args

from daumoi.documents.errors import RenderingError
from daumoi.documents.rendering import model
from daumoi.documents.rendering.compose.columns import column_of, groups_of, is_long
from daumoi.documents.rendering.compose.pictures import png_as_svg, safe_url
from daumoi.documents.rendering.compose.provisions import Provisions
from daumoi.ui import wording

Composed = dict[str, Any]
_SOURCES_TITLE = "Nguồn số liệu và văn bản dẫn chiếu"


class Composer:
    """Counts while it walks through one paper from beginning to end."""

    def __init__(self, paper: model.OfficialPaper) -> None:
        self._paper = paper
        self._sources = {source.id: source for source in paper.sources}
        self._cited: dict[str, int] = {}
        self._headings = [0, 0, 0]
        self._outline = self._above = self._base = 0
        self._divisions: list[model.Level] = []  # those the walk is inside of, outermost first
        self._tables = 0
        self._figures = 0
        self.provisions = Provisions(self._runs)

    # --- the paper itself ---

    def paper(self, *, at: datetime, name: str) -> Composed:
        paper = self._paper
        return {
            "author": paper.issuer.name,
            "issuer": {"name": paper.issuer.name, "parent": paper.issuer.parent},
            "subject": paper.subject,
            "number": wording.paper_number(paper.number, paper.notation),
            "place_date": f"{paper.place}, {self.issued(at)}",
            "addressees": wording.enumerated(paper.addressees)
            if len(paper.addressees) > 1
            else paper.addressees,
            "signature": None if paper.signature is None else signature_of(paper.signature),
            "recipients": wording.enumerated(paper.recipients),
            "urgency": paper.urgency,
            "circulation": paper.circulation,
            "draft": paper.draft,
            "simulated": paper.simulated,
            "as_of": wording.short_date(paper.as_of) if paper.as_of else "",
            "content_code": paper.content_code,
            "journal_head": paper.journal_head,
        }

    def issued(self, at: datetime) -> str:
        issued = self._paper.issued
        return wording.long_date(issued) if issued else wording.blank_date(at.year)

    def restart(self, *, above: int) -> None:
        """What follows counts from the beginning; ``above`` levels of titles stand over its headings."""
        self._headings = [0, 0, 0]
        self._outline = self._above = self._base = above
        self._divisions = []
        self.provisions.restart()

    def annexes(self, *, name: str, at: datetime) -> list[Composed]:
        """The annexes in order; one made of the sources comes last, numbered like the others."""
        paper = self._paper
        count = len(paper.annexes) + bool(paper.sources)
        number = wording.paper_number(paper.number, paper.notation)
        attached = f"(Kèm theo {name} số {number} {self.issued(at)} của {paper.issuer.name})"
        composed: list[Composed] = []
        for index, annex in enumerate(paper.annexes, start=1):
            self.restart(above=1)  # The title of the annex is the first level.
            composed.append(
                {
                    "number": wording.roman(index) if count > 1 else "",
                    "title": annex.title,
                    "landscape": annex.orientation == "landscape",
                    "attached": attached,
                    "blocks": self.blocks(annex.blocks),
                }
            )
        if paper.sources:
            last = {"number": wording.roman(count) if count > 1 else "", "title": _SOURCES_TITLE}
            composed.append(
                {**last, "landscape": False, "attached": attached, "blocks": [{"kind": "sources"}]}
            )
        return composed

    def sources(self) -> list[Composed]:
        """Sources in the order of their first citation, those never cited after them."""
        for identifier in self._sources:
            self._cited.setdefault(identifier, len(self._cited) + 1)
        return [
            {
                "number": number,
                "title": source.title,
                "locator": source.locator,
                "url": safe_url(source.url),
                "dated": wording.short_date(source.dated) if source.dated else "",
                "confidence": source.confidence,
            }
            for source, number in ((self._sources[name], number) for name, number in self._cited.items())
        ]

    # --- blocks ---

    def blocks(self, blocks: Iterable[model.Block]) -> list[Composed]:
        return [self._block(block) for block in blocks]

    def _block(self, block: model.Block) -> Composed:
        match block:
            case model.Heading():
                return self._heading(block)
            case model.Items():
                return self._items(block)
            case model.Table():
                return self._table(block)
            case model.Figure():
                return self._figure(block)
            case model.PageBreak():
                return {"kind": "page_break"}
            case model.Paragraph() | model.Quote() | model.Callout():
                return self._passage(block)
            case model.Division():
                return self.provisions.compose(block) | {"outline": self._enter(block.level)}
        return self.provisions.compose(block)

    def _enter(self, level: model.Level) -> int:
        """The level of outline of a division; headings below it count from the beginning."""
        order = get_args(model.Level)
        while self._divisions and order.index(self._divisions[-1]) >= order.index(level):
            self._divisions.pop()
        self._divisions.append(level)
        self._outline = self._above = self._base + len(self._divisions)
        self._headings = [0, 0, 0]
        return self._outline

    def _passage(self, block: model.Paragraph | model.Quote | model.Callout) -> Composed:
        match block:
            case model.Paragraph():
                return {"kind": "paragraph", "style": block.style, "runs": self._runs(block.runs)}
            case model.Quote():
                attribution = self._runs(block.attribution)
                return {"kind": "quote", "text": block.text, "attribution": attribution}
            case model.Callout():
                runs = self._runs(block.runs)
                return {"kind": "callout", "tone": block.tone, "title": block.title, "runs": runs}

    def _heading(self, heading: model.Heading) -> Composed:
        self.provisions.restart_clauses()
        # Readers by ear move by levels: none may be left out, whatever the title looks like.
        self._outline = min(heading.level + self._above, self._outline + 1)
        composed = {"kind": "heading", "level": heading.level, "outline": self._outline, "text": heading.text}
        if heading.number is not None:
            return {**composed, "number": heading.number}
        index = heading.level - 1
        self._headings[index] += 1
        self._headings[index + 1 :] = [0] * (2 - index)
        count = self._headings[index]
        number = (f"{wording.roman(count)}.", f"{count}.", f"{wording.alphabet_letter(count)})")[index]
        return {**composed, "number": number}

    def _items(self, items: model.Items) -> Composed:
        entries = [
            {"marker": _marker(items.marker, number), "runs": self._runs(runs)}
            for number, runs in enumerate(items.items, start=1)
        ]
        return {"kind": "items", "items": entries}

    def _runs(self, runs: model.Runs) -> list[str | Composed]:
        return [self._run(run) for run in runs]

    def _run(self, run: model.Inline) -> str | Composed:
        match run:
            case str():
                return run
            case model.Reference():
                return {"kind": "reference", "number": self._cite(run.source)}
            case model.Link():
                return {"kind": "link", "text": run.text, "url": safe_url(run.url)}
            case model.Strong():
                return {"kind": "strong", "text": run.text}
            case model.Emphasis():
                return {"kind": "emphasis", "text": run.text}

    def _cite(self, identifier: str) -> int:
        if identifier not in self._sources:
            message = f"Nguồn «{identifier}» được dẫn nhưng không có trong bảng nguồn của văn bản."
            raise RenderingError("documents.unknown_source", message, remedy="Hãy bổ sung nguồn này.")
        return self._cited.setdefault(identifier, len(self._cited) + 1)

    def _figure(self, figure: model.Figure) -> Composed:
        if figure.caption:
            self._figures += 1
        return {
            "kind": "figure",
            "label": f"Hình {self._figures}. " if figure.caption else "",
            "caption": figure.caption,
            "summary": figure.summary,
            "svg": figure.svg or png_as_svg(figure.png),
            "width": min(max(figure.width, 0.1), 1.0),
            "note": self._runs(figure.note),
            "sources": [self._cite(source) for source in figure.sources],
            "table": None if figure.table is None else self._table(figure.table),
        }

    # --- tables ---

    def _table(self, table: model.Table) -> Composed:
        if table.caption:
            self._tables += 1
        place = f"Bảng {self._tables} «{table.caption}»" if table.caption else "Bảng không tên"
        if not table.columns:
            raise RenderingError("documents.table_columns", "Bảng không có cột nào.", place=place)
        rows = [
            self._row(row, columns=len(table.columns), place=f"{place}, dòng {index}")
            for index, row in enumerate(table.rows, start=1)
        ]
        cells = (cell for row in table.rows for cell in row.cells)
        marks = {cell.mark for cell in cells if isinstance(cell, model.Cell) and cell.mark}
        return {
            "kind": "table",
            "label": f"Bảng {self._tables}" if table.caption else "",
            "caption": table.caption,
            "columns": [column_of(column, place=place) for column in table.columns],
            "groups": groups_of(table.columns),
            "rows": rows,
            "note": self._runs(table.note),
            "sources": [self._cite(source) for source in table.sources],
            "dense": table.dense,
            "marks": [name for name in get_args(model.Mark) if name in marks] if table.explain_marks else [],
        }

    def _row(self, row: model.Row, *, columns: int, place: str) -> Composed:
        cells = [self._cell(cell) for cell in row.cells]
        if row.role == "group":
            return {"role": "group", "long": False, "cells": cells[:1] or [""]}
        spanned = sum(cell.span if isinstance(cell, model.Cell) else 1 for cell in row.cells)
        if spanned != columns:
            message = f"Có {spanned} ô trong khi bảng có {columns} cột."
            raise RenderingError("documents.table_row", message, place=place)
        return {"role": row.role, "long": any(map(is_long, row.cells)), "cells": cells}

    def _cell(self, cell: str | model.Cell) -> str | Composed:
        if isinstance(cell, str):
            return cell
        return {
            "runs": self._runs(cell.runs),
            "mark": cell.mark or "",
            "tone": cell.tone,
            "strong": cell.strong,
            "span": cell.span,
        }


def _marker(marker: str, number: int) -> str:
    return {"dash": "-", "letter": f"{wording.alphabet_letter(number)})"}.get(marker, f"{number}.")


def signature_of(signature: model.Signature) -> Composed:
    """Who signs, as a template receives it."""
    return {
        "lines": list(signature.lines),
        "name": signature.name,
        "other": signature.other_position,
        "remark": signature.remark,
    }
