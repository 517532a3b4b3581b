"""The problem as rows of whole numbers over yes-or-no columns, one column per unit, option and phase.

A column says "this unit takes this option in this phase"; an option that keeps the present state has one column
without a phase. Each row carries the kind and code of the limit it comes from, so that conflicts can be told in
the words of that limit. `docs/build/optimisation.md` has the model on one page.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from daumoi_calc.optimisation.arithmetic import cost_in_points, donor_limits
from daumoi_calc.optimisation.plan import ConstraintKind
from daumoi_calc.optimisation.problem import (
    Choice,
    Cover,
    Form,
    Option,
    Pick,
    PostKind,
    Problem,
    Requirement,
    Unit,
)
from daumoi_calc.optimisation.verification import bodies_of, demand_code


@dataclass(frozen=True, slots=True)
class Column:
    """One possible choice. `phase` is the place of its phase, -1 for an option that keeps the present state."""

    unit: Unit
    option: Option
    phase: int
    choice: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """lower ≤ Σ coefficient · column ≤ upper; None is no limit on that side."""

    kind: ConstraintKind
    code: str
    terms: dict[int, int]
    lower: int | None = None
    upper: int | None = None
    moment: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """Columns with their values, and rows. Rows of kind `COMPLETE` are the decision itself: one choice per unit."""

    columns: tuple[Column, ...]
    values: tuple[int, ...]
    rows: tuple[Row, ...]


def build(problem: Problem) -> Model:
    """The model of a checked problem."""
    columns = tuple(column for unit in problem.units for column in _columns(problem, unit))
    builder = _Builder(problem, columns)
    rows = (
        *builder.complete(),
        *builder.posts(),
        *builder.donors(),
        *builder.money(),
        *builder.phases(),
        *builder.duties(),
        *builder.requirements(),
        *builder.exclusions(),
        *builder.mergers(),
        *builder.demands(),
    )
    return Model(columns, tuple(builder.value(index) for index in range(len(columns))), rows)


def _columns(problem: Problem, unit: Unit) -> Iterator[Column]:
    for option in unit.options:
        if option.form is Form.KEEP:
            yield Column(unit, option, -1, Choice(unit=unit.code, option=option.code))
            continue
        for place, phase in enumerate(problem.phases):
            if option.allowed_phases is None or phase.code in option.allowed_phases:
                choice = Choice(unit=unit.code, option=option.code, phase=phase.code)
                yield Column(unit, option, place, choice)


class _Builder:
    """Rows and values from the closed sums of each column."""

    def __init__(self, problem: Problem, columns: tuple[Column, ...]) -> None:
        self.problem = problem
        self.columns = columns
        self.by_unit: dict[str, list[int]] = {unit.code: [] for unit in problem.units}
        self.by_option: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, column in enumerate(columns):
            self.by_unit[column.unit.code].append(index)
            self.by_option[column.unit.code, column.option.code].append(index)
        self.present = {
            unit.code: next((option for option in unit.options if option.form is Form.KEEP), None)
            for unit in problem.units
        }
        self.weights = {criterion.code: criterion.weight for criterion in problem.criteria}
        self.anchors = {choice.unit: choice for choice in problem.anchor}
        self.donor_bodies = {donor.code: donor.body for donor in problem.donors}
        self.spending = [self._spending(column) for column in columns]

    def value(self, index: int) -> int:
        """What a column adds to the value of a plan, in points."""
        problem, column = self.problem, self.columns[index]
        begins = max(column.phase, 0)
        points = self._points(column.option, begins, len(problem.phases))
        present = self.present[column.unit.code]
        if present is not None:
            points += self._points(present, 0, begins)
        if column.option.preference is not None:
            points += problem.proposal_points[column.option.preference - 1]
        points -= cost_in_points(sum(self.spending[index].values()), problem.cost_points)
        anchor = self.anchors.get(column.unit.code)
        return points - (problem.anchor_penalty if anchor not in (None, column.choice) else 0)

    def _points(self, option: Option, first: int, end: int) -> int:
        return sum(self.weights[score.criterion] * sum(score.per_phase[first:end]) for score in option.scores)

    def _spending(self, column: Column) -> dict[tuple[str, int], int]:
        """đồng by source and year of a unit that makes this choice, its present state until then included."""
        begins = self.problem.phases[max(column.phase, 0)].years[0]
        spent: dict[tuple[str, int], int] = defaultdict(int)
        present = self.present[column.unit.code]
        if present is not None and present is not column.option:
            for cost in present.running:
                if cost.year < begins:
                    spent[cost.source, cost.year] += cost.amount
        for cost in column.option.running:
            if cost.year >= begins:
                spent[cost.source, cost.year] += cost.amount
        for once in column.option.one_off:
            spent[once.source, begins] += once.amount
        return spent

    def complete(self) -> Iterator[Row]:
        for unit in self.problem.units:
            terms = dict.fromkeys(self.by_unit[unit.code], 1)
            yield Row(kind=ConstraintKind.COMPLETE, code=unit.code, terms=terms, lower=1, upper=1)

    def posts(self) -> Iterator[Row]:
        changes: dict[tuple[PostKind, str | None], dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for index, column in enumerate(self.columns):
            for post in column.option.posts:
                for body in (None, column.unit.body):
                    changes[post.kind, body][index] += post.count
            for given in column.option.given_up:
                for body in (None, self.donor_bodies[given.donor]):
                    changes[given.kind, body][index] -= given.count
        for ceiling in self.problem.post_ceilings:
            terms = changes[ceiling.kind, ceiling.body]
            for place, phase in enumerate(self.problem.phases):
                reached = {
                    index: count for index, count in terms.items() if self.columns[index].phase <= place
                }
                yield _at_most(
                    ConstraintKind.POSTS, ceiling.code, reached, ceiling.limits[place], moment=phase.code
                )

    def donors(self) -> Iterator[Row]:
        asked: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
        for index, column in enumerate(self.columns):
            for given in column.option.given_up:
                asked[given.donor, given.kind][index] = given.count
        for donor, kind, limit in donor_limits(self.problem):
            yield _at_most(ConstraintKind.DONOR, f"{donor}/{kind}", asked[donor, kind], limit)

    def money(self) -> Iterator[Row]:
        spent: dict[tuple[str, int, str | None], dict[int, int]] = defaultdict(dict)
        for index, spending in enumerate(self.spending):
            for (source, year), amount in spending.items():
                spent[source, year, None][index] = amount
                spent[source, year, self.columns[index].unit.body][index] = amount
        for ceiling in self.problem.money_ceilings:
            terms = spent[ceiling.source, ceiling.year, ceiling.body]
            yield _at_most(ConstraintKind.MONEY, ceiling.code, terms, ceiling.limit, moment=str(ceiling.year))

    def phases(self) -> Iterator[Row]:
        for place, phase in enumerate(self.problem.phases):
            if phase.most_changes is not None:
                terms = {index: 1 for index, column in enumerate(self.columns) if column.phase == place}
                yield _at_most(ConstraintKind.PHASE, phase.code, terms, phase.most_changes, moment=phase.code)

    def duties(self) -> Iterator[Row]:
        holders: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
        for index, column in enumerate(self.columns):
            for code in column.option.duties:
                holders[code, column.unit.body][index] = 1
        for duty in self.problem.duties:
            if duty.cover is Cover.FREE:
                continue
            for body in bodies_of(self.problem, duty):
                yield Row(
                    kind=ConstraintKind.DUTY,
                    code=f"{duty.code}/{body}",
                    terms=holders[duty.code, body],
                    lower=1,
                    upper=1 if duty.cover is Cover.EXACTLY_ONE else None,
                )

    def requirements(self) -> Iterator[Row]:
        for requirement in self.problem.requirements:
            yield from self._requirement(requirement)

    def _requirement(self, requirement: Requirement) -> Iterator[Row]:
        when, then = self._picked(requirement.when), self._picked(requirement.then)
        kind, code = ConstraintKind.REQUIREMENT, requirement.code
        if requirement.lag is None:
            yield _at_most(kind, code, _difference(when, then), 0)
            return
        # summed over the phases so far: tighter for the solver than one row per pair of phases
        for place in sorted({self.columns[index].phase for index in when}):
            before = [index for index in when if self.columns[index].phase <= place]
            ready = [
                index
                for index in then
                if self.columns[index].phase < 0 or self.columns[index].phase <= place - requirement.lag
            ]
            moment = self.problem.phases[max(place, 0)].code
            yield _at_most(kind, code, _difference(before, ready), 0, moment=moment)

    def _picked(self, pick: Pick) -> list[int]:
        return [index for option in pick.options for index in self.by_option[pick.unit, option]]

    def exclusions(self) -> Iterator[Row]:
        for exclusion in self.problem.exclusions:
            terms: dict[int, int] = defaultdict(int)
            for pick in exclusion.picks:
                for index in self._picked(pick):
                    terms[index] += 1
            yield _at_most(ConstraintKind.EXCLUSION, exclusion.code, terms, exclusion.most)

    def mergers(self) -> Iterator[Row]:
        parts: dict[str, dict[str, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
        for index, column in enumerate(self.columns):
            if column.option.merge is not None:
                parts[column.option.merge][column.unit.code][column.phase] = index
        for merge, members in sorted(parts.items()):
            first, *others = (members[unit] for unit in sorted(members))
            for other in others:
                for place in sorted(first.keys() | other.keys()):
                    terms = _difference(_at(first, place), _at(other, place))
                    yield Row(kind=ConstraintKind.MERGE, code=merge, terms=terms, lower=0, upper=0)

    def demands(self) -> Iterator[Row]:
        for demand in self.problem.forced:
            terms = dict.fromkeys(self._demanded(demand), 1)
            yield Row(kind=ConstraintKind.FORCED, code=demand_code(demand), terms=terms, lower=1)
        for demand in self.problem.forbidden:
            terms = dict.fromkeys(self._demanded(demand), 1)
            yield _at_most(ConstraintKind.FORBIDDEN, demand_code(demand), terms, 0)

    def _demanded(self, demand: Choice) -> list[int]:
        columns = self.by_option[demand.unit, demand.option]
        return [index for index in columns if demand.phase in (None, self.columns[index].choice.phase)]


def _at(phases: dict[int, int], place: int) -> list[int]:
    return [phases[place]] if place in phases else []


def _difference(plus: Iterable[int], minus: Iterable[int]) -> dict[int, int]:
    terms: dict[int, int] = defaultdict(int)
    for index in plus:
        terms[index] += 1
    for index in minus:
        terms[index] -= 1
    return terms


def _at_most(kind: ConstraintKind, code: str, terms: dict[int, int], limit: int, moment: str = "") -> Row:
    return Row(kind=kind, code=code, terms=terms, upper=limit, moment=moment)
