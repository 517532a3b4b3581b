"""Readers of sessions: the whole page of one, and what the session before decided and what became of it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from daumoi.council.access import CouncilPermission, may
from daumoi.council.models import (
    AgendaItem,
    CouncilState,
    Invitation,
    Matter,
    MatterEntry,
    Opinion,
    OpinionKind,
    Paper,
    Question,
    Session,
    SessionState,
)
from daumoi.council.queries.bodies import state_on
from daumoi.council.queries.ledger import MatterRow, entries_of, matter_rows
from daumoi.council.rules import NOTICE_KIND, SESSION_ABOUT, Quorum, quorum
from daumoi.documents.models import Paper as RegisteredPaper
from daumoi.documents.models import PaperState
from daumoi.documents.queries import papers_about
from daumoi.foundation.principal import Principal
from daumoi.organisations.queries import names_as_of


@dataclass(frozen=True)
class PaperLine:
    """A paper with its versions, newest last."""

    versions: tuple[Paper, ...]

    @property
    def current(self) -> Paper:
        """The version that holds."""
        return self.versions[-1]

    @property
    def was_replaced(self) -> bool:
        """Whether a version that had been sent was replaced."""
        return any(one.frozen_at is not None for one in self.versions[:-1])


@dataclass(frozen=True)
class InvitationLine:
    """A member's line with the organisation's name on the day of the session."""

    invitation: Invitation
    organisation: str


@dataclass(frozen=True)
class SessionView:
    """Everything the pages and papers of one session are made from."""

    session: Session
    council: CouncilState | None
    items: tuple[AgendaItem, ...]
    papers: tuple[PaperLine, ...]
    invitations: tuple[InvitationLine, ...]
    opinions: tuple[Opinion, ...]
    questions: tuple[Question, ...]
    matters: tuple[MatterRow, ...]
    quorum: Quorum
    own: Invitation | None
    may_keep: bool
    may_conclude: bool

    @property
    def council_name(self) -> str:
        """The council's name on the day of the session."""
        return self.council.name if self.council is not None else self.session.council.code

    def of_kind(self, kind: OpinionKind) -> tuple[Opinion, ...]:
        """The words of one kind."""
        return tuple(one for one in self.opinions if one.kind == kind)

    @property
    def conclusions(self) -> tuple[Opinion, ...]:
        """What the chair concluded."""
        return self.of_kind(OpinionKind.CONCLUSION)

    @property
    def asked(self) -> tuple[Opinion, ...]:
        """Opinions and recommendations: the lines of the table."""
        return self.of_kind(OpinionKind.OPINION)

    @property
    def unanswered(self) -> tuple[Opinion, ...]:
        """Opinions nobody has answered yet."""
        return tuple(one for one in self.asked if not one.verdict)


def session_view(*, principal: Principal, session: Session, day: date) -> SessionView:
    """One session with agenda, papers, members, opinions, and the matters that were raised there."""
    invitations = list(
        Invitation.objects.visible_to(principal)
        .filter(session=session)
        .select_related("seat", "owner")
        .order_by("id")
    )
    names = names_as_of(ids={row.owner_id for row in invitations}, day=session.held_on) if invitations else {}
    council = state_on(council=session.council, day=session.held_on)
    matters = Matter.objects.visible_to(principal).standing_on(max(day, session.held_on))
    return SessionView(
        session=session,
        council=council,
        items=_items(principal, session),
        papers=_papers(principal, session),
        invitations=tuple(
            InvitationLine(row, names.get(row.owner_id, row.owner.code)) for row in invitations
        ),
        opinions=tuple(
            Opinion.objects.visible_to(principal)
            .filter(session=session)
            .select_related("seat", "item", "source")
            .order_by("number")
        ),
        questions=_questions(principal, session),
        matters=tuple(
            matter_rows(
                matters.filter(session=session).select_related("council", "responsible"),
                day=max(day, session.held_on),
            )
        ),
        quorum=quorum_of(session, invitations, council),
        own=_own(principal, invitations),
        may_keep=may(principal=principal, row=session, permission=CouncilPermission.SECRETARY),
        may_conclude=may(principal=principal, row=session, permission=CouncilPermission.CHAIR),
    )


def notice_in_register(*, principal: Principal, session: Session) -> RegisteredPaper | None:
    """The notice of conclusions at the principal's own desk, as far as it has come; None when none is on its way."""
    gone = (PaperState.CANCELLED, PaperState.RECALLED)
    found = papers_about(principal=principal, kind=SESSION_ABOUT, number=session.pk)
    return next((one for one in found if one.kind.code == NOTICE_KIND and one.state not in gone), None)


