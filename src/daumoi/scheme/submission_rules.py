"""Which event may follow which on a scheme's way, and where the scheme stands on a day: pure, from the log alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict, Invalid

DRAFTING, CONSULTING, SUBMITTED = "drafting", "consulting", "submitted"
RETURNED, UNANSWERED, DECIDED, STOPPED = "returned", "unanswered", "decided", "stopped"
_SENT_UP = frozenset({"trinh", "trinh_lai"})
_FOLLOWING: dict[str, dict[str, str]] = {
    DRAFTING: {"lay_y_kien": CONSULTING, "trinh": SUBMITTED, "thoi": STOPPED},
    CONSULTING: {
        "lay_y_kien": CONSULTING,
        "y_kien": CONSULTING,
        "trinh": SUBMITTED,
        "trinh_lai": SUBMITTED,
        "thoi": STOPPED,
    },
    SUBMITTED: {
        "y_kien": SUBMITTED,
        "tra_lai": RETURNED,
        "chua_co_ket_qua": UNANSWERED,
        "ban_hanh": DECIDED,
        "thoi": STOPPED,
    },
    UNANSWERED: {
        "y_kien": UNANSWERED,
        "tra_lai": RETURNED,
        "chua_co_ket_qua": UNANSWERED,
        "ban_hanh": DECIDED,
        "thoi": STOPPED,
    },
    RETURNED: {"y_kien": RETURNED, "lay_y_kien": CONSULTING, "trinh_lai": SUBMITTED, "thoi": STOPPED},
    DECIDED: {},
    STOPPED: {},
}
NEEDED_FIELDS = ("to_chuc", "tai_chinh")
"""Fields from which an opinion must be there when a scheme goes up, or the reason why not."""


@dataclass(frozen=True)
class Happened:
    """One line of the log that was not voided."""

    kind: str
    on: date
    field: str = ""


@dataclass(frozen=True)
class Standing:
    """Where a scheme stands on a day. `sent_up_on` is the day of the newest submission still without an answer."""

    state: str
    day: date
    sent_up_on: date | None
    laps: int

    @property
    def waiting_days(self) -> int | None:
        """Days since it went up; None while it waits for nobody above."""
        return (self.day - self.sent_up_on).days if self.sent_up_on is not None else None


def standing_on(*, events: Iterable[Happened], day: date) -> Standing:
    """Where the scheme stood at the end of `day`."""
    state, sent_up, laps = DRAFTING, None, 0
    for one in in_order(events):
        if one.on > day:
            break
        state = _next(state, one, laps)
        if one.kind in _SENT_UP:
            sent_up, laps = one.on, laps + 1
        elif state in (RETURNED, DECIDED, STOPPED, CONSULTING):
            sent_up = None
    return Standing(state, day, sent_up, laps)


def in_order(events: Iterable[Happened]) -> list[Happened]:
    """By day; lines of one day stay in the order in which they were recorded."""
    return sorted(events, key=lambda one: one.on)


def possible(*, events: Sequence[Happened], day: date) -> tuple[str, ...]:
    """The kinds of event that may be recorded next."""
    now = standing_on(events=events, day=day)
    return tuple(kind for kind in _FOLLOWING[now.state] if _fits_laps(kind, now.laps))


def check_next(*, events: Sequence[Happened], new: Happened, today: date) -> str:
    """The state after one more line; refuses what may not follow.

    :raises Invalid: its day has not come, or lies before a line that changed the state.
    :raises Conflict: the state does not allow it.
    """
    if new.on > today:
        raise Invalid(
            "scheme.event.future",
            _("Ngày %s chưa tới.") % f"{new.on:%d/%m/%Y}",
            place=_("Ngày"),
            remedy=_("Ghi đúng ngày trên văn bản."),
        )
    earlier = in_order(events)
    turning = [one for one in earlier if one.kind != "y_kien"]
    if new.kind != "y_kien" and turning and new.on < turning[-1].on:
        raise Invalid(
            "scheme.event.order",
            _("Ngày %(new)s đứng trước dòng gần nhất của nhật ký (%(last)s).")
            % {"new": f"{new.on:%d/%m/%Y}", "last": f"{turning[-1].on:%d/%m/%Y}"},
            place=_("Ngày"),
            remedy=_("Kiểm tra lại ngày, hoặc gỡ dòng ghi nhầm trước đó."),
        )
    check_log(events=[*earlier, new])
    return standing_on(events=[*earlier, new], day=max(new.on, today)).state


def check_log(*, events: Iterable[Happened]) -> None:
    """Refuse a log in which a line follows that may not (`Conflict` names both)."""
    state, laps = DRAFTING, 0
    for one in in_order(events):
        state = _next(state, one, laps)
        laps += one.kind in _SENT_UP


def missing_fields(*, events: Iterable[Happened]) -> tuple[str, ...]:
    """The fields that must speak before a scheme goes up and have not."""
    spoken = {one.field for one in events if one.kind == "y_kien"}
    return tuple(field for field in NEEDED_FIELDS if field not in spoken)


def _fits_laps(kind: str, laps: int) -> bool:
    """What goes up for the first time is submitted; later it is submitted again."""
    return not ((kind == "trinh" and laps) or (kind == "trinh_lai" and not laps))


def _next(state: str, one: Happened, laps: int) -> str:
    if one.kind not in _FOLLOWING[state] or not _fits_laps(one.kind, laps):
        raise Conflict(
            "scheme.event.state",
            _("Trạng thái của đề án ngày %s không cho ghi việc này.") % f"{one.on:%d/%m/%Y}",
            remedy=_("Xem nhật ký đường đi của đề án, ghi các việc theo đúng thứ tự đã diễn ra."),
        )
    return _FOLLOWING[state][one.kind]
