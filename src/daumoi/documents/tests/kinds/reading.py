"""What the tests read: the pack's kinds, a paper of each as PDF, the words of a Word file."""

import io
from functools import lru_cache
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.shared import Length

from daumoi.documents.pack import KindRow, read_pack
from daumoi.documents.rendering import render_paper
from daumoi.documents.rendering.model import Paper
from daumoi.documents.tests.kinds.samples import PAPERS
from daumoi.documents.tests.pdf import flat, pages
from daumoi.documents.tests.samples import AT
from daumoi.documents.word import render_docx

PACK = Path(__file__).resolve().parents[5] / "packs" / "vietnam"


@lru_cache(maxsize=1)
def kinds() -> dict[str, KindRow]:
    """The rows of the pack by code."""
    return {row.code: row for row in read_pack(PACK).kinds}


def layout(code: str) -> Any:
    """The family of layout of a kind, as the pack says."""
    return kinds()[code].family


def printed(code: str, paper: Paper, fonts: Path, **options: str) -> bytes:
    """The paper as PDF, laid out as its kind in the pack."""
    return render_paper(paper, kind_layout=layout(code), at=AT, fonts=fonts, **options)


@lru_cache(maxsize=64)
def sample_pdf(code: str, fonts: Path) -> bytes:
    """The sample of a kind as PDF, made once."""
    return printed(code, PAPERS[code], fonts)


@lru_cache(maxsize=64)
def sample_docx(code: str, fonts: Path) -> bytes:
    """The sample of a kind as DOCX, made once."""
    return word_file(code, PAPERS[code], fonts)


def words(code: str, paper: Paper, fonts: Path, **options: str) -> str:
    """The words of the PDF, line ends as spaces."""
    return flat(" ".join(pages(printed(code, paper, fonts, **options))))


def word_file(code: str, paper: Paper, fonts: Path, **options: str) -> bytes:
    """The paper as DOCX."""
    return render_docx(paper, kind_layout=layout(code), at=AT, fonts=fonts, **options)


def opened(data: bytes) -> WordDocument:
    """A Word file as its library sees it."""
    return docx.Document(io.BytesIO(data))


def millimetres(*lengths: Length | None) -> list[int]:
    """Lengths of a Word file, rounded to whole millimetres; every one must be there."""
    assert all(length is not None for length in lengths)
    return [round(length.mm) for length in lengths if length is not None]


def word_text(data: bytes) -> str:
    """All words of a Word file in reading order, head and tables too, line ends as spaces."""
    body = opened(data).element.body
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    lines = []
    for paragraph in body.iter(f"{name}p"):
        parts = [
            " " if node.tag == f"{name}br" else node.text or ""
            for node in paragraph.iter(f"{name}t", f"{name}br")
        ]
        lines.append("".join(parts))
    return flat(" ".join(lines))
