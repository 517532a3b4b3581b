"""All of a reply judged at once: what is shown and calculated, which checks do not hold, what is missing.

Answers of hidden questions are kept by whoever stores them but do not count: in rules they are MISSING, like
answers of “chưa có số liệu”, “không thuộc phạm vi” and “không phát sinh”. A value filled in beforehand counts
as a value; it only keeps its section from being finished until somebody confirms it. A question shows only
when its conditions definitely hold; a check fires only when it definitely does not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from daumoi.surveys.definition import values
from daumoi.surveys.definition.outcome import VALUED, AnswerSet, Evaluation, Given, Key, Progress, Violation
from daumoi.surveys.definition.plan import CompiledCheck, CompiledDefinition, Expression, Step
from daumoi.surveys.definition.structure import Choice
from daumoi.surveys.definition.tally import Tally
from daumoi_calc.expressions import MISSING, ExpressionError, Kind
from daumoi_calc.expressions.evaluator import Frame
from daumoi_calc.expressions.fixedpoint import from_decimal, round_to, to_decimal

__all__ = ["AnswerSet", "Evaluation", "Given", "Key", "Progress", "Violation", "evaluate", "evaluate_change"]


def evaluate(compiled: CompiledDefinition, answers: AnswerSet) -> Evaluation:
    """Everything, in one pass."""
    run = _Run(compiled, answers)
    for step in compiled.steps:
        run.compute(step)
    for step in compiled.steps:
        run.judge_value(step)
    for check in compiled.checks:
        run.judge(check)
    return run.result(None)


def evaluate_change(compiled: CompiledDefinition, answers: AnswerSet, changed: Iterable[str]) -> Evaluation:
    """What a change of the variables `changed` (or of a roster's rows, by its code) touches, and only that.

    `answers` is the whole current set. Equals `evaluate` on everything it holds.
    """
    touched, codes = compiled.affected_by(frozenset(_names(compiled, changed)))
    part = _part(compiled, touched)
    checks = [check for check in compiled.checks if check.code in codes]
    needed = _closure(compiled, part, checks)
    run = _Run(compiled, answers)
    steps = [step for step in compiled.steps if step.variable.name in needed]
    for step in steps:
        run.compute(step)
    for step in steps:
        if step.variable.name in touched:
            run.judge_value(step)
    for check in checks:
        run.judge(check)
    return run.result(part)


def _names(compiled: CompiledDefinition, changed: Iterable[str]) -> Iterator[str]:
    for one in changed:
        if one in compiled.variables:
            yield one
        else:  # a table by its code: all its cells
            yield from (name for name, variable in compiled.variables.items() if variable.item.code == one)


@dataclass(frozen=True, slots=True)
class _Part:
    """What a change touches: variables, and the tables and sections whose showing may change."""

    variables: frozenset[str]
    tables: frozenset[str]
    sections: frozenset[str]


def _part(compiled: CompiledDefinition, touched: frozenset[str]) -> _Part:
    def moves(conditions: tuple[Expression, ...]) -> bool:
        return any(condition.needs & touched for condition in conditions)

    tables = (
        code
        for code, (_, item, shown) in compiled.items.items()
        if code not in compiled.variables and moves(shown)
    )
    sections = (code for code, shown in compiled.section_conditions.items() if moves(shown))
    return _Part(touched, frozenset(tables), frozenset(sections))


def _closure(compiled: CompiledDefinition, part: _Part, checks: list[CompiledCheck]) -> set[str]:
    """The touched variables, what the checks read, and everything needed to compute these."""
    pending = set(part.variables)
    for code in part.tables:
        pending = pending.union(*(condition.needs for condition in compiled.items[code][2]))
    for code in part.sections:
        pending = pending.union(*(condition.needs for condition in compiled.section_conditions[code]))
    for check in checks:
        pending |= check.expression.needs.union(*(condition.needs for condition in check.conditions))
        pending |= {check.subject} - {""}
    needed: set[str] = set()
    while pending:
        name = pending.pop()
        if name not in needed:
            needed.add(name)
            step = compiled.step_of[name]
            pending |= step.needs | (step.choice_filter.needs if step.choice_filter else frozenset())
    return needed


class _Run:
    """One evaluation: the values known so far, in the inner form of the expression language."""

    def __init__(self, compiled: CompiledDefinition, answers: AnswerSet) -> None:
        self.compiled = compiled
        self.answers = answers
        self.frame = Frame({})
        self.cells: dict[str, list[Any]] = {}
        self.holding: dict[int, bool] = {}
        self.relevant: dict[Key, bool] = {}
        self.calculated: dict[Key, Any] = {}
        self.choices: dict[Key, tuple[str, ...]] = {}
        self.violations: list[Violation] = []
        self.faults: dict[Key, str] = {}
        self.checked: set[str] = set()

    def compute(self, step: Step) -> None:
        """Settle whether a variable is shown, and its value."""
        name = step.variable.name
        if step.variable.roster:
            self.compute_column(step)
            return
        shown = self.relevant[name, 0] = self.holds_all(step.conditions)
        self.frame[name] = self.value(step, 0) if shown else MISSING

    def compute_column(self, step: Step) -> None:
        name, roster = step.variable.name, step.variable.roster
        rows = self.answers.rows.get(roster, ())
        table = self.holds_all(tuple(one for one in step.conditions if not one.per_row))
        own = [one for one in step.conditions if one.per_row]
        cells: list[Any] = []
        self.cells[name] = cells
        for index, row in enumerate(rows):
            shown = self.relevant[name, row] = table and all(self.run(one, index) is True for one in own)
            cells.append(self.value(step, row, index) if shown else MISSING)
        declared = self.answers.given.get((roster, 0))
        known = table and bool(rows or (declared and not declared.is_blank))
        self.frame[name] = tuple(cells) if known else MISSING

    def holds_all(self, conditions: tuple[Expression, ...]) -> bool:
        for condition in conditions:
            known = self.holding.get(condition.number)
            if known is None:
                known = self.holding[condition.number] = self.run(condition) is True
            if not known:
                return False
        return True

    def run(self, expression: Expression, index: int = 0) -> Any:
        """The inner result; MISSING when it cannot be computed (a number too large, too many steps)."""
        for alias, name in expression.aliases:
            self.frame[alias] = self.cells[name][index] if expression.per_row else self.frame[name]
        try:
            return expression.code.run(self.frame)
        except ExpressionError:
            return MISSING

    def value(self, step: Step, row: int, index: int = 0) -> Any:
        if step.calculation is not None:
            return self.calculate(step, step.calculation, row, index)
        given = self.answers.given.get((step.variable.name, row))
        if given is None or given.value is None or given.status not in VALUED:
            return MISSING
        typed, problem = values.read_value(step.variable, given.value, self.compiled.definition)
        if problem:
            self.faults[step.variable.name, row] = problem
            return MISSING
        return from_decimal(typed) if isinstance(typed, Decimal) else typed

    def calculate(self, step: Step, calculation: Expression, row: int, index: int) -> Any:
        """A calculated cell, rounded to the decimals it is printed with so that sums agree with the paper."""
        result = self.run(calculation, index)
        if step.type.kind is Kind.NUMBER and result is not MISSING:
            decimals = values.decimals_of(step.variable.field)
            result = result if decimals is None else round_to(scaled=result, digits=decimals)
            self.calculated[step.variable.name, row] = values.to_json(to_decimal(result))
        else:
            self.calculated[step.variable.name, row] = values.to_json(result)
        return result

    def judge_value(self, step: Step) -> None:
        """Values that do not fit their question, and choices that their filter leaves out."""
        name = step.variable.name
        for row in self.answers.rows.get(step.variable.roster, ()) if step.variable.roster else (0,):
            problem = self.faults.get((name, row))
            if problem:
                self.blame(f"value:{name}", "hard", step, row, problem)
            elif step.choice_filter is not None and self.relevant[name, row]:
                self.judge_filter(step, step.choice_filter, row)

    def judge_filter(self, step: Step, choice_filter: Expression, row: int) -> None:
        name = step.variable.name
        index = self.answers.rows[step.variable.roster].index(row) if step.variable.roster else 0
        entries = self.compiled.definition.codelists[step.variable.field.choices]
        outcomes = {entry.code: self.passes(choice_filter, entry, index) for entry in entries}
        self.choices[name, row] = tuple(code for code, outcome in outcomes.items() if outcome is True)
        chosen = self.cells[name][index] if step.variable.roster else self.frame[name]
        if chosen is MISSING:
            return
        wrong = [
            code
            for code in ([chosen] if isinstance(chosen, str) else sorted(chosen))
            if outcomes[code] is False
        ]
        if wrong:
            label = values.choice_label(wrong[0], step.variable.field, self.compiled.definition)
            self.blame(
                f"filter:{name}",
                "hard",
                step,
                row,
                f"“{label}” không thuộc nhóm đã chọn ở câu trước; chọn lại.",
            )

    def passes(self, choice_filter: Expression, entry: Choice, index: int) -> Any:
        for name in choice_filter.code.depends_on:
            if name == "choice.code":
                self.frame[name] = entry.code
            elif name.startswith("choice."):
                value = entry.attributes.get(name.removeprefix("choice."))
                self.frame[name] = MISSING if value is None else value
        return self.run(choice_filter, index)

    def blame(self, code: str, kind: Literal["hard", "soft"], step: Step, row: int, message: str) -> None:
        name = step.variable.name
        self.violations.append(
            Violation(
                code=code,
                kind=kind,
                name=name,
                row=row,
                place=self.compiled.place(name, row),
                message=message,
                sentence="",
                fields=(name,),
                section=step.variable.section.code,
            )
        )

    def judge(self, check: CompiledCheck) -> None:
        """One check, at each open row when it belongs to a roster."""
        self.checked.add(check.code)
        shown = self.holds_all(tuple(one for one in check.conditions if not one.per_row))
        if not shown:
            return
        if not check.roster:
            if self.run(check.expression) is False:
                self.violated(check, 0)
            return
        for index, row in enumerate(self.answers.rows.get(check.roster, ())):
            counts = not check.subject or self.relevant[check.subject, row]
            if counts and self.run(check.expression, index) is False:
                self.violated(check, row)

    def violated(self, check: CompiledCheck, row: int) -> None:
        place = self.compiled.place(check.variable, row) if check.subject else check.place
        if row and not check.subject:
            place = f"{place}, dòng {row}"
        self.violations.append(
            Violation(
                code=check.code,
                kind=check.check.kind,
                name=check.variable,
                row=row,
                place=place,
                message=check.check.message.vi,
                sentence=self.compiled.sentence(check.code),
                fields=check.fields,
                section=check.section.code,
                message_en=check.check.message.en,
            )
        )

    def result(self, part: _Part | None) -> Evaluation:
        """The judgement; of what a change touches alone when that is given."""
        compiled = self.compiled
        touched = part.variables if part else None
        missing, progress = Tally(self, touched).run()
        place = {name: number for number, name in enumerate(compiled.variables)}
        tables = part.tables if part else compiled.items.keys() - compiled.variables.keys()
        shown_tables = {(code, 0): self.holds_all(compiled.items[code][2]) for code in tables}
        return Evaluation(
            relevant=_only(self.relevant, touched) | shown_tables,
            calculated=_only(self.calculated, touched),
            violations=sorted(self.violations, key=lambda one: (place[one.name], one.row)),
            missing_required=missing,
            section_progress={} if part else progress,
            sections={
                code: self.holds_all(shown)
                for code, shown in compiled.section_conditions.items()
                if part is None or code in part.sections
            },
            choices=self.choices,
            checked=frozenset(self.checked),
            partial=part is not None,
        )


def _only(found: dict[Key, Any], names: frozenset[str] | None) -> dict[Key, Any]:
    """The part of `found` that is about `names`; all of it without them."""
    return found if names is None else {key: value for key, value in found.items() if key[0] in names}
