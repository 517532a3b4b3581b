"""The timeline picture: one bar per state on a common scale of years, in percent of the width.

The picture carries no text of its own: names and periods stand beside each bar as ordinary text, which wraps
on a narrow screen and is read aloud.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from daumoi.organisations.models import OrganisationState
from daumoi.organisations.presenters.words import form_word, period_words
from daumoi.organisations.queries import Line

_FIRM = frozenset({"A", "B"})
_TICKS = (1, 2, 5, 10, 20, 50)
_MOST_TICKS = 9


@dataclass(frozen=True)
class Tick:
    """A year on the scale; `at` is its place in percent."""

    year: int
    at: float


@dataclass(frozen=True)
class Bar:
    """A state on the scale: `start` and `width` in percent, `sure` the width up to the last firm statement.

    `open_start`: nobody says when it began. `dots` are the days on which sources name it.
    """

    state: OrganisationState
    words: str
    period: str
    tone: str
    start: float
    width: float
    sure: float
    open_start: bool
    holds: bool
    dots: tuple[float, ...]

    @property
    def presumed_from(self) -> float:
        """Where the part begins that no source confirms."""
        return round(self.start + self.sure, 2)

    @property
    def presumed(self) -> float:
        """How wide that part is."""
        return round(self.width - self.sure, 2)

    @property
    def lead_in(self) -> float:
        """Where the dotted line before an unknown beginning starts."""
        return max(0.0, round(self.start - 3, 2))


@dataclass(frozen=True)
class Track:
    """One organisation with its bars."""

    name: str
    code: str
    is_body: bool
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Timeline:
    """All tracks on one scale; `today` is the place of the day asked for."""

    ticks: tuple[Tick, ...]
    tracks: tuple[Track, ...]
    today: float


def timeline(*, lines: Sequence[Line], day: date, today: date) -> Timeline:
    """Lay out the states of several organisations. The scale reaches from the first state to `today` or `day`."""
    states = [state for line in lines for state in line.states]
    first = min((state.valid_from for state in states), default=day)
    ends = [state.valid_to for state in states if state.valid_to is not None]
    scale = _Scale(min(first, day), max([day, today, *ends]))
    return Timeline(
        ticks=scale.ticks(),
        tracks=tuple(_track(line, scale, day) for line in lines if line.states),
        today=scale.at(day),
    )


class _Scale:
    """Days as percent of the width, whole years at both ends."""

    def __init__(self, first: date, last: date) -> None:
        self.first_year = first.year
        self.last_year = last.year + 1
        self.start = date(self.first_year, 1, 1)
        self.days = (date(self.last_year, 1, 1) - self.start).days

    def at(self, day: date) -> float:
        """The place of a day, rounded so that the page stays the same to the byte."""
        return round(100 * (day - self.start).days / self.days, 2)

    def ticks(self) -> tuple[Tick, ...]:
        years = self.last_year - self.first_year
        step = next((step for step in _TICKS if years / step <= _MOST_TICKS), _TICKS[-1])
        first = -(-self.first_year // step) * step
        return tuple(Tick(year, self.at(date(year, 1, 1))) for year in range(first, self.last_year, step))


def _track(line: Line, scale: _Scale, day: date) -> Track:
    names = [state.name for state in line.states if state.valid_from <= day]
    return Track(
        name=names[-1] if names else line.states[0].name,
        code=line.organisation.code,
        is_body=line.organisation.body_id is None,
        bars=tuple(
            _bar(state, scale, day, is_body=line.organisation.body_id is None) for state in line.states
        ),
    )


def _bar(state: OrganisationState, scale: _Scale, day: date, *, is_body: bool) -> Bar:
    start = scale.at(state.valid_from)
    end = scale.at(state.valid_to) if state.valid_to is not None else 100.0
    attested = [a for a in state.attestations.all() if a.on >= state.valid_from]
    return Bar(
        state=state,
        words=state.get_kind_display() if is_body else form_word(state.form),
        period=period_words(state),
        tone="body" if is_body else (state.form or "chua_xac_dinh").replace("_", "-"),
        start=start,
        width=max(round(end - start, 2), 0.4),
        sure=_sure(state, scale, start, end),
        open_start=not state.from_known,
        holds=state.valid_from <= day and (state.valid_to is None or day < state.valid_to),
        dots=tuple(sorted({scale.at(a.on) for a in attested})),
    )


def _sure(state: OrganisationState, scale: _Scale, start: float, end: float) -> float:
    """How much of the bar sources confirm: all of it between known limits or without need of sources."""
    attested = list(state.attestations.all())
    if not attested:
        return round(end - start, 2) if state.from_known else 0.0
    firm = [a.on for a in attested if a.confidence in _FIRM]
    if not firm:
        return 0.0
    if state.from_known and state.to_known:
        return round(end - start, 2)
    return round(max(0.0, min(scale.at(max(firm)), end) - start), 2)
