"""A questionnaire as an XLSForm workbook, which ODK, KoboToolbox and pyxform read.

Columns that begin with `daumoi_` carry what XLSForm has no column for, so that the workbook can come back. What is
lost on the way is listed in the documentation: grids become questions, `reference` of their rows goes, and each reader
of the workbook treats a blank answer in its own way.
"""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

import msgspec
import xlsxwriter

from daumoi.surveys.definition import Check, Choice, Definition, Question, Roster, Section, Text
from daumoi.surveys.definition.compile import compiled
from daumoi.surveys.definition.plan import CompiledDefinition, Expression
from daumoi.surveys.definition.structure import Field
from daumoi.surveys.xlsform.build import UNGROUPED, KeptChecks
from daumoi.surveys.xlsform.plainform import without_grids
from daumoi.surveys.xlsform.problems import Refusal
from daumoi.surveys.xlsform.spell import as_answer, spell
from daumoi.surveys.xlsform.translate import NO, YES, YES_NO_LIST

_LANGUAGES: Final = {"vi": "Tiếng Việt (vi)", "en": "English (en)"}
_TYPES: Final = {
    "long_text": "text",
    "money": "decimal",
    "percent": "decimal",
    "boolean": f"select_one {YES_NO_LIST}",
}
_SURVEY: Final = (
    "type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message", "calculation",
    "choice_filter", "repeat_count", "appearance", "daumoi_type", "daumoi_code", "daumoi_unit", "daumoi_decimals",
    "daumoi_max_length", "daumoi_element", "daumoi_prefill", "daumoi_checks",
)  # fmt: skip
_TRANSLATED: Final = frozenset({"label", "hint", "constraint_message"})

