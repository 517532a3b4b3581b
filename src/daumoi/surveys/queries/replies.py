"""Reading replies: one whole reply ready to show or to judge, and the replies a person works on."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from django.db.models import Q
from django.utils.functional import SimpleLazyObject

from daumoi.foundation.principal import Principal
from daumoi.organisations import queries as organisations
from daumoi.surveys import rules
from daumoi.surveys.access import SurveyPermission
from daumoi.surveys.definition.compile import CompiledDefinition
from daumoi.surveys.definition.evaluate import AnswerSet, Evaluation, Given, Violation, evaluate
from daumoi.surveys.models import (
    AnswerStatus,
    Clarification,
    Explanation,
    Extension,
    Handover,
    Reply,
    ReplyFile,
    ReplyState,
    SectionMark,
)
from daumoi.surveys.queries.answers import HeldAnswer, explanations, held_answers, section_marks
from daumoi.surveys.queries.definitions import compiled_of
from daumoi.surveys.queries.handovers import own_parts, own_parts_by_reply

Key = tuple[str, int]
M = TypeVar("M")


@dataclass(frozen=True)
class ReplySheet:
    """One reply with everything a page, a workbook or an annex needs; read in a fixed number of queries."""

    reply: Reply
    compiled: CompiledDefinition
    answers: dict[Key, HeldAnswer]
    explanations: dict[tuple[str, int], Explanation]
    clarifications: list[Clarification]
    section_marks: dict[str, SectionMark]
    files: list[ReplyFile]
    extensions: list[Extension]
    may_fill: bool
    may_approve: bool
    may_coordinate: bool
    content_visible: bool
    parts: tuple[Handover, ...] = ()
    """What was handed to the reader's units; empty for everybody whose own the reply is."""

    @cached_property
    def handed(self) -> frozenset[str]:
        """Codes of the sections handed to the reader's units."""
        return frozenset(part.section for part in self.parts)

    @cached_property
    def organisation_name(self) -> str:
        """What the organisation asked was called on the round's cut-off day; read when a page first says it."""
        names = organisations.names_as_of(ids={self.reply.owner_id}, day=self.reply.round.cutoff_on)
        return names.get(self.reply.owner_id, self.reply.owner.code)

    @cached_property
    def evaluation(self) -> Evaluation:
        """Relevance, calculated values, violations and progress of the whole reply."""
        given = {key: Given(answer.status, answer.value) for key, answer in self.answers.items()}
        return evaluate(self.compiled, AnswerSet(given))

    @cached_property
    def rows(self) -> dict[str, list[int]]:
        """Numbers of the open rows of each roster, in order."""
        found: dict[str, set[int]] = defaultdict(set)
        for name, row in self.answers:
            if "." in name and row:
                found[name.split(".", 1)[0]].add(row)
        return {roster: sorted(numbers) for roster, numbers in found.items()}

    @cached_property
    def open_questions(self) -> set[Key]:
        """The questions the coordinator asked about that wait for an answer."""
        return {(c.variable, c.row) for c in self.clarifications if c.answered_at is None}

    def may_edit(self, variable: str, row: int = 0) -> bool:
        """Whether this reader may change this answer now."""
        if not self.may_fill:
            return self.reply.state == ReplyState.OPEN and self.section_of(variable) in self.handed
        if self.reply.state == ReplyState.OPEN:
            return True
        return self.reply.state == ReplyState.CLARIFY and (variable, row) in self.open_questions

    def may_edit_section(self, section: str) -> bool:
        """Whether this reader fills this section: all of the reply is theirs, or the section was handed to them."""
        return self.may_fill or (self.reply.state == ReplyState.OPEN and section in self.handed)

    def section_of(self, name: str) -> str:
        """The code of the section in which a variable or a table stands; empty for what is not known."""
        variable = self.compiled.variables.get(name)
        if variable is not None:
            return variable.section.code
        return self.compiled.items[name][0].code if name in self.compiled.items else ""

    def value(self, variable: str, row: int = 0) -> object:
        """The value that stands: calculated, answered or filled in beforehand; None when absent."""
        calculated = self.evaluation.calculated.get((variable, row))
        if calculated is not None:
            return calculated
        answer = self.answers.get((variable, row))
        return answer.value if answer is not None else None

    def unconfirmed(self) -> list[str]:
        """Names of values filled in beforehand that nobody has confirmed; those of hidden questions do not wait."""
        return [
            name
            for (name, row), answer in self.answers.items()
            if answer.status == AnswerStatus.PREFILLED and self.evaluation.relevant.get((name, row), True)
        ]

    def unexplained(self) -> list[Violation]:
        """Soft checks that do not hold and have no explanation yet."""
        return [
            violation
            for violation in self.evaluation.violations
            if violation.kind == "soft" and (violation.code, violation.row) not in self.explanations
        ]


