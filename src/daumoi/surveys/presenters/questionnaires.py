"""Questionnaires in words: the list, and one version as paper with its rules as sentences."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from daumoi.surveys.definition import Definition, Grid, Question, Roster, Section, Text, variables
from daumoi.surveys.definition.faults import DefinitionProblem, checks_of
from daumoi.surveys.definition.plan import CompiledCheck, CompiledDefinition, Expression, Step
from daumoi.surveys.definition.structure import Field
from daumoi.surveys.definition.values import words
from daumoi.surveys.models import Questionnaire, QuestionnaireState
from daumoi.surveys.queries import QuestionnaireRow
from daumoi.surveys.xlsform import SheetProblem

_MOST_CHOICES = 12
_MOST_READERS = 8
_LONGEST_NUMBER = 4
_LONGEST_SENTENCE = 220
_TONES = {
    QuestionnaireState.DRAFT: "soon",
    QuestionnaireState.PUBLISHED: "done",
    QuestionnaireState.RETIRED: "none",
}


@dataclass(frozen=True)
class PaperRule:
    """A check: what must hold, how strict it is, what is said when it does not."""

    is_hard: bool
    sentence: str
    message: str


@dataclass(frozen=True)
class PaperField:
    """One question, or one column of a table."""

    code: str
    label: str
    kind: str
    is_required: bool = False
    hint: str = ""
    choices: tuple[str, ...] = ()
    more_choices: int = 0
    shown_when: str = ""
    calculation: str = ""
    inputs: tuple[str, ...] = ()
    """For a long calculation, the questions and tables it reads."""
    narrowing: str = ""
    rules: tuple[PaperRule, ...] = ()
    readers: tuple[str, ...] = ()
    more_readers: int = 0
    prefill: str = ""


@dataclass(frozen=True)
class PaperRow:
    """A fixed row of a table."""

    label: str
    shown_when: str = ""


@dataclass(frozen=True)
class PaperItem:
    """A question or a table, as it stands on paper."""

    number: str
    title: str
    kind: str
    fields: tuple[PaperField, ...]
    hint: str = ""
    shown_when: str = ""
    rows: tuple[PaperRow, ...] = ()
    rules: tuple[PaperRule, ...] = ()
    most_rows: int = 0


@dataclass(frozen=True)
class PaperSection:
    """A part of the questionnaire."""

    code: str
    title: str
    hint: str
    shown_when: str
    items: tuple[PaperItem, ...]

    @property
    def heading(self) -> str:
        """“A. Thông tin chung”; the title alone where the code is a word."""
        return f"{self.code}. {self.title}" if len(self.code) < _LONGEST_NUMBER else self.title


@dataclass(frozen=True)
class Paper:
    """One version, with its figures."""

    questionnaire: Questionnaire
    title: str
    note: str
    state: str
    tone: str
    counts: dict[str, Any]
    sections: tuple[PaperSection, ...]
    has_long_codes: bool
    """Whether codes are words (as imported forms have them) rather than numbers of the paper."""
    warnings: tuple[DefinitionProblem, ...] = ()


@dataclass(frozen=True)
class QuestionnaireLine:
    """One version in the list."""

    row: QuestionnaireRow
    title: str
    state: str
    tone: str


@dataclass(frozen=True)
class ProblemLine:
    """One fault of a workbook: where, why, and what to do."""

    place: str
    message: str
    remedy: str


@dataclass(frozen=True)
class QuestionnairesPage:
    """The list, with the figures of its sentence."""

    lines: tuple[QuestionnaireLine, ...]
    published: int = 0
    drafts: int = 0
    codes: int = field(default=0)


def questionnaires_page(*, rows: list[QuestionnaireRow]) -> QuestionnairesPage:
    """All versions, the newest of each questionnaire first."""
    lines = tuple(_line(row) for row in rows)
    return QuestionnairesPage(
        lines=lines,
        published=sum(1 for row in rows if row.questionnaire.state == QuestionnaireState.PUBLISHED),
        drafts=sum(1 for row in rows if row.is_draft),
        codes=len({row.questionnaire.code for row in rows}),
    )


def _line(row: QuestionnaireRow) -> QuestionnaireLine:
    one = row.questionnaire
    title = one.title_en if get_language() == "en" and one.title_en else one.title
    return QuestionnaireLine(row, title, one.get_state_display(), _TONES[QuestionnaireState(one.state)])


def row_data(row: QuestionnaireRow) -> dict[str, Any]:
    """One version as plain data, for the command line."""
    one = row.questionnaire
    return {
        "code": one.code,
        "version": one.version,
        "title": one.title,
        "state": one.state,
        "state_words": str(one.get_state_display()),
        "sections": row.sections,
        "variables": row.variables,
        "checks": row.checks,
        "rounds": row.rounds,
        "digest": one.digest,
        "origin": one.origin,
    }


def counts(definition: Definition) -> dict[str, Any]:
    """What a questionnaire holds, in figures."""
    every = list(variables(definition))
    checks = list(checks_of(definition))
    return {
        "code": definition.code,
        "version": definition.version,
        "title": definition.title.vi,
        "sections": len(definition.sections),
        "variables": len(every),
        "tables": sum(isinstance(item, Roster) for section in definition.sections for item in section.items),
        "calculations": sum(bool(variable.field.calculation) for variable in every),
        "checks": len(checks),
        "soft_checks": sum(check.kind == "soft" for _place, check in checks),
        "skips": sum(bool(variable.field.relevant) for variable in every),
    }


def paper(*, questionnaire: Questionnaire, ready: CompiledDefinition) -> Paper:
    """One version as paper."""
    definition = ready.definition
    sections = tuple(_Writer(ready).section(section) for section in definition.sections)
    return Paper(
        questionnaire=questionnaire,
        title=_said(definition.title),
        note=definition.note,
        state=questionnaire.get_state_display(),
        tone=_TONES[QuestionnaireState(questionnaire.state)],
        counts=counts(definition),
        sections=sections,
        has_long_codes=any(
            len(item.number) > _LONGEST_NUMBER for section in sections for item in section.items
        ),
        warnings=ready.warnings,
    )


def problem_lines(problems: Iterable[SheetProblem]) -> list[ProblemLine]:
    """The faults of a workbook in the order of its sheets."""
    return [ProblemLine(one.place, one.message, one.remedy) for one in problems]


def _said(text: Text | None) -> str:
    return words(text, get_language() or "vi") if text else ""


class _Writer:
    """Puts one compiled questionnaire into words."""

    def __init__(self, ready: CompiledDefinition) -> None:
        self.ready = ready

    def section(self, section: Section) -> PaperSection:
        return PaperSection(
            code=section.code.upper(),
            title=_said(section.title),
            hint=_said(section.hint),
            shown_when=self.condition(self.ready.section_conditions[section.code]),
            items=tuple(
                self.item(item, len(self.ready.section_conditions[section.code])) for item in section.items
            ),
        )

    def item(self, item: Question | Grid | Roster, inherited: int) -> PaperItem:
        if isinstance(item, Question):
            step = self.ready.step_of[item.code]
            made = self.field(item, step, step.conditions[inherited:], (item.code,))
            return PaperItem(item.code.upper(), made.label, "question", (made,))
        conditions = self.ready.items[item.code][2]
        rows = item.rows if isinstance(item, Grid) else ()
        return PaperItem(
            number=item.code.upper(),
            title=_said(item.label),
            kind="grid" if rows else "roster",
            fields=tuple(self.column(item, column, len(conditions)) for column in item.columns),
            hint=_said(item.hint),
            shown_when=self.condition(conditions[inherited:]),
            rows=tuple(
                PaperRow(_said(row.label), self.row_condition(item, row.code, len(conditions)))
                for row in rows
            ),
            rules=self.rules(check for check in self.checks_of(item.code) if not check.subject),
            most_rows=item.max_rows if isinstance(item, Roster) else 0,
        )

    def column(self, table: Grid | Roster, column: Field, inherited: int) -> PaperField:
        if isinstance(table, Roster):
            names = [f"{table.code}.{column.code}"]
        else:
            names = [f"{table.code}_{row.code}_{column.code}" for row in table.rows]
        step = self.ready.step_of[names[0]]
        own = step.conditions[-1:] if column.relevant.strip() else ()
        return self.field(column, step, own, tuple(names))

    def row_condition(self, table: Grid | Roster, row: str, inherited: int) -> str:
        """What a fixed row's showing hangs on, beside its table."""
        found = next(row_ for row_ in table.rows if row_.code == row) if isinstance(table, Grid) else None
        if found is None or not found.relevant.strip():
            return ""
        first = self.ready.step_of[f"{table.code}_{row}_{table.columns[0].code}"]
        return self.condition(first.conditions[inherited : inherited + 1])

    def field(
        self, one: Field, step: Step, conditions: tuple[Expression, ...], names: tuple[str, ...]
    ) -> PaperField:
        entries = self.ready.definition.codelists.get(one.choices, ())
        readers = self.readers(names, step)
        return PaperField(
            code=one.code,
            label=_said(one.label),
            kind=_kind(one),
            is_required=one.required,
            hint=_said(one.hint),
            choices=tuple(_said(entry.label) for entry in entries[:_MOST_CHOICES]),
            more_choices=max(len(entries) - _MOST_CHOICES, 0),
            shown_when=self.condition(conditions),
            calculation=self.sentence(step.calculation),
            inputs=self.inputs(step),
            narrowing=self.condition((step.choice_filter,) if step.choice_filter else ()),
            rules=self.rules(self.first_checks(names)),
            readers=readers[:_MOST_READERS],
            more_readers=max(len(readers) - _MOST_READERS, 0),
            prefill=one.prefill,
        )

    def first_checks(self, names: tuple[str, ...]) -> Iterable[CompiledCheck]:
        """The checks of a question; of a column, those of its first row, since the rows say the same."""
        return (check for check in self.ready.checks if check.subject == names[0])

    def checks_of(self, table: str) -> Iterable[CompiledCheck]:
        seen: set[str] = set()
        for check in self.ready.checks:
            own = not check.subject and self.ready.variables[check.variable].item.code == table
            if own and check.check.code not in seen:
                seen.add(check.check.code)
                yield check

    def rules(self, checks: Iterable[CompiledCheck]) -> tuple[PaperRule, ...]:
        return tuple(
            PaperRule(check.check.kind == "hard", self.ready.sentence(check.code), _said(check.check.message))
            for check in checks
        )

    def condition(self, conditions: tuple[Expression, ...]) -> str:
        """Conditions as one clause."""
        found = []
        for expression in conditions:
            labels, options = self.ready.words_for(expression)
            found.append(expression.code.condition(labels, options=options))
        return _(" và ").join(found)

    def sentence(self, expression: Expression | None) -> str:
        if expression is None:
            return ""
        labels, options = self.ready.words_for(expression)
        return expression.code.sentence(labels, options=options)

    def inputs(self, step: Step) -> tuple[str, ...]:
        """What a calculation reads, when its sentence is too long to be read at once."""
        if step.calculation is None or len(self.sentence(step.calculation)) <= _LONGEST_SENTENCE:
            return ()
        found = {self.ready.variables[name].item.code for name in step.calculation.needs}
        return tuple(code.upper() for code in self.ready.items if code in found)

    def readers(self, names: tuple[str, ...], step: Step) -> tuple[str, ...]:
        """The numbers of the other questions and tables that read these variables, in the order of the paper."""
        found = {
            self.ready.variables[other].item.code
            for name in names
            for other in (*self.ready.readers[name][0], *self.checked_by(name))
        }
        found.discard(step.variable.item.code)
        return tuple(code.upper() for code in self.ready.items if code in found)

    def checked_by(self, name: str) -> Iterable[str]:
        return (self.ready.check_of[code].variable for code in self.ready.readers[name][1])


def _kind(one: Field) -> str:
    """What may be written, in words."""
    unit = f", {one.unit}" if one.unit else ""
    if one.calculation:
        return _("tự tính") + unit
    if one.type in ("text", "long_text"):
        return _("văn bản, tối đa %(n)d ký tự") % {"n": one.max_length}
    if one.type in ("decimal", "money", "percent") and one.decimals:
        places = ngettext("%(n)d chữ số lẻ", "%(n)d chữ số lẻ", one.decimals) % {"n": one.decimals}
        return f"{_KINDS[one.type]()}{unit}, {places}"
    return _KINDS[one.type]() + unit


_KINDS = {
    "integer": lambda: _("số nguyên"),
    "decimal": lambda: _("số"),
    "money": lambda: _("số tiền"),
    "percent": lambda: _("tỷ lệ từ 0 đến 100"),
    "date": lambda: _("ngày"),
    "boolean": lambda: _("có hoặc không"),
    "choice": lambda: _("chọn một"),
    "choices": lambda: _("chọn một hoặc nhiều"),
}
