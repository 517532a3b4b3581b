"""Ký và gửi: which of its three steps is done, which is open, and what will be sent."""

from dataclasses import dataclass

from daumoi.surveys.models import ReplyFile, ReplyState
from daumoi.surveys.presenters.filling import Standing
from daumoi.surveys.queries.replies import ReplySheet


@dataclass(frozen=True)
class Sending:
    """Where signing and sending stand."""

    can_change: bool
    is_printed: bool
    is_approved: bool
    is_outdated: bool
    """A letter or approval exists, but of content that changed since."""
    may_prepare: bool
    may_attach: bool
    may_approve: bool
    may_send: bool
    letters: tuple[ReplyFile, ...]
    is_late: bool
    answers: int
    explanations: int
    absences: int


def sending(sheet: ReplySheet, now: Standing) -> Sending:
    """The state of the three steps for this reader."""
    reply = sheet.reply
    can_change = reply.state in (ReplyState.OPEN, ReplyState.CLARIFY)
    printed = bool(reply.content_code)
    approved = printed and reply.approved_code == reply.content_code
    asked = bool(sheet.open_questions)
    return Sending(
        can_change=can_change,
        is_printed=printed,
        is_approved=approved,
        is_outdated=bool(reply.approved_code) and not approved,
        may_prepare=can_change and sheet.may_fill and now.is_ready,
        may_attach=can_change and sheet.may_fill and printed,
        may_approve=can_change and sheet.may_approve and printed and not approved,
        may_send=can_change and sheet.may_fill and approved and not asked,
        letters=tuple(sheet.files),
        is_late=False,
        answers=sum(
            1 for answer in sheet.answers.values() if answer.status == "answered" and answer.value is not None
        ),
        explanations=len(sheet.explanations),
        absences=sum(
            1 for answer in sheet.answers.values() if answer.status not in ("answered", "prefilled")
        ),
    )
