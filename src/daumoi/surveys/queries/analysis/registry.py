"""Any figure of a round by its code, so that an address can open it."""

from collections.abc import Iterator

from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import Principal
from daumoi.surveys.queries.analysis.coded import difficulties
from daumoi.surveys.queries.analysis.duties import duty_rows, gaps, group_rows
from daumoi.surveys.queries.analysis.figures import Figure
from daumoi.surveys.queries.analysis.frequencies import COUNTED, cross_table, option_figure
from daumoi.surveys.queries.analysis.reading import Reading
from daumoi.surveys.queries.analysis.themes import (
    core_rows,
    form_figures,
    money_rows,
    response,
    staff_rows,
    wish_table,
)


def find_figure(*, principal: Principal, reading: Reading, code: str) -> Figure:
    """The figure of that code; `NotFound` when the round has none such."""
    family = code.partition(".")[0]
    for figure in _family(principal, reading, family, code):
        if figure.code == code:
            return figure
    raise NotFound(
        "surveys.figure",
        f"Đợt này không có số liệu “{code}”.",
        remedy="Mở lại số liệu từ trang phân tích của đợt.",
    )


def _family(principal: Principal, reading: Reading, family: str, code: str) -> Iterator[Figure]:
    if family == "tra-loi":
        found = response(reading)
        yield from (found.arrived, found.on_time, found.late, found.missing, found.clarifying, found.closed)
    elif family == "hinh-thuc":
        yield from form_figures(reading)
    elif family == "nhiem-vu":
        yield from (figure for row in duty_rows(reading) for figure in row.figures.values())
    elif family == "nhom":
        for column in ("giao", "thuc_te", "de_nghi"):
            for row in group_rows(reading, column=column):
                yield from (row.full, row.partial, row.nothing)
    elif family == "chenh":
        for gap in gaps(reading):
            yield from (gap.assigned, gap.done, gap.unasked, gap.undone)
    else:
        yield from _resources(reading, family)
        yield from _answers(principal, reading, family, code)


def _resources(reading: Reading, family: str) -> Iterator[Figure]:
    if family == "nhan-luc":
        yield from (figure for row in staff_rows(reading) for figure in (row.assigned, row.present))
    elif family == "bo-phan-cung":
        yield from (figure for row in core_rows(reading) for figure in (row.present, row.absent, row.people))
    elif family == "kinh-phi":
        yield from (figure for row in money_rows(reading) for figure in row.years.values())
    elif family == "de-xuat":
        yield from (figure for _, figures in wish_table(reading) for figure in figures)


def _answers(principal: Principal, reading: Reading, family: str, code: str) -> Iterator[Figure]:
    if family == "y-kien":
        yield from (entry.figure for entry in difficulties(principal=principal, reading=reading).entries)
    elif family == "cau":
        variable = reading.compiled.variables.get(code.split(".")[1]) or reading.compiled.variables.get(
            ".".join(code.split(".")[1:3])
        )
        if variable is not None and variable.field.type in COUNTED:
            for _, figures in cross_table(reading, variable=variable).rows:
                yield from figures
            yield option_figure(reading, variable, code.rsplit(".", 1)[-1])
