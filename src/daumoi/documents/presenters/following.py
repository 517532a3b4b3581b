"""Following answers in words: the sentence, the lines, the workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from daumoi.documents.models import AddresseeRole, DeliveryState
from daumoi.documents.queries.followed import FollowedLine, FollowedPaper
from daumoi.documents.rules.waiting import Standing
from daumoi.ui.spreadsheets import Sheet, SheetColumn, Value, write_workbook

_STANDINGS = {
    Standing.ANSWERED: (gettext_lazy("Đã trả lời"), "done"),
    Standing.ANSWERED_LATE: (gettext_lazy("Đã trả lời, chậm"), "done"),
    Standing.LATE: (gettext_lazy("Chậm"), "late"),
    Standing.SOON: (gettext_lazy("Sắp đến hạn"), "soon"),
    Standing.OPEN: (gettext_lazy("Chưa đến hạn"), "none"),
    Standing.NOT_ASKED: (gettext_lazy("Không đề nghị trả lời"), "none"),
}


@dataclass(frozen=True)
class LineView:
    """One addressee as it is shown: how far the paper came, and how the answer stands."""

    line: FollowedLine
    standing: str
    tone: str
    way: str
    role: str

    @property
    def is_open(self) -> bool:
        """Whether an answer is still awaited."""
        return self.line.standing in (Standing.LATE, Standing.SOON, Standing.OPEN)


@dataclass(frozen=True)
class PaperView:
    """One paper that asked: its counts and its lines."""

    followed: FollowedPaper
    lines: tuple[LineView, ...]
    due: date | None

    @property
    def soon(self) -> int:
        """How many must answer within the next days."""
        return self.followed.count(Standing.SOON)

    @property
    def tone(self) -> str:
        """Red while somebody is late, green when all answered."""
        if self.followed.late:
            return "late"
        return "done" if self.followed.answered == self.followed.asked else "act"


@dataclass(frozen=True)
class Totals:
    """The sentence above all papers that asked."""

    papers: int
    asked: int
    answered: int
    late: int
    soon: int


def line_view(line: FollowedLine) -> LineView:
    """One line in words."""
    words, tone = _STANDINGS[line.standing]
    standing = _("Chậm %(n)d ngày") % {"n": line.days_late} if line.days_late else str(words)
    return LineView(
        line=line,
        standing=standing,
        tone=tone,
        way=DeliveryState(line.addressee.state).label.capitalize(),
        role=str(AddresseeRole(line.addressee.role).label),
    )


_URGENT_FIRST = (
    Standing.LATE,
    Standing.SOON,
    Standing.OPEN,
    Standing.ANSWERED_LATE,
    Standing.ANSWERED,
    Standing.NOT_ASKED,
)


def paper_view(followed: FollowedPaper) -> PaperView:
    """One paper in words, those who wait longest first."""
    lines = sorted(
        followed.lines,
        key=lambda one: (_URGENT_FIRST.index(one.standing), -one.days_late, one.addressee.number),
    )
    dues = [line.addressee.due_date for line in lines if line.addressee.due_date]
    return PaperView(followed, tuple(line_view(line) for line in lines), min(dues, default=None))


def totals(papers: Sequence[PaperView]) -> Totals:
    """All papers together."""
    return Totals(
        papers=len(papers),
        asked=sum(one.followed.asked for one in papers),
        answered=sum(one.followed.answered for one in papers),
        late=sum(one.followed.late for one in papers),
        soon=sum(one.soon for one in papers),
    )


_COLUMNS = (
    (gettext_noop("Số, ký hiệu"), "text", 20),
    (gettext_noop("Ngày văn bản"), "date", 12),
    (gettext_noop("Trích yếu"), "text", 44),
    (gettext_noop("Nơi nhận"), "text", 28),
    (gettext_noop("Hạn trả lời"), "date", 12),
    (gettext_noop("Tình trạng văn bản"), "text", 18),
    (gettext_noop("Trả lời"), "text", 20),
    (gettext_noop("Số ngày chậm"), "whole", 10),
    (gettext_noop("Văn bản trả lời"), "text", 22),
    (gettext_noop("Ngày trả lời"), "date", 12),
    (gettext_noop("Ghi chú"), "text", 28),
)


def following_workbook(
    *, papers: Sequence[PaperView], organisation: str, day: date, at: datetime, simulated: bool
) -> bytes:
    """Every line of every paper that asked, as XLSX."""
    sheet = Sheet(
        name=_("Theo dõi trả lời"),
        title=_("%(organisation)s: theo dõi trả lời văn bản") % {"organisation": organisation},
        columns=tuple(SheetColumn(_(name), kind, width) for name, kind, width in _COLUMNS),  # type: ignore[arg-type]
        rows=[_row(one, line) for one in papers for line in one.lines],
        as_of=day,
    )
    return write_workbook(sheets=[sheet], created=at, simulated=simulated)


def _row(one: PaperView, view: LineView) -> tuple[Value, ...]:
    paper, line = one.followed.paper, view.line.addressee
    return (
        paper.code,
        paper.issued_date,
        paper.subject,
        line.organ_name,
        line.due_date,
        view.way,
        view.standing,
        view.line.days_late or None,
        line.answer.code if line.answer is not None else "",
        line.answered_on,
        line.state_words,
    )
