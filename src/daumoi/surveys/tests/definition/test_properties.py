"""Random questionnaires and random answers: judging a part equals the part of judging the whole, and what goes out as
a workbook comes back."""

from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
from daumoi.surveys.definition.compile import CompiledDefinition, compiled
from daumoi.surveys.definition.evaluate import AnswerSet, Evaluation, Given, evaluate, evaluate_change
from daumoi.surveys.xlsform import read_xlsform, write_xlsform
from daumoi.surveys.xlsform.plainform import without_grids

LISTS = {"ba": tuple(Choice(code, Text(code.upper(), f"en {code}")) for code in ("a", "b", "c"))}
KINDS = (
    "integer",
    "decimal",
    "money",
    "text",
    "long_text",
    "date",
    "boolean",
    "choice",
    "choices",
    "percent",
)
STATUSES = ("answered", "answered", "answered", "prefilled", "no_data", "not_arisen")


def condition(name: str, kind: str) -> list[str]:
    """Conditions about one variable, in the canonical spelling."""
    return {
        "text": [f"!is_missing({name})", f"contains({name}, 'x')"],
        "long_text": [f"starts_with({name}, 'x')"],
        "date": [f"{name} > date('2016-06-30')"],
        "boolean": [name, f"!{name}"],
        "choice": [f"{name} == 'a'", f"{name} in ['a', 'b']", f"{name} != 'c'", f"selected({name}, 'b')"],
        "choices": [f"selected({name}, 'a')", f"!selected({name}, 'c')"],
    }.get(
        kind,
        [f"{name} > 3", f"{name} <= 2.5", f"round({name} / 3, 1) == 1", f"{name} - 1 >= 0 && {name} < 9"],
    )


