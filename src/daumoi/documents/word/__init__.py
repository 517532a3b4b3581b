"""Word: the same papers as editable DOCX files, and the users' own templates filled in.

What stands on a paper is arranged once (:mod:`daumoi.documents.rendering.compose`), for the PDF and for
Word alike; this package only turns the arrangement into paragraphs, tables and sections.
"""

from daumoi.documents.word.placeholders import PLACEHOLDERS, Placeholder, values_of
from daumoi.documents.word.templates import Problem, check_template, render_template, starting_template
from daumoi.documents.word.writer import render_docx

__all__ = [
    "PLACEHOLDERS",
    "Placeholder",
    "Problem",
    "check_template",
    "render_docx",
    "render_template",
    "starting_template",
    "values_of",
]
