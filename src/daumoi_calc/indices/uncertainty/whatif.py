"""Other weights, or one component less: scores, places and who moves."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from daumoi_calc.indices.uncertainty.arrays import FloatArray, IntArray, vector_of
from daumoi_calc.indices.uncertainty.montecarlo import SIGNIFICANT_DIGITS
from daumoi_calc.indices.uncertainty.ranking import competition_ranks
from daumoi_calc.indices.uncertainty.scoring import Scheme, Scorer, nominal_scores
from daumoi_calc.indices.uncertainty.tree import Tree, group_sums


@dataclass(frozen=True, slots=True, eq=False)
class WhatIf:
    """Scores and places per unit before (nominal weights) and after; ``movement``: places won, lost below 0."""

    scores_before: FloatArray
    scores: FloatArray
    ranks_before: IntArray
    ranks: IntArray
    movement: IntArray

    @property
    def mean_shift(self) -> float:
        """Mean number of places a unit moves, either way."""
        return float(np.abs(self.movement).mean())


@dataclass(frozen=True, slots=True, eq=False)
class LeaveOneOut:
    """Places when each component in turn is left out and its weight goes to its siblings.

    ``ranks`` is components x units, ``movement`` likewise places won against the full index; ``mean_shift``,
    ``largest_shift`` per component; ``correlation`` is Spearman's with the full ranking (1 when nothing moves). A
    component without weight changes nothing. ``possible[c]`` is False where leaving out would leave a unit, or the
    index, with nothing; its row repeats the full ranking.
    """

    ranks_before: IntArray
    ranks: IntArray
    movement: IntArray
    mean_shift: FloatArray
    largest_shift: IntArray
    correlation: FloatArray
    possible: tuple[bool, ...]


def what_if_weights(*, scheme: Scheme, weights: Sequence[ArrayLike]) -> WhatIf:
    """The index under other weights: one vector per level of the tree, from the indicators upward.

    Weights count inside their group of siblings, so they need not sum to 1.

    :raises ValueError: vectors of other lengths, negative weights, or a group without weight.
    """
    if len(weights) != len(scheme.tree.levels):
        raise ValueError(
            f"the tree has {len(scheme.tree.levels)} levels, weights were given for {len(weights)}"
        )
    drawn = []
    for place, (level, given) in enumerate(zip(scheme.tree.levels, weights, strict=True)):
        row = vector_of(given, what=f"weights of level {place}", length=len(level.parents))[None, :]
        if (row < 0).any() or (group_sums(level, row) <= 0).any():
            raise ValueError(f"level {place}: weights below zero, or a group without weight")
        drawn.append(row)
    before = nominal_scores(scheme)
    after = np.asarray(Scorer(scheme).scores(drawn)[0], dtype=np.float64)
    ranks_before, ranks = _places(before), _places(after)
    return WhatIf(before, after, ranks_before, ranks, ranks_before - ranks)


def leave_one_out(*, scheme: Scheme, level: int = 0) -> LeaveOneOut:
    """Leave out each node of ``level`` (0: indicators, 1: the pillars above them, and so on) in turn."""
    tree = scheme.tree
    if not 0 <= level < len(tree.levels):
        raise ValueError(f"the tree has the levels 0 to {len(tree.levels) - 1}")
    before = _places(nominal_scores(scheme))
    scorer = Scorer(scheme)
    rows, possible = [], []
    for node in range(len(tree.levels[level].parents)):
        drawn = _without(tree, level, node)
        able = float(drawn[-1].sum()) > 0 and _all_scored(scheme, drawn)
        rows.append(_places(np.asarray(scorer.scores(drawn)[0], dtype=np.float64)) if able else before)
        possible.append(able)
    ranks = np.stack(rows)
    movement = before - ranks
    return LeaveOneOut(
        ranks_before=before,
        ranks=ranks,
        movement=movement,
        mean_shift=np.abs(movement).mean(axis=1),
        largest_shift=np.abs(movement).max(axis=1),
        correlation=np.array([_correlation(before, row) for row in ranks]),
        possible=tuple(possible),
    )


def _without(tree: Tree, level: int, node: int) -> list[FloatArray]:
    """Nominal weights with one node at zero; a parent left without weighted children gets zero as well."""
    drawn = [np.array(row) for row in tree.nominal]
    drawn[level][0, node] = 0.0
    for place in range(level, len(drawn) - 1):
        drawn[place + 1][group_sums(tree.levels[place], drawn[place]) <= 0] = 0.0
    return drawn


def _all_scored(scheme: Scheme, drawn: Sequence[FloatArray]) -> bool:
    """Whether every unit keeps an indicator that applies to it and has weight all the way up."""
    alive = drawn[-1][0] > 0
    for level, row in zip(reversed(scheme.tree.levels[:-1]), reversed(list(drawn)[:-1]), strict=True):
        alive = alive[level.parents] & (row[0] > 0)
    return bool((~np.isnan(scheme.values[:, alive])).any(axis=1).all())


def _places(scores: FloatArray) -> IntArray:
    return competition_ranks(scores, digits=SIGNIFICANT_DIGITS)


def _correlation(one: IntArray, other: IntArray) -> float:
    """Pearson correlation of two rankings; 1 for two that agree, even when all share a place."""
    if (one == other).all():
        return 1.0
    first, second = one - one.mean(), other - other.mean()
    scale = float(np.sqrt((first**2).sum() * (second**2).sum()))
    return float((first * second).sum()) / scale if scale > 0 else 0.0
