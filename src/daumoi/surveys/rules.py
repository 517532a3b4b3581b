"""Pure decisions on rounds and replies: which step may follow which state, and what a day means for a reply."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from daumoi.foundation.errors import Conflict, Invalid


class Step(StrEnum):
    """What can happen to a reply."""

    EDIT = "edit"
    PREPARE_ANNEX = "prepare_annex"
    APPROVE = "approve"
    SEND = "send"
    RECEIVE = "receive"
    CLARIFY = "clarify"
    ANSWER_CLARIFICATION = "answer_clarification"
    RESEND = "resend"
    CLOSE = "close"
    WAIVE = "waive"
    EXTEND = "extend"
    REMIND = "remind"


STEPS: dict[str, dict[Step, str]] = {
    "open": {
        Step.EDIT: "open",
        Step.PREPARE_ANNEX: "open",
        Step.APPROVE: "open",
        Step.SEND: "sent",
        Step.WAIVE: "waived",
        Step.EXTEND: "open",
        Step.REMIND: "open",
    },
    "sent": {Step.RECEIVE: "received"},
    "received": {Step.CLARIFY: "clarify", Step.CLOSE: "closed"},
    "clarify": {
        Step.ANSWER_CLARIFICATION: "clarify",
        Step.PREPARE_ANNEX: "clarify",
        Step.APPROVE: "clarify",
        Step.RESEND: "received",
        Step.REMIND: "clarify",
        Step.EXTEND: "clarify",
    },
    "closed": {},
    "waived": {},
}
"""From each state the steps that may be taken, and the state they lead to."""

STATE_WORDS = {
    "open": "chưa gửi",
    "sent": "đã gửi",
    "received": "đã tiếp nhận",
    "clarify": "đang làm rõ",
    "closed": "đã chốt",
    "waived": "không phải trả lời",
}
STEP_WORDS = {
    Step.EDIT: "sửa câu trả lời",
    Step.PREPARE_ANNEX: "in phụ lục",
    Step.APPROVE: "phê duyệt",
    Step.SEND: "gửi",
    Step.RECEIVE: "tiếp nhận",
    Step.CLARIFY: "đề nghị bổ sung, làm rõ",
    Step.ANSWER_CLARIFICATION: "trả lời câu đề nghị làm rõ",
    Step.RESEND: "gửi lại",
    Step.CLOSE: "chốt",
    Step.WAIVE: "ghi nhận không phải trả lời",
    Step.EXTEND: "gia hạn",
    Step.REMIND: "soạn đôn đốc",
}


def next_state(state: str, step: Step) -> str:
    """The state that `step` leads to; `Conflict` names both when the step does not fit."""
    following = STEPS[state].get(step)
    if following is None:
        raise Conflict(
            "surveys.reply.state",
            f"Trả lời đang ở trạng thái “{STATE_WORDS[state]}” nên không thể {STEP_WORDS[step]}.",
            remedy="Xem đường đi của trả lời ở đầu trang để biết việc tiếp theo.",
        )
    return following


def next_working_day(day: date) -> date:
    """The first Monday-to-Friday day after `day` (public holidays are not known here)."""
    following = day + timedelta(days=1)
    while following.isoweekday() > 5:
        following += timedelta(days=1)
    return following


def check_dates(*, cutoff_on: date, due_on: date) -> None:
    """The day to send by leaves at least one working day after the cut-off day (Decree 09/2019, Art. 8.5)."""
    earliest = next_working_day(cutoff_on)
    if due_on < earliest:
        raise Invalid(
            "surveys.round.dates",
            f"Hạn gửi {due_on:%d/%m/%Y} quá sát thời điểm chốt số liệu {cutoff_on:%d/%m/%Y}.",
            remedy=f"Chọn hạn gửi từ {earliest:%d/%m/%Y} trở đi.",
            place="Hạn gửi",
        )


@dataclass(frozen=True)
class Lateness:
    """How a reply stands against its day."""

    days: int
    is_late: bool


def lateness(*, due_on: date, sent_on: date | None, today: date) -> Lateness:
    """Days past the due day: until it was sent, or until today while it was not."""
    days = ((sent_on or today) - due_on).days
    return Lateness(days=max(days, 0), is_late=days > 0)


LETTER_ABOUT = "surveys.round"
"""What a paper says it is about when it is the letter of a round."""


def round_address(*, round_code: str) -> str:
    """The page of a round (a test holds it against the room's addresses)."""
    return f"/khao-sat/dot/{round_code}/"


def reply_address(*, round_code: str, organisation_code: str) -> str:
    """Where an addressee fills its reply (a test holds it against the room's addresses)."""
    return f"/khao-sat/tra-loi/{round_code}/{organisation_code}/"


def part_address(*, round_code: str, organisation_code: str, section: str) -> str:
    """Where a unit fills the part handed to it."""
    return f"{reply_address(round_code=round_code, organisation_code=organisation_code)}phan/{section}/"


def review_address(*, round_code: str, organisation_code: str) -> str:
    """Where the coordinator reads a reply."""
    return f"/khao-sat/dot/{round_code}/{organisation_code}/"
