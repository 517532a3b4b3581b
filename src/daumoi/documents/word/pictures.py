"""Pictures in Word: drawn as PNG with our typefaces, their words beside them."""

import io
from functools import lru_cache
from pathlib import Path
from typing import Any

import vl_convert
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from daumoi.documents.errors import RenderingError
from daumoi.documents.fonts import supported_characters
from daumoi.documents.word.lines import add_runs, add_words
from daumoi.documents.word.sheet import plain

_SCALE = 2.5  # pixels for each unit of the drawing


def write_figure(document: WordDocument, entry: dict[str, Any], *, room: float, fonts: Path) -> None:
    """The picture in the middle, its caption, summary, note and sources below."""
    holder = plain(document.add_paragraph(), align=WD_ALIGN_PARAGRAPH.CENTER)
    holder.paragraph_format.keep_with_next = True
    picture = io.BytesIO(_png(entry["svg"], fonts=fonts))
    shape = holder.add_run().add_picture(picture, width=Mm(room * entry["width"]))
    shape._inline.docPr.set("descr", entry["summary"])
    if entry["caption"]:
        caption = plain(document.add_paragraph(), align=WD_ALIGN_PARAGRAPH.CENTER)
        caption.paragraph_format.space_before = Pt(4)
        caption.paragraph_format.keep_with_next = True
        add_words(caption, entry["label"] + entry["caption"], size=13, bold=True)
    summary = plain(document.add_paragraph(), align=WD_ALIGN_PARAGRAPH.JUSTIFY)
    summary.paragraph_format.space_before = summary.paragraph_format.space_after = Pt(4)
    add_words(summary, entry["summary"], size=13, italic=True)
    if entry["note"] or entry["sources"]:
        note = plain(document.add_paragraph())
        note.paragraph_format.space_after = Pt(6)
        add_runs(note, entry["note"], size=12)
        numbers = ", ".join(f"[{number}]" for number in entry["sources"])
        add_words(note, f" Nguồn: {numbers}." if numbers else "", size=12)


def _png(svg: str, *, fonts: Path) -> bytes:
    _register(fonts)
    try:
        return bytes(vl_convert.svg_to_png(svg, scale=_SCALE))
    except ValueError as error:
        message = "Hình SVG không vẽ được để đưa vào tệp Word."
        raise RenderingError("documents.picture", message, remedy="Dùng hình SVG hoặc PNG hợp lệ.") from error


@lru_cache(maxsize=4)
def _register(fonts: Path) -> None:
    supported_characters(fonts)  # Says which command builds the folder when it is not there.
    vl_convert.register_font_directory(str(fonts.resolve()))
