"""Ranges: values between bounds, and states over time."""

from collections.abc import Sequence
from datetime import date, timedelta

from daumoi.documents.charts import summaries
from daumoi.documents.charts.rows import Interval, Series, Span
from daumoi.documents.charts.spec import ChartSpec, ChartTable
from daumoi.documents.charts.vega import (
    Piece,
    distinct_names,
    field,
    frame,
    layer,
    row_pixels,
    tones,
    wrapped,
)
from daumoi.ui.wording import figure, short_date

_YEAR = 365.25
_LETTER = 0.016  # share of the width that one letter of a state's name takes


def intervals(
    *,
    title: str,
    rows: Sequence[Interval],
    unit: str,
    reference: tuple[float, str] | None = None,
    summary: str = "",
) -> ChartSpec:
    """Dots with the range they may lie in; ``reference`` draws a dashed line with its name."""
    names = distinct_names([row.label for row in rows])
    values = [
        {"name": name, "low": row.low, "value": row.value, "high": row.high, "tone": row.tone}
        for name, row in zip(names, rows, strict=True)
    ]
    axis = {"title": unit or None, "tickCount": 7, "format": ",~f"}
    x: Piece = {"type": "quantitative", "axis": axis, "scale": {"zero": False, "nice": True}}
    used = list(dict.fromkeys(row.tone for row in rows))
    colour = tones("tone", used, used)
    step = row_pixels(len(rows))
    rule = {"strokeWidth": 5, "strokeCap": "round", "opacity": 0.35}
    dot = {"filled": True, "size": 95, "opacity": 1}
    layers = [] if reference is None else _reference_line(reference, x)
    layers += [
        layer("rule", rule, x=field("low", x), x2=field("high"), color=colour),
        layer("point", dot, x=field("value", x), color=colour),
    ]
    spec = frame(values, names=names, row=step, layers=layers, grid=True)
    body = tuple((row.label, figure(row.low), figure(row.value), figure(row.high)) for row in rows)
    table = ChartTable((f"Mục ({unit})" if unit else "Mục", "Thấp", "Giá trị", "Cao"), body)
    return ChartSpec(title, spec, summary or summaries.of_intervals(rows, unit=unit), table)


def timeline(
    *, title: str, rows: Sequence[Span], states: Sequence[Series], start: date, end: date, summary: str = ""
) -> ChartSpec:
    """Which state each subject was in, from ``start`` to ``end``; what lies outside is cut off.

    :raises ValueError: a state that is not among ``states``, or days in the wrong order.
    """
    if start >= end:
        raise ValueError("a timeline must end after it begins")
    kinds = [state.name for state in states]
    if unknown := {span.state for span in rows} - set(kinds):
        raise ValueError(f"states without a tone: {', '.join(sorted(unknown))}")
    shown = [span for span in rows if span.start < end and (span.end is None or span.end > start)]
    values = [_drawn(span, start, end) for span in shown]
    names = list(dict.fromkeys(value["name"] for value in values))
    scale = {"type": "utc", "domain": [start.isoformat(), end.isoformat()], "nice": False}
    axis = {"title": None, "format": "%Y", "values": _years(start, end), "grid": True}
    x: Piece = {"type": "temporal", "scale": scale, "axis": axis}
    plain = tones("state", kinds, [state.tone for state in states], legend=True)
    upon = tones("state", kinds, [f"on:{state.tone}" for state in states])
    step = row_pixels(len(names))
    bar = {"height": round(step * 0.7), "cornerRadius": 2, "stroke": "tone:edge", "strokeWidth": 1}
    layers = [
        layer("bar", bar, x=field("from", x), x2=field("to"), color=plain),
        layer(
            "text",
            {"fontSize": 11, "fontWeight": 500, "dy": 0.5},
            x=field("middle", x),
            text=field("text"),
            color=upon,
        ),
    ]
    spec = frame(values, names=names, row=step, layers=layers)
    body = tuple(
        (span.label, span.state, short_date(span.start), _last_day(span.end) if span.end else "nay")
        for span in shown
    )
    table = ChartTable(("Đơn vị", "Trạng thái", "Từ ngày", "Đến hết ngày"), body)
    return ChartSpec(title, spec, summary or summaries.of_spans(shown, states, at=end), table)


def _drawn(span: Span, start: date, end: date) -> Piece:
    first, last = span.cut(start, end)
    share = (last - first).days / (end - start).days
    return {
        "name": wrapped(span.label, width=30),
        "state": span.state,
        "from": first.isoformat(),
        "to": last.isoformat(),
        "middle": (first + (last - first) / 2).isoformat(),
        "text": span.state if share > _LETTER * len(span.state) + 0.01 else "",
    }


def _years(start: date, end: date) -> list[str]:
    """At most about eight new-year days between the two."""
    every = max(1, round((end - start).days / _YEAR / 8))
    return [f"{year}-01-01" for year in range(start.year, end.year + 1, every) if date(year, 1, 1) >= start]


def _last_day(end: date) -> str:
    return short_date(end - timedelta(days=1))


def _reference_line(reference: tuple[float, str], x: Piece) -> list[Piece]:
    value, name = reference
    at = {"datum": value, **x}
    words = {"align": "left", "baseline": "bottom", "dx": 4, "y": -2, "color": "tone:quiet"}
    return [
        layer("rule", {"strokeDash": [4, 3], "color": "tone:quiet"}, x=at, y=None),
        {**layer("text", words, x=at, text=field("label"), y=None), "data": {"values": [{"label": name}]}},
    ]
