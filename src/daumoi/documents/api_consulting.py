from datetime import date, datetime
from typing import Any

from ninja import Router, Schema

from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions.deciding import Decided, decide_opinions
from daumoi.documents.actions.opinions import Said, answer_consultation
from daumoi.documents.models import Consultation, ConsultedBody, GuidanceRequest
from daumoi.documents.queries import consulting, guidance
from daumoi.documents.queries.consulting import Sheet
from daumoi.documents.rules.consulting import read_parts
from daumoi.foundation import clock
from daumoi.foundation.errors import NotFound
from daumoi.ui.requests import PageRequest

router = Router(tags=["documents"])


class PartOut(Schema):
    """A part of the draft that an opinion may be about."""

    key: str
    label: str
    title: str
    text: str


class ConsultationOut(Schema):
    """One round of asking for opinions on a draft."""

    id: int
    subject: str
    kind: str
    asker: str
    round: int
    opened_on: date
    due_on: date
    closed_at: datetime | None
    published_at: datetime | None
    digest: str
    is_simulated: bool


class ConsultedOut(Schema):
    """One asked organisation, with how its line stands today: waiting, late, opined, agreed."""

    id: int
    name: str
    standing: str
    answered_on: date | None
    letter_code: str
    opinions: int


class DraftOpinionOut(Schema):
    """One opinion, verbatim, and what was done with it."""

    id: int
    giver: str
    part: str
    part_name: str
    text: str
    source: str
    decision: str
    reason: str
    change: str
    change_part: str


class RoundSheetOut(ConsultationOut):
    """A round with its draft, its lines and the opinions the reader may see."""

    parts: list[PartOut]
    consulted: list[ConsultedOut]
    opinions: list[DraftOpinionOut]


class OpinionIn(Schema):
    """One opinion; `part` is a key of the draft, empty for the whole."""

    part: str = ""
    text: str


class OpinionsIn(Schema):
    """What an organisation answers; no opinions means it agrees."""

    opinions: list[OpinionIn]


class DecisionIn(Schema):
    """What is done with one opinion: accepted, partly or refused; reason needed unless accepted."""

    opinion: int
    decision: str
    reason: str = ""
    change: str = ""
    change_part: str = ""


class GuidanceOut(Schema):
    """One request for guidance."""

    id: int
    asker: str
    question: str
    provision: str
    letter_code: str
    asked_on: date
    due_on: date | None
    state: str
    answer: str
    answer_code: str
    answered_on: date | None
    general: int | None
    is_simulated: bool


class GeneralOut(Schema):
    """Guidance published to all."""

    id: int
    title: str
    text: str
    provision: str
    issuer: str
    code: str
    published_on: date
    is_simulated: bool


@router.get(
    "/consultations",
    response=list[ConsultationOut],
    summary="Các lần lấy ý kiến dự thảo: của mình và hỏi mình",
)
def consultations(request: PageRequest) -> Any:
    """The rounds of one's own desk and those that ask it."""
    principal, day = request.principal, clock.today()
    principal.require(DocumentPermission.VIEW)
    asking = [row.consultation for row in consulting.rounds(principal=principal, day=day)]
    asked = [one.line.consultation for one in consulting.waiting_lines(principal=principal, day=day)]
    return [_round(one) for one in {one.pk: one for one in (*asking, *asked)}.values()]


@router.get(
    "/consultations/{int:number}",
    response=RoundSheetOut,
    summary="Một lần lấy ý kiến: dự thảo, nơi góp ý, ý kiến",
)
def consultation(request: PageRequest, number: int) -> Any:
    """One round with the lines and opinions the reader may see."""
    principal = request.principal
    found = consulting.opened_consultation(principal=principal, number=number)
    return _sheet(found, consulting.sheet_of(principal=principal, consultation=found, day=clock.today()))


@router.post(
    "/consultations/{int:number}/answer", response=ConsultedOut, summary="Gửi góp ý của cơ quan, đơn vị mình"
)
def answer(request: PageRequest, number: int, body: OpinionsIn) -> Any:
    """Answer in the name of one's own organisation."""
    principal = request.principal
    found = consulting.opened_consultation(principal=principal, number=number)
    lines = consulting.own_lines(principal=principal, consultation=found)
    if not lines:
        principal.require_at_home(DocumentPermission.DRAFT, body_id=found.root_id, owner_id=found.owner_id)
        raise NotFound(
            "documents.consulted", "Lần lấy ý kiến này không hỏi cơ quan bạn.", remedy="Xem danh sách góp ý."
        )
    said = [Said(one.part, one.text) for one in body.opinions]
    answer_consultation(by=principal, line=lines[0], said=said, at=clock.now())
    sheet = consulting.sheet_of(principal=principal, consultation=found, day=clock.today())
    return next(row for row in _lines(sheet) if row["id"] == lines[0].pk)


