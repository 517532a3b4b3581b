import random
from decimal import Decimal

import pytest

from daumoi_calc.expressions import (
    BOOLEAN,
    MISSING,
    NUMBER,
    TEXT,
    CycleError,
    DependencyGraph,
    Environment,
    ErrorCode,
    ExpressionError,
    Outcome,
    RuleSet,
    RuleSetError,
    Type,
    choice,
    rows_of,
    topological_order,
)

TYPES = {
    "nam": NUMBER,
    "nu": NUMBER,
    "tong": NUMBER,
    "ty_le_nu": NUMBER,
    "giao": NUMBER,
    "ten": TEXT,
    "hinh_thuc": choice("cuc", "vu"),
    "dien": BOOLEAN,
    "nguon.tien": rows_of(NUMBER),
    "tong_tien": NUMBER,
    "row.tien": NUMBER,
}


def staff_form() -> RuleSet:
    """A small form: cells that build on cells, rules on both."""
    return RuleSet(
        environment=Environment(TYPES),
        calculations={
            "ty_le_nu": "round(nu * 100 / tong, 1)",  # declared before the cell it needs
            "tong": "nam + nu",
            "tong_tien": "sum(nguon.tien)",
        },
        rules={
            "du_giao": "tong <= giao",
            "co_nu": "ty_le_nu > 0",
            "ten": "!is_missing(ten)",
            "tien": "tong_tien > 0",
        },
    )


def test_cells_are_computed_in_the_order_they_need_one_another() -> None:
    verdict = staff_form().check({"nam": 6, "nu": 2, "giao": 7, "ten": "Cục CNTT", "nguon.tien": [1, 2]})
    assert verdict.calculated == {"tong": 8, "ty_le_nu": 25, "tong_tien": 3}
    assert verdict.violated == ("du_giao",)
    assert verdict.unknown == ()
    assert verdict.having(Outcome.HOLDS) == ("co_nu", "ten", "tien")


def test_what_cannot_be_checked_yet_is_unknown_and_not_violated() -> None:
    verdict = staff_form().check({"nam": 6, "ten": "Cục CNTT"})
    assert verdict.calculated == {"tong": MISSING, "ty_le_nu": MISSING, "tong_tien": MISSING}
    assert verdict.violated == ()
    assert verdict.unknown == ("du_giao", "co_nu", "tien")


def test_a_value_handed_in_for_a_calculated_cell_is_not_believed() -> None:
    verdict = staff_form().check({"nam": 1, "nu": 1, "tong": 999, "giao": 2})
    assert verdict.calculated["tong"] == 2
    assert verdict.outcomes["du_giao"] is Outcome.HOLDS


def test_affected_by_names_what_reads_a_change_directly_or_through_cells() -> None:
    form = staff_form()
    assert form.affected_by(["nu"]).calculations == ("tong", "ty_le_nu")
    assert form.affected_by(["nu"]).rules == ("du_giao", "co_nu")
    assert form.affected_by(["ten"]).calculations == ()
    assert form.affected_by(["ten"]).rules == ("ten",)
    assert form.affected_by(["nguon.tien", "giao"]).rules == ("du_giao", "tien")
    assert form.affected_by(["khong_co"]).rules == ()


def test_a_recheck_after_any_change_equals_a_whole_check() -> None:
    form = staff_form()
    dice = random.Random(2016)
    values: dict[str, object] = {}
    verdict = form.check(values)
    for _ in range(300):
        name = dice.choice(("nam", "nu", "giao", "ten", "nguon.tien"))
        options: dict[str, list[object]] = {"ten": ["Cục", None], "nguon.tien": [[1, 2], [], [None]]}
        values[name] = dice.choice(options.get(name, [0, 3, Decimal("7.5"), None]))
        verdict = form.recheck(values, changed=[name], previous=verdict)
        assert verdict == form.check(values)


def test_a_recheck_reads_nothing_that_the_change_does_not_touch() -> None:
    form = staff_form()
    values: dict[str, object] = {"nam": 1, "nu": 1, "giao": 2}
    verdict = form.check(values)
    values |= {"ten": "x", "nguon.tien": "không phải là bảng"}
    assert form.recheck(values, changed=["ten"], previous=verdict).outcomes["ten"] is Outcome.HOLDS
    with pytest.raises(ExpressionError, match=r"nguon\.tien"):
        form.recheck(values, changed=["nguon.tien"], previous=verdict)


