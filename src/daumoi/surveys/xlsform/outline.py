"""The survey sheet as an outline: sections, questions, repeat tables, with the rows they stand in.

Groups at the top become sections; groups inside are flattened, their conditions joined to those of their questions
and their captions kept in the hint of the first one. Notes are kept in the hint of the question that follows.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from pyxform import aliases, constants

from daumoi.surveys.xlsform.problems import Log
from daumoi.surveys.xlsform.sheets import Row, Sheet
from daumoi.surveys.xlsform.words import Speech, code_of

_PLAIN_TYPES: Final = {
    "integer": "integer",
    "int": "integer",
    "decimal": "decimal",
    "text": "text",
    "string": "text",
    "date": "date",
    "calculate": "calculate",
    "note": "note",
    "range": "range",
    "acknowledge": "acknowledge",
    "trigger": "acknowledge",
}
_IGNORED: Final = frozenset(
    {
        "start",
        "end",
        "today",
        "deviceid",
        "subscriberid",
        "simserial",
        "phonenumber",
        "username",
        "email",
        "audit",
    }
    | {"start-geopoint", "background-audio", "background-geopoint", "imei"}
)
_MEDIA: Final = "Nhận tệp theo công văn kèm phiếu, không trong câu hỏi; bỏ dòng này."
_REFUSED: Final = {
    **dict.fromkeys(("image", "photo", "audio", "video", "file", "background-audio"), _MEDIA),
    **dict.fromkeys(
        ("geopoint", "geotrace", "geoshape", "gps", "location", "osm"), "Hỏi địa chỉ bằng câu text."
    ),
    **dict.fromkeys(("time", "datetime", "dateTime"), "Dùng câu date, và câu text cho giờ nếu cần."),
    "barcode": "Dùng câu text.",
    "rank": "Dùng select_multiple hoặc một bảng lặp có cột thứ tự.",
    "hidden": "Dùng câu calculate.",
    "xml-external": "Đưa danh sách vào tờ choices.",
    "csv-external": "Đưa danh sách vào tờ choices.",
}
_STRUCTURE = re.compile(r"(begin|end)[\s_]+(.+)")
_SELECTS: Final = sorted(aliases.select, key=len, reverse=True)


@dataclass
class Entry:
    """One question, calculation or column, before its expressions are read."""

    row: Row
    name: str
    code: str
    kind: str
    list_name: str = ""
    hints: list[str] = field(default_factory=list)
    conditions: list[tuple[str, Row]] = field(default_factory=list)
    roster: "Table | None" = None


@dataclass
class Table:
    """One repeat."""

    row: Row
    name: str
    code: str
    hints: list[str] = field(default_factory=list)
    conditions: list[tuple[str, Row]] = field(default_factory=list)
    columns: list[Entry] = field(default_factory=list)


@dataclass
class Part:
    """One section; `row` is its begin_group, absent for questions outside all groups."""

    code: str
    row: Row | None = None
    items: list[Entry | Table] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)


@dataclass
class _Open:
    """A group or repeat that has begun."""

    kind: str
    row: Row
    condition: str
    table: Table | None = None
    part: Part | None = None


@dataclass
class Outline:
    """The whole sheet: parts in order, and everything that has a name."""

    parts: list[Part] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)


def outline(sheet: Sheet, speech: Speech, log: Log) -> Outline:
    """The outline of the survey sheet; what cannot be used is logged with its row."""
    return _Outliner(sheet, speech, log).run()


class _Outliner:
    def __init__(self, sheet: Sheet, speech: Speech, log: Log) -> None:
        self.sheet = sheet
        self.speech = speech
        self.log = log
        self.found = Outline()
        self.open: list[_Open] = []
        self.loose: Part | None = None
        self.waiting: list[str] = []  # notes and captions for the hint of the next question
        self.codes: dict[str, int] = {}
        self.names: dict[str, int] = {}

    def run(self) -> Outline:
        for row in self.sheet.rows:
            kind = row.text("type")
            if not kind:
                if row.text("name") or row.languages("label"):
                    self.problem(
                        row, "type", "Dòng có tên hoặc nhãn nhưng chưa có kiểu câu hỏi.", "Ghi cột type."
                    )
                continue
            self.read(row, " ".join(kind.split()))
        for one in self.open:
            self.problem(
                one.row, "type", f"begin_{one.kind} chưa có end_{one.kind}.", f"Thêm dòng end_{one.kind}."
            )
        self.found.parts = [part for part in self.found.parts if part.items]
        return self.found

    def problem(self, row: Row, column: str, message: str, remedy: str) -> None:
        heading = self.sheet.headings.get(column, column)
        self.log.problem(message, remedy, sheet=self.sheet.name, row=row.number, column=heading)

    def read(self, row: Row, kind: str) -> None:
        if found := _STRUCTURE.fullmatch(kind):
            control = aliases.control.get(found[2].replace("_", " ").strip(), found[2])
            if control not in (constants.GROUP, constants.REPEAT):
                self.problem(row, "type", f"Không có kiểu “{kind}”.", "Dùng begin_group hoặc begin_repeat.")
            elif found[1] == "begin":
                self.begin(row, control)
            else:
                self.end(row, control)
            return
        select = next((alias for alias in _SELECTS if kind == alias or kind.startswith(f"{alias} ")), None)
        if select is not None:
            self.select(row, kind, select)
        elif kind in _PLAIN_TYPES:
            self.plain(row, _PLAIN_TYPES[kind])
        elif kind in _IGNORED:
            self.log.note(
                f"Bỏ qua dòng “{kind}”: phiếu không thu thông tin về máy và lúc điền.",
                sheet="survey",
                row=row.number,
            )
        else:
            remedy = _REFUSED.get(
                kind, "Dùng integer, decimal, text, date, select_one, select_multiple, calculate, note."
            )
            self.problem(row, "type", f"Không nhận kiểu “{kind}”.", remedy)

    def begin(self, row: Row, control: str) -> None:
        condition = row.text("relevant")
        opened = _Open("repeat" if control == constants.REPEAT else "group", row, condition)
        inside = any(one.kind == "repeat" for one in self.open)
        if opened.kind == "repeat":
            if inside:
                self.problem(
                    row, "type", "Bảng lặp nằm trong bảng lặp.", "Tách thành hai bảng, nối bằng một cột mã."
                )
            opened.table = self.begin_table(row)
        elif not self.open:
            opened.part = Part(code=self.section_code(row.text("name")), row=row)
            self.found.parts.append(opened.part)
            self.loose, self.waiting = None, []
        elif row.languages("label"):
            self.waiting.append(self.speech.text(row, "label").vi)
        self.open.append(opened)

    def begin_table(self, row: Row) -> Table:
        code = self.claim(row)
        table = Table(row, row.text("name"), code, hints=self.taken(), conditions=self.conditions(row))
        self.part().items.append(table)
        self.found.tables[table.name] = table
        return table

    def end(self, row: Row, control: str) -> None:
        kind = "repeat" if control == constants.REPEAT else "group"
        if not self.open or self.open[-1].kind != kind:
            expected = f"end_{self.open[-1].kind}" if self.open else "dòng begin tương ứng"
            self.problem(row, "type", f"end_{kind} không khớp.", f"Ở đây cần {expected}.")
            return
        closed = self.open.pop()
        if closed.table is not None:
            closed.table.hints += self.taken()
            if not closed.table.columns:
                self.problem(
                    closed.row, "type", "Bảng lặp không có cột nào.", "Thêm câu hỏi vào giữa begin và end."
                )
        if closed.part is not None:
            closed.part.hints += self.taken()

    def select(self, row: Row, kind: str, alias: str) -> None:
        rest = kind[len(alias) :].split()
        target = aliases.select[alias]
        if alias in aliases.select_from_file or target == constants.SELECT_ONE_EXTERNAL:
            self.problem(
                row, "type", f"Không nhận {alias}.", "Đưa danh sách vào tờ choices và dùng choice_filter."
            )
        elif target == constants.RANK:
            self.problem(row, "type", "Không nhận kiểu “rank”.", _REFUSED["rank"])
        elif not rest:
            self.problem(row, "type", f"{alias} chưa có tên danh sách.", f"Viết {alias} ten_danh_sach.")
        elif rest[-1] in ("or_other", "specify_other", "other") and len(rest) > 1:
            self.problem(
                row,
                "type",
                "Không nhận or_other.",
                "Thêm lựa chọn “khác” vào tờ choices và một câu text có relevant selected(${x}, 'khac').",
            )
        else:
            self.add(row, "choice" if target == constants.SELECT_ONE else "choices", " ".join(rest))

    def plain(self, row: Row, kind: str) -> None:
        if kind == "note":
            text = self.speech.text(row, "label").vi
            if text:
                self.waiting.append(text)
            if row.text("relevant"):
                self.log.note(
                    "Điều kiện hiện của dòng note không giữ; chú thích luôn hiện.",
                    sheet="survey",
                    row=row.number,
                )
        else:
            self.add(row, kind, "")

    def add(self, row: Row, kind: str, list_name: str) -> None:
        code = self.claim(row)
        table = next((one.table for one in reversed(self.open) if one.table is not None), None)
        entry = Entry(
            row, row.text("name"), code, kind, list_name, conditions=self.conditions(row), roster=table
        )
        if table is None and row.text("daumoi_code"):
            entry.code = row.text("daumoi_code")
        if kind != "calculate":
            entry.hints = self.taken()
        if table is not None:
            table.columns.append(entry)
        else:
            self.part().items.append(entry)
        if entry.name:
            self.found.entries.setdefault(entry.name, entry)

    def claim(self, row: Row) -> str:
        """The code for a row's name, used once in the whole form."""
        name = row.text("name")
        if not re.fullmatch(r"[A-Za-z_:][A-Za-z0-9_.\-:]*", name):
            shown = f"Tên “{name}” không dùng được." if name else "Thiếu tên (cột name)."
            self.problem(row, "name", shown, "Tên gồm chữ không dấu, chữ số, gạch dưới, bắt đầu bằng chữ.")
            return ""
        if name in self.names:
            self.problem(
                row,
                "name",
                f"Tên “{name}” đã dùng ở dòng {self.names[name]}.",
                "Đặt cho mỗi dòng một tên riêng.",
            )
            return ""
        self.names[name] = row.number
        code = code_of(name)
        if code in self.codes:
            message = f"Tên “{name}” trùng mã “{code}” với dòng {self.codes[code]}."
            self.problem(row, "name", message, "Không phân biệt chữ hoa, chữ thường; đặt tên khác.")
            return ""
        self.codes[code] = row.number
        if code != name:
            self.log.note("Một số tên được viết lại thành mã chữ thường.", sheet="survey", column="name")
        return code

    def section_code(self, name: str) -> str:
        base = code_of(name) if name else "phan"
        code, number = base, 2
        used = {part.code for part in self.found.parts}
        while code in used:
            code, number = f"{base}_{number}", number + 1
        return code

    def part(self) -> Part:
        """The section at hand; one without a group for questions outside all groups."""
        for one in self.open:
            if one.part is not None:
                return one.part
        if self.loose is None:
            self.loose = Part(code=self.section_code("chung"))
            self.found.parts.append(self.loose)
        return self.loose

    def conditions(self, row: Row) -> list[tuple[str, Row]]:
        """The conditions of a row and of the groups around it, without those of its section and its table."""
        around = [one for one in self.open if one.part is None]
        for place, one in enumerate(around):
            if one.table is not None:
                around = around[place + 1 :]
                break
        found = [(one.condition, one.row) for one in around if one.condition]
        return [*found, (row.text("relevant"), row)] if row.text("relevant") else found

    def taken(self) -> list[str]:
        texts, self.waiting = self.waiting, []
        return texts
