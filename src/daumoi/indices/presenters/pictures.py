"""The pictures of a result, each with its sentence and its table: places with intervals, a profile, movement, heat."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import Any

from django.conf import settings

from daumoi.documents.charts import (
    Chart,
    ChartSpec,
    ChartTable,
    HeatCell,
    Interval,
    heat_matrix,
    intervals,
    render_chart,
)
from daumoi.documents.charts.vega import distinct_names, field, frame, layer, row_pixels
from daumoi.indices.queries import History, ResultView, UnitRow
from daumoi.ui.wording import figure

MOST_UNITS = 40
"""More lines than that cannot be read in one picture; the table below has all."""


def draw(chart: ChartSpec, *, simulated: bool) -> Chart:
    """The picture for the screen, kept by its content."""
    marked = chart.marked_simulated() if simulated else chart
    return render_chart(marked, fonts=settings.FONTS, variant="light", cache=settings.CACHE_FILES / "charts")


def ranked(view: ResultView, group: str) -> ChartSpec | None:
    """Places with the interval that holds 90 % of the weightings."""
    rows = [
        Interval(row.name, row.low, row.rank, row.high)
        for row in view.of_group(group)[:MOST_UNITS]
        if row.rank is not None and row.low is not None and row.high is not None
    ]
    if len(rows) < 2:
        return None
    widest = max(rows, key=lambda row: row.high - row.low)
    summary = (
        f"Thứ hạng của {len(rows)} đơn vị và khoảng chứa 90 % kết quả khi mỗi trọng số tăng giảm đến 25 %. "
        f"Khoảng rộng nhất: {widest.label}, từ {figure(widest.low)} đến {figure(widest.high)}."
    )
    made = intervals(title="Thứ hạng và khoảng tin cậy 90 %", rows=rows, unit="thứ hạng", summary=summary)
    headers = ("Đơn vị", "Khoảng từ", "Thứ hạng", "đến")
    return replace(made, table=ChartTable(headers, made.table.rows))


def heat(view: ResultView) -> ChartSpec | None:
    """Units by pillars, deeper where the score is higher, in per cent of the scale."""
    if len(view.pillars) < 2 or len(view.rows) < 2:
        return None
    cells = [
        HeatCell(row.name, name, _percent(_pillar(row, code)))
        for row in view.rows[:MOST_UNITS]
        for code, name in view.pillars
    ]
    if not any(cell.value is not None for cell in cells):
        return None
    return heat_matrix(title="Điểm theo trụ cột (phần trăm của mức cao nhất)", cells=cells, unit="%")


def _pillar(row: UnitRow, code: str) -> float | None:
    value: Any = row.nodes.get(code, row.parts.get(code))
    return float(value) if isinstance(value, int | float) else None


def _percent(value: float | None) -> float | None:
    return None if value is None else round(value * 100, 1)


def profile(view: ResultView, unit: UnitRow) -> ChartSpec | None:
    """One unit on every pillar beside its peers: the range of all, their median, its own point."""
    peers = view.of_group(unit.group)
    lines = []
    for code, name in view.pillars:
        own = _percent(_pillar(unit, code))
        others = [value for row in peers if (value := _percent(_pillar(row, code))) is not None]
        if own is not None and len(others) > 1:
            lines.append((name, min(others), median(others), max(others), own))
    if not lines:
        return None
    names = distinct_names([line[0] for line in lines])
    values = [
        {"name": name, "low": low, "middle": middle, "high": high, "own": own, "text": figure(own)}
        for name, (_label, low, middle, high, own) in zip(names, lines, strict=True)
    ]
    scale = {"zero": True, "domain": [0, max(100.0, max(line[3] for line in lines)) * 1.08], "nice": False}
    axis = {"title": "% của mức cao nhất", "tickCount": 6, "format": ",~f"}
    x = {"type": "quantitative", "axis": axis, "scale": scale}
    step = row_pixels(len(lines))
    layers = [
        layer(
            "rule",
            {"strokeWidth": 8, "strokeCap": "round", "color": "tone:held", "opacity": 0.22},
            x=field("low", x),
            x2=field("high"),
        ),
        layer("tick", {"thickness": 3, "size": step * 0.6, "color": "tone:muted"}, x=field("middle", x)),
        layer("point", {"filled": True, "size": 110, "opacity": 1, "color": "tone:held"}, x=field("own", x)),
        layer(
            "text",
            {"align": "left", "dx": 9, "dy": -9, "fontSize": 11, "fontWeight": 600},
            x=field("own", x),
            text=field("text"),
        ),
    ]
    spec = frame(values, names=names, row=step + 8, layers=layers, grid=True)
    body = tuple(
        (label, figure(own), figure(low), figure(round(middle, 1)), figure(high))
        for label, low, middle, high, own in lines
    )
    table = ChartTable(("Trụ cột (%)", unit.name, "Thấp nhất", "Trung vị", "Cao nhất"), body)
    above = [label for label, _low, middle, _high, own in lines if own > middle]
    summary = (
        f"{unit.name} trên trung vị của nhóm ở {len(above)}/{len(lines)} trụ cột"
        + (f": {', '.join(above)}" if above else "")
        + ". Dải nhạt là khoảng của nhóm, vạch xám là trung vị, chấm là đơn vị."
    )
    return ChartSpec(f"{unit.name} so với nhóm", spec, summary, table)


def movement(before: ResultView, after: ResultView) -> ChartSpec | None:
    """Scores of two editions of one method as lines from year to year."""
    old = {row.code: row for row in before.rows if row.score is not None}
    pairs = [
        (row.name, old[row.code].score or 0.0, row.score or 0.0)
        for row in after.rows
        if row.score is not None and row.code in old
    ]
    if len(pairs) < 2:
        return None
    years = (str(before.edition.year), str(after.edition.year))
    values = [
        {"unit": name, "year": year, "score": round(score * 100, 2), "tone": _tone(first, last)}
        for name, first, last in pairs
        for year, score in zip(years, (first, last), strict=True)
    ]
    ends = [value for value in values if value["year"] == years[1]]
    x = {
        "field": "year",
        "type": "ordinal",
        "axis": {"title": None, "labelAngle": 0},
        "scale": {"padding": 0.2},
    }
    axis = {"title": "% của mức cao nhất", "grid": True}
    y = {"field": "score", "type": "quantitative", "scale": {"zero": False}, "axis": axis}
    kinds = ["done", "overdue", "muted"]
    scale = {"domain": kinds, "range": [f"tone:{kind}" for kind in kinds]}
    colour = {"field": "tone", "type": "nominal", "scale": scale, "legend": None}
    line = {"mark": {"type": "line", "strokeWidth": 2, "point": {"size": 50, "filled": True}}}
    text = {
        "mark": {"type": "text", "align": "left", "dx": 9, "fontSize": 10.5},
        "data": {"values": _apart(ends)},
    }
    label_y = {**y, "field": "place"}
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": 480,
        "height": max(260, 20 * len(pairs)),
        "data": {"values": values},
        "layer": [
            {**line, "encoding": {"x": x, "y": y, "color": colour, "detail": {"field": "unit"}}},
            {**text, "encoding": {"x": x, "y": label_y, "text": {"field": "unit"}}},
        ],
    }
    up = sum(last > first for _name, first, last in pairs)
    down = sum(last < first for _name, first, last in pairs)
    most = max(pairs, key=lambda pair: pair[2] - pair[1])
    summary = (
        f"Từ {years[0]} đến {years[1]}: {up} đơn vị tăng, {down} đơn vị giảm; "
        f"tăng nhiều nhất: {most[0]} ({figure(round((most[2] - most[1]) * 100, 1))} điểm phần trăm)."
    )
    body = tuple(
        (
            name,
            figure(round(first * 100, 2)),
            figure(round(last * 100, 2)),
            figure(round((last - first) * 100, 2)),
        )
        for name, first, last in pairs
    )
    table = ChartTable(("Đơn vị (%)", years[0], years[1], "Thay đổi"), body)
    return ChartSpec("Thay đổi giữa hai kỳ cùng phương pháp", spec, summary, table)


def _tone(first: float, last: float) -> str:
    return "done" if last > first else "overdue" if last < first else "muted"


def _apart(ends: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Labels at the right ends, pushed apart so that none covers another: what would overlap is spread evenly
    around its middle."""
    scores = [one["score"] for one in ends]
    least = max(max(scores) - min(scores), 1.0) / max(len(ends), 12) * 0.8
    clusters: list[list[dict[str, Any]]] = []
    for one in sorted(ends, key=lambda end: end["score"]):
        clusters.append([one])
        while len(clusters) > 1 and _reach(clusters[-2], least)[1] > _reach(clusters[-1], least)[0]:
            clusters[-2:] = [clusters[-2] + clusters[-1]]
    placed = []
    for cluster in clusters:
        start = _reach(cluster, least)[0] + least / 2
        placed += [{**one, "place": start + least * number} for number, one in enumerate(cluster)]
    return placed


