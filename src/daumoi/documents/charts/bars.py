"""Bars, single and stacked."""

from collections.abc import Iterable, Sequence

from daumoi.documents.charts import summaries
from daumoi.documents.charts.rows import Bar, Series, Stack
from daumoi.documents.charts.spec import ChartSpec, ChartTable
from daumoi.documents.charts.vega import Piece, distinct_names, field, frame, layer, row_pixels, tones
from daumoi.ui.wording import figure

ABSENT = "chưa có số liệu"
_ROOM_FOR_A_FIGURE = 0.045  # share of the width below which a part carries no figure


def horizontal_bars(
    *, title: str, rows: Sequence[Bar], unit: str, maximum: float | None = None, summary: str = ""
) -> ChartSpec:
    """Bars with their figures; with ``maximum`` each lies on a track and reads "17/22"."""
    names = distinct_names([row.label for row in rows])
    whole = "" if maximum is None else f"/{figure(maximum)}"
    values = [
        {
            "name": name,
            "value": row.value,
            "tone": row.tone,
            "text": "" if row.value is None else figure(row.value) + whole,
            "absent": ABSENT if row.value is None else "",
            "full": maximum,
            "zero": 0,
        }
        for name, row in zip(names, rows, strict=True)
    ]
    top = maximum or max((row.value or 0 for row in rows), default=0) or 1
    x: Piece = {"type": "quantitative", "axis": None, "scale": {"domain": [0, top * 1.14], "nice": False}}
    used = list(dict.fromkeys(row.tone for row in rows))
    step = row_pixels(len(rows))
    bar = {"cornerRadius": 4, "height": step // 2}
    words = {"align": "left", "dx": 7}
    behind = "value" if maximum is None else "full"
    layers = [
        layer("bar", bar, x=field("value", x), color=tones("tone", used, used)),
        layer("text", {**words, "fontWeight": 600}, x=field(behind, x), text=field("text")),
        layer(
            "text", {**words, "color": "tone:quiet", "fontSize": 11}, x=field("zero", x), text=field("absent")
        ),
    ]
    if maximum is not None:
        layers.insert(0, layer("bar", {**bar, "color": "tone:track"}, x=field("full", x)))
    spec = frame(values, names=names, row=step, layers=layers)
    body = tuple((row.label, ABSENT if row.value is None else figure(row.value)) for row in rows)
    table = ChartTable(("Mục", f"Giá trị ({unit})" if unit else "Giá trị"), body)
    return ChartSpec(title, spec, summary or summaries.of_bars(rows, unit=unit, maximum=maximum), table)


def stacked_bars(
    *,
    title: str,
    rows: Sequence[Stack],
    series: Sequence[Series],
    unit: str,
    share: bool = False,
    summary: str = "",
) -> ChartSpec:
    """Stacks of the same series; ``share`` draws each as parts of the whole.

    :raises ValueError: a part of a stack belongs to no series, or is negative.
    """
    _check_parts(rows, series)
    names = distinct_names([row.label for row in rows])
    longest = max((row.total for row in rows), default=0) or 1
    values = [
        part
        for name, row in zip(names, rows, strict=True)
        for part in _parts(
            name, row, series, whole=row.total if share else 1, longest=1 if share else longest
        )
    ]
    axis = {"title": None if share else unit, "tickCount": 6, "format": ".0%" if share else ",~f"}
    x: Piece = {"type": "quantitative", "axis": axis, "scale": {"nice": not share}}
    kinds = [part.name for part in series]
    plain = tones("series", kinds, [part.tone for part in series], legend=True)
    upon = tones("series", kinds, [f"on:{part.tone}" for part in series])
    step = row_pixels(len(rows))
    bar = {"height": round(step * 0.7), "stroke": "tone:edge", "strokeWidth": 1}
    layers = [
        layer("bar", bar, x=field("from", x), x2=field("to"), color=plain),
        layer(
            "text",
            {"fontWeight": 600, "fontSize": 11, "dy": 0.5},
            x=field("middle", x),
            text=field("text"),
            color=upon,
        ),
    ]
    spec = frame(values, names=names, row=step, layers=layers)
    headers = (f"Mục ({unit})" if unit else "Mục", *kinds, "Cộng")
    body = tuple(
        (row.label, *(figure(row.parts.get(k, 0)) for k in kinds), figure(row.total)) for row in rows
    )
    sentence = summary or summaries.of_stacks(rows, series, unit=unit)
    return ChartSpec(title, spec, sentence, ChartTable(headers, body))


def _check_parts(rows: Sequence[Stack], series: Sequence[Series]) -> None:
    known = {part.name for part in series}
    for row in rows:
        if unknown := set(row.parts) - known:
            raise ValueError(f"«{row.label}» has parts of no series: {', '.join(sorted(unknown))}")
        if any(amount < 0 for amount in row.parts.values()):
            raise ValueError(f"«{row.label}» has a negative part")


def _parts(
    name: str, row: Stack, series: Sequence[Series], *, whole: float, longest: float
) -> Iterable[Piece]:
    """The drawn pieces of one stack, each beginning where the one before ends."""
    position = 0.0
    for part in series:
        amount = row.parts.get(part.name, 0)
        if amount <= 0:
            continue
        end = position + amount / whole
        wide = (end - position) / longest > _ROOM_FOR_A_FIGURE
        yield {
            "name": name,
            "series": part.name,
            "from": position,
            "to": end,
            "middle": (position + end) / 2,
            "text": figure(amount) if wide else "",
        }
        position = end
