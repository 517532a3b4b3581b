from datetime import date, datetime
from decimal import Decimal
from itertools import product

import pytest

from daumoi_calc.expressions import (
    BOOLEAN,
    DATE,
    MISSING,
    NUMBER,
    TEXT,
    Environment,
    ErrorCode,
    ExpressionError,
    Outcome,
    Value,
    choice,
    choices,
    compile_expression,
    rows_of,
    rule_outcome,
)

ENVIRONMENT = Environment(
    {
        "x": NUMBER,
        "y": NUMBER,
        "a": BOOLEAN,
        "b": BOOLEAN,
        "c": BOOLEAN,
        "t": TEXT,
        "u": TEXT,
        "d": DATE,
        "e": DATE,
        "ma": choice("cuc", "vu"),
        "chon": choices("k", "l"),
        "bang.so": rows_of(NUMBER),
        "bang.ten": rows_of(TEXT),
        "bang.ngay": rows_of(DATE),
    },
    imported=True,
)


def value_of(source: str, **values: object) -> Value:
    """The result of ``source``; a double underscore in a name stands for a dot."""
    named = {name.replace("__", "."): value for name, value in values.items()}
    return compile_expression(source, environment=ENVIRONMENT).evaluate(named)


_THREE = (True, False, MISSING)


@pytest.mark.parametrize(("one", "other"), list(product(_THREE, repeat=2)))
def test_and_and_or_follow_kleenes_tables(one: object, other: object) -> None:
    both = False if one is False or other is False else (MISSING if MISSING in (one, other) else True)
    either = True if one is True or other is True else (MISSING if MISSING in (one, other) else False)
    assert value_of("a && b", a=one, b=other) is both
    assert value_of("a || b", a=one, b=other) is either


@pytest.mark.parametrize(("one", "other", "third"), list(product(_THREE, repeat=3)))
def test_three_parts_are_and_and_or_applied_twice(one: object, other: object, third: object) -> None:
    values = {"a": one, "b": other, "c": third}
    assert value_of("a && b && c", **values) is value_of("(true && (a && b)) && c", **values)
    assert value_of("a || b || c", **values) is value_of("(false || (a || b)) || c", **values)
    assert value_of("!(a && b && c)", **values) is value_of("!a || !b || !c", **values)


@pytest.mark.parametrize(("value", "opposite"), [(True, False), (False, True), (MISSING, MISSING)])
def test_not_leaves_missing_missing(value: object, opposite: object) -> None:
    assert value_of("!a", a=value) is opposite


@pytest.mark.parametrize(
    "source",
    [
        *("x + 1", "1 - x", "x * 0", "x / 2", "-x", "abs(x)", "round(x, 2)", "min(x, 1)", "max(1, x)"),
        *("x == x", "x < 1", "x in [1, 2]", "t == 'a'", "size(t)", "contains(t, 'a')", "matches(t, 'email')"),
        *("regex(t, 'a')", "selected(chon, 'k')", "ma == 'cuc'", "d < date('2020-01-01')"),
        *("days_between(d, e)", "a ? 1 : 1", "sum(bang.so)", "count(bang.so)", "mean(bang.so)"),
        *("size(bang.so)", "sum(coalesce(bang.so, 0))"),
    ],
)
def test_missing_propagates(source: str) -> None:
    assert value_of(source) is MISSING
    assert (
        compile_expression(source, environment=ENVIRONMENT).evaluate(dict.fromkeys(("x", "t"), None))
        is MISSING
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("0.1 + 0.2 == 0.3", True),
        ("x + y", Decimal("12.5")),
        ("x - y - 1", Decimal("6.5")),
        ("1 / 3", Decimal("0.3333333333")),
        ("2 / 3", Decimal("0.6666666667")),
        ("1 / 3 * 3", Decimal("0.9999999999")),
        ("5 / 2", Decimal("2.5")),
        ("-5 / 2", Decimal("-2.5")),
        ("x * 1.5", Decimal("15")),
        ("0.00001 * 0.00001", Decimal("0.0000000001")),
        ("0.00001 * 0.000005", Decimal("0")),  # a tie: half to even goes down
        ("0.00001 * 0.000015", Decimal("0.0000000002")),  # a tie: half to even goes up
        ("-0.00001 * 0.000015", Decimal("-0.0000000002")),
        ("x / (y - 2.5)", MISSING),
        ("(0 - x) / y", Decimal("-4")),
        ("round(2.5)", Decimal("2")),
        ("round(3.5)", Decimal("4")),
        ("round(-2.5)", Decimal("-2")),
        ("round(2.345, 2)", Decimal("2.34")),
        ("round(2.355, 2)", Decimal("2.36")),
        ("round(12550, -2)", Decimal("12600")),
        ("round(12450, -2)", Decimal("12400")),
        ("abs(-7)", Decimal("7")),
        ("min(3, x, y)", Decimal("2.5")),
        ("max(3, x, y)", Decimal("10")),
        ("x in [1, 10]", True),
        ("x in [1, y]", False),
        ("x > 5 ? 1 : 1 / (y - 2.5)", Decimal("1")),
    ],
)
def test_arithmetic_is_decimal_exact_and_rounds_half_to_even(source: str, expected: Value) -> None:
    assert value_of(source, x=10, y=Decimal("2.5")) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("size(t)", Decimal(16)),
        ("size('Đề án')", Decimal(5)),
        ("contains(t, 'Công nghệ')", True),
        ("contains(t, 'công nghệ')", False),
        ("contains(t, u)", False),
        ("starts_with(t, 'Cục')", True),
        ("t == 'Cục Công nghệ TT'", True),
        ("t != u", True),
        ("matches('17/TTr-BTTTT', 'so_ky_hieu_van_ban')", True),
        ("regex('AB123', r'[A-Z]{2}\\d{3}')", True),
        ("regex('xAB123', r'[A-Z]{2}\\d{3}')", False),
        ("ma == 'cuc'", True),
        ("ma in ['vu']", False),
        ("selected(chon, 'l')", True),
        ("selected(chon, 'k')", False),
        ("selected(ma, 'cuc')", True),
        ("size(chon)", Decimal(1)),
        ("coalesce(ma, 'vu')", "cuc"),
        ("d < e", True),
        ("d == date('2016-07-04')", True),
        ("days_between(d, e)", Decimal(297)),
        ("days_between(e, d)", Decimal(-297)),
        ("max(d, e)", date(2017, 4, 27)),
        ("is_missing(d)", False),
    ],
)
def test_texts_choices_and_dates(source: str, expected: Value) -> None:
    values = {"t": "Cục Công nghệ TT", "u": "Vụ", "ma": "cuc", "chon": ["l"]}
    assert value_of(source, **values, d=date(2016, 7, 4), e=date(2017, 4, 27)) == expected


