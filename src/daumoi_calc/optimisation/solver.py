"""HiGHS behind one narrow door: whole-number rows in, yes-or-no columns and a proven bound out.

The run is repeatable: one thread, a fixed seed, and stopping on gap or node count, never on the clock. HiGHS
works in floating point, so callers check what it returns in whole numbers.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final

import highspy
import numpy as np
import numpy.typing as npt

from daumoi_calc.optimisation.model import Row

_LARGEST: Final = (
    1000.0  # rows in đồng are scaled to this size, where HiGHS's absolute tolerances mean something
)
_ROUNDING: Final = 1e-6
_SLACK_COST: Final = 1.0


def _highs() -> Any:
    return highspy.Highs()  # type: ignore[no-untyped-call]


SOLVER: Final = f"HiGHS {_highs().version()}"
"""Name and version, stored with each plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How hard to try, and the seed of the solver's own choices.

    `gap` is the relative distance to the proven bound at which to stop (0: prove the best). `max_nodes` ends a
    search that takes too long; the plan then says how far it got.
    """

    gap: float = 0.0
    max_nodes: int = 50_000
    seed: int = 0


EXACT: Final = Effort()
"""Search until the best plan is proven."""


class Ending(Enum):
    """Why the solver stopped."""

    DONE = auto()
    INFEASIBLE = auto()
    GAVE_UP = auto()


@dataclass(frozen=True, slots=True)
class Run:
    """Which columns are taken (None without a solution), the bound on the objective, and the effort spent."""

    ending: Ending
    taken: tuple[int, ...] | None
    slack: tuple[float, ...]
    bound: int
    nodes: int
    iterations: int


def maximise(
    objective: Sequence[int],
    rows: Sequence[Row],
    effort: Effort,
    start: Sequence[int] | None = None,
    elastic: Sequence[int] = (),
) -> Run:
    """The columns of greatest total objective that keep all rows.

    `start` lists columns of a known solution. Rows whose place is in `elastic` may be broken at a cost of one per
    scaled unit; `Run.slack` then says by how much, in the order of `elastic`; the objective should be zero then.
    """
    unit = math.gcd(*objective) or 1
    program = _Program(len(objective))
    bending = set(elastic)
    for place, row in enumerate(rows):
        program.add(row, elastic=place in bending)
    solver = _solver(effort)
    program.load(solver, [value // unit for value in objective])
    if start is not None:
        known = highspy.HighsSolution()
        taken = set(start)
        known.col_value = [float(index in taken) for index in range(len(objective))]
        solver.setSolution(known)
    solver.run()
    return _read(solver, len(objective), unit, len(elastic))


def _solver(effort: Effort) -> Any:
    solver = _highs()
    solver.silent()
    for option, value in (
        ("threads", 1),
        ("parallel", "off"),
        ("random_seed", effort.seed),
        ("mip_rel_gap", effort.gap),
        ("mip_abs_gap", 0.999 if effort.gap == 0 else 1e-6),  # whole points: less than one apart is equal
        ("mip_max_nodes", effort.max_nodes),
        ("mip_allow_restart", False),  # measured: a fifth less work on tight networks, no more on others
    ):
        if solver.setOptionValue(option, value) != highspy.HighsStatus.kOk:
            raise RuntimeError(f"HiGHS does not take {option}={value}")
    return solver


class _Program:
    """Rows gathered in the compressed form that HiGHS reads."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.extra = 0
        self.starts = [0]
        self.indices: list[int] = []
        self.values: list[float] = []
        self.lower: list[float] = []
        self.upper: list[float] = []

    def add(self, row: Row, elastic: bool) -> None:
        """A row divided by its greatest common divisor and scaled; an elastic one gets columns that break it."""
        divisor = math.gcd(*row.terms.values()) or 1
        terms = {index: value // divisor for index, value in row.terms.items() if value}
        scale = min(1.0, _LARGEST / max(map(abs, terms.values()), default=1))
        self.indices += terms
        self.values += [value * scale for value in terms.values()]
        self.lower.append(-math.inf if row.lower is None else -(-row.lower // divisor) * scale)
        self.upper.append(math.inf if row.upper is None else row.upper // divisor * scale)
        if elastic:
            self.indices += [self.columns + self.extra, self.columns + self.extra + 1]
            self.values += [_SLACK_COST, -_SLACK_COST]
            self.extra += 2
        self.starts.append(len(self.indices))

    def load(self, solver: Any, objective: Sequence[int]) -> None:
        """Hands the program to the solver: given columns yes or no, extra ones continuous and costly."""
        program = highspy.HighsLp()
        program.num_col_ = self.columns + self.extra
        program.num_row_ = len(self.lower)
        program.sense_ = highspy.ObjSense.kMaximize
        program.col_cost_ = np.array([*map(float, objective), *[-1.0] * self.extra])
        program.col_lower_ = np.zeros(program.num_col_)
        program.col_upper_ = np.array([1.0] * self.columns + [highspy.kHighsInf] * self.extra)
        program.row_lower_ = _bounds(self.lower)
        program.row_upper_ = _bounds(self.upper)
        matrix = program.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = np.array(self.starts, dtype=np.int32)
        matrix.index_ = np.array(self.indices, dtype=np.int32)
        matrix.value_ = np.array(self.values)
        whole, continuous = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        program.integrality_ = [whole] * self.columns + [continuous] * self.extra
        if solver.passModel(program) == highspy.HighsStatus.kError:
            raise RuntimeError("HiGHS does not take the model")


def _bounds(limits: list[float]) -> npt.NDArray[np.float64]:
    return np.array(limits, dtype=np.float64)


def _read(solver: Any, columns: int, unit: int, elastic: int) -> Run:
    status, info = solver.getModelStatus(), solver.getInfo()
    nodes, iterations = int(info.mip_node_count), int(info.simplex_iteration_count)
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return Run(Ending.INFEASIBLE, None, (), 0, nodes, iterations)
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Run(Ending.GAVE_UP, None, (), 0, nodes, iterations)
    found = np.asarray(solver.getSolution().col_value)
    taken = tuple(int(index) for index in np.flatnonzero(found[:columns] > 0.5))
    extra = found[columns:].reshape(elastic, 2).sum(axis=1) if elastic else ()
    slack = tuple(float(amount) for amount in extra)
    bound = float(info.mip_dual_bound)
    whole = math.floor(bound + _ROUNDING * max(1.0, abs(bound) * 1e-3)) * unit
    ending = Ending.DONE if status == highspy.HighsModelStatus.kOptimal else Ending.GAVE_UP
    return Run(ending, taken, slack, whole, nodes, iterations)
