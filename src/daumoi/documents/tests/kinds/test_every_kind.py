"""Each kind of the pack comes out as PDF and as Word, with the head, the number and the title it must have."""

from pathlib import Path
from typing import Any, get_args

import pytest

from daumoi.documents.layout import LayoutRules, check, read_rules
from daumoi.documents.rendering.model import Layout
from daumoi.documents.tests.kinds.reading import (
    PACK,
    kinds,
    layout,
    millimetres,
    opened,
    sample_docx,
    sample_pdf,
    word_text,
)
from daumoi.documents.tests.kinds.samples import PAPERS
from daumoi.documents.tests.pdf import flat, pages, reader
from daumoi.documents.tests.samples import AT

CODES = sorted(PAPERS)
COPIES = {"sao_y", "trich_sao", "sao_luc"}
UNNUMBERED = {"phieu_trinh", "thu_cong"}
UNTITLED = {"cong_van", "thu_cong"}


def test_the_pack_names_the_twenty_nine_kinds_the_slip_and_three_copies() -> None:
    assert set(kinds()) == set(PAPERS)
    assert len(set(PAPERS) - COPIES - {"phieu_trinh"}) == 29
    abbreviated = [row for row in kinds().values() if row.abbreviation and row.code not in COPIES]
    assert len(abbreviated) == 27
    assert len({row.abbreviation for row in abbreviated}) == 27


def test_ten_kinds_are_daily_and_every_kind_guides_the_drafter() -> None:
    assert sum(row.daily for row in kinds().values()) == 10
    for row in kinds().values():
        assert row.family in get_args(Layout), row.code
        assert row.parts, row.code
        assert all(part.guidance for part in row.parts), row.code
        assert row.source or row.confidence == "?", row.code


def test_a_submission_offers_its_five_parts_and_a_decision_its_last_article() -> None:
    assert [part.title for part in kinds()["to_trinh"].parts] == [
        "Sự cần thiết",
        "Quá trình xây dựng",
        "Nội dung chính",
        "Ý kiến còn khác nhau",
        "Kiến nghị",
    ]
    assert "Điều thi hành" in kinds()["quyet_dinh"].parts[-1].guidance


@pytest.mark.parametrize("code", CODES)
def test_each_kind_prints_head_number_title_and_signer(code: str, fonts: Path) -> None:
    paper, text = PAPERS[code], flat(" ".join(pages(sample_pdf(code, fonts))))
    if code not in COPIES:
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
        assert "Độc lập - Tự do - Hạnh phúc" in text
    assert paper.issuer.name.upper() in text
    if code not in UNNUMBERED:
        abbreviation = kinds()[code].abbreviation
        number = f"Số: {paper.number:02d}/{paper.notation}"
        assert number in text
        assert paper.notation.startswith(f"{abbreviation}-") or code == "cong_van"
    if code not in UNTITLED:
        assert kinds()[code].name.vi.upper() in text
    assert paper.signature is not None
    assert paper.signature.name in text
    for line in paper.signature.lines:
        assert line.upper() in text


@pytest.mark.parametrize("code", CODES)
def test_each_kind_is_archival_and_accessible(code: str, fonts: Path) -> None:
    root: Any = reader(sample_pdf(code, fonts)).trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


@pytest.mark.parametrize("code", CODES)
def test_each_kind_opens_in_word_with_our_typeface_and_margins(code: str, fonts: Path) -> None:
    document = opened(sample_docx(code, fonts))
    normal = document.styles["Normal"]
    assert normal.font.name == "Times New Roman"
    assert normal.font.size.pt == 14
    for section in document.sections:
        assert sorted(millimetres(section.page_width, section.page_height)) == [210, 297]
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert millimetres(*margins) == [20, 20, 30, 20]
        assert section.different_first_page_header_footer
        assert " PAGE " in section.header._element.xml
        assert " PAGE " not in section.first_page_header._element.xml


@pytest.mark.parametrize("code", CODES)
def test_pdf_and_word_say_the_same(code: str, fonts: Path) -> None:
    """Every word of the one stands in the other; order of cells apart."""
    pdf = set(flat(" ".join(pages(sample_pdf(code, fonts)))).split())
    word = set(word_text(sample_docx(code, fonts)).split())
    footer = set(PAPERS[code].address.split()) | {PAPERS[code].content_code}
    footer |= set(["Mã", "nội", "dung", "Số", "liệu", "tính", "đến", "ngày", "·", "31/12/2025"])
    assert pdf - word <= footer
    assert word - pdf == set()


def test_the_families_of_the_pack_are_those_the_press_knows() -> None:
    assert {layout(code) for code in PAPERS} == set(get_args(Layout))


@pytest.fixture(scope="module")
def rules() -> LayoutRules:
    return read_rules(PACK, on=AT.date())


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind_of_file", ["pdf", "docx"])
def test_our_own_checker_of_layout_finds_nothing(
    code: str, kind_of_file: str, rules: LayoutRules, fonts: Path
) -> None:
    data = sample_pdf(code, fonts) if kind_of_file == "pdf" else sample_docx(code, fonts)
    report = check(f"{code}.{kind_of_file}", data, rules=rules)
    assert [f"{finding.code} {finding.place}" for finding in report.findings] == []
