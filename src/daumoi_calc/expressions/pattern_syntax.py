"""The text of an imported regular expression to a small tree: the subset that stays linear, the rest refused.

Character classes follow Java's defaults (ASCII ``\\d \\w \\s``), since constraints come from XLSForms written
for ODK and Kobo. What cannot be decided in linear time, or means different things in different engines, is
refused with the reason.
"""

import re
from dataclasses import dataclass
from typing import Final

from daumoi_calc.expressions.errors import ErrorCode, ExpressionError

MAX_PATTERN: Final = 500  # characters
MAX_REPEAT: Final = 200
_MAX_GROUPS_DEEP: Final = 40
_LAST: Final = 0x10FFFF

Ranges = tuple[tuple[int, int], ...]

DIGITS: Final[Ranges] = ((48, 57),)
WORD: Final[Ranges] = ((48, 57), (65, 90), (95, 95), (97, 122))
SPACE: Final[Ranges] = ((9, 13), (32, 32))
_LINE_ENDS: Final[Ranges] = ((10, 10), (13, 13), (0x2028, 0x2029))


@dataclass(frozen=True, slots=True)
class Characters:
    """Any one character inside the ranges of code points."""

    ranges: Ranges


@dataclass(frozen=True, slots=True)
class Anchor:
    """The start (``^``) or the end (``$``) of the text."""

    at_start: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts one after another; no parts: the empty text."""

    parts: "tuple[Pattern, ...]"


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Any one of the parts."""

    parts: "tuple[Pattern, ...]"


@dataclass(frozen=True, slots=True)
class Repeat:
    """``least`` to ``most`` times; ``most`` is None where there is no upper bound."""

    part: "Pattern"
    least: int
    most: int | None


Pattern = Characters | Anchor | Sequence | Alternatives | Repeat


def negated(ranges: Ranges) -> Ranges:
    """Every code point outside ``ranges``, which must be sorted and apart."""
    gaps: list[tuple[int, int]] = []
    following = 0
    for low, high in ranges:
        if low > following:
            gaps.append((following, low - 1))
        following = high + 1
    if following <= _LAST:
        gaps.append((following, _LAST))
    return tuple(gaps)


def _merged(ranges: list[tuple[int, int]]) -> Ranges:
    result: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if result and low <= result[-1][1] + 1:
            result[-1] = (result[-1][0], max(high, result[-1][1]))
        else:
            result.append((low, high))
    return tuple(result)


_CLASSES: Final = {
    "d": DIGITS,
    "D": negated(DIGITS),
    "w": WORD,
    "W": negated(WORD),
    "s": SPACE,
    "S": negated(SPACE),
}
_CONTROLS: Final = {"n": 10, "t": 9, "r": 13, "f": 12, "v": 11}
_COUNTED: Final = re.compile(r"\{([0-9]{1,6})(,([0-9]{1,6})?)?\}")
_HEX: Final = re.compile(r"x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})")
_GROUPS_REFUSED: Final = (
    ("(?=", "nhìn trước (?=…)"),
    ("(?!", "nhìn trước (?!…)"),
    ("(?<=", "nhìn sau (?<=…)"),
    ("(?<!", "nhìn sau (?<!…)"),
    ("(?P=", "tham chiếu ngược (?P=…)"),
    ("(?>", "nhóm nguyên tử (?>…)"),
    ("(?<", "nhóm có tên (?<…>)"),
    ("(?P<", "nhóm có tên (?P<…>)"),
    ("(?", "cờ trong mẫu (?…)"),
)


def parse_pattern(source: str) -> Pattern:
    """The tree of ``source``. Raises ``ExpressionError`` (PATTERN) with the place in the pattern and the
    reason.
    """
    if len(source) > MAX_PATTERN:
        raise _refusal(
            f"Mẫu dài quá {MAX_PATTERN} ký tự", MAX_PATTERN, len(source), "tách thành nhiều điều kiện"
        )
    reader = _Reader(source)
    tree = reader.alternatives()
    if reader.position < len(source):
        raise _refusal(
            "Thừa dấu «)» trong mẫu", reader.position, reader.position + 1, "viết \\) nếu cần chính dấu này"
        )
    return tree


