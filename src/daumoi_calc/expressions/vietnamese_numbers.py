"""Numbers as officers type, paste and read them: ``1.234,5``.

Vietnamese writing groups thousands with a dot and marks decimals with a comma; spreadsheets set to English do
the opposite. Both are read wherever the text itself leaves no doubt. Where it does (``1.234`` may be one
thousand or one and a bit), the number is refused with both readings, unless the field says how many decimals
it can have.
"""

import re
from collections.abc import Collection
from decimal import Decimal
from typing import Final

from daumoi_calc.expressions import fixedpoint
from daumoi_calc.expressions.errors import ErrorCode, NumberTextError

_SPACES: Final = re.compile(r"[ \t\u00a0\u2007\u2009\u202f]+")
_SHAPE: Final = re.compile(r"([+-]?)([0-9., ]*[0-9][0-9., ]*)")
_MAX_TEXT: Final = 100
_GROUP: Final = 3  # digits between two thousands marks


def parse_vietnamese_number(
    text: str, *, decimals: int | None = None, units: Collection[str] = ()
) -> Decimal:
    """The number written in ``text``.

    ``decimals`` is the greatest number of decimals the field can hold; knowing it resolves ``1.234`` (with 0,
    1 or 2 decimals it can only be one thousand two hundred and thirty-four). ``units`` are words that may
    follow the number and are dropped ("triệu đồng", "%"). Raises ``NumberTextError`` with the reason, both
    readings where there are two, and what to type instead.
    """
    body = _without_unit(text, units)
    found = _SHAPE.fullmatch(body)
    if len(text) > _MAX_TEXT or found is None:
        raise _refusal(text, "không phải là số", "chỉ gõ chữ số, ví dụ 1234,5")
    digits, fraction = _parts(text, found[2], decimals)
    if decimals is not None and len(fraction.rstrip("0")) > decimals:
        allowed = f"tối đa {decimals} chữ số thập phân" if decimals else "số nguyên"
        raise _refusal(text, f"có {len(fraction.rstrip('0'))} chữ số thập phân", f"ô này chỉ nhận {allowed}")
    if len(digits.lstrip("0")) > fixedpoint.INTEGER_DIGITS or len(fraction) > fixedpoint.PLACES:
        raise _refusal(text, "quá dài", f"tối đa {fixedpoint.PLACES} chữ số thập phân")
    scaled = int(digits + fraction.ljust(fixedpoint.PLACES, "0"))
    return fixedpoint.to_decimal(-scaled if found[1] == "-" else scaled)


def format_number(value: Decimal | int, *, decimals: int | None = None) -> str:
    """``value`` in Vietnamese writing, ``1.234,5``; ``decimals`` fixes their number (half to even)."""
    scaled = fixedpoint.from_decimal(value) if isinstance(value, Decimal) else fixedpoint.from_int(value)
    if decimals is not None:
        scaled = fixedpoint.round_to(scaled=scaled, digits=decimals)
    whole, rest = divmod(abs(scaled), fixedpoint.SCALE)
    fraction = f"{rest:0{fixedpoint.PLACES}d}"
    fraction = fraction.rstrip("0") if decimals is None else fraction[:decimals]
    grouped = f"{whole:,}".replace(",", ".")
    return f"{'-' if scaled < 0 else ''}{grouped}{',' if fraction else ''}{fraction}"


def _without_unit(text: str, units: Collection[str]) -> str:
    body = _SPACES.sub(" ", text).strip().replace("−", "-")
    for unit in sorted(units, key=len, reverse=True):
        if unit and body.casefold().endswith(unit.casefold()):
            body = body[: -len(unit)].rstrip()
            break
    return re.sub(r"^([+-]) ", r"\1", body)


def _refusal(text: str, message_vi: str, remedy_vi: str) -> NumberTextError:
    shown = text if len(text) <= 40 else text[:40] + "…"
    return NumberTextError(f"«{shown}» {message_vi}", 0, len(text), remedy_vi, ErrorCode.VALUE)


def _parts(text: str, body: str, decimals: int | None) -> tuple[str, str]:
    """The digits before and after the decimal mark."""
    marks = [mark for mark in body if not mark.isdigit()]
    kinds = list(dict.fromkeys(marks))
    if " " in kinds and kinds[0] != " ":
        raise _refusal(text, "có dấu cách sai chỗ", "viết như 1 234,5 hoặc 1.234,5")
    if not kinds:
        return body, ""
    last = kinds[-1]
    if len(kinds) == 1:
        return _one_mark(text, body, last, marks.count(last), decimals)
    if len(kinds) > 2 or marks.count(last) > 1 or marks[-1] != last:
        raise _refusal(text, "dùng lẫn dấu chấm, dấu phẩy và dấu cách", "viết như 1.234,5 hoặc 1234,5")
    whole, _, fraction = body.partition(last)
    return _grouped(text, whole, kinds[0]), _fraction(text, fraction)


def _one_mark(text: str, body: str, mark: str, count: int, decimals: int | None) -> tuple[str, str]:
    if mark == " " or count > 1:
        return _grouped(text, body, mark), ""
    whole, _, fraction = body.partition(mark)
    could_group = 0 < len(whole) <= _GROUP and len(fraction) == _GROUP and not whole.startswith("0")
    if not could_group:
        return whole or "0", _fraction(text, fraction)
    if decimals is not None and decimals < _GROUP:
        return whole + fraction, ""
    raise NumberTextError(
        f"«{text}» đọc được hai cách: {whole}{fraction} hoặc {whole} phẩy {fraction}",
        0,
        len(text),
        f"gõ {whole}{fraction} nếu là số nguyên, gõ {whole},{fraction}0 nếu là số thập phân",
        ErrorCode.VALUE,
    )


def _grouped(text: str, body: str, mark: str) -> str:
    """The digits of ``body`` when ``mark`` parts it into groups of three."""
    first, *others = body.split(mark)
    if not 0 < len(first) <= _GROUP or any(len(group) != _GROUP for group in others):
        raise _refusal(text, "chia nhóm hàng nghìn chưa đúng", "mỗi nhóm sau dấu phân cách phải đủ 3 chữ số")
    return first + "".join(others)


def _fraction(text: str, fraction: str) -> str:
    if not fraction:
        raise _refusal(text, "thiếu chữ số sau dấu thập phân", "bỏ dấu ở cuối hoặc gõ thêm chữ số")
    return fraction
