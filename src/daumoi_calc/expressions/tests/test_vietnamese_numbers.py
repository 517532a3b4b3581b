from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daumoi_calc.expressions import NumberTextError, format_number, parse_vietnamese_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,5", "1234.5"),
        ("1234.5", "1234.5"),
        ("1234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234\u202f567", "1234567"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234.567,89", "1234567.89"),
        ("  12  ", "12"),
        ("-1.234,5", "-1234.5"),
        ("− 7", "-7"),
        ("+7", "7"),
        ("0", "0"),
        ("007", "7"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        ("12,50", "12.5"),
        ("1.2345", "1.2345"),
        ("1234,567", "1234.567"),
        ("1234.567", "1234.567"),
        (",5", "0.5"),
        ("1.234,567", "1234.567"),
    ],
)
def test_a_number_is_read_where_it_can_mean_one_thing_only(text: str, value: str) -> None:
    assert parse_vietnamese_number(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "readings", "remedy"),
    [
        ("1.234", "1234 hoặc 1 phẩy 234", "gõ 1234 nếu là số nguyên, gõ 1,2340 nếu là số thập phân"),
        ("1,234", "1234 hoặc 1 phẩy 234", "gõ 1234 nếu"),
        ("12.500", "12500 hoặc 12 phẩy 500", "gõ 12500 nếu"),
        ("-999,999", "999999 hoặc 999 phẩy 999", "gõ 999999 nếu"),
    ],
)
def test_an_ambiguous_number_is_refused_with_both_readings(text: str, readings: str, remedy: str) -> None:
    with pytest.raises(NumberTextError) as caught:
        parse_vietnamese_number(text)
    assert readings in caught.value.message_vi
    assert remedy in caught.value.remedy_vi


@pytest.mark.parametrize(
    ("text", "decimals", "value"), [("12.500", 0, 12500), ("1,234", 2, 1234), ("1.234", 1, 1234)]
)
def test_knowing_how_many_decimals_a_field_has_settles_the_doubt(
    text: str, decimals: int, value: int
) -> None:
    assert parse_vietnamese_number(text, decimals=decimals) == value


def test_a_field_with_three_decimals_leaves_the_doubt() -> None:
    with pytest.raises(NumberTextError, match="đọc được hai cách"):
        parse_vietnamese_number("1.234", decimals=3)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "không phải là số"),
        ("abc", "không phải là số"),
        ("12a", "không phải là số"),
        ("1e5", "không phải là số"),
        ("--1", "không phải là số"),
        (".", "không phải là số"),
        ("１２", "không phải là số"),
        ("5 người", "không phải là số"),
        ("1.23.456", "chia nhóm hàng nghìn chưa đúng"),
        ("1234.567.890", "chia nhóm hàng nghìn chưa đúng"),
        ("12 34", "chia nhóm hàng nghìn chưa đúng"),
        ("1.234.56", "chia nhóm hàng nghìn chưa đúng"),
        ("1.234,5,6", "dùng lẫn"),
        ("1.234,567.8", "dùng lẫn"),
        ("1 234.567,8", "dùng lẫn"),
        ("1.234 567", "dấu cách sai chỗ"),
        ("5,", "thiếu chữ số sau dấu thập phân"),
        ("1" * 31, "quá dài"),
        ("0,12345678901", "quá dài"),
        ("9" * 5000, "không phải là số"),
    ],
)
def test_what_is_not_a_number_is_refused_with_the_reason(text: str, message: str) -> None:
    with pytest.raises(NumberTextError) as caught:
        parse_vietnamese_number(text)
    assert message in caught.value.message_vi
    assert caught.value.remedy_vi


@pytest.mark.parametrize(
    ("text", "decimals", "allowed"), [("2,5", 0, "số nguyên"), ("1,255", 2, ""), ("0,255", 2, "2 chữ số")]
)
def test_more_decimals_than_the_field_has_are_refused_never_rounded(
    text: str, decimals: int, allowed: str
) -> None:
    if not allowed:
        assert parse_vietnamese_number(text, decimals=decimals) == 1255
        return
    with pytest.raises(NumberTextError, match=allowed):
        parse_vietnamese_number(text, decimals=decimals)


def test_pasted_units_are_dropped_when_the_field_names_them() -> None:
    units = ("đồng", "triệu đồng", "%")
    assert parse_vietnamese_number("1.500,5 triệu đồng", units=units) == Decimal("1500.5")
    assert parse_vietnamese_number("12,5%", units=units) == Decimal("12.5")
    assert parse_vietnamese_number("7 Triệu  Đồng", units=units) == 7
    with pytest.raises(NumberTextError, match="không phải là số"):
        parse_vietnamese_number("7 tỷ đồng", units=units)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, None, "0"),
        (1234, None, "1.234"),
        (Decimal("1234567.50"), None, "1.234.567,5"),
        (Decimal("-1234.5"), None, "-1.234,5"),
        (Decimal("0.0000000001"), None, "0,0000000001"),
        (1234, 2, "1.234,00"),
        (Decimal("2.345"), 2, "2,34"),
        (Decimal("2.355"), 2, "2,36"),
        (Decimal("-0.5"), 0, "0"),
        (Decimal("1.5"), 0, "2"),
    ],
)
def test_a_number_is_written_the_vietnamese_way(
    value: Decimal | int, decimals: int | None, text: str
) -> None:
    assert format_number(value, decimals=decimals) == text


@settings(deadline=None, database=None, max_examples=300)
@given(value=st.decimals(-(10**12), 10**12, places=2, allow_nan=False))
def test_what_is_written_with_two_decimals_is_read_back_exactly(value: Decimal) -> None:
    assert parse_vietnamese_number(format_number(value, decimals=2)) == value
    assert parse_vietnamese_number(format_number(value), decimals=2) == value


@settings(deadline=None, database=None, max_examples=500)
@given(text=st.text("0123456789., -", max_size=14))
def test_any_figures_are_read_or_refused_with_a_remedy_and_never_lose_a_digit(text: str) -> None:
    try:
        value = parse_vietnamese_number(text)
    except NumberTextError as fault:
        assert fault.remedy_vi  # noqa: PT017 - both endings are allowed, each has its own promise
        return
    digits = "".join(character for character in text if character.isdigit())
    assert f"{abs(value):f}".replace(".", "").lstrip("0").rstrip("0") == digits.lstrip("0").rstrip("0")
