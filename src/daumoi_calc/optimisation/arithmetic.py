"""A plan lived through year by year in whole numbers, without the solver: posts, money, duties, points.

This is a second reckoning: the solver's model is built from closed sums per choice (`model`), here each unit is
in one state in each phase and each year. Agreement of the two is part of what `verify` checks.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from daumoi_calc.optimisation.plan import ConstraintKind, Part, Usage
from daumoi_calc.optimisation.problem import (
    Choice,
    Form,
    Option,
    PostKind,
    Problem,
    Unit,
)
from daumoi_calc.optimisation.words import option_of

BILLION: Final = 1_000_000_000


@dataclass(slots=True)
class Accounts:
    """What a set of choices amounts to. Posts are changes reached by the end of a phase (its place, from 0).

    Posts and money are kept for each body and, under None, for all together.
    """

    final: dict[str, Option] = field(default_factory=dict)
    moment: dict[str, int] = field(default_factory=dict)
    points: Counter[str] = field(default_factory=Counter)
    proposals: int = 0
    cost: int = 0
    departures: int = 0
    posts: Counter[tuple[PostKind, str | None, int]] = field(default_factory=Counter)
    given: Counter[tuple[str, PostKind]] = field(default_factory=Counter)
    money: Counter[tuple[str, str | None, int]] = field(default_factory=Counter)
    changes: Counter[int] = field(default_factory=Counter)

    def add_posts(self, kind: PostKind, body: str, phase: int, count: int) -> None:
        """Posts that a body has more (or, negative, fewer) by the end of a phase."""
        self.posts[kind, body, phase] += count
        self.posts[kind, None, phase] += count

    def spend(self, source: str, body: str, year: int, amount: int) -> int:
        """Money spent in a body; returns the amount."""
        self.money[source, body, year] += amount
        self.money[source, None, year] += amount
        return amount


def cost_in_points(amount: int, points_per_billion: int) -> int:
    """Points lost for an amount in đồng, halves rounded up; the one place where a value is rounded."""
    return (2 * amount * points_per_billion + BILLION) // (2 * BILLION)


def live_through(problem: Problem, choices: Iterable[Choice]) -> Accounts:
    """The accounts of choices that name existing units, options and phases; units left out count nothing."""
    accounts = Accounts()
    units = {unit.code: unit for unit in problem.units}
    donors = {donor.code: donor.body for donor in problem.donors}
    places = {phase.code: place for place, phase in enumerate(problem.phases)}
    anchors = {choice.unit: choice for choice in problem.anchor}
    for choice in choices:
        unit = units[choice.unit]
        option = option_of(unit, choice.option)
        assert option is not None, "choices are checked before they are reckoned"
        begins = len(problem.phases) if choice.phase is None else places[choice.phase]
        _one_unit(problem, accounts, unit, option, begins)
        _posts(problem, accounts, unit.body, option, begins, donors)
        if option.preference is not None:
            accounts.proposals += problem.proposal_points[option.preference - 1]
        accounts.departures += unit.code in anchors and anchors[unit.code] != choice
    return accounts


def _one_unit(problem: Problem, accounts: Accounts, unit: Unit, option: Option, begins: int) -> None:
    """States of a unit through the phases: its present state until the change, the option afterwards."""
    present = next((kept for kept in unit.options if kept.form is Form.KEEP), None)
    accounts.final[unit.code] = option
    accounts.moment[unit.code] = -1 if option.form is Form.KEEP else begins
    spent_by_unit = 0
    for place, phase in enumerate(problem.phases):
        state = option if place >= begins else present
        if place == begins:
            accounts.changes[place] += 1
            for cost in option.one_off:
                spent_by_unit += accounts.spend(cost.source, unit.body, phase.years[0], cost.amount)
        if state is None:
            continue
        for score in state.scores:
            accounts.points[score.criterion] += score.per_phase[place]
        for year_cost in state.running:
            if year_cost.year in phase.years:
                year, amount = year_cost.year, year_cost.amount
                spent_by_unit += accounts.spend(year_cost.source, unit.body, year, amount)
    accounts.cost += cost_in_points(spent_by_unit, problem.cost_points)


def _posts(
    problem: Problem, accounts: Accounts, body: str, option: Option, begins: int, donors: dict[str, str]
) -> None:
    for place in range(begins, len(problem.phases)):
        for post in option.posts:
            accounts.add_posts(post.kind, body, place, post.count)
        for given in option.given_up:
            accounts.add_posts(given.kind, donors[given.donor], place, -given.count)
    if begins < len(problem.phases):
        for given in option.given_up:
            accounts.given[given.donor, given.kind] += given.count


def parts_of(problem: Problem, accounts: Accounts) -> tuple[Part, ...]:
    """The value by parts: each criterion, the ministries' proposals, the cost, departures from an earlier plan."""
    found = [
        Part(code=f"criterion/{item.code}", name=item.name, points=item.weight * accounts.points[item.code])
        for item in problem.criteria
    ]
    found.append(Part(code="proposals", name="theo đề xuất của bộ, ngành", points=accounts.proposals))
    found.append(Part(code="cost", name="trừ theo chi phí", points=-accounts.cost))
    if problem.anchor:
        lost = accounts.departures * problem.anchor_penalty
        found.append(Part(code="departures", name="trừ vì khác phương án lần trước", points=-lost))
    return tuple(found)


def usage_of(problem: Problem, accounts: Accounts) -> tuple[Usage, ...]:
    """How much of every ceiling is used: posts by phase, money, donors' posts, changes per phase."""
    found: list[Usage] = []
    for posts in problem.post_ceilings:
        for place, phase in enumerate(problem.phases):
            used = accounts.posts[posts.kind, posts.body, place]
            found.append(
                _usage(ConstraintKind.POSTS, posts.code, posts.name, phase.code, used, posts.limits[place])
            )
    for money in problem.money_ceilings:
        used = accounts.money[money.source, money.body, money.year]
        found.append(_usage(ConstraintKind.MONEY, money.code, money.name, str(money.year), used, money.limit))
    for donor, kind, limit in donor_limits(problem):
        used = accounts.given[donor, kind]
        found.append(_usage(ConstraintKind.DONOR, f"{donor}/{kind}", donor, "", used, limit))
    for place, phase in enumerate(problem.phases):
        if phase.most_changes is not None:
            used = accounts.changes[place]
            found.append(
                _usage(ConstraintKind.PHASE, phase.code, phase.name, phase.code, used, phase.most_changes)
            )
    return tuple(found)


def donor_limits(problem: Problem) -> list[tuple[str, PostKind, int]]:
    """What each donor can spare of each kind that some option asks of it; kinds it does not name are 0."""
    asked = {
        (given.donor, given.kind)
        for unit in problem.units
        for option in unit.options
        for given in option.given_up
    }
    spare = {(donor.code, post.kind): post.count for donor in problem.donors for post in donor.available}
    return [(donor, kind, spare.get((donor, kind), 0)) for donor, kind in sorted(asked)]


def _usage(kind: ConstraintKind, code: str, name: str, moment: str, used: int, limit: int) -> Usage:
    return Usage(kind=kind, code=code, name=name, moment=moment, used=used, limit=limit)
