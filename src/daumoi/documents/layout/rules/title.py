"""The kind's name, the subject, the legal grounds."""

from django.utils.translation import gettext as _

from daumoi.documents.layout.model import Line, Paragraph
from daumoi.documents.layout.rules.checking import Checking, found_size, size_words
from daumoi.documents.layout.text import fold, mostly, plain


def check_kind(checking: Checking) -> None:
    """A named paper shows its name; a notation that names a kind asks for it."""
    parts = checking.parts
    line = parts.kind_line
    if line is None:
        if _is_named_by_number(checking):
            checking.missing("kind.missing")
        return
    checking.style("kind.style", line)
    checking.size("kind.size", line)
    row = checking.rule("kind.centre")
    if row is not None and line.alignment != "centre":
        checking.report(row, line=line, expected=row.name, found=_("Không căn giữa"))


def check_subject(checking: Checking) -> None:
    """Bold below the kind's name; after "V/v" below the number of a letter."""
    parts = checking.parts
    if parts.is_letter:
        if not _is_named_by_number(checking):
            _check_letter_subject(checking)
        return
    if not parts.subject:
        checking.missing("subject.missing")
        return
    checking.style("subject.style", parts.subject[0], also=parts.subject[1:])
    checking.size("subject.size", parts.subject[0], also=parts.subject[1:])


def check_grounds(checking: Checking) -> None:
    """Every ground in italics of the body's size."""
    grounds = checking.parts.grounds
    if not grounds:
        return
    row = checking.rule("grounds.style")
    wrong = [ground for ground in grounds if not _is_slanted(ground)]
    if row is not None and wrong:
        expected = _("chữ nghiêng")
        checking.report(row, line=wrong[0].first, expected=expected, found=_("Chữ đứng"))
    row = checking.rule("grounds.size")
    odd = [ground for ground in grounds if row is not None and not checking.fits(row, ground.runs)]
    if row is not None and odd:
        checking.report(row, line=odd[0].first, expected=size_words(row), found=found_size(odd[0].runs))


def _is_slanted(ground: Paragraph) -> bool:
    return mostly(ground.runs, lambda run: run.italic, share=0.8)


def _is_named_by_number(checking: Checking) -> bool:
    """Whether the notation begins with the abbreviation of a kind: "05/BC-THH"."""
    line: Line | None = checking.parts.number
    if line is None or "/" not in line.text or checking.parts.about:
        return False
    notation = plain(line.text).split("/", 1)[1].strip()
    return notation.split("-")[0] in checking.rules.abbreviations


def _check_letter_subject(checking: Checking) -> None:
    about = checking.parts.about
    if not about:
        checking.missing("subject.missing")
        return
    row = checking.rule("subject.letter.form")
    if row is not None and not about[0].text.startswith(row.values):
        expected = _("bắt đầu bằng “{0}”").format(row.values[0])
        checking.report(
            row, line=about[0], expected=expected, found=_("Ghi “{0}”").format(_beginning(about[0]))
        )
    checking.style("subject.letter.style", about[0], also=about[1:])
    checking.size("subject.letter.size", about[0], also=about[1:])


def _beginning(line: Line) -> str:
    words = plain(line.text).split()
    return " ".join(words[:4]) if fold(line.text) else ""
