"""Series and their numbers: gap-free under any number of clerks, nothing ever removed."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from daumoi.documents.access import DocumentPermission
from daumoi.documents.models import (
    Counter,
    Kind,
    Number,
    NumberingMode,
    NumberState,
    Paper,
    RegisterSide,
    Series,
)
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.periods import holding_on
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.organisations.models import Organisation


@transaction.atomic
def open_series(
    *,
    by: Principal,
    owner: Organisation,
    name: str,
    side: RegisterSide,
    mode: NumberingMode,
    agency: str,
    kinds: list[str],
    valid_from: date,
    first_number: int = 1,
) -> Series:
    """Open a series for the văn thư of `owner`: the organisation whose seal closes its papers.

    :raises Invalid: no name, no abbreviation for outgoing papers, an unknown kind.
    :raises Conflict: another open series of the owner already counts one of these kinds.
    """
    by.require_at_home(DocumentPermission.CONFIGURE, body_id=owner.root_pk, owner_id=owner.pk)
    if not name.strip():
        raise Invalid("documents.series.name", "Sổ số chưa có tên.", remedy="Đặt tên sổ.", place="Tên sổ")
    if side == RegisterSide.OUT and not agency.strip():
        raise Invalid(
            "documents.series.agency",
            "Sổ văn bản đi cần chữ viết tắt tên cơ quan để ghép ký hiệu.",
            remedy="Ghi chữ viết tắt, ví dụ BTTTT.",
            place="Chữ viết tắt",
        )
    unknown = set(kinds) - set(Kind.objects.filter(code__in=kinds).values_list("code", flat=True))
    if unknown:
        raise Invalid(
            "documents.series.kinds",
            f"Không có loại văn bản {', '.join(sorted(unknown))}.",
            remedy="Chọn trong danh sách loại văn bản.",
            place="Loại văn bản",
        )
    _refuse_second(owner=owner, side=side, kinds=kinds, day=valid_from)
    made = Series.objects.create(
        owner=owner,
        root_id=owner.root_pk,
        name=name.strip(),
        side=side,
        mode=mode,
        agency=agency.strip(),
        kinds=sorted(kinds),
        first_number=first_number,
        valid_from=valid_from,
        is_simulated=owner.is_simulated,
    )
    history.record(
        by=by, code="documents.series.opened", thing=made, root_id=made.root_id, owner_id=made.owner_id
    )
    return made


def _refuse_second(*, owner: Organisation, side: RegisterSide, kinds: list[str], day: date) -> None:
    for other in Series.objects.filter(holding_on(day), owner=owner, side=side):
        if set(other.kinds) & set(kinds) or (not other.kinds and not kinds):
            raise Conflict(
                "documents.series.twice",
                f"Sổ “{other.name}” đang mở đã đánh số các loại văn bản này.",
                remedy="Đóng sổ cũ trước, hoặc chọn loại văn bản khác.",
                place="Sổ số",
            )


@transaction.atomic
def close_series(*, by: Principal, series: Series, on: date) -> Series:
    """Close a series from a day on; its numbers stay."""
    by.require_at_home(DocumentPermission.CONFIGURE, body_id=series.root_id, owner_id=series.owner_id)
    if on <= series.valid_from:
        raise Invalid(
            "documents.series.close",
            f"Ngày đóng phải sau ngày mở {series.valid_from:%d/%m/%Y}.",
            remedy="Chọn ngày muộn hơn.",
            place="Ngày đóng",
        )
    series.valid_to = on
    series.save(update_fields=["valid_to"])
    history.record(
        by=by, code="documents.series.closed", thing=series, root_id=series.root_id, owner_id=series.owner_id
    )
    return series


def series_for(*, owner: Organisation, kind: Kind | None, side: RegisterSide, day: date) -> Series | None:
    """The open series that counts papers of `kind` at the owner's desk, or at its body's when it has no own seal."""
    desks = Q(owner=owner) | Q(owner_id=owner.root_pk)
    found = Series.objects.filter(desks, holding_on(day), side=side)
    code = kind.code if kind is not None else ""
    fitting = [series for series in found if not series.kinds or code in series.kinds]
    fitting.sort(key=lambda series: (series.owner_id != owner.pk, not series.kinds, series.pk))
    return fitting[0] if fitting else None


def next_number(*, series: Series, year: int) -> int:
    """The next number of a series in a year. Locks the counter until the transaction ends: no gap, no double."""
    Counter.objects.bulk_create(
        [
            Counter(
                series=series,
                year=year,
                last=series.first_number - 1,
                owner_id=series.owner_id,
                root_id=series.root_id,
            )
        ],
        ignore_conflicts=True,
    )
    counter = Counter.objects.select_for_update().get(series=series, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


@transaction.atomic
def reserve_number(*, by: Principal, series: Series, year: int, reason: str, at: datetime) -> Number:
    """Keep the next number for a paper that will come (a decision signed late in the day)."""
    by.require_at_home(DocumentPermission.CLERK, body_id=series.root_id, owner_id=series.owner_id)
    _require_own(series)
    if not reason.strip():
        raise Invalid(
            "documents.number.reason",
            "Giữ số phải ghi lý do.",
            remedy="Ghi số giữ cho văn bản nào.",
            place="Lý do",
        )
    made = _write(series, year=year, state=NumberState.RESERVED, reason=reason, by=by, at=at)
    _journal(by, made, "documents.number.reserved", reason)
    return made


@transaction.atomic
def cancel_number(*, by: Principal, number: Number, reason: str, at: datetime) -> Number:
    """Cancel a reserved number: it stays in the register with the reason and is never given again."""
    by.require_at_home(DocumentPermission.CLERK, body_id=number.root_id, owner_id=number.owner_id)
    if number.state != NumberState.RESERVED:
        raise Conflict(
            "documents.number.state",
            f"Số {number} không còn ở trạng thái giữ trước nên không huỷ riêng được.",
            remedy="Số của văn bản đã ban hành chỉ theo văn bản: thu hồi hoặc huỷ văn bản.",
        )
    if not reason.strip():
        raise Invalid(
            "documents.number.reason", "Huỷ số phải ghi lý do.", remedy="Ghi lý do huỷ.", place="Lý do"
        )
    number.state, number.reason = NumberState.CANCELLED, reason.strip()[:300]
    number.given_by, number.given_at = by.name, at
    number.save()
    _journal(by, number, "documents.number.cancelled", reason)
    return number


def give_number(
    *, by: Principal, series: Series, paper: Paper, year: int, at: datetime, reserved: Number | None = None
) -> Number:
    """Give a paper its number within the caller's transaction: a reserved one, else the next."""
    _require_own(series)
    if reserved is None:
        return _write(series, year=year, state=NumberState.ISSUED, reason="", by=by, at=at, paper=paper)
    held = Number.objects.select_for_update().get(pk=reserved.pk)
    if held.state != NumberState.RESERVED or held.series_id != series.pk or held.year != year:
        raise Conflict(
            "documents.number.reserved",
            f"Số {held} không còn được giữ trong sổ này của năm {year}.",
            remedy="Chọn số khác hoặc lấy số tiếp theo.",
            place="Số giữ trước",
        )
    held.state, held.paper, held.given_by, held.given_at = NumberState.ISSUED, paper, by.name, at
    held.save()
    return held


def _write(
    series: Series,
    *,
    year: int,
    state: NumberState,
    reason: str,
    by: Principal,
    at: datetime,
    paper: Paper | None = None,
) -> Number:
    return Number.objects.create(
        series=series,
        year=year,
        number=next_number(series=series, year=year),
        state=state,
        paper=paper,
        reason=reason.strip()[:300],
        given_by=by.name,
        given_at=at,
        owner_id=series.owner_id,
        root_id=series.root_id,
    )


def _require_own(series: Series) -> None:
    if series.mode != NumberingMode.OWN:
        raise Conflict(
            "documents.series.external",
            f"Sổ “{series.name}” lấy số của hệ thống văn bản của cơ quan.",
            remedy="Xuất văn bản, cho số ở hệ thống ấy rồi ghi lại số, ký hiệu, ngày.",
        )


def _journal(by: Principal, number: Number, code: str, reason: str) -> None:
    history.record(
        by=by, code=code, thing=number, root_id=number.root_id, owner_id=number.owner_id, reason=reason
    )
