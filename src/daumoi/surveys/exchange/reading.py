"""Reading a filled workbook back: the file as a whole must be the one we made; each bad cell is named."""

import io
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from daumoi.foundation.errors import Invalid
from daumoi.surveys.definition import Variable
from daumoi.surveys.definition.values import ParseProblem, parse_absence, parse_input, show
from daumoi.surveys.exchange.guard import formula_cells, open_workbook
from daumoi.surveys.exchange.layout import InputCell, Plan, column_letters, plan_of
from daumoi.surveys.exchange.workbook import ABSENCE_WORDS, FORMAT, META_SHEET
from daumoi.surveys.models import AnswerStatus
from daumoi.surveys.queries.replies import ReplySheet


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
            "surveys.workbook.broken",
            "Không đọc được tệp Excel.",
            remedy="Mở rồi lưu lại bằng Excel hoặc LibreOffice.",
            place=f"Tệp {name}",
        ) from error
    plan = plan_of(sheet.compiled.definition)
    _check_belongs(cells, sheet, name)
    _check_labels(cells, plan)
    formulas = formula_cells(archive)
    numbers = {title: number for number, title in enumerate(book.sheet_names, start=1)}
    return _Reading(sheet, cells, {title: formulas.get(numbers[title], set()) for title in plan.sheets}).run(
        plan
    )


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
    held = cells.get(META_SHEET, {})
    meta = Meta(*(str(held.get((row, 0), "")) for row in range(4)))
    place = f"Tệp {name}"
    if meta.format != FORMAT:
        raise Invalid(
            "surveys.workbook.unknown",
            "Tệp này không do hệ thống lập cho phiếu khảo sát.",
            remedy="Bấm “Tải Excel”, điền vào tệp vừa tải rồi nộp lại.",
            place=place,
        )
    if meta.digest != sheet.reply.round.questionnaire.digest:
        raise Invalid(
            "surveys.workbook.version",
            "Tệp theo bản mẫu phiếu khác với bản đang dùng.",
            remedy="Tải lại tệp Excel mới rồi chép số liệu sang.",
            place=place,
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
            by_row[
                (cell.variable.split(".", 1)[0] if cell.roster_row else cell.variable, cell.roster_row)
            ].append(cell)
        for cells in by_row.values():
            for cell in cells:
                if not cell.field.calculation:
                    self._read(cell)
        return self.found

    def _read(self, cell: InputCell) -> None:
        raw = self.cells.get(cell.sheet, {}).get((cell.row, cell.column))
        variable = self.sheet.compiled.variables[cell.variable]
        if cell.address in self.formulas.get(cell.sheet, set()):
            self._problem(
                cell, variable, "ô chứa công thức.", "Dán lại dạng giá trị (Paste Special › Values)."
            )
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
        shown = (
            show(variable, value, self.definition)
            if value is not None
            else ABSENCE_WORDS.get(AnswerStatus(status), "")
        )
        self.found.changes.append(
            CellChange(cell.variable, row, status, value, variable.place, shown, before)
        )

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
