"""Why there is no plan: few limits, none superfluous, with their figures."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings

from daumoi_calc.optimisation import (
    Area,
    Choice,
    Conflict,
    ConstraintKind,
    Cover,
    Donor,
    Duty,
    Exclusion,
    Form,
    MoneyCeiling,
    NoPlan,
    Phase,
    Pick,
    PostCount,
    PostKind,
    Problem,
    Requirement,
    Unit,
    YearCost,
    explain_infeasible,
    solve,
)
from daumoi_calc.optimisation.tests.networks import (
    PHASES,
    ceiling,
    cuc,
    every_plan,
    keep,
    knapsack,
    problem,
    problems,
    unit,
)


def test_a_forced_cuc_against_the_ceiling_is_told_with_both_figures() -> None:
    network = problem(
        unit("a", keep(1, 1), cuc(5, 5, posts=12)),
        unit("b", keep(1, 1), cuc(5, 5, posts=20)),
        post_ceilings=(ceiling(8, 8, body="A"),),
        forced=(Choice(unit="a", option="cuc"),),
    )
    conflicts = explain_infeasible(network)
    assert [item.sentence for item in conflicts] == [
        "Bắt buộc: Đơn vị a (Bộ A): lập Cục.",
        "Trần biên chế (Bộ A): đến hết giai đoạn 2 cần tăng ít nhất 12 biên chế công chức, trần chỉ còn 8.",
    ]
    assert (conflicts[1].needed, conflicts[1].limit) == (12, 8)


def test_a_problem_with_a_plan_has_nothing_to_explain() -> None:
    assert explain_infeasible(knapsack()) == ()


def test_a_duty_that_nobody_can_hold_is_told() -> None:
    duty = Duty(code="d", name="an ninh mạng", area=Area.SECURITY, cover=Cover.AT_LEAST_ONE)
    [conflict] = explain_infeasible(problem(unit("a", keep(1, 1)), duties=(duty,)))
    assert conflict.sentence == (
        "Bộ A phải có ít nhất một đơn vị giữ nhiệm vụ “an ninh mạng”, nhưng không còn đơn vị nào giữ được."
    )


def test_two_units_that_both_must_be_the_one_are_told() -> None:
    duty = Duty(code="d", name="đầu mối", area=Area.OTHER, cover=Cover.EXACTLY_ONE)
    network = problem(*(unit(code, keep(1, 1, duties=("d",))) for code in "ab"), duties=(duty,))
    [conflict] = explain_infeasible(network)
    assert conflict.sentence == (
        "Bộ A phải có đúng một đơn vị giữ nhiệm vụ “đầu mối”, nhưng 2 đơn vị cùng phải giữ."
    )


def test_office_money_and_phases_are_told_with_what_they_lack() -> None:
    dear = replace(
        cuc(5, 5, posts=12, given=12),
        running=(YearCost(source="hc", year=2028, amount=1_500_000_000),),
        allowed_phases=("p1",),
    )
    top = MoneyCeiling(code="t", name="Trần chi", source="hc", year=2028, limit=1_200_000_000)
    told = {}
    cases: dict[str, dict[str, object]] = {
        "office": {},
        "money": {"money_ceilings": (top,), "donors": (_generous(),)},
        "phase": {"phases": (replace(PHASES[0], most_changes=0), PHASES[1]), "donors": (_generous(),)},
    }
    for name, rest in cases.items():
        [conflict] = explain_infeasible(problem(unit("a", dear), **rest))
        told[name] = conflict.sentence
    assert told == {
        "office": "Văn phòng Bộ A (Bộ A) phải nhường ít nhất 12 biên chế công chức, chỉ nhường được 10.",
        "money": "Trần chi (toàn mạng lưới), năm 2028: cần ít nhất 1.500 triệu đồng, trần chỉ 1.200 triệu đồng.",
        "phase": "giai đoạn 1 chỉ được chuyển nhiều nhất 0 đơn vị, cần chuyển ít nhất 1.",
    }


def test_rules_that_contradict_each_other_are_told() -> None:
    both = tuple(Pick(unit=code, options=("cuc",)) for code in "ab")
    network = problem(
        unit("a", cuc(5, 5)),
        unit("b", keep(1, 1), cuc(5, 5)),
        requirements=(Requirement(code="r", name="Đi cùng", when=both[0], then=both[1], lag=0),),
        exclusions=(Exclusion(code="x", name="Chỉ một Cục", picks=both),),
    )
    assert {item.sentence for item in explain_infeasible(network)} == {
        "Đi cùng: khi Đơn vị a (Bộ A) chọn lập Cục thì không muộn hơn phải Đơn vị b (Bộ A) chọn lập Cục.",
        "Chỉ một Cục: nhiều nhất 1 trong các lựa chọn Đơn vị a (Bộ A) chọn lập Cục; "
        "Đơn vị b (Bộ A) chọn lập Cục; cần ít nhất 2.",
    }


@settings(max_examples=60, deadline=None)
@given(problems())
def test_a_conflict_is_a_conflict_and_no_member_can_be_spared(drawn: Problem) -> None:
    conflicts = explain_infeasible(drawn)
    if not conflicts:
        assert every_plan(drawn) != []
        return
    assert every_plan(_only(drawn, conflicts)) == []
    for spared in conflicts:
        rest = tuple(item for item in conflicts if item is not spared)
        assert every_plan(_only(drawn, rest)) != [], spared


@pytest.mark.parametrize("seed", range(4))
def test_a_large_network_with_a_hidden_conflict_names_only_that(seed: int) -> None:
    draw = random.Random(seed)
    guilty = draw.randrange(60)
    units = [
        unit(f"u{place:02}", keep(1, 1), cuc(5, 5, posts=draw.randint(3, 9)), body=draw.choice("AB"))
        for place in range(60)
    ]
    network = problem(
        *units,
        phases=(Phase(code="p1", name="giai đoạn 1", years=(2027,), most_changes=30), PHASES[1]),
        post_ceilings=(ceiling(99, 199), ceiling(50, 120, body="A", code="a"), ceiling(0, 2, code="chung")),
        forced=(Choice(unit=f"u{guilty:02}", option="cuc"),),
    )
    conflicts = explain_infeasible(network)
    assert {(item.kind, item.code) for item in conflicts} == {
        (ConstraintKind.FORCED, f"u{guilty:02}/cuc"),
        (ConstraintKind.POSTS, "chung"),
    }


def test_solve_and_explain_agree_that_there_is_no_plan() -> None:
    network = replace(knapsack(), post_ceilings=(ceiling(-1, -1),))
    conflicts = explain_infeasible(network)
    with pytest.raises(NoPlan):
        solve(network)
    assert [item.code for item in conflicts] == ["tran"]


def _generous() -> Donor:
    spare = (PostCount(kind=PostKind.CIVIL_SERVANT, count=10**6),)
    return Donor(code="vp", name="Văn phòng Bộ A", body="A", available=spare)


def _only(drawn: Problem, conflicts: tuple[Conflict, ...]) -> Problem:
    """The drawn problem with no other limits than these."""
    kept = {(item.kind, item.code) for item in conflicts}
    return replace(
        drawn,
        phases=tuple(
            phase if (ConstraintKind.PHASE, phase.code) in kept else replace(phase, most_changes=None)
            for phase in drawn.phases
        ),
        units=drawn.units if (ConstraintKind.MERGE, "hop_nhat") in kept else tuple(map(_alone, drawn.units)),
        duties=tuple(
            replace(
                duty,
                bodies=tuple(body for body in "AB" if (ConstraintKind.DUTY, f"{duty.code}/{body}") in kept),
            )
            for duty in drawn.duties
        ),
        donors=drawn.donors if (ConstraintKind.DONOR, "vp/cong_chuc") in kept else (_generous(),),
        post_ceilings=tuple(
            item for item in drawn.post_ceilings if (ConstraintKind.POSTS, item.code) in kept
        ),
        money_ceilings=tuple(
            item for item in drawn.money_ceilings if (ConstraintKind.MONEY, item.code) in kept
        ),
        requirements=tuple(
            item for item in drawn.requirements if (ConstraintKind.REQUIREMENT, item.code) in kept
        ),
        exclusions=tuple(item for item in drawn.exclusions if (ConstraintKind.EXCLUSION, item.code) in kept),
    )


def _alone(member: Unit) -> Unit:
    """The unit with its part in a merger turned into an option of its own."""
    options = (
        replace(option, form=Form.ADVISORY, merge=None) if option.merge else option
        for option in member.options
    )
    return replace(member, options=tuple(options))
