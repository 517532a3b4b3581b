"""Reading rounds: the list, and the board that says who answered, who is late, and whom to call."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from daumoi.foundation.principal import Principal
from daumoi.organisations import queries as organisations
from daumoi.surveys import rules
from daumoi.surveys.models import Clarification, Reminder, Reply, ReplyState, Round

ARRIVED = (ReplyState.SENT, ReplyState.RECEIVED, ReplyState.CLARIFY, ReplyState.CLOSED)


@dataclass(frozen=True)
class RoundRow:
    """One round in the list: how many were asked, how many answered."""

    round: Round
    asked: int
    arrived: int
    closed: int
    clarifying: int

    @property
    def missing(self) -> int:
        """How many have not sent."""
        return self.asked - self.arrived


def rounds(*, principal: Principal, limit: int = 100) -> list[RoundRow]:
    """The rounds the principal may see, newest deadline first (1 query)."""
    counted = (
        Round.objects.visible_to(principal)
        .select_related("questionnaire", "owner")
        .annotate(
            asked=Count("replies", filter=~Q(replies__state=ReplyState.WAIVED)),
            arrived=Count("replies", filter=Q(replies__state__in=ARRIVED)),
            closed=Count("replies", filter=Q(replies__state=ReplyState.CLOSED)),
            clarifying=Count("replies", filter=Q(replies__state=ReplyState.CLARIFY)),
        )
        .order_by("-due_on", "-id")[:limit]
    )
    return [RoundRow(one, one.asked, one.arrived, one.closed, one.clarifying) for one in counted]


@dataclass(frozen=True)
class BoardRow:
    """One addressee on the board."""

    reply: Reply
    name: str
    lateness: rules.Lateness
    open_questions: int
    reminders: int

    @property
    def needs_reminder(self) -> bool:
        """Whether somebody should call: not sent and past the day, or questions unanswered."""
        return (self.reply.state == ReplyState.OPEN and self.lateness.is_late) or (
            self.reply.state == ReplyState.CLARIFY and self.open_questions > 0
        )


@dataclass(frozen=True)
class Board:
    """A round at a glance. The denominator is the addressees frozen at issue, less recorded waivers."""

    round: Round
    rows: tuple[BoardRow, ...]
    states: Counter[str]
    late_sent: int
    late_missing: int

    @property
    def asked(self) -> int:
        """Addressees who must answer."""
        return len(self.rows) - self.states[ReplyState.WAIVED]

    @property
    def arrived(self) -> int:
        """Replies that came in, whatever happened to them since."""
        return sum(self.states[state] for state in ARRIVED)

    @property
    def missing(self) -> int:
        """Replies that have not come."""
        return self.states[ReplyState.OPEN]


def board(*, principal: Principal, round_: Round, today: date) -> Board:
    """The whole board of a round (5 queries, whatever the number of addressees).

    Days late stop counting when the round ends.
    """
    until = min(today, round_.closed_at.date()) if round_.closed_at else today
    replies = list(
        Reply.objects.visible_to(principal)
        .filter(round=round_)
        .select_related("owner")
        .order_by("owner__number", "owner__code", "id")
    )
    ids = [reply.pk for reply in replies]
    names = organisations.names_as_of(ids={reply.owner_id for reply in replies}, day=round_.cutoff_on)
    asked = _count(
        Clarification.objects.filter(reply_id__in=ids, answered_at__isnull=True).values_list("reply_id")
    )
    reminded = _count(Reminder.objects.filter(reply_id__in=ids).values_list("reply_id"))
    rows = tuple(
        BoardRow(
            reply=reply,
            name=names.get(reply.owner_id, reply.owner.code),
            lateness=rules.lateness(
                due_on=reply.due_on, sent_on=reply.sent_at.date() if reply.sent_at else None, today=until
            ),
            open_questions=asked[reply.pk],
            reminders=reminded[reply.pk],
        )
        for reply in replies
    )
    return Board(
        round=round_,
        rows=rows,
        states=Counter(str(row.reply.state) for row in rows),
        late_sent=sum(1 for row in rows if row.lateness.is_late and row.reply.state in ARRIVED),
        late_missing=sum(1 for row in rows if row.lateness.is_late and row.reply.state == ReplyState.OPEN),
    )


def _count(ids: object) -> Counter[int]:
    return Counter(row[0] for row in ids)  # type: ignore[attr-defined]
