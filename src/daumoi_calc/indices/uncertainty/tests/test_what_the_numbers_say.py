"""Importance, coherence, other weights, one indicator less, and profiles of units."""

import numpy as np
import pytest
from hypothesis import given, settings

from daumoi_calc.indices.uncertainty import (
    Flag,
    coherence,
    competition_ranks,
    cronbach_alpha,
    effective_importance,
    flat,
    leave_one_out,
    nominal_leaf_weights,
    nominal_scores,
    profiles,
    scheme_of,
    tree_of,
    what_if_weights,
    words,
)
from daumoi_calc.indices.uncertainty.tests.samples import numbers, sample, seeds, two_levels


def test_equal_weights_do_not_mean_equal_importance() -> None:
    """Independent columns with standard deviations 3 and 1: the index follows the first by 9 to 1."""
    values = np.random.default_rng(1).normal(size=(40_000, 2)) * [3.0, 1.0]
    found = effective_importance(values=values, scores=values.mean(axis=1), nominal_weights=[1, 1])
    assert found.nominal.tolist() == [0.5, 0.5]
    assert found.squared == pytest.approx([0.9, 0.1], abs=0.01)
    assert found.ratio == pytest.approx([0.9, 0.1], abs=0.02)
    assert found.covariance == pytest.approx([0.9, 0.1], abs=0.01)


def test_a_curved_relation_is_seen_by_the_ratio_and_not_by_the_correlation() -> None:
    bent = np.random.default_rng(2).uniform(-1, 1, size=5000)
    found = effective_importance(values=bent[:, None], scores=bent**2, nominal_weights=[1])
    assert found.squared[0] < 0.01
    assert found.ratio[0] > 0.9


def test_the_ratio_of_noise_is_near_zero_although_there_are_groups() -> None:
    generator = np.random.default_rng(3)
    found = [
        effective_importance(
            values=generator.normal(size=(100, 1)), scores=generator.normal(size=100), nominal_weights=[1]
        ).ratio[0]
        for _ in range(200)
    ]
    assert np.mean(found) < 0.04


@given(seed=seeds)
@settings(max_examples=25, deadline=None)
def test_covariance_shares_of_an_arithmetic_index_sum_to_one(seed: int) -> None:
    scheme = sample(seed=seed)
    found = effective_importance(
        values=scheme.values,
        scores=nominal_scores(scheme),
        nominal_weights=nominal_leaf_weights(scheme.tree),
    )
    assert found.covariance.sum() == pytest.approx(1.0)
    assert found.share.sum() == pytest.approx(1.0)


def test_a_column_without_spread_has_no_importance() -> None:
    values = np.column_stack([np.arange(9.0), np.full(9, 0.1)])
    found = effective_importance(values=values, scores=values[:, 0], nominal_weights=[1, 1])
    assert found.squared.tolist() == [pytest.approx(1.0), 0.0]
    assert found.ratio[1] == found.covariance[1] == 0.0


def test_importance_of_values_with_gaps_is_refused() -> None:
    with pytest.raises(ValueError, match="every component"):
        effective_importance(values=[[1.0], [np.nan], [2.0], [3.0]], scores=[1, 2, 3, 4], nominal_weights=[1])


