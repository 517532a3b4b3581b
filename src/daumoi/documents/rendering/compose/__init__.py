"""From the model to what a template receives: everything counted, referred to and worded beforehand.

Numbers of headings, articles, tables, figures, annexes and sources are given here and not by the
typesetter, so that the same content has the same numbers in PDF, in Word and in tests, and a wrong
reference is an error with a place instead of a question mark on paper.
"""

from daumoi.documents.rendering.compose.composer import Composed
from daumoi.documents.rendering.compose.official import compose_paper
from daumoi.documents.rendering.compose.papers import compose_letter, compose_report

__all__ = ["Composed", "compose_letter", "compose_paper", "compose_report"]
