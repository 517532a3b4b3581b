"""What is asked once there is a plan: what else is nearly as good, why not this, what would more posts buy."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from daumoi_calc.optimisation.arithmetic import live_through, parts_of, usage_of
from daumoi_calc.optimisation.canonical import canonical
from daumoi_calc.optimisation.conflicts import explain_infeasible
from daumoi_calc.optimisation.model import build
from daumoi_calc.optimisation.plan import Difference, ManualScore, NoPlan, Plan, Status, Step, WhyNot
from daumoi_calc.optimisation.problem import Choice, Problem
from daumoi_calc.optimisation.solver import EXACT, Effort
from daumoi_calc.optimisation.solving import best_of, other_than, solve
from daumoi_calc.optimisation.validation import ProblemError, ceiling_codes, check
from daumoi_calc.optimisation.verification import understood, violations
from daumoi_calc.optimisation.words import Names, number

_MOST_NAMED = 5


def alternatives(
    problem: Problem, *, within: float = 0.02, count: int = 5, differ: int = 2, effort: Effort = EXACT
) -> tuple[Plan, ...]:
    """Up to `count` plans, the best first, each worth at least (1 - within) of it.

    Any two differ in at least `differ` choices (unit, option and phase). Every plan carries the bound of the
    whole problem, so its gap is its distance from the best that can exist. Fewer plans than asked for means that
    there are no more, or that none was found within the effort.

    :raises NoPlan: there is not even one plan.
    """
    check(problem)
    problem = canonical(problem)
    model = build(problem)
    best = best_of(problem, model, effort=effort)
    least = best.value - Fraction(str(within)) * abs(best.value)
    found = [best]
    while len(found) < count:
        cuts = [other_than(model, plan, differ=differ) for plan in found]
        try:
            plan = best_of(problem, model, effort=effort, cuts=cuts)
        except NoPlan:
            break
        if plan.value < least:
            break
        found.append(_under_bound(plan, best.bound))
    return tuple(found)


def _under_bound(plan: Plan, bound: int) -> Plan:
    """The plan with the bound of the whole problem in place of the bound under its cuts."""
    if plan.value >= bound:
        return replace(plan, bound=plan.value, status=Status.PROVEN)
    status = Status.STOPPED if plan.status is Status.STOPPED else Status.WITHIN_GAP
    return replace(plan, bound=bound, status=status)


def why_not(
    problem: Problem,
    *,
    unit: str,
    option: str,
    phase: str | None = None,
    best: Plan | None = None,
    effort: Effort = EXACT,
) -> WhyNot:
    """Forces a choice in (in any phase when `phase` is None) and tells what it costs, or why it cannot be.

    `best` is the plan to compare with; without it the problem is solved first.

    :raises NoPlan: there is no plan even without the choice, or the search ended without an answer.
    """
    demand = Choice(unit=unit, option=option, phase=phase)
    forced = replace(problem, forced=(*(item for item in problem.forced if item != demand), demand))
    check(forced)
    best = best if best is not None else solve(problem, effort=effort)
    names = Names(problem)
    now = best.choice_of(unit)
    if now.option == option and phase in (None, now.phase):
        sentence = f"{names.choice(now)}: đã có trong phương án này."
        return WhyNot(best=best, plan=best, lost=0, differences=(), conflicts=(), sentence=sentence)
    try:
        plan = solve(forced, effort=effort)
    except NoPlan as none:
        if not none.infeasible:
            raise
        conflicts = explain_infeasible(forced, effort=effort)
        sentence = f"Không thể chọn {names.choice(demand)}: {len(conflicts)} ràng buộc không cùng giữ được."
        return WhyNot(best=best, plan=None, lost=None, differences=(), conflicts=conflicts, sentence=sentence)
    found = differences(best.choices, plan.choices)
    lost = best.value - plan.value
    sentence = _price(names, demand, lost, best.value, [item for item in found if item.unit != unit])
    return WhyNot(best=best, plan=plan, lost=lost, differences=found, conflicts=(), sentence=sentence)


def _price(names: Names, demand: Choice, lost: int, value: int, others: Sequence[Difference]) -> str:
    share = f"{100 * lost / max(1, abs(value)):.2f}".replace(".", ",")
    words = f"Chọn {names.choice(demand)} thì phương án mất {number(lost)} điểm ({share}%)"
    if not others:
        return f"{words}, không đơn vị nào khác phải đổi."
    named = ", ".join(names.unit(item.unit) for item in others[:_MOST_NAMED])
    more = "" if len(others) <= _MOST_NAMED else f" và {len(others) - _MOST_NAMED} đơn vị nữa"
    return f"{words}, {len(others)} đơn vị khác phải đổi theo: {named}{more}."


def parametric(
    problem: Problem, *, ceiling: str, steps: Sequence[int], effort: Effort = EXACT
) -> tuple[Step, ...]:
    """What a ceiling moved by each of `steps` (posts or đồng; negative tightens) would buy, in the given order.

    :raises ProblemError: no ceiling of posts or money has that code.
    :raises NoPlan: a search ended without an answer (no plan at all is an answer: `Step.plan` is None).
    """
    if ceiling not in ceiling_codes(problem):
        raise ProblemError((f"không có trần “{ceiling}”",))
    present = _plan_or_none(problem, effort)
    found = []
    for extra in steps:
        plan = present if extra == 0 else _plan_or_none(_moved(problem, ceiling, extra), effort)
        gain = None if plan is None or present is None else plan.value - present.value
        found.append(Step(extra=extra, plan=plan, gain=gain))
    return tuple(found)


def _moved(problem: Problem, ceiling: str, extra: int) -> Problem:
    posts = (
        replace(item, limits=tuple(limit + extra for limit in item.limits)) if item.code == ceiling else item
        for item in problem.post_ceilings
    )
    money = (
        replace(item, limit=item.limit + extra) if item.code == ceiling else item
        for item in problem.money_ceilings
    )
    return replace(problem, post_ceilings=tuple(posts), money_ceilings=tuple(money))


def _plan_or_none(problem: Problem, effort: Effort) -> Plan | None:
    try:
        return solve(problem, effort=effort)
    except NoPlan as none:
        if not none.infeasible:
            raise
        return None


def replan(problem: Problem, *, previous: Sequence[Choice], penalty: int, effort: Effort = EXACT) -> Plan:
    """The best plan when each unit that departs from an earlier plan costs `penalty` points.

    Earlier choices that are no longer to be had are left out: departing from them costs nothing. The plan belongs
    to the problem with its `anchor` set, and says in its parts what departures cost.
    """
    anchored = replace(problem, anchor=tuple(understood(problem, previous)), anchor_penalty=penalty)
    return solve(anchored, effort=effort)


def score_manual(
    problem: Problem, *, choices: Sequence[Choice], machine: Plan | None = None, effort: Effort = EXACT
) -> ManualScore:
    """A plan made by hand beside the machine's, with everything it breaks.

    Choices that name nothing in the problem are reported as violations and count nothing.

    :raises NoPlan: the machine's search ended without an answer.
    """
    check(problem)
    machine = machine if machine is not None else _plan_or_none(problem, effort)
    counted = understood(problem, choices)
    accounts = live_through(problem, counted)
    parts = parts_of(problem, accounts)
    value = sum(part.points for part in parts)
    return ManualScore(
        choices=tuple(sorted(counted, key=lambda choice: choice.unit)),
        value=value,
        parts=parts,
        usage=usage_of(problem, accounts),
        violations=tuple(violations(problem, choices)),
        machine=machine,
        behind=None if machine is None else machine.value - value,
        differences=() if machine is None else differences(machine.choices, counted),
    )


def differences(before: Sequence[Choice], after: Sequence[Choice]) -> tuple[Difference, ...]:
    """The units that two lists of choices treat differently, by code."""
    old = {choice.unit: choice for choice in before}
    new = {choice.unit: choice for choice in after}
    return tuple(
        Difference(unit=unit, before=old.get(unit), after=new.get(unit))
        for unit in sorted(old.keys() | new.keys())
        if old.get(unit) != new.get(unit)
    )
