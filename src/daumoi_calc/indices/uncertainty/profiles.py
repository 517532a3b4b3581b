"""Strengths and weaknesses of each unit beside its peers."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from daumoi_calc.indices.uncertainty.arrays import FloatArray, IntArray, matrix_of, vector_of


@dataclass(frozen=True, slots=True)
class Point:
    """One indicator of one unit against the peers.

    ``value``: normalised value; ``peer_median``: median of the peers to whom it applies, the unit included;
    ``peer_rank``: place among them (1 best, equals share); ``peers``: how many they are; ``gap``: weight x (value -
    median), the points of the index won or lost there.
    """

    indicator: int
    value: float
    peer_median: float
    peer_rank: int
    peers: int
    gap: float


@dataclass(frozen=True, slots=True)
class Profile:
    """``strengths``: largest gaps above the peers' median first; ``weaknesses``: largest below first.

    Ties keep the order of the indicators. A unit that is nowhere above (below) the median has no strength (weakness).
    """

    unit: int
    strengths: tuple[Point, ...]
    weaknesses: tuple[Point, ...]


def profiles(
    *, values: ArrayLike, weights: ArrayLike, peers: Sequence[Hashable] | None = None, count: int = 5
) -> tuple[Profile, ...]:
    """The ``count`` strongest and weakest indicators of every unit.

    ``values`` is units x indicators, normalised, higher is better, NaN where an indicator does not apply; ``weights``
    the share of each indicator in the index (`tree.nominal_leaf_weights`); ``peers`` the group of each unit, all units
    together when not given.
    """
    table = matrix_of(values, what="values")
    shares = vector_of(weights, what="weights", length=table.shape[1])
    if (shares < 0).any() or count < 1:
        raise ValueError("weights must not be negative, and at least one indicator must be wanted")
    groups = list(peers) if peers is not None else [None] * len(table)
    if len(groups) != len(table):
        raise ValueError(f"{len(groups)} peer groups were given for {len(table)} units")
    found: dict[int, Profile] = {}
    for group in dict.fromkeys(groups):
        members = np.flatnonzero([own == group for own in groups])
        found |= {profile.unit: profile for profile in _group(table[members], shares, members, count)}
    return tuple(found[unit] for unit in range(len(table)))


def _group(table: FloatArray, shares: FloatArray, members: IntArray, count: int) -> list[Profile]:
    applies = ~np.isnan(table)
    medians = np.array(
        [
            np.median(column[own]) if own.any() else np.nan
            for column, own in zip(table.T, applies.T, strict=True)
        ]
    )
    gaps = np.where(applies, shares * (table - medians), 0.0)
    listed = []
    for row, unit in enumerate(members.tolist()):
        order = np.argsort(-gaps[row], kind="stable")
        reverse = np.argsort(gaps[row], kind="stable")

        def points(chosen: IntArray, row: int = row) -> tuple[Point, ...]:
            return tuple(_point(table, medians, gaps, row, int(place)) for place in chosen)

        strong = order[gaps[row][order] > 0][:count]
        weak = reverse[gaps[row][reverse] < 0][:count]
        listed.append(Profile(unit, points(strong), points(weak)))
    return listed


def _point(table: FloatArray, medians: FloatArray, gaps: FloatArray, row: int, place: int) -> Point:
    column = table[:, place]
    return Point(
        indicator=place,
        value=float(column[row]),
        peer_median=float(medians[place]),
        peer_rank=int((column > column[row]).sum()) + 1,
        peers=int((~np.isnan(column)).sum()),
        gap=float(gaps[row, place]),
    )
