"""What the coordinator does around a reply: waive, extend, remind."""

from datetime import date, datetime

from django.db import transaction

from daumoi.foundation.errors import Invalid
from daumoi.foundation.principal import Principal
from daumoi.inbox import actions as inbox
from daumoi.surveys import rules
from daumoi.surveys.actions.handovers import close_parts
from daumoi.surveys.actions.paper import CHECKING
from daumoi.surveys.actions.steps import journal, require_coordinator, require_reason
from daumoi.surveys.models import Clarification, Extension, Reminder, Reply, ReplyState
from daumoi.surveys.rules import Step
from daumoi.ui.wording import short_date


@transaction.atomic
def waive(*, by: Principal, reply: Reply, reason: str, document: str, at: datetime) -> Reply:
    """Record that an addressee need not answer (merged, dissolved): the denominator changes only by such a record."""
    require_coordinator(by, reply)
    require_reason(reason)
    reply.state = rules.next_state(reply.state, Step.WAIVE)
    reply.waived_reason = reason.strip()
    reply.save()
    inbox.close_all(kinds=("surveys.reply", CHECKING), things=(reply.pk,), at=at)
    close_parts(reply=reply, at=at)
    journal(by, reply, "surveys.reply.waived", reason=reason, document=document)
    return reply


@transaction.atomic
def extend(*, by: Principal, reply: Reply, due_on: date, reason: str, document: str = "") -> Extension:
    """Grant one addressee a later day, with the reason."""
    require_coordinator(by, reply)
    require_reason(reason)
    rules.next_state(reply.state, Step.EXTEND)
    if due_on <= reply.due_on:
        raise Invalid(
            "surveys.extension.day",
            f"Hạn mới phải sau hạn hiện tại {short_date(reply.due_on)}.",
            remedy="Chọn ngày muộn hơn.",
            place="Hạn mới",
        )
    made = Extension.objects.create(
        reply=reply,
        owner_id=reply.owner_id,
        root_id=reply.root_id,
        due_before=reply.due_on,
        due_after=due_on,
        reason=reason.strip(),
        document=document,
    )
    reply.due_on = due_on
    reply.save(update_fields=["due_on"])
    inbox.move(kind="surveys.reply", thing_id=reply.pk, due_on=due_on)
    journal(
        by, reply, "surveys.reply.extended", reason=reason, document=document, details={"due_on": str(due_on)}
    )
    return made


@transaction.atomic
def draft_reminder(*, by: Principal, reply: Reply, today: date) -> Reminder:
    """Draft the letter of reminder from what is known; its number comes back from the document system."""
    require_coordinator(by, reply)
    rules.next_state(reply.state, Step.REMIND)
    round_ = reply.round
    name = reply.owner.states.latest("valid_from").name
    days = (today - reply.due_on).days
    when = f"đã quá hạn {days} ngày" if days > 0 else f"còn {-days} ngày đến hạn"
    signed = f" ngày {short_date(round_.letter_date)}" if round_.letter_date else ""
    if reply.state == ReplyState.CLARIFY:
        text = _unclear_words(reply, name=name, today=today)
    else:
        text = (
            f"Tại công văn số {round_.letter_number}{signed}, cơ quan điều phối đề nghị {name} trả lời phiếu"
            f" “{round_.title}” trước ngày {short_date(reply.due_on)}. Đến ngày {short_date(today)} ({when}), cơ quan điều phối"
            f" chưa nhận được trả lời của {name}.\n\n"
            f"Để kịp tổng hợp, đề nghị {name} khẩn trương gửi trả lời. Trường hợp có khó khăn, đề nghị trao đổi với"
            f" đầu mối: {round_.contact_name}, điện thoại {round_.contact_phone}."
        )
    made = Reminder.objects.create(reply=reply, owner_id=round_.owner_id, root_id=round_.root_id, text=text)
    journal(by, reply, "surveys.reply.reminder_drafted")
    return made


def _unclear_words(reply: Reply, *, name: str, today: date) -> str:
    """A reminder about questions that were asked and not answered: the reply itself has come."""
    round_ = reply.round
    waiting = list(Clarification.objects.filter(reply=reply, answered_at__isnull=True))
    dues = [one.due_on for one in waiting if one.due_on is not None]
    until = f" trước ngày {short_date(min(dues))}" if dues else ""
    letter = f"công văn số {reply.letter_number}" if reply.letter_number else "bản trả lời đã phê duyệt"
    return (
        f"Cơ quan điều phối đã nhận {letter} của {name} trả lời phiếu “{round_.title}” và đã đề nghị bổ sung, làm rõ"
        f" {len(waiting)} câu{until}. Đến ngày {short_date(today)}, cơ quan điều phối chưa nhận được nội dung bổ sung.\n\n"
        f"Để kịp tổng hợp, đề nghị {name} trả lời các câu nêu trên. Trường hợp có khó khăn, đề nghị trao đổi với"
        f" đầu mối: {round_.contact_name}, điện thoại {round_.contact_phone}."
    )


@transaction.atomic
def send_reminder(*, by: Principal, reminder: Reminder, text: str, number: str, sent_on: date) -> Reminder:
    """Take back the number and day that the document system gave to a reminder."""
    require_coordinator(by, reminder.reply)
    if not number.strip():
        raise Invalid(
            "surveys.reminder.number",
            "Thiếu số, ký hiệu công văn đôn đốc.",
            remedy="Ghi số đã cấp.",
            place="Số, ký hiệu",
        )
    reminder.text, reminder.number, reminder.sent_on = text, number.strip(), sent_on
    reminder.save()
    journal(by, reminder.reply, "surveys.reply.reminded", document=reminder.number)
    return reminder
