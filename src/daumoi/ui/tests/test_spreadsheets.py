"""Workbooks: titled, dated, sourced, printable, reproducible, and never a formula from a user's words."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from daumoi.foundation.errors import Invalid
from daumoi.ui.spreadsheets import Link, Sheet, SheetColumn, SheetRow, Value, write_workbook

CREATED = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
COLUMNS = (
    SheetColumn("Bộ, cơ quan", width=28),
    SheetColumn("Giao", "whole", group="Công chức"),
    SheetColumn("Có mặt", "whole", group="Công chức"),
    SheetColumn("Kinh phí (triệu đồng)", "million"),
    SheetColumn("Tỷ lệ", "percent"),
    SheetColumn("Ngày gửi", "date"),
    SheetColumn("Nguồn", width=30),
)


def sheet(*rows: SheetRow | tuple[Value, ...], name: str = "Nhân lực", **changes: Any) -> Sheet:
    settings: dict[str, Any] = {
        "title": "Nhân lực của đơn vị chuyên trách",
        "columns": COLUMNS,
        "as_of": date(2016, 8, 21),
        "source": "trả lời khảo sát",
        "notes": ("Số có mặt tính đến thời điểm chốt.",),
    }
    return Sheet(name=name, rows=rows, **(settings | changes))


def book(*sheets: Sheet, simulated: bool = False) -> bytes:
    return write_workbook(sheets=sheets, created=CREATED, simulated=simulated)


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(content))


def row_of(worksheet: Any, first: str) -> int:
    return next(int(cell.row) for cell in worksheet["A"] if cell.value == first)


FULL = ("Bộ A", 20, 18, Decimal(38_250_000_000), 0.25, date(2016, 8, 12), Link("Bảng B2", "https://a.vn/b2"))


def test_a_sheet_says_what_it_is_as_of_when_and_from_where() -> None:
    active = opened(book(sheet(FULL))).active
    column = [cell.value for cell in active["A"]]
    assert column[:3] == [
        "Nhân lực của đơn vị chuyên trách",
        "Số liệu tính đến ngày 21/8/2016",
        "Nguồn: trả lời khảo sát",
    ]
    assert column[-1] == "Số có mặt tính đến thời điểm chốt."


def test_values_keep_their_nature_and_their_format() -> None:
    active = opened(book(sheet(FULL))).active
    cells = active[row_of(active, "Bộ A")]
    values = [cell.value for cell in cells]
    assert values == ["Bộ A", 20, 18, 38_250_000_000, 0.25, datetime(2016, 8, 12), "Bảng B2"]
    assert [cell.number_format for cell in cells[1:6]] == [
        "#,##0",
        "#,##0",
        "#,##0.0,,",
        "0.0%",
        "dd/mm/yyyy",
    ]
    assert cells[6].hyperlink.target == "https://a.vn/b2"


@pytest.mark.parametrize(
    "text", ["=1+1", "+84 24", "-5", "@SUM(A1)", '=HYPERLINK("x")', "{=1}", "https://a.vn", "007"]
)
def test_what_a_user_wrote_is_never_a_formula_a_link_or_a_number(text: str) -> None:
    content = book(sheet((text, None, None, None, None, None, text)))
    active = opened(content).active
    cell = active[row_of(active, text)][6]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    with ZipFile(BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_only_ordinary_addresses_become_links() -> None:
    bad = Link("bấm", "javascript:alert(1)")
    active = opened(book(sheet(("Bộ A", None, None, None, None, None, bad)))).active
    cell = active[row_of(active, "Bộ A")][6]
    assert cell.value == "bấm"
    assert cell.hyperlink is None


def test_nothing_is_not_zero_and_yes_is_a_word() -> None:
    active = opened(book(sheet(("Bộ A", None, 0, float("nan"), "", None, True)))).active
    values = [cell.value for cell in active[row_of(active, "Bộ A")]]
    assert values == ["Bộ A", None, 0, None, None, None, "có"]


def test_dates_before_excels_calendar_stay_readable() -> None:
    active = opened(book(sheet(("Bộ A", None, None, None, None, date(1890, 5, 19), None)))).active
    assert active[row_of(active, "Bộ A")][5].value == "19/5/1890"


def test_control_characters_and_endless_texts_do_not_break_the_file() -> None:
    text = "a\x00b\x0bc\ud800" + "đ" * 40_000
    active = opened(book(sheet((text, None, None, None, None, None, None)))).active
    found = max((str(cell.value or "") for cell in active["A"]), key=len)
    assert found.startswith("abcđ")
    assert len(found) == 32_767
    assert found.endswith("…")


def test_titles_that_belong_together_share_a_cell_and_others_reach_down() -> None:
    active = opened(book(sheet(FULL))).active
    head = row_of(active, "Bộ, cơ quan")
    merged = {str(area) for area in active.merged_cells.ranges}
    assert {f"A{head}:A{head + 1}", f"B{head}:C{head}", f"G{head}:G{head + 1}"} <= merged
    assert [active.cell(head, 2).value, active.cell(head + 1, 2).value] == ["Công chức", "Giao"]


def test_the_header_is_frozen_repeated_and_the_page_is_a4_wide() -> None:
    active = opened(book(sheet(FULL))).active
    head, first = row_of(active, "Bộ, cơ quan"), row_of(active, "Bộ A")
    assert active.freeze_panes == f"B{first}"
    assert active.print_title_rows == f"${head}:${first - 1}"
    assert (active.page_setup.paperSize, active.page_setup.orientation) == (9, "landscape")
    assert active.page_setup.fitToWidth in (None, 1), "one page is what an absent number means"
    assert active.page_setup.fitToHeight == 0
    assert active.sheet_properties.pageSetUpPr.fitToPage
    assert active.column_dimensions["A"].width == pytest.approx(28, abs=1)
    assert active.auto_filter.ref == f"A{first - 1}:G{first}"


def test_groups_and_totals_are_bold_and_switch_the_filter_off() -> None:
    total = SheetRow(("Cộng", 20, 18, 1, None, None, None), "total")
    active = opened(book(sheet(SheetRow(("Các bộ",), "group"), FULL, total))).active
    assert active.cell(row_of(active, "Các bộ"), 1).font.bold
    assert active.cell(row_of(active, "Cộng"), 2).font.bold
    assert not active.cell(row_of(active, "Bộ A"), 2).font.bold
    assert active.auto_filter.ref is None


def test_invented_data_are_marked_in_the_first_row_and_on_every_printed_page() -> None:
    marked = opened(book(sheet(FULL), sheet(FULL, name="Khác"), simulated=True))
    for worksheet in marked.worksheets:
        assert "DỮ LIỆU MÔ PHỎNG" in worksheet["A1"].value
        assert "DỮ LIỆU MÔ PHỎNG" in worksheet.oddHeader.right.text
        assert "DỮ LIỆU MÔ PHỎNG" in worksheet.oddFooter.right.text
    plain = book(sheet(FULL))
    with ZipFile(BytesIO(plain)) as archive:
        assert not any("MÔ PHỎNG" in archive.read(name).decode() for name in archive.namelist())


def test_the_same_sheets_and_moment_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = book(sheet(FULL), simulated=True)
    monkeypatch.setenv("TZ", "America/New_York")
    assert book(sheet(FULL), simulated=True) == first
    later = write_workbook(sheets=[sheet(FULL)], created=datetime(2027, 1, 1, tzinfo=UTC), simulated=True)
    assert later != first


@pytest.mark.parametrize("name", ["", "x" * 32, "a/b", "a:b", "'a", "[a]"])
def test_a_sheet_name_excel_refuses_is_refused_here(name: str) -> None:
    with pytest.raises(Invalid, match="Tên trang không hợp lệ"):
        book(sheet(FULL, name=name))


def test_two_sheets_of_one_name_no_sheets_and_no_columns_are_refused() -> None:
    with pytest.raises(Invalid, match="bị trùng"):
        book(sheet(FULL), sheet(FULL, name="NHÂN LỰC"))
    with pytest.raises(Invalid, match="ít nhất một trang"):
        book()
    with pytest.raises(Invalid, match="không có cột"):
        book(sheet(columns=()))


def test_a_row_that_does_not_fit_is_refused_with_its_place() -> None:
    with pytest.raises(Invalid, match="Trang «Nhân lực», dòng 2: Có 2 ô trong khi trang có 7 cột"):
        book(sheet(FULL, ("Bộ B", 1)))
