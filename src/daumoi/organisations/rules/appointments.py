"""When somebody may be appointed."""

from datetime import date

from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict, Forbidden, Invalid
from daumoi.foundation.periods import Period
from daumoi.ui.formats import written_date


def check_appointment(
    *,
    by_person: int | None,
    person: int,
    by_sees_network: bool,
    is_network_role: bool,
    period: Period,
    held: list[Period],
) -> None:
    """Nobody appoints themselves, nobody gives a wider reach than their own, no role is held twice at once."""
    if by_person is not None and by_person == person:
        raise Forbidden(
            "organisations.appoint_self",
            _("Không thể tự phân công cho chính mình."),
            remedy=_("Đề nghị người quản trị khác phân công."),
        )
    if is_network_role and not by_sees_network:
        raise Forbidden(
            "organisations.appoint_wider",
            _("Vai trò này rộng hơn phạm vi của bạn."),
            remedy=_("Đề nghị cơ quan điều phối quốc gia phân công."),
        )
    if any(period.overlaps(other) for other in held):
        raise Conflict(
            "organisations.appointed_already",
            _("Người này đã giữ vai trò đó tại đơn vị trong khoảng thời gian này."),
            remedy=_("Kết thúc phân công cũ trước, hoặc chọn ngày bắt đầu sau đó."),
        )


def check_end(*, valid_from: date, valid_to: date | None, on: date) -> None:
    """An appointment ends after it began, and once."""
    if valid_to is not None and valid_to <= on:
        raise Conflict(
            "organisations.appointment_over",
            _("Phân công này đã kết thúc ngày %(day)s.") % {"day": written_date(valid_to)},
            remedy=_("Xem lại danh sách phân công của ngày đang xem."),
        )
    if on <= valid_from:
        raise Invalid(
            "organisations.appointment_end",
            _("Phân công bắt đầu ngày %(day)s nên chỉ có thể kết thúc sau ngày đó.")
            % {"day": written_date(valid_from)},
            remedy=_("Chọn ngày kết thúc muộn hơn."),
        )