def test_texts_are_compared_in_nfc_and_counted_in_code_points() -> None:
    decomposed = "Bo\u0323\u0302 No\u0323\u0302i vu\u0323"
    assert value_of("t == 'Bộ Nội vụ' && size(t) == 9", t=decomposed) is True
    assert value_of(f"t == '{decomposed}'", t="Bộ Nội vụ") is True
    assert value_of("size(t)", t="𝒳😀") == 2


@pytest.mark.parametrize(
    ("source", "cells", "expected"),
    [
        ("sum(bang.so)", [1, Decimal("2.5")], Decimal("3.5")),
        ("sum(bang.so)", [], Decimal(0)),
        ("sum(bang.so)", [1, None], MISSING),
        ("sum(coalesce(bang.so, 0))", [1, None], Decimal(1)),
        ("mean(bang.so)", [1, 2, 2], Decimal("1.6666666667")),
        ("mean(bang.so)", [], MISSING),
        ("mean(bang.so)", [1, None], MISSING),
        ("min(bang.so)", [3, -1], Decimal(-1)),
        ("max(bang.so)", [], MISSING),
        ("count(bang.so)", [3, None, 0], Decimal(2)),
        ("size(bang.so)", [3, None, 0], Decimal(3)),
        ("count(bang.so)", [], Decimal(0)),
        ("is_missing(bang.so)", [], False),
        ("sum(a ? bang.so : coalesce(bang.so, 5))", [None], MISSING),
        ("sum(!a ? bang.so : coalesce(bang.so, 5))", [None], Decimal(5)),
    ],
)
def test_a_column_of_a_table_is_gathered_and_one_missing_cell_leaves_it_unknown(
    source: str, cells: list[object], expected: Value
) -> None:
    assert value_of(source, bang__so=cells, a=True) == expected


def test_the_earliest_and_latest_of_a_column_of_dates() -> None:
    days = [date(2016, 5, 27), date(2011, 8, 3)]
    assert value_of("min(bang.ngay)", bang__ngay=days) == date(2011, 8, 3)
    assert value_of("max(bang.ngay)", bang__ngay=days) == date(2016, 5, 27)


def test_membership_is_unknown_only_while_a_missing_item_could_still_match() -> None:
    assert value_of("x in [1, y]", x=1) is True
    assert value_of("x in [1, y]", x=2) is MISSING
    assert value_of("x in [1, y]", x=2, y=3) is False
    assert value_of("x in [1, y]", y=1) is MISSING


def test_coalesce_takes_the_first_that_is_known_and_an_empty_text_is_known() -> None:
    assert value_of("coalesce(x, y, 7)") == 7
    assert value_of("coalesce(x, y, 7)", y=0) == 0
    assert value_of("coalesce(t, 'không rõ')", t="") == ""
    assert value_of("coalesce(x, y)") is MISSING


def test_a_condition_that_is_missing_leaves_the_choice_between_two_values_open() -> None:
    assert value_of("a ? x : 2", x=1) is MISSING
    assert value_of("a ? x : 2", a=False) == 2


