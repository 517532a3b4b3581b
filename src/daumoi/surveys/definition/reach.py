"""Questions that nobody can ever see: their conditions are tried against every combination of choices."""

from collections.abc import Iterator
from itertools import product
from typing import Any, Final

from daumoi.surveys.definition.faults import DefinitionProblem
from daumoi.surveys.definition.plan import CompiledDefinition, Expression, Step
from daumoi_calc.expressions import MISSING, ExpressionError, Kind
from daumoi_calc.expressions.evaluator import Frame

_MOST: Final = 4_096
"""Combinations tried per question; above it nothing is claimed."""


def unreachable(compiled: CompiledDefinition) -> Iterator[DefinitionProblem]:
    """A warning for each question or cell whose conditions can never hold together.

    Only conditions on choices and yes/no are decided; a question shown by one that is never shown counts too.
    """
    hidden: set[str] = set()
    warned: set[tuple[str, ...]] = set()
    for step in compiled.steps:
        if not step.conditions or _can_hold(step, compiled, hidden):
            continue
        hidden.add(step.variable.name)
        sources = tuple(condition.code.source for condition in step.conditions)
        if (step.variable.item.code, *sources) not in warned:
            warned.add((step.variable.item.code, *sources))
            yield DefinitionProblem(
                step.variable.place,
                "Không bao giờ hiện ra với bất kỳ câu trả lời nào.",
                "Kiểm tra lại điều kiện hiện, hoặc bỏ câu này.",
                " && ".join(sources),
            )


def _can_hold(step: Step, compiled: CompiledDefinition, hidden: set[str]) -> bool:
    names = sorted(frozenset[str]().union(*(condition.needs for condition in step.conditions)))
    domains = [_domain(name, compiled, hidden) for name in names]
    size = 1
    for domain in domains:
        if domain is None:
            return True
        size *= len(domain)
        if size > _MOST:
            return True
    for combination in product(*(domain or () for domain in domains)):
        frame = Frame(dict(zip(names, combination, strict=True)))
        if all(_holds(condition, frame) for condition in step.conditions):
            return True
    return False


def _domain(name: str, compiled: CompiledDefinition, hidden: set[str]) -> list[Any] | None:
    """All values a variable can take, MISSING included; `None` when they cannot be listed."""
    if name in hidden:
        return [MISSING]
    step = compiled.step_of[name]
    if step.variable.roster or step.calculation is not None:
        return None
    if step.type.kind is Kind.BOOLEAN:
        return [True, False, MISSING]
    return [*sorted(step.type.codes or ()), MISSING] if step.type.kind is Kind.CHOICE else None


def _holds(condition: Expression, frame: Frame) -> bool:
    for alias, name in condition.aliases:
        frame[alias] = frame[name]
    try:
        return condition.code.run(frame) is True
    except ExpressionError:
        return True  # what cannot be computed is not claimed to be unreachable
