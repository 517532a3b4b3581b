"""Pure decisions: the force of an instrument on a day, the next day a recurring duty falls due.

Nothing here guesses. What the dates and the pack's own statement do not settle is `UNKNOWN`.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from daumoi.foundation.periods import Period


class Force(StrEnum):
    """How an instrument, or one of its provisions, stands on a day."""

    NOT_ISSUED = "not_issued"
    NOT_YET = "not_yet"  # issued, or presumably issued, but not effective
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    NO_FORCE = "no_force"  # a letter, a submission, a paper of record: nobody gave it a time of force
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """What the verdict rests on; presenters turn it into a sentence."""

    BEFORE_ISSUE = "before_issue"
    BEFORE_YEAR = "before_year"  # the day of issue is not known, its year is
    BEFORE_START = "before_start"
    NOT_YET_STATED = "not_yet_stated"
    AFTER_END = "after_end"
    ENDED_STATED = "ended_stated"  # the pack says it ended, not when
    BETWEEN_DATES = "between_dates"
    STARTED_STILL = "started_still"  # known start, and the pack says it is still in force
    STATED = "stated"  # no start known, but the pack says it is in force
    ADMINISTRATIVE = "administrative"
    START_UNKNOWN = "start_unknown"
    NAMED_IN_REGIME = "named_in_regime"  # known start, and a sourced regime still names it
    END_UNKNOWN = "end_unknown"  # started, nothing says whether it still holds
    ENDED_UNKNOWN_WHEN = "ended_unknown_when"  # ended before the sources were read, the day is not known
    DATES_UNKNOWN = "dates_unknown"


@dataclass(frozen=True)
class Standing:
    """What is known of an instrument: its dates (None: not known) and the pack's status on `read_on`.

    `status` is one of the pack's words: in_force, expired, superseded, not_yet, historical, unknown.
    `named_until` is the first day on which no sourced regime names it any more (None: none ever did);
    `not_before` the first day of the year in its number.
    """

    issued: date | None
    effective_from: date | None
    effective_to: date | None
    status: str
    read_on: date
    named_until: date | None = None
    not_before: date | None = None


@dataclass(frozen=True)
class Verdict:
    """The force on a day, why, and the dates the reason speaks of."""

    force: Force
    reason: Reason
    on: date | None = None
    until: date | None = None


ENDED = frozenset({"expired", "superseded"})
"""Words of the pack for an instrument that is no longer in force."""

STANDING = frozenset({"in_force", "not_yet"})
"""Words of the pack for an instrument that holds from its start on, without a known end."""


def force_on(*, standing: Standing, day: date) -> Verdict:
    """The force on `day`: first what dates settle, then what the pack states, else unknown."""
    return _by_dates(standing, day) or _by_statement(standing, day) or _unsettled(standing, day)


def _by_dates(known: Standing, day: date) -> Verdict | None:
    if known.effective_to is not None and day >= known.effective_to:
        return Verdict(Force.EXPIRED, Reason.AFTER_END, known.effective_to)
    if known.issued is not None and day < known.issued:
        return Verdict(Force.NOT_ISSUED, Reason.BEFORE_ISSUE, known.issued)
    if known.issued is None and known.not_before is not None and day < known.not_before:
        return Verdict(Force.NOT_ISSUED, Reason.BEFORE_YEAR, known.not_before)
    if known.effective_from is not None and day < known.effective_from:
        return Verdict(Force.NOT_YET, Reason.BEFORE_START, known.effective_from)
    if known.effective_from is not None and known.effective_to is not None:
        return Verdict(Force.IN_FORCE, Reason.BETWEEN_DATES, known.effective_from, known.effective_to)
    return None


def _by_statement(known: Standing, day: date) -> Verdict | None:
    """A statement of the pack speaks for the day its sources were read; a known start carries it back."""
    if known.status == "historical" and known.effective_from is None:
        return Verdict(Force.NO_FORCE, Reason.ADMINISTRATIVE, known.issued)
    if known.status in STANDING and known.effective_from is not None:
        return Verdict(Force.IN_FORCE, Reason.STARTED_STILL, known.effective_from)
    if known.status == "not_yet" and day <= known.read_on:
        return Verdict(Force.NOT_YET, Reason.NOT_YET_STATED, known.read_on)
    if day < known.read_on:
        return None
    if known.status == "in_force":
        return Verdict(Force.IN_FORCE, Reason.STATED, known.read_on)
    if known.status in ENDED and known.effective_to is None:
        return Verdict(Force.EXPIRED, Reason.ENDED_STATED, known.read_on)
    return None


def _unsettled(known: Standing, day: date) -> Verdict:
    """Force has no gaps: what started and is named by a sourced regime later held on every day between."""
    if known.effective_from is None:
        reason = Reason.START_UNKNOWN if known.effective_to is not None else Reason.DATES_UNKNOWN
        return Verdict(Force.UNKNOWN, reason, known.effective_to or known.issued)
    if known.named_until is not None and day < known.named_until:
        return Verdict(Force.IN_FORCE, Reason.NAMED_IN_REGIME, known.effective_from, known.named_until)
    if known.status in ENDED:
        return Verdict(Force.UNKNOWN, Reason.ENDED_UNKNOWN_WHEN, known.effective_from)
    return Verdict(Force.UNKNOWN, Reason.END_UNKNOWN, known.effective_from)


def contradiction(standing: Standing) -> bool:
    """Whether the pack's word and its dates cannot both be true on the day the sources were read."""
    start, end, read_on = standing.effective_from, standing.effective_to, standing.read_on
    if standing.status == "in_force":
        return (end is not None and end <= read_on) or (start is not None and start > read_on)
    if standing.status in ENDED:
        return end is not None and end > read_on
    return standing.status == "not_yet" and start is not None and start <= read_on


