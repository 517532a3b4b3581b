"""Matched pairs: in each pair one unit has the form, the other is as like it as can be found.

If the form made no difference to the score, the sign of each difference would be a toss of a coin; all 2^m tosses
are looked at (R. A. Fisher, *The Design of Experiments*, 1935, section 21). The interval collects the shifts that
the signed-rank test does not reject; its limits are Walsh averages.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from daumoi_calc.statistics.comparison.groups import Floats
from daumoi_calc.statistics.comparison.splits import DRAWS, MOST_SPLITS, Reference, reference, threshold
from daumoi_calc.statistics.refusals import Incomparable


@dataclass(frozen=True)
class Pairs:
    """Mean ``difference`` in score points, its place among all signs, and the middle shift with its interval.

    ``level`` is the real level of the interval; with fewer than six pairs no interval of 95 % is finite. Only a
    mean difference beyond ``threshold`` on either side would have p ≤ 0.05 (infinite: none would).
    """

    count: int
    difference: float
    threshold: float
    reference: Reference
    shift: float
    low: float
    high: float
    level: float


def matched_pairs(
    *, first: Sequence[float], others: Sequence[float], seed: int, level: float = 0.95, draws: int = DRAWS
) -> Pairs:
    """Compare pairs; entry i of ``first`` (with the form) belongs to entry i of ``others``.

    :raises Incomparable: fewer than two pairs, or a score is missing.
    """
    differences = np.asarray(first, dtype=np.float64) - np.asarray(others, dtype=np.float64)
    if len(differences) < 2 or not np.isfinite(differences).all():
        raise Incomparable("Cần ít nhất hai cặp, mỗi cặp đủ hai điểm. Kiểm tra lại bảng ghép cặp.")
    observed = float(differences.sum())
    scale = float(np.abs(differences).sum()) or 1.0
    exact = 2 ** len(differences) <= MOST_SPLITS
    null = _all_signs(differences) if exact else _drawn_signs(differences, seed, draws)
    placed = reference(observed=observed, null=null, scale=scale, seed=None if exact else seed)
    shift, low, high, real = _walsh(differences, level)
    least = threshold(null=null, exact=exact) / len(differences)
    return Pairs(len(differences), float(differences.mean()), least, placed, shift, low, high, real)


def _all_signs(differences: Floats) -> Floats:
    sums = np.zeros(1)
    for difference in differences:
        sums = np.concatenate([sums + difference, sums - difference])
    return sums


def _drawn_signs(differences: Floats, seed: int, draws: int) -> Floats:
    signs = np.random.default_rng(seed).integers(0, 2, size=(draws, len(differences)), dtype=np.int8)
    return np.asarray((2.0 * signs - 1.0) @ differences, dtype=np.float64)


def _walsh(differences: Floats, level: float) -> tuple[float, float, float, float]:
    count = len(differences)
    rows, columns = np.triu_indices(count)
    averages = np.sort((differences[rows] + differences[columns]) / 2)
    below = np.cumsum(_signed_rank_shares(count))
    outside = int(np.searchsorted(2 * below, (1 - level) * (1 + 1e-12), side="right")) - 1
    middle = float(np.median(averages))
    if outside < 0:
        return middle, -np.inf, np.inf, 1.0
    real = 1 - 2 * float(below[outside])
    return middle, float(averages[outside]), float(averages[-1 - outside]), real


def _signed_rank_shares(count: int) -> Floats:
    """Entry w: P(W = w) of the signed-rank sum of ``count`` pairs without ties."""
    shares = np.ones(1)
    for rank in range(1, count + 1):
        kept = np.concatenate([shares, np.zeros(rank)])
        kept[rank:] += shares
        shares = kept / 2
    return shares
