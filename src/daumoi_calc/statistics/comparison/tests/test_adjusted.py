"""Strata, covariates, pairs, several outcomes: against brute force and worked examples from print."""

from itertools import combinations, permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ttest_rel, wilcoxon

from daumoi_calc.statistics.comparison import (
    Groups,
    Incomparable,
    difference_in_means,
    freedman_lane,
    holm,
    matched_pairs,
    stratified,
    two_groups,
)

DARWIN = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
"""Crossed minus self-fertilised maize in eighths of an inch, 15 pairs: Fisher (1935), table 3."""


def labelled(scores: list[float], labels: list[bool]) -> Groups:
    return Groups(tuple(map(str, range(len(scores)))), tuple(scores), tuple(labels))


def test_fishers_1726_of_32768_signs_for_darwins_maize() -> None:
    """Fisher (1935), section 21: 863 of 32,768 sums are as great as 314, and as many as small."""
    found = matched_pairs(first=DARWIN, others=[0] * 15, seed=1)
    assert found.difference == pytest.approx(314 / 15)
    assert found.reference.labellings == 2**15
    assert found.reference.p == pytest.approx(2 * 863 / 32_768)


def test_the_shift_of_pairs_is_what_the_signed_rank_test_does_not_reject() -> None:
    rng = np.random.default_rng(4)
    differences = rng.normal(1, 2, 11)
    found = matched_pairs(first=differences.tolist(), others=[0.0] * 11, seed=1)
    for shift in np.linspace(found.low - 2, found.high + 2, 37):
        p = wilcoxon(differences - shift, method="exact").pvalue
        assert (p > 0.05) == (found.low < shift < found.high)
    assert found.level >= 0.95


def test_five_pairs_have_no_finite_interval() -> None:
    found = matched_pairs(first=[1, 2, 3, 4, 5.5], others=[0, 0, 0, 0, 0], seed=1)
    assert (found.low, found.high, found.level) == (-np.inf, np.inf, 1.0)
    assert found.reference.p == 2 / 32
    assert found.threshold == np.inf


def test_many_pairs_are_drawn_and_agree_with_t() -> None:
    rng = np.random.default_rng(8)
    first, others = rng.normal(0.3, 1, 60), rng.normal(0, 1, 60)
    found = matched_pairs(first=first.tolist(), others=others.tolist(), seed=3).reference
    assert not found.exact
    assert found.p == pytest.approx(ttest_rel(first, others).pvalue, abs=0.01)


def test_a_single_pair_is_refused() -> None:
    with pytest.raises(Incomparable, match="hai cặp"):
        matched_pairs(first=[1.0], others=[0.0], seed=1)


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_labels_change_hands_only_within_strata(data: st.DataObject) -> None:
    parts = []
    for _ in range(2):
        size = data.draw(st.integers(2, 5))
        first = data.draw(st.integers(1, size - 1))
        parts.append((data.draw(st.lists(st.integers(0, 9), min_size=size, max_size=size)), first))
    scores = [float(score) for values, _ in parts for score in values]
    labels = [place < first for values, first in parts for place in range(len(values))]
    names = [name for name, (values, _) in zip("ab", parts, strict=True) for _ in values]
    found = stratified(groups=labelled(scores, labels), strata=names, seed=1)

    def weighted(chosen: tuple[tuple[int, ...], ...]) -> float:
        total = weight = 0.0
        for (values, first), taken in zip(parts, chosen, strict=True):
            inside = [values[place] for place in taken]
            outside = [value for place, value in enumerate(values) if place not in taken]
            share = first * (len(values) - first) / len(values)
            total += share * float(np.mean(inside) - np.mean(outside))
            weight += share
        return total / weight

    observed = weighted(tuple(tuple(range(first)) for _, first in parts))
    ways = product(*(combinations(range(len(values)), first) for values, first in parts))
    every = [abs(weighted(chosen)) for chosen in ways]
    assert found.difference == pytest.approx(observed)
    assert found.reference.labellings == len(every)
    assert found.reference.p == pytest.approx(np.mean([one >= abs(observed) - 1e-9 for one in every]))


def test_strata_take_away_a_difference_that_is_one_of_size_only() -> None:
    """Large units score 10 more whatever their form; of the large more have the form."""
    scores = [20.0, 21, 19, 20.5, 19.5, 10, 11, 9, 10.5, 9.5]
    labels = [True, True, True, True, False, True, False, False, False, False]
    groups = labelled(scores, labels)
    sizes = ["large"] * 5 + ["small"] * 5
    assert difference_in_means(groups=groups, seed=1).difference > 5
    assert abs(stratified(groups=groups, strata=sizes, seed=1).difference) < 1


def test_a_stratum_of_one_kind_is_counted_as_silent() -> None:
    found = stratified(
        groups=labelled([1.0, 2.0, 3.0, 9.0], [True, False, False, True]), strata=["a", "a", "a", "b"], seed=1
    )
    assert found.silent_units == 1
    assert [stratum.difference for stratum in found.strata] == [-1.5, None]
    with pytest.raises(Incomparable, match="Không tầng nào"):
        stratified(groups=labelled([1.0, 2.0], [True, False]), strata=["a", "b"], seed=1)


