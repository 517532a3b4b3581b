"""Static typing: every type fault is found when a form is published, none is left for the officer who fills
it in.
"""

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final, Protocol

from daumoi_calc.expressions.errors import ErrorCode, ExpressionError
from daumoi_calc.expressions.functions import FUNCTIONS
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
from daumoi_calc.expressions.types import BOOLEAN, DATE, KIND_NAMES_VI, NUMBER, TEXT, Environment, Kind, Type

COLUMN_REMEDY: Final = "gộp cột bằng sum, count, mean, min hoặc max"
ORDERED: Final = (Kind.NUMBER, Kind.DATE)
_LITERAL_TYPES: Final = {Kind.NUMBER: NUMBER, Kind.TEXT: TEXT, Kind.BOOLEAN: BOOLEAN, Kind.DATE: DATE}


class CallChecker(Protocol):
    """Types one call whose arguments are already typed."""

    def __call__(self, call: Call, environment: Environment) -> Call: ...


def check(*, node: Node, environment: Environment, calls: CallChecker, expects: Type | None = None) -> Node:
    """The same tree with a type in every node and codes recognised as codes.

    Raises ``ExpressionError`` (NAME, TYPE or PATTERN) at the first place that does not fit ``environment``,
    or when the whole does not have the type that ``expects`` asks for.
    """
    typed = _Checker(environment, calls).typed(node)
    if typed.type.kind is Kind.ROWS:
        raise mismatch(typed, "một giá trị", COLUMN_REMEDY)
    if expects is None:
        return typed
    fitted = adapted(typed, expects)
    outside = (fitted.type.codes or frozenset()) - (expects.codes or fitted.type.codes or frozenset())
    if outside:
        raise _unknown_code(fitted, sorted(outside)[0], expects)
    return fitted


def mismatch(node: Node, wanted_vi: str, remedy_vi: str) -> ExpressionError:
    """The error for ``node`` having another type than the one ``wanted_vi`` names."""
    return ExpressionError(
        f"Cần {wanted_vi}, nhưng đây là {node.type.name_vi}", node.start, node.end, remedy_vi, ErrorCode.TYPE
    )


def require(node: Node, kind: Kind, remedy_vi: str = "") -> Node:
    """``node`` itself when it has the kind; otherwise a TYPE error at its place."""
    if node.type.kind is not kind:
        raise mismatch(node, KIND_NAMES_VI[kind], remedy_vi or _usual_remedy(node, kind))
    return node


def _usual_remedy(node: Node, kind: Kind) -> str:
    if kind is Kind.NUMBER and isinstance(node, Literal) and node.kind is Kind.TEXT:
        return "bỏ dấu nháy quanh số"
    if kind is Kind.NUMBER and node.type.kind is Kind.ROWS:
        return COLUMN_REMEDY
    if kind is Kind.NUMBER and node.type.kind is Kind.DATE:
        return "dùng days_between(từ, đến) để tính số ngày"
    if kind is Kind.BOOLEAN:
        return "viết thành phép so sánh, ví dụ x > 0 hoặc !is_missing(x)"
    if kind is Kind.DATE:
        return "viết ngày như date('2016-06-30')"
    return "ngôn ngữ không tự đổi kiểu; dùng biến hoặc hằng đúng kiểu"


def adapted(node: Node, wanted: Type) -> Node:
    """``node`` in the role of ``wanted``: equal type, or a quoted code where a choice is wanted.

    Raises ``ExpressionError`` (TYPE) when neither holds or a quoted code is not in the list.
    """
    if wanted.kind is Kind.CHOICE and node.type.kind is Kind.TEXT:
        return _as_code(node, wanted)
    if node.type.kind is not wanted.kind:
        raise mismatch(node, wanted.name_vi, _usual_remedy(node, wanted.kind))
    return node


def _as_code(node: Node, wanted: Type) -> Node:
    """A text literal, or a conditional or coalesce of text literals, read as codes."""
    if isinstance(node, Literal):
        if wanted.codes is not None and node.value not in wanted.codes:
            raise _unknown_code(node, str(node.value), wanted)
        return replace(node, kind=Kind.CHOICE, type=wanted)
    if isinstance(node, Conditional):
        return replace(
            node, then=_as_code(node.then, wanted), otherwise=_as_code(node.otherwise, wanted), type=wanted
        )
    raise mismatch(node, wanted.name_vi, "so sánh lựa chọn với mã viết trong nháy, ví dụ hinh_thuc == 'cuc'")


