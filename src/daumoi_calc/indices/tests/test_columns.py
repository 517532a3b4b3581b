"""Single columns: filling gaps, outliers, scales, each against an independent computation or by hand."""

import numpy as np
import pytest
from scipy import stats

from daumoi_calc.indices.definition import Imputation, Normalisation, Treatment
from daumoi_calc.indices.definition.structure import Goalposts, Indicator
from daumoi_calc.indices.definition.words import Text
from daumoi_calc.indices.faults import ComputeFault
from daumoi_calc.indices.impute import impute
from daumoi_calc.indices.normalise import normalise
from daumoi_calc.indices.table import Floats
from daumoi_calc.indices.treat import kurtosis, skewness, treat

NAN = float("nan")
GAPPED = np.array([[1.0, 10.0], [3.0, NAN], [NAN, 30.0], [8.0, 50.0]])


def filled(method: str, groups: tuple[str, ...] = ("p", "p", "q", "q")) -> Floats:
    return impute(
        values=GAPPED,
        gaps=np.isnan(GAPPED),
        method=Imputation(method=method, group="g"),  # type: ignore[arg-type]
        groups=groups,
    )


@pytest.mark.parametrize(
    ("method", "expected"),
    [("mean", (4, 30)), ("median", (3, 30)), ("group_mean", (8, 10)), ("group_median", (8, 10))],
)
def test_gaps_are_filled_from_all_units_or_from_their_group(
    method: str, expected: tuple[float, float]
) -> None:
    found = filled(method)
    assert (found[2, 0], found[1, 1]) == expected
    assert np.array_equal(found[~np.isnan(GAPPED)], GAPPED[~np.isnan(GAPPED)])


def test_a_group_without_any_number_takes_the_number_of_all() -> None:
    assert filled("group_mean", ("p", "p", "lẻ", "q"))[2, 0] == 4


def test_a_cell_that_does_not_apply_is_never_filled() -> None:
    gaps = np.isnan(GAPPED)
    gaps[2, 0] = False
    found = impute(values=GAPPED, gaps=gaps, method=Imputation(method="mean"), groups=())
    assert np.isnan(found[2, 0])
    assert found[1, 1] == 30


def test_expectation_maximisation_finds_the_likelihood_of_a_monotone_pattern() -> None:
    """With one column complete the maximum is known in closed form: regress on the complete rows and predict."""
    random = np.random.Generator(np.random.PCG64(4))
    first = random.normal(50, 10, 60)
    second = 3 * first + random.normal(0, 5, 60)
    data = np.column_stack([first, second])
    data[40:, 1] = NAN
    found = impute(values=data, gaps=np.isnan(data), method=Imputation(method="em"), groups=())
    slope, intercept = np.polyfit(first[:40], second[:40], 1)
    assert found[40:, 1] == pytest.approx(slope * first[40:] + intercept, rel=1e-6)


def test_expectation_maximisation_needs_more_units_than_indicators() -> None:
    with pytest.raises(ComputeFault, match="cần ít nhất 4 đơn vị"):
        impute(values=GAPPED[:3], gaps=np.isnan(GAPPED[:3]), method=Imputation(method="em"), groups=())


def test_skewness_and_kurtosis_are_the_bias_corrected_ones() -> None:
    values = np.random.Generator(np.random.PCG64(1)).lognormal(0, 1, 40)
    assert skewness(values) == pytest.approx(float(stats.skew(values, bias=False)))
    assert kurtosis(values) == pytest.approx(float(stats.kurtosis(values, bias=False)))


GATE = Treatment(method="gate")
CALM = [float(number) for number in range(1, 21)]


def test_one_outlier_is_brought_to_the_next_value() -> None:
    done = treat(values=np.array([*CALM, 900.0, NAN]), gate=GATE)
    assert (done.method, done.points, done.passes) == ("winsorised", 1, True)
    assert done.values[20] == 20
    assert np.isnan(done.values[21])
    assert done.values[:20].tolist() == CALM


def test_an_outlier_below_is_brought_up() -> None:
    done = treat(values=np.array([-900.0, *CALM]), gate=GATE)
    assert (done.points, done.values[0]) == (1, 1)


def test_no_more_points_are_moved_than_allowed_and_then_the_logarithm_of_the_original_is_taken() -> None:
    values = np.exp(np.linspace(0, 12, 40))
    done = treat(values=values, gate=Treatment(method="gate", winsorised_at_most=2))
    assert done.method == "log"
    shifted = values - values.min() + 0.01 * (values.max() - values.min())
    assert done.values == pytest.approx(np.log(shifted))


