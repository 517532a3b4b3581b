"""Scores of all units under many weight draws at once.

One mean at every level and no gap: the whole tree folds into one share per indicator, and a batch of draws is one
matrix product. Mixed means, or indicators that do not apply to a unit: level by level, the shares of what does not
apply going to its siblings.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from daumoi_calc.indices.uncertainty.arrays import FloatArray, IntArray, RealArray, matrix_of
from daumoi_calc.indices.uncertainty.tree import Aggregation, Tree, leaf_weights, shares

SMALL_BATCH = 64  # draws at a time where every node keeps its own draws x units matrix


class Precision(StrEnum):
    """Of the matrix product: float64 for anything published, float32 for the cloud of an interactive page."""

    FLOAT64 = "float64"
    FLOAT32 = "float32"


@dataclass(frozen=True, slots=True, eq=False)
class Scheme:
    """One prepared way of computing the index (normalisation, imputation, treatment, aggregation are settled).

    ``values`` is units x indicators, normalised, higher is better; NaN means "not applicable": its weight goes to the
    siblings. ``tree`` holds hierarchy, nominal weights and means.
    """

    name: str
    values: FloatArray
    tree: Tree

    def __post_init__(self) -> None:
        if self.values.ndim != 2 or self.values.shape[1] != self.tree.leaves:
            raise ValueError(
                f"{self.name}: {self.values.shape} values do not fit {self.tree.leaves} indicators"
            )
        if np.isinf(self.values).any():
            raise ValueError(f"{self.name}: an infinite value")
        if np.isnan(self.values).all(axis=1).any():
            raise ValueError(f"{self.name}: a unit to which no indicator applies cannot be scored")

    @property
    def units(self) -> int:
        """Number of units."""
        return len(self.values)


def scheme_of(*, name: str, values: ArrayLike, tree: Tree) -> Scheme:
    """A scheme from any array of numbers."""
    return Scheme(name, matrix_of(values, what=name), tree)


class Scorer:
    """Computes batches of one scheme; the matrix is prepared once."""

    def __init__(self, scheme: Scheme, *, precision: Precision = Precision.FLOAT64) -> None:
        self._tree = scheme.tree
        self._type: type[np.floating[Any]] = np.float64 if precision is Precision.FLOAT64 else np.float32
        present = ~np.isnan(scheme.values)
        complete = bool(present.all())
        folded = scheme.tree.single_aggregation if complete else None
        self._folded = folded
        first = folded if folded is not None else scheme.tree.levels[0].aggregation
        inside = first.inside(scheme.values) if complete else _inside(first, scheme.values, present)
        short = folded is not None and precision is Precision.FLOAT32
        self._columns: RealArray = (inside.astype(np.float32) if short else inside).T
        self._present: FloatArray | None = None if complete else present.T.astype(np.float64)
        self._batch: RealArray = np.empty((0, scheme.units), dtype=self._type)

    def keys(self, weights: Sequence[FloatArray]) -> RealArray:
        """Draws x units: numbers that order the units as the scores do (the score itself, or its logarithm).

        Valid until the next call, which writes in the same place.
        """
        if self._folded is not None:
            if len(self._batch) < len(weights[0]):
                self._batch = np.empty((len(weights[0]), self._batch.shape[1]), dtype=self._type)
            folded = leaf_weights(self._tree, weights).astype(self._type, copy=False)
            return np.matmul(folded, self._columns, out=self._batch[: len(folded)])
        return np.concatenate(
            [
                self._climb([level[start : start + SMALL_BATCH] for level in weights]).astype(self._type)
                for start in range(0, len(weights[0]), SMALL_BATCH)
            ]
        )

    def scores(self, weights: Sequence[FloatArray]) -> RealArray:
        """Draws x units: the scores on the scale of the values."""
        keys = self.keys(weights)
        return keys if self._folded is None else np.array(self._folded.outside(keys))

    def _climb(self, weights: Sequence[FloatArray]) -> RealArray:
        level = self._tree.levels[0]
        drawn = shares(level, weights[0])
        nodes = [
            self._group(drawn, np.flatnonzero(level.parents == parent)) for parent in _parents(level.parents)
        ]
        values, there = (np.stack(part) for part in zip(*nodes, strict=True))
        for below, level, own in zip(self._tree.levels, self._tree.levels[1:], weights[1:], strict=False):
            inside = _inside(level.aggregation, below.aggregation.outside(values), there > 0)
            drawn = shares(level, own)
            parts = []
            for parent in _parents(level.parents):
                members = np.flatnonzero(level.parents == parent)
                share = drawn[:, members].T[:, :, None] * there[members]
                parts.append(_mean((share * inside[members]).sum(axis=0), share.sum(axis=0)))
            values, there = (np.stack(part) for part in zip(*parts, strict=True))
        if (there[0] <= 0).any():
            raise ValueError("the drawn weights leave a unit without any weighted indicator")
        return self._tree.levels[-1].aggregation.outside(values[0])

    def _group(self, drawn: FloatArray, members: IntArray) -> tuple[NDArray[Any], NDArray[Any]]:
        share = drawn[:, members]
        total = share @ self._columns[members]
        if self._present is None:
            return total, np.broadcast_to((share.sum(axis=1) > 0).astype(float)[:, None], total.shape)
        return _mean(total, share @ self._present[members])


def nominal_scores(scheme: Scheme) -> FloatArray:
    """Scores of the units at nominal weights, in float64."""
    return np.asarray(Scorer(scheme).scores(scheme.tree.nominal)[0], dtype=np.float64)


def _parents(parents: IntArray) -> range:
    return range(int(parents.max()) + 1)


def _inside(aggregation: Aggregation, values: RealArray, present: NDArray[np.bool_]) -> FloatArray:
    """Values in the coordinate of the mean; what does not apply becomes zero and is weighted zero."""
    known = np.where(present, values, 1.0)
    return np.where(present, aggregation.inside(known), 0.0)


def _mean(total: RealArray, weight: RealArray) -> tuple[NDArray[Any], NDArray[Any]]:
    there = weight > 0
    # absent nodes get the coordinate 1, which every mean can leave; their weight is zero
    return np.where(there, total / np.where(there, weight, 1.0), 1.0), there.astype(float)
