"""A reply as a workbook: out to somebody without an account, and back with every cell checked."""

import io
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from daumoi.foundation.errors import Invalid
from daumoi.surveys.definition import Definition, Roster, Variable
from daumoi.surveys.definition.values import ParseProblem, choice_label, parse_absence, parse_input, show
from daumoi.surveys.exchange.guard import formula_cells, open_workbook
from daumoi.surveys.exchange.layout import InputCell, Plan, column_letters, plan_of
from daumoi.surveys.models import AnswerStatus
from daumoi.surveys.queries.replies import ReplySheet

FORMAT = "daumoi-form/1"
_META = "_phieu"
_ABSENCE_WORDS = {
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
    "input": {"locked": False, "bg_color": "#FFFDF2", "border": 1, "text_wrap": True, "valign": "top", "num_format": "@"},
    "number": {"locked": False, "bg_color": "#FFFDF2", "border": 1, "valign": "top", "num_format": "#,##0.##########"},
    "prefilled": {"locked": False, "bg_color": "#FFF1D6", "border": 1, "text_wrap": True, "valign": "top", "num_format": "@"},
    "calculated": {"bg_color": "#EEEEEE", "border": 1, "valign": "top"},
    "simulated": {"bold": True, "font_color": "#B26A00", "bg_color": "#FFF1D6"},
}
_NUMERIC = frozenset({"integer", "decimal", "money", "percent"})


@dataclass(frozen=True)
class Meta:
    """What the workbook was made for, kept on a hidden sheet."""

    format: str
    round: str
    organisation: str
    digest: str


@dataclass(frozen=True)
class CellProblem:
    """One cell that cannot be taken over: where, what, and what to do."""

    sheet: str
    cell: str
    place: str
    message: str
    remedy: str


@dataclass(frozen=True)
class CellChange:
    """One answer as the workbook gives it."""

    variable: str
    row: int
    status: str
    value: object
    place: str
    shown: str
    before: str


@dataclass
class Incoming:
    """What a workbook brings: the answers that differ from those held, and the cells that cannot be read."""

    changes: list[CellChange] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)


def write_form(*, sheet: ReplySheet) -> bytes:
    """The workbook of a reply with what is known filled in; inputs are unlocked, everything else is protected."""
    buffer = io.BytesIO()
    definition = sheet.compiled.definition
    plan = plan_of(definition)
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": sheet.reply.round.title, "created": datetime(2000, 1, 1)})
        styles = {name: book.add_format({"font_name": "Times New Roman", **style}) for name, style in _STYLES.items()}
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
            page.write_string(2, 0, f"Số liệu chốt đến ngày {sheet.reply.round.cutoff_on:%d/%m/%Y}", styles["note"])
            if sheet.reply.round.is_simulated:
                page.write_string(0, 4, "DỮ LIỆU MÔ PHỎNG", styles["simulated"])
        for label in plan.labels:
            if label.text:
                pages[label.sheet].write_string(label.row, label.column, label.text, styles[label.style])
        for cell in plan.inputs:
            _write_input(pages[cell.sheet], styles, sheet, definition, cell)
        meta = book.add_worksheet(_META)
        meta.very_hidden()
        held = (FORMAT, sheet.reply.round.code, sheet.reply.owner.code, sheet.reply.round.questionnaire.digest)
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
        ("Chỉ điền vào ô nền vàng nhạt. Ô nền vàng đậm là số liệu điền sẵn: sửa nếu sai, để nguyên nếu đúng.", "label"),
        ("Khi không có giá trị, ghi một trong ba cụm: Chưa có số liệu · Không thuộc phạm vi · Không phát sinh. Số 0 là số 0.", "label"),
        ("Không chèn, xóa hay chuyển dòng, cột; không dùng công thức (dán dạng giá trị). Tiền ghi theo đơn vị trên tiêu đề cột.", "label"),
        ("Xong, gửi lại tệp này cho người gửi hoặc nộp ở trang “Nộp Excel đã điền”.", "label"),
    )
    for number, (text, style) in enumerate(lines):
        page.write_string(number, 0, text, styles[style])
    page.protect()


