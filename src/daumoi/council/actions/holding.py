"""Holding a session: answers to the invitation, attendance, opening by quorum, words, conclusions, the notice."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from daumoi.council import rules
from daumoi.council.access import CouncilPermission
from daumoi.council.actions.preparing import close_waiting
from daumoi.council.actions.steps import (
    advance,
    check_step,
    hold,
    journal,
    kept_by,
    require_member,
    require_secretary,
    said,
)
from daumoi.council.models import (
    AgendaItem,
    Answer,
    Attendance,
    Invitation,
    Opinion,
    OpinionKind,
    Seat,
    SeatRole,
    Session,
)
from daumoi.council.queries import quorum_of, seats_on, state_on
from daumoi.council.rules import Quorum, Step
from daumoi.foundation.errors import Conflict, Forbidden, Invalid
from daumoi.foundation.principal import Principal
from daumoi.inbox import actions as inbox
from daumoi.surveys.actions.papers import refuse_secret
from daumoi.ui.wording import short_date


@transaction.atomic
def answer_invitation(
    *,
    by: Principal,
    invitation: Invitation,
    answer: str,
    substitute: str = "",
    reason: str = "",
    at: datetime,
) -> Invitation:
    """A member says whether they come, whom they send, or why nobody comes; the secretariat may note it for them.

    :raises Invalid: a substitute without a name, an absence without a reason.
    """
    if not by.may(
        CouncilPermission.SECRETARY, body_id=invitation.session.root_id, owner_id=invitation.session.owner_id
    ):
        require_member(by, invitation)
    check_step(invitation.session, Step.ANSWER)
    if answer not in Answer or not answer:
        raise Invalid("council.answer", _("Chưa chọn câu trả lời."), place=_("Trả lời"))
    if answer == Answer.SUBSTITUTE:
        substitute = said(
            substitute, place=_("Người dự thay"), message=_("Chưa ghi họ tên, chức vụ người dự thay.")
        )
    if answer == Answer.ABSENT:
        reason = said(reason, place=_("Lý do"), message=_("Chưa nêu lý do vắng mặt."))
    invitation.answer, invitation.answer_reason = answer, reason.strip()
    invitation.substitute = substitute.strip() if answer == Answer.SUBSTITUTE else ""
    invitation.answered_by, invitation.answered_at = by.name, at
    invitation.save()
    inbox.close(kind="council.invitation", thing_id=invitation.pk, at=at)
    journal(
        by, "council.invitation.answered", invitation, of=_chain(by, invitation), details={"answer": answer}
    )
    return invitation


def _chain(by: Principal, invitation: Invitation) -> Invitation | Session:
    """A member's act stands in their own body's chain, the secretariat's in the secretariat's."""
    own = by.may(CouncilPermission.MEMBER, body_id=invitation.root_id, owner_id=invitation.owner_id)
    return invitation if own else invitation.session


@transaction.atomic
def mark_attendance(
    *, by: Principal, invitation: Invitation, attendance: str, attended_by: str = "", reason: str = ""
) -> Invitation:
    """Note who sat in a member's seat: the member, a substitute by name, or nobody and why."""
    require_secretary(by, invitation.session)
    check_step(invitation.session, Step.ATTEND)
    if attendance not in Attendance or not attendance:
        raise Invalid("council.attendance", _("Chưa chọn có mặt hay vắng."), place=invitation.holder)
    if attendance == Attendance.SUBSTITUTE:
        attended_by = said(
            attended_by or invitation.substitute,
            place=invitation.holder,
            message=_("Chưa ghi tên người dự thay."),
        )
    if attendance == Attendance.ABSENT:
        reason = said(
            reason or invitation.answer_reason,
            place=invitation.holder,
            message=_("Chưa ghi lý do vắng (hoặc “không báo”)."),
        )
    invitation.attendance = attendance
    invitation.attended_by = attended_by if attendance == Attendance.SUBSTITUTE else ""
    invitation.absence_reason = reason if attendance == Attendance.ABSENT else ""
    invitation.save(update_fields=["attendance", "attended_by", "absence_reason"])
    journal(
        by, "council.attendance.noted", invitation, of=invitation.session, details={"attendance": attendance}
    )
    return invitation


