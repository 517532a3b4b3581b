"""Body of a paper in Word: paragraphs, headings, articles, lists, quotes, forms."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from daumoi.documents.word.grids import Place, add_row, new_grid
from daumoi.documents.word.lines import add_runs, add_words
from daumoi.documents.word.pictures import write_figure
from daumoi.documents.word.sheet import GAP, INDENT, LINE, SIZE, plain
from daumoi.documents.word.tables import write_sources, write_table

Composed = dict[str, Any]
_JUSTIFY = WD_ALIGN_PARAGRAPH.JUSTIFY
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER
_FORM = (41.0, 119.0)
_OPINIONS = (41.0, 76.0, 43.0)


class BodyWriter:
    """Writes composed blocks at the end of a document. ``room`` is the width of the text in millimetres."""

    def __init__(self, document: WordDocument, *, sources: list[Composed], fonts: Path, room: float) -> None:
        self._document = document
        self._sources = sources
        self._fonts = fonts
        self._room = room
        self._makers: dict[str, Callable[[Composed], None]] = {
            "paragraph": self._paragraph,
            "heading": self._heading,
            "items": self._items,
            "quote": self._quote,
            "callout": self._callout,
            "table": self._table,
            "figure": self._figure,
            "sources": self._source_list,
            "page_break": self._page_break,
            "article": self._numbered,
            "clause": self._numbered,
            "point": self._numbered,
            "division": self._division,
            "formula": self._formula,
            "details": self._details,
            "attendance": self._attendance,
            "party": self._party,
            "form": self._form,
            "opinions": self._opinions,
        }

    def write(self, blocks: list[Composed]) -> None:
        """The blocks, one after the other."""
        for block in blocks:
            self._makers[block["kind"]](block)

    def line(self) -> Paragraph:
        """A paragraph of the body: justified, first line indented, six points apart."""
        paragraph = self._document.add_paragraph()
        layout = paragraph.paragraph_format
        layout.alignment, layout.first_line_indent = _JUSTIFY, Mm(INDENT)
        layout.space_after, layout.line_spacing = Pt(GAP), LINE
        layout.widow_control = True
        return paragraph

    def _middle(self) -> Paragraph:
        paragraph = self._document.add_paragraph()
        layout = paragraph.paragraph_format
        layout.alignment, layout.space_after, layout.line_spacing = _CENTRE, Pt(GAP), LINE
        return paragraph

    def _paragraph(self, block: Composed) -> None:
        paragraph = self._middle() if block["style"] == "centre" else self.line()
        add_runs(paragraph, block["runs"], italic=block["style"] == "ground")

    def _heading(self, block: Composed) -> None:
        paragraph = self._document.add_paragraph(style=f"Heading {min(block['outline'], 9)}")
        paragraph.paragraph_format.first_line_indent = Mm(INDENT)
        title = block["text"].upper() if block["level"] == 1 else block["text"]
        add_words(paragraph, f"{block['number']} {title}".strip())

    def _items(self, block: Composed) -> None:
        for item in block["items"]:
            paragraph = self.line()
            add_words(paragraph, f"{item['marker']} ")
            add_runs(paragraph, item["runs"])

    def _quote(self, block: Composed) -> None:
        paragraph = self.line()
        paragraph.paragraph_format.left_indent = Mm(INDENT)
        paragraph.paragraph_format.first_line_indent = Mm(0)
        add_words(paragraph, f"“{block['text']}”", italic=True)
        if block["attribution"]:
            source = self.line()
            source.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            add_words(source, "— ", size=13)
            add_runs(source, block["attribution"], size=13)

    def _callout(self, block: Composed) -> None:
        widths = (self._room,)
        grid = new_grid(self._document, widths, ruled=True, inset=(3, 2))
        (cell,) = add_row(grid, (Place(),), widths)
        paragraph = plain(cell.paragraphs[0])
        if block["title"]:
            add_words(paragraph, block["title"], size=13, bold=True)
            paragraph = plain(cell.add_paragraph())
        add_runs(paragraph, block["runs"], size=13)
        self._space()

    def _table(self, block: Composed) -> None:
        write_table(self._document, block, room=self._room, fonts=self._fonts)
        self._space()

    def _figure(self, block: Composed) -> None:
        write_figure(self._document, block, room=self._room, fonts=self._fonts)
        if block["table"]:
            self._table(block["table"])

    def _source_list(self, block: Composed) -> None:
        write_sources(self._document, self._sources, room=self._room)

    def _page_break(self, block: Composed) -> None:
        self._document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _numbered(self, block: Composed) -> None:
        """ "Điều 1. Title" with the text below, or the text on the line of the number."""
        paragraph = self.line()
        bold = bool(block["title"])
        add_words(paragraph, block["number"], bold=bold or block["kind"] == "article")
        add_words(paragraph, " ")
        if bold:
            add_words(paragraph, block["title"], bold=True)
            paragraph.paragraph_format.keep_with_next = bool(block["runs"])
            if not block["runs"]:
                return
            paragraph = self.line()
        add_runs(paragraph, block["runs"])

    def _division(self, block: Composed) -> None:
        paragraph = self._document.add_paragraph(style=f"Heading {min(block['outline'], 9)}")
        paragraph.paragraph_format.alignment = _CENTRE
        paragraph.paragraph_format.space_before = Pt(10)
        add_words(paragraph, block["number"]).add_break()
        add_words(paragraph, block["title"].upper())

    def _formula(self, block: Composed) -> None:
        paragraph = self._middle()
        paragraph.paragraph_format.space_before = Pt(GAP)
        paragraph.paragraph_format.keep_with_next = True
        add_words(paragraph, block["text"], bold=True)

    def _details(self, block: Composed) -> None:
        for row in block["rows"]:
            paragraph = self.line()
            add_words(paragraph, f"{row['label']}:{' ' if row['runs'] else ''}")
            add_runs(paragraph, row["runs"])

    def _attendance(self, block: Composed) -> None:
        for group in block["groups"]:
            add_words(self.line(), f"{group['label']}: {group['inline']}".strip())
            for person in group["people"]:
                add_words(self.line(), f"- {person}")

    def _party(self, block: Composed) -> None:
        paragraph = self.line()
        paragraph.paragraph_format.keep_with_next = True
        add_words(paragraph, f"{block['role']}: {block['name']}", bold=True)
        self._details(block)

    def _form(self, block: Composed) -> None:
        grid = new_grid(self._document, _FORM, ruled=True, inset=(2, 1.5))
        for row in block["rows"]:
            label, content = add_row(grid, (Place(), Place()), _FORM, whole=False)
            add_words(plain(label.paragraphs[0]), row["label"], size=13, bold=True)
            paragraph = plain(content.paragraphs[0])
            for index, runs in enumerate(row["paragraphs"]):
                if index:
                    paragraph = plain(content.add_paragraph())
                    paragraph.paragraph_format.space_before = Pt(3)
                add_runs(paragraph, runs, size=13)
            paragraph.paragraph_format.space_after = Pt(20 * row["lines"])
        self._space()

    def _opinions(self, block: Composed) -> None:
        title = self.line()
        title.paragraph_format.first_line_indent = Mm(0)
        title.paragraph_format.keep_with_next = True
        add_words(title, block["title"], size=SIZE, bold=True)
        grid = new_grid(self._document, _OPINIONS, ruled=True, inset=(2, 1.5))
        heads = add_row(grid, (Place(),) * 3, _OPINIONS, header=True)
        for cell, words in zip(heads, ("Cấp xử lý", "Ý kiến", "Ký, ghi rõ họ tên, ngày"), strict=True):
            add_words(plain(cell.paragraphs[0], align=_CENTRE), words, size=13, bold=True)
        for row in block["rows"]:
            level, text, signed = add_row(grid, (Place(),) * 3, _OPINIONS)
            add_words(plain(level.paragraphs[0]), row["level"], size=13)
            opinion = plain(text.paragraphs[0])
            add_words(opinion, row["text"], size=13)
            opinion.paragraph_format.space_after = Pt(0 if row["text"] else 38)
            add_words(plain(signed.paragraphs[0]), row["name"], size=13)
            if row["on"]:
                add_words(plain(signed.add_paragraph()), f"Ngày {row['on']}", size=13)
        self._space()

    def _space(self) -> None:
        """Word joins tables that touch; an empty line of six points keeps them apart."""
        self._document.add_paragraph().paragraph_format.line_spacing = Pt(GAP)
