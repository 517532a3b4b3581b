"""Small pieces of official wording: dates, numbers, numbers of papers, Roman numerals, lettered lists.

Rules of Annex I to Decree 30/2020/NĐ-CP: a day below ten and the months January and February carry a
leading zero, other months do not; a paper's number below ten carries one too.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

_BLANK = "\u00a0" * 6
_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def _month(day: date) -> str:
    return f"{day.month:02d}" if day.month <= 2 else str(day.month)


def long_date(day: date) -> str:
    """The date in words, as on the head of a paper.

    >>> long_date(date(2020, 1, 5))
    'ngày 05 tháng 01 năm 2020'
    >>> long_date(date(2017, 4, 27))
    'ngày 27 tháng 4 năm 2017'
    """
    return f"ngày {day.day:02d} tháng {_month(day)} năm {day.year}"


def short_date(day: date) -> str:
    """The date in figures, with the same zeros.

    >>> short_date(date(2011, 9, 8))
    '08/9/2011'
    """
    return f"{day.day:02d}/{_month(day)}/{day.year}"


def blank_date(year: int) -> str:
    """The line on which the registry will write day and month."""
    return f"ngày{_BLANK}tháng{_BLANK}năm {year}"


def paper_number(number: int | None, notation: str) -> str:
    """Number and notation; the number stays blank until the registry gives it.

    >>> paper_number(5, "BNV-VP")
    '05/BNV-VP'
    """
    return f"{_BLANK if number is None else f'{number:02d}'}/{notation}"


def figure(value: int | float | Decimal, *, places: int | None = None) -> str:
    """A number the Vietnamese way: dots between thousands, a comma before decimals.

    :param places: decimals to show; None keeps those the number has, up to three.

    >>> figure(1234567), figure(12.5), figure(3, places=1), figure(-0.4, places=0)
    ('1.234.567', '12,5', '3,0', '0')
    """
    text = f"{value:,.{3 if places is None else places}f}"
    if places is None:
        text = text.rstrip("0").rstrip(".")
    if text.startswith("-") and not text.strip("-0.,"):
        text = text[1:]
    return text.translate({ord(","): ".", ord("."): ","})


def roman(number: int) -> str:
    """A Roman numeral, for numbers from 1.

    >>> [roman(n) for n in (1, 4, 9, 14, 40)]
    ['I', 'IV', 'IX', 'XIV', 'XL']
    """
    if number < 1:
        raise ValueError("Roman numerals begin at 1")
    text = ""
    for value, numeral in _ROMAN:
        count, number = divmod(number, value)
        text += numeral * count
    return text


def alphabet_letter(number: int) -> str:
    """The n-th letter used for points of a clause; after "y" come "aa", "ab"…

    >>> [alphabet_letter(n) for n in (1, 5, 7, 23, 24)]
    ['a', 'đ', 'g', 'y', 'aa']
    """
    if number < 1:
        raise ValueError("lettering begins at 1")
    text = ""
    while number:
        number, index = divmod(number - 1, len(_ALPHABET))
        text = _ALPHABET[index] + text
    return text


def enumerated(lines: Sequence[str]) -> list[str]:
    """Lines of a list as the decree ends them: semicolons, and a full stop after the last.

    >>> enumerated(["Như trên", "Lưu: VT, THH."])
    ['Như trên;', 'Lưu: VT, THH.']
    """
    bare = [line.strip().rstrip(";.").rstrip() for line in lines if line.strip()]
    return [f"{line}{'.' if index == len(bare) else ';'}" for index, line in enumerate(bare, start=1)]
