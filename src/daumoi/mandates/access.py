"""The only way from user input to a duty or an assignment."""

from enum import StrEnum

from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import Principal
from daumoi.mandates.models import Duty


class MandatePermission(StrEnum):
    """What may be done with duties and who holds them."""

    VIEW = "mandates.view"
    ASSIGN = "mandates.assign"


def access_duty(*, principal: Principal, code: str) -> Duty:
    """The duty of that code."""
    principal.require(MandatePermission.VIEW)
    found = Duty.objects.select_related("set", "source").filter(code=code).first()
    if found is None:
        raise NotFound("mandates.duty", f"Không có nhiệm vụ mã “{code}” trong danh mục.", remedy="Chọn trong danh mục nhiệm vụ.")
    return found