def test_the_branch_not_taken_is_not_computed() -> None:
    huge = "x * x * x * x"
    assert value_of(f"a ? 1 : {huge}", a=True, x=10**9) == 1
    assert value_of(f"b && {huge} > 0", b=False, x=10**9) is False


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ({"x": 5, "y": 5}, Outcome.HOLDS),
        ({"x": 6, "y": 5}, Outcome.VIOLATED),
        ({"x": 6}, Outcome.UNKNOWN),
        ({"x": 6, "y": None}, Outcome.UNKNOWN),
        ({}, Outcome.UNKNOWN),
    ],
)
def test_a_rule_is_violated_only_by_a_definite_false(values: dict[str, object], outcome: Outcome) -> None:
    rule = compile_expression("x <= y", environment=ENVIRONMENT, expects=BOOLEAN)
    assert rule_outcome(rule, values=values) is outcome


def test_a_calculation_is_not_a_rule() -> None:
    with pytest.raises(ExpressionError, match="Quy tắc phải là biểu thức đúng/sai"):
        rule_outcome(compile_expression("x + 1", environment=ENVIRONMENT), values={})


def test_missing_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError, match="is MISSING"):
        bool(MISSING)
    assert repr(MISSING) == "MISSING"


@pytest.mark.parametrize(
    ("source", "name", "value", "message"),
    [
        ("x + 1", "x", 1.5, "cần số, nhận được số thực"),
        ("x + 1", "x", True, "cần số, nhận được đúng/sai"),
        ("x + 1", "x", "5", "cần số, nhận được chữ"),
        ("x + 1", "x", Decimal("NaN"), "không xác định"),
        ("x + 1", "x", Decimal("Infinity"), "không xác định"),
        ("x + 1", "x", Decimal("1E-11"), "quá 10 chữ số thập phân"),
        ("x + 1", "x", Decimal("1E-999999"), "quá 10 chữ số thập phân"),
        ("x + 1", "x", 10**30, "vượt quá 30 chữ số"),
        ("x + 1", "x", Decimal("1E+30"), "vượt quá 30 chữ số"),
        ("x + 1", "x", Decimal("1E+999999"), "vượt quá 30 chữ số"),
        ("size(t)", "t", 5, "cần chữ, nhận được số"),
        ("!a", "a", 1, "cần đúng/sai, nhận được số"),
        ("is_missing(d)", "d", datetime(2016, 7, 4, 8, 0), "cần ngày, nhận được ngày giờ"),
        ("is_missing(d)", "d", "2016-07-04", "cần ngày, nhận được chữ"),
        ("size(chon)", "chon", "k", "cần lựa chọn nhiều mã, nhận được chữ"),
        ("size(chon)", "chon", [1], "nhận được số"),
        ("sum(bang.so)", "bang.so", 5, "cần cột của bảng"),
        ("sum(bang.so)", "bang.so", ["5"], "cần số, nhận được chữ"),
    ],
)
def test_a_value_of_another_type_is_refused_by_name(
    source: str, name: str, value: object, message: str
) -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_expression(source, environment=ENVIRONMENT).evaluate({name: value})
    assert f"«{name}»" in caught.value.message_vi
    assert message in caught.value.message_vi
    assert caught.value.code is ErrorCode.VALUE


@pytest.mark.parametrize(
    "value",
    [Decimal("1.50"), Decimal("-0"), Decimal("1E+29"), Decimal("0E+99"), Decimal("1.000000000000000")],
)
def test_a_number_comes_back_exactly_as_it_went_in(value: Decimal) -> None:
    back = value_of("x", x=value)
    assert back == value
    assert isinstance(back, Decimal)


def test_names_that_are_not_needed_are_not_even_looked_at() -> None:
    assert value_of("x + 1", x=1, t=object()) == 2


def test_a_result_beyond_thirty_digits_is_an_error_with_its_place() -> None:
    source = "1 + x * x"
    with pytest.raises(ExpressionError, match="vượt quá 30 chữ số") as caught:
        compile_expression(source, environment=ENVIRONMENT).evaluate({"x": 10**20})
    assert source[caught.value.start : caught.value.end] == "x * x"


def test_fuel_bounds_the_cells_one_evaluation_may_read() -> None:
    total = compile_expression("sum(bang.so)", environment=ENVIRONMENT, fuel=100)
    assert total.evaluate({"bang.so": [1] * 98}) == 98
    with pytest.raises(ExpressionError, match="số bước tính") as caught:
        total.evaluate({"bang.so": [1] * 99})
    assert caught.value.code is ErrorCode.LIMIT


def test_fuel_bounds_the_nodes_of_a_program_at_publication() -> None:
    with pytest.raises(ExpressionError, match="cần 5 bước tính, giới hạn là 4") as caught:
        compile_expression("x + y < 3", environment=ENVIRONMENT, fuel=4)
    assert caught.value.code is ErrorCode.LIMIT


def test_the_default_fuel_serves_a_large_table() -> None:
    assert value_of("sum(bang.so) + count(bang.so)", bang__so=[1] * 2400) == 4800


def test_the_dependencies_are_the_variables_read() -> None:
    compiled = compile_expression("a ? x : sum(bang.so)", environment=ENVIRONMENT)
    assert compiled.depends_on == {"a", "x", "bang.so"}
