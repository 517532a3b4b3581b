"""The comparison as it is reported: every figure that must stand beside the others, computed together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from daumoi_calc.statistics.comparison.dominance import Delta, cliff_delta
from daumoi_calc.statistics.comparison.groups import Groups
from daumoi_calc.statistics.comparison.location import Shift, hodges_lehmann
from daumoi_calc.statistics.comparison.ranks import Detectable, RankTest, detectable, mann_whitney
from daumoi_calc.statistics.comparison.splits import DRAWS, Reference, sum_reference
from daumoi_calc.statistics.refusals import Incomparable

_MOST_CELLS = 4_000_000


@dataclass(frozen=True)
class Means:
    """Difference of the two means in score points and its place among all labellings."""

    first: float
    others: float
    difference: float
    reference: Reference


@dataclass(frozen=True)
class Comparison:
    """One form against all other units, on one outcome.

    ``first`` and ``others`` are the group sizes. ``detectable`` says what groups of these sizes can show at all
    (None: nothing) and belongs beside every p.
    """

    first: int
    others: int
    means: Means
    ranks: RankTest
    delta: Delta
    shift: Shift
    detectable: Detectable | None


@dataclass(frozen=True)
class SignUnderWeights:
    """How often the difference of means keeps its sign when the weights of the indicators are drawn anew.

    Each weight is multiplied by a factor uniform in 1 ± ``noise`` and the weights are brought back to sum 1.
    ``kept`` is a share of ``draws``; a difference of exactly 0 counts as not kept.
    """

    draws: int
    kept: float
    noise: float
    seed: int


def compare(*, groups: Groups, seed: int, level: float = 0.95, draws: int = DRAWS) -> Comparison:
    """Everything that is reported about one outcome; ``seed`` and ``draws`` matter only to very large groups."""
    n1, n2 = groups.sizes
    return Comparison(
        first=n1,
        others=n2,
        means=difference_in_means(groups=groups, seed=seed, draws=draws),
        ranks=mann_whitney(groups=groups, seed=seed, draws=draws),
        delta=cliff_delta(groups=groups, level=level),
        shift=hodges_lehmann(groups=groups, level=level),
        detectable=detectable(first=n1, others=n2, alpha=1 - level),
    )


def difference_in_means(*, groups: Groups, seed: int, draws: int = DRAWS) -> Means:
    """Permutation test of the difference in means: every split up to two million, beyond that drawn ones."""
    first, others = float(groups.first.mean()), float(groups.others.mean())
    placed = sum_reference(values=groups.all_scores, chosen=groups.first, seed=seed, draws=draws)
    return Means(first, others, first - others, placed)


def sign_under_weights(
    *,
    groups: Groups,
    indicators: Sequence[Sequence[float]],
    weights: Sequence[float],
    noise: float = 0.25,
    draws: int = 10_000,
    seed: int,
) -> SignUnderWeights:
    """Vary the weights of a weighted mean of ``indicators`` (units x indicators, normalised).

    The difference of the groups is linear in the weights, so each draw costs one scalar product.

    :raises Incomparable: an indicator lacks a figure, a weight is negative, or all are zero.
    """
    table, nominal = _table(groups, indicators, weights)
    gaps = table[groups.mask].mean(axis=0) - table[~groups.mask].mean(axis=0)
    sign, kept = np.sign(gaps @ nominal), 0
    rng = np.random.default_rng(seed)
    batch = max(1, _MOST_CELLS // len(gaps))
    for start in range(0, draws, batch):
        count = min(batch, draws - start)
        drawn = nominal * rng.uniform(1 - noise, 1 + noise, size=(count, len(gaps)))
        kept += int(np.count_nonzero(np.sign(drawn @ gaps) == sign)) if sign else 0
    return SignUnderWeights(draws, kept / draws, noise, seed)


def _table(
    groups: Groups, indicators: Sequence[Sequence[float]], weights: Sequence[float]
) -> tuple[np.ndarray, np.ndarray]:
    table, nominal = np.asarray(indicators, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    if table.shape != (len(groups.units), len(nominal)):
        raise ValueError("indicators must be units x indicators, weights one for each indicator")
    if not np.isfinite(table).all():
        raise Incomparable("Có chỉ tiêu thiếu điểm. Bổ sung hoặc bỏ chỉ tiêu đó khỏi phép so sánh.")
    if (nominal < 0).any() or not nominal.sum() > 0:
        raise Incomparable("Trọng số phải không âm và có tổng lớn hơn 0.")
    return table, nominal / nominal.sum()
