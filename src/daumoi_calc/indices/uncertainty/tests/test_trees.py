"""The hierarchy, the weights drawn for it, and the scores they give."""

import numpy as np
import pytest

from daumoi_calc.indices.uncertainty import (
    Aggregation,
    DirichletNoise,
    GivenWeights,
    RelativeNoise,
    WeightModel,
    flat,
    nominal_leaf_weights,
    nominal_scores,
    scheme_of,
    tree_of,
)
from daumoi_calc.indices.uncertainty.sampling import draw_weights, stream
from daumoi_calc.indices.uncertainty.scoring import Scorer
from daumoi_calc.indices.uncertainty.tests.samples import numbers, sample, two_levels
from daumoi_calc.indices.uncertainty.tree import leaf_weights

MODELS: list[WeightModel] = [
    RelativeNoise((0.25, 0.25)),
    DirichletNoise((20.0, None)),
    GivenWeights((np.ones((3, 8)), np.array([[1.0, 0.0], [1.0, 1.0], [0.0, 1.0]]))),
]


def test_the_share_of_an_indicator_is_the_product_of_the_shares_on_its_way_up() -> None:
    tree = tree_of(parents=[[0, 0, 1], [0, 0]], weights=[[1, 3, 5], [2, 2]])
    assert nominal_leaf_weights(tree).tolist() == pytest.approx([0.125, 0.375, 0.5])


@pytest.mark.parametrize(
    ("parents", "weights"),
    [
        ([[0, 0, 2], [0, 0, 0]], None),
        ([[0, 0], [0, 0]], None),
        ([[0, 0]], [[0, 0]]),
        ([[0, 0]], [[2, -1]]),
        ([], None),
    ],
    ids=["parent without children", "parent never used", "no weight", "weight below zero", "no level"],
)
def test_a_broken_tree_is_refused(parents: list[list[int]], weights: list[list[float]] | None) -> None:
    with pytest.raises(ValueError):
        tree_of(parents=parents, weights=weights)


@pytest.mark.parametrize("model", MODELS, ids=["relative", "dirichlet", "given"])
def test_drawn_weights_sum_to_one_and_do_not_depend_on_how_many_are_asked_for(model: WeightModel) -> None:
    tree, whole, parts = two_levels(), stream(7, 0), stream(7, 0)
    at_once = draw_weights(tree=tree, model=model, generator=whole, draws=50)
    in_pieces = [draw_weights(tree=tree, model=model, generator=parts, draws=size) for size in (1, 19, 30)]
    for level, drawn in enumerate(at_once):
        assert np.array_equal(drawn, np.concatenate([piece[level] for piece in in_pieces]))
    assert leaf_weights(tree, at_once).sum(axis=1) == pytest.approx(np.ones(50))


def test_relative_noise_stays_within_its_spread_and_is_centred() -> None:
    tree = two_levels()
    drawn = draw_weights(tree=tree, model=RelativeNoise((0.25, 0.0)), generator=stream(1), draws=4000)
    factor = drawn[0] / tree.levels[0].weights
    assert 0.75 <= factor.min() < 0.76
    assert 1.24 < factor.max() <= 1.25
    assert factor.mean() == pytest.approx(1.0, abs=0.005)
    assert np.unique(drawn[1], axis=0).tolist() == [[0.6, 0.4]]


def test_dirichlet_weights_average_to_the_nominal_shares() -> None:
    tree = flat(indicators=3, weights=[1, 2, 5])
    drawn = draw_weights(tree=tree, model=DirichletNoise((10.0,)), generator=stream(1), draws=20_000)
    shares = leaf_weights(tree, drawn)
    assert shares.mean(axis=0) == pytest.approx([0.125, 0.25, 0.625], abs=0.005)
    # variance of a Dirichlet component: m (1 - m) / (concentration + 1)
    assert shares.var(axis=0) == pytest.approx(
        np.array([0.125 * 0.875, 0.1875, 0.625 * 0.375]) / 11, rel=0.05
    )