def standing_of(*, session: Session) -> Quorum:
    """The quorum of a session as its lines say now, by the rule of its day."""
    lines = list(Invitation.objects.filter(session=session))
    return quorum_of(session, lines, state_on(council=session.council, day=session.held_on))


def require_quorum(*, session: Session) -> Quorum:
    """Refuse to go on below quorum, or where nobody recorded the rule.

    :raises Conflict: names the figures and what to do.
    """
    found = standing_of(session=session)
    if found.needed is None:
        raise Conflict(
            "council.quorum.unknown",
            _("Chưa ghi tỷ lệ thành viên cần có theo quy chế nên không thể xác định phiên hợp lệ."),
            remedy=_("Ghi tỷ lệ ở trang của hội đồng, nêu điều khoản của quy chế."),
        )
    if not found.is_reached:
        raise Conflict(
            "council.quorum.missing",
            _("Mới có %(counted)d/%(entitled)d thành viên, cần ít nhất %(needed)d.")
            % {"counted": found.counted, "entitled": found.entitled, "needed": found.needed},
            remedy=_("Gia hạn gửi phiếu hoặc lấy ý kiến lại.")
            if session.is_written
            else _("Kiểm tra điểm danh; không đủ thì hoãn phiên."),
        )
    return found


@transaction.atomic
def open_session(*, by: Principal, session: Session, at: datetime) -> Session:
    """Open a meeting: attendance is noted and the quorum of the rule is there."""
    require_secretary(by, session)
    if session.is_written:
        raise Conflict(
            "council.session.written",
            _("Đợt lấy ý kiến không mở phiên họp."),
            remedy=_("Đóng phiếu khi đến hạn."),
        )
    advance(session, Step.OPEN)
    found = require_quorum(session=session)
    session.opened_at = at
    session.save(update_fields=["state", "opened_at"])
    close_waiting(session=session, at=at)
    journal(
        by,
        "council.session.opened",
        session,
        of=session,
        details={"counted": found.counted, "entitled": found.entitled, "needed": found.needed},
    )
    return session


@transaction.atomic
def record_opinion(
    *,
    by: Principal,
    session: Session,
    kind: str,
    text: str,
    speaker: str = "",
    seat: Seat | None = None,
    item: AgendaItem | None = None,
) -> Opinion:
    """Write down what was told or asked for, verbatim. Conclusions are drawn by `conclude` only.

    A member may hand in their own organisation's opinion while papers are out; the secretariat writes anybody's.

    :raises Forbidden: neither the secretariat nor this member.
    """
    check_step(session, Step.RECORD_OPINION)
    if kind == OpinionKind.CONCLUSION:
        raise Forbidden(
            "council.opinion.conclusion",
            _("Kết luận chỉ do Chủ tịch đưa ra."),
            remedy=_("Ghi ở trang kết luận của phiên."),
        )
    if kind not in OpinionKind:
        raise Invalid("council.opinion.kind", _("Chưa chọn loại."), place=_("Loại"))
    keeps = by.may(CouncilPermission.SECRETARY, body_id=session.root_id, owner_id=session.owner_id)
    if not keeps and seat is not None:
        require_member(by, seat)
    elif not keeps:
        require_secretary(by, session)
    text = said(text, place=_("Nội dung"), message=_("Chưa ghi nội dung ý kiến."))
    refuse_secret(text=text, place=_("Nội dung"))
    speaker = speaker.strip() or (_seat_words(seat) if seat is not None else "")
    owners = kept_by(session)
    if seat is not None:
        owners |= {"owner_id": seat.owner_id, "root_id": seat.root_id}
    made = Opinion.objects.create(
        session=session,
        item=item,
        seat=seat,
        kind=kind,
        number=next_number(session=session),
        speaker=said(speaker, place=_("Người nêu"), message=_("Chưa ghi ai nêu.")),
        text=text,
        **owners,
    )
    journal(by, "council.opinion.recorded", made, of=session if keeps else made, details={"kind": kind})
    return made


def _seat_words(seat: Seat) -> str:
    return ", ".join(part for part in (seat.holder, seat.position) if part)


def next_number(*, session: Session) -> int:
    """The number of the next opinion of a session; the session is locked so that two writers do not meet."""
    hold(session)
    return (Opinion.objects.filter(session=session).aggregate(n=Max("number"))["n"] or 0) + 1


