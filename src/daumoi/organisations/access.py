"""The only way from user input to an organisation of the register."""

from enum import StrEnum

from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import Principal
from daumoi.organisations.models import Appointment, Organisation


class OrganisationPermission(StrEnum):
    """What may be done with the register."""

    VIEW = "organisations.view"
    REORGANISE = "organisations.reorganise"
    EDIT_STAFF = "organisations.staff.edit"
    APPOINT = "organisations.appoint"


def access_organisation(
    *, principal: Principal, code: str, permission: OrganisationPermission = OrganisationPermission.VIEW
) -> Organisation:
    """The organisation of that code, for someone who may do `permission` with it.

    The register of names and forms is public to signed-in people; anything more needs an appointment that
    reaches the organisation.
    """
    found = Organisation.objects.select_related("body").filter(code=code).first()
    if found is None or not principal.holds(OrganisationPermission.VIEW):
        raise NotFound(
            "organisations.unknown", f"Không có cơ quan, đơn vị mã “{code}”.", remedy="Chọn trong danh sách cơ quan."
        )
    if permission is not OrganisationPermission.VIEW:
        principal.require(permission, body_id=found.root_pk, owner_id=found.pk)
    return found


def access_appointment(*, principal: Principal, appointment_id: int) -> Appointment:
    """An appointment within the principal's reach, to change or end it."""
    found = Appointment.objects.visible_to(principal).filter(pk=appointment_id).first()
    if found is None:
        raise NotFound("organisations.appointment", "Không có phân công này.", remedy="Xem lại danh sách phân công.")
    principal.require(OrganisationPermission.APPOINT, body_id=found.root_id, owner_id=found.owner_id)
    return found
