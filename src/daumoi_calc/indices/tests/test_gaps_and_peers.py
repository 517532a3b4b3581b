"""Missing is not inapplicable; too little data is no score; peers are judged among themselves; groups have no places."""

import numpy as np
import pytest

from daumoi_calc.indices import DOES_NOT_APPLY, Cell, Result, Table, TableFault, compute
from daumoi_calc.indices.tests.material import defined, indicator, node

TREE = node(
    "thu", node("x", indicator("a"), indicator("b", weight=3)), node("y", indicator("c"), indicator("d"))
)


def computed(data: dict[str, list[Cell]], **more: object) -> Result:
    units = [f"u{number}" for number in range(len(data["a"]))]
    return compute(definition=defined(TREE, **more), table=Table.build(units=units, columns=data))


FULL: dict[str, list[Cell]] = {"a": [0.2], "b": [0.6], "c": [0.4], "d": [0.8]}


def score_with(b: Cell, policy: str) -> float:
    return float(computed({**FULL, "b": [b]}, missing=policy).score("x")[0])


def test_a_gap_scores_nothing_is_shared_out_or_leaves_no_score() -> None:
    assert score_with(None, "zero") == pytest.approx(0.05)
    assert score_with(None, "skip") == pytest.approx(0.2)
    assert np.isnan(score_with(None, "propagate"))


@pytest.mark.parametrize("policy", ["zero", "skip", "propagate"])
def test_what_does_not_apply_gives_its_weight_away_under_every_policy(policy: str) -> None:
    assert score_with(DOES_NOT_APPLY, policy) == pytest.approx(0.2)


def test_a_branch_of_which_nothing_applies_leaves_the_index() -> None:
    data: dict[str, list[Cell]] = {**FULL, "a": [DOES_NOT_APPLY], "b": [DOES_NOT_APPLY]}
    found = computed(data, missing="propagate")
    assert np.isnan(found.score("x")[0])
    assert found.score()[0] == pytest.approx(0.6)


def test_a_branch_with_a_gap_leaves_no_index_where_gaps_go_up() -> None:
    found = computed({**FULL, "a": [None]}, missing="propagate")
    assert np.isnan(found.score()[0])
    assert [flag.code for flag in found.flags] == ["no_score"]
    assert np.isnan(found.rank()[0])


def test_a_branch_with_too_few_indicators_has_no_score() -> None:
    found = computed({**FULL, "a": [None]}, missing="skip", availability={"node": 0.6})
    assert np.isnan(found.score("x")[0])
    assert found.score()[0] == pytest.approx(0.6)


def test_a_unit_with_too_little_data_leaves_the_sample_before_scales_are_made() -> None:
    data: dict[str, list[Cell]] = {"a": [0, 1, 100], "b": [0, 1, None], "c": [0, 1, None], "d": [0, 1, None]}
    found = computed(data, missing="skip", availability={"unit": 0.5}, normalisation={"method": "min_max"})
    assert found.score().tolist()[:2] == [0, 1]
    assert np.isnan(found.score()[2])
    assert found.stage("denominated", "a")[2] == 100
    assert [(flag.code, flag.place) for flag in found.flags] == [("too_few_data", "u2")]
    assert "1/4" in found.flags[0].message


@pytest.mark.parametrize(("policy", "score"), [("skip", None), ("propagate", None), ("zero", 0.0)])
def test_a_unit_that_gave_nothing_is_never_filled_in(policy: str, score: float | None) -> None:
    data: dict[str, list[Cell]] = {code: [1, 3, None] for code in "abcd"}
    found = computed(data, missing=policy, imputation={"method": "none" if policy == "zero" else "mean"})
    assert found.score()[2] == score if score is not None else np.isnan(found.score()[2])
    assert [flag.code for flag in found.flags] == ([] if policy == "zero" else ["too_few_data"])


def test_imputed_numbers_count_for_the_score_but_not_as_data() -> None:
    data: dict[str, list[Cell]] = {"a": [1, None], "b": [1, None], "c": [1, 3], "d": [1, 3]}
    free = computed(data, imputation={"method": "mean"})
    strict = computed(data, imputation={"method": "mean"}, availability={"node": 0.5}, missing="skip")
    assert free.score("x")[1] == 1
    assert np.isnan(strict.score("x")[1])


