"""How sure a ranking is, and what moves it: simulation, sensitivity, coherence, what-if, profiles.

Everything works on plain arrays: prepared matrices of normalised values (`Scheme`) under a hierarchy of weights
(`Tree`). The same seed gives the same result. Higher values are better, place 1 is best.
"""

from daumoi_calc.indices.uncertainty.cloud import RankCloud, Summary, rank_statistics
from daumoi_calc.indices.uncertainty.coherence import (
    Coherence,
    Flag,
    IndicatorCoherence,
    PillarCoherence,
    coherence,
    cronbach_alpha,
    words,
)
from daumoi_calc.indices.uncertainty.importance import Importance, effective_importance
from daumoi_calc.indices.uncertainty.kernel import installed as kernel_installed
from daumoi_calc.indices.uncertainty.montecarlo import (
    Backend,
    Factor,
    Prepare,
    simulate,
    simulate_factors,
)
from daumoi_calc.indices.uncertainty.profiles import Point, Profile, profiles
from daumoi_calc.indices.uncertainty.ranking import competition_ranks
from daumoi_calc.indices.uncertainty.sampling import DirichletNoise, GivenWeights, RelativeNoise, WeightModel
from daumoi_calc.indices.uncertainty.scoring import Precision, Scheme, nominal_scores, scheme_of
from daumoi_calc.indices.uncertainty.sobol import (
    SobolDesign,
    SobolIndices,
    index_sensitivity,
    sobol_design,
    sobol_from_outputs,
    sobol_indices,
)
from daumoi_calc.indices.uncertainty.tree import Aggregation, Level, Tree, flat, nominal_leaf_weights, tree_of
from daumoi_calc.indices.uncertainty.whatif import LeaveOneOut, WhatIf, leave_one_out, what_if_weights

__all__ = [
    "Aggregation",
    "Backend",
    "Coherence",
    "DirichletNoise",
    "Factor",
    "Flag",
    "GivenWeights",
    "Importance",
    "IndicatorCoherence",
    "LeaveOneOut",
    "Level",
    "PillarCoherence",
    "Point",
    "Precision",
    "Prepare",
    "Profile",
    "RankCloud",
    "RelativeNoise",
    "Scheme",
    "SobolDesign",
    "SobolIndices",
    "Summary",
    "Tree",
    "WeightModel",
    "WhatIf",
    "coherence",
    "competition_ranks",
    "cronbach_alpha",
    "effective_importance",
    "flat",
    "index_sensitivity",
    "kernel_installed",
    "leave_one_out",
    "nominal_leaf_weights",
    "nominal_scores",
    "profiles",
    "rank_statistics",
    "scheme_of",
    "simulate",
    "simulate_factors",
    "sobol_design",
    "sobol_from_outputs",
    "sobol_indices",
    "tree_of",
    "what_if_weights",
    "words",
]