def _reach(cluster: Sequence[dict[str, Any]], least: float) -> tuple[float, float]:
    """The ends of the room that a cluster of labels takes around its middle."""
    middle = sum(one["score"] for one in cluster) / len(cluster)
    return middle - least * len(cluster) / 2, middle + least * len(cluster) / 2


def years(history: History, code: str) -> ChartSpec | None:
    """One unit's score over the years: a line inside each method, never across a break."""
    values: list[dict[str, Any]] = []
    name = ""
    for number, segment in enumerate(history.segments):
        for edition in segment.editions:
            stored = (edition.result or {}).get("units", [])
            unit = next((one for one in stored if one["code"] == code and one["score"] is not None), None)
            if unit is not None:
                name = unit["name"]
                values.append(
                    {"year": edition.year, "score": unit["score"], "part": number, "printed": unit["printed"]}
                )
    if len(values) < 2:
        return None
    parts = len({value["part"] for value in values})
    shown = sorted({value["year"] for value in values})
    axis = {"title": None, "format": "d", "values": shown, "labelAngle": 0}
    x = {"field": "year", "type": "quantitative", "axis": axis, "scale": {"zero": False, "padding": 20}}
    y = {
        "field": "score",
        "type": "quantitative",
        "axis": {"title": "điểm", "grid": True},
        "scale": {"domain": [0, 1]},
    }
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": 560,
        "height": 240,
        "data": {"values": values},
        "encoding": {"x": x, "y": y},
        "layer": [
            {
                "mark": {"type": "line", "color": "tone:held", "strokeWidth": 2},
                "encoding": {"detail": {"field": "part", "type": "nominal"}},
            },
            {"mark": {"type": "point", "filled": True, "size": 70, "color": "tone:held", "opacity": 1}},
        ],
    }
    breaks = "; ".join(dict.fromkeys(one.break_reason for one in history.segments if one.break_reason))
    summary = f"{name}: {len(values)} kỳ, {parts} đoạn so sánh được với nhau."
    if breaks:
        summary += f" Không nối đường qua chỗ đứt: {breaks}."
    body = tuple((str(value["year"]), value["printed"].replace(".", ",")) for value in values)
    return ChartSpec(f"{name} qua các năm", spec, summary, ChartTable(("Năm", "Điểm"), body))
