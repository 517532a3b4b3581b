"""The hierarchy of an index as plain arrays: who belongs to whom, with which weight, joined how.

Level 0 holds the indicators, the last level the nodes directly under the index. Weights count inside a group of
siblings only, so they are divided by the sum of the group before use.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from daumoi_calc.indices.uncertainty.arrays import FloatArray, IntArray, RealArray, vector_of


class Aggregation(StrEnum):
    """Weighted mean by which siblings become their parent: of the values, their logarithms, their inverses."""

    ARITHMETIC = "arithmetic"
    GEOMETRIC = "geometric"
    HARMONIC = "harmonic"

    def inside(self, values: FloatArray) -> FloatArray:
        """Values in the coordinate where the mean is a plain weighted sum; grows with the values.

        :raises ValueError: geometric and harmonic means need values above zero.
        """
        if self is Aggregation.ARITHMETIC:
            return values
        if (values <= 0).any():
            raise ValueError(f"a {self.value} mean needs values above zero; shift or rescale them first")
        return np.log(values) if self is Aggregation.GEOMETRIC else -1.0 / values

    def outside(self, means: RealArray) -> RealArray:
        """Back from that coordinate to the scale of the values."""
        if self is Aggregation.ARITHMETIC:
            return means
        return np.exp(means) if self is Aggregation.GEOMETRIC else -1.0 / means


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """Nodes of one level.

    ``parents[i]`` is the place of node i's parent in the level above; ``weights[i]`` its nominal weight (not
    negative, some weight in every group); ``aggregation`` joins the nodes of this level into their parents.
    """

    parents: IntArray
    weights: FloatArray
    aggregation: Aggregation = Aggregation.ARITHMETIC


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """Levels from the indicators upward; the parent of every node of the last level is the index (0)."""

    levels: tuple[Level, ...]

    def __post_init__(self) -> None:
        if not self.levels:
            raise ValueError("a tree needs at least the level of its indicators")
        for place, level in enumerate(self.levels):
            above = len(self.levels[place + 1].parents) if place + 1 < len(self.levels) else 1
            if len(level.parents) != len(level.weights) or not len(level.parents):
                raise ValueError(f"level {place}: as many weights as nodes, and at least one")
            if set(level.parents.tolist()) != set(range(above)):
                raise ValueError(
                    f"level {place}: every one of the {above} parents needs children, and no other"
                )
            if (level.weights < 0).any() or (group_sums(level, level.weights[None, :]) <= 0).any():
                raise ValueError(f"level {place}: weights below zero, or a group without weight")

    @property
    def leaves(self) -> int:
        """Number of indicators."""
        return len(self.levels[0].parents)

    @property
    def single_aggregation(self) -> Aggregation | None:
        """The one mean used at every level; then the whole tree is one weighted mean. None when mixed."""
        kinds = {level.aggregation for level in self.levels if len(level.parents) > 1}
        if len(kinds) > 1:
            return None
        return kinds.pop() if kinds else Aggregation.ARITHMETIC

    @property
    def nominal(self) -> tuple[FloatArray, ...]:
        """Nominal weights as one draw: a 1 x nodes matrix per level."""
        return tuple(level.weights[None, :] for level in self.levels)


def tree_of(
    *,
    parents: Sequence[ArrayLike],
    weights: Sequence[ArrayLike] | None = None,
    aggregation: Aggregation | Sequence[Aggregation] = Aggregation.ARITHMETIC,
) -> Tree:
    """A tree from lists; equal weights when none are given, one mean for all levels or one per level.

    >>> tree_of(parents=[[0, 0, 1], [0, 0]]).leaves
    3
    """
    kinds = [aggregation] * len(parents) if isinstance(aggregation, Aggregation) else list(aggregation)
    equal: Sequence[ArrayLike] = [np.ones(len(np.asarray(row))) for row in parents]
    given = equal if weights is None else weights
    if not len(parents) == len(given) == len(kinds):
        raise ValueError("parents, weights and aggregations must be given for the same levels")
    return Tree(
        tuple(
            Level(np.asarray(row, dtype=np.int64), vector_of(share, what="weights"), kind)
            for row, share, kind in zip(parents, given, kinds, strict=True)
        )
    )


def flat(*, indicators: int, weights: ArrayLike | None = None) -> Tree:
    """An index without pillars: all indicators directly under it."""
    given = None if weights is None else [weights]
    return tree_of(parents=[np.zeros(indicators, dtype=np.int64)], weights=given)


def group_sums(level: Level, weights: RealArray) -> FloatArray:
    """Sum of ``weights`` (draws x nodes) inside each group of siblings: draws x parents."""
    belongs = np.zeros((len(level.parents), int(level.parents.max()) + 1))
    belongs[np.arange(len(level.parents)), level.parents] = 1.0
    return np.asarray(weights @ belongs, dtype=np.float64)


def shares(level: Level, weights: FloatArray) -> FloatArray:
    """``weights`` (draws x nodes) divided by the sum of their group; a group without weight keeps zeros."""
    sums = group_sums(level, weights)
    sums[sums <= 0] = 1.0
    return np.asarray(weights / sums.take(level.parents, axis=1))


def leaf_weights(tree: Tree, weights: Sequence[FloatArray]) -> FloatArray:
    """Share of each indicator in the whole index, draws x indicators; every row sums to 1.

    ``weights`` holds one draws x nodes matrix per level. The share is the product of the shares on the way up.
    """
    effective: FloatArray = np.ones((len(weights[-1]), 1))
    for level, drawn in zip(reversed(tree.levels), reversed(weights), strict=True):
        effective = shares(level, drawn) * effective.take(level.parents, axis=1)
    return effective


def nominal_leaf_weights(tree: Tree) -> FloatArray:
    """Share of each indicator in the index at nominal weights; sums to 1."""
    return np.asarray(leaf_weights(tree, tree.nominal)[0], dtype=np.float64)
