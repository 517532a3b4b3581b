"""The sheets of an XLSForm as rows of texts, with the numbers that Excel shows and the languages of the headings.

Reading follows pyxform: headings in the first row, runs of 60 blank rows end a sheet, numbers become texts.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from xml.etree.ElementTree import ParseError as XmlParseError

from defusedxml.common import DefusedXmlException
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.exceptions import InvalidFileException
from pyxform import aliases
from pyxform.errors import PyXFormError
from pyxform.xls2json_backends import get_excel_column_headers, get_excel_rows, xlsx_value_to_str

from daumoi.surveys.xlsform.problems import Log, Refusal

SHEETS: Final = ("survey", "choices", "settings")
MAX_ROWS: Final = 10_000
_LANGUAGE_CODE = re.compile(r"\(\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)?)\s*\)\s*$")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in Excel, and its texts by column and language (`""` for columns without one)."""

    number: int
    cells: dict[tuple[str, str], str]

    def text(self, column: str) -> str:
        """The text of a column that has no languages."""
        return self.cells.get((column, ""), "")

    def languages(self, column: str) -> dict[str, str]:
        """The texts of a column by language."""
        return {language: text for (name, language), text in self.cells.items() if name == column}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `headings` gives what the sheet itself calls a column; `languages` in order of appearance."""

    name: str
    rows: tuple[Row, ...] = ()
    headings: dict[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()


def read_sheets(content: bytes, log: Log) -> dict[str, Sheet]:
    """The three sheets of a form; formula cells are noted as problems. Raises `Refusal` for an unreadable file."""
    try:
        reader = ExcelReader(io.BytesIO(content), read_only=True, data_only=False)
        reader.read()
        try:
            return {sheet.name: sheet for sheet in _read(reader.wb, log)}
        finally:
            reader.wb.close()
    except PyXFormError as error:
        raise Refusal(f"Hàng tiêu đề có cột lặp lại ({error}).", "Giữ mỗi tiêu đề cột một lần.") from error
    except UnicodeDecodeError as error:
        raise Refusal("Nội dung tệp không phải mã UTF-8.", "Mở bằng Excel và lưu lại dạng .xlsx.") from error
    except (XmlParseError, DefusedXmlException, InvalidFileException) as error:
        raise Refusal(
            "Nội dung bảng tính hỏng hoặc sai mã ký tự.", "Mở bằng Excel và lưu lại dạng .xlsx."
        ) from error
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError) as error:
        raise Refusal("Không đọc được cấu trúc bảng tính.", "Mở bằng Excel và lưu lại dạng .xlsx.") from error


def _read(workbook: Any, log: Log) -> Iterator[Sheet]:
    known = {name.strip().lower(): name for name in workbook.sheetnames}
    if "survey" not in known:
        raise Refusal(
            f"Bảng tính không có tờ survey (có: {', '.join(workbook.sheetnames)[:200]}).",
            "Đặt tên tờ câu hỏi là survey, tờ lựa chọn là choices.",
        )
    for name in SHEETS:
        yield _sheet(name, workbook[known[name]], log) if name in known else Sheet(name)
    for other in sorted(set(known) - set(SHEETS)):
        log.note(f"Tờ “{known[other]}” không thuộc biểu mẫu nên không đọc.")


def _sheet(name: str, worksheet: Any, log: Log) -> Sheet:
    worksheet.reset_dimensions()  # the recorded size may be wrong; rows are counted as they come
    raw = next(worksheet.iter_rows(min_row=1, max_row=1), ())
    for cell in raw:
        if getattr(cell, "data_type", "") == "f":
            raise Refusal(
                f"Tờ {name}: tiêu đề cột {cell.coordinate} là công thức.", "Dán lại dưới dạng giá trị."
            )
    headers = get_excel_column_headers([None if cell.value is None else str(cell.value) for cell in raw])
    columns = {header: _column(header) for header in headers if header is not None}

    def clean(cell: Any, row: int, header: str) -> str:
        if cell.data_type == "f":
            log.problem(
                f"Ô {cell.coordinate} là công thức.",
                "Dán lại dưới dạng giá trị.",
                sheet=name,
                row=row + 2,
                column=header,
            )
            return ""
        value: str = xlsx_value_to_str(cell.value)
        return value.strip()

    found = get_excel_rows(headers, _limited(worksheet, len(headers), name), clean)
    rows = tuple(
        Row(number, {columns[header]: text for header, text in row.items() if text})
        for number, row in enumerate(found, start=2)
    )
    languages = dict.fromkeys(language for _, language in columns.values() if language)
    headings: dict[str, str] = {}
    for header, (base, _) in columns.items():
        headings.setdefault(base, header)
    return Sheet(name, tuple(row for row in rows if row.cells), headings, tuple(languages))


def _limited(worksheet: Any, width: int, name: str) -> Iterator[tuple[Any, ...]]:
    for number, row in enumerate(worksheet.iter_rows(min_row=2, max_col=max(width, 1)), start=2):
        if number > MAX_ROWS:
            raise Refusal(f"Tờ {name} có hơn {MAX_ROWS} dòng.", "Chia thành nhiều biểu mẫu.")
        yield row


def _column(header: str) -> tuple[str, str]:
    """A heading as (canonical column, language): `label::Tiếng Việt (vi)`, `bind::relevant`, `Relevance`."""
    parts = [part.strip() for part in re.split(r"::|(?<=^label):|(?<=^hint):", header) if part.strip()]
    if len(parts) > 1 and parts[0].lower() in ("bind", "control", "media", "body"):
        parts = parts[1:]
    base = re.sub(r"[\s\-]+", "_", parts[0].lower()) if parts else ""
    alias = aliases.survey_header.get(base, base)
    base = alias[-1] if isinstance(alias, tuple) else str(alias)
    return _PLAIN.get(base, base), "::".join(parts[1:])


_PLAIN: Final = {
    "jr:constraintMsg": "constraint_message",
    "jr:requiredMsg": "required_message",
    "jr:count": "repeat_count",
    "calculate": "calculation",
    "readonly": "read_only",
    "list name": "list_name",
}
"""What pyxform calls some columns inside, back to the words of the specification."""


def language_code(language: str) -> str:
    """A heading's language as a code: `Tiếng Việt (vi)` is `vi`; without a code in brackets, the name itself."""
    if found := _LANGUAGE_CODE.search(language):
        return found[1].lower()
    name = language.strip().lower()
    if name in ("vietnamese", "tiếng việt", "tieng viet", "việt"):
        return "vi"
    return "en" if name in ("english", "tiếng anh", "en") else language.strip()
