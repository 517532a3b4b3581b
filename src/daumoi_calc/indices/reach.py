"""How far scores may move within the rounding of the printed inputs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from daumoi_calc.indices.computation import compute
from daumoi_calc.indices.definition import (
    Combined,
    Count,
    Definition,
    Indicator,
    PeerShare,
    Points,
    Raw,
    Share,
    Tiers,
)
from daumoi_calc.indices.result import Result
from daumoi_calc.indices.table import GIVEN, Floats, Table

PATTERNS: Final = 32
_MANY: Final = 20
"""From so many rows on, trailing zeros shared by a whole column are taken as padding, not as precision."""


@dataclass(frozen=True, eq=False)
class Reach:
    """Lowest and highest score of every node and unit; both equal the score where inputs are exact."""

    low: Mapping[str, Floats]
    high: Mapping[str, Floats]

    def of(self, node: str) -> tuple[Floats, Floats]:
        """Lowest and highest scores of one node (n each)."""
        return self.low[node], self.high[node]


def stands_alone(definition: Definition) -> bool:
    """Whether each unit's score depends on its own data only and rises with each indicator: then the reach is exact."""
    return (
        definition.treatment.method == "none"
        and definition.imputation.method == "none"
        and all(node.normalisation is None for node in definition.nodes)
        and all(definition.weighting_of(n).method in {"nominal", "equal", "points"} for n in definition.nodes)
        and all(definition.aggregation_of(n).method != "copeland" for n in definition.nodes)
        and all(_alone(definition, part) for part in definition.indicators)
    )


def _alone(definition: Definition, part: Indicator) -> bool:
    if part.denominator or isinstance(part.rule, (PeerShare, Combined)):
        return False
    if isinstance(part.rule, (Share, Tiers)) and part.rule.per:
        return False
    return not definition.normalisation_of(part).depends_on_sample


def half_units(table: Table) -> Floats:
    """Half a unit of the last printed decimal of every column; 0 for whole numbers and for unknown decimals.

    A column counts the decimals of its longest cell. In a column of twenty rows or more, zeros that end every cell are
    padding (figures of four decimals printed with five), so they do not count.
    """
    found = np.zeros(len(table.columns))
    if table.decimals is None:
        return found
    for place in range(len(table.columns)):
        known = table.states[:, place] == GIVEN
        decimals = int(table.decimals[known, place].max(initial=0))
        if known.sum() >= _MANY:
            decimals = _without_padding(table.values[known, place], decimals)
        found[place] = 0.5 * 10.0**-decimals if decimals > 0 else 0.0
    return found


def _without_padding(values: Floats, decimals: int) -> int:
    while decimals > 0 and bool((np.rint(values * 10.0**decimals) % 10 == 0).all()):
        decimals -= 1
    return decimals


def reach_of(*, definition: Definition, table: Table, result: Result) -> Reach:
    """The reach of all nodes of `result`, which was computed from `table`."""
    half = half_units(table)
    if not half.any():
        scores = {node: result.score(node) for node in result.nodes}
        return Reach(scores, scores)
    if stands_alone(definition):
        signs = _upward(definition, table)
        low = compute(definition=definition, table=_moved(definition, table, -half * signs))
        high = compute(definition=definition, table=_moved(definition, table, half * signs))
        return Reach(
            {node: np.fmin(low.score(node), result.score(node)) for node in result.nodes},
            {node: np.fmax(high.score(node), result.score(node)) for node in result.nodes},
        )
    return _tried(definition, table, result, half)


def _tried(definition: Definition, table: Table, result: Result, half: Floats) -> Reach:
    """The envelope of many patterns of rounding, doubled: a unit's score then depends on the others' rounding too."""
    random = np.random.Generator(np.random.PCG64(2016))
    low, high = result.scores.copy(), result.scores.copy()
    for _ in range(PATTERNS):
        signs = random.choice([-1.0, 1.0], size=table.values.shape)
        scores = compute(definition=definition, table=_moved(definition, table, signs * half)).scores
        low, high = np.fmin(low, scores), np.fmax(high, scores)
    low, high = 2 * low - result.scores, 2 * high - result.scores
    return Reach(
        {node: low[:, place] for place, node in enumerate(result.nodes)},
        {node: high[:, place] for place, node in enumerate(result.nodes)},
    )


def _upward(definition: Definition, table: Table) -> Floats:
    """+1 for columns that raise the score, −1 for those that lower it."""
    down = {part.source_column for part in definition.indicators if part.direction == "down"}
    return np.array([-1.0 if column in down else 1.0 for column in table.columns])


def _moved(definition: Definition, table: Table, shift: Floats) -> Table:
    """The table with every number moved, inside what its rule can take."""
    values = table.values + shift
    for part in definition.indicators:
        for column in part.columns:
            if column in table.columns:
                place = table.position(column)
                low, high = _limits(part)
                if isinstance(part.rule, Raw) and not (table.values[:, place] < 0).any():
                    low = 0.0  # a column without negatives stays so: a negative may have no meaning
                values[:, place] = np.clip(values[:, place], low, high)
    return table.with_values(values)


def _limits(part: Indicator) -> tuple[float, float]:
    match part.rule:
        case Raw():
            return -np.inf, np.inf
        case Points():
            return 0.0, part.most if part.most is not None else np.inf
        case Share() if not part.rule.per:
            return 0.0, 1.0
        case Count() | Share() | PeerShare() | Tiers() | Combined() | _:
            return 0.0, np.inf
