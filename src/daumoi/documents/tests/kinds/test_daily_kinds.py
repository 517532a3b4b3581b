"""What makes each of the daily kinds right: its parts, their order, its closing words."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

from daumoi.documents.rendering import RenderingError, render_paper
from daumoi.documents.rendering.model import (
    Leave,
    Meeting,
    Paper,
    Paragraph,
    Signature,
    clock_time,
    paper_from_json,
    paper_to_json,
)
from daumoi.documents.tests.kinds import daily, other
from daumoi.documents.tests.kinds.reading import printed, words
from daumoi.documents.tests.kinds.samples import PAPERS
from daumoi.documents.tests.pdf import flat, page_number, pages, reader
from daumoi.documents.tests.samples import AT

URL = "https://kiemtra.example.vn/v/7K2M94QDXH3P"


def in_order(text: str, *parts: str) -> bool:
    """Whether the parts stand in the text one after the other."""
    place = 0
    for part in parts:
        place = text.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return True


def test_a_letter_asks_until_when_names_whom_to_call_and_ends_once(fonts: Path) -> None:
    text = words("cong_van", daily.LETTER, fonts)
    assert in_order(text, "Số: 05/BA-CĐS", "V/v khảo sát", "Kính gửi:", "Hạn gửi:", "Đầu mối liên hệ:", "./.")
    assert text.count("./.") == 1
    assert "TVM. 40" in text
    assert "Số 1 đường Mẫu" in text


def test_the_address_stands_on_the_first_page_only(fonts: Path) -> None:
    found = pages(printed("cong_van", daily.LETTER, fonts))
    assert ["vanthu@example.vn" in page for page in found] == [True, False, False]


def test_a_submission_holds_its_five_parts_in_order(fonts: Path) -> None:
    text = words("to_trinh", daily.SUBMISSION, fonts)
    assert in_order(
        text,
        "Số: 17/TTr-BA",
        "Kính gửi: Thủ tướng Chính phủ",
        "I. SỰ CẦN THIẾT",
        "II. QUÁ TRÌNH XÂY DỰNG",
        "III. NỘI DUNG CHÍNH",
        "1. Mô hình tổ chức",
        "IV. Ý KIẾN CÒN KHÁC NHAU",
        "V. KIẾN NGHỊ",
        "phê duyệt Đề án./.",
    )


def test_a_decision_names_authority_grounds_formula_and_counts_its_articles(fonts: Path) -> None:
    text = words("quyet_dinh", daily.DECISION, fonts)
    assert in_order(
        text,
        "BỘ TRƯỞNG BỘ A",
        "Căn cứ nghị định",
        "Theo đề nghị của Cục trưởng Cục Chuyển đổi số.",
        "QUYẾT ĐỊNH:",
        "Điều 1. Thành lập",
        "Điều 2. Tổ công tác",
        "1. Rà soát",
        "2. Báo cáo",
        "a) Khó khăn",
        "b) Kiến nghị.",
        "Điều 3. Chánh Văn phòng",
        "thi hành Quyết định này./.",
        "KT. BỘ TRƯỞNG THỨ TRƯỞNG",
    )


def test_a_decision_that_issues_a_paper_carries_it_with_a_head_of_its_own(fonts: Path) -> None:
    first, second = pages(printed("quyet_dinh", daily.DECISION_ISSUING, fonts))
    assert "Q. BỘ TRƯỞNG" in first
    text = flat(second)
    assert in_order(
        text,
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "QUY CHẾ",
        "(Kèm theo Quyết định số 128/QĐ-BA ngày 20 tháng 10 năm 2026 của Bộ A)",
        "Chương I QUY ĐỊNH CHUNG",
        "Điều 1. Phạm vi điều chỉnh",
        "Điều 2. Nguyên tắc",
        "1. Một việc một đầu mối.",
        "Chương II TRÁCH NHIỆM",
        "Mục 1 CƠ QUAN CHỦ TRÌ",
        "Điều 3. Gửi yêu cầu",
    )
    assert "Số:" not in text
    assert page_number(second) is None


def test_the_parts_of_a_scheme_restart_their_headings(fonts: Path) -> None:
    text = words("de_an", daily.SCHEME, fonts)
    assert in_order(text, "Phần I", "I. CĂN CỨ", "Phần II", "THỰC TRẠNG", "I. TỔ CHỨC", "Phần III", "Phần IV")


def test_an_invitation_says_who_to_what_when_and_where(fonts: Path) -> None:
    text = words("giay_moi", daily.INVITATION, fonts)
    assert in_order(
        text,
        "GIẤY MỜI",
        "Bộ A trân trọng kính mời:",
        "- Các thành viên Hội đồng;",
        "Tới dự: Phiên họp",
        "Chủ trì: Thứ trưởng",
        "Thời gian: 08 giờ 30, ngày 08 tháng 6 năm 2026",
        "Địa điểm: Phòng họp",
    )


def test_minutes_have_no_date_in_the_head_and_two_signatures(fonts: Path) -> None:
    text = words("bien_ban", daily.MINUTES, fonts)
    assert in_order(
        text,
        "Số: 01/BB-HĐ",
        "BIÊN BẢN",
        "Thời gian bắt đầu: 08 giờ 30",
        "Có mặt:",
        "- Ông Nguyễn Văn Mẫu, Cục trưởng;",
        "Vắng mặt: Ông Đỗ Văn Mẫu, Phó Cục trưởng; đi công tác",
        "Chủ trì (chủ tọa):",
        "Thư ký (người ghi biên bản):",
        "Cuộc họp kết thúc vào 11 giờ 15, ngày 08 tháng 6 năm 2026./.",
        "THƯ KÝ",
        "Nơi nhận:",
    )
    assert "CHỦ TỌA" in text
    assert "Hà Nội, ngày" not in text


def test_minutes_of_a_session_still_open_leave_room_for_its_end(fonts: Path) -> None:
    meeting = msgspec.structs.replace(_meeting(), ends="")
    text = words("bien_ban", msgspec.structs.replace(daily.MINUTES, meeting=meeting), fonts)
    assert "Cuộc họp kết thúc vào …… giờ ……" in text


def test_a_routing_slip_lists_matter_grounds_proposal_and_opinions(fonts: Path) -> None:
    text = words("phieu_trinh", daily.ROUTING, fonts)
    assert in_order(
        text, "Kính trình:", "Vấn đề trình", "Căn cứ", "Đề xuất", "Ý kiến của các cấp", "Lãnh đạo Bộ"
    )
    assert "Ngày 04/02/2026" in text
    assert "Số:" not in text


def test_a_copy_stands_below_the_original_and_the_electronic_one_in_the_corner(fonts: Path) -> None:
    text = words("quyet_dinh", other.COPIED_DECISION, fonts)
    assert in_order(text, "Lê Thị Mẫu", "SAO Y", "Số: 15/SY-CĐS", "CHÁNH VĂN PHÒNG")
    assert "Thời gian ký: 06/02/2026 09:03:04 +07:00" in text


def test_the_square_code_is_there_with_its_address_only_when_asked(fonts: Path) -> None:
    without = printed("quyet_dinh", daily.DECISION, fonts)
    with_code = printed("quyet_dinh", daily.DECISION, fonts, verify_url=URL)
    assert URL not in flat(pages(without)[0])
    assert URL in flat(pages(with_code)[0])
    assert len(with_code) > len(without) + 1000


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://a.vn", "https://a.vn/" + "x" * 4000])
def test_an_address_no_code_can_hold_is_refused(url: str, fonts: Path) -> None:
    with pytest.raises(RenderingError, match="Địa chỉ kiểm tra"):
        printed("quyet_dinh", daily.DECISION, fonts, verify_url=url)


def test_a_draft_wears_its_mark_and_says_which_it_is(fonts: Path) -> None:
    draft = msgspec.structs.replace(daily.DECISION, draft=True, draft_note="lần 2", number=None, issued=None)
    text = words("quyet_dinh", draft, fonts)
    assert "DỰ THẢO lần 2" in text
    assert "/QĐ-BA" in text
    assert "09/QĐ-BA" not in text


def test_a_paper_as_json_comes_back_equal() -> None:
    for paper in PAPERS.values():
        assert paper_from_json(paper_to_json(paper)) == paper


@pytest.mark.parametrize(
    ("code", "change", "missing"),
    [
        ("giay_moi", {"meeting": None}, "thời gian, địa điểm"),
        ("bien_ban", {"meeting": None}, "thời gian, địa điểm"),
        ("giay_gioi_thieu", {"bearer": None}, "họ tên"),
        ("giay_nghi_phep", {"leave": None}, "nơi nghỉ"),
    ],
)
def test_what_a_kind_cannot_do_without_is_named(
    code: str, change: dict[str, None], missing: str, fonts: Path
) -> None:
    with pytest.raises(RenderingError, match=missing):
        printed(code, msgspec.structs.replace(PAPERS[code], **change), fonts)


def test_an_unknown_family_is_refused_with_the_known_ones(fonts: Path) -> None:
    with pytest.raises(RenderingError, match="Không có họ trình bày «poem»"):
        render_paper(daily.DECISION, kind_layout="poem", at=AT, fonts=fonts)  # type: ignore[arg-type]


def test_a_leave_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="leave"):
        Leave(date(2026, 2, 2), 1, date(2026, 2, 9), date(2026, 2, 8), "tỉnh C", "phép năm")


@pytest.mark.parametrize("prefix", ["TM.", "KT.", "TL.", "TUQ."])
def test_each_signing_prefix_stands_above_the_position(prefix: str, fonts: Path) -> None:
    signed = Signature("Cục trưởng", "Nguyễn Văn Mẫu", (f"{prefix} BỘ TRƯỞNG",))
    text = words("quyet_dinh", msgspec.structs.replace(daily.DECISION, signature=signed), fonts)
    assert f"{prefix} BỘ TRƯỞNG CỤC TRƯỞNG" in text


def test_the_sign_of_the_end_is_printed_once_however_the_text_ends(fonts: Path) -> None:
    for ending in ("Hết.", "Hết", "Hết./.", "Hết; "):
        paper = Paper(issuer=daily.BODY, subject="a", notation="QĐ-A", blocks=(Paragraph((ending,)),))
        text = flat(pages(render_paper(paper, kind_layout="named", at=AT, fonts=fonts))[0])
        assert text.count("Hết./.") == 1


def test_parts_of_a_scheme_become_bookmarks(fonts: Path) -> None:
    outline = [
        str(getattr(item, "title", "")) for item in reader(printed("de_an", daily.SCHEME, fonts)).outline
    ]
    assert any(title.startswith("Phần I") for title in outline)


def test_a_moment_becomes_the_words_of_minutes() -> None:
    assert clock_time(AT) == "07 giờ 30, ngày 22 tháng 11 năm 2026"


def _meeting() -> Meeting:
    assert daily.MINUTES.meeting is not None
    return daily.MINUTES.meeting
