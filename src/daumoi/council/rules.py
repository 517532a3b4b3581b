"""Pure decisions on sessions, ballots, opinions and the ledger: which step may follow, what a form is worth, how old."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from daumoi.foundation.errors import Conflict, Invalid


class Step(StrEnum):
    """What can happen to a session."""

    EDIT = "edit"
    SEND = "send"
    REPLACE_PAPER = "replace_paper"
    ANSWER = "answer"
    EXTEND = "extend"
    ATTEND = "attend"
    OPEN = "open"
    RECORD_OPINION = "record_opinion"
    EXPLAIN = "explain"
    MINUTES = "minutes"
    CONCLUDE = "conclude"
    ISSUE = "issue"
    STOP = "stop"


STEPS: dict[str, dict[Step, str]] = {
    "preparing": {Step.EDIT: "preparing", Step.SEND: "sent", Step.STOP: "stopped"},
    "sent": {
        Step.REPLACE_PAPER: "sent",
        Step.ANSWER: "sent",
        Step.EXTEND: "sent",
        Step.ATTEND: "sent",
        Step.RECORD_OPINION: "sent",
        Step.OPEN: "open",
        Step.STOP: "stopped",
    },
    "open": {
        Step.REPLACE_PAPER: "open",
        Step.ATTEND: "open",
        Step.RECORD_OPINION: "open",
        Step.EXPLAIN: "open",
        Step.MINUTES: "open",
        Step.CONCLUDE: "concluded",
    },
    "concluded": {Step.EXPLAIN: "concluded", Step.MINUTES: "concluded", Step.ISSUE: "issued"},
    "issued": {Step.EXPLAIN: "issued"},
    "stopped": {},
    "recorded": {},
}
"""From each state of a session the steps that may be taken, and the state they lead to."""

STEP_WORDS = {
    Step.EDIT: gettext_noop("sửa phần chuẩn bị"),
    Step.SEND: gettext_noop("gửi giấy mời, tài liệu"),
    Step.REPLACE_PAPER: gettext_noop("thay tài liệu đã gửi"),
    Step.ANSWER: gettext_noop("trả lời"),
    Step.EXTEND: gettext_noop("gia hạn"),
    Step.ATTEND: gettext_noop("điểm danh"),
    Step.OPEN: gettext_noop("mở phiên, đóng phiếu"),
    Step.RECORD_OPINION: gettext_noop("ghi ý kiến"),
    Step.EXPLAIN: gettext_noop("tiếp thu, giải trình"),
    Step.MINUTES: gettext_noop("ghi biên bản"),
    Step.CONCLUDE: gettext_noop("kết luận"),
    Step.ISSUE: gettext_noop("ban hành thông báo kết luận"),
    Step.STOP: gettext_noop("ghi nhận không tổ chức"),
}


def next_state(state: str, step: Step, *, state_words: str) -> str:
    """The state that `step` leads to; `Conflict` names both when the step does not fit."""
    following = STEPS[state].get(step)
    if following is None:
        raise Conflict(
            "council.session.state",
            _("Phiên đang ở trạng thái “%(state)s” nên không thể %(step)s.")
            % {"state": state_words, "step": _(STEP_WORDS[step])},
            remedy=_("Xem việc tiếp theo ở đầu trang của phiên."),
        )
    return following


# Quorum ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class QuorumRule:
    """The share of members a session needs. `inclusive`: the share itself is enough (ít nhất), else more (quá)."""

    numerator: int
    denominator: int
    inclusive: bool = True
    substitutes_count: bool = True

    def needed(self, entitled: int) -> int:
        """How many members are needed of so many entitled ones."""
        product = entitled * self.numerator
        if self.inclusive:
            return -(-product // self.denominator)
        return product // self.denominator + 1


@dataclass(frozen=True)
class Quorum:
    """How a session stands against its rule; `needed` None: the rule is not recorded, so nobody can say."""

    entitled: int
    present: int
    substitutes: int
    counted: int
    needed: int | None

    @property
    def is_reached(self) -> bool:
        """Whether the rule is known and met."""
        return self.needed is not None and self.entitled > 0 and self.counted >= self.needed


def quorum(*, attendance: Iterable[str], rule: QuorumRule | None) -> Quorum:
    """Count one word per member (“present”, “substitute”, anything else is absent) against the rule."""
    words = list(attendance)
    present, substitutes = words.count("present"), words.count("substitute")
    counted = present + (substitutes if rule is None or rule.substitutes_count else 0)
    return Quorum(
        entitled=len(words),
        present=present,
        substitutes=substitutes,
        counted=counted,
        needed=rule.needed(len(words)) if rule is not None else None,
    )


def check_rule(*, numerator: int | None, denominator: int | None) -> None:
    """A rule is a share above nought and at most the whole, or not recorded at all.

    :raises Invalid: one of the two is missing, or the share cannot be met.
    """
    if numerator is None and denominator is None:
        return
    if numerator is None or denominator is None or not 0 < numerator <= denominator:
        raise Invalid(
            "council.quorum",
            _("Tỷ lệ thành viên cần có không hợp lệ."),
            remedy=_("Ghi dạng phân số, ví dụ 2/3; chưa biết thì để trống cả hai ô."),
            place=_("Tỷ lệ cần có"),
        )


# Ballots -----------------------------------------------------------------------------------------------


class Mark(StrEnum):
    """What one box of a form says. `UNCLEAR` exists on paper only: no box ticked, or several."""

    AGREE = "agree"
    DISAGREE = "disagree"
    OTHER = "other"
    UNCLEAR = "unclear"


class Flaw(StrEnum):
    """Why a form does not count."""

    UNSIGNED = "unsigned"
    LATE = "late"
    UNCLEAR = "unclear"


def flaws_of(*, signed: bool, returned_on: date, due_on: date, marks: Iterable[str]) -> tuple[Flaw, ...]:
    """Why a form is invalid; empty when it is signed, on time, and at least one box is clear."""
    found = []
    if not signed:
        found.append(Flaw.UNSIGNED)
    if returned_on > due_on:
        found.append(Flaw.LATE)
    if all(mark == Mark.UNCLEAR for mark in marks):
        found.append(Flaw.UNCLEAR)
    return tuple(found)


def check_box(*, number: int, mark: str, words: str) -> None:
    """A box with “ý kiến khác” must say which.

    :raises Invalid: the mark is unknown, or the other opinion is empty.
    """
    place = _("Câu %d") % number
    if mark not in set(Mark):
        raise Invalid(
            "council.ballot.box",
            _("Chưa chọn ý kiến."),
            place=place,
            remedy=_("Chọn đồng ý, không đồng ý hoặc ý kiến khác."),
        )
    if mark == Mark.OTHER and not words.strip():
        raise Invalid(
            "council.ballot.other",
            _("Đã chọn ý kiến khác nhưng chưa ghi nội dung."),
            place=place,
            remedy=_("Ghi ý kiến của bạn, hoặc chọn đồng ý / không đồng ý."),
        )


@dataclass(frozen=True)
class BoxTotals:
    """The boxes of one question over the valid forms."""

    agree: int
    disagree: int
    other: int
    unclear: int


def box_totals(marks: Iterable[str]) -> BoxTotals:
    """Add up the boxes of one question."""
    words = list(marks)
    return BoxTotals(
        agree=words.count(Mark.AGREE),
        disagree=words.count(Mark.DISAGREE),
        other=words.count(Mark.OTHER),
        unclear=words.count(Mark.UNCLEAR),
    )


# Opinions ----------------------------------------------------------------------------------------------


class Verdict(StrEnum):
    """What became of an opinion."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    NOT = "not"


