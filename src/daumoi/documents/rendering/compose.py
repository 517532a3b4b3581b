"""From the model to what a template receives: everything counted, referred to and worded beforehand.

Numbers of headings, tables, figures, annexes and sources are given here and not by the typesetter, so
that the same content has the same numbers in PDF, workbook and tests, and a wrong reference is an error
with a place instead of a question mark on paper.
"""

import base64
import re
import struct
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, get_args
from urllib.parse import urlsplit

from daumoi.documents.errors import RenderingError
from daumoi.documents.rendering import model
from daumoi.ui import wording

Composed = dict[str, Any]
_WIDTH = re.compile(r"(?P<value>\d+(?:\.\d+)?)(?P<unit>fr|cm|mm)")
_PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
_SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
_LONG_CELL = 400  # characters
_NO_BREAK = "\u00a0"
_SOURCES_TITLE = "Nguồn số liệu và văn bản dẫn chiếu"


def compose_report(document: model.Document, *, at: datetime) -> Composed:
    """The data of ``report.typ``.

    :raises RenderingError: a reference without source, a row that does not fit its columns, a bad picture.
    """
    composer = _Composer(document)
    blocks = composer.blocks(document.blocks)
    grounds = [f"{line};" for line in document.grounds[:-1]] + [f"{line}." for line in document.grounds[-1:]]
    kind = document.kind.strip()
    return composer.paper(at=at, name=kind.capitalize()) | {
        "kind": kind,
        "title": f"{kind.capitalize()} {document.subject}",
        "grounds": grounds,
        "blocks": blocks,
        "annexes": composer.annexes(name=kind.capitalize(), at=at),
        "sources": composer.sources(),
    }


def compose_letter(letter: model.Letter, *, at: datetime) -> Composed:
    """The data of ``letter.typ``; errors as in :func:`compose_report`."""
    composer = _Composer(letter)
    return composer.paper(at=at, name="Công văn") | {
        "title": f"Công văn {letter.subject}",
        "blocks": composer.blocks(letter.blocks),
        "closing": _closing(letter),
        "annexes": composer.annexes(name="Công văn", at=at),
        "sources": composer.sources(),
    }


class _Composer:
    """Counts while it walks through one paper from beginning to end."""

    def __init__(self, paper: model.OfficialPaper) -> None:
        self._paper = paper
        self._sources = {source.id: source for source in paper.sources}
        self._cited: dict[str, int] = {}
        self._headings = [0, 0, 0]
        self._outline = self._above = 0
        self._tables = 0
        self._figures = 0

    # --- the paper itself ---

    def paper(self, *, at: datetime, name: str) -> Composed:
        paper = self._paper
        return {
            "author": paper.issuer.name,
            "issuer": {"name": paper.issuer.name, "parent": paper.issuer.parent},
            "subject": paper.subject,
            "number": wording.paper_number(paper.number, paper.notation),
            "place_date": f"{paper.place}, {self._issued(at)}",
            "addressees": wording.enumerated(paper.addressees)
            if len(paper.addressees) > 1
            else paper.addressees,
            "signature": None if paper.signature is None else _signature(paper.signature),
            "recipients": wording.enumerated(paper.recipients),
            "urgency": paper.urgency,
            "circulation": paper.circulation,
            "draft": paper.draft,
            "simulated": paper.simulated,
            "as_of": wording.short_date(paper.as_of) if paper.as_of else "",
            "content_code": paper.content_code,
            "journal_head": paper.journal_head,
        }

    def _issued(self, at: datetime) -> str:
        issued = self._paper.issued
        return wording.long_date(issued) if issued else wording.blank_date(at.year)

    def annexes(self, *, name: str, at: datetime) -> list[Composed]:
        """The annexes in order; one made of the sources comes last, numbered like the others."""
        paper = self._paper
        count = len(paper.annexes) + bool(paper.sources)
        number = wording.paper_number(paper.number, paper.notation)
        attached = f"(Kèm theo {name} số {number} {self._issued(at)} của {paper.issuer.name})"
        composed: list[Composed] = []
        for index, annex in enumerate(paper.annexes, start=1):
            self._headings = [0, 0, 0]
            self._outline = self._above = 1  # The title of the annex is the first level.
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
                "url": _safe_url(source.url),
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
        return self._passage(block)

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
                return {"kind": "link", "text": run.text, "url": _safe_url(run.url)}
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
            "svg": figure.svg or _png_as_svg(figure.png),
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
            "columns": [_column(column, place=place) for column in table.columns],
            "groups": _groups(table.columns),
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
        return {"role": row.role, "long": any(map(_is_long, row.cells)), "cells": cells}

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


