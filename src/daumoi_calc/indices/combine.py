"""From the parts of a node to its score: weighted means and Copeland's outranking."""

import numpy as np
from numpy.typing import NDArray

from daumoi_calc.indices.definition import Aggregation
from daumoi_calc.indices.faults import ComputeFault, Problem
from daumoi_calc.indices.table import Flags, Floats

_NOISE = 1e-12
_ROWS = 64
"""Units compared with all others at a time: bounds the memory of outranking at 3,400 units."""


def combine(
    *, scores: Floats, weights: Floats, method: Aggregation, place: str, units: tuple[str, ...]
) -> Floats:
    """Scores (n) of a node from those of its parts (n × p) under `weights` (n × p, rows sum to 1, 0 where a part does
    not count). A row without weights gives NaN. Raises `ComputeFault` for a mean that does not exist for negatives.
    """
    counts = weights != 0
    rows = counts.any(axis=1)
    numbers = np.where(counts, scores, 0.0)
    if method.method == "copeland":
        return np.where(rows, copeland(scores=np.where(counts, scores, np.nan), weights=weights), np.nan)
    if method.method == "arithmetic":
        found = (numbers * weights).sum(axis=1)
    else:
        _refuse_negative(numbers, counts, place, units)
        found = _power_mean(numbers, weights, counts, _power(method))
    return np.where(rows, found, np.nan)


def _power(method: Aggregation) -> float:
    return {"geometric": 0.0, "harmonic": -1.0}.get(method.method, method.power)


def _power_mean(numbers: Floats, weights: Floats, counts: Flags, power: float) -> Floats:
    """(Σ w x^p)^(1/p), the geometric mean for p = 0; a 0 among the parts gives 0 for p ≤ 0, its limit."""
    if power > 0:
        whole: Floats = (weights * numbers**power).sum(axis=1) ** (1 / power)
        return whole
    zero = (counts & (numbers == 0)).any(axis=1)
    safe = np.where(counts & (numbers > 0), numbers, 1.0)
    if power == 0:
        found = np.exp((weights * np.log(safe)).sum(axis=1))
    else:
        inside = (weights * safe**power).sum(axis=1)
        found = np.where(inside > 0, inside, 1.0) ** (1 / power)
    return np.where(zero, 0.0, found)


def _refuse_negative(numbers: Floats, counts: Flags, place: str, units: tuple[str, ...]) -> None:
    wrong = (counts & (numbers < 0)).any(axis=1)
    if wrong.any():
        raise ComputeFault(
            Problem(
                f"đơn vị “{units[row]}”, nhánh “{place}”",
                "có điểm âm nên không lấy được trung bình này.",
                "Đổi thang, ví dụ 1–100.",
            )
            for row in np.flatnonzero(wrong)[:20]
        )


def copeland(*, scores: Floats, weights: Floats) -> Floats:
    """Copeland scores: +1 for every unit over which the parts in which one is better weigh more than half (ties count
    half), −1 for every unit the other way round. Parts missing in either unit are left out of the pair."""
    found = np.zeros(len(scores))
    alike = not np.isnan(scores).any() and bool((weights == weights[:1]).all())
    places = _places(scores) if alike else None
    for start in range(0, len(scores), _ROWS):
        block = slice(start, min(start + _ROWS, len(scores)))
        over = _over_known(scores, weights, block) if places is None else _over_all(places, weights[0], block)
        found[block] = (over > _NOISE).sum(axis=1) - (over < -_NOISE).sum(axis=1)
    return found


def _places(scores: Floats) -> NDArray[np.int32]:
    """Positions from below inside each part: only the order counts, and small whole numbers travel faster."""
    return np.column_stack([np.unique(part, return_inverse=True)[1] for part in scores.T]).astype(np.int32)


def _over_all(places: NDArray[np.int32], weights: Floats, block: slice) -> Floats:
    """Weight of the parts won less that of the parts lost, of each unit of the block against all others."""
    over = np.zeros((block.stop - block.start, len(places)))
    for part, weight in enumerate(weights):
        over += np.sign(places[block, part, None] - places[None, :, part]) * weight
    return over


def _over_known(scores: Floats, weights: Floats, block: slice) -> Floats:
    """The same where parts are missing or units have weights of their own: the smaller of the two weights counts."""
    over = np.zeros((block.stop - block.start, len(scores)))
    for part in range(scores.shape[1]):
        mine, theirs = scores[block, part, None], scores[None, :, part]
        weight = np.minimum(weights[block, part, None], weights[None, :, part])
        over += np.where(mine > theirs, weight, np.where(mine < theirs, -weight, 0.0))
    return over