def check_explanation(*, kind: str, verdict: str, reason: str, change_made: str, change_place: str) -> None:
    """Only an opinion is answered; taking it up says what changed where, not taking it up says why.

    :raises Conflict: a piece of information or a conclusion is not something to accept.
    :raises Invalid: reason, change or place is missing.
    """
    if kind != "opinion":
        raise Conflict(
            "council.opinion.kind",
            _("Chỉ ý kiến, kiến nghị mới được tiếp thu, giải trình; thông tin và kết luận thì không."),
            remedy=_("Kết luận được theo dõi ở sổ kiến nghị."),
        )
    if verdict not in set(Verdict):
        raise Invalid(
            "council.opinion.verdict",
            _("Chưa chọn cách tiếp thu."),
            place=_("Tiếp thu"),
            remedy=_("Chọn tiếp thu, tiếp thu một phần hoặc không tiếp thu."),
        )
    if verdict != Verdict.ACCEPTED and not reason.strip():
        raise Invalid(
            "council.opinion.reason",
            _("Chưa nêu lý do."),
            place=_("Lý do"),
            remedy=_("Không tiếp thu, hoặc chỉ tiếp thu một phần, thì phải nói rõ vì sao."),
        )
    if verdict != Verdict.NOT and not (change_made.strip() and change_place.strip()):
        raise Invalid(
            "council.opinion.change",
            _("Chưa nói đã sửa gì, ở đâu."),
            place=_("Đã sửa"),
            remedy=_("Ghi nội dung sửa và điểm, mục của dự thảo."),
        )


