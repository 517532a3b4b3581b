"""The pure decisions of the room."""

from datetime import date

import pytest

from daumoi.council import rules
from daumoi.council.rules import Flaw, QuorumRule
from daumoi.foundation.errors import Conflict, Invalid


@pytest.mark.parametrize(
    ("rule", "entitled", "needed"),
    [
        (QuorumRule(2, 3), 3, 2),
        (QuorumRule(2, 3), 22, 15),
        (QuorumRule(1, 2), 10, 5),
        (QuorumRule(1, 2, inclusive=False), 10, 6),
        (QuorumRule(1, 2, inclusive=False), 11, 6),
        (QuorumRule(1, 1), 7, 7),
    ],
)
def test_the_number_needed_follows_the_share_exactly(rule: QuorumRule, entitled: int, needed: int) -> None:
    assert rule.needed(entitled) == needed


def test_substitutes_count_only_where_the_rule_says_so() -> None:
    there = ["present", "substitute", "absent"]
    assert rules.quorum(attendance=there, rule=QuorumRule(2, 3)).is_reached
    assert not rules.quorum(attendance=there, rule=QuorumRule(2, 3, substitutes_count=False)).is_reached


def test_without_a_recorded_rule_no_quorum_is_ever_reached() -> None:
    found = rules.quorum(attendance=["present"] * 5, rule=None)
    assert found.needed is None
    assert not found.is_reached


def test_an_empty_council_reaches_no_quorum() -> None:
    assert not rules.quorum(attendance=[], rule=QuorumRule(1, 2)).is_reached


@pytest.mark.parametrize(("numerator", "denominator"), [(3, 2), (0, 3), (2, None), (None, 3)])
def test_a_share_that_cannot_be_met_is_refused(numerator: int | None, denominator: int | None) -> None:
    with pytest.raises(Invalid, match="không hợp lệ"):
        rules.check_rule(numerator=numerator, denominator=denominator)


@pytest.mark.parametrize(
    ("signed", "returned", "marks", "flaws"),
    [
        (True, date(2026, 12, 15), ["agree"], ()),
        (True, date(2026, 12, 16), ["agree"], (Flaw.LATE,)),
        (False, date(2026, 12, 1), ["agree"], (Flaw.UNSIGNED,)),
        (True, date(2026, 12, 1), ["unclear", "agree"], ()),
        (False, date(2026, 12, 16), ["unclear"], (Flaw.UNSIGNED, Flaw.LATE, Flaw.UNCLEAR)),
    ],
)
def test_a_form_counts_when_it_is_signed_on_time_and_clear(
    signed: bool, returned: date, marks: list[str], flaws: tuple[Flaw, ...]
) -> None:
    found = rules.flaws_of(signed=signed, returned_on=returned, due_on=date(2026, 12, 15), marks=marks)
    assert found == flaws


def test_another_opinion_must_be_said() -> None:
    with pytest.raises(Invalid, match="chưa ghi nội dung"):
        rules.check_box(number=2, mark="other", words="  ")
    rules.check_box(number=2, mark="other", words="Đề nghị lùi thời hạn.")


def test_only_an_opinion_is_taken_up() -> None:
    with pytest.raises(Conflict, match="thông tin và kết luận"):
        rules.check_explanation(
            kind="conclusion", verdict="accepted", reason="", change_made="x", change_place="y"
        )


@pytest.mark.parametrize(
    ("verdict", "reason", "made", "place", "missing"),
    [
        ("not", "", "", "", "lý do"),
        ("partly", "", "sửa", "Điều 3", "lý do"),
        ("accepted", "", "", "", "đã sửa gì"),
        ("accepted", "", "sửa", "", "đã sửa gì"),
        ("maybe", "", "", "", "cách tiếp thu"),
    ],
)
def test_an_answer_says_why_and_what_changed_where(
    verdict: str, reason: str, made: str, place: str, missing: str
) -> None:
    with pytest.raises(Invalid, match=missing):
        rules.check_explanation(
            kind="opinion", verdict=verdict, reason=reason, change_made=made, change_place=place
        )


def test_a_closed_matter_stops_growing_old() -> None:
    raised, due, day = date(2026, 1, 1), date(2026, 2, 1), date(2026, 6, 1)
    still = rules.age_of(raised_on=raised, due_on=due, closed_on=None, day=day)
    done = rules.age_of(raised_on=raised, due_on=due, closed_on=date(2026, 1, 31), day=day)
    assert (still.days, still.overdue) == (151, 120)
    assert (done.days, done.overdue) == (30, 0)


def test_a_step_that_does_not_fit_names_state_and_step() -> None:
    with pytest.raises(Conflict, match=r"đang chuẩn bị.*kết luận"):
        rules.next_state("preparing", rules.Step.CONCLUDE, state_words="đang chuẩn bị")
