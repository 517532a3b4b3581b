"""Parsing what officers fill in. No form saves anything."""

from daumoi.organisations.forms.acts import (
    ActForm,
    DissolveForm,
    EstablishForm,
    MergeForm,
    RenameForm,
    SplitForm,
    TransferForm,
    UpgradeForm,
)
from daumoi.organisations.forms.records import AppointForm, CorrectForm, EndForm, StaffForm, StepsForm

__all__ = [
    "ActForm",
    "AppointForm",
    "CorrectForm",
    "DissolveForm",
    "EndForm",
    "EstablishForm",
    "MergeForm",
    "RenameForm",
    "SplitForm",
    "StaffForm",
    "StepsForm",
    "TransferForm",
    "UpgradeForm",
]
