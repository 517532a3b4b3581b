"""What cells and groups add up to, and how periods close."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.periods import Period
from daumoi.mandates import rules
from daumoi.mandates.rules import Recorded, SetOnDay, Standing, Verdict, Weight

DAY = date(2017, 5, 31)
weights = st.lists(st.sampled_from(list(Weight)), min_size=1, max_size=8)


def test_a_duty_given_to_a_unit_outside_the_specialised_ones_is_held_elsewhere() -> None:
    assert rules.standing_of(holding="lead", held_by_other_unit=True) is Standing.ELSEWHERE
    assert rules.standing_of(holding="partial", held_by_other_unit=True) is Standing.ELSEWHERE
    assert rules.standing_of(holding="none", held_by_other_unit=True) is Standing.NONE


def test_no_record_is_not_the_same_as_given_to_nobody() -> None:
    assert rules.standing_of(holding=None, held_by_other_unit=False) is Standing.NO_DATA
    assert rules.standing_of(holding="none", held_by_other_unit=False) is Standing.NONE


def test_the_security_group_may_sit_in_a_separate_unit_when_that_unit_is_named() -> None:
    def weight(**case: bool) -> Weight:
        return rules.weight_of(standing=Standing.ELSEWHERE, **case)

    assert weight(may_sit_elsewhere=True, is_named=True) is Weight.HELD
    assert weight(may_sit_elsewhere=True, is_named=False) is Weight.SHARED
    assert weight(may_sit_elsewhere=False, is_named=True) is Weight.SHARED


@given(weights)
def test_a_verdict_does_not_depend_on_the_order_of_the_cells(cells: list[Weight]) -> None:
    assert rules.verdict_of(cells) is rules.verdict_of(reversed(cells))


@given(weights)
def test_full_means_that_every_cell_is_held(cells: list[Weight]) -> None:
    assert (rules.verdict_of(cells) is Verdict.FULL) == all(cell is Weight.HELD for cell in cells)


@given(weights)
def test_none_means_that_every_cell_is_known_to_be_given_to_nobody(cells: list[Weight]) -> None:
    assert (rules.verdict_of(cells) is Verdict.NONE) == all(cell is Weight.GAP for cell in cells)


@given(weights)
def test_no_data_means_that_no_cell_is_known(cells: list[Weight]) -> None:
    assert (rules.verdict_of(cells) is Verdict.NO_DATA) == all(cell is Weight.MISSING for cell in cells)


@given(weights, st.lists(st.sampled_from(list(Weight)), min_size=8, max_size=8))
def test_a_settled_verdict_survives_whatever_the_missing_cells_turn_out_to_be(
    cells: list[Weight], later: list[Weight]
) -> None:
    settled = rules.verdict_of(cells)
    if settled in (Verdict.UNCLEAR, Verdict.NO_DATA):
        return
    filled = [later[place] if cell is Weight.MISSING else cell for place, cell in enumerate(cells)]
    assert rules.verdict_of(filled) is settled


def test_known_cells_that_all_say_the_same_leave_the_verdict_open_while_one_is_missing() -> None:
    assert rules.verdict_of([Weight.HELD, Weight.MISSING]) is Verdict.UNCLEAR
    assert rules.verdict_of([Weight.GAP, Weight.MISSING]) is Verdict.UNCLEAR
    assert rules.verdict_of([Weight.HELD, Weight.GAP, Weight.MISSING]) is Verdict.PART


# Periods -----------------------------------------------------------------------------------------------

DUTY = Period(date(2007, 5, 18), date(2026, 7, 1))
days = st.dates(date(2007, 5, 18), date(2026, 6, 30))


@given(st.lists(days, min_size=1, max_size=6))
def test_records_made_in_any_order_never_overlap_and_keep_their_own_first_day(starts: list[date]) -> None:
    rows: dict[int, Period] = {}
    for key, since in enumerate(starts):
        recorded = [Recorded(number, period) for number, period in rows.items()]
        found = rules.splice(recorded=recorded, since=since, duty=DUTY)
        if found.closes is not None:
            rows[found.closes] = Period(rows[found.closes].start, since)
        rows[found.replaces if found.replaces is not None else key] = Period(since, found.end)
    periods = sorted(rows.values())
    assert {period.start for period in periods} == set(starts)
    assert all(one.end == two.start for one, two in pairwise(periods))
    assert periods[-1].end == DUTY.end


@pytest.mark.parametrize("day", [date(2007, 5, 17), date(2026, 7, 1)])
def test_a_day_outside_the_life_of_the_duty_is_refused(day: date) -> None:
    with pytest.raises(Invalid, match="nằm ngoài thời gian"):
        rules.splice(recorded=[], since=day, duty=DUTY)


def test_a_record_ends_where_the_next_one_begins() -> None:
    later = Recorded(7, Period(DAY + timedelta(days=30)))
    found = rules.splice(recorded=[later], since=DAY, duty=Period(date(2007, 5, 18)))
    assert (found.closes, found.replaces, found.end) == (None, None, later.period.start)


def test_a_second_record_of_the_same_day_is_a_correction_and_says_why() -> None:
    found = rules.splice(recorded=[Recorded(3, Period(DAY))], since=DAY, duty=DUTY)
    assert found.replaces == 3
    with pytest.raises(Conflict, match="bắt đầu đúng ngày này"):
        rules.check_replacement(replaces=found.replaces, reason="  ")
    rules.check_replacement(replaces=found.replaces, reason="Gõ nhầm đơn vị")


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ({"holding": "lead", "has_unit": False, "is_specialised": False}, "mandates.holder_unit"),
        ({"holding": "partial", "has_unit": True, "is_specialised": False}, "mandates.holder_unit"),
        ({"holding": "elsewhere", "has_unit": False, "is_specialised": False}, "mandates.holder_missing"),
        ({"holding": "elsewhere", "has_unit": True, "is_specialised": True}, "mandates.holder_is_own"),
        ({"holding": "none", "has_unit": True, "is_specialised": True}, "mandates.holder_superfluous"),
    ],
)
def test_a_holder_that_does_not_fit_is_refused(case: dict[str, object], code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        rules.check_holder(**case, holder_text="")  # type: ignore[arg-type]
    assert refusal.value.code == code
    assert refusal.value.remedy
    assert refusal.value.place


def test_a_record_without_paper_is_refused() -> None:
    with pytest.raises(Invalid, match="Chưa nêu văn bản"):
        rules.check_basis(document=" ")


# What is shown -----------------------------------------------------------------------------------------

OLD_LAW = SetOnDay("luat-cu", False, date(2007, 5, 18))
SCHEME = SetOnDay("de-an", True, date(2017, 4, 27))
NEW_LAW = SetOnDay("luat-moi", False, date(2026, 7, 1))


def test_a_proposal_stands_beside_the_law_until_newer_law_comes() -> None:
    assert rules.shown_by_default([OLD_LAW]) == {"luat-cu"}
    assert rules.shown_by_default([OLD_LAW, SCHEME]) == {"luat-cu", "de-an"}
    assert rules.shown_by_default([SCHEME, NEW_LAW]) == {"luat-moi"}
    assert rules.shown_by_default([SCHEME]) == {"de-an"}
