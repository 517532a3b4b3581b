"""From the outline of a form to questions and tables."""

import re
from typing import Any, Final, cast

import msgspec
from pyxform import aliases

from daumoi.surveys.definition import Check, Question, Roster, Text
from daumoi.surveys.definition.structure import Field, FieldType
from daumoi.surveys.xlsform.choices import ChoiceList
from daumoi.surveys.xlsform.formulas import Formulas, column_code
from daumoi.surveys.xlsform.outline import Entry, Outline, Table
from daumoi.surveys.xlsform.problems import Log, Refusal
from daumoi.surveys.xlsform.sheets import Row, Sheet
from daumoi.surveys.xlsform.translate import NO, YES
from daumoi.surveys.xlsform.words import Speech
from daumoi_calc.expressions import BOOLEAN, DATE, NUMBER, TEXT, Kind, Type, choice, choices

_LEFT_OUT: Final = {
    "appearance": "Cách hiện (appearance) do phần mềm quyết định.",
    "default": "Giá trị mặc định không nhận; dùng số liệu điền sẵn có xác nhận.",
    "read_only": "read_only không nhận; câu tính vốn chỉ đọc.",
    "trigger": "trigger không nhận; câu tính luôn tính lại khi số liệu đổi.",
    "guidance_hint": "guidance_hint không giữ; ghi vào hint nếu cần.",
    "image": "Hình ảnh, âm thanh trong câu hỏi không nhận.",
    "audio": "Hình ảnh, âm thanh trong câu hỏi không nhận.",
    "video": "Hình ảnh, âm thanh trong câu hỏi không nhận.",
    "repeat_count": "repeat_count chỉ nhận số cố định, làm số dòng tối đa.",
}
_NARROWER: Final[dict[str, tuple[str, ...]]] = {
    "decimal": ("money", "percent", "integer"),
    "integer": ("money", "percent", "decimal"),
    "text": ("long_text",),
    "choice": ("boolean",),
}
"""Types of the house that a type of XLSForm may stand for, when the column `daumoi_type` says so."""
_KINDS: Final[dict[Kind, FieldType]] = {
    Kind.NUMBER: "decimal",
    Kind.TEXT: "text",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "date",
    Kind.CHOICE: "choice",
}
UNGROUPED: Final = "plain-number"
"""The word of `appearance` for numbers that are names: a year is written 2008, not 2.008."""
_KEPT_WORDS: Final = frozenset({"multiline", UNGROUPED})
_PARAMETER = re.compile(r"(start|end|step)\s*=\s*(-?\d+(?:\.\d+)?)")


class KeptChecks(msgspec.Struct):
    """The column `daumoi_checks`: all checks of a question beside the constraint they were written into."""

    constraint: str
    checks: tuple[Check, ...]


