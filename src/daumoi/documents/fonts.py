"""Typefaces of our documents and charts, assembled at setup from npm packages.

The packages ship each style cut into files by script, which browsers like and typesetters do not: a
word such as "Việt" would be drawn from two files. Here the pieces of one style become one TrueType file,
so that every engine sees two whole families, *Tinos* (the widths of Times New Roman) and *Be Vietnam
Pro*, and never reaches for whatever the machine happens to have installed.

Run as ``python -m daumoi.documents.fonts TARGET NODE_MODULES``; Django is not needed.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from daumoi.foundation.errors import DomainError

STAMP = "fonts.json"
RECIPE = 3  # Raise when the way the files are made changes, so that old ones are rebuilt.
_REINSTALL = "Hãy chạy «npm ci» rồi «./dev setup»."
_LATIN = ("latin", "latin-ext", "vietnamese")


class FontError(DomainError):
    """The typefaces cannot be built or found."""

    status = 500


@dataclass(frozen=True, slots=True)
class FontStyle:
    """One file to build: a family, a weight, upright or italic, and the pieces it is made of."""

    family: str
    package: str
    weight: int
    style_name: str
    italic: bool = False
    subsets: tuple[str, ...] = _LATIN

    @property
    def filename(self) -> str:
        return f"{self.postscript_name}.ttf"

    @property
    def postscript_name(self) -> str:
        return f"{self.family.replace(' ', '')}-{self.style_name.replace(' ', '')}"

    def pieces(self, node_modules: Path) -> list[Path]:
        slope = "italic" if self.italic else "normal"
        folder = node_modules / "@fontsource" / self.package / "files"
        return [folder / f"{self.package}-{subset}-{self.weight}-{slope}.woff2" for subset in self.subsets]


def _tinos(weight: int, style_name: str, *, italic: bool = False) -> FontStyle:
    # Greek and Cyrillic come along because names and formulas in users' texts do use them.
    return FontStyle("Tinos", "tinos", weight, style_name, italic, (*_LATIN, "greek", "cyrillic"))


def _be_vietnam(weight: int, style_name: str, *, italic: bool = False) -> FontStyle:
    return FontStyle("Be Vietnam Pro", "be-vietnam-pro", weight, style_name, italic)


STYLES: tuple[FontStyle, ...] = (
    _tinos(400, "Regular"),
    _tinos(700, "Bold"),
    _tinos(400, "Italic", italic=True),
    _tinos(700, "Bold Italic", italic=True),
    _be_vietnam(400, "Regular"),
    _be_vietnam(500, "Medium"),
    _be_vietnam(600, "SemiBold"),
    _be_vietnam(700, "Bold"),
    _be_vietnam(400, "Italic", italic=True),
)


def vietnamese_letters() -> tuple[str, ...]:
    """The 134 letters of Vietnamese that lie outside ASCII, precomposed, small and capital."""
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    small = {unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in tones}
    small = {letter for letter in small if not letter.isascii()} | {"đ"}
    return tuple(sorted(small | {letter.upper() for letter in small}))


def build_fonts(*, target: Path, node_modules: Path) -> bool:
    """Put every style of :data:`STYLES` into ``target``; return False when they were already there.

    The files depend only on the package versions and on this module, byte for byte, which is one of the
    reasons why the same report comes out identical on two machines.

    :raises FontError: a package or a piece is missing, or a Vietnamese letter would not be drawn.
    """
    wanted = _recipe(node_modules)
    if _is_current(target, wanted):
        return False
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target, prefix=".build-") as scratch:
        sizes: dict[str, int] = {}
        coverage: set[int] | None = None
        for style in STYLES:
            characters = _build_style(style, node_modules=node_modules, path=Path(scratch, style.filename))
            sizes[style.filename] = Path(scratch, style.filename).stat().st_size
            if style.family == "Tinos":
                coverage = characters if coverage is None else coverage & characters
        for licence in _licences(node_modules):
            shutil.copyfile(licence, Path(scratch, f"OFL-{licence.parent.name}.txt"))
        for outdated in set(target.glob("*.ttf")) - {target / style.filename for style in STYLES}:
            outdated.unlink()
        for path in Path(scratch).iterdir():
            os.replace(path, target / path.name)
    stamp = {**wanted, "sizes": sizes, "coverage": _ranges(coverage or set())}
    _write_atomically(target / STAMP, json.dumps(stamp, indent=1, sort_keys=True))
    supported_characters.cache_clear()
    return True


@lru_cache(maxsize=4)
def supported_characters(fonts: Path) -> tuple[tuple[int, int], ...]:
    """Inclusive code point ranges that all four styles of Tinos in ``fonts`` can draw.

    :raises FontError: the folder was not built.
    """
    return tuple((first, last) for first, last in _read_stamp(fonts)["coverage"])


def _recipe(node_modules: Path) -> dict[str, Any]:
    versions: dict[str, str] = {}
    for package in sorted({style.package for style in STYLES}):
        manifest = node_modules / "@fontsource" / package / "package.json"
        try:
            versions[package] = str(json.loads(manifest.read_text(encoding="utf-8"))["version"])
        except (OSError, ValueError, KeyError) as error:
            message = f"Thiếu gói phông chữ @fontsource/{package} trong {node_modules}."
            raise FontError("documents.font_package", message, remedy=_REINSTALL) from error
    return {"recipe": RECIPE, "packages": versions}


def _is_current(target: Path, wanted: Mapping[str, Any]) -> bool:
    try:
        stamp = _read_stamp(target)
    except FontError:
        return False
    if any(stamp.get(key) != value for key, value in wanted.items()):
        return False
    sizes = stamp.get("sizes", {})
    return all(_size(target / style.filename) == sizes.get(style.filename, -1) for style in STYLES)


def _read_stamp(folder: Path) -> dict[str, Any]:
    try:
        stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        message = f"Chưa có bộ phông chữ trong {folder}."
        raise FontError("documents.fonts_absent", message, remedy="Hãy chạy «./dev setup».") from error
    return dict(stamp)


def _size(path: Path) -> int | None:
    return path.stat().st_size if path.is_file() else None


def _licences(node_modules: Path) -> Iterable[Path]:
    folders = (node_modules / "@fontsource" / package for package in sorted({s.package for s in STYLES}))
    return [folder / "LICENSE" for folder in folders if (folder / "LICENSE").is_file()]


def _write_atomically(path: Path, text: str) -> None:
    draft = path.with_suffix(".tmp")
    draft.write_text(text, encoding="utf-8")
    os.replace(draft, path)


def _ranges(characters: Iterable[int]) -> list[list[int]]:
    ranges: list[list[int]] = []
    for code in sorted(characters):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return ranges


def _build_style(style: FontStyle, *, node_modules: Path, path: Path) -> set[int]:
    """Merge the pieces of one style into ``path`` and return the code points it draws."""
    from fontTools.merge import Merger  # Slow to import and needed at setup only.

    font = Merger().merge([_as_truetype(piece, style) for piece in style.pieces(node_modules)])
    _rename(font, style)
    characters = set(font.getBestCmap())
    missing = [letter for letter in vietnamese_letters() if ord(letter) not in characters]
    if missing:
        message = f"Phông {style.family} {style.style_name} thiếu chữ: {' '.join(missing)}."
        raise FontError("documents.font_coverage", message, remedy=_REINSTALL)
    font.save(path)
    return characters


def _as_truetype(piece: Path, style: FontStyle) -> BytesIO:
    from fontTools.ttLib import TTFont

    if not piece.is_file():
        message = f"Gói @fontsource/{style.package} thiếu tệp {piece.name}."
        raise FontError("documents.font_package", message, remedy=_REINSTALL)
    font = TTFont(piece, recalcTimestamp=False)
    font.flavor = None
    buffer = BytesIO()
    font.save(buffer)
    buffer.seek(0)
    return buffer


def _rename(font: Any, style: FontStyle) -> None:
    """Give every style of a family the same family name, weight as a number, and a fixed date.

    The packages name the medium weight "Be Vietnam Pro Medium", a family of its own; a typesetter asked
    for weight 500 of "Be Vietnam Pro" would then silently take the regular one.
    """
    names = font["name"]
    legacy_family = style.family if style.weight in (400, 700) else f"{style.family} {style.style_name}"
    legacy_style = style.style_name if style.weight in (400, 700) else "Regular"
    full_name = f"{style.family} {style.style_name}"
    records = {1: legacy_family, 2: legacy_style, 4: full_name, 6: style.postscript_name}
    records |= {16: style.family, 17: style.style_name}
    for name_id, text in records.items():
        names.removeNames(nameID=name_id)
        names.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = style.weight
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line entry: build, say what happened, return the exit code."""
    parser = argparse.ArgumentParser(
        prog="daumoi.documents.fonts", description="Ghép phông chữ cho tài liệu."
    )
    parser.add_argument("target", type=Path, help="thư mục nhận phông chữ, ví dụ var/fonts")
    parser.add_argument("node_modules", type=Path, help="thư mục node_modules đã cài bằng npm")
    options = parser.parse_args(arguments)
    try:
        built = build_fonts(target=options.target, node_modules=options.node_modules)
    except FontError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    outcome = "đã ghép" if built else "đã có sẵn"
    sys.stdout.write(f"Phông chữ: {outcome} {len(STYLES)} kiểu trong {options.target}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
