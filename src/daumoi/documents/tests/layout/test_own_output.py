"""What the room itself typesets passes its own checker, as PDF and as Word, whatever the kind."""

from pathlib import Path
from typing import get_args

import pytest

from daumoi.documents.layout import LayoutRules, check, check_pdf
from daumoi.documents.layout.pack import KINDS_FILE, KindName
from daumoi.documents.rendering import model, render_letter, render_paper, render_report
from daumoi.documents.tests import samples
from daumoi.documents.tests.kinds.samples import PAPERS
from daumoi.documents.tests.layout.conftest import PACK
from daumoi.documents.word import render_docx
from daumoi.foundation.yaml_rows import read_rows

FAMILIES = {row.code: row.family for row in read_rows(PACK / KINDS_FILE, KindName)}


def family(code: str) -> model.Layout:
    return next(layout for layout in get_args(model.Layout) if layout == FAMILIES[code])


def test_the_letter_and_the_report_have_no_finding(rules: LayoutRules, fonts: Path) -> None:
    letter = render_letter(samples.letter(), at=samples.AT, fonts=fonts)
    report = render_report(samples.report(), at=samples.AT, fonts=fonts)
    assert check("congvan.pdf", letter, rules=rules).findings == ()
    assert check("baocao.pdf", report, rules=rules).findings == ()


@pytest.mark.parametrize("code", sorted(PAPERS))
def test_every_kind_passes_as_pdf_and_as_word(rules: LayoutRules, fonts: Path, code: str) -> None:
    paper, layout = PAPERS[code], family(code)
    pdf = render_paper(paper, kind_layout=layout, at=samples.AT, fonts=fonts)
    word = render_docx(paper, kind_layout=layout, at=samples.AT, fonts=fonts)
    assert check(f"{code}.pdf", pdf, rules=rules).findings == ()
    assert check(f"{code}.docx", word, rules=rules).findings == ()


def test_twenty_pages_have_no_finding(rules: LayoutRules, fonts: Path) -> None:
    data = render_report(samples.report(chapters=8), at=samples.AT, fonts=fonts)
    report = check_pdf(data, rules=rules)
    assert report.findings == ()
    assert report.pages is not None
    assert report.pages >= 18
