"""Marks of state secrecy: a paper that carries one is turned away before anything else is said about it."""

import re

from django.utils.translation import gettext as _

from daumoi.documents.layout.model import Line, Paper
from daumoi.documents.layout.pack import LayoutRules
from daumoi.documents.layout.text import plain
from daumoi.foundation.errors import Invalid

_FRAME = " .:[](){}|*-–—"
_LABEL = re.compile(r"(?:độ|mức độ|dấu chỉ độ) mật\s*:\s*(?P<level>[^.;,]+)", re.IGNORECASE)


def refuse_secrets(paper: Paper, *, rules: LayoutRules, name: str = "") -> None:
    """Refuse a paper with a mark of secrecy alone on a line, in a frame, a header, or named as its level.

    A picture of a stamp cannot be read here; the words around it can.

    :raises Invalid: with the place of the mark. The text itself is not repeated.
    """
    row = rules.get("secrecy.marks")
    if row is None:
        return
    marks = tuple(plain(value) for value in row.values)
    for line in (*paper.lines, *paper.marks):
        mark = _mark(line, marks)
        if mark:
            raise Invalid(
                "documents.layout.secret",
                _("Tài liệu mang dấu chỉ độ mật “{mark}” nên không được đưa vào hệ thống.").format(mark=mark),
                place=", ".join(part for part in (name, line.place) if part),
                remedy=row.remedy,
            )


def _mark(line: Line, marks: tuple[str, ...]) -> str:
    text = plain(line.text)
    bare = text.strip(_FRAME)
    if bare in marks:
        return bare
    label = _LABEL.fullmatch(text)
    level = label["level"].strip().upper() if label else ""
    return level if level in marks else ""
