"""Rendering: structured content in, the bytes of a sealed, accessible, reproducible PDF out."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from daumoi.documents.errors import RenderingError
from daumoi.documents.rendering import model
from daumoi.documents.rendering.compose import compose_letter, compose_paper, compose_report
from daumoi.documents.rendering.plain import blocks_from_text
from daumoi.documents.rendering.typeset import Press, render_pdf

__all__ = [
    "RenderingError",
    "blocks_from_text",
    "model",
    "render_letter",
    "render_many",
    "render_paper",
    "render_pdf",
    "render_report",
]


def render_paper(
    paper: model.Paper, *, kind_layout: model.Layout, at: datetime, fonts: Path, verify_url: str = ""
) -> bytes:
    """A paper of any kind as PDF, archival (PDF/A-2a) and accessible (PDF/UA-1).

    :param kind_layout: the kind's family of layout, from the pack's table of kinds.
    :param at: the moment of making, with its time zone; it also gives the year of a blank date.
    :param fonts: a folder filled by :func:`daumoi.documents.fonts.build_fonts`.
    :param verify_url: address of the page that proves the paper; printed as a QR code when given.
    :raises RenderingError: the family needs something the paper lacks, or the content contradicts itself.
    """
    data = compose_paper(paper, kind_layout=kind_layout, at=at, verify_url=verify_url)
    return render_pdf(template="official.typ", data=data, at=at, fonts=fonts)


def render_many(
    papers: Iterable[tuple[model.Paper, str]], *, kind_layout: model.Layout, at: datetime, fonts: Path
) -> Iterator[bytes]:
    """The papers of a mail merge, each with its verification address (or ""), one PDF after the other.

    One typesetter serves them all; what it remembers of earlier papers is dropped on the way, so memory does
    not grow with the number of papers. The bytes are those of :func:`render_paper`; parameters and errors too.
    """
    press = Press(template="official.typ", fonts=fonts)
    for paper, verify_url in papers:
        yield press.pdf(compose_paper(paper, kind_layout=kind_layout, at=at, verify_url=verify_url), at=at)


def render_report(document: model.Document, *, at: datetime, fonts: Path) -> bytes:
    """A named paper (report, submission, plan…) as PDF, laid out as Decree 30/2020/NĐ-CP asks.

    The same document at the same moment gives the same bytes.

    :param at: the moment of making, with its time zone; it also gives the year of a blank date.
    :param fonts: a folder filled by :func:`daumoi.documents.fonts.build_fonts`.
    :raises RenderingError: the content contradicts itself (see :mod:`~daumoi.documents.rendering.compose`).
    """
    return render_pdf(template="report.typ", data=compose_report(document, at=at), at=at, fonts=fonts)


def render_letter(letter: model.Letter, *, at: datetime, fonts: Path) -> bytes:
    """An official letter (công văn) as PDF; parameters and errors as for :func:`render_report`."""
    return render_pdf(template="letter.typ", data=compose_letter(letter, at=at), at=at, fonts=fonts)
