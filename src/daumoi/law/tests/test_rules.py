from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daumoi.foundation.periods import Period
from daumoi.law.rules import (
    Clock,
    Force,
    MonthDay,
    Reason,
    Standing,
    contradiction,
    force_on,
    month_day,
    next_yearly,
    period_reported,
    read_clock,
    read_month_day,
)

READ = date(2026, 11, 22)
START, END = date(2007, 5, 18), date(2026, 7, 1)


def standing(status: str = "unknown", **known: date) -> Standing:
    dates = {"issued": None, "effective_from": None, "effective_to": None} | known
    return Standing(status=status, read_on=READ, **dates)


def test_dates_settle_the_force_whatever_the_status_says() -> None:
    known = standing("expired", issued=date(2007, 4, 10), effective_from=START, effective_to=END)
    assert force_on(standing=known, day=date(2007, 4, 9)).force is Force.NOT_ISSUED
    assert force_on(standing=known, day=date(2007, 5, 17)).force is Force.NOT_YET
    assert force_on(standing=known, day=START).force is Force.IN_FORCE
    assert force_on(standing=known, day=END - timedelta(days=1)).force is Force.IN_FORCE
    gone = force_on(standing=known, day=END)
    assert (gone.force, gone.reason, gone.on) == (Force.EXPIRED, Reason.AFTER_END, END)


def test_a_statement_without_dates_speaks_only_for_the_day_it_was_read() -> None:
    stated = standing("in_force")
    assert force_on(standing=stated, day=READ).force is Force.IN_FORCE
    assert force_on(standing=stated, day=READ - timedelta(days=1)).force is Force.UNKNOWN
    ended = standing("superseded")
    assert force_on(standing=ended, day=READ).force is Force.EXPIRED
    assert force_on(standing=ended, day=date(2015, 1, 1)).force is Force.UNKNOWN


def test_a_known_start_carries_a_statement_back() -> None:
    known = standing("in_force", effective_from=date(2020, 3, 5))
    assert force_on(standing=known, day=date(2021, 1, 1)).reason is Reason.STARTED_STILL
    assert force_on(standing=known, day=date(2020, 3, 4)).force is Force.NOT_YET


def test_what_began_and_may_have_ended_stays_unknown() -> None:
    known = standing("unknown", effective_from=date(2013, 5, 1))
    assert force_on(standing=known, day=date(2017, 5, 31)).reason is Reason.END_UNKNOWN
    ended = standing("expired", effective_from=date(2013, 5, 1))
    assert force_on(standing=ended, day=date(2017, 5, 31)).reason is Reason.ENDED_UNKNOWN_WHEN


def test_a_sourced_regime_that_names_it_later_proves_the_days_before() -> None:
    known = standing("unknown", effective_from=date(2013, 5, 1), named_until=END)
    assert force_on(standing=known, day=date(2017, 5, 31)).reason is Reason.NAMED_IN_REGIME
    assert force_on(standing=known, day=END).force is Force.UNKNOWN
    without_start = standing("unknown", named_until=END)
    assert force_on(standing=without_start, day=date(2017, 5, 31)).force is Force.UNKNOWN


def test_the_year_in_a_number_says_when_an_instrument_cannot_have_existed() -> None:
    known = standing("in_force", not_before=date(2024, 1, 1))
    assert force_on(standing=known, day=date(2011, 9, 8)).reason is Reason.BEFORE_YEAR
    assert force_on(standing=known, day=date(2024, 1, 1)).force is Force.UNKNOWN


def test_a_letter_never_had_force_but_was_not_there_before_it_was_sent() -> None:
    letter = standing("historical", issued=date(2011, 9, 8))
    assert force_on(standing=letter, day=date(2011, 9, 8)).force is Force.NO_FORCE
    assert force_on(standing=letter, day=date(2011, 9, 7)).force is Force.NOT_ISSUED


def test_something_announced_comes_into_force_on_its_day() -> None:
    announced = standing("not_yet", effective_from=date(2027, 7, 1))
    assert force_on(standing=announced, day=READ).force is Force.NOT_YET
    assert force_on(standing=announced, day=date(2027, 7, 1)).force is Force.IN_FORCE
    undated = standing("not_yet")
    assert force_on(standing=undated, day=READ).force is Force.NOT_YET
    assert force_on(standing=undated, day=READ + timedelta(days=1)).force is Force.UNKNOWN


