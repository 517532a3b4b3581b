"""Preparing a round, issuing it under a letter, closing it."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.inbox import actions as inbox
from daumoi.organisations import queries as organisations
from daumoi.organisations.models import Organisation
from daumoi.surveys import rules
from daumoi.surveys.access import SurveyPermission
from daumoi.surveys.actions.prefill import prefill_reply
from daumoi.surveys.models import Questionnaire, QuestionnaireState, Reply, ReplyState, Round, RoundState
from daumoi.ui.wording import short_date


@transaction.atomic
def create_round(
    *,
    by: Principal,
    coordinator: Organisation,
    code: str,
    title: str,
    questionnaire: Questionnaire,
    cutoff_on: date,
    due_on: date,
    contact_name: str,
    contact_phone: str,
    contact_email: str = "",
    purpose: str = "",
    is_simulated: bool = False,
) -> Round:
    """Prepare a round of a published questionnaire; nothing goes out before `issue_round`."""
    by.require(SurveyPermission.COORDINATE, body_id=coordinator.root_pk, owner_id=coordinator.pk)
    _check_questionnaire(questionnaire)
    rules.check_dates(cutoff_on=cutoff_on, due_on=due_on)
    _check_contact(contact_name, contact_phone)
    try:
        with transaction.atomic():
            made = Round.objects.create(
                owner=coordinator,
                root_id=coordinator.root_pk,
                code=code,
                title=title,
                questionnaire=questionnaire,
                purpose=purpose,
                cutoff_on=cutoff_on,
                due_on=due_on,
                contact_name=contact_name,
                contact_phone=contact_phone,
                contact_email=contact_email,
                is_simulated=is_simulated,
            )
    except IntegrityError as error:
        raise Invalid(
            "surveys.round.code",
            f"Mã đợt “{code}” đã dùng.",
            remedy="Đặt mã khác, ví dụ thêm năm.",
            place="Mã đợt",
        ) from error
    history.record(
        by=by,
        code="surveys.round.created",
        thing=made,
        root_id=made.root_id,
        owner_id=made.owner_id,
        label=made.title,
    )
    return made


@transaction.atomic
def edit_round(
    *,
    by: Principal,
    round_: Round,
    title: str,
    questionnaire: Questionnaire,
    cutoff_on: date,
    due_on: date,
    contact_name: str,
    contact_phone: str,
    contact_email: str = "",
    purpose: str = "",
) -> Round:
    """Change a round that has not been issued."""
    by.require(SurveyPermission.COORDINATE, body_id=round_.root_id, owner_id=round_.owner_id)
    _check_draft(round_)
    _check_questionnaire(questionnaire)
    rules.check_dates(cutoff_on=cutoff_on, due_on=due_on)
    _check_contact(contact_name, contact_phone)
    before = {"title": round_.title, "cutoff_on": str(round_.cutoff_on), "due_on": str(round_.due_on)}
    round_.title, round_.questionnaire, round_.purpose = title, questionnaire, purpose
    round_.cutoff_on, round_.due_on = cutoff_on, due_on
    round_.contact_name, round_.contact_phone, round_.contact_email = (
        contact_name,
        contact_phone,
        contact_email,
    )
    round_.save()
    history.record(
        by=by,
        code="surveys.round.edited",
        thing=round_,
        root_id=round_.root_id,
        owner_id=round_.owner_id,
        details={"before": before},
    )
    return round_


@transaction.atomic
def issue_round(
    *,
    by: Principal,
    round_: Round,
    addressees: list[Organisation],
    letter_number: str,
    letter_date: date,
    letter_signer: str,
    at: datetime,
) -> list[Reply]:
    """Send a round out under an official letter: the addressees are frozen, each gets one reply to fill.

    What the register already knows on the cut-off day is filled in beforehand as *unconfirmed*, with its source.
    """
    by.require(SurveyPermission.COORDINATE, body_id=round_.root_id, owner_id=round_.owner_id)
    _check_draft(round_)
    if not addressees:
        raise Invalid(
            "surveys.round.addressees",
            "Chưa chọn cơ quan nhận.",
            remedy="Chọn ít nhất một cơ quan.",
            place="Nơi nhận",
        )
    if not letter_number.strip() or not letter_signer.strip():
        raise Invalid(
            "surveys.round.letter",
            "Khảo sát đi theo công văn: cần số, ký hiệu, ngày và người ký.",
            remedy="Ký công văn trong hệ thống văn bản của cơ quan rồi nhập số vào đây.",
            place="Công văn",
        )
    round_.letter_number, round_.letter_date, round_.letter_signer = (
        letter_number.strip(),
        letter_date,
        letter_signer.strip(),
    )
    round_.state, round_.is_published, round_.issued_at = RoundState.ISSUED, True, at
    round_.save()
    replies = [_open_reply(round_, addressee) for addressee in addressees]
    history.record(
        by=by,
        code="surveys.round.issued",
        thing=round_,
        root_id=round_.root_id,
        owner_id=round_.owner_id,
        document=round_.letter_number,
        details={"addressees": [addressee.code for addressee in addressees]},
    )
    return replies


def _open_reply(round_: Round, addressee: Organisation) -> Reply:
    reply = Reply.objects.create(
        round=round_, owner=addressee, root_id=addressee.root_pk, due_on=round_.due_on
    )
    prefill_reply(reply=reply)
    inbox.post(
        kind="surveys.reply",
        thing_id=reply.pk,
        owner=addressee,
        title=round_.title,
        detail=f"Số liệu chốt đến {short_date(round_.cutoff_on)}; đầu mối {round_.contact_name}, {round_.contact_phone}",
        document=f"{round_.letter_number} ngày {short_date(round_.letter_date)}"
        if round_.letter_date
        else "",
        verb="Điền tiếp",
        address=rules.reply_address(round_code=round_.code, organisation_code=addressee.code),
        permission=SurveyPermission.FILL,
        due_on=round_.due_on,
    )
    return reply


@transaction.atomic
def close_round(*, by: Principal, round_: Round, at: datetime) -> Round:
    """End a round; replies that never came stay “chưa gửi” and count in the denominator."""
    by.require(SurveyPermission.COORDINATE, body_id=round_.root_id, owner_id=round_.owner_id)
    if round_.state != RoundState.ISSUED:
        raise Conflict(
            "surveys.round.state", "Chỉ kết thúc được đợt đã phát hành.", remedy="Phát hành đợt trước."
        )
    round_.state, round_.closed_at = RoundState.CLOSED, at
    round_.save(update_fields=["state", "closed_at"])
    never_came = round_.replies.filter(state__in=[ReplyState.OPEN, ReplyState.CLARIFY])
    inbox.close_all(
        kinds=("surveys.reply", "surveys.clarify"), things=never_came.values_list("pk", flat=True), at=at
    )
    history.record(
        by=by, code="surveys.round.closed", thing=round_, root_id=round_.root_id, owner_id=round_.owner_id
    )
    return round_


def addressees_on(*, day: date, simulated: bool) -> list[Organisation]:
    """The bodies that a letter of that day would go to."""
    return [row.organisation for row in organisations.bodies(day=day, simulated=simulated)]


def _check_draft(round_: Round) -> None:
    if round_.state != RoundState.DRAFT:
        raise Conflict(
            "surveys.round.issued",
            f"Đợt này đã phát hành theo công văn {round_.letter_number} nên không sửa được nữa.",
            remedy="Muốn thay đổi, gửi công văn bổ sung và lập đợt mới, hoặc gia hạn cho từng cơ quan.",
        )


def _check_questionnaire(questionnaire: Questionnaire) -> None:
    if questionnaire.state != QuestionnaireState.PUBLISHED:
        raise Invalid(
            "surveys.round.questionnaire",
            f"Mẫu phiếu “{questionnaire}” chưa ban hành.",
            remedy="Ban hành mẫu phiếu trước khi lập đợt.",
            place="Mẫu phiếu",
        )


def _check_contact(name: str, phone: str) -> None:
    if not name.strip() or sum(letter.isdigit() for letter in phone) < 6:
        raise Invalid(
            "surveys.round.contact",
            "Thiếu đầu mối liên hệ hoặc số điện thoại chưa đủ chữ số.",
            remedy="Ghi họ tên và số điện thoại người trả lời thắc mắc của các bộ.",
            place="Đầu mối liên hệ",
        )
