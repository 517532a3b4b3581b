"""What must hold for any data: laws of scales, peers, gaps and hashes."""

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from daumoi_calc.indices import DOES_NOT_APPLY, Result, Table, compute
from daumoi_calc.indices.definition import Definition
from daumoi_calc.indices.tests.material import defined, indicator, node

CODES = ("a", "b", "c")
TREE = node("thu", node("x", indicator("a"), indicator("b", weight=2)), indicator("c"))
number = st.integers(-1000, 1000).map(lambda value: value / 8)
columns = st.integers(2, 7).flatmap(
    lambda units: st.fixed_dictionaries(
        {code: st.lists(number, min_size=units, max_size=units) for code in CODES}
    )
)
Columns = dict[str, list[Any]]


def computed(definition: Definition, data: Columns, texts: dict[str, list[str]] | None = None) -> Result:
    units = [f"u{place}" for place in range(len(data["a"]))]
    return compute(definition=definition, table=Table.build(units=units, columns=data, texts=texts))


MIN_MAX = defined(TREE, normalisation={"method": "min_max"})


@settings(max_examples=60, deadline=None)
@given(data=columns, factor=st.sampled_from([0.001, 0.5, 3.0, 1e6]), shift=number)
def test_the_range_scale_knows_no_unit_of_measure(data: Columns, factor: float, shift: float) -> None:
    moved = {code: [value * factor + shift for value in values] for code, values in data.items()}
    one, two = computed(MIN_MAX, data), computed(MIN_MAX, moved)
    assert np.allclose(one.scores, two.scores, atol=1e-7)


FIXED = defined(
    node(
        "thu",
        node("x", *(indicator(code, goalposts={"low": -130, "high": 130}) for code in ("a", "b"))),
        indicator("c", goalposts={"low": -130, "high": 130}),
    ),
    normalisation={"method": "goalposts"},
    goalpost_policy={"ends": "fixed"},
)


@settings(max_examples=60, deadline=None)
@given(data=columns, code=st.sampled_from(CODES), rise=st.integers(1, 100))
def test_with_fixed_ends_more_is_never_less_and_others_do_not_move(
    data: Columns, code: str, rise: int
) -> None:
    risen = {**data, code: [data[code][0] + rise, *data[code][1:]]}
    before, after = computed(FIXED, data).score(), computed(FIXED, risen).score()
    assert after[0] >= before[0]
    assert np.array_equal(after[1:], before[1:])


@settings(max_examples=40, deadline=None)
@given(data=columns, changed=number)
def test_what_happens_in_one_peer_group_stays_there(data: Columns, changed: float) -> None:
    definition = defined(
        TREE,
        normalisation={"method": "z_score"},
        weighting={"method": "pca"},
        imputation={"method": "mean"},
        peers={"column": "nhom", "groups": {"p": {"vi": "P"}, "q": {"vi": "Q"}}},
    )
    both = {code: values + values for code, values in data.items()}
    half = len(data["a"])
    groups = {"nhom": ["p"] * half + ["q"] * half}
    other = {code: [changed, *values[1:]] for code, values in both.items()}
    one, two = computed(definition, both, groups), computed(definition, other, groups)
    assert np.array_equal(one.scores[half:], two.scores[half:])
    assert np.array_equal(one.ranks[half:], two.ranks[half:])


@settings(max_examples=40, deadline=None)
@given(data=columns)
def test_an_indicator_that_applies_to_nobody_is_as_if_it_were_not_there(data: Columns) -> None:
    with_it = computed(MIN_MAX, {**data, "c": [DOES_NOT_APPLY] * len(data["a"])})
    without = computed(
        defined(
            node("thu", node("x", indicator("a"), indicator("b", weight=2))),
            normalisation={"method": "min_max"},
        ),
        data,
    )
    assert np.array_equal(with_it.score(), without.score())


@settings(max_examples=40, deadline=None)
@given(data=columns, seed=st.integers(0, 1000), gap=st.booleans())
def test_the_order_of_rows_changes_no_digit_and_no_hash(data: Columns, seed: int, gap: bool) -> None:
    definition = defined(
        TREE,
        normalisation={"method": "z_score"},
        weighting={"method": "pca"},
        imputation={"method": "mean"},
        treatment={"method": "gate"},
    )
    cells = {**data, "b": [None if gap else data["b"][0], *data["b"][1:]]}
    units = [f"u{place}" for place in range(len(data["a"]))]
    table = Table.build(units=units, columns=cells)
    order = np.random.Generator(np.random.PCG64(seed)).permutation(len(units))
    one = compute(definition=definition, table=table)
    two = compute(definition=definition, table=table.take(order))
    assert two.digest() == one.digest()
    assert np.array_equal(two.scores, one.scores[order], equal_nan=True)


@settings(max_examples=40, deadline=None)
@given(data=columns, place=st.integers(0, 6), code=st.sampled_from(CODES))
def test_another_number_makes_another_hash(data: Columns, place: int, code: str) -> None:
    row = place % len(data[code])
    other = {**data, code: [value + (0.125 if at == row else 0) for at, value in enumerate(data[code])]}
    one, two = computed(FIXED, data), computed(FIXED, other)
    assert one.recipe.data_digest != two.recipe.data_digest
    assert one.digest() != two.digest()


@settings(max_examples=40, deadline=None)
@given(data=columns)
def test_copeland_places_follow_any_rising_change_of_one_column(data: Columns) -> None:
    definition = defined(TREE, aggregation={"method": "copeland"})
    bent = {**data, "a": [value**3 + value for value in data["a"]]}
    assert np.array_equal(computed(definition, data).score(), computed(definition, bent).score())
