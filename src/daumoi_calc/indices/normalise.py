"""Bringing a column to the common scale. Formulas: `docs/build/indices.md`."""

from collections.abc import Callable, Sequence

import numpy as np
import scipy

from daumoi_calc.indices.definition import Goalposts, Indicator, Normalisation
from daumoi_calc.indices.faults import ComputeFault, Problem
from daumoi_calc.indices.table import Floats


def normalise(
    *, values: Floats, scale: Normalisation, indicator: Indicator | None, units: Sequence[str], place: str
) -> Floats:
    """One column on the scale; NaN stay. `indicator` gives direction, goalposts, target, reference; None for a node.

    Equal values everywhere come to the middle of the scale. Raises `ComputeFault` naming `place` for a reference
    unit without a value, a target outside the data's reach, or a fraction of values that are not positive.
    """
    known = ~np.isnan(values)
    if not known.any() or scale.method == "identity":
        return values.copy()
    down = indicator is not None and indicator.direction == "down"
    found = np.full(len(values), np.nan)
    numbers = values[known]
    if scale.method == "fraction_of_maximum":
        found[known] = _fraction(numbers, scale, down, place)
        return found
    if indicator is not None and scale.method == "goalposts" and indicator.goalposts is not None:
        found[known] = _goalposts(numbers, scale, indicator.goalposts, down)
        return found
    signed = -numbers if down else numbers
    if scale.method in {"distance_to_target", "distance_to_reference"}:
        end = _end(values, scale, indicator, units, place)
        found[known] = _distance(signed, -end if down else end, scale, place)
        return found
    found[known] = _SAMPLE[scale.method](signed, scale)
    return found


def is_constant(values: Floats) -> bool:
    """Whether a column has one value only, so that no scale can tell its units apart."""
    known = values[~np.isnan(values)]
    return len(known) > 0 and bool(known.min() == known.max())


def _spread(share: Floats, scale: Normalisation) -> Floats:
    return scale.low + share * (scale.high - scale.low)


def _middle(numbers: Floats, scale: Normalisation) -> Floats:
    return np.full(len(numbers), (scale.low + scale.high) / 2)


def _min_max(numbers: Floats, scale: Normalisation) -> Floats:
    low, high = numbers.min(), numbers.max()
    return _spread((numbers - low) / (high - low), scale) if high > low else _middle(numbers, scale)


def _z_score(numbers: Floats, scale: Normalisation) -> Floats:
    degrees = 1 if scale.deviation == "sample" else 0
    if numbers.min() == numbers.max() or len(numbers) <= degrees:
        return np.full(len(numbers), scale.low)
    found: Floats = scale.low + (numbers - numbers.mean()) / numbers.std(ddof=degrees) * scale.high
    return found


def _from_below(numbers: Floats) -> Floats:
    ranks: Floats = scipy.stats.rankdata(numbers, method="min").astype(np.float64)
    return ranks


def _percentile(numbers: Floats, scale: Normalisation) -> Floats:
    if numbers.min() == numbers.max():
        return _middle(numbers, scale)
    return _spread((_from_below(numbers) - 1) / (len(numbers) - 1), scale)


_SAMPLE: dict[str, Callable[[Floats, Normalisation], Floats]] = {
    "min_max": _min_max,
    "distance_to_maximum": _min_max,
    "z_score": _z_score,
    "rank": lambda numbers, scale: _from_below(numbers),
    "borda": lambda numbers, scale: _from_below(numbers) - 1,
    "percentile_rank": _percentile,
}


def _fraction(numbers: Floats, scale: Normalisation, down: bool, place: str) -> Floats:
    if numbers.min() < 0 or numbers.max() <= 0 or (down and numbers.min() <= 0):
        raise ComputeFault([Problem(place, "có số không dương nên không chia cho số lớn nhất được.")])
    share: Floats = numbers.min() / numbers if down else numbers / numbers.max()
    found: Floats = share * scale.high
    return found


def _goalposts(numbers: Floats, scale: Normalisation, ends: Goalposts, down: bool) -> Floats:
    reach = ends.high - ends.low
    share = (ends.high - numbers) / reach if down else (numbers - ends.low) / reach
    return _spread(np.clip(share, 0.0, 1.0) if scale.clip else share, scale)


def _end(
    values: Floats, scale: Normalisation, indicator: Indicator | None, units: Sequence[str], place: str
) -> float:
    assert indicator is not None  # the definition's checks refuse distances on nodes
    if scale.method == "distance_to_target":
        assert indicator.target is not None
        return indicator.target
    reference = values[units.index(indicator.reference)] if indicator.reference in units else np.nan
    if np.isnan(reference):
        raise ComputeFault([Problem(place, f"đơn vị làm mốc “{indicator.reference}” không có số liệu.")])
    return float(reference)


def _distance(signed: Floats, end: float, scale: Normalisation, place: str) -> Floats:
    reach = end - signed.min()
    if reach <= 0:
        raise ComputeFault(
            [Problem(place, "mốc không tốt hơn đơn vị thấp nhất nên không tính được khoảng cách.")]
        )
    share = (signed - signed.min()) / reach
    return _spread(np.minimum(share, 1.0) if scale.clip else share, scale)