# The ledger --------------------------------------------------------------------------------------------

CLOSED_STATES = frozenset({"resolved", "dropped"})
"""States in which a matter no longer waits for anybody."""


@dataclass(frozen=True)
class Age:
    """How long a matter has waited, in days, and whether it has passed its day."""

    days: int
    overdue: int

    @property
    def years(self) -> int:
        """Whole years of 365 days."""
        return self.days // 365


def age_of(*, raised_on: date, due_on: date | None, closed_on: date | None, day: date) -> Age:
    """The age of a matter on a day; a closed one stopped growing on the day it was closed."""
    until = min(day, closed_on) if closed_on is not None else day
    late = (until - due_on).days if due_on is not None else 0
    return Age(days=max((until - raised_on).days, 0), overdue=max(late, 0))


def check_entry(*, state: str, text: str, on: date, raised_on: date, today: date) -> None:
    """An entry says something, and happens neither before the matter was raised nor in the future.

    :raises Invalid: the text is empty or the day lies outside.
    """
    if not text.strip():
        raise Invalid(
            "council.matter.text",
            _("Chưa ghi diễn biến."),
            place=_("Diễn biến"),
            remedy=_("Nói trong một câu: ai đã làm gì, kết quả ra sao."),
        )
    if on < raised_on or on > today:
        raise Invalid(
            "council.matter.day",
            _("Ngày diễn biến phải từ ngày nêu %(raised)s đến hôm nay.")
            % {"raised": f"{raised_on:%d/%m/%Y}"},
            place=_("Ngày"),
            remedy=_("Sửa ngày; việc chưa xảy ra thì ghi vào hạn."),
        )


# Papers of a session in the register of documents ------------------------------------------------------

SESSION_ABOUT = "council.session"
"""What a paper says it is about when it is a paper of a session."""
NOTICE_KIND = "thong_bao"
"""The kind of paper that a notice of conclusions is."""

# Addresses (the inbox and the ledger keep them; a test holds them against the room's pages) -------------


def session_address(code: str) -> str:
    """Where a session is read."""
    return f"/hoi-dong/phien/{code}/"


def answer_address(code: str) -> str:
    """Where a member answers an invitation."""
    return f"/hoi-dong/phien/{code}/tra-loi-moi/"


def ballot_address(code: str) -> str:
    """Where a member fills the ballot form."""
    return f"/hoi-dong/phien/{code}/phieu/"


def matter_address(code: str) -> str:
    """Where a matter of the ledger is read."""
    return f"/hoi-dong/kien-nghi/{code}/"
