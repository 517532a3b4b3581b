"""Weights drawn at random around the nominal ones.

Every draw takes a fixed run of numbers from the stream in order, so the draws do not depend on how many are asked
for at a time. The generator is PCG64; child streams come from a seed and a place, never from an earlier stream.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from daumoi_calc.indices.uncertainty.arrays import FloatArray
from daumoi_calc.indices.uncertainty.tree import Tree


@dataclass(frozen=True, slots=True)
class RelativeNoise:
    """Each weight times a uniform number in 1 ± spread, then shared anew inside its group.

    ``spread`` has one number in [0, 1) per level, from the indicators upward; 0 keeps a level nominal.
    """

    spread: tuple[float, ...]

    def __post_init__(self) -> None:
        if any(not 0 <= spread < 1 for spread in self.spread):
            raise ValueError("a spread lies between 0 and 1")


@dataclass(frozen=True, slots=True)
class DirichletNoise:
    """Weights of a group drawn from a Dirichlet law whose mean is the nominal share.

    ``concentration`` has one number above 0 per level: large keeps close to the nominal share, 1 x group size with
    equal weights is uniform over all possible weights. None keeps a level nominal.
    """

    concentration: tuple[float | None, ...]

    def __post_init__(self) -> None:
        if any(value is not None and not value > 0 for value in self.concentration):
            raise ValueError("a concentration lies above 0")


@dataclass(frozen=True, slots=True, eq=False)
class GivenWeights:
    """Weight sets proposed by people; each draw takes one of them with equal chance.

    ``levels`` holds one sets x nodes matrix per level; row k of all levels together is set k.
    """

    levels: tuple[FloatArray, ...]

    def __post_init__(self) -> None:
        if len({len(level) for level in self.levels}) != 1 or not len(self.levels[0]):
            raise ValueError("every level needs the same number of weight sets, and at least one")
        if any((level < 0).any() or not np.isfinite(level).all() for level in self.levels):
            raise ValueError("given weights must be finite and not negative")


WeightModel = RelativeNoise | DirichletNoise | GivenWeights


def stream(*path: int) -> np.random.Generator:
    """The PCG64 generator of a seed and the places under it, such as (seed, scheme)."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(list(path))))


def draw_weights(
    *, tree: Tree, model: WeightModel, generator: np.random.Generator, draws: int
) -> tuple[FloatArray, ...]:
    """The next ``draws`` weights of the stream: one draws x nodes matrix per level, not yet shared out.

    :raises ValueError: the model speaks of another number of levels or nodes than the tree.
    """
    sizes = [len(level.parents) for level in tree.levels]
    if isinstance(model, GivenWeights):
        if [level.shape[1] for level in model.levels] != sizes:
            raise ValueError(f"given weights do not fit the tree, whose levels have {sizes} nodes")
        chosen = (generator.random(draws) * len(model.levels[0])).astype(np.int64)
        return tuple(level[chosen] for level in model.levels)
    if isinstance(model, RelativeNoise):
        _same_levels(sizes, model.spread)
        spread = np.repeat(model.spread, sizes)
        noise = generator.random((draws, sum(sizes)))  # in place from here: this runs for every batch
        noise *= 2.0 * spread
        noise += 1.0 - spread
        noise *= np.concatenate([level.weights for level in tree.levels])
        return tuple(np.split(noise, np.cumsum(sizes)[:-1], axis=1))
    _same_levels(sizes, model.concentration)
    gammas = generator.standard_gamma(_shapes(tree, model), size=(draws, sum(sizes)))
    parts = np.split(gammas, np.cumsum(sizes)[:-1], axis=1)
    return tuple(
        np.broadcast_to(level.weights, part.shape) if concentration is None else part
        for level, concentration, part in zip(tree.levels, model.concentration, parts, strict=True)
    )


def _same_levels(sizes: Sequence[int], given: Sequence[float | None]) -> None:
    if len(sizes) != len(given):
        raise ValueError(f"the tree has {len(sizes)} levels, the noise speaks of {len(given)}")


def _shapes(tree: Tree, model: DirichletNoise) -> FloatArray:
    """Gamma shapes whose normalised draws are Dirichlet; a weight of zero stays zero (shape 0)."""
    from_levels = []
    for level, concentration in zip(tree.levels, model.concentration, strict=True):
        group = np.bincount(level.parents, weights=level.weights)[level.parents]
        from_levels.append(level.weights / group * (1.0 if concentration is None else concentration))
    return np.concatenate(from_levels)
