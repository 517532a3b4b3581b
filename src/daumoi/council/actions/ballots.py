"""Written consultation: handing in a form, entering one from paper, extending, closing when the quorum is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from daumoi.council import rules
from daumoi.council.actions.holding import next_number, require_quorum
from daumoi.council.actions.preparing import close_waiting
from daumoi.council.actions.steps import (
    advance,
    check_step,
    journal,
    kept_by,
    require_member,
    require_secretary,
    said,
)
from daumoi.council.models import (
    Channel,
    Choice,
    ChoiceMark,
    FormState,
    Invitation,
    Opinion,
    OpinionKind,
    Question,
    Session,
)
from daumoi.council.rules import Step
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal, acting, system
from daumoi.inbox import actions as inbox
from daumoi.organisations.queries import names_as_of
from daumoi.surveys.actions.papers import refuse_secret
from daumoi.ui.wording import short_date

_BALLOT_BOX = system("thùng phiếu")
"""Anonymous boxes belong to the secretariat; a member drops theirs in without being able to look inside."""


@dataclass(frozen=True)
class Box:
    """What stands in one box of a form."""

    mark: str
    text: str = ""


@transaction.atomic
def return_form(
    *, by: Principal, invitation: Invitation, boxes: Mapping[int, Box], signed: bool, at: datetime
) -> Invitation:
    """A member hands in their form; `signed` is their own confirmation. It is final, like a form of paper.

    A form that comes late is kept and does not count.

    :param boxes: one box for each question, by its number.
    :raises Invalid: a box is empty, or the form is not signed.
    :raises Conflict: the form was handed in already, or the ballot is closed.
    """
    require_member(by, invitation)
    if not signed:
        raise Invalid(
            "council.ballot.unsigned",
            _("Phiếu chưa được xác nhận."),
            place=_("Xác nhận"),
            remedy=_("Đánh dấu ô xác nhận: phiếu chỉ có giá trị khi người được hỏi ký hoặc xác nhận."),
        )
    questions = _questions(invitation, boxes, on_paper=False)
    return _keep(
        by,
        invitation,
        [(question, boxes[question.number]) for question in questions],
        signed=True,
        returned_on=at.date(),
        signer=by.name,
        channel=Channel.HERE,
        at=at,
    )


@transaction.atomic
def enter_paper_form(
    *,
    by: Principal,
    invitation: Invitation,
    boxes: Mapping[int, Box],
    signed: bool,
    signer: str,
    returned_on: date,
    document: str,
    channel: str = Channel.LETTER,
    note: str = "",
    at: datetime,
) -> Invitation:
    """The secretariat enters a form that came on paper; unsigned, late or unclear forms are kept with the reason.

    :param boxes: one box for each question; an unreadable one has the mark “unclear”.
    :raises Invalid: no document number, or a day of return in the future.
    """
    require_secretary(by, invitation.session)
    document = said(
        document,
        place=_("Số văn bản"),
        message=_("Chưa ghi số, ký hiệu văn bản (hoặc “phiếu rời”) kèm phiếu."),
    )
    if returned_on > at.date() or returned_on < invitation.sent_at.date():
        raise Invalid(
            "council.ballot.returned",
            _("Ngày nhận phiếu phải từ ngày gửi đến hôm nay."),
            place=_("Ngày nhận"),
            remedy=_("Ghi ngày trên dấu đến."),
        )
    questions = _questions(invitation, boxes, on_paper=True)
    kept = _keep(
        by,
        invitation,
        [(question, boxes[question.number]) for question in questions],
        signed=signed,
        returned_on=returned_on,
        signer=signer.strip(),
        channel=channel,
        at=at,
        document=document,
        note=note.strip(),
    )
    return kept


def _questions(invitation: Invitation, boxes: Mapping[int, Box], *, on_paper: bool) -> list[Question]:
    """The questions of the form, once every box of it was looked at."""
    check_step(invitation.session, Step.ANSWER)
    if not invitation.session.is_written:
        raise Conflict("council.ballot.meeting", _("Phiên họp không có phiếu lấy ý kiến."))
    questions = list(Question.objects.filter(session=invitation.session).order_by("number"))
    for question in questions:
        box = boxes.get(question.number, Box(""))
        if on_paper and box.mark == ChoiceMark.UNCLEAR:
            continue
        if box.mark == ChoiceMark.UNCLEAR:
            box = Box("")
        rules.check_box(number=question.number, mark=box.mark, words=box.text)
        refuse_secret(text=box.text, place=_("Câu %d") % question.number)
    return questions


def _keep(
    by: Principal,
    invitation: Invitation,
    answers: list[tuple[Question, Box]],
    *,
    signed: bool,
    returned_on: date,
    signer: str,
    channel: str,
    at: datetime,
    document: str = "",
    note: str = "",
) -> Invitation:
    session = invitation.session
    assert session.due_on is not None
    line = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if line.form_state:
        raise Conflict(
            "council.ballot.returned_already",
            _("Phiếu này đã nhận ngày %s; phiếu đã gửi là bản chính, không sửa.")
            % (short_date(line.returned_on) if line.returned_on else ""),
            remedy=_("Muốn nói thêm, gửi ý kiến ở trang của đợt lấy ý kiến."),
        )
    flaws = rules.flaws_of(
        signed=signed,
        returned_on=returned_on,
        due_on=session.due_on,
        marks=[box.mark for _question, box in answers],
    )
    line.form_state = FormState.INVALID if flaws else FormState.VALID
    line.form_flaws = ",".join(flaws)
    line.form_note, line.form_signer, line.form_document = note, signer, document
    line.form_channel, line.returned_on, line.entered_by = channel, returned_on, by.name
    line.save()
    _drop(line, answers, counted=not flaws)
    inbox.close(kind="council.ballot", thing_id=line.pk, at=at)
    own = channel == Channel.HERE
    code = "council.ballot.returned" if own else "council.ballot.entered"
    details = {"valid": not flaws, "flaws": [str(flaw) for flaw in flaws]}
    journal(by, code, line, of=line if own else session, document=document, details=details)
    return line


def _drop(line: Invitation, answers: list[tuple[Question, Box]], *, counted: bool) -> None:
    """Boxes answered by name hang on the member's line; anonymous ones fall into the box without a trace."""
    session = line.session
    for question, box in answers:
        given = {
            "question": question,
            "mark": box.mark,
            "text": box.text.strip(),
            "is_counted": counted and box.mark != ChoiceMark.UNCLEAR,
        }
        if question.is_anonymous:
            with acting(_BALLOT_BOX):
                Choice.objects.create(**given, **kept_by(session))
        else:
            Choice.objects.create(
                **given,
                invitation=line,
                owner_id=line.owner_id,
                root_id=line.root_id,
                desk_id=line.desk_id,
            )