@pytest.mark.parametrize("noise", [RelativeNoise((0.25,)), DirichletNoise((1.0, 1.0, 1.0))])
def test_noise_for_other_levels_is_refused(noise: WeightModel) -> None:
    with pytest.raises(ValueError, match="levels"):
        draw_weights(tree=two_levels(), model=noise, generator=stream(1), draws=1)


def test_each_mean_agrees_with_its_definition() -> None:
    values, weights = numbers(units=5, indicators=8, seed=3), nominal_leaf_weights(two_levels())
    wanted = {
        Aggregation.ARITHMETIC: (values * weights).sum(axis=1),
        Aggregation.GEOMETRIC: np.prod(values**weights, axis=1),
        Aggregation.HARMONIC: 1 / (weights / values).sum(axis=1),
    }
    for kind, scores in wanted.items():
        scheme = scheme_of(name=kind.value, values=values, tree=two_levels(aggregation=kind))
        assert nominal_scores(scheme) == pytest.approx(scores, rel=1e-12)


@pytest.mark.parametrize("below", list(Aggregation))
@pytest.mark.parametrize("above", list(Aggregation))
def test_mixed_means_agree_with_a_calculation_by_hand(below: Aggregation, above: Aggregation) -> None:
    values = numbers(units=4, indicators=4, seed=5)
    tree = tree_of(
        parents=[[0, 0, 1, 1], [0, 0]], weights=[[1, 3, 2, 2], [0.7, 0.3]], aggregation=[below, above]
    )

    def mean(kind: Aggregation, numbers: list[float], weights: list[float]) -> float:
        if kind is Aggregation.GEOMETRIC:
            return float(np.prod(np.power(numbers, weights)))
        if kind is Aggregation.HARMONIC:
            return 1 / sum(weight / number for number, weight in zip(numbers, weights, strict=True))
        return sum(weight * number for number, weight in zip(numbers, weights, strict=True))

    wanted = []
    for row in values.tolist():
        pillars = [mean(below, row[:2], [0.25, 0.75]), mean(below, row[2:], [0.5, 0.5])]
        wanted.append(mean(above, pillars, [0.7, 0.3]))
    assert nominal_scores(scheme_of(name="hỗn hợp", values=values, tree=tree)) == pytest.approx(wanted)


def test_an_indicator_that_does_not_apply_gives_its_weight_to_its_siblings() -> None:
    tree = tree_of(parents=[[0, 0, 1], [0, 0]], weights=[[1, 1, 1], [0.5, 0.5]])
    values = [[0.2, 0.6, 0.9], [np.nan, 0.6, 0.9], [np.nan, np.nan, 0.9]]
    scores = nominal_scores(scheme_of(name="thiếu", values=values, tree=tree))
    assert scores == pytest.approx([0.65, 0.75, 0.9])


def test_many_draws_with_gaps_agree_with_one_draw_at_a_time() -> None:
    scheme = sample(units=12)
    values = scheme.values.copy()
    values[3, 1] = values[5, 4:] = np.nan
    scorer = Scorer(scheme_of(name="thiếu", values=values, tree=scheme.tree))
    drawn = draw_weights(tree=scheme.tree, model=RelativeNoise((0.3, 0.3)), generator=stream(2), draws=150)
    together = scorer.scores(drawn)
    alone = np.concatenate([scorer.scores([level[k : k + 1] for level in drawn]) for k in range(150)])
    assert together == pytest.approx(alone, rel=1e-13)


def test_a_unit_to_which_nothing_applies_is_refused() -> None:
    with pytest.raises(ValueError, match="no indicator applies"):
        scheme_of(name="rỗng", values=[[0.5], [np.nan]], tree=flat(indicators=1))


def test_a_geometric_mean_of_a_zero_is_refused() -> None:
    tree = flat(indicators=2)
    tree = tree_of(parents=[tree.levels[0].parents], aggregation=Aggregation.GEOMETRIC)
    with pytest.raises(ValueError, match="above zero"):
        nominal_scores(scheme_of(name="không", values=[[0.0, 1.0], [0.4, 0.2]], tree=tree))