_ALWAYS: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The moment written into every workbook, so that equal definitions give equal bytes."""

Cells = dict[str, str | Text]


def write_xlsform(definition: Definition) -> bytes:
    """The workbook. The same definition always gives the same bytes."""
    plain = without_grids(definition)
    ready = compiled(msgspec.structs.replace(plain, imported_from=plain.imported_from or "xlsform"))
    writer = _Writer(ready)
    for section in plain.sections:
        writer.section(section)
    return _workbook(
        {
            "survey": _table(writer.rows, _SURVEY, writer.languages),
            "choices": _choices(plain, writer.languages),
            "settings": _settings(plain, writer.languages),
        }
    )


@dataclass
class _Writer:
    """Collects the rows of the survey sheet."""

    ready: CompiledDefinition
    rows: list[Cells] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.languages = _languages_of(self.ready.definition)
        taken: set[str] = set()
        self.names: dict[str, str] = {}
        for name, variable in self.ready.variables.items():
            wanted = name if not variable.roster else f"{variable.roster}_{variable.field.code}"
            self.names[name] = _free(wanted, taken)
        self.taken = taken | {
            code for code, (_, item, _) in self.ready.items.items() if isinstance(item, Roster)
        }

    def section(self, section: Section) -> None:
        name = section.code if not section.code[:1].isdigit() else f"phan_{section.code}"
        begin: Cells = {"type": "begin_group", "name": _free(name, self.taken), "label": section.title}
        shown = self.ready.section_conditions[section.code]
        self.rows.append(begin | {"hint": section.hint or "", "relevant": self.joined(shown)})
        for item in section.items:
            if isinstance(item, Roster):
                self.roster(item, len(shown))
            elif isinstance(item, Question):
                conditions = self.ready.step_of[item.code].conditions[len(shown) :]
                self.field(item, item.code, conditions)
        self.rows.append({"type": "end_group"})

    def roster(self, roster: Roster, inherited: int) -> None:
        _, _, conditions = self.ready.items[roster.code]
        begin: Cells = {"type": "begin_repeat", "name": roster.code, "label": roster.label}
        begin |= {"hint": roster.hint or "", "relevant": self.joined(conditions[inherited:])}
        if roster.max_rows != 200:
            begin["repeat_count"] = str(roster.max_rows)
        if roster.checks:
            begin["daumoi_checks"] = _kept("", roster.checks)
        self.rows.append(begin)
        for column in roster.columns:
            name = f"{roster.code}.{column.code}"
            own = self.ready.step_of[name].conditions[len(conditions) :]
            self.field(column, name, own)
        self.rows.append({"type": "end_repeat"})

    def field(self, one: Field, name: str, conditions: tuple[Expression, ...]) -> None:
        step = self.ready.step_of[name]
        cells: Cells = {"name": self.names[name], "label": one.label, "hint": one.hint or ""}
        cells["relevant"] = self.joined(conditions)
        if step.calculation is not None:
            source = self.spelt(step.calculation)
            cells["type"] = "calculate"
            cells["calculation"] = as_answer(source) if one.type == "boolean" else source
        else:
            cells["type"] = _kind(one)
            cells["required"] = "yes" if one.required else ""
        if step.choice_filter is not None:
            cells["choice_filter"] = self.spelt(step.choice_filter)
        renamed = self.names[name] != one.code
        self.rows.append(
            cells | self.checks(one, name) | _own_columns(one) | {"daumoi_code": one.code if renamed else ""}
        )

    def checks(self, one: Field, name: str) -> Cells:
        """All hard checks as one constraint; the whole list beside it, since XLSForm knows neither soft ones nor codes."""
        if not one.checks:
            return {}
        own = f"row.{one.code}" if "." in name else name
        found = [check for check in self.ready.checks if check.subject == name and check.check.kind == "hard"]
        spelt: list[str] = []
        messages: list[Text] = []
        for check in found:
            try:
                spelt.append(self.spelt(check.expression, own))
                messages.append(check.check.message)
            except Refusal:
                continue  # stays in daumoi_checks alone
        constraint = spelt[0] if len(spelt) == 1 else " and ".join(f"({one})" for one in spelt)
        cells: Cells = {"constraint": constraint, "daumoi_checks": _kept(constraint, one.checks)}
        if messages:
            english = " ".join(one.en for one in messages if one.en)
            cells["constraint_message"] = Text(vi=" ".join(one.vi for one in messages), en=english)
        return cells

    def joined(self, conditions: tuple[Expression, ...]) -> str:
        sources = [self.spelt(condition) for condition in conditions]
        return sources[0] if len(sources) == 1 else " and ".join(f"({source})" for source in sources)

    def spelt(self, expression: Expression, own: str = "") -> str:
        aliases = {alias: self.names[name] for alias, name in expression.aliases}
        return spell(expression.code.tree, {**self.names, **aliases}, own)


def _kind(one: Field) -> str:
    if one.type in ("choice", "choices"):
        return f"select_{'one' if one.type == 'choice' else 'multiple'} {one.choices}"
    return _TYPES.get(one.type, one.type)


def _own_columns(one: Field) -> Cells:
    calculated = bool(one.calculation)
    kept_type = one.type in ("money", "percent", "boolean", "long_text") or (
        calculated and one.type == "integer"
    )
    longest = 4000 if one.type == "long_text" else 2000
    return {
        "daumoi_type": one.type if kept_type else "",
        "daumoi_unit": one.unit,
        "daumoi_decimals": str(one.decimals) if one.decimals else "",
        "daumoi_max_length": str(one.max_length) if one.max_length != longest else "",
        "daumoi_element": one.element,
        "daumoi_prefill": one.prefill,
        "appearance": "multiline" if one.type == "long_text" else "" if one.grouping else UNGROUPED,
    }


def _kept(constraint: str, checks: tuple[Check, ...]) -> str:
    return msgspec.json.encode(KeptChecks(constraint, checks), order="deterministic").decode()


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number where it is taken."""
    found, number = name, 2
    while found in taken:
        found, number = f"{name}_{number}", number + 1
    taken.add(found)
    return found