class Drawing:
    """Draws one questionnaire; every variable may only use those before it, so that nothing is circular."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.known: list[tuple[str, str]] = []
        self.numbers: list[str] = []
        self.checks = 0

    def pick(self, options: list[Any]) -> Any:
        return self.draw(st.sampled_from(options))

    def condition(self) -> str:
        if not self.known or self.draw(st.integers(0, 2)):
            return ""
        name, kind = self.pick(self.known)
        return str(self.pick(condition(name, kind)))

    def field(self, code: str, own: str, numbers: list[str]) -> dict[str, Any]:
        kind = self.pick(list(KINDS))
        calculation = ""
        if kind in ("decimal", "money") and numbers and self.draw(st.booleans()):
            calculation = f"{self.pick(numbers)} + {self.pick(numbers)} * 2"
        checks = []
        for _ in range(0 if calculation else self.draw(st.integers(0, 2))):
            self.checks += 1
            hard = self.pick(["hard", "soft"])
            rule = self.pick(condition(own, kind))
            checks.append(Check(f"k{self.checks}", rule, Text(f"Sai {self.checks}", "Wrong"), hard))
        return {
            "code": code,
            "label": Text(f"Câu {code}", self.pick(["", f"Question {code}"])),
            "type": kind,
            "required": not calculation and self.draw(st.booleans()),
            "choices": "ba" if kind in ("choice", "choices") else "",
            "relevant": self.condition(),
            "calculation": calculation,
            "checks": tuple(checks),
            "unit": self.pick(["", "người"]),
            "decimals": self.pick([0, 2]) if kind in ("decimal", "money", "percent") else 0,
            "element": self.pick(["", f"e.{code}"]),
            "max_length": 4000 if kind == "long_text" else self.pick([2000, 77]),
        }

    def remember(self, name: str, kind: str) -> None:
        self.known.append((name, kind))
        if kind in ("integer", "decimal", "money", "percent"):
            self.numbers.append(name)

    def question(self, code: str) -> Question:
        made = Question(**self.field(code, code, self.numbers))
        self.remember(code, made.type)
        return made

    def grid(self, code: str) -> Grid:
        relevant = self.condition()
        columns = [Field(**self.field(f"c{n}", f"row.c{n}", [])) for n in range(self.draw(st.integers(1, 3)))]
        rows = [
            GridRow(f"r{n}", Text(f"Dòng {n}"), self.condition()) for n in range(self.draw(st.integers(1, 3)))
        ]
        for row in rows:
            for column in columns:
                self.remember(f"{code}_{row.code}_{column.code}", column.type)
        return Grid(
            code=code, label=Text(f"Bảng {code}"), rows=tuple(rows), columns=tuple(columns), relevant=relevant
        )

    def roster(self, code: str) -> Roster:
        columns: list[Field] = []
        numbers: list[str] = []
        for number in range(self.draw(st.integers(1, 4))):
            made = Field(**self.field(f"c{number}", f"row.c{number}", numbers))
            columns.append(made)
            if made.type in ("integer", "decimal", "money", "percent"):
                numbers.append(f"row.{made.code}")
        self.numbers += [f"sum(coalesce({code}.{one.removeprefix('row.')}, 0))" for one in numbers]
        return Roster(
            code=code, label=Text(f"Bảng {code}"), columns=tuple(columns), relevant=self.condition()
        )


@st.composite
def definitions(draw: Any) -> Definition:
    """A questionnaire of one to three sections."""
    drawing, sections, number = Drawing(draw), [], 0
    for place in range(draw(st.integers(1, 3))):
        relevant = drawing.condition()
        items: list[Question | Grid | Roster] = []
        for _ in range(draw(st.integers(1, 4))):
            number += 1
            shape = draw(st.sampled_from(["q", "q", "q", "g", "r"]))
            code = f"{shape}{number}"
            items.append(
                drawing.question(code)
                if shape == "q"
                else drawing.grid(code)
                if shape == "g"
                else drawing.roster(code)
            )
        sections.append(
            Section(code=f"s{place}", title=Text(f"Phần {place}"), items=tuple(items), relevant=relevant)
        )
    return Definition(
        code="ngau-nhien",
        version="1",
        title=Text("Ngẫu nhiên", "Random"),
        sections=tuple(sections),
        codelists=LISTS,
    )


def value_of(kind: str, number: int) -> object:
    return {
        "text": ["x", "yx"][number % 2],
        "long_text": ["x", "yx"][number % 2],
        "date": f"2016-0{number % 9 + 1}-15",
        "boolean": number % 2 == 0,
        "choice": "abc"[number % 3],
        "choices": list("abc"[: number % 4]),
    }.get(kind, number % 12)


@st.composite
def replies(draw: Any) -> tuple[CompiledDefinition, AnswerSet]:
    """A questionnaire with some of its answers, in any status, sometimes of a wrong kind."""
    form = compiled(draw(definitions()))
    given: dict[tuple[str, int], Given] = {}
    for name, variable in form.variables.items():
        for row in range(1, 1 + draw(st.integers(0, 3))) if variable.roster else (0,):
            status = draw(st.sampled_from([*STATUSES, ""]))
            if status:
                number = draw(st.integers(0, 30))
                given[name, row] = Given(
                    status, value_of(variable.field.type if number < 29 else "choices", number)
                )
    return form, AnswerSet(given)


RELAXED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def part(whole: Evaluation, partial: Evaluation) -> None:
    """The partial judgement says what the whole one says about what it touches."""
    assert partial.sections == {code: whole.sections[code] for code in partial.sections}
    assert partial.relevant == {key: whole.relevant[key] for key in partial.relevant}
    assert partial.calculated == {key: whole.calculated[key] for key in partial.calculated}
    touched = {name for name, _ in partial.relevant}
    expected = [
        one
        for one in whole.violations
        if one.code in partial.checked or (one.code.startswith(("value:", "filter:")) and one.name in touched)
    ]
    assert sorted(partial.violations, key=str) == sorted(expected, key=str)
    assert partial.missing_required == [
        key for key in whole.missing_required if key in partial.missing_required
    ]


@RELAXED
@given(replies(), st.data())
def test_judging_a_change_equals_judging_everything(
    reply: tuple[CompiledDefinition, AnswerSet], data: Any
) -> None:
    form, answers = reply
    changed = data.draw(st.sets(st.sampled_from(list(form.variables)), min_size=1, max_size=3))
    before, partial = evaluate(form, answers), evaluate_change(form, answers, changed)
    part(before, partial)
    others = {key: one for key, one in answers.given.items() if key[0] not in changed}
    after = evaluate(form, AnswerSet(others, answers.rows))
    touched, checks = form.affected_by(frozenset(changed))
    for key, shown in after.relevant.items():
        assert key in partial.relevant or before.relevant.get(key) == shown
    for code, shown in after.sections.items():
        assert code in partial.sections or before.sections[code] == shown
    for key, value in after.calculated.items():
        assert key[0] in touched or before.calculated.get(key) == value
    moved = {str(one) for one in before.violations} ^ {str(one) for one in after.violations}
    for one in [*before.violations, *after.violations]:
        assert str(one) not in moved or one.code in checks or one.name in touched


@RELAXED
@given(replies())
def test_what_is_hidden_neither_counts_nor_is_missed(reply: tuple[CompiledDefinition, AnswerSet]) -> None:
    form, answers = reply
    found = evaluate(form, answers)
    assert all(found.relevant.get(key, True) for key in found.missing_required)
    for violation in found.violations:
        assert found.relevant.get((violation.name, violation.row), True)
    visible = {key: one for key, one in answers.given.items() if found.relevant.get(key, True)}
    again = evaluate(form, AnswerSet(visible, answers.rows))
    assert (again.calculated, again.violations) == (found.calculated, found.violations)
    for progress in found.section_progress.values():
        assert 0 <= progress.answered <= progress.expected
        assert 0 <= progress.optional_answered <= progress.optional


@RELAXED
@given(definitions())
def test_a_form_that_goes_out_as_a_workbook_comes_back(form: Definition) -> None:
    found = read_xlsform(write_xlsform(form), name="x.xlsx")
    assert found.problems == ()
    assert found.definition is not None
    assert msgspec.structs.replace(found.definition, imported_from="") == without_grids(form)


@RELAXED
@given(replies())
def test_a_form_without_grids_judges_like_the_form_with_them(
    reply: tuple[CompiledDefinition, AnswerSet],
) -> None:
    form, answers = reply
    found = evaluate(form, answers)
    plain = evaluate(compiled(without_grids(form.definition)), answers)
    cells = set(form.variables)
    assert {key: shown for key, shown in found.relevant.items() if key[0] in cells} == {
        key: shown for key, shown in plain.relevant.items() if key[0] in cells
    }
    assert plain.calculated == found.calculated
    assert plain.missing_required == found.missing_required
    assert [(one.name, one.row, one.message) for one in plain.violations] == [
        (one.name, one.row, one.message) for one in found.violations
    ]
