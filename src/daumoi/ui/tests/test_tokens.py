"""The colours of both themes can be read, computed by the formula of WCAG 2.2 (relative luminance)."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[1] / "static" / "ui" / "tokens.css"
PAIR = re.compile(r"--dm-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
PLAIN = re.compile(r"^  --dm-([a-z-]+): (#[0-9a-f]{6});", re.MULTILINE)


def _themes() -> dict[str, dict[str, str]]:
    css = TOKENS.read_text(encoding="utf-8")
    plain = dict(PLAIN.findall(css))
    pairs = {name: (light, dark) for name, light, dark in PAIR.findall(css)}
    return {
        "plain": plain,
        "light": plain | {name: light for name, (light, _dark) in pairs.items()},
        "dark": plain | {name: dark for name, (_light, dark) in pairs.items()},
    }


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_gives_the_known_extremes() -> None:
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#777777") == pytest.approx(1)


def test_browsers_that_cannot_pair_colours_get_the_light_theme() -> None:
    themes = _themes()
    assert themes["plain"] == themes["light"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("text", ["text", "soft", "muted", "ink", "ink-deep", "red", "amber", "green"])
def test_every_text_colour_reads_on_ground_card_and_quiet(theme: str, text: str) -> None:
    colours = _themes()[theme]
    for surface in ("ground", "card", "quiet"):
        assert _contrast(colours[text], colours[surface]) >= 4.5, surface


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("on-ink", "ink-fill"),
        ("ink", "ink-wash"),
        ("red", "red-wash"),
        ("amber", "amber-wash"),
        ("text", "amber-wash"),
        ("green", "green-wash"),
        ("soft", "track"),
        ("stripe-text", "stripe-a"),
        ("stripe-text", "stripe-b"),
    ],
)
def test_every_text_reads_on_its_own_fill(theme: str, text: str, surface: str) -> None:
    colours = _themes()[theme]
    assert _contrast(colours[text], colours[surface]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sign", ["control", "focus", "ink-fill", "red-fill", "amber-fill", "green-fill"])
def test_edges_of_controls_focus_and_bars_stand_out_from_the_card(theme: str, sign: str) -> None:
    colours = _themes()[theme]
    assert _contrast(colours[sign], colours["card"]) >= 3
