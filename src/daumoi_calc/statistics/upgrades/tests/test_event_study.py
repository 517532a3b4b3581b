"""Event studies: the estimate by hand, refusals, and how often nothing is taken for something."""

from itertools import permutations

import numpy as np
import pytest

from daumoi_calc.statistics.upgrades import Incomparable, Panel, Upgrades, Window, study_upgrades, unit_paths

YEARS = tuple(range(2005, 2015))


def panel_of(
    scores: np.ndarray,
    upgraded: dict[int, int],
    *,
    breaks: tuple[int, ...] = (),
    years: tuple[int, ...] = YEARS,
) -> Panel:
    return Panel(
        units=tuple(f"Bộ {place + 1}" for place in range(len(scores))),
        years=years,
        scores=tuple(tuple(None if np.isnan(score) else float(score) for score in row) for row in scores),
        upgraded=tuple(upgraded.get(place) for place in range(len(scores))),
        breaks=breaks,
    )


def persistent(rng: np.random.Generator, units: int = 14) -> np.ndarray:
    """AR(1) with 0.7 and innovations of sd 1, ten years, from its stationary distribution."""
    scores = np.empty((units, 10))
    scores[:, 0] = rng.normal(0, 1 / np.sqrt(1 - 0.49), units)
    for year in range(1, 10):
        scores[:, year] = 0.7 * scores[:, year - 1] + rng.normal(size=units)
    return scores


def by_hand(scores: np.ndarray, upgraded: dict[int, int], before: int, after: int) -> float:
    """Mean over events of own change minus mean change of those without the form until the window ends."""
    differences = []
    for unit, year in upgraded.items():
        at = year - YEARS[0]
        change = scores[:, at : at + after].mean(axis=1) - scores[:, at - before : at].mean(axis=1)
        controls = [row for row in range(len(scores)) if upgraded.get(row, 9999) > year + after - 1]
        differences.append(change[unit] - change[controls].mean())
    return float(np.mean(differences))


@pytest.mark.parametrize("upgraded", [{0: 2009, 1: 2010, 2: 2011}, {3: 2008, 1: 2008}, {0: 2008, 4: 2012}])
def test_the_effect_and_every_re_assignment_are_computed_by_hand(upgraded: dict[int, int]) -> None:
    scores = persistent(np.random.default_rng(1), units=6)
    found = study_upgrades(panel=panel_of(scores, upgraded), window=Window(3, 2), seed=1)
    observed = by_hand(scores, upgraded, 3, 2)
    years = list(upgraded.values())
    every = [
        abs(by_hand(scores, dict(zip(units, years, strict=True)), 3, 2))
        for units in permutations(range(6), len(years))
    ]
    assert found.effect.value == pytest.approx(observed)
    assert found.effect.value == pytest.approx(np.mean([event.difference for event in found.events]))
    assert found.effect.reference.exact
    assert found.effect.reference.p == pytest.approx(np.mean(np.array(every) >= abs(observed) - 1e-9))


def test_three_of_fourteen_have_2184_re_assignments_and_equal_years_are_not_counted_twice() -> None:
    scores = persistent(np.random.default_rng(2))
    apart = study_upgrades(
        panel=panel_of(scores, {0: 2009, 1: 2010, 2: 2011}), window=Window(3, 2), seed=1
    ).effect
    together = study_upgrades(
        panel=panel_of(scores, {0: 2009, 1: 2009, 2: 2011}), window=Window(3, 2), seed=1
    ).effect
    assert apart.reference.labellings == 14 * 13 * 12
    assert together.reference.labellings == 14 * 13 * 12 // 2


def test_a_clear_step_is_found_with_its_size() -> None:
    rng = np.random.default_rng(3)
    scores = rng.normal(50, 1, size=(14, 1)) + np.linspace(0, 9, 10) + rng.normal(0, 0.05, size=(14, 10))
    upgraded = {0: 2009, 1: 2010, 2: 2011}
    for unit, year in upgraded.items():
        scores[unit, year - 2005 :] += 4
    found = study_upgrades(panel=panel_of(scores, upgraded), window=Window(3, 2), seed=1)
    assert found.effect.value == pytest.approx(4, abs=0.15)
    assert found.effect.reference.p == 1 / 2184
    assert abs(found.placebo.value) < 0.2
    assert abs(found.pre_trend.value) < 0.1
    assert [round(year.value) for year in found.around] == [0, 0, 0, 4, 4]


