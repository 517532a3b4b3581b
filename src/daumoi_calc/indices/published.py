"""Does a published table follow from the published inputs? Every cell is judged within the rounding it was printed with."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from daumoi_calc.indices.computation import compute
from daumoi_calc.indices.definition import Definition, Node
from daumoi_calc.indices.reach import Reach, half_units, reach_of, stands_alone
from daumoi_calc.indices.result import Result
from daumoi_calc.indices.table import GIVEN, Floats, Table

MOST_EXPLAINED: Final = 5
SHARE_EXPLAINED: Final = 0.05
"""A slip of the pen is rare: where more cells than this are wrong, the method differs, not a number."""

MOST_COLUMNS_EXPLAINED: Final = 30


@dataclass(frozen=True)
class Explanation:
    """One input that alone would make the printed score right: `needed` in place of `printed`. `repeats` says that the
    input was printed with the very number of the score: a slip of the pen rather than of the sum."""

    column: str
    printed: float
    needed: float
    repeats: bool


@dataclass(frozen=True)
class Mismatch:
    """A published cell that does not follow. `recomputed` is the score or rank from the published inputs, `low`..`high`
    all that their rounding allows; `explanations` are inputs which alone would account for it."""

    unit: str
    column: str
    kind: Literal["score", "rank", "absent"]
    printed: float
    recomputed: float
    low: float
    high: float
    explanations: tuple[Explanation, ...] = ()

    @property
    def message(self) -> str:
        """What is wrong, as a Vietnamese sentence with the figures."""
        if self.kind == "absent":
            return f"{self.unit}: cột “{self.column}” in {_vi(self.printed)} nhưng số liệu không đủ để tính."
        allowed = f"{_vi(self.low)} đến {_vi(self.high)}" if self.high > self.low else _vi(self.recomputed)
        text = (
            f"{self.unit}: cột “{self.column}” in {_vi(self.printed)}, tính lại được {_vi(self.recomputed)} "
            f"(có thể {allowed})."
        )
        for one in self.explanations:
            why = f"Số in ở cột “{one.column}” trùng với cột này; " if one.repeats else "Nếu chỉ sai một số: "
            text += f" {why}“{one.column}” phải là {_vi(one.needed)} thay vì {_vi(one.printed)}."
        return text


def _vi(number: float) -> str:
    return f"{number:.6g}".replace(".", ",")


def check_published(
    *, definition: Definition, table: Table, published: Table, complete: bool = True
) -> list[Mismatch]:
    """Every cell of `published` (scores of nodes by their column, ranks) that does not follow from `table`.

    Inputs and printed scores may each be off by half a unit of their last decimal; inputs without decimals are exact.
    Where every unit stands alone (fixed ends, no outlier treatment) the reach of that is exact; otherwise it is tried
    with thirty-two patterns of rounding and doubled. A printed `layout.not_scored` means “no score”: the unit leaves
    the table. `complete=False` says that only part of the ranking was published, so that ranks can only be too good.
    Raises `TableFault` and `ComputeFault` as `compute` does.
    """
    common = _common(definition, table, published)
    if not common:
        return []
    inputs = table.take([table.units.index(unit) for unit in common])
    printed = published.take([published.units.index(unit) for unit in common])
    result = compute(definition=definition, table=inputs)
    reach = reach_of(definition=definition, table=inputs, result=result)
    found: list[Mismatch] = []
    for node in definition.nodes:
        if node.source_column in printed.columns:
            found += _scores(node, result, reach, printed)
    found += _ranks(definition, result, reach, printed, complete)
    return _explained(definition, inputs, found)


@dataclass(frozen=True)
class FittedWeights:
    """Weights of the parts of the index that come nearest to the published scores (least squares), and the largest
    difference that remains. A remainder within the rounding says: these are the weights that were used."""

    weights: dict[str, float]
    largest_difference: float


def fitted_weights(*, definition: Definition, table: Table, published: Table) -> FittedWeights | None:
    """The weights behind published scores of an arithmetic index; None when too few units or another aggregation.

    Raises `TableFault` and `ComputeFault` as `compute` does.
    """
    tree = definition.tree
    common = _common(definition, table, published)
    if definition.aggregation_of(tree).method != "arithmetic" or tree.source_column not in published.columns:
        return None
    result = compute(definition=definition, table=table.take([table.units.index(unit) for unit in common]))
    values, _ = published.take([published.units.index(unit) for unit in common]).column(tree.source_column)
    parts = np.column_stack(
        [
            result.score(child.code) if isinstance(child, Node) else result.stage("normalised", child.code)
            for child in tree.children
        ]
    )
    whole = ~np.isnan(parts).any(axis=1) & ~np.isnan(values)
    if whole.sum() < 2 * parts.shape[1]:
        return None
    weights = np.linalg.lstsq(parts[whole], values[whole], rcond=None)[0]
    left = float(np.abs(parts[whole] @ weights - values[whole]).max())
    named = {child.code: float(weight) for child, weight in zip(tree.children, weights, strict=True)}
    return FittedWeights(named, left)


def _common(definition: Definition, table: Table, published: Table) -> list[str]:
    """Units of both tables, in the published order, without those printed as not scored."""
    absent = definition.layout.not_scored
    column = definition.tree.source_column
    scored = set(published.units)
    if absent is not None and column in published.columns:
        values, states = published.column(column)
        scored = {
            unit
            for unit, value, state in zip(published.units, values, states, strict=True)
            if state == GIVEN and value != absent
        }
    known = set(table.units)
    return [unit for unit in published.units if unit in known and unit in scored]


def _scores(node: Node, result: Result, reach: Reach, printed: Table) -> Iterator[Mismatch]:
    values, states = printed.column(node.source_column)
    half = half_units(printed)[printed.position(node.source_column)]
    low, high = reach.of(node.code)
    scores = result.score(node.code)
    for row, unit in enumerate(result.units):
        if states[row] != GIVEN:
            continue
        value = float(values[row])
        if np.isnan(scores[row]):
            yield Mismatch(
                unit, node.source_column, "absent", value, float("nan"), float("nan"), float("nan")
            )
            continue
        slack = half + 1e-9 * max(1.0, abs(value))
        if value < low[row] - slack or value > high[row] + slack:
            yield Mismatch(
                unit,
                node.source_column,
                "score",
                value,
                float(scores[row]),
                float(low[row]),
                float(high[row]),
            )


def _ranks(
    definition: Definition, result: Result, reach: Reach, printed: Table, complete: bool
) -> Iterator[Mismatch]:
    column = definition.layout.rank
    if column not in printed.columns or definition.presentation.form != "ranks":
        return
    values, states = printed.column(column)
    low, high = _narrowed(definition, reach, printed)
    ranks = result.rank()
    groups = np.array(result.peer_groups)
    for row, unit in enumerate(result.units):
        if states[row] != GIVEN or np.isnan(ranks[row]):
            continue
        peers = (groups == groups[row]) & ~np.isnan(ranks)
        best = 1 + int((low[peers] > high[row]).sum())
        worst = int((high[peers] >= low[row]).sum())  # the unit itself is among them
        value = float(values[row])
        if value < best or (complete and value > worst):
            yield Mismatch(unit, column, "rank", value, float(ranks[row]), best, worst)


def _narrowed(definition: Definition, reach: Reach, printed: Table) -> tuple[Floats, Floats]:
    """What is known of the index's scores: the reach of the inputs, narrowed by the printed score where the two agree."""
    low, high = reach.of(definition.tree.code)
    column = definition.tree.source_column
    if column not in printed.columns:
        return low, high
    values, _ = printed.column(column)
    half = half_units(printed)[printed.position(column)]
    narrow_low, narrow_high = np.fmax(low, values - half), np.fmin(high, values + half)
    agree = narrow_low <= narrow_high
    # Where they disagree the printed score itself decides: its own mismatch has been reported already.
    return (
        np.where(agree, narrow_low, np.fmin(low, values - half)),
        np.where(agree, narrow_high, np.fmax(high, values + half)),
    )


