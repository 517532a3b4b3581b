"""The rows that charts are made of. A value that is missing is None, and stays missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from daumoi.documents.charts.palette import Tone


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; ``value`` None means there are no data, which is not zero."""

    label: str
    value: float | None
    tone: Tone = "held"


@dataclass(frozen=True, slots=True)
class Series:
    """A part that recurs in every stack or line of time, and its tone."""

    name: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Stack:
    """One stacked bar: how much of each series; a series left out is not drawn."""

    label: str
    parts: Mapping[str, float]

    @property
    def total(self) -> float:
        return sum(self.parts.values())


@dataclass(frozen=True, slots=True)
class Interval:
    """A value between its bounds, such as a rank and the ranks it may have under other weights."""

    label: str
    low: float
    value: float
    high: float
    tone: Tone = "held"


@dataclass(frozen=True, slots=True)
class Span:
    """A state of a subject on the days from ``start`` up to but not including ``end`` (None: still)."""

    label: str
    state: str
    start: date
    end: date | None = None

    def cut(self, start: date, end: date) -> tuple[date, date]:
        """The part of this span that lies inside the given days."""
        return max(self.start, start), min(self.end or end, end)


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A value where a row and a column meet."""

    row: str
    column: str
    value: float | None
