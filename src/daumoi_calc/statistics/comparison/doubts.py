"""Two doubts that decide more than the test: is a label wrong, and does the form itself define the outcome?

One doubtful label can move delta from small to large when there are some twenty units, so each label is turned
round in turn. And an index that awards points for having a unit, its mandate, its staff or its own budget line
is raised by the form as such; the comparison is therefore made with and without such indicators.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from daumoi_calc.statistics.comparison.groups import Groups
from daumoi_calc.statistics.comparison.splits import ALPHA
from daumoi_calc.statistics.comparison.whole import Comparison, compare
from daumoi_calc.statistics.refusals import Incomparable


@dataclass(frozen=True)
class Recoded:
    """What is found when the label of one ``unit`` is turned round; ``to_form`` tells which way."""

    unit: str
    to_form: bool
    difference: float
    delta: float
    p: float


@dataclass(frozen=True)
class OneLabelWrong:
    """The finding as labelled, and one row for each unit whose label can be turned round, in their order.

    ``differences``, ``deltas`` and ``p_values`` are (least, greatest) over all rows and the finding itself.
    ``sign_changes`` and ``verdict_changes`` name the units whose recoding turns the sign of the difference, or
    moves p across 0.05. Units whose recoding would empty a group have no row; they stand in ``not_turned``.
    """

    base: Comparison
    rows: tuple[Recoded, ...]
    not_turned: tuple[str, ...]

    @property
    def differences(self) -> tuple[float, float]:
        """Least and greatest difference of means."""
        values = [self.base.means.difference, *(row.difference for row in self.rows)]
        return min(values), max(values)

    @property
    def deltas(self) -> tuple[float, float]:
        """Least and greatest delta."""
        values = [self.base.delta.value, *(row.delta for row in self.rows)]
        return min(values), max(values)

    @property
    def p_values(self) -> tuple[float, float]:
        """Least and greatest p of the difference of means."""
        values = [self.base.means.reference.p, *(row.p for row in self.rows)]
        return min(values), max(values)

    @property
    def sign_changes(self) -> tuple[str, ...]:
        """Units whose recoding turns the sign of the difference of means."""
        sign = np.sign(self.base.means.difference)
        return tuple(row.unit for row in self.rows if np.sign(row.difference) != sign)

    @property
    def verdict_changes(self) -> tuple[str, ...]:
        """Units whose recoding moves p from one side of 0.05 to the other."""
        rare = self.base.means.reference.p <= ALPHA
        return tuple(row.unit for row in self.rows if (row.p <= ALPHA) != rare)


@dataclass(frozen=True)
class Contamination:
    """The comparison on all indicators and on those that the form does not define.

    ``removed`` names what was left out of the second; ``removed_weight`` is its share of the weights.
    """

    everything: Comparison
    without: Comparison
    removed: tuple[str, ...]
    removed_weight: float


def one_label_wrong(*, groups: Groups, seed: int) -> OneLabelWrong:
    """Turn each label round in turn and compare again."""
    rows: list[Recoded] = []
    not_turned: list[str] = []
    n1, n2 = groups.sizes
    for position, unit in enumerate(groups.units):
        has_form = groups.of_form[position]
        if (n1 if has_form else n2) == 1:
            not_turned.append(unit)
            continue
        found = compare(groups=groups.recoded(position=position), seed=seed)
        rows.append(
            Recoded(unit, not has_form, found.means.difference, found.delta.value, found.means.reference.p)
        )
    return OneLabelWrong(compare(groups=groups, seed=seed), tuple(rows), tuple(not_turned))


def contamination(
    *,
    groups: Groups,
    indicators: Sequence[Sequence[float]],
    names: Sequence[str],
    weights: Sequence[float],
    defined_by_form: Sequence[bool],
    seed: int,
) -> Contamination:
    """Compare the weighted mean of all ``indicators`` (units x indicators), then without the defined ones.

    The scores that ``groups`` carries are not used: both outcomes are weighted means of the indicators, the
    second with the remaining weights brought back to sum 1.

    :raises Incomparable: the form defines every indicator that has a weight, so nothing is left to compare.
    """
    table, nominal = np.asarray(indicators, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    defined = np.asarray(defined_by_form, dtype=np.bool_)
    if not len(names) == len(defined) == len(nominal) or table.shape != (len(groups.units), len(nominal)):
        raise ValueError(
            "indicators must be units x indicators; names, weights and marks one for each indicator"
        )
    if not nominal[~defined].sum() > 0:
        raise Incomparable(
            "Mọi chỉ tiêu đều do chính hình thức tổ chức quyết định. Chọn chỉ số khác để so sánh."
        )
    whole = table @ nominal / nominal.sum()
    rest = table[:, ~defined] @ nominal[~defined] / nominal[~defined].sum()
    return Contamination(
        everything=compare(groups=groups.with_scores(scores=whole.tolist()), seed=seed),
        without=compare(groups=groups.with_scores(scores=rest.tolist()), seed=seed),
        removed=tuple(name for name, out in zip(names, defined, strict=True) if out),
        removed_weight=float(nominal[defined].sum() / nominal.sum()),
    )
