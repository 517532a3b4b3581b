"""The difference of the form with one or two other traits of the units held fixed: Freedman–Lane permutation.

The score is first explained by the covariates alone; what they leave over is handed out anew, added to what they
explain, and the coefficient of the form is estimated again. Its t is compared, not the coefficient, because only
t has nearly the same distribution whatever the covariates (D. Freedman and D. Lane, J. Business & Economic
Statistics 1:292, 1983; M. Anderson and J. Robinson, Aust. N. Z. J. Stat. 43:75, 2001).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from math import factorial

import numpy as np

from daumoi_calc.statistics.comparison.groups import Floats, Groups
from daumoi_calc.statistics.comparison.splits import Reference, reference
from daumoi_calc.statistics.refusals import Incomparable

MOST_COVARIATES = 2
"""With some twenty units a third covariate would leave nothing to compare."""

DRAWS = 20_000
_MOST_ORDERS = 50_000  # all orders of up to 8 units
_ALIKE = 1e-9  # share of the label's variation below which the covariates decide the form


@dataclass(frozen=True)
class Adjusted:
    """``difference`` in score points between the form and the others at equal covariates, and its ``t``."""

    difference: float
    t: float
    covariates: int
    reference: Reference


def freedman_lane(
    *, groups: Groups, covariates: Sequence[Sequence[float]], seed: int, draws: int = DRAWS
) -> Adjusted:
    """Difference adjusted for ``covariates`` (one or two, each with one figure for each unit).

    :raises Incomparable: no or more than two covariates, one of another length or without figures, constant
        or repeating the other, or the covariates already decide which units have the form.
    """
    design = _design(groups, covariates)
    if len(groups.units) <= design.shape[1] + 1:
        raise Incomparable("Có quá ít đơn vị so với số biến đối chứng. Bớt biến đối chứng.")
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise Incomparable("Biến đối chứng không đổi, hoặc hai biến nói cùng một điều. Chọn biến khác.")
    label = _left_over(design, groups.mask.astype(np.float64))
    if float(label @ label) < _ALIKE * float(np.var(groups.mask)) * len(label):
        raise Incomparable("Biến đối chứng trùng với hình thức tổ chức. Chọn biến khác.")
    rest = _left_over(design, groups.all_scores)
    freedom = len(label) - design.shape[1] - 1
    observed = float(_t_values(design, label, rest[np.newaxis, :], freedom)[0])
    orders, exact = _orders(len(rest), seed, draws)
    null = _t_values(design, label, rest[orders], freedom)
    placed = reference(
        observed=observed, null=null, scale=max(1.0, abs(observed)), seed=None if exact else seed
    )
    return Adjusted(float(label @ rest) / float(label @ label), observed, len(covariates), placed)


def _design(groups: Groups, covariates: Sequence[Sequence[float]]) -> Floats:
    """A column of ones and the covariates, centred."""
    count = len(groups.units)
    if not 1 <= len(covariates) <= MOST_COVARIATES:
        raise Incomparable(f"Chọn 1 đến {MOST_COVARIATES} biến đối chứng; đang có {len(covariates)}.")
    columns = [np.ones(count)]
    for number, figures in enumerate(covariates, start=1):
        column = np.asarray(figures, dtype=np.float64)
        if column.shape != (count,) or not np.isfinite(column).all():
            raise Incomparable(f"Biến đối chứng {number} thiếu số liệu. Cần một số cho mỗi đơn vị.")
        columns.append((column - column.mean()) / (column.std() or 1.0))
    return np.column_stack(columns)


def _left_over(design: Floats, values: Floats) -> Floats:
    """What the columns of ``design`` do not explain of ``values``."""
    explained = design @ np.linalg.lstsq(design, values, rcond=None)[0]
    return np.asarray(values - explained, dtype=np.float64)


def _t_values(design: Floats, label: Floats, handed_out: Floats, freedom: int) -> Floats:
    """t of the form in each row of residuals; what the covariates explain cancels, so it is left out."""
    axes = np.linalg.qr(design)[0]
    remaining = handed_out - (handed_out @ axes) @ axes.T
    spread = float(label @ label)
    coefficient = remaining @ label / spread
    unexplained = np.maximum((remaining**2).sum(axis=1) - coefficient**2 * spread, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        values = coefficient * np.sqrt(spread * freedom / unexplained)
    most = float(np.finfo(np.float64).max)
    return np.asarray(np.nan_to_num(values, nan=0.0, posinf=most, neginf=-most), dtype=np.float64)


def _orders(count: int, seed: int, draws: int) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.intp]], bool]:
    """All orders of few units, otherwise ``draws`` random ones; True when these are all."""
    if factorial(count) <= _MOST_ORDERS:
        return np.array(list(permutations(range(count))), dtype=np.intp), True
    every = np.tile(np.arange(count, dtype=np.intp), (draws, 1))
    return np.random.default_rng(seed).permuted(every, axis=1), False
