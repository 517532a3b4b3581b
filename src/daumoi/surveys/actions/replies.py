"""The way of a reply: printed, signed outside or approved by a click, sent, received, closed."""

import hashlib
from datetime import date, datetime

from django.db import transaction

from daumoi.facts import actions as facts
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.inbox import actions as inbox
from daumoi.surveys import rules
from daumoi.surveys.access import SurveyPermission
from daumoi.surveys.actions.handovers import close_parts
from daumoi.surveys.actions.letters import close_letter_line
from daumoi.surveys.actions.papers import PaperReading, read_signed_paper
from daumoi.surveys.actions.steps import journal, require_coordinator, require_step
from daumoi.surveys.exchange.content_code import content_code
from daumoi.surveys.models import AnswerStatus, Reply, ReplyFile, ReplyState
from daumoi.surveys.queries.replies import ReplySheet, reply_sheet
from daumoi.surveys.rules import Step


def current_code(*, sheet: ReplySheet) -> str:
    """The content code of what the reply says at this moment."""
    return content_code(
        definition_digest=sheet.reply.round.questionnaire.digest,
        round_code=sheet.reply.round.code,
        organisation_code=sheet.reply.owner.code,
        answers={key: (answer.status, answer.value) for key, answer in sheet.answers.items()},
    )


@transaction.atomic
def prepare_annex(*, by: Principal, reply: Reply, at: datetime) -> str:
    """Fix the content to be signed: returns the content code that the annex carries on every page."""
    require_step(by, reply, SurveyPermission.FILL, Step.PREPARE_ANNEX)
    code = _ready_code(by, reply)
    if reply.content_code != code:
        reply.content_code, reply.printed_at = code, at
        reply.approved_code, reply.approved_by, reply.approved_by_text, reply.approved_at = "", None, "", None
        reply.save()
        journal(by, reply, "surveys.reply.annex_prepared", details={"content_code": code})
    return code


def _ready_code(by: Principal, reply: Reply) -> str:
    """Refuse with every place still to mend; the code of the content otherwise."""
    sheet = reply_sheet(principal=by, reply=reply)
    evaluation = sheet.evaluation
    hard = [violation.place for violation in evaluation.violations if violation.kind == "hard"]
    problems = []
    if hard:
        problems.append(f"{len(hard)} lỗi phải sửa ({'; '.join(hard[:3])}…)")
    if evaluation.missing_required:
        problems.append(f"{len(evaluation.missing_required)} câu bắt buộc chưa trả lời")
    if sheet.unexplained():
        problems.append(f"{len(sheet.unexplained())} số liệu cần giải trình")
    if sheet.unconfirmed():
        problems.append(f"{len(sheet.unconfirmed())} giá trị điền sẵn chưa xác nhận")
    if problems:
        raise Conflict(
            "surveys.reply.not_ready",
            "Trả lời chưa đủ điều kiện in để ký: " + ", ".join(problems) + ".",
            remedy="Mở trang Rà soát để sửa từng chỗ.",
        )
    return current_code(sheet=sheet)


@transaction.atomic
def attach_signed_letter(
    *,
    by: Principal,
    reply: Reply,
    name: str,
    content: bytes,
    number: str,
    letter_date: date,
    signer: str,
    typed_code: str,
    at: datetime,
) -> ReplyFile:
    """Attach the signed PDF with its number, date and signer, and compare the code on it with the content.

    A scan without text needs the code typed in from paper. The code of another reply is refused; so is a
    paper that carries a mark of state secret.
    """
    require_step(by, reply, SurveyPermission.FILL, Step.APPROVE)
    code = _fixed_code(by, reply)
    if not number.strip() or not signer.strip():
        raise Invalid(
            "surveys.letter.number",
            "Thiếu số, ký hiệu hoặc người ký công văn.",
            remedy="Ghi đúng như trên văn bản đã ký.",
            place="Công văn",
        )
    reading = read_signed_paper(name=name, content=content)
    agrees = _compare(reading, expected=code, typed=typed_code)
    file = ReplyFile.objects.create(
        reply=reply,
        owner_id=reply.owner_id,
        root_id=reply.root_id,
        kind=ReplyFile.Kind.SIGNED_LETTER,
        name=name[:200],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        content_code=code,
        code_agrees=agrees,
        uploaded_by=by.name,
    )
    reply.letter_number, reply.letter_date, reply.letter_signer = number.strip(), letter_date, signer.strip()
    reply.approved_code, reply.approved_by_text, reply.approved_at = code, signer.strip(), at
    reply.save()
    journal(
        by,
        reply,
        "surveys.reply.letter_attached",
        document=reply.letter_number,
        details={"sha256": file.sha256, "content_code": code},
    )
    return file


