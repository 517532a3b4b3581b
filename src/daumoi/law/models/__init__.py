from daumoi.law.models.instruments import (
    Instrument,
    InstrumentKind,
    InstrumentRelation,
    InstrumentStatus,
    Provision,
)
from daumoi.law.models.regimes import DeadlineKind, LegalDeadline, Party, RegimePeriod, Subject
from daumoi.law.models.sources import Confidence, Pack, Source, Sourced

__all__ = [
    "Confidence",
    "DeadlineKind",
    "Instrument",
    "InstrumentKind",
    "InstrumentRelation",
    "InstrumentStatus",
    "LegalDeadline",
    "Pack",
    "Party",
    "Provision",
    "RegimePeriod",
    "Source",
    "Sourced",
    "Subject",
]
