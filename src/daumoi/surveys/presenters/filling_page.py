"""A page of a section, and a page of one question: what their templates read."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from daumoi.surveys.definition import Question, Section, Variable
from daumoi.surveys.forms.filling import SectionInput
from daumoi.surveys.models import Clarification
from daumoi.surveys.presenters.filling import Task, section_title, task
from daumoi.surveys.presenters.filling_cells import Cell, cell_id, cell_of
from daumoi.surveys.presenters.filling_section import (
    CheckView,
    ItemView,
    PageSpec,
    check_views,
    page_items,
    section_pages,
    shape,
)
from daumoi.surveys.queries.replies import Key, ReplySheet


@dataclass(frozen=True)
class Mistake:
    """One line of the summary above the form."""

    text: str
    anchor: str


@dataclass(frozen=True)
class SectionPage:
    """One page of a section."""

    code: str
    title: str
    hint: str
    number: int
    pages: tuple[PageSpec, ...]
    items: tuple[ItemView, ...]
    mistakes: tuple[Mistake, ...]
    shape: str
    task: Task
    previous_section: str
    next_section: str
    questions: tuple[Clarification, ...]
    may_edit: bool
    first_question: Key | None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every answer on the page."""
        return tuple(cell for item in self.items for row in item.rows for cell in row.cells)

    @property
    def outputs(self) -> tuple[Cell, ...]:
        """The calculated ones."""
        return tuple(cell for item in self.items for cell in item.outputs)

    @property
    def current(self) -> PageSpec | None:
        """The page itself among `pages`; None when the section asks nothing at the moment."""
        return self.pages[self.number - 1] if self.pages else None

    @property
    def is_last(self) -> bool:
        """Whether this is the section's last page."""
        return self.number >= len(self.pages)

    @property
    def unconfirmed(self) -> str:
        """Names of the values filled in beforehand on this page."""
        return " ".join(name for item in self.items for name in item.unconfirmed)


@dataclass(frozen=True)
class QuestionPage:
    """One question by itself."""

    section: Section
    section_title: str
    place: str
    cell: Cell
    table: str
    checks: tuple[CheckView, ...]
    mistakes: tuple[Mistake, ...]
    number: int
    total: int
    previous: Key | None
    following: Key | None
    may_edit: bool


def pages_of(sheet: ReplySheet, section: Section) -> list[PageSpec]:
    """The pages of a section as they are asked now."""
    return section_pages(sheet, section)


def section_page(
    sheet: ReplySheet, section: Section, *, number: int, entered: SectionInput | None = None
) -> SectionPage:
    """The page with this number (the nearest there is); `entered` is what could not be saved."""
    pages = section_pages(sheet, section)
    number = min(max(number, 1), max(len(pages), 1))
    problems = entered.problems if entered is not None else {}
    items = page_items(sheet, pages[number - 1], problems) if pages else []
    if entered is not None and entered.refused:
        items = [
            replace(item, checks=tuple(_refused(check, entered) for check in item.checks)) for item in items
        ]
    codes = [one.code for one in sheet.compiled.sections if sheet.evaluation.sections.get(one.code, True)]
    position = codes.index(section.code) if section.code in codes else -1
    here = {item.code for item in items}
    return SectionPage(
        code=section.code,
        title=section_title(section),
        hint=str(section.hint) if section.hint and number == 1 else "",
        number=number,
        pages=tuple(pages),
        items=tuple(items),
        mistakes=tuple(_mistakes(sheet, entered)) if entered is not None else (),
        shape=shape(pages, items),
        task=task(sheet, section),
        previous_section=codes[position - 1] if position > 0 else "",
        next_section=codes[position + 1] if 0 <= position < len(codes) - 1 else "",
        questions=tuple(
            one
            for one in sheet.clarifications
            if one.answered_at is None
            and one.variable in sheet.compiled.variables
            and sheet.compiled.variables[one.variable].item.code in here
        ),
        may_edit=any(item.may_edit for item in items),
        first_question=_first_question(sheet, items),
    )


def _first_question(sheet: ReplySheet, items: list[ItemView]) -> Key | None:
    return next(
        (
            cell.key
            for item in items
            for row in item.rows
            for cell in row.cells
            if cell.is_shown and cell.kind not in ("output",)
        ),
        None,
    )


def _refused(check: CheckView, entered: SectionInput) -> CheckView:
    refused = entered.refused.get((check.code, check.row))
    return replace(check, problem=refused[1], explanation=refused[0]) if refused else check


def _mistakes(sheet: ReplySheet, entered: SectionInput) -> Iterator[Mistake]:
    for key, typed in entered.problems.items():
        place = sheet.compiled.place(*key)
        if typed.theirs is not None:
            author = typed.theirs.author_name or _("Người khác")
            text = _("%(place)s: %(author)s vừa sửa câu này, chọn giữ giá trị nào.") % {
                "place": place,
                "author": author,
            }
        else:
            text = f"{place}: {typed.problem}"
        yield Mistake(text, cell_id(key))
    for (code, _row), (_text, problem) in entered.refused.items():
        check = sheet.compiled.check_of.get(code)
        yield Mistake(problem, cell_id((check.variable, 0)) if check is not None else "")


def question_order(sheet: ReplySheet) -> list[Key]:
    """Every question that is asked now, in the order of the paper; open tables row by row."""
    found: list[Key] = []
    relevant = sheet.evaluation.relevant
    for section in sheet.compiled.sections:
        if sheet.handed and section.code not in sheet.handed:
            continue  # a unit goes through the questions handed to it
        for item in section.items:
            names = [
                v.name
                for v in sheet.compiled.variables.values()
                if v.item is item and not v.field.calculation
            ]
            rows = [0] if not names or "." not in names[0] else sheet.rows.get(item.code, [])
            found += [(name, row) for row in rows for name in names if relevant.get((name, row), True)]
    return found


def question_page(sheet: ReplySheet, key: Key, *, entered: SectionInput | None = None) -> QuestionPage:
    """One question with its neighbours. A question that is not asked any more stands before the next one that is."""
    variable = sheet.compiled.variables[key[0]]
    order = question_order(sheet)
    index = order.index(key) if key in order else -1
    position = index if index >= 0 else _where(sheet, order, key)
    problems = entered.problems if entered is not None else {}
    after = position + 1 if index >= 0 else position
    checks = check_views(sheet, variable.item)
    refused = [_refused(one, entered) for one in checks] if entered is not None else list(checks)
    return QuestionPage(
        section=variable.section,
        section_title=section_title(variable.section),
        place=sheet.compiled.place(*key),
        cell=cell_of(sheet=sheet, variable=variable, row=key[1], typed=problems),
        table=_table(variable),
        checks=tuple(one for one in refused if one.anchor == cell_id(key)),
        mistakes=tuple(_mistakes(sheet, entered)) if entered is not None else (),
        number=position + 1,
        total=len(order),
        previous=order[position - 1] if position > 0 else None,
        following=order[after] if after < len(order) else None,
        may_edit=sheet.may_edit(*key),
    )


def _where(sheet: ReplySheet, order: list[Key], key: Key) -> int:
    names = list(sheet.compiled.variables)
    own = names.index(key[0])
    return next((place for place, (name, _row) in enumerate(order) if names.index(name) > own), len(order))


def _table(variable: Variable) -> str:
    if isinstance(variable.item, Question):
        return ""
    table = f"Bảng {variable.item.code.upper()}. {variable.item.label}"
    return f"{table} · {variable.row.label}" if variable.row is not None else table
