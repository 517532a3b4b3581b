"""A reply as a workbook, for somebody without an account. `reading` takes it back."""

import io
from datetime import datetime
from typing import Any

import xlsxwriter

from daumoi.surveys.definition import Definition, Roster
from daumoi.surveys.definition.values import choice_label, show
from daumoi.surveys.exchange.layout import InputCell, plan_of
from daumoi.surveys.models import AnswerStatus
from daumoi.surveys.queries.replies import ReplySheet

FORMAT = "daumoi-form/1"
META_SHEET = "_phieu"
ABSENCE_WORDS = {
    AnswerStatus.NO_DATA: "Chưa có số liệu",
    AnswerStatus.NOT_APPLICABLE: "Không thuộc phạm vi",
    AnswerStatus.NOT_ARISEN: "Không phát sinh",
}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "note": {"italic": True, "font_color": "#5B5F66"},
    "header": {"bold": True, "bg_color": "#EAF0F8", "border": 1, "text_wrap": True, "valign": "vcenter"},
    "caption": {"bold": True, "font_size": 12},
    "code": {"bold": True, "valign": "top"},
    "label": {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#D8D4CA"},
    "quiet": {"text_wrap": True, "font_color": "#5B5F66", "valign": "top"},
    "input": {
        "locked": False,
        "bg_color": "#FFFDF2",
        "border": 1,
        "text_wrap": True,
        "valign": "top",
        "num_format": "@",
    },
    "number": {
        "locked": False,
        "bg_color": "#FFFDF2",
        "border": 1,
        "valign": "top",
        "num_format": "#,##0.##########",
    },
    "name": {
        "locked": False,
        "bg_color": "#FFFDF2",
        "border": 1,
        "valign": "top",
        "num_format": "0.##########",
    },
    "prefilled": {
        "locked": False,
        "bg_color": "#FFF1D6",
        "border": 1,
        "text_wrap": True,
        "valign": "top",
        "num_format": "@",
    },
    "calculated": {"bg_color": "#EEEEEE", "border": 1, "valign": "top"},
    "simulated": {"bold": True, "font_color": "#8A5200", "bg_color": "#FFF1D6"},
}
_NUMERIC = frozenset({"integer", "decimal", "money", "percent"})


def write_form(*, sheet: ReplySheet) -> bytes:
    """The workbook of a reply with what is known filled in; inputs are unlocked, everything else is protected."""
    buffer = io.BytesIO()
    definition = sheet.compiled.definition
    plan = plan_of(definition)
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": sheet.reply.round.title, "created": datetime(2000, 1, 1)})
        styles = {
            name: book.add_format({"font_name": "Times New Roman", **style})
            for name, style in _STYLES.items()
        }
        _write_instructions(book, styles, sheet)
        pages = {name: book.add_worksheet(name) for name in plan.sheets}
        for page in pages.values():
            page.set_landscape()
            page.set_paper(9)
            page.fit_to_pages(1, 0)
            page.set_column(0, 0, 9)
            page.set_column(1, 1, 46)
            page.set_column(2, 12, 22)
            page.protect("", {"select_locked_cells": True, "format_columns": True, "format_rows": True})
            page.write_string(1, 0, sheet.organisation_name, styles["note"])
            page.write_string(
                2, 0, f"Số liệu chốt đến ngày {sheet.reply.round.cutoff_on:%d/%m/%Y}", styles["note"]
            )
            if sheet.reply.round.is_simulated:
                page.write_string(0, 4, "DỮ LIỆU MÔ PHỎNG", styles["simulated"])
        for label in plan.labels:
            if label.text:
                pages[label.sheet].write_string(label.row, label.column, label.text, styles[label.style])
        for cell in plan.inputs:
            _write_input(pages[cell.sheet], styles, sheet, definition, cell)
        meta = book.add_worksheet(META_SHEET)
        meta.very_hidden()
        held = (
            FORMAT,
            sheet.reply.round.code,
            sheet.reply.owner.code,
            sheet.reply.round.questionnaire.digest,
        )
        for number, text in enumerate(held):
            meta.write_string(number, 0, text)
    return buffer.getvalue()


