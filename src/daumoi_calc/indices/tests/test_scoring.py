"""Points from facts: every rule by hand, and the real rules of the infrastructure part."""

import numpy as np
import pytest

from daumoi_calc.indices import DOES_NOT_APPLY, Cell, ComputeFault, Result, Table, compute
from daumoi_calc.indices.tests.material import defined, indicator, node, shipped

POINTS = {"weighting": {"method": "points"}, "missing": "zero"}


def points(rule: dict[str, object], columns: dict[str, list[Cell]], **more: object) -> list[float]:
    definition = defined(node("thu", indicator("a", rule=rule, **more)), **POINTS)
    units = [f"u{number}" for number in range(len(next(iter(columns.values()))))]
    found = compute(definition=definition, table=Table.build(units=units, columns=columns))
    return [float(number) for number in found.stage("denominated", "a")]


def test_a_ratio_times_its_points_is_held_at_one() -> None:
    rule = {"rule": "share", "column": "may", "per": "nguoi", "points": 20}
    assert points(rule, {"may": [50, 200, 0], "nguoi": [100, 100, 100]}) == [10, 20, 0]


def test_a_share_of_the_best_peer() -> None:
    rule = {"rule": "peer_share", "column": "mbps", "per": "nguoi", "points": 40}
    assert points(rule, {"mbps": [100, 50, 0], "nguoi": [10, 10, 10]}) == [40, 20, 0]


def test_nobody_above_zero_gives_nobody_points() -> None:
    assert points({"rule": "peer_share", "points": 40}, {"a": [0, 0]}) == [0, 0]


def test_the_highest_case_that_holds_is_taken() -> None:
    steps = [{"above": 0, "points": 10}, {"at_least": 5, "points": 30}, {"at_least": 9, "points": 60}]
    assert points({"rule": "tiers", "steps": steps}, {"a": [0, 0.1, 5, 8.9, 9]}) == [0, 10, 30, 30, 60]


def test_a_count_is_capped() -> None:
    assert points({"rule": "count", "each": 1, "at_most": 5}, {"a": [0, 3, 9]}) == [0, 3, 5]


def test_the_best_of_several_ways_counts() -> None:
    parts = [
        {"rule": "yes_no", "column": "a", "points": 4},
        {"rule": "count", "column": "b", "each": 2, "at_most": 6},
    ]
    rule: dict[str, object] = {"rule": "combined", "take": "best", "parts": parts}
    assert points(rule, {"a": [1, 1, 0], "b": [0, 3, 1]}) == [4, 6, 2]


def test_a_sum_is_capped_and_a_part_that_does_not_apply_lowers_the_maximum() -> None:
    parts = [{"rule": "yes_no", "column": "a", "points": 4}, {"rule": "yes_no", "column": "b", "points": 6}]
    rule = {"rule": "combined", "take": "sum", "parts": parts, "at_most": 8}
    definition = defined(node("thu", indicator("a", rule=rule)), **POINTS)
    table = Table.build(units=["x", "y", "z"], columns={"a": [1, 1, None], "b": [1, DOES_NOT_APPLY, 1]})
    found = compute(definition=definition, table=table)
    assert found.stage("denominated", "a").tolist() == [8, 4, 6]
    assert found.score().tolist() == [1, 1, 0.75]


def test_a_denominator_of_zero_is_a_gap() -> None:
    rule = {"rule": "share", "column": "may", "per": "nguoi", "points": 20}
    assert np.isnan(points(rule, {"may": [5, 5], "nguoi": [0, 10]})[0])


@pytest.mark.parametrize(
    ("rule", "value", "more", "words"),
    [
        ({"rule": "points"}, 11, {"max_points": 10}, "điểm phải từ 0 đến 10"),
        ({"rule": "points"}, -1, {"max_points": 10}, "điểm phải từ 0 đến 10"),
        ({"rule": "yes_no", "points": 3}, 2, {}, "chỉ nhận 1 (có) hoặc 0"),
        ({"rule": "share", "points": 3}, 1.2, {}, "tỷ lệ phải từ 0 đến 1"),
        ({"rule": "count", "each": 1, "at_most": 3}, -1, {}, "không âm"),
        ({"rule": "peer_share", "points": 3}, -1, {}, "không âm"),
    ],
)
def test_a_fact_the_rule_cannot_take_is_refused_by_unit_and_indicator(
    rule: dict[str, object], value: float, more: dict[str, object], words: str
) -> None:
    with pytest.raises(ComputeFault) as caught:
        points(rule, {"a": [0, value]}, **more)
    [problem] = caught.value.problems
    assert problem.place == "đơn vị “u1”, chỉ số “a”"
    assert words in problem.message


def infrastructure(**changed: list[Cell]) -> Result:
    columns: dict[str, list[Cell]] = {
        "so_may_tinh": [100, 50],
        "so_can_bo": [100, 100],
        "so_may_diet_vi_rut": [80, 50],
        "bang_thong": [200, 400],
        "don_vi_ket_noi_wan": [10, 5],
        "so_don_vi": [10, 10],
        "ung_dung_tren_wan": [7, 2],
        "diem_trung_tam_du_lieu": [60, 30],
    }
    table = Table.build(units=["A", "B"], columns={**columns, **changed})
    return compute(definition=shipped("aita-ha-tang"), table=table)


def test_the_infrastructure_part_is_scored_as_its_annex_says() -> None:
    """20 + 16 + 20 + 45 + 5 + 60 = 166 and 10 + 20 + 40 + 22,5 + 2 + 30 = 124,5 of 190 points that were read."""
    found = infrastructure()
    assert found.stages["denominated"].tolist() == [[20, 16, 20, 50, 60], [10, 20, 40, 24.5, 30]]
    assert found.score() == pytest.approx([166 / 190, 124.5 / 190])


def test_what_does_not_apply_takes_its_maximum_away_and_a_gap_scores_nothing() -> None:
    away = infrastructure(diem_trung_tam_du_lieu=[DOES_NOT_APPLY, 30])
    gap = infrastructure(diem_trung_tam_du_lieu=[None, 30])
    assert away.score()[0] == pytest.approx(106 / 130)
    assert gap.score()[0] == pytest.approx(106 / 190)
    assert not away.applies[0, away.indicators.index("trung-tam-du-lieu")]
    assert gap.applies.all()
