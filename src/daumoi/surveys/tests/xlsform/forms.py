"""Workbooks made on the spot, the way people draw their forms."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

from daumoi.surveys.definition import Definition
from daumoi.surveys.definition.compile import CompiledDefinition, compiled
from daumoi.surveys.xlsform import ReadForm, read_xlsform

Rows = Sequence[Sequence[Any]]

SURVEY_HEAD = (
    "type",
    "name",
    "label::Tiếng Việt (vi)",
    "label::English (en)",
    "hint::Tiếng Việt (vi)",
    "required",
    "relevant",
    "constraint",
    "constraint_message::Tiếng Việt (vi)",
    "calculation",
    "choice_filter",
    "appearance",
)
CHOICES_HEAD = ("list_name", "name", "label::Tiếng Việt (vi)", "label::English (en)", "mien")


def workbook(survey: Rows, choices: Rows = (), settings: Rows = (), **more: Rows) -> bytes:
    """The bytes of a workbook with the given sheets, headings included."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in {"survey": survey, "choices": choices, "settings": settings, **more}.items():
        if rows:
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def survey(*rows: dict[str, str]) -> Rows:
    """A survey sheet whose columns are those that its rows name."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    return [columns, *([row.get(column) for column in columns] for row in rows)]


def ask(kind: str, name: str, **more: str) -> dict[str, str]:
    """One row of the survey sheet with a label."""
    return {"type": kind, "name": name, "label::Tiếng Việt (vi)": f"Câu {name}", **more}


YES_NO: Rows = (
    ("list_name", "name", "label::Tiếng Việt (vi)"),
    ("cokhong", "co", "Có"),
    ("cokhong", "khong", "Không"),
    ("hinh_thuc", "cuc", "Cục"),
    ("hinh_thuc", "vu", "Vụ"),
    ("hinh_thuc", "khac", "Khác"),
)


def read(*rows: dict[str, str], choices: Rows = YES_NO, settings: Rows = ()) -> ReadForm:
    """What is read from the given rows of a survey sheet."""
    return read_xlsform(workbook(survey(*rows), choices, settings), name="mau.xlsx")


def accepted(*rows: dict[str, str], choices: Rows = YES_NO, settings: Rows = ()) -> Definition:
    """The questionnaire; fails with the problems when there are any."""
    found = read(*rows, choices=choices, settings=settings)
    assert found.problems == (), "\n".join(str(problem) for problem in found.problems)
    assert found.definition is not None
    return found.definition


def ready(*rows: dict[str, str], choices: Rows = YES_NO) -> CompiledDefinition:
    """The compiled questionnaire of the given rows."""
    return compiled(accepted(*rows, choices=choices))


def refused(*rows: dict[str, str], choices: Rows = YES_NO) -> list[str]:
    """The problems of the given rows, as they are shown."""
    found = read(*rows, choices=choices)
    assert found.definition is None
    return [str(problem) for problem in found.problems]


def staff_form() -> bytes:
    """A form as a ministry would draw it: groups, skips, constraints, a repeat, cascades, two languages."""
    rows: Rows = (
        SURVEY_HEAD,
        ("start", "start"),
        ("begin group", "don_vi", "Đơn vị chuyên trách", "The unit"),
        ("note", "chu_thich", "Ghi theo hiện trạng ngày 30/6."),
        ("text", "ten_don_vi", "Tên đơn vị", "Name", None, "yes"),
        ("select_one hinh_thuc", "hinh_thuc", "Hình thức", "Form", None, "yes"),
        ("text", "hinh_thuc_khac", "Hình thức khác", "Other form", None, "yes", "${hinh_thuc} = 'khac'"),
        ("date", "ngay_thanh_lap", "Ngày thành lập", "Since", None, None, None, ". <= date('2016-06-30')", "Sau ngày chốt"),
        ("text", "dien_thoai", "Điện thoại", "Telephone", None, None, None, "regex(., '0[0-9]{9,10}')", "Sai số"),
        ("select_one mien", "mien", "Miền", "Region"),
        ("select_one tinh", "tinh", "Tỉnh", "Province", None, None, None, None, None, None, "mien=${mien}", "minimal"),
        ("end group",),
        ("begin group", "nhan_luc", "Nhân lực", "Staff", None, None, "${hinh_thuc} != 'khac'"),
        ("integer", "giao", "Được giao", "Assigned", "Theo quyết định", "yes", None, ". >= 0", "Không âm"),
        ("integer", "co_mat", "Có mặt", "Present", None, "yes", None, ". >= 0 and . <= ${giao}", "Vượt số giao"),
        ("calculate", "thieu", None, None, None, None, None, None, None, "${giao} - ${co_mat}"),
        ("select_multiple kho_khan", "kho_khan", "Khó khăn", "Difficulties", None, None, None, "count-selected(.) <= 2"),
        ("text", "kk_khac", "Khó khăn khác", "Other", None, None, "selected(${kho_khan}, 'khac')", *[None] * 4, "multiline"),
        ("end group",),
        ("begin repeat", "he_thong", "Hệ thống thông tin", "Systems"),
        ("text", "ten_ht", "Tên", "Name", None, "yes"),
        ("decimal", "kinh_phi", "Kinh phí", "Money", None, None, None, ". > 0"),
        ("calculate", "ty_dong", None, None, None, None, None, None, None, "round(${kinh_phi} div 1000, 2)"),
        ("end repeat",),
        ("calculate", "tong", None, None, None, None, None, None, None, "sum(${kinh_phi})"),
        ("calculate", "so_ht", None, None, None, None, None, None, None, "count(${he_thong})"),
        ("calculate", "muc", None, None, None, None, None, None, None, "if(${so_ht} > 10, 'nhiều', 'ít')"),
    )  # fmt: skip
    choices: Rows = (
        CHOICES_HEAD,
        ("hinh_thuc", "cuc", "Cục", "Department"),
        ("hinh_thuc", "vu", "Vụ", "Advisory department"),
        ("hinh_thuc", "khac", "Khác", "Other"),
        ("kho_khan", "kinh_phi", "Kinh phí", "Money"),
        ("kho_khan", "nhan_luc", "Nhân lực", "Staff"),
        ("kho_khan", "khac", "Khác", "Other"),
        ("mien", 1, "Bắc", "North"),
        ("mien", 2, "Nam", "South"),
        ("tinh", "hn", "Hà Nội", "Hà Nội", 1),
        ("tinh", "hcm", "TP. Hồ Chí Minh", "HCM City", 2),
    )
    settings: Rows = (
        ("form_title", "form_id", "version", "default_language"),
        ("Khảo sát nhân lực", "nhan-luc", "3", "Tiếng Việt (vi)"),
    )
    return workbook(rows, choices, settings)
