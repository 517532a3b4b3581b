"""Preparing a session: agenda, questions, papers; sending it out to the members."""

import hashlib
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from daumoi.council import rules
from daumoi.council.access import CouncilPermission
from daumoi.council.actions.steps import (
    advance,
    check_step,
    journal,
    kept_by,
    readers_of,
    refuse_recorded,
    require_secretary,
    said,
)
from daumoi.council.models import (
    AgendaItem,
    AgendaKind,
    Channel,
    Council,
    Invitation,
    Mode,
    Paper,
    Question,
    Seat,
    Session,
    SessionState,
)
from daumoi.council.queries import seats_on
from daumoi.council.rules import Step
from daumoi.foundation.errors import Invalid
from daumoi.foundation.principal import Principal
from daumoi.inbox import actions as inbox
from daumoi.surveys.actions.papers import read_signed_paper, refuse_secret
from daumoi.ui.wording import short_date


@transaction.atomic
def create_session(
    *,
    by: Principal,
    council: Council,
    code: str,
    title: str,
    mode: str,
    held_on: date,
    place: str = "",
    starts_at: str = "",
    due_on: date | None = None,
    purpose: str = "",
    contact: str = "",
) -> Session:
    """Prepare a meeting, or a written consultation with its deadline; nobody outside sees it yet.

    :raises Invalid: code in use, no title, a written consultation without a deadline after its day.
    """
    require_secretary(by, council)
    refuse_recorded(council)
    title = said(title, place=_("Tên phiên"), message=_("Chưa đặt tên phiên."))
    refuse_secret(text=f"{title}\n{purpose}", place=_("Tên phiên"))
    due_on = due_on if mode == Mode.WRITTEN else None
    _check_days(mode, held_on, due_on)
    try:
        with transaction.atomic():
            made = Session.objects.create(
                council=council,
                code=code,
                title=title,
                mode=mode,
                held_on=held_on,
                place=place.strip(),
                starts_at=starts_at.strip(),
                due_on=due_on,
                purpose=purpose.strip(),
                contact=contact.strip(),
                owner_id=council.owner_id,
                root_id=council.root_id,
                desk_id=council.desk_id,
                is_simulated=council.is_simulated,
            )
    except IntegrityError as error:
        raise Invalid(
            "council.session.code",
            _("Mã phiên “%s” đã dùng.") % code,
            place=_("Mã phiên"),
            remedy=_("Đặt mã khác, ví dụ thêm ngày họp."),
        ) from error
    journal(by, "council.session.created", made, of=made)
    return made


def _check_days(mode: str, held_on: date, due_on: date | None) -> None:
    if mode not in Mode:
        raise Invalid("council.session.mode", _("Chưa chọn hình thức."), place=_("Hình thức"))
    if mode == Mode.WRITTEN and (due_on is None or due_on <= held_on):
        raise Invalid(
            "council.session.due",
            _("Lấy ý kiến bằng phiếu cần hạn gửi phiếu sau ngày gửi."),
            place=_("Hạn gửi phiếu"),
            remedy=_("Chọn hạn, thường 5 đến 7 ngày làm việc sau ngày gửi."),
        )


@transaction.atomic
def add_item(
    *, by: Principal, session: Session, title: str, kind: str = AgendaKind.DISCUSS, presenter: str = ""
) -> AgendaItem:
    """Add an item at the end of the agenda."""
    require_secretary(by, session)
    check_step(session, Step.EDIT)
    title = said(title, place=_("Nội dung"), message=_("Chưa ghi nội dung."))
    refuse_secret(text=title, place=_("Nội dung"))
    last = AgendaItem.objects.filter(session=session).aggregate(n=Max("number"))["n"] or 0
    made = AgendaItem.objects.create(
        session=session,
        number=last + 1,
        title=title,
        kind=AgendaKind(kind),
        presenter=presenter.strip(),
        **kept_by(session),
    )
    journal(by, "council.agenda.added", made, of=session)
    return made


@transaction.atomic
def remove_item(*, by: Principal, item: AgendaItem) -> None:
    """Take an item off the agenda while the session is prepared; those after it move up."""
    session = item.session
    require_secretary(by, session)
    check_step(session, Step.EDIT)
    journal(by, "council.agenda.removed", item, of=session)
    number = item.number
    item.delete()
    for later in AgendaItem.objects.filter(session=session, number__gt=number).order_by("number"):
        later.number -= 1
        later.save(update_fields=["number"])


