"""Dates, numbers and lists as the decree writes them."""

import doctest
from datetime import date
from decimal import Decimal

import pytest

from daumoi.ui import wording


def test_the_examples_of_the_module_hold() -> None:
    result = doctest.testmod(wording)
    assert result.attempted >= 8
    assert result.failed == 0


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2017, 2, 8), "ngày 08 tháng 02 năm 2017"),
        (date(2017, 3, 8), "ngày 08 tháng 3 năm 2017"),
        (date(2026, 11, 22), "ngày 22 tháng 11 năm 2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_carry_a_zero(day: date, expected: str) -> None:
    assert wording.long_date(day) == expected


def test_a_paper_without_number_leaves_room_for_it() -> None:
    blank = wording.paper_number(None, "TTr-BTTTT")
    assert blank.endswith("/TTr-BTTTT")
    assert blank.startswith("\u00a0" * 4)
    assert wording.paper_number(17, "TTr-BTTTT") == "17/TTr-BTTTT"


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (1234567, None, "1.234.567"),
        (Decimal("1234.50"), None, "1.234,5"),
        (0, None, "0"),
        (-1500, None, "-1.500"),
        (0.125, 2, "0,12"),
        (-0.001, 2, "0,00"),
        (100, None, "100"),
    ],
)
def test_numbers_have_dots_between_thousands_and_a_decimal_comma(
    value: int | float | Decimal, places: int | None, expected: str
) -> None:
    assert wording.figure(value, places=places) == expected


def test_lists_end_as_the_decree_asks_whatever_the_user_typed() -> None:
    assert wording.enumerated(["Như trên;", " Bộ trưởng ", "", "Lưu: VT"]) == [
        "Như trên;",
        "Bộ trưởng;",
        "Lưu: VT.",
    ]


@pytest.mark.parametrize("call", [wording.roman, wording.alphabet_letter])
def test_counting_begins_at_one(call: object) -> None:
    assert callable(call)
    with pytest.raises(ValueError, match="1"):
        call(0)