def _compare(reading: PaperReading, *, expected: str, typed: str) -> bool:
    """Whether the code on paper (read, else typed) is the content's; another reply's code is refused."""
    if expected in reading.codes:
        return True
    if reading.codes:
        raise Conflict(
            "surveys.letter.other_code",
            f"Văn bản mang mã nội dung {', '.join(sorted(reading.codes))}, khác mã hiện tại {expected}.",
            remedy="Nội dung đã thay đổi sau khi in, hoặc đây là phụ lục của trả lời khác. In lại phụ lục rồi trình ký.",
            place="Tệp công văn",
        )
    if typed.replace(" ", "").upper() == expected:
        return True
    if typed.strip():
        raise Conflict(
            "surveys.letter.typed_code",
            f"Mã nhập tay {typed.strip()} không khớp mã nội dung {expected}.",
            remedy="Đọc lại mã in ở cuối phụ lục đã ký; nếu đúng như đã nhập thì nội dung đã thay đổi, phải in lại.",
            place="Mã nội dung",
        )
    raise Invalid(
        "surveys.letter.no_text",
        "Tệp là bản quét không có chữ nên không tự đọc được mã nội dung.",
        remedy="Nhập mã in ở cuối phụ lục đã ký vào ô Mã nội dung.",
        place="Mã nội dung",
    )


@transaction.atomic
def approve_by_click(*, by: Principal, reply: Reply, seen_code: str, at: datetime) -> Reply:
    """A leader approves exactly the content whose code they saw."""
    require_step(by, reply, SurveyPermission.APPROVE, Step.APPROVE)
    code = _fixed_code(by, reply)
    if seen_code != code:
        raise Conflict(
            "surveys.reply.changed_before_approval",
            f"Nội dung đã thay đổi sau khi bạn mở trang (mã {seen_code} → {code}).",
            remedy="Xem lại bản mới rồi phê duyệt.",
        )
    reply.approved_code, reply.approved_by_id, reply.approved_by_text = (
        code,
        by.person_id,
        f"{by.name}, {by.title}",
    )
    reply.approved_at = at
    reply.save()
    journal(by, reply, "surveys.reply.approved", details={"content_code": code})
    return reply


def _fixed_code(by: Principal, reply: Reply) -> str:
    """The code that was printed, as long as the content still is what was printed."""
    if not reply.content_code:
        raise Conflict(
            "surveys.reply.not_printed",
            "Chưa in phụ lục, hoặc nội dung đã thay đổi sau khi in.",
            remedy="In lại phụ lục để có mã nội dung rồi trình ký.",
        )
    code = current_code(sheet=reply_sheet(principal=by, reply=reply))
    if code != reply.content_code:
        raise Conflict(
            "surveys.reply.changed",
            f"Nội dung đã thay đổi sau khi in (mã {reply.content_code} → {code}).",
            remedy="In lại phụ lục, trình ký lại bản mới.",
        )
    return code


