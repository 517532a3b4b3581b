"""The scheme: from accepted replies to a plan, its six papers, a signed draft decision, and the work that follows it."""

import pytest
from playwright.sync_api import expect

from daumoi.scheme.models import PaperRole
from tests.journeys.conftest import Enter
from tests.journeys.house import SURVEY, House
from tests.journeys.reader import Reader
from tests.journeys.steps import (
    days_ahead,
    form_of,
    main,
    number_signed_paper,
    record_event,
    record_signature,
    row_of,
    set_ceiling,
)

TITLE = "Mô hình tổ chức của đơn vị chuyên trách"
PAGE = "/de-an/mo-hinh"
CEILING = "Yêu cầu không tăng biên chế khi kiện toàn tổ chức"
RAISED = "Kết luận cuộc họp giao thêm hai biên chế"
REASON = "Lãnh đạo thống nhất phương án nhiều điểm nhất trong trần mới."
SUBMISSION, DECISION = "01/TTr-BB", "05/QĐ-MP"
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def house(scheme_house: House) -> House:
    """This journey walks in the scheme's house."""
    return scheme_house


def test_from_the_replies_to_the_work_after_the_decision(enter: Enter) -> None:
    coordinator, officer, clerk = enter(), enter(), enter()
    when_the_coordinator_begins_a_scheme_from_the_survey(coordinator)
    when_the_replies_become_proposals(coordinator)
    when_a_ceiling_is_set_and_the_scheme_opened(coordinator)
    when_the_officer_completes_what_the_reply_left_open(officer)
    when_the_officer_sends_a_second_option(officer)
    when_the_coordinator_reckons_the_rest_and_sums_up(coordinator)
    when_the_first_plan_refuses_the_wish_and_says_why(coordinator)
    when_the_ceiling_is_raised_and_the_new_plan_chosen(coordinator)
    when_the_six_papers_are_drafted(coordinator)
    then_a_figure_of_the_scheme_opens_at_its_cells(coordinator)
    when_the_draft_is_consulted_upon(coordinator)
    when_the_clerk_numbers_the_submission_and_records_the_signed_decision(clerk)
    when_the_decision_is_entered_and_the_tasks_given(coordinator)
    then_the_officer_finds_the_task_on_the_telephone(enter(viewport=PHONE))
    then_the_page_after_the_decision_shows_the_body(coordinator)


# From replies to proposals ------------------------------------------------------------------------------


def when_the_coordinator_begins_a_scheme_from_the_survey(coordinator: Reader) -> None:
    coordinator.sign_in("dieuphoi")
    coordinator.press("Đề án", within=coordinator.page.get_by_role("navigation"))
    coordinator.sees("Chưa có đề án nào")
    coordinator.everyone_can_read()
    coordinator.press("Lập đề án", within=main(coordinator))
    coordinator.everyone_can_read()
    page = coordinator.page
    page.get_by_label("Tên đề án").fill(TITLE)
    page.get_by_label("Mã", exact=True).fill("mo-hinh")
    page.get_by_label("Đợt khảo sát").select_option(label=SURVEY)
    page.get_by_label("Hạn gửi đề xuất").fill(days_ahead(30))
    page.get_by_label("Đầu mối liên hệ").fill("Nguyễn Văn Đầu Mối, 024 3000 0101")
    coordinator.press("Lập đề án", within=form_of(coordinator))
    coordinator.sees("Việc tiếp theo: chia giai đoạn.")
    for number, (first, last) in enumerate(((2027, 2028), (2029, 2030)), start=1):
        coordinator.page.get_by_label("Tên giai đoạn").fill(f"Giai đoạn {number}")
        coordinator.page.get_by_label("Từ năm", exact=True).fill(str(first))
        coordinator.page.get_by_label("Đến hết năm").fill(str(last))
        coordinator.press("Thêm giai đoạn", within=form_of(coordinator))
        coordinator.sees(f"Đã thêm Giai đoạn {number}.")
    coordinator.everyone_can_read()


