"""Tables from CSV text: `,` `;` or tab, byte-order mark, decimal comma or point; every problem by row and column."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from daumoi_calc.indices.definition import Definition
from daumoi_calc.indices.faults import Problem, TableFault
from daumoi_calc.indices.table import GIVEN, MISSING, NOT_APPLICABLE, UNKNOWN_DECIMALS, Table

MAX_ROWS: Final = 200_000
MAX_PROBLEMS: Final = 50
_GAPS: Final = frozenset(
    {"", "-", "–", "…", "...", "na", "nan", "null", "không có số liệu", "chưa có số liệu"}
)
_DOES_NOT_APPLY: Final = frozenset({"không áp dụng", "kad", "not applicable"})
_NUMBER: Final = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?")


def read_table(text: str, *, definition: Definition) -> Table:
    """The table of data for `definition`: its columns of numbers and of words; other columns are left out.

    Raises `TableFault` with every problem: no unit column, a unit twice, a column missing, a cell that is not a number.
    """
    wanted = (*definition.columns,)
    return read_columns(
        text,
        unit=definition.layout.unit,
        name=definition.layout.name,
        numbers=wanted,
        words=definition.text_columns,
        required=True,
    )


def read_published(text: str, *, definition: Definition) -> Table:
    """What was published: any of the index's nodes (by `column` or code) and the rank column, as far as they stand."""
    columns = [node.source_column for node in definition.nodes]
    return read_columns(
        text,
        unit=definition.layout.unit,
        name=definition.layout.name,
        numbers=(*columns, definition.layout.rank),
        words=(),
        required=False,
    )


def read_columns(
    text: str, *, unit: str, name: str, numbers: Iterable[str], words: Iterable[str], required: bool
) -> Table:
    """A table of the named columns; without `required` those that are not there are left out."""
    header, rows = _rows(text)
    places = {title: place for place, title in enumerate(header)}
    problems = [
        Problem(f"dòng 1, cột “{title}”", "tên cột có hai lần.", "Đổi tên một cột.")
        for title in sorted({title for title in header if title and header.count(title) > 1})
    ]
    asked = list(dict.fromkeys((*numbers, *words)))
    missing = [title for title in (unit, *(asked if required else ())) if title not in places]
    problems += [
        Problem(f"cột “{title}”", "không có ở dòng tiêu đề.", "Thêm cột, để trống ô chưa có số liệu.")
        for title in missing
    ]
    if problems:
        raise TableFault(problems)
    return _table(
        rows,
        places,
        len(header),
        unit,
        name if name in places else "",
        [title for title in dict.fromkeys(numbers) if title in places],
        [title for title in dict.fromkeys(words) if title in places],
    )


