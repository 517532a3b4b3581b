"""From the expressions of an XLSForm to the language of the house: typed, so that nothing is converted by guess.

Two things differ on purpose. A blank answer is *missing*, not an empty text or 0: a condition about it is unknown, so
the question it would show stays hidden and the rule it would break stays silent. And a type fault is found here, not
by whoever fills the form in.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from daumoi.surveys.xlsform.problems import Refusal
from daumoi.surveys.xlsform.words import code_of
from daumoi.surveys.xlsform.xpath import Attribute, Binary, Constant, Function, Negative, Node, Reference
from daumoi_calc.expressions import (
    BOOLEAN,
    DATE,
    NUMBER,
    TEXT,
    Compiled,
    Environment,
    ExpressionError,
    Kind,
    Type,
    choice,
    compile_expression,
    quote_text,
)

YES, NO = "co", "khong"
"""The codes that stand for yes and no where a yes/no question travels as a select_one."""
YES_NO_LIST: Final = "daumoi_co_khong"
"""The list such questions choose from; it is not a code list of the questionnaire."""

_NUMERAL = re.compile(r"-?\d+(\.\d+)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Target:
    """What a name means at some place: its name in the language and its type (a column has kind ROWS)."""

    name: str
    type: Type
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """The names an expression may use; `own` is what `.` means, `attributes` the columns of a choice list."""

    resolve: Callable[[str], Target]
    own: Target | None = None
    attributes: Mapping[str, Type] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Piece:
    """A translated part."""

    source: str
    type: Type
    is_own: bool = False


def translate(node: Node, scope: Scope, wanted: Type | None = None) -> Piece:
    """The expression in the language of the house. Raises `Refusal` where it has no counterpart."""
    return _Translator(scope).emit(node, wanted)


def finished(source: str, environment: Environment, expects: Type | None) -> Compiled:
    """The translated text checked; `Refusal` carries the language's own message and remedy."""
    try:
        return compile_expression(source, environment=environment, expects=expects)
    except ExpressionError as fault:
        raise Refusal(
            f"{fault.message_vi}.", f"Cách sửa: {fault.remedy_vi}." if fault.remedy_vi else ""
        ) from fault


def is_blank(node: Node) -> bool:
    """Whether the node is the empty text `''`."""
    return isinstance(node, Constant) and not node.is_number and not node.value


