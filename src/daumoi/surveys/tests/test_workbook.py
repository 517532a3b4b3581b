"""A reply goes out as a workbook and comes back; every bad cell and every wrong file is named."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from daumoi.foundation.errors import Invalid
from daumoi.foundation.principal import acting
from daumoi.surveys import actions, queries
from daumoi.surveys.exchange.reading import Incoming, read_form
from daumoi.surveys.exchange.workbook import write_form
from daumoi.surveys.queries import ReplySheet
from daumoi.surveys.tests.factories import AT, make_round, reply_of
from tests.cast import Cast


@pytest.fixture
def sheet(cast: Cast) -> ReplySheet:
    reply = reply_of(cast, make_round(cast))
    officer = cast.principal(cast.officer)
    with acting(officer):
        return queries.reply_sheet(principal=officer, reply=reply)


def filled(sheet: ReplySheet, changes: dict[tuple[str, str], object]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(write_form(sheet=sheet)))
    for (page, cell), value in changes.items():
        book[page][cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def where(sheet: ReplySheet, variable: str, row: int = 0) -> tuple[str, str]:
    from daumoi.surveys.exchange.layout import plan_of

    cell = next(
        one
        for one in plan_of(sheet.compiled.definition).inputs
        if one.variable == variable and one.roster_row == row
    )
    return cell.sheet, cell.address


def read(sheet: ReplySheet, changes: dict[tuple[str, str], object]) -> Incoming:
    return read_form(filled(sheet, changes), name="phieu.xlsx", sheet=sheet)


def test_an_untouched_workbook_changes_nothing(sheet: ReplySheet) -> None:
    incoming = read_form(write_form(sheet=sheet), name="phieu.xlsx", sheet=sheet)
    assert incoming == Incoming()


def test_what_was_filled_in_comes_back(sheet: ReplySheet, cast: Cast) -> None:
    incoming = read(
        sheet,
        {
            where(sheet, "a2"): "Trung tâm",
            where(sheet, "b1_cong_chuc_giao"): 20,
            where(sheet, "b1_cong_chuc_co_mat"): "Chưa có số liệu",
            where(sheet, "e1.ten", 1): "Cổng thông tin điện tử",
            where(sheet, "e1.nam", 1): 2012,
        },
    )
    assert incoming.problems == []
    got = {(one.variable, one.row): (one.status, one.value) for one in incoming.changes}
    assert got == {
        ("a2", 0): ("answered", "trung_tam"),
        ("b1_cong_chuc_giao", 0): ("answered", 20),
        ("b1_cong_chuc_co_mat", 0): ("no_data", None),
        ("e1.ten", 1): ("answered", "Cổng thông tin điện tử"),
        ("e1.nam", 1): ("answered", 2012),
    }
    officer = cast.principal(cast.officer)
    with acting(officer):
        count = actions.save_answers(
            by=officer,
            reply=sheet.reply,
            answers=[
                actions.NewAnswer(one.variable, one.value, one.row, one.status) for one in incoming.changes
            ],
            at=AT,
            source="phieu.xlsx",
        )
    assert count == 5


def test_each_bad_cell_is_named_and_the_others_still_read(sheet: ReplySheet) -> None:
    incoming = read(
        sheet,
        {
            where(sheet, "a2"): "Cụcc",
            where(sheet, "b1_cong_chuc_giao"): "hai mươi",
            where(sheet, "b1_hop_dong_giao"): "=2+3",
            where(sheet, "b1_hop_dong_co_mat"): 5,
        },
    )
    places = {problem.place: problem for problem in incoming.problems}
    assert set(places) == {
        "Câu A2",
        "Bảng B1, dòng “Công chức”, cột “Được giao”",
        "Bảng B1, dòng “Hợp đồng”, cột “Được giao”",
    }
    assert "công thức" in places["Bảng B1, dòng “Hợp đồng”, cột “Được giao”"].message
    assert all(problem.cell and problem.remedy for problem in incoming.problems)
    assert [one.variable for one in incoming.changes] == ["b1_hop_dong_co_mat"]


def test_moved_columns_are_refused(sheet: ReplySheet) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_form(sheet=sheet)))
    book["Phần B"].insert_cols(2)
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(Invalid, match="chuyển, chèn hay xóa"):
        read_form(out.getvalue(), name="phieu.xlsx", sheet=sheet)


def test_another_rounds_workbook_is_refused(sheet: ReplySheet, cast: Cast) -> None:
    make_round(cast, code="dot-2")
    book = openpyxl.load_workbook(io.BytesIO(write_form(sheet=sheet)))
    book["_phieu"]["A2"] = "dot-2"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(Invalid, match="dot-2"):
        read_form(out.getvalue(), name="phieu.xlsx", sheet=sheet)


def test_an_older_version_is_refused(sheet: ReplySheet) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_form(sheet=sheet)))
    book["_phieu"]["A4"] = "0" * 64
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(Invalid, match="bản mẫu phiếu khác"):
        read_form(out.getvalue(), name="phieu.xlsx", sheet=sheet)


def _zip(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"x" * (60 * 2**20), "60 MB"),
        (b"plainly not a workbook", "không phải Excel"),
        (_zip({"readme.txt": b"x"}), "không phải sổ Excel"),
        (_zip({"xl/workbook.xml": b"<x/>", "xl/vbaProject.bin": b"x"}), "macro"),
        (_zip({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b" " * (210 * 2**20)}), "bung ra"),
        (_zip({"xl/workbook.xml": b"\xff\xfe broken"}), "Không đọc được"),
    ],
    ids=["60MB", "text", "zip", "macros", "bomb", "broken"],
)
def test_a_hostile_file_is_refused_before_it_is_opened(sheet: ReplySheet, data: bytes, words: str) -> None:
    with pytest.raises(Invalid, match=words) as refused:
        read_form(data, name="phieu.xlsx", sheet=sheet)
    assert refused.value.remedy


def test_the_same_reply_gives_the_same_bytes(sheet: ReplySheet) -> None:
    assert write_form(sheet=sheet) == write_form(sheet=sheet)
    assert sheet.reply.due_on == date(2016, 8, 15)
