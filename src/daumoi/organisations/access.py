"""The only way from user input to an organisation of the register."""

from collections.abc import Iterable
from enum import StrEnum

from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import Principal
from daumoi.organisations.models import Appointment, Organisation, OrganisationState


class OrganisationPermission(StrEnum):
    """What may be done with the register. `EDIT_STAFF` covers a body's own figures: staff, steps towards a Cục."""

    VIEW = "organisations.view"
    REORGANISE = "organisations.reorganise"
    EDIT_STAFF = "organisations.staff.edit"
    APPOINT = "organisations.appoint"


def access_register(
    *, principal: Principal, permission: OrganisationPermission = OrganisationPermission.VIEW
) -> None:
    """The register as a whole, for someone who holds `permission` anywhere."""
    principal.require(permission)


def access_organisation(
    *, principal: Principal, code: str, permission: OrganisationPermission = OrganisationPermission.VIEW
) -> Organisation:
    """The organisation of that code, for someone who may do `permission` with it.

    The register of names and forms is public to appointed people; anything more needs an appointment that
    reaches the organisation.
    """
    found = Organisation.objects.select_related("body").filter(code=code).first()
    if found is None or not principal.holds(OrganisationPermission.VIEW):
        raise NotFound(
            "organisations.unknown",
            f"Không có cơ quan, đơn vị mã “{code}”.",
            remedy="Chọn trong danh sách cơ quan.",
        )
    require_over(principal=principal, organisations=[found], permission=permission)
    return found


def require_over(
    *, principal: Principal, organisations: Iterable[Organisation], permission: OrganisationPermission
) -> None:
    """Raise `Forbidden` unless `permission` reaches every one of the organisations."""
    if permission is OrganisationPermission.VIEW:
        principal.require(permission)
        return
    for organisation in organisations:
        principal.require(permission, body_id=organisation.root_pk, owner_id=organisation.pk)


def access_state(*, principal: Principal, state_id: int) -> OrganisationState:
    """A recorded state, for someone who may correct it."""
    related = ("organisation__body", "parent", "source", "basis", "opened_by__instrument")
    found = OrganisationState.objects.select_related(*related).filter(pk=state_id).first()
    if found is None or not principal.holds(OrganisationPermission.VIEW):
        raise NotFound(
            "organisations.state", "Không có dòng ghi nhận này trong sổ.", remedy="Mở lại trang của đơn vị."
        )
    require_over(
        principal=principal, organisations=[found.organisation], permission=OrganisationPermission.REORGANISE
    )
    return found


def access_appointment(*, principal: Principal, appointment_id: int) -> Appointment:
    """An appointment within the principal's reach, to change or end it."""
    rows = Appointment.objects.visible_to(principal).select_related("person", "owner")
    found = rows.filter(pk=appointment_id).first()
    if found is None:
        raise NotFound(
            "organisations.appointment", "Không có phân công này.", remedy="Xem lại danh sách phân công."
        )
    principal.require(OrganisationPermission.APPOINT, body_id=found.root_id, owner_id=found.owner_id)
    return found