def test_a_cell_that_cannot_be_computed_is_missing_and_its_fault_is_kept_until_it_is_mended() -> None:
    form = RuleSet(
        environment=Environment({"x": NUMBER, "y": NUMBER}),
        calculations={"y": "x * x"},
        rules={"r": "y > 0", "s": "x * x > 0"},
    )
    verdict = form.check({"x": 10**20})
    assert verdict.calculated == {"y": MISSING}
    assert verdict.unknown == ("r", "s")
    assert verdict.errors.keys() == {"y", "s"}
    assert verdict.errors["y"].code is ErrorCode.VALUE
    mended = form.recheck({"x": 2}, changed=["x"], previous=verdict)
    assert mended.errors == {}
    assert mended.having(Outcome.HOLDS) == ("r", "s")


def test_rows_of_a_table_are_judged_one_by_one_with_the_form_around_them() -> None:
    form = RuleSet(environment=Environment(TYPES), rules={"dong": "row.tien <= giao", "ngoai": "giao > 0"})
    verdicts = form.check_rows({"giao": 5}, rows=[{"row.tien": 4}, {"row.tien": 6}, {"row.tien": None}, {}])
    assert [verdict.outcomes["dong"] for verdict in verdicts] == [
        Outcome.HOLDS,
        Outcome.VIOLATED,
        Outcome.UNKNOWN,
        Outcome.UNKNOWN,
    ]
    assert {verdict.outcomes["ngoai"] for verdict in verdicts} == {Outcome.HOLDS}


def test_all_faults_of_a_form_are_shown_at_once() -> None:
    with pytest.raises(RuleSetError) as caught:
        RuleSet(
            environment=Environment(TYPES),
            rules={"r1": "nam > 'x'", "r2": "nam + 1", "r3": "nam > 0"},
            calculations={"tong": "nam +", "khong_co": "nam", "ty_le_nu": "ten"},
        )
    assert caught.value.errors.keys() == {"r1", "r2", "tong", "khong_co", "ty_le_nu"}
    assert "r1: Cần số" in str(caught.value)
    assert "khong_co: Ô tính «khong_co» chưa được khai báo" in str(caught.value)


def test_cells_that_need_one_another_are_refused_with_the_whole_path() -> None:
    types: dict[str, Type] = dict.fromkeys(("a", "b", "c", "d"), NUMBER)
    with pytest.raises(RuleSetError) as caught:
        RuleSet(
            environment=Environment(types),
            rules={},
            calculations={"d": "a", "a": "b + 1", "b": "c * 2", "c": "a"},
        )
    (fault,) = caught.value.errors.values()
    assert isinstance(fault, CycleError)
    assert fault.path == ("a", "b", "c", "a")
    assert "a → b → c → a" in str(fault)


def test_a_cell_that_needs_itself_is_a_cycle() -> None:
    with pytest.raises(CycleError, match="a → a"):
        topological_order(needs={"a": {"a"}})


def test_a_diamond_is_not_a_cycle_and_ties_keep_their_order() -> None:
    needs = {"d": {"b", "c"}, "c": {"a"}, "b": {"a"}, "a": {"ngoai"}}
    assert topological_order(needs=needs) == ("a", "b", "c", "d")


def test_a_long_chain_of_cells_does_not_meet_the_stack_limit() -> None:
    needs = {f"n{place}": {f"n{place + 1}"} for place in range(20_000)}
    order = topological_order(needs=needs)
    assert order[0] == "n19999"
    assert order[-1] == "n0"
    assert len(DependencyGraph(calculations=needs, rules={}).affected_by(["n20000"]).calculations) == 20_000


def test_every_order_puts_a_cell_behind_what_it_needs() -> None:
    dice = random.Random(17)
    for _ in range(50):
        names = [f"c{place}" for place in range(30)]
        dice.shuffle(names)
        needs = {name: set(dice.sample(names[:place], min(place, 3))) for place, name in enumerate(names)}
        shuffled = dict(dice.sample(list(needs.items()), len(needs)))
        order = topological_order(needs=shuffled)
        assert sorted(order) == sorted(names)
        assert all(order.index(need) < order.index(name) for name in names for need in needs[name])
