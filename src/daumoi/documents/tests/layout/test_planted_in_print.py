"""Ten faults and more, each planted alone in a PDF that is otherwise right: each is found, and nothing else."""

from pathlib import Path

import pytest

from daumoi.documents.layout import LayoutRules, check_pdf
from daumoi.documents.tests.layout.print_paper import body, printed_letter, printed_report

LETTER: tuple[tuple[dict[str, str], str, str], ...] = (
    ({"margin": "top: 20mm, bottom: 20mm, left: 25mm, right: 20mm"}, "page.margin.left", "Trang 1"),
    (
        {"national": '#text(size: 12pt, weight: "bold")[CỘNG HÒA XÃ HỘI CHŨ NGHĨA VIỆT NAM]'},
        "national.text",
        "Trang 1, dòng 1: “CỘNG HÒA XÃ HỘI CHŨ NGHĨA VIỆT NAM”",
    ),
    (
        {"motto": '#text(size: 13pt, weight: "bold")[Độc lập – Tự do – Hạnh phúc]'},
        "motto.text",
        "Trang 1, dòng 2: “Độc lập",
    ),
    ({"motto_line": "v(2pt)"}, "motto.line", "Trang 1, dòng 2: “Độc lập"),
    (
        {"agency": "#text(size: 12pt)[CỤC TIN HỌC HÓA]", "agency_line": "line(length: 16mm)"},
        "agency.style",
        "Trang 1, dòng 2: “CỤC TIN HỌC HÓA”",
    ),
    ({"code": "#text(size: 13pt)[Số 05/BTTDL-THH]"}, "number.form", "Trang 1, dòng 3: “Số 05/BTTDL-THH”"),
    (
        {"date": '#text(size: 13pt, style: "italic")[Hà Nội, ngày 8 tháng 2 năm 2026]'},
        "date.zero",
        "“Hà Nội, ngày 8 tháng 2 năm 2026”",
    ),
    ({"about": "#text(size: 12pt)[Về việc khảo sát hiện trạng]"}, "subject.letter.form", "“Về việc khảo sát"),
    (
        {"par": "justify: true, leading: 0.7em, spacing: 1.2em, first-line-indent: (amount: 5mm, all: true)"},
        "body.indent",
        "dòng 6: “Thực hiện kế hoạch",
    ),
    (
        {"recipients": "#text(size: 11pt)[\\- Như trên; \\ - Bộ trưởng (để báo cáo).]"},
        "recipients.last",
        "“- Bộ trưởng (để báo cáo).”",
    ),
    ({"name": "#text(size: 14pt)[Lê Thị Mẫu]"}, "signature.name", "“Lê Thị Mẫu”"),
    ({"titles": '#text(size: 14pt, weight: "bold")[KT. BỘ TRƯỞNG]'}, "signature.position", "“KT. BỘ TRƯỞNG”"),
)
REPORT: tuple[tuple[dict[str, str], str, str], ...] = (
    ({"number": "none"}, "page.number.missing", "Trang 2"),
    ({"number": "align(right, text(size: 13pt, str(2)))"}, "page.number.place", "Trang 2, số trang"),
    ({"number": "align(center, text(size: 10.8pt, str(2)))"}, "page.number.size", "Trang 2, số trang"),
    ({"body": body(7) + "\n\n#text(size: 12pt)[" + body(1) + "]\n\n" + body(7)}, "body.size", "“Thực hiện"),
    (
        {
            "par": "justify: false, leading: 0.7em, spacing: 1.2em, first-line-indent: (amount: 1cm, all: true)"
        },
        "body.justified",
        "“Thực hiện",
    ),
    (
        {"par": "justify: true, leading: 1.6em, spacing: 2.2em, first-line-indent: (amount: 1cm, all: true)"},
        "body.spacing",
        "“Thực hiện",
    ),
    (
        {
            "grounds": "Căn cứ nghị định quy định chức năng, nhiệm vụ của Bộ;\n\n#emph[Căn cứ kết quả khảo sát.]"
        },
        "grounds.style",
        "“Căn cứ nghị định",
    ),
)


def test_a_well_formed_letter_and_report_have_no_finding(rules: LayoutRules, fonts: Path) -> None:
    for data in (printed_letter(fonts), printed_report(fonts)):
        report = check_pdf(data, rules=rules)
        assert report.findings == ()
        assert len(report.checked) > 40


@pytest.mark.parametrize(("spoilt", "code", "place"), LETTER, ids=[code for _spoilt, code, _place in LETTER])
def test_a_fault_in_a_letter_is_found_at_its_place_and_only_it(
    rules: LayoutRules, fonts: Path, spoilt: dict[str, str], code: str, place: str
) -> None:
    (finding,) = check_pdf(printed_letter(fonts, paragraphs=3, **spoilt), rules=rules).findings
    assert finding.code == code
    assert place in finding.place
    assert finding.severity == "deviation"


@pytest.mark.parametrize(("spoilt", "code", "place"), REPORT, ids=[code for _spoilt, code, _place in REPORT])
def test_a_fault_in_a_report_is_found_at_its_place_and_only_it(
    rules: LayoutRules, fonts: Path, spoilt: dict[str, str], code: str, place: str
) -> None:
    (finding,) = check_pdf(printed_report(fonts, paragraphs=14, **spoilt), rules=rules).findings
    assert (finding.code, place in finding.place) == (code, True)