@transaction.atomic
def explain_opinion(
    *,
    by: Principal,
    opinion: Opinion,
    verdict: str,
    reason: str = "",
    change_made: str = "",
    change_place: str = "",
    at: datetime,
) -> Opinion:
    """Answer an opinion: taken up, partly or not, why, and what was changed where."""
    session = opinion.session
    require_secretary(by, session)
    check_step(session, Step.EXPLAIN)
    rules.check_explanation(
        kind=opinion.kind,
        verdict=verdict,
        reason=reason,
        change_made=change_made,
        change_place=change_place,
    )
    taken_up = verdict != rules.Verdict.NOT
    opinion.verdict, opinion.reason = verdict, reason.strip()
    opinion.change_made = change_made.strip() if taken_up else ""
    opinion.change_place = change_place.strip() if taken_up else ""
    opinion.answered_by, opinion.answered_at = by.name, at
    opinion.save()
    journal(by, "council.opinion.explained", opinion, of=session, details={"verdict": verdict})
    return opinion


@transaction.atomic
def write_minutes(*, by: Principal, session: Session, text: str) -> Session:
    """Write the running account of the minutes; agenda, attendance, opinions and conclusions join it by themselves."""
    require_secretary(by, session)
    check_step(session, Step.MINUTES)
    refuse_secret(text=text, place=_("Diễn biến"))
    session.minutes = text.strip()
    session.save(update_fields=["minutes"])
    journal(by, "council.session.minuted", session, of=session)
    return session


@transaction.atomic
def conclude(
    *, by: Principal, session: Session, conclusions: Sequence[str], document: str = "", at: datetime
) -> list[Opinion]:
    """The chair concludes: each line becomes one conclusion.

    The chair does it here, or signs on paper: then the secretariat enters the lines with the number of the signed
    paper as `document`.

    :raises Forbidden: neither chair, nor secretariat with a signed paper.
    :raises Invalid: no line, or the council has no chair on the day.
    """
    own = by.may(CouncilPermission.CHAIR, body_id=session.root_id, owner_id=session.owner_id)
    if not own:
        require_secretary(by, session)
        if not document.strip():
            raise Forbidden(
                "council.conclude.chair",
                _("Chỉ Chủ tịch kết luận."),
                place=_("Văn bản đã ký"),
                remedy=_("Chủ tịch đã ký trên giấy thì ghi số, ký hiệu, ngày của văn bản đã ký."),
            )
    advance(session, Step.CONCLUDE)
    lines = [line.strip() for line in conclusions if line.strip()]
    if not lines:
        raise Invalid("council.conclude.empty", _("Chưa ghi kết luận nào."), place=_("Kết luận"))
    refuse_secret(text="\n".join(lines), place=_("Kết luận"))
    chair = next(
        (s for s in seats_on(council=session.council, day=session.held_on) if s.role == SeatRole.CHAIR), None
    )
    if chair is None:
        raise Invalid(
            "council.conclude.no_chair",
            _("Ngày %s hội đồng chưa ghi ai là Chủ tịch.") % short_date(session.held_on),
            remedy=_("Ghi Chủ tịch ở trang thành viên."),
        )
    first = next_number(session=session)
    made = [
        Opinion.objects.create(
            session=session,
            seat=chair,
            kind=OpinionKind.CONCLUSION,
            number=first + index,
            speaker=_seat_words(chair),
            text=line,
            **kept_by(session),
        )
        for index, line in enumerate(lines)
    ]
    session.concluded_at, session.concluded_under = at, document.strip()
    session.save(update_fields=["state", "concluded_at", "concluded_under"])
    journal(
        by, "council.session.concluded", session, of=session, document=document, details={"lines": len(made)}
    )
    return made


@transaction.atomic
def issue_notice(*, by: Principal, session: Session, number: str, on: date, signer: str) -> Session:
    """Take back number, day and signer of the notice of conclusions from the document system."""
    require_secretary(by, session)
    advance(session, Step.ISSUE)
    session.notice_number = said(number, place=_("Số, ký hiệu"), message=_("Chưa ghi số, ký hiệu."))
    session.notice_date = on
    session.notice_signer = said(signer, place=_("Người ký"), message=_("Chưa ghi người ký."))
    session.save(update_fields=["state", "notice_number", "notice_date", "notice_signer"])
    journal(by, "council.session.issued", session, of=session, document=session.notice_number)
    return session
