"""Canonical rounding: numbers brought to ten significant digits before they are hashed, ranked or printed."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import Final

import numpy as np

from daumoi_calc.indices.definition import Rounding
from daumoi_calc.indices.table import Floats

DIGITS: Final = 10
"""Significant digits: processors and library versions differ near the sixteenth digit, so ten leave a wide margin."""

_LARGEST: Final = 300
_POWERS: Final[Floats] = np.array([float(f"1e{power}") for power in range(-_LARGEST, _LARGEST + 1)])
"""Correctly rounded powers of ten: `10.0 ** x` may differ between mathematical libraries."""


def significant(values: Floats) -> Floats:
    """`values` to ten significant digits; NaN stays, sizes outside 10^±280 become 0."""
    mantissas, powers = _parts(values)
    up = _POWERS[_LARGEST + np.maximum(powers, 0)]
    down = _POWERS[_LARGEST + np.maximum(-powers, 0)]
    found: Floats = mantissas * up / down
    return np.where(np.isnan(values), np.nan, found)


def canonical_bytes(values: Floats) -> bytes:
    """The same bytes on every machine for values equal to ten significant digits."""
    mantissas, powers = _parts(values)
    gaps = np.isnan(values)
    return (
        np.where(gaps, 0, mantissas).astype("<i8").tobytes()
        + np.where(gaps, 32_767, powers).astype("<i2").tobytes()
    )


def _parts(values: Floats) -> tuple[Floats, np.ndarray[tuple[int, ...], np.dtype[np.int64]]]:
    """Whole mantissas of ten digits and powers of ten, value = mantissa · 10^power."""
    size = np.abs(values)
    plain = np.isfinite(values) & (size > 1e-280) & (size < 1e280)
    safe = np.where(plain, values, 1.0)
    powers = np.floor(np.log10(np.abs(safe))).astype(np.int64) - (DIGITS - 1)
    mantissas = _scaled(safe, powers)
    # The logarithm may be one off next to a power of ten, and rounding may carry into an eleventh digit.
    size = np.abs(mantissas)
    shift = (size >= 10.0**DIGITS).astype(np.int64) - (size < 10.0 ** (DIGITS - 1))
    if shift.any():
        powers = powers + shift
        mantissas = np.where(shift != 0, _scaled(safe, powers), mantissas)
    return np.where(plain, mantissas, 0.0), np.where(plain, powers, 0)


def _scaled(values: Floats, powers: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> Floats:
    # Two exactly rounded powers, one of them 1: never a multiplication by an inexact 10^-n.
    found: Floats = np.rint(
        values * _POWERS[_LARGEST + np.maximum(-powers, 0)] / _POWERS[_LARGEST + np.maximum(powers, 0)]
    )
    return found


def printed(score: float, rounding: Rounding) -> Decimal | None:
    """The score as the owner prints it; None for a missing score. Halves are judged on ten significant digits, so that
    a 0,77385 computed as 0,7738499999999999 goes the way the rule says."""
    if score != score:
        return None
    mode = ROUND_HALF_UP if rounding.mode == "half_up" else ROUND_HALF_EVEN
    found = Decimal(f"{score:.{DIGITS - 1}e}").quantize(Decimal(1).scaleb(-rounding.places), rounding=mode)
    return found if found else abs(found)
