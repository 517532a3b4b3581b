"""One pass over a round: who answered, and what stands in every cell, hidden answers put aside."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from daumoi.foundation.clock import HANOI, today
from daumoi.foundation.principal import Principal
from daumoi.organisations import queries as organisations
from daumoi.surveys import rules
from daumoi.surveys.access import SurveyPermission
from daumoi.surveys.definition import Variable
from daumoi.surveys.definition.compile import CompiledDefinition
from daumoi.surveys.definition.evaluate import AnswerSet, Given, Violation, evaluate
from daumoi.surveys.definition.values import ABSENCES, show, words
from daumoi.surveys.models import Answer, AnswerStatus, Explanation, Reply, ReplyState, Round
from daumoi.surveys.queries.analysis.figures import Source
from daumoi.surveys.queries.definitions import compiled_questionnaire
from daumoi.surveys.queries.rounds import ARRIVED

Key = tuple[str, int]
VALUED = frozenset({AnswerStatus.ANSWERED.value, AnswerStatus.PREFILLED.value})
BLANK, HIDDEN = "blank", "hidden"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: its status (an answer's, `blank`, or `hidden` by a rule of the form) and its value."""

    status: str
    value: Any = None

    @property
    def has_value(self) -> bool:
        """Whether there is something to count."""
        return self.status in VALUED and self.value is not None


_NOTHING = Cell(BLANK)


@dataclass(frozen=True)
class Content:
    """The cells of one reply with what the form calculates, the open rows, and the soft checks that do not hold."""

    cells: dict[Key, Cell]
    rows: dict[str, tuple[int, ...]]
    soft: tuple[Violation, ...]


_KEPT: dict[tuple[int, str, str], Content] = {}
_MOST = 4_000


@dataclass(frozen=True)
class Voice:
    """One addressee; `content` is None while its reply has not come."""

    reply: Reply
    code: str
    name: str
    lateness: rules.Lateness
    content: Content | None
    explanations: tuple[Explanation, ...] = ()

    @property
    def has_arrived(self) -> bool:
        """Whether the reply came in, whatever happened to it since."""
        return self.content is not None

    @property
    def letter(self) -> str:
        """The paper that stands behind the reply."""
        return self.reply.letter_number or ("phê duyệt trên hệ thống" if self.reply.approved_code else "")

    def cell(self, variable: str, row: int = 0) -> Cell:
        """What this body says there."""
        return self.content.cells.get((variable, row), _NOTHING) if self.content is not None else _NOTHING


@dataclass(frozen=True)
class Reading:
    """A round with every voice in it. The denominator is frozen at issue, less recorded waivers."""

    round: Round
    compiled: CompiledDefinition
    voices: tuple[Voice, ...]
    waived: tuple[Voice, ...]
    kept: dict[str, object] = field(default_factory=dict, compare=False, repr=False)
    """What several themes ask for, made once."""

    @property
    def asked(self) -> int:
        """Addressees who must answer."""
        return len(self.voices)

    @cached_property
    def arrived(self) -> tuple[Voice, ...]:
        """Those whose reply came."""
        return tuple(voice for voice in self.voices if voice.has_arrived)

    @cached_property
    def by_code(self) -> dict[str, Voice]:
        """The voices by the code of the body."""
        return {voice.code: voice for voice in self.voices}

    @cached_property
    def elements(self) -> dict[str, str]:
        """The variable that gives each element of the dictionary; a form without it gives nothing."""
        return {one.field.element: name for name, one in self.compiled.variables.items() if one.field.element}

    @property
    def settled_at(self) -> datetime:
        """The last moment at which the replies changed their state: the moment of the report."""
        moments = [self.round.issued_at, self.round.closed_at]
        for voice in self.voices:
            moments += [voice.reply.sent_at, voice.reply.received_at, voice.reply.closed_at]
        return max(moment for moment in moments if moment is not None)

    def element_cells(self, element: str) -> Iterator[tuple[Voice, Source, Cell]]:
        """What each body that answered says of an element."""
        name = self.elements.get(element)
        if name is not None:
            yield from self.cells(name)

    def cells(self, variable: str) -> Iterator[tuple[Voice, Source, Cell]]:
        """What each body that answered says to a question, row by row in an open table."""
        roster = self.compiled.variables[variable].roster
        for voice in self.arrived:
            rows = voice.content.rows.get(roster, ()) if roster and voice.content else (0,)
            for row in rows:
                yield voice, Source(voice.code, variable, row), voice.cell(variable, row)

    def place(self, source: Source) -> str:
        """Where a cell stands on paper."""
        return self.compiled.place(source.variable, source.row) if source.variable else "Cả phiếu trả lời"

    def words(self, source: Source) -> str:
        """What a cell says, as people read it."""
        voice = self.by_code[source.organisation]
        if not source.variable:
            return rules.STATE_WORDS[voice.reply.state]
        cell = voice.cell(source.variable, source.row)
        if cell.has_value:
            variable = self.compiled.variables[source.variable]
            unit = f" {variable.field.unit}" if variable.field.unit else ""
            return show(variable, cell.value, self.compiled.definition) + unit
        absence = ABSENCES.get(cell.status)
        return (
            words(absence) if absence else ("không phải trả lời" if cell.status == HIDDEN else "chưa trả lời")
        )

    def labels(self, variable: Variable) -> dict[str, str]:
        """The labels of a question's codes in the order of the list."""
        entries = self.compiled.definition.codelists.get(variable.field.choices, ())
        return {entry.code: entry.label.vi for entry in entries}

    def element_labels(self, element: str) -> dict[str, str]:
        """The labels of the codes of an element."""
        name = self.elements.get(element)
        return self.labels(self.compiled.variables[name]) if name else {}