def _items(principal: Principal, session: Session) -> tuple[AgendaItem, ...]:
    """The agenda of a meeting; a written consultation has questions instead."""
    if session.is_written:
        return ()
    return tuple(AgendaItem.objects.visible_to(principal).filter(session=session).order_by("number"))


def _questions(principal: Principal, session: Session) -> tuple[Question, ...]:
    if not session.is_written:
        return ()
    return tuple(Question.objects.visible_to(principal).filter(session=session).order_by("number"))


def _papers(principal: Principal, session: Session) -> tuple[PaperLine, ...]:
    """The papers without their contents, which may be large."""
    grouped: dict[int, list[Paper]] = defaultdict(list)
    rows = Paper.objects.visible_to(principal).filter(session=session).defer("content")
    for paper in rows.select_related("item").order_by("number", "version"):
        grouped[paper.number].append(paper)
    return tuple(PaperLine(tuple(versions)) for versions in grouped.values())


def _own(principal: Principal, invitations: list[Invitation]) -> Invitation | None:
    for row in invitations:
        member = principal.may(CouncilPermission.MEMBER, body_id=row.root_id, owner_id=row.owner_id)
        if principal.is_signed_in and member and row.seat.person_id in (None, principal.person_id):
            return row
    return None


def quorum_of(session: Session, invitations: list[Invitation], council: CouncilState | None) -> Quorum:
    """Who counts: by attendance in a meeting, by valid forms in a written consultation."""
    if session.is_written:
        words = ["present" if row.form_state == "valid" else "" for row in invitations]
    else:
        words = [row.attendance for row in invitations]
    return quorum(attendance=words, rule=council.quorum_rule if council is not None else None)


# What the session before decided, and what became of it ------------------------------------------------


@dataclass(frozen=True)
class Followed:
    """One matter between two sessions: how it stood then, how it stands now, and what happened between."""

    then: MatterRow | None
    now: MatterRow
    between: tuple[MatterEntry, ...]

    @property
    def moved(self) -> bool:
        """Whether its state is another one."""
        return self.then is None or self.then.state != self.now.state


@dataclass(frozen=True)
class LastTime:
    """The page every session opens with. `before` is None for a council's first session."""

    session: Session
    before: Session | None
    council: str
    conclusions: tuple[Opinion, ...]
    asked: tuple[Opinion, ...]
    followed: tuple[Followed, ...]

    @property
    def closed(self) -> tuple[Followed, ...]:
        """Matters that came to their end since then."""
        return tuple(one for one in self.followed if not one.now.is_open)

    @property
    def still_open(self) -> tuple[Followed, ...]:
        """Matters that still wait."""
        return tuple(one for one in self.followed if one.now.is_open)

    @property
    def silent(self) -> tuple[Followed, ...]:
        """Open matters on which nothing was written since."""
        return tuple(one for one in self.still_open if not one.between)


_HELD = (SessionState.OPEN, SessionState.CONCLUDED, SessionState.ISSUED, SessionState.RECORDED)


def last_time(*, principal: Principal, session: Session) -> LastTime:
    """What the council's session before this one concluded and asked for, and what became of it by this day.

    Matters raised at any earlier session are followed while they were open on the day of the one before.
    """
    before = (
        Session.objects.visible_to(principal)
        .filter(council=session.council, held_on__lt=session.held_on, state__in=_HELD)
        .order_by("-held_on", "-id")
        .first()
    )
    council = state_on(council=session.council, day=session.held_on)
    name = council.display_short if council is not None else session.council.code
    if before is None:
        return LastTime(session, None, name, (), (), ())
    said = list(
        Opinion.objects.visible_to(principal)
        .filter(session=before)
        .select_related("seat", "source")
        .order_by("number")
    )
    return LastTime(
        session=session,
        before=before,
        council=name,
        conclusions=tuple(one for one in said if one.kind == OpinionKind.CONCLUSION),
        asked=tuple(one for one in said if one.kind == OpinionKind.OPINION),
        followed=_followed(principal, session, before),
    )


def _followed(principal: Principal, session: Session, before: Session) -> tuple[Followed, ...]:
    rows = Matter.objects.visible_to(principal).filter(council=session.council).select_related("responsible")
    known = list(rows.standing_on(session.held_on).filter(raised_on__lt=session.held_on))
    then = {row.matter.pk: row for row in matter_rows(rows.standing_on(before.held_on), day=before.held_on)}
    told = entries_of(principal=principal, ids=[matter.pk for matter in known])
    found = []
    for now in matter_rows(sorted(known, key=lambda one: (one.raised_on, one.pk)), day=session.held_on):
        was = then.get(now.matter.pk)
        between = tuple(
            entry for entry in told.get(now.matter.pk, []) if before.held_on < entry.on <= session.held_on
        )
        if now.is_open or (was is not None and was.is_open) or between:
            found.append(Followed(was, now, between))
    return tuple(found)
