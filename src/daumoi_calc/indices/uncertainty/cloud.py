"""What is kept of a simulation: how often each unit came to each place, and who was above whom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daumoi_calc.indices.uncertainty.arrays import FloatArray, IntArray, RankArray
from daumoi_calc.indices.uncertainty.ranking import rank_type

STORE_BYTES = 16 * 2**20  # places kept before they are counted into the histogram

Count = Callable[[RankArray, Any], None]


@dataclass(frozen=True, slots=True, eq=False)
class RankCloud:
    """Places of n units over all draws; 1 is best, equals share the better place.

    ``nominal``: official places. ``mean``, ``sd`` (n-1), ``q05``, ``median``, ``q95`` (R type 7): per unit.
    ``histogram[i, r]``: draws in which unit i came to place r+1. ``top``: the units best by nominal place, in that
    order; ``above[a, b]``: share of draws in which top[a] stood strictly above top[b]. ``used``: draws per scheme.
    ``best``, ``worst``: the best and the worst place each unit ever came to.
    """

    nominal: IntArray
    draws: int
    used: tuple[tuple[str, int], ...]
    mean: FloatArray
    sd: FloatArray
    q05: FloatArray
    median: FloatArray
    q95: FloatArray
    best: IntArray
    worst: IntArray
    histogram: NDArray[np.unsignedinteger[Any]]
    top: IntArray
    above: FloatArray

    def probability_at_most(self, place: int) -> FloatArray:
        """P(rank <= ``place``) per unit."""
        return np.asarray(self.histogram[:, : max(place, 0)].sum(axis=1) / self.draws)

    def probability_of_nominal(self) -> FloatArray:
        """Share of draws in which each unit keeps its official place."""
        return np.asarray(self.histogram[np.arange(len(self.nominal)), self.nominal - 1] / self.draws)

    def quantile(self, share: float) -> FloatArray:
        """Quantile of the places per unit, R type 7 (linear between neighbours)."""
        figures = summary(self.histogram, best=self.best, worst=self.worst, shares=(share,))
        return np.asarray(figures.quantiles[0])


@dataclass(frozen=True, slots=True, eq=False)
class Summary:
    """Moments and quantiles of histograms of places; ``quantiles`` is shares x units."""

    mean: FloatArray
    sd: FloatArray
    quantiles: FloatArray


class CloudBuilder:
    """Takes places batch by batch; `finish` gives the cloud."""

    def __init__(self, *, nominal: IntArray, draws: int, top: int) -> None:
        self.units, self.draws = len(nominal), draws
        self._nominal = nominal
        self._top = np.argsort(nominal, kind="stable")[:top]
        self._best = np.full(self.units, self.units, dtype=np.int64)
        self._worst = np.ones(self.units, dtype=np.int64)
        counter = np.uint16 if draws <= np.iinfo(np.uint16).max else np.uint32
        self._histogram: NDArray[np.unsignedinteger[Any]] = np.zeros((self.units, self.units), dtype=counter)
        self._above = np.zeros((len(self._top), len(self._top)), dtype=np.int64)
        kind = rank_type(self.units)
        rows = max(1, min(draws, STORE_BYTES // (self.units * np.dtype(kind).itemsize)))
        self._store: RankArray = np.empty((rows, self.units), dtype=kind)
        self._filled = 0
        self._used: list[tuple[str, int]] = []

    def room(self, wanted: int, count: Count) -> RankArray:
        """Free rows of the store, at most ``wanted``; the caller fills them with places."""
        if self._filled == len(self._store):
            self._empty(count)
        start = self._filled
        self._filled = min(len(self._store), start + wanted)
        return self._store[start : self._filled]

    def used(self, name: str, draws: int) -> None:
        """Note that ``draws`` came from the scheme ``name``."""
        self._used.append((name, draws))

    def finish(self, count: Count) -> RankCloud:
        """The cloud of all places given so far."""
        self._empty(count)
        shares = (0.05, 0.5, 0.95)
        figures = summary(self._histogram, best=self._best, worst=self._worst, shares=shares)
        return RankCloud(
            nominal=self._nominal,
            draws=self.draws,
            used=tuple(self._used),
            mean=figures.mean,
            sd=figures.sd,
            q05=figures.quantiles[0],
            median=figures.quantiles[1],
            q95=figures.quantiles[2],
            best=self._best,
            worst=self._worst,
            histogram=self._histogram,
            top=self._top,
            above=self._above / self.draws,
        )

    def _empty(self, count: Count) -> None:
        places = self._store[: self._filled]
        if len(places):
            count(places, self._histogram)
            np.minimum(self._best, places.min(axis=0), out=self._best)
            np.maximum(self._worst, places.max(axis=0), out=self._worst)
            leaders = np.ascontiguousarray(places[:, self._top].T)
            for row, own in enumerate(leaders):
                self._above[row] += np.count_nonzero(own < leaders, axis=1)
        self._filled = 0


def summary(
    histogram: NDArray[np.unsignedinteger[Any]], *, best: IntArray, worst: IntArray, shares: Sequence[float]
) -> Summary:
    """Mean, standard deviation (n-1) and R type 7 quantiles of each row of ``histogram`` (equal row sums).

    Row i holds nothing outside the places ``best[i]`` to ``worst[i]``. Type 7 lies between the sorted places
    floor(h) and floor(h)+1, counted from 0, with h = (draws - 1) share.
    """
    units, draws = len(histogram), int(histogram[0].sum())
    position = (draws - 1) * np.asarray(shares)
    below = np.floor(position)
    wanted = np.concatenate([below, np.minimum(below + 1, draws - 1)])
    steps = np.arange(units, dtype=np.float64)
    powers = np.column_stack([steps, steps * steps])
    moments, found = np.empty((units, 2)), np.empty((units, len(wanted)))
    for unit, (low, high) in enumerate(zip((best - 1).tolist(), worst.tolist(), strict=True)):
        counts = histogram[unit, low:high].astype(np.float64)
        moments[unit] = counts @ powers[: high - low]
        found[unit] = counts.cumsum().searchsorted(wanted, side="right")
    lower, upper = np.split(found.T, 2)
    quantiles = lower + (position - below)[:, None] * (upper - lower)
    variance = (moments[:, 1] - moments[:, 0] ** 2 / draws) / max(draws - 1, 1)
    return Summary(best + moments[:, 0] / draws, np.sqrt(np.maximum(variance, 0.0)), quantiles + best)


def rank_statistics(ranks: NDArray[Any]) -> Summary:
    """Mean, sd, and the 5, 50, 95 % quantiles of stored ranks, units x replications.

    Fractional ranks (ties by average) are allowed; quantiles are R type 7.
    """
    table = np.asarray(ranks, dtype=np.float64)
    if table.ndim != 2 or not table.size:
        raise ValueError("ranks must be a matrix of units and replications")
    sd = table.std(axis=1, ddof=1) if table.shape[1] > 1 else np.zeros(len(table))
    return Summary(table.mean(axis=1), sd, np.quantile(table, (0.05, 0.5, 0.95), axis=1))