def _texts(definition: Definition) -> Iterable[Text]:
    yield definition.title
    for entries in definition.codelists.values():
        yield from (entry.label for entry in entries)
    for section in definition.sections:
        yield section.title
        for item in section.items:
            yield item.label
            yield from (column.label for column in item.columns) if isinstance(item, Roster) else ()


def _languages_of(definition: Definition) -> tuple[str, ...]:
    """The codes of the languages that occur, Vietnamese first."""
    found = {"vi"}
    for text in _texts(definition):
        found |= {"en"} if text.en else set()
        found |= set(text.others)
    return tuple(sorted(found, key=lambda code: (code != "vi", code != "en", code)))


def _heading(column: str, language: str) -> str:
    return f"{column}::{_LANGUAGES.get(language, f'{language} ({language})')}"


def _said(text: Text | str, language: str) -> str:
    if isinstance(text, str):
        return text if language == "vi" else ""
    return {"vi": text.vi, "en": text.en}.get(language, text.others.get(language, ""))


def _table(rows: list[Cells], columns: tuple[str, ...], languages: tuple[str, ...]) -> list[list[str]]:
    """Heading and rows; columns that stay empty are left out, except those every form has."""
    used = [
        name
        for name in columns
        if name in ("type", "name", "label", "list_name") or any(row.get(name) for row in rows)
    ]
    headings: list[str] = []
    for name in used:
        headings += [_heading(name, language) for language in languages] if name in _TRANSLATED else [name]
    table = [headings]
    for row in rows:
        line: list[str] = []
        for name in used:
            value = row.get(name, "")
            line += (
                [_said(value, language) for language in languages] if name in _TRANSLATED else [str(value)]
            )
        table.append(line)
    return table


def _choices(definition: Definition, languages: tuple[str, ...]) -> list[list[str]]:
    rows: list[Cells] = []
    lists: Mapping[str, tuple[Choice, ...]] = definition.codelists
    uses_yes_no = any(
        one.type == "boolean"
        for section in definition.sections
        for item in section.items
        for one in (item.columns if isinstance(item, Roster) else (item,))
        if isinstance(one, Field)
    )
    if uses_yes_no and YES_NO_LIST not in lists:
        yes_no = (Choice(YES, Text("Có", "Yes")), Choice(NO, Text("Không", "No")))
        lists = {**lists, YES_NO_LIST: yes_no}
    attributes = sorted(
        {name for entries in lists.values() for entry in entries for name in entry.attributes}
    )
    for code, entries in lists.items():
        rows += [
            {"list_name": code, "name": one.code, "label": one.label, **one.attributes} for one in entries
        ]
    return _table(rows, ("list_name", "name", "label", *attributes), languages)


def _settings(definition: Definition, languages: tuple[str, ...]) -> list[list[str]]:
    title = {f"form_title_{code}": _said(definition.title, code) for code in languages if code != "vi"}
    cells = {
        "form_title": definition.title.vi,
        "form_id": definition.code,
        "version": definition.version,
        "default_language": _LANGUAGES["vi"],
        **{f"daumoi_{name}": text for name, text in title.items() if text},
        "daumoi_note": definition.note,
    }
    kept = {name: text for name, text in cells.items() if text}
    return [list(kept), list(kept.values())]


def _workbook(sheets: dict[str, list[list[str]]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"title": "XLSForm", "created": _ALWAYS})
        bold = book.add_format(
            {"bold": True, "bg_color": "#E8EDF5", "border": 1, "text_wrap": True, "valign": "top"}
        )
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for name, table in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 2)
            for number, row in enumerate(table):
                for column, text in enumerate(row):
                    if text:
                        sheet.write_string(number, column, text, bold if number == 0 else wrapped)
            for column, heading in enumerate(table[0]):
                sheet.set_column(column, column, _width(heading))
    return buffer.getvalue()


def _width(heading: str) -> int:
    return 44 if heading.startswith(("label", "hint", "constraint_message")) else 24
