"""Places from scores: the plain way, the compiled way and scipy agree exactly."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.stats import rankdata

from daumoi_calc.indices.uncertainty import competition_ranks, kernel, ranking
from daumoi_calc.indices.uncertainty.arrays import RealArray

TYPES = [np.float64, np.float32]
needs_kernel = pytest.mark.skipif(not kernel.installed(), reason="numba is optional")


def plain(keys: RealArray) -> Any:
    places = np.empty(keys.shape, dtype=np.int16)
    ranking.rank_rows(keys, places)
    return places


def by_kernel(keys: RealArray) -> Any:
    places = np.empty(keys.shape, dtype=np.int16)
    kernel.compiled().rank_rows(keys, places)
    return places


def by_scipy(keys: RealArray) -> Any:
    return rankdata(-keys, axis=1, method="min")


def batches(kind: type[np.floating[Any]]) -> st.SearchStrategy[RealArray]:
    """Rows with many equals, signs, huge and tiny numbers, and neighbours that differ in the last bit."""
    top = float(np.float32(1e30))
    number = st.one_of(
        st.floats(min_value=-top, max_value=top, width=64 if kind is np.float64 else 32),
        st.sampled_from([0.0, -0.0, 1.0, float(np.nextafter(kind(1), kind(2))), -1.0, 1e-30]),
    )
    return arrays.arrays(kind, st.tuples(st.integers(1, 4), st.integers(1, 40)), elements=number)


@pytest.mark.parametrize("kind", TYPES)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_plain_places_are_those_of_scipy(kind: type[np.floating[Any]], data: st.DataObject) -> None:
    keys = data.draw(batches(kind))
    assert np.array_equal(plain(keys), by_scipy(keys))


@needs_kernel
@pytest.mark.parametrize("kind", TYPES)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_compiled_places_are_those_of_scipy(kind: type[np.floating[Any]], data: st.DataObject) -> None:
    keys = data.draw(batches(kind))
    assert np.array_equal(by_kernel(keys), by_scipy(keys))


@needs_kernel
@pytest.mark.parametrize("kind", TYPES)
def test_both_agree_on_many_units_with_one_far_away(kind: type[np.floating[Any]]) -> None:
    """The outlier presses all others into one bucket of the compiled sort, which must then give way."""
    keys = np.random.default_rng(1).normal(size=(6, 3000)).astype(kind)
    keys[2:4, 17] = 1e12
    keys[4, :1500] = keys[4, 1500:]
    assert np.array_equal(by_kernel(keys), by_scipy(keys))
    assert np.array_equal(plain(keys), by_scipy(keys))


@needs_kernel
def test_both_count_the_same_histogram() -> None:
    keys = np.random.default_rng(2).normal(size=(90, 70))
    places, counted, compiled = plain(keys), np.zeros((70, 70), np.uint16), np.zeros((70, 70), np.uint16)
    ranking.count_places(places, counted)
    kernel.compiled().count_places(places, compiled)
    assert np.array_equal(counted, compiled)
    assert counted.sum(axis=1).tolist() == [90] * 70
    assert counted[3, places[0, 3] - 1] == (places[:, 3] == places[0, 3]).sum()


@given(row=arrays.arrays(np.float64, st.integers(1, 40), elements=st.floats(-5, 5), unique=True))
@settings(deadline=None)
def test_places_without_equals_sum_to_that_of_all_places(row: RealArray) -> None:
    assert int(competition_ranks(row).sum()) == len(row) * (len(row) + 1) // 2


def test_scores_that_differ_only_by_the_order_of_adding_share_a_place() -> None:
    scores = [0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1, 0.5]
    assert scores[0] != scores[1]
    assert competition_ranks(scores, digits=12).tolist() == [1, 1, 3]


def test_a_score_that_is_not_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        competition_ranks([1.0, np.nan])
