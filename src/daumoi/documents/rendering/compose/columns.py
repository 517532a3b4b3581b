"""Columns of a table: their widths understood, their shared titles joined, long rows found."""

import re
from collections.abc import Sequence
from typing import Any

from daumoi.documents.errors import RenderingError
from daumoi.documents.rendering import model

_WIDTH = re.compile(r"(?P<value>\d+(?:\.\d+)?)(?P<unit>fr|cm|mm)")
_LONG_CELL = 400  # characters


def is_long(cell: str | model.Cell) -> bool:
    """Whether the row of this cell may have to run over a page; others are kept whole."""
    parts = (cell,) if isinstance(cell, str) else cell.runs
    texts = (part if isinstance(part, str) else getattr(part, "text", "") for part in parts)
    return sum(len(text) + 40 * text.count("\n") for text in texts) > _LONG_CELL


def column_of(column: model.Column, *, place: str) -> dict[str, Any]:
    """One column as a template receives it.

    :raises RenderingError: its width is not understood; the message names the column.
    """
    width: dict[str, Any] = {"unit": "auto", "value": 0}
    if column.width != "auto":
        match = _WIDTH.fullmatch(column.width)
        if match is None:
            message = f"Độ rộng «{column.width}» của cột «{column.title}» không hiểu được."
            remedy = "Viết «auto», «2fr», «3.5cm» hoặc «35mm»."
            raise RenderingError("documents.column_width", message, place=place, remedy=remedy)
        width = {"unit": match["unit"], "value": float(match["value"])}
    return {
        "title": column.title,
        "align": column.align,
        "width": width,
        "unit": column.unit,
        "group": column.group,
        "vertical": column.vertical,
    }


def groups_of(columns: Sequence[model.Column]) -> list[dict[str, Any]]:
    """Runs of neighbouring columns under one shared title; empty when no column has one."""
    if not any(column.group for column in columns):
        return []
    groups: list[dict[str, Any]] = []
    for column in columns:
        if column.group and groups and groups[-1]["title"] == column.group:
            groups[-1]["span"] += 1
        else:
            groups.append({"title": column.group, "span": 1})
    return groups
