"""The clock enters at the door: views, tasks and the CLI ask here and pass `at` inward."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")

_frozen: ContextVar[datetime | None] = ContextVar("daumoi_frozen_clock", default=None)


def now() -> datetime:
    """The present moment in Hà Nội time; `DAUMOI_TODAY=YYYY-MM-DD` sets the day for demonstrations."""
    frozen = _frozen.get()
    if frozen is not None:
        return frozen
    moment = datetime.now(HANOI)
    pinned = os.environ.get("DAUMOI_TODAY")
    return datetime.combine(date.fromisoformat(pinned), moment.timetz()) if pinned else moment


def today() -> date:
    """The present day in Hà Nội."""
    return now().date()


@contextmanager
def frozen(moment: datetime | date) -> Iterator[datetime]:
    """Hold the clock still for the enclosed block (tests, seeded demonstrations)."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(9, 0), tzinfo=HANOI)
    token = _frozen.set(moment)
    try:
        yield moment
    finally:
        _frozen.reset(token)
