"""Does the form matter? One organisational form against all other units, with what a small network can show.

Nothing here explains a difference: labels were not handed out by lot, so every figure is an association.
"""

from daumoi_calc.statistics.comparison.covariates import Adjusted, freedman_lane
from daumoi_calc.statistics.comparison.dominance import Delta, cliff_delta, delta_of_u
from daumoi_calc.statistics.comparison.doubts import (
    Contamination,
    OneLabelWrong,
    Recoded,
    contamination,
    one_label_wrong,
)
from daumoi_calc.statistics.comparison.groups import Groups, two_groups
from daumoi_calc.statistics.comparison.holm import holm
from daumoi_calc.statistics.comparison.location import Shift, hodges_lehmann
from daumoi_calc.statistics.comparison.pairs import Pairs, matched_pairs
from daumoi_calc.statistics.comparison.ranks import (
    Detectable,
    Power,
    RankTest,
    delta_of_shift,
    detectable,
    mann_whitney,
    power,
)
from daumoi_calc.statistics.comparison.splits import ALPHA, Reference
from daumoi_calc.statistics.comparison.strata import Stratified, Stratum, stratified
from daumoi_calc.statistics.comparison.whole import (
    Comparison,
    Means,
    SignUnderWeights,
    compare,
    difference_in_means,
    sign_under_weights,
)
from daumoi_calc.statistics.refusals import Incomparable

__all__ = [
    "ALPHA",
    "Adjusted",
    "Comparison",
    "Contamination",
    "Delta",
    "Detectable",
    "Groups",
    "Incomparable",
    "Means",
    "OneLabelWrong",
    "Pairs",
    "Power",
    "RankTest",
    "Recoded",
    "Reference",
    "Shift",
    "SignUnderWeights",
    "Stratified",
    "Stratum",
    "cliff_delta",
    "compare",
    "contamination",
    "delta_of_shift",
    "delta_of_u",
    "detectable",
    "difference_in_means",
    "freedman_lane",
    "hodges_lehmann",
    "holm",
    "mann_whitney",
    "matched_pairs",
    "one_label_wrong",
    "power",
    "sign_under_weights",
    "stratified",
    "two_groups",
]