def test_too_many_relabellings_of_strata_are_drawn() -> None:
    rng = np.random.default_rng(12)
    scores, labels = rng.normal(size=40), [place % 2 == 0 for place in range(40)]
    groups, strata = labelled(scores.tolist(), labels), [f"s{place // 10}" for place in range(40)]
    drawn = stratified(groups=groups, strata=strata, seed=1, draws=20_000)
    assert not drawn.reference.exact
    few = stratified(
        groups=labelled(scores[:10].tolist(), labels[:10]), strata=strata[:10], seed=1, draws=20_000, most=1
    )
    true = stratified(groups=labelled(scores[:10].tolist(), labels[:10]), strata=strata[:10], seed=1)
    assert few.reference.p == pytest.approx(true.reference.p, abs=5 * few.reference.error)
    assert few.threshold == pytest.approx(true.threshold, rel=0.05)


def refitted(score: np.ndarray, covariates: np.ndarray, label: np.ndarray) -> tuple[float, float]:
    """Coefficient of the label and its t by textbook least squares."""
    design = np.column_stack([np.ones(len(score)), covariates, label])
    solved = np.linalg.lstsq(design, score, rcond=None)[0]
    rest = score - design @ solved
    variance = rest @ rest / (len(score) - design.shape[1])
    spread = np.linalg.inv(design.T @ design)[-1, -1]
    return float(solved[-1]), float(solved[-1] / np.sqrt(variance * spread))


def test_every_order_of_seven_residuals_is_refitted() -> None:
    rng = np.random.default_rng(1983)
    covariate, label = rng.normal(size=(7, 1)), np.array([1, 1, 0, 1, 0, 0, 0.0])
    score = rng.normal(size=7) + label + covariate[:, 0]
    reduced = np.column_stack([np.ones(7), covariate])
    explained = reduced @ np.linalg.lstsq(reduced, score, rcond=None)[0]
    rest = score - explained
    coefficient, t = refitted(score, covariate, label)
    every = [
        abs(refitted(explained + rest[list(order)], covariate, label)[1]) for order in permutations(range(7))
    ]
    found = freedman_lane(
        groups=labelled(score.tolist(), (label > 0).tolist()), covariates=[covariate[:, 0].tolist()], seed=1
    )
    assert found.difference == pytest.approx(coefficient)
    assert found.t == pytest.approx(t)
    assert found.reference.exact
    assert found.reference.p == pytest.approx(np.mean(np.array(every) >= abs(t) - 1e-9), abs=1e-12)


def test_two_covariates_of_twenty_two_units_agree_with_t() -> None:
    """With normal errors the permutation of residuals comes near the t distribution with 18 degrees of freedom."""
    rng = np.random.default_rng(22)
    covariates, label = rng.normal(size=(22, 2)), np.arange(22) < 8
    score = covariates @ [1.0, -0.5] + 0.8 * label + rng.normal(size=22)
    found = freedman_lane(
        groups=labelled(score.tolist(), label.tolist()), covariates=covariates.T.tolist(), seed=9
    )
    coefficient, t = refitted(score, covariates, label.astype(float))
    from_t = 2 * float(np.mean(np.random.default_rng(1).standard_t(18, 400_000) >= abs(t)))
    assert (found.difference, found.t) == pytest.approx((coefficient, t))
    assert not found.reference.exact
    assert found.reference.p == pytest.approx(from_t, abs=0.02)


def test_a_covariate_that_decides_the_form_is_refused() -> None:
    groups = two_groups(first=[1.0, 2.0, 4.0], others=[3.0, 2.5, 1.5])
    with pytest.raises(Incomparable, match="trùng với hình thức"):
        freedman_lane(groups=groups, covariates=[[5, 5, 5, 1, 1, 1]], seed=1)


@pytest.mark.parametrize("covariates", [[[4] * 6], [[1, 2, 3, 4, 5, 7], [2, 4, 6, 8, 10, 14]]])
def test_covariates_that_say_nothing_new_are_refused(covariates: list[list[float]]) -> None:
    groups = two_groups(first=[1.0, 2.0, 4.0], others=[3.0, 2.5, 1.5])
    with pytest.raises(Incomparable, match="không đổi"):
        freedman_lane(groups=groups, covariates=covariates, seed=1)


@pytest.mark.parametrize("count", [0, 3])
def test_covariates_are_one_or_two(count: int) -> None:
    groups = two_groups(first=[1.0, 2.0, 4.0], others=[3.0, 2.5, 1.5])
    with pytest.raises(Incomparable, match="1 đến 2"):
        freedman_lane(groups=groups, covariates=[[1, 2, 3, 4, 5, 7]] * count, seed=1)


def test_holms_adjustment_of_the_usual_four() -> None:
    """0.01, 0.04, 0.03, 0.005: the first and the last stand at 5 %, the others do not."""
    adjusted = holm(p_values=[0.01, 0.04, 0.03, 0.005])
    assert adjusted == pytest.approx((0.03, 0.06, 0.06, 0.02))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=9))
def test_holm_never_lowers_a_p_and_keeps_their_order(p_values: list[float]) -> None:
    adjusted = holm(p_values=p_values)
    assert all(p <= after <= 1 for p, after in zip(p_values, adjusted, strict=True))
    order = sorted(range(len(p_values)), key=lambda place: p_values[place])
    assert [adjusted[place] for place in order] == sorted(adjusted)
