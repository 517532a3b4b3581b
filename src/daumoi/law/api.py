"""The law register for programs: `/api/v1/law/…`, over the same access and queries as the pages."""

from datetime import date
from typing import Annotated

from ninja import Query, Router

from daumoi.law import queries
from daumoi.law.access import access_instrument, access_register, access_subject
from daumoi.law.presenters import records
from daumoi.ui.requests import PageRequest

router = Router(tags=["law"])

AsOf = Annotated[date | None, Query(description="Ngày xem, dạng YYYY-MM-DD; bỏ trống là hôm nay.")]
"""Read by the middleware for every address; named here so that the description of the interface shows it."""


@router.get("/instruments", response=records.RegisterRecord, summary="Sổ văn bản")
def instruments(
    request: PageRequest,
    q: str = "",
    kind: str = "",
    subject: str = "",
    force: str = "",
    cursor: str = "",
    size: Annotated[int, Query(ge=1, le=200)] = queries.PAGE,
    as_of: AsOf = None,
) -> records.RegisterRecord:
    """Instruments that match, newest first. An empty `force` leaves out what was issued after the day."""
    access_register(principal=request.principal)
    filters = queries.Filters(text=q, kind=kind, subject=subject, force=force)
    found = queries.register(day=request.as_of, filters=filters, cursor=cursor, size=size)
    return records.register_record(register=found, day=request.as_of)


@router.get("/instruments/{code}", response=records.InstrumentDetail, summary="Một văn bản")
def instrument(request: PageRequest, code: str, as_of: AsOf = None) -> records.InstrumentDetail:
    """One instrument with relations both ways, provisions and regimes."""
    found = access_instrument(principal=request.principal, code=code)
    view = queries.instrument_view(instrument=found, day=request.as_of)
    return records.instrument_detail(view=view, day=request.as_of)


@router.get("/in-force", response=records.InForceRecord, summary="Pháp luật hiện hành về một lĩnh vực")
def in_force(request: PageRequest, subject: str, as_of: AsOf = None) -> records.InForceRecord:
    """The regime of the day about a subject, its neighbours in time, instruments, provisions, deadlines."""
    found = access_subject(principal=request.principal, code=subject)
    return records.in_force_record(view=queries.in_force(subject=found, day=request.as_of))


@router.get("/deadlines", response=records.CalendarRecord, summary="Lịch nghĩa vụ")
def deadlines(request: PageRequest, as_of: AsOf = None) -> records.CalendarRecord:
    """The legal deadlines that hold on the day, the nearest first."""
    access_register(principal=request.principal)
    rows = queries.deadlines_on(day=request.as_of)
    items = [records.deadline_record(row=row, day=request.as_of) for row in rows]
    return records.CalendarRecord(as_of=request.as_of, items=items)
