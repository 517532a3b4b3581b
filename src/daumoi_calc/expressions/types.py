"""The types of the language, the missing value, and the environment an expression is checked against."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import Final

from daumoi_calc.expressions.errors import ErrorCode, ExpressionError


class Missing(Enum):
    """The type of ``MISSING``; an enum, because type checkers narrow ``is MISSING`` on one."""

    MISSING = "missing"

    def __repr__(self) -> str:
        return "MISSING"

    def __bool__(self) -> bool:
        # "if value:" would quietly read unknown as no; the caller must say which of the two it means.
        raise TypeError("MISSING is neither true nor false: compare with `is MISSING`")


MISSING: Final = Missing.MISSING
"""Not known. It is different from 0, from an empty text and from false, and it propagates."""


class Kind(StrEnum):
    """What sort of value an expression has."""

    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    ROWS = "rows"


KIND_NAMES_VI: Final = {
    Kind.NUMBER: "số",
    Kind.TEXT: "chữ",
    Kind.BOOLEAN: "đúng/sai",
    Kind.DATE: "ngày",
    Kind.CHOICE: "lựa chọn một mã",
    Kind.CHOICES: "lựa chọn nhiều mã",
    Kind.ROWS: "cột của bảng",
}


@dataclass(frozen=True, slots=True)
class Type:
    """A type. ``codes`` closes the code list of a choice (``None``: open); ``item`` is the cell type of a
    column.
    """

    kind: Kind
    codes: frozenset[str] | None = None
    item: "Type | None" = None

    def __str__(self) -> str:
        return f"rows({self.item})" if self.item is not None else str(self.kind.value)

    @property
    def name_vi(self) -> str:
        """How the type is called in messages."""
        name = KIND_NAMES_VI[self.kind]
        return f"{name} (mỗi ô là {self.item.name_vi})" if self.item is not None else name


NUMBER: Final = Type(Kind.NUMBER)
TEXT: Final = Type(Kind.TEXT)
BOOLEAN: Final = Type(Kind.BOOLEAN)
DATE: Final = Type(Kind.DATE)


def choice(*codes: str) -> Type:
    """One code out of ``codes``; without arguments the code list stays open."""
    return Type(Kind.CHOICE, frozenset(codes) or None)


def choices(*codes: str) -> Type:
    """A set of codes out of ``codes``; without arguments the code list stays open."""
    return Type(Kind.CHOICES, frozenset(codes) or None)


def rows_of(item: Type) -> Type:
    """The column of a repeat table: one cell of type ``item`` per row, in row order."""
    if item.kind is Kind.ROWS:
        raise ExpressionError("Bảng lồng trong bảng không được hỗ trợ", code=ErrorCode.TYPE)
    return Type(Kind.ROWS, None, item)


# fmt: off
RESERVED: Final = frozenset((
    "true", "false", "null", "if", "in", "as", "break", "const", "continue", "else", "for",
    "function", "import", "let", "loop", "package", "namespace", "return", "var", "void", "while",
    "and", "or", "not",
))
# fmt: on
"""Words no variable may be called: those CEL keeps, and those that would make a rule read wrongly."""

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*")
MAX_NAME = 120


def name_fault(name: str) -> str | None:
    """Why ``name`` cannot name a variable, in Vietnamese; ``None`` when it can."""
    if len(name) > MAX_NAME:
        return f"tên biến dài quá {MAX_NAME} ký tự"
    if not _NAME.fullmatch(name):
        return "tên biến chỉ gồm chữ cái không dấu, chữ số, gạch dưới và dấu chấm giữa các phần"
    if taken := sorted(RESERVED.intersection(name.split("."))):
        return f"«{taken[0]}» là từ dành riêng của ngôn ngữ"
    return None


@dataclass(frozen=True, slots=True)
class Environment:
    """The variables an expression may use, by full name (``a02``, ``previous.a02``, ``nhan_su.so_luong``).

    ``imported`` admits ``regex()`` for constraints translated from an XLSForm. Raises ``ExpressionError``
    (NAME) when a name cannot be written in the language.
    """

    variables: Mapping[str, Type] = field(default_factory=dict)
    imported: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "variables", dict(self.variables))
        for name in self.variables:
            if fault := name_fault(name):
                raise ExpressionError(
                    f"Tên biến «{name}» không dùng được: {fault}",
                    remedy_vi="đổi mã của câu hỏi",
                    code=ErrorCode.NAME,
                )

    def extended(self, *, variables: Mapping[str, Type]) -> "Environment":
        """A copy with further variables, e.g. the ``row.…`` of one repeat table."""
        return Environment({**self.variables, **variables}, self.imported)
