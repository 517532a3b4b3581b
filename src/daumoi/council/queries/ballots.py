"""Readers of written consultations: who was sent what, who has not answered, and the result once it may be known."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from daumoi.council.models import Choice, ChoiceMark, FormState, Question, Session, SessionState
from daumoi.council.queries.sessions import InvitationLine, SessionView
from daumoi.council.rules import BoxTotals, Quorum, box_totals
from daumoi.foundation.principal import Principal


@dataclass(frozen=True)
class Board:
    """Where the forms stand: sent, returned, valid, missing, late."""

    lines: tuple[InvitationLine, ...]
    due_on: date
    day: date
    quorum: Quorum

    @property
    def missing(self) -> tuple[InvitationLine, ...]:
        """Members who have not answered."""
        return tuple(line for line in self.lines if not line.invitation.form_state)

    @property
    def valid(self) -> tuple[InvitationLine, ...]:
        """Members whose form counts."""
        return tuple(line for line in self.lines if line.invitation.form_state == FormState.VALID)

    @property
    def invalid(self) -> tuple[InvitationLine, ...]:
        """Members whose form was kept but does not count."""
        return tuple(line for line in self.lines if line.invitation.form_state == FormState.INVALID)

    @property
    def returned(self) -> int:
        """Forms that came back, valid or not."""
        return len(self.lines) - len(self.missing)

    @property
    def is_over(self) -> bool:
        """Whether the day has passed or every form is there."""
        return self.day > self.due_on or not self.missing


@dataclass(frozen=True)
class SaidOtherwise:
    """One “ý kiến khác”, verbatim; nobody's name where the question was anonymous."""

    who: str
    text: str


@dataclass(frozen=True)
class Answered:
    """One member's box, for a question answered by name."""

    who: str
    holder: str
    mark: ChoiceMark


@dataclass(frozen=True)
class QuestionResult:
    """One question's totals over the valid forms."""

    question: Question
    totals: BoxTotals
    others: tuple[SaidOtherwise, ...]
    named: tuple[Answered, ...]


@dataclass(frozen=True)
class Result:
    """The result of a closed ballot."""

    board: Board
    questions: tuple[QuestionResult, ...]


def board(*, view: SessionView, day: date) -> Board:
    """Where the forms of a written consultation stand on a day."""
    assert view.session.due_on is not None
    return Board(view.invitations, view.session.due_on, day, view.quorum)


_CLOSED = (SessionState.OPEN, SessionState.CONCLUDED, SessionState.ISSUED)


def result(*, principal: Principal, view: SessionView, day: date) -> Result | None:
    """The totals of each question, or None while the ballot is open: no result before quorum and closing."""
    if view.session.state not in _CLOSED or not view.quorum.is_reached:
        return None
    lines = {line.invitation.pk: line for line in view.invitations}
    boxes: dict[int, list[Choice]] = defaultdict(list)
    rows = Choice.objects.visible_to(principal).filter(question__session=view.session, is_counted=True)
    for choice in rows.order_by("question_id", "invitation_id", "id"):
        boxes[choice.question_id].append(choice)
    return Result(
        board=board(view=view, day=day),
        questions=tuple(_question(question, boxes[question.pk], lines) for question in view.questions),
    )


def _question(question: Question, boxes: list[Choice], lines: dict[int, InvitationLine]) -> QuestionResult:
    return QuestionResult(
        question=question,
        totals=box_totals(box.mark for box in boxes),
        others=tuple(
            SaidOtherwise(_who(box, lines), box.text) for box in boxes if box.mark == ChoiceMark.OTHER
        ),
        named=tuple(
            Answered(_who(box, lines), lines[box.invitation_id].invitation.holder, ChoiceMark(box.mark))
            for box in boxes
            if box.invitation_id in lines
        ),
    )


def _who(box: Choice, lines: dict[int, InvitationLine]) -> str:
    line = lines.get(box.invitation_id or 0)
    return line.organisation if line is not None else ""


def own_boxes(*, principal: Principal, session: Session, invitation_id: int) -> list[Choice]:
    """The named boxes of one form, for the member who filled it."""
    rows = Choice.objects.visible_to(principal).select_related("question")
    return list(
        rows.filter(question__session=session, invitation_id=invitation_id).order_by("question__number")
    )
