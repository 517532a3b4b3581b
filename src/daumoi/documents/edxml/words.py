"""A message in Vietnamese words: codes, a summary of labels and values, and what a reader should know about it."""

from datetime import date, datetime

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from daumoi.documents.edxml.model import (
    Attachment,
    BusinessType,
    DocumentMessage,
    Message,
    Organisation,
    Priority,
    StatusCode,
    StatusMessage,
    Steering,
)

_STATUS = {
    StatusCode.ARRIVED: gettext_lazy("Đã đến, chưa xử lý"),
    StatusCode.REFUSED: gettext_lazy("Từ chối tiếp nhận"),
    StatusCode.ACCEPTED: gettext_lazy("Đã tiếp nhận"),
    StatusCode.ASSIGNED: gettext_lazy("Đã phân công xử lý"),
    StatusCode.PROCESSING: gettext_lazy("Đang xử lý"),
    StatusCode.DONE: gettext_lazy("Hoàn thành xử lý"),
    StatusCode.TAKE_BACK: gettext_lazy("Yêu cầu lấy lại hoặc hủy"),
    StatusCode.AGREED: gettext_lazy("Đồng ý cho lấy lại, cập nhật"),
    StatusCode.DISAGREED: gettext_lazy("Không đồng ý cho lấy lại, cập nhật"),
}
_BUSINESS = {
    BusinessType.NEW: gettext_lazy("Văn bản mới"),
    BusinessType.RECALL: gettext_lazy("Thu hồi văn bản"),
    BusinessType.UPDATE: gettext_lazy("Cập nhật văn bản"),
    BusinessType.REPLACE: gettext_lazy("Thay thế văn bản"),
}
_PRIORITY = {
    Priority.NORMAL: gettext_lazy("Thường"),
    Priority.URGENT: gettext_lazy("Khẩn"),
    Priority.VERY_URGENT: gettext_lazy("Thượng khẩn"),
    Priority.EXPRESS: gettext_lazy("Hỏa tốc"),
    Priority.EXPRESS_TIMED: gettext_lazy("Hỏa tốc hẹn giờ"),
}
_STEERING = {
    Steering.UNSTATED: gettext_lazy("Không ghi"),
    Steering.NOT_DIRECTIVE: gettext_lazy("Không phải văn bản chỉ đạo"),
    Steering.DIRECTIVE: gettext_lazy("Văn bản chỉ đạo"),
    Steering.REPORT: gettext_lazy("Báo cáo thực hiện chỉ đạo"),
}


class Line(msgspec.Struct, frozen=True):
    """One line of the summary."""

    label: str
    value: str


def status_words(code: StatusCode) -> str:
    """What a status code means, e.g. 06: Hoàn thành xử lý."""
    return str(_STATUS[code])


def business_words(kind: BusinessType) -> str:
    """What a message asks for, e.g. 1: Thu hồi văn bản."""
    return str(_BUSINESS[kind])


def priority_words(priority: Priority) -> str:
    """The urgency of a document."""
    return str(_PRIORITY[priority])


def steering_words(steering: Steering) -> str:
    """Whether a document directs or reports."""
    return str(_STEERING[steering])


def summary(message: Message) -> tuple[Line, ...]:
    """The message as an officer reads it: who, what, when, what is asked, which files. Empty values are left out."""
    rows = _status_rows(message) if isinstance(message, StatusMessage) else _document_rows(message)
    return tuple(Line(label, value) for label, value in rows if value)


def notes(message: Message) -> tuple[str, ...]:
    """What was tolerated or kept unread in the message, one sentence each; nothing when it is tidy."""
    found: list[str] = []
    if isinstance(message, DocumentMessage):
        known = {one.content_id for one in message.attachments}
        found += [
            _("Danh mục có tệp “%(name)s” nhưng thông điệp không kèm tệp này.") % {"name": one.name}
            for one in message.manifest
            if one.content_id not in known
        ]
        found += [_note_of(one) for one in message.attachments if one.content is None]
    if message.signature:
        found.append(_("Thông điệp có chữ ký số; chữ ký chưa được kiểm tra, hãy giữ tệp gốc để kiểm tra."))
    if message.extra:
        found.append(
            _("Có %(count)d phần ngoài cấu trúc đã biết, được giữ nguyên.") % {"count": len(message.extra)}
        )
    return tuple(found)


