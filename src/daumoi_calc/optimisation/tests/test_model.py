"""The solver's model and the reckoning year by year agree on every combination, not only on the best."""

import itertools

import pytest
from hypothesis import given, settings

from daumoi_calc.optimisation import Choice, Pick, Problem, Requirement, violations
from daumoi_calc.optimisation.arithmetic import live_through, parts_of
from daumoi_calc.optimisation.model import Model, build
from daumoi_calc.optimisation.tests.networks import all_choices, cuc, keep, problem, problems, unit


@settings(max_examples=40, deadline=None)
@given(problems())
def test_rows_hold_exactly_where_nothing_is_violated_and_values_agree(drawn: Problem) -> None:
    _agree(drawn, every=3)


@pytest.mark.parametrize("lag", [None, 0, 1, 2])
def test_rows_of_a_requirement_know_its_time(lag: int | None) -> None:
    first, then = (Pick(unit=code, options=("cuc",)) for code in "ab")
    rule = Requirement(code="r", name="đi sau", when=first, then=then, lag=lag)
    units = (unit(code, keep(1, 1), cuc(5, 5)) for code in "ab")
    _agree(problem(*units, requirements=(rule,)), every=1)


def _agree(drawn: Problem, every: int) -> None:
    """Compares the two on each `every`-th combination of choices."""
    model = build(drawn)
    places = {column.choice: index for index, column in enumerate(model.columns)}
    combinations = itertools.product(*(all_choices(unit) for unit in drawn.units))
    for choices in itertools.islice(combinations, 0, None, every):
        taken = {places[choice] for choice in choices}
        assert _holds(model, taken) == (violations(drawn, choices) == []), choices
        assert sum(model.values[index] for index in taken) == _value(drawn, choices)


def _holds(model: Model, taken: set[int]) -> bool:
    sums = ((row, sum(row.terms.get(index, 0) for index in taken)) for row in model.rows)
    return all(
        (row.lower is None or total >= row.lower) and (row.upper is None or total <= row.upper)
        for row, total in sums
    )


def _value(drawn: Problem, choices: tuple[Choice, ...]) -> int:
    return sum(part.points for part in parts_of(drawn, live_through(drawn, choices)))
