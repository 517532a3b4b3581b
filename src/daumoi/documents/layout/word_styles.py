"""What a Word paragraph and its runs really look like, once styles and defaults have had their say.

Word writes down only what differs: the rest comes from the run, its character style, the paragraph's
style, the styles those are based on, and the document's defaults, in this order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from daumoi.documents.intake import WordFile
from daumoi.documents.layout.model import Alignment

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFF = frozenset({"0", "false", "off", "none"})
_ALIGNMENTS: dict[str, Alignment] = {
    "left": "left",
    "start": "left",
    "center": "centre",
    "right": "right",
    "end": "right",
    "both": "justified",
    "distribute": "justified",
}
_DEFAULT_SIZE = 10.0  # points, when nothing in the file says otherwise
_SINGLE = 240.0  # one line, in the unit of w:line
_TWIPS_PER_MM = 1440 / 25.4
Layers = Sequence[etree._Element]


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a run is drawn."""

    font: str
    size: float
    bold: bool
    italic: bool
    underlined: bool
    capitals: bool
    hidden: bool
    raised: bool


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How a paragraph stands: millimetres and points; ``spacing`` in single lines, or None."""

    alignment: Alignment
    left: float
    first: float
    before: float
    after: float
    spacing: float | None
    exact: float | None
    numbered: bool
    style: str
    contextual: bool


class Styles:
    """The styles, defaults and theme typefaces of one Word file."""

    def __init__(self, word: WordFile) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._defaults: dict[str, list[etree._Element]] = {"rPr": [], "pPr": []}
        self._default_style = ""
        for part in word.related("styles").values():
            self._learn(word.xml(part))
        self._theme = _theme_fonts(word)
        self._chain = lru_cache(maxsize=512)(self._uncached_chain)

    def _learn(self, root: etree._Element) -> None:
        for style in root.iter(f"{W}style"):
            self._styles[style.get(f"{W}styleId", "")] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") not in {None, *_OFF}:
                self._default_style = style.get(f"{W}styleId", "")
        for name in self._defaults:
            self._defaults[name] = root.findall(f"{W}docDefaults/{W}{name}Default/{W}{name}")

    def paragraph(self, paragraph: etree._Element) -> ParagraphLook:
        """How this paragraph stands."""
        direct = paragraph.find(f"{W}pPr")
        style = _value(direct, "pStyle") or self._default_style
        layers = [*([] if direct is None else [direct]), *self._chain(style, "pPr"), *self._defaults["pPr"]]
        line = _attribute(layers, "spacing", "line")
        rule = _attribute(layers, "spacing", "lineRule") or "auto"
        points = _number(line) / 20 if line else None
        numbering = _first(layers, "numPr")
        contextual = _first(layers, "contextualSpacing")
        return ParagraphLook(
            alignment=_ALIGNMENTS.get(_chosen(layers, "jc"), "left"),
            left=_number(_attribute(layers, "ind", "left") or _attribute(layers, "ind", "start"))
            / _TWIPS_PER_MM,
            first=(
                _number(_attribute(layers, "ind", "firstLine"))
                - _number(_attribute(layers, "ind", "hanging"))
            )
            / _TWIPS_PER_MM,
            before=self._space(layers, "before"),
            after=self._space(layers, "after"),
            spacing=(_number(line) / _SINGLE if line else 1.0) if rule == "auto" else None,
            exact=points if rule != "auto" else None,
            numbered=numbering is not None and _value(numbering, "numId") not in {"", "0"},
            style=style,
            contextual=contextual is not None and contextual.get(f"{W}val") not in _OFF,
        )

    def run(self, run: etree._Element, *, paragraph_style: str) -> RunLook:
        """How this run is drawn inside a paragraph of that style."""
        direct = run.find(f"{W}rPr")
        character = _value(direct, "rStyle")
        layers = [
            *([] if direct is None else [direct]),
            *(self._chain(character, "rPr") if character else ()),
            *self._chain(paragraph_style, "rPr"),
            *self._defaults["rPr"],
        ]
        size = _chosen(layers, "sz")
        return RunLook(
            font=self._font(layers),
            size=_number(size) / 2 if size else _DEFAULT_SIZE,
            bold=_toggle(layers, "b"),
            italic=_toggle(layers, "i"),
            underlined=_chosen(layers, "u") not in {"", "none"},
            capitals=_toggle(layers, "caps"),
            hidden=_toggle(layers, "vanish"),
            raised=_chosen(layers, "vertAlign") in {"superscript", "subscript"},
        )

    def _uncached_chain(self, style: str, part: str) -> tuple[etree._Element, ...]:
        """The properties of a style and of those it is based on, nearest first; a circle is cut."""
        layers: list[etree._Element] = []
        seen: set[str] = set()
        while style and style in self._styles and style not in seen:
            seen.add(style)
            node = self._styles[style]
            layers += node.findall(f"{W}{part}")
            style = _value(node, "basedOn")
        return tuple(layers)

    def _space(self, layers: Layers, edge: str) -> float:
        """Space before or after, in points; "automatic" spacing is what Word draws for it."""
        automatic = _attribute(layers, "spacing", f"{edge}Autospacing")
        if automatic and automatic not in _OFF:
            return 14.0
        return _number(_attribute(layers, "spacing", edge)) / 20

    def _font(self, layers: Layers) -> str:
        # Vietnamese letters with marks are drawn in the "hAnsi" typeface, plain ones in "ascii".
        for layer in layers:
            fonts = layer.find(f"{W}rFonts")
            if fonts is None:
                continue
            for name in ("hAnsi", "ascii"):
                theme = fonts.get(f"{W}{name}Theme")
                if theme:
                    return self._theme.get(theme[:5], "")
                if plain := fonts.get(f"{W}{name}"):
                    return plain
        return ""


def _theme_fonts(word: WordFile) -> dict[str, str]:
    """Names of the theme's two Latin typefaces by the first letters of their role ("minor", "major")."""
    found: dict[str, str] = {}
    for part in word.related("theme").values():
        for role in ("minor", "major"):
            for font in word.xml(part).iter(f"{_A}{role}Font"):
                latin = font.find(f"{_A}latin")
                found[role] = latin.get("typeface", "") if latin is not None else ""
    return found


def _children(layers: Layers, name: str) -> Iterator[etree._Element]:
    for layer in layers:
        child = layer.find(f"{W}{name}")
        if child is not None:
            yield child


def _first(layers: Layers, name: str) -> etree._Element | None:
    return next(_children(layers, name), None)


def _chosen(layers: Layers, name: str) -> str:
    child = _first(layers, name)
    return "" if child is None else child.get(f"{W}val", "")


def _toggle(layers: Layers, name: str) -> bool:
    child = _first(layers, name)
    return child is not None and child.get(f"{W}val") not in _OFF


def _attribute(layers: Layers, name: str, attribute: str) -> str:
    """The nearest value of one attribute: styles may set "before" and leave "line" to their base."""
    found = (child.get(f"{W}{attribute}") for child in _children(layers, name))
    return next((value for value in found if value), "")


def _value(parent: etree._Element | None, name: str) -> str:
    child = None if parent is None else parent.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