def when_the_replies_become_proposals(coordinator: Reader) -> None:
    coordinator.open(f"{PAGE}/")
    coordinator.everyone_can_read()
    coordinator.press("Lấy đề xuất từ trả lời", within=main(coordinator))
    coordinator.everyone_can_read()
    coordinator.press("Lấy đề xuất", within=form_of(coordinator))
    coordinator.sees("Đã lấy 2 đề xuất")
    expect(row_of(coordinator, "Bộ A")).to_contain_text("Giai đoạn 1")
    expect(row_of(coordinator, "Bộ E")).to_contain_text("Giai đoạn 2")
    coordinator.everyone_can_read()


def when_a_ceiling_is_set_and_the_scheme_opened(coordinator: Reader) -> None:
    coordinator.press("Trần, ràng buộc", within=main(coordinator))
    set_ceiling(coordinator, "0", CEILING)
    coordinator.everyone_can_read()
    coordinator.open(f"{PAGE}/")
    coordinator.press("Mở cho các bộ", within=main(coordinator))
    coordinator.page.get_by_label("Văn bản").fill("Công văn số 3012/BB-CNTT")
    coordinator.press("Mở cho các bộ", within=form_of(coordinator))
    coordinator.sees("Các bộ đã thấy đề án và đề xuất được.")


def when_the_officer_completes_what_the_reply_left_open(officer: Reader) -> None:
    officer.sign_in("chuyenvien.a")
    officer.press("Đề án", within=officer.page.get_by_role("navigation"))
    officer.press(TITLE, within=main(officer))
    officer.everyone_can_read()
    officer.press("Phương án của bộ", within=main(officer))
    expect(officer.page.get_by_text("Bộ E")).to_have_count(0)
    officer.everyone_can_read()
    officer.press("Cục", within=row_of(officer, "Bộ A").get_by_role("cell").first)
    officer.everyone_can_read()
    officer.press("Bổ sung, sửa", within=main(officer))
    officer.everyone_can_read()
    field = officer.page.get_by_label
    field("Tên đơn vị (", exact=False).fill("Cục Công nghệ thông tin Bộ A")
    for kind, needed, given in (
        ("biên chế công chức", "24", "17"),
        ("số người làm việc hưởng lương từ ngân sách", "0", ""),
        ("viên chức hưởng lương từ nguồn thu", "5", ""),
        ("hợp đồng lao động", "5", ""),
    ):
        field(f"{kind}: cần có").fill(needed)
        field(f"{kind}: điều chuyển đến").fill(given)
    field("ngân sách nhà nước, chi thường xuyên: chi thường niên 2027").fill("450,5")
    field("Văn bản của bộ").fill("Công văn số 95/BA-CNTT")
    officer.press("Ghi phương án", within=main(officer))
    officer.sees("Đã ghi Phương án 1.")
    officer.sees("biên chế công chức +2")
    officer.everyone_can_read()


def when_the_officer_sends_a_second_option(officer: Reader) -> None:
    officer.open(f"{PAGE}/de-xuat/")
    officer.press("Lập phương án", within=row_of(officer, "Bộ A"))
    officer.page.get_by_label("Mô hình đề nghị").select_option(label="Củng cố, kiện toàn")
    officer.page.get_by_label("Giai đoạn (").select_option(label="Giai đoạn 1")
    officer.page.get_by_label("Lý do đề xuất").fill("Chưa lập được Cục thì củng cố Trung tâm trước.")
    officer.press("Ghi phương án", within=main(officer))
    officer.sees("Đã ghi Phương án 2.")
    officer.press("Gửi phương án", within=main(officer))
    officer.page.get_by_label("Số, ký hiệu, ngày công văn").fill("Công văn số 95/BA-CNTT")
    officer.press("Gửi phương án", within=form_of(officer))
    officer.sees("Đã gửi Phương án 2.")


# The plan -----------------------------------------------------------------------------------------------