def one_thing(
    units: int, indicators: int, *, noise: float, seed: int
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    generator = np.random.default_rng(seed)
    common = generator.normal(size=(units, 1))
    return np.asarray(common + noise * generator.normal(size=(units, indicators)))


def test_alpha_follows_from_the_common_variance() -> None:
    """k items = common + noise of equal variance: alpha is k r / (1 + (k-1) r) with r = 1/2."""
    items = one_thing(40_000, 5, noise=1.0, seed=1)
    assert cronbach_alpha(items) == pytest.approx(5 * 0.5 / (1 + 4 * 0.5), abs=0.005)
    assert cronbach_alpha(items[:, :1]) is None
    assert cronbach_alpha(np.ones((5, 3))) is None


def test_coherent_pillars_raise_no_flag() -> None:
    values = np.hstack([one_thing(200, 4, noise=0.6, seed=1), one_thing(200, 4, noise=0.6, seed=2)])
    found = coherence(values=values, pillars=[0] * 4 + [1] * 4)
    assert [own.flags for own in found.indicators] == [()] * 8
    assert [pillar.flags for pillar in found.pillars] == [(), ()]
    for pillar in found.pillars:
        assert pillar.eigenvalues is not None
        assert sum(pillar.eigenvalues) == pytest.approx(4.0)
        assert pillar.explained == pytest.approx(pillar.eigenvalues[0] / 4)
    assert found.correlations[0, 1] == pytest.approx(np.corrcoef(values[:, 0], values[:, 1])[0, 1])


def test_an_indicator_in_the_wrong_pillar_the_wrong_way_round_or_twice_is_named() -> None:
    first, second = one_thing(300, 5, noise=0.6, seed=1), one_thing(300, 4, noise=0.6, seed=2)
    misplaced, reversed_, copied = second[:, 3], -first[:, 3], first[:, 0] * 2 + 1e-3 * second[:, 0]
    values = np.column_stack([first[:, :3], reversed_, copied, misplaced, second[:, :3], np.ones(300)])
    found = coherence(values=values, pillars=[0] * 6 + [1] * 4)
    flags = [set(own.flags) for own in found.indicators]
    assert Flag.AGAINST_PILLAR in flags[3]
    assert flags[4] == {Flag.REDUNDANT}
    assert found.indicators[4].twin == 0
    assert {Flag.WEAK_IN_PILLAR, Flag.CLOSER_TO_OTHER} <= flags[5]
    assert flags[9] == {Flag.CONSTANT}
    assert Flag.OPPOSED_LOADINGS in found.pillars[0].flags
    assert found.pillars[1].flags == (Flag.NOT_ASSESSED,)


def test_a_pillar_of_two_things_has_two_components() -> None:
    values = np.hstack([one_thing(200, 3, noise=0.3, seed=1), one_thing(200, 3, noise=0.3, seed=2)])
    found = coherence(values=values, pillars=[0] * 6).pillars[0]
    assert Flag.SEVERAL_COMPONENTS in found.flags


def test_gaps_leave_a_correlation_to_the_units_that_have_both() -> None:
    values = one_thing(30, 3, noise=0.5, seed=4)
    values[:5, 1] = np.nan
    found = coherence(values=values, pillars=[0, 0, 0])
    assert found.correlations[0, 1] == pytest.approx(np.corrcoef(values[5:, 0], values[5:, 1])[0, 1])
    assert found.pillars[0].units == 25


def test_every_flag_has_its_own_sentence() -> None:
    sentences = {words(flag) for flag in Flag}
    assert len(sentences) == len(Flag)
    assert all(sentence.endswith(".") for sentence in sentences)


def test_other_weights_give_the_index_computed_with_them() -> None:
    scheme = sample()
    found = what_if_weights(scheme=scheme, weights=[np.ones(8), [3, 1]])
    wanted = scheme.values[:, :4].mean(axis=1) * 0.75 + scheme.values[:, 4:].mean(axis=1) * 0.25
    assert found.scores == pytest.approx(wanted)
    assert np.array_equal(found.ranks, competition_ranks(wanted))
    assert np.array_equal(found.movement, found.ranks_before - found.ranks)
    assert found.mean_shift == pytest.approx(np.abs(found.movement).mean())
    assert found.mean_shift > 0


def test_the_nominal_weights_move_nobody() -> None:
    scheme = sample()
    found = what_if_weights(scheme=scheme, weights=[level.weights * 3 for level in scheme.tree.levels])
    assert not found.movement.any()


@pytest.mark.parametrize(
    "weights", [[[1] * 8], [[1] * 7, [1, 1]], [[1] * 8, [1, -1]], [[0] * 4 + [1] * 4, [1, 1]]]
)
def test_weights_that_do_not_fit_are_refused(weights: list[list[float]]) -> None:
    with pytest.raises(ValueError):
        what_if_weights(scheme=sample(), weights=weights)


def test_leaving_out_an_indicator_is_the_index_without_its_column() -> None:
    scheme = sample()
    found = leave_one_out(scheme=scheme)
    for place in range(8):
        kept = [column for column in range(8) if column != place]
        tree = tree_of(
            parents=[scheme.tree.levels[0].parents[kept], [0, 0]],
            weights=[scheme.tree.levels[0].weights[kept], scheme.tree.levels[1].weights],
        )
        wanted = nominal_scores(scheme_of(name="bớt", values=scheme.values[:, kept], tree=tree))
        assert np.array_equal(found.ranks[place], competition_ranks(wanted))
    assert found.mean_shift == pytest.approx(np.abs(found.movement).mean(axis=1))
    assert found.possible == (True,) * 8
    assert (found.correlation < 1).any()


def test_leaving_out_a_pillar_ranks_by_the_other() -> None:
    scheme = sample()
    found = leave_one_out(scheme=scheme, level=1)
    other = scheme.values[:, 4:] @ np.arange(5, 9)
    assert np.array_equal(found.ranks[0], competition_ranks(other))


def test_the_only_indicator_of_a_pillar_takes_the_pillar_with_it() -> None:
    values = numbers(units=9, indicators=3, seed=2)
    tree = tree_of(parents=[[0, 1, 1], [0, 0]])
    found = leave_one_out(scheme=scheme_of(name="một", values=values, tree=tree))
    assert np.array_equal(found.ranks[0], competition_ranks(values[:, 1] + values[:, 2]))


def test_what_would_leave_a_unit_or_the_index_with_nothing_is_not_done() -> None:
    alone = leave_one_out(scheme=scheme_of(name="một", values=[[0.3], [0.4]], tree=flat(indicators=1)))
    assert alone.possible == (False,)
    assert alone.ranks.tolist() == [[2, 1]]
    holes = scheme_of(name="thiếu", values=[[0.3, np.nan], [0.4, 0.2]], tree=flat(indicators=2))
    assert leave_one_out(scheme=holes).possible == (False, True)


def test_strengths_and_weaknesses_are_the_largest_gaps_to_the_peers() -> None:
    values = np.array([[0.9, 0.1, 0.5], [0.5, 0.5, 0.5], [0.1, 0.9, 0.5]])
    first = profiles(values=values, weights=[0.5, 0.3, 0.2], count=2)[0]
    assert [(point.indicator, point.peer_rank, point.peers) for point in first.strengths] == [(0, 1, 3)]
    assert first.strengths[0].gap == pytest.approx(0.2)
    assert [(point.indicator, point.peer_rank) for point in first.weaknesses] == [(1, 3)]
    assert first.weaknesses[0].peer_median == 0.5


def test_peers_are_only_those_of_the_same_group() -> None:
    values = np.array([[0.9], [0.8], [0.2], [0.1]])
    found = profiles(values=values, weights=[1.0], peers=["có", "có", "không", "không"])
    assert found[2].strengths[0].peer_rank == 1
    assert found[2].strengths[0].peer_median == pytest.approx(0.15)
    assert found[1].weaknesses[0].peers == 2


def test_an_indicator_that_does_not_apply_is_neither_strength_nor_weakness() -> None:
    values = np.array([[0.9, np.nan], [0.1, 0.4], [0.2, 0.8]])
    found = profiles(values=values, weights=[0.5, 0.5])
    assert [point.indicator for point in (*found[0].strengths, *found[0].weaknesses)] == [0]
    assert found[2].strengths[0].peers == 2


@given(seed=seeds)
@settings(max_examples=20, deadline=None)
def test_gaps_of_an_arithmetic_index_add_up_to_the_distance_from_the_median_unit(seed: int) -> None:
    scheme = sample(seed=seed, units=9)
    weights = nominal_leaf_weights(two_levels())
    median = float(np.median(scheme.values, axis=0) @ weights)
    for profile, score in zip(
        profiles(values=scheme.values, weights=weights, count=8), nominal_scores(scheme), strict=True
    ):
        gaps = sum(point.gap for point in (*profile.strengths, *profile.weaknesses))
        assert gaps == pytest.approx(score - median)
