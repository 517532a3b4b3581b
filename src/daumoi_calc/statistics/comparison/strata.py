"""Comparison inside strata: labels change hands only among units of the same kind (large with large).

Each stratum counts with n1·n0/n, so that the difference is the one of Cochran and Mantel–Haenszel for means. With
these weights a labelling's difference depends on it only through the plain sum of the scores of the form, and
the sums of several strata are all sums of one entry from each.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, prod

import numpy as np

from daumoi_calc.statistics.comparison.groups import Floats, Groups
from daumoi_calc.statistics.comparison.splits import (
    DRAWS,
    MOST_SPLITS,
    Reference,
    drawn_sums,
    reference,
    subset_sums,
    threshold,
)
from daumoi_calc.statistics.refusals import Incomparable


@dataclass(frozen=True)
class Stratum:
    """One stratum: its name, units of the form and others, and the difference in means (None without both)."""

    name: str
    first: int
    others: int
    difference: float | None


@dataclass(frozen=True)
class Stratified:
    """``difference`` in score points over the strata that hold both kinds, and its place among relabellings.

    Strata with one kind only say nothing about the form; their units are counted in ``silent_units``.
    Only a difference beyond ``threshold`` on either side would have p ≤ 0.05 (infinite: none would).
    """

    difference: float
    strata: tuple[Stratum, ...]
    silent_units: int
    threshold: float
    reference: Reference


def stratified(
    *, groups: Groups, strata: Sequence[str], seed: int, draws: int = DRAWS, most: int = MOST_SPLITS
) -> Stratified:
    """Compare the form with the others inside ``strata`` (the stratum of each unit).

    :raises Incomparable: no stratum holds units of both kinds.
    """
    if len(strata) != len(groups.units):
        raise ValueError("strata must name the stratum of each unit")
    parts = {name: _part(groups, strata, name) for name in dict.fromkeys(strata)}
    speaking = [(scores, mask) for scores, mask in parts.values() if 0 < mask.sum() < len(mask)]
    if not speaking:
        raise Incomparable("Không tầng nào có cả hai loại đơn vị. Gộp tầng rộng hơn.")
    weights = [float(mask.sum() * (~mask).sum() / len(mask)) for _, mask in speaking]
    differences = [float(scores[mask].mean() - scores[~mask].mean()) for scores, mask in speaking]
    within = [(scores - scores.mean(), mask) for scores, mask in speaking]
    null, exact = _relabelled(within, seed, draws, most)
    observed = sum(float(scores[mask].sum()) for scores, mask in within)
    scale = sum(float(np.abs(scores).sum()) for scores, _ in within) or 1.0
    return Stratified(
        difference=float(np.average(differences, weights=weights)),
        strata=tuple(_stratum(name, scores, mask) for name, (scores, mask) in parts.items()),
        silent_units=len(groups.units) - sum(len(mask) for _, mask in speaking),
        threshold=threshold(null=null, exact=exact) / sum(weights),
        reference=reference(observed=observed, null=null, scale=scale, seed=None if exact else seed),
    )


def _part(groups: Groups, strata: Sequence[str], name: str) -> tuple[Floats, np.ndarray]:
    inside = np.asarray([stratum == name for stratum in strata])
    return groups.all_scores[inside], groups.mask[inside]


def _stratum(name: str, scores: Floats, mask: np.ndarray) -> Stratum:
    count = int(mask.sum())
    both = 0 < count < len(mask)
    difference = float(scores[mask].mean() - scores[~mask].mean()) if both else None
    return Stratum(name, count, len(mask) - count, difference)


def _relabelled(
    within: list[tuple[Floats, np.ndarray]], seed: int, draws: int, most: int
) -> tuple[Floats, bool]:
    """Sums over all strata for every relabelling, or for drawn ones; True when these are all."""
    sizes = [(scores, int(mask.sum())) for scores, mask in within]
    if prod(comb(len(scores), size) for scores, size in sizes) <= most:
        null = np.zeros(1)
        for scores, size in sizes:
            null = np.add.outer(null, subset_sums(scores, size)).ravel()
        return null, True
    rng = np.random.default_rng(seed)
    null = np.zeros(draws)
    for scores, size in sizes:
        null += drawn_sums(scores, size, draws=draws, rng=rng)
    return null, False
