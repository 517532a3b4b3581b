"""The only way from user input to a duty, a duty set or a body's record of a duty."""

from enum import StrEnum

from django.utils.translation import gettext as _

from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import Principal
from daumoi.mandates.models import Duty
from daumoi.organisations.access import access_organisation
from daumoi.organisations.models import Level, Organisation


class MandatePermission(StrEnum):
    """What may be done with duties and who holds them."""

    VIEW = "mandates.view"
    ASSIGN = "mandates.assign"


def access_duty(*, principal: Principal, code: str) -> Duty:
    """The duty of that code."""
    principal.require(MandatePermission.VIEW)
    found = Duty.objects.select_related("set", "source").filter(code=code).first()
    if found is None:
        raise NotFound(
            "mandates.duty",
            _("Không có nhiệm vụ mã “%s” trong danh mục.") % code,
            remedy=_("Chọn trong danh mục nhiệm vụ."),
        )
    return found


def access_body(
    *, principal: Principal, code: str, permission: MandatePermission = MandatePermission.VIEW
) -> Organisation:
    """The body whose duties are read, or recorded with `permission` reaching it.

    Names of bodies and what was published about them are open to every signed-in reader.
    """
    principal.require(MandatePermission.VIEW)
    body = access_organisation(principal=principal, code=code)
    if body.level != Level.MINISTRY:
        raise NotFound(
            "mandates.body",
            _("“%s” là một đơn vị, không phải bộ, cơ quan ngang bộ.") % code,
            remedy=_("Chọn trong danh sách cơ quan."),
        )
    if permission is not MandatePermission.VIEW:
        principal.require(permission, body_id=body.root_pk, owner_id=body.pk)
    return body