class _Translator:
    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def emit(self, node: Node, wanted: Type | None = None) -> Piece:
        match node:
            case Constant():
                return _constant(node, wanted)
            case Reference():
                return self.reference(node)
            case Attribute():
                return self.attribute(node)
            case Negative(Constant(value, True)):
                return Piece(f"-{_plain(value)}", NUMBER)
            case Negative():
                return Piece(f"-({self.emit(node.operand, NUMBER).source})", NUMBER)
            case Binary():
                return self.binary(node)
            case Function():
                return _FUNCTIONS[node.name](self, node, wanted)

    def reference(self, node: Reference) -> Piece:
        if node.name:
            target = self.scope.resolve(node.name)
        elif self.scope.own is None:
            raise Refusal("Dấu “.” chỉ dùng trong ràng buộc (constraint).", "Dùng ${tên} của câu hỏi.")
        else:
            target = self.scope.own
        return Piece(target.name, target.type, target.is_own)

    def attribute(self, node: Attribute) -> Piece:
        if not self.scope.attributes:
            raise Refusal(f"Không rõ “{node.name}” là gì.", f"Viết ${{{node.name}}} nếu là câu hỏi.")
        name = "code" if node.name == "name" else code_of(node.name)
        found = self.scope.attributes.get(name)
        if found is None:
            known = ", ".join(sorted(self.scope.attributes))
            raise Refusal(f"Tờ choices không có cột “{node.name}” cho danh sách này.", f"Các cột: {known}.")
        return Piece(f"choice.{name}", found)

    def binary(self, node: Binary) -> Piece:
        if node.operator == "or" and (found := self.membership(node)):
            return found
        if node.operator in ("and", "or"):
            sign = "&&" if node.operator == "and" else "||"
            left, right = self.emit(node.left, BOOLEAN), self.emit(node.right, BOOLEAN)
            return Piece(f"({left.source} {sign} {right.source})", BOOLEAN)
        if node.operator in _COMPARISONS:
            return self.comparison(node)
        left, right = self.emit(node.left, NUMBER), self.emit(node.right, NUMBER)
        if node.operator == "-" and left.type.kind is Kind.DATE and right.type.kind is Kind.DATE:
            return Piece(f"days_between({right.source}, {left.source})", NUMBER)
        sign = "/" if node.operator == "div" else node.operator
        return Piece(f"({left.source} {sign} {right.source})", NUMBER)

    def membership(self, node: Binary) -> Piece | None:
        """`${x} = 'a' or ${x} = 'b'` is said as `x in ['a', 'b']`, which reads better in a sentence."""
        parts: list[Node] = [node]
        while isinstance(parts[0], Binary) and parts[0].operator == "or":
            parts[:1] = [parts[0].left, parts[0].right]
        subjects, listed = set[str](), list[Constant]()
        for part in parts:
            if not isinstance(part, Binary) or part.operator != "=" or is_blank(part.right):
                return None
            if not isinstance(part.left, Reference) or not isinstance(part.right, Constant):
                return None
            subjects.add(part.left.name)
            listed.append(part.right)
        subject = self.emit(Reference(subjects.pop()))
        if subjects or subject.type.kind in (Kind.CHOICES, Kind.BOOLEAN):
            return None
        items = ", ".join(self.emit(one, subject.type).source for one in listed)
        return Piece(f"({subject.source} in [{items}])", BOOLEAN)

    def comparison(self, node: Binary) -> Piece:
        for blank, other in ((node.left, node.right), (node.right, node.left)):
            if is_blank(blank) and node.operator in ("=", "!="):
                negation = "!" if node.operator == "!=" else ""
                return Piece(f"{negation}is_missing({self.emit(other).source})", BOOLEAN)
        left, right = self.beside(node.left, node.right)
        if Kind.CHOICES in (left.type.kind, right.type.kind):
            raise Refusal(
                "Không so sánh trực tiếp câu chọn nhiều (select_multiple).",
                "Dùng selected(${x}, 'ma') cho từng mã.",
            )
        if left.type.kind is Kind.BOOLEAN and right.source in ("true", "false"):
            positive = (right.source == "true") is (node.operator == "=")
            return Piece(left.source if positive else f"!({left.source})", BOOLEAN)
        return Piece(f"({left.source} {_COMPARISONS[node.operator]} {right.source})", BOOLEAN)

    def beside(self, left: Node, right: Node) -> tuple[Piece, Piece]:
        """Two sides of one type: a constant takes the type of what it stands beside."""
        if isinstance(left, Constant) and not isinstance(right, Constant):
            second = self.emit(right)
            return self.emit(left, second.type), second
        first = self.emit(left)
        return first, self.emit(right, first.type)

    def conditional(self, node: Function, wanted: Type | None) -> Piece:
        condition, then, otherwise = node.arguments
        if is_blank(then) or is_blank(otherwise):
            raise Refusal(
                "if(…) với một nhánh trống ('') chỉ dùng được ở ngoài cùng của calculate.",
                "Đưa điều kiện vào cột relevant của câu tính.",
            )
        first, second = self.beside(then, otherwise)
        if wanted is not None and isinstance(then, Constant) and isinstance(otherwise, Constant):
            first, second = self.emit(then, wanted), self.emit(otherwise, wanted)
        result = first.type if not isinstance(then, Constant) else second.type
        return Piece(f"if({self.emit(condition, BOOLEAN).source}, {first.source}, {second.source})", result)

    def coalesce(self, node: Function, wanted: Type | None) -> Piece:
        known = next((self.emit(one) for one in node.arguments if not isinstance(one, Constant)), None)
        if any(is_blank(one) for one in node.arguments):
            raise Refusal("coalesce không nhận văn bản trống ('').", "Bỏ tham số '' vì trống đã là thiếu.")
        pieces = [self.emit(one, known.type if known else wanted) for one in node.arguments]
        return Piece(f"coalesce({', '.join(piece.source for piece in pieces)})", pieces[0].type)

    def column(self, node: Function) -> Piece:
        piece = self.emit(node.arguments[0])
        if piece.type.kind is not Kind.ROWS:
            raise Refusal(
                f"{node.name}() nhận một cột của bảng lặp từ bên ngoài bảng.",
                "Đặt câu tính ra ngoài begin_repeat … end_repeat; với các câu thường dùng phép cộng.",
            )
        return piece

    def extreme(self, node: Function, wanted: Type | None) -> Piece:
        pieces = [self.emit(one, NUMBER) for one in node.arguments]
        first = pieces[0].type
        result = first.item if first.kind is Kind.ROWS and first.item is not None else first
        return Piece(f"{node.name}({', '.join(piece.source for piece in pieces)})", result)

    def selected(self, node: Function, wanted: Type | None) -> Piece:
        options, code = node.arguments
        subject = self.emit(options)
        item = choice(*(subject.type.codes or ()))
        return Piece(f"selected({subject.source}, {self.emit(code, item).source})", BOOLEAN)

    def length(self, node: Function, wanted: Type | None) -> Piece:
        piece = self.emit(node.arguments[0], TEXT)
        size = f"size({piece.source})"
        return Piece(size if piece.is_own else f"coalesce({size}, 0)", NUMBER)

    def text_test(self, node: Function, wanted: Type | None) -> Piece:
        first, second = (self.emit(one, TEXT) for one in node.arguments)
        return Piece(f"{node.name.replace('-', '_')}({first.source}, {second.source})", BOOLEAN)

    def regex(self, node: Function, wanted: Type | None) -> Piece:
        subject, pattern = self.emit(node.arguments[0]), node.arguments[1]
        if not isinstance(pattern, Constant) or pattern.is_number:
            raise Refusal("Mẫu của regex() phải là văn bản trong nháy.", "Ví dụ regex(., '[0-9]{10}').")
        if subject.type.kind is not Kind.TEXT:
            raise Refusal(
                "regex() chỉ xét được câu kiểu text.", "Đổi kiểu câu sang text, hoặc so sánh số trực tiếp."
            )
        return Piece(f"regex({subject.source}, {quote_text(pattern.value)})", BOOLEAN)

    def rounded(self, node: Function, wanted: Type | None) -> Piece:
        pieces = [self.emit(one, NUMBER) for one in node.arguments]
        return Piece(f"round({', '.join(piece.source for piece in pieces)})", NUMBER)

    def number(self, node: Function, wanted: Type | None) -> Piece:
        piece = self.emit(node.arguments[0], NUMBER)
        if piece.type.kind is not Kind.NUMBER:
            raise Refusal("number() không đổi văn bản thành số.", "Dùng câu kiểu integer hoặc decimal.")
        return piece

    def day(self, node: Function, wanted: Type | None) -> Piece:
        value = node.arguments[0]
        if isinstance(value, Constant) and _DAY.fullmatch(value.value):
            return Piece(f"date('{value.value}')", DATE)
        piece = self.emit(value)
        if piece.type.kind is Kind.DATE:
            return piece
        raise Refusal("date() chỉ nhận một ngày cố định.", "Ví dụ date('2016-06-30').")


