"""Filling gaps: mean, median, of all units or of a group, or expectation-maximisation under a joint normal."""

from collections.abc import Callable, Sequence

import numpy as np

from daumoi_calc.indices.definition import Imputation
from daumoi_calc.indices.faults import ComputeFault, Problem
from daumoi_calc.indices.table import Flags, Floats

MOST_ROUNDS = 1_000
TOLERANCE = 1e-10
RIDGE = 1e-8


def impute(*, values: Floats, gaps: Flags, method: Imputation, groups: Sequence[str]) -> Floats:
    """`values` (n × p) with every cell of `gaps` filled; other NaN (what does not apply) stay and are not looked at.

    A column without any number stays empty. `em` works on the columns together: hand it the indicators of one pillar.
    Raises `ComputeFault` when `em` has fewer than two more units than indicators.
    """
    if method.method == "none" or not gaps.any():
        return values.copy()
    if method.method == "em":
        return _expectation_maximisation(values, gaps)
    of = np.median if method.method.endswith("median") else np.mean
    filled = values.copy()
    for column in np.flatnonzero(gaps.any(axis=0)):
        words = np.asarray(groups) if method.method.startswith("group_") else None
        filled[:, column] = _column(values[:, column], gaps[:, column], words, of)
    return filled


def _column(
    values: Floats,
    gaps: Flags,
    words: np.ndarray[tuple[int, ...], np.dtype[np.str_]] | None,
    of: Callable[..., np.float64],
) -> Floats:
    known = ~np.isnan(values)
    found = values.copy()
    if not known.any():
        return found
    overall = of(values[known])
    if words is None:
        found[gaps] = overall
        return found
    for word in set(words[gaps]):
        inside = known & (words == word)
        found[gaps & (words == word)] = of(values[inside]) if inside.any() else overall
    return found


def _expectation_maximisation(values: Floats, gaps: Flags) -> Floats:
    """Maximum likelihood of mean and covariance of a joint normal with gaps, then each gap's conditional mean."""
    usable = ~np.isnan(values).all(axis=0)
    data = values[:, usable]
    units, columns = data.shape
    if units < columns + 2:
        raise ComputeFault(
            [
                Problem(
                    "imputation",
                    f"phương pháp em cần ít nhất {columns + 2} đơn vị cho {columns} chỉ số cùng nhánh, đang có {units}.",
                    "Dùng mean, median hoặc group_mean.",
                )
            ]
        )
    centre, spread = np.nanmean(data, axis=0), np.nanstd(data, axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    scaled = (data - centre) / spread
    filled = _rounds(scaled)
    found = values.copy()
    inner = np.where(gaps[:, usable], filled * spread + centre, data)
    found[:, usable] = inner
    return found


def _rounds(data: Floats) -> Floats:
    units, columns = data.shape
    holes = np.isnan(data)
    patterns, which = np.unique(holes, axis=0, return_inverse=True)
    which = which.reshape(-1)
    mean, covariance = np.zeros(columns), np.eye(columns)
    filled = np.where(holes, 0.0, data)
    for _ in range(MOST_ROUNDS):
        extra = np.zeros((columns, columns))
        for number, hole in enumerate(patterns):
            rows = which == number
            if hole.any():
                extra += _expect(filled, rows, hole, mean, covariance)
        new_mean = filled.mean(axis=0)
        centred = filled - new_mean
        new_covariance = (centred.T @ centred + extra) / units + RIDGE * np.eye(columns)
        moved = max(np.abs(new_mean - mean).max(), np.abs(new_covariance - covariance).max())
        mean, covariance = new_mean, new_covariance
        if moved < TOLERANCE:
            break
    return filled


def _expect(filled: Floats, rows: Flags, hole: Flags, mean: Floats, covariance: Floats) -> Floats:
    """Fills the gaps of one pattern in place; gives its part of the covariance that the conditional means leave out."""
    seen = ~hole
    slope = np.linalg.solve(covariance[np.ix_(seen, seen)], covariance[np.ix_(seen, hole)]).T
    picked = filled[rows]
    picked[:, hole] = mean[hole] + (picked[:, seen] - mean[seen]) @ slope.T
    filled[rows] = picked
    extra = np.zeros_like(covariance)
    rest = covariance[np.ix_(hole, hole)] - slope @ covariance[np.ix_(seen, hole)]
    extra[np.ix_(hole, hole)] = rest * int(rows.sum())
    return extra
