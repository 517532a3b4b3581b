"""The calendar of legal duties as of a day: what holds, and when it next falls due."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q

from daumoi.foundation.periods import Period
from daumoi.law.models import LegalDeadline, Subject
from daumoi.law.rules import MonthDay, next_yearly, period_reported, read_month_day


@dataclass(frozen=True)
class DeadlineRow:
    """A deadline that holds on the day asked for.

    `next_on` is the next day it falls due, None for clocks counted from an event and for limits that have
    `passed`; `reports` the time its figures cover; `certain` is False where no source gives its start.
    """

    deadline: LegalDeadline
    next_on: date | None
    reports: Period | None
    passed: bool
    certain: bool


def deadlines_on(*, day: date, subject: Subject | None = None) -> tuple[DeadlineRow, ...]:
    """The deadlines that hold on `day`, the nearest first, those without a day last (1 query)."""
    holding = (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (
        Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    )
    issued_later = Q(valid_from__isnull=True, provision__instrument__issued__gt=day)
    found = LegalDeadline.objects.filter(holding).exclude(issued_later)
    if subject is not None:
        found = found.filter(subject=subject)
    related = ("subject", "source", "from_party", "to_party", "provision__instrument")
    rows = [_row(deadline, day) for deadline in found.select_related(*related)]
    return tuple(sorted(rows, key=lambda row: (row.next_on or date.max, row.deadline.code)))


@dataclass(frozen=True)
class CalendarView:
    """The calendar of a day; `next_change` is the next day on which it gains or loses a deadline."""

    day: date
    rows: tuple[DeadlineRow, ...]
    next_change: date | None


def calendar(*, day: date) -> CalendarView:
    """Every deadline that holds on `day` (3 queries)."""
    return CalendarView(day=day, rows=deadlines_on(day=day), next_change=_next_change(day))


def _next_change(day: date) -> date | None:
    gains = LegalDeadline.objects.filter(valid_from__gt=day).aggregate(on=Min("valid_from"))["on"]
    losses = LegalDeadline.objects.filter(valid_to__gt=day).aggregate(on=Min("valid_to"))["on"]
    return min((on for on in (gains, losses) if on is not None), default=None)


def _row(deadline: LegalDeadline, day: date) -> DeadlineRow:
    next_on = _next_on(deadline, day)
    return DeadlineRow(
        deadline=deadline,
        next_on=next_on,
        reports=_reports(deadline, next_on),
        passed=next_on is None and not deadline.due_clock,
        certain=deadline.valid_from is not None,
    )


def _next_on(deadline: LegalDeadline, day: date) -> date | None:
    if deadline.due_on is not None:
        return deadline.due_on if deadline.due_on >= day else None
    if deadline.due_month is None or deadline.due_day is None:
        return None
    return next_yearly(
        due=MonthDay(deadline.due_month, deadline.due_day),
        seen_on=day,
        valid_from=deadline.valid_from,
        valid_to=deadline.valid_to,
    )


def _reports(deadline: LegalDeadline, next_on: date | None) -> Period | None:
    first, last = read_month_day(deadline.data_from), read_month_day(deadline.data_to)
    if next_on is None or first is None or last is None:
        return None
    return period_reported(first=first, last=last, due=next_on)
