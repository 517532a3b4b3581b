"""Places from scores: 1 is best, equal scores share the better place (1, 2, 2, 4).

The plain way sorts one whole number per unit: the leading bits of the score, then the unit. Where the bits that had
to be cut off could matter, the row is ranked again from the full scores, so the places are exact.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from daumoi_calc.indices.uncertainty.arrays import IntArray, RankArray, RealArray, vector_of

BLOCK = 64  # rows ranked together, so that they stay in the cache


def competition_ranks(scores: ArrayLike, *, digits: int | None = None) -> IntArray:
    """Places of one vector of scores, higher is better.

    ``digits`` rounds to that many significant digits of the largest score first, so that two ways of adding the same
    numbers cannot separate equals.

    >>> competition_ranks([5.0, 7.0, 7.0, 1.0]).tolist()
    [3, 1, 1, 4]
    """
    row = vector_of(scores, what="scores")
    if digits is not None and len(row) and (largest := float(np.abs(row).max())) > 0:
        row = np.round(row, digits - 1 - int(np.floor(np.log10(largest))))
    return np.searchsorted(np.sort(-row), -row, side="left") + 1


def rank_type(units: int) -> type[np.signedinteger[Any]]:
    """The smallest whole-number type that holds every place."""
    return np.int16 if units <= np.iinfo(np.int16).max else np.int32


def rank_rows(keys: RealArray, places: RankArray) -> None:
    """Fill ``places`` (draws x units) with the places of every row of ``keys`` (same shape, finite)."""
    for start in range(0, len(keys), BLOCK):
        _rank_block(keys[start : start + BLOCK], places[start : start + BLOCK])


def _rank_block(keys: RealArray, places: RankArray) -> None:
    units = keys.shape[1]
    width = max(1, (units - 1).bit_length())
    packed = _packed(keys, width)
    packed.sort(axis=1)
    order = packed & ((1 << width) - 1)
    numbers = np.arange(1, units + 1, dtype=places.dtype)
    for row, who in zip(places, order, strict=True):
        row[who] = numbers
    packed >>= width
    same = packed[:, 1:] == packed[:, :-1]
    for draw in np.flatnonzero(same.any(axis=1)) if same.any() else ():
        places[draw] = _exact_places(keys[draw], order[draw])


def _exact_places(row: RealArray, order: IntArray) -> IntArray:
    """Places of one row whose units are ``order``-ed by leading bits: sorted again if need be, equals sharing."""
    falling = row[order]
    if (falling[1:] > falling[:-1]).any():
        order = np.argsort(-row, kind="stable")
        falling = row[order]
    first = np.arange(1, len(row) + 1)
    first[1:][falling[1:] == falling[:-1]] = 0
    places = np.empty_like(first)
    places[order] = np.maximum.accumulate(first)
    return places


def _packed(keys: RealArray, width: int) -> NDArray[np.int64]:
    """Whole numbers that sort as the scores fall, each ending in ``width`` bits that name the unit."""
    bits: NDArray[np.int64]
    if keys.dtype == np.float64:
        bits = keys.view(np.int64) if keys.min() > 0 else (keys + 0.0).view(np.int64)
        bits = bits if keys.min() > 0 else bits ^ ((bits >> 63) & np.int64(0x7FFFFFFFFFFFFFFF))
        bits = bits & np.int64(-(1 << width))
    else:
        short = (keys + np.float32(0)).view(np.int32)
        bits = (short ^ ((short >> 31) & np.int32(0x7FFFFFFF))).astype(np.int64)
        bits <<= width
    return np.subtract(np.arange(keys.shape[1], dtype=np.int64), bits, out=bits)


def count_places(places: RankArray, histogram: NDArray[Any]) -> None:
    """Add to ``histogram`` (units x places) how often each unit came to each place in ``places`` (draws x units)."""
    best = places.min(axis=0)
    columns = np.ascontiguousarray((places - best).T)
    for row, came, low in zip(histogram, columns, (best - 1).tolist(), strict=True):
        counted = np.bincount(came)
        row[low : low + len(counted)] += counted.astype(row.dtype)
