"""Rendering: structured content in, the bytes of a sealed, accessible, reproducible PDF out."""

from datetime import datetime
from pathlib import Path

from daumoi.documents.errors import RenderingError
from daumoi.documents.rendering import model
from daumoi.documents.rendering.compose import compose_letter, compose_report
from daumoi.documents.rendering.typeset import render_pdf

__all__ = ["RenderingError", "model", "render_letter", "render_pdf", "render_report"]


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
