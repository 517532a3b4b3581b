"""The way of a scheme, from its log alone."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.scheme.submission_rules import (
    Happened,
    check_log,
    check_next,
    missing_fields,
    possible,
    standing_on,
)

KINDS = ("lay_y_kien", "y_kien", "trinh", "tra_lai", "trinh_lai", "chua_co_ket_qua", "ban_hanh", "thoi")
START = date(2017, 1, 1)
SUBMITTED = [Happened("lay_y_kien", date(2017, 3, 1)), Happened("trinh", date(2017, 4, 27))]


def test_a_submitted_scheme_without_an_answer_counts_its_days() -> None:
    standing = standing_on(events=SUBMITTED, day=date(2022, 11, 21))
    assert standing.state == "submitted"
    assert standing.waiting_days == 2034


def test_confirming_that_there_is_no_answer_does_not_begin_the_count_anew() -> None:
    events = [*SUBMITTED, Happened("chua_co_ket_qua", date(2020, 1, 1))]
    standing = standing_on(events=events, day=date(2022, 11, 21))
    assert (standing.state, standing.waiting_days) == ("unanswered", 2034)


def test_the_state_of_a_past_day_is_that_of_the_past() -> None:
    assert standing_on(events=SUBMITTED, day=date(2017, 4, 26)).state == "consulting"
    assert standing_on(events=SUBMITTED, day=date(2017, 2, 1)).state == "drafting"


def test_a_returned_scheme_is_submitted_again_not_for_the_first_time() -> None:
    events = [*SUBMITTED, Happened("tra_lai", date(2017, 6, 1))]
    assert "trinh_lai" in possible(events=events, day=date(2017, 7, 1))
    assert "trinh" not in possible(events=events, day=date(2017, 7, 1))
    with pytest.raises(Conflict):
        check_next(events=events, new=Happened("trinh", date(2017, 7, 1)), today=date(2017, 7, 2))


def test_nothing_follows_a_decision() -> None:
    events = [*SUBMITTED, Happened("ban_hanh", date(2018, 1, 1))]
    assert possible(events=events, day=date(2018, 1, 2)) == ()


def test_a_line_may_not_stand_before_the_last_turn_but_an_opinion_may() -> None:
    with pytest.raises(Invalid):
        check_next(events=SUBMITTED, new=Happened("tra_lai", date(2017, 4, 1)), today=date(2017, 5, 1))
    late = Happened("y_kien", date(2017, 4, 1), "to_chuc")
    assert check_next(events=SUBMITTED, new=late, today=date(2017, 5, 1)) == "submitted"


def test_a_day_to_come_is_refused() -> None:
    with pytest.raises(Invalid):
        check_next(events=[], new=Happened("lay_y_kien", date(2017, 5, 2)), today=date(2017, 5, 1))


def test_the_fields_that_have_not_spoken_are_named() -> None:
    assert missing_fields(events=SUBMITTED) == ("to_chuc", "tai_chinh")
    heard = [*SUBMITTED, Happened("y_kien", date(2017, 3, 2), "to_chuc")]
    assert missing_fields(events=heard) == ("tai_chinh",)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(some.lists(some.sampled_from(KINDS), max_size=12))
def test_a_log_that_takes_each_line_is_a_log_that_stands(kinds: list[str]) -> None:
    events: list[Happened] = []
    for place, kind in enumerate(kinds):
        new = Happened(kind, START + timedelta(days=place), "to_chuc" if kind == "y_kien" else "")
        day = START + timedelta(days=place)
        allowed = kind in possible(events=events, day=day)
        try:
            state = check_next(events=events, new=new, today=day)
        except Conflict:
            assert not allowed
            continue
        assert allowed
        events.append(new)
        assert standing_on(events=events, day=day).state == state
    check_log(events=events)
