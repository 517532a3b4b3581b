"""A figure with what it was made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Source:
    """One cell of one reply: whose, which question, which row; an empty question means the reply as a whole."""

    organisation: str
    variable: str = ""
    row: int = 0


@dataclass(frozen=True)
class Figure:
    """A number of the report. `numerator` of `denominator` says how many bodies it rests on, among those asked.

    For a count the value is the numerator; for a sum it is the sum over the bodies that gave a number.
    """

    code: str
    label: str
    value: Decimal | int
    numerator: int
    denominator: int
    cells: tuple[Source, ...]
    unit: str = ""

    @property
    def is_share(self) -> bool:
        """Whether the value counts bodies out of those asked (“8/22”)."""
        return not self.unit


def share(*, code: str, label: str, cells: Iterable[Source], asked: int) -> Figure:
    """How many of those asked: one cell of each body that counts."""
    found = tuple(cells)
    bodies = len({cell.organisation for cell in found})
    return Figure(code, label, bodies, bodies, asked, found)


def amount(*, code: str, label: str, parts: Iterable[tuple[Source, object]], asked: int, unit: str) -> Figure:
    """A sum over the bodies that gave a number."""
    found = [(cell, Decimal(str(value))) for cell, value in parts]
    total = sum((value for _, value in found), Decimal(0))
    whole = int(total) if total == total.to_integral_value() else total
    bodies = len({cell.organisation for cell, _ in found})
    return Figure(code, label, whole, bodies, asked, tuple(cell for cell, _ in found), unit)
