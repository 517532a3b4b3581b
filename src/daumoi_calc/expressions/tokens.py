"""Source text to tokens, with positions, and with advice for the spellings people bring from elsewhere."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import Final

from daumoi_calc.expressions import fixedpoint
from daumoi_calc.expressions.errors import ErrorCode, ExpressionError
from daumoi_calc.expressions.language import MAX_SOURCE


class TokenKind(Enum):
    """What a token is."""

    NUMBER = "number"
    TEXT = "text"
    NAME = "name"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the source. ``value`` is the scaled integer of a number or the NFC content of a text."""

    kind: TokenKind
    text: str
    start: int
    end: int
    value: int | str = ""


_SPACE = re.compile(r"[ \t\r\n\u00a0]*")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*")
_SIGN = re.compile(r"&&|\|\||==|!=|<=|>=|[-+*/<>!?:,()\[\]]")
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", '"': '"'}

_ADVICE: Final = (
    ("${", "viết thẳng tên biến, không đặt trong ${…}"),
    ("<>", "dùng != cho «khác»"),
    ("=", "dùng == để so sánh bằng"),
    ("≤", "dùng <="),
    ("≥", "dùng >="),
    ("≠", "dùng !="),
    ("×", "dùng *"),
    ("÷", "dùng /"),
    ("–", "dùng dấu trừ thường -"),
    ("−", "dùng dấu trừ thường -"),
    ("&", "dùng && cho «và»"),
    ("|", "dùng || cho «hoặc»"),
    ("%", "ngôn ngữ không có phép %; phần trăm viết là tu * 100 / mau"),
    ("^", "ngôn ngữ không có phép lũy thừa; viết x * x"),
    ("{", "dùng ngoặc tròn ( )"),
    (";", "ngăn cách các tham số bằng dấu phẩy"),
    ("“", "dùng nháy thẳng '…'"),
    ("”", "dùng nháy thẳng '…'"),
    ("‘", "dùng nháy thẳng '…'"),
    ("’", "dùng nháy thẳng '…'"),
    (".", "số thập phân phải có chữ số trước dấu chấm, ví dụ 0.5"),
    ("#", "ngôn ngữ không có chú thích trong biểu thức"),
)


def tokenize(source: str) -> list[Token]:
    """The tokens of ``source``, ending with one END token.

    Raises ``ExpressionError``: LIMIT when the source is longer than ``MAX_SOURCE`` code points, SYNTAX at the
    first character that starts no token.
    """
    if len(source) > MAX_SOURCE:
        raise ExpressionError(
            f"Biểu thức dài {len(source)} ký tự, giới hạn là {MAX_SOURCE}",
            MAX_SOURCE,
            len(source),
            "tách phần chung thành ô tính rồi dùng tên ô tính",
            ErrorCode.LIMIT,
        )
    tokens: list[Token] = []
    position = _after_space(source, 0)
    while position < len(source):
        token = _token_at(source, position)
        tokens.append(token)
        position = _after_space(source, token.end)
    tokens.append(Token(TokenKind.END, "", len(source), len(source)))
    return tokens


def storable(text: str) -> bool:
    """Whether ``text`` can be kept in a database and sent on: no NUL and no half of a surrogate pair."""
    return not any(character == "\0" or "\ud800" <= character <= "\udfff" for character in text)


def _after_space(source: str, position: int) -> int:
    found = _SPACE.match(source, position)
    return found.end() if found else position


def _token_at(source: str, start: int) -> Token:
    if found := _NUMBER.match(source, start):
        return _number(source, found)
    if source[start] in "'\"":
        return _text(source, start, start + 1, raw=False)
    if source[start] in "rR" and source[start + 1 : start + 2] in ("'", '"'):
        return _text(source, start, start + 2, raw=True)
    if found := _NAME.match(source, start):
        _refuse_letter(source, found.end())
        return Token(TokenKind.NAME, found[0], start, found.end())
    if found := _SIGN.match(source, start):
        if found[0] in ("<", ">") and source[start : start + 2] == "<>":
            raise _unknown(source, start)
        return Token(TokenKind.SIGN, found[0], start, found.end())
    _refuse_letter(source, start)
    raise _unknown(source, start)


def _refuse_letter(source: str, position: int) -> None:
    letter = source[position : position + 1]
    if letter and letter.isalpha() and not letter.isascii():
        raise ExpressionError(
            f"Tên không dùng được chữ có dấu «{letter}»",
            position,
            position + 1,
            "dùng mã của câu hỏi (chữ không dấu), hoặc đặt văn bản trong nháy '…'",
            ErrorCode.NAME,
        )


def _unknown(source: str, start: int) -> ExpressionError:
    for spelling, advice in _ADVICE:
        if source.startswith(spelling, start):
            return ExpressionError(f"Không hiểu «{spelling}»", start, start + len(spelling), advice)
    shown = source[start] if source[start].isprintable() else f"U+{ord(source[start]):04X}"
    return ExpressionError(f"Không hiểu ký tự «{shown}»", start, start + 1, "xóa ký tự này")


def _number(source: str, found: re.Match[str]) -> Token:
    text, start, end = found[0], found.start(), found.end()
    follower = source[end : end + 1]
    if follower and (follower.isalnum() or follower in "_."):
        raise ExpressionError(
            f"Số «{text}» viết liền với «{follower}»",
            start,
            end + 1,
            "viết số như 1234 hoặc 1234.5; không có dấu phân cách hàng nghìn, không có dạng 1e3",
        )
    whole, _, decimals = text.partition(".")
    if len(decimals) > fixedpoint.PLACES:
        raise ExpressionError(
            f"Số «{text}» có quá {fixedpoint.PLACES} chữ số thập phân",
            start,
            end,
            "làm tròn số này",
            ErrorCode.LIMIT,
        )
    if len(whole.lstrip("0")) > fixedpoint.INTEGER_DIGITS:
        raise fixedpoint.too_large(start, end)
    return Token(TokenKind.NUMBER, text, start, end, int(whole + decimals.ljust(fixedpoint.PLACES, "0")))


def _text(source: str, start: int, position: int, *, raw: bool) -> Token:
    quote = source[position - 1]
    parts: list[str] = []
    while True:
        character = source[position : position + 1]
        if character in ("", "\n", "\r"):
            raise ExpressionError(
                "Văn bản chưa đóng nháy", start, position, f"thêm dấu {quote} ở cuối; xuống dòng viết là \\n"
            )
        if character == quote:
            break
        if not storable(character):
            raise _unknown(source, position)
        if character == "\\" and not raw:
            piece, position = _escape(source, position)
            parts.append(piece)
        else:
            parts.append(character)
            position += 1
    content = unicodedata.normalize("NFC", "".join(parts))
    return Token(TokenKind.TEXT, source[start : position + 1], start, position + 1, content)


def _escape(source: str, position: int) -> tuple[str, int]:
    letter = source[position + 1 : position + 2]
    if letter in _ESCAPES:
        return _ESCAPES[letter], position + 2
    digits = source[position + 2 : position + 6]
    if letter == "u" and re.fullmatch(r"[0-9A-Fa-f]{4}", digits) and storable(chr(int(digits, 16))):
        return chr(int(digits, 16)), position + 6
    raise ExpressionError(
        f"Không hiểu «\\{letter}» trong văn bản",
        position,
        position + 2,
        "các dạng cho phép: \\n \\t \\r \\\\ \\' \\\" \\uXXXX; mẫu biểu thức chính quy nên viết r'…'",
    )
