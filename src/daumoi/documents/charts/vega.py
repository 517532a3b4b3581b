"""Pieces of Vega-Lite that the charts share: frame, layers, axes of names, scales of tones."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
WIDTH = 620  # Pixels; fills the 160 mm of a page at a readable size, and a card on a screen.
Piece = dict[str, Any]


def frame(
    values: Sequence[Mapping[str, Any]],
    *,
    names: Sequence[str],
    row: int,
    layers: Sequence[Piece],
    **encoding: Any,
) -> Piece:
    """A chart with names down its left side, ``row`` pixels for each, more where a name needs lines."""
    grid = bool(encoding.pop("grid", False))
    return {
        "$schema": SCHEMA,
        "width": WIDTH,
        "height": {"step": _row_height(names, least=row)},
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": list(values)},
        "encoding": {"y": _names_axis(names, grid=grid), **encoding},
        "layer": list(layers),
        "resolve": {"scale": {"color": "independent"}},
    }


def row_pixels(count: int) -> int:
    """The height of a row: air for a few, closer when there are many, so that 22 bodies fit half a page."""
    return 28 if count <= 8 else 24 if count <= 14 else 20


def layer(mark: str, style: Mapping[str, Any], **encoding: Any) -> Piece:
    """One layer: a mark, how it looks, what it encodes."""
    return {"mark": {"type": mark, **style}, "encoding": encoding}


def field(name: str, base: Mapping[str, Any] | None = None) -> Piece:
    """An encoding by a field of the data, on top of what the channel shares."""
    return {**(base or {}), "field": name}


def tones(name: str, domain: Sequence[str], colours: Sequence[str], *, legend: bool = False) -> Piece:
    """A nominal colour encoding; ``colours`` are tones, "on:…" for text upon a tone."""
    scale = {"domain": list(domain), "range": [f"tone:{colour}" for colour in colours]}
    encoding: Piece = {"field": name, "type": "nominal", "scale": scale}
    return encoding if legend else {**encoding, "legend": None}


def wrapped(label: str, *, width: int = 34) -> str:
    """A long label on several lines, broken between words."""
    lines: list[str] = []
    for word in label.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\n".join(lines)


def distinct_names(labels: Sequence[str]) -> list[str]:
    """The labels wrapped, equal ones told apart by an invisible sign: two rows must stay two rows."""
    seen: Counter[str] = Counter()
    names = []
    for label in map(wrapped, labels):
        names.append(label + "\u200b" * seen[label])
        seen[label] += 1
    return names


def level_names(labels: Sequence[str], *, width: int) -> dict[str, str]:
    """Labels wrapped to the same number of lines, so that titles above columns stand on one line."""
    lines = {label: wrapped(label, width=width) for label in labels}
    tallest = max((text.count("\n") for text in lines.values()), default=0)
    return {label: "\n" * (tallest - text.count("\n")) + text for label, text in lines.items()}


def _row_height(names: Sequence[str], *, least: int) -> int:
    return max(least, 8 + 14 * (1 + max((name.count("\n") for name in names), default=0)))


def _names_axis(order: Sequence[str], *, grid: bool) -> Piece:
    axis = {"title": None, "labelExpr": "split(datum.label, '\\n')", "labelLineHeight": 14, "grid": grid}
    return {"field": "name", "type": "nominal", "sort": list(order), "axis": axis}
