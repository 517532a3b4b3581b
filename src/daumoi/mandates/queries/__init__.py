from daumoi.mandates.queries.cells import (
    CellBasis,
    DutyHolder,
    Record,
    catalogue,
    cell_basis,
    duty_holders,
    provisions_of,
)
from daumoi.mandates.queries.changes import CellChange, CoverageChange, GroupChange, coverage_change
from daumoi.mandates.queries.coverage import (
    BodyLine,
    Cell,
    Coverage,
    GroupBlock,
    body_coverage,
    chosen_set,
    coverage,
    duties_on,
    has_simulated,
    unit_words,
)
from daumoi.mandates.rules import Standing, Verdict

__all__ = [
    "BodyLine",
    "Cell",
    "CellBasis",
    "CellChange",
    "Coverage",
    "CoverageChange",
    "DutyHolder",
    "GroupBlock",
    "GroupChange",
    "Record",
    "Standing",
    "Verdict",
    "body_coverage",
    "catalogue",
    "cell_basis",
    "chosen_set",
    "coverage",
    "coverage_change",
    "duties_on",
    "duty_holders",
    "has_simulated",
    "provisions_of",
    "unit_words",
]
