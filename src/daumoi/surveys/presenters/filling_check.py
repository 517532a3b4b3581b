"""Rà soát: every answer by section, what must be mended first, what differs from the register."""

from collections.abc import Iterator
from dataclasses import dataclass

from daumoi.surveys.actions.prefill import registry_values
from daumoi.surveys.definition import Grid, Question, Roster
from daumoi.surveys.definition.values import words
from daumoi.surveys.models import AnswerStatus
from daumoi.surveys.presenters.filling import section_title
from daumoi.surveys.presenters.filling_cells import cell_id, language, shown_text
from daumoi.surveys.presenters.filling_section import (
    CheckView,
    ItemView,
    check_view,
    is_asked,
    item_view,
    place_of,
)
from daumoi.surveys.queries.replies import Key, ReplySheet


@dataclass(frozen=True)
class Gap:
    """A required question without an answer, or a value nobody has confirmed."""

    place: str
    label: str
    section: str
    page: int
    anchor: str


@dataclass(frozen=True)
class Wrong:
    """A check that does not hold, with the way to its place."""

    check: CheckView
    section: str
    page: int


@dataclass(frozen=True)
class Difference:
    """The reply says something else than the register did on the cut-off day."""

    place: str
    label: str
    register: str
    reply: str
    source: str


@dataclass(frozen=True)
class CheckedSection:
    """A section with its questions and tables as they would be printed."""

    code: str
    title: str
    items: tuple[tuple[ItemView, int], ...]
    """Each with the number of the page it is filled on."""


@dataclass(frozen=True)
class Review:
    """The whole check page."""

    hard: tuple[Wrong, ...]
    soft: tuple[Wrong, ...]
    missing: tuple[Gap, ...]
    unconfirmed: tuple[Gap, ...]
    differences: tuple[Difference, ...]
    sections: tuple[CheckedSection, ...]


def review(sheet: ReplySheet) -> Review:
    """Everything the check page shows, the faults first."""
    wrong = [
        Wrong(check_view(sheet, violation), *place_of(sheet, (violation.name, violation.row)))
        for violation in sheet.evaluation.violations
    ]
    return Review(
        hard=tuple(one for one in wrong if one.check.kind == "hard"),
        soft=tuple(one for one in wrong if one.check.kind == "soft"),
        missing=tuple(_gap(sheet, key) for key in sheet.evaluation.missing_required),
        unconfirmed=tuple(_gap(sheet, (name, 0)) for name in sheet.unconfirmed()),
        differences=tuple(_differences(sheet)),
        sections=tuple(_sections(sheet)),
    )


def _gap(sheet: ReplySheet, key: Key) -> Gap:
    section, page = place_of(sheet, key)
    variable = sheet.compiled.variables.get(key[0])
    found = sheet.compiled.items.get(key[0])
    text = variable.field.label if variable is not None else found[1].label if found is not None else None
    return Gap(
        place=sheet.compiled.place(*key),
        label=words(text, language())
        if text is not None and isinstance(variable and variable.item, Question)
        else "",
        section=section,
        page=page,
        anchor=cell_id(key) if variable is not None else f"bang-{key[0]}",
    )


def _differences(sheet: ReplySheet) -> Iterator[Difference]:
    wanted = {v.name: v for v in sheet.compiled.variables.values() if v.field.prefill and not v.roster}
    if not wanted or not sheet.content_visible:
        return
    known = registry_values(reply=sheet.reply)
    for name, variable in wanted.items():
        answer = sheet.answers.get((name, 0))
        if answer is None or variable.field.prefill not in known:
            continue
        value, source = known[variable.field.prefill]
        if answer.status == AnswerStatus.PREFILLED or (
            answer.status == AnswerStatus.ANSWERED and answer.value == value
        ):
            continue
        yield Difference(
            place=variable.place,
            label=words(variable.field.label, language()),
            register=shown_text(variable, AnswerStatus.ANSWERED, value, sheet),
            reply=shown_text(variable, answer.status, answer.value, sheet),
            source=source,
        )


def _sections(sheet: ReplySheet) -> Iterator[CheckedSection]:
    for section in sheet.compiled.sections:
        if not sheet.evaluation.sections.get(section.code, True):
            continue
        items = tuple(
            (item_view(sheet, item), _page(sheet, item)) for item in section.items if is_asked(sheet, item)
        )
        if items:
            yield CheckedSection(section.code, section_title(section), items)


def _page(sheet: ReplySheet, item: Question | Grid | Roster) -> int:
    if isinstance(item, Question):
        return place_of(sheet, (item.code, 0))[1]
    first = next(name for name, one in sheet.compiled.variables.items() if one.item.code == item.code)
    return place_of(sheet, (first, 0))[1]
