from daumoi.organisations.models.appointments import Appointment
from daumoi.organisations.models.organisations import (
    Attestation,
    Form,
    Kind,
    Level,
    Organisation,
    OrganisationState,
    StateCorrection,
    UnitRole,
)
from daumoi.organisations.models.reorganisations import (
    Aggregate,
    EstablishmentStep,
    Reorganisation,
    ReorganisationKind,
    ReorganisationPart,
    Succession,
)
from daumoi.organisations.models.staff import StaffCount, StaffKind, StaffMeasure

__all__ = [
    "Aggregate",
    "Appointment",
    "Attestation",
    "EstablishmentStep",
    "Form",
    "Kind",
    "Level",
    "Organisation",
    "OrganisationState",
    "Reorganisation",
    "ReorganisationKind",
    "ReorganisationPart",
    "StaffCount",
    "StaffKind",
    "StaffMeasure",
    "StateCorrection",
    "Succession",
    "UnitRole",
]