def _write_input(page: Any, styles: dict[str, Any], sheet: ReplySheet, definition: Definition, cell: InputCell) -> None:
    rows = sheet.rows.get(cell.variable.split(".", 1)[0], [])
    row = 0 if not cell.roster_row else (rows[cell.roster_row - 1] if cell.roster_row <= len(rows) else 0)
    numeric = cell.field.type in _NUMERIC
    if cell.field.calculation:
        page.write_string(cell.row, cell.column, "(tự tính)", styles["calculated"])
        return
    style = styles["number" if numeric else "input"]
    answer = sheet.answers.get((cell.variable, row)) if (row or not cell.roster_row) else None
    words = ""
    if answer is not None and answer.status in _ABSENCE_WORDS:
        words = _ABSENCE_WORDS[AnswerStatus(answer.status)]
    elif answer is not None and answer.value is not None:
        if answer.status == AnswerStatus.PREFILLED:
            style = styles["prefilled"]
        if numeric and isinstance(answer.value, (int, float)):
            page.write_number(cell.row, cell.column, answer.value, style)
            return
        words = show(sheet.compiled.variables[cell.variable], answer.value, definition)
    if not words and cell.roster_row == 1 and (cell.variable.split(".", 1)[0], 0) in sheet.answers:
        words = _ABSENCE_WORDS[AnswerStatus.NOT_ARISEN] if _is_first_column(definition, cell) else ""
    page.write_string(cell.row, cell.column, words, style)
    _offer_choices(page, definition, cell)


def _is_first_column(definition: Definition, cell: InputCell) -> bool:
    roster = cell.variable.split(".", 1)[0]
    return any(
        isinstance(item, Roster) and item.code == roster and item.columns[0].code == cell.variable.split(".", 1)[1]
        for section in definition.sections
        for item in section.items
    )


def _offer_choices(page: Any, definition: Definition, cell: InputCell) -> None:
    """A list to choose from; Excel takes 255 characters of it, longer lists are typed and checked on return."""
    if cell.field.type == "boolean":
        labels = ["Có", "Không"]
    elif cell.field.type == "choice":
        labels = [choice_label(entry.code, cell.field, definition) for entry in definition.codelists.get(cell.field.choices, ())]
    else:
        return
    labels += list(_ABSENCE_WORDS.values())[:2]
    if sum(len(label) + 1 for label in labels) <= 250 and not any("," in label for label in labels):
        page.data_validation(
            cell.row,
            cell.column,
            cell.row,
            cell.column,
            {"validate": "list", "source": labels, "error_type": "warning", "ignore_blank": True},
        )


