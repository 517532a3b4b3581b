"""The same two loops compiled by numba, when it is installed: places of a batch, and counting them.

A radix sort by 19 leading bits of where the score lies between the best and the worst, then one pass that puts right
what those bits could not tell, comparing the full scores: the places equal those of `ranking` exactly. Nothing is
cached on disk; a process compiles once, which takes a few CPU seconds, so short jobs do better without.
"""

import importlib
import importlib.util
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from daumoi_calc.indices.uncertainty import ranking
from daumoi_calc.indices.uncertainty.arrays import RankArray, RealArray

LOW_BITS, HIGH_BITS = 8, 11
PATIENCE = 8  # corrections per unit before a row of oddly spread scores goes to a general sort
UNSETTLED = 0  # stands at the first place of a row that the general sort must do
TILE = 32  # units counted together, so that their histograms stay in the cache


class Kernel(NamedTuple):
    """The compiled loops, with the meaning of `ranking.rank_rows` and `ranking.count_places`."""

    rank_rows: Callable[[RealArray, RankArray], None]
    count_places: Callable[[RankArray, Any], None]


def installed() -> bool:
    """Whether numba can be imported here (it is not imported to find out)."""
    return importlib.util.find_spec("numba") is not None


def ready() -> bool:
    """Whether this process has already built the kernel, so that using it costs nothing more."""
    return compiled.cache_info().currsize > 0


@lru_cache(maxsize=1)
def compiled() -> Kernel:
    """Build the kernel, once per process.

    :raises ImportError: numba is not installed.
    """
    numba = importlib.import_module("numba")
    quick = numba.njit(cache=False, nogil=True, fastmath={"nnan", "ninf", "nsz"})
    sort_row, settle_row = _sorter(quick), _settler(quick)

    def rank_rows(keys: Any, places: Any) -> None:
        units = keys.shape[1]
        codes = np.empty(units, np.uint32)
        middle = np.empty(units, np.uint32)
        who = np.empty(units, np.uint32)
        low = np.empty((1 << LOW_BITS) + 1, np.uint32)
        high = np.empty((1 << HIGH_BITS) + 1, np.uint32)
        for draw in range(keys.shape[0]):
            row = keys[draw]
            sort_row(row, codes, middle, who, low, high)
            if not settle_row(row, who, places[draw]):
                places[draw, 0] = UNSETTLED

    def count_places(places: Any, histogram: Any) -> None:
        draws, units = places.shape
        for start in range(0, units, TILE):
            end = min(units, start + TILE)
            for draw in range(draws):
                for unit in range(start, end):
                    histogram[unit, np.uint32(places[draw, unit] - 1)] += 1

    rank_quickly = quick(rank_rows)

    def rank_all(keys: RealArray, places: RankArray) -> None:
        rank_quickly(keys, places)
        for draw in np.flatnonzero(places[:, 0] == UNSETTLED):
            ranking.rank_rows(keys[draw : draw + 1], places[draw : draw + 1])

    return Kernel(rank_all, quick(count_places))


def _sorter(quick: Any) -> Any:
    """Two passes of counting sort on the leading bits; ``who`` ends as the units from best to worst, nearly."""
    word = np.uint32
    low_mask, low_bits, one = word((1 << LOW_BITS) - 1), word(LOW_BITS), word(1)
    last = float((1 << (LOW_BITS + HIGH_BITS)) - 1)
    name_bits, name_mask = word(32 - HIGH_BITS), word((1 << (32 - HIGH_BITS)) - 1)

    def running_total(counts: Any) -> None:
        total = word(0)
        for place in range(len(counts)):
            total = word(total + counts[place])
            counts[place] = total

    add_up = quick(running_total)

    def sort_row(row: Any, codes: Any, middle: Any, who: Any, low: Any, high: Any) -> None:
        low[:], high[:] = word(0), word(0)
        worst, best = row[0], row[0]
        for unit in range(len(row)):
            worst, best = min(worst, row[unit]), max(best, row[unit])
        scale = last / (best - worst) if best > worst else 0.0
        for unit in range(len(row)):
            codes[unit] = word(np.int32((best - row[unit]) * scale))
        for unit in range(len(row)):
            code = codes[unit]
            low[word(word(code & low_mask) + one)] += one
            high[word(word(code >> low_bits) + one)] += one
        add_up(low)
        add_up(high)
        for unit in range(len(row)):
            code = codes[unit]
            bucket = word(code & low_mask)
            middle[low[bucket]] = word((word(code >> low_bits) << name_bits) | word(unit))
            low[bucket] += one
        for place in range(len(row)):
            bucket = word(middle[place] >> name_bits)
            who[high[bucket]] = word(middle[place] & name_mask)
            high[bucket] += one

    return quick(sort_row)


def _settler(quick: Any) -> Any:
    """Insertion of the few units out of order, then places with equals sharing one; False when it takes too long."""

    def put_in_order(row: Any, who: Any, places: Any, place: int) -> int:
        unit = who[place]
        back = place - 1
        while back >= 0 and row[who[back]] < row[unit]:
            who[back + 1] = who[back]
            back -= 1
        who[back + 1] = unit
        for moved in range(back + 1, place + 1):
            same = moved > 0 and row[who[moved]] == row[who[moved - 1]]
            places[who[moved]] = places[who[moved - 1]] if same else moved + 1
        return place - back

    insert = quick(put_in_order)

    def settle_row(row: Any, who: Any, places: Any) -> bool:
        moved, shown = 0, 1
        previous = row[who[0]]
        for place in range(len(row)):
            unit = who[place]
            value = row[unit]
            if value <= previous:
                shown = shown if value == previous else place + 1
                places[unit] = shown
            else:
                moved += insert(row, who, places, place)
                shown, value = places[who[place]], row[who[place]]
                if moved > PATIENCE * len(row):
                    return False
            previous = value
        return True

    return quick(settle_row)
