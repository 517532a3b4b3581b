"""A reply laid out as on paper: sections, questions, tables, each answer with its sign, its source, what was asked."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from daumoi.surveys.definition import Field, Grid, Question, Roster, Section, Variable
from daumoi.surveys.definition.structure import NUMERIC
from daumoi.surveys.definition.values import words
from daumoi.surveys.models import AnswerStatus, Clarification
from daumoi.surveys.presenters.filling_cells import ABSENCE_MARKS, language, shown_text
from daumoi.surveys.queries.answers import HeldAnswer
from daumoi.surveys.queries.replies import Key, ReplySheet


@dataclass(frozen=True)
class PaperCell:
    """One answer on the paper. `key` is how forms name it; `before` is what stood here when it was asked about."""

    key: str
    place: str
    text: str
    mark: str
    is_numeric: bool
    is_unconfirmed: bool
    source: str
    before: str
    was_asked: bool
    is_asked: bool
    is_shown: bool
    may_be_asked: bool

    @property
    def anchor(self) -> str:
        """The id of the cell on the page."""
        return f"c-{self.key.replace(':', '-').replace('.', '--')}"


@dataclass(frozen=True)
class PaperQuestion:
    """One question with its answer."""

    code: str
    label: str
    cell: PaperCell


@dataclass(frozen=True)
class Header:
    """A column of a table."""

    label: str
    unit: str
    is_numeric: bool


@dataclass(frozen=True)
class PaperTable:
    """A table with its rows; `mark` says why it has none."""

    code: str
    title: str
    headers: tuple[Header, ...]
    rows: tuple[tuple[str, tuple[PaperCell, ...]], ...]
    mark: str = ""


@dataclass(frozen=True)
class PaperSection:
    """A section in the order of the paper: runs of questions, and tables."""

    code: str
    title: str
    blocks: tuple[tuple[PaperQuestion, ...] | PaperTable, ...]


class Paper:
    """Lays out one sheet; what rules hide is left out."""

    def __init__(self, sheet: ReplySheet) -> None:
        self.sheet = sheet
        self.variables = sheet.compiled.variables
        self.asked: dict[Key, list[Clarification]] = defaultdict(list)
        for one in sheet.clarifications:
            self.asked[(one.variable, one.row)].append(one)

    def sections(self) -> tuple[PaperSection, ...]:
        """Every section that applies, in the order of the questionnaire."""
        found = []
        for section in self.sheet.compiled.sections:
            if self.sheet.evaluation.sections.get(section.code, True):
                blocks = tuple(self._blocks(section))
                found.append(PaperSection(section.code.upper(), words(section.title, language()), blocks))
        return tuple(found)

    def cell(self, key: Key) -> PaperCell | None:
        """One answer by its variable and row; None for a name the questionnaire does not have."""
        variable = self.variables.get(key[0])
        return self._cell(variable, key[1]) if variable is not None else None

    def _blocks(self, section: Section) -> Iterator[tuple[PaperQuestion, ...] | PaperTable]:
        run: list[PaperQuestion] = []
        for item in section.items:
            if isinstance(item, Question):
                cell = self._cell(self.variables[item.code], 0)
                if cell.is_shown:
                    run.append(PaperQuestion(item.code.upper(), words(item.label, language()), cell))
                continue
            if run:
                yield tuple(run)
                run = []
            if self.sheet.evaluation.relevant.get((item.code, 0), True):
                yield self._grid(item) if isinstance(item, Grid) else self._roster(item)
        if run:
            yield tuple(run)

    def _grid(self, grid: Grid) -> PaperTable:
        rows = []
        for row in grid.rows:
            cells = tuple(
                self._cell(self.variables[f"{grid.code}_{row.code}_{column.code}"], 0)
                for column in grid.columns
            )
            if any(cell.is_shown for cell in cells):
                rows.append((words(row.label, language()), cells))
        return PaperTable(
            grid.code.upper(), words(grid.label, language()), _headers(grid.columns), tuple(rows)
        )

    def _roster(self, roster: Roster) -> PaperTable:
        numbers = self.sheet.rows.get(roster.code, [])
        rows = tuple(
            (
                str(place),
                tuple(self._cell(self.variables[f"{roster.code}.{c.code}"], number) for c in roster.columns),
            )
            for place, number in enumerate(numbers, start=1)
        )
        declared = self.sheet.answers.get((roster.code, 0))
        mark = (
            ABSENCE_MARKS.get(AnswerStatus(declared.status), "no_data") if declared is not None else "no_data"
        )
        title = words(roster.label, language())
        return PaperTable(roster.code.upper(), title, _headers(roster.columns), rows, "" if rows else mark)

    def _cell(self, variable: Variable, row: int) -> PaperCell:
        key = (variable.name, row)
        answer = self.sheet.answers.get(key)
        value = self.sheet.value(*key)
        asked = self.asked.get(key, [])
        text = self._text(variable, answer, value)
        before = ""
        if asked:
            first = self._text(variable, None, asked[0].value_before)
            before = first if first and first != text else ""
        return PaperCell(
            key=f"{variable.name}:{row}",
            place=variable.place
            if not row
            else f"{variable.place}, dòng {self._row_place(variable.roster, row)}",
            text=text,
            mark=self._mark(answer, text),
            is_numeric=variable.field.type in NUMERIC,
            is_unconfirmed=answer is not None and answer.status == AnswerStatus.PREFILLED,
            source=answer.source_text if answer is not None else "",
            before=before,
            was_asked=bool(asked),
            is_asked=any(one.answered_at is None for one in asked),
            is_shown=self.sheet.evaluation.relevant.get(key, True),
            may_be_asked=not variable.field.calculation,
        )

    def _row_place(self, roster: str, row: int) -> int:
        numbers = self.sheet.rows.get(roster, [])
        return numbers.index(row) + 1 if row in numbers else row

    def _text(self, variable: Variable, answer: HeldAnswer | None, value: object) -> str:
        if answer is not None and answer.status in ABSENCE_MARKS:
            return ""
        if variable.item is variable.field:
            return shown_text(variable, "", value, self.sheet)
        return _without_unit(variable, shown_text(variable, "", value, self.sheet))

    def _mark(self, answer: HeldAnswer | None, text: str) -> str:
        """The sign that stands where no value stands; nobody answered is not the same as “no data”."""
        if answer is not None and answer.status in ABSENCE_MARKS:
            return ABSENCE_MARKS[AnswerStatus(answer.status)]
        return "" if text else "blank"


def _without_unit(variable: Variable, text: str) -> str:
    """In tables the unit stands in the header."""
    unit = variable.field.unit
    return text.removesuffix(f" {unit}") if unit else text


def _headers(columns: tuple[Field, ...]) -> tuple[Header, ...]:
    return tuple(Header(words(c.label, language()), c.unit, c.type in NUMERIC) for c in columns)


def parse_key(text: str) -> Key | None:
    """A cell as forms name it (`variable:row`); None for anything else."""
    name, colon, row = text.rpartition(":")
    return (name, int(row)) if colon and row.isdecimal() and len(row) < 7 else None
