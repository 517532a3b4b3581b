"""What only the statistician's page shows: coherence, effective weights, leaving one out, sensitivity of the places."""

from dataclasses import dataclass

import numpy as np

from daumoi.indices.models import Edition
from daumoi.indices.queries.computing import compute_inputs
from daumoi.indices.queries.uncertain import SPREAD, PeerScheme, peer_schemes
from daumoi_calc.indices import Result
from daumoi_calc.indices.uncertainty.coherence import coherence, words
from daumoi_calc.indices.uncertainty.importance import effective_importance
from daumoi_calc.indices.uncertainty.montecarlo import Factor
from daumoi_calc.indices.uncertainty.sampling import RelativeNoise
from daumoi_calc.indices.uncertainty.scoring import Scheme
from daumoi_calc.indices.uncertainty.sobol import index_sensitivity
from daumoi_calc.indices.uncertainty.tree import Aggregation, Level, Tree, nominal_leaf_weights
from daumoi_calc.indices.uncertainty.whatif import leave_one_out

BASE = 256
FEWEST = 4
_NORMALISATION = "cách đưa về một thang"
_AGGREGATION = "cách tổng hợp"
_AS_DEFINED, _STRETCHED = "như định nghĩa", "thấp nhất – cao nhất của nhóm"
_ARITHMETIC, _GEOMETRIC = "trung bình cộng", "trung bình nhân"
_FLOOR = 0.01
"""Added before a geometric mean, which has no meaning at zero (scores lie between 0 and 1)."""


@dataclass(frozen=True)
class WeightLine:
    """One indicator: nominal share, what it really weighs, and what leaving it out does to the places."""

    code: str
    name: str
    nominal: float
    correlation: float | None
    share: float | None
    mean_shift: float | None
    largest_shift: int | None
    own_pillar: float | None
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class PillarLine:
    """One pillar: alpha, share of the first component, remarks."""

    name: str
    alpha: float | None
    explained: float | None
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class SensitivityLine:
    """A decision of the index maker: the share of the movement of places that it explains, alone and in all."""

    name: str
    first: float
    total: float


@dataclass(frozen=True)
class GroupStatistics:
    """The checks of one peer group; `note` says what could not be checked."""

    group: str
    units: int
    weights: tuple[WeightLine, ...]
    pillars: tuple[PillarLine, ...]
    sensitivity: tuple[SensitivityLine, ...]
    note: str


def statistics_of(*, edition: Edition) -> tuple[GroupStatistics, ...]:
    """The checks on a published edition, computed from its stored table."""
    result = compute_inputs(definition=edition.version.definition, inputs=edition.inputs)
    schemes, reason = peer_schemes(result)
    if not schemes:
        return (GroupStatistics("", len(result.units), (), (), (), reason),)
    return tuple(_group(result, peer) for peer in schemes)


def _group(result: Result, peer: PeerScheme) -> GroupStatistics:
    definition = result.definition
    values = peer.scheme.values
    pillars = [
        number
        for number, part in enumerate(definition.tree.children)
        for _indicator in range(len(_codes(part)))
    ]
    checked = coherence(values=values, pillars=pillars)
    left_out = leave_one_out(scheme=peer.scheme)
    shares = nominal_leaf_weights(peer.scheme.tree)
    full = np.flatnonzero(~np.isnan(values).any(axis=1))
    scores = result.score()[list(peer.places)]
    weighed = (
        effective_importance(values=values[full], scores=scores[full], nominal_weights=shares)
        if len(full) >= FEWEST
        else None
    )
    lines = tuple(
        WeightLine(
            code=part.code,
            name=part.name.vi,
            nominal=float(shares[place]),
            correlation=float(weighed.correlation[place]) if weighed is not None else None,
            share=float(weighed.share[place]) if weighed is not None else None,
            mean_shift=float(left_out.mean_shift[place]) if left_out.possible[place] else None,
            largest_shift=int(left_out.largest_shift[place]) if left_out.possible[place] else None,
            own_pillar=checked.indicators[place].own,
            remarks=tuple(words(flag) for flag in checked.indicators[place].flags),
        )
        for place, part in enumerate(definition.indicators)
    )
    blocks = tuple(
        PillarLine(
            name=definition.tree.children[one.pillar].name.vi,
            alpha=one.alpha,
            explained=one.explained,
            remarks=tuple(words(flag) for flag in one.flags),
        )
        for one in checked.pillars
    )
    note = ""
    if weighed is None:
        note = "Dưới bốn đơn vị có đủ mọi tiêu chí: không tính trọng số thực tế."
    elif len(full) < len(values):
        note = f"Trọng số thực tế tính trên {len(full)} đơn vị có đủ mọi tiêu chí."
    return GroupStatistics(peer.group, len(values), lines, blocks, _sensitivity(result, peer), note)


def _codes(part: object) -> list[str]:
    children = getattr(part, "children", None)
    if children is None:
        return [getattr(part, "code", "")]
    return [code for child in children for code in _codes(child)]


def _sensitivity(result: Result, peer: PeerScheme) -> tuple[SensitivityLine, ...]:
    """Sobol shares of three decisions: scale, mean, weights (±25 %). None of them where places are not given."""
    if result.definition.presentation.form != "ranks" or len(peer.places) < 3:
        return ()
    factors = (
        Factor(_NORMALISATION, (_AS_DEFINED, _STRETCHED)),
        Factor(_AGGREGATION, (_ARITHMETIC, _GEOMETRIC)),
    )
    seed = int(result.recipe.data_digest[:8], 16)
    noise = RelativeNoise((SPREAD,) * peer.levels)
    found = index_sensitivity(
        factors=factors,
        prepare=lambda chosen: _variant(peer.scheme, chosen),
        weights=noise,
        base=BASE,
        seed=seed,
    )
    names = [*found.factors[:-1], "trọng số"]
    return tuple(
        SensitivityLine(name, float(first), float(total))
        for name, first, total in zip(names, found.first, found.total, strict=True)
    )


def _variant(scheme: Scheme, chosen: object) -> Scheme:
    answers: dict[str, str] = dict(chosen)  # type: ignore[call-overload]  # a mapping of factor to option
    values = scheme.values
    if answers[_NORMALISATION] == _STRETCHED:
        low, high = np.nanmin(values, axis=0), np.nanmax(values, axis=0)
        spread = np.where(high > low, high - low, 1.0)
        values = np.where(high > low, (values - low) / spread, np.where(np.isnan(values), np.nan, 0.5))
    geometric = answers[_AGGREGATION] == _GEOMETRIC
    mean = Aggregation.GEOMETRIC if geometric else Aggregation.ARITHMETIC
    tree = Tree(tuple(Level(level.parents, level.weights, mean) for level in scheme.tree.levels))
    if geometric:
        values = np.maximum(values, 0.0) + _FLOOR
    return Scheme(f"{answers[_NORMALISATION]}, {answers[_AGGREGATION]}", values, tree)
