"""From bytes to a report."""

from django.utils.translation import gettext as _

from daumoi.documents.layout.anatomy import Anatomy, dissect
from daumoi.documents.layout.docx import read_docx
from daumoi.documents.layout.model import Finding, Paper, Report
from daumoi.documents.layout.pack import LayoutRules
from daumoi.documents.layout.pdf import read_pdf
from daumoi.documents.layout.rules import RULES, Checking
from daumoi.documents.layout.rules.typeface import legacy_place
from daumoi.documents.layout.secrecy import refuse_secrets
from daumoi.foundation.errors import Invalid

_FEW_LETTERS = 60  # on a whole paper: less is a scan with a stamp of the registry
_UNREADABLE = "\ufffd"


def check(name: str, data: bytes, *, rules: LayoutRules) -> Report:
    """Check a Word file or a PDF, told apart by content; the name serves only to name places.

    :raises Invalid: neither of the two, dangerous, damaged, or carrying a mark of state secrecy.
    """
    if b"%PDF-" in data[:1024]:
        return check_pdf(data, rules=rules, name=name)
    if data.startswith(b"PK") or name.lower().endswith((".docx", ".docm")):
        return check_docx(data, rules=rules, name=name)
    raise Invalid(
        "documents.layout.kind",
        _("Chỉ kiểm tra được tệp Word (.docx) và PDF."),
        place=name,
        remedy=_("Lưu văn bản thành .docx hoặc PDF rồi kiểm tra lại."),
    )


def check_docx(data: bytes, *, rules: LayoutRules, name: str = "") -> Report:
    """Check a Word file; errors as for :func:`check`."""
    return _report(read_docx(data, name=name), rules=rules, name=name)


def check_pdf(data: bytes, *, rules: LayoutRules, name: str = "") -> Report:
    """Check a PDF; errors as for :func:`check`. A scan gives one remark, for there is nothing to measure."""
    return _report(read_pdf(data, name=name), rules=rules, name=name)


def _report(paper: Paper, *, rules: LayoutRules, name: str) -> Report:
    refuse_secrets(paper, rules=rules, name=name)
    if (remark := _unreadable(paper)) is not None:
        return Report(paper.kind, paper.page_count, (remark,), ())
    legacy = Checking(paper, Anatomy(), rules)
    if _is_legacy(legacy):
        # In an old coding no word can be recognised: every further finding would be a mistake of ours.
        return Report(paper.kind, paper.page_count, tuple(legacy.findings), tuple(legacy.checked.items()))
    checking = Checking(paper, dissect(paper, rules=rules), rules)
    for rule in RULES:
        rule(checking)
    findings = tuple(sorted(checking.findings, key=lambda finding: (finding.page, finding.position)))
    return Report(paper.kind, paper.page_count, findings, tuple(checking.checked.items()))


def _unreadable(paper: Paper) -> Finding | None:
    text = "".join(line.text for line in paper.lines)
    letters = sum(character.isalpha() for character in text)
    if letters >= _FEW_LETTERS and text.count(_UNREADABLE) < len(text) / 10:
        return None
    if paper.kind == "docx" and letters:
        return None
    return Finding(
        code="text.scan",
        place=_("Toàn văn bản"),
        expected=_("văn bản có lớp chữ để đo"),
        found=_("Không đọc được chữ, có thể là bản quét hoặc phông không kèm bảng mã"),
        severity="remark",
        remedy=_("Kiểm tra bản Word hoặc bản PDF xuất thẳng từ phần mềm soạn thảo."),
    )


def _is_legacy(checking: Checking) -> bool:
    place = legacy_place(checking)
    row = checking.rule("text.legacy")
    if place is None or row is None:
        return False
    line, run = place
    found = _("Chữ theo bảng mã cũ, phông {font}").format(font=run.font.split("+")[-1] or "?")
    checking.report(row, line=line, expected=_("chữ Unicode"), found=found)
    return True
