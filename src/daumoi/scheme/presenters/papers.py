"""Words of the pages about papers, way, steps, aftermath and recommendations: the sentence first."""

from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daumoi.scheme.aftermath_rules import Heed, Progress
from daumoi.scheme.models import EventKind, OpinionField, PaperRole
from daumoi.scheme.queries.aftermath import Aftermath
from daumoi.scheme.queries.establishing import PathRow
from daumoi.scheme.queries.following import Followed, FollowedBody
from daumoi.scheme.queries.papers import PaperSet, SetRow
from daumoi.scheme.queries.submission import WayView
from daumoi.ui.formats import written_date, written_number

PROGRESS_TONES = {
    Progress.DONE: "done",
    Progress.NOT_YET: "none",
    Progress.LATE: "late",
    Progress.DIFFERS: "soon",
    Progress.UNKNOWN: "soon",
}
EVENT_TONES = {
    EventKind.DECIDED: "done",
    EventKind.RETURNED: "late",
    EventKind.UNANSWERED: "soon",
    EventKind.STOPPED: "late",
    EventKind.SUBMITTED: "act",
    EventKind.RESUBMITTED: "act",
}
STEP_TONES = {"xong": "done", "da_trinh": "act", "dang": "act", "chua": "none", "chua_ro": "soon"}


def progress_words(progress: Progress) -> str:
    """How the register stands to the plan, in words."""
    return {
        Progress.DONE: _("đã đúng phương án"),
        Progress.NOT_YET: _("chưa thay đổi"),
        Progress.LATE: _("quá giai đoạn, chưa thay đổi"),
        Progress.DIFFERS: _("khác phương án"),
        Progress.UNKNOWN: _("chưa xác định"),
    }[progress]


def last_words(row: FollowedBody) -> tuple[str, str]:
    """How a body stands on the last day, and the tone: to its clause, or, where none is known, as it is."""
    last = row.cells[-1]
    if row.clause is not None:
        return heed_words(last.heed), _HEED_TONES[last.heed]
    if not last.exists:
        return heed_words(Heed.GONE), "none"
    return (last.words, "none") if last.form else (heed_words(Heed.UNKNOWN), "soon")


_HEED_TONES = {Heed.FOLLOWED: "done", Heed.NOT_FOLLOWED: "none", Heed.UNKNOWN: "soon", Heed.GONE: "none"}


def heed_words(heed: Heed) -> str:
    """How a body stands to a recommendation, in words."""
    return {
        Heed.FOLLOWED: _("là Cục"),
        Heed.NOT_FOLLOWED: _("chưa là Cục"),
        Heed.UNKNOWN: _("chưa xác định"),
        Heed.GONE: _("không còn cơ quan này"),
    }[heed]


def set_sentence(found: PaperSet, *, is_running: bool = True) -> str:
    """“Hồ sơ trình đã có 4/6 văn bản; 2 số liệu đã đổi kể từ khi soạn. Bước tiếp theo: soạn Tờ trình.”"""
    drafted = len(found.drafted)
    changed = sum(row.changed or 0 for row in found.rows)
    told = _("Hồ sơ trình đã có %(n)d/%(all)d văn bản") % {"n": drafted, "all": len(found.rows)}
    if changed:
        told += "; " + ngettext(
            "%(n)d số liệu đã đổi kể từ khi soạn", "%(n)d số liệu đã đổi kể từ khi soạn", changed
        ) % {"n": changed}
    if not is_running:
        return _("Hồ sơ trình có %(n)d/%(all)d văn bản; đề án đã kết thúc đường đi, hồ sơ giữ nguyên.") % {
            "n": drafted,
            "all": len(found.rows),
        }
    following = found.next_role
    if following is not None:
        return _("%(told)s. Bước tiếp theo: soạn %(role)s.") % {"told": told, "role": following.label}
    if changed:
        return _("%s. Bước tiếp theo: xem và soạn lại văn bản có số liệu đã đổi.") % told
    return _("%s, số liệu khớp với hiện tại. Bước tiếp theo: trình ký từng văn bản.") % told


def row_note(row: SetRow) -> str:
    """What to know of one paper of the set."""
    if row.held is None:
        return _WHAT_FOR[row.role]()
    notes = []
    if row.changed:
        notes.append(_("%d số liệu đã đổi") % row.changed)
    if row.is_written_on:
        notes.append(_("có lời người soạn sửa thêm"))
    return "; ".join(notes)


_WHAT_FOR = {
    PaperRole.REPORT: lambda: _("Ai trả lời, hiện trạng, đề xuất; bảng từng cơ quan."),
    PaperRole.SCHEME: lambda: _("Chức năng thống nhất, phương án theo giai đoạn, biên chế, kinh phí."),
    PaperRole.EXPLANATION: lambda: _("Soạn sau khi lấy ý kiến về dự thảo Đề án."),
    PaperRole.SUBMISSION: lambda: _("Sự cần thiết, quá trình, nội dung, ý kiến còn khác nhau, kiến nghị."),
    PaperRole.DECISION: lambda: _("Giai đoạn và cơ quan theo phương án được chọn; kết bằng Điều thi hành."),
    PaperRole.IMPACT: lambda: _("Biên chế theo loại, tiền theo nguồn và năm, pháp luật."),
}