def _unknown_code(node: Node, code: str, wanted: Type) -> ExpressionError:
    known = sorted(wanted.codes or ())
    close = difflib.get_close_matches(code, known, n=1)
    listed = ", ".join(known[:8]) + ("…" if len(known) > 8 else "")
    remedy = f"có phải «{close[0]}»? " if close else ""
    return ExpressionError(
        f"Mã «{code}» không có trong danh sách lựa chọn",
        node.start,
        node.end,
        f"{remedy}các mã: {listed}",
        ErrorCode.TYPE,
    )


def unified(nodes: Sequence[Node], what_vi: str) -> tuple[Type, tuple[Node, ...]]:
    """One type for all of ``nodes``, quoted codes adapted to the choice among them.

    Raises ``ExpressionError`` (TYPE) at the first node that differs from the first of its kind.
    """
    wanted = _joined([node for node in nodes if node.type.kind is Kind.CHOICE] or nodes[:1], what_vi)
    fitted: list[Node] = []
    for node in nodes:
        if node.type.kind is not wanted.kind and not (
            wanted.kind is Kind.CHOICE and node.type.kind is Kind.TEXT
        ):
            raise mismatch(
                node, f"{wanted.name_vi} để {what_vi}", "hai bên phải cùng kiểu; ngôn ngữ không tự đổi kiểu"
            )
        fitted.append(adapted(node, wanted) if node.type.kind is Kind.TEXT else node)
    return _joined(fitted, what_vi), tuple(fitted)


def _joined(nodes: Iterable[Node], what_vi: str) -> Type:
    """The common type of nodes of one kind: code lists are united, cell types must agree."""
    result: Type | None = None
    for node in nodes:
        if result is None or result == node.type:
            result = node.type
        elif result.item != node.type.item:
            raise mismatch(node, f"{result.name_vi} để {what_vi}", "hai cột phải cùng kiểu ô")
        elif result.codes is None or node.type.codes is None:
            result = Type(result.kind)
        else:
            result = Type(result.kind, result.codes | node.type.codes)
    return result or BOOLEAN


