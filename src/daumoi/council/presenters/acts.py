"""What the journal says of acts in the council room."""

from django.utils.translation import gettext_noop

SENTENCES: dict[str, str] = {
    "council.pack.loaded": gettext_noop("nạp hội đồng, kiến nghị của gói dữ liệu"),
    "council.council.created": gettext_noop("lập hội đồng, ban chỉ đạo"),
    "council.council.renewed": gettext_noop("kiện toàn hội đồng, ban chỉ đạo"),
    "council.seat.filled": gettext_noop("ghi thành viên"),
    "council.seat.ended": gettext_noop("kết thúc nhiệm kỳ thành viên"),
    "council.session.created": gettext_noop("lập phiên"),
    "council.session.sent": gettext_noop("gửi giấy mời, tài liệu của phiên"),
    "council.session.opened": gettext_noop("mở phiên họp"),
    "council.session.minuted": gettext_noop("ghi biên bản"),
    "council.session.concluded": gettext_noop("ghi kết luận của Chủ tịch"),
    "council.session.issued": gettext_noop("ban hành thông báo kết luận"),
    "council.session.stopped": gettext_noop("ghi nhận không tổ chức phiên"),
    "council.agenda.added": gettext_noop("thêm nội dung chương trình"),
    "council.agenda.removed": gettext_noop("bỏ nội dung chương trình"),
    "council.question.added": gettext_noop("thêm câu hỏi vào phiếu"),
    "council.paper.added": gettext_noop("thêm tài liệu"),
    "council.paper.replaced": gettext_noop("thay tài liệu bằng bản mới"),
    "council.invitation.answered": gettext_noop("trả lời giấy mời"),
    "council.attendance.noted": gettext_noop("điểm danh"),
    "council.opinion.recorded": gettext_noop("ghi ý kiến"),
    "council.opinion.explained": gettext_noop("tiếp thu, giải trình ý kiến"),
    "council.ballot.returned": gettext_noop("gửi phiếu lấy ý kiến"),
    "council.ballot.entered": gettext_noop("nhập phiếu giấy"),
    "council.ballot.extended": gettext_noop("gia hạn lấy ý kiến"),
    "council.ballot.closed": gettext_noop("đóng phiếu"),
    "council.matter.raised": gettext_noop("ghi vào sổ kiến nghị"),
    "council.matter.progressed": gettext_noop("ghi diễn biến của kiến nghị"),
    "council.matter.assigned": gettext_noop("giao việc, đặt hạn cho kiến nghị"),
}
