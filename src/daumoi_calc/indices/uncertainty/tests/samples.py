"""Small indices for the tests: made-up numbers, no real body behind them."""

import numpy as np
from hypothesis import strategies as st

from daumoi_calc.indices.uncertainty import Aggregation, Scheme, Tree, scheme_of, tree_of
from daumoi_calc.indices.uncertainty.arrays import FloatArray


def two_levels(*, indicators: int = 8, aggregation: Aggregation = Aggregation.ARITHMETIC) -> Tree:
    """Indicators in two pillars of equal size, weights that differ."""
    half = np.arange(indicators) * 2 // indicators
    return tree_of(
        parents=[half, [0, 0]],
        weights=[np.arange(1, indicators + 1), [0.6, 0.4]],
        aggregation=aggregation,
    )


def numbers(*, units: int, indicators: int, seed: int) -> FloatArray:
    """Values in (0, 1) that share a common strength per unit."""
    generator = np.random.default_rng(seed)
    strength = generator.normal(size=(units, 1))
    raw = strength + generator.normal(size=(units, indicators))
    return np.asarray(1 / (1 + np.exp(-raw)))


def sample(*, units: int = 30, indicators: int = 8, seed: int = 1, tree: Tree | None = None) -> Scheme:
    """A scheme of random values in (0, 1)."""
    values = numbers(units=units, indicators=indicators, seed=seed)
    return scheme_of(name="mẫu", values=values, tree=tree or two_levels(indicators=indicators))


seeds = st.integers(min_value=0, max_value=2**31)
