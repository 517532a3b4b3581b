"""The cloud of places: what it counts, and that nothing but the seed decides it."""

import csv
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daumoi_calc.indices.uncertainty import (
    Aggregation,
    Backend,
    DirichletNoise,
    Factor,
    GivenWeights,
    Precision,
    RankCloud,
    RelativeNoise,
    Scheme,
    competition_ranks,
    kernel,
    kernel_installed,
    nominal_scores,
    rank_statistics,
    ranking,
    scheme_of,
    simulate,
    simulate_factors,
)
from daumoi_calc.indices.uncertainty.cloud import CloudBuilder
from daumoi_calc.indices.uncertainty.montecarlo import WORTH_COMPILING, find_places
from daumoi_calc.indices.uncertainty.ranking import count_places
from daumoi_calc.indices.uncertainty.sampling import draw_weights, stream
from daumoi_calc.indices.uncertainty.scoring import Scorer
from daumoi_calc.indices.uncertainty.tests.samples import numbers, sample, seeds, two_levels

FIXTURES = Path(__file__).parent / "fixtures"
NOISE = RelativeNoise((0.25, 0.25))


def alike(one: RankCloud, other: RankCloud) -> bool:
    return (
        np.array_equal(one.histogram, other.histogram)
        and np.array_equal(one.above, other.above)
        and np.array_equal(one.median, other.median)
    )


