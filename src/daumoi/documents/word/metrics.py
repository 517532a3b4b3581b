"""How wide words are in Times New Roman, read from the typeface with the same widths."""

import struct
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

_POINT = 25.4 / 72  # mm
_UNKNOWN = 0.5  # of the size: a sign the typeface lacks


@lru_cache(maxsize=8)
def _widths(file: Path) -> tuple[dict[int, int], int]:
    with TTFont(file, lazy=True) as font:
        table = font["hmtx"].metrics
        widths = {code: table[glyph][0] for code, glyph in font.getBestCmap().items()}
        # Read as bytes: the library complains aloud about the fixed date in this table.
        (units,) = struct.unpack_from(">H", font.reader["head"], 18)
    return widths, int(units)


def width_mm(text: str, *, size: float, fonts: Path, bold: bool = False, italic: bool = False) -> float:
    """Width of a line of text in millimetres at ``size`` points.

    :param fonts: a folder filled by :func:`daumoi.documents.fonts.build_fonts`.
    """
    style = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic"}.get((bold, italic))
    widths, units = _widths(fonts / f"Tinos-{style or 'BoldItalic'}.ttf")
    total = sum(widths.get(ord(letter), int(units * _UNKNOWN)) for letter in text)
    return total / units * size * _POINT
