"""Outliers: the gate of skewness and kurtosis, winsorising point by point, then logarithm or Box-Cox."""

import math
from dataclasses import dataclass

import numpy as np
import scipy

from daumoi_calc.indices.definition import Treatment
from daumoi_calc.indices.table import Floats

_LAMBDA_RANGE = (-5.0, 5.0)


@dataclass(frozen=True, eq=False)
class Treated:
    """One column after treatment. `method` is none, winsorised, log or box_cox; `points` how many values were moved,
    `parameter` the λ of Box-Cox; `passes` whether the gate is passed in the end."""

    values: Floats
    method: str
    points: int
    parameter: float
    passes: bool


def skewness(values: Floats) -> float:
    """Bias-corrected skewness G1 = g1·√(n(n−1))/(n−2); NaN for fewer than three values or no spread."""
    return _shape(values)[0]


def kurtosis(values: Floats) -> float:
    """Bias-corrected excess kurtosis G2 = ((n+1)g2+6)(n−1)/((n−2)(n−3)); NaN for fewer than four values or no spread."""
    return _shape(values)[1]


def _shape(values: Floats) -> tuple[float, float]:
    """Skewness and kurtosis in one pass: winsorising asks for both again after every point."""
    n = len(values)
    if n < 3 or values.min() == values.max():
        return float("nan"), float("nan")
    centred = values - values.mean()
    squares = centred * centred
    second = float(squares.mean())
    third, fourth = float((squares * centred).mean()), float((squares * squares).mean())
    skew = third / math.sqrt(second) ** 3 * math.sqrt(n * (n - 1)) / (n - 2)
    if n < 4:
        return skew, float("nan")
    return skew, ((n + 1) * (fourth / second**2 - 3.0) + 6) * (n - 1) / ((n - 2) * (n - 3))


def passes_gate(values: Floats, gate: Treatment) -> bool:
    """Whether a column without gaps may stay as it is; one too short or without spread passes."""
    return _passes(_shape(values), gate)


def _passes(shape: tuple[float, float], gate: Treatment) -> bool:
    return not abs(shape[0]) >= gate.skewness or not shape[1] >= gate.kurtosis


def treat(*, values: Floats, gate: Treatment) -> Treated:
    """One column (NaN are left out of account and kept)."""
    known = ~np.isnan(values)
    numbers = values[known]
    if gate.method == "none" or passes_gate(numbers, gate):
        return Treated(values.copy(), "none", 0, float("nan"), True)
    points, moved = _winsorised(numbers, gate)
    if passes_gate(moved, gate):
        return Treated(_put(values, known, moved), "winsorised", points, float("nan"), True)
    if gate.then == "none":
        return Treated(_put(values, known, moved), "winsorised", points, float("nan"), False)
    positive = numbers - numbers.min() + 0.01 * (numbers.max() - numbers.min())
    if gate.then == "log":
        changed, parameter = np.log(positive), float("nan")
    else:
        changed, parameter = _box_cox(positive)
    return Treated(
        _put(values, known, changed), gate.then, len(numbers), parameter, passes_gate(changed, gate)
    )


def _put(values: Floats, known: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], numbers: Floats) -> Floats:
    found = values.copy()
    found[known] = numbers
    return found


def _winsorised(numbers: Floats, gate: Treatment) -> tuple[int, Floats]:
    """The least number of points moved (at most the limit) and the column with them moved.

    Each round takes the most extreme value not yet moved, on the side the column is skewed to, and brings all values
    moved on that side to the next one.
    """
    found = numbers.copy()
    order = np.argsort(numbers, kind="stable")
    high = low = 0
    shape = _shape(found)
    while high + low < min(gate.winsorised_at_most, len(numbers) - 2) and not _passes(shape, gate):
        if shape[0] > 0:
            high += 1
            found[order[-high:]] = numbers[order[-high - 1]]
        else:
            low += 1
            found[order[:low]] = numbers[order[low]]
        shape = _shape(found)
    return high + low, found


def _box_cox(positive: Floats) -> tuple[Floats, float]:
    """The Box-Cox transformation with λ of maximum likelihood between −5 and 5."""
    logs = np.log(positive)

    def transformed(power: float) -> Floats:
        return logs if abs(power) < 1e-9 else np.expm1(power * logs) / power

    def loss(power: float) -> float:
        spread = float(transformed(power).var())
        return (
            len(logs) / 2 * float(np.log(spread)) - (power - 1) * float(logs.sum()) if spread > 0 else 1e300
        )

    best = scipy.optimize.minimize_scalar(
        loss, bounds=_LAMBDA_RANGE, method="bounded", options={"xatol": 1e-10}
    )
    return transformed(float(best.x)), float(best.x)
