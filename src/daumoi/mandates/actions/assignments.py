"""Recording how a duty is held in a body."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.periods import Period
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.law.models import Confidence, Instrument, Source
from daumoi.mandates import rules
from daumoi.mandates.access import MandatePermission
from daumoi.mandates.models import Assignment, Duty, Holding
from daumoi.organisations.models import Organisation, OrganisationState


@dataclass(frozen=True)
class Basis:
    """What a record rests on: the paper as one cites it, and the instrument where the register has it."""

    document: str
    instrument: Instrument | None = None
    locator: str = ""
    source: Source | None = None
    confidence: str = Confidence.STATED
    note: str = ""


@transaction.atomic
def assign(
    *,
    by: Principal,
    body: Organisation,
    duty: Duty,
    holding: str,
    basis: Basis,
    since: date,
    unit: Organisation | None = None,
    holder_text: str = "",
    published: bool = False,
    reason: str = "",
) -> Assignment:
    """Record that from `since` on the duty is held so in `body`; the record before closes on that day.

    `unit` is the unit that leads, has a part, or (outside the specialised ones) holds the duty;
    `holder_text` names a holder the register has no unit for. A record that begins on the very day of an
    earlier one corrects it and needs a `reason`; the journal and the row history keep what was there.

    :raises Forbidden: the principal may not record duties of this body.
    :raises Invalid: holder, paper or day does not fit.
    :raises Conflict: a record begins that day and no reason is given, or somebody else recorded meanwhile.
    """
    by.require(MandatePermission.ASSIGN, body_id=body.root_pk, owner_id=body.pk)
    holding = _holding(holding)
    holder_text = holder_text.strip()
    rules.check_basis(document=basis.document or (str(basis.instrument) if basis.instrument else ""))
    _check_body(body, since)
    is_specialised = unit is not None and _is_specialised_unit(unit, body, since)
    rules.check_holder(
        holding=holding, has_unit=unit is not None, is_specialised=is_specialised, holder_text=holder_text
    )
    rows = list(Assignment.objects.select_for_update().filter(root=body, duty=duty).order_by("valid_from"))
    splice = rules.splice(
        recorded=[rules.Recorded(row.pk, Period(row.valid_from, row.valid_to)) for row in rows],
        since=since,
        duty=Period(duty.valid_from, duty.valid_to),
    )
    rules.check_replacement(replaces=splice.replaces, reason=reason)
    before = next((row for row in rows if row.pk in (splice.closes, splice.replaces)), None)
    was = _as_details(before) if before is not None else {}
    made = before if before is not None and splice.replaces is not None else Assignment(root=body, duty=duty)
    if splice.closes is not None and before is not None:
        before.valid_to = since
        # The record now has a history of its own: loading the pack again must not reopen it.
        before.from_pack = False
        before.save(update_fields=["valid_to", "from_pack"])
    made.owner = unit or body
    made.holding = holding
    made.holder_text = holder_text
    made.document = basis.document.strip()
    made.instrument = basis.instrument
    made.locator = basis.locator
    made.source = basis.source
    made.confidence = basis.confidence
    made.note = basis.note
    made.valid_from = since
    made.valid_to = splice.end
    made.is_published = published
    made.from_pack = False
    _save(made)
    history.record(
        by=by,
        code="mandates.assignment.corrected" if splice.replaces is not None else "mandates.assignment.made",
        thing=made,
        root_id=body.root_pk,
        owner_id=made.owner_id,
        reason=reason.strip(),
        document=made.basis_text,
        details={"duty": duty.code, "before": was, "after": _as_details(made)},
    )
    return made


def _holding(text: str) -> str:
    try:
        return Holding(text).value
    except ValueError:
        raise Invalid(
            "mandates.holding",
            _("Không có cách giao “%s”.") % text,
            remedy=_("Dùng một trong: %s.") % ", ".join(Holding.values),
            place=_("Cách giao"),
        ) from None


def _check_body(body: Organisation, since: date) -> None:
    """A body is recorded on while the register knows it to exist."""
    if OrganisationState.objects.filter(organisation=body).as_of(since).exists():
        return
    raise Invalid(
        "mandates.body_absent",
        _("Sổ đăng ký không có cơ quan “%(code)s” vào ngày %(day)s.")
        % {"code": body.code, "day": f"{since:%d/%m/%Y}"},
        remedy=_("Kiểm tra ngày, hoặc chọn cơ quan tiền thân, kế nhiệm của ngày đó."),
        place=_("Từ ngày"),
    )


def _is_specialised_unit(unit: Organisation, body: Organisation, since: date) -> bool:
    """Whether the unit is one of the body's specialised units on that day.

    :raises Invalid: the unit does not stand in the body on that day.
    """
    state = OrganisationState.objects.filter(organisation=unit).as_of(since).select_related("parent").first()
    if state is None or state.parent is None or state.parent.root_pk != body.pk:
        raise Invalid(
            "mandates.foreign_unit",
            _("Đơn vị “%(code)s” không thuộc cơ quan này vào ngày %(day)s.")
            % {"code": unit.code, "day": f"{since:%d/%m/%Y}"},
            remedy=_("Chọn đơn vị của chính cơ quan, hoặc ghi tên ở ô “đơn vị khác đang giữ”."),
            place=_("Đơn vị giữ nhiệm vụ"),
        )
    return unit.is_it_unit


def _save(made: Assignment) -> None:
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise Conflict(
            "mandates.overlap",
            _("Vừa có người khác ghi nhận nhiệm vụ này cho cùng khoảng thời gian."),
            remedy=_("Tải lại trang để xem ghi nhận mới nhất rồi làm lại nếu vẫn cần."),
        ) from error


def _as_details(row: Assignment) -> dict[str, Any]:
    """A record as the journal keeps it."""
    return {
        "holding": row.holding,
        "owner_id": row.owner_id,
        "holder": row.holder_text,
        "document": row.basis_text,
        "from": row.valid_from.isoformat(),
        "to": row.valid_to.isoformat() if row.valid_to else None,
        "published": row.is_published,
    }
