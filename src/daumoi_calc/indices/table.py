"""A table of data as a value: numbers by unit and column, what kind of absence each gap is, words, printed decimals."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from daumoi_calc.indices.faults import Problem, TableFault

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
States = NDArray[np.int8]

GIVEN: Final = 0
MISSING: Final = 1
NOT_APPLICABLE: Final = 2
UNKNOWN_DECIMALS: Final = -1


class NotApplicable:
    """The only value of its kind, for building tables: the question does not apply to the unit."""

    def __repr__(self) -> str:
        return "DOES_NOT_APPLY"


DOES_NOT_APPLY: Final = NotApplicable()
Cell = float | int | None | NotApplicable


@dataclass(frozen=True, eq=False)
class Table:
    """Units × columns. `values` (float64, n × p) holds NaN wherever `states` is not GIVEN; `texts` are columns of words;
    `decimals` the number of decimals each cell was printed with (−1 unknown); `names` how units are called."""

    units: tuple[str, ...]
    columns: tuple[str, ...]
    values: Floats
    states: States
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    decimals: NDArray[np.int8] | None = None
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        shape = (len(self.units), len(self.columns))
        if self.values.shape != shape or self.states.shape != shape:
            raise TableFault(
                [Problem("bảng", f"kích thước số liệu khác {shape[0]} đơn vị × {shape[1]} cột.")]
            )
        problems = [*_twice("đơn vị", self.units), *_twice("cột", self.columns)]
        problems += [
            Problem(f"cột “{name}”", "số dòng khác số đơn vị.")
            for name, words in self.texts.items()
            if len(words) != len(self.units)
        ]
        if not np.array_equal(np.isnan(self.values), self.states != GIVEN):
            problems.append(Problem("bảng", "ô trống và trạng thái của ô không khớp nhau."))
        if np.isinf(self.values).any():
            problems.append(Problem("bảng", "có số vô hạn."))
        if problems:
            raise TableFault(problems)

    @classmethod
    def build(
        cls,
        *,
        units: Sequence[str],
        columns: Mapping[str, Sequence[Cell]],
        texts: Mapping[str, Sequence[str]] | None = None,
        names: Sequence[str] = (),
    ) -> Self:
        """A table from columns of numbers, `None` (missing) and `DOES_NOT_APPLY`."""
        values = np.full((len(units), len(columns)), np.nan)
        states = np.full(values.shape, GIVEN, dtype=np.int8)
        for number, (name, cells) in enumerate(columns.items()):
            if len(cells) != len(units):
                raise TableFault([Problem(f"cột “{name}”", "số dòng khác số đơn vị.")])
            for row, cell in enumerate(cells):
                if isinstance(cell, NotApplicable):
                    states[row, number] = NOT_APPLICABLE
                elif cell is None or cell != cell:
                    states[row, number] = MISSING
                else:
                    values[row, number] = cell
        words = {name: tuple(column) for name, column in (texts or {}).items()}
        return cls(tuple(units), tuple(columns), values, states, words, None, tuple(names))

    def position(self, column: str) -> int:
        """The place of a column; raises `TableFault` when the table has no such column."""
        try:
            return self.columns.index(column)
        except ValueError:
            raise TableFault([Problem(f"cột “{column}”", "không có trong bảng.")]) from None

    def column(self, name: str) -> tuple[Floats, States]:
        """Numbers and states of one column."""
        place = self.position(name)
        return self.values[:, place], self.states[:, place]

    def take(self, rows: Sequence[int] | NDArray[np.intp]) -> "Table":
        """The table of these rows, in this order."""
        places = np.asarray(rows, dtype=np.intp)
        return Table(
            tuple(self.units[row] for row in places),
            self.columns,
            self.values[places],
            self.states[places],
            {name: tuple(words[row] for row in places) for name, words in self.texts.items()},
            None if self.decimals is None else self.decimals[places],
            tuple(self.names[row] for row in places) if self.names else (),
        )

    def with_values(self, values: Floats) -> "Table":
        """The same table with other numbers in the given cells."""
        return Table(self.units, self.columns, values, self.states, self.texts, self.decimals, self.names)

    def digest(self, *, columns: Iterable[str], texts: Iterable[str] = ()) -> str:
        """SHA-256 of the named columns, units in order of code: the order of rows and of columns plays no part."""
        order = np.argsort(np.array(self.units), kind="stable")
        found = hashlib.sha256()
        found.update("\x1f".join(self.units[row] for row in order).encode())
        for name in sorted(set(columns)):
            values, states = self.column(name)
            numbers = np.where(states == GIVEN, values, 0.0)[order] + 0.0  # no negative zero
            found.update(b"\x1e" + name.encode() + b"\x1f" + numbers.astype("<f8").tobytes())
            found.update(states[order].tobytes())
        for name in sorted(set(texts)):
            words = self.texts.get(name, ())
            found.update(b"\x1d" + name.encode() + b"\x1f")
            found.update("\x1f".join(words[row] for row in order).encode() if words else b"")
        return found.hexdigest()


def _twice(kind: str, names: Sequence[str]) -> list[Problem]:
    seen: set[str] = set()
    found = []
    for name in names:
        if name in seen:
            found.append(Problem(f"{kind} “{name}”", "có hai lần trong bảng.", "Giữ một."))
        seen.add(name)
    return found


def masked(values: Any, states: States) -> Floats:
    """Float64 numbers with NaN wherever the state is not GIVEN."""
    found: Floats = np.where(states == GIVEN, values, np.nan)
    return found
