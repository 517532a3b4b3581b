"""An XLSForm workbook as a questionnaire."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from daumoi.surveys.definition import Definition, Section, Text
from daumoi.surveys.definition.compile import compiled
from daumoi.surveys.definition.faults import DefinitionError, DefinitionProblem
from daumoi.surveys.xlsform.build import Builder
from daumoi.surveys.xlsform.choices import choice_lists
from daumoi.surveys.xlsform.guard import inspect
from daumoi.surveys.xlsform.outline import Part, outline
from daumoi.surveys.xlsform.problems import Log, Refusal, SheetProblem
from daumoi.surveys.xlsform.sheets import Row, Sheet, read_sheets
from daumoi.surveys.xlsform.translate import YES_NO_LIST
from daumoi.surveys.xlsform.words import Speech, code_of

_PLACE = re.compile(r"(?:Câu|Bảng) (\w+)")


@dataclass(frozen=True, slots=True)
class ReadForm:
    """What came of a workbook: a questionnaire, or every reason why not; and what was read differently."""

    definition: Definition | None
    problems: tuple[SheetProblem, ...]
    notes: tuple[SheetProblem, ...]


def read_xlsform(content: bytes, *, name: str) -> ReadForm:
    """The questionnaire in a workbook called `name`. Never raises for what is in the file: problems say it."""
    log = Log()
    try:
        inspect(content)
        sheets = read_sheets(content, log)
    except Refusal as refusal:
        log.problem(refusal.message, refusal.remedy, column=PurePath(name).name)
        return ReadForm(None, tuple(log.problems), tuple(log.notes))
    definition = _definition(sheets, PurePath(name), log)
    ordered = sorted(log.problems, key=lambda one: (one.sheet != "survey", one.sheet, one.row))
    return ReadForm(None if log.problems else definition, tuple(ordered), tuple(log.notes))


def _definition(sheets: dict[str, Sheet], name: PurePath, log: Log) -> Definition:
    settings = sheets["settings"].rows[0] if sheets["settings"].rows else Row(2, {})
    speech = Speech(sheets, settings.text("default_language"), log)
    lists = choice_lists(sheets["choices"], speech, log)
    found = outline(sheets["survey"], speech, log)
    if not found.parts and not log.problems:
        log.problem("Không có câu hỏi nào.", "Thêm câu hỏi vào tờ survey.", sheet="survey")
    builder = Builder(found, lists, sheets["survey"], speech, log)
    title = _title(settings, name)
    definition = Definition(
        code=_form_code(settings, name),
        version=_version(settings, log),
        title=title,
        sections=tuple(_section(part, builder, speech) for part in found.parts),
        codelists={one.code: tuple(one.entries) for one in lists.values() if one.code != YES_NO_LIST},
        note=settings.text("daumoi_note"),
        imported_from=name.name,
    )
    if not log.problems:
        _check(definition, builder, log)
    return definition


def _version(settings: Row, log: Log) -> str:
    """The form's version; it stands in addresses, so it is kept short and plain."""
    given = settings.text("version") or "1"
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.\-]{0,19}", given):
        log.problem(
            f"Số bản “{given[:40]}” không dùng được.",
            "Chỉ dùng chữ không dấu, chữ số, dấu chấm, gạch nối, tối đa 20 ký tự.",
            sheet="settings",
            row=settings.number,
            column="version",
        )
    return given


def _title(settings: Row, name: PurePath) -> Text:
    """The form's title; the house's own columns carry its translations."""
    begin = "daumoi_form_title_"
    found = {
        column.removeprefix(begin): text
        for (column, _), text in settings.cells.items()
        if column.startswith(begin)
    }
    english = found.pop("en", "")
    return Text(vi=settings.text("form_title") or name.stem, en=english, others=dict(sorted(found.items())))


def _form_code(settings: Row, name: PurePath) -> str:
    given = settings.text("form_id") or name.stem
    code = re.sub(r"[^a-z0-9_\-]+", "-", given.lower()).strip("-")
    return code[:80] or "bieu-mau"


def _section(part: Part, builder: Builder, speech: Speech) -> Section:
    items = tuple(builder.item(item) for item in part.items)
    if part.row is None:
        return Section(code=part.code, title=Text(vi="Câu hỏi chung", en="General questions"), items=items)
    title = speech.text(part.row, "label")
    condition = part.row.text("relevant")
    return Section(
        code=part.code,
        title=title if title.vi else Text(vi=part.row.text("name") or part.code),
        items=items,
        hint=builder.hint(part.row, part.hints),
        relevant=builder.formulas.condition([(condition, part.row)] if condition else [], None),
    )


def _check(definition: Definition, builder: Builder, log: Log) -> None:
    """The whole questionnaire compiled: what only shows in the whole is found here, with its row."""
    try:
        warnings = compiled(definition).warnings
    except DefinitionError as error:
        for problem in error.problems:
            row, column = _row_of(problem, builder)
            log.problem(
                f"{problem.place}: {problem.message}", problem.remedy, sheet="survey", row=row, column=column
            )
        return
    for warning in warnings:
        row, _ = _row_of(warning, builder)
        log.note(
            f"{warning.place}: {warning.message}", warning.remedy, sheet="survey", row=row, column="relevant"
        )


def _row_of(problem: DefinitionProblem, builder: Builder) -> tuple[int, str]:
    """The row of a problem by the code that its place names, and the column that its words point at."""
    found = _PLACE.match(problem.place)
    row = builder.rows.get(code_of(found[1]), 0) if found else 0
    columns = {
        "điều kiện hiện": "relevant",
        "phép tính": "calculation",
        "kiểm tra": "constraint",
        "bộ lọc": "choice_filter",
    }
    named = next((column for word, column in columns.items() if word in problem.place), "")
    return row, named or ("relevant" if "vòng tròn" in problem.message else "")
