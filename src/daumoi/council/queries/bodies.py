"""Readers of councils: what they are called on a day, who sits in them, what they have done."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from daumoi.council.access import CouncilPermission, may
from daumoi.council.models import Council, CouncilState, Matter, Seat, Session, SessionState
from daumoi.foundation.periods import holding_on
from daumoi.foundation.principal import Principal, Scope
from daumoi.organisations.models import Organisation
from daumoi.organisations.queries import names_as_of

UPCOMING = (SessionState.PREPARING, SessionState.SENT, SessionState.OPEN)
"""States of a session that still lies ahead or is under way."""


@dataclass(frozen=True)
class CouncilRow:
    """One council of the list. `state` is None on days outside its known life."""

    council: Council
    state: CouncilState | None
    sessions: int
    next_session: Session | None
    open_matters: int

    @property
    def name(self) -> str:
        """The name of the day, else the code."""
        return self.state.name if self.state is not None else self.council.code


@dataclass(frozen=True)
class SeatRow:
    """One seat with the name of its organisation on the day."""

    seat: Seat
    organisation: str


@dataclass(frozen=True)
class CouncilView:
    """One council as of a day. `first_known`: the state shown where the day lies before its known life."""

    council: Council
    state: CouncilState | None
    states: tuple[CouncilState, ...]
    standing: str
    seats: tuple[SeatRow, ...]
    past_seats: tuple[SeatRow, ...]
    sessions: tuple[Session, ...]
    open_matters: int
    oldest_matter: Matter | None
    may_keep: bool

    @property
    def chair(self) -> SeatRow | None:
        """Who concludes, as far as the register names them."""
        return next((row for row in self.seats if row.seat.is_chair), None)


def has_simulated(*, principal: Principal) -> bool:
    """Whether the principal may know of a council of the simulated government."""
    return Council.objects.visible_to(principal).filter(is_simulated=True).exists()


def councils(*, principal: Principal, day: date, simulated: bool = False) -> list[CouncilRow]:
    """The councils the principal may know of, real or simulated, with their state on the day.

    Four statements whatever the number.
    """
    rows = list(
        Council.objects.visible_to(principal)
        .filter(is_simulated=simulated)
        .select_related("owner")
        .annotate(sessions_held=Count("sessions", filter=Q(sessions__held_on__lte=day)))
        .order_by("code")
    )
    ids = [row.pk for row in rows]
    states = {
        state.council_id: state
        for state in CouncilState.objects.visible_to(principal)
        .filter(holding_on(day), council_id__in=ids)
        .select_related("founding")
    }
    upcoming: dict[int, Session] = {}
    ahead = Session.objects.visible_to(principal).filter(council_id__in=ids, state__in=UPCOMING)
    for session in ahead.order_by("held_on", "id"):
        upcoming.setdefault(session.council_id, session)
    waiting = dict(
        Matter.objects.visible_to(principal)
        .open_on(day)
        .filter(council_id__in=ids)
        .order_by()
        .values("council_id")
        .annotate(n=Count("pk"))
        .values_list("council_id", "n")
    )
    return [
        CouncilRow(
            council=row,
            state=states.get(row.pk),
            sessions=getattr(row, "sessions_held", 0),
            next_session=upcoming.get(row.pk),
            open_matters=waiting.get(row.pk, 0),
        )
        for row in rows
    ]


def state_on(*, council: Council, day: date) -> CouncilState | None:
    """What the council was called, and by which rules it worked, on a day; the nearest state outside its life."""
    states = list(
        CouncilState.objects.filter(council=council)
        .select_related("founding", "statute", "standing_body", "source")
        .order_by("valid_from")
    )
    holding = [state for state in states if state.valid_from <= day]
    return holding[-1] if holding else (states[0] if states else None)


def council_view(*, principal: Principal, council: Council, day: date) -> CouncilView:
    """Everything the page of one council says as of a day."""
    states = tuple(
        CouncilState.objects.visible_to(principal)
        .filter(council=council)
        .select_related("founding", "statute", "standing_body", "source")
        .order_by("valid_from")
    )
    state = next((one for one in states if _holds(one, day)), None)
    seats = list(
        Seat.objects.visible_to(principal)
        .filter(council=council)
        .select_related("owner", "source")
        .order_by("owner__number", "owner_id", "number", "valid_from")
    )
    ids = {seat.owner_id for seat in seats}
    if state is not None and state.standing_body_id is not None:
        ids.add(state.standing_body_id)
    names = names_as_of(ids=ids, day=day)
    rows = [SeatRow(seat, names.get(seat.owner_id, seat.owner.code)) for seat in seats]
    open_matters = list(
        Matter.objects.visible_to(principal).open_on(day).filter(council=council).order_by("raised_on", "id")
    )
    return CouncilView(
        council=council,
        state=state,
        states=states,
        standing=_standing(state, names),
        seats=tuple(sorted((row for row in rows if _holds(row.seat, day)), key=_by_role)),
        past_seats=tuple(row for row in rows if row.seat.valid_to is not None and row.seat.valid_to <= day),
        sessions=tuple(
            Session.objects.visible_to(principal)
            .filter(council=council)
            .select_related("source")
            .order_by("-held_on", "-id")
        ),
        open_matters=len(open_matters),
        oldest_matter=open_matters[0] if open_matters else None,
        may_keep=may(principal=principal, row=council, permission=CouncilPermission.SECRETARY),
    )


_ROLE_ORDER = ("chair", "vice", "standing", "secretary", "member")


def _by_role(row: SeatRow) -> int:
    return _ROLE_ORDER.index(row.seat.role)


def _holds(row: CouncilState | Seat, day: date) -> bool:
    return row.valid_from <= day and (row.valid_to is None or row.valid_to > day)


def _standing(state: CouncilState | None, names: dict[int, str]) -> str:
    """The standing body in words: as the source writes it, else by its name in the register."""
    if state is None:
        return ""
    return state.standing_text or names.get(state.standing_body_id or 0, "")


def keeping_organisations(*, principal: Principal) -> list[Organisation]:
    """The organisations for which the principal may keep a council: where they hold the secretariat's appointment."""
    ids = [
        grant.organisation_id
        for grant in principal.grants
        if CouncilPermission.SECRETARY in grant.permissions and grant.scope is not Scope.UNIT
    ]
    return list(Organisation.objects.select_related("body").filter(pk__in=ids).order_by("pk"))


def seats_on(*, council: Council, day: date) -> list[Seat]:
    """The seats whose term holds on a day, chair first."""
    rows = Seat.objects.filter(holding_on(day), council=council).select_related("owner", "owner__body")
    return sorted(rows, key=lambda seat: (_ROLE_ORDER.index(seat.role), seat.owner.number, seat.pk))
