"""The language itself: its version, its limits and the nodes of its syntax tree.

The spelling is a subset of CEL (Common Expression Language). Version 1 is closed: a new operator or function
means a new version, and every published form keeps the version it was checked with.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, cast

from daumoi_calc.expressions.types import Kind, Type

LANGUAGE_VERSION: Final = 1

MAX_SOURCE: Final = 4_000  # code points
MAX_DEPTH: Final = 64  # height of the tree
DEFAULT_FUEL: Final = (
    5_000  # steps: one per node, one per table cell read, one per 100 characters matched by regex()
)

UNCHECKED: Final = Type(Kind.BOOLEAN, frozenset({"unchecked"}))
"""Stands in ``Node.type`` until the checker has run."""

PRECEDENCE: Final = {
    "||": 1,
    "&&": 2,
    "==": 3,
    "!=": 3,
    "<": 3,
    "<=": 3,
    ">": 3,
    ">=": 3,
    "in": 3,
    "+": 4,
    "-": 4,
    "*": 5,
    "/": 5,
}
COMPARISON: Final = 3
UNARY: Final = 6
PRIMARY: Final = 7

Scalar = int | str | bool | date


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of an expression. Position and type do not take part in equality: two spellings can be one
    program.
    """

    start: int = field(default=0, compare=False, repr=False, kw_only=True)
    end: int = field(default=0, compare=False, repr=False, kw_only=True)
    type: Type = field(default=UNCHECKED, compare=False, repr=False, kw_only=True)

    @property
    def children(self) -> "tuple[Node, ...]":
        """The direct parts, in the order of the text."""
        return ()


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A constant. Numbers are scaled integers; a text that the checker found to be a code has kind CHOICE."""

    kind: Kind
    value: Scalar

    @property
    def scaled(self) -> int:
        """The scaled integer of a number literal."""
        return cast(int, self.value)


@dataclass(frozen=True, slots=True)
class Variable(Node):
    """A variable by its full dotted name."""

    name: str


@dataclass(frozen=True, slots=True)
class Unary(Node):
    """``-x`` or ``!x``."""

    operator: str
    operand: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.operand,)


@dataclass(frozen=True, slots=True)
class Operation(Node):
    """A chain of operators of one level, applied from left to right: ``a - b + c`` is one node of three
    operands.

    Chains are flat because a total over a hundred cells is ordinary in a form, and a tree a hundred levels
    deep is not. Comparisons and ``in`` have exactly two operands.
    """

    operators: tuple[str, ...]
    operands: tuple[Node, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        return self.operands


@dataclass(frozen=True, slots=True)
class Conditional(Node):
    """``condition ? then : otherwise``, also written ``if(condition, then, otherwise)``."""

    condition: Node
    then: Node
    otherwise: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.condition, self.then, self.otherwise)


@dataclass(frozen=True, slots=True)
class ListOf(Node):
    """``[a, b]``, allowed only to the right of ``in``."""

    items: tuple[Node, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        return self.items


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function of the closed list applied to its arguments."""

    function: str
    arguments: tuple[Node, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        return self.arguments


def walk(node: Node) -> Iterator[tuple[Node, int]]:
    """Every node with its level (the root is level 1), without recursion."""
    pending = [(node, 1)]
    while pending:
        current, level = pending.pop()
        yield current, level
        pending.extend((child, level + 1) for child in reversed(current.children))


def variables_of(node: Node) -> frozenset[str]:
    """The names of all variables used anywhere in ``node``."""
    return frozenset(part.name for part, _ in walk(node) if isinstance(part, Variable))
