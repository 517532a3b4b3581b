from daumoi.law.queries.deadlines import CalendarView, DeadlineRow, calendar, deadlines_on
from daumoi.law.queries.instruments import (
    InstrumentView,
    ProvisionRow,
    ProvisionView,
    Relation,
    instrument_view,
    provision_view,
)
from daumoi.law.queries.regimes import (
    RegimeInstrument,
    SubjectLine,
    SubjectOnDay,
    in_force,
    overview,
    subjects,
)
from daumoi.law.queries.register import (
    EVERYTHING,
    PAGE,
    Filters,
    InstrumentRow,
    Register,
    register,
    search_instruments,
)
from daumoi.law.queries.sources import Sources, sources

__all__ = [
    "EVERYTHING",
    "PAGE",
    "CalendarView",
    "DeadlineRow",
    "Filters",
    "InstrumentRow",
    "InstrumentView",
    "ProvisionRow",
    "ProvisionView",
    "RegimeInstrument",
    "Register",
    "Relation",
    "Sources",
    "SubjectLine",
    "SubjectOnDay",
    "calendar",
    "deadlines_on",
    "in_force",
    "instrument_view",
    "overview",
    "provision_view",
    "register",
    "search_instruments",
    "sources",
    "subjects",
]
