"""All rules and calculated cells of one form together: checked whole at publication, re-checked in part while
typing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from daumoi_calc.expressions.boundary import Value, converted, frame_of, public
from daumoi_calc.expressions.compiled import Compiled, Outcome, compile_expression, outcome_of
from daumoi_calc.expressions.errors import CycleError, ErrorCode, ExpressionError
from daumoi_calc.expressions.evaluator import Frame
from daumoi_calc.expressions.graph import Affected, DependencyGraph
from daumoi_calc.expressions.language import DEFAULT_FUEL
from daumoi_calc.expressions.types import BOOLEAN, MISSING, Environment


class RuleSetError(Exception):
    """Every fault found in a form's expressions, by the name of the rule or cell: one pass shows them all."""

    def __init__(self, errors: Mapping[str, ExpressionError]) -> None:
        super().__init__(dict(errors))
        self.errors = dict(errors)

    def __str__(self) -> str:
        return "\n".join(f"{name}: {fault}" for name, fault in self.errors.items())


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say about one set of values.

    ``errors`` holds rules and cells that could not be computed (result beyond thirty digits, fuel): the rule
    counts as UNKNOWN, the cell as MISSING, and the fault is kept so that it can be shown.
    """

    outcomes: Mapping[str, Outcome]
    calculated: Mapping[str, Value]
    errors: Mapping[str, ExpressionError] = field(default_factory=dict)

    def having(self, outcome: Outcome) -> tuple[str, ...]:
        """The names of the rules with this outcome, in order of declaration."""
        return tuple(name for name, found in self.outcomes.items() if found is outcome)

    @property
    def violated(self) -> tuple[str, ...]:
        """The rules that are definitely broken."""
        return self.having(Outcome.VIOLATED)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The rules that cannot be checked yet."""
        return self.having(Outcome.UNKNOWN)


class RuleSet:
    """Rules and calculated cells over one environment.

    ``rules`` maps a name to the source of a boolean expression; ``calculations`` maps a declared variable to
    the source that computes it. Raises ``RuleSetError`` with all faults, cycles among the cells included.
    """

    def __init__(
        self,
        *,
        environment: Environment,
        rules: Mapping[str, str],
        calculations: Mapping[str, str] | None = None,
        fuel: int = DEFAULT_FUEL,
    ) -> None:
        errors: dict[str, ExpressionError] = {}
        self.environment = environment
        self.calculations = MappingProxyType(_cells(environment, calculations or {}, fuel, errors))
        self.rules = MappingProxyType(_rules(environment, rules, fuel, errors))
        if errors:
            raise RuleSetError(errors)
        try:
            self.graph = DependencyGraph(
                calculations={name: cell.depends_on for name, cell in self.calculations.items()},
                rules={name: rule.depends_on for name, rule in self.rules.items()},
            )
        except CycleError as cycle:
            raise RuleSetError({cycle.path[0]: cycle}) from cycle

    def affected_by(self, names: Iterable[str]) -> Affected:
        """The cells and rules to compute again when ``names`` have changed."""
        return self.graph.affected_by(names)

    def check(self, values: Mapping[str, object]) -> Verdict:
        """All cells computed and all rules evaluated.

        Values given for calculated cells are ignored: they are outputs. Raises ``ExpressionError`` (VALUE)
        when a value has another type than declared.
        """
        return self._judge(
            frame_of(values=self._inputs(values), types=self.environment.variables), self._everything()
        )

    def check_rows(
        self, values: Mapping[str, object], *, rows: Sequence[Mapping[str, object]]
    ) -> tuple[Verdict, ...]:
        """One verdict per row of a repeat table, the rest of the form converted only once.

        Each row maps full names (``row.so_luong``) to values. Same errors as ``check``.
        """
        types = self.environment.variables
        base = frame_of(values=self._inputs(values), types=types)
        verdicts: list[Verdict] = []
        for row in rows:
            own = [name for name in row if name in types and name not in self.calculations]
            frame = Frame({**base, **converted(values=row, types=types, names=own)})
            verdicts.append(self._judge(frame, self._everything()))
        return tuple(verdicts)

    def recheck(self, values: Mapping[str, object], *, changed: Iterable[str], previous: Verdict) -> Verdict:
        """``previous`` brought up to date after ``changed``: only what depends on the changed names is
        computed.

        ``values`` is the whole current set. The result equals ``check(values)`` when ``previous`` was the
        verdict on the values before the change. Same errors as ``check``.
        """
        affected = self.affected_by(changed)
        read = {name for cell in affected.calculations for name in self.calculations[cell].depends_on}
        read.update(name for rule in affected.rules for name in self.rules[rule].depends_on)
        settled = {name: previous.calculated[name] for name in read if name in self.calculations}
        types = self.environment.variables
        inputs = {name: values[name] for name in read if name in values}
        frame = Frame(converted(values={**inputs, **settled}, types=types, names=read))
        fresh = self._judge(frame, affected)
        redone = {*affected.calculations, *affected.rules}
        kept = {name: fault for name, fault in previous.errors.items() if name not in redone}
        return Verdict(
            {**previous.outcomes, **fresh.outcomes},
            {**previous.calculated, **fresh.calculated},
            {**kept, **fresh.errors},
        )

    def _inputs(self, values: Mapping[str, object]) -> dict[str, object]:
        return {name: value for name, value in values.items() if name not in self.calculations}

    def _everything(self) -> Affected:
        return Affected(self.graph.order, tuple(self.rules))

    def _judge(self, frame: Frame, task: Affected) -> Verdict:
        errors: dict[str, ExpressionError] = {}
        calculated: dict[str, Value] = {}
        for name in task.calculations:
            cell = self.calculations[name]
            try:
                result = cell.run(frame)
            except ExpressionError as fault:
                errors[name], result = fault, MISSING
            frame[name] = result
            calculated[name] = public(result, cell.type.kind)
        outcomes: dict[str, Outcome] = {}
        rules = self.rules
        for name in task.rules:
            try:
                outcomes[name] = outcome_of(rules[name].run(frame))
            except ExpressionError as fault:
                errors[name], outcomes[name] = fault, Outcome.UNKNOWN
        return Verdict(outcomes, calculated, errors)


def _cells(
    environment: Environment, sources: Mapping[str, str], fuel: int, errors: dict[str, ExpressionError]
) -> dict[str, Compiled]:
    cells: dict[str, Compiled] = {}
    for name, source in sources.items():
        declared = environment.variables.get(name)
        if declared is None:
            errors[name] = ExpressionError(
                f"Ô tính «{name}» chưa được khai báo", remedy_vi="khai báo câu hỏi trước", code=ErrorCode.NAME
            )
            continue
        try:
            cells[name] = compile_expression(source, environment=environment, expects=declared, fuel=fuel)
        except ExpressionError as fault:
            errors[name] = fault
    return cells


def _rules(
    environment: Environment, sources: Mapping[str, str], fuel: int, errors: dict[str, ExpressionError]
) -> dict[str, Compiled]:
    rules: dict[str, Compiled] = {}
    for name, source in sources.items():
        try:
            rules[name] = compile_expression(source, environment=environment, expects=BOOLEAN, fuel=fuel)
        except ExpressionError as fault:
            errors[name] = fault
    return rules
