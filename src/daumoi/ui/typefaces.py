"""The web typeface: Be Vietnam Pro in three weights, and its digits once more with one common width.

The typeface has no tabular figures (a “1” is little more than half as wide as a “4”), so columns of
numbers would not line up. From the Latin subset we derive a family of ten digits set on one width; the
style sheet names it first for tables. Free of Django, used when the product is set up.
"""

import json
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Be Vietnam Pro"
FIGURES_FAMILY = "Be Vietnam Pro Figures"
FALLBACK_FAMILY = "Be Vietnam Pro Fallback"
WEIGHTS = (400, 500, 600)
SUBSETS = ("latin", "latin-ext", "vietnamese")
_DIGITS = "0123456789"
_DIGITS_RANGE = "U+0030-0039"


@dataclass(frozen=True)
class Face:
    """One `@font-face`: the file below `fonts/` and the letters it serves."""

    family: str
    weight: int
    file: str
    letters: str

    @property
    def css(self) -> str:
        """The rule, with an address relative to the style sheet's folder."""
        return (
            f'@font-face {{ font-family: "{self.family}"; font-style: normal; font-weight: {self.weight}; '
            f'font-display: swap; src: url("fonts/{self.file}") format("woff2"); '
            f"unicode-range: {self.letters}; }}"
        )


def write_typefaces(*, package: Path, target: Path) -> None:
    """Write `fonts/*.woff2` and `fonts.css` below `target` from the npm package folder of the typeface."""
    ranges: dict[str, str] = json.loads((package / "unicode.json").read_text(encoding="utf-8"))
    folder = target / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    faces: list[Face] = []
    for weight in WEIGHTS:
        for subset in SUBSETS:
            source = package / "files" / f"be-vietnam-pro-{subset}-{weight}-normal.woff2"
            faces.append(Face(FAMILY, weight, f"be-vietnam-pro-{subset}-{weight}.woff2", ranges[subset]))
            (folder / faces[-1].file).write_bytes(source.read_bytes())
        latin = package / "files" / f"be-vietnam-pro-latin-{weight}-normal.woff2"
        faces.append(Face(FIGURES_FAMILY, weight, f"be-vietnam-pro-figures-{weight}.woff2", _DIGITS_RANGE))
        (folder / faces[-1].file).write_bytes(tabular_digits(latin.read_bytes()))
    rules = [face.css for face in faces] + [_fallback_css()]
    (target / "fonts.css").write_text("\n".join(rules) + "\n", encoding="utf-8")


def tabular_digits(woff2: bytes) -> bytes:
    """The ten digits of a font, each centred on one width (that of the middle digit), as woff2."""
    font = TTFont(BytesIO(woff2), recalcTimestamp=False)
    options = Options()
    options.flavor = "woff2"
    options.layout_features = []
    subsetter = Subsetter(options)
    subsetter.populate(text=_DIGITS)
    subsetter.subset(font)
    names = [font.getBestCmap()[ord(digit)] for digit in _DIGITS]
    metrics, glyphs = font["hmtx"].metrics, font["glyf"]
    width = sorted(metrics[name][0] for name in names)[len(names) // 2]
    for name in names:
        advance, left = metrics[name]
        shift = (width - advance) // 2
        glyphs[name].coordinates.translate((shift, 0))
        glyphs[name].recalcBounds(glyphs)
        metrics[name] = (width, left + shift)
    font.flavor = "woff2"
    written = BytesIO()
    font.save(written)
    return written.getvalue()


def _fallback_css() -> str:
    """A system face scaled to our metrics, so that the text does not jump when the typeface arrives."""
    return (
        f'@font-face {{ font-family: "{FALLBACK_FAMILY}"; src: local("Arial"), local("Liberation Sans"); '
        "size-adjust: 106%; ascent-override: 94%; descent-override: 25%; line-gap-override: 0%; }"
    )
