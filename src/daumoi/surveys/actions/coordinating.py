"""Small acts around a reply: whom to call, the words of a reminder, what differs between paper and entry."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from daumoi.foundation.errors import Conflict, Forbidden, Invalid
from daumoi.foundation.principal import Principal
from daumoi.inbox import actions as inbox
from daumoi.surveys.access import SurveyPermission
from daumoi.surveys.actions.steps import journal, require_coordinator
from daumoi.surveys.models import Reminder, Reply, ReplyState


@transaction.atomic
def set_contact(*, by: Principal, reply: Reply, name: str, phone: str) -> Reply:
    """Write down whom to call at an addressee."""
    require_coordinator(by, reply)
    if not name.strip() or sum(letter.isdigit() for letter in phone) < 6:
        raise Invalid(
            "surveys.reply.contact",
            "Thiếu tên hoặc số điện thoại chưa đủ chữ số.",
            remedy="Ghi người trực tiếp làm phiếu và số gọi được.",
            place="Điện thoại",
        )
    reply.contact_name, reply.contact_phone = name.strip(), phone.strip()
    reply.save(update_fields=["contact_name", "contact_phone"])
    journal(by, reply, "surveys.reply.contact_set")
    return reply


@transaction.atomic
def edit_reminder(*, by: Principal, reminder: Reminder, text: str) -> Reminder:
    """Change the words of a reminder that has no number yet."""
    require_coordinator(by, reminder.reply)
    if reminder.number:
        raise Conflict(
            "surveys.reminder.sent",
            f"Công văn {reminder.number} đã phát hành nên không sửa lời được nữa.",
            remedy="Soạn công văn đôn đốc mới.",
        )
    if len(text.strip()) < 20:
        raise Invalid(
            "surveys.reminder.text", "Công văn chưa có nội dung.", remedy="Ghi lời đôn đốc.", place="Nội dung"
        )
    reminder.text = text.strip()
    reminder.save(update_fields=["text"])
    journal(by, reminder.reply, "surveys.reply.reminder_edited")
    return reminder


@transaction.atomic
def report_paper_difference(*, by: Principal, reply: Reply, text: str, at: datetime) -> Reply:
    """The second person found that the entry differs from the scan: back to whoever enters, with what differs."""
    require_coordinator(by, reply)
    if not reply.is_from_paper or reply.state != ReplyState.OPEN:
        raise Conflict(
            "surveys.paper.state",
            "Trả lời này không chờ kiểm tra bản giấy.",
            remedy="Xem trạng thái ở đầu trang.",
        )
    if by.person_id is None or by.person_id == reply.entered_by_id:
        raise Forbidden(
            "surveys.paper.second_person",
            "Người kiểm tra phải khác người nhập.",
            remedy="Nhờ đồng nghiệp đối chiếu.",
        )
    if len(text.strip()) < 10:
        raise Invalid(
            "surveys.paper.difference",
            "Chưa nói rõ chỗ khác bản giấy.",
            remedy="Ghi câu, bảng và giá trị trên bản giấy.",
            place="Chỗ khác bản giấy",
        )
    inbox.post(
        kind="surveys.paper",
        thing_id=reply.pk,
        owner=reply.round.owner,
        title=f"Sửa bản nhập từ giấy: {reply.owner.states.latest('valid_from').name}",
        detail=text.strip()[:300],
        document=reply.letter_number,
        verb="Sửa",
        address=reverse("surveys:review", args=[reply.round.code, reply.owner.code]),
        permission=SurveyPermission.COORDINATE,
        due_on=date(at.year, at.month, at.day),
    )
    journal(by, reply, "surveys.reply.paper_differs", document=reply.letter_number, reason=text.strip())
    return reply
