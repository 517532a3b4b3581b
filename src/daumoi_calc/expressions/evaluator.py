"""A checked tree to nested Python closures: types are settled, so evaluation only computes.

Every closure takes a ``Frame`` and returns an internal value: scaled ``int`` for a number, NFC ``str``,
``bool``, ``date``, ``str`` code, ``frozenset`` of codes, ``tuple`` of cells, or ``MISSING``. No closure loops
except over the cells of a table column and the characters of a text matched by ``regex``, and those draw on
the frame's fuel.
"""

import operator
from collections.abc import Callable
from typing import Any, Final, Protocol

from daumoi_calc.expressions.errors import ErrorCode, ExpressionError
from daumoi_calc.expressions.fixedpoint import BOUND, SCALE, divide_half_even, too_large
from daumoi_calc.expressions.language import (
    Call,
    Conditional,
    ListOf,
    Literal,
    Node,
    Operation,
    Unary,
    Variable,
)
from daumoi_calc.expressions.types import MISSING


class Frame(dict[str, Any]):
    """The internal values by variable name, every declared name present, and the steps still allowed."""

    __slots__ = ("fuel",)

    def __init__(self, values: dict[str, Any]) -> None:
        super().__init__(values)
        self.fuel = 0

    def burn(self, steps: int) -> None:
        """Take ``steps`` from the fuel; raises ``ExpressionError`` (LIMIT) when it runs out."""
        self.fuel -= steps
        if self.fuel < 0:
            raise out_of_fuel()


# The checker has proved the types of the values that flow here; Any keeps the hot path free of casts.
Thunk = Callable[[Frame], Any]


class CallCompiler(Protocol):
    """Compiles one function call, its arguments already compiled."""

    def __call__(self, call: Call, arguments: list[Thunk]) -> Thunk: ...


def out_of_fuel() -> ExpressionError:
    """The error for an expression that would take more steps than it may."""
    return ExpressionError(
        "Biểu thức vượt quá số bước tính cho phép",
        remedy_vi="giảm số dòng của bảng hoặc tách biểu thức thành các ô tính",
        code=ErrorCode.LIMIT,
    )


def compile_node(node: Node, calls: CallCompiler) -> Thunk:
    """The closure that computes the checked ``node``."""
    match node:
        case Literal():
            return _constant(node.value)
        case Variable():
            return operator.itemgetter(node.name)
        case Unary():
            operand = compile_node(node.operand, calls)
            return _negative(operand) if node.operator == "-" else _not(operand)
        case Operation():
            return _operation(node, calls)
        case Conditional():
            return _conditional(*(compile_node(part, calls) for part in node.children))
        case Call():
            return calls(node, [compile_node(argument, calls) for argument in node.arguments])
    raise AssertionError(node)  # pragma: no cover - the checker leaves lists only inside "in"


def _constant(value: Any) -> Thunk:
    return lambda frame: value


def _negative(operand: Thunk) -> Thunk:
    def negative(frame: Frame) -> Any:
        value = operand(frame)
        return MISSING if value is MISSING else -value

    return negative


def _not(operand: Thunk) -> Thunk:
    def complement(frame: Frame) -> Any:
        value = operand(frame)
        return MISSING if value is MISSING else not value

    return complement


def _conditional(condition: Thunk, then: Thunk, otherwise: Thunk) -> Thunk:
    def conditional(frame: Frame) -> Any:
        value = condition(frame)
        if value is MISSING:
            return MISSING
        return then(frame) if value else otherwise(frame)

    return conditional


def _operation(node: Operation, calls: CallCompiler) -> Thunk:
    first = node.operators[0]
    if first == "in":
        listed = node.operands[1].children if isinstance(node.operands[1], ListOf) else ()
        return _membership(compile_node(node.operands[0], calls), listed, calls)
    if first in _COMPARE:
        return _comparison(node, calls)
    parts = [compile_node(operand, calls) for operand in node.operands]
    if first in ("&&", "||"):
        return _settled_by(False, parts) if first == "&&" else _settled_by(True, parts)
    if first in ("+", "-"):
        return _total(node, parts)
    result = parts[0]
    for sign, part in zip(node.operators, parts[1:], strict=True):
        result = _product(result, part, node) if sign == "*" else _quotient(result, part, node)
    return result