def read_form(data: bytes, *, name: str, sheet: ReplySheet) -> Incoming:
    """Read a filled workbook against the reply it was made for; nothing is written, every bad cell is named.

    Raises `Invalid` when the file as a whole cannot be used (another round, other version, moved columns).
    """
    archive = open_workbook(name=name, data=data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        cells = {title: _cells(book, title) for title in book.sheet_names}
    except (CalamineError, ValueError, zipfile.BadZipFile) as error:
        raise Invalid(
            "surveys.workbook.broken", "Không đọc được tệp Excel.", remedy="Mở rồi lưu lại bằng Excel hoặc LibreOffice.", place=f"Tệp {name}"
        ) from error
    plan = plan_of(sheet.compiled.definition)
    _check_belongs(cells, sheet, name)
    _check_labels(cells, plan)
    formulas = formula_cells(archive)
    numbers = {title: number for number, title in enumerate(book.sheet_names, start=1)}
    return _Reading(sheet, cells, {title: formulas.get(numbers[title], set()) for title in plan.sheets}).run(plan)


def _cells(book: CalamineWorkbook, title: str) -> dict[tuple[int, int], Any]:
    page = book.get_sheet_by_name(title)
    top, left = page.start or (0, 0)
    rows = page.to_python(skip_empty_area=True, nrows=5000)
    return {
        (top + row, left + column): value
        for row, line in enumerate(rows)
        for column, value in enumerate(line[:200])
        if value not in ("", None)
    }


def _check_belongs(cells: dict[str, dict[tuple[int, int], Any]], sheet: ReplySheet, name: str) -> None:
    held = cells.get(_META, {})
    meta = Meta(*(str(held.get((row, 0), "")) for row in range(4)))
    place = f"Tệp {name}"
    if meta.format != FORMAT:
        raise Invalid(
            "surveys.workbook.unknown", "Tệp này không do hệ thống lập cho phiếu khảo sát.", remedy="Bấm “Tải Excel”, điền vào tệp vừa tải rồi nộp lại.", place=place
        )
    if meta.digest != sheet.reply.round.questionnaire.digest:
        raise Invalid(
            "surveys.workbook.version", "Tệp theo bản mẫu phiếu khác với bản đang dùng.", remedy="Tải lại tệp Excel mới rồi chép số liệu sang.", place=place
        )
    if (meta.round, meta.organisation) != (sheet.reply.round.code, sheet.reply.owner.code):
        raise Invalid(
            "surveys.workbook.other",
            f"Tệp này của cơ quan “{meta.organisation}”, đợt “{meta.round}”.",
            remedy=f"Chọn tệp của “{sheet.reply.owner.code}”, đợt “{sheet.reply.round.code}”.",
            place=place,
        )


def _check_labels(cells: dict[str, dict[tuple[int, int], Any]], plan: Plan) -> None:
    """Headers and row titles still stand where they were written: otherwise columns or rows were moved."""
    for label in plan.labels:
        if label.style not in ("header", "label", "code") or not label.text:
            continue
        found = str(cells.get(label.sheet, {}).get((label.row, label.column), "")).strip()
        if found.removesuffix(".0") != label.text.strip():
            raise Invalid(
                "surveys.workbook.moved",
                f"Ô này phải là “{label.text}”, trong tệp là “{found or 'trống'}”: dòng hoặc cột đã bị chuyển, chèn hay xóa.",
                remedy="Tải lại tệp Excel, dán số liệu vào đúng ô, không chèn hay xóa dòng, cột.",
                place=f"Trang “{label.sheet}”, ô {column_letters(label.column)}{label.row + 1}",
            )


class _Reading:
    """One pass over the input cells."""

    def __init__(
        self, sheet: ReplySheet, cells: dict[str, dict[tuple[int, int], Any]], formulas: dict[str, set[str]]
    ) -> None:
        self.sheet = sheet
        self.cells = cells
        self.formulas = formulas
        self.definition = sheet.compiled.definition
        self.found = Incoming()
        self.not_arisen: set[str] = set()

    def run(self, plan: Plan) -> Incoming:
        """Everything the workbook says that the reply does not already hold."""
        by_row: dict[tuple[str, int], list[InputCell]] = defaultdict(list)
        for cell in plan.inputs:
            by_row[(cell.variable.split(".", 1)[0] if cell.roster_row else cell.variable, cell.roster_row)].append(cell)
        for cells in by_row.values():
            for cell in cells:
                if not cell.field.calculation:
                    self._read(cell)
        return self.found

    def _read(self, cell: InputCell) -> None:
        raw = self.cells.get(cell.sheet, {}).get((cell.row, cell.column))
        variable = self.sheet.compiled.variables[cell.variable]
        if cell.address in self.formulas.get(cell.sheet, set()):
            self._problem(cell, variable, "ô chứa công thức.", "Dán lại dạng giá trị (Paste Special › Values).")
            return
        if raw is None:
            return
        text = _as_text(raw)
        status = parse_absence(text)
        if status is not None:
            self._absent(cell, variable, status)
            return
        value = parse_input(variable, text, self.definition)
        if isinstance(value, ParseProblem):
            self._problem(cell, variable, value.message, "Sửa ô này trong Excel rồi nộp lại.")
            return
        self._change(cell, variable, AnswerStatus.ANSWERED, value)

    def _absent(self, cell: InputCell, variable: Variable, status: str) -> None:
        if cell.roster_row and status == AnswerStatus.NOT_ARISEN:
            roster = cell.variable.split(".", 1)[0]
            held = self.sheet.answers.get((roster, 0))
            if roster not in self.not_arisen and held is None:
                self.not_arisen.add(roster)
                self.found.changes.append(
                    CellChange(roster, 0, status, None, f"Bảng {roster.upper()}", "không phát sinh", "")
                )
            return
        self._change(cell, variable, status, None)

    def _change(self, cell: InputCell, variable: Variable, status: str, value: object) -> None:
        rows = self.sheet.rows.get(cell.variable.split(".", 1)[0], [])
        row = cell.roster_row
        if cell.roster_row and cell.roster_row <= len(rows):
            row = rows[cell.roster_row - 1]
        elif cell.roster_row:
            row = max(rows, default=0) + cell.roster_row - len(rows)
        held = self.sheet.answers.get((cell.variable, row))
        if held is not None and held.value == value and held.status in (status, AnswerStatus.PREFILLED):
            return
        before = show(variable, held.value, self.definition) if held is not None else ""
        shown = show(variable, value, self.definition) if value is not None else _ABSENCE_WORDS.get(AnswerStatus(status), "")
        self.found.changes.append(CellChange(cell.variable, row, status, value, variable.place, shown, before))

    def _problem(self, cell: InputCell, variable: Variable, message: str, remedy: str) -> None:
        place = variable.place + (f", dòng {cell.roster_row}" if cell.roster_row else "")
        self.found.problems.append(CellProblem(cell.sheet, cell.address, place, message, remedy))


def _as_text(raw: object) -> str:
    """A cell as somebody would have typed it."""
    if isinstance(raw, bool):
        return "Có" if raw else "Không"
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() else format(raw, "f").rstrip("0")
    if isinstance(raw, datetime):
        return f"{raw:%d/%m/%Y}"
    if isinstance(raw, date):
        return f"{raw:%d/%m/%Y}"
    return str(raw)

