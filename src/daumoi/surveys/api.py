from datetime import date
from typing import Any

from django.http import JsonResponse
from ninja import Router, Schema

from daumoi.foundation import clock
from daumoi.surveys import actions, queries
from daumoi.surveys.access import SurveyPermission, access_reply, access_round
from daumoi.ui.requests import PageRequest

router = Router(tags=["surveys"])


class RoundOut(Schema):
    """One round with its count of replies."""

    code: str
    title: str
    state: str
    letter_number: str
    cutoff_on: date
    due_on: date
    asked: int
    arrived: int
    closed: int
    clarifying: int
    is_simulated: bool


class BoardRowOut(Schema):
    """One addressee of a round."""

    organisation: str
    name: str
    state: str
    due_on: date
    days_late: int
    open_questions: int
    letter_number: str


class AnswerOut(Schema):
    """One answer with its version."""

    variable: str
    row: int
    status: str
    value: Any = None
    version: int
    author: str
    source: str


class AnswerIn(Schema):
    """One answer to write; `seen_version` is the version its writer saw (0: none)."""

    variable: str
    row: int = 0
    status: str = "answered"
    value: Any = None
    seen_version: int = 0


@router.get("/rounds", response=list[RoundOut], summary="Các đợt khảo sát trong phạm vi phân công")
def rounds(request: PageRequest) -> Any:
    rows = queries.rounds(principal=request.principal)
    return [
        RoundOut(
            code=row.round.code,
            title=row.round.title,
            state=row.round.state,
            letter_number=row.round.letter_number,
            cutoff_on=row.round.cutoff_on,
            due_on=row.round.due_on,
            asked=row.asked,
            arrived=row.arrived,
            closed=row.closed,
            clarifying=row.clarifying,
            is_simulated=row.round.is_simulated,
        )
        for row in rows
    ]


@router.get("/rounds/{code}/board", response=list[BoardRowOut], summary="Bảng theo dõi một đợt")
def board(request: PageRequest, code: str) -> Any:
    principal = request.principal
    round_ = access_round(principal=principal, code=code, permission=SurveyPermission.COORDINATE)
    found = queries.board(principal=principal, round_=round_, today=clock.today())
    return [
        BoardRowOut(
            organisation=row.reply.owner.code,
            name=row.name,
            state=row.reply.state,
            due_on=row.reply.due_on,
            days_late=row.lateness.days,
            open_questions=row.open_questions,
            letter_number=row.reply.letter_number,
        )
        for row in found.rows
    ]


@router.get(
    "/rounds/{code}/replies/{organisation}",
    response=list[AnswerOut],
    summary="Các câu trả lời của một cơ quan",
)
def reply(request: PageRequest, code: str, organisation: str) -> Any:
    principal = request.principal
    found = access_reply(principal=principal, round_code=code, organisation_code=organisation)
    sheet = queries.reply_sheet(principal=principal, reply=found)
    return [
        AnswerOut(
            variable=name,
            row=row,
            status=answer.status,
            value=answer.value,
            version=answer.version,
            author=answer.author_name,
            source=answer.source_text,
        )
        for (name, row), answer in sorted(sheet.answers.items())
    ]


@router.put(
    "/rounds/{code}/replies/{organisation}/answers", response=AnswerOut, summary="Lưu một câu trả lời"
)
def save_answer(request: PageRequest, code: str, organisation: str, new: AnswerIn) -> Any:
    principal = request.principal
    found = access_reply(
        principal=principal, round_code=code, organisation_code=organisation
    )  # whether this answer is theirs to write is judged with it: a unit writes the parts handed to it
    try:
        saved = actions.save_answer(
            by=principal, reply=found, answer=actions.NewAnswer(**new.model_dump()), at=clock.now()
        )
    except actions.AnswerChanged as changed:
        theirs = changed.theirs
        body = {
            "code": changed.code,
            "message": changed.message,
            "remedy": changed.remedy,
            "place": changed.place,
            "mine": {"status": changed.mine_status, "value": changed.mine},
            "theirs": {
                "status": theirs.status,
                "value": theirs.value,
                "version": theirs.version,
                "author": theirs.author_name,
            },
        }
        return JsonResponse(body, status=409)
    return AnswerOut(
        variable=saved.variable,
        row=saved.row,
        status=saved.status,
        value=saved.value,
        version=saved.version,
        author=saved.author_name,
        source=saved.source_text,
    )
