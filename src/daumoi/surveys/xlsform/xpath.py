"""The expressions of an XLSForm as a small tree: the accepted part of XPath, everything else refused by name."""

import re
from dataclasses import dataclass
from typing import Final

from daumoi.surveys.xlsform.functions import ACCEPTED_FUNCTIONS, refused_function
from daumoi.surveys.xlsform.problems import Refusal

MAX_LENGTH: Final = 4_000
_MAX_DEPTH: Final = 60

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<text>"[^"]*"|'[^']*')
    |(?P<number>\d+(?:\.\d*)?|\.\d+)
    |\$\{\s*(?P<reference>[^{}]*?)\s*\}
    |(?P<name>[A-Za-z_][\w\-]*(?:[.:][A-Za-z_][\w\-]*)*)
    |(?P<sign><=|>=|!=|\.\.|//|[-+*=<>(),./\[\]|@.])
    )""",
    re.VERBOSE,
)
_WORD_OPERATORS: Final = frozenset({"and", "or", "div", "mod"})
_QUOTES: Final = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Constant:
    """A quoted text or a number as written."""

    value: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """`${name}`; `.` is the reference with an empty name."""

    name: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """A bare name: a column of the choices sheet, in a choice filter."""

    name: str


@dataclass(frozen=True, slots=True)
class Negative:
    """`-x`."""

    operand: "Node"


@dataclass(frozen=True, slots=True)
class Binary:
    """An operator with two sides."""

    operator: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Function:
    """An accepted function with its arguments."""

    name: str
    arguments: "tuple[Node, ...]"


Node = Constant | Reference | Attribute | Negative | Binary | Function

_LEVELS: Final = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))


def parse_xpath(source: str) -> Node:
    """The tree of an expression. Raises `Refusal` naming what is not understood and what to write instead."""
    if len(source) > MAX_LENGTH:
        raise Refusal(f"Biểu thức dài quá {MAX_LENGTH} ký tự.", "Tách thành các câu calculate.")
    reader = _Reader(_tokens(source.translate(_QUOTES)))
    node = reader.level(0)
    if reader.kind:
        raise Refusal(
            f"Không hiểu “{reader.shown}” trong “{_short(source)}”.", "Kiểm tra phép toán và dấu ngoặc."
        )
    return node


def references(node: Node) -> frozenset[str]:
    """The names used anywhere in a tree; `.` is not among them."""
    match node:
        case Reference():
            return frozenset({node.name} - {""})
        case Negative():
            return references(node.operand)
        case Binary():
            return references(node.left) | references(node.right)
        case Function():
            return frozenset[str]().union(*(references(one) for one in node.arguments))
        case _:
            return frozenset()


def _short(source: str) -> str:
    return source if len(source) <= 80 else source[:80] + "…"


def _tokens(source: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    place = 0
    while place < len(source.rstrip()):
        match = _TOKEN.match(source, place)
        if match is None:
            rest = source[place:].strip()
            if rest[:1] in "\"'":
                raise Refusal(f"Thiếu dấu nháy đóng ở “{_short(rest)}”.", "Thêm dấu nháy.")
            raise Refusal(
                f"Không hiểu “{_short(rest)}”.", "Chỉ dùng ${tên}, phép toán và hàm trong danh sách."
            )
        kind = str(match.lastgroup)
        text = match[kind]
        if kind == "name" and ":" in text and "(" not in source[match.end() : match.end() + 2]:
            raise Refusal(f"Không hiểu “{text}”.", "Dùng ${tên} của câu hỏi.")
        found.append((kind, text))
        place = match.end()
    return found


class _Reader:
    """A cursor over the tokens."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.index = 0
        self.depth = 0

    @property
    def kind(self) -> str:
        return self.tokens[self.index][0] if self.index < len(self.tokens) else ""

    @property
    def shown(self) -> str:
        return self.tokens[self.index][1] if self.index < len(self.tokens) else "hết biểu thức"

    def sees(self, *signs: str) -> bool:
        return (self.kind == "sign" and self.shown in signs) or (
            self.kind == "name" and self.shown in _WORD_OPERATORS and self.shown in signs
        )

    def take(self) -> str:
        text = self.shown
        self.index += 1
        return text

    def level(self, number: int) -> Node:
        if number == len(_LEVELS):
            return self.unary()
        left = self.level(number + 1)
        while self.sees(*_LEVELS[number]):
            operator = self.take()
            if operator == "mod":
                raise Refusal("Không có phép chia lấy dư mod.", refused_function("mod"))
            left = Binary(operator, left, self.level(number + 1))
        return left

    def unary(self) -> Node:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise Refusal(f"Biểu thức lồng nhau quá {_MAX_DEPTH} tầng.", "Tách thành các câu calculate.")
        if self.sees("-"):
            self.take()
            node: Node = Negative(self.unary())
        else:
            node = self.primary()
        self.depth -= 1
        if self.sees("/", "//", "[", "|", ".."):
            raise Refusal(f"Không nhận đường dẫn XPath (“{self.shown}”).", "Dùng ${tên} của câu hỏi.")
        return node

    def primary(self) -> Node:
        kind, text = self.kind, self.take()
        if kind == "number":
            return Constant(text, True)
        if kind == "text":
            return Constant(text[1:-1], False)
        if kind == "reference":
            return _reference(text)
        if kind == "name":
            return self.call(text) if self.sees("(") else _attribute(text)
        if text == ".":
            return Reference("")
        if text == "(":
            node = self.level(0)
            self.close("ngoặc")
            return node
        if text in ("/", "//", "..", "@", "*"):
            raise Refusal(f"Không nhận đường dẫn XPath (“{text}”).", "Dùng ${tên} của câu hỏi.")
        found = f"“{text}” không đứng được ở đây" if kind else "Biểu thức dừng giữa chừng"
        raise Refusal(f"{found}.", "Kiểm tra phép toán và dấu ngoặc.")

    def close(self, what: str) -> None:
        if not self.sees(")"):
            raise Refusal(f"Thiếu dấu “)” đóng {what} trước “{self.shown}”.", "Thêm dấu ngoặc.")
        self.take()

    def call(self, name: str) -> Node:
        function = ACCEPTED_FUNCTIONS.get(name)
        if function is None:
            raise Refusal(f"Hàm {name}() không nằm trong danh sách nhận được.", refused_function(name))
        self.take()
        arguments: list[Node] = []
        while not self.sees(")"):
            if arguments:
                if not self.sees(","):
                    raise Refusal(f"Thiếu dấu “,” hoặc “)” trong {name}().", f"Viết {function.usage}.")
                self.take()
            arguments.append(self.level(0))
        self.take()
        if len(arguments) < function.least or (function.most is not None and len(arguments) > function.most):
            raise Refusal(f"Hàm {name}() nhận sai số tham số ({len(arguments)}).", f"Viết {function.usage}.")
        return Function(name, tuple(arguments))


def _reference(text: str) -> Reference:
    if text.startswith("last-saved#"):
        raise Refusal("Không nhận ${last-saved#…}.", "Dùng số liệu điền sẵn từ sổ đăng ký.")
    if not text:
        raise Refusal("Tham chiếu ${} trống.", "Ghi tên câu hỏi trong ngoặc nhọn.")
    return Reference(text)


def _attribute(text: str) -> Attribute:
    if text in _WORD_OPERATORS:
        raise Refusal(f"“{text}” không đứng được ở đây.", "Kiểm tra phép toán và dấu ngoặc.")
    return Attribute(text)
