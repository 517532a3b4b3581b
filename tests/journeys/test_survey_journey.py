"""The main job of the house: a ministry answers under a signed letter, the coordinator asks once more, and closes."""

from datetime import date
from pathlib import Path

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.conftest import Enter
from tests.journeys.house import BODY, CONTACT_PHONE, ROUND
from tests.journeys.reader import Reader
from tests.journeys.steps import attach_signed_letter

REPLY = f"/khao-sat/tra-loi/{ROUND}/{BODY}"
REVIEW = f"/khao-sat/dot/{ROUND}/{BODY}"


def test_from_the_letter_to_the_closed_reply(enter: Enter, tmp_path: Path) -> None:
    officer = enter()
    given_the_officer_finds_the_survey_among_their_work(officer)
    when_the_officer_answers_about_the_unit(officer)
    when_the_officer_fills_the_table_and_explains_what_is_unusual(officer)
    when_the_officer_says_that_a_table_did_not_arise(officer)
    code = when_the_annex_is_printed(officer)
    attach_signed_letter(officer, tmp_path)
    then_the_reply_is_sent(officer)

    coordinator = enter()
    given_the_coordinator_sees_the_reply_on_the_board(coordinator)
    when_the_coordinator_receives_and_asks_about_one_question(coordinator)

    when_the_officer_answers_the_question(officer)
    again = when_the_annex_is_printed(officer)
    assert again != code
    attach_signed_letter(officer, tmp_path)
    then_the_reply_is_sent(officer)

    then_the_coordinator_closes_it(coordinator)
    then_the_board_is_taken_away_as_a_workbook(coordinator)
    then_the_national_report_is_taken_away(coordinator)


def given_the_officer_finds_the_survey_among_their_work(officer: Reader) -> None:
    officer.sign_in("chuyenvien.a")
    officer.everyone_can_read()
    officer.sees("Khảo sát hiện trạng đơn vị chuyên trách")
    officer.press("Điền tiếp", within=officer.page.get_by_role("main"))
    officer.page.wait_for_url(f"**{REPLY}/**")
    officer.open(f"{REPLY}/")
    officer.sees("024 3000 0101")
    officer.everyone_can_read()


def when_the_officer_answers_about_the_unit(officer: Reader) -> None:
    officer.open(f"{REPLY}/phan/a/")
    officer.everyone_can_read()
    officer.press("Xác nhận đúng mọi giá trị điền sẵn ở trang này")
    officer.page.get_by_label("Trung tâm", exact=True).check()
    officer.sees_saved()
    officer.open(f"{REPLY}/phan/a/")
    expect(officer.page.get_by_label("Trung tâm", exact=True)).to_be_checked()


def when_the_officer_fills_the_table_and_explains_what_is_unusual(officer: Reader) -> None:
    officer.open(f"{REPLY}/phan/b/")
    officer.everyone_can_read()
    for row, column, value in (
        ("Công chức", "Được giao", "900"),
        ("Công chức", "Có mặt", "18"),
        ("Hợp đồng", "Được giao", "5"),
        ("Hợp đồng", "Có mặt", "5"),
    ):
        officer.cell(row, column).fill(value)
        officer.page.keyboard.press("Tab")
        officer.sees_saved()
    officer.sees("Số được giao lớn khác thường")
    officer.everyone_can_read()
    officer.page.get_by_label("Giải trình").fill("Gồm cả cơ quan ngành dọc ở vùng.")
    officer.page.keyboard.press("Tab")
    officer.sees_saved()


def when_the_officer_says_that_a_table_did_not_arise(officer: Reader) -> None:
    officer.open(f"{REPLY}/")
    officer.press("Không phát sinh", within=officer.page.get_by_role("main"), confirm="Không phát sinh")
    officer.sees("Đã ghi bảng E1 không phát sinh.")


def when_the_annex_is_printed(officer: Reader) -> str:
    officer.open(f"{REPLY}/ra-soat/")
    officer.everyone_can_read()
    officer.open(f"{REPLY}/ky-gui/")
    officer.press("Chốt nội dung, in phụ lục")
    officer.sees("đã chốt nội dung")
    officer.everyone_can_read()
    annex = officer.download("Tải phụ lục (PDF)")
    text = "".join(page.extract_text() for page in PdfReader(annex).pages)
    code = officer.page.locator(".sv-content-code").first.inner_text()
    assert code in text
    return code