def test_a_rise_before_the_upgrade_shows_in_pre_trend_and_placebo() -> None:
    rng = np.random.default_rng(4)
    scores = rng.normal(0, 0.05, size=(14, 10))
    upgraded = {0: 2010, 1: 2011}
    for unit in upgraded:
        scores[unit] += np.arange(10.0)
    found = study_upgrades(panel=panel_of(scores, upgraded), window=Window(4, 2), seed=1)
    assert found.pre_trend.value == pytest.approx(1, abs=0.1)
    assert found.placebo_shift == 2
    assert found.placebo.value == pytest.approx(2, abs=0.1)
    assert found.placebo.reference.p < 0.05
    assert found.pre_trend.reference.p < 0.05


def test_without_an_effect_five_in_a_hundred_studies_reject() -> None:
    """indices.md part D7: 14 units, three upgraded, AR(1) 0.7; the cluster-robust t rejects 13.5 % there."""
    rng, runs = np.random.default_rng(7), 200
    rejected = 0
    for _ in range(runs):
        found = study_upgrades(
            panel=panel_of(persistent(rng), {0: 2009, 1: 2010, 2: 2011}), window=Window(3, 3), seed=1
        )
        rejected += found.effect.reference.p <= 0.05
    assert rejected / runs == pytest.approx(0.05, abs=4 * (0.05 * 0.95 / runs) ** 0.5)


def test_only_an_effect_beyond_the_threshold_is_rare() -> None:
    upgraded = {0: 2009, 1: 2010, 2: 2011}
    for seed in range(30):
        scores = persistent(np.random.default_rng(seed))
        scores[:3, 4:] += 2
        effect = study_upgrades(panel=panel_of(scores, upgraded), window=Window(3, 2), seed=1).effect
        assert (abs(effect.value) > effect.threshold) == (effect.reference.p <= 0.05)


def test_two_of_fourteen_hundred_thousand_ways_are_drawn_by_seed() -> None:
    scores = persistent(np.random.default_rng(5), units=30)
    panel = panel_of(scores, {0: 2008, 1: 2009, 2: 2010, 3: 2011})
    one = study_upgrades(panel=panel, window=Window(3, 2), seed=5, draws=5_000)
    again = study_upgrades(panel=panel, window=Window(3, 2), seed=5, draws=5_000)
    assert not one.effect.reference.exact
    assert one.effect.reference.labellings == 5_000
    assert one.effect == again.effect


def test_a_window_across_a_change_of_method_is_refused_with_unit_and_year() -> None:
    scores = persistent(np.random.default_rng(6))
    panel = panel_of(scores, {4: 2010}, breaks=(2009,))
    with pytest.raises(Incomparable, match=r"Bộ 5: cửa sổ 2007-2011 vượt qua năm 2009"):
        study_upgrades(panel=panel, window=Window(3, 2), seed=1)


@pytest.mark.parametrize("changed", [2007, 2012])
def test_a_change_of_method_at_the_edge_of_the_window_is_no_crossing(changed: int) -> None:
    """Years 2007 to 2011 all belong to one method when the new one begins with 2007 or with 2012."""
    panel = panel_of(persistent(np.random.default_rng(6)), {4: 2010}, breaks=(changed,))
    assert study_upgrades(panel=panel, window=Window(3, 2), seed=1).units == 14


@pytest.mark.parametrize("changed", [2008, 2010, 2011])
def test_a_change_of_method_anywhere_inside_is_refused(changed: int) -> None:
    panel = panel_of(persistent(np.random.default_rng(6)), {4: 2010}, breaks=(changed,))
    with pytest.raises(Incomparable, match=f"năm {changed}"):
        study_upgrades(panel=panel, window=Window(3, 2), seed=1)


def test_upgrades_under_two_methods_are_not_averaged() -> None:
    panel = panel_of(persistent(np.random.default_rng(6)), {4: 2007, 5: 2012}, breaks=(2009,))
    with pytest.raises(Incomparable, match="cả hai phía của năm 2009"):
        study_upgrades(panel=panel, window=Window(2, 2), seed=1)


