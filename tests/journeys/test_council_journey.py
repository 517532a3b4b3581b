"""The council: a round's letter goes out and is answered, a session is prepared, held, concluded, and followed up."""

import hashlib
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from daumoi.documents.edxml import model as edxml
from daumoi.documents.edxml.read import read_message
from tests.journeys.conftest import Enter
from tests.journeys.house import DISTANT_ORGAN, LEFT_OPEN, House
from tests.journeys.reader import Reader
from tests.journeys.steps import answer_by_exchange, main, number_signed_paper

ROUND = "Lấy ý kiến về dự thảo đề án"
LETTER = "01/BB-CNTT"
SESSION = "Phiên họp về đề án"
TAKEN_UP = "Băn khoăn việc tăng tổng biên chế."
REFUSED = "Đề nghị mọi cơ quan đều thành lập Cục."
CONCLUSION = "Hoàn thiện đề án, trình trong quý I."
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def house(council_house: House) -> House:
    """This journey walks in the council's house."""
    return council_house


def test_from_the_letter_to_what_the_council_concluded(enter: Enter, tmp_path: Path) -> None:
    coordinator, clerk = enter(), enter()
    when_the_coordinator_has_the_round_write_its_letter(coordinator)
    printed = when_the_clerk_numbers_the_letter(clerk)
    message = then_the_distant_body_gets_a_message(clerk)
    when_its_answer_comes_by_the_exchange(clerk, answer_by_exchange(message, tmp_path))
    then_the_line_of_that_body_is_closed(coordinator)

    secretary = enter()
    when_the_secretary_prepares_a_session(secretary)
    when_the_secretary_adds_agenda_and_paper(secretary, printed)
    when_the_secretary_sends_the_invitations(secretary)
    member = enter(viewport=PHONE)
    when_a_member_answers_from_the_telephone(member)
    when_the_member_says_what_was_done_since(member)
    when_attendance_is_noted_and_the_session_opened(secretary)
    then_the_session_opens_with_what_was_concluded_last_time(secretary)
    when_information_and_opinions_are_entered_and_answered(secretary)
    chair = enter()
    when_the_chair_concludes(chair)

    when_the_secretary_drafts_the_notice(secretary)
    when_the_clerk_numbers_the_notice(clerk)
    then_the_session_is_issued_under_that_number(secretary)
    then_the_table_of_opinions_is_taken_away(secretary)
    when_a_conclusion_goes_into_the_ledger(secretary)
    then_the_ledger_shows_both_matters_with_their_age(secretary)
    then_the_next_session_opens_with_this_one(secretary)


# The letter of the round --------------------------------------------------------------------------------


def when_the_coordinator_has_the_round_write_its_letter(coordinator: Reader) -> None:
    coordinator.sign_in("dieuphoi")
    coordinator.press("Khảo sát, báo cáo", within=coordinator.page.get_by_role("navigation"))
    coordinator.press(ROUND, within=main(coordinator))
    coordinator.everyone_can_read()
    coordinator.press("Soạn công văn", within=main(coordinator))
    coordinator.sees("Đã soạn công văn từ thông tin của đợt")
    coordinator.everyone_can_read()
    coordinator.press("Soạn tiếp", within=main(coordinator))
    coordinator.page.get_by_label("Chức vụ người ký").fill("THỨ TRƯỞNG")
    coordinator.page.get_by_label("Họ tên người ký").fill("Bùi Chủ Tịch")
    coordinator.press("Lưu, về trang văn bản")
    coordinator.everyone_can_read()


def when_the_clerk_numbers_the_letter(clerk: Reader) -> Path:
    clerk.sign_in("vanthu.b")
    number_signed_paper(
        clerk, "trả lời phiếu lấy ý kiến về dự thảo đề án", signer="Thứ trưởng, Bùi Chủ Tịch", unit="CNTT"
    )
    clerk.sees(LETTER)
    clerk.everyone_can_read()
    printed = clerk.download("01-BB-CNTT.pdf")
    assert LETTER in "".join(page.extract_text() for page in PdfReader(printed).pages)
    return printed


def then_the_distant_body_gets_a_message(clerk: Reader) -> edxml.DocumentMessage:
    clerk.open("/van-ban/lien-thong/")
    clerk.everyone_can_read()
    line = clerk.page.get_by_role("row").filter(has_text="Bộ D")
    taken = clerk.download("Tải thông điệp", within=line)
    with taken.open("rb") as source:
        message = read_message(source)
    assert isinstance(message, edxml.DocumentMessage)
    assert (message.code.text, message.to[0].organ_id) == (LETTER, DISTANT_ORGAN)
    assert message.attachments
    return message


