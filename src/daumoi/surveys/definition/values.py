"""Values of a reply: how they stand in JSON, how people type them, how they are shown.

In JSON a whole number is an integer and any other number a decimal text (`"12.5"`), a day is `2016-06-30`, a
choice its code, several choices a list of codes in the order of the code list. A text is in NFC. Nothing is
converted by guess: what can be read in two ways is refused with both readings.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from daumoi.surveys.definition.structure import NUMERIC, Choice, Definition, Field, Text, Variable
from daumoi_calc.expressions import (
    BOOLEAN,
    DATE,
    MISSING,
    NUMBER,
    TEXT,
    NumberTextError,
    Type,
    choice,
    choices,
    format_number,
    parse_vietnamese_number,
)

MAX_NUMBER: Final = Decimal(10) ** 18
"""Numbers stay below this bound, which is what the table of facts can hold."""
PLACES: Final = 10

ABSENCES: Final = {
    "no_data": Text(vi="chưa có số liệu", en="no data yet"),
    "not_applicable": Text(vi="không thuộc phạm vi", en="not applicable"),
    "not_arisen": Text(vi="không phát sinh", en="did not arise"),
}
"""The explicit absences that may stand in an answer's place; they are neither 0 nor blank."""


@dataclass(frozen=True, slots=True)
class ParseProblem:
    """Why a typed text is not a value of the question, and what to type instead."""

    message: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


def type_of(field: Field, definition: Definition) -> Type:
    """The type of the field in the expression language."""
    if field.type in NUMERIC:
        return NUMBER
    if field.type == "date":
        return DATE
    if field.type == "boolean":
        return BOOLEAN
    codes = tuple(entry.code for entry in definition.codelists.get(field.choices, ()))
    if field.type == "choice":
        return choice(*codes)
    return choices(*codes) if field.type == "choices" else TEXT


def decimals_of(field: Field) -> int | None:
    """The most decimals the field takes; `None` where it does not say (a `decimal` without `decimals`)."""
    if field.type == "integer":
        return 0
    return None if field.type == "decimal" and not field.decimals else field.decimals


def to_json(value: object) -> Any:
    """A typed value (as the expression language gives it back) as it is stored; `None` for MISSING."""
    if value is MISSING or value is None:
        return None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    return sorted(value) if isinstance(value, frozenset) else value


def from_json(field: Field, value: object) -> Any:
    """The typed value of a stored one: Decimal, date, text, boolean, code or frozenset of codes.

    Raises `ValueError` with a Vietnamese reason when the shape does not fit the field's type; code lists and
    bounds are the business of `value_problem`.
    """
    return _READERS[field.type](value)


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        raise ValueError("Cần một số.")
    try:
        # A float comes from JSON of other programs; its shortest writing is what stood in their text.
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    except InvalidOperation:
        raise ValueError("Cần một số.") from None
    if not number.is_finite():
        raise ValueError("Cần một số xác định.")
    if abs(number) >= MAX_NUMBER:
        raise ValueError("Số có quá 18 chữ số ở phần nguyên; kiểm tra lại đơn vị tính.")
    exponent = number.normalize().as_tuple().exponent
    if not isinstance(exponent, int) or -exponent > PLACES:
        raise ValueError(f"Số có quá {PLACES} chữ số thập phân.")
    return number


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("Cần văn bản.")
    if _UNPRINTABLE.search(value):
        raise ValueError("Văn bản có ký tự điều khiển không hiển thị được.")
    return unicodedata.normalize("NFC", value)


_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def _day(value: object) -> date:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"Không có ngày {value} trong lịch.") from None
    raise ValueError("Cần một ngày dạng năm-tháng-ngày.")