def _explained(definition: Definition, inputs: Table, found: list[Mismatch]) -> list[Mismatch]:
    rare = len(found) <= max(MOST_EXPLAINED, SHARE_EXPLAINED * len(inputs.units))
    few = rare and len(definition.columns) <= MOST_COLUMNS_EXPLAINED
    if not few or not stands_alone(definition):
        return found
    index = definition.tree.source_column
    return [
        one if one.kind != "score" or one.column != index else _with_explanations(definition, inputs, one)
        for one in found
    ]


def _with_explanations(definition: Definition, inputs: Table, one: Mismatch) -> Mismatch:
    unit = inputs.take([inputs.units.index(one.unit)])
    found = []
    for part in definition.indicators:
        place = unit.position(part.source_column)
        value = float(unit.values[0, place])
        needed = _needed(definition, unit, place, value, one.printed)
        if needed is not None:
            found.append(Explanation(part.source_column, value, needed, value == one.printed))
    # A repeated number explains itself; the other ways to make the sum right are then only noise.
    repeated = tuple(each for each in found if each.repeats)
    return Mismatch(
        one.unit,
        one.column,
        one.kind,
        one.printed,
        one.recomputed,
        one.low,
        one.high,
        repeated or tuple(found),
    )


def _needed(definition: Definition, unit: Table, place: int, value: float, wanted: float) -> float | None:
    """The number which in this one cell gives the wanted score, if it lies in 0–1 or in the direction data can go."""
    if np.isnan(value):
        return None

    def score(number: float) -> float:
        values = unit.values.copy()
        values[0, place] = number
        return float(compute(definition=definition, table=unit.with_values(values)).score()[0])

    here, step = score(value), max(abs(value), 1.0) * 1e-3
    step = -step if value + step > 1 >= value else step
    slope = (score(value + step) - here) / step
    if not slope or np.isnan(slope):
        return None
    needed = value + (wanted - here) / slope
    inside = 0 <= needed <= 1 if 0 <= value <= 1 else needed >= 0
    return needed if inside and abs(score(needed) - wanted) < 1e-6 * max(1.0, abs(wanted)) else None
