"""The colours of the house, by meaning, for a light screen, a dark one and paper.

A description names a *tone* ("tone:held"); the colour is put in when the picture is made, so that one
description serves all three grounds.
"""

from collections.abc import Mapping
from typing import Any, Literal

Variant = Literal["light", "dark", "print"]
Tone = Literal["held", "held_2", "held_3", "held_4", "overdue", "soon", "done", "muted", "unknown"]

_LIGHT: Mapping[str, str] = {
    "held": "#1d4e89",
    "held_2": "#4577ae",
    "held_3": "#94b6da",
    "held_4": "#c8d9eb",
    "overdue": "#b3261e",
    "soon": "#b26a00",
    "done": "#2f7d4f",
    "muted": "#8b8f98",
    "unknown": "#d9d5cb",
    "track": "#eceae4",
    "text": "#1f2328",
    "quiet": "#5c5f66",
    "rule": "#e6e3dc",
    "ground": "transparent",
    "edge": "#ffffff",
    "on_dark": "#ffffff",
    "on_light": "#000000",
}
_DARK: Mapping[str, str] = {
    **_LIGHT,
    "held": "#7fb0ea",
    "held_2": "#5a8cc8",
    "held_3": "#3f6a9c",
    "held_4": "#2c4a6e",
    "overdue": "#f2938b",
    "soon": "#eeb75f",
    "done": "#7ccf9b",
    "muted": "#9aa1ab",
    "unknown": "#4a4d53",
    "track": "#33363b",
    "text": "#e8e6e1",
    "quiet": "#b4b6ba",
    "rule": "#3d4046",
    "edge": "#1d1f23",
    "on_dark": "#ffffff",
    "on_light": "#16181b",
}
_PRINT: Mapping[str, str] = {**_LIGHT, "text": "#000000", "quiet": "#333333", "ground": "#ffffff"}
_PALETTES: Mapping[Variant, Mapping[str, str]] = {"light": _LIGHT, "dark": _DARK, "print": _PRINT}

#: Tones whose labels must be light, on either screen ground.
_DEEP: Mapping[Variant, frozenset[str]] = {
    "light": frozenset({"held", "held_2", "overdue", "done"}),
    "dark": frozenset({"held_3", "held_4", "unknown", "track"}),
    "print": frozenset({"held", "held_2", "overdue", "done"}),
}


def colour(name: str, *, variant: Variant) -> str:
    """The colour of a tone or of a part of the picture; "on:held" is the text colour upon that tone."""
    palette = _PALETTES[variant]
    if name.startswith("on:"):
        return palette["on_dark" if name[3:] in _DEEP[variant] else "on_light"]
    return palette[name]


def coloured(value: Any, *, variant: Variant) -> Any:
    """The description with every "tone:…" replaced by a colour."""
    if isinstance(value, str):
        return colour(value[5:], variant=variant) if value.startswith("tone:") else value
    if isinstance(value, Mapping):
        return {key: coloured(item, variant=variant) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [coloured(item, variant=variant) for item in value]
    return value


def theme() -> dict[str, Any]:
    """The configuration every chart shares: our typeface, hairlines, no frame, legends above."""
    return {
        "font": "Be Vietnam Pro",
        "aria": False,
        "background": "tone:ground",
        "padding": 4,
        "view": {"stroke": None},
        "axis": {
            "labelFontSize": 12.5,
            "titleFontSize": 12,
            "titleFontWeight": 500,
            "labelColor": "tone:text",
            "titleColor": "tone:quiet",
            "gridColor": "tone:rule",
            "domain": False,
            "ticks": False,
            "labelPadding": 8,
            "titlePadding": 8,
            "labelLimit": 0,
        },
        "axisY": {"grid": False, "titleAnchor": "end"},
        "legend": {
            "orient": "top",
            "title": None,
            "labelFontSize": 12,
            "labelColor": "tone:text",
            "symbolType": "square",
            "symbolSize": 110,
            "symbolStrokeWidth": 0,
            "columnPadding": 16,
            "labelLimit": 0,
            "offset": 8,
        },
        "text": {"fontSize": 12, "color": "tone:text"},
    }
