"""What the checker says, refuses and leaves unsaid."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from pathlib import Path

import pytest
import yaml
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.table import Table
from docx.text.run import Run
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from daumoi.documents.layout import LayoutRules, check, check_docx, check_pdf, read_rules
from daumoi.documents.layout.pack import FILE, LayoutRule
from daumoi.documents.layout.rules import RULES
from daumoi.documents.tests.layout.conftest import PACK
from daumoi.documents.tests.layout.print_paper import printed_letter, printed_report
from daumoi.documents.tests.layout.word_paper import paragraph, resize, rewrite, word_letter
from daumoi.foundation.errors import Invalid
from daumoi.foundation.yaml_rows import read_rows
from daumoi.ui.wording import long_date

WORDS = st.sampled_from(
    [
        "đơn vị",
        "chuyên trách",
        "khảo sát",
        "nhiệm vụ",
        "hiện trạng",
        "báo cáo",
        "tổng hợp",
        "Quyết định",
        "Ứng cứu",
    ]
)
SENTENCE = st.lists(WORDS, min_size=14, max_size=60).map(lambda words: " ".join(words) + ".")


def test_findings_come_in_the_order_of_the_paper(rules: LayoutRules) -> None:
    def spoil(paper: WordDocument) -> None:
        resize(paper, "- Bộ trưởng", 14)
        resize(paper, "Hà Nội", 10)
        resize(paper, "Kính gửi", 14)
        rewrite(paper, "Độc lập", "Độc lập-Tự do-Hạnh phúc")

    codes = [finding.code for finding in check_docx(word_letter(spoil), rules=rules).findings]
    assert codes == ["motto.text", "date.size", "recipients.size"]


def test_one_fault_in_many_paragraphs_is_told_once_with_its_count(rules: LayoutRules, fonts: Path) -> None:
    data = printed_letter(fonts, text='font: "Tinos", size: 12pt, lang: "vi"')
    sizes = [finding for finding in check_pdf(data, rules=rules).findings if finding.code == "body.size"]
    assert [finding.found for finding in sizes] == ["Cỡ chữ 12 (ở 3 đoạn)"]


def test_a_missing_component_is_named(rules: LayoutRules, fonts: Path) -> None:
    data = printed_letter(fonts, motto="", motto_line="v(1pt)", titles="", name="")
    codes = {finding.code for finding in check_pdf(data, rules=rules).findings}
    assert codes == {"motto.text", "signature.missing"}


def test_a_name_of_the_state_broken_in_two_is_told_as_such(rules: LayoutRules, fonts: Path) -> None:
    broken = '#text(size: 12pt, weight: "bold")[CỘNG HÒA XÃ HỘI \\ CHỦ NGHĨA VIỆT NAM]'
    (finding,) = check_pdf(printed_letter(fonts, national=broken), rules=rules).findings
    assert (finding.code, finding.found.split(",")[0]) == ("national.text", "Ngắt thành hai dòng")


def test_a_head_and_foot_typed_with_tabs_are_understood(rules: LayoutRules) -> None:
    def with_tabs(paper: WordDocument) -> None:
        head, foot = paper.tables
        for table, before in ((head, paper.paragraphs[0]), (foot, None)):
            for left, right in tabbed(table):
                one = paper.add_paragraph()
                for run in (*left, *right):
                    one._p.append(run._r)
                    if left and run is left[-1]:
                        one.add_run("\t")
                if before is not None:
                    before._p.addprevious(one._p)
            paper.element.body.remove(table._tbl)

    assert {one.code for one in check_docx(word_letter(with_tabs), rules=rules).findings} <= {
        "agency.line",
        "motto.line",
    }


def tabbed(table: Table) -> Iterator[tuple[list[Run], list[Run]]]:
    """Lines of the left and right cells, side by side, as one would type them with a tab between."""
    for row in table.rows:
        left, right = ([one.runs for one in cell.paragraphs if one.text.strip()] for cell in row.cells)
        yield from zip_longest(left, right, fillvalue=[])


def test_swapped_halves_of_the_head_are_found(rules: LayoutRules) -> None:
    def swap(paper: WordDocument) -> None:
        row = paper.tables[0].rows[0]._tr
        row.append(row.tc_lst[0])

    codes = {finding.code for finding in check_docx(word_letter(swap), rules=rules).findings}
    assert "order.sides" in codes


def test_a_scan_gives_one_remark_instead_of_many_deviations(rules: LayoutRules) -> None:
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    buffer = io.BytesIO()
    writer.write(buffer)
    report = check_pdf(buffer.getvalue(), rules=rules)
    assert [(finding.code, finding.severity) for finding in report.findings] == [("text.scan", "remark")]
    assert report.passed


def test_letters_of_an_old_coding_give_one_deviation(rules: LayoutRules) -> None:
    def spoil(paper: WordDocument) -> None:
        for one in (paragraph(paper, "CỘNG HÒA"), paragraph(paper, "Kính gửi")):
            one.runs[0].text = "Céng hßa x· héi chñ nghÜa ViÖt Nam"
            one.runs[0].font.name = ".VnTimeH"

    (finding,) = check_docx(word_letter(spoil), rules=rules).findings
    assert finding.code == "text.legacy"
    assert ".VnTimeH" in finding.found


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "[TUYỆT MẬT]", "Độ mật: Tối mật"])
def test_a_mark_of_secrecy_is_refused_with_its_place(rules: LayoutRules, mark: str) -> None:
    def spoil(paper: WordDocument) -> None:
        paper.tables[0].cell(1, 0).add_paragraph(mark)

    with pytest.raises(Invalid) as refusal:
        check("mat.docx", word_letter(spoil), rules=rules)
    assert refusal.value.code == "documents.layout.secret"
    assert refusal.value.place == "mat.docx, Bảng 1, hàng 2, cột 1"


def test_a_mark_of_secrecy_in_a_text_box_or_header_is_refused(rules: LayoutRules) -> None:
    def stamp(paper: WordDocument) -> None:
        box = (
            '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
            'xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r>'
            "<w:t>TỐI MẬT</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
        paragraph(paper, "Kính gửi")._p.append(parse_xml(box))

    def header(paper: WordDocument) -> None:
        paper.sections[0].header.add_paragraph("MẬT")

    for spoil in (stamp, header):
        with pytest.raises(Invalid) as refusal:
            check_docx(word_letter(spoil), rules=rules)
        assert refusal.value.code == "documents.layout.secret"


def test_a_mark_of_secrecy_in_print_is_refused(rules: LayoutRules, fonts: Path) -> None:
    about = "#text(size: 12pt)[V/v khảo sát] \\ #box(stroke: 1pt, inset: 3pt)[MẬT]"
    with pytest.raises(Invalid) as refusal:
        check_pdf(printed_letter(fonts, about=about), rules=rules)
    assert refusal.value.place.startswith("Trang 1, dòng")


def test_the_word_secret_inside_a_sentence_is_no_mark(rules: LayoutRules) -> None:
    def spoil(paper: WordDocument) -> None:
        rewrite(
            paper, "Báo cáo gửi", "Văn bản này không thuộc độ mật nào, không phải đóng dấu MẬT khi gửi đi."
        )

    assert check_docx(word_letter(spoil), rules=rules).findings == ()


def test_other_files_are_refused(rules: LayoutRules) -> None:
    with pytest.raises(Invalid, match=r"\.docx"):
        check("anh.png", b"\x89PNG\r\n\x1a\n", rules=rules)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("readme.txt", "x")
    with pytest.raises(Invalid) as refusal:
        check("goi.docx", buffer.getvalue(), rules=rules)
    assert refusal.value.code == "documents.intake.kind"


def test_pages_of_a_foreign_size_are_named(rules: LayoutRules, fonts: Path) -> None:
    reader = PdfReader(io.BytesIO(printed_report(fonts)))
    writer = PdfWriter()
    writer.append(reader)
    writer.add_blank_page(width=612, height=792)
    buffer = io.BytesIO()
    writer.write(buffer)
    found = {(one.code, one.place) for one in check_pdf(buffer.getvalue(), rules=rules).findings}
    assert ("page.size", "Trang 3") in found


def test_the_pack_says_which_rules_hold_on_a_day() -> None:
    assert read_rules(PACK, on=date(2026, 11, 22)).get("body.size") is not None
    with pytest.raises(Invalid, match="không có quy tắc"):
        read_rules(PACK, on=date(2019, 1, 1))


def test_every_rule_names_an_instrument_and_a_source_of_the_pack() -> None:
    known = {
        name: {row["code"] for row in yaml.safe_load((PACK / f"{name}.yaml").read_text(encoding="utf-8"))}
        for name in ("instruments", "sources")
    }
    rules = read_rows(PACK / FILE, LayoutRule)
    assert {rule.instrument for rule in rules} <= known["instruments"]
    assert {rule.source for rule in rules} <= known["sources"]


def test_every_rule_of_the_pack_is_asked_for_by_the_program(rules: LayoutRules, fonts: Path) -> None:
    """A row nobody reads would be a promise nobody keeps."""
    sources = [Path(module.__code__.co_filename) for module in RULES]
    text = "".join(
        path.read_text(encoding="utf-8") for path in {*sources, *sources[0].parent.parent.glob("*.py")}
    )
    unread = [
        code for code in rules.codes() if f'"{code}"' not in text and not code.startswith("page.margin.")
    ]
    assert unread == []


_TIGHT = (
    "chuyên trách chuyên trách Quyết định Quyết định tổng hợp đơn vị nhiệm vụ hiện trạng báo cáo báo cáo báo cáo "
    "hiện trạng Ứng cứu Quyết định khảo sát Quyết định tổng hợp nhiệm vụ hiện trạng báo cáo khảo sát nhiệm vụ "
    "chuyên trách đơn vị đơn vị khảo sát hiện trạng tổng hợp Ứng cứu hiện trạng Quyết định khảo sát tổng hợp tổng "
    "hợp tổng hợp chuyên trách đơn vị Ứng cứu chuyên trách chuyên trách chuyên trách Quyết định nhiệm vụ báo cáo "
    "tổng hợp Quyết định tổng hợp khảo sát tổng hợp báo cáo chuyên trách hiện trạng tổng hợp chuyên trách Quyết "
    "định tổng hợp đơn vị chuyên trách khảo sát Quyết định."
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sentences=st.lists(SENTENCE, min_size=2, max_size=12),
    number=st.integers(1, 4000),
    day=st.dates(date(2020, 3, 5), date(2030, 12, 31)),
    size=st.sampled_from([13, 13.5, 14]),
    left=st.integers(30, 35),
    right=st.integers(15, 20),
    edge=st.integers(20, 25),
    indent=st.sampled_from(["1cm", "1.27cm"]),
)
@example(  # two lines of this one end with a full stop that hangs a millimetre over the edge
    sentences=["đơn vị đơn vị.", _TIGHT, _TIGHT],
    number=596,
    day=date(2022, 1, 4),
    size=13,
    left=31,
    right=15,
    edge=22,
    indent="1cm",
)
def test_a_well_formed_letter_of_any_words_has_no_finding(
    rules: LayoutRules,
    fonts: Path,
    sentences: list[str],
    number: int,
    day: date,
    size: float,
    left: int,
    right: int,
    edge: int,
    indent: str,
) -> None:
    data = printed_letter(
        fonts,
        body="\n\n".join(sentences),
        code=f"#text(size: 13pt)[Số: {number:02d}/BTTDL-THH]",
        date=f'#text(size: 13pt, style: "italic")[Hà Nội, {long_date(day)}]',
        text=f'font: "Tinos", size: {size}pt, lang: "vi"',
        margin=f"top: {edge}mm, bottom: {edge}mm, left: {left}mm, right: {right}mm",
        par=f"justify: true, leading: 0.7em, spacing: 1.2em, first-line-indent: (amount: {indent}, all: true)",
    )
    assert check_pdf(data, rules=rules).findings == ()
