"""What a verb will do, told before it is done."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daumoi.documents.models import ChainAct, Paper, Step
from daumoi.documents.queries import FigureRow, PaperSheet
from daumoi.documents.queries.drafts import Upcoming
from daumoi.documents.rules.chain import RouteStep


def route_choices(routes: list[tuple[str, str, list[RouteStep]]]) -> list[tuple[str, str]]:
    """Each route with its steps in words, for a choice."""
    return [(key, f"{name}: {' → '.join(step.title for step in steps)}") for key, name, steps in routes]


def submitting(sheet: PaperSheet) -> list[str]:
    """What submitting does."""
    version = sheet.versions[0].number if sheet.versions else 1
    return [
        _("Bản %(number)d khoá lại: chỉ sửa được khi có người trả lại.") % {"number": version},
        _("Người ở bước tiếp theo thấy văn bản trong “Việc của tôi”."),
        _("Phiếu trình được lập từ văn bản và đi kèm suốt quá trình."),
    ]


def judging(step: Step, sheet: PaperSheet) -> list[str]:
    """What agreeing at a step does."""
    after = next((one for one in sheet.steps if one.lap == step.lap and one.order == step.order + 1), None)
    told = [_("Ý kiến ghi vào chuỗi ký và phiếu trình, kèm bản lời văn bạn đã xem.")]
    if step.act == ChainAct.APPROVE:
        told.append(_("Lời văn và số liệu chốt từ đây; không ai sửa được nữa."))
    if after is not None:
        told.append(_("Đồng ý thì văn bản sang bước: %(step)s.") % {"step": after.title})
    told.append(_("Trả lại thì văn bản về dự thảo, người soạn thấy ý kiến và trình lại từ đầu."))
    return told


def stale_figures(figures: list[FigureRow]) -> list[str]:
    """Each figure that reads otherwise today than in the words."""
    return [
        _("[[%(key)s]] đã đổi từ %(before)s thành %(after)s")
        % {"key": row.figure.key, "before": row.figure.value, "after": row.today}
        for row in figures
        if row.is_changed
    ]


def issuing(paper: Paper, sheet: PaperSheet, coming: Upcoming) -> list[str]:
    """What giving a number does."""
    return [
        _("Số tiếp theo của sổ “%(name)s” là %(number)s; nếu người khác cấp trước thì lấy số kế tiếp.")
        % {"name": coming.series.name, "number": coming.number},
        _("Ký hiệu: %(notation)s.") % {"notation": paper.code_notation or _("ghép khi cấp số")},
        sending(sheet),
        _("Bản PDF in ngay với số và ngày hôm nay; số không xoá được, chỉ thu hồi văn bản."),
    ]


def sending(sheet: PaperSheet) -> str:
    """How many receive the paper."""
    count = len(sheet.addressees)
    if not count:
        return _("Văn bản chưa ghi nơi gửi: sẽ chỉ vào sổ văn bản đi.")
    words = ngettext("Gửi ngay tới %(n)d nơi.", "Gửi ngay tới %(n)d nơi.", count)
    return words % {"n": count}


def recalling(sheet: PaperSheet) -> list[str]:
    """What recalling does."""
    return [
        _("Số và dữ liệu của văn bản giữ nguyên trong sổ, mang dấu đã thu hồi."),
        ngettext(
            "%(n)d nơi nhận thấy văn bản đã thu hồi kèm lý do.",
            "%(n)d nơi nhận thấy văn bản đã thu hồi kèm lý do.",
            len(sheet.addressees),
        )
        % {"n": len(sheet.addressees)},
    ]
