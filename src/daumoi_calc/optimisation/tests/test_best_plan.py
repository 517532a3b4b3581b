"""The best plan: the same as by trying everything, with its bound, the same every time."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from daumoi_calc.optimisation import (
    Choice,
    Effort,
    MoneyCeiling,
    NoPlan,
    Problem,
    Status,
    YearCost,
    describe,
    digest,
    solve,
    verify,
)
from daumoi_calc.optimisation.tests.networks import (
    ceiling,
    cuc,
    every_plan,
    keep,
    knapsack,
    problem,
    problems,
    stubborn,
    unit,
    vu,
)


@settings(max_examples=60, deadline=None)
@given(problems())
def test_the_plan_is_worth_as_much_as_the_best_of_all_combinations(drawn: Problem) -> None:
    plans = every_plan(drawn)
    if not plans:
        with pytest.raises(NoPlan, match="Không có phương án nào"):
            solve(drawn)
        return
    plan = solve(drawn)
    assert plan.value == max(value for value, _ in plans)
    assert plan.gap == 0
    assert plan.status is Status.PROVEN
    assert verify(drawn, plan) == []


def test_a_unit_earns_in_its_present_state_until_it_changes() -> None:
    plan = solve(problem(unit("a", keep(9, 1), cuc(2, 5))))
    assert plan.choices == (Choice(unit="a", option="cuc", phase="p2"),)
    assert plan.value == 9 + 5


def test_parts_add_up_to_the_value_of_the_plan() -> None:
    plan = solve(problem(unit("a", vu(4, 4)), proposal_points=(7, 3, 1)))
    assert {part.code: part.points for part in plan.parts} == {"criterion/kq": 8, "proposals": 7, "cost": 0}
    assert plan.value == 15


def test_the_order_in_which_a_problem_is_listed_does_not_matter() -> None:
    units = [unit(code, keep(1, 1), cuc(5, 5, posts=3), vu(4, 4)) for code in "abcd"]
    limits = {"post_ceilings": (ceiling(6, 6),)}
    one, other = problem(*units, **limits), problem(*reversed(units), **limits)
    assert digest(one) == digest(other)
    assert solve(one) == solve(other)


def test_a_change_of_any_figure_changes_the_digest() -> None:
    one = problem(unit("a", keep(1, 1), cuc(5, 5, posts=3)))
    assert digest(one) != digest(problem(unit("a", keep(1, 1), cuc(5, 5, posts=4))))


def test_a_search_that_may_stop_early_still_says_how_far_the_best_can_be() -> None:
    network = knapsack()
    plan = solve(network, effort=Effort(gap=0.2))
    best = solve(network)
    assert best.status is Status.PROVEN
    assert plan.value <= best.value <= plan.bound
    assert 0 <= plan.gap <= 0.2
    assert verify(network, plan) == []


def test_a_search_ended_by_its_node_limit_keeps_its_bound() -> None:
    plan = solve(stubborn(), effort=Effort(max_nodes=1))
    best = solve(stubborn())
    assert plan.status is Status.STOPPED
    assert plan.value <= best.value < plan.bound
    assert verify(stubborn(), plan) == []
    assert best.nodes > 1


def test_a_search_without_any_effort_does_not_claim_that_there_is_no_plan() -> None:
    with pytest.raises(NoPlan, match="Chưa tìm được phương án sau 0 nút") as raised:
        solve(stubborn(), effort=Effort(max_nodes=0))
    assert not raised.value.infeasible


def test_the_sentence_of_a_plan_always_names_the_gap() -> None:
    proven = solve(problem(unit("a", vu(4, 4))))
    assert "khoảng cách 0%" in describe(proven)
    open_plan = replace(proven, bound=10, value=8, status=Status.STOPPED)
    assert describe(open_plan) == "Dừng vì hết lượt tìm: 8 điểm, cận trên 10 điểm, khoảng cách 25,00%."


def test_without_any_plan_it_says_that_none_exists() -> None:
    with pytest.raises(NoPlan, match="Không có phương án nào") as raised:
        solve(problem(unit("a", cuc(5, 5, posts=3)), post_ceilings=(ceiling(2, 2),)))
    assert raised.value.infeasible


def test_amounts_one_dong_beyond_a_ceiling_are_not_let_through() -> None:
    """Large figures one đồng apart lie within the solver's tolerance; the whole-number check must not."""
    amount = 900_000_000_001
    dear = replace(cuc(50, 50), running=(YearCost(source="hc", year=2028, amount=amount),))
    cheap = replace(vu(1, 1), running=(YearCost(source="hc", year=2028, amount=7),))
    for limit, wanted in ((2 * amount + 6, {"vu"}), (2 * amount + 7, {"cuc", "vu"}), (3 * amount, {"cuc"})):
        top = MoneyCeiling(code="t", name="Trần", source="hc", year=2028, limit=limit)
        network = problem(*(unit(code, dear, cheap) for code in "abc"), money_ceilings=(top,))
        plan = solve(network)
        assert verify(network, plan) == []
        assert plan.value == max(value for value, _ in every_plan(network))
        if limit != 2 * amount + 6:
            assert {choice.option for choice in plan.choices} == wanted
