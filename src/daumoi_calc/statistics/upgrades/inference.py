"""An event study of dated upgrades: each upgraded unit against the units not yet upgraded, stacked by event.

For one event the change of the upgraded unit around its year is set against the mean change, in the same calendar
years, of all units without the form until the end of the window. The effect is the mean over events. What chance
alone would give comes from handing out the same years of upgrade to the units anew; with few upgraded units the
usual cluster-robust t rejects far too often (J. MacKinnon and M. Webb, "Randomization inference for
difference-in-differences with few treated clusters", J. Econometrics 218:435, 2020).

The main effect, the pre-trend and the placebo date are the same computation with another contrast over the years
around the upgrade, so they are judged by the same re-assignments.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import factorial, perm, prod

import numpy as np
from numpy.typing import NDArray

from daumoi_calc.statistics.comparison.groups import Floats
from daumoi_calc.statistics.comparison.splits import Reference, reference, threshold
from daumoi_calc.statistics.refusals import Incomparable
from daumoi_calc.statistics.upgrades.panel import (
    LeftOut,
    Panel,
    Study,
    UnitPath,
    Window,
    chosen_study,
    unit_paths,
)

MOST_ASSIGNMENTS = 100_000
"""Up to so many ways of handing out the years all are looked at; beyond, ``DRAWS`` are drawn."""

DRAWS = 20_000


@dataclass(frozen=True)
class Event:
    """One upgrade: change of the unit, mean change of its ``controls``, and their difference, in score points."""

    unit: str
    year: int
    change: float
    controls_change: float
    controls: tuple[str, ...]

    @property
    def difference(self) -> float:
        """By how much the unit moved more than its controls."""
        return self.change - self.controls_change


@dataclass(frozen=True)
class Estimate:
    """A contrast in score points with its place among all re-assignments of the years.

    Only a contrast beyond ``threshold`` on either side would have p ≤ 0.05; infinite when none would.
    """

    value: float
    threshold: float
    reference: Reference


@dataclass(frozen=True)
class YearAround:
    """Mean difference to the controls ``time`` years after the upgrade, counted from the year before it (0 there).

    ``low`` and ``high`` bound the middle 95 % of what re-assigned years give: a band for drawing, not an interval
    of the estimate.
    """

    time: int
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Upgrades:
    """An event study. ``effect`` is mean after minus mean before, against the controls.

    ``pre_trend`` is the slope for each year before the upgrade, ``placebo`` the effect of a date pretended
    ``placebo_shift`` years earlier, on years before the upgrade only. Both have little power with so few units:
    a large p does not show that the groups moved alike. ``paths`` holds every unit for drawing.
    """

    window: Window
    effect: Estimate
    pre_trend: Estimate
    placebo: Estimate
    placebo_shift: int
    events: tuple[Event, ...]
    around: tuple[YearAround, ...]
    paths: tuple[UnitPath, ...]
    left_out: tuple[LeftOut, ...]
    units: int


def study_upgrades(
    *,
    panel: Panel,
    window: Window,
    seed: int,
    set_aside: Mapping[str, str] | None = None,
    draws: int = DRAWS,
) -> Upgrades:
    """Compare units around their upgrade with units not yet upgraded.

    ``set_aside`` names units declared out beforehand, each with its reason.

    :raises Incomparable: as ``chosen_study``; or an event has no unit left to be compared with.
    """
    study = chosen_study(panel=panel, window=window, set_aside=set_aside or {})
    years = [year for _, year in study.events]
    for _, year in study.events:
        if len(_taken(years, year, window)) == len(study.units):
            raise Incomparable(f"Nâng cấp năm {year}: không còn đơn vị nào chưa nâng cấp để đối chiếu.")
    assigned, exact = _assignments(years, len(study.units), seed, draws)
    observed = np.array([[place for place, _ in study.events]], dtype=np.intp)
    judge = _Judge(study, window, observed, assigned, None if exact else seed)
    shift = max(1, window.before // 2)
    return Upgrades(
        window=window,
        effect=judge.estimate(_main(window)),
        pre_trend=judge.estimate(_slope(window)),
        placebo=judge.estimate(_earlier(window, shift)),
        placebo_shift=shift,
        events=_events(study, window),
        around=tuple(judge.around(time) for time in window.times),
        paths=unit_paths(panel=panel),
        left_out=study.left_out,
        units=len(study.units),
    )


@dataclass(frozen=True)
class _Judge:
    study: Study
    window: Window
    observed: NDArray[np.intp]
    assigned: NDArray[np.intp]
    seed: int | None

    def values(self, contrast: Floats) -> tuple[float, Floats]:
        """The contrast for the real years and for every re-assignment."""
        changes = _changes(self.study, self.window, contrast)
        years = [year for _, year in self.study.events]
        return (
            float(_stacked(changes, years, self.window, self.observed)[0]),
            _stacked(changes, years, self.window, self.assigned),
        )

    def estimate(self, contrast: Floats) -> Estimate:
        value, null = self.values(contrast)
        scale = float(np.abs(_changes(self.study, self.window, contrast)).max()) or 1.0
        placed = reference(observed=value, null=null, scale=scale, seed=self.seed)
        return Estimate(value, threshold(null=null, exact=self.seed is None), placed)

    def around(self, time: int) -> YearAround:
        contrast = np.zeros(len(self.window.times))
        contrast[time + self.window.before] += 1
        contrast[self.window.before - 1] -= 1
        value, null = self.values(contrast)
        low, high = np.quantile(null, [0.025, 0.975])
        return YearAround(time, value, float(low), float(high))


def _main(window: Window) -> Floats:
    return np.array([-1 / window.before] * window.before + [1 / window.after] * window.after)


def _earlier(window: Window, shift: int) -> Floats:
    calm = window.before - shift
    return np.array([-1 / calm] * calm + [1 / shift] * shift + [0.0] * window.after)


def _slope(window: Window) -> Floats:
    times = np.arange(window.before) - (window.before - 1) / 2
    return np.concatenate([times / (times @ times), np.zeros(window.after)])


def _changes(study: Study, window: Window, contrast: Floats) -> Floats:
    """Contrast of every unit around the year of every event: events x units."""
    starts = [year - window.before - study.first_year for _, year in study.events]
    return np.array([study.scores[:, start : start + len(contrast)] @ contrast for start in starts])


def _taken(years: list[int], year: int, window: Window) -> list[int]:
    """Events whose unit has the form before the window around ``year`` ends, so that it is no control there."""
    return [place for place, other in enumerate(years) if other <= year + window.after - 1]


def _stacked(changes: Floats, years: list[int], window: Window, assigned: NDArray[np.intp]) -> Floats:
    """Mean over events of the upgraded unit's change minus its controls' mean change, for each assignment."""
    total = np.zeros(len(assigned))
    for place, year in enumerate(years):
        taken = _taken(years, year, window)
        change = changes[place]
        not_controls = change[assigned[:, taken]].sum(axis=1)
        controls = (change.sum() - not_controls) / (len(change) - len(taken))
        total += change[assigned[:, place]] - controls
    return total / len(years)


def _events(study: Study, window: Window) -> tuple[Event, ...]:
    years = [year for _, year in study.events]
    changes = _changes(study, window, _main(window))
    found: list[Event] = []
    for place, (row, year) in enumerate(study.events):
        out = {study.events[other][0] for other in _taken(years, year, window)}
        controls = [unit for unit in range(len(study.units)) if unit not in out]
        found.append(
            Event(
                unit=study.units[row],
                year=year,
                change=float(changes[place, row]),
                controls_change=float(changes[place, controls].mean()),
                controls=tuple(study.units[unit] for unit in controls),
            )
        )
    return tuple(found)


def _assignments(years: list[int], units: int, seed: int, draws: int) -> tuple[NDArray[np.intp], bool]:
    """Rows of units, one for each event in order of years; True when every distinct assignment is there."""
    sizes = list(Counter(years).values())
    ways = perm(units, len(years)) // prod(factorial(size) for size in sizes)
    if ways <= MOST_ASSIGNMENTS:
        return np.array(list(_every(tuple(range(units)), sizes)), dtype=np.intp), True
    every = np.tile(np.arange(units, dtype=np.intp), (draws, 1))
    return np.random.default_rng(seed).permuted(every, axis=1)[:, : len(years)], False


def _every(units: tuple[int, ...], sizes: list[int]) -> Iterator[tuple[int, ...]]:
    """All ways of giving ``sizes[0]`` units the first year, ``sizes[1]`` of the others the second, and so on."""
    if not sizes:
        yield ()
        return
    for taken in combinations(units, sizes[0]):
        rest = tuple(unit for unit in units if unit not in taken)
        for following in _every(rest, sizes[1:]):
            yield taken + following
