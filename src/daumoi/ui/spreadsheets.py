"""Workbooks an officer can open, read and print: titled, dated, sourced, and the same bytes every time.

What a user wrote is always stored as text: a reply that begins with "=", "+", "-" or "@" stays a reply
and never becomes a formula in somebody's Excel. Numbers are numbers, dates are dates, so that columns
can be summed and sorted.
"""

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, Literal
from urllib.parse import urlsplit

import xlsxwriter

from daumoi.foundation.errors import Invalid
from daumoi.ui.wording import short_date

Kind = Literal["text", "whole", "decimal", "percent", "date", "million"]
Role = Literal["data", "group", "total"]
_MARK = "DỮ LIỆU MÔ PHỎNG – không phải số liệu của cơ quan nào"
_FORMATS: dict[Kind, str] = {
    "text": "@",
    "whole": "#,##0",
    "decimal": "#,##0.00",
    "percent": "0.0%",
    "date": "dd/mm/yyyy",
    "million": "#,##0.0,,",
}
_SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
_MAX_TEXT = 32_767  # characters in a cell; Excel refuses the file beyond
_MAX_ROWS = 1_048_576
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LINES = {
    "border": 1,
    "border_color": "#B9B5AB",
    "valign": "top",
    "font_name": "Times New Roman",
    "font_size": 11,
}


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that shows words and opens an address (http, https, mailto)."""

    text: str
    url: str


Value = str | int | float | Decimal | date | bool | Link | None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its title, how its values are written, its width in characters.

    "million" shows đồng as millions of đồng and keeps the đồng; "percent" takes shares (0.25 is 25 %).
    """

    title: str
    kind: Kind = "text"
    width: float = 14
    group: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of values; a ``group`` row is a title across the table, a ``total`` row is bold."""

    values: tuple[Value, ...]
    role: Role = "data"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. Rows may be plain tuples; None is an empty cell, which is not zero."""

    name: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: Sequence[SheetRow | tuple[Value, ...]]
    as_of: date | None = None
    source: str = ""
    notes: tuple[str, ...] = ()
    landscape: bool = True


def write_workbook(*, sheets: Sequence[Sheet], created: datetime, simulated: bool) -> bytes:
    """The sheets as an XLSX file, ready for A4 paper.

    :param created: the moment written into the file; the same sheets and moment give the same bytes.
    :param simulated: the mark of invented data, in the first row and on every printed page.
    :raises Invalid: no sheets, two sheets of one name, a row that does not fit its columns, too many rows.
    """
    _check(sheets)
    buffer = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
    }
    workbook = xlsxwriter.Workbook(buffer, options)
    moment = created.astimezone(UTC) if created.tzinfo else created
    workbook.set_properties({"title": sheets[0].title, "created": moment.replace(tzinfo=None, microsecond=0)})
    styles = _Styles(workbook)
    for sheet in sheets:
        _SheetWriter(workbook.add_worksheet(sheet.name), sheet, styles, simulated=simulated).write()
    workbook.close()
    return buffer.getvalue()


def _check(sheets: Sequence[Sheet]) -> None:
    if not sheets:
        raise Invalid("ui.workbook", "Tệp Excel cần ít nhất một trang.")
    names = [sheet.name.casefold() for sheet in sheets]
    for sheet in sheets:
        place = f"Trang «{sheet.name}»"
        if names.count(sheet.name.casefold()) > 1:
            raise Invalid("ui.sheet_name", "Tên trang bị trùng.", place=place)
        if not 0 < len(sheet.name) <= 31 or set(sheet.name) & set("[]:*?/\\") or sheet.name[0] == "'":
            remedy = "Dùng tối đa 31 ký tự, không có [ ] : * ? / \\ và không bắt đầu bằng dấu nháy."
            raise Invalid("ui.sheet_name", "Tên trang không hợp lệ.", place=place, remedy=remedy)
        if not sheet.columns:
            raise Invalid("ui.sheet_columns", "Trang không có cột nào.", place=place)
        if len(sheet.rows) > _MAX_ROWS - 20:
            remedy = "Hãy lọc bớt hoặc chia thành nhiều trang."
            raise Invalid(
                "ui.sheet_rows",
                f"Có {len(sheet.rows)} dòng, quá sức một trang.",
                place=place,
                remedy=remedy,
            )


