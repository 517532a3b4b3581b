"""Counts, and the numbers made of them."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from daumoi_calc.statistics import describe, tally


def test_absences_are_counted_apart_from_values() -> None:
    found = tally(
        [
            ("a", "answered", 0),
            ("a", "no_data", None),
            ("a", "not_applicable", None),
            ("b", "answered", ["x", "y"]),
        ]
    )
    assert found["a"] == {("answered", 0): 1, ("no_data", None): 1, ("not_applicable", None): 1}
    assert found["b"] == {("answered", ("x", "y")): 1}


@given(st.lists(st.integers(-1000, 1000), min_size=1))
def test_numbers_are_those_of_the_plain_list(values: list[int]) -> None:
    counts = {value: values.count(value) for value in values}
    found = describe(counts)
    assert found is not None
    ordered = sorted(values)
    middle = (Decimal(ordered[(len(values) - 1) // 2]) + Decimal(ordered[len(values) // 2])) / 2
    assert (found.count, found.total) == (len(values), Decimal(sum(values)))
    assert (found.least, found.greatest) == (Decimal(min(values)), Decimal(max(values)))
    assert found.middle == middle


def test_no_numbers_give_nothing() -> None:
    assert describe({}) is None
