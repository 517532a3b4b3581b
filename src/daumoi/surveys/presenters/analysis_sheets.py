"""Workbooks of the analysis."""

from daumoi.surveys.queries import analysis
from daumoi.surveys.queries.analysis import Frequency, Reading
from daumoi.ui.spreadsheets import Sheet, SheetColumn, SheetRow, Value, write_workbook


def frequencies_workbook(*, reading: Reading, found: tuple[Frequency, ...]) -> bytes:
    """One line per question, then one line per option; same replies, same bytes."""
    questions = (
        SheetColumn("Câu", width=44),
        SheetColumn("Nội dung", width=60),
        SheetColumn("Phải trả lời", "whole"),
        SheetColumn("Đã trả lời", "whole"),
        SheetColumn("Chưa có số liệu", "whole"),
        SheetColumn("Không thuộc phạm vi", "whole"),
        SheetColumn("Không phát sinh", "whole"),
        SheetColumn("Bỏ trống", "whole"),
        SheetColumn("Tổng", "decimal"),
        SheetColumn("Thấp nhất", "decimal"),
        SheetColumn("Trung vị", "decimal"),
        SheetColumn("Cao nhất", "decimal"),
    )
    rows = []
    for one in found:
        numbers = one.numbers
        values: tuple[Value, ...] = (None,) * 4
        if numbers is not None and one.variable.field.grouping:
            values = (numbers.total, numbers.least, numbers.middle, numbers.greatest)
        elif numbers is not None:  # years: no sum, no grouping
            values = (None, *(f"{value:f}" for value in (numbers.least, numbers.middle, numbers.greatest)))
        absent = (one.absences.get(status, 0) for status in ("no_data", "not_applicable", "not_arisen"))
        rows.append(
            SheetRow(
                (
                    one.variable.place,
                    one.variable.field.label.vi,
                    one.asked,
                    one.answered,
                    *absent,
                    one.blank,
                    *values,
                )
            )
        )
    options = [
        SheetRow((one.variable.place, one.variable.field.label.vi, label, count, one.answered))
        for one in found
        for _, label, count in one.options
    ]
    sheets = [
        _sheet(reading, "Câu hỏi", "Tần suất trả lời từng câu", questions, rows),
        _sheet(
            reading,
            "Lựa chọn",
            "Tần suất từng lựa chọn",
            (
                SheetColumn("Câu", width=44),
                SheetColumn("Nội dung", width=60),
                SheetColumn("Lựa chọn", width=44),
                SheetColumn("Số trả lời", "whole"),
                SheetColumn("Trên số đã trả lời", "whole"),
            ),
            options,
        ),
    ]
    return write_workbook(sheets=sheets, created=reading.settled_at, simulated=reading.round.is_simulated)


def gap_workbook(*, reading: Reading) -> bytes:
    """One line per duty with the bodies on each side."""
    columns = (
        SheetColumn("Nhiệm vụ", width=60),
        SheetColumn("Được giao", "whole"),
        SheetColumn("Thực hiện", "whole"),
        SheetColumn("Chênh lệch", "whole"),
        SheetColumn("Làm khi chưa được giao", width=40),
        SheetColumn("Được giao mà chưa làm", width=40),
    )
    names = {voice.code: voice.name for voice in reading.voices}
    rows = [
        SheetRow(
            (
                gap.duty.name,
                gap.assigned.numerator,
                gap.done.numerator,
                gap.balance,
                ", ".join(names[cell.organisation] for cell in gap.unasked.cells),
                ", ".join(names[cell.organisation] for cell in gap.undone.cells),
            )
        )
        for gap in analysis.gaps(reading)
    ]
    sheet = _sheet(reading, "Chênh lệch", "Thực tế thực hiện trừ được giao", columns, rows)
    return write_workbook(sheets=[sheet], created=reading.settled_at, simulated=reading.round.is_simulated)


def _sheet(
    reading: Reading, name: str, title: str, columns: tuple[SheetColumn, ...], rows: list[SheetRow]
) -> Sheet:
    round_ = reading.round
    source = f"{round_.title}; công văn số {round_.letter_number}"
    return Sheet(name=name, title=title, columns=columns, rows=rows, as_of=round_.cutoff_on, source=source)
