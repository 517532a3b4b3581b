"""Charts: one description for screen, print and Word; never a picture without its words and its table."""

from daumoi.documents.charts.bars import horizontal_bars, stacked_bars
from daumoi.documents.charts.figures import as_figure
from daumoi.documents.charts.matrix import heat_matrix
from daumoi.documents.charts.palette import Tone, Variant
from daumoi.documents.charts.ranges import intervals, timeline
from daumoi.documents.charts.render import Chart, render_chart
from daumoi.documents.charts.rows import Bar, HeatCell, Interval, Series, Span, Stack
from daumoi.documents.charts.spec import ChartSpec, ChartTable

__all__ = [
    "Bar",
    "Chart",
    "ChartSpec",
    "ChartTable",
    "HeatCell",
    "Interval",
    "Series",
    "Span",
    "Stack",
    "Tone",
    "Variant",
    "as_figure",
    "heat_matrix",
    "horizontal_bars",
    "intervals",
    "render_chart",
    "stacked_bars",
    "timeline",
]