def _rows(text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Titles, and every row that is not empty with its line number in the file."""
    body = text.removeprefix("\ufeff")
    first = body.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((reader.line_num, row))
            if len(rows) > MAX_ROWS:
                raise TableFault([Problem("tệp", f"có hơn {MAX_ROWS} dòng.", "Chia thành nhiều tệp.")])
    except csv.Error as error:
        raise TableFault(
            [Problem(f"dòng {reader.line_num}", "không đọc được CSV.", "Kiểm tra dấu nháy kép.")]
        ) from error
    if len(rows) < 2:
        raise TableFault(
            [Problem("tệp", "không có dòng số liệu nào.", "Dòng đầu là tên cột, mỗi dòng sau một đơn vị.")]
        )
    return [cell.strip() for cell in rows[0][1]], rows[1:]


def _table(
    rows: Sequence[tuple[int, list[str]]],
    places: dict[str, int],
    width: int,
    unit: str,
    name: str,
    numbers: list[str],
    words: list[str],
) -> Table:
    problems: list[Problem] = []
    values = np.full((len(rows), len(numbers)), np.nan)
    states = np.full(values.shape, MISSING, dtype=np.int8)
    decimals = np.full(values.shape, UNKNOWN_DECIMALS, dtype=np.int8)
    units = [_cell(row, places[unit]) for _, row in rows]
    problems += _unit_problems(units, rows, unit)
    problems += [
        Problem(
            f"dòng {line}",
            f"có {len(cells)} ô, dòng tiêu đề có {width}.",
            "Tệp ngăn cột bằng dấu phẩy thì số lẻ viết bằng dấu chấm hoặc đặt trong dấu nháy kép.",
        )
        for line, cells in rows
        if len(cells) > width and any(cell.strip() for cell in cells[width:])
    ]
    problems += _mixed_marks(rows, places, numbers)
    for place, title in enumerate(numbers):
        at = places[title]
        for row, (line, cells) in enumerate(rows):
            state, number, printed, wrong = _number(_cell(cells, at))
            states[row, place], values[row, place], decimals[row, place] = state, number, printed
            if wrong:
                problems.append(Problem(f"dòng {line}, cột “{title}”", wrong[0], wrong[1]))
    if problems:
        more = len(problems) - MAX_PROBLEMS
        rest = [Problem("tệp", f"còn {more} lỗi khác.")] if more > 0 else []
        raise TableFault([*problems[:MAX_PROBLEMS], *rest])
    texts = {title: tuple(_cell(cells, places[title]) for _, cells in rows) for title in words}
    names = tuple(_cell(cells, places[name]) for _, cells in rows) if name else ()
    return Table(tuple(units), tuple(numbers), values, states, texts, decimals, names)


def _mixed_marks(
    rows: Sequence[tuple[int, list[str]]], places: dict[str, int], numbers: list[str]
) -> list[Problem]:
    """A file with 1,5 in one cell and 1.234 in another: the point may mark thousands, so nothing is guessed."""
    first: dict[str, tuple[int, str, str]] = {}
    for title in numbers:
        for line, cells in rows:
            text = _cell(cells, places[title])
            for mark in ",.":
                if mark in text and _NUMBER.fullmatch(text):
                    first.setdefault(mark, (line, title, text))
    if len(first) < 2:
        return []
    (line, title, text), (_, _, other) = first["."], first[","]
    return [
        Problem(
            f"dòng {line}, cột “{title}”",
            f"“{text}” dùng dấu chấm, chỗ khác “{other}” dùng dấu phẩy.",
            "Cả tệp chỉ dùng một dấu thập phân, không dùng dấu ngăn hàng nghìn.",
        )
    ]


def _cell(cells: list[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _unit_problems(units: Sequence[str], rows: Sequence[tuple[int, list[str]]], unit: str) -> list[Problem]:
    seen: dict[str, int] = {}
    found = []
    for code, (line, _) in zip(units, rows, strict=True):
        if not code:
            found.append(Problem(f"dòng {line}, cột “{unit}”", "để trống.", "Ghi mã hoặc tên đơn vị."))
        elif code in seen:
            found.append(
                Problem(f"dòng {line}, cột “{unit}”", f"“{code}” đã có ở dòng {seen[code]}.", "Giữ một dòng.")
            )
        seen.setdefault(code, line)
    return found


def _number(text: str) -> tuple[int, float, int, tuple[str, str] | None]:
    """State, number, printed decimals and, for a cell that cannot be read, what is wrong and what to do."""
    word = text.casefold()
    if word in _GAPS:
        return MISSING, np.nan, UNKNOWN_DECIMALS, None
    if word in _DOES_NOT_APPLY:
        return NOT_APPLICABLE, np.nan, UNKNOWN_DECIMALS, None
    if word in {"n/a", "#n/a"}:
        fault = (
            "“N/A” có hai nghĩa.",
            "Để trống nếu chưa có số liệu, ghi “không áp dụng” nếu không áp dụng.",
        )
        return MISSING, np.nan, UNKNOWN_DECIMALS, fault
    if not _NUMBER.fullmatch(text):
        return MISSING, np.nan, UNKNOWN_DECIMALS, (f"“{text[:40]}” không phải là số.", _remedy(text))
    plain = text.replace(",", ".")
    number = float(plain)
    if not np.isfinite(number):
        return MISSING, np.nan, UNKNOWN_DECIMALS, (f"“{text[:40]}” quá lớn.", "Kiểm tra lại số.")
    fraction = "" if "e" in plain.casefold() else plain.partition(".")[2]
    return GIVEN, number, min(len(fraction), 100), None


def _remedy(text: str) -> str:
    if text.count(",") + text.count(".") > 1 or " " in text:
        return "Viết số không có dấu ngăn hàng nghìn, ví dụ 1234,5."
    if text.endswith("%"):
        return "Bỏ dấu %, viết theo đơn vị của chỉ số."
    return "Chỉ ghi chữ số, ví dụ 1234,5; để trống nếu chưa có số liệu."