def when_the_coordinator_reckons_the_rest_and_sums_up(coordinator: Reader) -> None:
    coordinator.open(f"{PAGE}/de-xuat/")
    coordinator.press("Gợi ý số biên chế", within=main(coordinator))
    coordinator.press("Gợi ý cho 1 phương án", within=form_of(coordinator))
    coordinator.sees("đánh dấu chờ bộ xác nhận")
    coordinator.press("Tổng hợp 3 phương án", within=main(coordinator))
    coordinator.sees("Đã tổng hợp 3 phương án.")
    coordinator.everyone_can_read()
    coordinator.press("Tổng hợp với trần", within=main(coordinator))
    coordinator.sees("1 trên 1 trần bị vượt.")
    expect(row_of(coordinator, "Biên chế công chức")).to_contain_text("vượt trần 2")
    coordinator.everyone_can_read()


def when_the_first_plan_refuses_the_wish_and_says_why(coordinator: Reader) -> None:
    coordinator.press("Phương án tổng thể", within=main(coordinator))
    coordinator.press("Tính phương án", within=main(coordinator))
    coordinator.sees("khoảng cách 0 %")
    coordinator.everyone_can_read()
    coordinator.press("Phương án tổng thể", within=main(coordinator))
    coordinator.sees("Bộ A: đề nghị Phương án 1: Cục")
    coordinator.everyone_can_read()
    coordinator.press("Vì sao?", within=main(coordinator))
    coordinator.press("Thử bắt buộc chọn", within=form_of(coordinator))
    coordinator.sees("Không thể chọn")
    coordinator.sees("cần tăng ít nhất 2")
    coordinator.everyone_can_read()


def when_the_ceiling_is_raised_and_the_new_plan_chosen(coordinator: Reader) -> None:
    coordinator.open(f"{PAGE}/tran/")
    set_ceiling(coordinator, "2", RAISED)
    coordinator.press("Phương án tổng thể", within=main(coordinator))
    coordinator.press("Tính lại", within=main(coordinator))
    coordinator.sees("1 bộ thay đổi trong giai đoạn 1; 1 bộ thay đổi trong giai đoạn 2; 1 bộ giữ nguyên.")
    coordinator.sees("khoảng cách 0 %")
    coordinator.press("Chọn phương án này", within=main(coordinator))
    coordinator.page.get_by_label("Lý do chọn").fill(REASON)
    coordinator.press("Chọn phương án này", within=form_of(coordinator))
    coordinator.sees("Đã chọn phương án tổng thể của đề án.")
    coordinator.sees(REASON)
    coordinator.everyone_can_read()


# The papers and their way -------------------------------------------------------------------------------


def when_the_six_papers_are_drafted(coordinator: Reader) -> None:
    for role in PaperRole.labels:
        coordinator.open(f"{PAGE}/ho-so/")
        coordinator.press("Soạn", within=row_of(coordinator, str(role)))
        coordinator.sees(f"Đã soạn {role}")
    coordinator.everyone_can_read()
    coordinator.open(f"{PAGE}/ho-so/")
    coordinator.sees("Hồ sơ trình đã có 6/6 văn bản, số liệu khớp với hiện tại.")
    coordinator.everyone_can_read()


def then_a_figure_of_the_scheme_opens_at_its_cells(coordinator: Reader) -> None:
    coordinator.press("Đề án", within=row_of(coordinator, "Đề án").get_by_role("rowheader"))
    coordinator.everyone_can_read()
    coordinator.press("Soạn tiếp", within=main(coordinator))
    line = coordinator.page.locator(".dc-figures li").filter(has_text="[[ks_bo_phan_cung_attt_chua]]")
    expect(line).to_contain_text("= 2")
    coordinator.press("nguồn", within=line)
    coordinator.sees("2 trong 3 cơ quan được hỏi")
    expect(row_of(coordinator, "Bộ A")).to_contain_text("81/BA-CNTT")
    coordinator.everyone_can_read()
    row_of(coordinator, "Bộ A").get_by_role("cell").get_by_role("link").first.click()
    coordinator.page.wait_for_url("**/khao-sat/dot/khao-sat/bo-a/**")