def _settled_by(decisive: bool, parts: list[Thunk]) -> Thunk:
    """Kleene's and (``decisive`` False) or or (True): one decisive part settles it, missing ones or not."""
    neutral = not decisive
    if len(parts) == 2:
        left, right = parts

        def pair(frame: Frame) -> Any:
            one = left(frame)
            if one is decisive:
                return decisive
            other = right(frame)
            return one if other is neutral else other

        return pair

    def settled(frame: Frame) -> Any:
        result: Any = neutral
        for part in parts:
            value = part(frame)
            if value is decisive:
                return decisive
            if value is MISSING:
                result = MISSING
        return result

    return settled


_COMPARE: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _comparison(node: Operation, calls: CallCompiler) -> Thunk:
    compare = _COMPARE[node.operators[0]]
    left, right = (compile_node(operand, calls) for operand in node.operands)
    if isinstance(node.operands[1], Literal):
        constant = node.operands[1].value

        def against_constant(frame: Frame) -> Any:
            value = left(frame)
            return MISSING if value is MISSING else compare(value, constant)

        return against_constant

    def comparison(frame: Frame) -> Any:
        one = left(frame)
        if one is MISSING:
            return MISSING
        other = right(frame)
        return MISSING if other is MISSING else compare(one, other)

    return comparison


def _membership(subject: Thunk, listed: tuple[Node, ...], calls: CallCompiler) -> Thunk:
    constants = frozenset(item.value for item in listed if isinstance(item, Literal))
    computed = [compile_node(item, calls) for item in listed if not isinstance(item, Literal)]

    def membership(frame: Frame) -> Any:
        value = subject(frame)
        if value is MISSING or value in constants:
            return MISSING if value is MISSING else True
        unknown = False
        for item in computed:
            other = item(frame)
            if other is MISSING:
                unknown = True
            elif other == value:
                return True
        return MISSING if unknown else False

    return membership


def bounded(value: int, node: Node) -> int:
    """``value`` itself; raises ``ExpressionError`` (VALUE) at ``node`` outside ±10³⁰."""
    if -BOUND < value < BOUND:
        return value
    raise too_large(node.start, node.end)


def _total(node: Operation, parts: list[Thunk]) -> Thunk:
    first, *rest = parts
    signed = [(part, sign == "-") for sign, part in zip(node.operators, rest, strict=True)]
    if len(signed) == 1:
        return _pair_total(node, first, *signed[0])

    def total(frame: Frame) -> Any:
        result = first(frame)
        if result is MISSING:
            return MISSING
        for part, subtracted in signed:
            value = part(frame)
            if value is MISSING:
                return MISSING
            result = result - value if subtracted else result + value
        return bounded(result, node)

    return total


def _pair_total(node: Operation, first: Thunk, second: Thunk, subtracted: bool) -> Thunk:
    combine = operator.sub if subtracted else operator.add

    def pair_total(frame: Frame) -> Any:
        one = first(frame)
        if one is MISSING:
            return MISSING
        other = second(frame)
        return MISSING if other is MISSING else bounded(combine(one, other), node)

    return pair_total


def _product(left: Thunk, right: Thunk, node: Operation) -> Thunk:
    def product(frame: Frame) -> Any:
        one = left(frame)
        if one is MISSING:
            return MISSING
        other = right(frame)
        if other is MISSING:
            return MISSING
        return bounded(divide_half_even(numerator=one * other, divisor=SCALE), node)

    return product


def _quotient(left: Thunk, right: Thunk, node: Operation) -> Thunk:
    def quotient(frame: Frame) -> Any:
        one = left(frame)
        if one is MISSING:
            return MISSING
        other = right(frame)
        if other is MISSING or other == 0:
            return MISSING
        return bounded(divide_half_even(numerator=one * SCALE, divisor=other), node)

    return quotient