@router.post(
    "/consultations/{int:number}/decisions", response=RoundSheetOut, summary="Tiếp thu, giải trình các ý kiến"
)
def decisions(request: PageRequest, number: int, body: list[DecisionIn]) -> Any:
    """Write what is done with opinions."""
    principal = request.principal
    found = consulting.asked_consultation(
        principal=principal, number=number, permission=DocumentPermission.DRAFT
    )
    decided = [Decided(one.opinion, one.decision, one.reason, one.change, one.change_part) for one in body]
    decide_opinions(by=principal, consultation=found, decisions=decided, at=clock.now())
    return _sheet(found, consulting.sheet_of(principal=principal, consultation=found, day=clock.today()))


@router.get(
    "/guidance", response=list[GuidanceOut], summary="Sổ đề nghị hướng dẫn, chưa trả lời lâu nhất đứng trước"
)
def guidance_requests(request: PageRequest, words: str = "") -> Any:
    """Requests to answer and requests one sent."""
    principal, day = request.principal, clock.today()
    principal.require(DocumentPermission.VIEW)
    rows = [
        *guidance.requests(principal=principal, day=day, words=words),
        *guidance.own_requests(principal=principal, day=day, words=words),
    ]
    return [_request(one) for one in {row.request.pk: row.request for row in rows}.values()]


@router.get("/guidance/general", response=list[GeneralOut], summary="Hướng dẫn chung đã ban hành")
def general_guidance(request: PageRequest, words: str = "") -> Any:
    """What was published to all."""
    principal = request.principal
    principal.require(DocumentPermission.VIEW)
    return [
        {
            "id": one.pk,
            "title": one.title,
            "text": one.text,
            "provision": one.provision,
            "issuer": one.issuer_name,
            "code": one.code,
            "published_on": one.published_on,
            "is_simulated": one.is_simulated,
        }
        for one in guidance.general_guidance(principal=principal, words=words)
    ]


@router.get("/guidance/{int:number}", response=GuidanceOut, summary="Một đề nghị hướng dẫn")
def guidance_request(request: PageRequest, number: int) -> Any:
    """One request of either side."""
    principal = request.principal
    return _request(guidance.opened_request(principal=principal, number=number))


def _round(one: Consultation) -> dict[str, Any]:
    return {
        "id": one.pk,
        "subject": one.subject,
        "kind": one.kind_name,
        "asker": one.asker_name,
        "round": one.round,
        "opened_on": one.opened_on,
        "due_on": one.due_on,
        "closed_at": one.closed_at,
        "published_at": one.published_at,
        "digest": one.digest,
        "is_simulated": one.is_simulated,
    }


def _sheet(found: Consultation, sheet: Sheet) -> dict[str, Any]:
    parts = [
        {"key": part.key, "label": part.label, "title": part.title, "text": part.text}
        for part in read_parts(found.parts)
    ]
    opinions = [
        {
            "id": row.opinion.pk,
            "giver": row.giver,
            "part": row.opinion.part,
            "part_name": row.part_name,
            "text": row.opinion.text,
            "source": row.opinion.source,
            "decision": row.opinion.decision,
            "reason": row.opinion.reason,
            "change": row.opinion.change,
            "change_part": row.opinion.change_part,
        }
        for row in sheet.opinions
    ]
    return {**_round(found), "parts": parts, "consulted": _lines(sheet), "opinions": opinions}


def _lines(sheet: Sheet) -> list[dict[str, Any]]:
    return [_line(one.line, one.standing.value, one.opinions) for one in sheet.lines]


def _line(line: ConsultedBody, standing: str, opinions: int) -> dict[str, Any]:
    return {
        "id": line.pk,
        "name": line.name,
        "standing": standing,
        "answered_on": line.answered_on,
        "letter_code": line.letter_code,
        "opinions": opinions,
    }


def _request(one: GuidanceRequest) -> dict[str, Any]:
    return {
        "id": one.pk,
        "asker": one.asker_name,
        "question": one.question,
        "provision": one.provision,
        "letter_code": one.letter_code,
        "asked_on": one.asked_on,
        "due_on": one.due_on,
        "state": one.state,
        "answer": one.answer,
        "answer_code": one.answer_code,
        "answered_on": one.answered_on,
        "general": one.general_id,
        "is_simulated": one.is_simulated,
    }
