"""A questionnaire made ready: every expression parsed and type-checked, the order of computing settled.

`compiled(definition)` raises `DefinitionError` with all faults, each with its place and remedy. Within a table
`row.x` is the cell of column `x` in the same row; outside a table with open rows `roster.x` is the whole
column.
"""

from collections.abc import Iterator
from typing import Final

from daumoi.surveys.definition import values
from daumoi.surveys.definition.faults import (
    DefinitionError,
    DefinitionProblem,
    item_place,
    structural_problems,
)
from daumoi.surveys.definition.plan import CompiledCheck, CompiledDefinition, Expression, Item, Step
from daumoi.surveys.definition.reach import unreachable
from daumoi.surveys.definition.structure import (
    Check,
    Choice,
    Definition,
    Grid,
    GridRow,
    Question,
    Roster,
    Section,
    Variable,
    digest,
    variables,
)
from daumoi_calc.expressions import (
    BOOLEAN,
    TEXT,
    Compiled,
    CycleError,
    Environment,
    ExpressionError,
    Type,
    choice,
    compile_expression,
    rows_of,
    topological_order,
)

_KEPT: dict[str, CompiledDefinition] = {}
_MOST: Final = 64


def compiled(definition: Definition) -> CompiledDefinition:
    """The questionnaire ready to evaluate (kept by its digest). Raises `DefinitionError` with every fault."""
    key = digest(definition)
    found = _KEPT.get(key)
    if found is None:
        found = _Compiler(definition).run(key)
        if len(_KEPT) >= _MOST:
            _KEPT.clear()
        _KEPT[key] = found
    return found


