"""The typeface and the coding of letters, over the whole main text."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from daumoi.documents.layout.model import Line, Run
from daumoi.documents.layout.rules.checking import Checking
from daumoi.documents.layout.text import family


def check_text(checking: Checking) -> None:
    """One finding for each foreign typeface, and one for decomposed letters, at the first place of each."""
    _check_typeface(checking)
    _check_composed(checking)


def _check_typeface(checking: Checking) -> None:
    row = checking.rule("text.typeface")
    if row is None:
        return
    allowed = {family(name) for name in row.values}
    first: dict[str, tuple[Line, str]] = {}
    for line, runs in _text(checking):
        for run in runs:
            name = family(run.font)
            if name and name not in allowed and any(character.isalpha() for character in run.text):
                first.setdefault(name, (line, run.font))
    for line, font in first.values():
        found = _("Phông {font}").format(font=_shown(font))
        checking.report(row, line=line, expected=_("phông {font}").format(font=row.values[0]), found=found)


def _text(checking: Checking) -> Iterator[tuple[Line, tuple[Run, ...]]]:
    """Components and running text. Pictures are letters too in a PDF, and charts have a typeface of their own;
    in a Word file pictures hold no letters, and only tables of figures are left out."""
    parts = checking.parts
    if checking.paper.kind == "docx":
        tables = {line.cell.split(",")[0] for line in parts.components() if line.cell}
        for line in checking.paper.lines:
            if not line.cell or line.cell.split(",")[0] in tables:
                yield line, line.runs
        return
    yield from ((line, line.runs) for line in parts.components())
    yield from ((paragraph.first, paragraph.runs) for paragraph in (*parts.grounds, *parts.body))


def _check_composed(checking: Checking) -> None:
    row = checking.rule("text.unicode")
    wrong = [line for line in checking.paper.lines if line.decomposed]
    if row is None or not wrong:
        return
    found = _("Chữ Unicode tổ hợp")
    if len(wrong) > 1:
        found = _("Chữ Unicode tổ hợp, ở {count} chỗ").format(count=len(wrong))
    checking.report(row, line=wrong[0], expected=_("chữ Unicode dựng sẵn"), found=found)


def legacy_place(checking: Checking) -> tuple[Line, Run] | None:
    """The first run in a typeface or spelling of the codings before Unicode."""
    row = checking.rule("text.legacy")
    if row is None:
        return None
    fonts = tuple(value for value in row.values if value.isascii())
    words = tuple(value for value in row.values if not value.isascii())
    for line in checking.paper.lines:
        for run in line.runs:
            if run.font.split("+")[-1].startswith(fonts) or any(word in run.text for word in words):
                return line, run
    return None


def _shown(font: str) -> str:
    return font.split("+")[-1]