# Recurring duties ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MonthDay:
    """A day that comes every year. 29 February counts as the 28th in common years."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """The day in a given year."""
        if (self.month, self.day) == (2, 29):
            return date(year, 3, 1) - timedelta(days=1)
        return date(year, self.month, self.day)


def next_yearly(
    *, due: MonthDay, seen_on: date, valid_from: date | None = None, valid_to: date | None = None
) -> date | None:
    """The first time `due` comes round from `seen_on` on while the duty holds; None when it never does."""
    earliest = max(seen_on, valid_from) if valid_from is not None else seen_on
    coming = due.in_year(earliest.year)
    if coming < earliest:
        coming = due.in_year(earliest.year + 1)
    return coming if valid_to is None or coming < valid_to else None


def period_reported(*, first: MonthDay, last: MonthDay, due: date) -> Period:
    """The time whose figures a report due on `due` covers: the latest stretch first–last over by then."""
    year = due.year if last.in_year(due.year) < due else due.year - 1
    end = last.in_year(year)
    start = first.in_year(year)
    if start > end:
        start = first.in_year(year - 1)
    return Period(start, end + timedelta(days=1))


@dataclass(frozen=True)
class Clock:
    """A limit counted from an event.

    `mode` is after, before, every, at_once or on_request; then how many of what.

    Units: h hours, d days, wd working days, w weeks, m months, y years.
    """

    mode: str
    count: int = 0
    unit: str = ""


_COUNTED = re.compile(r"([+-])(\d{1,3})(h|d|wd)|(every)_(\d{1,2})(w|m|y)")
_MODES = {"+": "after", "-": "before", "every": "every"}


def read_clock(text: str) -> Clock | None:
    """The clock written as at_once, on_request, +24h, +5wd, -7wd or every_3m; None when it is none."""
    if text in {"at_once", "on_request"}:
        return Clock(text)
    found = _COUNTED.fullmatch(text)
    if found is None:
        return None
    sign, count, unit = (part for part in found.groups() if part is not None)
    return Clock(_MODES[sign], int(count), unit) if int(count) > 0 else None


def read_month_day(text: str) -> MonthDay | None:
    """“12-15” as a day of every year; None when the calendar has no such day."""
    found = re.fullmatch(r"(\d{2})-(\d{2})", text)
    if found is None:
        return None
    return month_day(month=int(found[1]), day=int(found[2]))


def month_day(*, month: int, day: int) -> MonthDay | None:
    """The day of every year; None when the calendar has no such day."""
    try:
        date(2024, month, day)  # a leap year: 29 February is a day
    except ValueError:
        return None
    return MonthDay(month, day)
