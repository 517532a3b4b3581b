"""What the journal says of acts in the room of indices."""

from django.utils.translation import gettext_noop

SENTENCES: dict[str, str] = {
    "indices.pack.loaded": gettext_noop("nạp chỉ số của gói dữ liệu"),
    "indices.definition.adopted": gettext_noop("đưa vào phiên bản của chỉ số"),
    "indices.edition.opened": gettext_noop("lập kỳ đánh giá"),
    "indices.edition.verifying": gettext_noop("chuyển kỳ đánh giá sang thẩm định"),
    "indices.edition.appeals": gettext_noop("thông báo điểm thẩm định, nhận kiến nghị"),
    "indices.edition.published": gettext_noop("công bố kết quả"),
    "indices.sheet.prefilled": gettext_noop("điền sẵn từ số liệu đã có"),
    "indices.sheet.saved": gettext_noop("ghi phiếu tự chấm"),
    "indices.sheet.sent": gettext_noop("gửi phiếu tự chấm"),
    "indices.sheet.received": gettext_noop("tiếp nhận phiếu tự chấm"),
    "indices.sheet.asked": gettext_noop("đề nghị bổ sung, làm rõ"),
    "indices.sheet.reminded": gettext_noop("đôn đốc gửi phiếu"),
    "indices.sheet.verified": gettext_noop("ghi điểm thẩm định"),
    "indices.evidence.added": gettext_noop("thêm minh chứng"),
    "indices.evidence.removed": gettext_noop("bỏ minh chứng"),
    "indices.appeal.raised": gettext_noop("kiến nghị xem lại điểm thẩm định"),
    "indices.appeal.answered": gettext_noop("trả lời kiến nghị"),
}