def _write_instructions(book: Any, styles: dict[str, Any], sheet: ReplySheet) -> None:
    page = book.add_worksheet("Hướng dẫn")
    page.set_column(0, 0, 110)
    round_ = sheet.reply.round
    lines = (
        (round_.title, "title"),
        (f"Cơ quan trả lời: {sheet.organisation_name}", "label"),
        (f"Theo công văn số {round_.letter_number}. Hạn gửi: {sheet.reply.due_on:%d/%m/%Y}.", "label"),
        (f"Đầu mối liên hệ: {round_.contact_name}, điện thoại {round_.contact_phone}.", "label"),
        (
            "Chỉ điền vào ô nền vàng nhạt. Ô nền vàng đậm là số liệu điền sẵn: sửa nếu sai, để nguyên nếu đúng.",
            "label",
        ),
        (
            "Khi không có giá trị, ghi một trong ba cụm: Chưa có số liệu · Không thuộc phạm vi · Không phát sinh. Số 0 là số 0.",
            "label",
        ),
        (
            "Không chèn, xóa, chuyển dòng hay cột; không dùng công thức (dán dạng giá trị). Đơn vị tính ở tiêu đề cột.",
            "label",
        ),
        ("Xong, gửi lại tệp này cho người gửi hoặc nộp ở trang “Nộp Excel đã điền”.", "label"),
    )
    for number, (text, style) in enumerate(lines):
        page.write_string(number, 0, text, styles[style])
    page.protect()


def _write_input(
    page: Any, styles: dict[str, Any], sheet: ReplySheet, definition: Definition, cell: InputCell
) -> None:
    rows = sheet.rows.get(cell.variable.split(".", 1)[0], [])
    row = 0 if not cell.roster_row else (rows[cell.roster_row - 1] if cell.roster_row <= len(rows) else 0)
    numeric = cell.field.type in _NUMERIC
    if cell.field.calculation:
        page.write_string(cell.row, cell.column, "(tự tính)", styles["calculated"])
        return
    style = styles["input" if not numeric else "number" if cell.field.grouping else "name"]
    answer = sheet.answers.get((cell.variable, row)) if (row or not cell.roster_row) else None
    words = ""
    if answer is not None and answer.status in ABSENCE_WORDS:
        words = ABSENCE_WORDS[AnswerStatus(answer.status)]
    elif answer is not None and answer.value is not None:
        if answer.status == AnswerStatus.PREFILLED:
            style = styles["prefilled"]
        if numeric and isinstance(answer.value, (int, float)):
            page.write_number(cell.row, cell.column, answer.value, style)
            return
        words = show(sheet.compiled.variables[cell.variable], answer.value, definition)
    if not words and cell.roster_row == 1 and (cell.variable.split(".", 1)[0], 0) in sheet.answers:
        words = ABSENCE_WORDS[AnswerStatus.NOT_ARISEN] if _is_first_column(definition, cell) else ""
    page.write_string(cell.row, cell.column, words, style)
    _offer_choices(page, definition, cell)


def _is_first_column(definition: Definition, cell: InputCell) -> bool:
    roster = cell.variable.split(".", 1)[0]
    return any(
        isinstance(item, Roster)
        and item.code == roster
        and item.columns[0].code == cell.variable.split(".", 1)[1]
        for section in definition.sections
        for item in section.items
    )


def _offer_choices(page: Any, definition: Definition, cell: InputCell) -> None:
    """A list to choose from; Excel takes 255 characters of it, longer lists are typed and checked on return."""
    if cell.field.type == "boolean":
        labels = ["Có", "Không"]
    elif cell.field.type == "choice":
        labels = [
            choice_label(entry.code, cell.field, definition)
            for entry in definition.codelists.get(cell.field.choices, ())
        ]
    else:
        return
    labels += list(ABSENCE_WORDS.values())[:2]
    if sum(len(label) + 1 for label in labels) <= 250 and not any("," in label for label in labels):
        page.data_validation(
            cell.row,
            cell.column,
            cell.row,
            cell.column,
            {"validate": "list", "source": labels, "error_type": "warning", "ignore_blank": True},
        )