_COMPARISONS: Final = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def _constant(node: Constant, wanted: Type | None) -> Piece:
    kind = wanted.kind if wanted is not None else None
    if kind is Kind.CHOICE and wanted is not None:
        return Piece(quote_text(node.value), wanted)
    if node.is_number:
        return Piece(quote_text(node.value), TEXT) if kind is Kind.TEXT else Piece(_plain(node.value), NUMBER)
    if kind is Kind.NUMBER and _NUMERAL.fullmatch(node.value):
        return Piece(_plain(node.value), NUMBER)
    if kind is Kind.DATE and _DAY.fullmatch(node.value):
        return Piece(f"date('{node.value}')", DATE)
    if kind is Kind.BOOLEAN and node.value in (YES, NO, "OK"):
        return Piece("false" if node.value == NO else "true", BOOLEAN)
    return Piece(quote_text(node.value), TEXT)


def _plain(text: str) -> str:
    return format(Decimal(text), "f")


def _truth(value: str) -> Callable[[_Translator, Function, Type | None], Piece]:
    return lambda translator, node, wanted: Piece(value, BOOLEAN)


def _rows(form: str) -> Callable[[_Translator, Function, Type | None], Piece]:
    return lambda translator, node, wanted: Piece(form.format(translator.column(node).source), NUMBER)


_FUNCTIONS: Final[dict[str, Callable[[_Translator, Function, Type | None], Piece]]] = {
    "selected": _Translator.selected,
    "count-selected": _Translator.length,
    "if": _Translator.conditional,
    "coalesce": _Translator.coalesce,
    "not": lambda translator, node, wanted: Piece(
        f"!({translator.emit(node.arguments[0], BOOLEAN).source})", BOOLEAN
    ),
    "true": _truth("true"),
    "false": _truth("false"),
    "sum": _rows("sum(coalesce({}, 0))"),
    "count": _rows("size({})"),
    "count-non-empty": _rows("count({})"),
    "min": _Translator.extreme,
    "max": _Translator.extreme,
    "round": _Translator.rounded,
    "abs": lambda translator, node, wanted: Piece(
        f"abs({translator.emit(node.arguments[0], NUMBER).source})", NUMBER
    ),
    "number": _Translator.number,
    "string-length": _Translator.length,
    "contains": _Translator.text_test,
    "starts-with": _Translator.text_test,
    "regex": _Translator.regex,
    "date": _Translator.day,
}
