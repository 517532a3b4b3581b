"""Tokens to a syntax tree: operator precedence of CEL, positions kept, nothing executed."""

import re
from datetime import date
from typing import Final

from daumoi_calc.expressions.errors import ErrorCode, ExpressionError
from daumoi_calc.expressions.language import (
    COMPARISON,
    MAX_DEPTH,
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
from daumoi_calc.expressions.tokens import Token, TokenKind, tokenize
from daumoi_calc.expressions.types import RESERVED, Kind

# Guards Python's own stack while parsing; twice the tree's height, since brackets cost a level but leave no
# node.
_MAX_NESTING: Final = 2 * MAX_DEPTH + 2

_ISO_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_WORD_ADVICE: Final = {
    "and": "dùng && cho «và»",
    "or": "dùng || cho «hoặc»",
    "not": "dùng ! cho «không»",
    "null": "dùng is_missing(x) để hỏi một giá trị có thiếu không",
    "div": "dùng / cho phép chia",
    "mod": "ngôn ngữ không có phép chia lấy dư",
}


def parse(source: str) -> Node:
    """The syntax tree of ``source``, types not yet known.

    Raises ``ExpressionError`` (SYNTAX, NAME or LIMIT) with the place of the first fault.
    """
    reader = _Reader(tokenize(source))
    node = reader.expression()
    if reader.token.kind is not TokenKind.END:
        raise _trailing(reader.token)
    refuse_deep(node)
    return node


def refuse_deep(node: Node) -> None:
    """Raises ``ExpressionError`` (LIMIT) when the tree is higher than ``MAX_DEPTH``."""
    for part, level in walk(node):
        if level > MAX_DEPTH:
            raise _too_deep(part.start, part.end)


def _too_deep(start: int, end: int) -> ExpressionError:
    return ExpressionError(
        f"Biểu thức lồng nhau quá {MAX_DEPTH} tầng",
        start,
        end,
        "tách phần bên trong thành ô tính rồi dùng tên ô tính",
        ErrorCode.LIMIT,
    )


def _trailing(token: Token) -> ExpressionError:
    if advice := _WORD_ADVICE.get(token.text):
        return ExpressionError(f"Không hiểu «{token.text}» ở đây", token.start, token.end, advice)
    if token.text == ")":
        return ExpressionError("Thừa dấu «)»", token.start, token.end, "xóa dấu này hoặc thêm «(» phía trước")
    return ExpressionError(
        f"Thừa «{token.text}» sau khi biểu thức đã kết thúc",
        token.start,
        token.end,
        "thêm phép toán ở giữa hoặc xóa",
    )


class _Reader:
    """A cursor over the tokens; each method reads one construct and leaves the cursor behind it."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.index = 0
        self.nesting = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.index]

    def take(self) -> Token:
        token = self.token
        self.index += 1
        return token

    def sees(self, text: str) -> bool:
        return self.token.kind is TokenKind.SIGN and self.token.text == text

    def expect(self, text: str, why_vi: str) -> Token:
        if not self.sees(text):
            found = f"gặp «{self.token.text}»" if self.token.text else "đã hết biểu thức"
            raise ExpressionError(
                f"Thiếu dấu «{text}» {why_vi}: {found}",
                self.token.start,
                max(self.token.end, self.token.start + 1),
                _WORD_ADVICE.get(self.token.text, f"thêm «{text}»"),
            )
        return self.take()

    def expression(self) -> Node:
        condition = self.chain(1)
        if not self.sees("?"):
            return condition
        self.take()
        then = self.chain(1)
        self.expect(":", "giữa hai nhánh của «? :»")
        otherwise = self.guarded_expression()
        return Conditional(condition, then, otherwise, start=condition.start, end=otherwise.end)

    def guarded_expression(self) -> Node:
        self.nesting += 1
        if self.nesting > _MAX_NESTING:
            raise _too_deep(self.token.start, self.token.end)
        node = self.expression()
        self.nesting -= 1
        return node

    def chain(self, lowest: int) -> Node:
        """Operators of level ``lowest`` and above, climbing: one flat node per run of equal level."""
        self.nesting += 1
        if self.nesting > _MAX_NESTING:
            raise _too_deep(self.token.start, self.token.end)
        left = self.unary()
        while (level := self.operator_level()) >= lowest:
            left = self.run_of(left, level)
        self.nesting -= 1
        return left

    def operator_level(self) -> int:
        token = self.token
        if token.kind is TokenKind.SIGN or (token.kind is TokenKind.NAME and token.text == "in"):
            return PRECEDENCE.get(token.text, 0)
        return 0

    def run_of(self, left: Node, level: int) -> Node:
        operators: list[str] = []
        operands: list[Node] = [left]
        if isinstance(left, Operation) and level != COMPARISON and PRECEDENCE[left.operators[0]] == level:
            # (a + b) + c is a + b + c: the brackets said nothing.
            operators, operands = list(left.operators), list(left.operands)
        while self.operator_level() == level:
            if level == COMPARISON and operators:
                raise ExpressionError(
                    "Không viết liền hai phép so sánh",
                    self.token.start,
                    self.token.end,
                    "tách thành hai phép nối bằng &&, ví dụ a < b && b < c",
                )
            operators.append(self.take().text)
            operands.append(self.chain(level + 1))
        return Operation(tuple(operators), tuple(operands), start=left.start, end=operands[-1].end)

    def unary(self) -> Node:
        signs: list[Token] = []
        while self.sees("-") or self.sees("!"):
            signs.append(self.take())
        if signs and signs[-1].text == "-" and self.token.kind is TokenKind.NUMBER:
            minus, number = signs.pop(), self.take()
            node: Node = Literal(Kind.NUMBER, -int(number.value), start=minus.start, end=number.end)
        else:
            node = self.primary()
        for sign in reversed(signs):
            node = Unary(sign.text, node, start=sign.start, end=node.end)
        return node

    def primary(self) -> Node:
        token = self.take()
        if token.kind is TokenKind.NUMBER:
            return Literal(Kind.NUMBER, token.value, start=token.start, end=token.end)
        if token.kind is TokenKind.TEXT:
            return Literal(Kind.TEXT, token.value, start=token.start, end=token.end)
        if token.kind is TokenKind.NAME:
            return self.named(token)
        if token.text == "(":
            inner = self.guarded_expression()
            self.expect(")", "đóng ngoặc")
            return inner
        if token.text == "[":
            items, end = self.items("]", "đóng danh sách")
            return ListOf(items, start=token.start, end=end)
        found = f"«{token.text}» không đứng được ở đây" if token.text else "Biểu thức dừng giữa chừng"
        raise ExpressionError(
            found, token.start, max(token.end, token.start + 1), "viết một giá trị, biến hoặc hàm"
        )

    def named(self, token: Token) -> Node:
        if token.text in ("true", "false"):
            return Literal(Kind.BOOLEAN, token.text == "true", start=token.start, end=token.end)
        if self.sees("("):
            self.take()
            arguments, end = self.items(")", f"sau các tham số của {token.text}")
            return self.call(token, arguments, end)
        if taken := RESERVED.intersection(token.text.split(".")):
            word = sorted(taken)[0]
            raise ExpressionError(
                f"«{word}» không phải là biến",
                token.start,
                token.end,
                _WORD_ADVICE.get(word, "dùng mã của câu hỏi"),
            )
        return Variable(token.text, start=token.start, end=token.end)

    def items(self, closing: str, why_vi: str) -> tuple[tuple[Node, ...], int]:
        items: list[Node] = []
        while not self.sees(closing):
            if items:
                self.expect(",", "giữa các tham số" if closing == ")" else "giữa các phần tử")
            items.append(self.guarded_expression())
        return tuple(items), self.expect(closing, why_vi).end

    def call(self, name: Token, arguments: tuple[Node, ...], end: int) -> Node:
        if "." in name.text:
            method = name.text.rpartition(".")[2]
            raise ExpressionError(
                f"Không gọi hàm sau dấu chấm: {name.text}(…)",
                name.start,
                name.end,
                f"viết {method}(giá trị, …)",
                ErrorCode.NAME,
            )
        if name.text == "if":
            if len(arguments) != 3:
                raise ExpressionError(
                    "Hàm if cần đúng 3 tham số",
                    name.start,
                    end,
                    "viết if(điều kiện, giá trị khi đúng, giá trị khi sai)",
                )
            return Conditional(*arguments, start=name.start, end=end)
        if name.text == "date":
            return _date(name, arguments, end)
        if advice := _WORD_ADVICE.get(name.text):
            raise ExpressionError(f"Không có hàm {name.text}", name.start, name.end, advice, ErrorCode.NAME)
        return Call(name.text, arguments, start=name.start, end=end)


def read_date(text: str) -> date | None:
    """The day written as ``2016-06-30``; ``None`` for any other shape and for days that do not exist."""
    # The shape is tested first: fromisoformat also reads week dates, which nobody here writes.
    if not _ISO_DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _date(name: Token, arguments: tuple[Node, ...], end: int) -> Node:
    only = arguments[0] if len(arguments) == 1 else None
    if isinstance(only, Literal) and isinstance(only.value, str):
        day = read_date(only.value)
        if day is not None:
            return Literal(Kind.DATE, day, start=name.start, end=end)
    raise ExpressionError(
        "Ngày không đúng dạng",
        name.start,
        end,
        "viết một ngày có thật, ví dụ date('2016-06-30')",
        ErrorCode.VALUE,
    )
