"""Random programs of the language, most of them well typed, and random replies to run them on.

Hypothesis chooses a seed and a depth, a plain generator does the rest: ten times cheaper than drawing every
node, and a failing case still shrinks to a shallow program.
"""

import random
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from daumoi_calc.expressions import (
    BOOLEAN,
    DATE,
    NUMBER,
    TEXT,
    Environment,
    choice,
    choices,
    rows_of,
)

FORMS = ("cuc", "vu", "trung_tam")
FIELDS = ("ke_hoach", "trien_khai", "kiem_tra")

NUMBERS = ("n1", "n2", "n3", "previous.n1")
FLAGS = ("b1", "b2", "b3")
TEXTS = ("t1", "t2")
DATES = ("d1", "d2")
CHOICES = ("c1", "c2")
COLUMNS = ("bang.so", "bang.tien")

ENVIRONMENT = Environment(
    dict.fromkeys(NUMBERS, NUMBER)
    | dict.fromkeys(FLAGS, BOOLEAN)
    | dict.fromkeys(TEXTS, TEXT)
    | dict.fromkeys(DATES, DATE)
    | dict.fromkeys(CHOICES, choice(*FORMS))
    | {"m1": choices(*FIELDS)}
    | dict.fromkeys(COLUMNS, rows_of(NUMBER)),
    imported=True,
)

_WORDS = ("", "Cục", "Bộ Nội vụ", "phòng CNTT", "a@b.vn", "2016")
_SIMPLE_TRUTHS = (*FLAGS, "true", "false", "is_missing(t1)", "c1 == 'cuc'", "d1 <= d2")
_TESTS = (
    "c1 in ['cuc', 'vu']",
    "c1 == c2",
    "coalesce(c1, 'vu') != 'cuc'",
    "selected(m1, 'kiem_tra')",
    "contains(t1, 'Cục')",
    "starts_with(t2, 'Bộ')",
    "matches(t1, 'email')",
    "regex(t2, '[0-9]+')",
    "t1 == t2",
    "d1 < date('2016-07-04')",
    "max(d1, d2) >= date('2020-02-29')",
    "is_missing(n1)",
)
_COUNTS = ("size(t1)", "size(m1)", "days_between(d1, d2)", "sum(coalesce(bang.so, 0))")
_WRONG = ("t1", "d1", "m1", "c1", "bang.so", "b1", "'chữ'", "gi_do", "true")


