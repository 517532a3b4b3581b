"""The same survey without JavaScript: every step is a plain form, nothing is out of reach."""

from datetime import date
from pathlib import Path

from tests.journeys.conftest import Enter
from tests.journeys.house import OTHER_BODY, ROUND
from tests.journeys.reader import Reader
from tests.journeys.steps import attach_signed_letter

REPLY = f"/khao-sat/tra-loi/{ROUND}/{OTHER_BODY}"


def test_an_officer_fills_and_sends_without_script(enter: Enter, tmp_path: Path) -> None:
    officer = enter(java_script_enabled=False)
    officer.sign_in("chuyenvien.b")
    when_questions_are_saved_by_a_button(officer)
    when_a_table_is_saved_and_the_unusual_explained(officer)
    when_a_table_did_not_arise(officer)
    then_the_reply_is_signed_and_sent(officer, tmp_path)


def test_the_day_is_chosen_without_script(enter: Enter) -> None:
    reader = enter(java_script_enabled=False)
    reader.sign_in("kiemtra.a")
    reader.open("/nhiem-vu/ma-tran/")
    reader.choose_day(date(2011, 9, 8))
    reader.sees("Đang xem tình trạng tại ngày")


def when_questions_are_saved_by_a_button(officer: Reader) -> None:
    officer.open(f"{REPLY}/phan/a/")
    officer.press("Xác nhận đúng mọi giá trị điền sẵn ở trang này")
    officer.sees("Đã xác nhận 1 giá trị điền sẵn.")
    officer.page.get_by_label("Trung tâm", exact=True).check()
    officer.press("Lưu phần này")
    officer.sees("Đã lưu 1 câu.")


def when_a_table_is_saved_and_the_unusual_explained(officer: Reader) -> None:
    officer.open(f"{REPLY}/phan/b/")
    officer.cell("Công chức", "Được giao").fill("900")
    officer.cell("Công chức", "Có mặt").fill("850")
    officer.press("Lưu phần này")
    officer.sees("Đã lưu 2 câu.")
    officer.sees("Số được giao lớn khác thường")
    officer.page.get_by_label("Giải trình").fill("Gồm cả cơ quan ngành dọc ở vùng.")
    officer.press("Lưu và sang trang sau")
    officer.sees("Đã lưu 1 câu.")


def when_a_table_did_not_arise(officer: Reader) -> None:
    officer.open(f"{REPLY}/")
    officer.press("Không phát sinh", within=officer.page.get_by_role("main"))
    officer.sees("Đã ghi bảng E1 không phát sinh.")


def then_the_reply_is_signed_and_sent(officer: Reader, folder: Path) -> None:
    officer.open(f"{REPLY}/ky-gui/")
    officer.press("Chốt nội dung, in phụ lục")
    officer.sees("đã chốt nội dung")
    attach_signed_letter(officer, folder)
    officer.press("Gửi trả lời", within=officer.page.get_by_role("main"))
    officer.sees("Đã gửi trả lời")
