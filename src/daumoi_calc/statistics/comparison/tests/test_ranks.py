"""The rank test, what can be detected, and the power of eight against fourteen."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu

from daumoi_calc.statistics.comparison import (
    Groups,
    delta_of_shift,
    detectable,
    mann_whitney,
    power,
    two_groups,
)


@given(st.permutations(list(range(17))), st.integers(1, 16))
@settings(max_examples=80, deadline=None)
def test_without_ties_the_table_agrees_with_scipy(order: list[int], size: int) -> None:
    first, others = [float(n) for n in order[:size]], [float(n) for n in order[size:]]
    found = mann_whitney(groups=two_groups(first=first, others=others), seed=1)
    theirs = mannwhitneyu(first, others, method="exact")
    assert found.u == theirs.statistic
    assert found.reference.p == pytest.approx(theirs.pvalue, abs=1e-12)


def test_the_table_of_provinces_agrees_with_scipy() -> None:
    rng = np.random.default_rng(63)
    first, others = rng.normal(0.4, 1, 29), rng.normal(0, 1, 34)
    found = mann_whitney(groups=two_groups(first=first.tolist(), others=others.tolist()), seed=1)
    assert found.reference.p == pytest.approx(mannwhitneyu(first, others, method="exact").pvalue, rel=1e-9)


@given(
    st.lists(st.integers(0, 4), min_size=2, max_size=6), st.lists(st.integers(0, 4), min_size=2, max_size=6)
)
@settings(max_examples=60, deadline=None)
def test_with_ties_the_mid_ranks_are_permuted(first: list[int], others: list[int]) -> None:
    scores = first + others
    half_wins = [[(a > b) + (a == b) / 2 for b in scores] for a in scores]

    def u_of(taken: tuple[int, ...]) -> float:
        rest = [place for place in range(len(scores)) if place not in taken]
        return float(sum(half_wins[one][other] for one in taken for other in rest))

    centre = len(first) * len(others) / 2
    every = [abs(u_of(taken) - centre) for taken in combinations(range(len(scores)), len(first))]
    observed = abs(u_of(tuple(range(len(first)))) - centre)
    found = mann_whitney(groups=two_groups(first=first, others=others), seed=1)
    assert found.ties == (len(set(scores)) < len(scores))
    assert found.u == u_of(tuple(range(len(first))))
    assert found.reference.p == pytest.approx(np.mean([d >= observed - 1e-9 for d in every]), abs=1e-12)


def test_eight_against_fourteen_can_detect_a_delta_of_536_thousandths() -> None:
    """U ≤ 26 of 112; the real level is 0.042."""
    found = detectable(first=8, others=14)
    assert found is not None
    assert found.u == 26
    assert found.delta == pytest.approx(0.536, abs=0.0005)
    assert found.alpha == pytest.approx(0.042, abs=0.0005)


@pytest.mark.parametrize(
    ("first", "others", "u"), [(5, 5, 2), (8, 8, 13), (10, 10, 23), (20, 20, 127), (4, 4, 0)]
)
def test_critical_values_are_those_of_the_printed_tables(first: int, others: int, u: int) -> None:
    """Two-sided 5 % critical values of U as tabled in textbooks since Mann and Whitney (1947) and Auble (1953)."""
    found = detectable(first=first, others=others)
    assert found is not None
    assert found.u == u


def test_two_against_five_can_detect_nothing() -> None:
    assert detectable(first=2, others=5) is None


@pytest.mark.parametrize(
    ("shift", "expected"), [(0.5, 0.16), (0.8, 0.36), (1.0, 0.53), (1.2, 0.68), (1.35, 0.79), (1.5, 0.86)]
)
def test_power_of_eight_against_fourteen_is_that_of_the_rehearsal(shift: float, expected: float) -> None:
    """indices.md part D2 was simulated too: both errors count, and its rounding."""
    found = power(first=8, others=14, shift=shift, seed=22)
    assert found.power == pytest.approx(expected, abs=3 * 2**0.5 * found.error + 0.005)


def test_power_without_a_shift_is_the_real_level() -> None:
    found = power(first=8, others=14, shift=0, runs=20_000, seed=5)
    assert found.power == pytest.approx(0.04215, abs=4 * found.error)


def test_a_shift_of_one_deviation_is_a_delta_of_52_hundredths() -> None:
    """2·Φ(1/√2) − 1 is the error function at one half, 0.5205 in every table."""
    assert delta_of_shift(1.0) == pytest.approx(0.5205, abs=5e-5)


@pytest.mark.parametrize("alpha", [0.05, 0.01])
def test_for_hundreds_of_units_the_normal_distribution_meets_the_table(alpha: float) -> None:
    """At 95 against 100 there is still a table; at 110 against 100 there is none, and U scales with the pairs."""
    tabled, normal = (
        detectable(first=95, others=100, alpha=alpha),
        detectable(first=110, others=100, alpha=alpha),
    )
    assert tabled is not None
    assert normal is not None
    assert tabled.alpha == pytest.approx(alpha, rel=0.01)
    assert normal.alpha == pytest.approx(alpha, rel=0.01)
    expected = (211 / (3 * 11_000)) ** 0.5 / (196 / (3 * 9_500)) ** 0.5
    assert normal.delta / tabled.delta == pytest.approx(expected, rel=0.005)


def test_thousands_of_units_are_drawn_instead_of_tabled() -> None:
    rng = np.random.default_rng(3321)
    scores = rng.normal(size=900)
    groups = Groups(tuple(map(str, range(900))), tuple(scores.tolist()), (True,) * 300 + (False,) * 600)
    found = mann_whitney(groups=groups, seed=1, draws=4_000).reference
    theirs = mannwhitneyu(groups.first, groups.others, method="asymptotic").pvalue
    assert not found.exact
    assert found.p == pytest.approx(theirs, abs=5 * found.error)
