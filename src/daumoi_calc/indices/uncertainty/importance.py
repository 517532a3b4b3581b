"""What an indicator or pillar really weighs in the ranking, beside the weight it was given.

Source: Paruolo, Saisana, Saltelli, "Ratings and rankings: voodoo or science?", J. R. Stat. Soc. A 176 (2013). The
weight of a linear index is a rate of substitution, not an importance: spread and correlation decide that.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from daumoi_calc.indices.uncertainty.arrays import FloatArray, matrix_of, vector_of

MOST_BINS = 20


@dataclass(frozen=True, slots=True, eq=False)
class Importance:
    """One number per component (indicator or pillar).

    ``nominal``: given weights, summing to 1. ``correlation``: Pearson with the index. ``squared``: its square, the
    importance when the relation is a line. ``ratio``: correlation ratio Var(E[index | component]) / Var(index) in
    [0, 1], any shape of relation; estimated on groups of equal size and corrected for their number (epsilon squared),
    so it needs some tens of units. ``share``: ``squared`` divided by its sum, comparable with ``nominal``.
    ``covariance``: nominal weight x cov(component, index) / Var(index); sums to 1 for an arithmetic index, negative
    where a component works against the rest. A component or index without spread counts 0.
    """

    nominal: FloatArray
    correlation: FloatArray
    squared: FloatArray
    ratio: FloatArray
    share: FloatArray
    covariance: FloatArray
    bins: int


def effective_importance(
    *, values: ArrayLike, scores: ArrayLike, nominal_weights: ArrayLike, bins: int | None = None
) -> Importance:
    """Importance of each column of ``values`` (units x components, no gaps) for ``scores`` (one per unit).

    ``bins`` is the number of groups for the correlation ratio; by default the square root of the number of units,
    between 2 and 20.

    :raises ValueError: shapes that do not fit, gaps, fewer than 4 units, or weights without a positive sum.
    """
    table = matrix_of(values, what="values")
    units = len(table)
    index = vector_of(scores, what="scores", length=units)
    weights = vector_of(nominal_weights, what="nominal weights", length=table.shape[1])
    if np.isnan(table).any() or units < 4:
        raise ValueError("importance needs at least 4 units, all with every component")
    if (weights < 0).any() or not weights.sum() > 0:
        raise ValueError("nominal weights must not be negative and need a positive sum")
    groups = bins or int(np.clip(np.sqrt(units), 2, MOST_BINS))
    if not 2 <= groups <= units // 2:
        raise ValueError(f"{groups} groups of {units} units: each group needs two units")
    weights = weights / weights.sum()
    centred, deviation = table - table.mean(axis=0), index - index.mean()
    covariance = centred.T @ deviation / units
    spread, variance = centred.std(axis=0), float(deviation.var())
    flat = (spread <= 1e-12 * np.abs(table).max(axis=0)) | (
        variance <= 1e-24 * float(np.abs(index).max()) ** 2
    )
    scale = np.where(flat, 1.0, spread * np.sqrt(variance))
    correlation = np.where(flat, 0.0, covariance / scale)
    squared = correlation**2
    total = float(squared.sum())
    return Importance(
        nominal=weights,
        correlation=correlation,
        squared=squared,
        ratio=np.where(flat, 0.0, [_ratio(column, index, groups) for column in table.T]),
        share=squared / total if total > 0 else squared,
        covariance=np.where(flat, 0.0, weights * covariance / (variance or 1.0)),
        bins=groups,
    )


def _ratio(column: FloatArray, index: FloatArray, bins: int) -> float:
    """Epsilon squared of ``index`` over groups of equal size along ``column``; equal values stay together."""
    edges = np.quantile(column, np.linspace(0, 1, bins + 1)[1:-1])
    _, group = np.unique(np.searchsorted(edges, column, side="left"), return_inverse=True)
    sizes = np.bincount(group)
    if len(sizes) < 2 or len(sizes) >= len(index):
        return 0.0
    means = np.bincount(group, weights=index) / sizes
    total = float(((index - index.mean()) ** 2).sum())
    within = float(((index - means[group]) ** 2).sum())
    if total <= 0:
        return 0.0
    unbiased = 1.0 - (within / (len(index) - len(sizes))) / (total / (len(index) - 1))
    return float(np.clip(unbiased, 0.0, 1.0))
