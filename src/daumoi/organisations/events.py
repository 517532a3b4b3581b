"""News of the register for rooms above: what was reorganised. Listeners run in the transaction of the act.

A room above subscribes in its `reactions.py` (`unit_merged.subscribe(...)`); an error in a listener undoes
the act, so that no half of it stays.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar


@dataclass(frozen=True)
class Reorganised:
    """An act that was carried out: its record, its day, and the organisations before and after it (ids)."""

    reorganisation_id: int
    kind: str
    on: date
    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(frozen=True)
class Corrected:
    """A state of an organisation was put right."""

    organisation_id: int
    state_id: int
    correction_id: int


N = TypeVar("N")


class News(Generic[N]):
    """One kind of news. Who announces does not know who listens."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._listeners: list[Callable[[N], None]] = []

    def subscribe(self, listener: Callable[[N], None]) -> Callable[[N], None]:
        """Call `listener` at each announcement, in the order of subscription; subscribing twice counts once."""
        if listener not in self._listeners:
            self._listeners.append(listener)
        return listener

    def unsubscribe(self, listener: Callable[[N], None]) -> None:
        """Stop calling `listener`."""
        self._listeners.remove(listener)

    def announce(self, news: N) -> None:
        """Tell every listener."""
        for listener in self._listeners:
            listener(news)


unit_established: News[Reorganised] = News("unit_established")
unit_renamed: News[Reorganised] = News("unit_renamed")
unit_upgraded: News[Reorganised] = News("unit_upgraded")
unit_merged: News[Reorganised] = News("unit_merged")
unit_split: News[Reorganised] = News("unit_split")
unit_transferred: News[Reorganised] = News("unit_transferred")
unit_dissolved: News[Reorganised] = News("unit_dissolved")
state_corrected: News[Corrected] = News("state_corrected")

OF_KIND: dict[str, News[Reorganised]] = {
    "establish": unit_established,
    "rename": unit_renamed,
    "upgrade": unit_upgraded,
    "merge": unit_merged,
    "split": unit_split,
    "transfer": unit_transferred,
    "dissolve": unit_dissolved,
}
"""The news that belongs to each kind of act (bodies and units alike)."""
