"""Pictures of a comparison, each with its sentence and its table."""

from collections.abc import Sequence
from statistics import median
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from daumoi.documents.charts import Chart, ChartSpec, ChartTable, render_chart
from daumoi.documents.charts.vega import SCHEMA, WIDTH, distinct_names, field, frame, layer, row_pixels, tones
from daumoi.scheme.queries.evidence import Answer, Row
from daumoi.scheme.queries.evidence_figures import signed
from daumoi.scheme.queries.evidence_labels import Side
from daumoi.scheme.queries.evidence_pairs import Paired
from daumoi.scheme.queries.evidence_upgrades import Series
from daumoi.ui.formats import written_number
from daumoi_calc.statistics.upgrades import Upgrades

_FIRST, _OTHERS = "held", "muted"


def draw(spec: ChartSpec, *, simulated: bool) -> Chart:
    """The picture for the screen, kept by its content."""
    marked = spec.marked_simulated() if simulated else spec
    return render_chart(marked, fonts=settings.FONTS, variant="light", cache=settings.CACHE_FILES / "charts")


def strip(answer: Answer) -> ChartSpec:
    """Every unit by group, with the median of its group as a line of ticks."""
    blocks = [(Side.FIRST, _FIRST), (Side.OTHERS, _OTHERS)]
    places = answer.inputs.source.decimals
    rows: list[tuple[Row, str, float]] = []
    middles: list[float] = []
    for side, tone in blocks:
        members = sorted(answer.side(side), key=lambda row: -(row.score or 0.0))
        middle = median(row.score or 0.0 for row in members)
        middles.append(middle)
        rows += [(row, tone, middle) for row in members]
    names = distinct_names([row.label.name for row, _tone, _middle in rows])
    values = [
        {"name": name, "score": row.score, "middle": middle, "tone": tone}
        for name, (row, tone, middle) in zip(names, rows, strict=True)
    ]
    axis = {"title": answer.inputs.main.name, "tickCount": 7, "format": ",~f"}
    x = {"type": "quantitative", "axis": axis, "scale": {"zero": False, "nice": True, "padding": 12}}
    step = row_pixels(len(rows))
    colour = tones("tone", (_FIRST, _OTHERS), (_FIRST, _OTHERS))
    layers = [
        layer("tick", {"thickness": 2, "size": step, "opacity": 0.8}, x=field("middle", x), color=colour),
        layer("point", {"filled": True, "size": 95, "opacity": 1}, x=field("score", x), color=colour),
    ]
    words = [written_number(round(middle, places), places=places) for middle in middles]
    first, others = answer.findings.comparison.first, answer.findings.comparison.others
    summary = _(
        "%(n1)d đơn vị hình thức %(form)s ở trên (chấm đậm), %(n2)d đơn vị khác ở dưới (chấm xám); "
        "vạch đứng là trung vị của nhóm: %(one)s và %(two)s."
    ) % {"n1": first, "n2": others, "form": answer.inputs.form, "one": words[0], "two": words[1]}
    body = tuple(
        (
            row.label.name,
            row.label.form_label,
            _("nhóm 1") if tone == _FIRST else _("nhóm 2"),
            written_number(round(row.score or 0.0, places), places=places),
        )
        for row, tone, _middle in rows
    )
    table = ChartTable((_("Cơ quan"), _("Hình thức"), _("Nhóm"), _("Điểm")), body)
    spec = frame(values, names=names, row=step, layers=layers, grid=True)
    return ChartSpec(_("Điểm của từng cơ quan, xếp theo nhóm"), spec, summary, table)