def _signature(signature: model.Signature) -> Composed:
    return {"lines": list(signature.lines), "name": signature.name, "other": signature.other_position}


def _closing(letter: model.Letter) -> list[Composed]:
    """The lines after the body: until when, whom to ask, and the greeting; the last carries "./."."""
    lines: list[Composed] = []
    if letter.deadline:
        lines.append({"label": "Hạn gửi:", "text": f"chậm nhất {wording.long_date(letter.deadline)}"})
    if letter.contact:
        contact = letter.contact
        who = ", ".join(part for part in (contact.name, contact.unit) if part)
        ways = [f"điện thoại: {contact.telephone.replace(' ', _NO_BREAK)}"]
        ways += [f"thư điện tử: {contact.email}"] if contact.email else []
        lines.append({"label": "Đầu mối liên hệ:", "text": "; ".join([who, *ways])})
    if letter.closing:
        lines.append({"label": "", "text": letter.closing.rstrip("./ ")})
    return [{**line, "text": line["text"] + ("./." if line is lines[-1] else ".")} for line in lines]


def _is_long(cell: str | model.Cell) -> bool:
    """Whether the row of this cell may have to run over a page; others are kept whole."""
    parts = (cell,) if isinstance(cell, str) else cell.runs
    texts = (part if isinstance(part, str) else getattr(part, "text", "") for part in parts)
    return sum(len(text) + 40 * text.count("\n") for text in texts) > _LONG_CELL


def _column(column: model.Column, *, place: str) -> Composed:
    width: Composed = {"unit": "auto", "value": 0}
    if column.width != "auto":
        match = _WIDTH.fullmatch(column.width)
        if match is None:
            message = f"Độ rộng «{column.width}» của cột «{column.title}» không hiểu được."
            remedy = "Viết «auto», «2fr», «3.5cm» hoặc «35mm»."
            raise RenderingError("documents.column_width", message, place=place, remedy=remedy)
        width = {"unit": match["unit"], "value": float(match["value"])}
    return {
        "title": column.title,
        "align": column.align,
        "width": width,
        "unit": column.unit,
        "group": column.group,
        "vertical": column.vertical,
    }


def _groups(columns: Sequence[model.Column]) -> list[Composed]:
    """Runs of neighbouring columns under one shared title; empty when no column has one."""
    if not any(column.group for column in columns):
        return []
    groups: list[Composed] = []
    for column in columns:
        if column.group and groups and groups[-1]["title"] == column.group:
            groups[-1]["span"] += 1
        else:
            groups.append({"title": column.group, "span": 1})
    return groups


def _safe_url(url: str) -> str:
    return url if urlsplit(url).scheme.lower() in _SAFE_SCHEMES else ""


def _png_as_svg(png: bytes) -> str:
    """The picture inside an SVG frame: the typesetter takes it from the data, so no file is written."""
    if not png.startswith(_PNG_MAGIC) or len(png) < 24:
        message = "Hình không phải là tệp PNG hợp lệ."
        raise RenderingError("documents.picture", message, remedy="Dùng hình SVG hoặc PNG.")
    width, height = struct.unpack(">II", png[16:24])
    data = base64.b64encode(png).decode("ascii")
    size = f'width="{width}" height="{height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {size}>'
        f'<image {size} href="data:image/png;base64,{data}"/></svg>'
    )