def test_box_cox_takes_the_power_of_greatest_likelihood() -> None:
    values = np.exp(np.linspace(0, 12, 40))
    done = treat(values=values, gate=Treatment(method="gate", winsorised_at_most=0, then="box_cox"))
    shifted = values - values.min() + 0.01 * (values.max() - values.min())
    expected, power = stats.boxcox(shifted)
    assert done.parameter == pytest.approx(float(power), abs=1e-5)
    assert done.values == pytest.approx(expected, rel=1e-4)


def test_a_column_that_passes_the_gate_is_left_alone() -> None:
    assert treat(values=np.array(CALM), gate=GATE).method == "none"


def made(direction: str = "up", **more: object) -> Indicator:
    return Indicator(code="a", name=Text("A"), direction=direction, **more)  # type: ignore[arg-type]


VALUES = np.array([2.0, 4.0, NAN, 10.0, 4.0])
UNITS = ("v", "w", "x", "y", "z")


def scaled(method: str, part: Indicator | None = None, **more: object) -> list[float]:
    scale = Normalisation(method=method, **more)  # type: ignore[arg-type]
    found = normalise(values=VALUES, scale=scale, indicator=part or made(), units=UNITS, place="thử")
    assert np.isnan(found[2])
    return [round(float(number), 6) for number in found[[0, 1, 3, 4]]]


@pytest.mark.parametrize(
    ("method", "direction", "expected"),
    [
        ("identity", "up", [2, 4, 10, 4]),
        ("min_max", "up", [0, 0.25, 1, 0.25]),
        ("min_max", "down", [1, 0.75, 0, 0.75]),
        ("distance_to_maximum", "up", [0, 0.25, 1, 0.25]),
        ("rank", "up", [1, 2, 4, 2]),
        ("rank", "down", [4, 2, 1, 2]),
        ("borda", "up", [0, 1, 3, 1]),
        ("percentile_rank", "up", [0, 0.333333, 1, 0.333333]),
        ("fraction_of_maximum", "up", [0.2, 0.4, 1, 0.4]),
        ("fraction_of_maximum", "down", [1, 0.5, 0.2, 0.5]),
    ],
)
def test_each_scale_by_hand(method: str, direction: str, expected: list[float]) -> None:
    assert scaled(method, made(direction)) == expected


def test_the_z_score_uses_the_divisor_asked_for() -> None:
    known = VALUES[~np.isnan(VALUES)]
    for deviation, degrees in (("sample", 1), ("population", 0)):
        expected = (known - known.mean()) / known.std(ddof=degrees)
        assert scaled("z_score", deviation=deviation) == pytest.approx(expected, abs=1e-6)


def test_goalposts_run_from_end_to_end_and_are_held_there() -> None:
    up = made(goalposts=Goalposts(4, 8))
    down = made("down", goalposts=Goalposts(4, 8))
    assert scaled("goalposts", up) == [0, 0, 1, 0]
    assert scaled("goalposts", down) == [1, 1, 0, 1]
    assert scaled("goalposts", up, clip=False) == [-0.5, 0, 1.5, 0]
    assert scaled("goalposts", made(goalposts=Goalposts(0, 10)), low=1, high=100) == [20.8, 40.6, 100, 40.6]


def test_distances_to_a_target_and_to_a_unit() -> None:
    assert scaled("distance_to_target", made(target=6.0)) == [0, 0.5, 1, 0.5]
    assert scaled("distance_to_target", made("down", target=4.0)) == [1, 1, 0, 1]
    assert scaled("distance_to_reference", made(reference="w"), clip=False) == [0, 1, 4, 1]


def test_a_reference_without_a_number_is_refused() -> None:
    with pytest.raises(ComputeFault, match="đơn vị làm mốc “x” không có số liệu"):
        scaled("distance_to_reference", made(reference="x"))


def test_equal_values_come_to_the_middle() -> None:
    same = np.array([3.0, 3.0])
    for method, middle in (("min_max", 0.5), ("percentile_rank", 0.5), ("z_score", 0.0)):
        scale = Normalisation(method=method)  # type: ignore[arg-type]
        found = normalise(values=same, scale=scale, indicator=made(), units=("a", "b"), place="thử")
        assert found.tolist() == [middle, middle]
