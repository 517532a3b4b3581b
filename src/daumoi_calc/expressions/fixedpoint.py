"""Exact decimal arithmetic with ten places on plain integers.

A number x of the language is kept as the integer x · 10¹⁰. Sums and differences are exact; products,
quotients and means are rounded once, half to even, to ten places. Binary floating point never appears,
therefore the same form gives the same figure on every machine.
"""

from decimal import Decimal
from typing import Final

from daumoi_calc.expressions.errors import ErrorCode, ExpressionError

PLACES: Final = 10
SCALE: Final[int] = 10**PLACES
INTEGER_DIGITS: Final = 30
BOUND: Final[int] = SCALE * 10**INTEGER_DIGITS  # scaled; every number stays strictly inside ±BOUND


def divide_half_even(*, numerator: int, divisor: int) -> int:
    """The integer nearest to numerator / divisor, ties to even; ``divisor`` must not be 0."""
    if divisor < 0:
        numerator, divisor = -numerator, -divisor
    quotient, rest = divmod(numerator, divisor)
    twice = rest + rest
    if twice > divisor or (twice == divisor and quotient & 1):
        return quotient + 1
    return quotient


def round_to(*, scaled: int, digits: int) -> int:
    """``scaled`` rounded half to even to ``digits`` decimals; negative digits round to tens, hundreds…"""
    unit: int = 10 ** (PLACES - digits)
    return divide_half_even(numerator=scaled, divisor=unit) * unit


def to_decimal(scaled: int) -> Decimal:
    """The exact value as a ``Decimal`` without trailing zeros (100 stays 100, not 1E+2)."""
    if scaled % SCALE == 0:
        return Decimal(scaled // SCALE)
    sign = 1 if scaled < 0 else 0
    digits = str(abs(scaled))
    kept = digits.rstrip("0")
    return Decimal((sign, tuple(map(int, kept)), len(digits) - len(kept) - PLACES))


def from_decimal(value: Decimal) -> int:
    """``value`` · 10¹⁰ exactly.

    Raises ``ExpressionError`` (VALUE) for NaN and infinities, for more than ten decimals and outside ±10³⁰:
    digits are never dropped in silence.
    """
    if not value.is_finite():
        raise ExpressionError("Giá trị số không xác định (NaN hoặc vô cực)", code=ErrorCode.VALUE)
    sign, digits, exponent = value.as_tuple()
    if not any(digits):
        return 0
    if not isinstance(exponent, int) or value.adjusted() >= INTEGER_DIGITS:
        raise too_large()
    shift: int = exponent + PLACES
    magnitude = int("".join(map(str, digits)))
    if shift >= 0:
        scaled: int = magnitude * 10**shift
    else:
        # A long tail of zeros is the same number; 10**(-shift) stays small because adjusted() bounds the
        # other end.
        divisor = 10 ** min(-shift, len(digits) + 1)
        scaled, rest = divmod(magnitude, divisor)
        if rest:
            raise ExpressionError(
                f"Số có quá {PLACES} chữ số thập phân",
                remedy_vi=f"làm tròn đến {PLACES} chữ số thập phân trở xuống trước khi ghi",
                code=ErrorCode.VALUE,
            )
    return -scaled if sign else scaled


def from_int(value: int) -> int:
    """``value`` · 10¹⁰; raises ``ExpressionError`` (VALUE) outside ±10³⁰."""
    scaled = value * SCALE
    if not -BOUND < scaled < BOUND:
        raise too_large()
    return scaled


def too_large(start: int = 0, end: int = 0) -> ExpressionError:
    """The error for a number of more than thirty digits before the decimal mark."""
    return ExpressionError(
        f"Số vượt quá {INTEGER_DIGITS} chữ số ở phần nguyên",
        start,
        end,
        "kiểm tra đơn vị tính và phép nhân, phép chia trong biểu thức",
        ErrorCode.VALUE,
    )


def plain(scaled: int) -> str:
    """The number as source text of the language: ``-12.5``, ``100``."""
    whole, rest = divmod(abs(scaled), SCALE)
    sign = "-" if scaled < 0 else ""
    return f"{sign}{whole}.{rest:010d}".rstrip("0").rstrip(".")
