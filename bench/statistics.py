"""Does the form matter: exact tests of a network's size, each with every labelling looked at."""

import statistics
import time
from collections.abc import Callable
from math import comb
from typing import Any

import numpy as np
from scipy.stats import permutation_test

from daumoi_calc.statistics.comparison import (
    Groups,
    compare,
    difference_in_means,
    freedman_lane,
    one_label_wrong,
    power,
    sign_under_weights,
)
from daumoi_calc.statistics.upgrades import Panel, Window, study_upgrades

ENUMERATION_S = 0.23
"""Full enumeration of C(22,8) in the prototype of the research notes (indices.md, part D1)."""


def run() -> list[dict[str, Any]]:
    """CPU seconds of each method, and a check that it looked at all it should."""
    return [
        _enumeration(8, 22, ENUMERATION_S),
        _enumeration(11, 23, 0.5),
        _line("comparison as reported, 8 v 14", 0.3, lambda: _compared(), "means, ranks, delta, shift"),
        _line("one label wrong, 22 units turned in turn", 0.6, lambda: _turned(), "23 comparisons"),
        _line("Freedman-Lane, 22 units, 2 covariates, 20,000 draws", 0.5, lambda: _adjusted(), ""),
        _line("sign under 10,000 draws of 70 weights", 0.3, lambda: _weights(), ""),
        _line("power of 8 v 14, 4,000 runs", 0.1, lambda: _power(), ""),
        _line("event study, 14 units, 3 upgraded", 0.3, lambda: _upgrades(), "2,184 re-assignments"),
    ]


def _enumeration(first: int, units: int, budget: float) -> dict[str, Any]:
    groups = _groups(first, units)

    def every_split() -> bool:
        return difference_in_means(groups=groups, seed=1).reference.labellings == comb(units, first)

    note = f"{comb(units, first):,} splits"
    if units == 22:
        note += f"; peer scipy.stats.permutation_test {_peer(groups):.1f} s CPU for the same p"
    return _line(f"exact permutation of means, {first} of {units}", budget, every_split, note)


def _peer(groups: Groups) -> float:
    start = time.process_time()
    theirs = permutation_test(
        (groups.first, groups.others),
        lambda one, other, axis: np.abs(one.mean(axis=axis) - other.mean(axis=axis)),
        vectorized=True,
        n_resamples=1_000_000,
        batch=20_000,
        alternative="greater",
    )
    spent = time.process_time() - start
    ours = difference_in_means(groups=groups, seed=1).reference.p
    if abs(theirs.pvalue - ours) > 1e-9:
        raise ValueError(f"scipy finds p = {theirs.pvalue}, we find {ours}")
    return spent


def _compared() -> bool:
    found = compare(groups=_groups(8, 22), seed=1)
    return found.detectable is not None and found.detectable.u == 26


def _turned() -> bool:
    return len(one_label_wrong(groups=_groups(8, 22), seed=1).rows) == 22


def _adjusted() -> bool:
    covariates = np.random.default_rng(2).normal(size=(2, 22)).tolist()
    return freedman_lane(groups=_groups(8, 22), covariates=covariates, seed=1).reference.labellings == 20_000


def _weights() -> bool:
    table = np.random.default_rng(3).random((22, 70)).tolist()
    found = sign_under_weights(groups=_groups(8, 22), indicators=table, weights=[1.0] * 70, seed=1)
    return 0 <= found.kept <= 1 and found.draws == 10_000


def _power() -> bool:
    return 0.3 < power(first=8, others=14, shift=0.8, seed=1).power < 0.42


def _upgrades() -> bool:
    scores = np.random.default_rng(4).normal(size=(14, 10)).cumsum(axis=1)
    panel = Panel(
        units=tuple(map(str, range(14))),
        years=tuple(range(2005, 2015)),
        scores=tuple(tuple(row) for row in scores.tolist()),
        upgraded=(2009, 2010, 2011, *(None,) * 11),
    )
    found = study_upgrades(panel=panel, window=Window(3, 3), seed=1)
    return found.effect.reference.labellings == 14 * 13 * 12


def _groups(first: int, units: int) -> Groups:
    scores = np.random.default_rng(2011).normal(50, 10, units)
    scores[:first] += 6
    return Groups(
        units=tuple(map(str, range(units))),
        scores=tuple(scores.tolist()),
        of_form=tuple(place < first for place in range(units)),
    )


def _line(name: str, budget: float, work: Callable[[], bool], note: str) -> dict[str, Any]:
    right = work()
    spent: list[float] = []
    for _round in range(5):
        start = time.process_time()
        right = work() and right
        spent.append(time.process_time() - start)
    value = statistics.median(spent)
    return {
        "name": name,
        "value": round(value, 4),
        "unit": "s CPU",
        "budget": budget,
        "ok": right and value <= budget,
        "note": note,
    }
