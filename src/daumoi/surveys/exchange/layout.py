"""Where each value stands in the workbook of a reply: one sheet per section, tables as on paper.

The plan is computed from the definition alone, so the writer and the reader always agree on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from daumoi.surveys.definition import Definition, Field, Grid, Question, Roster, Section

ROSTER_ROWS = 30
FIRST_ROW = 5


@dataclass(frozen=True)
class InputCell:
    """A cell to fill: its place (0-based) and the variable it belongs to."""

    sheet: str
    row: int
    column: int
    variable: str
    roster_row: int
    field: Field

    @property
    def address(self) -> str:
        """The place as Excel writes it."""
        return f"{column_letters(self.column)}{self.row + 1}"


@dataclass(frozen=True)
class LabelCell:
    """A cell whose words must still stand where they were written."""

    sheet: str
    row: int
    column: int
    text: str
    style: str


@dataclass
class Plan:
    """All cells of a workbook."""

    inputs: list[InputCell] = field(default_factory=list)
    labels: list[LabelCell] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)


def column_letters(column: int) -> str:
    """0 → A, 26 → AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def plan_of(definition: Definition) -> Plan:
    """The plan of a questionnaire's workbook."""
    plan = Plan()
    for section in definition.sections:
        sheet = f"Phần {section.code.upper()}"[:31]
        plan.sheets.append(sheet)
        _place_section(plan, sheet, section)
    return plan


def _place_section(plan: Plan, sheet: str, section: Section) -> None:
    plan.labels.append(LabelCell(sheet, 0, 0, f"{section.code.upper()}. {section.title.vi}", "title"))
    row = FIRST_ROW - 1
    plan.labels += [
        LabelCell(sheet, row, column, text, "header")
        for column, text in enumerate(("Câu", "Nội dung", "Trả lời", "Đơn vị tính", "Hướng dẫn"))
    ]
    row += 1
    for item in section.items:
        if isinstance(item, Question):
            row = _place_question(plan, sheet, row, item)
        elif isinstance(item, Grid):
            row = _place_grid(plan, sheet, row, item)
        else:
            row = _place_roster(plan, sheet, row, item)


def _place_question(plan: Plan, sheet: str, row: int, question: Question) -> int:
    plan.labels += [
        LabelCell(sheet, row, 0, question.code.upper(), "code"),
        LabelCell(sheet, row, 1, question.label.vi, "label"),
        LabelCell(sheet, row, 3, question.unit, "quiet"),
        LabelCell(sheet, row, 4, question.hint.vi if question.hint else "", "quiet"),
    ]
    plan.inputs.append(InputCell(sheet, row, 2, question.code, 0, question))
    return row + 1


def _headings(columns: tuple[Field, ...]) -> Iterator[str]:
    for column in columns:
        yield f"{column.label.vi} ({column.unit})" if column.unit else column.label.vi


def _place_grid(plan: Plan, sheet: str, row: int, grid: Grid) -> int:
    plan.labels.append(LabelCell(sheet, row + 1, 0, f"Bảng {grid.code.upper()}. {grid.label.vi}", "caption"))
    plan.labels.append(LabelCell(sheet, row + 2, 1, "Dòng", "header"))
    for offset, text in enumerate(_headings(grid.columns)):
        plan.labels.append(LabelCell(sheet, row + 2, 2 + offset, text, "header"))
    for number, line in enumerate(grid.rows):
        at = row + 3 + number
        plan.labels.append(LabelCell(sheet, at, 1, line.label.vi, "label"))
        plan.inputs += [
            InputCell(sheet, at, 2 + offset, f"{grid.code}_{line.code}_{column.code}", 0, column)
            for offset, column in enumerate(grid.columns)
        ]
    return row + 4 + len(grid.rows)


def _place_roster(plan: Plan, sheet: str, row: int, roster: Roster) -> int:
    plan.labels.append(
        LabelCell(
            sheet,
            row + 1,
            0,
            f"Bảng {roster.code.upper()}. {roster.label.vi} (không có dòng nào: ghi “Không phát sinh” vào ô đầu)",
            "caption",
        )
    )
    plan.labels.append(LabelCell(sheet, row + 2, 1, "TT", "header"))
    for offset, text in enumerate(_headings(roster.columns)):
        plan.labels.append(LabelCell(sheet, row + 2, 2 + offset, text, "header"))
    for number in range(min(ROSTER_ROWS, roster.max_rows)):
        at = row + 3 + number
        plan.labels.append(LabelCell(sheet, at, 1, str(number + 1), "label"))
        plan.inputs += [
            InputCell(sheet, at, 2 + offset, f"{roster.code}.{column.code}", number + 1, column)
            for offset, column in enumerate(roster.columns)
        ]
    return row + 4 + min(ROSTER_ROWS, roster.max_rows)
