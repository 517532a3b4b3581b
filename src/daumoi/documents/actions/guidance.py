"""Đề nghị hướng dẫn: asked by a body, answered by a desk within its term, made general when it holds for all."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from daumoi.documents.access import DocumentPermission
from daumoi.documents.models import (
    GeneralGuidance,
    GuidanceRequest,
    GuidanceState,
    GuidanceTerm,
    Paper,
    PaperState,
)
from daumoi.documents.rules.consulting import after_working_days
from daumoi.documents.rules.secrecy import refuse_secret_mark
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.folding import fold
from daumoi.foundation.principal import Principal, acting, system
from daumoi.history import actions as history
from daumoi.inbox import actions as inbox
from daumoi.organisations import queries as organisations
from daumoi.organisations.models import Organisation

INBOX_REQUEST = "documents.guidance"
SOON_DAYS = 3
_ASKING = system("chuyển đề nghị hướng dẫn")
_ANSWERING = system("trả lời đề nghị hướng dẫn")
_DAILY = system("nhắc trả lời đề nghị hướng dẫn")
_OPEN = (GuidanceState.NEW, GuidanceState.WORKING)


@transaction.atomic
def set_guidance_term(
    *, by: Principal, owner: Organisation, days: int, ground: str, valid_from: date
) -> GuidanceTerm:
    """Say within how many working days the desk answers requests that arrive from a day on.

    :param ground: the paper that says so, as cited.
    :raises Invalid: no days, or no ground.
    """
    by.require_at_home(DocumentPermission.CONFIGURE, body_id=owner.root_pk, owner_id=owner.pk)
    if not 1 <= days <= 365 or not ground.strip():
        raise Invalid(
            "documents.guidance.term",
            _("Thời hạn từ 1 đến 365 ngày làm việc, kèm văn bản quy định."),
            remedy=_("Ghi số ngày và văn bản quy định."),
            place=_("Số ngày làm việc"),
        )
    made, _new = GuidanceTerm.objects.update_or_create(
        owner=owner,
        valid_from=valid_from,
        defaults={"root_id": owner.root_pk, "days": days, "ground": ground.strip()[:300]},
    )
    history.record(
        by=by,
        code="documents.guidance.term_set",
        thing=made,
        root_id=owner.root_pk,
        owner_id=owner.pk,
        document=made.ground,
    )
    return made


@transaction.atomic
def ask_guidance(
    *,
    by: Principal,
    asker: Organisation,
    desk: Organisation,
    question: str,
    provision: str = "",
    letter_code: str = "",
    letter_date: date | None = None,
    day: date,
) -> GuidanceRequest:
    """Ask another body's desk for guidance; it gets the work with the day its own term gives.

    :raises Invalid: no question, marked as state secret, or asked of oneself.
    """
    by.require_at_home(DocumentPermission.DRAFT, body_id=asker.root_pk, owner_id=asker.pk)
    if asker.pk == desk.pk:
        raise Invalid(
            "documents.guidance.self",
            _("Cơ quan không tự đề nghị mình hướng dẫn."),
            remedy=_("Chọn cơ quan khác."),
            place=_("Đề nghị cơ quan"),
        )
    name = organisations.names_as_of(ids={asker.pk}, day=day).get(asker.pk, asker.code)
    with acting(_ASKING):
        made = _write(
            desk=desk,
            asker=asker,
            name=name,
            question=question,
            provision=provision,
            letter=(letter_code, letter_date),
            day=day,
        )
        _journal(by, made, "documents.guidance.asked")
    history.record(
        by=by,
        code="documents.guidance.sent",
        thing=made,
        label=str(made)[:300],
        root_id=asker.root_pk,
        owner_id=asker.pk,
        document=made.letter_code,
    )
    return made


@transaction.atomic
def register_guidance(
    *,
    by: Principal,
    desk: Organisation,
    asker: Organisation | None,
    name: str,
    question: str,
    provision: str = "",
    letter_code: str = "",
    letter_date: date | None = None,
    day: date,
) -> GuidanceRequest:
    """Type in a request that came by letter or telephone; `asker` when it is an organisation of the network.

    :raises Invalid: nobody named, no question, marked as state secret.
    """
    by.require_at_home(DocumentPermission.DRAFT, body_id=desk.root_pk, owner_id=desk.pk)
    made = _write(
        desk=desk,
        asker=asker,
        name=name,
        question=question,
        provision=provision,
        letter=(letter_code, letter_date),
        day=day,
    )
    _journal(by, made, "documents.guidance.asked")
    return made


def _write(
    *,
    desk: Organisation,
    asker: Organisation | None,
    name: str,
    question: str,
    provision: str,
    letter: tuple[str, date | None],
    day: date,
) -> GuidanceRequest:
    _said(name, place=_("Nơi đề nghị"))
    _said(question, place=_("Nội dung đề nghị"))
    term = GuidanceTerm.objects.filter(owner=desk, valid_from__lte=day).first()
    made = GuidanceRequest(
        owner=desk,
        root_id=desk.root_pk,
        organisation=asker,
        body_id=asker.root_pk if asker is not None else None,
        asker_name=" ".join(name.split())[:200],
        question=question.strip(),
        provision=" ".join(provision.split())[:300],
        letter_code=" ".join(letter[0].split())[:60],
        letter_date=letter[1],
        asked_on=day,
        due_on=after_working_days(day=day, days=term.days) if term else None,
        due_ground=term.ground if term else "",
        is_simulated=desk.is_simulated,
    )
    _renew_search(made)
    made.save()
    _post(made)
    return made


def _post(request: GuidanceRequest, *, words: str = "") -> None:
    inbox.post(
        kind=INBOX_REQUEST,
        thing_id=request.pk,
        owner=request.assigned_unit or request.owner,
        permission=DocumentPermission.DRAFT,
        title=f"Trả lời đề nghị hướng dẫn của {request.asker_name}",
        detail=words or request.question[:200],
        document=request.letter_code,
        verb="Trả lời",
        address=f"/van-ban/huong-dan/{request.pk}/",
        due_on=request.due_on,
    )


@transaction.atomic
def assign_guidance(
    *, by: Principal, request: GuidanceRequest, unit: Organisation, words: str = "", at: datetime
) -> GuidanceRequest:
    """Hand a request to a unit of the desk's body, which then has it on its own list.

    :raises Conflict: answered already.
    :raises Invalid: the unit is of another body.
    """
    _require(by, request)
    _require_waiting(request)
    if unit.root_pk != request.root_id:
        raise Invalid(
            "documents.guidance.unit",
            _("Đơn vị này không thuộc cơ quan trả lời."),
            remedy=_("Chọn đơn vị của cơ quan mình."),
            place=_("Đơn vị xử lý"),
        )
    inbox.close(kind=INBOX_REQUEST, thing_id=request.pk, at=at)
    request.assigned_unit, request.state = unit, GuidanceState.WORKING
    request.save(update_fields=["assigned_unit", "state"])
    _post(request, words=words.strip())
    _journal(by, request, "documents.guidance.assigned", details={"unit": unit.code}, reason=words)
    return request


@transaction.atomic
def answer_guidance(
    *,
    by: Principal,
    request: GuidanceRequest,
    answer: str,
    at: datetime,
    paper: Paper | None = None,
    code: str = "",
) -> GuidanceRequest:
    """Answer a request; the asker reads the answer at once.

    :param paper: the issued paper of the desk that answers; its number goes with the answer.
    :param code: number of an answering letter that is not in this register.
    :raises Conflict: answered already, or the paper is not issued.
    """
    if not may_answer_guidance(by=by, request=request):
        _require(by, request)
    _require_waiting(request)
    _said(answer, place=_("Nội dung trả lời"))
    if paper is not None and (paper.root_id != request.root_id or paper.state != PaperState.ISSUED):
        raise Conflict(
            "documents.guidance.paper",
            _("Văn bản trả lời chưa ban hành hoặc không thuộc sổ của cơ quan."),
            remedy=_("Chọn văn bản đã ban hành trong sổ văn bản đi."),
            place=_("Văn bản trả lời"),
        )
    request.answer, request.answer_paper = answer.strip(), paper
    request.answer_code = (paper.code if paper is not None else " ".join(code.split()))[:60]
    with acting(_ANSWERING):  # the unit the request was handed to may not write at the desk itself
        _close(request, GuidanceState.ANSWERED, by=by, at=at)
        _journal(by, request, "documents.guidance.answered", document=request.answer_code)
    return request


def may_answer_guidance(*, by: Principal, request: GuidanceRequest) -> bool:
    """Whether a person drafts at the desk that answers, or in the unit the request was handed to."""
    desks = [request.owner_id, *([request.assigned_unit_id] if request.assigned_unit_id else [])]
    return any(
        by.may_at_home(DocumentPermission.DRAFT, body_id=request.root_id, owner_id=desk) for desk in desks
    )


def _close(request: GuidanceRequest, state: GuidanceState, *, by: Principal, at: datetime) -> None:
    request.state = state
    if request.answered_on is None:
        request.answered_on, request.answered_by = at.date(), by.name[:200]
    _renew_search(request)
    request.save()
    inbox.close(kind=INBOX_REQUEST, thing_id=request.pk, at=at)


@transaction.atomic
def make_general(
    *,
    by: Principal,
    desk: Organisation,
    requests: Sequence[GuidanceRequest],
    title: str,
    text: str,
    provision: str = "",
    code: str = "",
    at: datetime,
) -> GeneralGuidance:
    """Publish guidance for all and tie to it the requests it covers; those still open are answered by it.

    :raises Conflict: a request belongs to another desk or to other general guidance.
    """
    by.require_at_home(DocumentPermission.DRAFT, body_id=desk.root_pk, owner_id=desk.pk)
    _said(title, place=_("Tên hướng dẫn"))
    _said(text, place=_("Nội dung hướng dẫn"))
    if any(one.owner_id != desk.pk or one.general_id is not None for one in requests):
        raise Conflict(
            "documents.guidance.covered",
            _("Một đề nghị đã có hướng dẫn chung khác hoặc không thuộc sổ này."),
            remedy=_("Tải lại trang rồi chọn lại."),
            place=_("Các đề nghị được trả lời"),
        )
    made = GeneralGuidance.objects.create(
        owner=desk,
        root_id=desk.root_pk,
        title=" ".join(title.split())[:300],
        text=text.strip(),
        provision=" ".join(provision.split())[:300],
        issuer_name=organisations.names_as_of(ids={desk.pk}, day=at.date()).get(desk.pk, desk.code)[:200],
        code=" ".join(code.split())[:60],
        published_on=at.date(),
        is_simulated=desk.is_simulated,
        search_folded=fold(f"{title} {text} {provision} {code}"),
    )
    for request in requests:
        request.general = made
        request.answer = request.answer or made.text
        request.answer_code = request.answer_code or made.code
        _close(request, GuidanceState.GENERAL, by=by, at=at)
    history.record(
        by=by,
        code="documents.guidance.made_general",
        thing=made,
        root_id=desk.root_pk,
        owner_id=desk.pk,
        document=made.code,
        details={"requests": [one.pk for one in requests]},
    )
    return made


@transaction.atomic
def remind_guidance(*, day: date, at: datetime) -> int:
    """Renew what lies on desks near or past its day; returns how many requests. System work of every morning."""
    with acting(_DAILY):
        due = list(
            GuidanceRequest.objects.filter(
                state__in=_OPEN, due_on__lte=day + timedelta(days=SOON_DAYS)
            ).select_related("owner", "assigned_unit")
        )
        for request in due:
            assert request.due_on is not None
            late = (day - request.due_on).days
            words = f"Chậm {late} ngày" if late > 0 else f"Hạn {request.due_on:%d/%m/%Y}"
            _post(request, words=f"{words}: {request.question[:200]}")
    return len(due)


def _renew_search(request: GuidanceRequest) -> None:
    words = (request.asker_name, request.question, request.provision, request.letter_code, request.answer)
    request.search_folded = fold(" ".join((*words, request.answer_code)))


def _require(by: Principal, request: GuidanceRequest) -> None:
    """At the desk itself."""
    by.require_at_home(DocumentPermission.DRAFT, body_id=request.root_id, owner_id=request.owner_id)


def _require_waiting(request: GuidanceRequest) -> None:
    if request.state not in _OPEN:
        raise Conflict(
            "documents.guidance.answered",
            _("Đề nghị này đã được trả lời."),
            remedy=_("Tải lại trang để xem câu trả lời."),
        )


def _said(words: str, *, place: str) -> None:
    if not words.strip():
        raise Invalid(
            "documents.guidance.empty", _("Chưa ghi nội dung."), remedy=_("Ghi rồi gửi lại."), place=place
        )
    refuse_secret_mark(text=words, place=place)


def _journal(
    by: Principal,
    request: GuidanceRequest,
    code: str,
    *,
    document: str = "",
    reason: str = "",
    details: dict[str, object] | None = None,
) -> None:
    history.record(
        by=by,
        code=code,
        thing=request,
        label=str(request)[:300],
        root_id=request.root_id,
        owner_id=request.owner_id,
        document=document or request.letter_code,
        reason=reason,
        details=details,
    )
