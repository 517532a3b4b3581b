"""What follows a plan: near-equal plans, why not, what more posts buy, least change, weights drawn anew."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings

from daumoi_calc.optimisation import (
    Choice,
    ConstraintKind,
    Criterion,
    MoneyCeiling,
    Problem,
    ProblemError,
    Score,
    Status,
    YearCost,
    alternatives,
    differences,
    parametric,
    replan,
    solve,
    stability,
    verify,
    why_not,
)
from daumoi_calc.optimisation.tests.networks import (
    ceiling,
    cuc,
    every_plan,
    keep,
    knapsack,
    problem,
    problems,
    unit,
    vu,
)


def test_alternatives_are_distinct_near_the_best_and_keep_every_limit() -> None:
    network = knapsack()
    plans = alternatives(network, within=0.1, count=5, differ=3)
    assert len(plans) == 5
    assert plans[0] == solve(network)
    for place, plan in enumerate(plans):
        assert verify(network, plan) == []
        assert plan.value >= Fraction("0.9") * plans[0].value
        assert plan.bound == plans[0].bound
        assert all(len(differences(plan.choices, other.choices)) >= 3 for other in plans[:place])
    assert [plan.value for plan in plans] == sorted((plan.value for plan in plans), reverse=True)


@settings(max_examples=30, deadline=None)
@given(problems())
def test_alternatives_miss_no_plan_within_the_tolerance(drawn: Problem) -> None:
    values = sorted((value for value, _ in every_plan(drawn)), reverse=True)
    if not values:
        return
    least = values[0] - Fraction("0.2") * abs(values[0])
    plans = alternatives(drawn, within=0.2, count=4, differ=1)
    assert [plan.value for plan in plans] == [value for value in values if value >= least][:4]


def test_where_there_is_one_plan_only_there_are_no_alternatives() -> None:
    assert len(alternatives(problem(unit("a", keep(1, 1))), within=1.0)) == 1


def test_an_equal_plan_is_called_proven_and_a_lesser_one_is_not() -> None:
    network = problem(unit("a", replace(vu(5, 5), preference=None), cuc(5, 5)), unit("b", keep(1, 1)))
    plans = alternatives(network, within=0.5, count=9, differ=1)
    assert [plan.status for plan in plans[:2]] == [Status.PROVEN, Status.PROVEN]
    assert {plan.value: plan.status for plan in plans} == {12: Status.PROVEN, 7: Status.WITHIN_GAP}


def test_why_not_says_what_falls_out_and_what_is_lost() -> None:
    network = problem(
        unit("a", keep(1, 1), cuc(9, 9, posts=4)),
        unit("b", keep(1, 1), cuc(4, 4, posts=3)),
        post_ceilings=(ceiling(4, 4),),
    )
    answer = why_not(network, unit="b", option="cuc")
    assert answer.plan is not None
    assert answer.lost == (18 + 2) - (2 + 8)
    assert {item.unit for item in answer.differences} == {"a", "b"}
    assert answer.sentence == (
        "Chọn Đơn vị b (Bộ A): lập Cục thì phương án mất 10 điểm (50,00%), "
        "1 đơn vị khác phải đổi theo: Đơn vị a (Bộ A)."
    )


def test_why_not_in_one_phase_only() -> None:
    network = problem(unit("a", keep(1, 1), vu(5, 5)))
    answer = why_not(network, unit="a", option="vu", phase="p2")
    assert answer.plan is not None
    assert answer.plan.choices == (Choice(unit="a", option="vu", phase="p2"),)
    assert answer.lost == 4
    assert answer.sentence.endswith("không đơn vị nào khác phải đổi.")


def test_why_not_something_impossible_names_the_limits() -> None:
    network = problem(unit("a", keep(1, 1), cuc(9, 9, posts=4)), post_ceilings=(ceiling(3, 3),))
    answer = why_not(network, unit="a", option="cuc")
    assert (answer.plan, answer.lost) == (None, None)
    assert [item.kind for item in answer.conflicts] == [ConstraintKind.FORCED, ConstraintKind.POSTS]
    assert "2 ràng buộc không cùng giữ được" in answer.sentence


def test_why_not_something_that_is_in_the_plan_costs_nothing() -> None:
    answer = why_not(problem(unit("a", keep(1, 1), vu(5, 5))), unit="a", option="vu")
    assert (answer.lost, answer.differences) == (0, ())
    assert answer.plan == answer.best


def test_why_not_refuses_what_the_problem_does_not_know() -> None:
    with pytest.raises(ProblemError, match="tap_doan"):
        why_not(problem(unit("a", keep(1, 1))), unit="a", option="tap_doan")


def test_more_posts_never_make_a_plan_worse_and_fewer_never_better() -> None:
    steps = parametric(knapsack(), ceiling="tran", steps=range(-20, 31, 10))
    values = [step.plan.value if step.plan else None for step in steps]
    known = [value for value in values if value is not None]
    assert known == sorted(known)
    assert known[0] < known[-1]
    assert values[: len(values) - len(known)] == [None] * (len(values) - len(known))
    assert {step.extra: step.gain for step in steps}[0] == 0


def test_what_more_money_buys_is_told_in_points() -> None:
    dear = replace(cuc(5, 5), running=(YearCost(source="hc", year=2028, amount=300),))
    top = MoneyCeiling(code="t", name="Trần", source="hc", year=2028, limit=299)
    network = problem(unit("a", keep(1, 1), dear), money_ceilings=(top,))
    assert [step.gain for step in parametric(network, ceiling="t", steps=(0, 1))] == [0, 8]


def test_where_there_is_no_plan_today_a_step_can_still_find_one() -> None:
    network = problem(unit("a", cuc(5, 5, posts=4)), post_ceilings=(ceiling(3, 3),))
    none, one = parametric(network, ceiling="tran", steps=(0, 1))
    assert (none.plan, none.gain, one.gain) == (None, None, None)
    assert one.plan is not None


def test_an_unknown_ceiling_is_refused() -> None:
    with pytest.raises(ProblemError, match="không có trần “khac”"):
        parametric(knapsack(), ceiling="khac", steps=(1,))


def test_planning_again_departs_only_where_it_pays() -> None:
    before = problem(
        unit("a", keep(1, 1), cuc(9, 9), vu(8, 8)), unit("b", keep(1, 1), cuc(9, 9)), proposal_points=(0,)
    )
    previous = solve(before)
    after = problem(
        unit("a", keep(1, 1), cuc(7, 7), vu(8, 8)), unit("b", keep(20, 20), cuc(9, 9)), proposal_points=(0,)
    )
    calm = replan(after, previous=previous.choices, penalty=5)
    assert [choice.option for choice in calm.choices] == ["cuc", "giu"]
    assert calm.parts[-1].points == -5
    assert [choice.option for choice in replan(after, previous=previous.choices, penalty=0).choices] == [
        "vu",
        "giu",
    ]
    assert replan(after, previous=previous.choices, penalty=99).choices == previous.choices


def test_planning_again_forgets_choices_that_are_no_longer_to_be_had() -> None:
    gone = (Choice(unit="a", option="cuc", phase="p1"), Choice(unit="z", option="cuc", phase="p1"))
    plan = replan(problem(unit("a", keep(1, 1), vu(5, 5))), previous=gone, penalty=50)
    assert plan.choices == (Choice(unit="a", option="vu", phase="p1"),)
    assert plan.value == 10


def test_a_choice_that_wins_under_all_weights_is_stable_and_a_close_one_is_not() -> None:
    def judged(option_points: int, other_points: int) -> tuple[Score, ...]:
        return (
            Score(criterion="kq", per_phase=(option_points, 0)),
            Score(criterion="at", per_phase=(other_points, 0)),
        )

    network = problem(
        unit("a", keep(0, 0), replace(cuc(0, 0), scores=judged(9, 9))),
        unit(
            "b",
            replace(cuc(0, 0), scores=judged(9, 3), allowed_phases=("p1",)),
            replace(vu(0, 0), scores=judged(3, 9), allowed_phases=("p1",), preference=None),
        ),
        criteria=(
            Criterion(code="kq", name="kết quả", weight=1),
            Criterion(code="at", name="an toàn", weight=1),
        ),
    )
    answer = stability(network, draws=40, seed=7)
    assert answer.share(Choice(unit="a", option="cuc", phase="p1")) == 1
    close = answer.share(Choice(unit="b", option="cuc", phase="p1"))
    assert Fraction(1, 5) < close < Fraction(4, 5)
    assert close + answer.share(Choice(unit="b", option="vu", phase="p1")) == 1
    assert answer == stability(network, draws=40, seed=7)


def test_without_spread_the_weights_stay_and_so_does_the_plan() -> None:
    answer = stability(knapsack(), draws=2, seed=1, spread=0.0)
    assert {choice for choice, times in answer.counts if times == 2} == set(solve(knapsack()).choices)
