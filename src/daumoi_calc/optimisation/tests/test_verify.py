"""The check in whole numbers finds what is planted in a plan, whatever the solver says."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from daumoi_calc.optimisation import (
    Area,
    Choice,
    ConstraintKind,
    Cover,
    Duty,
    Exclusion,
    Form,
    MoneyCeiling,
    OneOffCost,
    Option,
    Phase,
    Pick,
    Problem,
    Requirement,
    Violation,
    YearCost,
    score_manual,
    solve,
    verify,
    violations,
)
from daumoi_calc.optimisation.tests.networks import PHASES, ceiling, cuc, keep, points, problem, unit, vu

KEEP_A = Choice(unit="a", option="giu")
KEEP_B = Choice(unit="b", option="giu")
CUC_A = Choice(unit="a", option="cuc", phase="p1")
CUC_B = Choice(unit="b", option="cuc", phase="p2")


def found(network: Problem, *choices: Choice) -> list[tuple[ConstraintKind, str, int]]:
    return [(item.kind, item.code, item.excess) for item in violations(network, choices)]


def only(found: Sequence[Violation]) -> Violation:
    [item] = found
    return item


def test_posts_beyond_a_ceiling_are_counted_by_the_end_of_each_phase() -> None:
    network = problem(
        unit("a", keep(1, 1), cuc(5, 5, posts=7)),
        unit("b", keep(1, 1), cuc(5, 5, posts=4), body="B"),
        post_ceilings=(ceiling(8, 8), ceiling(0, 6, body="A", code="rieng")),
    )
    assert found(network, KEEP_A, KEEP_B) == []
    assert found(network, CUC_A, CUC_B) == [
        (ConstraintKind.POSTS, "tran", 3),
        (ConstraintKind.POSTS, "rieng", 7),
        (ConstraintKind.POSTS, "rieng", 1),
    ]
    sentence = violations(network, [CUC_A, CUC_B])[0].sentence
    assert sentence == (
        "Trần biên chế, đến hết giai đoạn 2: biên chế công chức thay đổi 11, chỉ được tăng 8."
    )


def test_posts_given_up_by_another_unit_do_not_count_as_growth() -> None:
    network = problem(
        unit("a", cuc(5, 5, posts=7, given=7)),
        unit("b", cuc(5, 5, posts=4, given=4), body="B"),
        post_ceilings=(ceiling(0, 0), ceiling(0, 4, body="B", code="rieng")),
    )
    planted = violations(network, [CUC_A, CUC_B])
    assert only(planted).kind is ConstraintKind.DONOR
    assert only(planted).sentence == (
        "Văn phòng Bộ A phải nhường 11 biên chế công chức, chỉ có thể nhường 10."
    )


def test_money_is_counted_year_by_year_before_and_after_the_change() -> None:
    present = replace(
        keep(1, 1), running=tuple(YearCost(source="hc", year=year, amount=30) for year in (2027, 2028, 2029))
    )
    dear = replace(
        cuc(5, 5),
        running=tuple(YearCost(source="hc", year=year, amount=100) for year in (2027, 2028, 2029)),
        one_off=(OneOffCost(source="hc", amount=7),),
    )
    limits = tuple(
        MoneyCeiling(code=f"t{year}", name="Trần", source="hc", year=year, limit=0)
        for year in (2027, 2028, 2029)
    )
    network = problem(unit("a", present, dear), money_ceilings=limits)
    late = Choice(unit="a", option="cuc", phase="p2")
    assert [item[2] for item in found(network, KEEP_A)] == [30, 30, 30]
    assert [item[2] for item in found(network, CUC_A)] == [107, 100, 100]
    assert [item[2] for item in found(network, late)] == [30, 107, 100]


def test_too_many_changes_in_a_phase_are_found() -> None:
    phases = (Phase(code="p1", name="giai đoạn 1", years=(2027,), most_changes=1), PHASES[1])
    network = problem(unit("a", cuc(5, 5)), unit("b", cuc(5, 5)), phases=phases)
    both = Choice(unit="b", option="cuc", phase="p1")
    assert found(network, CUC_A, CUC_B) == []
    assert found(network, CUC_A, both) == [(ConstraintKind.PHASE, "p1", 1)]


@pytest.mark.parametrize(
    ("cover", "wrong"), [(Cover.AT_LEAST_ONE, 1), (Cover.EXACTLY_ONE, 2), (Cover.FREE, 0)]
)
def test_a_duty_must_be_held_by_the_demanded_number_of_units_of_each_body(cover: Cover, wrong: int) -> None:
    network = problem(
        unit("a", keep(1, 1, duties=("d",))),
        unit("b", keep(1, 1, duties=("d",))),
        unit("c", keep(1, 1), body="B"),
        duties=(Duty(code="d", name="đầu mối", area=Area.MANAGEMENT, cover=cover),),
    )
    broken = found(network, KEEP_A, KEEP_B, Choice(unit="c", option="giu"))
    assert [kind for kind, _, _ in broken] == [ConstraintKind.DUTY] * wrong


def test_a_duty_can_be_demanded_of_some_bodies_only() -> None:
    duty = Duty(code="d", name="đầu mối", area=Area.OTHER, cover=Cover.AT_LEAST_ONE, bodies=("B",))
    network = problem(unit("a", keep(1, 1)), unit("b", keep(1, 1), body="B"), duties=(duty,))
    assert found(network, KEEP_A, KEEP_B) == [(ConstraintKind.DUTY, "d/B", 1)]


@pytest.mark.parametrize(
    ("lag", "leader", "good"),
    [
        (None, "p2", True),
        (0, "p1", True),
        (0, "p2", False),
        (1, "p1", False),
        (None, None, False),
    ],
)
def test_a_requirement_looks_at_the_pick_and_at_its_time(
    lag: int | None, leader: str | None, good: bool
) -> None:
    rule = Requirement(
        code="r",
        name="đi sau",
        when=Pick(unit="a", options=("cuc",)),
        then=Pick(unit="b", options=("cuc",)),
        lag=lag,
    )
    network = problem(
        unit("a", keep(1, 1), cuc(5, 5)), unit("b", keep(1, 1), cuc(5, 5)), requirements=(rule,)
    )
    other = KEEP_B if leader is None else Choice(unit="b", option="cuc", phase=leader)
    assert found(network, CUC_A, other) == ([] if good else [(ConstraintKind.REQUIREMENT, "r", 1)])


def test_an_exclusion_counts_the_picks_made() -> None:
    picks = tuple(Pick(unit=code, options=("cuc",)) for code in "ab")
    network = problem(
        unit("a", keep(1, 1), cuc(5, 5)),
        unit("b", keep(1, 1), cuc(5, 5)),
        exclusions=(Exclusion(code="x", name="chỉ một Cục", picks=picks),),
    )
    assert found(network, CUC_A, KEEP_B) == []
    assert found(network, CUC_A, CUC_B) == [(ConstraintKind.EXCLUSION, "x", 1)]


def test_a_merger_is_made_by_all_in_one_phase() -> None:
    merger = Option(code="m", name="nhập", form=Form.MERGE, scores=points(5, 5), merge="hop")
    network = problem(unit("a", keep(1, 1), merger), unit("b", keep(1, 1), merger))
    first, same = (Choice(unit=code, option="m", phase="p1") for code in "ab")
    assert found(network, first, same) == []
    assert found(network, first, replace(same, phase="p2")) == [(ConstraintKind.MERGE, "hop", 1)]
    assert found(network, first, KEEP_B) == [(ConstraintKind.MERGE, "hop", 1)]


def test_demands_that_a_plan_ignores_are_found() -> None:
    network = problem(
        unit("a", keep(1, 1), cuc(5, 5)), forced=(KEEP_A,), forbidden=(replace(CUC_A, phase=None),)
    )
    assert found(network, KEEP_A) == []
    assert found(network, CUC_A) == [
        (ConstraintKind.FORCED, "a/giu", 1),
        (ConstraintKind.FORBIDDEN, "a/cuc", 1),
    ]


@pytest.mark.parametrize(
    "choices",
    [
        (KEEP_A,),
        (KEEP_A, KEEP_B, CUC_B),
        (KEEP_A, Choice(unit="b", option="tap_doan", phase="p1")),
        (KEEP_A, Choice(unit="b", option="cuc", phase="p9")),
        (KEEP_A, Choice(unit="b", option="cuc")),
        (KEEP_A, Choice(unit="b", option="giu", phase="p1")),
        (KEEP_A, KEEP_B, Choice(unit="z", option="giu")),
    ],
    ids=[
        "left out",
        "twice",
        "no such option",
        "no such phase",
        "no phase",
        "keeping has no phase",
        "no unit",
    ],
)
def test_every_unit_takes_exactly_one_thing_that_exists(choices: tuple[Choice, ...]) -> None:
    network = problem(unit("a", keep(1, 1), cuc(5, 5)), unit("b", keep(1, 1), cuc(5, 5)))
    assert {item.kind for item in violations(network, choices)} == {ConstraintKind.COMPLETE}


def test_a_value_that_is_not_the_sum_of_its_parts_is_found() -> None:
    network = problem(unit("a", vu(4, 4)))
    plan = solve(network)
    assert verify(network, plan) == []
    assert only(verify(network, replace(plan, value=9, bound=9))).kind is ConstraintKind.VALUE
    assert only(verify(network, replace(plan, bound=7))).kind is ConstraintKind.VALUE


def test_a_plan_of_another_problem_is_found_out() -> None:
    plan = solve(problem(unit("a", cuc(5, 5, posts=3))))
    network = problem(unit("a", cuc(5, 5, posts=3)), post_ceilings=(ceiling(2, 3),))
    assert [item.kind for item in verify(network, plan)] == [ConstraintKind.POSTS]


def test_a_plan_made_by_hand_is_reckoned_beside_the_machine_s() -> None:
    network = problem(
        unit("a", keep(1, 1), cuc(5, 5, posts=3)),
        unit("b", keep(1, 1), cuc(4, 4, posts=3)),
        post_ceilings=(ceiling(3, 3),),
    )
    by_hand = score_manual(network, choices=[KEEP_A, replace(CUC_B, phase="p1")])
    assert (by_hand.value, by_hand.behind, by_hand.violations) == (10, 2, ())
    assert {item.unit for item in by_hand.differences} == {"a", "b"}
    too_much = score_manual(network, choices=[CUC_A, CUC_B])
    assert only(too_much.violations).kind is ConstraintKind.POSTS
    assert too_much.behind == 12 - 15
    half = score_manual(network, choices=[CUC_A])
    assert only(half.violations).kind is ConstraintKind.COMPLETE
    assert half.value == 10
