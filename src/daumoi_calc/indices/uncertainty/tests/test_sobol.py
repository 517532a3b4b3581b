"""Sobol indices against functions whose indices are known, and on an index itself."""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings

from daumoi_calc.indices.uncertainty import (
    Aggregation,
    Factor,
    RelativeNoise,
    Scheme,
    index_sensitivity,
    scheme_of,
    sobol_design,
    sobol_from_outputs,
    sobol_indices,
)
from daumoi_calc.indices.uncertainty.arrays import FloatArray
from daumoi_calc.indices.uncertainty.tests.samples import numbers, seeds, two_levels


def ishigami(points: FloatArray) -> FloatArray:
    """T. Ishigami and T. Homma (1990), a = 7, b = 0.1."""
    x, y, z = ((2 * points - 1) * np.pi).T
    return np.asarray(np.sin(x) + 7 * np.sin(y) ** 2 + 0.1 * z**4 * np.sin(x))


def test_indices_of_the_ishigami_function_are_the_analytic_ones() -> None:
    found = sobol_indices(factors=["x", "y", "z"], model=ishigami, base=2**14, seed=1)
    a, b, pi4 = 7.0, 0.1, np.pi**4
    variance = a**2 / 8 + b * pi4 / 5 + b**2 * pi4**2 / 18 + 0.5
    alone = 0.5 * (1 + b * pi4 / 5) ** 2 / variance
    together = b**2 * pi4**2 * (1 / 18 - 1 / 50) / variance
    assert found.first == pytest.approx([alone, a**2 / 8 / variance, 0.0], abs=0.01)
    assert found.total == pytest.approx([alone + together, a**2 / 8 / variance, together], abs=0.01)
    assert found.variance == pytest.approx(variance, rel=0.01)
    assert found.evaluations == 2**14 * 5


def test_of_an_additive_function_first_and_total_agree_and_sum_to_one() -> None:
    weights = np.array([3.0, 2.0, 1.0])
    found = sobol_indices(factors="abc", model=lambda points: points @ weights, base=2**12, seed=4)
    assert found.first == pytest.approx(weights**2 / 14, abs=0.01)
    assert found.total == pytest.approx(weights**2 / 14, abs=0.01)


def test_a_discrete_factor_has_the_variance_of_its_options() -> None:
    """Options 0, 1, 5 equally likely (variance 14/3) beside a uniform of ten times its unit (100/12)."""
    options = np.array([0.0, 1.0, 5.0])
    found = sobol_indices(
        factors=["lựa chọn", "số"],
        model=lambda points: options[(points[:, 0] * 3).astype(int)] + 10 * points[:, 1],
        base=2**12,
        seed=4,
    )
    whole = 14 / 3 + 100 / 12
    assert found.first == pytest.approx([14 / 3 / whole, 100 / 12 / whole], abs=0.01)


def test_indices_follow_the_estimators_written_out() -> None:
    generator = np.random.default_rng(3)
    first, second = generator.normal(size=(2, 100))
    mixed = generator.normal(size=(4, 100))
    found = sobol_from_outputs(factors="abcd", first=first, second=second, mixed=mixed)
    pooled = [*first, *second]
    centre = sum(pooled) / 200
    variance = sum((value - centre) ** 2 for value in pooled) / 199
    for factor in range(4):
        pairs = list(zip(first, second, mixed[factor], strict=True))
        si = sum(b * (ab - a) for a, b, ab in pairs) / 100 / variance
        sti = sum((a - ab) ** 2 for a, b, ab in pairs) / 100 / 2 / variance
        assert found.first[factor] == pytest.approx(si, rel=1e-12)
        assert found.total[factor] == pytest.approx(sti, rel=1e-12)


@given(seed=seeds)
@settings(max_examples=10, deadline=None)
def test_total_order_is_never_negative_and_a_dead_factor_has_none(seed: int) -> None:
    found = sobol_indices(factors="ab", model=lambda points: points[:, 0] ** 2, base=64, seed=seed)
    assert found.total[0] > 0
    assert found.total[1] == found.first[1] == 0.0


def test_a_constant_output_is_said_to_be_constant() -> None:
    found = sobol_indices(factors="ab", model=lambda points: np.ones(len(points)), base=16, seed=1)
    assert found.constant
    assert found.first.tolist() == found.total.tolist() == [0.0, 0.0]


def test_bootstrap_intervals_hold_the_truth_of_the_ishigami_function() -> None:
    found = sobol_indices(factors="xyz", model=ishigami, base=1024, seed=2, resamples=300)
    assert found.first_interval is not None
    assert found.total_interval is not None
    truth = [0.3139, 0.4424, 0.0]
    for (low, high), estimate, value in zip(found.first_interval, found.first, truth, strict=True):
        assert low < estimate < high
        assert low - 0.05 < value < high + 0.05
        assert high - low < 0.3
    assert (found.total_interval[:, 0] < found.total_interval[:, 1]).all()


@pytest.mark.parametrize("base", [0, 1, 100])
def test_a_base_that_is_not_a_power_of_two_is_refused(base: int) -> None:
    with pytest.raises(ValueError, match="power of two"):
        sobol_design(factors=2, base=base, seed=1)


def test_a_design_changes_one_column_at_a_time() -> None:
    design = sobol_design(factors=3, base=32, seed=6)
    for factor in range(3):
        changed = design.mixed[factor] != design.first
        assert changed[:, factor].all()
        assert changed.sum() == 32
        assert np.array_equal(design.mixed[factor][:, factor], design.second[:, factor])
    assert design.points.shape == (160, 3)


def prepare(answers: Mapping[str, str]) -> Scheme:
    values = numbers(units=40, indicators=8, seed=3)
    tree = two_levels(aggregation=Aggregation(answers["tổng hợp"]))
    return scheme_of(name="mẫu", values=values + 0.0 * len(answers["tên gọi"]), tree=tree)


FACTORS = [
    Factor("tổng hợp", ("arithmetic", "harmonic")),
    Factor("tên gọi", ("một", "hai")),
]


def test_a_decision_without_effect_on_the_index_has_no_sensitivity() -> None:
    found = index_sensitivity(
        factors=FACTORS, prepare=prepare, weights=RelativeNoise((0.2, 0.2)), base=128, seed=5
    )
    assert found.factors == ("tổng hợp", "tên gọi", "weights")
    assert found.total[1] == 0.0
    assert found.total[0] > found.total[2] > 0
    assert found.first[0] > 0.5
    assert found.evaluations == 128 * 5


def test_the_sensitivity_of_an_index_comes_out_the_same_again() -> None:
    runs = [
        index_sensitivity(
            factors=FACTORS, prepare=prepare, weights=RelativeNoise((0.2, 0.2)), base=32, seed=seed
        )
        for seed in (5, 5, 6)
    ]
    assert runs[0].total.tolist() == runs[1].total.tolist() != runs[2].total.tolist()
