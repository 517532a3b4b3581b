from daumoi.organisations.actions.appointments import appoint, end_appointment
from daumoi.organisations.actions.basis import Basis
from daumoi.organisations.actions.carrying_out import align_bodies
from daumoi.organisations.actions.corrections import correct_state
from daumoi.organisations.actions.pack import load_pack
from daumoi.organisations.actions.reorganisations import (
    dissolve,
    establish,
    merge,
    rename,
    split,
    transfer,
    upgrade,
)
from daumoi.organisations.actions.staff import StepAnswer, record_staff, record_steps

__all__ = [
    "Basis",
    "StepAnswer",
    "align_bodies",
    "appoint",
    "correct_state",
    "dissolve",
    "end_appointment",
    "establish",
    "load_pack",
    "merge",
    "record_staff",
    "record_steps",
    "rename",
    "split",
    "transfer",
    "upgrade",
]
