"""Why there is no plan: a smallest set of limits that cannot all hold, told in their own words with the figures.

Elastic relaxation (J. W. Chinneck, "Feasibility and Infeasibility in Optimization", 2008, ch. 6) finds a set that
holds the conflict in a few searches; the deletion filter then drops every member without which the rest still
conflicts. Works on whole-number plans, which HiGHS's own irreducible sets of the relaxation do not.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from daumoi_calc.optimisation.canonical import canonical
from daumoi_calc.optimisation.conflict_words import Short, conflict
from daumoi_calc.optimisation.model import Model, Row, build
from daumoi_calc.optimisation.plan import Conflict, ConstraintKind, NoPlan
from daumoi_calc.optimisation.problem import Problem
from daumoi_calc.optimisation.solver import EXACT, Effort, Ending, Run, maximise
from daumoi_calc.optimisation.validation import check

Limit = tuple[ConstraintKind, str]
"""One limit of the problem: all rows of one kind and code stand or fall together."""

_BROKEN: Final = 1e-6
_COUNTED: Final = frozenset(
    {
        ConstraintKind.POSTS,
        ConstraintKind.DONOR,
        ConstraintKind.MONEY,
        ConstraintKind.PHASE,
        ConstraintKind.DUTY,
        ConstraintKind.EXCLUSION,
    }
)
"""Limits that are a number of something; the others are either kept or not."""


def explain_infeasible(problem: Problem, *, effort: Effort = EXACT) -> tuple[Conflict, ...]:
    """An irreducible set of limits that cannot all hold; empty when a plan exists.

    Without any one of them the others can hold together. There may be further conflicts besides: solve again once
    this one is settled. That each unit takes exactly one of its options is taken for granted.

    :raises ProblemError: the problem does not hold together.
    :raises NoPlan: the search ended before it was known whether there is a plan.
    """
    check(problem)
    problem = canonical(problem)
    search = _Search(build(problem), effort)
    if search.possible(search.limits):
        return ()
    members = search.irreducible(search.candidates())
    return tuple(conflict(problem, limit, search.short(limit, members)) for limit in members)


class _Search:
    """Searches over subsets of the limits of one model."""

    def __init__(self, model: Model, effort: Effort) -> None:
        self.model = model
        self.effort = replace(effort, gap=0.0)
        self.rows: dict[Limit, list[Row]] = defaultdict(list)
        for row in model.rows:
            self.rows[row.kind, row.code].append(row)
        self.decision = [row for row in model.rows if row.kind is ConstraintKind.COMPLETE]
        self.limits = [limit for limit in self.rows if limit[0] is not ConstraintKind.COMPLETE]
        self.nothing = [0] * len(model.columns)

    def possible(self, limits: Collection[Limit]) -> bool:
        """Whether some plan keeps these limits. Raises `NoPlan` when the effort does not tell."""
        run = maximise(self.nothing, self._rows(limits), self.effort)
        if run.ending is Ending.GAVE_UP and run.taken is None:
            raise NoPlan("Chưa xác định được có phương án hay không; hãy tăng số nút tìm.", infeasible=False)
        return run.taken is not None

    def _rows(self, limits: Collection[Limit]) -> list[Row]:
        return [*self.decision, *(row for limit in limits for row in self.rows[limit])]

    def candidates(self) -> list[Limit]:
        """Limits among which there is a conflict: those that give way, held firm one lot after another."""
        firm: list[Limit] = []
        while True:
            loose = [limit for limit in self.limits if limit not in firm]
            rows = self._rows([*firm, *loose])
            elastic = range(len(rows) - sum(len(self.rows[limit]) for limit in loose), len(rows))
            run = maximise(self.nothing, rows, replace(self.effort, gap=0.5), elastic=elastic)
            if run.ending is Ending.INFEASIBLE:
                return firm
            gave = _gave_way(run, [rows[place] for place in elastic])
            if not gave:  # the slack is within the solver's tolerance: leave it to the deletion filter
                return self.limits
            firm += gave

    def irreducible(self, candidates: Sequence[Limit]) -> list[Limit]:
        """The deletion filter: a member stays only if the others can hold without it."""
        members = sorted(candidates)
        for limit in tuple(members):
            rest = [member for member in members if member != limit]
            if not self.possible(rest):
                members = rest
        return members

    def short(self, limit: Limit, members: Sequence[Limit]) -> Short | None:
        """The row of a limit that the other members strain most, with what they ask and what it allows."""
        others = self._rows([member for member in members if member != limit])
        found: list[Short] = []
        for row in self.rows[limit] if limit[0] in _COUNTED else ():
            if row.upper is not None:
                needed = self._least(row.terms, others)
                if needed is not None and needed > row.upper:
                    found.append(Short(row.moment, needed, row.upper))
            if row.lower is not None:
                most = self._least({index: -value for index, value in row.terms.items()}, others)
                if most is not None and -most < row.lower:
                    found.append(Short(row.moment, -most, row.lower))
        return max(found, key=lambda short: abs(short.needed - short.limit), default=None)

    def _least(self, terms: dict[int, int], rows: Sequence[Row]) -> int | None:
        """The least that a sum can be under rows, None when that is not proven."""
        objective = [-terms.get(index, 0) for index in range(len(self.model.columns))]
        run = maximise(objective, rows, self.effort)
        if run.taken is None or run.ending is not Ending.DONE:
            return None
        return sum(terms.get(index, 0) for index in run.taken)


def _gave_way(run: Run, rows: Sequence[Row]) -> list[Limit]:
    broken = [row for row, slack in zip(rows, run.slack, strict=True) if slack > _BROKEN]
    return list(dict.fromkeys((row.kind, row.code) for row in broken))
