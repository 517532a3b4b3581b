"""Static typing of the functions: one small rule per function."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from daumoi_calc.expressions import fixedpoint
from daumoi_calc.expressions.checker import ORDERED, adapted, mismatch, require, unified
from daumoi_calc.expressions.errors import ErrorCode, ExpressionError
from daumoi_calc.expressions.language import Call, Literal, Node
from daumoi_calc.expressions.linear_pattern import LinearPattern
from daumoi_calc.expressions.patterns import NAMED_PATTERNS
from daumoi_calc.expressions.types import BOOLEAN, NUMBER, TEXT, Environment, Kind, Type, rows_of

LOWEST_ROUNDING: Final = -12


def check_call(call: Call, environment: Environment) -> Call:
    """``call``, whose function and number of arguments are known to be right, with its type and fitted
    arguments.
    """
    if call.function == "regex" and not environment.imported:
        raise ExpressionError(
            "Hàm regex chỉ dùng trong biểu mẫu nhập từ XLSForm",
            call.start,
            call.end,
            f"dùng matches(x, 'ten_mau') với một trong các mẫu: {', '.join(NAMED_PATTERNS)}",
            ErrorCode.NAME,
        )
    return _RULES[call.function](call)


def rounding_digits(call: Call) -> int:
    """The constant second argument of ``round``; 0 when absent."""
    if len(call.arguments) == 1:
        return 0
    given = call.arguments[1]
    if isinstance(given, Literal) and given.kind is Kind.NUMBER and given.scaled % fixedpoint.SCALE == 0:
        digits: int = given.scaled // fixedpoint.SCALE
        if LOWEST_ROUNDING <= digits <= fixedpoint.PLACES:
            return digits
    raise ExpressionError(
        "Số chữ số làm tròn phải là hằng số nguyên",
        given.start,
        given.end,
        f"viết một số nguyên từ {LOWEST_ROUNDING} đến {fixedpoint.PLACES}, ví dụ round(x, 1)",
        ErrorCode.TYPE,
    )


def literal_text(call: Call) -> Literal:
    """The constant text that is the second argument of ``matches`` and ``regex``."""
    given = call.arguments[1]
    if isinstance(given, Literal) and given.kind is Kind.TEXT:
        return given
    raise ExpressionError(
        f"Tham số thứ hai của {call.function} phải là hằng văn bản",
        given.start,
        given.end,
        "viết mẫu trong nháy",
        ErrorCode.TYPE,
    )


def _result(call: Call, result: Type, *arguments: Node) -> Call:
    return replace(call, arguments=arguments or call.arguments, type=result)


def _anything(call: Call) -> Call:
    return _result(call, BOOLEAN)


def _abs(call: Call) -> Call:
    require(call.arguments[0], Kind.NUMBER)
    return _result(call, NUMBER)


def _round(call: Call) -> Call:
    require(call.arguments[0], Kind.NUMBER)
    rounding_digits(call)
    return _result(call, NUMBER)


def _dates(call: Call) -> Call:
    for argument in call.arguments:
        require(argument, Kind.DATE)
    return _result(call, NUMBER)


def _texts(call: Call) -> Call:
    for argument in call.arguments:
        require(argument, Kind.TEXT)
    return _result(call, BOOLEAN)


def _matches(call: Call) -> Call:
    require(call.arguments[0], Kind.TEXT)
    name = literal_text(call)
    if name.value not in NAMED_PATTERNS:
        raise ExpressionError(
            f"Không có mẫu «{name.value}»",
            name.start,
            name.end,
            f"chọn một trong: {', '.join(NAMED_PATTERNS)}",
            ErrorCode.PATTERN,
        )
    return _result(call, BOOLEAN)


def _regex(call: Call) -> Call:
    require(call.arguments[0], Kind.TEXT)
    pattern = literal_text(call)
    try:
        LinearPattern(str(pattern.value))
    except ExpressionError as fault:
        # The literal may hold escapes, so a place inside the pattern is not a place in the source: point at
        # all of it.
        raise ExpressionError(
            f"{fault.message_vi} (vị trí {fault.start + 1} trong mẫu)",
            pattern.start,
            pattern.end,
            fault.remedy_vi,
            fault.code,
        ) from fault
    return _result(call, BOOLEAN)


def _selected(call: Call) -> Call:
    options, wanted = call.arguments
    if options.type.kind not in (Kind.CHOICES, Kind.CHOICE):
        raise mismatch(
            options, "câu hỏi lựa chọn", "selected dùng cho câu hỏi chọn; với văn bản dùng contains"
        )
    return _result(call, BOOLEAN, options, adapted(wanted, Type(Kind.CHOICE, options.type.codes)))


def _size(call: Call) -> Call:
    if call.arguments[0].type.kind not in (Kind.TEXT, Kind.CHOICES, Kind.ROWS):
        raise mismatch(
            call.arguments[0],
            "văn bản, lựa chọn nhiều mã hoặc cột của bảng",
            "hàm size không áp dụng cho kiểu này; bỏ size",
        )
    return _result(call, NUMBER)


def _column(node: Node) -> Type:
    require(node, Kind.ROWS, "hàm này nhận một cột của bảng, ví dụ sum(nguon.so_tien)")
    return node.type.item or TEXT


def _total(call: Call) -> Call:
    if _column(call.arguments[0]).kind is not Kind.NUMBER:
        raise mismatch(call.arguments[0], "cột số", "hàm này chỉ gộp cột số; để đếm ô đã điền, dùng count")
    return _result(call, NUMBER)


def _count(call: Call) -> Call:
    _column(call.arguments[0])
    return _result(call, NUMBER)


def _extreme(call: Call) -> Call:
    first = call.arguments[0]
    if len(call.arguments) == 1:
        item = _column(first)
    else:
        item, _ = unified(call.arguments, f"tính {call.function}")
    if item.kind not in ORDERED:
        raise mismatch(first, "số hoặc ngày", "hàm này chỉ so số với số hoặc ngày với ngày")
    return _result(call, item)


def _coalesce(call: Call) -> Call:
    column, *others = call.arguments
    if column.type.kind is Kind.ROWS and column.type.item is not None:
        if len(others) != 1:
            raise ExpressionError(
                "Với cột của bảng, coalesce nhận đúng hai tham số",
                call.start,
                call.end,
                "viết coalesce(cot, 0)",
            )
        return _result(call, rows_of(column.type.item), column, adapted(others[0], column.type.item))
    result, fitted = unified(call.arguments, "thay giá trị thiếu")
    return _result(call, result, *fitted)


_RULES: Final[dict[str, Callable[[Call], Call]]] = {
    "abs": _abs,
    "coalesce": _coalesce,
    "contains": _texts,
    "count": _count,
    "days_between": _dates,
    "is_missing": _anything,
    "matches": _matches,
    "max": _extreme,
    "mean": _total,
    "min": _extreme,
    "regex": _regex,
    "round": _round,
    "selected": _selected,
    "size": _size,
    "starts_with": _texts,
    "sum": _total,
}
