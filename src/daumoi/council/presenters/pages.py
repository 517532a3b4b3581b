"""Sentences and shapes of this room's pages."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daumoi.council.models import Opinion, OpinionKind, SessionState
from daumoi.council.presenters import words
from daumoi.council.presenters.figures import figure, joined
from daumoi.council.presenters.ledger import open_words
from daumoi.council.queries import (
    Board,
    CouncilRow,
    CouncilView,
    LastTime,
    Ledger,
    Result,
    SessionView,
)
from daumoi.ui.formats import written_date

# The list of councils ----------------------------------------------------------------------------------


def index_sentence(rows: list[CouncilRow], found: Ledger, *, kept: str = "") -> SafeString:
    """How many matters wait, since when, and which session comes next."""
    if not rows:
        return format_html("{}", _("Bạn chưa tham gia hội đồng, ban chỉ đạo nào."))
    parts = [open_words(found, kept)]
    if found.late:
        url = f"{reverse('council:ledger')}?loc=qua-han"
        n = len(found.late)
        parts.append(figure(ngettext("%d việc quá hạn", "%d việc quá hạn", n) % n, url, kept, "is-late"))
    ahead = [row for row in rows if row.next_session is not None]
    if ahead and ahead[0].next_session is not None:
        session = ahead[0].next_session
        url = reverse("council:session", args=[session.code])
        parts.append(
            format_html(
                _("sắp tới: {} ({})"), figure(session.title, url, kept), written_date(session.held_on)
            )
        )
    return joined(parts)


# One council -------------------------------------------------------------------------------------------


def council_sentence(view: CouncilView, day: date, *, kept: str = "") -> SafeString:
    """What the body is on the day, under which act, and what waits in its ledger."""
    if view.state is None:
        first = view.states[0] if view.states else None
        if first is None:
            return format_html("{}", _("Chưa ghi tên và văn bản thành lập."))
        known = _("Ngày %(day)s hội đồng này chưa lập; ghi nhận đầu tiên từ %(first)s.") % {
            "day": written_date(day),
            "first": written_date(first.valid_from),
        }
        return format_html("{}", known)
    parts = [
        format_html(_("{} theo {}"), capfirst(view.council.get_kind_display()), view.state.founding_words),
        format_html(_("đã ghi {} phiên"), len([one for one in view.sessions if one.held_on <= day])),
    ]
    if view.open_matters:
        url = f"{reverse('council:ledger')}?hoi-dong={view.council.code}"
        n = view.open_matters
        parts.append(figure(ngettext("%d kiến nghị đang chờ", "%d kiến nghị đang chờ", n) % n, url, kept))
    return joined(parts)


# One session -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PathStep:
    """One stop on the way of a session."""

    words: str
    state: str  # done, now, ahead


@dataclass(frozen=True)
class SessionPage:
    """What the page of a session shows besides its rows."""

    view: SessionView
    sentence: SafeString
    quorum: str
    when: str
    tone: str
    path: tuple[PathStep, ...]
    step: words.NextStep | None

    @property
    def is_ahead(self) -> bool:
        """Whether the session still can be prepared."""
        return self.view.session.state == SessionState.PREPARING

    @property
    def is_open(self) -> bool:
        """Whether the session is being held."""
        return self.view.session.state == SessionState.OPEN

    @property
    def is_told(self) -> bool:
        """Whether the session is only told by sources."""
        return self.view.session.state == SessionState.RECORDED

    @property
    def has_work(self) -> bool:
        """Whether the secretariat still has something to do: neither issued, stopped nor only told by sources."""
        return self.view.session.state in _WAY[:-1]

    @property
    def knows_attendance(self) -> bool:
        """Whether anybody's attendance or form was noted."""
        lines = self.view.invitations
        return any(line.invitation.attendance or line.invitation.form_state for line in lines)


_WAY = (
    SessionState.PREPARING,
    SessionState.SENT,
    SessionState.OPEN,
    SessionState.CONCLUDED,
    SessionState.ISSUED,
)


def session_page(view: SessionView, *, day: date, kept: str = "") -> SessionPage:
    """The page of one session."""
    session = view.session
    return SessionPage(
        view=view,
        sentence=_session_sentence(view, kept),
        quorum=words.quorum_sentence(view.quorum, written=session.is_written) if view.invitations else "",
        when=words.when_words(session),
        tone=words.SESSION_TONES[session.state],
        path=_path(view),
        step=words.next_step(view, day=day),
    )


def _path(view: SessionView) -> tuple[PathStep, ...]:
    session = view.session
    if session.state not in _WAY:
        return ()
    written = session.is_written
    titles = (
        _("Chuẩn bị"),
        _("Lấy ý kiến") if written else _("Gửi giấy mời"),
        _("Đóng phiếu") if written else _("Họp"),
        _("Kết luận"),
        _("Thông báo kết luận"),
    )
    now, is_over = _WAY.index(SessionState(session.state)), session.state == SessionState.ISSUED
    return tuple(
        PathStep(title, "done" if index < now or is_over else "now" if index == now else "ahead")
        for index, title in enumerate(titles)
    )


def _session_sentence(view: SessionView, kept: str) -> SafeString:
    session = view.session
    if session.state == SessionState.STOPPED:
        return format_html(_("Phiên này không tổ chức: {}"), session.stop_reason)
    parts = [format_html("{}", capfirst(words.when_words(session)))]
    parts.append(format_html("{}", session.state_words))
    parts += _said_words(view, kept)
    return joined(parts)


