"""Rounds in a list, and what the issue page says before anything goes out."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from daumoi.surveys.models import RoundState
from daumoi.surveys.queries import RoundRow


@dataclass(frozen=True)
class RoundLine:
    """One round: how many of those asked have answered, and the next verb."""

    row: RoundRow
    state: str
    tone: str
    verb: str
    route: str

    @property
    def is_draft(self) -> bool:
        """Whether nothing has gone out yet."""
        return self.row.round.state == RoundState.DRAFT


@dataclass(frozen=True)
class RoundsPage:
    """The list, with the figures of its sentence."""

    lines: tuple[RoundLine, ...]
    open: tuple[RoundLine, ...]
    drafts: int
    overdue: int
    clarifying: int
    is_simulated: bool


def rounds_page(*, rows: list[RoundRow], day: date) -> RoundsPage:
    """The rounds of a coordinator."""
    lines = tuple(_line(row, day) for row in rows)
    running = tuple(line for line in lines if line.row.round.state == RoundState.ISSUED)
    return RoundsPage(
        lines=lines,
        open=running,
        drafts=sum(1 for line in lines if line.is_draft),
        overdue=sum(line.row.missing for line in running if line.row.round.due_on < day),
        clarifying=sum(line.row.clarifying for line in running),
        is_simulated=any(row.round.is_simulated for row in rows),
    )


def _line(row: RoundRow, day: date) -> RoundLine:
    if row.round.state == RoundState.DRAFT:
        return RoundLine(row, _("đang chuẩn bị"), "none", _("Chuẩn bị tiếp"), "surveys:round")
    if row.round.state == RoundState.CLOSED:
        return RoundLine(row, _("đã kết thúc"), "done", _("Xem"), "surveys:round")
    if row.missing and row.round.due_on < day:
        return RoundLine(
            row,
            _("quá hạn, còn %(n)d cơ quan chưa gửi") % {"n": row.missing},
            "late",
            _("Đôn đốc"),
            "surveys:round",
        )
    return RoundLine(row, _("đang nhận trả lời"), "act", _("Theo dõi"), "surveys:round")