class _Compiler:
    """One pass over a definition that collects faults instead of stopping at the first."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.problems = list(structural_problems(definition))
        if self.problems:
            raise DefinitionError(self.problems)
        self.variables = {variable.name: variable for variable in variables(definition)}
        self.of_item: dict[str, list[Variable]] = {}
        for variable in self.variables.values():
            self.of_item.setdefault(variable.item.code, []).append(variable)
        self.types = {name: values.type_of(one.field, definition) for name, one in self.variables.items()}
        outside = {
            name: rows_of(self.types[name]) if one.roster else self.types[name]
            for name, one in self.variables.items()
        }
        self.base = Environment(outside, imported=bool(definition.imported_from))
        self.environments: dict[str, Environment] = {}
        self.programs: dict[tuple[str, str, str], Compiled | None] = {}
        self.count = 0

    def run(self, key: str) -> CompiledDefinition:
        sections: dict[str, tuple[Expression, ...]] = {}
        items: dict[str, tuple[Section, Item, tuple[Expression, ...]]] = {}
        steps: dict[str, Step] = {}
        checks: list[CompiledCheck] = []
        for section in self.definition.sections:
            sections[section.code] = self.condition(section.relevant, f"Phần {section.code.upper()}", None)
            for item in section.items:
                shown = sections[section.code] + self.item_condition(item)
                items[item.code] = (section, item, shown)
                for step in self.steps_of(item, shown):
                    steps[step.variable.name] = step
                    checks += self.field_checks(step)
                checks += self.item_checks(section, item, shown)
        order = self.order(steps)
        if self.problems:
            raise DefinitionError(self.problems)
        result = CompiledDefinition(
            definition=self.definition,
            digest=key,
            variables=self.variables,
            steps=tuple(steps[name] for name in order),
            checks=tuple(checks),
            items=items,
            section_conditions=sections,
            expressions=self.count,
        )
        result.warnings = tuple(unreachable(result))
        return result

    def order(self, steps: dict[str, Step]) -> tuple[str, ...]:
        try:
            return topological_order(needs={name: step.needs for name, step in steps.items()})
        except CycleError as cycle:
            path = " → ".join(self.variables[name].place for name in cycle.path)
            self.problems.append(
                DefinitionProblem(
                    self.variables[cycle.path[0]].place,
                    f"Các câu phụ thuộc vòng tròn: {path} ({' → '.join(cycle.path)}).",
                    "Bỏ ít nhất một tham chiếu trong điều kiện hiện hoặc phép tính trên đường vòng này.",
                )
            )
            return ()

    def item_condition(self, item: Item) -> tuple[Expression, ...]:
        """The condition of a whole table; that of a question stands with its variable."""
        return () if isinstance(item, Question) else self.condition(item.relevant, item_place(item), None)

    def steps_of(self, item: Item, shown: tuple[Expression, ...]) -> Iterator[Step]:
        rows = {
            row.code: shown + self.condition(row.relevant, f"{item_place(item)}, dòng “{row.label}”", None)
            for row in (item.rows if isinstance(item, Grid) else ())
        }
        for variable in self.of_item[item.code]:
            one, place, kind = variable.field, variable.place, self.types[variable.name]
            yield Step(
                variable=variable,
                type=kind,
                conditions=(rows[variable.row.code] if variable.row else shown)
                + self.condition(one.relevant, place, variable),
                calculation=self.expression(one.calculation, f"{place}, phép tính", variable, expects=kind),
                choice_filter=self.expression(
                    one.choice_filter,
                    f"{place}, bộ lọc lựa chọn",
                    variable,
                    expects=BOOLEAN,
                    filters=one.choices,
                ),
            )

    def field_checks(self, step: Step) -> Iterator[CompiledCheck]:
        variable = step.variable
        for check in variable.field.checks:
            expression = self.check_expression(check, variable.place, variable)
            if expression:
                yield CompiledCheck(
                    code=f"{check.code}.{variable.row.code}" if variable.row else check.code,
                    check=check,
                    expression=expression,
                    variable=variable.name,
                    place=variable.place,
                    section=variable.section,
                    roster=variable.roster,
                    conditions=step.conditions,
                    subject=variable.name,
                    fields=(variable.name, *sorted(expression.needs - {variable.name})),
                )

    def item_checks(
        self, section: Section, item: Item, shown: tuple[Expression, ...]
    ) -> Iterator[CompiledCheck]:
        """Checks of a table: row by row when they read `row.x`, once for the table otherwise."""
        if isinstance(item, Question):
            return
        for check in item.checks:
            expression = self.check_expression(check, item_place(item), self.of_item[item.code][0])
            if expression is None:
                continue
            if isinstance(item, Grid) and expression.aliases:
                for row in item.rows:
                    yield from self.row_check(check, item, row, section, shown)
            else:
                roster = item.code if expression.per_row else ""
                yield self.item_check(check, expression, item_place(item), section, shown, roster, item=item)

    def row_check(
        self, check: Check, grid: Grid, row: GridRow, section: Section, shown: tuple[Expression, ...]
    ) -> Iterator[CompiledCheck]:
        place = f"{item_place(grid)}, dòng “{row.label}”"
        cell = next(one for one in self.of_item[grid.code] if one.row is row)
        expression = self.check_expression(check, place, cell)
        if expression:
            conditions = shown + self.condition(row.relevant, place, None)
            yield self.item_check(check, expression, place, section, conditions, "", item=grid, row=row)

    def item_check(
        self,
        check: Check,
        expression: Expression,
        place: str,
        section: Section,
        conditions: tuple[Expression, ...],
        roster: str,
        *,
        item: Grid | Roster,
        row: GridRow | None = None,
    ) -> CompiledCheck:
        """A check of a table; it is shown at the first cell of the table (or row) that it reads."""
        fields = tuple(name for name in self.variables if name in expression.needs)
        cells = [one.name for one in self.of_item[item.code] if row is None or one.row is row]
        return CompiledCheck(
            code=f"{check.code}.{row.code}" if row else check.code,
            check=check,
            expression=expression,
            variable=next((name for name in fields if name in cells), cells[0]),
            place=place,
            section=section,
            roster=roster,
            conditions=conditions,
            subject="",
            fields=fields,
        )

    def check_expression(self, check: Check, place: str, variable: Variable) -> Expression | None:
        found = self.expression(
            check.expression, f"{place}, kiểm tra “{check.code}”", variable, expects=BOOLEAN
        )
        if found is not None and found.needs:
            return found
        if found is not None or not check.expression.strip():
            self.note(
                DefinitionProblem(
                    place,
                    f"Kiểm tra “{check.code}” không xét câu trả lời nào.",
                    "Viết biểu thức có mã câu hỏi, hoặc bỏ kiểm tra này.",
                    check.expression,
                )
            )
        return None

    def condition(self, source: str, place: str, variable: Variable | None) -> tuple[Expression, ...]:
        found = self.expression(source, f"{place}, điều kiện hiện", variable, expects=BOOLEAN)
        return (found,) if found else ()

    def expression(
        self, source: str, place: str, variable: Variable | None, *, expects: Type, filters: str = ""
    ) -> Expression | None:
        """The checked expression at its place; `None` when there is none or when its fault was noted."""
        if not source.strip():
            return None
        program = self.program(source, place, variable, expects, filters)
        if program is None:
            return None
        aliases = tuple(
            (name, _row_cell(variable, name))
            for name in sorted(program.depends_on)
            if variable is not None and name.startswith("row.")
        )
        names = {name for name in program.depends_on if not name.startswith(("row.", "choice."))}
        self.count += 1
        return Expression(
            number=self.count - 1,
            code=program,
            aliases=aliases,
            needs=frozenset(names | {name for _, name in aliases}),
            per_row=bool(aliases) and variable is not None and bool(variable.roster),
        )

    def program(
        self, source: str, place: str, variable: Variable | None, expects: Type, filters: str
    ) -> Compiled | None:
        item = variable.item.code if variable is not None else ""
        key = (source, f"{item}|{filters}", f"{expects}{sorted(expects.codes or ())}")
        if key not in self.programs:
            self.programs[key] = None
            try:
                self.programs[key] = compile_expression(
                    source, environment=self.environment(variable, filters), expects=expects
                )
            except ExpressionError as fault:
                where = f" (ký tự {fault.start + 1})" if fault.end else ""
                remedy = f"Cách sửa: {fault.remedy_vi}." if fault.remedy_vi else ""
                self.note(DefinitionProblem(place, f"{fault.message_vi}{where}.", remedy, source))
        return self.programs[key]

    def note(self, problem: DefinitionProblem) -> None:
        """Keep a fault once."""
        if problem not in self.problems:
            self.problems.append(problem)

    def environment(self, variable: Variable | None, filters: str) -> Environment:
        """The names a rule may use: all variables, `row.x` inside a table, `choice.x` in a choice filter."""
        table = variable.item if variable is not None and not isinstance(variable.item, Question) else None
        key = f"{table.code if table else ''}|{filters}"
        if key not in self.environments:
            extra: dict[str, Type] = {}
            if table is not None:
                extra |= {f"row.{one.code}": values.type_of(one, self.definition) for one in table.columns}
            if filters:
                extra |= _choice_types(self.definition.codelists[filters])
            self.environments[key] = self.base.extended(variables=extra) if extra else self.base
        return self.environments[key]


def _row_cell(variable: Variable, name: str) -> str:
    """The variable that `row.x` means beside `variable`."""
    column = name.removeprefix("row.")
    if variable.roster:
        return f"{variable.roster}.{column}"
    row = variable.row.code if variable.row else ""
    return f"{variable.item.code}_{row}_{column}"


def _choice_types(entries: tuple[Choice, ...]) -> dict[str, Type]:
    """`choice.code` and one `choice.<attribute>` per attribute of the list, typed by its values."""
    attributes: dict[str, set[str]] = {"code": {entry.code for entry in entries}}
    for entry in entries:
        for name, value in entry.attributes.items():
            attributes.setdefault(name, set()).add(value)
    return {f"choice.{name}": choice(*found) if found else TEXT for name, found in attributes.items()}


__all__ = [
    "CompiledCheck",
    "CompiledDefinition",
    "DefinitionError",
    "DefinitionProblem",
    "Expression",
    "Step",
    "compiled",
]
