"""Statistics used by surveys and indices: frequencies with their absences, agreement between coders.

`comparison` (does the form matter?), `upgrades` (event studies) and `sentences` (findings in words) are imported by
themselves, so that whoever only counts answers does not load numpy and scipy.
"""

from daumoi_calc.statistics.agreement import cohen_kappa, krippendorff_alpha
from daumoi_calc.statistics.frequencies import Numbers, Tally, describe, tally

__all__ = ["Numbers", "Tally", "cohen_kappa", "describe", "krippendorff_alpha", "tally"]
