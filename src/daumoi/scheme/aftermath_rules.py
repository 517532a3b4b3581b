"""What became of a decided form: pure comparison of plan and register."""

from calendar import monthrange
from datetime import date
from enum import StrEnum

STAYING = frozenset({"giu_nguyen", "cung_co", "sap_nhap", ""})
"""Decided forms that name no form of the register: the unit keeps the one it had."""


class Progress(StrEnum):
    """How the register of a day stands to what was decided."""

    DONE = "xong"
    NOT_YET = "chua"
    LATE = "qua_han"
    DIFFERS = "khac"
    UNKNOWN = "chua_xac_dinh"


def progress_of(*, decided: str, at_start: str, now: str, phase_ends: date | None, day: date) -> Progress:
    """`decided` is the plan's form, `at_start` and `now` forms of the register (empty: not known).

    A unit that was to keep its form is done while it does; another form than both is a difference to explain.
    """
    if not now:
        return Progress.UNKNOWN
    wanted = at_start if decided in STAYING else decided
    if not wanted:
        return Progress.UNKNOWN
    if now == wanted:
        return Progress.DONE
    if at_start and now != at_start:
        return Progress.DIFFERS
    return Progress.LATE if phase_ends is not None and day >= phase_ends else Progress.NOT_YET


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


class Heed(StrEnum):
    """Whether a body did as a recommendation wished, as far as the register can say."""

    FOLLOWED = "theo"
    NOT_FOLLOWED = "chua_theo"
    UNKNOWN = "chua_xac_dinh"
    GONE = "khong_con"


def heed_of(*, wants: tuple[str, ...], now: str, exists: bool) -> Heed:
    """`now` is the form of the day, empty where the register does not know it."""
    if not exists:
        return Heed.GONE
    if not now:
        return Heed.UNKNOWN
    return Heed.FOLLOWED if now in wants else Heed.NOT_FOLLOWED


def clause_for(*, clauses: list[dict[str, object]], at_start: str) -> dict[str, object] | None:
    """The clause that addresses a body whose unit had that form at the start; None where that is not known."""
    if not at_start:
        return None
    others = None
    for clause in clauses:
        had = clause.get("had") or []
        if isinstance(had, list) and at_start in had:
            return clause
        if not had:
            others = clause
    return others
