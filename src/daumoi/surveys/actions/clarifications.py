"""Đề nghị bổ sung, làm rõ: named questions are opened again, the rest stays as it was sent."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.inbox import actions as inbox
from daumoi.surveys import rules
from daumoi.surveys.access import SurveyPermission
from daumoi.surveys.actions.answers import NewAnswer, save_answer
from daumoi.surveys.actions.steps import journal, require_coordinator, require_step
from daumoi.surveys.models import Answer, Clarification, Reply
from daumoi.surveys.queries.definitions import compiled_of
from daumoi.surveys.rules import Step


@dataclass(frozen=True)
class Asked:
    """One question the coordinator wants made clear."""

    variable: str
    text: str
    row: int = 0


@transaction.atomic
def ask_clarification(
    *, by: Principal, reply: Reply, questions: list[Asked], due_on: date, at: datetime
) -> list[Clarification]:
    """Open the named questions again, each with what is unclear, until a day."""
    require_coordinator(by, reply)
    if not questions:
        raise Invalid("surveys.clarify.none", "Chưa chọn câu cần làm rõ.", remedy="Đánh dấu ít nhất một câu.")
    compiled = compiled_of(reply)
    for question in questions:
        if question.variable not in compiled.variables:
            raise Invalid(
                "surveys.clarify.variable",
                f"Mẫu phiếu không có câu “{question.variable}”.",
                remedy="Tải lại trang.",
            )
        if len(question.text.strip()) < 5:
            raise Invalid(
                "surveys.clarify.text",
                "Cần nói rõ điều chưa rõ.",
                remedy="Ghi một câu hỏi cụ thể cho từng câu.",
                place=compiled.variables[question.variable].place,
            )
    reply.state = rules.next_state(reply.state, Step.CLARIFY)
    reply.save(update_fields=["state"])
    held = {(one.variable, one.row): one.value for one in Answer.objects.filter(reply=reply)}
    made = [
        Clarification.objects.create(
            reply=reply,
            owner_id=reply.owner_id,
            root_id=reply.root_id,
            variable=question.variable,
            row=question.row,
            text=question.text.strip(),
            asked_by=by.name,
            due_on=due_on,
            value_before=held.get((question.variable, question.row)),
        )
        for question in questions
    ]
    places = ", ".join(compiled.variables[question.variable].place for question in questions[:3])
    inbox.close(kind="surveys.review", thing_id=reply.pk, at=at)
    inbox.post(
        kind="surveys.clarify",
        thing_id=reply.pk,
        owner=reply.owner,
        title=f"Bổ sung, làm rõ: {places}",
        detail=f"{reply.round.title} · {len(questions)} câu",
        document=reply.round.letter_number,
        verb="Trả lời",
        address=rules.reply_address(round_code=reply.round.code, organisation_code=reply.owner.code),
        permission=SurveyPermission.FILL,
        due_on=due_on,
    )
    journal(
        by,
        reply,
        "surveys.reply.clarification_asked",
        details={"questions": [question.variable for question in questions]},
    )
    return made


@transaction.atomic
def answer_clarification(
    *, by: Principal, clarification: Clarification, text: str, new: NewAnswer | None, at: datetime
) -> Clarification:
    """Answer one question asked: in words, and with a corrected value when there is one."""
    reply = clarification.reply
    require_step(by, reply, SurveyPermission.FILL, Step.ANSWER_CLARIFICATION)
    if clarification.answered_at is not None:
        raise Conflict("surveys.clarify.answered", "Câu này đã được trả lời.", remedy="Tải lại trang để xem.")
    if len(text.strip()) < 5:
        raise Invalid(
            "surveys.clarify.answer",
            "Câu trả lời quá ngắn.",
            remedy="Giải thích trong một câu.",
            place="Trả lời",
        )
    if new is not None:
        save_answer(by=by, reply=reply, answer=new, at=at)
    clarification.answer, clarification.answered_by, clarification.answered_at = text.strip(), by.name, at
    clarification.save()
    journal(by, reply, "surveys.reply.clarification_answered", details={"variable": clarification.variable})
    return clarification
