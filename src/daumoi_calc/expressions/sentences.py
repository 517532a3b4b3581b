"""A rule as a Vietnamese sentence, so that whoever fills in or approves a form reads what is checked, not
code.

A clause is spoken in one of two moods: what *must* hold ("A phải lớn hơn B") or what *is* the case ("A lớn
hơn B"), and may be negated; negation is pushed down to the comparison, since "không phải là A lớn hơn B"
helps nobody.
"""

from collections.abc import Callable
from typing import Final

from daumoi_calc.expressions.language import Call, Conditional, Literal, Node, Operation, Unary
from daumoi_calc.expressions.patterns import NAMED_PATTERNS
from daumoi_calc.expressions.sentence_values import Words, value_phrase
from daumoi_calc.expressions.types import Kind

_OPPOSITE: Final = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}

# (what must hold, what is the case) by kind of the operands.
_NUMBERS: Final = {
    "==": ("phải bằng", "bằng"),
    "!=": ("phải khác", "khác"),
    "<": ("phải nhỏ hơn", "nhỏ hơn"),
    "<=": ("phải nhỏ hơn hoặc bằng", "nhỏ hơn hoặc bằng"),
    ">": ("phải lớn hơn", "lớn hơn"),
    ">=": ("phải lớn hơn hoặc bằng", "lớn hơn hoặc bằng"),
}
_DATES: Final = {
    "==": ("phải trùng với", "trùng với"),
    "!=": ("phải khác", "khác"),
    "<": ("phải trước", "trước"),
    "<=": ("không được sau", "không sau"),
    ">": ("phải sau", "sau"),
    ">=": ("không được trước", "không trước"),
}
_NAMES: Final = {"==": ("phải là", "là"), "!=": ("không được là", "không phải là")}
_SETS: Final = {"==": ("phải chọn giống", "chọn giống"), "!=": ("phải chọn khác", "chọn khác")}
_TRUTHS: Final = {"==": ("phải giống", "giống"), "!=": ("phải khác", "khác")}
_COMPARISONS: Final = {
    Kind.NUMBER: _NUMBERS,
    Kind.DATE: _DATES,
    Kind.CHOICE: _NAMES,
    Kind.TEXT: _NAMES,
    Kind.CHOICES: _SETS,
    Kind.BOOLEAN: _TRUTHS,
}
# (must hold, must not, is the case, is not) by function.
_TESTS: Final = {
    "contains": ("phải chứa", "không được chứa", "chứa", "không chứa"),
    "starts_with": ("phải bắt đầu bằng", "không được bắt đầu bằng", "bắt đầu bằng", "không bắt đầu bằng"),
    "selected": ("phải chọn", "không được chọn", "có chọn", "không chọn"),
    "matches": ("phải đúng dạng", "không được có dạng", "đúng dạng", "không đúng dạng"),
    "regex": ("phải khớp mẫu", "không được khớp mẫu", "khớp mẫu", "không khớp mẫu"),
    "is_missing": ("phải để trống", "phải được điền", "để trống", "đã được điền"),
}


def sentence_of(node: Node, words: Words) -> str:
    """A checked rule as what must hold, any other checked expression as the value it computes."""
    speaker = _Speaker(words)
    text = speaker.must(node) if node.type.kind is Kind.BOOLEAN else speaker.value(node)
    return _capitalised(text)


def condition_of(node: Node, words: Words) -> str:
    """A checked rule as a condition (for skip logic): "Hình thức đơn vị là «Cục»"."""
    return _capitalised(_Speaker(words).fact(node))


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


