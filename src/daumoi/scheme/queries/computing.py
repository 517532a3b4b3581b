"""Questions put to the planner and its answers as stored values: the same question gives the same bytes."""

import hashlib
import json
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, TypeVar

import msgspec

from daumoi.scheme.models import PlanRun, RunKind
from daumoi_calc import optimisation as calc

T = TypeVar("T")


@dataclass(frozen=True)
class Optimum:
    """The best plan, or why there is none."""

    plan: calc.Plan | None
    conflicts: tuple[calc.Conflict, ...] = ()


@dataclass(frozen=True)
class Several:
    """Plans nearly as good as the best, the best first; or why there is none."""

    plans: tuple[calc.Plan, ...]
    conflicts: tuple[calc.Conflict, ...] = ()


@dataclass(frozen=True)
class Moved:
    """Plans under a ceiling that was moved step by step."""

    ceiling: str
    steps: tuple[calc.Step, ...]


@dataclass(frozen=True)
class Computed:
    """An answer as it is stored."""

    result: Mapping[str, Any]
    digest: str
    is_feasible: bool
    value: int | None
    bound: int | None


def compute(*, kind: str, problem: calc.Problem, asked: Mapping[str, Any]) -> Computed:
    """Put the question to the planner.

    :raises NoPlan: the search ended without an answer, or (for questions about a plan) there is none to begin with.
    :raises ProblemError: the problem does not hold together.
    """
    answer, best = _ASK[RunKind(kind)](problem, asked)
    result: dict[str, Any] = msgspec.to_builtins(answer)
    return Computed(
        result=result,
        digest=digest_of(result),
        is_feasible=best is not None,
        value=best.value if best is not None else None,
        bound=best.bound if isinstance(best, calc.Plan) else None,
    )


def digest_of(value: Any) -> str:
    """SHA-256 of a value's canonical JSON, in hexadecimal."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def versions() -> dict[str, str]:
    """What computed: interpreter and libraries."""
    return {"python": platform.python_version(), **{name: version(name) for name in ("highspy", "numpy")}}


_Best = calc.Plan | calc.ManualScore | None


def _optimum(problem: calc.Problem, _asked: Mapping[str, Any]) -> tuple[Optimum, _Best]:
    try:
        plan = calc.solve(problem)
    except calc.NoPlan as none:
        if not none.infeasible:
            raise
        return Optimum(None, calc.explain_infeasible(problem)), None
    return Optimum(plan), plan


def _alternatives(problem: calc.Problem, asked: Mapping[str, Any]) -> tuple[Several, _Best]:
    try:
        plans = calc.alternatives(
            problem, within=asked["within_percent"] / 100, count=asked["count"], differ=asked["differ"]
        )
    except calc.NoPlan as none:
        if not none.infeasible:
            raise
        return Several((), calc.explain_infeasible(problem)), None
    return Several(plans), plans[0]


def _why_not(problem: calc.Problem, asked: Mapping[str, Any]) -> tuple[calc.WhyNot, _Best]:
    answer = calc.why_not(problem, unit=asked["unit"], option=asked["option"], phase=asked["phase"])
    return answer, answer.plan


def _parametric(problem: calc.Problem, asked: Mapping[str, Any]) -> tuple[Moved, _Best]:
    steps = calc.parametric(problem, ceiling=asked["ceiling"], steps=asked["steps"])
    plans = [step.plan for step in steps if step.plan is not None]
    now = next((step.plan for step in steps if step.extra == 0), None)
    return Moved(asked["ceiling"], steps), now or (plans[0] if plans else None)


def _manual(problem: calc.Problem, asked: Mapping[str, Any]) -> tuple[calc.ManualScore, _Best]:
    choices = [
        calc.Choice(unit=one["unit"], option=one["option"], phase=one["phase"]) for one in asked["choices"]
    ]
    answer = calc.score_manual(problem, choices=choices)
    return answer, None if answer.violations else answer


_ASK: Mapping[RunKind, Any] = {
    RunKind.OPTIMUM: _optimum,
    RunKind.ALTERNATIVES: _alternatives,
    RunKind.WHY_NOT: _why_not,
    RunKind.PARAMETRIC: _parametric,
    RunKind.MANUAL: _manual,
}


# Reading back ------------------------------------------------------------------------------------------


def problem_of(run: PlanRun) -> calc.Problem:
    """The problem as it was when the run was made."""
    return calc.problem_from_json(json.dumps(run.problem, ensure_ascii=False))


def answer_of(run: PlanRun, kind: type[T]) -> T:
    """The stored answer as the value that the planner gave."""
    return msgspec.convert(run.result, type=kind)


def plans_of(run: PlanRun) -> tuple[calc.Plan, ...]:
    """Every plan that a run found and that may be chosen, the best first."""
    if run.kind == RunKind.OPTIMUM:
        plan = answer_of(run, Optimum).plan
        return (plan,) if plan is not None else ()
    if run.kind == RunKind.ALTERNATIVES:
        return answer_of(run, Several).plans
    if run.kind == RunKind.WHY_NOT:
        plan = answer_of(run, calc.WhyNot).plan
        return (plan,) if plan is not None else ()
    return ()


def choices_of(run: PlanRun, variant: int = 0) -> tuple[calc.Choice, ...]:
    """The choices of the plan that may be chosen from a run; none where it has none."""
    if run.kind == RunKind.MANUAL:
        manual = answer_of(run, calc.ManualScore)
        return () if manual.violations else manual.choices
    plans = plans_of(run)
    return plans[variant].choices if variant < len(plans) else ()


@dataclass(frozen=True)
class Recheck:
    """A run computed again from its stored problem: whether the problem and the answer are the same."""

    problem_is_same: bool
    answer_is_same: bool
    digest: str
    versions: Mapping[str, str]

    @property
    def is_same(self) -> bool:
        """Whether everything came out as stored."""
        return self.problem_is_same and self.answer_is_same


def recheck(*, run: PlanRun) -> Recheck:
    """Compute a run again from what is stored and compare the digests."""
    problem = problem_of(run)
    again = compute(kind=run.kind, problem=problem, asked=run.asked)
    return Recheck(
        problem_is_same=calc.digest(problem) == run.problem_digest,
        answer_is_same=again.digest == run.result_digest == digest_of(run.result),
        digest=again.digest,
        versions=versions(),
    )
