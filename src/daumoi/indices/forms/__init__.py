"""Parsing what people type into the pages of this room. Plain forms: they read and never save."""

from daumoi.indices.forms.cells import CellError, read_sheet, read_verified
from daumoi.indices.forms.definitions import ConfirmForm, DefinitionForm, Handed
from daumoi.indices.forms.steps import (
    AnswerForm,
    AppealForm,
    AppealsForm,
    AskForm,
    CorrectForm,
    EditionForm,
    EvidenceForm,
    PublishForm,
    SendForm,
    WorkbookForm,
    place_refusal,
)
from daumoi.indices.forms.workbook import read_workbook

__all__ = [
    "AnswerForm",
    "AppealForm",
    "AppealsForm",
    "AskForm",
    "CellError",
    "ConfirmForm",
    "CorrectForm",
    "DefinitionForm",
    "EditionForm",
    "EvidenceForm",
    "Handed",
    "PublishForm",
    "SendForm",
    "WorkbookForm",
    "place_refusal",
    "read_sheet",
    "read_verified",
    "read_workbook",
]
