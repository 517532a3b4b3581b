"""Full enumeration of labellings against brute force, scipy and worked examples from print."""

from itertools import combinations
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import permutation_test

from daumoi_calc.statistics.comparison import Groups, Incomparable, difference_in_means, two_groups
from daumoi_calc.statistics.comparison.splits import subset_sums, threshold


def by_brute_force(first: list[float], others: list[float]) -> float:
    everything = np.array(first + others)
    observed = abs(np.mean(first) - np.mean(others))
    hits = total = 0
    for taken in combinations(range(len(everything)), len(first)):
        mask = np.zeros(len(everything), dtype=bool)
        mask[list(taken)] = True
        total += 1
        hits += abs(everything[mask].mean() - everything[~mask].mean()) >= observed - 1e-9
    return hits / total


@given(
    st.lists(st.integers(0, 30), min_size=1, max_size=6),
    st.lists(st.integers(0, 30), min_size=1, max_size=6),
)
@settings(max_examples=60, deadline=None)
def test_p_is_the_share_of_all_splits_that_lie_as_far_apart(first: list[int], others: list[int]) -> None:
    one, other = [float(score) for score in first], [float(score) for score in others]
    found = difference_in_means(groups=two_groups(first=one, others=other), seed=1)
    assert found.reference.p == pytest.approx(by_brute_force(one, other), abs=1e-12)
    assert found.reference.exact
    assert found.reference.labellings == comb(len(one) + len(other), len(one))


def test_six_of_seventeen_agrees_with_scipy_over_every_split() -> None:
    """C(17,6) = 12,376 (scipy doubles the smaller tail, so the absolute distance is handed to it)."""
    rng = np.random.default_rng(2011)
    first, others = rng.normal(1, 1, 6), rng.normal(0, 1, 11)
    found = difference_in_means(groups=two_groups(first=first.tolist(), others=others.tolist()), seed=1)
    theirs = permutation_test(
        (first, others),
        lambda one, other, axis: np.abs(one.mean(axis=axis) - other.mean(axis=axis)),
        vectorized=True,
        n_resamples=1_000_000,
        alternative="greater",
    )
    assert found.reference.labellings == 12_376
    assert found.reference.p == pytest.approx(theirs.pvalue, abs=1e-12)


def test_the_smallest_p_of_eight_against_fourteen_is_two_splits_with_equal_groups_only() -> None:
    """A clear separation is one split of 319,770; its mirror image needs equal sizes."""
    apart = two_groups(
        first=[float(score) for score in range(100, 108)], others=[float(n) for n in range(14)]
    )
    assert difference_in_means(groups=apart, seed=1).reference.p == pytest.approx(1 / 319_770)


def test_the_lady_who_names_all_eight_cups_has_one_chance_in_seventy_on_each_side() -> None:
    """R. A. Fisher, The Design of Experiments (1935), chapter 2: 4 of 8 cups, 70 ways."""
    cups = difference_in_means(groups=two_groups(first=[1.0] * 4, others=[0.0] * 4), seed=1)
    assert cups.reference.p == pytest.approx(2 / 70)


def test_beyond_two_million_splits_labellings_are_drawn_and_the_error_is_told() -> None:
    rng = np.random.default_rng(63)
    scores = rng.normal(size=24)
    groups = two_groups(first=(scores[:12] + 0.6).tolist(), others=scores[12:].tolist())
    drawn = difference_in_means(groups=groups, seed=7, draws=40_000).reference
    sums = subset_sums(groups.all_scores - groups.all_scores.mean(), 12)
    truth = float(np.mean(np.abs(sums) >= abs((groups.first - groups.all_scores.mean()).sum()) - 1e-9))
    assert not drawn.exact
    assert drawn.seed == 7
    assert 0 < drawn.error < 0.005
    assert drawn.p == pytest.approx(truth, abs=5 * drawn.error)
    assert difference_in_means(groups=groups, seed=7, draws=40_000).reference == drawn


def test_a_drawn_p_is_never_nought() -> None:
    apart = two_groups(first=[float(n) for n in range(100, 140)], others=[float(n) for n in range(40)])
    drawn = difference_in_means(groups=apart, seed=1, draws=999).reference
    assert drawn.p == pytest.approx(1 / 1000)


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=11), st.data())
@settings(max_examples=60, deadline=None)
def test_sums_of_subsets_are_those_of_every_combination(values: list[float], data: st.DataObject) -> None:
    size = data.draw(st.integers(0, len(values)))
    found = np.sort(subset_sums(np.array(values), size))
    expected = np.sort([sum(taken) for taken in combinations(values, size)])
    np.testing.assert_allclose(found, expected, atol=1e-9)


@given(st.lists(st.integers(-50, 50), min_size=25, max_size=200))
@settings(max_examples=60, deadline=None)
def test_just_beyond_the_threshold_p_is_small_and_at_it_it_is_not(values: list[int]) -> None:
    null = np.array(values, dtype=np.float64)
    limit = threshold(null=null, exact=True)
    if np.isfinite(limit):
        assert np.mean(np.abs(null) >= limit) > 0.05
        assert np.mean(np.abs(null) > limit) <= 0.05


def test_shifting_or_scaling_the_index_changes_no_p() -> None:
    scores = [0.9291, 0.8914, 0.8642, 0.8639, 0.8598, 0.8529, 0.8220, 0.8188, 0.8122]
    plain = difference_in_means(groups=two_groups(first=scores[:4], others=scores[4:]), seed=1).reference
    moved = [1_000_000 + 100 * score for score in scores]
    assert (
        difference_in_means(groups=two_groups(first=moved[:4], others=moved[4:]), seed=1).reference == plain
    )


def test_a_unit_counts_once() -> None:
    with pytest.raises(Incomparable, match="hai dòng"):
        Groups(("Bộ A", "Bộ A", "Bộ B"), (1.0, 2.0, 3.0), (True, True, False))


def test_units_of_two_peer_groups_are_not_compared() -> None:
    with pytest.raises(Incomparable, match="Không so sánh lẫn"):
        Groups(("A", "B"), (1.0, 2.0), (True, False), ("có dịch vụ công", "không có dịch vụ công"))


@pytest.mark.parametrize("labels", [(True, True), (False, False)])
def test_both_groups_need_a_unit(labels: tuple[bool, ...]) -> None:
    with pytest.raises(Incomparable, match="không có đơn vị nào"):
        Groups(("A", "B"), (1.0, 2.0), labels)


def test_a_missing_score_is_named() -> None:
    with pytest.raises(Incomparable, match="B: chưa có điểm"):
        Groups(("A", "B"), (1.0, float("nan")), (True, False))
