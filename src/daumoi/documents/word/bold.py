"""Bold words inside a filled-in place: runs are cut at the signs around them."""

import copy
import io
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from daumoi.documents.word.placeholders import BOLD, PLAIN


def with_bold(data: bytes) -> bytes:
    """The file with words between the signs in bold, and without the signs."""
    document = docx.Document(io.BytesIO(data))
    elements: list[Any] = [document.element.body]
    for section in document.sections:
        headers = (section.header, section.first_page_header, section.footer, section.first_page_footer)
        elements += [part._element for part in headers if not part.is_linked_to_previous]
    for element in elements:
        for run in list(element.iter(qn("w:r"))):
            _cut(run)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _cut(run: Any) -> None:
    """One run of several looks becomes several runs; a run without signs stays as it is."""
    text = "".join(node.text or "" for node in run.findall(qn("w:t")))
    if BOLD not in text and PLAIN not in text:
        return
    bold = False
    for number, piece in enumerate(text.replace(PLAIN, BOLD).split(BOLD)):
        bold = number % 2 == 1
        if piece:
            run.addprevious(_piece(run, piece, bold=bold))
    run.getparent().remove(run)


def _piece(run: Any, text: str, *, bold: bool) -> Any:
    made = copy.deepcopy(run)
    for node in made.findall(qn("w:t")):
        made.remove(node)
    node = OxmlElement("w:t")
    node.set(qn("xml:space"), "preserve")
    node.text = text
    made.append(node)
    if bold:
        made.get_or_add_rPr().get_or_add_b().val = True
    return made
