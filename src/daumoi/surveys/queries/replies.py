"""Reading replies: one whole reply ready to show or to judge, and the replies a person works on."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from daumoi.foundation.principal import Principal
from daumoi.organisations import queries as organisations
from daumoi.surveys import rules
from daumoi.surveys.access import SurveyPermission
from daumoi.surveys.definition.compile import CompiledDefinition
from daumoi.surveys.definition.evaluate import AnswerSet, Evaluation, Given, Violation, evaluate
from daumoi.surveys.models import (
    Answer,
    AnswerStatus,
    Clarification,
    Explanation,
    Extension,
    Reply,
    ReplyFile,
    ReplyState,
    SectionMark,
)
from daumoi.surveys.queries.definitions import compiled_of

Key = tuple[str, int]


@dataclass(frozen=True)
class ReplySheet:
    """One reply with everything a page, a workbook or an annex needs; read in a fixed number of queries."""

    reply: Reply
    organisation_name: str
    compiled: CompiledDefinition
    answers: dict[Key, Answer]
    explanations: dict[tuple[str, int], Explanation]
    clarifications: list[Clarification]
    section_marks: dict[str, SectionMark]
    files: list[ReplyFile]
    extensions: list[Extension]
    may_fill: bool
    may_approve: bool
    may_coordinate: bool
    content_visible: bool

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
            return False
        if self.reply.state == ReplyState.OPEN:
            return True
        return self.reply.state == ReplyState.CLARIFY and (variable, row) in self.open_questions

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
    """One whole reply (8 queries). The coordinator sees answers only once the reply was sent, or while entering a paper."""
    reach = {"body_id": reply.root_id, "owner_id": reply.owner_id}
    coordinates = principal.may(
        SurveyPermission.COORDINATE, body_id=reply.round.root_id, owner_id=reply.round.owner_id
    )
    own = reply.root_id in principal.bodies or reply.owner_id in principal.units
    visible = (
        own
        or bool(principal.system)
        or (coordinates and (reply.state != ReplyState.OPEN or reply.is_from_paper))
    )
    answers = Answer.objects.filter(reply=reply) if visible else Answer.objects.none()
    names = organisations.names_as_of(ids={reply.owner_id}, day=reply.round.cutoff_on)
    return ReplySheet(
        reply=reply,
        organisation_name=names.get(reply.owner_id, reply.owner.code),
        compiled=compiled_of(reply),
        answers={(answer.variable, answer.row): answer for answer in answers},
        explanations={(one.check_code, one.row): one for one in reply.explanations.all()} if visible else {},
        clarifications=list(reply.clarifications.all()),
        section_marks={mark.section: mark for mark in reply.section_marks.all()},
        files=list(reply.files.defer("content")),
        extensions=list(reply.extensions.all()),
        may_fill=principal.may(SurveyPermission.FILL, **reach)
        and (own or reply.is_from_paper or bool(principal.system)),
        may_approve=principal.may(SurveyPermission.APPROVE, **reach),
        may_coordinate=coordinates,
        content_visible=visible,
    )


@dataclass(frozen=True)
class MyReply:
    """One reply in a person's list."""

    reply: Reply
    organisation_name: str
    lateness: rules.Lateness
    waiting_questions: int


def my_replies(*, principal: Principal, today: date) -> list[MyReply]:
    """The replies of the principal's own organisations, the nearest deadline first."""
    replies = list(
        Reply.objects.visible_to(principal)
        .filter(root_id__in=principal.bodies | {0})
        .select_related("round", "owner")
        .prefetch_related("clarifications")
        .order_by("-round__due_on", "id")[:100]
    )
    names = organisations.names_as_of(ids={reply.owner_id for reply in replies}, day=today)
    return [
        MyReply(
            reply=reply,
            organisation_name=names.get(reply.owner_id, reply.owner.code),
            lateness=rules.lateness(
                due_on=reply.due_on, sent_on=reply.sent_at.date() if reply.sent_at else None, today=today
            ),
            waiting_questions=sum(1 for c in reply.clarifications.all() if c.answered_at is None),
        )
        for reply in replies
    ]
