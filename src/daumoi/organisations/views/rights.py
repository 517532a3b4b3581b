"""What the reader may do anywhere in the register, for the verbs of its first page."""

from dataclasses import dataclass

from daumoi.foundation.principal import Principal
from daumoi.organisations.access import OrganisationPermission


@dataclass(frozen=True)
class Verbs:
    """Whether to offer recording acts and giving appointments."""

    reorganise: bool
    appoint: bool


def verbs(principal: Principal) -> Verbs:
    """The verbs open to a principal."""
    return Verbs(
        reorganise=principal.holds(OrganisationPermission.REORGANISE),
        appoint=principal.holds(OrganisationPermission.APPOINT),
    )
