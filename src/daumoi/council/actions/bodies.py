"""Setting up a council, renewing it, and filling its seats."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from daumoi.accounts.models import Person
from daumoi.council import rules
from daumoi.council.access import CouncilPermission
from daumoi.council.actions.steps import journal, readers_of, refuse_recorded, require_secretary, said
from daumoi.council.models import Council, CouncilKind, CouncilState, Seat, SeatRole
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.periods import Period
from daumoi.foundation.principal import Principal
from daumoi.law.models import Instrument
from daumoi.organisations.models import Organisation


@transaction.atomic
def create_council(
    *,
    by: Principal,
    keeper: Organisation,
    code: str,
    kind: str,
    name: str,
    since: date,
    short_name: str = "",
    founding: Instrument | None = None,
    founding_text: str = "",
    standing_text: str = "",
    quorum_numerator: int | None = None,
    quorum_denominator: int | None = None,
    quorum_inclusive: bool = True,
    substitutes_count: bool = True,
    quorum_basis: str = "",
) -> Council:
    """Set up a council kept by `keeper`, under its founding act; members come with `seat_member`.

    :raises Forbidden: the principal keeps no council for this organisation.
    :raises Invalid: code in use, no founding act, or a quorum that cannot be met.
    """
    by.require(CouncilPermission.SECRETARY, body_id=keeper.root_pk, owner_id=keeper.pk)
    if kind not in CouncilKind:
        raise Invalid("council.kind", _("Chưa chọn loại."), place=_("Loại"), remedy=_("Chọn một loại."))
    if founding is None:
        founding_text = said(
            founding_text,
            place=_("Văn bản thành lập"),
            message=_("Chưa nêu văn bản thành lập."),
            remedy=_("Ghi số, ký hiệu, ngày của quyết định thành lập."),
        )
    rules.check_rule(numerator=quorum_numerator, denominator=quorum_denominator)
    kept = {"owner_id": keeper.pk, "root_id": keeper.root_pk, "desk_id": keeper.root_pk}
    try:
        with transaction.atomic():
            made = Council.objects.create(
                code=code,
                kind=kind,
                is_simulated=keeper.is_simulated,
                readers=readers_of([keeper]),
                **kept,
            )
    except IntegrityError as error:
        raise Invalid(
            "council.code",
            _("Mã “%s” đã dùng.") % code,
            place=_("Mã"),
            remedy=_("Đặt mã khác, ví dụ thêm năm."),
        ) from error
    CouncilState.objects.create(
        council=made,
        name=said(name, place=_("Tên"), message=_("Chưa đặt tên.")),
        short_name=short_name.strip(),
        founding=founding,
        founding_text=founding_text.strip(),
        standing_body=keeper,
        standing_text=standing_text.strip(),
        quorum_numerator=quorum_numerator,
        quorum_denominator=quorum_denominator,
        quorum_inclusive=quorum_inclusive,
        substitutes_count=substitutes_count,
        quorum_basis=quorum_basis.strip(),
        valid_from=since,
        **kept,
    )
    document = str(founding) if founding is not None else founding_text
    journal(by, "council.council.created", made, of=made, label=name, document=document)
    return made


@transaction.atomic
def renew_council(
    *, by: Principal, council: Council, since: date, document: str, name: str = "", **changes: object
) -> CouncilState:
    """From `since` on the council has another name, rule or standing body, under `document`; the past stays.

    `changes` may be any of short_name, quorum_numerator, quorum_denominator, quorum_inclusive, substitutes_count,
    quorum_basis, standing_text, founding.

    :raises Conflict: a state already begins on or after that day.
    """
    require_secretary(by, council)
    refuse_recorded(council)
    document = said(document, place=_("Văn bản"), message=_("Chưa nêu văn bản kiện toàn."))
    state = CouncilState.objects.select_for_update().filter(council=council).latest("valid_from")
    if since <= state.valid_from:
        raise Conflict(
            "council.state_overlap",
            _("Đã có ghi nhận từ ngày %s.") % f"{state.valid_from:%d/%m/%Y}",
            place=_("Từ ngày"),
            remedy=_("Chọn ngày muộn hơn."),
        )
    rules.check_rule(
        numerator=_whole(changes.get("quorum_numerator", state.quorum_numerator)),
        denominator=_whole(changes.get("quorum_denominator", state.quorum_denominator)),
    )
    state.valid_to = since
    state.save(update_fields=["valid_to"])
    state.pk, state._state.adding = None, True
    state.valid_from, state.valid_to = since, None
    state.name = name.strip() or state.name
    state.founding, state.founding_text = None, document
    state.source, state.locator, state.confidence = None, "", "?"
    for field, value in changes.items():
        setattr(state, field, value)
    state.save()
    journal(by, "council.council.renewed", council, of=council, label=state.name, document=document)
    return state


def _whole(value: object) -> int | None:
    return int(str(value)) if value is not None else None


@transaction.atomic
def seat_member(
    *,
    by: Principal,
    council: Council,
    organisation: Organisation,
    role: str,
    holder: str,
    position: str,
    since: date,
    document: str,
    until: date | None = None,
    person: Person | None = None,
    substitute: str = "",
    substitute_position: str = "",
    number: int = 1,
) -> Seat:
    """Give an organisation a seat for a term, with its holder and who sits in for them.

    :raises Conflict: the seat (or the chair) is taken for some of that time.
    """
    require_secretary(by, council)
    refuse_recorded(council)
    if role not in SeatRole:
        raise Invalid("council.role", _("Chưa chọn vai trò."), place=_("Vai trò"))
    if until is not None:
        Period(since, until)
    document = said(document, place=_("Văn bản"), message=_("Chưa nêu văn bản cử thành viên."))
    try:
        with transaction.atomic():
            made = Seat.objects.create(
                council=council,
                owner=organisation,
                root_id=organisation.root_pk,
                desk_id=council.desk_id,
                role=role,
                number=number,
                holder=said(holder, place=_("Họ và tên"), message=_("Chưa ghi người giữ ghế.")),
                position=position.strip(),
                person=person,
                substitute=substitute.strip(),
                substitute_position=substitute_position.strip(),
                valid_from=since,
                valid_to=until,
                note=document,
            )
    except IntegrityError as error:
        taken = _("chủ tịch") if "one_chair" in str(error) else _("ghế của cơ quan này")
        raise Conflict(
            "council.seat_taken",
            _("Trong thời gian đó %s đã có người giữ.") % taken,
            place=_("Từ ngày"),
            remedy=_("Kết thúc nhiệm kỳ cũ trước, hoặc chọn ngày khác."),
        ) from error
    council.readers = sorted({*council.readers, *readers_of([organisation])})
    council.save(update_fields=["readers"])
    journal(by, "council.seat.filled", made, of=council, label=str(made), document=document)
    return made


@transaction.atomic
def end_seat(*, by: Principal, seat: Seat, on: date, document: str) -> Seat:
    """End a term: from `on` the holder no longer sits; what they did stays theirs."""
    require_secretary(by, seat.council)
    refuse_recorded(seat)
    Period(seat.valid_from, on)
    seat.valid_to = on
    seat.save(update_fields=["valid_to"])
    document = said(document, place=_("Văn bản"), message=_("Chưa nêu văn bản thôi cử."))
    journal(by, "council.seat.ended", seat, of=seat.council, label=str(seat), document=document)
    return seat
