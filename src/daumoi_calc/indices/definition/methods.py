"""The methods a definition may name, one value each. Formulas: `docs/build/indices.md`."""

from typing import Literal

import msgspec

MissingPolicy = Literal["zero", "skip", "propagate"]
ImputationMethod = Literal["none", "mean", "median", "group_mean", "group_median", "em"]
NormalisationMethod = Literal[
    "identity",
    "min_max",
    "z_score",
    "rank",
    "percentile_rank",
    "borda",
    "distance_to_maximum",
    "distance_to_target",
    "distance_to_reference",
    "fraction_of_maximum",
    "goalposts",
]
WeightingMethod = Literal["nominal", "equal", "points", "pca", "optimised", "benefit_of_doubt"]
AggregationMethod = Literal["arithmetic", "geometric", "harmonic", "generalised", "copeland"]

SAMPLE_METHODS: frozenset[str] = frozenset(
    {
        "min_max",
        "z_score",
        "rank",
        "percentile_rank",
        "borda",
        "distance_to_maximum",
        "distance_to_target",
        "distance_to_reference",
        "fraction_of_maximum",
    }
)
"""Normalisations in which one unit's score depends on the other units: not comparable between editions."""


class Imputation(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How gaps are filled before treatment. `group` is the text column of the group methods; a group without any
    value takes the value of all units. `em` is expectation-maximisation under a joint normal."""

    method: ImputationMethod = "none"
    group: str = ""


class Treatment(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How outliers are treated. An indicator passes the gate when |skewness| < `skewness` **or** excess kurtosis <
    `kurtosis` (both bias-corrected). One that fails is winsorised point by point up to `winsorised_at_most`; one
    that still fails is taken anew and transformed by `then`."""

    method: Literal["none", "gate"] = "none"
    skewness: float = 2.0
    kurtosis: float = 3.5
    winsorised_at_most: int = 5
    then: Literal["none", "log", "box_cox"] = "log"


class Normalisation(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How values come to a common scale `low`..`high` (min_max, goalposts, distances, percentile_rank) or, for
    `z_score`, to mean `low` and deviation `high`. `deviation` chooses the divisor n−1 (sample) or n (population).
    `clip` keeps scores inside the scale (goalposts, distances to a target or reference)."""

    method: NormalisationMethod = "identity"
    low: float = 0.0
    high: float = 1.0
    deviation: Literal["sample", "population"] = "sample"
    clip: bool = True

    @property
    def depends_on_sample(self) -> bool:
        """Whether one unit's score depends on the other units."""
        return self.method in SAMPLE_METHODS


class Weighting(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How the parts of one node weigh. `nominal`: the weights written at the parts; `points`: their maximum points,
    without what does not apply to the unit; `pca`: first component of the parts' correlations; `optimised`: weights
    whose correlations with the score come nearest to `targets` (equal when empty), in proportion; `benefit_of_doubt`:
    each unit's own best weights by linear programming, every part's share of the score at least `least_share`."""

    method: WeightingMethod = "nominal"
    targets: dict[str, float] = {}
    least_share: float = 0.0


class Aggregation(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How the parts of one node become its score. `power` is the exponent of the generalised mean."""

    method: AggregationMethod = "arithmetic"
    power: float = 1.0


class Rounding(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How scores are printed: `places` decimals, halves up or to even. `ranks_on` says whether ranks are given on the
    full or on the printed score."""

    places: int = 4
    mode: Literal["half_up", "half_even"] = "half_up"
    ranks_on: Literal["full", "printed"] = "full"


class Availability(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The share (0–1) of applicable indicators that must have data before imputation: `unit` for a unit to be scored
    at all, `node` for a node of a unit to have a score."""

    unit: float = 0.0
    node: float = 0.0
