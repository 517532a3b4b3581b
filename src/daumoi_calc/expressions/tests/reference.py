"""A second evaluator, as naive as possible: walks the unchecked tree and computes with ``decimal``.

It knows neither scaled integers nor closures nor code types, so that agreement means something.
Missing is ``None`` here.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from typing import Any

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
from daumoi_calc.expressions.types import MISSING, Kind

_WIDE = Context(prec=300, rounding=ROUND_HALF_EVEN)
_TEN_PLACES = Decimal(1).scaleb(-10)


class TooLarge(Exception):
    """The result has more than thirty digits before the decimal mark."""


def reference_value(node: Node, values: Mapping[str, object]) -> Any:
    """What ``node`` yields, ``None`` for missing."""
    with localcontext(_WIDE):
        return _value(node, {name: _plain(value) for name, value in values.items()})


def _plain(value: object) -> Any:
    if value is MISSING or value is None:
        return None
    if isinstance(value, list):
        return [_plain(cell) for cell in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return value


def _value(node: Node, values: Mapping[str, Any]) -> Any:
    match node:
        case Literal():
            return Decimal(node.scaled) / 10**10 if node.kind is Kind.NUMBER else node.value
        case Variable():
            return values.get(node.name)
        case Unary():
            operand = _value(node.operand, values)
            if operand is None:
                return None
            return -operand if node.operator == "-" else not operand
        case Conditional():
            condition = _value(node.condition, values)
            return None if condition is None else _value(node.then if condition else node.otherwise, values)
        case Operation():
            return _operation(node, values)
        case Call() if node.function == "coalesce":
            return _coalesce(node, values)
        case Call():
            return _FUNCTIONS[node.function]([_value(argument, values) for argument in node.arguments])
    raise AssertionError(node)


def _operation(node: Operation, values: Mapping[str, Any]) -> Any:
    first = node.operators[0]
    parts = (_value(operand, values) for operand in node.operands)
    if first == "in":
        listed = node.operands[1]
        assert isinstance(listed, ListOf)
        subject = _value(node.operands[0], values)
        return _any(_equal(subject, _value(item, values)) for item in listed.items)
    if first == "&&":
        rest = _any(None if part is None else not part for part in parts)
        return None if rest is None else not rest
    if first == "||":
        return _any(parts)
    result = next(parts)
    for sign, operand in zip(node.operators, parts, strict=True):
        if result is None or operand is None:
            return None
        if first in _COMPARE:
            return _COMPARE[first](result, operand)
        result = _arithmetic(sign, result, operand)
        if result is None:
            return None
    return None if result is None else _bounded(result)


def _arithmetic(sign: str, left: Decimal, right: Decimal) -> Decimal | None:
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    if sign == "*":
        return _bounded((left * right).quantize(_TEN_PLACES))
    return None if right == 0 else _bounded((left / right).quantize(_TEN_PLACES))


def _bounded(value: Decimal) -> Decimal:
    if abs(value) >= Decimal(10) ** 30:
        raise TooLarge
    return value


def _equal(left: Any, right: Any) -> bool | None:
    return None if left is None or right is None else bool(left == right)


def _any(parts: Iterable[bool | None]) -> bool | None:
    """Kleene's or, looking no further than the first true part."""
    result: bool | None = False
    for part in parts:
        if part:
            return True
        result = None if part is None else result
    return result


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": lambda left, right: bool(left == right),
    "!=": lambda left, right: bool(left != right),
    "<": lambda left, right: bool(left < right),
    "<=": lambda left, right: bool(left <= right),
    ">": lambda left, right: bool(left > right),
    ">=": lambda left, right: bool(left >= right),
}


def _strict(function: Callable[..., Any]) -> Callable[[list[Any]], Any]:
    return lambda arguments: None if None in arguments else function(*arguments)


def _coalesce(node: Call, values: Mapping[str, Any]) -> Any:
    first = _value(node.arguments[0], values)
    if isinstance(first, list):
        substitute = _value(node.arguments[1], values)
        return [substitute if cell is None else cell for cell in first]
    others = (_value(argument, values) for argument in node.arguments[1:])
    return first if first is not None else next((other for other in others if other is not None), None)


def _cells(function: Callable[[list[Any]], Any], empty: Any) -> Callable[[list[Any]], Any]:
    def aggregate(arguments: list[Any]) -> Any:
        cells = arguments[0]
        # coalesce cannot tell a column that is missing altogether from a missing number: that stays missing.
        if not isinstance(cells, list) or None in cells:
            return None
        return function(cells) if cells else empty

    return aggregate


def _extreme(choose: Callable[[list[Any]], Any]) -> Callable[[list[Any]], Any]:
    over_cells = _cells(choose, None)
    return lambda arguments: (
        over_cells(arguments) if len(arguments) == 1 else _strict(lambda *all_: choose(list(all_)))(arguments)
    )


def _round(value: Decimal, digits: Decimal = Decimal(0)) -> Decimal:
    unit = Decimal(1).scaleb(-int(digits))
    return (value / unit).to_integral_value(ROUND_HALF_EVEN) * unit


def _days(start: date, end: date) -> Decimal:
    return Decimal(end.toordinal() - start.toordinal())


_FUNCTIONS: dict[str, Callable[[list[Any]], Any]] = {
    "abs": _strict(lambda value: abs(value)),
    "contains": _strict(lambda text, part: part in text),
    "count": _strict(lambda cells: Decimal(sum(cell is not None for cell in cells))),
    "days_between": _strict(_days),
    "is_missing": lambda arguments: arguments[0] is None,
    "matches": _strict(
        lambda text, name: "@" in text
    ),  # among the texts of the generator only one is an address
    "max": _extreme(max),
    "mean": _cells(lambda cells: (sum(cells, Decimal(0)) / len(cells)).quantize(_TEN_PLACES), None),
    "min": _extreme(min),
    "regex": _strict(lambda text, pattern: text.isdigit()),  # the generator asks for [0-9]+ only
    "round": _strict(_round),
    "selected": _strict(lambda chosen, code: code in chosen),
    "size": _strict(lambda value: Decimal(len(value))),
    "starts_with": _strict(lambda text, part: text.startswith(part)),
    "sum": _cells(lambda cells: sum(cells, Decimal(0)), Decimal(0)),
}
