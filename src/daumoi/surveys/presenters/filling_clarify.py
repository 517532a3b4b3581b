"""The questions the coordinator asks, as the ministry answers them."""

from dataclasses import dataclass

from daumoi.surveys.definition.values import words
from daumoi.surveys.forms.filling_clarify import GivenClarification
from daumoi.surveys.models import AnswerStatus, Clarification
from daumoi.surveys.presenters.filling_cells import Cell, cell_id, cell_of, language, shown_text
from daumoi.surveys.presenters.filling_page import Mistake
from daumoi.surveys.queries.replies import ReplySheet


@dataclass(frozen=True)
class Asked:
    """One question asked: its place, what is unclear, the value sent and the value now."""

    clarification: Clarification
    place: str
    label: str
    before: str
    now: str
    cell: Cell | None
    text: str
    problem: str


@dataclass(frozen=True)
class ClarifyPage:
    """All questions asked, the open ones first."""

    open: tuple[Asked, ...]
    answered: tuple[Asked, ...]
    mistakes: tuple[Mistake, ...]


def clarify_page(sheet: ReplySheet, given: GivenClarification | None) -> ClarifyPage:
    """The page; `given` is an answer that could not be taken."""
    found = [
        _asked(sheet, one, given) for one in sheet.clarifications if one.variable in sheet.compiled.variables
    ]
    mistakes = []
    if given is not None:
        mistakes += (
            [Mistake(given.problem, f"tra-loi-{given.clarification.pk}" if given.clarification else "")]
            if given.problem
            else []
        )
        mistakes += [
            Mistake(f"{sheet.compiled.place(*key)}: {typed.problem or _faster(typed.theirs)}", cell_id(key))
            for key, typed in given.typed.items()
        ]
    return ClarifyPage(
        open=tuple(one for one in found if one.clarification.answered_at is None),
        answered=tuple(one for one in found if one.clarification.answered_at is not None),
        mistakes=tuple(mistakes),
    )


def _faster(theirs: object) -> str:
    return f"{getattr(theirs, 'author_name', '')} vừa sửa câu này, chọn giữ giá trị nào."


def _asked(sheet: ReplySheet, one: Clarification, given: GivenClarification | None) -> Asked:
    variable = sheet.compiled.variables[one.variable]
    key = (one.variable, one.row)
    answer = sheet.answers.get(key)
    is_given = given is not None and given.clarification is not None and given.clarification.pk == one.pk
    open_ = one.answered_at is None and sheet.may_edit(*key)
    return Asked(
        clarification=one,
        place=sheet.compiled.place(*key),
        label=words(variable.field.label, language()),
        before=shown_text(variable, AnswerStatus.ANSWERED, one.value_before, sheet),
        now=shown_text(variable, answer.status, answer.value, sheet) if answer is not None else "",
        cell=cell_of(
            sheet=sheet, variable=variable, row=one.row, typed=given.typed if is_given and given else None
        )
        if open_
        else None,
        text=given.text if is_given and given else one.answer,
        problem=given.problem if is_given and given else "",
    )
