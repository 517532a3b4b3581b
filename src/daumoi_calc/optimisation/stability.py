"""How much a plan owes to the exact weights: the plan of many draws of the weights, for small problems."""

from collections import Counter
from dataclasses import replace
from typing import Final

import numpy as np

from daumoi_calc.optimisation.canonical import canonical
from daumoi_calc.optimisation.model import build
from daumoi_calc.optimisation.plan import Plan, Stability
from daumoi_calc.optimisation.problem import Choice, Problem
from daumoi_calc.optimisation.solver import EXACT, Effort
from daumoi_calc.optimisation.solving import best_of
from daumoi_calc.optimisation.validation import ProblemError, check

_FINE: Final = 1000  # points are multiplied by this, so that drawn weights can stay whole numbers


def stability(
    problem: Problem, *, draws: int, seed: int, spread: float = 0.5, effort: Effort = EXACT
) -> Stability:
    """The plan of `draws` draws in which each weight lies evenly between (1 - spread) and (1 + spread) of its own.

    Every draw is a search of its own: about as long as `solve`, times `draws`. The same seed gives the same draws.

    :raises ProblemError: `draws` or `spread` is out of range.
    :raises NoPlan: there is no plan.
    """
    if draws < 1 or not 0 <= spread <= 1:
        raise ProblemError(("số lần rút phải từ 1, biên độ trọng số từ 0 đến 1",))
    check(problem)
    problem = canonical(problem)
    generator = np.random.Generator(np.random.PCG64(seed))
    counts: Counter[Choice] = Counter()
    plan: Plan | None = None
    for _ in range(draws):
        factors = generator.uniform(1 - spread, 1 + spread, len(problem.criteria))
        drawn = _drawn(problem, [float(factor) for factor in factors])
        plan = best_of(drawn, build(drawn), effort=effort, start=plan)
        counts.update(plan.choices)
    return Stability(draws=draws, seed=seed, counts=tuple(sorted(counts.items(), key=_place)))


def _place(counted: tuple[Choice, int]) -> tuple[str, int, str, str]:
    choice, times = counted
    return choice.unit, -times, choice.option, choice.phase or ""


def _drawn(problem: Problem, factors: list[float]) -> Problem:
    """The problem in points a thousand times finer, its weights multiplied by the factors."""
    criteria = (
        replace(criterion, weight=round(criterion.weight * _FINE * factor))
        for criterion, factor in zip(problem.criteria, factors, strict=True)
    )
    return replace(
        problem,
        criteria=tuple(criteria),
        proposal_points=tuple(points * _FINE for points in problem.proposal_points),
        cost_points=problem.cost_points * _FINE,
        anchor_penalty=problem.anchor_penalty * _FINE,
    )
