from daumoi.law.models.instruments import Instrument, InstrumentRelation, Provision
from daumoi.law.models.regimes import LegalDeadline, RegimePeriod, Subject
from daumoi.law.models.sources import Confidence, Pack, Source, Sourced

__all__ = [
    "Confidence",
    "Instrument",
    "InstrumentRelation",
    "LegalDeadline",
    "Pack",
    "Provision",
    "RegimePeriod",
    "Source",
    "Sourced",
    "Subject",
]
