"""What happened around dated upgrades of units, against units not yet upgraded."""

from daumoi_calc.statistics.refusals import Incomparable
from daumoi_calc.statistics.upgrades.inference import (
    Estimate,
    Event,
    Upgrades,
    YearAround,
    study_upgrades,
)
from daumoi_calc.statistics.upgrades.panel import LeftOut, Panel, UnitPath, Window, unit_paths

__all__ = [
    "Estimate",
    "Event",
    "Incomparable",
    "LeftOut",
    "Panel",
    "UnitPath",
    "Upgrades",
    "Window",
    "YearAround",
    "study_upgrades",
    "unit_paths",
]
