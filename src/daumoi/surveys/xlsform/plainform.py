"""A questionnaire in the shapes that an XLSForm knows: grids become single questions, one per cell.

What XLSForm cannot say is settled here, before anything is written, so that the loss is the same for every reader:
a grid's rows and columns become questions named like its cells and captioned “row – column”; its conditions and checks
move to the cells; its caption goes into the hint of its first cell.
"""

from typing import Any

import msgspec

from daumoi.surveys.definition import Check, Definition, Grid, Question, Roster, Section, Text
from daumoi.surveys.definition.compile import compiled
from daumoi.surveys.definition.plan import CompiledCheck, CompiledDefinition, Expression, Step
from daumoi_calc.expressions import compile_json


def without_grids(definition: Definition) -> Definition:
    """The same questionnaire with single questions in place of grids, every expression in canonical spelling."""
    ready = compiled(definition)
    return msgspec.structs.replace(
        definition, sections=tuple(_section(section, ready) for section in definition.sections)
    )


def _section(section: Section, ready: CompiledDefinition) -> Section:
    items: list[Question | Roster] = []
    for item in section.items:
        if isinstance(item, Grid):
            items += _cells(item, section, ready)
        elif isinstance(item, Roster):
            items.append(_roster(item, ready))
        else:
            items.append(_question(ready.step_of[item.code], item.label, _own(section, ready), ready))
    shown = ready.section_conditions[section.code]
    return msgspec.structs.replace(section, items=tuple(items), relevant=_joined(shown))


def _own(section: Section, ready: CompiledDefinition) -> int:
    """How many conditions of a question belong to its section."""
    return len(ready.section_conditions[section.code])


def _cells(grid: Grid, section: Section, ready: CompiledDefinition) -> list[Question]:
    steps = [
        ready.step_of[name] for name, variable in ready.variables.items() if variable.item.code == grid.code
    ]
    checks = [check for check in ready.checks if not check.subject and _table_of(check, ready) == grid.code]
    cells: list[Question] = []
    for number, step in enumerate(steps):
        row = step.variable.row
        label = _captioned(row.label if row else Text(vi=""), step.variable.field.label)
        cell = _question(step, label, _own(section, ready), ready)
        own = tuple(_check(check) for check in checks if check.variable == step.variable.name)
        cell = msgspec.structs.replace(cell, checks=(*cell.checks, *own))
        cells.append(cell if number else msgspec.structs.replace(cell, hint=_introduced(grid, cell.hint)))
    return cells


def _table_of(check: CompiledCheck, ready: CompiledDefinition) -> str:
    return ready.variables[check.variable].item.code


def _captioned(row: Text, column: Text) -> Text:
    english = f"{row.en} – {column.en}" if row.en and column.en else ""
    others = {
        code: f"{row.others[code]} – {column.others[code]}" for code in row.others if code in column.others
    }
    return Text(vi=f"{row.vi} – {column.vi}", en=english, others=others)


def _introduced(grid: Grid, hint: Text | None) -> Text:
    lines = [grid.label.vi, grid.hint.vi if grid.hint else "", hint.vi if hint else ""]
    return Text(vi="\n".join(line for line in lines if line), en=hint.en if hint else "")


def _question(step: Step, label: Text, inherited: int, ready: CompiledDefinition) -> Question:
    field, name = step.variable.field, step.variable.name
    checks = [check for check in ready.checks if check.subject == name]
    members = {one: getattr(field, one) for one in field.__struct_fields__}
    members |= {
        "code": name,
        "label": label,
        "relevant": _joined(step.conditions[inherited:]),
        "calculation": canonical(step.calculation),
        "choice_filter": canonical(step.choice_filter),
        "checks": tuple(_check(check) for check in checks),
    }
    return Question(**members)


def _roster(roster: Roster, ready: CompiledDefinition) -> Roster:
    """A roster keeps its shape; only its expressions are spelt canonically."""
    columns = []
    for column in roster.columns:
        step = ready.step_of[f"{roster.code}.{column.code}"]
        own = step.conditions[-1:] if column.relevant.strip() else ()
        checks = [check for check in ready.checks if check.subject == step.variable.name]
        columns.append(
            msgspec.structs.replace(
                column,
                relevant=_spelt(own),
                calculation=_spelt((step.calculation,) if step.calculation else ()),
                choice_filter=_spelt((step.choice_filter,) if step.choice_filter else ()),
                checks=tuple(
                    msgspec.structs.replace(one.check, expression=one.expression.code.canonical())
                    for one in checks
                ),
            )
        )
    section, _, conditions = ready.items[roster.code]
    checks = [
        one for one in ready.checks if not one.subject and ready.variables[one.variable].roster == roster.code
    ]
    return msgspec.structs.replace(
        roster,
        columns=tuple(columns),
        relevant=_joined(conditions[_own(section, ready) :]),
        checks=tuple(
            msgspec.structs.replace(one.check, expression=one.expression.code.canonical())
            for one in checks
            if one.check in roster.checks
        ),
    )


def _spelt(expressions: tuple[Expression, ...]) -> str:
    return expressions[0].code.canonical() if expressions else ""


def canonical(expression: Expression | None) -> str:
    """The canonical spelling with `row.x` replaced by the cell it means."""
    if expression is None:
        return ""
    if not expression.aliases:
        return expression.code.canonical()
    names = dict(expression.aliases)
    stored = _renamed(expression.code.to_json(), names)
    environment = expression.code.environment
    plain = environment.extended(variables={new: environment.variables[old] for old, new in names.items()})
    return compile_json(stored, environment=plain).canonical()


def _renamed(data: Any, names: dict[str, str]) -> Any:
    """The stored tree with other variable names."""
    if isinstance(data, list):
        return [_renamed(one, names) for one in data]
    if not isinstance(data, dict):
        return data
    return {
        key: names.get(held, held)
        if key == "variable"
        else {names.get(name, name): kind for name, kind in held.items()}
        if key == "variables"
        else _renamed(held, names)
        for key, held in data.items()
    }


def _check(check: CompiledCheck) -> Check:
    return msgspec.structs.replace(
        check.check, code=check.code.replace(".", "_"), expression=canonical(check.expression)
    )


def _joined(conditions: tuple[Expression, ...]) -> str:
    """Conditions that must all hold, as one expression."""
    sources = [canonical(condition) for condition in conditions]
    if len(sources) < 2:
        return "".join(sources)
    return " && ".join(f"({source})" if "||" in source or "?" in source else source for source in sources)
