"""A matrix of values, deeper where they are larger."""

from collections.abc import Sequence

from daumoi.documents.charts import summaries
from daumoi.documents.charts.bars import ABSENT
from daumoi.documents.charts.rows import HeatCell
from daumoi.documents.charts.spec import ChartSpec, ChartTable
from daumoi.documents.charts.vega import Piece, field, frame, layer, level_names, row_pixels, tones, wrapped
from daumoi.ui.wording import figure

_DEPTHS = ("unknown", "track", "held_4", "held_3", "held_2", "held")


def heat_matrix(*, title: str, cells: Sequence[HeatCell], unit: str, summary: str = "") -> ChartSpec:
    """Values by row and column; each is printed in its field, a missing one as "?"."""
    top = max((cell.value for cell in cells if cell.value is not None), default=0) or 1
    heads = level_names(list(dict.fromkeys(cell.column for cell in cells)), width=14)
    values = [
        {
            "name": wrapped(cell.row, width=30),
            "column": heads[cell.column],
            "text": "?" if cell.value is None else figure(cell.value),
            "depth": _depth(cell.value, top),
        }
        for cell in cells
    ]
    names = list(dict.fromkeys(value["name"] for value in values))
    lines = max((head.count("\n") for head in heads.values()), default=0)
    axis: Piece = {"title": None, "orient": "top", "labelAngle": 0, "labelExpr": "split(datum.label, '\\n')"}
    axis |= {"labelLineHeight": 13, "labelFontSize": 11.5, "labelPadding": 6 + 13 * lines}
    x: Piece = {"field": "column", "type": "nominal", "sort": list(heads.values()), "axis": axis}
    layers = [
        layer("rect", {"stroke": "tone:edge", "strokeWidth": 2}, color=tones("depth", _DEPTHS, _DEPTHS)),
        layer(
            "text",
            {"fontSize": 11.5},
            text=field("text"),
            color=tones("depth", _DEPTHS, [f"on:{depth}" for depth in _DEPTHS]),
        ),
    ]
    spec = frame(values, names=names, row=row_pixels(len(names)), layers=layers, x=x)
    return ChartSpec(title, spec, summary or summaries.of_cells(cells, unit=unit), _table(cells, unit))


def _depth(value: float | None, top: float) -> str:
    if value is None:
        return "unknown"
    if value <= 0:
        return "track"
    return _DEPTHS[2 + min(int(value / top * 4), 3)]


def _table(cells: Sequence[HeatCell], unit: str) -> ChartTable:
    values = {(cell.row, cell.column): cell.value for cell in cells}
    columns = list(dict.fromkeys(cell.column for cell in cells))
    body = []
    for row in dict.fromkeys(cell.row for cell in cells):
        found = (values.get((row, column)) for column in columns)
        body.append((row, *(ABSENT if value is None else figure(value) for value in found)))
    return ChartTable((f"Mục ({unit})" if unit else "Mục", *columns), tuple(body))
