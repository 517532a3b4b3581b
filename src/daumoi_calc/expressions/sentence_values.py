"""Values in words: the noun phrases from which ``sentences`` builds its clauses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from daumoi_calc.expressions.checker_calls import rounding_digits
from daumoi_calc.expressions.fixedpoint import to_decimal
from daumoi_calc.expressions.language import (
    Call,
    Conditional,
    Literal,
    Node,
    Operation,
    Unary,
    Variable,
    variables_of,
    walk,
)
from daumoi_calc.expressions.types import Kind
from daumoi_calc.expressions.vietnamese_numbers import format_number

_INJECTED: Final = {"previous": "{} kỳ trước", "registry": "{} trong sổ đăng ký", "row": "{} (cùng dòng)"}
_SIGNS: Final = {"+": "cộng", "-": "trừ", "*": "nhân", "/": "chia cho"}


@dataclass(frozen=True, slots=True)
class Words:
    """How variables and codes are called: ``labels`` by variable, ``options`` by variable and code."""

    labels: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def variable(self, name: str) -> str:
        """The label; for ``previous.x``, ``registry.x``, ``row.x`` without one, made from that of ``x``."""
        if name in self.labels:
            return self.labels[name]
        prefix, _, rest = name.partition(".")
        if prefix in _INJECTED and rest:
            return _INJECTED[prefix].format(self.labels.get(rest, rest))
        return name

    def code(self, code: str, beside: Node) -> str:
        """The label of ``code`` in the code list of a variable used in ``beside``; the code itself when
        unknown.
        """
        for part, _ in walk(beside):
            if isinstance(part, Variable):
                known = self.options.get(part.name) or self.options.get(part.name.partition(".")[2]) or {}
                if code in known:
                    return f"«{known[code]}»"
        return f"«{code}»"


def value_phrase(node: Node, words: Words, clause: Callable[[Node], str], beside: Node | None = None) -> str:
    """``node`` as a noun phrase; ``clause`` puts conditions into words; ``beside`` gives codes their list."""
    known = beside if beside is not None and variables_of(beside) else node
    return _Values(words, clause, known).phrase(node)


class _Values:
    def __init__(self, words: Words, clause: Callable[[Node], str], beside: Node) -> None:
        self.words = words
        self.clause = clause
        self.beside = beside

    def phrase(self, node: Node) -> str:
        match node:
            case Literal() if node.kind is Kind.CHOICE:
                return self.words.code(str(node.value), self.beside)
            case Literal():
                return _constant(node)
            case Variable():
                return self.words.variable(node.name)
            case Unary() if node.operator == "-":
                return f"số đối của {self.part(node.operand)}"
            case Operation() if node.operators[0] in _SIGNS:
                pieces = [self.part(node.operands[0])]
                for sign, operand in zip(node.operators, node.operands[1:], strict=True):
                    pieces += [_SIGNS[sign], self.part(operand)]
                return " ".join(pieces)
            case Conditional() if node.type.kind is not Kind.BOOLEAN:
                then, otherwise = self.phrase(node.then), self.phrase(node.otherwise)
                return f"{then} nếu {self.clause(node.condition)}, còn không thì {otherwise}"
            case Call() if node.function in _CALLS:
                return _CALLS[node.function](self, node)
            case _:
                return f"«{self.clause(node)}»"

    def part(self, node: Node) -> str:
        """A phrase inside a larger one: in brackets when it has joints of its own."""
        compound = isinstance(node, (Operation, Conditional)) or (
            isinstance(node, Call) and node.function == "coalesce"
        )
        return f"({self.phrase(node)})" if compound else self.phrase(node)

    def column(self, node: Node) -> str:
        """A column of a table, by its label."""
        if isinstance(node, Call) and node.function == "coalesce":
            return f"cột {self.phrase(node.arguments[0])} (ô trống tính là {self.phrase(node.arguments[1])})"
        return f"cột {self.phrase(node)}"

    def coalesce(self, node: Call) -> str:
        first, *others = (self.part(argument) for argument in node.arguments)
        return f"{first} (nếu trống thì lấy {', rồi '.join(others)})"

    def size(self, node: Call) -> str:
        kind = node.arguments[0].type.kind
        noun = {Kind.TEXT: "số ký tự của", Kind.CHOICES: "số mục đã chọn ở"}.get(kind, "số dòng của")
        subject = self.column(node.arguments[0]) if kind is Kind.ROWS else self.part(node.arguments[0])
        return f"{noun} {subject}"

    def rounded(self, node: Call) -> str:
        digits = rounding_digits(node)
        to = "số nguyên" if digits == 0 else f"{digits} chữ số thập phân"
        if digits < 0:
            to = f"hàng {format_number(10**-digits)}"
        return f"{self.part(node.arguments[0])} (làm tròn đến {to})"

    def extreme(self, node: Call) -> str:
        dates = node.type.kind is Kind.DATE
        lowest, highest = (
            ("ngày sớm nhất", "ngày muộn nhất") if dates else ("giá trị nhỏ nhất", "giá trị lớn nhất")
        )
        noun = lowest if node.function == "min" else highest
        if len(node.arguments) == 1:
            return f"{noun} của {self.column(node.arguments[0])}"
        return f"{noun} trong ({'; '.join(self.phrase(argument) for argument in node.arguments)})"


def _constant(node: Literal) -> str:
    value = node.value
    if node.kind is Kind.NUMBER:
        return format_number(to_decimal(node.scaled))
    if isinstance(value, date):
        return f"ngày {value:%d/%m/%Y}"
    if node.kind is Kind.BOOLEAN:
        return "Có" if value else "Không"
    return f"«{value}»"


_CALLS: Final[dict[str, Callable[[_Values, Call], str]]] = {
    "abs": lambda speaker, node: f"giá trị tuyệt đối của {speaker.part(node.arguments[0])}",
    "coalesce": _Values.coalesce,
    "count": lambda speaker, node: f"số ô đã điền của {speaker.column(node.arguments[0])}",
    "days_between": lambda speaker, node: (
        f"số ngày từ {speaker.part(node.arguments[0])} đến {speaker.part(node.arguments[1])}"
    ),
    "max": _Values.extreme,
    "mean": lambda speaker, node: f"trung bình của {speaker.column(node.arguments[0])}",
    "min": _Values.extreme,
    "round": _Values.rounded,
    "size": _Values.size,
    "sum": lambda speaker, node: f"tổng {speaker.column(node.arguments[0])}",
}
