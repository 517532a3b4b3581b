"""What the journal says of acts on papers, numbers and messages."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from daumoi.history.models import Act

SENTENCES: dict[str, str] = {
    "documents.pack.loaded": gettext_noop("nạp danh mục loại văn bản, quy trình ký"),
    "documents.series.opened": gettext_noop("mở sổ số"),
    "documents.series.closed": gettext_noop("đóng sổ số"),
    "documents.number.reserved": gettext_noop("giữ trước số"),
    "documents.number.cancelled": gettext_noop("huỷ số đã giữ"),
    "documents.paper.begun": gettext_noop("bắt đầu soạn"),
    "documents.paper.written": gettext_noop("lưu bản soạn mới của"),
    "documents.paper.addressed": gettext_noop("ghi nơi nhận của"),
    "documents.paper.submitted": gettext_noop("trình"),
    "documents.paper.advised": gettext_noop("cho ý kiến về"),
    "documents.paper.checked": gettext_noop("thẩm định"),
    "documents.paper.approved": gettext_noop("phê duyệt"),
    "documents.paper.returned": gettext_noop("trả lại để sửa"),
    "documents.paper.signed_outside": gettext_noop("ghi nhận đã ký ở hệ thống khác"),
    "documents.paper.issued": gettext_noop("cấp số, ban hành"),
    "documents.paper.sent": gettext_noop("gửi đi"),
    "documents.paper.recalled": gettext_noop("thu hồi"),
    "documents.paper.cancelled": gettext_noop("huỷ dự thảo"),
    "documents.paper.arrived": gettext_noop("vào sổ văn bản đến"),
    "documents.paper.assigned": gettext_noop("giao xử lý"),
    "documents.paper.finished": gettext_noop("kết thúc xử lý"),
    "documents.line.marked": gettext_noop("ghi tình trạng gửi, nhận của"),
    "documents.file.attached": gettext_noop("đính kèm tệp vào"),
    "documents.paper.urgency": gettext_noop("đổi độ khẩn của"),
    "documents.file.refused": gettext_noop("bị từ chối tệp tải lên"),
    "documents.figure.set": gettext_noop("đặt số liệu trong"),
    "documents.figure.removed": gettext_noop("bỏ số liệu khỏi"),
    "documents.paper.reminders_drafted": gettext_noop("soạn đôn đốc"),
    "documents.paper.filed": gettext_noop("đưa vào hồ sơ"),
    "documents.paper.unfiled": gettext_noop("đưa ra khỏi hồ sơ"),
    "documents.folder.opened": gettext_noop("mở hồ sơ"),
    "documents.folder.closed": gettext_noop("đóng hồ sơ"),
    "documents.folder.handed_over": gettext_noop("nộp lưu hồ sơ"),
    "documents.exchange.address_set": gettext_noop("ghi địa chỉ liên thông của cơ quan"),
    "documents.route.made": gettext_noop("lập quy trình ký"),
    "documents.route.changed": gettext_noop("sửa quy trình ký"),
    "documents.route.on": gettext_noop("dùng lại quy trình ký"),
    "documents.route.off": gettext_noop("ngừng dùng quy trình ký"),
    "documents.template.added": gettext_noop("thêm mẫu Word"),
    "documents.template.on": gettext_noop("dùng lại mẫu Word"),
    "documents.template.off": gettext_noop("ngừng dùng mẫu Word"),
    "documents.consultation.opened": gettext_noop("lấy ý kiến về dự thảo"),
    "documents.consultation.answered": gettext_noop("gửi góp ý về dự thảo"),
    "documents.consultation.received": gettext_noop("nhận góp ý về dự thảo"),
    "documents.consultation.decided": gettext_noop("tiếp thu, giải trình ý kiến về dự thảo"),
    "documents.consultation.extended": gettext_noop("gia hạn góp ý dự thảo"),
    "documents.consultation.closed": gettext_noop("kết thúc lấy ý kiến về dự thảo"),
    "documents.consultation.published": gettext_noop("công bố bảng tiếp thu, giải trình về dự thảo"),
    "documents.guidance.term_set": gettext_noop("đặt thời hạn trả lời đề nghị hướng dẫn"),
    "documents.guidance.sent": gettext_noop("gửi đề nghị hướng dẫn"),
    "documents.guidance.asked": gettext_noop("nhận đề nghị hướng dẫn"),
    "documents.guidance.assigned": gettext_noop("giao trả lời đề nghị hướng dẫn"),
    "documents.guidance.answered": gettext_noop("trả lời đề nghị hướng dẫn"),
    "documents.guidance.made_general": gettext_noop("ban hành hướng dẫn chung"),
    "documents.message.taken": gettext_noop("nhận thông điệp"),
    "documents.message.retried": gettext_noop("gửi lại thông điệp"),
    "documents.message.quarantined": gettext_noop("cách ly thông điệp"),
}


@dataclass(frozen=True)
class ActLine:
    """One act on a paper: who did what, and what it says about why."""

    act: Act
    words: str


def act_lines(acts: list[Act]) -> tuple[ActLine, ...]:
    """The acts on one paper, newest first, as they came from the journal."""
    return tuple(ActLine(act, _(SENTENCES.get(act.code, act.code))) for act in acts)
