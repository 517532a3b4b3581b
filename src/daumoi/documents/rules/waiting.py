"""Following answers: how a line stands on a day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """How a line that expects an answer stands on a day."""

    ANSWERED = "answered"
    ANSWERED_LATE = "answered_late"
    LATE = "late"
    SOON = "soon"
    OPEN = "open"
    NOT_ASKED = "not_asked"


SOON_DAYS = 3


@dataclass(frozen=True)
class Line:
    """What is known of one addressee."""

    expects_answer: bool
    due: date | None
    answered_on: date | None


def standing(line: Line, *, day: date) -> Standing:
    """How the line stands on `day`; an answer on the due day itself is in time.

    >>> standing(Line(True, date(2016, 7, 20), None), day=date(2016, 7, 21)).value
    'late'
    """
    if not line.expects_answer or line.due is None:
        return Standing.NOT_ASKED
    if line.answered_on is not None and line.answered_on <= day:
        return Standing.ANSWERED if line.answered_on <= line.due else Standing.ANSWERED_LATE
    if day > line.due:
        return Standing.LATE
    return Standing.SOON if (line.due - day).days <= SOON_DAYS else Standing.OPEN