def when_its_answer_comes_by_the_exchange(clerk: Reader, answer: Path) -> None:
    clerk.page.locator("input[type=file]").set_input_files(answer)
    clerk.press("Nhận", within=clerk.page.locator("form.dm-form"))
    clerk.sees("Đã nhận thông điệp.")
    clerk.sees("412/BD-CNTT")


def then_the_line_of_that_body_is_closed(coordinator: Reader) -> None:
    coordinator.open("/van-ban/theo-doi/")
    coordinator.sees("đã trả lời 1/4")
    coordinator.press(LETTER, within=main(coordinator))
    line = coordinator.page.get_by_role("row").filter(has_text="Bộ D")
    expect(line).to_contain_text("412/BD-CNTT")
    coordinator.everyone_can_read()


# The session is prepared --------------------------------------------------------------------------------


def when_the_secretary_prepares_a_session(secretary: Reader) -> None:
    secretary.sign_in("thuky.b")
    secretary.press("Hội đồng, kiến nghị", within=secretary.page.get_by_role("navigation"))
    secretary.everyone_can_read()
    secretary.press("Hội đồng thử", within=main(secretary))
    secretary.everyone_can_read()
    secretary.press("Lập phiên", within=main(secretary))
    secretary.everyone_can_read()
    secretary.page.get_by_label("Tên phiên").fill(SESSION)
    secretary.page.get_by_label("Mã phiên").fill("de-an")
    secretary.page.get_by_label("Giờ họp").fill("08 giờ 30")
    secretary.page.get_by_label("Địa điểm").fill("Phòng họp số 1")
    secretary.press("Lập phiên", within=main(secretary).locator("form"))
    secretary.sees("Thành viên chưa thấy gì cho đến khi gửi giấy mời.")


def when_the_secretary_adds_agenda_and_paper(secretary: Reader, printed: Path) -> None:
    for title, kind in (("Kết quả lấy ý kiến", "Thông tin"), ("Dự thảo đề án", "Xin ý kiến")):
        secretary.page.get_by_label("Nội dung", exact=True).fill(title)
        secretary.page.get_by_label(kind, exact=True).check()
        secretary.press("Thêm nội dung", within=main(secretary))
        secretary.sees("Đã thêm nội dung.")
    secretary.everyone_can_read()
    secretary.press("Tài liệu", within=main(secretary))
    secretary.page.get_by_label("Tên tài liệu").fill("Công văn lấy ý kiến")
    secretary.page.locator("input[type=file]").set_input_files(
        {"name": "cong-van.pdf", "mimeType": "application/pdf", "buffer": printed.read_bytes()}
    )
    secretary.press("Thêm tài liệu", within=main(secretary))
    secretary.sees(hashlib.sha256(printed.read_bytes()).hexdigest()[:16])
    secretary.sees("chưa gửi")
    secretary.everyone_can_read()


def when_the_secretary_sends_the_invitations(secretary: Reader) -> None:
    secretary.press(SESSION, within=main(secretary))
    secretary.everyone_can_read()
    secretary.press("Gửi thành viên", within=main(secretary))
    secretary.everyone_can_read()
    secretary.page.get_by_label("Số, ký hiệu").fill("02/GM-HĐ")
    secretary.press("Gửi", within=main(secretary).locator("form"))
    secretary.sees("Đã gửi 3 thành viên")
    secretary.everyone_can_read()


def when_a_member_answers_from_the_telephone(member: Reader) -> None:
    member.sign_in("lanhdao.a")
    member.press("Trả lời mời", within=member.page.get_by_role("row").filter(has_text=SESSION))
    member.fits()
    member.everyone_can_read()
    member.page.get_by_label("Sẽ dự").check()
    member.press("Trả lời", within=main(member).locator("form"))
    member.sees("Đã trả lời giấy mời.")
    member.fits()
    member.everyone_can_read()


def when_the_member_says_what_was_done_since(member: Reader) -> None:
    member.open("/")
    member.press("Xem kiến nghị", within=member.page.get_by_role("row").filter(has_text=LEFT_OPEN))
    member.fits()
    member.everyone_can_read()
    member.press("Ghi diễn biến", within=main(member))
    member.page.get_by_label("Đang xử lý").check()
    member.page.get_by_label("Diễn biến").fill("Bộ A đã gửi dự thảo hướng dẫn để lấy ý kiến.")
    member.press("Ghi diễn biến", within=main(member).locator("form"))
    member.sees("Đã ghi diễn biến.")


