"""One wrong label, indicators that the form defines, weights varied; and the table of 2019."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu

from daumoi_calc.statistics.comparison import (
    Groups,
    Incomparable,
    compare,
    contamination,
    delta_of_u,
    difference_in_means,
    one_label_wrong,
    sign_under_weights,
    two_groups,
)
from daumoi_calc.statistics.comparison.ranks import lower_tail

TABLE = Path(__file__).parent / "fixtures" / "vn_aita2019_ministries.csv"


def scores_of_2019() -> tuple[float, ...]:
    with TABLE.open(encoding="utf-8-sig", newline="") as file:
        return tuple(float(row["score_2019"]) for row in csv.DictReader(file))


def labelled_2019(labels: list[bool]) -> Groups:
    """The real scores under made-up labels: no ministry is said to have had any kind of unit."""
    return Groups(tuple(f"hàng {place + 1}" for place in range(17)), scores_of_2019(), tuple(labels))


@pytest.mark.parametrize(
    ("first", "others", "u", "delta", "p"),
    [(8, 9, 46, 0.28, 0.37), (7, 10, 38, 0.09, 0.81), (9, 8, 52, 0.44, 0.14)],
)
def test_the_rehearsal_of_2019_holds_together(
    first: int, others: int, u: int, delta: float, p: float
) -> None:
    """indices.md part D9, codings A, B, C: the printed delta and exact p belong to one U of these group sizes.

    The labels are not written down. One label turned makes 7 against 10 or 9 against 8, and only these values of U
    give what is printed.
    """
    assert delta_of_u(u=u, first=first, others=others).value == pytest.approx(delta, abs=0.005)
    assert 2 * lower_tail(first, others, first * others - u) == pytest.approx(p, abs=0.005)


def test_the_interval_of_the_rehearsal_is_newcombes() -> None:
    """indices.md part D9, coding A: 0.28 [−0.26, 0.68]."""
    found = delta_of_u(u=46, first=8, others=9)
    assert (found.low, found.high) == pytest.approx((-0.26, 0.68), abs=0.005)


@given(st.lists(st.booleans(), min_size=17, max_size=17).filter(lambda labels: 2 <= sum(labels) <= 15))
@settings(max_examples=25, deadline=None)
def test_swapping_form_and_others_turns_every_sign_and_no_p(labels: list[bool]) -> None:
    one = compare(groups=labelled_2019(labels), seed=1)
    other = compare(groups=labelled_2019([not label for label in labels]), seed=1)
    assert one.means.difference == pytest.approx(-other.means.difference)
    assert one.delta.value == pytest.approx(-other.delta.value)
    assert (one.delta.low, one.delta.high) == pytest.approx((-other.delta.high, -other.delta.low))
    assert (one.shift.low, one.shift.high) == pytest.approx((-other.shift.high, -other.shift.low))
    assert one.means.reference == other.means.reference
    assert one.ranks.reference.p == pytest.approx(other.ranks.reference.p)


@given(st.lists(st.booleans(), min_size=17, max_size=17).filter(lambda labels: 2 <= sum(labels) <= 15))
@settings(max_examples=25, deadline=None)
def test_the_comparison_of_2019_agrees_with_scipy_whatever_the_labels(labels: list[bool]) -> None:
    groups = labelled_2019(labels)
    found = compare(groups=groups, seed=1)
    theirs = mannwhitneyu(groups.first, groups.others, method="exact")
    assert not found.ranks.ties
    assert found.ranks.u == theirs.statistic
    assert found.ranks.reference.p == pytest.approx(theirs.pvalue)
    assert found.means.difference == pytest.approx(np.mean(groups.first) - np.mean(groups.others))


def test_one_label_moves_delta_far_among_seventeen_ministries() -> None:
    """Every other row of the table: recoding one row moves delta by more than a tenth either way."""
    found = one_label_wrong(groups=labelled_2019([place % 2 == 0 for place in range(17)]), seed=1)
    low, high = found.deltas
    assert len(found.rows) == 17
    assert low < found.base.delta.value - 0.1
    assert high > found.base.delta.value + 0.1


def test_each_row_is_the_comparison_with_that_label_turned() -> None:
    scores, labels = [9.0, 8.5, 4.0, 6.0, 5.5, 2.0], [True, True, True, False, False, False]
    groups = Groups(tuple("ABCDEF"), tuple(scores), tuple(labels))
    found = one_label_wrong(groups=groups, seed=1)
    for place, row in enumerate(found.rows):
        turned = [label != (place == other) for other, label in enumerate(labels)]
        again = compare(groups=Groups(tuple("ABCDEF"), tuple(scores), tuple(turned)), seed=1)
        assert row.unit == "ABCDEF"[place]
        assert row.to_form == (not labels[place])
        assert (row.difference, row.delta) == (again.means.difference, again.delta.value)
        assert row.p == again.means.reference.p


def test_units_whose_label_turns_the_sign_or_the_verdict_are_named() -> None:
    """The form is ahead only through the first unit, which lies far above all others."""
    groups = two_groups(first=[100.0, 1.0, 2.0], others=[10.0, 11.0, 12.0, 13.0])
    found = one_label_wrong(groups=groups, seed=1)
    assert found.base.means.difference > 0
    assert "1" in found.sign_changes
    apart = one_label_wrong(groups=two_groups(first=[9.0, 8, 7, 6], others=[5.0, 4, 3, 2]), seed=1)
    assert apart.base.means.reference.p <= 0.05
    assert set(apart.verdict_changes) == {row.unit for row in apart.rows if row.p > 0.05}
    assert apart.verdict_changes


def test_a_label_that_would_empty_a_group_is_not_turned() -> None:
    found = one_label_wrong(groups=two_groups(first=[5.0], others=[1.0, 2.0, 3.0]), seed=1)
    assert found.not_turned == ("1",)
    assert [row.unit for row in found.rows] == ["2", "3", "4"]


FORM_DEFINES = [
    [1.0, 0.5],
    [1.0, 0.4],
    [1.0, 0.6],
    [0.0, 0.5],
    [0.0, 0.6],
    [0.0, 0.4],
]
"""First column: is there a specialised unit. Second: online services, alike in both groups."""


def test_a_difference_made_of_the_form_itself_vanishes_without_it() -> None:
    groups = two_groups(first=[0.0] * 3, others=[0.0] * 3)
    found = contamination(
        groups=groups,
        indicators=FORM_DEFINES,
        names=["có đơn vị chuyên trách", "dịch vụ công trực tuyến"],
        weights=[1, 3],
        defined_by_form=[True, False],
        seed=1,
    )
    assert found.everything.means.difference == pytest.approx(0.25)
    assert found.without.means.difference == pytest.approx(0)
    assert found.removed == ("có đơn vị chuyên trách",)
    assert found.removed_weight == 0.25


def test_an_index_that_only_measures_the_form_is_refused() -> None:
    with pytest.raises(Incomparable, match="Mọi chỉ tiêu"):
        contamination(
            groups=two_groups(first=[0.0] * 3, others=[0.0] * 3),
            indicators=FORM_DEFINES,
            names=["a", "b"],
            weights=[1, 0],
            defined_by_form=[True, False],
            seed=1,
        )


def test_the_sign_under_varied_weights_is_counted_draw_by_draw() -> None:
    rng = np.random.default_rng(10)
    table = rng.random((12, 4))
    table[:5] += [0.3, -0.3, 0.02, -0.01]
    groups = Groups(tuple(map(str, range(12))), (0.0,) * 12, (True,) * 5 + (False,) * 7)
    weights = np.array([0.3, 0.3, 0.2, 0.2])
    found = sign_under_weights(
        groups=groups, indicators=table.tolist(), weights=weights.tolist(), draws=500, seed=3
    )
    factors = np.random.default_rng(3).uniform(0.75, 1.25, size=(500, 4))

    def sign(drawn: np.ndarray) -> float:
        composite = table @ (drawn / drawn.sum())
        return float(np.sign(composite[:5].mean() - composite[5:].mean()))

    kept = [sign(weights * row) == sign(weights) for row in factors]
    assert found.kept == np.mean(kept)
    assert 0 < found.kept <= 1


def test_a_difference_that_holds_in_every_indicator_keeps_its_sign() -> None:
    table = [[2.0, 3.0], [2.5, 3.5], [1.0, 1.0], [0.5, 2.0]]
    groups = two_groups(first=[0.0, 0.0], others=[0.0, 0.0])
    assert sign_under_weights(groups=groups, indicators=table, weights=[1, 1], seed=1).kept == 1


def test_negative_weights_are_refused() -> None:
    groups = two_groups(first=[0.0], others=[0.0])
    with pytest.raises(Incomparable, match="không âm"):
        sign_under_weights(groups=groups, indicators=[[1.0, 2], [3, 4]], weights=[1, -1], seed=1)


def test_a_thousand_communes_are_compared_as_well() -> None:
    scores = np.random.default_rng(5).normal(size=1_000)
    scores[:400] += 0.2
    groups = two_groups(first=scores[:400].tolist(), others=scores[400:].tolist())
    found = compare(groups=groups, seed=1, draws=2_000)
    assert found.shift.low < 0.2 < found.shift.high
    assert found.delta.low < found.delta.value < found.delta.high
    assert found.detectable is not None
    assert 0 < found.detectable.delta < 0.1


def test_a_comparison_says_the_same_as_its_parts() -> None:
    groups = two_groups(first=[3.0, 5.0, 4.5, 4.0], others=[1.0, 2.0, 3.5, 0.5])
    found = compare(groups=groups, seed=1)
    assert (found.first, found.others) == (4, 4)
    assert found.means == difference_in_means(groups=groups, seed=1)
    assert found.detectable is not None
    assert found.detectable.u == 0