def _boolean(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("Cần “Có” hoặc “Không”.")


def _code(value: object) -> str:
    if isinstance(value, str) and value:
        return value
    raise ValueError("Cần một lựa chọn.")


def _codes(value: object) -> frozenset[str]:
    if isinstance(value, (list, tuple, set, frozenset)) and all(isinstance(code, str) for code in value):
        return frozenset(value)
    raise ValueError("Cần một danh sách lựa chọn.")


_READERS: Final[dict[str, Callable[[object], Any]]] = {
    **dict.fromkeys(NUMERIC, _number),
    "text": _text,
    "long_text": _text,
    "date": _day,
    "boolean": _boolean,
    "choice": _code,
    "choices": _codes,
}


def value_problem(variable: Variable, value: object, definition: Definition) -> str | None:
    """Why a JSON value does not fit the variable, in Vietnamese; `None` when it fits."""
    return read_value(variable, value, definition)[1]


def read_value(variable: Variable, value: object, definition: Definition) -> tuple[Any, str | None]:
    """The typed value of a stored one, and why it does not fit its question (`None` when it fits)."""
    field = variable.field
    try:
        typed = from_json(field, value)
    except ValueError as fault:
        return None, str(fault)
    return typed, _misfit(field, typed, definition)


def _misfit(field: Field, typed: Any, definition: Definition) -> str | None:
    if field.type in NUMERIC:
        return _number_problem(field, typed)
    if field.type in ("text", "long_text") and len(typed) > field.max_length:
        return f"Văn bản dài {len(typed)} ký tự, tối đa {field.max_length}."
    if field.type in ("choice", "choices"):
        return _codes_problem(field, {typed} if isinstance(typed, str) else typed, definition)
    return None


def _number_problem(field: Field, number: Decimal) -> str | None:
    if field.type == "percent" and not 0 <= number <= 100:
        return f"Tỷ lệ phải từ 0 đến 100 %, đây là {format_number(number)}."
    allowed = decimals_of(field)
    if allowed is not None and number != round(number, allowed):
        wanted = f"tối đa {allowed} chữ số thập phân" if allowed else "số nguyên"
        return f"Ô này chỉ nhận {wanted}, đây là {format_number(number)}."
    return None


def _codes_problem(field: Field, chosen: Iterable[str], definition: Definition) -> str | None:
    known = {entry.code for entry in definition.codelists.get(field.choices, ())}
    unknown = sorted(set(chosen) - known)
    return f"Không có lựa chọn mã “{unknown[0]}” trong danh sách." if unknown else None


def parse_input(variable: Variable, text: str, definition: Definition) -> Any:
    """A typed text as the JSON value to store, `None` for a blank one, else a `ParseProblem`."""
    field = variable.field
    body = unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip()
    if not body:
        return None
    parsed = _PARSERS[field.type](field, body, definition)
    if isinstance(parsed, ParseProblem):
        return parsed
    problem = value_problem(variable, parsed, definition)
    return ParseProblem(problem) if problem else parsed


def parse_absence(text: str) -> str | None:
    """The status that a typed “không phát sinh”, “chưa có số liệu”, “không thuộc phạm vi” stands for."""
    wanted = _folded(text)
    for status, text_ in ABSENCES.items():
        if wanted in (text_.vi, text_.en, status):
            return status
    return {"không có số liệu": "no_data", "không áp dụng": "not_applicable"}.get(wanted)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split()).rstrip(".")


def _parse_number(field: Field, text: str, definition: Definition) -> Any:
    units = [field.unit, "%"] if field.type == "percent" else [field.unit]
    try:
        return to_json(
            parse_vietnamese_number(text, decimals=decimals_of(field), units=[u for u in units if u])
        )
    except NumberTextError as fault:
        return ParseProblem(
            f"{fault.message_vi}.", f"Cách sửa: {fault.remedy_vi}." if fault.remedy_vi else ""
        )


def _parse_text(field: Field, text: str, definition: Definition) -> Any:
    return text if field.type == "long_text" else " ".join(text.split("\n"))


_DAY_SHAPES: Final = (
    re.compile(r"(?P<d>\d{1,2})\s*[/.\-]\s*(?P<m>\d{1,2})\s*[/.\-]\s*(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[ T]00:00(?::00)?)?"),
    re.compile(r"(?:ngày\s+)?(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})", re.IGNORECASE),
)


def _parse_day(field: Field, text: str, definition: Definition) -> Any:
    for shape in _DAY_SHAPES:
        if found := shape.fullmatch(text):
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"])).isoformat()
            except ValueError:
                return ParseProblem(
                    f"Không có ngày “{text}” trong lịch.", "Viết ngày/tháng/năm, ví dụ 30/06/2016."
                )
    return ParseProblem(
        f"“{text[:40]}” không phải là ngày.", "Viết ngày/tháng/năm đủ bốn chữ số, ví dụ 30/06/2016."
    )


_YES: Final = frozenset({"có", "co", "x", "1", "đúng", "yes", "y", "true"})
_NO: Final = frozenset({"không", "khong", "0", "sai", "no", "n", "false"})