@transaction.atomic
def extend_ballot(*, by: Principal, session: Session, due_on: date, reason: str) -> Session:
    """Give everybody a later day; forms already kept as late stay late."""
    require_secretary(by, session)
    check_step(session, Step.EXTEND)
    reason = said(reason, place=_("Lý do"), message=_("Chưa nêu lý do gia hạn."))
    if session.due_on is None or due_on <= session.due_on:
        raise Invalid(
            "council.ballot.extension",
            _("Hạn mới phải sau hạn hiện tại."),
            place=_("Hạn mới"),
            remedy=_("Chọn ngày muộn hơn."),
        )
    before, session.due_on = session.due_on, due_on
    session.save(update_fields=["due_on"])
    for line in Invitation.objects.filter(session=session, form_state=""):
        inbox.move(kind="council.ballot", thing_id=line.pk, due_on=due_on)
    journal(
        by,
        "council.ballot.extended",
        session,
        of=session,
        reason=reason,
        details={"before": str(before), "after": str(due_on)},
    )
    return session


@transaction.atomic
def close_ballot(*, by: Principal, session: Session, at: datetime) -> Session:
    """Close the ballot: its day has passed or every form is there, and the quorum of valid forms is reached.

    Other opinions become lines of the opinion table, verbatim; the boxes are opened to those who were asked.

    :raises Conflict: too early, or too few valid forms.
    """
    require_secretary(by, session)
    lines = list(Invitation.objects.filter(session=session).select_related("seat", "owner").order_by("id"))
    missing = sum(1 for line in lines if not line.form_state)
    if missing and session.due_on is not None and at.date() <= session.due_on:
        raise Conflict(
            "council.ballot.early",
            _("Còn %(n)d phiếu chưa về và hạn gửi là %(due)s.")
            % {"n": missing, "due": short_date(session.due_on)},
            remedy=_("Chờ đến hết hạn, hoặc đôn đốc các thành viên chưa gửi."),
        )
    advance(session, Step.OPEN)
    found = require_quorum(session=session)
    session.opened_at = at
    session.save(update_fields=["state", "opened_at"])
    boxes = Choice.objects.filter(question__session=session)
    boxes.update(is_released=True)
    _tell_others(session, lines)
    close_waiting(session=session, at=at)
    journal(
        by,
        "council.ballot.closed",
        session,
        of=session,
        details={"sent": len(lines), "returned": len(lines) - missing, "valid": found.counted},
    )
    return session


def _tell_others(session: Session, lines: list[Invitation]) -> None:
    """Every counted “ý kiến khác” as an opinion to be answered."""
    by_line = {line.pk: line for line in lines}
    names = names_as_of(ids={line.owner_id for line in lines}, day=session.held_on)
    others = Choice.objects.filter(
        question__session=session, mark=ChoiceMark.OTHER, is_counted=True
    ).select_related("question")
    number = next_number(session=session)
    for index, box in enumerate(others.order_by("question__number", "invitation_id", "id")):
        line = by_line.get(box.invitation_id or 0)
        speaker = _("Phiếu không ghi tên")
        if line is not None:
            speaker = ", ".join(part for part in (line.holder, names.get(line.owner_id, "")) if part)
        Opinion.objects.create(
            session=session,
            seat=line.seat if line is not None else None,
            kind=OpinionKind.OPINION,
            number=number + index,
            speaker=f"{speaker} (câu {box.question.number})",
            text=box.text,
            **kept_by(session),
        )
