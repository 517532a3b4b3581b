"""What is wrong with a workbook: which sheet, which row, which column, and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """One fault or remark. Row 0: the whole sheet; no sheet: the file itself, or a place named in `column`."""

    message: str
    remedy: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""

    @property
    def place(self) -> str:
        """Where it is: “Tờ survey, dòng 12, cột constraint”."""
        if not self.sheet:
            return self.column
        parts = [f"Tờ {self.sheet}"]
        if self.row:
            parts.append(f"dòng {self.row}")
        if self.column:
            parts.append(f"cột {self.column}")
        return ", ".join(parts)

    def __str__(self) -> str:
        text = f"{self.message} {self.remedy}".strip()
        return f"{self.place}: {text}" if self.place else text


class Refusal(Exception):
    """A fault that ends the reading at hand; whoever knows the place adds it."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class Log:
    """Faults and remarks collected while a workbook is read; one pass shows them all."""

    def __init__(self) -> None:
        self.problems: list[SheetProblem] = []
        self.notes: list[SheetProblem] = []

    def problem(
        self, message: str, remedy: str = "", *, sheet: str = "", row: int = 0, column: str = ""
    ) -> None:
        """Something that must be put right."""
        self.problems.append(SheetProblem(message, remedy, sheet, row, column))

    def note(
        self, message: str, remedy: str = "", *, sheet: str = "", row: int = 0, column: str = ""
    ) -> None:
        """Something that was read differently or left out; said once per column and message."""
        found = SheetProblem(message, remedy, sheet, row, column)
        if not any((one.message, one.sheet, one.column) == (message, sheet, column) for one in self.notes):
            self.notes.append(found)
