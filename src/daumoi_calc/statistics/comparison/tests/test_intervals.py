"""Intervals of delta and of the shift: formula, worked examples, coverage."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu

from daumoi_calc.statistics.comparison import (
    cliff_delta,
    delta_of_shift,
    delta_of_u,
    hodges_lehmann,
    two_groups,
)

PERMEABILITY = (
    [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46],
    [1.15, 0.88, 0.90, 0.74, 1.21],
)
"""Permeability of chorioamnion at term and at 12-26 weeks: Hollander and Wolfe (1973), table 1 of chapter 4."""


def test_shift_of_the_permeability_example() -> None:
    """Hollander and Wolfe, examples 4.3 and 4.4: 0.305, between −0.15 and 0.76 at 96 %."""
    found = hodges_lehmann(groups=two_groups(first=PERMEABILITY[0], others=PERMEABILITY[1]))
    assert found.value == pytest.approx(0.305)
    assert (found.low, found.high) == pytest.approx((-0.15, 0.76))
    assert found.level == pytest.approx(0.96, abs=0.0005)


@given(st.permutations(list(range(1, 14))), st.integers(4, 8))
@settings(max_examples=12, deadline=None)
def test_the_interval_holds_exactly_the_shifts_that_the_test_does_not_reject(
    order: list[int], size: int
) -> None:
    scores = [n + n**2 / 97 for n in order]  # no two differences alike
    first, others = scores[:size], scores[size:]
    found = hodges_lehmann(groups=two_groups(first=first, others=others))
    for shift in np.linspace(found.low - 5, found.high + 5, 21):
        if min(abs(shift - found.low), abs(shift - found.high)) > 1e-6:
            p = mannwhitneyu(np.array(first) - shift, others, method="exact").pvalue
            assert (p > 0.05) == (found.low < shift < found.high)


def test_too_few_units_exclude_no_shift() -> None:
    found = hodges_lehmann(groups=two_groups(first=[3.0, 4.0], others=[1.0, 2.0]))
    assert (found.low, found.high, found.level) == (-np.inf, np.inf, 1.0)


@pytest.mark.parametrize(("first", "others"), [(8, 14), (8, 9), (3, 30)])
def test_limits_of_delta_are_roots_of_the_quartic(first: int, others: int) -> None:
    """(θ̂ − θ)²·(2 − θ)(1 + θ)·mn = z²·θ(1 − θ)·[(2 − θ)(1 + θ) + N(1 − θ)(1 + θ) + Nθ(2 − θ)], N = (m + n)/2 − 1."""
    theta, one = np.poly1d([1, 0]), np.poly1d([1])
    z, common, pairs = 1.959963984540054, (first + others) / 2 - 1, first * others
    for u in range(1, pairs):
        left = (u / pairs * one - theta) ** 2 * (2 * one - theta) * (one + theta) * pairs
        inner = (2 * one - theta) * (one + theta) + common * (one - theta) * (one + theta)
        right = z**2 * theta * (one - theta) * (inner + common * theta * (2 * one - theta))
        roots = (left - right).roots
        inside = sorted(root.real for root in roots if abs(root.imag) < 1e-9 and 1e-9 < root.real < 1 - 1e-9)
        found = delta_of_u(u=u, first=first, others=others)
        assert [(found.low + 1) / 2, (found.high + 1) / 2] == pytest.approx(inside, abs=1e-8)


def test_complete_separation_still_has_an_interval() -> None:
    """indices.md part D3: [0.61, 1] for eight against fourteen."""
    found = delta_of_u(u=112, first=8, others=14)
    assert found.low == pytest.approx(0.61, abs=0.005)
    assert found.high == 1
    mirrored = delta_of_u(u=0, first=8, others=14)
    assert (mirrored.low, mirrored.high) == pytest.approx((-1, -found.low))


@pytest.mark.parametrize(
    ("shift", "coverage", "width"),
    [(0.0, 0.957, 0.87), (0.8, 0.954, 0.80), (1.5, 0.962, 0.67), (2.5, 0.970, 0.49)],
)
def test_coverage_and_width_are_those_of_the_rehearsal(shift: float, coverage: float, width: float) -> None:
    """indices.md part D3, delta 0 / .43 / .71 / .92. Twenty thousand runs here; its own error is counted as well."""
    runs, truth = 20_000, delta_of_shift(shift)
    table = [delta_of_u(u=u, first=8, others=14) for u in range(113)]
    scores = np.random.default_rng(25).standard_normal((runs, 22))
    scores[:, :8] += shift
    u = scores.argsort(axis=1).argsort(axis=1)[:, :8].sum(axis=1) - 28
    low, high = np.array([found.low for found in table])[u], np.array([found.high for found in table])[u]
    assert np.mean((low <= truth) & (truth <= high)) == pytest.approx(coverage, abs=0.012)
    assert np.mean(high - low) == pytest.approx(width, abs=0.012)


def test_delta_counts_pairs_with_ties_as_nothing() -> None:
    """(wins − losses) / pairs: 3 wins, 1 loss, 2 ties of 6."""
    found = cliff_delta(groups=two_groups(first=[2.0, 3.0], others=[1.0, 2.0, 3.0]))
    assert found.value == pytest.approx((3 - 1) / 6)
    assert found.low < found.value < found.high