class Author:
    """Someone who writes programs at random; the same seed writes the same program."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def number(self, depth: int) -> str:
        """Source text of a number."""
        if depth <= 0:
            constant = (
                str(self.dice.randint(0, 900)),
                f"{self.dice.randint(0, 99)}.{self.dice.randint(0, 9999)}",
            )
            return self.dice.choice((*constant, *NUMBERS, *NUMBERS))
        inner = self.number(depth - 1)
        match self.dice.randint(0, 9):
            case 0 | 1 | 2:
                return self.chain(("+", "-"), depth)
            case 3:
                return self.chain(("*",), depth)
            case 4 | 5:
                return f"({inner}) / {self.dice.choice(('3', '7.5', '(n2 * n2 + 1)', 'n3'))}"
            case 6:
                condition, other = self.truth(depth - 1), self.number(depth - 1)
                spelled = f"(({condition}) ? ({inner}) : {other})", f"if({condition}, {inner}, {other})"
                return self.dice.choice(spelled)
            case _:
                return self.function(inner, depth)

    def function(self, inner: str, depth: int) -> str:
        """A function or a sign applied to ``inner``."""
        match self.dice.randint(0, 5):
            case 0:
                return f"-({inner})"
            case 1:
                return f"{self.dice.choice(('min', 'max', 'coalesce'))}({inner}, {self.number(depth - 1)})"
            case 2:
                function = self.dice.choice(("sum", "mean", "count", "size", "max", "min"))
                return f"coalesce({function}({self.dice.choice(COLUMNS)}), {inner})"
            case 3:
                return f"round({inner}, {self.dice.randint(-3, 4)})"
            case 4:
                return self.dice.choice(_COUNTS)
            case _:
                return f"abs({inner})"

    def truth(self, depth: int) -> str:
        """Source text of a condition."""
        if depth <= 0:
            return self.dice.choice(_SIMPLE_TRUTHS)
        match self.dice.randint(0, 8):
            case 0 | 1:
                parts = [f"({self.truth(depth - 1)})" for _ in range(self.dice.randint(2, 4))]
                return self.dice.choice((" && ", "||")).join(parts)
            case 2:
                return f"!({self.truth(depth - 1)})"
            case 3 | 4 | 5:
                operator = self.dice.choice(("==", "!=", "<", "<=", ">", ">="))
                return f"{self.number(depth - 1)} {operator} {self.number(depth - 1)}"
            case 6:
                listed = ", ".join(self.number(0) for _ in range(self.dice.randint(1, 3)))
                return f"{self.number(depth - 1)} in [{listed}]"
            case 7:
                return self.dice.choice(_TESTS)
            case _:
                condition, then, otherwise = (self.truth(depth - 1) for _ in range(3))
                return f"(({condition}) ? ({then}) : {otherwise})"

    def chain(self, operators: tuple[str, ...], depth: int) -> str:
        text = f"({self.number(depth - 1)})"
        for _ in range(self.dice.randint(1, 3)):
            space = self.dice.choice((" ", "", "  ", "\n"))
            text += f"{space}{self.dice.choice(operators)}{space}({self.number(depth - 1)})"
        return text

    def program(self, depth: int) -> str:
        """A number or a condition."""
        return self.number(depth) if self.dice.random() < 0.5 else self.truth(depth)

    def mostly_typed(self, depth: int) -> str:
        """A well-typed program; about one in twenty is spoilt by a wrong operand or an unknown name."""
        source = self.program(depth)
        return f"({source}) + {self.dice.choice(_WRONG)}" if self.dice.random() < 0.05 else source

    def reply(self) -> dict[str, object]:
        """Values for every variable of ``ENVIRONMENT``; about one in thirty is missing."""
        values: dict[str, object] = {name: self.amount() for name in NUMBERS}
        values |= {name: self.dice.random() < 0.5 for name in FLAGS}
        values |= {name: self.dice.choice(_WORDS) for name in TEXTS}
        values |= {name: date(2011, 1, 1) + timedelta(days=self.dice.randint(0, 6000)) for name in DATES}
        values |= {name: self.dice.choice(FORMS) for name in CHOICES}
        values |= {"m1": {field for field in FIELDS if self.dice.random() < 0.5}}
        values |= {name: [self.amount() for _ in range(self.dice.randint(0, 5))] for name in COLUMNS}
        for cells in (values[name] for name in COLUMNS):
            if isinstance(cells, list) and cells and self.dice.random() < 0.05:
                cells[-1] = None
        return {name: value for name, value in values.items() if self.dice.random() > 1 / 30}

    def amount(self) -> int | Decimal:
        whole = self.dice.randint(-50, 5000)
        return (
            whole
            if self.dice.random() < 0.5
            else Decimal(whole) + Decimal(self.dice.randint(0, 10**10)).scaleb(-10)
        )


_seeds = st.integers(0, 2**48)
_depths = st.integers(0, 4)


def replies() -> st.SearchStrategy[dict[str, object]]:
    """Random replies to the form of ``ENVIRONMENT``."""
    return st.builds(lambda seed: Author(seed).reply(), _seeds)


def programs() -> st.SearchStrategy[str]:
    """Any well-typed program."""
    return st.builds(lambda seed, depth: Author(seed).program(depth), _seeds, _depths)


def mostly_typed_programs() -> st.SearchStrategy[str]:
    """Programs of ``Author.mostly_typed``."""
    return st.builds(lambda seed, depth: Author(seed).mostly_typed(depth), _seeds, _depths)
