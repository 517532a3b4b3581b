"""How often each answer was given, for every question; and one question against the form of the unit."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from daumoi.surveys.definition import Variable
from daumoi.surveys.definition.structure import NUMERIC
from daumoi.surveys.definition.values import ABSENCES
from daumoi.surveys.queries.analysis.figures import Figure, Source, share
from daumoi.surveys.queries.analysis.reading import BLANK, HIDDEN, VALUED, Reading
from daumoi.surveys.queries.analysis.themes import FORM
from daumoi_calc.statistics import Numbers, Tally, describe, tally

COUNTED = frozenset({"choice", "choices", "boolean"})


@dataclass(frozen=True)
class Frequency:
    """One question: cells asked for, answered, absent by kind, left blank; what was chosen; what the numbers say."""

    variable: Variable
    asked: int
    answered: int
    absences: dict[str, int]
    blank: int
    hidden: int
    options: tuple[tuple[str, str, int], ...]
    numbers: Numbers | None


def frequencies(reading: Reading) -> tuple[Frequency, ...]:
    """All questions in the order of the paper, counted in one pass over the cells."""
    found = tally(_cells(reading))
    return tuple(
        _frequency(reading, variable, found.get(name, Counter()))
        for name, variable in reading.compiled.variables.items()
    )


def _cells(reading: Reading) -> Iterator[tuple[str, str, Any]]:
    for name in reading.compiled.variables:
        for _, _, cell in reading.cells(name):
            yield name, BLANK if cell.status in VALUED and cell.value is None else cell.status, cell.value


def _frequency(reading: Reading, variable: Variable, counted: Tally) -> Frequency:
    by_status: Counter[str] = Counter()
    values: Counter[Any] = Counter()
    for (status, value), times in counted.items():
        by_status[status] += times
        if status in VALUED:
            values[value] += times
    answered = sum(by_status[status] for status in VALUED)
    return Frequency(
        variable=variable,
        asked=sum(by_status.values()) - by_status[HIDDEN],
        answered=answered,
        absences={status: by_status[status] for status in ABSENCES if by_status[status]},
        blank=by_status[BLANK],
        hidden=by_status[HIDDEN],
        options=tuple(_options(reading, variable, values)),
        numbers=describe(values) if variable.field.type in NUMERIC else None,
    )


def _options(reading: Reading, variable: Variable, values: Counter[Any]) -> Iterator[tuple[str, str, int]]:
    """Code, label and count of each option, in the order of the list."""
    for code, label in option_labels(reading, variable).items():
        yield code, label, sum(times for value, times in values.items() if _chosen(value, code))


def option_labels(reading: Reading, variable: Variable) -> dict[str, str]:
    """The options of a question that can be counted."""
    if variable.field.type == "boolean":
        return {"co": "Có", "khong": "Không"}
    return reading.labels(variable) if variable.field.type in COUNTED else {}


def _chosen(value: Any, code: str) -> bool:
    if isinstance(value, bool):
        return value == (code == "co")
    return code in value if isinstance(value, (list, tuple)) else value == code


def option_figure(reading: Reading, variable: Variable, code: str) -> Figure:
    """Who gave that answer."""
    label = option_labels(reading, variable).get(code, code)
    return share(
        code=f"cau.{variable.name}.{code}",
        label=f"{variable.field.label.vi.rstrip(' ?:.')}: {label}",
        cells=(
            source
            for _, source, cell in reading.cells(variable.name)
            if cell.has_value and _chosen(cell.value, code)
        ),
        asked=reading.asked,
    )


@dataclass(frozen=True)
class CrossTable:
    """A question against the form of the unit: rows are its options, columns the forms that occur, then all."""

    variable: Variable
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Figure, ...]], ...]


def cross_table(reading: Reading, *, variable: Variable) -> CrossTable:
    """The table of one question with options; bodies without a unit stand in a column of their own."""
    form = reading.elements.get(FORM, "")
    labels = reading.element_labels(FORM)
    forms: dict[str, str] = {}
    for voice in reading.arrived:
        cell = voice.cell(form)
        forms[voice.code] = cell.value if cell.has_value else ""
    present = [code for code in (*labels, "") if code in forms.values()]
    rows = []
    for code, label in option_labels(reading, variable).items():
        whole = option_figure(reading, variable, code)
        parts = tuple(
            _part(
                whole,
                f"{whole.code}.{column or 'khong-co'}",
                labels.get(column, "chưa có đơn vị"),
                [cell for cell in whole.cells if forms[cell.organisation] == column],
            )
            for column in present
        )
        rows.append((label, (*parts, whole)))
    columns = (*(labels.get(code, "Chưa có đơn vị") for code in present), "Cộng")
    return CrossTable(variable, columns, tuple(rows))


def _part(whole: Figure, code: str, words: str, cells: list[Source]) -> Figure:
    return share(code=code, label=f"{whole.label} ({words})", cells=cells, asked=whole.denominator)