class _Speaker:
    def __init__(self, words: Words) -> None:
        self.words = words

    def must(self, node: Node, holds: bool = True) -> str:
        return self.clause(node, True, holds)

    def fact(self, node: Node, holds: bool = True) -> str:
        return self.clause(node, False, holds)

    def value(self, node: Node, beside: Node | None = None) -> str:
        """A noun phrase; ``beside`` is what it is compared with, which names the list its codes come from."""
        phrase = value_phrase(node, self.words, self.fact, beside)
        return f"({phrase})" if isinstance(node, Conditional) and beside is not None else phrase

    def clause(self, node: Node, must: bool, holds: bool) -> str:
        match node:
            case Unary():
                return self.clause(node.operand, must, not holds)
            case Operation():
                return _OPERATIONS.get(node.operators[0], _Speaker.comparison)(self, node, must, holds)
            case Conditional():
                return self.conditional(node, must, holds)
            case Call():
                return self.test(node, must, holds)
            case Literal():
                return "luôn đạt" if node.value is holds else "luôn không đạt"
            case _:
                return f"{self.value(node)} {'phải là' if must else 'là'} {'Có' if holds else 'Không'}"

    def junction(self, node: Operation, must: bool, holds: bool) -> str:
        if (node.operators[0] == "&&") is holds:
            parts = [self.clause(part, must, holds) for part in node.operands]
            return ("; đồng thời " if must else " và ").join(parts)
        return self.alternative(node.operands, must, holds)

    def alternative(self, parts: tuple[Node, ...], must: bool, holds: bool) -> str:
        """One of several: read as "if … then must …" where a part is a plain exception, else as a list."""
        if not must:
            return "(" + " hoặc ".join(self.fact(part, holds) for part in parts) + ")"
        exceptions = [part for part in parts if holds and _is_exception(part)]
        demands = [part for part in parts if part not in exceptions]
        if exceptions and demands:
            premise = " và ".join(self.fact(part, False) for part in exceptions)
            return f"nếu {premise} thì {self.must_one_of(demands, holds)}"
        return self.must_one_of(list(parts), holds)

    def must_one_of(self, parts: list[Node], holds: bool) -> str:
        if len(parts) == 1:
            return self.consequence(parts[0], True, holds)
        listed = "; ".join(f"({number}) {self.fact(part, holds)}" for number, part in enumerate(parts, 1))
        return f"phải đạt ít nhất một trong các điều sau: {listed}"

    def consequence(self, node: Node, must: bool, holds: bool) -> str:
        """A clause after "thì", its demands joined so tightly that all of them stay under the condition."""
        if isinstance(node, Operation) and node.operators[0] == "&&" and holds:
            return " và ".join(self.clause(part, must, True) for part in node.operands)
        return self.clause(node, must, holds)

    def conditional(self, node: Conditional, must: bool, holds: bool) -> str:
        if isinstance(node.otherwise, Literal) and node.otherwise.value is holds:
            return f"nếu {self.fact(node.condition)} thì {self.consequence(node.then, must, holds)}"
        if isinstance(node.then, Literal) and node.then.value is holds:
            return (
                f"nếu {self.fact(node.condition, False)} thì {self.consequence(node.otherwise, must, holds)}"
            )
        then, otherwise = (self.consequence(part, must, holds) for part in (node.then, node.otherwise))
        return f"nếu {self.fact(node.condition)} thì {then}; nếu không thì {otherwise}"

    def comparison(self, node: Operation, must: bool, holds: bool) -> str:
        left, right = node.operands
        operator = node.operators[0] if holds else _OPPOSITE[node.operators[0]]
        if left.type.kind is Kind.BOOLEAN:
            for part, constant in ((left, right), (right, left)):
                if isinstance(constant, Literal):
                    return self.clause(part, must, (operator == "==") is constant.value)
        verb = _COMPARISONS[left.type.kind][operator][0 if must else 1]
        return f"{self.value(left, right)} {verb} {self.value(right, left)}"

    def membership(self, node: Operation, must: bool, holds: bool) -> str:
        subject, listed = node.operands
        named = ", ".join(self.value(item, subject) for item in listed.children)
        if holds:
            return f"{self.value(subject)} {'phải là' if must else 'là'} một trong: {named}"
        return f"{self.value(subject)} {'không được thuộc' if must else 'không thuộc'}: {named}"

    def test(self, node: Call, must: bool, holds: bool) -> str:
        if node.function == "coalesce":
            return self.assumed(node, must, holds)
        verb = _TESTS[node.function][(0 if must else 2) + (0 if holds else 1)]
        subject = self.value(node.arguments[0])
        if len(node.arguments) == 1:
            return f"{subject} {verb}"
        wanted = node.arguments[1]
        if node.function == "matches" and isinstance(wanted, Literal):
            return f"{subject} {verb} {NAMED_PATTERNS[str(wanted.value)].label_vi}"
        return f"{subject} {verb} {self.value(wanted, node.arguments[0])}"

    def assumed(self, node: Call, must: bool, holds: bool) -> str:
        """``coalesce(rule, true)``: the rule, and what is assumed while something is missing."""
        first, *others = node.arguments
        last = others[-1]
        if len(others) == 1 and isinstance(last, Literal):
            outcome = "coi là đạt" if last.value is holds else "coi là không đạt"
            return f"{self.clause(first, must, holds)} (khi chưa đủ số liệu thì {outcome})"
        listed = "; nếu chưa đủ số liệu thì xét ".join(self.fact(part, holds) for part in node.arguments)
        return f"phải đạt: {listed}" if must else f"({listed})"


def _is_exception(node: Node) -> bool:
    return isinstance(node, Unary) or (isinstance(node, Call) and node.function == "is_missing")


_OPERATIONS: Final[dict[str, Callable[[_Speaker, Operation, bool, bool], str]]] = {
    "&&": _Speaker.junction,
    "||": _Speaker.junction,
    "in": _Speaker.membership,
}
