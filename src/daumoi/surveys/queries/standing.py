"""How a round stood on a day: what a text about it may count."""

from dataclasses import dataclass
from datetime import date

from daumoi.foundation.clock import HANOI
from daumoi.foundation.principal import Principal
from daumoi.surveys.models import Reply, ReplyState, Round


@dataclass(frozen=True)
class RoundStanding:
    """Those who must answer, those who had answered by the end of the day, and how many of these after their day."""

    asked: int
    arrived: int
    late: int


def standing_of(*, principal: Principal, round_: Round, day: date) -> RoundStanding:
    """The round at the end of `day`, whatever came later. Waived addressees are not asked."""
    rows = Reply.objects.visible_to(principal).filter(round=round_).exclude(state=ReplyState.WAIVED)
    pairs = list(rows.values_list("sent_at", "due_on"))
    sent = [(at.astimezone(HANOI).date(), due) for at, due in pairs if at is not None]
    arrived = [(on, due) for on, due in sent if on <= day]
    return RoundStanding(len(pairs), len(arrived), sum(on > due for on, due in arrived))