class Builder:
    """Builds the items of one form; faults go to the log."""

    def __init__(
        self, outline: Outline, lists: dict[str, ChoiceList], sheet: Sheet, speech: Speech, log: Log
    ) -> None:
        self.outline = outline
        self.lists = lists
        self.sheet = sheet
        self.speech = speech
        self.log = log
        self.formulas = Formulas(outline, sheet, log)
        self.rows = {entry.code: entry.row.number for entry in outline.entries.values()}
        self.rows |= {table.code: table.row.number for table in outline.tables.values()}
        self.kinds = {
            entry.name: self.kind_of(entry) for entry in outline.entries.values() if entry.kind != "calculate"
        }
        self.formulas.types = {
            name: self.type_of(kind, outline.entries[name]) for name, kind in self.kinds.items()
        }
        calculated = [entry for entry in outline.entries.values() if entry.kind == "calculate"]
        self.calculations = self.formulas.infer(calculated)
        for column, remark in _LEFT_OUT.items():
            if any(_is_left_out(column, row) for row in sheet.rows):
                log.note(remark, sheet="survey", column=sheet.headings.get(column, column))

    def problem(self, row: Row, column: str, message: str, remedy: str) -> None:
        """Log a fault at its cell."""
        self.formulas.fault(Refusal(message, remedy), row, column)

    def kind_of(self, entry: Entry) -> FieldType:
        """The type of a question, narrowed by `daumoi_type` and by a multi-line appearance."""
        base = {"acknowledge": "boolean", "range": self.range_kind(entry)}.get(entry.kind, entry.kind)
        narrower = entry.row.text("daumoi_type")
        if narrower in _NARROWER.get(base, ()):
            base = narrower
        elif base == "text" and "multiline" in entry.row.text("appearance"):
            base = "long_text"
        if entry.kind in ("choice", "choices") and entry.list_name not in self.lists:
            known = ", ".join(self.lists) or "không có danh sách nào"
            self.problem(
                entry.row,
                "type",
                f"Tờ choices không có danh sách “{entry.list_name}”.",
                f"Các danh sách: {known[:200]}.",
            )
        elif base == "boolean" and entry.kind == "choice" and self.lists[entry.list_name].codes != {YES, NO}:
            self.problem(
                entry.row,
                "daumoi_type",
                "Câu có/không cần danh sách đúng hai mã co và khong.",
                "Sửa danh sách hoặc kiểu.",
            )
        return cast(FieldType, base)

    def range_kind(self, entry: Entry) -> str:
        whole = all("." not in number for _, number in _PARAMETER.findall(entry.row.text("parameters")))
        return "integer" if whole else "decimal"

    def type_of(self, kind: FieldType, entry: Entry) -> Type:
        """The type in the expression language."""
        if kind in ("integer", "decimal", "money", "percent"):
            return NUMBER
        if kind in ("choice", "choices"):
            found = self.lists.get(entry.list_name)
            codes = sorted(found.codes) if found else []
            return choice(*codes) if kind == "choice" else choices(*codes)
        return {"date": DATE, "boolean": BOOLEAN}.get(kind, TEXT)

    def item(self, item: Entry | Table) -> Question | Roster:
        """One question or table."""
        if isinstance(item, Entry):
            return Question(**self.settings(item))
        counted = item.row.text("repeat_count")
        return Roster(
            code=item.code,
            label=self.label(item.row, item.name),
            columns=tuple(Field(**self.settings(column)) for column in item.columns),
            hint=self.hint(item.row, item.hints),
            relevant=self.formulas.condition(item.conditions, None),
            max_rows=int(counted) if counted.isdecimal() and 0 < int(counted) <= 1000 else 200,
            checks=self.kept(item.row, "") or (),
        )

    def settings(self, entry: Entry) -> dict[str, Any]:
        """The keyword arguments of a field."""
        row = entry.row
        calculation, implied = self.calculations.get(entry.name, ("", ""))
        kind = self.kinds.get(entry.name) or self.calculated_kind(entry)
        if entry.kind != "calculate" and row.text("calculation"):
            calculation = self.text(row, "calculation", entry, self.formulas.types[entry.name])
        list_code = self.lists[entry.list_name].code if entry.list_name in self.lists else ""
        if entry.kind == "calculate" and kind == "choice":
            list_code = self.list_of(entry)
        checks, required = self.requirement(entry)
        return {
            "code": column_code(entry),
            "label": self.label(row, entry.name),
            "type": kind,
            "hint": self.hint(row, entry.hints),
            "unit": row.text("daumoi_unit"),
            "required": required,
            "choices": list_code if kind in ("choice", "choices") else "",
            "choice_filter": self.choice_filter(entry),
            "relevant": self.formulas.condition(entry.conditions, entry.roster, implied),
            "calculation": calculation,
            "checks": (*self.checks(entry), *checks),
            "element": row.text("daumoi_element"),
            "prefill": row.text("daumoi_prefill"),
            "grouping": UNGROUPED not in row.text("appearance").split(),
            "decimals": self.number(row, "daumoi_decimals", 0),
            "max_length": self.number(row, "daumoi_max_length", 4000 if kind == "long_text" else 2000),
        }

    def calculated_kind(self, entry: Entry) -> FieldType:
        """The type of a calculation: as inferred, narrowed by `daumoi_type`."""
        found = self.formulas.types.get(entry.name)
        base = _KINDS.get(found.kind) if found else "text"
        if base is None:
            self.problem(
                entry.row,
                "calculation",
                "Câu tính cho nhiều lựa chọn cùng lúc.",
                "Dùng selected() hoặc count-selected().",
            )
            return "text"
        narrower = entry.row.text("daumoi_type")
        return cast(FieldType, narrower) if narrower in _NARROWER.get(base, ()) else base

    def list_of(self, entry: Entry) -> str:
        """The list a calculated choice comes from, by its codes."""
        codes = self.formulas.types[entry.name].codes
        found = next((one.code for one in self.lists.values() if one.codes == codes), "")
        if not found:
            self.problem(
                entry.row,
                "calculation",
                "Câu tính trộn mã của nhiều danh sách.",
                "Cho kết quả bằng văn bản trong nháy.",
            )
        return found

    def text(self, row: Row, column: str, entry: Entry, expects: Type) -> str:
        found = self.formulas.read(
            row.text(column), row, column, table=entry.roster, expects=expects, own=entry
        )
        return found.canonical() if found else ""

    def choice_filter(self, entry: Entry) -> str:
        text = entry.row.text("choice_filter")
        if not text or entry.list_name not in self.lists:
            return ""
        attributes = self.lists[entry.list_name].attributes
        found = self.formulas.read(
            text, entry.row, "choice_filter", table=entry.roster, attributes=attributes
        )
        return found.canonical() if found else ""

    def checks(self, entry: Entry) -> tuple[Check, ...]:
        """The constraint as a hard check, and what `daumoi_checks` and a range add."""
        row, found = entry.row, list[Check]()
        constraint = row.text("constraint")
        kept = self.kept(row, constraint)
        if kept is not None:
            return kept
        if constraint:
            read = self.formulas.read(constraint, row, "constraint", table=entry.roster, own=entry)
            message = self.speech.text(row, "constraint_message")
            if read:
                fallback = Text(
                    vi="Giá trị chưa đạt ràng buộc của câu này.",
                    en="The value breaks the rule of this question.",
                )
                found.append(Check(f"{entry.code}_rb", read.canonical(), message if message.vi else fallback))
        if entry.kind == "range":
            found += self.range_checks(entry)
        return tuple(found)

    def range_checks(self, entry: Entry) -> list[Check]:
        name = f"row.{column_code(entry)}" if entry.roster else entry.code
        bounds = dict(_PARAMETER.findall(entry.row.text("parameters")))
        low, high = bounds.get("start", "1"), bounds.get("end", "10")
        message = Text(
            vi=f"Giá trị phải từ {low} đến {high}.", en=f"The value lies between {low} and {high}."
        )
        return [Check(f"{entry.code}_khoang", f"{name} >= {low} && {name} <= {high}", message)]

    def kept(self, row: Row, constraint: str) -> tuple[Check, ...] | None:
        """The checks that an export kept whole, as long as nobody changed the constraint since."""
        text = row.text("daumoi_checks")
        if not text:
            return None
        try:
            kept = msgspec.json.decode(text, type=KeptChecks, strict=True)
        except (msgspec.DecodeError, msgspec.ValidationError):
            self.problem(
                row, "daumoi_checks", "Không đọc được cột daumoi_checks.", "Xóa ô này hoặc xuất lại biểu mẫu."
            )
            return None
        if kept.constraint == constraint:
            return kept.checks
        self.log.note(
            "Ràng buộc đã sửa sau khi xuất; dùng cột constraint thay cho các kiểm tra cũ.", sheet="survey"
        )
        return None

    def requirement(self, entry: Entry) -> tuple[tuple[Check, ...], bool]:
        """Whether the question is required; a condition becomes a check."""
        text = entry.row.text("required")
        if not text or entry.kind == "calculate":
            return (), False
        if text in aliases.yes_no:
            return (), bool(aliases.yes_no[text])
        found = self.formulas.read(text, entry.row, "required", table=entry.roster)
        if found is None:
            return (), False
        name = f"row.{column_code(entry)}" if entry.roster else entry.code
        message = self.speech.text(entry.row, "required_message")
        fallback = Text(
            vi="Câu này bắt buộc trong trường hợp đang trả lời.", en="This question is required here."
        )
        rule = f"{_bracketed(found.canonical())} ? !is_missing({name}) : true"
        return (Check(f"{entry.code}_bb", rule, message if message.vi else fallback),), False

    def label(self, row: Row, name: str) -> Text:
        """The caption of a row; its name when there is none."""
        found = self.speech.text(row, "label")
        if found.vi:
            return found
        if row.text("type") != "calculate":
            self.log.note("Một số câu chưa có nhãn; dùng tên làm nhãn.", sheet="survey", column="label")
        return Text(vi=name)

    def hint(self, row: Row, before: list[str]) -> Text | None:
        """The hint of a row, after the notes that stood before it."""
        found = self.speech.text(row, "hint")
        if not before:
            return found if found.vi else None
        return Text(
            vi="\n".join([*before, *([found.vi] if found.vi else [])]), en=found.en, others=found.others
        )

    def number(self, row: Row, column: str, default: int) -> int:
        """A small whole number in one of the house's own columns."""
        text = row.text(column)
        if text and not text.isdecimal():
            self.problem(row, column, f"“{text}” không phải số nguyên.", "Ghi một số nguyên hoặc để trống.")
            return default
        return int(text) if text else default


def _is_left_out(column: str, row: Row) -> bool:
    """Whether a cell of that column says something that is not kept."""
    said = row.languages(column).values()
    if column == "appearance":
        return any(not _KEPT_WORDS.issuperset(text.split()) for text in said)
    return any(not text.isdecimal() for text in said) if column == "repeat_count" else bool(said)


def _bracketed(source: str) -> str:
    return f"({source})" if "?" in source else source
