"""A questionnaire made ready: checked expressions, the order of computing, who depends on whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from daumoi.surveys.definition import values
from daumoi.surveys.definition.faults import DefinitionProblem, item_place
from daumoi.surveys.definition.structure import Check, Definition, Grid, Question, Roster, Section, Variable
from daumoi_calc.expressions import Compiled, Type

Item = Question | Grid | Roster


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked expression in its place. `aliases` lead from `row.x` to the variable it means there."""

    number: int
    code: Compiled
    aliases: tuple[tuple[str, str], ...]
    needs: frozenset[str]
    per_row: bool
    """Whether it reads cells of the same open row, and so is computed row by row."""


@dataclass(frozen=True, slots=True)
class Step:
    """One variable as it is computed: shown when all `conditions` hold, then given or calculated."""

    variable: Variable
    type: Type
    conditions: tuple[Expression, ...]
    calculation: Expression | None
    choice_filter: Expression | None

    @property
    def needs(self) -> frozenset[str]:
        """The variables that must be known first."""
        used = [*self.conditions, *([self.calculation] if self.calculation else [])]
        return frozenset[str]().union(*(expression.needs for expression in used))


@dataclass(frozen=True, slots=True)
class CompiledCheck:
    """A check at one cell, row or table. `code` and the number of an open row name it within a reply."""

    code: str
    check: Check
    expression: Expression
    variable: str
    place: str
    section: Section
    roster: str
    conditions: tuple[Expression, ...]
    subject: str
    """The variable that must be shown for the check to count; empty for checks of a whole table."""
    fields: tuple[str, ...]


@dataclass
class CompiledDefinition:
    """A questionnaire ready to evaluate."""

    definition: Definition
    digest: str
    variables: dict[str, Variable]
    steps: tuple[Step, ...]
    checks: tuple[CompiledCheck, ...]
    items: dict[str, tuple[Section, Item, tuple[Expression, ...]]]
    section_conditions: dict[str, tuple[Expression, ...]]
    expressions: int
    warnings: tuple[DefinitionProblem, ...] = ()
    _sentences: dict[str, str] = field(default_factory=dict)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections in the order of the paper."""
        return self.definition.sections

    @cached_property
    def step_of(self) -> dict[str, Step]:
        """The step of each variable by name."""
        return {step.variable.name: step for step in self.steps}

    @cached_property
    def check_of(self) -> dict[str, CompiledCheck]:
        """The checks by code."""
        return {check.code: check for check in self.checks}

    @cached_property
    def readers(self) -> dict[str, tuple[set[str], set[str]]]:
        """For each variable the variables computed from it and the checks that read it, directly."""
        found: dict[str, tuple[set[str], set[str]]] = {name: (set(), set()) for name in self.variables}
        for step in self.steps:
            filters = step.choice_filter.needs if step.choice_filter else frozenset[str]()
            for name in step.needs | filters:
                found[name][0].add(step.variable.name)
        for check in self.checks:
            own = frozenset({check.subject} if check.subject else ())
            shown = (condition.needs for condition in check.conditions)
            for name in check.expression.needs.union(own, *shown):
                found[name][1].add(check.code)
        return found

    def affected_by(self, names: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
        """The variables (themselves included) and the checks that a change of `names` can touch."""
        touched: set[str] = set()
        checks: set[str] = set()
        pending = [name for name in names if name in self.readers]
        while pending:
            name = pending.pop()
            if name not in touched:
                touched.add(name)
                pending.extend(self.readers[name][0])
                checks |= self.readers[name][1]
        return frozenset(touched), frozenset(checks)

    def dependants_of(self, name: str) -> frozenset[str]:
        """The variables whose showing, value, choices or checks depend on `name`, even through others."""
        touched, checks = self.affected_by(frozenset({name}))
        read = {field for code in checks for field in self.check_of[code].fields}
        return (touched | read) - {name}

    def value_problem(self, variable: Variable, value: object) -> str | None:
        """Why a JSON value does not fit the variable, in Vietnamese; `None` when it fits."""
        return values.value_problem(variable, value, self.definition)

    def place(self, name: str, row: int = 0) -> str:
        """Where a variable (or a table) stands on paper; with the number of an open row."""
        variable = self.variables.get(name)
        if variable is None:
            found = self.items.get(name)
            return item_place(found[1]) if found else name
        if not variable.roster or not row:
            return variable.place
        return f"Bảng {variable.roster.upper()}, dòng {row}, cột “{variable.field.label}”"

    def sentence(self, code: str) -> str:
        """What a check demands, as a Vietnamese sentence."""
        if code not in self._sentences:
            found = self.check_of[code].expression
            labels, options = self.words_for(found)
            self._sentences[code] = found.code.sentence(labels, options=options)
        return self._sentences[code]

    def words_for(self, expression: Expression) -> tuple[Mapping[str, str], Mapping[str, Mapping[str, str]]]:
        """The captions of the variables of an expression and of their codes."""
        labels, options = dict(self.captions), dict(self.code_captions)
        for name in expression.code.depends_on:
            if name.startswith("choice."):
                attribute = name.removeprefix("choice.")
                labels[name] = (
                    "mã của lựa chọn" if attribute == "code" else f"thuộc tính {attribute} của lựa chọn"
                )
        for alias, name in expression.aliases:
            labels[alias] = self.variables[name].field.label.vi
            options[alias] = self.code_captions.get(name, {})
        return labels, options

    @cached_property
    def captions(self) -> dict[str, str]:
        """What each variable is called in a sentence."""
        return {name: _caption(variable) for name, variable in self.variables.items()}

    @cached_property
    def code_captions(self) -> dict[str, dict[str, str]]:
        """The labels of the codes of each variable with a code list."""
        lists = {
            name: {entry.code: entry.label.vi for entry in entries}
            for name, entries in self.definition.codelists.items()
        }
        return {
            name: lists[variable.field.choices]
            for name, variable in self.variables.items()
            if variable.field.choices
        }


def _caption(variable: Variable) -> str:
    label = variable.field.label.vi.rstrip(" .:?")
    return f"{variable.row.label.vi.rstrip(' .:?')} – {label}" if variable.row else label
