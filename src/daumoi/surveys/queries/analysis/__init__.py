"""What the replies of a round say together: every figure can be opened down to the cells it was made of."""

from daumoi.surveys.queries.analysis import pictures
from daumoi.surveys.queries.analysis.coded import CodedEntry, CodedText, Difficulties, difficulties
from daumoi.surveys.queries.analysis.duties import DutyRow, Gap, GroupRow, duty_rows, gaps, group_rows
from daumoi.surveys.queries.analysis.figures import Figure, Source
from daumoi.surveys.queries.analysis.frequencies import (
    COUNTED,
    CrossTable,
    Frequency,
    cross_table,
    frequencies,
)
from daumoi.surveys.queries.analysis.reading import Cell, Reading, Voice, read_round
from daumoi.surveys.queries.analysis.registry import find_figure
from daumoi.surveys.queries.analysis.themes import (
    Addressed,
    CoreRow,
    MoneyRow,
    Response,
    StaffRow,
    addressed,
    asked_guidance,
    core_rows,
    form_figures,
    money_rows,
    response,
    staff_rows,
    wish_table,
)

__all__ = [
    "COUNTED",
    "Addressed",
    "Cell",
    "CodedEntry",
    "CodedText",
    "CoreRow",
    "CrossTable",
    "Difficulties",
    "DutyRow",
    "Figure",
    "Frequency",
    "Gap",
    "GroupRow",
    "MoneyRow",
    "Reading",
    "Response",
    "Source",
    "StaffRow",
    "Voice",
    "addressed",
    "asked_guidance",
    "core_rows",
    "cross_table",
    "difficulties",
    "duty_rows",
    "find_figure",
    "form_figures",
    "frequencies",
    "gaps",
    "group_rows",
    "money_rows",
    "pictures",
    "read_round",
    "response",
    "staff_rows",
    "wish_table",
]
