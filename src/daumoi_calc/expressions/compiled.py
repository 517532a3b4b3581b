"""An expression ready for use: checked once, evaluated often."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from daumoi_calc.expressions.boundary import Value, frame_of, public
from daumoi_calc.expressions.checker import check
from daumoi_calc.expressions.checker_calls import check_call
from daumoi_calc.expressions.errors import ErrorCode, ExpressionError
from daumoi_calc.expressions.evaluator import Frame, Thunk, compile_node
from daumoi_calc.expressions.evaluator_calls import burns_fuel, compile_call
from daumoi_calc.expressions.json_form import Json, tree_from_json, tree_to_json
from daumoi_calc.expressions.language import DEFAULT_FUEL, Call, Node, variables_of, walk
from daumoi_calc.expressions.parser import parse
from daumoi_calc.expressions.sentence_values import Words
from daumoi_calc.expressions.sentences import condition_of, sentence_of
from daumoi_calc.expressions.types import BOOLEAN, Environment, Kind, Type
from daumoi_calc.expressions.unparse import unparse


class Outcome(StrEnum):
    """What a rule says about given values."""

    HOLDS = "holds"
    VIOLATED = "violated"
    UNKNOWN = "unknown"  # something it needs is missing: not yet checkable, and not a fault


@dataclass(frozen=True, slots=True)
class Compiled:
    """A checked expression. Build one with ``compile_expression`` or ``compile_json``."""

    source: str
    tree: Node = field(repr=False)
    environment: Environment = field(repr=False)
    depends_on: frozenset[str]
    fuel: int
    thunk: Thunk = field(repr=False, compare=False)
    steps: int = field(repr=False)
    metered: bool = field(repr=False)

    @property
    def type(self) -> Type:
        """The type of the result."""
        return self.tree.type

    def evaluate(self, values: Mapping[str, object]) -> Value:
        """The result for ``values`` (see ``boundary`` for what is accepted); ``MISSING`` when it is not
        known.

        Raises ``ExpressionError``: VALUE for a value of another type than declared or a result beyond thirty
        digits, LIMIT when the fuel runs out.
        """
        types = {name: self.environment.variables[name] for name in self.depends_on}
        return public(self.run(frame_of(values=values, types=types)), self.type.kind)

    def run(self, frame: Frame) -> Any:
        """The internal result for a frame that holds every name of ``depends_on``; same errors as
        ``evaluate``.
        """
        if self.metered:
            frame.fuel = self.fuel - self.steps
        return self.thunk(frame)

    def sentence(
        self, labels: Mapping[str, str], *, options: Mapping[str, Mapping[str, str]] | None = None
    ) -> str:
        """What the rule demands, or what the calculation yields, in Vietnamese.

        ``labels`` gives the caption of each variable, ``options`` the caption of each code by variable.
        """
        return sentence_of(self.tree, Words(labels, options or {}))

    def condition(
        self, labels: Mapping[str, str], *, options: Mapping[str, Mapping[str, str]] | None = None
    ) -> str:
        """A boolean expression as a condition, for skip logic. Raises ``ExpressionError`` (TYPE) on other
        types.
        """
        if self.type.kind is not Kind.BOOLEAN:
            raise ExpressionError("Chỉ biểu thức đúng/sai mới là điều kiện", code=ErrorCode.TYPE)
        return condition_of(self.tree, Words(labels, options or {}))

    def canonical(self) -> str:
        """The one spelling of this program."""
        return unparse(self.tree)

    def to_json(self) -> Json:
        """The checked tree for storage; read back with ``compile_json``."""
        return tree_to_json(self.tree)


def compile_expression(
    source: str, *, environment: Environment, expects: Type | None = None, fuel: int = DEFAULT_FUEL
) -> Compiled:
    """``source`` parsed, checked against ``environment`` and made ready.

    ``expects`` is the type the result must have (``BOOLEAN`` for a rule, the type of its cell for a
    calculation). ``fuel`` bounds the steps of one evaluation. Raises ``ExpressionError`` with place and
    remedy.
    """
    return _compiled(source, parse(source), environment, expects, fuel)


def compile_json(
    data: Mapping[str, Any],
    *,
    environment: Environment,
    expects: Type | None = None,
    fuel: int = DEFAULT_FUEL,
) -> Compiled:
    """An expression stored by ``Compiled.to_json``, checked anew against ``environment``.

    Raises ``ExpressionError``: VERSION, SYNTAX or LIMIT for the stored form itself, the errors of
    ``compile_expression`` for its content, TYPE when a variable has another type than when it was stored.
    """
    tree = tree_from_json(data)
    stored = data.get("variables")
    for name in sorted(variables_of(tree)):
        known = environment.variables.get(name)
        before = stored.get(name) if isinstance(stored, Mapping) else None
        if known is not None and before is not None and before != str(known):
            raise ExpressionError(
                f"«{name}» đã đổi kiểu từ {before} sang {known} sau khi biểu thức được lưu",
                remedy_vi="dùng câu hỏi mới với mã mới, hoặc soạn lại biểu thức",
                code=ErrorCode.TYPE,
            )
    return _compiled(unparse(tree), tree, environment, expects, fuel)


def _compiled(source: str, tree: Node, environment: Environment, expects: Type | None, fuel: int) -> Compiled:
    checked = check(node=tree, environment=environment, calls=check_call, expects=expects)
    nodes = [node for node, _ in walk(checked)]
    if len(nodes) > fuel:
        raise ExpressionError(
            f"Biểu thức cần {len(nodes)} bước tính, giới hạn là {fuel}",
            remedy_vi="tách thành các ô tính",
            code=ErrorCode.LIMIT,
        )
    return Compiled(
        source=source,
        tree=checked,
        environment=environment,
        depends_on=variables_of(checked),
        fuel=fuel,
        thunk=compile_node(checked, compile_call),
        steps=len(nodes),
        metered=any(isinstance(node, Call) and burns_fuel(node) for node in nodes),
    )


def rule_outcome(rule: Compiled, *, values: Mapping[str, object]) -> Outcome:
    """Whether ``rule`` holds for ``values``: VIOLATED only on a definite false.

    Raises the errors of ``Compiled.evaluate``, and ``ExpressionError`` (TYPE) when ``rule`` is not boolean.
    """
    if rule.type.kind is not BOOLEAN.kind:
        raise ExpressionError("Quy tắc phải là biểu thức đúng/sai", code=ErrorCode.TYPE)
    return outcome_of(rule.evaluate(values))


def outcome_of(value: object) -> Outcome:
    """The outcome for the three-valued result of a rule."""
    if value is False:
        return Outcome.VIOLATED
    return Outcome.HOLDS if value is True else Outcome.UNKNOWN
