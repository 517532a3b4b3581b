"""The functions as closures. Each returns MISSING when anything it needs is missing, except where it says
otherwise.
"""

from collections.abc import Callable
from typing import Any, Final

from daumoi_calc.expressions.checker_calls import literal_text, rounding_digits
from daumoi_calc.expressions.evaluator import Frame, Thunk, bounded
from daumoi_calc.expressions.fixedpoint import PLACES, SCALE, divide_half_even
from daumoi_calc.expressions.language import Call, Literal
from daumoi_calc.expressions.linear_pattern import LinearPattern
from daumoi_calc.expressions.patterns import NAMED_PATTERNS
from daumoi_calc.expressions.types import MISSING, Kind

_CHARACTERS_PER_STEP: Final = 100


def compile_call(call: Call, arguments: list[Thunk]) -> Thunk:
    """The closure for a checked call."""
    return _COMPILERS[call.function](call, arguments)


def burns_fuel(call: Call) -> bool:
    """Whether the call draws on the fuel while it runs, beyond the step it costs by being there."""
    return call.function == "regex" or any(argument.type.kind is Kind.ROWS for argument in call.arguments)


def _of_one(function: Callable[[Any], Any]) -> Callable[[Call, list[Thunk]], Thunk]:
    def compiler(call: Call, arguments: list[Thunk]) -> Thunk:
        (argument,) = arguments

        def of_one(frame: Frame) -> Any:
            value = argument(frame)
            return MISSING if value is MISSING else function(value)

        return of_one

    return compiler


def _of_two(function: Callable[[Any, Any], Any]) -> Callable[[Call, list[Thunk]], Thunk]:
    def compiler(call: Call, arguments: list[Thunk]) -> Thunk:
        first, second = arguments

        def of_two(frame: Frame) -> Any:
            one, other = first(frame), second(frame)
            return MISSING if one is MISSING or other is MISSING else function(one, other)

        return of_two

    return compiler


def _is_missing(call: Call, arguments: list[Thunk]) -> Thunk:
    (argument,) = arguments
    return lambda frame: argument(frame) is MISSING


def _coalesce(call: Call, arguments: list[Thunk]) -> Thunk:
    if call.type.kind is Kind.ROWS:
        return _filled_column(*arguments)

    def coalesce(frame: Frame) -> Any:
        for argument in arguments:
            value = argument(frame)
            if value is not MISSING:
                return value
        return MISSING

    return coalesce


def _filled_column(column: Thunk, substitute: Thunk) -> Thunk:
    def filled(frame: Frame) -> Any:
        cells = column(frame)
        if cells is MISSING:
            return MISSING
        frame.burn(len(cells))
        value = substitute(frame)
        return tuple(value if cell is MISSING else cell for cell in cells)

    return filled


def _selected(chosen: Any, code: Any) -> bool:
    return bool(code == chosen if isinstance(chosen, str) else code in chosen)


def _round(call: Call, arguments: list[Thunk]) -> Thunk:
    unit: int = 10 ** (PLACES - rounding_digits(call))
    argument = arguments[0]

    def rounded(frame: Frame) -> Any:
        value = argument(frame)
        if value is MISSING:
            return MISSING
        return bounded(divide_half_even(numerator=value, divisor=unit) * unit, call)

    return rounded


def _size(call: Call, arguments: list[Thunk]) -> Thunk:
    return _of_one(lambda value: len(value) * SCALE)(call, arguments)


def _matches(call: Call, arguments: list[Thunk]) -> Thunk:
    return _of_one(NAMED_PATTERNS[str(literal_text(call).value)].matches)(call, arguments[:1])


def _regex(call: Call, arguments: list[Thunk]) -> Thunk:
    pattern = LinearPattern(str(literal_text(call).value))
    text = arguments[0]

    def regex(frame: Frame) -> Any:
        value = text(frame)
        if value is MISSING:
            return MISSING
        frame.burn(len(value) // _CHARACTERS_PER_STEP)
        return pattern.fullmatch(value)

    return regex


def _over_cells(aggregate: Callable[[Any], Any]) -> Callable[[Call, list[Thunk]], Thunk]:
    """An aggregate of a whole column: one missing cell leaves the result unknown."""

    def compiler(call: Call, arguments: list[Thunk]) -> Thunk:
        (column,) = arguments

        def over_cells(frame: Frame) -> Any:
            cells = column(frame)
            if cells is MISSING:
                return MISSING
            frame.burn(len(cells))
            if MISSING in cells:
                return MISSING
            result = aggregate(cells)
            return bounded(result, call) if type(result) is int else result

        return over_cells

    return compiler


def _count(call: Call, arguments: list[Thunk]) -> Thunk:
    (column,) = arguments

    def count(frame: Frame) -> Any:
        cells = column(frame)
        if cells is MISSING:
            return MISSING
        frame.burn(len(cells))
        return (len(cells) - cells.count(MISSING)) * SCALE

    return count


def _mean(cells: tuple[int, ...]) -> Any:
    return divide_half_even(numerator=sum(cells), divisor=len(cells)) if cells else MISSING


def _extreme(choose: Callable[[Any], Any]) -> Callable[[Call, list[Thunk]], Thunk]:
    over_column = _over_cells(lambda cells: choose(cells) if cells else MISSING)

    def compiler(call: Call, arguments: list[Thunk]) -> Thunk:
        if len(arguments) == 1:
            return over_column(call, arguments)

        def extreme(frame: Frame) -> Any:
            values = [argument(frame) for argument in arguments]
            return MISSING if MISSING in values else choose(values)

        return extreme

    return compiler


def _text_test(test: Callable[[str, str], bool]) -> Callable[[Call, list[Thunk]], Thunk]:
    general = _of_two(test)

    def compiler(call: Call, arguments: list[Thunk]) -> Thunk:
        part = call.arguments[1]
        if not isinstance(part, Literal):
            return general(call, arguments)
        constant = str(part.value)
        return _of_one(lambda text: test(text, constant))(call, arguments[:1])

    return compiler


_COMPILERS: Final[dict[str, Callable[[Call, list[Thunk]], Thunk]]] = {
    "abs": _of_one(abs),
    "coalesce": _coalesce,
    "contains": _text_test(lambda text, part: part in text),
    "count": _count,
    "days_between": _of_two(lambda start, end: (end - start).days * SCALE),
    "is_missing": _is_missing,
    "matches": _matches,
    "max": _extreme(max),
    "mean": _over_cells(_mean),
    "min": _extreme(min),
    "regex": _regex,
    "round": _round,
    "selected": _of_two(_selected),
    "size": _size,
    "starts_with": _text_test(str.startswith),
    "sum": _over_cells(sum),
}
