"""Đề nghị hướng dẫn: the register of a desk, one's own requests, what was published to all."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from daumoi.documents.access import DocumentPermission
from daumoi.documents.models import (
    GeneralGuidance,
    GuidanceRequest,
    GuidanceState,
    GuidanceTerm,
    Paper,
    PaperState,
    Side,
)
from daumoi.foundation.errors import NotFound
from daumoi.foundation.folding import fold
from daumoi.foundation.principal import Principal
from daumoi.organisations import queries as organisations
from daumoi.organisations.models import Organisation

OPEN = (GuidanceState.NEW, GuidanceState.WORKING)


@dataclass(frozen=True)
class RequestRow:
    """One request on a day."""

    request: GuidanceRequest
    is_open: bool
    days_waiting: int
    days_late: int
    desk_name: str = ""


@dataclass(frozen=True)
class GuidanceCounts:
    """How the register of a desk stands on a day."""

    open: int
    late: int
    answered: int


def requests(
    *, principal: Principal, day: date, words: str = "", state: str = "", most: int = 300
) -> list[RequestRow]:
    """The requests the principal's desks answer: open ones first, the oldest at the top, then the newest answers."""
    rows = _searched(_received(principal), words)
    if state in GuidanceState.values:
        rows = rows.filter(state=state)
    shown = [_row(one, day) for one in rows.select_related("assigned_unit", "general")[:most]]
    return sorted(shown, key=lambda one: (not one.is_open, _order(one)))


def _order(one: RequestRow) -> int:
    answered = one.request.answered_on
    return one.request.asked_on.toordinal() if answered is None else -answered.toordinal()


def own_requests(*, principal: Principal, day: date, words: str = "", most: int = 200) -> list[RequestRow]:
    """The requests that the principal's organisations sent to others, newest first."""
    rows = _searched(GuidanceRequest.objects.addressed_to(principal), words)
    found = list(rows.select_related("general").order_by("-asked_on", "-pk")[:most])
    names = organisations.names_as_of(ids={one.owner_id for one in found}, day=day) if found else {}
    return [replace(_row(one, day), desk_name=names.get(one.owner_id, "")) for one in found]


def counts(*, principal: Principal, day: date) -> GuidanceCounts:
    """The three figures above the register."""
    rows = _received(principal)
    waiting = rows.filter(state__in=OPEN)
    return GuidanceCounts(
        open=waiting.count(),
        late=waiting.filter(due_on__lt=day).count(),
        answered=rows.exclude(state__in=OPEN).count(),
    )


def general_guidance(*, principal: Principal, words: str = "", most: int = 200) -> list[GeneralGuidance]:
    """What was published to all, newest first."""
    rows = GeneralGuidance.objects.visible_to(principal)
    for word in fold(words).split():
        rows = rows.filter(search_folded__contains=word)
    return list(rows[:most])


def opened_request(
    *, principal: Principal, number: int, permission: DocumentPermission = DocumentPermission.VIEW
) -> GuidanceRequest:
    """A request that the principal's desk answers or that its own organisation asked; any other is not found."""
    found = (
        GuidanceRequest.objects.visible_to(principal)
        .select_related("owner", "root", "organisation", "assigned_unit", "general")
        .filter(pk=number)
        .first()
    )
    if found is None or not principal.holds(DocumentPermission.VIEW):
        raise NotFound(
            "documents.guidance", "Không có đề nghị hướng dẫn đó.", remedy="Chọn trong sổ đề nghị hướng dẫn."
        )
    if permission is not DocumentPermission.VIEW:
        principal.require_at_home(permission, body_id=found.root_id, owner_id=found.owner_id)
    return found


def opened_general(*, principal: Principal, number: int) -> GeneralGuidance:
    """Published guidance."""
    found = GeneralGuidance.objects.visible_to(principal).filter(pk=number).first()
    if found is None or not principal.holds(DocumentPermission.VIEW):
        raise NotFound(
            "documents.guidance.general", "Không có hướng dẫn chung đó.", remedy="Chọn trong danh sách."
        )
    return found


def covered_by(*, principal: Principal, general: GeneralGuidance) -> list[GuidanceRequest]:
    """The requests a general guidance answers, as far as the principal may see them."""
    return list(GuidanceRequest.objects.visible_to(principal).filter(general=general))


def coverable(*, principal: Principal, desk: Organisation, most: int = 200) -> list[GuidanceRequest]:
    """The requests of a desk without general guidance, oldest first."""
    rows = GuidanceRequest.objects.visible_to(principal).filter(owner=desk, general__isnull=True)
    return list(rows.order_by("asked_on", "pk")[:most])


def term_of(*, owner: Organisation, day: date) -> GuidanceTerm | None:
    """Within how many working days the desk answers on that day."""
    return GuidanceTerm.objects.filter(owner=owner, valid_from__lte=day).first()


def answering_papers(*, principal: Principal, request: GuidanceRequest, most: int = 100) -> list[Paper]:
    """Issued papers of the desk since the request, newest first."""
    rows = Paper.objects.visible_to(principal).filter(
        root_id=request.root_id, side=Side.OUT, state=PaperState.ISSUED, issued_date__gte=request.asked_on
    )
    return list(rows.select_related("kind").order_by("-pk")[:most])


def _received(principal: Principal) -> QuerySet[GuidanceRequest]:
    return GuidanceRequest.objects.visible_to(principal).filter(
        Q(owner_id__in=_desk_ids(principal)) | Q(assigned_unit_id__in=principal.units)
    )


def _desk_ids(principal: Principal) -> frozenset[int]:
    """Organisations at whose desks the principal works: their requests are to be answered there."""
    return principal.homes | principal.units


def _searched(rows: QuerySet[GuidanceRequest], words: str) -> QuerySet[GuidanceRequest]:
    for word in fold(words).split():
        rows = rows.filter(search_folded__contains=word)
    return rows


def _row(one: GuidanceRequest, day: date) -> RequestRow:
    is_open = one.state in OPEN
    late = (day - one.due_on).days if is_open and one.due_on is not None else 0
    return RequestRow(one, is_open, (day - one.asked_on).days, max(0, late))
