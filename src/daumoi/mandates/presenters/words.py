"""The words of this room: standings, verdicts, groups, in full and in short."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from daumoi.mandates.models import Group
from daumoi.mandates.rules import Standing, Verdict

Words = str | Promise

STANDINGS: dict[Standing, Words] = {
    Standing.LEAD: _("chủ trì"),
    Standing.PARTIAL: _("một phần"),
    Standing.NONE: _("không giao"),
    Standing.ELSEWHERE: _("đơn vị khác giữ"),
    Standing.NO_DATA: _("chưa có số liệu"),
}

MEANINGS: dict[Standing, Words] = {
    Standing.LEAD: _("Đơn vị chuyên trách của cơ quan được giao chủ trì nhiệm vụ này."),
    Standing.PARTIAL: _("Đơn vị chuyên trách của cơ quan chỉ được giao một phần nhiệm vụ này."),
    Standing.NONE: _("Cơ quan không giao nhiệm vụ này cho đơn vị nào."),
    Standing.ELSEWHERE: _("Nhiệm vụ này đặt ở một đơn vị khác, không phải đơn vị chuyên trách."),
    Standing.NO_DATA: _(
        "Chưa có nguồn công bố, hoặc ghi nhận bạn được xem, cho biết; không được hiểu là không giao."
    ),
}

ICONS: dict[Standing, str] = {
    Standing.LEAD: "holding-lead",
    Standing.PARTIAL: "holding-partial",
    Standing.NONE: "holding-none",
    Standing.ELSEWHERE: "arrow-up-right",
    Standing.NO_DATA: "question-mark",
}

VERDICTS: dict[Verdict, Words] = {
    Verdict.FULL: _("giao đủ"),
    Verdict.PART: _("giao một phần"),
    Verdict.NONE: _("không giao"),
    Verdict.UNCLEAR: _("chưa đủ số liệu"),
    Verdict.NO_DATA: _("chưa có số liệu"),
}

VERDICT_MEANINGS: dict[Verdict, Words] = {
    Verdict.FULL: _(
        "Mọi nhiệm vụ của nhóm do đơn vị chuyên trách chủ trì; nhiệm vụ an toàn, an ninh mạng có thể do một "
        "đơn vị riêng đã nêu tên giữ."
    ),
    Verdict.PART: _(
        "Có nhiệm vụ được giao, có nhiệm vụ chỉ giao một phần, đặt ở đơn vị khác hoặc không giao."
    ),
    Verdict.NONE: _("Không nhiệm vụ nào của nhóm được giao cho đơn vị nào."),
    Verdict.UNCLEAR: _("Những ô đã biết chưa cho phép kết luận vì còn ô chưa có số liệu."),
    Verdict.NO_DATA: _("Chưa ô nào của nhóm có số liệu."),
}

VERDICT_TONES: dict[Verdict, str] = {
    Verdict.FULL: "act",
    Verdict.PART: "none",
    Verdict.NONE: "late",
    Verdict.UNCLEAR: "soon",
    Verdict.NO_DATA: "soon",
}

GROUP_SHORT: dict[Group, Words] = {
    Group.PLAN: _("Nhóm 1 · Kế hoạch"),
    Group.DELIVER: _("Nhóm 2 · Triển khai"),
    Group.INSPECT: _("Nhóm 3 · Kiểm tra"),
    Group.SECURE: _("Nhóm 4 · An toàn"),
    Group.OTHER: _("Khác"),
}

GROUP_IN_SENTENCE: dict[Group, Words] = {
    Group.PLAN: _("nhóm 1 (kế hoạch, hướng dẫn)"),
    Group.DELIVER: _("nhóm 2 (triển khai)"),
    Group.INSPECT: _("nhóm 3 (kiểm tra, đánh giá)"),
    Group.SECURE: _("nhóm 4 (an toàn, an ninh mạng)"),
    Group.OTHER: _("nhiệm vụ khác"),
}


def group_css(group: str) -> str:
    """The class suffix of a group's colour."""
    return group.replace("_", "-")


def verdict_words(verdict: Verdict) -> str:
    """A verdict in words."""
    return str(VERDICTS[verdict])
