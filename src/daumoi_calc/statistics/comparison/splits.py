"""All ways of handing out the labels, and where the observed one stands among them.

A difference in means with fixed group sizes is decided by the sum of the scores of one group, so a full
enumeration only needs the sums of all subsets of one size. They are built by meeting in the middle: the subset
sums of each half, by size, then their outer sums. Three hundred thousand splits take milliseconds.

The two-sided p-value is the share of labellings whose distance from the centre is at least the observed one
(R. A. Fisher, *The Design of Experiments*, 1935, chapter 3). Drawn labellings count the observed one as well:
(1 + b) / (1 + B), so that p is never 0 (B. Phipson and G. Smyth, Stat. Appl. Genet. Mol. Biol. 9:39, 2010).
"""

from dataclasses import dataclass
from math import comb, sqrt

import numpy as np

from daumoi_calc.statistics.comparison.groups import Floats

MOST_SPLITS = 2_000_000
"""Up to so many labellings all are looked at; beyond, a number of them is drawn."""

ALPHA = 0.05
"""Above this p there is not enough evidence to speak of a difference."""

DRAWS = 100_000
"""How many labellings are drawn when there are too many to look at all."""

_BATCH_CELLS = 2_000_000
_TIE = 1e-10  # of the greatest sum: far below any published digit, far above the rounding of a sum


@dataclass(frozen=True)
class Reference:
    """How unusual the observed labelling is among all labellings of the same kind.

    ``p`` is two-sided. ``labellings`` were looked at: all there are when ``exact``, otherwise drawn with ``seed``.
    ``error`` is the standard error of a drawn p (0 when exact). The units are the whole population and not a
    sample: p says how rare such a split is, not what holds for units outside.
    """

    p: float
    labellings: int
    exact: bool
    error: float = 0.0
    seed: int | None = None


def reference(*, observed: float, null: Floats, scale: float, seed: int | None) -> Reference:
    """Place an observed distance from the centre among the distances ``null``.

    ``scale`` is the size of the figures summed; distances that differ by less than its 10⁻¹⁰ count as equal.
    ``seed`` is None when ``null`` holds every labelling, the observed one included.
    """
    as_far = int(np.count_nonzero(np.abs(null) >= abs(observed) - _TIE * scale))
    if seed is None:
        return Reference(p=as_far / len(null), labellings=len(null), exact=True)
    p = (1 + as_far) / (1 + len(null))
    return Reference(p, len(null), exact=False, error=sqrt(p * (1 - p) / len(null)), seed=seed)


def threshold(*, null: Floats, exact: bool, alpha: float = ALPHA) -> float:
    """The distance from the centre beyond which p would be at most ``alpha``; infinite when no labelling gets there.

    >>> threshold(null=np.arange(-20.0, 21.0), exact=True)
    19.0
    """
    rare = int(alpha * len(null) + 1e-9) if exact else int(alpha * (len(null) + 1) + 1e-9) - 1
    if rare < 1:
        return float(np.inf)
    distances = np.abs(null)
    limit = float(np.partition(distances, len(null) - 1 - rare)[len(null) - 1 - rare])
    farthest = float(distances.max())
    return float(np.inf) if limit >= farthest * (1 - _TIE) else limit


def sum_reference(
    *, values: Floats, chosen: Floats, seed: int, draws: int = DRAWS, most: int = MOST_SPLITS
) -> Reference:
    """Where the sum of ``chosen`` (a part of ``values``) stands among the sums of all parts of its size."""
    centre = float(values.mean())
    around, size = values - centre, len(chosen)
    observed = float((chosen - centre).sum())
    scale = float(np.abs(around).sum()) or 1.0
    if comb(len(values), size) <= most:
        return reference(observed=observed, null=subset_sums(around, size), scale=scale, seed=None)
    drawn = drawn_sums(around, size, draws=draws, rng=np.random.default_rng(seed))
    return reference(observed=observed, null=drawn, scale=scale, seed=seed)


def subset_sums(values: Floats, size: int) -> Floats:
    """Sums of all subsets of ``values`` with ``size`` members, C(n, size) of them, in no order.

    >>> sorted(subset_sums(np.array([1.0, 2.0, 4.0]), 2).tolist())
    [3.0, 5.0, 6.0]
    """
    if size > len(values) - size:
        rest = subset_sums(values, len(values) - size)
        return np.asarray(values.sum() - rest, dtype=np.float64)
    half = len(values) // 2
    left, right = _sums_by_size(values[:half], size), _sums_by_size(values[half:], size)
    parts = [np.add.outer(left[taken], right[size - taken]).ravel() for taken in range(size + 1)]
    return np.concatenate(parts)


def _sums_by_size(values: Floats, most: int) -> list[Floats]:
    """Entry k: the sums of all subsets with k members, for k up to ``most``; empty where there are none."""
    sums: list[Floats] = [np.zeros(1), *(np.empty(0) for _ in range(most))]
    for value in values:
        for size in range(most, 0, -1):
            sums[size] = np.concatenate([sums[size], sums[size - 1] + value])
    return sums


def drawn_sums(values: Floats, size: int, *, draws: int, rng: np.random.Generator) -> Floats:
    """Sums of ``draws`` random subsets with ``size`` members; the same whatever the batches."""
    batch = max(1, _BATCH_CELLS // len(values))
    found = np.empty(draws)
    for start in range(0, draws, batch):
        count = min(batch, draws - start)
        keys = rng.random((count, len(values)))
        taken = np.argpartition(keys, size - 1, axis=1)[:, :size]
        found[start : start + count] = values[taken].sum(axis=1)
    return found
