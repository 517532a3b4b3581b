"""A syntax tree back to its canonical text: one spelling per program, brackets only where they change the
meaning.
"""

from daumoi_calc.expressions import fixedpoint
from daumoi_calc.expressions.language import (
    PRECEDENCE,
    PRIMARY,
    UNARY,
    Call,
    Conditional,
    ListOf,
    Literal,
    Node,
    Operation,
    Unary,
    Variable,
)
from daumoi_calc.expressions.types import Kind

_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\\": "\\\\", "'": "\\'"}


def quote_text(text: str) -> str:
    """``text`` as a text literal of the language; the safe way to write one when translating from another
    format.
    """
    return "'" + "".join(_ESCAPES.get(character, _printable(character)) for character in text) + "'"


def _printable(character: str) -> str:
    # Combining marks and spaces stay as they are; other controls would be invisible on a page.
    return f"\\u{ord(character):04X}" if ord(character) < 32 or ord(character) == 127 else character


def unparse(node: Node) -> str:
    """The canonical text: ``parse(unparse(parse(s)))`` equals ``parse(s)``."""
    return _written(node)[0]


def _written(node: Node) -> tuple[str, int]:
    """The text of ``node`` and how tightly it binds (0 for a conditional, ``PRIMARY`` for what needs no
    brackets).
    """
    match node:
        case Literal():
            return _literal(node), PRIMARY
        case Variable():
            return node.name, PRIMARY
        case Unary():
            return node.operator + _operand_of_sign(node), UNARY
        case Operation():
            level = PRECEDENCE[node.operators[0]]
            parts = [_within(node.operands[0], level + (level == PRECEDENCE["=="]))]
            for operator, operand in zip(node.operators, node.operands[1:], strict=True):
                parts += [operator, _within(operand, level + 1)]
            return " ".join(parts), level
        case Conditional():
            condition, then = _within(node.condition, 1), _within(node.then, 1)
            return f"{condition} ? {then} : {_within(node.otherwise, 0)}", 0
        case ListOf():
            return f"[{', '.join(unparse(item) for item in node.items)}]", PRIMARY
        case Call():
            return f"{node.function}({', '.join(unparse(argument) for argument in node.arguments)})", PRIMARY
    raise AssertionError(node)  # pragma: no cover - the node classes are closed


def _within(node: Node, lowest: int) -> str:
    text, level = _written(node)
    return text if level >= lowest else f"({text})"


def _operand_of_sign(node: Unary) -> str:
    operand = node.operand
    if node.operator == "-" and isinstance(operand, Literal) and not _literal(operand).startswith("-"):
        return f"({_literal(operand)})"  # without brackets the sign would melt into the number
    return _within(operand, UNARY)


def _literal(node: Literal) -> str:
    if node.kind is Kind.NUMBER:
        return fixedpoint.plain(node.scaled)
    if node.kind is Kind.BOOLEAN:
        return "true" if node.value else "false"
    if node.kind is Kind.DATE:
        return f"date('{node.value}')"
    return quote_text(str(node.value))
