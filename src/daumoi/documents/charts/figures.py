"""A drawn chart as a figure of a report."""

from daumoi.documents.charts.render import Chart
from daumoi.documents.rendering.model import Column, Figure, Row, Table


def as_figure(
    chart: Chart,
    *,
    caption: str = "",
    width: float = 1.0,
    sources: tuple[str, ...] = (),
    with_table: bool = False,
) -> Figure:
    """The chart for a paper: picture, caption (its title unless given), sentence, and its table if asked.

    Draw it with the variant "print": a transparent ground and screen greys do not suit paper.
    """
    table = None
    if with_table:
        columns = tuple(
            Column(header, align="left" if index == 0 else "right", width="1fr" if index == 0 else "auto")
            for index, header in enumerate(chart.table.headers)
        )
        table = Table(columns, tuple(Row(row) for row in chart.table.rows), dense=True)
    return Figure(
        summary=chart.summary,
        svg=chart.svg,
        caption=caption or chart.title,
        width=width,
        sources=sources,
        table=table,
    )
