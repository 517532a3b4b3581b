"""What a chart is: a Vega-Lite description, its sentence, and the table of what it draws."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The drawn values as a table; every row has as many cells as there are headers."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.headers) for row in self.rows):
            raise ValueError("every row of a chart's table needs one cell under each header")


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart before it is drawn.

    ``spec`` is Vega-Lite with tones ("tone:held") in the place of colours, see
    :mod:`daumoi.documents.charts.palette`; ``summary`` is read aloud instead of the picture.
    """

    title: str
    spec: Mapping[str, Any]
    summary: str
    table: ChartTable
    simulated: bool = False

    def marked_simulated(self) -> Self:
        """The same chart, wearing the mark of invented data."""
        return replace(self, simulated=True)