@pytest.mark.parametrize(
    ("status", "dates", "wrong"),
    [
        ("in_force", {"effective_to": READ}, True),
        ("in_force", {"effective_to": READ + timedelta(days=1)}, False),
        ("in_force", {"effective_from": READ + timedelta(days=1)}, True),
        ("expired", {"effective_to": READ}, False),
        ("superseded", {"effective_to": READ + timedelta(days=1)}, True),
        ("not_yet", {"effective_from": READ}, True),
        ("unknown", {"effective_to": READ}, False),
    ],
)
def test_a_status_that_its_dates_deny_is_noticed(status: str, dates: dict[str, date], wrong: bool) -> None:
    assert contradiction(standing(status, **dates)) is wrong


def test_the_yearly_reports_of_december_fall_due_in_the_coming_december() -> None:
    since = date(2026, 8, 19)
    for day in (20, 25):
        due = MonthDay(12, day)
        assert next_yearly(due=due, seen_on=READ, valid_from=since) == date(2026, 12, day)
        assert next_yearly(due=due, seen_on=date(2026, 12, day), valid_from=since) == date(2026, 12, day)
        assert next_yearly(due=due, seen_on=date(2026, 12, 26), valid_from=since) == date(2027, 12, day)


def test_a_duty_that_ends_before_its_next_date_does_not_come_again() -> None:
    due = MonthDay(12, 20)
    assert next_yearly(due=due, seen_on=date(2026, 1, 5), valid_to=date(2026, 7, 1)) is None
    assert next_yearly(due=due, seen_on=date(2026, 1, 5), valid_to=date(2026, 12, 20)) is None
    assert next_yearly(due=due, seen_on=date(2026, 1, 5), valid_to=date(2026, 12, 21)) == date(2026, 12, 20)


def test_a_duty_does_not_fall_due_before_it_begins() -> None:
    assert next_yearly(due=MonthDay(1, 31), seen_on=date(2026, 1, 5), valid_from=date(2026, 7, 1)) == date(
        2027, 1, 31
    )


def test_the_last_day_of_february_comes_every_year() -> None:
    due = month_day(month=2, day=29)
    assert due is not None
    assert next_yearly(due=due, seen_on=date(2027, 1, 1)) == date(2027, 2, 28)
    assert next_yearly(due=due, seen_on=date(2028, 1, 1)) == date(2028, 2, 29)
    assert month_day(month=2, day=30) is None


def test_a_report_covers_the_latest_finished_stretch() -> None:
    first, last = MonthDay(12, 15), MonthDay(12, 14)
    covered = period_reported(first=first, last=last, due=date(2026, 12, 20))
    assert covered == Period(date(2025, 12, 15), date(2026, 12, 15))
    calendar_year = period_reported(first=MonthDay(1, 1), last=MonthDay(12, 31), due=date(2017, 2, 1))
    assert calendar_year == Period(date(2016, 1, 1), date(2017, 1, 1))


days = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@given(due=st.builds(MonthDay, st.integers(1, 12), st.integers(1, 28)), seen_on=days)
def test_the_next_date_is_never_past_and_never_more_than_a_year_away(due: MonthDay, seen_on: date) -> None:
    coming = next_yearly(due=due, seen_on=seen_on)
    assert coming is not None
    assert 0 <= (coming - seen_on).days <= 366
    assert (coming.month, coming.day) == (due.month, due.day)


@given(
    first=st.builds(MonthDay, st.integers(1, 12), st.integers(1, 28)),
    last=st.builds(MonthDay, st.integers(1, 12), st.integers(1, 28)),
    due=days,
)
def test_a_reported_stretch_is_over_before_the_report_is_due(
    first: MonthDay, last: MonthDay, due: date
) -> None:
    covered = period_reported(first=first, last=last, due=due)
    assert covered.end is not None
    assert covered.end <= due
    assert 1 <= (covered.end - covered.start).days <= 366


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("at_once", Clock("at_once")),
        ("on_request", Clock("on_request")),
        ("+24h", Clock("after", 24, "h")),
        ("+5wd", Clock("after", 5, "wd")),
        ("-7wd", Clock("before", 7, "wd")),
        ("every_3m", Clock("every", 3, "m")),
        ("+0d", None),
        ("soon", None),
        ("every_3h", None),
        ("", None),
    ],
)
def test_a_clock_is_read_or_refused(text: str, clock: Clock | None) -> None:
    assert read_clock(text) == clock


@pytest.mark.parametrize(
    ("text", "good"), [("12-15", True), ("02-29", True), ("02-30", False), ("1-5", False)]
)
def test_a_month_and_day_are_read_or_refused(text: str, good: bool) -> None:
    assert (read_month_day(text) is not None) is good