def test_a_unit_declared_out_is_listed_with_its_reason() -> None:
    panel = panel_of(persistent(np.random.default_rng(6)), {4: 2010, 5: 2006})
    with pytest.raises(Incomparable, match="Bộ 6: cửa sổ 2003-2007 vượt ra ngoài"):
        study_upgrades(panel=panel, window=Window(3, 2), seed=1)
    found = study_upgrades(panel=panel, window=Window(3, 2), seed=1, set_aside={"Bộ 6": "nâng cấp quá sớm"})
    assert [(out.unit, out.reason) for out in found.left_out] == [("Bộ 6", "nâng cấp quá sớm")]
    assert "Bộ 6" not in found.events[0].controls


def test_a_unit_is_not_set_aside_without_a_reason_or_under_a_wrong_name() -> None:
    panel = panel_of(persistent(np.random.default_rng(6)), {4: 2010})
    for names, match in (({"Bộ 6": ""}, "kèm lý do"), ({"Bộ 99": "x"}, "Không có đơn vị Bộ 99")):
        with pytest.raises(Incomparable, match=match):
            study_upgrades(panel=panel, window=Window(3, 2), seed=1, set_aside=names)


def test_units_that_had_the_form_before_the_first_year_are_no_controls() -> None:
    found = study_upgrades(
        panel=panel_of(persistent(np.random.default_rng(6)), {4: 2010, 7: 1999}), window=Window(3, 2), seed=1
    )
    assert [out.unit for out in found.left_out] == ["Bộ 8"]
    assert found.units == 13


def test_units_upgraded_later_are_controls_until_then() -> None:
    found = study_upgrades(
        panel=panel_of(persistent(np.random.default_rng(6)), {4: 2009, 5: 2012, 6: 2010, 7: 2030}),
        window=Window(3, 2),
        seed=1,
    )
    first = found.events[0]
    assert (first.unit, first.year) == ("Bộ 5", 2009)
    assert {"Bộ 6", "Bộ 8"} <= set(first.controls)
    assert "Bộ 7" not in first.controls
    assert len(found.events) == 3


def test_gaps_leave_a_control_out_and_stop_an_upgraded_unit() -> None:
    scores = persistent(np.random.default_rng(6))
    scores[9, 4] = np.nan
    found = study_upgrades(panel=panel_of(scores, {4: 2010}), window=Window(3, 2), seed=1)
    assert [out.unit for out in found.left_out] == ["Bộ 10"]
    scores[4, 5] = np.nan
    with pytest.raises(Incomparable, match="Bộ 5: thiếu điểm"):
        study_upgrades(panel=panel_of(scores, {4: 2010}), window=Window(3, 2), seed=1)


def test_somebody_must_be_left_to_compare_with() -> None:
    scores = persistent(np.random.default_rng(6), units=2)
    with pytest.raises(Incomparable, match="không còn đơn vị nào"):
        study_upgrades(panel=panel_of(scores, {0: 2009, 1: 2009}), window=Window(3, 2), seed=1)


def test_nobody_upgraded_is_no_study() -> None:
    with pytest.raises(Incomparable, match="Không có đơn vị nào được nâng cấp"):
        study_upgrades(panel=panel_of(persistent(np.random.default_rng(6)), {}), window=Window(3, 2), seed=1)


def test_a_window_needs_two_years_before() -> None:
    with pytest.raises(Incomparable, match="hai năm trước"):
        Window(1, 2)


def test_years_must_follow_each_other() -> None:
    with pytest.raises(Incomparable, match="liên tiếp"):
        panel_of(np.zeros((2, 2)), {}, years=(2005, 2007))


def test_every_units_path_is_there_and_no_line_joins_across_a_change_or_a_gap() -> None:
    scores = np.arange(20.0).reshape(2, 10)
    scores[0, 8] = np.nan
    paths = unit_paths(panel=panel_of(scores, {1: 2012}, breaks=(2010,)))
    assert [path.unit for path in paths] == ["Bộ 1", "Bộ 2"]
    assert [[year for year, _ in segment] for segment in paths[0].segments] == [
        [2005, 2006, 2007, 2008, 2009],
        [2010, 2011, 2012],
        [2014],
    ]
    assert paths[1].upgraded == 2012


def test_the_band_holds_the_middle_of_what_re_assignment_gives() -> None:
    found: Upgrades = study_upgrades(
        panel=panel_of(persistent(np.random.default_rng(9)), {0: 2009, 1: 2010}), window=Window(3, 2), seed=1
    )
    for year in found.around:
        assert year.low <= 0 <= year.high
    year_before = found.around[2]
    assert (year_before.time, year_before.value, year_before.low, year_before.high) == (-1, 0, 0, 0)
