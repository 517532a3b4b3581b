"""A letter: drafted, signed in its steps, numbered, received by another body, answered, and its line closed."""

from datetime import date, timedelta

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.conftest import Enter
from tests.journeys.reader import Reader

SUBJECT = "đề nghị cho ý kiến về dự thảo đề án"


def test_from_the_draft_to_the_answer(enter: Enter) -> None:
    officer = enter()
    when_the_officer_drafts_a_letter_that_asks_for_an_answer(officer)
    when_the_officer_submits_it(officer)
    head = enter()
    when_the_head_advises_and_approves(head)
    clerk = enter()
    when_the_clerk_numbers_it(clerk)

    other_clerk, other_officer = enter(), enter()
    given_the_letter_stands_in_the_other_register(other_clerk)
    when_the_other_body_answers(other_officer)
    when_the_other_clerk_numbers_the_answer(other_clerk)

    then_the_line_of_the_letter_is_closed(clerk)


def when_the_officer_drafts_a_letter_that_asks_for_an_answer(officer: Reader) -> None:
    officer.sign_in("chuyenvien.a")
    officer.press("Văn bản", within=officer.page.get_by_role("navigation"))
    officer.everyone_can_read()
    officer.press("Soạn văn bản")
    officer.everyone_can_read()
    officer.press("Công văn", within=officer.page.get_by_role("main"))
    officer.page.get_by_label("Trích yếu").fill(SUBJECT)
    officer.page.get_by_label("Chữ viết tắt đơn vị soạn thảo").fill("TTTT")
    officer.press("Mở dự thảo")
    officer.everyone_can_read()
    officer.page.get_by_text("Chọn từng cơ quan").first.click()
    officer.page.get_by_label("Bộ B", exact=True).check()
    officer.page.get_by_label("Đề nghị trả lời: theo dõi").check()
    officer.page.get_by_label("Hạn gửi").fill((date.today() + timedelta(days=10)).isoformat())
    officer.page.get_by_label("Lời văn").first.fill("Để hoàn thiện đề án, đề nghị quý cơ quan cho ý kiến.")
    officer.page.get_by_label("Chức vụ người ký").fill("GIÁM ĐỐC")
    officer.page.get_by_label("Họ tên người ký").fill("Lê Thủ Trưởng")
    officer.press("Lưu, về trang văn bản")
    officer.sees_heading(SUBJECT)
    officer.everyone_can_read()


def when_the_officer_submits_it(officer: Reader) -> None:
    officer.press("Trình", within=officer.page.get_by_role("main"))
    officer.everyone_can_read()
    officer.page.get_by_label("Thủ trưởng đơn vị ký thừa lệnh").check()
    officer.press("Trình", within=officer.page.locator("form.dm-form"))
    officer.sees("đang trình")


def when_the_head_advises_and_approves(head: Reader) -> None:
    head.sign_in("thutruong.a")
    head.press("Cho ý kiến", within=head.page.get_by_role("main"))
    head.press("Cho ý kiến", within=head.page.get_by_role("main"))
    head.everyone_can_read()
    head.page.get_by_label("Nhất trí, chuyển tiếp").check()
    head.press("Ghi ý kiến")
    head.press("Phê duyệt", within=head.page.get_by_role("main"))
    head.page.get_by_label("Phê duyệt").check()
    head.press("Ghi quyết định")
    head.sees("đã ký, chờ số")


def when_the_clerk_numbers_it(clerk: Reader) -> None:
    clerk.sign_in("vanthu.a")
    clerk.everyone_can_read()
    clerk.press("Cấp số, ban hành", within=clerk.page.get_by_role("main"))
    clerk.press("Cấp số, ban hành", within=clerk.page.get_by_role("main"))
    clerk.everyone_can_read()
    clerk.press("Cấp số, ban hành", within=clerk.page.locator("form.dm-form"))
    clerk.sees("01/BA-TTTT")
    clerk.everyone_can_read()


def given_the_letter_stands_in_the_other_register(clerk: Reader) -> None:
    clerk.sign_in("vanthu.b")
    clerk.press("Tiếp nhận", within=clerk.page.get_by_role("main"))
    clerk.sees("Đề nghị trả lời")
    clerk.everyone_can_read()
    clerk.page.get_by_label("Đơn vị xử lý").select_option(label="Cục Công nghệ thông tin Bộ B")
    clerk.page.get_by_label("Ý kiến chỉ đạo").fill("Chủ trì tham mưu trả lời")
    clerk.press("Giao xử lý", within=clerk.page.locator("form.dm-form"))
    clerk.sees("đã giao xử lý")


def when_the_other_body_answers(officer: Reader) -> None:
    officer.sign_in("chuyenvien.b")
    officer.press("Soạn trả lời", within=officer.page.get_by_role("main"))
    officer.press("Soạn trả lời", within=officer.page.get_by_role("main"))
    officer.press("Công văn", within=officer.page.get_by_role("main"))
    officer.page.get_by_label("Trích yếu").fill("cho ý kiến về dự thảo đề án")
    officer.page.get_by_label("Chữ viết tắt đơn vị soạn thảo").fill("CNTT")
    officer.press("Mở dự thảo")
    officer.page.get_by_label("Lời văn").first.fill("Nhất trí với dự thảo.")
    officer.page.get_by_text("Chọn từng cơ quan").first.click()
    officer.page.get_by_label("Bộ A", exact=True).check()
    officer.press("Lưu, về trang văn bản")
    officer.sees_heading("cho ý kiến về dự thảo đề án")


def when_the_other_clerk_numbers_the_answer(clerk: Reader) -> None:
    clerk.open("/van-ban/?so=du-thao")
    clerk.press("cho ý kiến về dự thảo đề án", within=clerk.page.get_by_role("main"))
    clerk.press("Ghi nhận ký ngoài hệ thống", within=clerk.page.get_by_role("main"))
    clerk.page.get_by_label("Người ký").fill("Cục trưởng, Nguyễn Văn C")
    clerk.press("Ghi nhận đã ký", within=clerk.page.locator("form.dm-form"))
    clerk.press("Cấp số, ban hành", within=clerk.page.get_by_role("main"))
    clerk.press("Cấp số, ban hành", within=clerk.page.locator("form.dm-form"))
    clerk.sees("01/BB-CNTT")


def then_the_line_of_the_letter_is_closed(clerk: Reader) -> None:
    clerk.open("/van-ban/theo-doi/")
    clerk.sees("đã trả lời 1/1")
    clerk.everyone_can_read()
    clerk.press("01/BA-TTTT", within=clerk.page.get_by_role("main"))
    expect(clerk.page.get_by_text("01/BB-CNTT").first).to_be_visible()
    clerk.everyone_can_read()
    clerk.open("/van-ban/?so=di")
    clerk.press(SUBJECT, within=clerk.page.get_by_role("main"))
    letter = clerk.download("01-BA-TTTT.pdf")
    assert "01/BA-TTTT" in "".join(page.extract_text() for page in PdfReader(letter).pages)