def _note_of(attachment: Attachment) -> str:
    if attachment.placeholder:
        return _("Tệp “%(name)s” chỉ có chỗ điền của mẫu, chưa có nội dung.") % {"name": attachment.name}
    return _("Tệp “%(name)s” không có nội dung.") % {"name": attachment.name}


def _document_rows(message: DocumentMessage) -> list[tuple[str, str]]:
    business = message.trace.business if message.trace else None
    other = message.other
    rows = [
        (_("Loại thông điệp"), business_words(message.business_type)),
        (_("Lý do"), business.reason if business else ""),
        (_("Văn bản liên quan"), business.document_id if business else ""),
        (_("Bên gửi"), organisation_words(message.sender)),
        *((_("Bên nhận"), organisation_words(one)) for one in message.to),
        (_("Số, ký hiệu"), message.code.text),
        (_("Loại văn bản"), message.kind.name),
        (_("Trích yếu"), message.subject),
        (_("Nội dung tóm tắt"), "" if message.content == message.subject else message.content),
        (_("Nơi ban hành"), message.promulgation.place),
        (_("Ngày ban hành"), _day(message.promulgation.day)),
        (
            _("Người ký"),
            _joined(message.signer.competence, message.signer.position, message.signer.full_name),
        ),
        (_("Độ khẩn"), "" if other.priority is None else priority_words(other.priority)),
        (_("Chỉ đạo"), "" if message.steering is None else steering_words(message.steering)),
        (_("Hạn trả lời"), _day(message.due)),
        (_("Nơi nhận khác"), "; ".join(message.to_places)),
        (_("Phạm vi lưu hành"), other.sphere),
        (_("Số trang"), "" if other.pages is None else str(other.pages)),
        (_("Phụ lục"), "; ".join(other.appendixes)),
    ]
    rows += [
        (_("Trả lời văn bản"), _joined(one.code or one.document_id, _day(one.day), one.organ_id))
        for one in message.response_for
    ]
    rows.append((_("Mã văn bản"), message.document_id))
    rows += [(_("Tệp đính kèm"), _attachment_words(one)) for one in message.attachments]
    if message.trace:
        rows += [(_("Đã qua"), _joined(one.organ_id, _moment(one.at))) for one in message.trace.headers]
    return rows


def _status_rows(message: StatusMessage) -> list[tuple[str, str]]:
    answered, staff = message.response_for, message.staff
    return [
        (_("Loại thông điệp"), _("Trạng thái xử lý văn bản")),
        (_("Trạng thái"), f"{message.status.value} – {status_words(message.status)}"),
        (_("Bên gửi"), organisation_words(message.sender)),
        (_("Về văn bản"), _joined(answered.code or answered.document_id, _day(answered.day))),
        (_("Của cơ quan"), answered.organ_id),
        (_("Mã văn bản"), answered.document_id),
        (_("Diễn giải"), message.description),
        (_("Người xử lý"), _joined(staff.name, staff.department, staff.mobile, staff.email) if staff else ""),
        (_("Thời điểm"), _moment(message.at)),
    ]


def organisation_words(organisation: Organisation) -> str:
    """Name and code of a body, e.g. “UBND Tỉnh Nghệ An (000.00.00.H41)”."""
    name = organisation.name or organisation.in_charge
    return f"{name} ({organisation.organ_id})" if name else organisation.organ_id


def _attachment_words(attachment: Attachment) -> str:
    if attachment.content is None:
        return _("%(name)s (chưa có nội dung)") % {"name": attachment.name}
    return _("%(name)s (%(size)s byte, SHA-256 %(hash)s)") % {
        "name": attachment.name,
        "size": f"{attachment.content.length:,}".replace(",", "."),
        "hash": attachment.content.sha256,
    }


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


def _moment(value: datetime | None) -> str:
    return f"{value:%H:%M %d/%m/%Y}" if value else ""