def _refusal(message_vi: str, start: int, end: int, remedy_vi: str) -> ExpressionError:
    return ExpressionError(message_vi, start, end, remedy_vi, ErrorCode.PATTERN)


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.deep = 0

    def peek(self) -> str:
        return self.source[self.position : self.position + 1]

    def alternatives(self) -> Pattern:
        parts = [self.sequence()]
        while self.peek() == "|":
            self.position += 1
            parts.append(self.sequence())
        return parts[0] if len(parts) == 1 else Alternatives(tuple(parts))

    def sequence(self) -> Pattern:
        parts: list[Pattern] = []
        while self.peek() not in ("", "|", ")"):
            parts.append(self.repeated())
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def repeated(self) -> Pattern:
        start = self.position
        part = self.single()
        bounds = self.bounds()
        if bounds is None:
            return part
        if isinstance(part, Anchor):
            raise _refusal("Không lặp được dấu neo ^ hoặc $", start, self.position, "bỏ phép lặp sau dấu neo")
        if self.peek() == "?":
            self.position += 1  # a lazy repeat accepts the same texts
        if self.peek() == "+":
            raise _refusal(
                "Phép lặp chiếm giữ (?+ *+ ++) không được hỗ trợ", start, self.position + 1, "bỏ dấu + ở cuối"
            )
        if self.peek() in ("*", "?") or _COUNTED.match(self.source, self.position):
            raise _refusal("Hai phép lặp liền nhau", start, self.position + 1, "đặt phần lặp trong ngoặc (…)")
        return Repeat(part, *bounds)

    def bounds(self) -> tuple[int, int | None] | None:
        sign = self.peek()
        simple: dict[str, tuple[int, int | None]] = {"?": (0, 1), "*": (0, None), "+": (1, None)}
        if sign in simple:
            self.position += 1
            return simple[sign]
        if sign != "{":
            return None
        counted = _COUNTED.match(self.source, self.position)
        if counted is None:
            raise _refusal(
                "Phép lặp {…} viết không đúng", self.position, self.position + 1, "viết {3}, {2,5} hoặc {2,}"
            )
        least = int(counted[1])
        most = least if counted[2] is None else (None if counted[3] is None else int(counted[3]))
        if max(least, most or 0) > MAX_REPEAT or (most is not None and most < least):
            raise _refusal(
                f"Số lần lặp {counted[0]} không hợp lệ",
                counted.start(),
                counted.end(),
                f"số sau không nhỏ hơn số trước và không quá {MAX_REPEAT}",
            )
        self.position = counted.end()
        return least, most

    def single(self) -> Pattern:
        start, sign = self.position, self.peek()
        if sign == "(":
            return self.group()
        if sign == "[":
            return self.bracket()
        if sign in "*+?{":
            raise _refusal(
                f"Phép lặp «{sign}» không có gì để lặp",
                start,
                start + 1,
                f"viết \\{sign} nếu cần chính dấu này",
            )
        self.position += 1
        if sign in "^$":
            return Anchor(sign == "^")
        if sign == ".":
            return Characters(negated(_LINE_ENDS))
        if sign == "\\":
            return Characters(self.escape(in_bracket=False))
        return Characters(((ord(sign), ord(sign)),))

    def group(self) -> Pattern:
        start = self.position
        if self.source.startswith("(?:", start):
            self.position += 3
        else:
            for opening, name in _GROUPS_REFUSED:
                if self.source.startswith(opening, start):
                    raise _refusal(
                        f"Không hỗ trợ {name}: không chắc chạy trong thời gian tuyến tính",
                        start,
                        start + len(opening),
                        "viết lại bằng các điều kiện nối bằng && và ||",
                    )
            self.position += 1
        self.deep += 1
        if self.deep > _MAX_GROUPS_DEEP:
            raise _refusal(f"Ngoặc lồng quá {_MAX_GROUPS_DEEP} tầng", start, start + 1, "bỏ bớt ngoặc")
        inner = self.alternatives()
        if self.peek() != ")":
            raise _refusal(
                "Thiếu dấu «)» đóng nhóm", start, start + 1, "thêm «)» hoặc viết \\( nếu cần chính dấu này"
            )
        self.position += 1
        self.deep -= 1
        # A group around an anchor may be repeated; a bare anchor may not. Keep the difference visible.
        return Sequence((inner,)) if isinstance(inner, Anchor) else inner

    def bracket(self) -> Characters:
        start = self.position
        self.position += 1
        negative = self.peek() == "^"
        self.position += negative
        ranges: list[tuple[int, int]] = []
        while self.peek() != "]":
            if not self.peek():
                raise _refusal("Thiếu dấu «]» đóng lớp ký tự", start, start + 1, "thêm «]»")
            ranges.extend(self.bracket_item())
        self.position += 1
        if not ranges:
            raise _refusal("Lớp ký tự rỗng", start, self.position, "liệt kê ít nhất một ký tự trong [ ]")
        merged = _merged(ranges)
        return Characters(negated(merged) if negative else merged)

    def bracket_item(self) -> Ranges:
        start = self.position
        low = self.bracket_characters()
        if self.peek() != "-" or self.source[self.position + 1 : self.position + 2] in ("", "]"):
            return low
        self.position += 1
        high = self.bracket_characters()
        single = all(len(ends) == 1 and ends[0][0] == ends[0][1] for ends in (low, high))
        if not single or high[0][0] < low[0][0]:
            raise _refusal(
                f"Khoảng «{self.source[start : self.position]}» không hợp lệ",
                start,
                self.position,
                "viết từ ký tự nhỏ đến ký tự lớn, ví dụ [a-z]; dấu gạch nối viết là \\-",
            )
        return ((low[0][0], high[0][0]),)

    def bracket_characters(self) -> Ranges:
        sign = self.peek()
        if sign == "[" or self.source.startswith("&&", self.position):
            raise _refusal(
                f"Không hỗ trợ «{sign}» trong lớp ký tự", self.position, self.position + 1, f"viết \\{sign}"
            )
        self.position += 1
        return self.escape(in_bracket=True) if sign == "\\" else ((ord(sign), ord(sign)),)

    def escape(self, *, in_bracket: bool) -> Ranges:
        """What stands behind a backslash, the cursor being just behind it."""
        start, letter = self.position - 1, self.peek()
        if found := _HEX.match(self.source, self.position):
            self.position = found.end()
            point = int(found[1] or found[2], 16)
            return ((point, point),)
        self.position += 1
        if letter in _CLASSES:
            return _CLASSES[letter]
        if letter in _CONTROLS:
            return ((_CONTROLS[letter], _CONTROLS[letter]),)
        if letter and letter.isascii() and not letter.isalnum():
            return ((ord(letter), ord(letter)),)
        reason = "tham chiếu ngược" if letter.isdigit() and not in_bracket else "ký hiệu này"
        raise _refusal(
            f"Không hỗ trợ {reason} «\\{letter}»",
            start,
            self.position,
            "liệt kê các ký tự trong [ ] hoặc tách điều kiện",
        )