def replayed(scheme: Scheme, *, draws: int, seed: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Places of every draw (draws x units), computed the slow way from the same stream."""
    drawn = draw_weights(tree=scheme.tree, model=NOISE, generator=stream(seed, 0), draws=draws)
    return np.array([competition_ranks(row) for row in Scorer(scheme).keys(drawn)])


def test_statistics_of_the_cloud_are_those_of_its_draws() -> None:
    scheme = sample()
    cloud = simulate(schemes=[scheme], weights=NOISE, draws=300, seed=11, top=6)
    places = replayed(scheme, draws=300, seed=11)
    assert cloud.mean == pytest.approx(places.mean(axis=0), abs=1e-12)
    assert cloud.sd == pytest.approx(places.std(axis=0, ddof=1), abs=1e-9)
    quantiles = np.quantile(places, (0.05, 0.5, 0.95), axis=0)
    assert np.abs(np.array([cloud.q05, cloud.median, cloud.q95]) - quantiles).max() < 1e-9
    assert cloud.quantile(0.333) == pytest.approx(np.quantile(places, 0.333, axis=0))
    assert np.array_equal(cloud.best, places.min(axis=0))
    assert np.array_equal(cloud.worst, places.max(axis=0))
    assert cloud.probability_at_most(3) == pytest.approx((places <= 3).mean(axis=0))
    assert cloud.probability_of_nominal() == pytest.approx((places == cloud.nominal).mean(axis=0))
    top = places[:, cloud.top]
    assert cloud.above == pytest.approx((top[:, :, None] < top[:, None, :]).mean(axis=0))


def test_the_official_places_are_those_of_the_nominal_weights() -> None:
    scheme = sample()
    cloud = simulate(schemes=[scheme], weights=NOISE, draws=5, seed=1)
    assert np.array_equal(cloud.nominal, competition_ranks(nominal_scores(scheme)))
    assert cloud.nominal[cloud.top].tolist() == sorted(cloud.nominal.tolist())


@given(seed=seeds, batch=st.integers(1, 70), schemes=st.integers(1, 3))
@settings(max_examples=25, deadline=None)
def test_the_cloud_does_not_depend_on_the_batch(seed: int, batch: int, schemes: int) -> None:
    listed = [sample(seed=number) for number in range(schemes)]
    one = simulate(schemes=listed, weights=NOISE, draws=60, seed=seed, batch=batch)
    other = simulate(schemes=listed, weights=NOISE, draws=60, seed=seed, batch=512)
    assert alike(one, other)


@given(seed=seeds)
@settings(max_examples=25, deadline=None)
def test_units_in_another_order_get_the_same_places(seed: int) -> None:
    scheme = sample()
    order = np.random.default_rng(seed).permutation(scheme.units)
    moved = scheme_of(name="đảo", values=scheme.values[order], tree=scheme.tree)
    one = simulate(schemes=[scheme], weights=NOISE, draws=40, seed=seed)
    other = simulate(schemes=[moved], weights=NOISE, draws=40, seed=seed)
    assert np.array_equal(one.histogram[order], other.histogram)
    assert np.array_equal(one.mean[order], other.mean)


@given(seed=seeds, units=st.integers(2, 40))
@settings(max_examples=25, deadline=None)
def test_without_equals_one_of_two_is_above_the_other_and_places_sum(seed: int, units: int) -> None:
    scheme = sample(units=units, seed=seed)
    cloud = simulate(schemes=[scheme], weights=NOISE, draws=30, seed=seed)
    between = ~np.eye(units, dtype=bool)
    assert (cloud.above + cloud.above.T)[between] == pytest.approx(1.0)
    assert cloud.mean.sum() == pytest.approx(units * (units + 1) / 2)
    assert cloud.histogram.sum(axis=0).tolist() == [30] * units


def test_twins_share_their_places_in_every_draw() -> None:
    values = numbers(units=6, indicators=8, seed=4)
    values[3] = values[1]
    cloud = simulate(
        schemes=[scheme_of(name="song sinh", values=values, tree=two_levels())],
        weights=NOISE,
        draws=50,
        seed=2,
    )
    first, second = (int(np.flatnonzero(cloud.top == unit)[0]) for unit in (1, 3))
    assert cloud.above[first, second] == cloud.above[second, first] == 0.0
    assert np.array_equal(cloud.histogram[1], cloud.histogram[3])


def test_a_unit_better_in_everything_is_above_under_any_weights() -> None:
    values = numbers(units=10, indicators=8, seed=4) * 0.9
    values[7] = values.max(axis=0) + 0.05
    scheme = scheme_of(name="trội", values=values, tree=two_levels())
    cloud = simulate(schemes=[scheme], weights=DirichletNoise((3.0, 2.0)), draws=400, seed=9)
    assert cloud.top[0] == 7
    assert cloud.above[0, 1:].tolist() == [1.0] * 9
    assert cloud.probability_at_most(1)[7] == 1.0
    assert cloud.sd[7] == 0.0


def test_half_the_given_weights_for_each_of_two_gives_half_the_wins() -> None:
    """Two units, each best in one indicator, and two proposed weightings taken with equal chance."""
    tree = two_levels(indicators=2)
    scheme = scheme_of(name="đôi", values=[[1.0, 0.1], [0.1, 1.0]], tree=tree)
    given = GivenWeights((np.ones((2, 2)), np.array([[0.9, 0.1], [0.1, 0.9]])))
    cloud = simulate(schemes=[scheme], weights=given, draws=4000, seed=3)
    # three standard errors of a share of one half over 4,000 draws
    assert cloud.above[0, 1] == pytest.approx(0.5, abs=3 * 0.5 / np.sqrt(4000))


@pytest.mark.skipif(not kernel_installed(), reason="numba is optional")
@pytest.mark.parametrize("precision", list(Precision))
def test_compiled_and_plain_loops_give_the_same_cloud(precision: Precision) -> None:
    schemes = [sample(units=400, seed=1), sample(units=400, seed=2)]

    def cloud(backend: Backend) -> RankCloud:
        return simulate(
            schemes=schemes, weights=NOISE, draws=80, seed=5, backend=backend, precision=precision
        )

    assert alike(cloud(Backend.NUMPY), cloud(Backend.COMPILED))


def test_single_precision_moves_few_places_and_by_little() -> None:
    schemes = [sample(units=800, indicators=40)]

    def cloud(precision: Precision) -> RankCloud:
        return simulate(
            schemes=schemes, weights=NOISE, draws=50, seed=5, precision=precision, backend=Backend.NUMPY
        )

    exact, rough = cloud(Precision.FLOAT64), cloud(Precision.FLOAT32)
    assert np.abs(exact.mean - rough.mean).max() < 0.1
    moved = np.abs(exact.histogram.astype(int) - rough.histogram.astype(int)).sum() / 2
    assert moved / exact.histogram.sum() < 0.002


def test_the_store_is_emptied_as_often_as_needed() -> None:
    """Places given piece by piece count the same as all at once."""
    places = np.random.default_rng(1).permuted(np.tile(np.arange(1, 8), (500, 1)), axis=1).astype(np.int16)
    builder = CloudBuilder(nominal=np.arange(1, 8), draws=500, top=3)
    builder._store = builder._store[:13]
    done = 0
    while done < len(places):
        room = builder.room(min(29, 500 - done), count_places)
        room[:] = places[done : done + len(room)]
        done += len(room)
    cloud = builder.finish(count_places)
    assert cloud.histogram[2].tolist() == np.bincount(places[:, 2], minlength=8)[1:].tolist()
    assert cloud.above[0, 1] == (places[:, 0] < places[:, 1]).mean()


def test_the_best_places_of_a_scheme_given_more_draws_weigh_more() -> None:
    listed = [sample(seed=1), sample(seed=2)]
    cloud = simulate(schemes=listed, weights=NOISE, draws=70, seed=1)
    assert cloud.used == (("mẫu", 70), ("mẫu", 70))
    assert cloud.draws == int(cloud.histogram[0].sum()) == 140


def test_factors_are_drawn_and_each_combination_prepared_once() -> None:
    factors = [Factor("chuẩn hóa", ("gốc", "bình phương")), Factor("tổng hợp", tuple(Aggregation))]
    values, prepared = numbers(units=12, indicators=8, seed=3), []

    def prepare(answers: Mapping[str, str]) -> Scheme:
        prepared.append(tuple(answers.values()))
        power = 2 if answers["chuẩn hóa"] == "bình phương" else 1
        tree = two_levels(aggregation=Aggregation(answers["tổng hợp"]))
        return scheme_of(name="/".join(answers.values()), values=values**power, tree=tree)

    cloud = simulate_factors(factors=factors, prepare=prepare, weights=NOISE, draws=600, seed=8)
    assert sum(draws for _, draws in cloud.used) == 600
    assert len(cloud.used) == len({name for name, _ in cloud.used}) == 6
    assert len(prepared) == 7  # the nominal combination gives the official places first
    assert min(draws for _, draws in cloud.used) > 60
    assert cloud.histogram.sum(axis=1).tolist() == [600] * 12
    again = simulate_factors(factors=factors, prepare=prepare, weights=NOISE, draws=600, seed=8, batch=7)
    assert alike(cloud, again)


@pytest.mark.parametrize(
    ("draws", "batch", "ranks"), [(0, 512, None), (5, 0, None), (5, 512, [1, 2]), (5, 512, [0] * 30)]
)
def test_a_simulation_that_makes_no_sense_is_refused(draws: int, batch: int, ranks: list[int] | None) -> None:
    with pytest.raises(ValueError):
        simulate(schemes=[sample()], weights=NOISE, draws=draws, seed=1, batch=batch, nominal_ranks=ranks)


def test_schemes_on_other_units_are_refused() -> None:
    with pytest.raises(ValueError, match="units"):
        simulate(schemes=[sample(units=5), sample(units=6)], weights=NOISE, draws=3, seed=1)


def test_small_work_does_not_wait_for_the_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "ready", lambda: False)
    loops = find_places(backend=Backend.AUTO, work=WORTH_COMPILING - 1)
    assert loops.rank_rows is ranking.rank_rows


def test_without_numba_everything_runs_and_the_kernel_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "installed", lambda: False)
    assert find_places(backend=Backend.AUTO, work=WORTH_COMPILING).rank_rows is ranking.rank_rows
    with pytest.raises(ValueError, match="numba"):
        simulate(schemes=[sample()], weights=NOISE, draws=3, seed=1, backend=Backend.COMPILED)


def column(file: str, name: str) -> list[float]:
    with (FIXTURES / f"coinr_UA_results_{file}.csv").open(encoding="utf-8", newline="") as lines:
        return [float(row[name]) for row in csv.DictReader(lines)]


def replications(file: str) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    with (FIXTURES / f"coinr_UA_results_{file}.csv").open(encoding="utf-8", newline="") as lines:
        return np.array([[float(row[f"r_{run}"]) for run in range(1, 101)] for row in csv.DictReader(lines)])


def test_rank_statistics_of_a_published_run_are_reproduced_exactly() -> None:
    found = rank_statistics(replications("Ranks"))
    for name, values in (
        ("Mean", found.mean),
        ("Median", found.quantiles[1]),
        ("Q5", found.quantiles[0]),
        ("Q95", found.quantiles[2]),
    ):
        # the file keeps a few decimals of binary fractions; nothing beyond that differs
        assert np.abs(values - column("RankStats", name)).max() < 1e-12, name


def test_places_of_a_published_run_follow_from_its_scores() -> None:
    ranked = np.array([competition_ranks(run) for run in replications("Scores").T]).T
    assert np.array_equal(ranked, replications("Ranks"))
    assert competition_ranks(column("Nominal", "Score")).tolist() == column("Nominal", "Rank")


def test_the_histogram_summarises_the_published_run_as_the_table_does() -> None:
    places = replications("Ranks").T.astype(np.int16)
    builder = CloudBuilder(nominal=np.array(column("Nominal", "Rank"), np.int64), draws=100, top=10)
    builder.room(100, count_places)[:] = places
    cloud = builder.finish(count_places)
    for name, values in (
        ("Mean", cloud.mean),
        ("Median", cloud.median),
        ("Q5", cloud.q05),
        ("Q95", cloud.q95),
    ):
        assert np.abs(values - column("RankStats", name)).max() < 1e-12, name
