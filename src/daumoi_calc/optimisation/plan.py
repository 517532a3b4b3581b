"""What the planner answers: plans, what stands against them, and how they differ from each other."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from daumoi_calc.optimisation.problem import Choice


class Status(StrEnum):
    """How far a plan has been proven. No plan is called best without its bound beside it."""

    PROVEN = "proven"
    WITHIN_GAP = "within_gap"
    STOPPED = "stopped"


class ConstraintKind(StrEnum):
    """The families of limits; with a code one names a single limit."""

    COMPLETE = "complete"
    VALUE = "value"
    POSTS = "posts"
    DONOR = "donor"
    MONEY = "money"
    PHASE = "phase"
    DUTY = "duty"
    REQUIREMENT = "requirement"
    EXCLUSION = "exclusion"
    MERGE = "merge"
    FORCED = "forced"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a plan's value, in points; the parts sum to the value."""

    code: str
    name: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """How much of a limit a plan uses, at one `moment` (a phase code or a year; empty: over the whole time)."""

    kind: ConstraintKind
    code: str
    name: str
    moment: str
    used: int
    limit: int

    @property
    def left(self) -> int:
        """What is still free; negative when the limit is broken."""
        return self.limit - self.used


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A limit that a plan breaks. `excess` is by how much (posts, đồng, units), at least 1."""

    kind: ConstraintKind
    code: str
    sentence: str
    excess: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A member of a set of limits that cannot all hold; without any one member the others can.

    `needed` is the least that the other members ask of this limit, beside `limit`, where both are one number.
    """

    kind: ConstraintKind
    code: str
    sentence: str
    needed: int | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One choice per unit, with its value and what is known about better ones.

    `bound` is a proven upper limit on the value of every plan for the same problem. `nodes` and `iterations`
    tell the effort of the solver. `problem_digest` says which problem was solved.
    """

    problem_digest: str
    choices: tuple[Choice, ...]
    parts: tuple[Part, ...]
    usage: tuple[Usage, ...]
    value: int
    bound: int
    status: Status
    nodes: int
    iterations: int
    solver: str
    seed: int

    @property
    def gap(self) -> Fraction:
        """How much better, relative to this plan's value, another plan could be at most; 0 is proven best."""
        return Fraction(self.bound - self.value, max(1, abs(self.value)))

    def choice_of(self, unit: str) -> Choice:
        """What becomes of a unit. Raises KeyError for a unit that is not in the plan."""
        for choice in self.choices:
            if choice.unit == unit:
                return choice
        raise KeyError(unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A unit that two plans treat differently; None where a plan says nothing about it."""

    unit: str
    before: Choice | None
    after: Choice | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """What it would mean to force a choice in.

    `plan` is the best plan with it, None when there is none; then `conflicts` says why. `lost` is the value given
    up against `best`, and `differences` what changes, the forced unit included.
    """

    best: Plan
    plan: Plan | None
    lost: int | None
    differences: tuple[Difference, ...]
    conflicts: tuple[Conflict, ...]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The plan when a ceiling is moved by `extra` (posts or đồng); None when no plan exists there.

    `gain` is the value above the plan at the present ceiling, None when either does not exist.
    """

    extra: int
    plan: Plan | None
    gain: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualScore:
    """A plan made by hand, reckoned like the machine's: value, use of limits, and everything it breaks.

    `behind` is how far its value lies behind the machine's plan (negative: ahead, which only a plan that breaks
    limits can be when the machine's plan is proven best); None when the machine finds no plan at all.
    """

    choices: tuple[Choice, ...]
    value: int
    parts: tuple[Part, ...]
    usage: tuple[Usage, ...]
    violations: tuple[Violation, ...]
    machine: Plan | None
    behind: int | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """In how many of `draws` draws of the weights each choice belongs to the best plan (sums to draws per unit)."""

    draws: int
    seed: int
    counts: tuple[tuple[Choice, int], ...]

    def share(self, choice: Choice) -> Fraction:
        """The share of draws with this choice; 0 when it never came up."""
        return Fraction(dict(self.counts).get(choice, 0), self.draws)


class NoPlan(ValueError):
    """No plan was found. `infeasible` tells a proof that none exists from a search given up too early."""

    def __init__(self, message_vi: str, infeasible: bool) -> None:
        super().__init__(message_vi, infeasible)
        self.message_vi = message_vi
        self.infeasible = infeasible

    def __str__(self) -> str:
        return self.message_vi