@transaction.atomic
def send_reply(*, by: Principal, reply: Reply, at: datetime) -> Reply:
    """Send the approved content; after the day to send by it still goes, marked late."""
    step = Step.RESEND if reply.state == ReplyState.CLARIFY else Step.SEND
    require_step(by, reply, SurveyPermission.FILL, step)
    if step is Step.RESEND and reply.clarifications.filter(answered_at__isnull=True).exists():
        raise Conflict(
            "surveys.reply.open_questions",
            "Còn câu đề nghị làm rõ chưa trả lời.",
            remedy="Trả lời từng câu rồi gửi lại.",
        )
    code = _fixed_code(by, reply)
    if reply.approved_code != code:
        raise Conflict(
            "surveys.reply.not_approved",
            "Nội dung hiện tại chưa được ký hoặc phê duyệt.",
            remedy="Đính kèm công văn đã ký hoặc trình lãnh đạo phê duyệt đúng bản này.",
        )
    reply.state = rules.next_state(reply.state, step)
    reply.sent_at = reply.sent_at or at
    reply.save()
    late = rules.lateness(due_on=reply.due_on, sent_on=reply.sent_at.date(), today=at.date())
    inbox.close_all(kinds=("surveys.reply", "surveys.clarify"), things=(reply.pk,), at=at)
    close_parts(reply=reply, at=at)
    close_letter_line(reply=reply, at=at)
    _post_to_coordinator(reply, title="Tiếp nhận trả lời" if step is Step.SEND else "Xem lại câu đã làm rõ")
    journal(
        by,
        reply,
        "surveys.reply.sent" if step is Step.SEND else "surveys.reply.resent",
        document=reply.letter_number,
        details={"content_code": code, "days_late": late.days},
    )
    return reply


def _post_to_coordinator(reply: Reply, *, title: str) -> None:
    inbox.post(
        kind="surveys.review",
        thing_id=reply.pk,
        owner=reply.round.owner,
        title=f"{title}: {reply.owner.states.latest('valid_from').name}",
        detail=reply.round.title,
        document=reply.letter_number,
        verb="Xem",
        address=rules.review_address(round_code=reply.round.code, organisation_code=reply.owner.code),
        permission=SurveyPermission.COORDINATE,
    )


@transaction.atomic
def receive(*, by: Principal, reply: Reply, at: datetime) -> Reply:
    """Acknowledge a reply: đã tiếp nhận."""
    require_coordinator(by, reply)
    reply.state = rules.next_state(reply.state, Step.RECEIVE)
    reply.received_at = at
    reply.save()
    inbox.close(kind="surveys.review", thing_id=reply.pk, at=at)
    journal(by, reply, "surveys.reply.received")
    return reply


@transaction.atomic
def close_reply(*, by: Principal, reply: Reply, at: datetime) -> Reply:
    """Chốt: the answers become facts, each with the reply, question and letter it came from."""
    require_coordinator(by, reply)
    reply.state = rules.next_state(reply.state, Step.CLOSE)
    reply.closed_at = at
    reply.save()
    written = _write_facts(by, reply, at)
    inbox.close(kind="surveys.review", thing_id=reply.pk, at=at)
    journal(by, reply, "surveys.reply.closed", document=reply.letter_number, details={"facts": written})
    return reply


_FACT_STATUS = {
    AnswerStatus.ANSWERED: "confirmed",
    AnswerStatus.PREFILLED: "unconfirmed",
    AnswerStatus.NO_DATA: "no_data",
    AnswerStatus.NOT_APPLICABLE: "not_applicable",
    AnswerStatus.NOT_ARISEN: "not_arisen",
}


def _write_facts(by: Principal, reply: Reply, at: datetime) -> int:
    sheet = reply_sheet(principal=by, reply=reply)
    letter = f"công văn {reply.letter_number}" if reply.letter_number else "phê duyệt trên hệ thống"
    new = []
    for (name, row), answer in sheet.answers.items():
        variable = sheet.compiled.variables.get(name)
        if (
            variable is None
            or not variable.field.element
            or not sheet.evaluation.relevant.get((name, row), True)
        ):
            continue
        if answer.status == AnswerStatus.ANSWERED and answer.value is None:
            continue
        new.append(
            facts.NewFact(
                element=variable.field.element,
                row=str(row) if row else "",
                status=_FACT_STATUS[AnswerStatus(answer.status)],
                value=answer.value,
                source_text=f"{variable.place}, {letter}, đợt “{reply.round.title}”"[:400],
            )
        )
    return facts.record_facts(
        by=by,
        owner=reply.owner,
        on=reply.round.cutoff_on,
        new=new,
        source_kind="surveys.reply",
        source_id=reply.pk,
        confirmed_by=reply.approved_by_text,
        confirmed_at=reply.approved_at or at,
        is_simulated=reply.round.is_simulated,
    )
