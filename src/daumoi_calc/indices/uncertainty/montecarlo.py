"""Ranks of all units under thousands of weightings and ways of computing, as one summarised cloud.

Draws run in batches: weights, one matrix product, places, and a histogram of places per unit. Nothing else of a draw
is kept, so memory does not grow with the number of draws. The practice is that of the OECD/JRC Handbook on
constructing composite indicators and of Saisana, Saltelli and Tarantola (2005).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from daumoi_calc.indices.uncertainty import kernel, ranking
from daumoi_calc.indices.uncertainty.arrays import IntArray
from daumoi_calc.indices.uncertainty.cloud import CloudBuilder, RankCloud
from daumoi_calc.indices.uncertainty.sampling import WeightModel, draw_weights, stream
from daumoi_calc.indices.uncertainty.scoring import Precision, Scheme, Scorer, nominal_scores

BATCH = 512  # draws in one matrix product
WORTH_COMPILING = 200_000_000  # places to find before the seconds of compiling pay back
SIGNIFICANT_DIGITS = 12  # nominal scores equal to that many digits share a place


class Backend(StrEnum):
    """Which loops find the places; all give the same ones.

    AUTO takes the compiled kernel when this process has it already, or when the work is worth compiling it.
    """

    AUTO = "auto"
    NUMPY = "numpy"
    COMPILED = "compiled"


@dataclass(frozen=True, slots=True)
class Factor:
    """A decision of the index maker with other defensible answers, such as the normalisation; first = nominal."""

    name: str
    options: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.options or len(set(self.options)) != len(self.options):
            raise ValueError(f"factor {self.name}: options are missing or named twice")


Prepare = Callable[[Mapping[str, str]], Scheme]
"""Gives the scheme of one answer per factor (factor name to option)."""


def simulate(
    *,
    schemes: Sequence[Scheme],
    weights: WeightModel,
    draws: int,
    seed: int,
    nominal_ranks: ArrayLike | None = None,
    top: int = 50,
    batch: int = BATCH,
    backend: Backend = Backend.AUTO,
    precision: Precision = Precision.FLOAT64,
) -> RankCloud:
    """The cloud of ``draws`` weightings under each of ``schemes`` (all on the same units).

    ``nominal_ranks`` are the official places; without them, those of the first scheme at nominal weights. ``top`` is
    how many of the best units get their pairwise probabilities. The same seed gives the same draws whatever the
    batch; places can differ by it only where two scores agree to the last bits.

    :raises ValueError: no scheme, other units from scheme to scheme, or fewer than one draw.
    """
    if not schemes or draws < 1:
        raise ValueError("a simulation needs at least one scheme and one draw")
    official = _official(schemes[0], nominal_ranks)
    plan = ((place, scheme, draws) for place, scheme in enumerate(schemes))
    return _run(
        plan,
        weights=weights,
        seed=seed,
        builder=CloudBuilder(nominal=official, draws=draws * len(schemes), top=top),
        batch=batch,
        backend=backend,
        precision=precision,
    )


def simulate_factors(
    *,
    factors: Sequence[Factor],
    prepare: Prepare,
    weights: WeightModel,
    draws: int,
    seed: int,
    nominal_ranks: ArrayLike | None = None,
    top: int = 50,
    batch: int = BATCH,
    backend: Backend = Backend.AUTO,
    precision: Precision = Precision.FLOAT64,
) -> RankCloud:
    """The cloud of ``draws`` in all, each with one answer per factor taken at random and its own weights.

    Every combination that occurs is prepared once and dropped after its draws, so two matrices at most are alive.
    """
    if draws < 1:
        raise ValueError("a simulation needs at least one draw")
    combinations = list(product(*(factor.options for factor in factors)))
    chosen = (stream(seed).random(draws) * len(combinations)).astype(np.int64)
    counts = np.bincount(chosen, minlength=len(combinations))
    names = [factor.name for factor in factors]
    official = _official(prepare(dict(zip(names, combinations[0], strict=True))), nominal_ranks)
    plan = (
        (place, prepare(dict(zip(names, combinations[place], strict=True))), int(counts[place]))
        for place in np.flatnonzero(counts).tolist()
    )
    return _run(
        plan,
        weights=weights,
        seed=seed,
        builder=CloudBuilder(nominal=official, draws=draws, top=top),
        batch=batch,
        backend=backend,
        precision=precision,
    )


def find_places(*, backend: Backend, work: int) -> kernel.Kernel:
    """The loops that find and count places, for ``work`` places in all.

    :raises ValueError: the compiled kernel is demanded where numba is not installed.
    """
    plain = kernel.Kernel(ranking.rank_rows, ranking.count_places)
    if backend is Backend.NUMPY or not kernel.installed():
        if backend is Backend.COMPILED:
            raise ValueError("the compiled rank kernel needs the optional package numba")
        return plain
    wanted = backend is Backend.COMPILED or kernel.ready() or work >= WORTH_COMPILING
    return kernel.compiled() if wanted else plain


def _official(scheme: Scheme, given: ArrayLike | None) -> IntArray:
    if given is None:
        return ranking.competition_ranks(nominal_scores(scheme), digits=SIGNIFICANT_DIGITS)
    official = np.asarray(given, dtype=np.int64)
    if official.shape != (scheme.units,) or official.min() < 1 or official.max() > scheme.units:
        raise ValueError(f"nominal ranks must be {scheme.units} places from 1")
    return official


def _run(
    plan: Iterable[tuple[int, Scheme, int]],
    *,
    weights: WeightModel,
    seed: int,
    builder: CloudBuilder,
    batch: int,
    backend: Backend,
    precision: Precision,
) -> RankCloud:
    if batch < 1:
        raise ValueError("a batch holds at least one draw")
    loops = find_places(backend=backend, work=builder.draws * builder.units)
    for place, scheme, draws in plan:
        if scheme.units != builder.units:
            raise ValueError(f"{scheme.name}: {scheme.units} units where {builder.units} were expected")
        scorer, generator = Scorer(scheme, precision=precision), stream(seed, place)
        for start in range(0, draws, batch):
            size = min(batch, draws - start)
            drawn = draw_weights(tree=scheme.tree, model=weights, generator=generator, draws=size)
            _fill(builder, scorer.keys(drawn), loops)
        builder.used(scheme.name, draws)
    return builder.finish(loops.count_places)


def _fill(builder: CloudBuilder, keys: NDArray[Any], loops: kernel.Kernel) -> None:
    """Places of a batch straight into the builder's store, in as many pieces as it has room for."""
    done = 0
    while done < len(keys):
        room = builder.room(len(keys) - done, loops.count_places)
        loops.rank_rows(keys[done : done + len(room)], room)
        done += len(room)