class _Checker:
    def __init__(self, environment: Environment, calls: CallChecker) -> None:
        self.environment = environment
        self.calls = calls

    def typed(self, node: Node) -> Node:
        match node:
            case Literal():
                return replace(node, type=_LITERAL_TYPES[node.kind])
            case Variable():
                return replace(node, type=self.variable_type(node))
            case Unary():
                kind = Kind.NUMBER if node.operator == "-" else Kind.BOOLEAN
                operand = require(self.typed(node.operand), kind)
                return replace(node, operand=operand, type=operand.type)
            case Operation():
                return self.operation(node)
            case Conditional():
                return self.conditional(node)
            case Call():
                return self.call(node)
            case _:
                raise ExpressionError(
                    "Danh sách [ … ] chỉ đứng sau «in»",
                    node.start,
                    node.end,
                    "viết x in ['a', 'b']",
                    ErrorCode.TYPE,
                )

    def variable_type(self, node: Variable) -> Type:
        found = self.environment.variables.get(node.name)
        if found is None:
            close = difflib.get_close_matches(node.name, self.environment.variables, n=1)
            remedy = f"có phải «{close[0]}»?" if close else "khai báo câu hỏi này trước hoặc sửa lại mã"
            if node.name in FUNCTIONS:
                remedy = f"hàm phải có ngoặc: {FUNCTIONS[node.name].usage}"
            raise ExpressionError(
                f"Không có biến «{node.name}»", node.start, node.end, remedy, ErrorCode.NAME
            )
        return found

    def operation(self, node: Operation) -> Node:
        operator = node.operators[0]
        if operator == "in":
            return self.membership(node)
        operands = tuple(self.typed(operand) for operand in node.operands)
        if operator in ("&&", "||"):
            return replace(
                node, operands=tuple(require(part, Kind.BOOLEAN) for part in operands), type=BOOLEAN
            )
        if operator in _COMPARISONS:
            return replace(node, operands=_COMPARISONS[operator](operands), type=BOOLEAN)
        for part in operands:
            require(part, Kind.NUMBER)
        for sign, part in zip(node.operators, operands[1:], strict=True):
            if sign == "/" and isinstance(part, Literal) and part.value == 0:
                raise ExpressionError(
                    "Chia cho hằng số 0",
                    node.start,
                    node.end,
                    "sửa mẫu số; chia cho 0 luôn cho giá trị thiếu",
                )
        return replace(node, operands=operands, type=NUMBER)

    def membership(self, node: Operation) -> Node:
        wanted, listed = node.operands
        if not isinstance(listed, ListOf):
            raise ExpressionError(
                "Sau «in» phải là danh sách trong ngoặc vuông",
                listed.start,
                listed.end,
                "viết x in ['a', 'b']; với câu hỏi chọn nhiều, dùng selected(x, 'a')",
                ErrorCode.TYPE,
            )
        if not listed.items:
            raise ExpressionError("Danh sách rỗng", listed.start, listed.end, "thêm ít nhất một giá trị")
        subject = self.typed(wanted)
        if subject.type.kind in (Kind.CHOICES, Kind.ROWS):
            raise mismatch(subject, "một giá trị", "với câu hỏi chọn nhiều, dùng selected(x, 'a')")
        _, fitted = unified((subject, *(self.typed(item) for item in listed.items)), "so với danh sách")
        items = replace(listed, items=fitted[1:], type=fitted[0].type)
        return replace(node, operands=(fitted[0], items), type=BOOLEAN)

    def conditional(self, node: Conditional) -> Node:
        condition = require(self.typed(node.condition), Kind.BOOLEAN)
        result, (then, otherwise) = unified(
            (self.typed(node.then), self.typed(node.otherwise)), "hai nhánh cho cùng một kiểu"
        )
        return replace(node, condition=condition, then=then, otherwise=otherwise, type=result)

    def call(self, node: Call) -> Node:
        function = FUNCTIONS.get(node.function)
        if function is None:
            close = difflib.get_close_matches(node.function, FUNCTIONS, n=1)
            remedy = (
                f"có phải {FUNCTIONS[close[0]].usage}?" if close else f"các hàm có: {', '.join(FUNCTIONS)}"
            )
            raise ExpressionError(
                f"Không có hàm «{node.function}»", node.start, node.end, remedy, ErrorCode.NAME
            )
        given = len(node.arguments)
        if given < function.least or (function.most is not None and given > function.most):
            raise ExpressionError(
                f"Hàm {function.name} nhận sai số tham số ({given})",
                node.start,
                node.end,
                f"viết {function.usage}",
            )
        arguments = tuple(self.typed(argument) for argument in node.arguments)
        return self.calls(replace(node, arguments=arguments), self.environment)


def _equality(operands: tuple[Node, ...]) -> tuple[Node, ...]:
    for part in operands:
        if part.type.kind is Kind.ROWS:
            raise mismatch(part, "một giá trị", COLUMN_REMEDY)
    _, (left, right) = unified(operands, "so sánh bằng")
    if left.type.codes and right.type.codes and not left.type.codes & right.type.codes:
        raise ExpressionError(
            "Hai danh sách lựa chọn không có mã chung nên không bao giờ bằng nhau",
            left.start,
            right.end,
            "so sánh hai câu hỏi dùng chung danh sách mã",
            ErrorCode.TYPE,
        )
    return (left, right)


def _ordering(operands: tuple[Node, ...]) -> tuple[Node, ...]:
    left, right = operands
    for part in operands:
        if part.type.kind not in ORDERED:
            remedy = COLUMN_REMEDY if part.type.kind is Kind.ROWS else "dùng == hoặc !="
            if isinstance(part, Literal) and part.kind is Kind.TEXT:
                remedy = "bỏ dấu nháy quanh số, hoặc viết date('…') cho ngày"
            raise mismatch(part, "số hoặc ngày để so lớn nhỏ", remedy)
    _, fitted = unified((left, right), "so lớn nhỏ")
    return fitted


_COMPARISONS: Final[dict[str, Callable[[tuple[Node, ...]], tuple[Node, ...]]]] = {
    "==": _equality,
    "!=": _equality,
    "<": _ordering,
    "<=": _ordering,
    ">": _ordering,
    ">=": _ordering,
}
