"""The spelling is CEL's: what both languages can say reads and means the same to cel-python."""

from decimal import Decimal

import celpy
import pytest
from celpy import celtypes

from daumoi_calc.expressions import BOOLEAN, NUMBER, TEXT, Environment, choice, compile_expression

ENVIRONMENT = Environment(
    {"x": NUMBER, "y": NUMBER, "a": BOOLEAN, "b": BOOLEAN, "t": TEXT, "ma": choice("cuc", "vu")}
)


@pytest.mark.parametrize(
    "source",
    [
        "x + y * 2.0 == 13.0",
        "x - y - 1.0 < 0.0",
        "x / y * 2.0 > 1.0",
        "-x + y == 2.0",
        "a || b && !a",
        "(a || b) && !a",
        "!a == b",
        "a ? b : a ? b : true",
        "a || b ? x > y : x < y",
        "x > y || x + y >= 8.0 && y != 5.0",
        "ma in ['cuc', 'vu'] && !(ma == 'vu')",
        "x in [1.0, 3.0]",
        'size(t) == 16 && t == "Cục Công nghệ TT"',
        "t == 'C\\u1ee5c C\\u00f4ng ngh\\u1ec7 TT'",
        "r'a\\d' == 'a\\\\d'",
    ],
)
def test_cel_agrees(source: str) -> None:
    text = "Cục Công nghệ TT"
    environment = celpy.Environment()
    theirs = environment.program(environment.compile(source)).evaluate(
        {
            "x": celtypes.DoubleType(3),
            "y": celtypes.DoubleType(5),
            "a": celtypes.BoolType(False),
            "b": celtypes.BoolType(True),
            "t": celtypes.StringType(text),
            "ma": celtypes.StringType("cuc"),
        }
    )
    values = {"x": Decimal(3), "y": 5, "a": False, "b": True, "t": text, "ma": "cuc"}
    assert compile_expression(source, environment=ENVIRONMENT).evaluate(values) is bool(theirs)