def then_the_reply_is_sent(officer: Reader) -> None:
    officer.press("Gửi trả lời", within=officer.page.get_by_role("main"), confirm="Gửi trả lời")
    officer.sees("Đã gửi trả lời")
    officer.everyone_can_read()


def given_the_coordinator_sees_the_reply_on_the_board(coordinator: Reader) -> None:
    coordinator.sign_in("dieuphoi")
    coordinator.everyone_can_read()
    coordinator.press("Khảo sát, báo cáo", within=coordinator.page.get_by_role("navigation"))
    coordinator.everyone_can_read()
    coordinator.press("Khảo sát hiện trạng đơn vị chuyên trách", within=coordinator.page.get_by_role("main"))
    coordinator.sees("1/2")
    coordinator.everyone_can_read()
    coordinator.press("Bộ A", within=coordinator.page.get_by_role("main"))
    coordinator.page.wait_for_url(f"**{REVIEW}/")
    coordinator.everyone_can_read()


def when_the_coordinator_receives_and_asks_about_one_question(coordinator: Reader) -> None:
    coordinator.press("Tiếp nhận", within=coordinator.page.get_by_role("main"))
    coordinator.sees("đã tiếp nhận")
    coordinator.press("Đề nghị bổ sung, làm rõ", within=coordinator.page.get_by_role("main"))
    coordinator.everyone_can_read()
    coordinator.page.locator("input[name=cau][value='b1_hop_dong_giao:0']").check()
    coordinator.press("Viết câu hỏi cho các câu đã chọn")
    coordinator.everyone_can_read()
    coordinator.page.locator("textarea").fill("Số này gồm hợp đồng thời vụ không?")
    coordinator.page.get_by_label("Hạn trả lời").fill(date.today().isoformat())
    coordinator.press("Gửi đề nghị làm rõ")
    coordinator.sees("Đã đề nghị làm rõ 1 câu.")
    coordinator.open("/")
    coordinator.sees(CONTACT_PHONE)
    coordinator.everyone_can_read()


def when_the_officer_answers_the_question(officer: Reader) -> None:
    officer.open("/")
    officer.press("Trả lời", within=officer.page.get_by_role("main"))
    officer.page.wait_for_url(f"**{REPLY}/**")
    officer.open(f"{REPLY}/lam-ro/")
    officer.sees("Số này gồm hợp đồng thời vụ không?")
    officer.everyone_can_read()
    officer.page.get_by_role("main").get_by_role("textbox").first.fill("7")
    officer.page.get_by_label("Giải thích gửi cơ quan điều phối").fill(
        "Không gồm thời vụ, đã sửa lại số được giao."
    )
    officer.press("Trả lời câu này", within=officer.page.get_by_role("main"))
    officer.sees("Đã trả lời hết các câu")


def then_the_coordinator_closes_it(coordinator: Reader) -> None:
    coordinator.open(f"{REVIEW}/")
    coordinator.sees("Không gồm thời vụ, đã sửa lại số được giao.")
    coordinator.press("Chốt", within=coordinator.page.get_by_role("main"), confirm="Chốt")
    coordinator.sees("đã chốt")
    coordinator.everyone_can_read()


def then_the_board_is_taken_away_as_a_workbook(coordinator: Reader) -> None:
    coordinator.open(f"/khao-sat/dot/{ROUND}/")
    taken = coordinator.download("Tải Excel")
    assert taken.read_bytes().startswith(b"PK")


def then_the_national_report_is_taken_away(coordinator: Reader) -> None:
    coordinator.open(f"/khao-sat/phan-tich/{ROUND}/")
    coordinator.everyone_can_read()
    coordinator.open(f"/khao-sat/phan-tich/{ROUND}/bao-cao/")
    coordinator.everyone_can_read()
    taken = coordinator.download("Tải báo cáo PDF")
    assert taken.read_bytes().startswith(b"%PDF-")
    printed = "".join(page.extract_text() for page in PdfReader(taken).pages)
    assert "khảosáthiệntrạngđơnvịchuyêntrách" in "".join(printed.split()).casefold()
