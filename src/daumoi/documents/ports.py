"""What documents ask of rooms above: live figures, one by one or all of a text together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, runtime_checkable

from daumoi.foundation.errors import DomainError, NotFound
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


@runtime_checkable
class TogetherSource(Protocol):
    """A stored query that answers many parameters for hardly more than one."""

    def values(
        self, *, principal: Principal, codes: Sequence[str], as_of: date
    ) -> "Sequence[FigureValue | DomainError]":
        """The figure for each value of the one parameter, in order; what is refused stands in its place."""


@dataclass(frozen=True)
class Asked:
    """One figure to be asked: the code of its stored query, the parameters, the day."""

    query: str
    parameters: Mapping[str, str]
    as_of: date


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


def figure_values(*, principal: Principal, asked: Sequence[Asked]) -> list[FigureValue | DomainError]:
    """What each figure is, in the order asked; a domain error in the place of one that is refused.

    Figures of one stored query and day are asked together where the query can answer them so.
    """
    answers: dict[int, FigureValue | DomainError] = {}
    groups: dict[tuple[str, date], list[int]] = {}
    for number, one in enumerate(asked):
        groups.setdefault((one.query, one.as_of), []).append(number)
    for (query, day), numbers in groups.items():
        parameters = [asked[number].parameters for number in numbers]
        answers.update(zip(numbers, _answers(principal, query, parameters, day), strict=True))
    return [answers[number] for number in range(len(asked))]


def _answers(
    principal: Principal, query: str, parameters: Sequence[Mapping[str, str]], day: date
) -> Sequence[FigureValue | DomainError]:
    source = _sources.get(query)
    if isinstance(source, TogetherSource):
        codes = [one.get("code", "") for one in parameters]
        return source.values(principal=principal, codes=codes, as_of=day)
    return [_answer(principal, query, one, day) for one in parameters]


def _answer(
    principal: Principal, query: str, parameters: Mapping[str, str], day: date
) -> FigureValue | DomainError:
    try:
        return figure_source(query).value(principal=principal, parameters=parameters, as_of=day)
    except DomainError as error:
        return error