def _parse_boolean(field: Field, text: str, definition: Definition) -> Any:
    word = _folded(text)
    if word in _YES or word in _NO:
        return word in _YES
    return ParseProblem(f"“{text[:40]}” không rõ là có hay không.", "Viết “Có” hoặc “Không”.")


def _parse_choice(field: Field, text: str, definition: Definition) -> Any:
    found = _entry(text, definition.codelists.get(field.choices, ()))
    return found.code if found else _unknown_choice(text, field, definition)


def _parse_choices(field: Field, text: str, definition: Definition) -> Any:
    """Codes or labels parted by semicolons or lines; commas and spaces where every piece is then known."""
    entries = definition.codelists.get(field.choices, ())
    for separator in (r"[;\n|]", r"[,;\n|]", r"\s+"):
        pieces = [piece.strip() for piece in re.split(separator, text) if piece.strip()]
        found = [_entry(piece, entries) for piece in pieces]
        if found and all(found):
            chosen = {entry.code for entry in found if entry}
            return [entry.code for entry in entries if entry.code in chosen]
    pieces = [piece.strip() for piece in re.split(r"[;\n|]", text) if piece.strip()]
    unknown = next((piece for piece in pieces if not _entry(piece, entries)), text)
    return _unknown_choice(unknown, field, definition)


def _entry(text: str, entries: Iterable[Choice]) -> Choice | None:
    wanted = _folded(text)
    by_code = next((entry for entry in entries if entry.code == text.strip()), None)
    if by_code:
        return by_code
    return next((entry for entry in entries if wanted in _names(entry)), None)


def _names(entry: Choice) -> set[str]:
    return {
        _folded(name)
        for name in (entry.code, entry.label.vi, entry.label.en, *entry.label.others.values())
        if name
    }


def _unknown_choice(text: str, field: Field, definition: Definition) -> ParseProblem:
    entries = definition.codelists.get(field.choices, ())
    listed = "; ".join(entry.label.vi for entry in entries[:8]) + ("; …" if len(entries) > 8 else "")
    return ParseProblem(f"“{text[:60]}” không có trong danh sách lựa chọn.", f"Chọn một trong: {listed}.")


_PARSERS: Final[dict[str, Callable[[Field, str, Definition], Any]]] = {
    **dict.fromkeys(NUMERIC, _parse_number),
    "text": _parse_text,
    "long_text": _parse_text,
    "date": _parse_day,
    "boolean": _parse_boolean,
    "choice": _parse_choice,
    "choices": _parse_choices,
}


def words(text: Text, language: str = "vi") -> str:
    """The text in a language, Vietnamese where that language is missing."""
    if language == "en":
        return text.en or text.vi
    return text.vi if language == "vi" else text.others.get(language) or text.vi


def choice_label(code: str, field: Field, definition: Definition, language: str = "vi") -> str:
    """The label of a code in the field's list; the code itself when the list does not have it."""
    entries = definition.codelists.get(field.choices, ())
    return next((words(entry.label, language) for entry in entries if entry.code == code), code)


def show(variable: Variable, value: object, definition: Definition, language: str = "vi") -> str:
    """A stored value as people read it, without its unit; empty for `None`; odd values as they are."""
    field = variable.field
    if value is None:
        return ""
    try:
        typed = from_json(field, value)
    except ValueError:
        return str(value)
    if isinstance(typed, bool):
        return ("Yes" if typed else "No") if language == "en" else ("Có" if typed else "Không")
    if isinstance(typed, Decimal):
        return _shown_number(typed, field, language)
    if isinstance(typed, date):
        return f"{typed:%d/%m/%Y}"
    if field.type == "choices":
        order = [entry.code for entry in definition.codelists.get(field.choices, ())]
        codes = sorted(typed, key=lambda code: (order.index(code) if code in order else len(order), code))
        return "; ".join(choice_label(code, field, definition, language) for code in codes)
    return choice_label(typed, field, definition, language) if field.type == "choice" else str(typed)


def _shown_number(number: Decimal, field: Field, language: str) -> str:
    allowed = decimals_of(field)
    text = format_number(
        number, decimals=allowed if allowed is not None and number != round(number, allowed) else None
    )
    if not field.grouping:
        text = text.replace(".", "")
    return text.translate(str.maketrans(".,", ",.")) if language == "en" else text
