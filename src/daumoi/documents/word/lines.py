"""Runs of words inside a Word paragraph."""

from typing import Any, cast

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_INK = RGBColor(0x1D, 0x4E, 0x89)


def add_words(
    paragraph: Paragraph,
    text: str,
    *,
    size: float | None = None,
    bold: bool = False,
    italic: bool = False,
    caps: bool = False,
) -> Run:
    """Words of one look. Capitals are written as such; a placeholder keeps its name and is shown in capitals."""
    held = caps and "{{" in text
    if size:
        _size_end(paragraph, size)
    run = paragraph.add_run(text.upper() if caps and not held else text)
    run.font.all_caps = True if held else None
    run.font.size = Pt(size) if size else None
    run.font.bold = True if bold else None
    run.font.italic = True if italic else None
    return run


def _size_end(paragraph: Paragraph, size: float) -> None:
    """The sign that ends a paragraph has a size too: left large, it makes empty and small lines tall."""
    properties = paragraph._p.get_or_add_pPr()
    end = properties.find(qn("w:rPr"))
    if end is None:
        end = OxmlElement("w:rPr")
        properties.insert_element_before(cast(Any, end), "w:sectPr", "w:pPrChange")
    for name in ("w:sz", "w:szCs"):
        mark = end.find(qn(name))
        if mark is None:
            mark = OxmlElement(name)
            end.append(mark)
        mark.set(qn("w:val"), str(round(size * 2)))


def add_runs(
    paragraph: Paragraph,
    runs: list[Any],
    *,
    size: float | None = None,
    bold: bool = False,
    italic: bool = False,
) -> None:
    """The runs of a composed line: words, bold and italic words, addresses, references to sources."""
    for run in runs:
        if isinstance(run, str):
            add_words(paragraph, run, size=size, bold=bold, italic=italic)
        elif run["kind"] == "strong":
            add_words(paragraph, run["text"], size=size, bold=True, italic=italic)
        elif run["kind"] == "emphasis":
            add_words(paragraph, run["text"], size=size, bold=bold, italic=True)
        elif run["kind"] == "reference":
            add_words(paragraph, f"[{run['number']}]", size=size).font.superscript = True
        else:
            _link(paragraph, run, size)


def _link(paragraph: Paragraph, link: dict[str, Any], size: float | None) -> None:
    run = add_words(paragraph, link["text"], size=size)
    if not link["url"]:
        return
    run.font.color.rgb = _INK
    relation = paragraph.part.relate_to(link["url"], RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), relation)
    run._r.addprevious(element)
    element.append(run._r)