class _Styles:
    """Formats by name, made once for each workbook."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, str], Any] = {}
        plain = {"font_name": "Times New Roman"}
        self.title = workbook.add_format({**plain, "bold": True, "font_size": 14})
        self.remark = workbook.add_format({**plain, "italic": True, "font_size": 11, "font_color": "#5C5F66"})
        self.note = workbook.add_format({**plain, "italic": True, "font_size": 10, "valign": "top"})
        self.mark = workbook.add_format(
            {
                **plain,
                "bold": True,
                "font_size": 11,
                "font_color": "#7A4900",
                "bg_color": "#F0CF83",
                "fg_color": "#FFF4D6",
            }
            | {"pattern": 14}
        )
        head = {
            **_LINES,
            "bold": True,
            "text_wrap": True,
            "align": "center",
            "valign": "vcenter",
            "bg_color": "#F4F2EC",
        }
        self.head = workbook.add_format(head)

    def cell(self, kind: Kind | Literal["link"], role: Role) -> Any:
        """The format of a value; a link or a long text wraps, numbers stand right."""
        key = (kind, role)
        if key not in self._made:
            form: dict[str, Any] = dict(_LINES)
            if kind == "link":
                form |= {"font_color": "#1D4E89", "underline": 1, "text_wrap": True}
            else:
                form["num_format"] = _FORMATS[kind]
            if kind == "text":
                form["text_wrap"] = True
            if role != "data":
                form["bold"] = True
            if role == "group":
                form["bg_color"] = "#F4F2EC"
            self._made[key] = self._workbook.add_format(form)
        return self._made[key]


class _SheetWriter:
    """Writes one sheet from top to bottom."""

    def __init__(self, worksheet: Any, sheet: Sheet, styles: _Styles, *, simulated: bool) -> None:
        self._worksheet = worksheet
        self._sheet = sheet
        self._styles = styles
        self._simulated = simulated
        self._last_column = len(sheet.columns) - 1
        self._row = 0

    def write(self) -> None:
        head = self._heading()
        first = self._row
        for index, row in enumerate(self._sheet.rows, start=1):
            self._data_row(row if isinstance(row, SheetRow) else SheetRow(row), index)
        self._closing()
        self._worksheet.freeze_panes(first, 1 if self._last_column > 2 else 0)
        if self._row > first and all(
            not isinstance(r, SheetRow) or r.role == "data" for r in self._sheet.rows
        ):
            self._worksheet.autofilter(first - 1, 0, first - 1 + len(self._sheet.rows), self._last_column)
        self._page(head, first)

    def _heading(self) -> int:
        """Mark, title, as-of and source lines, then the header; returns the header's first row."""
        sheet, styles = self._sheet, self._styles
        if self._simulated:
            for column in range(self._last_column + 1):
                self._worksheet.write_blank(self._row, column, None, styles.mark)
            self._line(_MARK, styles.mark)
        self._line(sheet.title, styles.title)
        if sheet.as_of:
            self._line(f"Số liệu tính đến ngày {short_date(sheet.as_of)}", styles.remark)
        if sheet.source:
            self._line(f"Nguồn: {sheet.source}", styles.remark)
        self._row += 1
        head = self._row
        if any(column.group for column in sheet.columns):
            self._group_titles()
        for column, definition in enumerate(sheet.columns):
            self._worksheet.set_column(column, column, definition.width)
            if definition.group or head == self._row:
                self._worksheet.write_string(self._row, column, definition.title, styles.head)
        self._row += 1
        return head

    def _group_titles(self) -> None:
        """A line above the titles; a column without a group reaches over both lines."""
        columns, head = self._sheet.columns, self._styles.head
        start = 0
        while start <= self._last_column:
            end = start
            while (
                end < self._last_column
                and columns[start].group
                and columns[end + 1].group == columns[start].group
            ):
                end += 1
            if not columns[start].group:
                self._worksheet.merge_range(self._row, start, self._row + 1, start, "", head)
                self._worksheet.write_string(self._row, start, columns[start].title, head)
            else:
                if end > start:
                    self._worksheet.merge_range(self._row, start, self._row, end, "", head)
                self._worksheet.write_string(self._row, start, columns[start].group, head)
            start = end + 1
        self._row += 1

    def _data_row(self, row: SheetRow, index: int) -> None:
        expected = len(self._sheet.columns)
        if len(row.values) != expected and not (row.role == "group" and len(row.values) == 1):
            place = f"Trang «{self._sheet.name}», dòng {index}"
            message = f"Có {len(row.values)} ô trong khi trang có {expected} cột."
            raise Invalid("ui.sheet_row", message, place=place)
        values = row.values + (None,) * (expected - len(row.values))
        for column, value in enumerate(values):
            self._cell(column, value, self._sheet.columns[column].kind, row.role)
        self._row += 1

    def _cell(self, column: int, value: Value, kind: Kind, role: Role) -> None:
        if isinstance(value, Link):
            self._link(column, value, role)
        elif isinstance(value, bool):
            self._string(column, "có" if value else "không", role)
        elif isinstance(value, date):
            self._date(column, value, role)
        elif isinstance(value, int | float | Decimal) and math.isfinite(value):
            style = self._styles.cell("decimal" if kind == "text" else kind, role)
            self._worksheet.write_number(self._row, column, float(value), style)
        elif isinstance(value, str) and value:
            self._string(column, value, role)
        else:
            self._worksheet.write_blank(self._row, column, None, self._styles.cell(kind, role))

    def _string(self, column: int, text: str, role: Role) -> None:
        self._worksheet.write_string(self._row, column, _text(text), self._styles.cell("text", role))

    def _date(self, column: int, day: date, role: Role) -> None:
        if day.year < 1900:  # Excel's calendar begins there.
            self._string(column, short_date(day), role)
            return
        plain = day.replace(tzinfo=None) if isinstance(day, datetime) else day
        self._worksheet.write_datetime(self._row, column, plain, self._styles.cell("date", role))

    def _link(self, column: int, link: Link, role: Role) -> None:
        if urlsplit(link.url).scheme.lower() in _SAFE_SCHEMES and len(link.url) <= 2_000:
            style = self._styles.cell("link", role)
            self._worksheet.write_url(self._row, column, link.url, style, string=_text(link.text)[:255])
        else:
            self._string(column, link.text, role)

    def _closing(self) -> None:
        if self._sheet.notes:
            self._row += 1
        for note in self._sheet.notes:
            self._line(note, self._styles.note)

    def _line(self, text: str, style: Any) -> None:
        self._worksheet.write_string(self._row, 0, _text(text), style)
        self._row += 1

    def _page(self, head: int, first: int) -> None:
        """A4, one page wide, header lines on every page, page numbers, and the mark where it is due."""
        page = self._worksheet
        page.set_paper(9)
        if self._sheet.landscape:
            page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.6, right=0.5, top=0.75, bottom=0.7)
        page.repeat_rows(head, first - 1)
        page.hide_gridlines(2)
        mark = "&K7A4900&B" + _MARK if self._simulated else ""
        page.set_header(f"&C&P/&N&R&9{mark}")
        as_of = f"Số liệu tính đến ngày {short_date(self._sheet.as_of)}" if self._sheet.as_of else ""
        page.set_footer(f"&L&9{as_of}&R&9{mark}")


def _text(value: str) -> str:
    """Composed text without the characters XML refuses, no longer than a cell holds."""
    clean = _REFUSED.sub("", unicodedata.normalize("NFC", value))
    return clean if len(clean) <= _MAX_TEXT else clean[: _MAX_TEXT - 1] + "…"