def reply_sheet(*, principal: Principal, reply: Reply) -> ReplySheet:
    """One whole reply (3 queries, 3 more where a page looks at them, one more for a unit's people).

    The coordinator sees answers only once the reply was sent, or while entering a paper. A unit to which parts were
    handed reads all of it: what its questions ask and whether its figures agree depends on the other parts, and the
    questionnaire goes round the ministry whole.
    """
    reach = {"body_id": reply.root_id, "owner_id": reply.owner_id}
    coordinates = principal.may(
        SurveyPermission.COORDINATE, body_id=reply.round.root_id, owner_id=reply.round.owner_id
    )
    own = reply.root_id in principal.bodies or reply.owner_id in principal.units
    parts = tuple(own_parts(principal=principal, reply=reply))
    visible = (
        own
        or bool(parts)
        or bool(principal.system)
        or (coordinates and (reply.state != ReplyState.OPEN or reply.is_from_paper))
    )
    return ReplySheet(
        reply=reply,
        compiled=compiled_of(reply),
        answers=held_answers(reply_id=reply.pk) if visible else {},
        explanations=explanations(reply_id=reply.pk) if visible else {},
        clarifications=list(reply.clarifications.all()) if reply.sent_at else [],
        section_marks={mark.section: mark for mark in section_marks(reply_id=reply.pk)},
        files=_when_asked(lambda: list(reply.files.defer("content"))),
        extensions=_when_asked(lambda: list(reply.extensions.all())),
        may_fill=principal.may(SurveyPermission.FILL, **reach)
        and (own or reply.is_from_paper or bool(principal.system)),
        may_approve=principal.may(SurveyPermission.APPROVE, **reach),
        may_coordinate=coordinates,
        content_visible=visible,
        parts=parts,
    )


def _when_asked(read: Callable[[], M]) -> M:
    """What `read` finds, read when a page first looks at it: saving an answer never does."""
    return cast(M, SimpleLazyObject(read))


@dataclass(frozen=True)
class MyReply:
    """One reply in a person's list."""

    reply: Reply
    organisation_name: str
    lateness: rules.Lateness
    waiting_questions: int
    parts: tuple[Handover, ...] = ()
    """The parts handed to the reader's units, where the reply as a whole is not theirs."""


def my_replies(*, principal: Principal, today: date) -> list[MyReply]:
    """The replies of the principal's own organisations and those handed to them in part, the nearest deadline first."""
    own = Q(root_id__in=principal.bodies | {0})
    if principal.units:
        handed = Handover.objects.filter(owner_id__in=principal.units, withdrawn_at__isnull=True)
        own |= Q(owner_id__in=principal.units) | Q(pk__in=handed.values("reply_id"))
    replies = list(
        Reply.objects.visible_to(principal)
        .filter(own)
        .select_related("round", "owner")
        .prefetch_related("clarifications")
        .order_by("-round__due_on", "id")[:100]
    )
    names = organisations.names_as_of(ids={reply.owner_id for reply in replies}, day=today)
    parts = own_parts_by_reply(principal=principal, replies=[reply.pk for reply in replies])
    return [
        MyReply(
            reply=reply,
            organisation_name=names.get(reply.owner_id, reply.owner.code),
            lateness=rules.lateness(
                due_on=reply.due_on, sent_on=reply.sent_at.date() if reply.sent_at else None, today=today
            ),
            waiting_questions=sum(1 for c in reply.clarifications.all() if c.answered_at is None),
            parts=() if reply.root_id in principal.bodies else tuple(parts.get(reply.pk, ())),
        )
        for reply in replies
    ]
