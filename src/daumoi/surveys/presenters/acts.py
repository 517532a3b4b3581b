"""What the journal says of acts on rounds and replies, and how one reply's history is shown."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from daumoi.history.models import Act

SENTENCES: dict[str, str] = {
    "surveys.questionnaire.drafted": gettext_noop("soạn dự thảo mẫu phiếu"),
    "surveys.questionnaire.published": gettext_noop("ban hành mẫu phiếu"),
    "surveys.round.created": gettext_noop("lập đợt khảo sát"),
    "surveys.round.edited": gettext_noop("sửa đợt khảo sát chưa phát hành"),
    "surveys.round.issued": gettext_noop("phát hành đợt khảo sát"),
    "surveys.round.closed": gettext_noop("kết thúc đợt khảo sát"),
    "surveys.reply.annex_prepared": gettext_noop("in phụ lục để ký"),
    "surveys.reply.letter_attached": gettext_noop("đính kèm công văn đã ký"),
    "surveys.reply.approved": gettext_noop("phê duyệt nội dung trả lời"),
    "surveys.reply.sent": gettext_noop("gửi trả lời"),
    "surveys.reply.resent": gettext_noop("gửi lại trả lời đã bổ sung"),
    "surveys.reply.received": gettext_noop("tiếp nhận trả lời"),
    "surveys.reply.clarification_asked": gettext_noop("đề nghị bổ sung, làm rõ"),
    "surveys.reply.clarification_answered": gettext_noop("trả lời câu đề nghị làm rõ"),
    "surveys.reply.closed": gettext_noop("chốt trả lời"),
    "surveys.reply.waived": gettext_noop("ghi nhận không phải trả lời"),
    "surveys.reply.extended": gettext_noop("gia hạn"),
    "surveys.reply.contact_set": gettext_noop("ghi đầu mối liên hệ"),
    "surveys.reply.reminder_drafted": gettext_noop("soạn công văn đôn đốc"),
    "surveys.reply.reminder_edited": gettext_noop("sửa lời công văn đôn đốc"),
    "surveys.reply.reminded": gettext_noop("gửi công văn đôn đốc"),
    "surveys.reply.paper_started": gettext_noop("đính kèm bản quét, bắt đầu nhập từ giấy"),
    "surveys.reply.paper_differs": gettext_noop("thấy bản nhập khác bản giấy"),
    "surveys.reply.paper_checked": gettext_noop("đối chiếu xong bản nhập với bản giấy"),
    "surveys.reply.package_exported": gettext_noop("xuất gói trả lời"),
    "surveys.reply.package_imported": gettext_noop("nhập gói trả lời"),
    "surveys.handover.handed": gettext_noop("giao phần phiếu cho đơn vị"),
    "surveys.handover.withdrawn": gettext_noop("rút lại phần phiếu đã giao"),
    "surveys.handover.done": gettext_noop("báo xong phần phiếu được giao"),
}


@dataclass(frozen=True)
class ActLine:
    """One act on a reply: who did what, and what it says about why."""

    act: Act
    words: str


def act_lines(acts: list[Act]) -> list[ActLine]:
    """The acts of one reply, newest first, as they came from the journal."""
    return [ActLine(act, _(SENTENCES.get(act.code, act.code))) for act in acts]