def _said_words(view: SessionView, kept: str) -> list[SafeString]:
    """How much was said and concluded, figures into the tables."""
    parts = []
    table = reverse("council:opinions", args=[view.session.code])
    if view.asked:
        n = len(view.asked)
        parts.append(figure(ngettext("%d ý kiến, kiến nghị", "%d ý kiến, kiến nghị", n) % n, table, kept))
    if view.unanswered and view.session.state in (
        SessionState.OPEN,
        SessionState.CONCLUDED,
        SessionState.ISSUED,
    ):
        n = len(view.unanswered)
        parts.append(
            figure(
                ngettext("%d chưa tiếp thu, giải trình", "%d chưa tiếp thu, giải trình", n) % n,
                table,
                kept,
                "is-soon",
            )
        )
    if view.conclusions:
        n = len(view.conclusions)
        url = f"{reverse('council:session', args=[view.session.code])}#ket-luan"
        parts.append(
            figure(ngettext("%d kết luận của Chủ tịch", "%d kết luận của Chủ tịch", n) % n, url, kept)
        )
    elif view.session.state == SessionState.RECORDED:
        parts.append(format_html("{}", _("nguồn không nêu kết luận của Chủ tịch")))
    return parts


def opinions_sentence(view: SessionView) -> str:
    """How the table of opinions stands."""
    counted = {verdict: 0 for verdict in ("accepted", "partly", "not", "")}
    for one in view.asked:
        counted[one.verdict] += 1
    if not view.asked:
        return _("Phiên này chưa ghi ý kiến, kiến nghị nào.")
    if view.session.state == SessionState.RECORDED:
        return _("%d ý kiến, kiến nghị được nguồn kể lại; nguồn không cho biết đã tiếp thu ra sao.") % len(
            view.asked
        )
    return _(
        "%(all)d ý kiến, kiến nghị: tiếp thu %(accepted)d, tiếp thu một phần %(partly)d, không tiếp thu %(refused)d, "
        "chưa giải trình %(open)d."
    ) % {
        "all": len(view.asked),
        "accepted": counted["accepted"],
        "partly": counted["partly"],
        "refused": counted["not"],
        "open": counted[""],
    }


@dataclass(frozen=True)
class KindBlock:
    """The words of one kind, under its title."""

    kind: OpinionKind
    title: str
    rows: tuple[Opinion, ...]


def kind_blocks(view: SessionView) -> tuple[KindBlock, ...]:
    """What was told, what was asked for, what was concluded: three blocks that never mix."""
    return tuple(KindBlock(kind, capfirst(str(kind.label)), view.of_kind(kind)) for kind in OpinionKind)


# Last time ---------------------------------------------------------------------------------------------


def last_time_sentence(page: LastTime) -> str:
    """What the session before left behind and how much of it moved."""
    if page.before is None:
        return _("Đây là phiên đầu tiên được ghi của hội đồng: chưa có kết luận nào để kiểm điểm.")
    moved = sum(1 for one in page.followed if one.moved)
    left = _("Phiên ngày %(day)s để lại %(conclusions)d kết luận và %(asked)d ý kiến, kiến nghị.")
    if not page.conclusions:
        left = _("Phiên ngày %(day)s để lại %(asked)d ý kiến, kiến nghị; không ghi nhận kết luận nào.")
    became = _(
        "Trong %(all)d việc theo dõi: %(moved)d việc đã chuyển tình trạng, %(closed)d việc đã xong, %(silent)d việc chưa "
        "có diễn biến nào."
    )
    if not page.followed:
        became = _("Phiên đó không để lại việc nào trong sổ kiến nghị.")
    return f"{left} {became}" % {
        "day": written_date(page.before.held_on),
        "conclusions": len(page.conclusions),
        "asked": len(page.asked),
        "all": len(page.followed),
        "moved": moved,
        "closed": len(page.closed),
        "silent": len(page.silent),
    }


# Ballots -----------------------------------------------------------------------------------------------


def board_sentence(board: Board) -> str:
    """Who has not answered, in figures."""
    return _(
        "Đã gửi %(sent)d, nhận lại %(returned)d phiếu: %(valid)d hợp lệ, %(invalid)d không hợp lệ; chưa gửi %(missing)d. "
        "Hạn gửi %(due)s."
    ) % {
        "sent": len(board.lines),
        "returned": board.returned,
        "valid": len(board.valid),
        "invalid": len(board.invalid),
        "missing": len(board.missing),
        "due": written_date(board.due_on),
    }


def result_sentence(view: SessionView, found: Result | None) -> str:
    """The result in one sentence, or why there is none yet."""
    if found is None:
        return _("Chưa có kết quả: %s Kết quả chỉ mở khi đã đóng phiếu và đủ tỷ lệ.") % words.quorum_sentence(
            view.quorum, written=True
        )
    said = "; ".join(
        _("câu %(number)d: đồng ý %(agree)d, không đồng ý %(disagree)d, ý kiến khác %(other)d")
        % {
            "number": one.question.number,
            "agree": one.totals.agree,
            "disagree": one.totals.disagree,
            "other": one.totals.other,
        }
        for one in found.questions
    )
    return f"{board_sentence(found.board)} {capfirst(said)}."