def distribution(answer: Answer) -> ChartSpec:
    """How often each difference occurs when the labels are handed out anew, and where the observed one stands."""
    found, places = answer.findings.distribution, answer.inputs.source.decimals
    reach = abs(found.observed)
    values: list[dict[str, Any]] = []
    body: list[tuple[str, str]] = []
    for low, high, count in zip(found.edges, found.edges[1:], found.counts, strict=False):
        far = max(abs(low), abs(high)) > reach
        values.append({"from": low, "to": high, "count": count, "tone": "held" if far else "held_4"})
        if count:
            body.append(
                (
                    _("%(low)s đến %(high)s") % {"low": signed(low, places), "high": signed(high, places)},
                    written_number(count),
                )
            )
    x = {
        "type": "quantitative",
        "axis": {"title": _("Chênh lệch điểm trung bình"), "tickCount": 7, "format": ",~f"},
    }
    y = {"type": "quantitative", "axis": {"title": _("Số cách gán nhãn"), "grid": True, "tickCount": 4}}
    colour = tones("tone", ("held", "held_4"), ("held", "held_4"))
    mark = {"x": {"datum": found.observed, **x}}
    words = {
        "align": "left",
        "dx": 5,
        "dy": -2,
        "baseline": "top",
        "fontWeight": 600,
        "color": "tone:overdue",
    }
    if found.observed > 0.35 * found.edges[-1]:
        words = {**words, "align": "right", "dx": -5}
    spec = {
        "$schema": SCHEMA,
        "width": WIDTH,
        "height": 200,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": values},
        "layer": [
            layer(
                "bar",
                {"stroke": "tone:edge", "strokeWidth": 0.5},
                x=field("from", x),
                x2=field("to"),
                y=field("count", y),
                y2={"datum": 0},
                color=colour,
            ),
            {"mark": {"type": "rule", "strokeWidth": 2, "color": "tone:overdue"}, "encoding": mark},
            {
                "data": {"values": [{"label": _("quan sát: %s") % signed(found.observed, places)}]},
                "mark": {"type": "text", **words},
                "encoding": {**mark, "y": {"value": 0}, "text": field("label")},
            },
        ],
        "resolve": {"scale": {"color": "independent"}},
    }
    ways = written_number(found.labellings)
    shape = (
        _(
            "Tất cả %(count)s cách gán nhãn; vạch đỏ là chênh lệch quan sát được, cột đậm là chỗ xa 0 hơn vạch đó."
        )
        if found.exact
        else _(
            "%(count)s cách gán nhãn rút ngẫu nhiên; vạch đỏ là chênh lệch quan sát được, cột đậm là chỗ xa 0 hơn vạch đó."
        )
    )
    table = ChartTable((_("Chênh lệch"), _("Số cách")), tuple(body))
    return ChartSpec(_("Chênh lệch này hiếm đến đâu khi gán nhãn lại"), spec, shape % {"count": ways}, table)


def paths(series: Series) -> ChartSpec | None:
    """Every unit's path: a line inside one method, never across a break; those that changed stand out."""
    if series.panel is None or len(series.editions) < 2:
        return None
    panel = series.panel
    values: list[dict[str, Any]] = []
    changed = 0
    for path in series.paths:
        year = path.upgraded
        moved = year is not None and year in panel.years
        changed += moved
        for number, segment in enumerate(path.segments):
            for at, score in segment:
                values.append(
                    {
                        "unit": path.unit,
                        "line": f"{path.unit}/{number}",
                        "year": at,
                        "score": score,
                        "tone": "held" if moved else "unknown",
                        "at": moved and at == year,
                    }
                )
    if not values:
        return None
    axis = {"title": None, "format": "d", "tickMinStep": 1, "labelAngle": 0}
    x = field("year", {"type": "quantitative", "axis": axis, "scale": {"zero": False, "padding": 16}})
    y = field(
        "score",
        {"type": "quantitative", "axis": {"title": _("Điểm"), "grid": True}, "scale": {"zero": False}},
    )
    colour = tones("tone", ("held", "unknown"), ("held", "held_3"))
    spec = {
        "$schema": SCHEMA,
        "width": WIDTH,
        "height": 300,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": values},
        "encoding": {"x": x, "y": y},
        "layer": [
            {
                "transform": [{"filter": "datum.tone === 'unknown'"}],
                **layer(
                    "line",
                    {"strokeWidth": 1.2, "opacity": 0.7},
                    color=colour,
                    detail={"field": "line", "type": "nominal"},
                ),
            },
            {
                "transform": [{"filter": "datum.tone === 'held'"}],
                **layer(
                    "line", {"strokeWidth": 2.4}, color=colour, detail={"field": "line", "type": "nominal"}
                ),
            },
            {
                "transform": [{"filter": "datum.at"}],
                **layer("point", {"filled": True, "size": 90, "opacity": 1, "color": "tone:overdue"}),
            },
            *[_break_rule(year) for year, _reason in series.breaks],
        ],
        "resolve": {"scale": {"color": "independent"}},
    }
    words = [
        _("%(units)d cơ quan, năm %(first)d đến %(last)d.")
        % {"units": len(series.paths), "first": panel.years[0], "last": panel.years[-1]}
    ]
    if changed:
        thick = _(
            "%d đường đậm là cơ quan chuyển hình thức trong các năm này, chấm đỏ là năm đầu có hình thức mới."
        )
        words.append(thick % changed)
    if series.breaks:
        cut = _("Đường nối dừng ở năm chỉ số đổi cách tính: %s.")
        words.append(cut % ", ".join(str(year) for year, _reason in series.breaks))
    summary = " ".join(words)
    places = series.source.decimals if series.source is not None else 3
    body = tuple(
        (
            unit,
            *("–" if score is None else written_number(round(score, places), places=places) for score in row),
        )
        for unit, row in zip(panel.units, panel.scores, strict=True)
    )
    table = ChartTable((_("Cơ quan"), *(str(year) for year in panel.years)), body)
    return ChartSpec(_("Điểm của từng cơ quan qua các năm"), spec, summary, table)


