"""The board of a round in words and shapes: the sentence, the tallies, whom to call, one line per addressee."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daumoi.surveys.models import ReplyState
from daumoi.surveys.queries import ARRIVED, Board, BoardRow
from daumoi.ui.spreadsheets import Sheet, SheetColumn, write_workbook

ROWS_ON_PAGE = 100
MOST_CALLS = 12
SOON_DAYS = 7


@dataclass(frozen=True)
class Figure:
    """A part of the sentence: words, then a figure that leads into its rows."""

    words: str
    text: str
    url: str
    tone: str = ""


@dataclass(frozen=True)
class Choice:
    """One filter of the table."""

    code: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Line:
    """One addressee: how it stands and the one thing to do next."""

    row: BoardRow
    state: str
    tone: str
    late: str
    done: int
    sections: int
    verb: str
    url: str
    posts: bool = False
    is_next: bool = False

    @property
    def shows_progress(self) -> bool:
        """Progress by sections says something only until the reply is sent."""
        return self.row.reply.state == ReplyState.OPEN


@dataclass(frozen=True)
class Pages:
    """Steps through the table."""

    shown: int
    total: int
    previous: int | None = None
    next: int | None = None


@dataclass(frozen=True)
class BoardPage:
    """Everything the page of a round shows."""

    board: Board
    figures: tuple[Figure, ...]
    tallies: tuple[tuple[str, int, str, str], ...]
    calls: tuple[Line, ...]
    more_calls: int
    lines: tuple[Line, ...]
    choices: tuple[Choice, ...]
    chosen: str
    pages: Pages


def _is_open(row: BoardRow) -> bool:
    return row.reply.state == ReplyState.OPEN


Test = Callable[[BoardRow], bool]
FILTERS: dict[str, Test] = {
    "arrived": lambda row: row.reply.state in ARRIVED,
    "sent": lambda row: row.reply.state == ReplyState.SENT,
    "received": lambda row: row.reply.state == ReplyState.RECEIVED,
    "clarify": lambda row: row.reply.state == ReplyState.CLARIFY,
    "closed": lambda row: row.reply.state == ReplyState.CLOSED,
    "missing": _is_open,
    "overdue": lambda row: _is_open(row) and row.lateness.is_late,
    "in_time": lambda row: _is_open(row) and not row.lateness.is_late,
    "late": lambda row: row.reply.state in ARRIVED and row.lateness.is_late,
    "entering": lambda row: _is_open(row) and row.reply.is_from_paper,
    "paper": lambda row: row.reply.is_from_paper,
    "waived": lambda row: row.reply.state == ReplyState.WAIVED,
}


def filter_labels() -> dict[str, str]:
    """What each filter of the board is called."""
    return {
        "arrived": _("đã nhận"),
        "sent": _("đã gửi, chờ tiếp nhận"),
        "received": _("đã tiếp nhận"),
        "clarify": _("đang làm rõ"),
        "closed": _("đã chốt"),
        "missing": _("chưa gửi"),
        "overdue": _("chưa gửi, quá hạn"),
        "in_time": _("chưa gửi, còn hạn"),
        "late": _("gửi chậm"),
        "entering": _("đang nhập từ giấy"),
        "paper": _("trả lời bằng giấy"),
        "waived": _("không phải trả lời"),
    }


def board_page(
    *,
    board: Board,
    sections_done: dict[int, int],
    sections: int,
    day: date,
    reader: int | None,
    chosen: str,
    cursor: str,
) -> BoardPage:
    """The board as its page. `chosen` filters the table, `cursor` is where the table starts."""
    chosen = chosen if chosen in FILTERS else ""
    picked = [row for row in board.rows if not chosen or FILTERS[chosen](row)]
    start = min(int(cursor), len(picked)) if cursor.isdecimal() and len(cursor) < 8 else 0
    shown = picked[start : start + ROWS_ON_PAGE]
    waiting = [row for row in board.rows if row.needs_reminder and not row.reply.is_from_paper]
    calling = sorted(waiting, key=lambda row: -row.lateness.days)

    def line(row: BoardRow) -> Line:
        verb, route, posts, is_next = _next(row, reader)
        state, tone = state_words(row, day=day)
        return Line(
            row=row,
            state=state,
            tone=tone,
            late=late_words(row),
            done=min(sections_done.get(row.reply.pk, 0), sections),
            sections=sections,
            verb=verb,
            url=reverse(route, args=[board.round.code, row.reply.owner.code]),
            posts=posts,
            is_next=is_next,
        )

    return BoardPage(
        board=board,
        figures=_figures(board),
        tallies=_tallies(board),
        calls=tuple(line(row) for row in calling[:MOST_CALLS]),
        more_calls=max(0, len(calling) - MOST_CALLS),
        lines=tuple(line(row) for row in shown),
        choices=_choices(board.rows, chosen),
        chosen=filter_labels()[chosen] if chosen else "",
        pages=Pages(
            shown=len(shown),
            total=len(picked),
            previous=max(0, start - ROWS_ON_PAGE) if start else None,
            next=start + ROWS_ON_PAGE if start + ROWS_ON_PAGE < len(picked) else None,
        ),
    )


def _address(board: Board, filter_: str) -> str:
    address = reverse("surveys:round", args=[board.round.code])
    return f"{address}?{urlencode({'loc': filter_})}#co-quan"


def _figures(board: Board) -> tuple[Figure, ...]:
    """“Đã nhận 17/22, đề nghị làm rõ 2, gửi chậm 3, chưa gửi 5 (quá hạn 2)”: zeros are left out, the rest leads on."""
    parts = [Figure(_("Đã nhận"), f"{board.arrived}/{board.asked}", _address(board, "arrived"))]
    entering = sum(1 for row in board.rows if FILTERS["entering"](row))
    optional = (
        (_("chờ tiếp nhận"), board.states[ReplyState.SENT], "sent", ""),
        (_("đề nghị làm rõ"), board.states[ReplyState.CLARIFY], "clarify", "soon"),
        (_("gửi chậm"), board.late_sent, "late", "late"),
        (_("chưa gửi"), board.missing, "missing", ""),
        (_("trong đó quá hạn"), board.late_missing, "overdue", "late"),
        (_("đang nhập từ giấy"), entering, "entering", ""),
        (_("không phải trả lời"), board.states[ReplyState.WAIVED], "waived", ""),
    )
    parts += [
        Figure(words, str(count), _address(board, code), tone)
        for words, count, code, tone in optional
        if count
    ]
    return tuple(parts)


def _tallies(board: Board) -> tuple[tuple[str, int, str, str], ...]:
    states = board.states
    rows = [
        (_("Đã chốt"), states[ReplyState.CLOSED], "done", "closed"),
        (_("Đã tiếp nhận"), states[ReplyState.RECEIVED], "act", "received"),
        (_("Đã gửi, chờ tiếp nhận"), states[ReplyState.SENT], "act", "sent"),
        (_("Đề nghị làm rõ"), states[ReplyState.CLARIFY], "soon", "clarify"),
        (_("Chưa gửi, còn hạn"), board.missing - board.late_missing, "none", "in_time"),
        (_("Chưa gửi, quá hạn"), board.late_missing, "late", "overdue"),
    ]
    return tuple(
        (label, count, tone, _address(board, code) if count else "") for label, count, tone, code in rows
    )


def _choices(rows: Sequence[BoardRow], chosen: str) -> tuple[Choice, ...]:
    counted = [
        (code, label, sum(1 for row in rows if FILTERS[code](row))) for code, label in filter_labels().items()
    ]
    return tuple(
        Choice(code, label, count, code == chosen)
        for code, label, count in counted
        if count or code == chosen
    )


def state_words(row: BoardRow, *, day: date) -> tuple[str, str]:
    """How one addressee stands, with the tone of it."""
    reply = row.reply
    if reply.state == ReplyState.OPEN:
        if reply.is_from_paper:
            return _("đang nhập từ giấy"), "act"
        if row.lateness.is_late:
            days = row.lateness.days
            return ngettext("quá %(n)d ngày", "quá %(n)d ngày", days) % {"n": days}, "late"
        return _("chưa gửi"), "soon" if (reply.due_on - day).days <= SOON_DAYS else "none"
    if reply.state == ReplyState.CLARIFY:
        count = row.open_questions
        if not count:
            return _("đã làm rõ, chờ gửi lại"), "soon"
        return ngettext("làm rõ %(n)d câu", "làm rõ %(n)d câu", count) % {"n": count}, "soon"
    words = {
        ReplyState.SENT: (_("đã gửi, chờ tiếp nhận"), "act"),
        ReplyState.RECEIVED: (_("đã tiếp nhận"), "act"),
        ReplyState.CLOSED: (_("đã chốt"), "done"),
        ReplyState.WAIVED: (_("không phải trả lời"), "none"),
    }
    return words[ReplyState(reply.state)]


def late_words(row: BoardRow) -> str:
    """How late a reply that did arrive was; empty when it was in time or has not come."""
    if row.reply.state not in ARRIVED or not row.lateness.is_late:
        return ""
    days = row.lateness.days
    return ngettext("chậm %(n)d ngày", "chậm %(n)d ngày", days) % {"n": days}


def _next(row: BoardRow, reader: int | None) -> tuple[str, str, bool, bool]:
    """The verb of a line, the route it leads to, whether it posts, whether somebody waits for it."""
    reply = row.reply
    if reply.state == ReplyState.OPEN and reply.is_from_paper:
        if reply.entered_by_id == reader:
            return _("Nhập tiếp"), "surveys:reply", False, True
        return _("Đối chiếu"), "surveys:paper_check", False, True
    if row.needs_reminder and reply.state == ReplyState.OPEN:
        return _("Soạn đôn đốc"), "surveys:reminder_new", True, False
    by_state = {
        ReplyState.SENT: (_("Tiếp nhận"), True),
        ReplyState.RECEIVED: (_("Xem, chốt"), True),
        ReplyState.CLARIFY: (_("Xem câu"), False),
    }
    verb, is_next = by_state.get(ReplyState(reply.state), (_("Xem"), False))
    return verb, "surveys:review", False, is_next


def board_workbook(
    *, board: Board, sections_done: dict[int, int], sections: int, day: date, at: datetime
) -> bytes:
    """The board as an Excel file; the same board at the same moment gives the same bytes."""
    round_ = board.round
    columns = (
        SheetColumn("Cơ quan", width=36),
        SheetColumn("Trạng thái", width=24),
        SheetColumn("Hạn gửi", kind="date", width=12),
        SheetColumn("Ngày gửi", kind="date", width=12),
        SheetColumn("Số ngày chậm", kind="whole", width=10),
        SheetColumn("Số, ký hiệu công văn", width=22),
        SheetColumn("Câu đang làm rõ", kind="whole", width=10),
        SheetColumn("Lần đôn đốc", kind="whole", width=10),
        SheetColumn(f"Phần đã xong / {sections}", kind="whole", width=12),
        SheetColumn("Đầu mối", width=24),
        SheetColumn("Điện thoại", width=16),
        SheetColumn("Lý do không trả lời", width=30),
    )
    rows = [
        (
            row.name,
            state_words(row, day=day)[0],
            row.reply.due_on,
            row.reply.sent_at.date() if row.reply.sent_at else None,
            row.lateness.days,
            row.reply.letter_number,
            row.open_questions,
            row.reminders,
            sections_done.get(row.reply.pk, 0),
            row.reply.contact_name,
            row.reply.contact_phone,
            row.reply.waived_reason,
        )
        for row in board.rows
    ]
    sheet = Sheet(
        name="Tình hình trả lời",
        title=f"Tình hình trả lời: {round_.title}",
        columns=columns,
        rows=rows,
        as_of=day,
        source=f"Công văn {round_.letter_number}" if round_.letter_number else "Đợt chưa phát hành",
        notes=(
            f"Đã nhận {board.arrived}/{board.asked}; chưa gửi {board.missing}, quá hạn {board.late_missing}.",
        ),
    )
    return write_workbook(sheets=[sheet], created=at, simulated=round_.is_simulated)
