"""Where values enter and leave: plain Python values outside, exact internal ones inside, nothing converted by
guess.

=========  ==============================================  =======================
type       accepted from the caller                        given back
=========  ==============================================  =======================
number     ``int``, ``Decimal`` (at most ten decimals)     ``Decimal``
text       ``str``                                         ``str`` in NFC
boolean    ``bool``                                        ``bool``
date       ``date`` (not ``datetime``)                     ``date``
choice     ``str``                                         ``str``
choices    ``set``, ``frozenset``, ``list``, ``tuple``     ``frozenset``
column     ``list`` or ``tuple`` of cells                  (never a result)
=========  ==============================================  =======================

``None`` and an absent name both mean MISSING. A ``float`` is refused: it has lost the decimals that were
typed.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from daumoi_calc.expressions import fixedpoint
from daumoi_calc.expressions.errors import ErrorCode, ExpressionError
from daumoi_calc.expressions.evaluator import Frame
from daumoi_calc.expressions.types import MISSING, Kind, Missing, Type

Value = Decimal | str | bool | date | frozenset[str] | Missing
"""What an evaluation gives back."""

_PYTHON_NAMES_VI: Final = {
    bool: "đúng/sai",
    int: "số",
    Decimal: "số",
    float: "số thực dấu phẩy động",
    str: "chữ",
    date: "ngày",
    datetime: "ngày giờ",
}


def frame_of(*, values: Mapping[str, object], types: Mapping[str, Type]) -> Frame:
    """The internal frame for all names of ``types``; names of ``values`` outside ``types`` are left out.

    Raises ``ExpressionError`` (VALUE) naming the variable whose value has another type.
    """
    return Frame(converted(values=values, types=types, names=types))


def converted(
    *, values: Mapping[str, object], types: Mapping[str, Type], names: Iterable[str]
) -> dict[str, Any]:
    """The internal values of ``names``; same errors as ``frame_of``."""
    result: dict[str, Any] = {}
    for name in names:
        value = values.get(name, MISSING)
        if value is None or value is MISSING:
            result[name] = MISSING
            continue
        type_ = types[name]
        try:
            result[name] = _READERS[type_.kind](value, type_)
        except ExpressionError as fault:
            raise ExpressionError(
                f"Giá trị của «{name}»: {fault.message_vi}", 0, 0, fault.remedy_vi, fault.code
            ) from fault
    return result


def public(value: Any, kind: Kind) -> Value:
    """An internal result as the caller sees it."""
    if value is MISSING or kind is not Kind.NUMBER:
        return value  # type: ignore[no-any-return]  # the checker has proved the type of the result
    return fixedpoint.to_decimal(value)


def _wrong(value: object, type_: Type) -> ExpressionError:
    found = _PYTHON_NAMES_VI.get(type(value), type(value).__name__)
    return ExpressionError(
        f"cần {type_.name_vi}, nhận được {found}",
        remedy_vi="đưa vào giá trị đúng kiểu đã khai báo",
        code=ErrorCode.VALUE,
    )


def _number(value: object, type_: Type) -> int:
    if type(value) is int:
        return fixedpoint.from_int(value)
    if isinstance(value, Decimal):
        return fixedpoint.from_decimal(value)
    raise _wrong(value, type_)


def _text(value: object, type_: Type) -> str:
    if not isinstance(value, str):
        raise _wrong(value, type_)
    return value if value.isascii() else unicodedata.normalize("NFC", value)


def _boolean(value: object, type_: Type) -> bool:
    if isinstance(value, bool):
        return value
    raise _wrong(value, type_)


def _date(value: object, type_: Type) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise _wrong(value, type_)


def _choices(value: object, type_: Type) -> frozenset[str]:
    if isinstance(value, (set, frozenset, list, tuple)):
        return frozenset(_text(code, type_) for code in value)
    raise _wrong(value, type_)


def _rows(value: object, type_: Type) -> tuple[Any, ...]:
    item = type_.item
    if item is None or not isinstance(value, (list, tuple)):
        raise _wrong(value, type_)
    read = _READERS[item.kind]
    return tuple(MISSING if cell is None or cell is MISSING else read(cell, item) for cell in value)


_READERS: Final[dict[Kind, Callable[[object, Type], Any]]] = {
    Kind.NUMBER: _number,
    Kind.TEXT: _text,
    Kind.BOOLEAN: _boolean,
    Kind.DATE: _date,
    Kind.CHOICE: _text,
    Kind.CHOICES: _choices,
    Kind.ROWS: _rows,
}
