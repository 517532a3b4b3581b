"""Appointments in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from daumoi.accounts.rules import roles
from daumoi.organisations.models import Appointment


@dataclass(frozen=True)
class AppointmentLine:
    """One appointment: who, as what, where, since when, by which paper."""

    appointment: Appointment
    role: str
    where: str
    body: str


def appointment_lines(
    *, appointments: Sequence[Appointment], names: Mapping[int, str]
) -> list[AppointmentLine]:
    """Appointments with the names of their organisations on the day; an unknown role shows its code."""
    titles = {role.code: role.title for role in roles()}
    return [
        AppointmentLine(
            appointment=appointment,
            role=titles.get(appointment.role, appointment.role),
            where=names.get(appointment.owner_id, str(appointment.owner)),
            body="" if appointment.owner_id == appointment.root_id else names.get(appointment.root_id, ""),
        )
        for appointment in appointments
    ]