@transaction.atomic
def add_question(*, by: Principal, session: Session, text: str, is_anonymous: bool = False) -> Question:
    """Add one question, one box, to the form of a written consultation."""
    require_secretary(by, session)
    check_step(session, Step.EDIT)
    if not session.is_written:
        raise Invalid(
            "council.question.meeting",
            _("Phiên họp không có phiếu lấy ý kiến."),
            remedy=_("Lập một đợt lấy ý kiến bằng phiếu."),
        )
    text = said(text, place=_("Câu hỏi"), message=_("Chưa ghi câu hỏi."))
    refuse_secret(text=text, place=_("Câu hỏi"))
    last = Question.objects.filter(session=session).aggregate(n=Max("number"))["n"] or 0
    made = Question.objects.create(
        session=session, number=last + 1, text=text, is_anonymous=is_anonymous, **kept_by(session)
    )
    journal(by, "council.question.added", made, of=session)
    return made


@transaction.atomic
def add_paper(
    *,
    by: Principal,
    session: Session,
    title: str,
    name: str = "",
    content: bytes | None = None,
    document_code: str = "",
    sha256: str = "",
    item: AgendaItem | None = None,
    replaces: int | None = None,
    change_reason: str = "",
    at: datetime,
) -> Paper:
    """Add a paper, or the next version of paper `replaces`: a PDF, or a document of the register by code and hash.

    A version added after sending is frozen at once and shown as changed, with the reason.

    :raises Invalid: no PDF, a state secret, neither file nor document, a change without a reason.
    """
    require_secretary(by, session)
    sent = session.state != SessionState.PREPARING
    check_step(session, Step.REPLACE_PAPER if sent else Step.EDIT)
    if content is not None:
        read_signed_paper(name=name, content=content)
        sha256 = hashlib.sha256(content).hexdigest()
    elif not (document_code.strip() and len(sha256.strip()) == 64):
        raise Invalid(
            "council.paper.empty",
            _("Chưa chọn tệp, cũng chưa ghi văn bản kèm mã băm."),
            place=_("Tệp PDF"),
            remedy=_("Chọn một tệp PDF, hoặc ghi số, ký hiệu văn bản và 64 ký tự SHA-256 của nó."),
        )
    number, version = _place_of(session, replaces)
    if version > 1 and sent:
        change_reason = said(
            change_reason,
            place=_("Lý do thay"),
            message=_("Tài liệu đã gửi: bản mới phải nói rõ lý do thay."),
        )
    made = Paper.objects.create(
        session=session,
        item=item,
        number=number,
        version=version,
        title=said(title, place=_("Tên tài liệu"), message=_("Chưa đặt tên tài liệu.")),
        document_code=document_code.strip(),
        name=name,
        content=content,
        sha256=sha256.strip().lower(),
        size=len(content) if content is not None else 0,
        change_reason=change_reason.strip() or (_("sửa khi chuẩn bị") if version > 1 else ""),
        frozen_at=at if sent else None,
        added_by=by.name,
        **kept_by(session),
    )
    code = "council.paper.replaced" if version > 1 else "council.paper.added"
    journal(
        by, code, made, of=session, reason=change_reason, details={"sha256": made.sha256, "version": version}
    )
    return made


def _place_of(session: Session, replaces: int | None) -> tuple[int, int]:
    rows = Paper.objects.filter(session=session)
    if replaces is None:
        return (rows.aggregate(n=Max("number"))["n"] or 0) + 1, 1
    last = rows.filter(number=replaces).aggregate(n=Max("version"))["n"]
    if last is None:
        raise Invalid("council.paper.unknown", _("Phiên này không có tài liệu số %d.") % replaces)
    return replaces, last + 1