def read_round(*, principal: Principal, round_: Round) -> Reading:
    """The whole round, read in five queries whatever its size (fewer when the replies did not change meanwhile)."""
    principal.require(SurveyPermission.ANALYSE, body_id=round_.root_id, owner_id=round_.owner_id)
    replies = list(
        Reply.objects.visible_to(principal)
        .filter(round=round_)
        .select_related("owner")
        .order_by("owner__number", "owner__code", "id")
    )
    compiled = compiled_questionnaire(round_.questionnaire)
    names = organisations.names_as_of(ids={reply.owner_id for reply in replies}, day=round_.cutoff_on)
    contents = _contents(principal, compiled, [reply for reply in replies if reply.state in ARRIVED])
    explanations: defaultdict[int, list[Explanation]] = defaultdict(list)
    for one in Explanation.objects.visible_to(principal).filter(reply__round=round_, reply_id__in=contents):
        explanations[one.reply_id].append(one)
    day = today()
    voices = [
        Voice(
            reply=reply,
            code=reply.owner.code,
            name=names.get(reply.owner_id, reply.owner.code),
            lateness=rules.lateness(due_on=reply.due_on, sent_on=_local_day(reply.sent_at), today=day),
            content=contents.get(reply.pk),
            explanations=tuple(explanations[reply.pk]),
        )
        for reply in replies
    ]
    return Reading(
        round=round_,
        compiled=compiled,
        voices=tuple(voice for voice in voices if voice.reply.state != ReplyState.WAIVED),
        waived=tuple(voice for voice in voices if voice.reply.state == ReplyState.WAIVED),
    )


def _local_day(moment: datetime | None) -> date | None:
    return moment.astimezone(HANOI).date() if moment is not None else None


def _contents(principal: Principal, compiled: CompiledDefinition, replies: list[Reply]) -> dict[int, Content]:
    """The judged cells of each reply. A content code names its content, so what was judged once is kept."""
    keys = {reply.pk: (reply.pk, compiled.digest, reply.content_code) for reply in replies}
    found = {pk: _KEPT[key] for pk, key in keys.items() if key[2] and key in _KEPT}
    fresh = [pk for pk in keys if pk not in found]
    answers: defaultdict[int, dict[Key, Given]] = defaultdict(dict)
    rows = Answer.objects.visible_to(principal).filter(reply_id__in=fresh)
    for reply_id, variable, row, status, value in rows.values_list(
        "reply_id", "variable", "row", "status", "value"
    ):
        answers[reply_id][variable, row] = Given(status, value)
    judged = {pk: _judge(compiled, answers[pk]) for pk in fresh}
    if len(_KEPT) + len(judged) > _MOST:
        _KEPT.clear()
    _KEPT.update({keys[pk]: content for pk, content in judged.items() if keys[pk][2]})
    return found | judged


def _judge(compiled: CompiledDefinition, given: dict[Key, Given]) -> Content:
    answers = AnswerSet(given)
    evaluation = evaluate(compiled, answers)
    cells = {key: Cell(one.status, one.value) for key, one in given.items()}
    for key, value in evaluation.calculated.items():
        if value is not None:
            cells[key] = Cell(AnswerStatus.ANSWERED, value)
    for key, shown in evaluation.relevant.items():
        if not shown:
            cells[key] = Cell(HIDDEN)
    return Content(
        cells=cells,
        rows={roster: tuple(numbers) for roster, numbers in answers.rows.items()},
        soft=tuple(evaluation.of_kind("soft")),
    )
