"""What documents ask of rooms above: live figures, and the address under which an issued paper is verified."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import Principal


@dataclass(frozen=True)
class FigureValue:
    """A figure as it stands in a text, the page that opens its cells, and in words what it counts."""

    value: str
    address: str
    label: str


@dataclass(frozen=True)
class FigureChoice:
    """One thing a parameter may be (the code of a round, a duty) and how people call it."""

    code: str
    name: str


class FigureSource(Protocol):
    """A stored query of a room above."""

    code: str
    title: str
    parameter: str
    """What its one parameter is called ("Đợt khảo sát"); empty when it has none."""

    def choices(self, *, principal: Principal) -> Sequence[FigureChoice]:
        """What the parameter may be for this person."""

    def value(self, *, principal: Principal, parameters: Mapping[str, str], as_of: date) -> FigureValue:
        """The figure on a day, within the person's reach; raises a domain error when the parameter is unknown."""


_sources: dict[str, FigureSource] = {}


def bind_figures(sources: Sequence[FigureSource]) -> None:
    """Called once by config: the queries that may stand in texts."""
    _sources.clear()
    _sources.update((source.code, source) for source in sources)


def figure_sources() -> tuple[FigureSource, ...]:
    """Every query that may stand in a text, by title."""
    return tuple(sorted(_sources.values(), key=lambda source: source.title))


def figure_source(code: str) -> FigureSource:
    """The query of that code."""
    if code not in _sources:
        raise NotFound(
            "documents.figure.query", f"Không có số liệu “{code}”.", remedy="Chọn trong danh sách số liệu."
        )
    return _sources[code]
