"""Parsing what people type into the pages of this room. Plain forms: they read and never save."""

from daumoi.council.forms.ballots import BallotForm, PaperBallotForm
from daumoi.council.forms.fields import place_refusal
from daumoi.council.forms.holding import (
    AnswerForm,
    AttendanceForm,
    ConcludeForm,
    ExplainForm,
    ExtendForm,
    MinutesForm,
    NoticeForm,
    OpinionForm,
    OwnOpinionForm,
    StopForm,
)
from daumoi.council.forms.ledger import AssignMatterForm, EntryForm, MatterForm
from daumoi.council.forms.preparing import (
    CouncilForm,
    EndSeatForm,
    ItemForm,
    PaperForm,
    QuestionForm,
    RenewForm,
    SeatForm,
    SendForm,
    SessionForm,
    read_channels,
)

__all__ = [
    "AnswerForm",
    "AssignMatterForm",
    "AttendanceForm",
    "BallotForm",
    "ConcludeForm",
    "CouncilForm",
    "EndSeatForm",
    "EntryForm",
    "ExplainForm",
    "ExtendForm",
    "ItemForm",
    "MatterForm",
    "MinutesForm",
    "NoticeForm",
    "OpinionForm",
    "OwnOpinionForm",
    "PaperBallotForm",
    "PaperForm",
    "QuestionForm",
    "RenewForm",
    "SeatForm",
    "SendForm",
    "SessionForm",
    "StopForm",
    "place_refusal",
    "read_channels",
]
