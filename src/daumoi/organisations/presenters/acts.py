"""The acts of this room in words, for the journal of any room."""

from django.utils.translation import gettext_noop

SENTENCES: dict[str, str] = {
    "organisations.body.established": gettext_noop("ghi nhận thành lập cơ quan"),
    "organisations.body.renamed": gettext_noop("ghi nhận đổi tên cơ quan"),
    "organisations.body.merged": gettext_noop("ghi nhận hợp nhất, sáp nhập cơ quan"),
    "organisations.body.split": gettext_noop("ghi nhận chia, tách cơ quan"),
    "organisations.body.dissolved": gettext_noop("ghi nhận giải thể cơ quan"),
    "organisations.unit.established": gettext_noop("ghi nhận thành lập đơn vị"),
    "organisations.unit.renamed": gettext_noop("ghi nhận đổi tên đơn vị"),
    "organisations.unit.upgraded": gettext_noop("ghi nhận đổi hình thức đơn vị"),
    "organisations.unit.merged": gettext_noop("ghi nhận hợp nhất, sáp nhập đơn vị"),
    "organisations.unit.split": gettext_noop("ghi nhận chia, tách đơn vị"),
    "organisations.unit.transferred": gettext_noop("ghi nhận chuyển đơn vị sang cơ quan chủ quản khác"),
    "organisations.unit.dissolved": gettext_noop("ghi nhận giải thể đơn vị"),
    "organisations.state.corrected": gettext_noop("đính chính điều đã ghi về"),
    "organisations.staff.recorded": gettext_noop("ghi số liệu nhân lực của"),
    "organisations.steps.recorded": gettext_noop("cập nhật các bước thành lập Cục của"),
    "organisations.appointment.given": gettext_noop("phân công"),
    "organisations.appointment.ended": gettext_noop("kết thúc phân công"),
    "organisations.pack.loaded": gettext_noop("nạp sổ đăng ký từ gói dữ liệu"),
}
