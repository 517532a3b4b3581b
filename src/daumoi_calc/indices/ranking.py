"""Places from scores, the highest first."""

from typing import Literal

import numpy as np
import scipy

from daumoi_calc.indices.canonical import printed, significant
from daumoi_calc.indices.definition import Rounding
from daumoi_calc.indices.table import Floats


def ranks_of(
    *,
    scores: Floats,
    ties: Literal["competition", "dense", "average"] = "competition",
    rounding: Rounding | None = None,
) -> Floats:
    """Places (1 = highest) of the scores that are not NaN, on ten significant digits, or as printed by `rounding` where
    it says so. Equal scores: 1,2,2,4 (competition), 1,2,2,3 (dense), 1,2.5,2.5,4 (average)."""
    known = ~np.isnan(scores)
    numbers = significant(scores[known])
    if rounding is not None and rounding.ranks_on == "printed":
        numbers = np.array(
            [float(printed(float(score), rounding) or 0) for score in numbers], dtype=np.float64
        )
    found = np.full(len(scores), np.nan)
    if len(numbers):
        method: Literal["min", "dense", "average"] = "min" if ties == "competition" else ties
        found[known] = scipy.stats.rankdata(-numbers, method=method)
    return found