# The session is held ------------------------------------------------------------------------------------


def when_attendance_is_noted_and_the_session_opened(secretary: Reader) -> None:
    secretary.press("Điểm danh", within=main(secretary))
    secretary.everyone_can_read()
    secretary.sees("chưa đủ")
    for who, how in (
        ("Phạm Lãnh Đạo", "Có mặt"),
        ("Bùi Chủ Tịch", "Có mặt"),
        ("Dương Lãnh Đạo C", "Vắng mặt"),
    ):
        secretary.press("Ghi", within=secretary.page.get_by_role("row").filter(has_text=who))
        secretary.page.get_by_label(how, exact=True).check()
        if how == "Vắng mặt":
            secretary.everyone_can_read()
            secretary.page.get_by_label("Lý do vắng").fill("Đi công tác")
        secretary.press("Ghi điểm danh", within=main(secretary))
    secretary.sees("Có 2/3 thành viên được tính, cần ít nhất 2: đủ.")
    secretary.press("Mở phiên", within=main(secretary))
    secretary.sees("Đã mở phiên: đủ số thành viên theo quy chế.")


def then_the_session_opens_with_what_was_concluded_last_time(secretary: Reader) -> None:
    secretary.sees_heading("Lần trước đã kết luận gì, đến nay ra sao")
    secretary.sees(f"{LEFT_OPEN}.")
    secretary.sees("Bộ A đã gửi dự thảo hướng dẫn để lấy ý kiến.")
    secretary.sees("1 việc đã chuyển tình trạng")
    secretary.everyone_can_read()


def when_information_and_opinions_are_entered_and_answered(secretary: Reader) -> None:
    for kind, text in (
        ("Thông tin", f"Đã có 1/4 cơ quan trả lời công văn {LETTER}."),
        ("Ý kiến, kiến nghị", TAKEN_UP),
        ("Ý kiến, kiến nghị", REFUSED),
    ):
        secretary.open("/hoi-dong/phien/de-an/")
        secretary.press("Ghi thông tin, ý kiến", within=secretary.page.get_by_role("complementary"))
        secretary.page.get_by_label(kind, exact=True).check()
        secretary.page.get_by_label("Người nêu").fill("Phạm Lãnh Đạo, Bộ A")
        secretary.page.get_by_label("Nội dung").fill(text)
        secretary.press("Ghi", within=main(secretary).locator("form"))
        secretary.sees("Đã ghi.")
    expect(secretary.page.get_by_text("Đã có 1/4 cơ quan")).to_have_count(0)
    secretary.everyone_can_read()
    answer(secretary, TAKEN_UP, "Tiếp thu", change="Thêm bảng điều chuyển biên chế", place="Phụ lục 2")
    answer(secretary, REFUSED, "Không tiếp thu", reason="Hình thức do từng cơ quan đề xuất theo điều kiện.")
    secretary.sees("tiếp thu 1, tiếp thu một phần 0, không tiếp thu 1, chưa giải trình 0")
    secretary.everyone_can_read()


def answer(
    secretary: Reader, opinion: str, verdict: str, *, reason: str = "", change: str = "", place: str = ""
) -> None:
    """Say what became of an opinion."""
    row = secretary.page.get_by_role("row").filter(has_text=opinion)
    secretary.press("Giải trình", within=row)
    secretary.everyone_can_read()
    secretary.page.get_by_label(verdict, exact=True).check()
    secretary.page.get_by_label("Lý do").fill(reason)
    secretary.page.get_by_label("Đã sửa").fill(change)
    secretary.page.get_by_label("Sửa ở đâu").fill(place)
    secretary.press("Ghi", within=main(secretary).locator("form"))


def when_the_chair_concludes(chair: Reader) -> None:
    chair.sign_in("chutich.b")
    chair.press("Hội đồng, kiến nghị", within=chair.page.get_by_role("navigation"))
    chair.press("Hội đồng thử", within=main(chair))
    chair.press(SESSION, within=main(chair))
    chair.everyone_can_read()
    chair.press("Kết luận", within=main(chair))
    chair.page.get_by_label("Kết luận", exact=True).fill(
        f"{CONCLUSION}\nCác cơ quan còn lại cho ý kiến trước ngày 30."
    )
    chair.everyone_can_read()
    chair.press("Ghi kết luận", within=main(chair).locator("form"))
    chair.sees("Đã ghi 2 kết luận.")


