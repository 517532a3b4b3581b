"""Running text: size, indent, gaps, line spacing, both edges even. Each fault is told once, with its count."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from daumoi.documents.layout.model import Paragraph
from daumoi.documents.layout.pack import LayoutRule
from daumoi.documents.layout.rules.checking import Checking, found_size, number, range_words, size_words
from daumoi.documents.layout.text import fold, is_capitals, letters, mostly

_INDENT_TOLERANCE = 0.8  # mm
_GAP_TOLERANCE = 0.6  # points
_SPACING_TOLERANCE = 0.06  # lines
_MUCH = 90  # letters: a shorter paragraph fits on one line, where evenness cannot be seen
_FEW = 25  # letters: shorter lines are labels and signs


def check_body(checking: Checking) -> None:
    """Paragraphs between the title and the foot; notes in italics, titles and centred lines are left out."""
    prose = [paragraph for paragraph in checking.parts.body if _is_prose(paragraph)]
    if not prose:
        return
    _tell(checking, "body.size", prose, lambda row, one: not checking.fits(row, one.runs))
    _tell(checking, "body.indent", prose, _wrong_indent)
    _tell(checking, "body.gap", prose, _too_close)
    _tell(checking, "body.spacing", prose, _wrong_spacing)
    _tell(checking, "body.justified", prose, _is_uneven)


def _is_prose(paragraph: Paragraph) -> bool:
    text = fold(paragraph.text)
    if letters(paragraph.runs) < _FEW or text.startswith(("kinh gui", "noi nhan", "phu luc")):
        return False
    if is_capitals(paragraph.text):
        return False
    slanted = mostly(paragraph.runs, lambda run: run.italic, share=0.95)
    return not slanted and not mostly(paragraph.runs, lambda run: run.bold, share=0.95)


def _tell(
    checking: Checking,
    code: str,
    prose: Sequence[Paragraph],
    is_wrong: Callable[[LayoutRule, Paragraph], bool],
) -> None:
    row = checking.rule(code)
    if row is None:
        return
    wrong = [paragraph for paragraph in prose if is_wrong(row, paragraph)]
    if not wrong:
        return
    found = _found(code, wrong[0])
    if len(wrong) > 1:
        found = _("{found} (ở {count} đoạn)").format(found=found, count=len(wrong))
    checking.report(row, line=wrong[0].first, expected=_expected(code, row), found=found)


def _wrong_indent(row: LayoutRule, paragraph: Paragraph) -> bool:
    if paragraph.indent is None:
        return False
    indent = paragraph.indent
    return all(abs(indent - float(value) * 10) > _INDENT_TOLERANCE for value in row.values)


def _too_close(row: LayoutRule, paragraph: Paragraph) -> bool:
    return paragraph.gap is not None and paragraph.gap < (row.low or 0) - _GAP_TOLERANCE


def _wrong_spacing(row: LayoutRule, paragraph: Paragraph) -> bool:
    spacing = paragraph.spacing
    if spacing is None:
        return False
    return not (row.low or 0) - _SPACING_TOLERANCE <= spacing <= (row.high or 99) + _SPACING_TOLERANCE


def _is_uneven(row: LayoutRule, paragraph: Paragraph) -> bool:
    return paragraph.alignment == "left" and letters(paragraph.runs) > _MUCH


def _expected(code: str, row: LayoutRule) -> str:
    if code == "body.size":
        return size_words(row)
    if code == "body.indent":
        return _("lùi {0} cm").format(_(" hoặc ").join(number(float(value)) for value in row.values))
    if code == "body.justified":
        return _("căn đều hai lề")
    return range_words(row)


def _found(code: str, paragraph: Paragraph) -> str:
    match code:
        case "body.size":
            return found_size(paragraph.runs)
        case "body.indent":
            return _("Lùi {0} cm").format(number((paragraph.indent or 0) / 10))
        case "body.gap":
            return _("Cách đoạn trên {0} pt").format(number(round(max(paragraph.gap or 0, 0), 1)))
        case "body.spacing":
            return _("Khoảng cách {0} dòng").format(number(paragraph.spacing or 0))
    return _("Mép phải không đều")
