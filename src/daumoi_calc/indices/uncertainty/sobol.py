"""Variance-based sensitivity: which decision of the index maker moves the result, alone and with the others.

First order after Saltelli et al. (2010): Si = mean(yB (yABi - yA)) / var. Total order after Jansen (1999):
STi = mean((yA - yABi)²) / (2 var). The variance is that of the A and B samples together, divided by n-1. These are the
estimators COINr uses, so its stored runs can be compared.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import scipy
from numpy.typing import ArrayLike

from daumoi_calc.indices.uncertainty.arrays import FloatArray, IntArray, matrix_of, vector_of
from daumoi_calc.indices.uncertainty.montecarlo import SIGNIFICANT_DIGITS, Factor, Prepare
from daumoi_calc.indices.uncertainty.ranking import competition_ranks, rank_rows
from daumoi_calc.indices.uncertainty.sampling import WeightModel, draw_weights, stream
from daumoi_calc.indices.uncertainty.scoring import Scorer, nominal_scores

Model = Callable[[FloatArray], FloatArray]
"""Takes points of the unit cube, one per row; gives one output per row."""

WEIGHTS = "weights"
TOGETHER = 256  # points of one combination scored at a time


@dataclass(frozen=True, slots=True, eq=False)
class SobolIndices:
    """Share of the output's variance per factor.

    ``first``: the factor alone; ``total``: with all its interactions. The intervals are 90 % bootstrap intervals over
    the base sample (factors x 2; None when not asked). Estimates of small effects can fall below 0. ``constant``: the
    output never moved, so that there is nothing to share out and both are 0.
    """

    factors: tuple[str, ...]
    first: FloatArray
    total: FloatArray
    variance: float
    evaluations: int
    constant: bool
    first_interval: FloatArray | None = None
    total_interval: FloatArray | None = None


@dataclass(frozen=True, slots=True, eq=False)
class SobolDesign:
    """Points of the unit cube: ``first`` (A) and ``second`` (B), n x d; ``mixed[i]`` is A with column i of B."""

    first: FloatArray
    second: FloatArray
    mixed: FloatArray

    @property
    def points(self) -> FloatArray:
        """All n (d + 2) points: A, then B, then the mixed ones factor by factor."""
        return np.concatenate([self.first, self.second, *self.mixed])


def sobol_design(*, factors: int, base: int, seed: int) -> SobolDesign:
    """A scrambled Sobol sequence of ``base`` points for ``factors`` factors.

    :raises ValueError: no factor, or ``base`` is not a power of two (then the sequence loses its balance).
    """
    if factors < 1 or base < 2 or base & (base - 1):
        raise ValueError("a Sobol design needs a factor, and a power of two of base points, at least 2")
    points = scipy.stats.qmc.Sobol(d=2 * factors, scramble=True, rng=stream(seed)).random(base)
    first, second = points[:, :factors], points[:, factors:]
    mixed = np.repeat(first[None], factors, axis=0)
    for factor in range(factors):
        mixed[factor, :, factor] = second[:, factor]
    return SobolDesign(first, second, mixed)


def sobol_from_outputs(
    *,
    factors: Sequence[str],
    first: ArrayLike,
    second: ArrayLike,
    mixed: ArrayLike,
    resamples: int = 0,
    seed: int = 0,
) -> SobolIndices:
    """Indices from the outputs at A, B (n each) and the mixed points (factors x n).

    ``resamples`` above 0 adds bootstrap intervals, drawn from ``seed``.
    """
    y_mixed = matrix_of(mixed, what="mixed outputs")
    y_first = vector_of(first, what="outputs at A", length=y_mixed.shape[1])
    y_second = vector_of(second, what="outputs at B", length=y_mixed.shape[1])
    if len(y_mixed) != len(factors) or np.isnan(y_mixed).any():
        raise ValueError(f"mixed outputs must be numbers, one row for each of {len(factors)} factors")
    everyone = np.arange(len(y_first))[None, :]
    si, sti, variance = _estimates(y_first, y_second, y_mixed, everyone)
    intervals: tuple[FloatArray | None, FloatArray | None] = (None, None)
    if resamples > 0:
        rows = stream(seed).integers(len(y_first), size=(resamples, len(y_first)))
        drawn = _estimates(y_first, y_second, y_mixed, rows)
        intervals = (_interval(drawn[0]), _interval(drawn[1]))
    return SobolIndices(
        factors=tuple(factors),
        first=si[:, 0],
        total=sti[:, 0],
        variance=float(variance[0]),
        evaluations=len(y_first) * (len(factors) + 2),
        constant=not variance[0] > 0,
        first_interval=intervals[0],
        total_interval=intervals[1],
    )


def sobol_indices(
    *, factors: Sequence[str], model: Model, base: int, seed: int, resamples: int = 0
) -> SobolIndices:
    """Indices of any ``model`` on the unit cube, in ``base`` x (factors + 2) evaluations."""
    design = sobol_design(factors=len(factors), base=base, seed=seed)
    outputs = vector_of(model(design.points), what="outputs of the model", length=base * (len(factors) + 2))
    first, second, *mixed = np.split(outputs, len(factors) + 2)
    return sobol_from_outputs(
        factors=factors, first=first, second=second, mixed=np.stack(mixed), resamples=resamples, seed=seed
    )


def index_sensitivity(
    *,
    factors: Sequence[Factor],
    prepare: Prepare,
    weights: WeightModel,
    base: int,
    seed: int,
    nominal_ranks: ArrayLike | None = None,
    resamples: int = 0,
) -> SobolIndices:
    """How much each factor, and the weights as one more factor (named "weights"), move the ranking.

    The output is the mean absolute shift of place against the nominal ranking, as in COINr. A factor's options share
    the unit interval equally; the weights factor chooses among ``base`` weightings drawn once, the same for every
    combination. Each combination is prepared once.
    """
    if any(factor.name == WEIGHTS for factor in factors):
        raise ValueError(f"the factor {WEIGHTS} is added by itself; name yours otherwise")
    names = [factor.name for factor in factors]
    nominal = prepare({factor.name: factor.options[0] for factor in factors})
    official = (
        competition_ranks(nominal_scores(nominal), digits=SIGNIFICANT_DIGITS)
        if nominal_ranks is None
        else np.asarray(nominal_ranks, dtype=np.int64)
    )

    def shifts(points: FloatArray) -> FloatArray:
        sizes = np.array([len(factor.options) for factor in factors] + [base])
        chosen = np.minimum((points * sizes).astype(np.int64), sizes - 1)
        output = np.empty(len(points))
        for choice in product(*(range(len(factor.options)) for factor in factors)):
            rows = np.flatnonzero((chosen[:, :-1] == np.array(choice, dtype=np.int64)).all(axis=1))
            if len(rows):
                answers = {
                    factor.name: factor.options[place] for factor, place in zip(factors, choice, strict=True)
                }
                output[rows] = _shifts(prepare, answers, weights, chosen[rows, -1], base, seed, official)
        return output

    return sobol_indices(factors=[*names, WEIGHTS], model=shifts, base=base, seed=seed, resamples=resamples)


def _shifts(
    prepare: Prepare,
    answers: dict[str, str],
    weights: WeightModel,
    sets: IntArray,
    base: int,
    seed: int,
    official: IntArray,
) -> FloatArray:
    scheme = prepare(answers)
    drawn = draw_weights(tree=scheme.tree, model=weights, generator=stream(seed, 1), draws=base)
    scorer = Scorer(scheme)
    shifts = []
    for start in range(0, len(sets), TOGETHER):
        keys = scorer.keys([level[sets[start : start + TOGETHER]] for level in drawn])
        places = np.empty(keys.shape, dtype=np.int32)
        rank_rows(keys, places)
        shifts.append(np.abs(places - official).mean(axis=1))
    return np.concatenate(shifts)


def _estimates(
    first: FloatArray, second: FloatArray, mixed: FloatArray, rows: IntArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """First order, total order (factors x samples) and variance (samples) for each row of resampled places."""
    y_a, y_b = first[rows], second[rows]
    variance = np.concatenate([y_a, y_b], axis=1).var(axis=1, ddof=1)
    scale = np.where(variance > 0, variance, 1.0)
    si = np.stack([(y_b * (own[rows] - y_a)).mean(axis=1) / scale for own in mixed])
    sti = np.stack([((y_a - own[rows]) ** 2).mean(axis=1) / (2 * scale) for own in mixed])
    return np.where(variance > 0, si, 0.0), np.where(variance > 0, sti, 0.0), variance


def _interval(drawn: FloatArray) -> FloatArray:
    return np.quantile(drawn, (0.05, 0.95), axis=1).T
