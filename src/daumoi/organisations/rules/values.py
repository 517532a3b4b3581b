"""What the rules of reorganisation see and decide: plain values, no tables."""

import hashlib
from dataclasses import astuple, dataclass, field, replace
from datetime import date

Ref = int | str
"""An organisation: its id when it exists, its code when the plan creates it."""


@dataclass(frozen=True)
class Draft:
    """What a state says of an organisation: name, form, where it stands."""

    name: str
    short_name: str = ""
    abbreviation: str = ""
    kind: str = ""
    form: str = ""
    role: str = ""
    is_public_service_unit: bool | None = None
    parent: Ref | None = None


@dataclass(frozen=True)
class StateFacts:
    """A recorded state with its period `[valid_from, valid_to)`."""

    pk: int
    organisation: int
    code: str
    draft: Draft
    valid_from: date
    valid_to: date | None = None
    to_known: bool = False


@dataclass(frozen=True)
class Standing:
    """An organisation as the register knows it on the day of an act.

    `state` holds on the day; `earlier`: it follows another state by an act recorded here, so that a second act
    may change it on its first day; `next_start` is the first state after the day. `last_day` is the end of the
    unbroken run of states from the day on (None: open).
    `children` stand under it on the day or later; `above` are all organisations over it from the day on.
    """

    pk: int
    code: str
    level: str
    root: int
    is_it_unit: bool = True
    is_simulated: bool = False
    state: StateFacts | None = None
    earlier: bool = False
    next_start: date | None = None
    last_day: date | None = None
    children: tuple[StateFacts, ...] = ()
    above: frozenset[int] = frozenset()

    @property
    def label(self) -> str:
        """The name on the day, the code when there is none."""
        return self.state.draft.name if self.state is not None else self.code


@dataclass(frozen=True)
class Newcomer:
    """An organisation that an act creates. `root` is the body it will stand in, None when it is a body itself."""

    code: str
    level: str
    draft: Draft
    root: int | None = None
    is_it_unit: bool = True
    is_simulated: bool = False


@dataclass(frozen=True)
class Closing:
    """A state that ends on the day of the act. `vanishes`: it began that same day, so no day of it is left."""

    state: StateFacts
    vanishes: bool = False
    ends_organisation: bool = False


@dataclass(frozen=True)
class Opening:
    """A state that begins on the day of the act."""

    organisation: Ref
    draft: Draft
    valid_to: date | None = None
    to_known: bool = False


@dataclass(frozen=True)
class Link:
    """A predecessor with what became of it."""

    predecessor: Ref
    successor: Ref
    kind: str
    inherits: bool


@dataclass(frozen=True)
class Plan:
    """Everything one act changes. It is shown before it is confirmed, then carried out as it stands."""

    kind: str
    on: date
    closings: tuple[Closing, ...] = ()
    openings: tuple[Opening, ...] = ()
    newcomers: tuple[Newcomer, ...] = ()
    links: tuple[Link, ...] = ()
    before: tuple[Ref, ...] = ()
    after: tuple[Ref, ...] = ()
    moved: tuple[int, ...] = field(default=())
    """Organisations whose body changes, with everything below them."""

    @property
    def digest(self) -> str:
        """The same plan has the same digest: what was confirmed is what was shown."""
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()[:32]

    @property
    def ended(self) -> tuple[int, ...]:
        """Organisations that no longer exist from the day on."""
        return tuple(closing.state.organisation for closing in self.closings if closing.ends_organisation)


def close_and_open(standing: Standing, *, on: date, draft: Draft) -> tuple[Closing, Opening]:
    """End the state of the day and go on with `draft` until the old end: the days before and after stay as they were."""
    state = standing.state
    assert state is not None
    closing = Closing(state, vanishes=state.valid_from == on)
    return closing, Opening(standing.pk, draft, valid_to=state.valid_to, to_known=state.to_known)


def moved_under(state: StateFacts, *, on: date, parent: Ref) -> tuple[Closing, Opening]:
    """The same for a child that goes with an organisation to a new parent."""
    draft = replace(state.draft, parent=parent)
    closing = Closing(state, vanishes=state.valid_from == on)
    return closing, Opening(state.organisation, draft, valid_to=state.valid_to, to_known=state.to_known)
