"""What can be wrong with a definition, a table or a computation: place, sentence, remedy, all in one pass."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: `place` (a path in the definition, or row and column of a table), what is wrong, what to do."""

    place: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.message} {self.remedy}".strip()


class IndexFault(ValueError):
    """Something that cannot be used, with every problem found; the sentences are Vietnamese and fit to be shown."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class DefinitionFault(IndexFault):
    """A definition that cannot be used."""


class TableFault(IndexFault):
    """A table of data that cannot be read, or that does not fit the definition."""


class ComputeFault(IndexFault):
    """Data on which the method of the definition has no meaning (a negative score in a geometric mean)."""
