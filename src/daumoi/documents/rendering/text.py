"""Users' text made fit for a page: one normal form, only characters that can be drawn, lines that break.

The archival standard refuses a file with a single character no typeface can draw, so one emoji in one
reply would otherwise stop a national report. Such a character becomes "�", visibly.
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

from daumoi.documents.fonts import supported_characters

#: Signs that Tinos lacks and the typefaces inside the typesetter draw instead (a test renders each one).
SYMBOLS = (
    "≤≥≠≈±→←↑↓↔⇒⇔↗↘●○■□▪▫▲△▼▽◆◇★☆✓✔✗✘☐☑☒◐◑…‰²³½¼¾×÷−–—•€₫№√∞∑∆∂∈∉∩∪⊂∀∃αβγδΔΣΩμπ©®™°′″"
    "„“”‘’‹›«»§¶†‡①②③④⑤⑥⑦⑧⑨⑩ⅠⅡⅢⅣ"
)
REPLACEMENT = "\ufffd"
_BREAK = "\u200b"
_LONGEST_WORD = 28  # No Vietnamese word comes near; longer runs without a space would leave the column.
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
_PIECES = re.compile(r"[^/._\-?&=,;:@|]{1,8}[/._\-?&=,;:@|]*|[/._\-?&=,;:@|]{1,8}")
_VERBATIM_KEYS = frozenset({"url", "svg"})
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_TRANSLATION: dict[int, str] = {
    **dict.fromkeys(map(ord, "\t\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"), " "),
    **dict.fromkeys(map(ord, "\u000b\u000c\u0085\u2028\u2029"), "\n"),
    0x202F: "\u00a0",
}


@lru_cache(maxsize=4)
def _undrawable(fonts: Path) -> re.Pattern[str]:
    ranges = "".join(
        f"\\U{first:08x}-\\U{last:08x}" for first, last in supported_characters(fonts) if last >= 0x20
    )
    return re.compile(f"[^\\n{ranges}{re.escape(SYMBOLS)}]")


def clean(text: str, *, fonts: Path) -> str:
    """The text in composed form, without control and direction characters, drawable throughout."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _INVISIBLE.sub("", text.translate(_TRANSLATION))
    return _undrawable(fonts).sub(REPLACEMENT, text)


def clean_tree(value: Any, *, fonts: Path) -> Any:
    """Every text inside nested lists and dictionaries cleaned, and broken where a word is too long.

    Values under the keys "url" and "svg" are cleaned only: a place to break would change what they mean.
    """
    if isinstance(value, str):
        return breakable(clean(value, fonts=fonts))
    if isinstance(value, dict):
        return {
            key: clean(item, fonts=fonts) if key in _VERBATIM_KEYS else clean_tree(item, fonts=fonts)
            for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [clean_tree(item, fonts=fonts) for item in value]
    return value


def breakable(text: str) -> str:
    """Places to break inside words too long for a column (addresses, codes), invisible otherwise."""
    if len(text) <= _LONGEST_WORD:
        return text
    return _LONG_WORD.sub(lambda match: _BREAK.join(_PIECES.findall(match.group())), text)
