"""What the home pages of the roles say about surveys: a few figures, and the few lines that need somebody."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from daumoi.foundation.principal import Principal
from daumoi.organisations import queries as organisations
from daumoi.surveys import rules
from daumoi.surveys.access import SurveyPermission
from daumoi.surveys.models import AnswerStatus, Clarification, Reply, ReplyState, Round, RoundState
from daumoi.surveys.queries.definitions import compiled_of
from daumoi.surveys.queries.rounds import ARRIVED

ROUNDS = 3
CALLS = 5
MATTERS = 5


@dataclass(frozen=True)
class Call:
    """One addressee somebody should telephone: who, which number, since when."""

    reply: Reply
    name: str
    lateness: rules.Lateness
    open_questions: int


@dataclass(frozen=True)
class RoundSummary:
    """A running round in figures, with those to call first."""

    round: Round
    asked: int
    arrived: int
    to_receive: int
    clarifying: int
    missing: int
    overdue: int
    calls: tuple[Call, ...]


@dataclass(frozen=True)
class CoordinatorSummary:
    """The running rounds of a coordinator, the nearest deadline first, and questions unanswered longest."""

    rounds: tuple[RoundSummary, ...]
    oldest_questions: tuple[Clarification, ...]
    is_simulated: bool


def coordinator_summary(*, principal: Principal, day: date) -> CoordinatorSummary | None:
    """“Đã nhận 15/17 · đề nghị làm rõ 1 · chưa gửi 1”, with whom to call (4 queries); None for other roles."""
    if not principal.holds(SurveyPermission.COORDINATE):
        return None
    running = list(
        Round.objects.visible_to(principal).filter(state=RoundState.ISSUED).order_by("due_on", "id")[:ROUNDS]
    )
    replies = list(
        Reply.objects.visible_to(principal)
        .filter(round__in=running)
        .select_related("owner", "round")
        .order_by("due_on", "owner__number", "id")
    )
    waiting = (
        Clarification.objects.visible_to(principal)
        .filter(reply__round__in=running, reply__state=ReplyState.CLARIFY, answered_at__isnull=True)
        .select_related("reply__owner", "reply__round")
        .order_by("asked_at", "id")
    )
    questions = list(waiting[:1000])
    asked = Counter(one.reply_id for one in questions)
    names = organisations.names_as_of(ids={reply.owner_id for reply in replies}, day=day)
    grouped: dict[int, list[Reply]] = defaultdict(list)
    for reply in replies:
        grouped[reply.round_id].append(reply)
    return CoordinatorSummary(
        rounds=tuple(_round_summary(one, grouped[one.pk], asked, names, day) for one in running),
        oldest_questions=tuple(questions[:CALLS]),
        is_simulated=any(one.is_simulated for one in running),
    )


def _round_summary(
    round_: Round, replies: list[Reply], asked: Counter[int], names: dict[int, str], day: date
) -> RoundSummary:
    states = Counter(str(reply.state) for reply in replies)
    late = {reply.pk: _lateness(reply, day) for reply in replies}
    overdue = [reply for reply in replies if reply.state == ReplyState.OPEN and late[reply.pk].is_late]
    unclear = [reply for reply in replies if reply.state == ReplyState.CLARIFY and asked[reply.pk]]
    calls = sorted(overdue, key=lambda reply: -late[reply.pk].days) + unclear
    return RoundSummary(
        round=round_,
        asked=len(replies) - states[ReplyState.WAIVED],
        arrived=sum(states[state] for state in ARRIVED),
        to_receive=states[ReplyState.SENT],
        clarifying=states[ReplyState.CLARIFY],
        missing=states[ReplyState.OPEN],
        overdue=len(overdue),
        calls=tuple(
            Call(reply, names.get(reply.owner_id, reply.owner.code), late[reply.pk], asked[reply.pk])
            for reply in calls[:CALLS]
        ),
    )


def _lateness(reply: Reply, day: date) -> rules.Lateness:
    return rules.lateness(
        due_on=reply.due_on, sent_on=reply.sent_at.date() if reply.sent_at else None, today=day
    )


@dataclass(frozen=True)
class OwnReply:
    """A reply of one's own body that is not finished: how far, and what it waits for."""

    reply: Reply
    name: str
    lateness: rules.Lateness
    sections_done: int
    sections: int
    unconfirmed: int
    open_questions: int

    @property
    def awaits_approval(self) -> bool:
        """Printed for signature, and nobody has signed this content."""
        return bool(self.reply.content_code) and self.reply.approved_code != self.reply.content_code


def ministry_summary(*, principal: Principal, day: date) -> tuple[OwnReply, ...]:
    """The unfinished replies of the principal's own organisations, the nearest deadline first (2 queries)."""
    if not principal.holds(SurveyPermission.VIEW) or not (principal.bodies or principal.units):
        return ()
    reach = Q(root_id__in=principal.bodies) | Q(owner_id__in=principal.units)
    rows = list(
        Reply.objects.visible_to(principal)
        .filter(reach, round__state=RoundState.ISSUED, state__in=(ReplyState.OPEN, ReplyState.CLARIFY))
        .select_related("owner", "round__questionnaire")
        .annotate(
            marked=Count("section_marks", distinct=True),
            unconfirmed=Count("answers", filter=Q(answers__status=AnswerStatus.PREFILLED), distinct=True),
            open_questions=Count(
                "clarifications", filter=Q(clarifications__answered_at__isnull=True), distinct=True
            ),
        )
        .order_by("due_on", "id")[: 2 * MATTERS]
    )
    names = organisations.names_as_of(ids={row.owner_id for row in rows}, day=day) if rows else {}
    return tuple(
        OwnReply(
            reply=row,
            name=names.get(row.owner_id, row.owner.code),
            lateness=_lateness(row, day),
            sections_done=min(row.marked, len(compiled_of(row).sections)),
            sections=len(compiled_of(row).sections),
            unconfirmed=row.unconfirmed,
            open_questions=row.open_questions,
        )
        for row in rows
    )


@dataclass(frozen=True)
class ApproverSummary:
    """What a head of unit or a leader is asked to decide, and what is late."""

    to_approve: tuple[OwnReply, ...]
    late: tuple[OwnReply, ...]
    others: tuple[OwnReply, ...]

    @property
    def total(self) -> int:
        """How many matters there are in all."""
        return len(self.to_approve) + len(self.late) + len(self.others)


def head_summary(*, principal: Principal, day: date) -> ApproverSummary | None:
    """“Chờ tôi cho ý kiến / ký”, who is late, what goes up next; None for those who do not approve."""
    if not principal.holds(SurveyPermission.APPROVE):
        return None
    own = ministry_summary(principal=principal, day=day)
    waiting = tuple(one for one in own if one.awaits_approval)
    rest = [one for one in own if not one.awaits_approval]
    return ApproverSummary(
        to_approve=waiting,
        late=tuple(one for one in rest if one.lateness.is_late),
        others=tuple(one for one in rest if not one.lateness.is_late),
    )


def leader_summary(*, principal: Principal, day: date) -> ApproverSummary | None:
    """At most five matters for a leader: what waits for a decision first, then what is overdue."""
    found = head_summary(principal=principal, day=day)
    if found is None:
        return None
    approve = found.to_approve[:MATTERS]
    late = found.late[: MATTERS - len(approve)]
    return ApproverSummary(approve, late, found.others[: MATTERS - len(approve) - len(late)])
