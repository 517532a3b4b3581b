"""Drawing: Vega-Lite to SVG and PNG on the server, with our typeface, the same bytes every time, cached.

The engine inside vl-convert costs about 0.1 s of CPU a picture (0.6 s the first time in a process), too
much for every page view: a caller that serves pages gives a cache folder.
"""

import hashlib
import json
import os
import re
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

import vl_convert

from daumoi.documents.charts.palette import Variant, colour, coloured, theme
from daumoi.documents.charts.spec import ChartSpec, ChartTable
from daumoi.documents.errors import RenderingError
from daumoi.documents.fonts import supported_characters

VEGA_LITE = "6.4"
PNG_SCALE = 2.0
_DRAWING = 1  # Raise when drawing changes, so that cached pictures are made anew.
_NUMBERS: dict[str, Any] = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", "\u00a0₫"]}
_MARK_HEIGHT = 22


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart with its words. ``svg`` carries the summary itself and can stand inside a page."""

    title: str
    svg: str
    summary: str
    table: ChartTable
    png: bytes | None = None


def render_chart(
    chart: ChartSpec, *, fonts: Path, variant: Variant = "light", cache: Path | None = None, png: bool = False
) -> Chart:
    """Draw a chart for one ground; ``png`` adds a picture at twice the size, for Word and e-mail.

    :param fonts: a folder filled by :func:`daumoi.documents.fonts.build_fonts`.
    :param cache: a folder for pictures already drawn, found by content; it may be emptied at any time.
    :raises RenderingError: the description is not valid Vega-Lite.
    :raises FontError: the typefaces were not built.
    """
    description = json.dumps(
        coloured({**chart.spec, "config": {**theme(), **chart.spec.get("config", {})}}, variant=variant),
        ensure_ascii=False,
        sort_keys=True,
    )
    digest = _digest(description, chart, variant, fonts)
    svg_file = cache / f"{digest}.svg" if cache else None
    png_file = cache / f"{digest}.png" if cache else None
    drawn = _read(svg_file)
    if drawn is None:
        drawn = _draw(description, chart=chart, variant=variant, fonts=fonts, digest=digest).encode()
        _write(svg_file, drawn)
    picture = None
    if png:
        picture = _read(png_file)
        if picture is None:
            _register(fonts)
            picture = bytes(vl_convert.svg_to_png(drawn.decode(), scale=PNG_SCALE))
            _write(png_file, picture)
    return Chart(title=chart.title, svg=drawn.decode(), summary=chart.summary, table=chart.table, png=picture)


def _digest(description: str, chart: ChartSpec, variant: Variant, fonts: Path) -> str:
    drawing = (VEGA_LITE, _DRAWING, supported_characters(fonts))
    parts = (description, chart.summary, chart.simulated, variant, drawing)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _draw(description: str, *, chart: ChartSpec, variant: Variant, fonts: Path, digest: str) -> str:
    _register(fonts)
    try:
        svg = vl_convert.vegalite_to_svg(
            description, vl_version=VEGA_LITE, format_locale=_NUMBERS, time_format_locale="vi-VN"
        )
    except ValueError as error:
        message = f"Không vẽ được biểu đồ «{chart.title}»."
        remedy = "Hãy gửi thông báo này cho người quản trị."
        raise RenderingError("documents.chart", message, remedy=remedy) from error
    svg = _own_identifiers(svg, prefix=f"c{digest[:10]}")
    svg = svg.replace("<svg ", f'<svg role="img" aria-label="{escape(chart.summary)}" ', 1)
    return _marked(svg, prefix=f"c{digest[:10]}", variant=variant) if chart.simulated else svg


@lru_cache(maxsize=4)
def _register(fonts: Path) -> None:
    supported_characters(fonts)  # Says which command builds the folder when it is not there.
    vl_convert.register_font_directory(str(fonts.resolve()))


def _own_identifiers(svg: str, *, prefix: str) -> str:
    """Names of clips and gradients that depend on the content only.

    The engine counts them up for as long as the process lives, so the same chart would differ from call
    to call, and two charts in one page could share a name.
    """
    names = dict.fromkeys(re.findall(r' id="([^"]+)"', svg))
    for index, name in enumerate(names):
        svg = svg.replace(f' id="{name}"', f' id="{prefix}-{index}"')
        svg = svg.replace(f"url(#{name})", f"url(#{prefix}-{index})")
        svg = svg.replace(f'href="#{name}"', f'href="#{prefix}-{index}"')
    return svg


def _marked(svg: str, *, prefix: str, variant: Variant) -> str:
    """A strip below the picture with the striped mark of invented data."""
    head = re.search(r'width="([\d.]+)" height="([\d.]+)" viewBox="0 0 [\d.]+ [\d.]+"', svg)
    if head is None:
        raise RenderingError("documents.chart", "Không xác định được khổ của biểu đồ để gắn dấu mô phỏng.")
    width, height = float(head[1]), float(head[2])
    full = height + _MARK_HEIGHT
    taller = f'width="{width:g}" height="{full:g}" viewBox="0 0 {width:g} {full:g}"'
    amber, text = colour("soon", variant=variant), colour("text", variant=variant)
    left, stripes = width - 138, f"{prefix}-s"
    strip = (
        f'<pattern id="{stripes}" width="7" height="7" patternUnits="userSpaceOnUse">'
        f'<path d="M-1,8L8,-1M-1,1L1,-1M6,8L8,6" stroke="{amber}" stroke-width="1.2" '
        f'stroke-opacity="0.45"/></pattern>'
        f'<rect x="{left:g}" y="{height + 3:g}" width="134" height="16" rx="4" fill="url(#{stripes})" '
        f'stroke="{amber}" stroke-width="0.8"/><rect x="{left + 11:g}" y="{height + 4.5:g}" width="112" '
        f'height="13" rx="3" fill="{colour("edge", variant=variant)}"/>'
        f'<text x="{left + 67:g}" y="{height + 14.6:g}" text-anchor="middle" font-family="Be Vietnam Pro" '
        f'font-size="9.5" font-weight="600" letter-spacing="0.4" fill="{text}">DỮ LIỆU MÔ PHỎNG</text>'
    )
    return svg.replace(head[0], taller, 1).replace("</svg>", f"{strip}</svg>")


def _read(path: Path | None) -> bytes | None:
    try:
        return path.read_bytes() if path else None
    except FileNotFoundError:
        return None


def _write(path: Path | None, content: bytes) -> None:
    """Whole or not at all: another process may be reading the same name."""
    if path is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        draft.write(content)
    os.replace(draft.name, path)
