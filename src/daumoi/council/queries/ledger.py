"""Readers of the ledger of recommendations, as of any day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from daumoi.council.access import CouncilPermission, may
from daumoi.council.models import Council, CouncilState, Matter, MatterEntry, MatterState
from daumoi.council.rules import CLOSED_STATES, Age, age_of
from daumoi.foundation.principal import Principal
from daumoi.history import queries as history
from daumoi.history.models import Act
from daumoi.organisations.queries import names_as_of

MOST = 500
"""Lines of one ledger page; older ledgers are read by council or in the file."""


@dataclass(frozen=True)
class MatterRow:
    """One matter as it stood on a day."""

    matter: Matter
    state: MatterState
    since: date
    last_words: str
    age: Age
    responsible: str

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits for it."""
        return self.state not in CLOSED_STATES

    @property
    def is_late(self) -> bool:
        """Whether it is open past its day."""
        return self.is_open and self.age.overdue > 0


@dataclass(frozen=True)
class Ledger:
    """The ledger as of a day, oldest open matters first, then the closed ones, newest first."""

    day: date
    open: tuple[MatterRow, ...]
    closed: tuple[MatterRow, ...]
    is_cut: bool

    @property
    def late(self) -> tuple[MatterRow, ...]:
        """The open ones past their day."""
        return tuple(row for row in self.open if row.is_late)

    @property
    def waiting(self) -> tuple[MatterRow, ...]:
        """The open ones that were submitted and have no result."""
        return tuple(row for row in self.open if row.state == MatterState.SUBMITTED)

    @property
    def is_simulated(self) -> bool:
        """Whether any line belongs to the simulated government."""
        return any(row.matter.is_simulated for row in (*self.open, *self.closed))


@dataclass(frozen=True)
class MatterView:
    """One matter as of a day with everything that happened to it by then."""

    row: MatterRow
    entries: tuple[MatterEntry, ...]
    later: int
    acts: tuple[Act, ...]
    council: str
    may_keep: bool


def ledger(
    *, principal: Principal, day: date, council: Council | None = None, simulated: bool | None = None
) -> Ledger:
    """The matters the principal may know of, as they stood on the day."""
    rows = Matter.objects.visible_to(principal).standing_on(day)
    if council is not None:
        rows = rows.filter(council=council)
    if simulated is not None:
        rows = rows.filter(is_simulated=simulated)
    rows = rows.select_related("council", "session", "source", "responsible").order_by("raised_on", "id")
    found = matter_rows(rows[: MOST + 1], day=day)
    closed = [row for row in found[:MOST] if not row.is_open]
    return Ledger(
        day=day,
        open=tuple(row for row in found[:MOST] if row.is_open),
        closed=tuple(sorted(closed, key=lambda row: row.since, reverse=True)),
        is_cut=len(found) > MOST,
    )


def matter_rows(matters: Iterable[Matter], *, day: date) -> list[MatterRow]:
    """Matters read with `standing_on(day)` as lines: state, age, who is to act."""
    listed = list(matters)
    ids = {matter.responsible_id for matter in listed if matter.responsible_id is not None}
    names = names_as_of(ids=ids, day=day) if ids else {}
    return [_row(matter, day, names) for matter in listed]


def _row(matter: Matter, day: date, names: dict[int, str]) -> MatterRow:
    state = MatterState(getattr(matter, "state_then", None) or MatterState.RAISED)
    since: date = getattr(matter, "state_since", None) or matter.raised_on
    closed_on = since if state in CLOSED_STATES else None
    return MatterRow(
        matter=matter,
        state=state,
        since=since,
        last_words=getattr(matter, "last_words", None) or matter.text,
        age=age_of(raised_on=matter.raised_on, due_on=matter.due_on, closed_on=closed_on, day=day),
        responsible=matter.responsible_text or names.get(matter.responsible_id or 0, ""),
    )


def entries_of(*, principal: Principal, ids: Iterable[int]) -> dict[int, list[MatterEntry]]:
    """Entries of matters, oldest first, by matter."""
    rows = MatterEntry.objects.visible_to(principal).filter(matter_id__in=list(ids))
    grouped: dict[int, list[MatterEntry]] = defaultdict(list)
    for entry in rows.select_related("source", "session").distinct().order_by("on", "id"):
        grouped[entry.matter_id].append(entry)
    return grouped


def matter_view(*, principal: Principal, matter: Matter, day: date) -> MatterView:
    """The page of one matter as of a day; entries after the day are only counted."""
    entries = entries_of(principal=principal, ids=[matter.pk]).get(matter.pk, [])
    told = [entry for entry in entries if entry.on <= day]
    if told:
        matter.state_then, matter.state_since = told[-1].state, told[-1].on  # type: ignore[attr-defined]
        matter.last_words = told[-1].text  # type: ignore[attr-defined]
    states = CouncilState.objects.visible_to(principal).filter(council=matter.council)
    names = [
        state for state in states.order_by("valid_from") if state.valid_from <= max(day, matter.raised_on)
    ]
    return MatterView(
        row=matter_rows([matter], day=day)[0],
        entries=tuple(told),
        later=len(entries) - len(told),
        acts=tuple(history.acts_about(principal=principal, thing=matter)),
        council=names[-1].display_short if names else matter.council.code,
        may_keep=may(principal=principal, row=matter, permission=CouncilPermission.SECRETARY),
    )
