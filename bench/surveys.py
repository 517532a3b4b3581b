"""Surveys: judging a whole reply, one change of it, and reading a large XLSForm."""

import io
import time
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook

from daumoi.surveys.definition import (
    Check,
    Choice,
    Definition,
    Field,
    Grid,
    GridRow,
    Question,
    Roster,
    Section,
    Text,
)
from daumoi.surveys.definition.compile import compiled
from daumoi.surveys.definition.evaluate import AnswerSet, Given, evaluate, evaluate_change
from daumoi.surveys.xlsform import read_xlsform

QUESTIONS = 200
RULES = 400
ROUNDS = 20


def run() -> list[dict[str, Any]]:
    """The measurements, in CPU time of this process."""
    form, answers = _reply()
    ready = compiled(form)
    content = _workbook(1_000)
    return [
        _line(
            f"re-validate a reply of {QUESTIONS} questions, {RULES} rules",
            _cpu(lambda: evaluate(ready, answers), ROUNDS),
            50,
            f"{len(ready.variables)} variables, {ready.expressions} expressions",
        ),
        _line(
            "re-validate what one answer touches",
            _cpu(lambda: evaluate_change(ready, answers, ["b1_r3_giao"]), ROUNDS),
            10,
            "the part of autosave that judges",
        ),
        _line(
            "import an XLSForm of 1,000 rows",
            _cpu(lambda: _read(content), 1),
            2_000,
            "structure, translation, type check of every expression",
        ),
    ]


def _line(name: str, value: float, budget: float, note: str) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 2),
        "unit": "ms CPU",
        "budget": budget,
        "ok": value <= budget,
        "note": note,
    }


def _cpu(work: Callable[[], object], rounds: int) -> float:
    """Milliseconds of CPU for one run of `work`, the best of a few after a first one to warm up."""
    if rounds > 1:
        work()
    spent: list[float] = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        spent.append(time.process_time() - begin)
    return sorted(spent)[len(spent) // 2] * 1000


def _reply() -> tuple[Definition, AnswerSet]:
    """A questionnaire of 200 variables with 400 rules: skips, totals, a grid, a table with open rows, checks."""
    grid = Grid(
        code="b1",
        label=Text("Nhân lực"),
        rows=tuple(GridRow(f"r{n}", Text(f"Dòng {n}")) for n in range(20)),
        columns=(
            Field(code="giao", label=Text("Giao"), type="integer", checks=(_check("g", "row.giao >= 0"),)),
            Field(
                code="co_mat",
                label=Text("Có mặt"),
                type="integer",
                checks=(_check("c", "row.co_mat <= row.giao"),),
            ),
            Field(
                code="ty_le",
                label=Text("Tỷ lệ"),
                type="percent",
                decimals=1,
                calculation="row.co_mat * 100 / row.giao",
            ),
        ),
        checks=(_check("t", "row.co_mat + 5 >= row.giao", "soft"),),
    )
    roster = Roster(
        code="e1",
        label=Text("Hệ thống"),
        columns=(
            Field(code="ten", label=Text("Tên"), type="text", required=True),
            Field(code="von", label=Text("Vốn"), type="money", checks=(_check("v", "row.von >= 0"),)),
        ),
    )
    singles = [_single(number) for number in range(QUESTIONS - 62)]
    items: tuple[Question | Grid | Roster, ...] = (*singles, grid, roster)
    codelists = {"ba": tuple(Choice(code, Text(code.upper())) for code in ("a", "b", "c"))}
    form = Definition(
        code="do",
        version="1",
        title=Text("Đo"),
        sections=(Section(code="a", title=Text("A"), items=items),),
        codelists=codelists,
    )
    given: dict[tuple[str, int], Given] = {}
    for name, variable in compiled(form).variables.items():
        if not variable.field.calculation:
            for row in range(1, 21) if variable.roster else (0,):
                given[name, row] = Given("answered", _value(variable.field.type, len(given)))
    return form, AnswerSet(given)


def _single(number: int) -> Question:
    code = f"q{number}"
    before = f"q{number - 5}"
    if number % 5 == 0:
        return Question(code=code, label=Text(code), type="choice", choices="ba", required=True)
    if number % 5 == 1:
        choice = f"q{number - 1}"
        return Question(
            code=code,
            label=Text(code),
            type="text",
            relevant=f"{choice} in ['a', 'b']",
            checks=(
                _check(f"d{number}", f"size({code}) >= 3"),
                _check(f"k{number}", f"!contains({code}, 'xxx')"),
            ),
        )
    checks = [_check(f"k{number}", f"{code} >= 0"), _check(f"m{number}", f"{code} <= 1000000", "soft")]
    if number > 10:
        checks.append(_check(f"s{number}", f"is_missing({before}) || {code} + 100 >= 0"))
    calculation = f"{before} * 2 + 1" if number % 15 == 14 and (number - 5) % 15 != 14 else ""
    return Question(
        code=code, label=Text(code), type="decimal", decimals=2, checks=tuple(checks), calculation=calculation
    )


def _check(code: str, expression: str, kind: Any = "hard") -> Check:
    return Check(f"kt_{code}", expression, Text("Sai"), kind)


def _value(kind: str, number: int) -> object:
    return {"choice": "abc"[number % 3], "text": "văn bản trả lời"}.get(kind, number % 50 + 10)


def _workbook(rows: int) -> bytes:
    """An XLSForm of so many rows in groups of fifty, a third of them with conditions, constraints, calculations."""
    book = Workbook(write_only=True)
    survey = book.create_sheet("survey")
    survey.append(["type", "name", "label::Tiếng Việt (vi)", "relevant", "constraint", "calculation"])
    for number in range(rows):
        name = f"q{number}"
        if number % 50 == 0:
            survey.append(["begin_group", f"g{number}", f"Phần {number}"])
        elif number % 50 == 49:
            survey.append(["end_group"])
        elif number % 3 == 0:
            survey.append(["integer", name, f"Câu {number}", None, ". >= 0 and . <= 1000"])
        elif number % 3 == 1:
            parent = f"${{q{number - 1}}} > 5" if number % 50 > 3 else None
            survey.append(["text", name, f"Câu {number}", parent, "string-length(.) <= 200"])
        elif number % 50 > 4:
            survey.append(["calculate", name, None, None, None, f"${{q{number - 2}}} * 2 + 1"])
        else:
            survey.append(["select_one ba", name, f"Câu {number}"])
    choices = book.create_sheet("choices")
    for row in (["list_name", "name", "label"], ["ba", "a", "A"], ["ba", "b", "B"]):
        choices.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _read(content: bytes) -> None:
    found = read_xlsform(content, name="lon.xlsx")
    if found.definition is None:
        raise AssertionError("\n".join(str(problem) for problem in found.problems[:5]))