PEERS = {"column": "nhom", "groups": {"p": {"vi": "Nhóm P"}, "q": {"vi": "Nhóm Q"}}}


def grouped(values: list[float], groups: list[str]) -> Result:
    definition = defined(node("thu", indicator("a")), normalisation={"method": "min_max"}, peers=PEERS)
    units = [f"u{number}" for number in range(len(values))]
    return compute(
        definition=definition, table=Table.build(units=units, columns={"a": values}, texts={"nhom": groups})
    )


def test_scales_and_places_are_made_among_peers() -> None:
    found = grouped([1, 2, 3, 10, 20], ["p", "q", "p", "q", "q"])
    assert found.score().tolist() == [0, 0, 1, 8 / 18, 1]
    assert found.rank().tolist() == [2, 3, 1, 2, 1]
    assert found.peer_groups == ("p", "q", "p", "q", "q")


def test_an_unknown_peer_group_is_refused_by_unit_and_column() -> None:
    with pytest.raises(TableFault) as caught:
        grouped([1, 2], ["p", "z"])
    assert (
        str(caught.value)
        == "đơn vị “u1”, cột “nhom”: nhóm “z” không có trong định nghĩa. Chọn một trong: p, q."
    )


def test_missing_columns_are_all_named() -> None:
    with pytest.raises(TableFault) as caught:
        compute(definition=defined(TREE), table=Table.build(units=["u"], columns={"a": [1]}))
    assert [problem.place for problem in caught.value.problems] == ["cột “b”", "cột “c”", "cột “d”"]


ONE = node("thu", indicator("a"))


def ranked(values: list[Cell], **more: object) -> list[float]:
    units = [f"u{number}" for number in range(len(values))]
    found = compute(definition=defined(ONE, **more), table=Table.build(units=units, columns={"a": values}))
    return [float(place) for place in found.rank()]


@pytest.mark.parametrize(
    ("ties", "expected"),
    [("competition", [1, 2, 2, 4]), ("dense", [1, 2, 2, 3]), ("average", [1, 2.5, 2.5, 4])],
)
def test_equal_scores_share_a_place_as_the_definition_says(ties: str, expected: list[float]) -> None:
    assert ranked([9, 5, 5, 1], presentation={"ties": ties}) == expected


def test_noise_in_the_last_digits_makes_no_place() -> None:
    assert ranked([0.1 + 0.2, 0.3, 0.2]) == [1, 1, 3]


def test_places_may_be_given_on_the_printed_score() -> None:
    values: list[Cell] = [0.91234, 0.91229, 0.5]
    assert ranked(values, rounding={"places": 3}) == [1, 2, 3]
    assert ranked(values, rounding={"places": 3, "ranks_on": "printed"}) == [1, 1, 3]


def test_where_the_owner_shows_groups_nobody_gets_a_place() -> None:
    bands = [
        {"code": "A", "name": {"vi": "A"}, "at_least": 0.75},
        {"code": "B", "name": {"vi": "B"}, "above": 0.5},
        {"code": "C", "name": {"vi": "C"}},
    ]
    units = ["u", "v", "w", "x", "y"]
    found = compute(
        definition=defined(ONE, presentation={"form": "groups", "bands": bands}, missing="skip"),
        table=Table.build(units=units, columns={"a": [0.75, 0.7499, 0.5, 0.2, None]}),
    )
    assert np.isnan(found.ranks).all()
    assert [band.code if band else None for band in found.bands()] == ["A", "B", "C", "C", None]


def test_a_column_of_equal_values_is_said() -> None:
    units = ["u", "v"]
    found = compute(
        definition=defined(ONE, normalisation={"method": "min_max"}),
        table=Table.build(units=units, columns={"a": [3, 3]}),
    )
    assert [flag.code for flag in found.flags] == ["constant"]
    assert found.score().tolist() == [0.5, 0.5]


def test_a_number_beyond_fixed_ends_is_held_and_said() -> None:
    definition = defined(
        node("thu", indicator("a", goalposts={"low": 0, "high": 10})), normalisation={"method": "goalposts"}
    )
    found = compute(definition=definition, table=Table.build(units=["u", "v"], columns={"a": [12, 5]}))
    assert found.score().tolist() == [1, 0.5]
    assert [(flag.code, flag.place) for flag in found.flags] == [("beyond_goalposts", "a")]
    assert "u: 12 nằm ngoài hai mốc 0–10" in found.flags[0].message
