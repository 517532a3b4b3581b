"""Statistics used by surveys and indices: frequencies with their absences, agreement between coders."""

from daumoi_calc.statistics.agreement import cohen_kappa, krippendorff_alpha
from daumoi_calc.statistics.frequencies import Numbers, Tally, describe, tally

__all__ = ["Numbers", "Tally", "cohen_kappa", "describe", "krippendorff_alpha", "tally"]
