"""Ten faults, each planted alone in a Word file that is otherwise right: each is found, and nothing else."""

from collections.abc import Callable

import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from daumoi.documents.layout import LayoutRules, check_docx
from daumoi.documents.tests.layout.word_paper import (
    BODY,
    paragraph,
    resize,
    rewrite,
    word_letter,
    word_report,
)

Spoil = Callable[[WordDocument], object]


def narrow_margin(paper: WordDocument) -> None:
    paper.sections[0].left_margin = Mm(25)


def wrong_typeface(paper: WordDocument) -> None:
    run = paragraph(paper, BODY[1][:20]).runs[0]
    run.font.name = "Arial"


def unslanted_date(paper: WordDocument) -> None:
    paragraph(paper, "Hà Nội").runs[0].italic = False


def left_aligned(paper: WordDocument) -> None:
    paragraph(paper, BODY[0][:20]).alignment = WD_ALIGN_PARAGRAPH.LEFT


def close_paragraphs(paper: WordDocument) -> None:
    paragraph(paper, BODY[1][:20]).paragraph_format.space_before = Pt(3)


def shown_first_number(paper: WordDocument) -> None:
    paper.sections[0].different_first_page_header_footer = False


def decomposed(paper: WordDocument) -> None:
    rewrite(paper, "Kính gửi", "Kính gửi: Ca\u0301c bộ, cơ quan ngang bộ")


LETTER: tuple[tuple[Spoil, str, str], ...] = (
    (narrow_margin, "page.margin.left", "Trang 1"),
    (shown_first_number, "page.number.first", "Trang 1"),
    (wrong_typeface, "text.typeface", "Đoạn 3: “Báo cáo gửi về"),
    (decomposed, "text.unicode", "Đoạn 1: “Kính gửi: Các bộ"),
    (
        lambda paper: rewrite(paper, "Số: 05", "Số: 5/BTTDL-THH"),
        "number.zero",
        "Bảng 1, hàng 2, cột 1: “Số: 5/BTTDL-THH”",
    ),
    (unslanted_date, "date.style", "Bảng 1, hàng 2, cột 2: “Hà Nội, ngày"),
    (left_aligned, "body.justified", "Đoạn 2: “Thực hiện kế hoạch"),
    (close_paragraphs, "body.gap", "Đoạn 3: “Báo cáo gửi về"),
    (
        lambda paper: resize(paper, "- Bộ trưởng", 13),
        "recipients.size",
        "Bảng 2, hàng 1, cột 1: “- Bộ trưởng",
    ),
    (
        lambda paper: rewrite(paper, "KT.", "KT BỘ TRƯỞNG"),
        "signature.prefix",
        "Bảng 2, hàng 1, cột 2: “KT BỘ",
    ),
)
REPORT: tuple[tuple[Spoil, str, str], ...] = (
    (lambda paper: rewrite(paper, "Số: 17", "Số: 17/Tr-THH"), "number.kind", "“Số: 17/Tr-THH”"),
    (lambda paper: resize(paper, "BÁO CÁO", 16), "kind.size", "Đoạn 1: “BÁO CÁO”"),
    (lambda paper: rewrite(paper, "Phụ lục II", "Phụ lục 2"), "annex.number", "“Phụ lục 2”"),
)


def test_a_well_formed_letter_and_report_have_no_finding(rules: LayoutRules) -> None:
    for data in (word_letter(), word_report()):
        report = check_docx(data, rules=rules)
        assert report.findings == ()
        assert len(report.checked) > 40


@pytest.mark.parametrize(("spoil", "code", "place"), LETTER, ids=[code for _spoil, code, _place in LETTER])
def test_a_fault_in_a_letter_is_found_at_its_place_and_only_it(
    rules: LayoutRules, spoil: Spoil, code: str, place: str
) -> None:
    (finding,) = check_docx(word_letter(spoil), rules=rules).findings
    assert finding.code == code
    assert place in finding.place
    assert finding.severity == "deviation"
    assert finding.expected
    assert finding.found
    assert finding.remedy.endswith(".")


@pytest.mark.parametrize(("spoil", "code", "place"), REPORT, ids=[code for _spoil, code, _place in REPORT])
def test_a_fault_in_a_report_is_found_at_its_place_and_only_it(
    rules: LayoutRules, spoil: Spoil, code: str, place: str
) -> None:
    (finding,) = check_docx(word_report(spoil), rules=rules).findings
    assert (finding.code, place in finding.place) == (code, True)
