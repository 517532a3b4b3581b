"""The recipe of a result: canonical digits, hashes that last, printed scores."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daumoi_calc.indices import DIGITS, canonical_bytes, compute, printed, recipe_of, significant
from daumoi_calc.indices.definition import Rounding
from daumoi_calc.indices.tests.material import asem

KNOWN_DIGEST = "53e5f8934f118e4b16165146c737a4999db7e6c68a4da34fc90394102438189c"
"""Computed with numpy 2.4 and scipy 1.17. If only a library changed and this differs, the method has changed."""


def test_the_same_data_give_the_same_hash_years_later() -> None:
    definition, table = asem()
    assert compute(definition=definition, table=table).digest() == KNOWN_DIGEST


def test_a_recipe_names_definition_data_digits_and_versions() -> None:
    definition, table = asem()
    recipe = recipe_of(definition=definition, table=table).as_json()
    assert recipe["definition"] == {"code": "asem", "version": "2018", "sha256": definition.digest}
    assert recipe["significant_digits"] == DIGITS == 10
    assert recipe["versions"]["numpy"] == np.__version__
    assert len(recipe["data_sha256"]) == 64


@given(st.floats(1e-250, 1e250), st.booleans())
def test_canonical_rounding_is_that_of_decimal_writing(value: float, negative: bool) -> None:
    number = -value if negative else value
    found = float(significant(np.array([number]))[0])
    assert found == pytest.approx(float(f"{number:.9e}"), rel=1.1e-10)
    assert significant(np.array([found]))[0] == pytest.approx(found, rel=1e-15)


@given(st.floats(1e-200, 1e200))
def test_noise_far_below_the_tenth_digit_leaves_the_bytes_alone(value: float) -> None:
    exact = float(f"{value:.9e}")
    noisy = np.array([exact, exact * (1 + 1e-14), exact * (1 - 1e-14)])
    assert len({canonical_bytes(noisy[place : place + 1]) for place in range(3)}) == 1


def test_gaps_zeros_and_powers_of_ten_have_bytes_of_their_own() -> None:
    numbers = [float("nan"), 0.0, 1.0, 10.0, 0.1, -1.0, 9.9999999999, 99999999999.5]
    assert len({canonical_bytes(np.array([number])) for number in numbers}) == len(numbers) - 1  # 9,99… is 10
    assert canonical_bytes(np.array([-0.0])) == canonical_bytes(np.array([0.0]))


@pytest.mark.parametrize(
    ("score", "mode", "expected"),
    [
        (0.77385, "half_up", "0.7739"),
        (0.77385, "half_even", "0.7738"),
        (0.7738499999999999, "half_up", "0.7739"),
        (0.77384, "half_up", "0.7738"),
        (-0.00001, "half_up", "0.0000"),
    ],
)
def test_halves_go_the_way_the_definition_says(score: float, mode: str, expected: str) -> None:
    assert printed(score, Rounding(places=4, mode=mode)) == Decimal(expected)  # type: ignore[arg-type]
    assert str(printed(score, Rounding(places=4, mode=mode))) == expected  # type: ignore[arg-type]


def test_a_missing_score_is_not_printed() -> None:
    assert printed(float("nan"), Rounding()) is None
