"""How dates, numbers and money are written, in Vietnamese administrative style and in English.

Vietnamese documents write the day with two digits and the month with two digits only for January and
February (08/9/2011, 12/01/2026); they separate thousands with a point and decimals with a comma.
Nothing here knows Django: the caller passes the language.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

_ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LAST_PADDED_MONTH = 2
_ENGLISH_SIGNS = str.maketrans("-", "\u2212")
_VIETNAMESE_SIGNS = str.maketrans("-,.", "\u2212.,")
_DONG_IN_TRIEU = Decimal(1_000_000)
_SMALLEST_TRIEU = Decimal("0.001")

Number = int | float | Decimal


def written_date(day: date, *, language: str = "vi") -> str:
    """A day as documents write it: “08/9/2011”; in English “8 Sep 2011”."""
    if _is_english(language):
        return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"
    month = f"{day.month:02d}" if day.month <= _LAST_PADDED_MONTH else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def written_moment(moment: datetime, *, language: str = "vi") -> str:
    """A moment with its hour: “14h05 ngày 08/9/2011”; in English “8 Sep 2011, 14:05”."""
    day = written_date(moment.date(), language=language)
    if _is_english(language):
        return f"{day}, {moment:%H:%M}"
    return f"{moment.hour}h{moment.minute:02d} ngày {day}"


def written_number(value: Number, *, places: int | None = None, language: str = "vi") -> str:
    """A number with grouped thousands; `places` fixes the decimals, None keeps what the value has."""
    if isinstance(value, int) and not places:
        return _localised(f"{value:,}", language)
    exact = _decimal(value)
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{exact:,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if text.startswith("-") and not text.strip("-0.,"):
        text = text[1:]
    return _localised(text, language)


def written_percent(part: Number, whole: Number, *, language: str = "vi") -> str:
    """The share of `part` in `whole`, rounded to whole percent: “68 %”; an empty whole gives “0 %”.

    A share is never rounded up to 100 or down to 0 while something is missing or present.
    """
    if not whole:
        return "0 %"
    share = _decimal(part) * 100 / _decimal(whole)
    rounded = share.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    if rounded == 100 and share < 100:
        rounded = Decimal(99)
    if rounded == 0 and share > 0:
        rounded = Decimal(1)
    return f"{written_number(rounded, language=language)} %"


def written_trieu(dong: Number, *, places: int | None = None, language: str = "vi") -> str:
    """An amount kept in đồng, written in triệu đồng (millions), at most three decimals unless told.

    An amount too small to show is written “<0,001”, never as zero.
    """
    trieu = _decimal(dong) / _DONG_IN_TRIEU
    if places is not None:
        return written_number(trieu, places=places, language=language)
    if 0 < abs(trieu) < _SMALLEST_TRIEU:
        sign = "<" if trieu > 0 else ">\u2212"
        return sign + written_number(_SMALLEST_TRIEU, language=language)
    rounded = trieu.quantize(_SMALLEST_TRIEU, rounding=ROUND_HALF_UP)
    return written_number(rounded, language=language)


def _localised(text: str, language: str) -> str:
    """A number written the English way, with the separators of `language` and a true minus sign."""
    return text.translate(_ENGLISH_SIGNS if _is_english(language) else _VIETNAMESE_SIGNS)


def _decimal(value: Number) -> Decimal:
    """Floats go through their shortest decimal form, so that 0.1 stays 0.1."""
    return Decimal(str(value)) if isinstance(value, float) else Decimal(value)


def _is_english(language: str) -> bool:
    return language.split("-")[0] == "en"