def when_the_draft_is_consulted_upon(coordinator: Reader) -> None:
    coordinator.open(f"{PAGE}/duong-di/")
    coordinator.everyone_can_read()
    record_event(
        coordinator, "Gửi lấy ý kiến", {"Gửi tới những cơ quan nào": "Các bộ", "Văn bản gửi": "45/BB-CNTT"}
    )
    for body, field, verdict, words in (
        ("Cơ quan quản lý về tổ chức", "Tổ chức bộ máy", "Nhất trí, có ý kiến", "Nêu rõ nguồn điều chuyển."),
        ("Cơ quan tài chính", "Tài chính, ngân sách", "Nhất trí", ""),
    ):
        record_event(coordinator, "Nhận ý kiến", {"Cơ quan": body, "Nội dung": words}, marks=(field, verdict))
    coordinator.sees("Đã đủ ý kiến để trình.")
    coordinator.everyone_can_read()


def when_the_clerk_numbers_the_submission_and_records_the_signed_decision(clerk: Reader) -> None:
    clerk.sign_in("vanthu.b")
    number_signed_paper(clerk, "Ban hành Quyết định phê duyệt", signer="Bộ trưởng, Bùi Người Ký")
    clerk.sees(SUBMISSION)
    clerk.everyone_can_read()
    record_signature(clerk, "Phê duyệt Đề án", signer="Thủ tướng, Mai Văn Mẫu")
    clerk.sees("Đã ghi nhận chữ ký.")
    clerk.sees("Mai Văn Mẫu")
    clerk.everyone_can_read()


def when_the_decision_is_entered_and_the_tasks_given(coordinator: Reader) -> None:
    coordinator.open(f"{PAGE}/duong-di/")
    coordinator.sees(SUBMISSION)
    record_event(
        coordinator, "Ban hành quyết định", {"Ai ký ban hành": "Thủ tướng (mô phỏng)", "Văn bản": DECISION}
    )
    coordinator.sees(f"Đã ban hành quyết định số {DECISION}")
    coordinator.everyone_can_read()
    coordinator.press("Hồ sơ trình", within=main(coordinator))
    expect(row_of(coordinator, "Dự thảo Quyết định")).to_contain_text("đóng băng khi ký")
    coordinator.everyone_can_read()
    coordinator.press("Sau quyết định", within=main(coordinator))
    coordinator.everyone_can_read()
    coordinator.press("Giao việc cho các bộ", within=main(coordinator))
    coordinator.page.get_by_label("Hạn chỉ định đơn vị chuyên trách").fill(days_ahead(60))
    coordinator.page.get_by_label("Số tháng hoàn thành đề án riêng").fill("9")
    coordinator.press("Giao việc cho các bộ", within=form_of(coordinator))
    coordinator.sees("Đã giao 9 việc")
    coordinator.everyone_can_read()


def then_the_officer_finds_the_task_on_the_telephone(officer: Reader) -> None:
    officer.sign_in("chuyenvien.a")
    officer.fits()
    officer.press("Ghi kết quả", within=row_of(officer, "Chỉ định đơn vị chuyên trách"))
    officer.sees(f"theo Quyết định số {DECISION}")
    officer.fits()
    officer.everyone_can_read()
    officer.page.get_by_label("Văn bản", exact=True).fill("Quyết định số 410/QĐ-BA")
    officer.press("Ghi kết quả", within=form_of(officer))
    officer.sees("Đã ghi kết quả.")
    officer.fits()


def then_the_page_after_the_decision_shows_the_body(coordinator: Reader) -> None:
    coordinator.open(f"{PAGE}/sau-quyet-dinh/")
    row = row_of(coordinator, "Bộ A")
    expect(row).to_contain_text("chưa thay đổi")
    row.locator("summary").click()
    expect(row).to_contain_text("xong 1/4")
    expect(row).to_contain_text("Quyết định số 410/QĐ-BA")
    coordinator.everyone_can_read()
