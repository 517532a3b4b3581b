"""The best plan of a problem, with its bound, checked again in whole numbers."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from daumoi_calc.optimisation.arithmetic import live_through, parts_of, usage_of
from daumoi_calc.optimisation.canonical import canonical, digest_of_canonical
from daumoi_calc.optimisation.model import Model, Row, build
from daumoi_calc.optimisation.plan import ConstraintKind, NoPlan, Plan, Status
from daumoi_calc.optimisation.problem import Choice, Problem
from daumoi_calc.optimisation.solver import EXACT, SOLVER, Effort, Ending, Run, maximise
from daumoi_calc.optimisation.validation import check
from daumoi_calc.optimisation.verification import verify

_REPAIRS: Final = 20


def solve(problem: Problem, *, effort: Effort = EXACT, start: Plan | None = None) -> Plan:
    """The plan of greatest value; its bound says how much better any other could be.

    `start` is a plan from which to search; it changes the effort, and the plan only among plans of equal value.

    :raises ProblemError: the problem does not hold together.
    :raises NoPlan: no plan keeps all limits (`infeasible`), or none was found within the effort.
    """
    check(problem)
    problem = canonical(problem)
    return best_of(problem, build(problem), effort=effort, start=start)


def best_of(
    problem: Problem,
    model: Model,
    *,
    effort: Effort,
    cuts: Sequence[Row] = (),
    start: Plan | None = None,
) -> Plan:
    """The best plan of a canonical problem that also keeps `cuts`; its bound is then the bound under the cuts.

    A solution that the whole-number check refuses (it lies within the solver's tolerance of a limit) is cut off
    and the search repeated, so that what is returned keeps every limit to the last đồng.
    """
    rows = [*model.rows, *cuts]
    known = None if start is None else _columns_of(model, start.choices)
    nodes = iterations = 0
    for _ in range(_REPAIRS):
        run = maximise(model.values, rows, effort, start=known)
        nodes, iterations = nodes + run.nodes, iterations + run.iterations
        if run.taken is None:
            raise _none(run)
        plan = replace(_plan(problem, model, run, run.taken, effort.seed), nodes=nodes, iterations=iterations)
        if not verify(problem, plan):
            return plan
        units = len(problem.units)
        rows.append(_other_than(run.taken, units - 1))
    raise NoPlan("Máy giải trả về các phương án không qua được phép kiểm số nguyên.", infeasible=False)


def other_than(model: Model, plan: Plan, *, differ: int) -> Row:
    """The cut that asks for at least `differ` choices other than those of a plan."""
    return _other_than(_columns_of(model, plan.choices), len(plan.choices) - differ)


def _other_than(taken: Sequence[int], most: int) -> Row:
    return Row(kind=ConstraintKind.VALUE, code="other", terms=dict.fromkeys(taken, 1), upper=most)


def _columns_of(model: Model, choices: Sequence[Choice]) -> list[int]:
    wanted = set(choices)
    return [index for index, column in enumerate(model.columns) if column.choice in wanted]


def _none(run: Run) -> NoPlan:
    if run.ending is Ending.INFEASIBLE:
        return NoPlan("Không có phương án nào giữ được mọi ràng buộc.", infeasible=True)
    words = f"Chưa tìm được phương án sau {run.nodes} nút; chưa chứng minh được là không có."
    return NoPlan(words, infeasible=False)


def _plan(problem: Problem, model: Model, run: Run, taken: Sequence[int], seed: int) -> Plan:
    choices = tuple(sorted((model.columns[index].choice for index in taken), key=lambda item: item.unit))
    accounts = live_through(problem, choices)
    value = sum(model.values[index] for index in taken)
    status = Status.WITHIN_GAP if run.ending is Ending.DONE else Status.STOPPED
    if run.bound <= value:
        status = Status.PROVEN
    return Plan(
        problem_digest=digest_of_canonical(problem),
        choices=choices,
        parts=parts_of(problem, accounts),
        usage=usage_of(problem, accounts),
        value=value,
        bound=max(run.bound, value),
        status=status,
        nodes=run.nodes,
        iterations=run.iterations,
        solver=SOLVER,
        seed=seed,
    )


def describe(plan: Plan) -> str:
    """What has been proven about a plan, in one sentence; the gap always stands in it."""
    gap = f"{float(plan.gap) * 100:.2f}".replace(".", ",")
    if plan.status is Status.PROVEN:
        return f"Đã chứng minh không có phương án nào cao điểm hơn {_points(plan.value)} (khoảng cách 0%)."
    words = "Dừng ở mức sai khác cho phép" if plan.status is Status.WITHIN_GAP else "Dừng vì hết lượt tìm"
    return f"{words}: {_points(plan.value)}, cận trên {_points(plan.bound)}, khoảng cách {gap}%."


def _points(value: int) -> str:
    return f"{value:,}".replace(",", ".") + " điểm"