@transaction.atomic
def send_session(
    *,
    by: Principal,
    session: Session,
    letter_number: str,
    letter_date: date,
    at: datetime,
    channels: dict[int, tuple[str, str]] | None = None,
) -> list[Invitation]:
    """Send agenda and papers to every member seated on the session's day; papers are frozen by their hash.

    `channels` gives, by seat, another way than this system with its proof (a letter's number, a mail's time). A
    member who is invited here finds the invitation, or the ballot form, among the things to do.

    :raises Invalid: nothing on the agenda, no question, no member, or a secret in the words.
    """
    require_secretary(by, session)
    refuse_recorded(session)
    advance(session, Step.SEND)
    _check_ready(session)
    number = said(
        letter_number,
        place=_("Số, ký hiệu"),
        message=_("Giấy mời, công văn lấy ý kiến cần số, ký hiệu."),
        remedy=_("Lấy số ở hệ thống văn bản của cơ quan rồi ghi vào đây."),
    )
    seats = seats_on(council=session.council, day=session.held_on)
    if not seats:
        raise Invalid(
            "council.session.nobody",
            _("Hội đồng chưa có thành viên nào vào ngày %s.") % short_date(session.held_on),
            remedy=_("Ghi thành viên, nhiệm kỳ ở trang của hội đồng trước."),
        )
    session.letter_number, session.letter_date, session.sent_at = number, letter_date, at
    session.readers = readers_of([seat.owner for seat in seats])
    session.save()
    Paper.objects.filter(session=session, frozen_at__isnull=True).update(frozen_at=at)
    lines = [_invite(session, seat, at, (channels or {}).get(seat.pk)) for seat in seats]
    journal(
        by,
        "council.session.sent",
        session,
        of=session,
        document=number,
        details={
            "seats": [seat.owner.code for seat in seats],
            "papers": list(Paper.objects.filter(session=session).values_list("sha256", flat=True)),
        },
    )
    return lines


def _check_ready(session: Session) -> None:
    if session.is_written and not Question.objects.filter(session=session).exists():
        raise Invalid(
            "council.session.no_question",
            _("Phiếu lấy ý kiến chưa có câu hỏi nào."),
            remedy=_("Thêm ít nhất một câu, mỗi câu một ô trả lời."),
        )
    if not session.is_written and not AgendaItem.objects.filter(session=session).exists():
        raise Invalid(
            "council.session.no_agenda",
            _("Chương trình phiên họp chưa có nội dung nào."),
            remedy=_("Thêm ít nhất một nội dung trước khi gửi giấy mời."),
        )


def _invite(session: Session, seat: Seat, at: datetime, way: tuple[str, str] | None) -> Invitation:
    channel, proof = way or (Channel.HERE, "")
    made = Invitation.objects.create(
        session=session,
        seat=seat,
        owner_id=seat.owner_id,
        root_id=seat.root_id,
        desk_id=session.desk_id,
        holder=seat.holder,
        position=seat.position,
        sent_at=at,
        channel=channel,
        proof=proof
        or _("Hệ thống ghi gửi lúc %(at)s, %(n)d tài liệu")
        % {"at": f"{at:%H:%M %d/%m/%Y}", "n": Paper.objects.filter(session=session).count()},
    )
    due = session.due_on if session.is_written else session.held_on
    inbox.post(
        kind="council.ballot" if session.is_written else "council.invitation",
        thing_id=made.pk,
        owner=seat.owner,
        title=session.title,
        detail=_("Phiếu lấy ý kiến, gửi trước hạn") if session.is_written else _when(session),
        document=f"{session.letter_number} ngày {short_date(session.letter_date)}"
        if session.letter_date
        else "",
        verb=_("Điền phiếu") if session.is_written else _("Trả lời mời"),
        address=rules.ballot_address(session.code)
        if session.is_written
        else rules.answer_address(session.code),
        permission=CouncilPermission.MEMBER,
        due_on=due,
    )
    return made


def _when(session: Session) -> str:
    parts = [short_date(session.held_on), session.starts_at, session.place]
    return _("Họp %s") % ", ".join(part for part in parts if part)


@transaction.atomic
def stop_session(*, by: Principal, session: Session, reason: str, at: datetime) -> Session:
    """Record that a session is not held after all, and why; what waited on members goes."""
    require_secretary(by, session)
    advance(session, Step.STOP)
    session.stop_reason = said(reason, place=_("Lý do"), message=_("Chưa nêu lý do không tổ chức."))
    session.save(update_fields=["state", "stop_reason"])
    close_waiting(session=session, at=at)
    journal(by, "council.session.stopped", session, of=session, reason=reason)
    return session


def close_waiting(*, session: Session, at: datetime) -> None:
    """Nothing of this session waits on its members any longer."""
    lines = Invitation.objects.filter(session=session).values_list("pk", flat=True)
    inbox.close_all(kinds=("council.invitation", "council.ballot"), things=lines, at=at)