def _break_rule(year: int) -> dict[str, Any]:
    return {
        "data": {"values": [{"at": year - 0.5}]},
        "mark": {"type": "rule", "strokeDash": [4, 3], "color": "tone:soon"},
        "encoding": {"x": {"field": "at", "type": "quantitative"}, "y": {"value": 0}, "y2": {"value": 300}},
    }


def around(study: Upgrades, *, places: int) -> ChartSpec:
    """The mean difference to the controls around the year of change, with the band of re-assigned years."""
    values = [
        {"time": one.time, "value": one.value, "low": one.low, "high": one.high} for one in study.around
    ]
    axis = {"title": _("Năm kể từ năm chuyển (0)"), "format": "d", "tickMinStep": 1, "labelAngle": 0}
    x = field("time", {"type": "quantitative", "axis": axis, "scale": {"padding": 16}})
    y_axis = {"title": _("Chênh lệch với cơ quan chưa chuyển"), "grid": True}
    y = {"type": "quantitative", "axis": y_axis}
    spec = {
        "$schema": SCHEMA,
        "width": WIDTH,
        "height": 220,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": values},
        "encoding": {"x": x},
        "layer": [
            layer("area", {"opacity": 0.5, "color": "tone:held_4"}, y=field("low", y), y2=field("high")),
            layer(
                "line",
                {
                    "strokeWidth": 2,
                    "color": "tone:held",
                    "point": {"filled": True, "size": 60, "color": "tone:held"},
                },
                y=field("value", y),
            ),
        ],
    }
    summary = _(
        "Chênh lệch trung bình so với các cơ quan chưa chuyển, lấy năm ngay trước làm gốc. Dải nhạt chứa 95 % kết quả khi "
        "gán lại năm chuyển: dùng để nhìn, không phải khoảng tin cậy."
    )
    body = tuple(
        (str(one.time), *(signed(value, places) for value in (one.value, one.low, one.high)))
        for one in study.around
    )
    table = ChartTable((_("Năm"), _("Chênh lệch"), _("Dải từ"), _("đến")), body)
    return ChartSpec(_("Quanh năm chuyển hình thức"), spec, summary, table)


def pairs(answer: Answer, paired: Paired) -> ChartSpec:
    """Both scores of every pair on one line."""
    places = answer.inputs.source.decimals
    ordered = sorted(paired.pairs, key=lambda pair: -pair.difference)
    names = distinct_names([f"{pair.first.label.name} – {pair.other.label.name}" for pair in ordered])
    values = [
        {"name": name, "first": pair.first.score, "other": pair.other.score}
        for name, pair in zip(names, ordered, strict=True)
    ]
    axis = {"title": answer.inputs.main.name, "tickCount": 7, "format": ",~f"}
    x = {"type": "quantitative", "axis": axis, "scale": {"zero": False, "nice": True, "padding": 12}}
    dot = {"filled": True, "size": 95, "opacity": 1}
    layers = [
        layer("rule", {"strokeWidth": 2, "color": "tone:unknown"}, x=field("first", x), x2=field("other")),
        layer("point", {**dot, "color": f"tone:{_OTHERS}"}, x=field("other", x)),
        layer("point", {**dot, "color": f"tone:{_FIRST}"}, x=field("first", x)),
    ]
    above = sum(pair.difference > 0 for pair in ordered)
    summary = _(
        "%(count)d cặp; chấm đậm là cơ quan hình thức %(form)s, chấm xám là cơ quan cùng cặp. "
        "Chấm đậm đứng bên phải ở %(above)d cặp."
    ) % {"count": len(ordered), "form": answer.inputs.form, "above": above}
    table = ChartTable((_("Cặp"), _("Nhóm 1"), _("Nhóm 2"), _("Chênh lệch")), _pair_rows(ordered, places))
    return ChartSpec(
        _("Từng cặp"),
        frame(values, names=names, row=row_pixels(len(names)), layers=layers, grid=True),
        summary,
        table,
    )


def _pair_rows(ordered: Sequence[Any], places: int) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            f"{pair.first.label.name} – {pair.other.label.name}",
            written_number(round(pair.first.score or 0.0, places), places=places),
            written_number(round(pair.other.score or 0.0, places), places=places),
            signed(pair.difference, places),
        )
        for pair in ordered
    )
