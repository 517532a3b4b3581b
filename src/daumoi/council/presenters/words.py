"""Words and tones of this room: states, the one next step, ages, quorum in a sentence."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daumoi.council.models import MatterState, Session, SessionState
from daumoi.council.queries import MatterRow, SessionView
from daumoi.council.rules import Flaw, Quorum
from daumoi.ui.formats import written_date, written_number

MATTER_TONES: dict[str, str] = {
    MatterState.RAISED: "soon",
    MatterState.WORKING: "act",
    MatterState.SUBMITTED: "soon",
    MatterState.RESOLVED: "done",
    MatterState.DROPPED: "none",
}
SESSION_TONES: dict[str, str] = {
    SessionState.PREPARING: "none",
    SessionState.SENT: "soon",
    SessionState.OPEN: "act",
    SessionState.CONCLUDED: "act",
    SessionState.ISSUED: "done",
    SessionState.STOPPED: "none",
    SessionState.RECORDED: "none",
}
VERDICT_TONES: dict[str, str] = {"": "soon", "accepted": "done", "partly": "act", "not": "none"}
MARK_TONES: dict[str, str] = {"agree": "done", "disagree": "late", "other": "act", "unclear": "soon"}
ATTENDANCE_TONES: dict[str, str] = {"": "none", "present": "done", "substitute": "act", "absent": "soon"}
FORM_TONES: dict[str, str] = {"": "soon", "valid": "done", "invalid": "late"}


def flaw_words(flaws: str) -> str:
    """Why a form does not count, from what is stored ("late,unsigned")."""
    words = {
        Flaw.UNSIGNED: _("không có chữ ký, xác nhận"),
        Flaw.LATE: _("gửi sau hạn"),
        Flaw.UNCLEAR: _("không rõ ý kiến"),
    }
    return "; ".join(words[Flaw(one)] for one in flaws.split(",") if one)


def days_words(days: int) -> str:
    """An age in days, years added when there are any: “3.454 ngày (9 năm)”."""
    said = ngettext("%(n)s ngày", "%(n)s ngày", days) % {"n": written_number(days)}
    years = days // 365
    return f"{said} ({ngettext('%d năm', '%d năm', years) % years})" if years else said


def quorum_sentence(quorum: Quorum, *, written: bool) -> str:
    """How many members count and how many the rule needs."""
    if quorum.needed is None:
        return _(
            "Chưa ghi tỷ lệ thành viên cần có theo quy chế nên chưa xác định được phiên hợp lệ hay không."
        )
    values = {"counted": quorum.counted, "entitled": quorum.entitled, "needed": quorum.needed}
    if written:
        said = _("Đã có %(counted)d/%(entitled)d phiếu hợp lệ, cần ít nhất %(needed)d") % values
    else:
        said = _("Có %(counted)d/%(entitled)d thành viên được tính, cần ít nhất %(needed)d") % values
        if quorum.substitutes:
            said += _(" (trong đó %d người dự thay)") % quorum.substitutes
    return f"{said}: {_('đủ') if quorum.is_reached else _('chưa đủ')}."


def when_words(session: Session) -> str:
    """Day, hour and place of a session, or the span of a written consultation."""
    if session.is_written and session.due_on is not None:
        return _("từ %(start)s, gửi phiếu đến hết %(due)s") % {
            "start": written_date(session.held_on),
            "due": written_date(session.due_on),
        }
    parts = [written_date(session.held_on), session.starts_at, session.place]
    return ", ".join(part for part in parts if part)


def matter_due_words(row: MatterRow) -> str:
    """The day of a matter, or that nobody set one."""
    if row.matter.due_on is None:
        return _("chưa đặt hạn")
    if row.is_late:
        return _("quá %s") % days_words(row.age.overdue)
    return written_date(row.matter.due_on)


@dataclass(frozen=True)
class NextStep:
    """The one thing to do now: why, the word on the button, where it leads."""

    words: str
    verb: str
    url: str


def next_step(view: SessionView, *, day: date) -> NextStep | None:
    """What the reader does next in a session; None when nothing waits on them."""
    own = _own_step(view)
    if own is not None:
        return own
    if view.may_keep:
        return _secretary_step(view, day)
    if view.may_conclude and view.session.state == SessionState.OPEN:
        return _step(view, _("Phiên đã đủ thành viên; Chủ tịch kết luận."), _("Kết luận"), "council:conclude")
    return None


def _own_step(view: SessionView) -> NextStep | None:
    own, session = view.own, view.session
    if own is None or session.state != SessionState.SENT:
        return None
    if session.is_written and not own.form_state:
        return _step(view, _("Cơ quan bạn chưa gửi phiếu."), _("Điền phiếu"), "council:ballot")
    if not session.is_written and not own.answer:
        return _step(view, _("Cơ quan bạn chưa trả lời giấy mời."), _("Trả lời mời"), "council:answer")
    return None


def _secretary_step(view: SessionView, day: date) -> NextStep | None:
    session = view.session
    match session.state:
        case SessionState.PREPARING:
            return _preparing_step(view)
        case SessionState.SENT if session.is_written:
            words = quorum_sentence(view.quorum, written=True)
            return _step(view, words, _("Theo dõi phiếu"), "council:board")
        case SessionState.SENT:
            return _step(
                view, _("Đến giờ họp: điểm danh rồi mở phiên."), _("Điểm danh"), "council:attendance"
            )
        case SessionState.OPEN:
            if view.unanswered:
                words = _("Còn %d ý kiến chưa tiếp thu, giải trình.") % len(view.unanswered)
                return _step(view, words, _("Tiếp thu, giải trình"), "council:opinions")
            return _step(view, _("Ghi kết luận của Chủ tịch."), _("Ghi kết luận"), "council:conclude")
        case SessionState.CONCLUDED:
            words = _("Đã kết luận; việc còn lại là ra thông báo kết luận.")
            return _step(view, words, _("Ra thông báo"), "council:notice")
    return None


def _preparing_step(view: SessionView) -> NextStep:
    if view.session.is_written and not view.questions:
        return _step(view, _("Phiếu chưa có câu hỏi nào."), _("Thêm câu hỏi"), "council:questions")
    if not view.session.is_written and not view.items:
        return _step(view, _("Chương trình chưa có nội dung nào."), _("Thêm nội dung"), "council:agenda")
    words = _("Đã có chương trình; gửi thì tài liệu được giữ nguyên theo mã băm.")
    return _step(view, words, _("Gửi thành viên"), "council:send")


def _step(view: SessionView, words: str, verb: str, route: str) -> NextStep:
    return NextStep(words, verb, reverse(route, args=[view.session.code]))