# What stays of it ---------------------------------------------------------------------------------------


def when_the_secretary_drafts_the_notice(secretary: Reader) -> None:
    secretary.open("/hoi-dong/phien/de-an/")
    secretary.press("Ra thông báo", within=main(secretary))
    secretary.everyone_can_read()
    secretary.press("Soạn vào sổ văn bản", within=main(secretary))
    secretary.sees("Đã soạn thông báo từ kết luận của phiên.")
    secretary.everyone_can_read()


def when_the_clerk_numbers_the_notice(clerk: Reader) -> None:
    number_signed_paper(clerk, f"Kết luận của Chủ tịch tại {SESSION}", signer="Chủ tịch, Bùi Chủ Tịch")
    clerk.sees("02/TB-BB")
    notice = clerk.download("02-TB-BB.pdf")
    text = " ".join("".join(page.extract_text() for page in PdfReader(notice).pages).split())
    assert CONCLUSION in text
    assert REFUSED not in text


def then_the_session_is_issued_under_that_number(secretary: Reader) -> None:
    secretary.open("/hoi-dong/phien/de-an/")
    secretary.sees("đã ban hành thông báo kết luận")
    expect(secretary.page.locator(".cn-path .is-done")).to_have_count(5)
    secretary.sees("02/TB-BB")
    for kind, words in (
        ("is-information", "Đã có 1/4 cơ quan"),
        ("is-opinion", TAKEN_UP),
        ("is-conclusion", CONCLUSION),
    ):
        expect(secretary.page.locator(f".cn-kind.{kind}")).to_contain_text(words)
    secretary.everyone_can_read()


def then_the_table_of_opinions_is_taken_away(secretary: Reader) -> None:
    secretary.press("Bảng ý kiến", within=main(secretary))
    secretary.everyone_can_read()
    printed = secretary.download("Tải PDF", within=main(secretary))
    text = " ".join("".join(page.extract_text() for page in PdfReader(printed).pages).split())
    assert "Phụ lục 2" in text
    workbook = CalamineWorkbook.from_path(str(secretary.download("Tải XLSX", within=main(secretary))))
    cells = {str(cell) for row in workbook.get_sheet_by_index(0).to_python() for cell in row}
    assert {TAKEN_UP, REFUSED, "Thêm bảng điều chuyển biên chế"} <= cells


def when_a_conclusion_goes_into_the_ledger(secretary: Reader) -> None:
    secretary.open("/hoi-dong/phien/de-an/")
    line = secretary.page.locator("#ket-luan li").filter(has_text=CONCLUSION)
    secretary.press("Theo dõi trong sổ kiến nghị", within=line)
    secretary.everyone_can_read()
    secretary.page.get_by_label("Tên việc").fill("Hoàn thiện đề án")
    secretary.page.get_by_label("Cơ quan xử lý").fill("Bộ B")
    secretary.page.get_by_label(re.compile("^Hạn")).fill((date.today() + timedelta(days=60)).isoformat())
    secretary.press("Đưa vào sổ", within=main(secretary).locator("form"))
    secretary.sees("Đã đưa vào sổ theo dõi.")
    secretary.everyone_can_read()


def then_the_ledger_shows_both_matters_with_their_age(secretary: Reader) -> None:
    secretary.press("Sổ theo dõi kiến nghị", within=main(secretary))
    rows = secretary.page.get_by_role("row")
    expect(rows.filter(has_text=LEFT_OPEN)).to_contain_text("40 ngày")
    expect(rows.filter(has_text=LEFT_OPEN)).to_contain_text("quá 10 ngày")
    expect(rows.filter(has_text="Hoàn thiện đề án")).to_contain_text("0 ngày")
    secretary.everyone_can_read()


def then_the_next_session_opens_with_this_one(secretary: Reader) -> None:
    secretary.open("/hoi-dong/hd-thu/phien-moi/")
    secretary.page.get_by_label("Tên phiên").fill("Phiên họp sau")
    secretary.page.get_by_label("Mã phiên").fill("de-an-2")
    secretary.page.get_by_label("Ngày họp").fill((date.today() + timedelta(days=45)).isoformat())
    secretary.press("Lập phiên", within=main(secretary).locator("form"))
    secretary.open("/hoi-dong/phien/de-an-2/")
    secretary.press("Lần trước, đến nay", within=main(secretary))
    secretary.sees(CONCLUSION)
    secretary.sees("Hoàn thiện đề án")
    secretary.everyone_can_read()
