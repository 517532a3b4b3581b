"""Weights and scores level by level: means, outranking, weights found from data, each against another computation."""

import itertools

import numpy as np
import pytest

from daumoi_calc.indices import ComputeFault, Result, Table, compute
from daumoi_calc.indices.combine import copeland
from daumoi_calc.indices.table import Floats
from daumoi_calc.indices.tests.material import defined, indicator, node
from daumoi_calc.indices.weigh import benefit_of_doubt, first_component, optimised

RANDOM = np.random.Generator(np.random.PCG64(11))
SCORES: Floats = RANDOM.uniform(0.1, 1.0, (30, 4)) + RANDOM.uniform(0, 1, (30, 1))


def computed(data: dict[str, list[float]], **more: object) -> Result:
    units = [f"u{number}" for number in range(len(next(iter(data.values()))))]
    leaves = [indicator(code, weight=weight) for code, weight in zip(data, (1, 3, 2, 4), strict=False)]
    definition = defined(node("thu", *leaves), **more)
    return compute(definition=definition, table=Table.build(units=units, columns=data))


def mean_of(method: str, **more: object) -> float:
    aggregation = {"method": method, **more}
    return float(computed({"a": [2.0], "b": [8.0]}, aggregation=aggregation).score()[0])


def test_each_mean_by_hand() -> None:
    assert mean_of("arithmetic") == pytest.approx((2 + 3 * 8) / 4)
    assert mean_of("geometric") == pytest.approx((2 * 8**3) ** 0.25)
    assert mean_of("harmonic") == pytest.approx(4 / (1 / 2 + 3 / 8))
    assert mean_of("generalised", power=2.0) == pytest.approx(((4 + 3 * 64) / 4) ** 0.5)
    assert mean_of("generalised", power=-2.0) == pytest.approx(((1 / 4 + 3 / 64) / 4) ** -0.5)


def test_a_zero_makes_the_geometric_and_the_harmonic_mean_zero() -> None:
    for method in ("geometric", "harmonic"):
        assert computed({"a": [0.0], "b": [8.0]}, aggregation={"method": method}).score()[0] == 0


def test_a_negative_score_has_no_geometric_mean() -> None:
    with pytest.raises(ComputeFault, match=r"đơn vị “u1”, nhánh “thu”.*Đổi thang"):
        computed({"a": [1.0, -1.0], "b": [1.0, 1.0]}, aggregation={"method": "geometric"})


def test_equal_weights_forget_the_written_ones() -> None:
    found = computed({"a": [2.0], "b": [8.0]}, weighting={"method": "equal"})
    assert found.score()[0] == 5
    assert [line.used for line in found.weights] == [0.5, 0.5]


def naive_copeland(scores: Floats, weights: list[float]) -> list[int]:
    wins = [0] * len(scores)
    for mine, theirs in itertools.permutations(range(len(scores)), 2):
        over = sum(
            weight
            if scores[mine, part] > scores[theirs, part]
            else 0.5 * weight * (scores[mine, part] == scores[theirs, part])
            for part, weight in enumerate(weights)
        )
        wins[mine] += int(over > 0.5 + 1e-12) - int(over < 0.5 - 1e-12)
    return wins


def test_copeland_counts_the_units_beaten_and_lost_to() -> None:
    coarse = np.round(SCORES, 1)
    weights = [0.1, 0.3, 0.2, 0.4]
    found = copeland(scores=coarse, weights=np.broadcast_to(weights, coarse.shape))
    assert found.tolist() == naive_copeland(coarse, weights)
    assert found.sum() == 0


def test_copeland_leaves_a_part_missing_in_either_unit_out_of_the_pair() -> None:
    scores = np.array([[1.0, 5.0], [2.0, float("nan")], [3.0, 1.0]])
    weights = np.array([[0.4, 0.6], [1.0, 0.0], [0.4, 0.6]])
    # The first beats the third by the heavier part; the second meets both in the first part only.
    assert copeland(scores=scores, weights=weights).tolist() == [0, 0, 0]
    assert copeland(scores=scores[:2], weights=weights[:2]).tolist() == [-1, 1]


def test_the_first_component_is_the_singular_vector_of_the_standardised_scores() -> None:
    standard = (SCORES - SCORES.mean(axis=0)) / SCORES.std(axis=0)
    vector = np.linalg.svd(standard)[2][0]
    assert first_component(scores=SCORES).values == pytest.approx(vector / vector.sum())


