"""The programming interface of this room: the same access, queries and actions as its pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from ninja import Router, Status
from ninja.errors import AuthenticationError

from daumoi.foundation import clock
from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import Principal
from daumoi.indices import actions, queries
from daumoi.indices.access import (
    IndexPermission,
    access_appeal,
    access_edition,
    access_entry,
    access_index,
    access_result,
    access_sheet,
    access_version,
)
from daumoi.indices.forms.marks import read_marks, sent_mark
from daumoi.indices.models import Edition, Sheet
from daumoi.indices.presenters import data, records
from daumoi.indices.presenters.schemas import (
    AppealAnswerIn,
    AppealIn,
    AppealOut,
    EditionDetailOut,
    EditionOut,
    IndexDetailOut,
    IndexOut,
    IndexResultOut,
    MarksIn,
    SheetOut,
    UnitDetailOut,
    VerifiedIn,
)
from daumoi.ui.requests import PageRequest

router = Router(tags=["indices"])
SHEET = "/{index}/{edition}/sheets/{organisation}"


def _principal(request: PageRequest) -> Principal:
    principal = request.principal
    return principal


def _open_once_published(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """As on the pages: a visitor reads what is published; where they find nothing they are asked who they are."""

    @wraps(endpoint)
    def opened(request: PageRequest, **asked: Any) -> Any:
        try:
            return endpoint(request, **asked)
        except NotFound as error:
            if _principal(request).is_signed_in:
                raise
            raise AuthenticationError from error

    return opened


def _sheet(
    request: PageRequest,
    index: str,
    edition: str,
    organisation: str,
    permission: IndexPermission = IndexPermission.VIEW,
) -> tuple[Edition, Sheet]:
    principal = _principal(request)
    found = access_edition(principal=principal, index=index, code=edition)
    return found, access_sheet(principal=principal, edition=found, body=organisation, permission=permission)


def _sheet_data(request: PageRequest, index: str, edition: str, organisation: str) -> dict[str, Any]:
    found, sheet = _sheet(request, index, edition, organisation)
    view = queries.sheet_view(principal=_principal(request), sheet=sheet, edition=found)
    return records.sheet_data(view)


def _appeals(request: PageRequest, edition: Edition) -> list[dict[str, Any]]:
    today = request.today
    lines = queries.appeal_lines(principal=_principal(request), edition=edition, day=today)
    return records.appeals_data(lines)


def _appeal(request: PageRequest, edition: Edition, organisation: str, number: int) -> dict[str, Any]:
    rows = _appeals(request, edition)
    return next(one for one in rows if (one["body"], one["number"]) == (organisation, number))


@router.get(
    "", response=list[IndexOut], auth=None, summary="Các chỉ số; chưa đăng nhập thì chỉ phần đã công bố"
)
def indices(request: PageRequest, simulated: bool = False) -> list[dict[str, Any]]:
    principal = _principal(request)
    rows = queries.edition_rows(principal=principal, simulated=simulated)
    found = queries.index_rows(principal=principal, rows=rows, simulated=simulated)
    return [records.index_data(row) for row in found]


@router.get(
    "/editions",
    response=list[EditionOut],
    auth=None,
    summary="Các kỳ đánh giá được biết, đang làm đứng trước",
)
def editions(request: PageRequest, simulated: bool = False) -> list[dict[str, Any]]:
    rows = queries.edition_rows(principal=_principal(request), simulated=simulated)
    return [records.edition_data(row.edition) for row in rows]


@router.get(
    "/{index}", response=IndexDetailOut, auth=None, summary="Một chỉ số: định nghĩa, các phiên bản, các kỳ"
)
@_open_once_published
def index(request: PageRequest, index: str, version: str = "") -> dict[str, Any]:
    principal = _principal(request)
    found = access_index(principal=principal, code=index)
    chosen = access_version(principal=principal, index=found, version=version)
    versions = queries.versions_of(principal=principal, index=found)
    rows = queries.editions_of(principal=principal, index=found)
    return records.index_detail(found, chosen, versions, rows)


@router.get(
    "/{index}/{edition}", response=EditionDetailOut, auth=None, summary="Một kỳ và các phiếu được xem của kỳ"
)
@_open_once_published
def edition(request: PageRequest, index: str, edition: str) -> dict[str, Any]:
    principal = _principal(request)
    found = access_edition(principal=principal, index=index, code=edition)
    return records.edition_detail(queries.edition_view(principal=principal, edition=found))


@router.get(
    "/{index}/{edition}/result", response=IndexResultOut, auth=None, summary="Kết quả đã công bố của một kỳ"
)
@_open_once_published
def result(request: PageRequest, index: str, edition: str) -> dict[str, Any]:
    found = access_result(principal=_principal(request), index=index, code=edition)
    return data.result_data(queries.result_view(edition=found))


@router.get(
    "/{index}/{edition}/units/{unit}",
    response=UnitDetailOut,
    auth=None,
    summary="Kết quả đã công bố của một đơn vị, theo từng tiêu chí",
)
@_open_once_published
def unit(request: PageRequest, index: str, edition: str, unit: str) -> dict[str, Any]:
    found = access_result(principal=_principal(request), index=index, code=edition)
    view = queries.result_view(edition=found)
    return records.unit_detail(view, queries.unit_of(view=view, code=unit))


@router.get(
    SHEET, response=SheetOut, summary="Phiếu của một cơ quan: tự chấm, thẩm định, lý do lệch, minh chứng"
)
def sheet(request: PageRequest, index: str, edition: str, organisation: str) -> dict[str, Any]:
    return _sheet_data(request, index, edition, organisation)


@router.put(f"{SHEET}/marks", response=SheetOut, summary="Ghi điểm, số tự chấm của các tiêu chí được gửi")
def save_marks(
    request: PageRequest, index: str, edition: str, organisation: str, given: MarksIn
) -> dict[str, Any]:
    found, own = _sheet(request, index, edition, organisation, IndexPermission.FILL)
    read = read_marks(given.marks, queries.cells_of(edition=found))
    actions.save_sheet(by=_principal(request), sheet=own, marks=read.marks, confirmed=read.confirmed)
    return _sheet_data(request, index, edition, organisation)


@router.put(
    f"{SHEET}/verified", response=SheetOut, summary="Ghi điểm thẩm định; khác số tự chấm thì kèm lý do"
)
def save_verified(
    request: PageRequest, index: str, edition: str, organisation: str, given: VerifiedIn
) -> dict[str, Any]:
    found, own = _sheet(request, index, edition, organisation, IndexPermission.COORDINATE)
    read = read_marks(given.marks, queries.cells_of(edition=found))
    actions.verify_sheet(
        by=_principal(request), sheet=own, marks=read.marks, at=clock.now(), finished=given.finished
    )
    return _sheet_data(request, index, edition, organisation)


@router.get(
    "/{index}/{edition}/appeals",
    response=list[AppealOut],
    summary="Các kiến nghị được xem, chờ trả lời trước",
)
def appeals(request: PageRequest, index: str, edition: str) -> list[dict[str, Any]]:
    return _appeals(request, access_edition(principal=_principal(request), index=index, code=edition))


@router.post(
    f"{SHEET}/appeals", response={201: AppealOut}, summary="Kiến nghị xem lại điểm thẩm định của một tiêu chí"
)
def raise_appeal(
    request: PageRequest, index: str, edition: str, organisation: str, given: AppealIn
) -> Status[dict[str, Any]]:
    principal = _principal(request)
    found, own = _sheet(request, index, edition, organisation, IndexPermission.FILL)
    entry = access_entry(principal=principal, sheet=own, column=given.column)
    made = actions.raise_appeal(
        by=principal, sheet=own, entry=entry, text=given.text, document=given.document, at=clock.now()
    )
    return Status(201, _appeal(request, found, organisation, made.number))


@router.post(f"{SHEET}/appeals/{{number}}/answer", response=AppealOut, summary="Trả lời một kiến nghị")
def answer_appeal(
    request: PageRequest, index: str, edition: str, organisation: str, number: int, given: AppealAnswerIn
) -> dict[str, Any]:
    principal = _principal(request)
    found, own = _sheet(request, index, edition, organisation, IndexPermission.COORDINATE)
    appeal = access_appeal(principal=principal, sheet=own, number=number)
    appeal.sheet.edition = found
    named = given.kind != "value" or given.value is not None
    actions.answer_appeal(
        by=principal,
        appeal=appeal,
        result=given.result,
        answer=given.answer,
        mark=sent_mark(given.kind, given.value, place=appeal.entry.column) if named else None,
        at=clock.now(),
    )
    return _appeal(request, found, organisation, number)
