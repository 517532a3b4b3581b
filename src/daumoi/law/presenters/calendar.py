"""Shapes of the calendar of legal duties."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from daumoi.law.models import LegalDeadline
from daumoi.law.presenters.words import due_words, period_words, validity_words
from daumoi.law.queries import CalendarView, DeadlineRow


@dataclass(frozen=True)
class DeadlineLine:
    """A deadline as a row: its limit in words, the next day it falls due, the time its figures cover."""

    deadline: LegalDeadline
    due: str
    next_on: date | None
    days_left: int | None
    reports: str
    validity: str
    passed: bool
    certain: bool


@dataclass(frozen=True)
class Calendar:
    """The deadlines of a day: with a day to come, counted from an event, passed."""

    dated: tuple[DeadlineLine, ...]
    clocks: tuple[DeadlineLine, ...]
    passed: tuple[DeadlineLine, ...]
    next_change: date | None = None

    @property
    def nearest(self) -> tuple[DeadlineLine, ...]:
        """The next to fall due (several on one day)."""
        return tuple(line for line in self.dated if line.next_on == self.dated[0].next_on)

    @property
    def total(self) -> int:
        """All deadlines that hold."""
        return len(self.dated) + len(self.clocks) + len(self.passed)


def calendar_page(*, view: CalendarView) -> Calendar:
    """The page of the calendar."""
    return calendar(rows=view.rows, day=view.day, next_change=view.next_change)


def calendar(*, rows: Iterable[DeadlineRow], day: date, next_change: date | None = None) -> Calendar:
    """The rows of a day sorted into the three parts of the page."""
    lines = [deadline_line(row=row, day=day) for row in rows]
    return Calendar(
        dated=tuple(line for line in lines if line.next_on is not None),
        clocks=tuple(sorted((line for line in lines if line.deadline.due_clock), key=_by_subject)),
        passed=tuple(line for line in lines if line.passed),
        next_change=next_change,
    )


def _by_subject(line: DeadlineLine) -> tuple[int, str]:
    return line.deadline.subject.number, line.deadline.code


def deadline_line(*, row: DeadlineRow, day: date) -> DeadlineLine:
    """One row as seen on `day`."""
    return DeadlineLine(
        deadline=row.deadline,
        due=due_words(row.deadline),
        next_on=row.next_on,
        days_left=(row.next_on - day).days if row.next_on is not None else None,
        reports=period_words(row.reports),
        validity=validity_words(row.deadline.valid_from, row.deadline.valid_to),
        passed=row.passed,
        certain=row.certain,
    )
