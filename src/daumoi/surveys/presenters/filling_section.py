"""A section as pages: the questions between two tables share a page, every table has its own."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from daumoi.surveys.definition import Field, Grid, Question, Roster, Section, Variable
from daumoi.surveys.definition.outcome import Violation
from daumoi.surveys.definition.values import words
from daumoi.surveys.models import AnswerStatus
from daumoi.surveys.presenters.filling_cells import Cell, Typed, cell_id, cell_of, language
from daumoi.surveys.queries.replies import Key, ReplySheet

MOST_ROWS = 15
"""A table shows at most so many rows on one page."""


@dataclass(frozen=True)
class PageSpec:
    """What one page of a section holds. `rows` is the part of a long grid."""

    number: int
    title: str
    items: tuple[Question | Grid | Roster, ...]
    rows: tuple[int, int] | None = None


@dataclass(frozen=True)
class CheckView:
    """A check that does not hold, under its question or table."""

    kind: str
    place: str
    message: str
    sentence: str
    anchor: str
    code: str
    row: int
    explanation: str
    author: str
    may_explain: bool
    problem: str = ""

    @property
    def name(self) -> str:
        """How the posted fields of this explanation end."""
        return f"{self.code}:{self.row}"

    @property
    def id(self) -> str:
        """The id of the block."""
        return f"kiem-tra-{self.code.replace('.', '--').replace(':', '--')}-{self.row}"


@dataclass(frozen=True)
class ColumnView:
    """The heading of a column."""

    id: str
    label: str
    unit: str
    hint: str
    is_numeric: bool


@dataclass(frozen=True)
class RowView:
    """One row of a table. `number` is the stored number of an open row, 0 in fixed tables."""

    id: str
    label: str
    cells: tuple[Cell, ...]
    number: int = 0


@dataclass(frozen=True)
class ItemView:
    """A question (one cell) or a table, with the checks that do not hold in it."""

    kind: str
    code: str
    title: str
    hint: str
    columns: tuple[ColumnView, ...]
    rows: tuple[RowView, ...]
    checks: tuple[CheckView, ...]
    unconfirmed: tuple[str, ...]
    may_edit: bool
    declared: bool = False
    declared_by: str = ""
    is_full: bool = False

    @property
    def cell(self) -> Cell:
        """The only cell of a question."""
        return self.rows[0].cells[0]

    @property
    def outputs(self) -> tuple[Cell, ...]:
        """The calculated cells, which follow every change."""
        return tuple(cell for row in self.rows for cell in row.cells if cell.kind == "output")


def section_pages(sheet: ReplySheet, section: Section) -> list[PageSpec]:
    """The pages of a section as far as they are asked; questions that rules hide make no page of their own."""
    pages: list[PageSpec] = []
    waiting: list[Question] = []

    def close() -> None:
        if waiting:
            pages.append(PageSpec(len(pages) + 1, _questions_title(waiting), tuple(waiting)))
            waiting.clear()

    for item in section.items:
        if not is_asked(sheet, item):
            continue
        if isinstance(item, Question):
            waiting.append(item)
            continue
        close()
        for rows in _parts(sheet, item):
            title = _("Bảng %(code)s. %(label)s") % {
                "code": item.code.upper(),
                "label": words(item.label, language()),
            }
            pages.append(PageSpec(len(pages) + 1, title, (item,), rows))
    close()
    return pages


def _questions_title(questions: list[Question]) -> str:
    first, last = questions[0].code.upper(), questions[-1].code.upper()
    return (
        _("Câu %(code)s") % {"code": first}
        if first == last
        else _("Câu %(a)s – %(b)s") % {"a": first, "b": last}
    )


def is_asked(sheet: ReplySheet, item: Question | Grid | Roster) -> bool:
    """Whether the rules show this question or table at the moment."""
    return sheet.evaluation.relevant.get((item.code, 0), True)


def _parts(sheet: ReplySheet, item: Grid | Roster) -> Iterator[tuple[int, int] | None]:
    shown = len(_grid_rows(sheet, item)) if isinstance(item, Grid) else 0
    if shown <= MOST_ROWS:
        yield None
        return
    parts = -(-shown // MOST_ROWS)
    size = -(-shown // parts)
    yield from ((start, min(start + size, shown)) for start in range(0, shown, size))


def page_items(sheet: ReplySheet, page: PageSpec, typed: Mapping[Key, Typed] | None = None) -> list[ItemView]:
    """The questions and tables of a page, ready for their templates."""
    return [item_view(sheet, item, rows=page.rows, typed=typed) for item in page.items]


def item_view(
    sheet: ReplySheet,
    item: Question | Grid | Roster,
    *,
    rows: tuple[int, int] | None = None,
    typed: Mapping[Key, Typed] | None = None,
) -> ItemView:
    """One question or table with everything its template needs."""
    shown: tuple[RowView, ...]
    if isinstance(item, Question):
        cell = cell_of(sheet=sheet, variable=sheet.compiled.variables[item.code], typed=typed)
        shown = (RowView(f"r-{item.code}", "", (cell,)),)
    elif isinstance(item, Grid):
        shown = tuple(
            _grid_row(sheet, item, index, typed)
            for index in _grid_rows(sheet, item)[slice(*(rows or (None,)))]
        )
    else:
        shown = tuple(
            _roster_row(sheet, item, number, order, typed)
            for order, number in enumerate(sheet.rows.get(item.code, ()), 1)
        )
    declared = sheet.answers.get((item.code, 0)) if isinstance(item, Roster) else None
    is_declared = declared is not None and declared.status == AnswerStatus.NOT_ARISEN
    return ItemView(
        kind=type(item).__name__.lower(),
        code=item.code,
        title=words(item.label, language()),
        hint=words(item.hint, language()) if item.hint else "",
        columns=() if isinstance(item, Question) else tuple(_column(item.code, one) for one in item.columns),
        rows=shown,
        checks=tuple(check_views(sheet, item)),
        unconfirmed=tuple(
            cell.key[0] for row in shown for cell in row.cells if cell.is_prefilled and cell.is_shown
        ),
        may_edit=_may_edit(sheet, item),
        declared=is_declared,
        declared_by=declared.author_name if declared is not None and is_declared else "",
        is_full=isinstance(item, Roster) and len(sheet.rows.get(item.code, ())) >= item.max_rows,
    )


def _may_edit(sheet: ReplySheet, item: Question | Grid | Roster) -> bool:
    if isinstance(item, Roster):
        return sheet.may_edit(item.code)
    return sheet.may_edit_section(sheet.section_of(item.code))


def _column(table: str, one: Field) -> ColumnView:
    return ColumnView(
        id=f"cot-{table}-{one.code}",
        label=words(one.label, language()),
        unit=one.unit,
        hint=words(one.hint, language()) if one.hint else "",
        is_numeric=one.type in ("integer", "decimal", "money", "percent"),
    )


def _grid_rows(sheet: ReplySheet, grid: Grid) -> list[int]:
    """The rows with at least one cell that is asked."""
    relevant = sheet.evaluation.relevant
    return [
        index
        for index, row in enumerate(grid.rows)
        if any(relevant.get((f"{grid.code}_{row.code}_{column.code}", 0), True) for column in grid.columns)
    ]


def _grid_row(sheet: ReplySheet, grid: Grid, index: int, typed: Mapping[Key, Typed] | None) -> RowView:
    row = grid.rows[index]
    variables = [sheet.compiled.variables[f"{grid.code}_{row.code}_{column.code}"] for column in grid.columns]
    heading = f"dong-{grid.code}-{row.code}"
    return RowView(heading, words(row.label, language()), _cells(sheet, variables, 0, typed, heading))


def _roster_row(
    sheet: ReplySheet, roster: Roster, number: int, order: int, typed: Mapping[Key, Typed] | None
) -> RowView:
    variables = [sheet.compiled.variables[f"{roster.code}.{column.code}"] for column in roster.columns]
    heading = f"dong-{roster.code}-{number}"
    label = _("Dòng %(number)d") % {"number": order}
    return RowView(heading, label, _cells(sheet, variables, number, typed, heading), number)


def _cells(
    sheet: ReplySheet, variables: list[Variable], row: int, typed: Mapping[Key, Typed] | None, heading: str
) -> tuple[Cell, ...]:
    return tuple(
        cell_of(sheet=sheet, variable=one, row=row, typed=typed, heading=heading) for one in variables
    )


def check_views(sheet: ReplySheet, item: Question | Grid | Roster) -> Iterator[CheckView]:
    """The checks that do not hold in a question or table; explained ones stay with their explanation."""
    for violation in sheet.evaluation.violations:
        variable = sheet.compiled.variables.get(violation.name)
        if variable is not None and variable.item.code == item.code:
            yield check_view(sheet, violation)


def check_view(sheet: ReplySheet, violation: Violation) -> CheckView:
    """One check that does not hold."""
    given = sheet.explanations.get((violation.code, violation.row))
    return CheckView(
        kind=violation.kind,
        place=violation.place,
        message=violation.message_en if language() == "en" and violation.message_en else violation.message,
        sentence=violation.sentence,
        anchor=cell_id((violation.name, violation.row)),
        code=violation.code,
        row=violation.row,
        explanation=given.text if given is not None else "",
        author=given.author_name if given is not None else "",
        may_explain=sheet.may_edit_section(sheet.section_of(violation.name))
        and sheet.reply.state in ("open", "clarify"),
    )


def shape(pages: list[PageSpec], items: list[ItemView]) -> str:
    """Changes whenever other questions, rows or cells are asked than the reader has on the screen."""
    parts = [page.title for page in pages]
    for item in items:
        parts.append(f"{item.code}{item.declared}{item.may_edit}")
        parts += [f"{cell.name}{cell.is_shown}{len(cell.options)}" for row in item.rows for cell in row.cells]
    return hashlib.blake2s("|".join(parts).encode(), digest_size=8).hexdigest()


def place_of(sheet: ReplySheet, key: Key) -> tuple[str, int]:
    """The section and the page number on which an answer stands; page 1 when it is not asked now."""
    variable = sheet.compiled.variables.get(key[0])
    section = variable.section if variable is not None else sheet.compiled.items[key[0]][0]
    code = variable.item.code if variable is not None else key[0]
    for page in section_pages(sheet, section):
        if any(item.code == code for item in page.items) and _holds_row(sheet, page, variable):
            return section.code, page.number
    return section.code, 1


def _holds_row(sheet: ReplySheet, page: PageSpec, variable: Variable | None) -> bool:
    if page.rows is None or variable is None or variable.row is None or not isinstance(variable.item, Grid):
        return True
    part = _grid_rows(sheet, variable.item)[slice(*page.rows)]
    return any(variable.item.rows[index].code == variable.row.code for index in part)