def way_sentence(view: WayView) -> SafeString:
    """Where the scheme stands on the day, with the days it has waited."""
    standing = view.standing
    waited = standing.waiting_days
    if waited is not None and standing.sent_up_on is not None:
        return format_html(
            _("Đã trình, chưa có kết quả: <strong>{days} ngày</strong> (từ ngày {since}).{lap}"),
            days=written_number(waited),
            since=written_date(standing.sent_up_on),
            lap=_(" Đã trình %d lần.") % standing.laps if standing.laps > 1 else "",
        )
    if standing.state == "decided" and view.newest_decision is not None:
        decided = view.newest_decision
        return format_html(
            _("Đã ban hành quyết định số <strong>{code}</strong> ngày {day}."),
            code=decided.document,
            day=written_date(decided.on),
        )
    if standing.state == "returned":
        back = next(one for one in reversed(view.lines) if one.kind == EventKind.RETURNED)
        return format_html(
            _("Bị trả lại ngày {day}, phải hoàn thiện: {words}"), day=written_date(back.on), words=back.words
        )
    if standing.state == "stopped":
        return format_html("{}", _("Đề án đã thôi, không trình."))
    missing = [str(one) for one in missing_words(view)]
    if standing.state == "consulting":
        left = _("Còn thiếu ý kiến về: %s.") % "; ".join(missing) if missing else _("Đã đủ ý kiến để trình.")
        return format_html(_("Đang lấy ý kiến. {}"), left)
    return format_html("{}", _("Đề án đang soạn, chưa gửi lấy ý kiến."))


def missing_words(view: WayView) -> list[str]:
    """The fields that have not spoken."""
    return [str(OpinionField(one).label) for one in view.missing]


def paths_sentence(rows: list[PathRow], *, day: date) -> str:
    """“5 bộ có kế hoạch hoặc đang lập Cục: 1 đã đủ các bước, 4 còn bước phải làm.”"""
    going = [row for row in rows if row.is_foreseen or row.is_recorded]
    if not going:
        return _("Chưa bộ nào có kế hoạch lập Cục theo phương án, cũng chưa ghi bước nào.")
    ready = sum(row.next_step is None for row in going)
    told = _(
        "%(n)d bộ có kế hoạch hoặc đang lập Cục: %(ready)d đã đủ các bước, %(left)d còn bước phải làm."
    ) % {
        "n": len(going),
        "ready": ready,
        "left": len(going) - ready,
    }
    waiting = sum(row.wants_record for row in going)
    if waiting:
        told += " " + _("%d nơi đủ các bước mà sổ đăng ký chưa ghi là Cục.") % waiting
    return told


def aftermath_sentence(found: Aftermath) -> str:
    """How far the decision has come by the day."""
    if not found.rows:
        return _("Đề án chưa có phương án được chọn nên chưa có gì để theo dõi.")
    told = _(
        "%(n)d bộ thay đổi theo phương án: %(done)d đã đúng, %(left)d chưa, %(other)d khác hoặc chưa xác định."
    ) % {
        "n": found.changing,
        "done": found.count(Progress.DONE),
        "left": found.count(Progress.NOT_YET, Progress.LATE),
        "other": found.count(Progress.DIFFERS, Progress.UNKNOWN),
    }
    if found.opened:
        told += " " + _("Việc đã xong %(done)d/%(all)d") % {"done": found.done, "all": found.tasks}
        told += _(", quá hạn %d.") % found.late if found.late else "."
    return told


def followed_sentence(found: Followed) -> str:
    """“Ngày 08/9/2011 có 22 cơ quan; sổ gọi được hình thức của 12. Đến nay …”"""
    first = found.days[0]
    known = sum(1 for row in found.rows if row.cells[0].form)
    had = sum(1 for row in found.rows if row.cells[0].form == "cuc")
    last = found.days[-1]
    now = sum(1 for row in found.rows if row.cells[-1].form == "cuc")
    there = sum(1 for row in found.rows if row.cells[-1].exists)
    return _(
        "Ngày %(first)s có %(bodies)d bộ, cơ quan ngang bộ; sổ đăng ký gọi được hình thức của %(known)d cơ quan, trong đó"
        " %(had)d là Cục. Ngày %(last)s còn %(there)d cơ quan trong số đó, %(now)d có Cục theo sổ."
    ) % {
        "first": written_date(first),
        "bodies": len(found.rows),
        "known": known,
        "had": had,
        "last": written_date(last),
        "there": there,
        "now": now,
    }
