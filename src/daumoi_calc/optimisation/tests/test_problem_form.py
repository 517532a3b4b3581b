"""The written form of problems and plans, and the faults that keep a problem from being planned."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from daumoi_calc.optimisation import (
    Area,
    Choice,
    Cover,
    Duty,
    Exclusion,
    Form,
    GivenUp,
    Phase,
    Pick,
    PostKind,
    Problem,
    ProblemError,
    Requirement,
    Security,
    YearCost,
    check,
    digest,
    plan_from_json,
    problem_from_json,
    solve,
    to_json,
)
from daumoi_calc.optimisation.tests.networks import (
    PHASES,
    ceiling,
    cuc,
    keep,
    knapsack,
    points,
    problem,
    problems,
    unit,
    vu,
)


@settings(max_examples=40, deadline=None)
@given(problems())
def test_a_problem_survives_being_written_and_read(drawn: Problem) -> None:
    text = to_json(drawn)
    again = problem_from_json(text)
    assert to_json(again) == text
    assert digest(again) == digest(drawn)


def test_a_plan_survives_being_written_and_read() -> None:
    plan = solve(knapsack())
    assert plan_from_json(to_json(plan)) == plan


def test_the_written_form_holds_vietnamese_and_whole_numbers() -> None:
    data = json.loads(to_json(problem(unit("a", keep(1, 1)))))
    assert data["format"] == 1
    assert data["value"]["bodies"][0] == {"code": "A", "name": "Bộ A"}


@pytest.mark.parametrize(
    "text",
    ["", "{}", '{"format":2,"value":{}}', '{"format":1,"value":{"units":3}}', "[1]"],
)
def test_what_is_not_a_problem_is_refused(text: str) -> None:
    with pytest.raises(ProblemError, match=r"^Bài toán phương án chưa dùng được"):
        problem_from_json(text)


def test_all_faults_are_told_at_once_with_their_place() -> None:
    with pytest.raises(ProblemError) as raised:
        check(
            problem(
                unit("a", keep(1), keep(1, 1), body="Z"),
                unit("a", replace(cuc(1, 1), duties=("la",))),
            )
        )
    assert raised.value.faults == (
        "mã đơn vị “a” ghi hai lần",
        "đơn vị Đơn vị a (a): cơ quan “Z” không có trong bài toán",
        "đơn vị Đơn vị a (a): mã phương án “giu” ghi hai lần",
        "đơn vị Đơn vị a (a) chỉ được có một phương án giữ nguyên",
        "đơn vị Đơn vị a (a), phương án giữ nguyên (giu): điểm phải có đủ 2 giai đoạn",
        "đơn vị Đơn vị a (a), phương án lập Cục (cuc): nhiệm vụ “la” không có trong bài toán",
    )


GUARD = Duty(code="an", name="an ninh mạng", area=Area.SECURITY, cover=Cover.FREE)
GOOD = problem(unit("a", keep(1, 1), cuc(2, 2)), unit("b", keep(1, 1)), duties=(GUARD,))


def _with(option: object) -> Problem:
    return replace(GOOD, units=(unit("a", option), GOOD.units[1]))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (replace(GOOD, units=()), "cần ít nhất một giai đoạn và một đơn vị"),
        (replace(GOOD, phases=(*PHASES, Phase(code="p3", name="3", years=(2029,)))), "không trùng giữa các"),
        (_with(replace(cuc(1, 1), allowed_phases=())), "chưa có phương án nào chọn được"),
        (_with(replace(cuc(1, 1), allowed_phases=("p9",))), "“p9” không có"),
        (_with(replace(cuc(1, 1), preference=4)), "thứ tự đề xuất phải từ 1 đến 3"),
        (_with(replace(cuc(1, 1), form=Form.KEEP)), "giữ nguyên thì không thêm bớt biên chế"),
        (_with(replace(cuc(1, 1), merge="hop")), "phải ghi mã cuộc sáp nhập"),
        (_with(replace(cuc(1, 1), form=Form.MERGE, merge="hop")), "sáp nhập hop chỉ có một đơn vị"),
        (_with(replace(cuc(1, 1), security=Security.INSIDE)), "không có nhiệm vụ an ninh mạng nào"),
        (
            _with(replace(cuc(1, 1), security=Security.SEPARATE, duties=("an",))),
            "tách riêng nhưng vẫn giữ nhiệm vụ an",
        ),
        (
            _with(replace(vu(1, 1), given_up=(GivenUp(donor="vp", kind=PostKind.CONTRACT, count=-1),))),
            "không được âm",
        ),
        (
            _with(replace(vu(1, 1), running=(YearCost(source="hc", year=2050, amount=1),))),
            "“2050” không có",
        ),
        (_with(replace(vu(1, 1), scores=points(1, 1) * 2)), "tiêu chí “kq” ghi hai lần"),
        (replace(GOOD, post_ceilings=(ceiling(1),)), "phải có đủ 2 giai đoạn"),
        (replace(GOOD, post_ceilings=(ceiling(1, 1), ceiling(2, 2))), "mã trần “tran” ghi hai lần"),
        (
            replace(
                GOOD, exclusions=(Exclusion(code="x", name="x", picks=(Pick(unit="z", options=("giu",)),)),)
            ),
            "đơn vị “z” không có",
        ),
        (
            replace(
                GOOD,
                requirements=(
                    Requirement(
                        code="r",
                        name="r",
                        when=Pick(unit="a", options=("bay",)),
                        then=Pick(unit="b", options=("giu",)),
                        lag=-1,
                    ),
                ),
            ),
            "phương án “bay” không có",
        ),
        (replace(GOOD, forced=(Choice(unit="a", option="cuc", phase="p9"),)), "“p9” không có"),
        (replace(GOOD, anchor_penalty=-1), "điểm trừ không được âm"),
    ],
)
def test_a_fault_is_told_in_words(broken: Problem, words: str) -> None:
    check(GOOD)
    with pytest.raises(ProblemError) as raised:
        solve(broken)
    assert words in str(raised.value)
