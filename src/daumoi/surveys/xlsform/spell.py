"""From the language of the house to the expressions of an XLSForm."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from daumoi.surveys.xlsform.problems import Refusal
from daumoi.surveys.xlsform.translate import NO, YES
from daumoi_calc.expressions import NAMED_PATTERNS, Kind
from daumoi_calc.expressions.fixedpoint import to_decimal
from daumoi_calc.expressions.language import (
    PRECEDENCE,
    Call,
    Conditional,
    ListOf,
    Literal,
    Node,
    Operation,
    Unary,
    Variable,
)

_PATTERNS: Final = {
    "ma_dinh_danh": r"[A-Z][0-9]{2}(\.[0-9A-Z]{2,3}){0,10}",
    "so_dinh_danh_ca_nhan": r"0[0-9]{11}",
    "ma_so_thue": r"[0-9]{10}(-[0-9]{3})?|[0-9]{12}",
    "email": r"[A-Za-z0-9_%+.\-]+@[A-Za-z0-9.\-]+\.[A-Za-z]{2,24}",
    "so_dien_thoai": r"(0|\+84[ .\-]?)[1-9]([ .\-]?[0-9]){8,9}|1[89]00([ .\-]?[0-9]){4,6}",
    "trang_web": r"https?://[A-Za-z0-9.\-]+\.[A-Za-z]{2,24}(:[0-9]{2,5})?(/[!-~]*)?",
    "nam": r"(19|20)[0-9]{2}",
}
"""The named patterns as regular expressions that ODK understands; those not here have no simple counterpart."""


def spell(node: Node, names: Mapping[str, str], own: str = "") -> str:
    """The checked tree as an XLSForm expression; `names` maps variables to names of the form, `own` is `.`.

    Raises `Refusal` for the little that XLSForm has no words for.
    """
    return _Speller(names, own).write(node)


class _Speller:
    def __init__(self, names: Mapping[str, str], own: str) -> None:
        self.names = names
        self.own = own

    def write(self, node: Node) -> str:
        match node:
            case Literal():
                return _literal(node)
            case Variable():
                name = self.variable(node)
                return f"({name} = '{YES}')" if node.type.kind is Kind.BOOLEAN else name
            case Unary():
                inner = self.write(node.operand)
                return f"-({inner})" if node.operator == "-" else f"not({inner})"
            case Operation():
                return self.operation(node)
            case Conditional():
                parts = ", ".join(self.write(part) for part in node.children)
                return f"if({parts})"
            case Call():
                return self.call(node)
        raise AssertionError(node)  # pragma: no cover - lists stand only after "in"

    def variable(self, node: Variable) -> str:
        if node.name == self.own:
            return "."
        if node.name.startswith("choice."):
            attribute = node.name.removeprefix("choice.")
            return "name" if attribute == "code" else attribute
        return f"${{{self.names[node.name]}}}"

    def operation(self, node: Operation) -> str:
        first = node.operators[0]
        if first == "in":
            subject = self.bracketed(node.operands[0], PRECEDENCE["=="] + 1)
            listed = node.operands[1]
            items = listed.items if isinstance(listed, ListOf) else ()
            return "(" + " or ".join(f"{subject} = {self.write(item)}" for item in items) + ")"
        level = PRECEDENCE[first]
        pieces = [self.bracketed(node.operands[0], level)]
        for operator, operand in zip(node.operators, node.operands[1:], strict=True):
            pieces += [_OPERATORS.get(operator, operator), self.bracketed(operand, level + 1)]
        return " ".join(pieces)

    def bracketed(self, node: Node, lowest: int) -> str:
        text = self.write(node)
        if (
            isinstance(node, Operation)
            and node.operators[0] != "in"
            and PRECEDENCE[node.operators[0]] < lowest
        ):
            return f"({text})"
        return text

    def call(self, node: Call) -> str:
        first = node.arguments[0]
        if node.function == "is_missing":
            return f"{self.blank_test(first)} = ''"
        if node.function == "days_between":
            start, end = (self.bracketed(part, 5) for part in node.arguments)
            return f"({end} - {start})"
        if node.function == "mean":
            column = self.write(first)
            return f"(sum({column}) div count-non-empty({column}))"
        if node.function == "sum" and isinstance(first, Call) and first.function == "coalesce":
            return f"sum({self.write(first.arguments[0])})"
        if node.function == "matches":
            return self.pattern(node)
        if node.function in ("size", "count"):
            return f"{_counting(node)}({self.write(first)})"
        name = node.function.replace("_", "-")
        return f"{name}({', '.join(self.write(part) for part in node.arguments)})"

    def blank_test(self, node: Node) -> str:
        """What is compared with '' to ask whether an answer is there."""
        return self.variable(node) if isinstance(node, Variable) else self.write(node)

    def pattern(self, node: Call) -> str:
        named = node.arguments[1]
        expression = _PATTERNS.get(str(named.value)) if isinstance(named, Literal) else None
        if expression is None:
            label = NAMED_PATTERNS[str(named.value)].label_vi if isinstance(named, Literal) else ""
            raise Refusal(
                f"XLSForm không có cách viết mẫu “{label}”.", "Kiểm tra này chỉ giữ trong cột daumoi_checks."
            )
        return f"regex({self.write(node.arguments[0])}, {_quoted(expression)})"


_OPERATORS: Final = {"&&": "and", "||": "or", "==": "=", "/": "div"}
_LENGTHS: Final[dict[Kind, str]] = {
    Kind.TEXT: "string-length",
    Kind.CHOICES: "count-selected",
    Kind.ROWS: "count",
}


def _counting(node: Call) -> str:
    return "count-non-empty" if node.function == "count" else _LENGTHS[node.arguments[0].type.kind]


def _literal(node: Literal) -> str:
    if node.kind is Kind.NUMBER:
        number: Decimal = to_decimal(node.scaled)
        return format(number, "f")
    if node.kind is Kind.BOOLEAN:
        return "true()" if node.value else "false()"
    if node.kind is Kind.DATE:
        return f"date('{node.value}')"
    return _quoted(str(node.value))


def _quoted(text: str) -> str:
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    raise Refusal("Văn bản có cả nháy đơn và nháy kép không viết được trong XLSForm.", "Bỏ một loại nháy.")


def as_answer(source: str) -> str:
    """A yes/no calculation as the code of a choice."""
    return f"if({source}, '{YES}', '{NO}')"
