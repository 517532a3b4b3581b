"""The checked tree as plain JSON values, for storing with a published form and for sending to other
evaluators.

``{"language": 1, "type": "boolean", "variables": {"a02": "number"}, "body": …}`` where a body is one of
``{"number": "12.5"}``, ``{"text": "…"}``, ``{"code": "…"}``, ``{"boolean": true}``, ``{"date":
"2016-06-30"}``, ``{"variable": "a02"}``, ``{"unary": "-", "of": body}``, ``{"chain": ["+", "-"], "of": [body,
…]}``, ``{"if": [body, body, body]}``, ``{"list": [body, …]}``, ``{"call": "sum", "of": [body, …]}``.
"""

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Final

from daumoi_calc.expressions.errors import ErrorCode, ExpressionError
from daumoi_calc.expressions.fixedpoint import plain
from daumoi_calc.expressions.language import (
    LANGUAGE_VERSION,
    MAX_DEPTH,
    MAX_SOURCE,
    PRECEDENCE,
    Call,
    Conditional,
    ListOf,
    Literal,
    Node,
    Operation,
    Unary,
    Variable,
    walk,
)
from daumoi_calc.expressions.parser import read_date
from daumoi_calc.expressions.tokens import TokenKind, storable, tokenize
from daumoi_calc.expressions.types import Kind

Json = dict[str, Any]


def tree_to_json(node: Node) -> Json:
    """The JSON form of a checked tree, version and types of the variables included."""
    used = {part.name: str(part.type) for part, _ in walk(node) if isinstance(part, Variable)}
    return {
        "language": LANGUAGE_VERSION,
        "type": str(node.type),
        "variables": dict(sorted(used.items())),
        "body": _body(node),
    }


def tree_from_json(data: Mapping[str, Any]) -> Node:
    """The unchecked tree of a JSON form: whoever loads it checks it again, since an environment may have
    changed.

    Raises ``ExpressionError``: VERSION for another language version, LIMIT for a tree too large, SYNTAX for
    anything that is not the JSON of a tree.
    """
    version = data.get("language")
    if version != LANGUAGE_VERSION:
        raise ExpressionError(
            f"Biểu thức viết cho phiên bản ngôn ngữ {version}, máy này đọc phiên bản {LANGUAGE_VERSION}",
            remedy_vi="mở bằng phiên bản phần mềm tương ứng hoặc soạn lại biểu thức",
            code=ErrorCode.VERSION,
        )
    return _Loader().node(data.get("body"), 1)


def _body(node: Node) -> Json:
    match node:
        case Literal():
            return _literal(node)
        case Variable():
            return {"variable": node.name}
        case Unary():
            return {"unary": node.operator, "of": _body(node.operand)}
        case Operation():
            return {"chain": list(node.operators), "of": [_body(part) for part in node.operands]}
        case Conditional():
            return {"if": [_body(part) for part in node.children]}
        case Call():
            return {"call": node.function, "of": [_body(part) for part in node.arguments]}
        case _:
            return {"list": [_body(part) for part in node.children]}


def _literal(node: Literal) -> Json:
    if node.kind is Kind.NUMBER:
        return {"number": plain(node.scaled)}
    if node.kind is Kind.DATE:
        return {"date": str(node.value)}
    if node.kind is Kind.BOOLEAN:
        return {"boolean": node.value}
    return {"code" if node.kind is Kind.CHOICE else "text": node.value}


def _malformed(what_vi: str) -> ExpressionError:
    return ExpressionError(f"Dạng JSON của biểu thức không đúng: {what_vi}", remedy_vi="xuất lại biểu thức")


class _Loader:
    def __init__(self) -> None:
        self.nodes = 0

    def node(self, data: Any, level: int) -> Node:
        self.nodes += 1
        if level > MAX_DEPTH or self.nodes > MAX_SOURCE:
            raise ExpressionError(
                "Biểu thức quá lớn", remedy_vi="tách thành các ô tính", code=ErrorCode.LIMIT
            )
        if isinstance(data, dict):
            for key, load in _LOADERS.items():
                if key in data:
                    return load(self, data, level)
        raise _malformed("không rõ loại nút")

    def parts(self, data: Any, level: int) -> tuple[Node, ...]:
        if not isinstance(data, list):
            raise _malformed("thiếu danh sách thành phần")
        return tuple(self.node(part, level + 1) for part in data)

    def number(self, data: Json, level: int) -> Node:
        text = str(data["number"])
        tokens = tokenize(text.removeprefix("-"))
        if len(tokens) != 2 or tokens[0].kind is not TokenKind.NUMBER:
            raise _malformed(f"số «{text[:40]}»")
        value = int(tokens[0].value)
        return Literal(Kind.NUMBER, -value if text.startswith("-") else value)

    def text(self, data: Json, level: int) -> Node:
        # A code is loaded as text and found to be a code again by the checker, against today's code list.
        value = data.get("text", data.get("code"))
        if not isinstance(value, str) or not storable(value):
            raise _malformed("văn bản")
        return Literal(Kind.TEXT, unicodedata.normalize("NFC", value))

    def boolean(self, data: Json, level: int) -> Node:
        if not isinstance(data["boolean"], bool):
            raise _malformed("giá trị đúng/sai")
        return Literal(Kind.BOOLEAN, data["boolean"])

    def date(self, data: Json, level: int) -> Node:
        day = read_date(str(data["date"]))
        if day is None:
            raise _malformed("ngày")
        return Literal(Kind.DATE, day)

    def variable(self, data: Json, level: int) -> Node:
        return Variable(str(data["variable"]))

    def unary(self, data: Json, level: int) -> Node:
        if data["unary"] not in ("-", "!"):
            raise _malformed("phép một ngôi")
        return Unary(data["unary"], self.node(data.get("of"), level + 1))

    def chain(self, data: Json, level: int) -> Node:
        operators = data["chain"]
        operands = self.parts(data.get("of"), level)
        if not isinstance(operators, list) or not operators or len(operands) != len(operators) + 1:
            raise _malformed("phép toán và số toán hạng")
        levels = {PRECEDENCE.get(str(sign), 0) for sign in operators}
        if len(levels) != 1 or 0 in levels or (PRECEDENCE["=="] in levels and len(operators) > 1):
            raise _malformed("phép toán")
        return Operation(tuple(operators), operands)

    def conditional(self, data: Json, level: int) -> Node:
        parts = self.parts(data["if"], level)
        if len(parts) != 3:
            raise _malformed("điều kiện ba phần")
        return Conditional(*parts)

    def listed(self, data: Json, level: int) -> Node:
        return ListOf(self.parts(data["list"], level))

    def call(self, data: Json, level: int) -> Node:
        return Call(str(data["call"]), self.parts(data.get("of"), level))


_LOADERS: Final[dict[str, Callable[[_Loader, Json, int], Node]]] = {
    "number": _Loader.number,
    "text": _Loader.text,
    "code": _Loader.text,
    "boolean": _Loader.boolean,
    "date": _Loader.date,
    "variable": _Loader.variable,
    "unary": _Loader.unary,
    "chain": _Loader.chain,
    "if": _Loader.conditional,
    "list": _Loader.listed,
    "call": _Loader.call,
}
