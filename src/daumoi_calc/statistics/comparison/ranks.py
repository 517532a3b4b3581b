"""The Mann–Whitney statistic, its exact distribution, and what a comparison of given sizes can detect at all.

U counts the pairs in which the unit of the form has the higher score, a tie as one half. Without ties its
distribution is the coefficients of the Gaussian binomial (H. B. Mann and D. R. Whitney, 1947); with ties the
mid-ranks themselves are permuted, because the table of U is then wrong.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import comb

import numpy as np
import scipy

from daumoi_calc.statistics.comparison.groups import Floats, Groups
from daumoi_calc.statistics.comparison.splits import ALPHA, DRAWS, Reference, sum_reference

_MOST_STEPS = 1_000_000  # of building a table of U: some hundred units, far above ministries or provinces


@dataclass(frozen=True)
class RankTest:
    """``u`` of the units of the form (0 … n1·n2) with its place among all labellings; ``ties`` when scores meet."""

    u: float
    ties: bool
    reference: Reference


@dataclass(frozen=True)
class Detectable:
    """The least that two groups of these sizes can show.

    The two-sided exact test rejects when U or n1·n2 − U is at most ``u``; that is |delta| of at least ``delta``.
    ``alpha`` is the real probability of rejecting when labels are handed out at random, at most ``nominal``.
    """

    first: int
    others: int
    u: int
    delta: float
    alpha: float
    nominal: float


@dataclass(frozen=True)
class Power:
    """Share of simulated comparisons that reject, with its Monte Carlo standard error.

    ``shift`` is the difference of two normal populations in standard deviations.
    """

    shift: float
    power: float
    error: float
    runs: int
    seed: int


def pairs_won(first: Floats, others: Floats) -> float:
    """U: the pairs in which the first is higher, ties as one half.

    >>> pairs_won(np.array([3.0, 2.0]), np.array([1.0, 2.0]))
    3.5
    """
    ranks = scipy.stats.rankdata(np.concatenate([first, others]))
    return float(ranks[: len(first)].sum()) - len(first) * (len(first) + 1) / 2


def mann_whitney(*, groups: Groups, seed: int, draws: int = DRAWS) -> RankTest:
    """Two-sided Mann–Whitney test: the exact table without ties, otherwise permutation of the mid-ranks."""
    scores = groups.all_scores
    u = pairs_won(groups.first, groups.others)
    ties = len(np.unique(scores)) < len(scores)
    n1, n2 = groups.sizes
    if not ties and _table_fits(n1, n2):
        least = int(min(u, n1 * n2 - u))
        p = min(1.0, 2 * lower_tail(n1, n2, least))
        return RankTest(u, ties, Reference(p=p, labellings=comb(n1 + n2, n1), exact=True))
    ranks = scipy.stats.rankdata(scores)
    return RankTest(u, ties, sum_reference(values=ranks, chosen=ranks[groups.mask], seed=seed, draws=draws))


def detectable(*, first: int, others: int, alpha: float = ALPHA) -> Detectable | None:
    """What a comparison of ``first`` against ``others`` units can detect; None when nothing can reach alpha."""
    u = critical_u(first, others, alpha)
    if u is None:
        return None
    real = 2 * lower_tail(first, others, u)
    return Detectable(first, others, u, 1 - 2 * u / (first * others), real, alpha)


def critical_u(first: int, others: int, alpha: float) -> int | None:
    """The greatest u with 2·P(U ≤ u) ≤ alpha; None when even u = 0 is too likely.

    Groups too large for the table (hundreds on each side) use the normal distribution with continuity correction.
    """
    if not _table_fits(first, others):
        centre, spread = _moments(first, others)
        return int(np.floor(centre - 0.5 + spread * float(scipy.special.ndtri(alpha / 2))))
    total, below, found = comb(first + others, first), 0, None
    for u, ways in enumerate(_ways(first, others)):
        below += ways
        if 2 * below > alpha * total:
            break
        found = u
    return found


def lower_tail(first: int, others: int, u: int) -> float:
    """P(U ≤ u) when every labelling is equally likely, without ties; nearly so for hundreds of units on each side.

    >>> lower_tail(2, 2, 0) == 1 / 6
    True
    """
    if not _table_fits(first, others):
        centre, spread = _moments(first, others)
        return float(scipy.special.ndtr((u + 0.5 - centre) / spread))
    return sum(_ways(first, others)[: u + 1]) / comb(first + others, first)


def power(
    *, first: int, others: int, shift: float, runs: int = 4_000, seed: int, alpha: float = ALPHA
) -> Power:
    """How often two normal groups that lie ``shift`` standard deviations apart are told apart."""
    critical = critical_u(first, others, alpha)
    rng = np.random.default_rng(seed)
    scores = rng.standard_normal((runs, first + others))
    scores[:, :first] += shift
    ranks = scores.argsort(axis=1).argsort(axis=1)[:, :first].sum(axis=1)
    u = ranks - first * (first - 1) // 2
    least = np.minimum(u, first * others - u)
    share = 0.0 if critical is None else float(np.mean(least <= critical))
    return Power(shift, share, (share * (1 - share) / runs) ** 0.5, runs, seed)


def delta_of_shift(shift: float) -> float:
    """Cliff's delta of two normal populations ``shift`` standard deviations apart: 2·Φ(shift/√2) − 1."""
    return float(2 * scipy.special.ndtr(shift / 2**0.5) - 1)


def _table_fits(first: int, others: int) -> bool:
    return min(first, others) * first * others <= _MOST_STEPS


def _moments(first: int, others: int) -> tuple[float, float]:
    """Mean and standard deviation of U."""
    pairs = first * others
    return pairs / 2, (pairs * (first + others + 1) / 12) ** 0.5


@lru_cache(maxsize=64)
def _ways(first: int, others: int) -> tuple[int, ...]:
    """Entry u: how many labellings give U = u. Coefficients of ∏ (1 − q^(others+i)) / (1 − q^i), i = 1 … first."""
    if first > others:
        return _ways(others, first)
    ways = [1] + [0] * (first * others)
    for step in range(1, first + 1):
        for u in range(len(ways) - 1, others + step - 1, -1):
            ways[u] -= ways[u - others - step]
        for u in range(step, len(ways)):
            ways[u] += ways[u - step]
    return tuple(ways)
