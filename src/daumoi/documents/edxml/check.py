"""What a message must have and may not have, whether it comes in or goes out."""

from collections import Counter

from django.utils.translation import gettext as _

from daumoi.documents.edxml import file_names
from daumoi.documents.edxml.decode import numbered
from daumoi.documents.edxml.faults import refusal, shown
from daumoi.documents.edxml.model import (
    BusinessType,
    DocumentMessage,
    Message,
    Organisation,
    StatusMessage,
)
from daumoi.documents.edxml.schema import (
    ATTACHMENTS_PATH,
    MANIFEST_PATH,
    MESSAGE_PATH,
    TRACE_PATH,
)


def check_message(message: Message) -> None:
    """Raise Invalid for a message nobody could act on, or that must not be carried at all."""
    _require(message.sender.organ_id, path=f"{MESSAGE_PATH}/From/OrganId")
    if isinstance(message, StatusMessage):
        _check_status(message)
    else:
        _check_document(message)


def attachment_path(index: int) -> str:
    """Where an attachment stands in the message, counted from 1."""
    return numbered(f"{ATTACHMENTS_PATH}/Attachment", index)


def _check_status(message: StatusMessage) -> None:
    answered, path = message.response_for, f"{MESSAGE_PATH}/ResponseFor"
    _require(answered.organ_id, path=f"{path}/OrganId")
    _require(answered.document_id or answered.code, path=f"{path}/DocumentId")


def _check_document(message: DocumentMessage) -> None:
    if not message.to:
        _require("", path=f"{MESSAGE_PATH}/To")
    for index, organisation in enumerate(message.to, start=1):
        _require(organisation.organ_id, path=f"{numbered(f'{MESSAGE_PATH}/To', index)}/OrganId")
    _refuse_repeated_receivers(message.to)
    _require(message.document_id or message.code.text, path=f"{MESSAGE_PATH}/DocumentId")
    _require(message.subject, path=f"{MESSAGE_PATH}/Subject")
    _refuse_secret_marks(message)
    _check_business(message)
    _check_attachments(message)


def _refuse_repeated_receivers(receivers: tuple[Organisation, ...]) -> None:
    counted = Counter(one.organ_id for one in receivers)
    for organ_id, times in counted.items():
        if times > 1:
            raise refusal(
                "receiver.repeated",
                _("Cơ quan nhận “%(code)s” được ghi %(count)d lần.")
                % {"code": shown(organ_id), "count": times},
                path=f"{MESSAGE_PATH}/To",
            )


def _refuse_secret_marks(message: DocumentMessage) -> None:
    for value, path in (
        (message.other.sphere, "OtherInfo/SphereOfPromulgation"),
        (message.subject, "Subject"),
    ):
        if file_names.says_secret(value):
            raise refusal(
                "secret",
                _("Văn bản mang dấu chỉ độ mật “%(mark)s” nên không được đưa vào hệ thống này.")
                % {"mark": shown(value)},
                remedy=_("Gửi theo đường văn bản mật, đúng pháp luật về bảo vệ bí mật nhà nước."),
                path=f"{MESSAGE_PATH}/{path}",
            )


def _check_business(message: DocumentMessage) -> None:
    """A recall or an update must say which document it means; a replacement, which it replaces."""
    business = message.trace.business if message.trace else None
    if business is None or message.business_type is BusinessType.NEW:
        return
    named = business.document_id or any(one.document_id for one in business.replacements)
    _require(named or message.document_id, path=f"{TRACE_PATH}/Bussiness/DocumentId")


def _check_attachments(message: DocumentMessage) -> None:
    for index, attachment in enumerate(message.attachments, start=1):
        path = attachment_path(index)
        _require(attachment.content_id, path=f"{path}/ContentId")
        file_names.check_name(attachment.name, path=f"{path}/AttachmentName")
    _refuse_repeated_ids([one.content_id for one in message.attachments], path=ATTACHMENTS_PATH)
    named = [one for one in message.manifest if one.content_id]
    _refuse_repeated_ids([one.content_id for one in named], path=MANIFEST_PATH)
    names = {one.content_id: one.name for one in named}
    for index, attachment in enumerate(message.attachments, start=1):
        announced = names.get(attachment.content_id)
        if announced and announced != attachment.name:
            raise refusal(
                "attachment.mismatch",
                _("Tên tệp “%(name)s” khác tên trong danh mục kèm theo: “%(announced)s”.")
                % {"name": shown(attachment.name), "announced": shown(announced)},
                path=f"{attachment_path(index)}/AttachmentName",
            )
    for index, reference in enumerate(message.manifest, start=1):
        if reference.name:
            where = f"{numbered(f'{MANIFEST_PATH}/Reference', index)}/AttachmentName"
            file_names.check_name(reference.name, path=where)


def _refuse_repeated_ids(ids: list[str], *, path: str) -> None:
    for content_id, times in Counter(ids).items():
        if times > 1:
            raise refusal(
                "attachment.repeated",
                _("Mã nội dung “%(code)s” được dùng cho %(count)d tệp.")
                % {"code": shown(content_id), "count": times},
                path=path,
            )


def _require(value: object, *, path: str) -> None:
    if not value:
        raise refusal(
            "missing",
            _("Thiếu thông tin bắt buộc."),
            remedy=_("Đề nghị bên gửi điền đủ trường này rồi gửi lại."),
            path=path,
        )