def test_a_part_against_the_others_keeps_its_negative_loading_and_is_said() -> None:
    against = np.column_stack([SCORES[:, :3], 3 - SCORES.sum(axis=1)])
    found = first_component(scores=against)
    assert found.values[3] < 0
    assert "hệ số âm" in found.notice


def test_a_part_without_spread_weighs_nothing_and_too_few_units_weigh_all_alike() -> None:
    flat = SCORES.copy()
    flat[:, 1] = 0.5
    assert first_component(scores=flat).values[1] == 0
    few = first_component(scores=SCORES[:2])
    assert few.values.tolist() == [0.25] * 4
    assert "không đủ số liệu" in few.notice


@pytest.mark.parametrize("targets", [[1, 1, 1, 1], [1.1, 1, 0.95, 1.05]])
def test_optimised_weights_meet_their_correlations(targets: list[float]) -> None:
    wanted = np.array(targets)
    found = optimised(scores=SCORES, targets=wanted)
    index = SCORES @ found.values
    correlations = np.array([np.corrcoef(SCORES[:, part], index)[0, 1] for part in range(4)])
    assert found.notice == ""
    assert correlations / correlations.sum() == pytest.approx(wanted / wanted.sum(), abs=1e-6)
    assert found.values.sum() == pytest.approx(1)


def test_targets_out_of_reach_are_said() -> None:
    against = np.column_stack([SCORES[:, 0], -SCORES[:, 0] + RANDOM.normal(0, 0.01, 30)])
    assert "không đạt" in optimised(scores=against, targets=np.array([1.0, 1.0])).notice


def test_benefit_of_the_doubt_agrees_with_a_search_over_all_corners() -> None:
    """With two parts the optimum lies where two limits meet: all such corners are tried."""
    scores = SCORES[:12, :2]
    totals, shares = benefit_of_doubt(scores=scores, least_share=0.0, place="thử")
    limits = [*scores, np.array([1.0, 0.0]), np.array([0.0, 1.0])]
    bounds = [1.0] * 12 + [0.0, 0.0]
    corners = []
    for one, two in itertools.combinations(range(14), 2):
        matrix = np.array([limits[one], limits[two]])
        if abs(np.linalg.det(matrix)) > 1e-12:
            corner = np.linalg.solve(matrix, [bounds[one], bounds[two]])
            if (corner >= -1e-9).all() and (scores @ corner <= 1 + 1e-9).all():
                corners.append(corner)
    best = (scores @ np.array(corners).T).max(axis=1)
    assert totals == pytest.approx(best)
    assert totals.max() == pytest.approx(1.0)
    assert shares.sum(axis=1) == pytest.approx(np.ones(12))


def test_benefit_of_the_doubt_keeps_the_least_share() -> None:
    totals, shares = benefit_of_doubt(scores=SCORES, least_share=0.15, place="thử")
    free, _ = benefit_of_doubt(scores=SCORES, least_share=0.0, place="thử")
    assert shares.min() >= 0.15 - 1e-9
    assert (totals <= free + 1e-9).all()
    assert (totals < free - 1e-6).any()


def test_benefit_of_the_doubt_refuses_negative_scores() -> None:
    with pytest.raises(ComputeFault, match="điểm không âm"):
        benefit_of_doubt(scores=np.array([[1.0, -1.0]]), least_share=0, place="thử")


def test_weights_of_a_computation_with_benefit_of_the_doubt_differ_by_unit() -> None:
    data = {"a": SCORES[:, 0].tolist(), "b": SCORES[:, 1].tolist()}
    found = computed(data, weighting={"method": "benefit_of_doubt"})
    assert found.score().max() == pytest.approx(1)
    assert all(line.lowest < line.used < line.highest for line in found.weights)


def test_the_old_readiness_index_is_a_component_brought_to_nought_and_one() -> None:
    """PCA weights on z-scores, then the range: computed apart with a singular value decomposition."""
    codes = ("htkt", "htnl", "ud", "mt")
    data = {code: SCORES[:, place].tolist() for place, code in enumerate(codes)}
    definition = defined(
        node("thu", *(indicator(code) for code in codes), normalisation={"method": "min_max"}),
        normalisation={"method": "z_score"},
        weighting={"method": "pca"},
    )
    found = compute(
        definition=definition, table=Table.build(units=[f"u{n:02}" for n in range(30)], columns=data)
    )
    standard = (SCORES - SCORES.mean(axis=0)) / SCORES.std(axis=0, ddof=1)
    vector = np.linalg.svd(standard)[2][0]
    raw = standard @ (vector / vector.sum())
    assert found.score() == pytest.approx((raw - raw.min()) / (raw.max() - raw.min()))
