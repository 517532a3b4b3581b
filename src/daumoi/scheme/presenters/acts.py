"""What the journal says of acts in the scheme room."""

from django.utils.translation import gettext_noop

SENTENCES: dict[str, str] = {
    "scheme.pack.loaded": gettext_noop("nạp cơ chế tài chính đơn vị sự nghiệp của gói dữ liệu"),
    "scheme.scheme.created": gettext_noop("lập đề án"),
    "scheme.scheme.edited": gettext_noop("sửa thông tin đề án"),
    "scheme.scheme.opened": gettext_noop("mở đề án cho các bộ đề xuất"),
    "scheme.phase.added": gettext_noop("thêm giai đoạn của đề án"),
    "scheme.phase.removed": gettext_noop("bỏ giai đoạn của đề án"),
    "scheme.replies.taken": gettext_noop("lấy đề xuất từ trả lời khảo sát"),
    "scheme.proposal.from_reply": gettext_noop("ghi đề xuất theo trả lời khảo sát"),
    "scheme.proposal.written": gettext_noop("ghi phương án đề xuất"),
    "scheme.proposal.sent": gettext_noop("gửi phương án đề xuất"),
    "scheme.proposal.withdrawn": gettext_noop("rút phương án đề xuất"),
    "scheme.proposals.taken": gettext_noop("tổng hợp các phương án đã gửi"),
    "scheme.posts.suggested": gettext_noop("gợi ý số biên chế cho phương án chưa nêu"),
    "scheme.question.asked": gettext_noop("đề nghị làm rõ phương án"),
    "scheme.question.answered": gettext_noop("trả lời nội dung làm rõ"),
    "scheme.ceiling.set": gettext_noop("đặt trần"),
    "scheme.ceiling.removed": gettext_noop("bỏ trần"),
    "scheme.rule.added": gettext_noop("thêm ràng buộc"),
    "scheme.rule.suspended": gettext_noop("tạm bỏ ràng buộc"),
    "scheme.rule.resumed": gettext_noop("dùng lại ràng buộc"),
    "scheme.weights.set": gettext_noop("đổi cách chấm điểm phương án"),
    "scheme.plan.computed": gettext_noop("tính phương án"),
    "scheme.plan.chosen": gettext_noop("chọn phương án tổng thể"),
}
