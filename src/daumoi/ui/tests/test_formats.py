"""How dates, numbers and money are written."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from daumoi.ui import formats


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2011, 9, 8), "08/9/2011"),
        (date(2026, 1, 3), "03/01/2026"),
        (date(2007, 2, 28), "28/02/2007"),
        (date(2016, 3, 4), "04/3/2016"),
        (date(2025, 12, 31), "31/12/2025"),
    ],
)
def test_only_days_and_the_first_two_months_get_a_leading_zero(day: date, written: str) -> None:
    assert formats.written_date(day) == written


def test_english_names_the_month() -> None:
    assert formats.written_date(date(2011, 9, 8), language="en-gb") == "8 Sep 2011"


def test_a_moment_is_written_with_its_hour_first() -> None:
    moment = datetime(2026, 11, 22, 14, 5)
    assert formats.written_moment(moment) == "14h05 ngày 22/11/2026"
    assert formats.written_moment(moment, language="en") == "22 Nov 2026, 14:05"


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (1234567, None, "1.234.567"),
        (1234567.5, None, "1.234.567,5"),
        (Decimal("12.3400"), None, "12,34"),
        (0.1, None, "0,1"),
        (0, None, "0"),
        (12, 2, "12,00"),
        (2.5, 0, "3"),
        (-1234.5, None, "\u22121.234,5"),
        (-5, None, "\u22125"),
        (Decimal("-0.001"), 1, "0,0"),
        (Decimal("1E+3"), None, "1.000"),
    ],
)
def test_numbers_are_grouped_the_vietnamese_way(
    value: formats.Number, places: int | None, written: str
) -> None:
    assert formats.written_number(value, places=places) == written


def test_english_swaps_the_separators() -> None:
    assert formats.written_number(1234567.5, language="en") == "1,234,567.5"


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (41, 60, "68 %"),
        (0, 22, "0 %"),
        (22, 22, "100 %"),
        (3, 0, "0 %"),
        (999, 1000, "99 %"),
        (1, 900, "1 %"),
    ],
)
def test_a_share_is_never_rounded_to_all_or_nothing(part: int, whole: int, written: str) -> None:
    assert formats.written_percent(part, whole) == written


@pytest.mark.parametrize(
    ("dong", "written"),
    [
        (12_345_678_900, "12.345,679"),
        (4_500_000_000, "4.500"),
        (250, "<0,001"),
        (-250, ">\u22120,001"),
        (0, "0"),
        (Decimal("1500000"), "1,5"),
    ],
)
def test_money_kept_in_dong_is_shown_in_millions_and_small_change_is_not_lost(
    dong: formats.Number, written: str
) -> None:
    assert formats.written_trieu(dong) == written


def test_money_can_be_given_fixed_decimals_for_a_column() -> None:
    assert formats.written_trieu(1_500_000, places=2) == "1,50"
