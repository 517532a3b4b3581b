"""A newcomer asks how things stood in 2011 and in 2017, and on which paper that rests."""

from datetime import date

from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from tests.journeys.conftest import Enter
from tests.journeys.reader import Reader

FIRST_COUNT = date(2011, 9, 8)
SCHEME = date(2017, 5, 31)


def test_from_the_register_of_2011_to_the_basis_of_a_cell(enter: Enter) -> None:
    newcomer = enter()
    newcomer.sign_in("kiemtra.a")
    given_the_register_as_it_stood(newcomer)
    when_the_day_is_changed_on_the_matrix(newcomer)
    then_a_cell_opens_its_basis(newcomer)
    then_the_matrix_is_taken_away(newcomer)


def test_the_keyboard_is_enough(enter: Enter) -> None:
    reader = enter()
    reader.sign_in("kiemtra.a")
    reader.open("/can-cu/")
    keyboard, page = reader.page.keyboard, reader.page
    keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Tìm kiếm")).to_be_focused()
    keyboard.type("64/2007")
    keyboard.press("Enter")
    reader.sees_heading("Tìm kiếm")
    reader.sees("64/2007/NĐ-CP")
    reader.everyone_can_read()


def given_the_register_as_it_stood(newcomer: Reader) -> None:
    newcomer.press("Tổ chức, nhân lực", within=newcomer.page.get_by_role("navigation"))
    newcomer.choose_day(FIRST_COUNT)
    newcomer.sees("Đang xem tình trạng tại ngày 08/9/2011")
    newcomer.sees("22")
    newcomer.everyone_can_read()


def when_the_day_is_changed_on_the_matrix(newcomer: Reader) -> None:
    newcomer.press("Nhiệm vụ theo bốn nhóm", within=newcomer.page.get_by_role("navigation"))
    newcomer.choose_day(SCHEME)
    newcomer.sees("Đang xem tình trạng tại ngày 31/5/2017")
    newcomer.everyone_can_read()


def then_a_cell_opens_its_basis(newcomer: Reader) -> None:
    newcomer.page.locator("table.dm-matrix tbody td a").first.click()
    basis = newcomer.page.get_by_role("dialog")
    expect(basis.get_by_text("Cách giao")).to_be_visible()
    newcomer.everyone_can_read()
    newcomer.press("Mở trang căn cứ, điều khoản, nhật ký", within=basis)
    newcomer.sees("Căn cứ của ô này")
    newcomer.everyone_can_read()


def then_the_matrix_is_taken_away(newcomer: Reader) -> None:
    newcomer.open(f"/nhiem-vu/ma-tran/?as_of={SCHEME}")
    with newcomer.download("Tải XLSX").open("rb") as taken:
        workbook = CalamineWorkbook.from_filelike(taken)
    words = [
        str(cell)
        for name in workbook.sheet_names
        for row in workbook.get_sheet_by_name(name).to_python()
        for cell in row
    ]
    assert any("31/5/2017" in one or "2017-05-31" in one for one in words)
    assert sum(1 for one in words if one.startswith("Bộ ")) >= 18
