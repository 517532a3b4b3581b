"""The shapes of computations and of the way, as programs send and receive them."""

from datetime import date, datetime
from typing import Any, Literal

from ninja import Schema

from daumoi.scheme.presenters.schemas import Name, Words

EventName = Literal[
    "lay_y_kien", "y_kien", "trinh", "tra_lai", "trinh_lai", "chua_co_ket_qua", "ban_hanh", "thoi"
]


class PlanRunOut(Schema):
    """One computation. `gap` is the relative distance between the value found and the best that could be (`bound`);
    `chosen` the number of its plan that the scheme follows."""

    number: int
    kind: str
    question: str
    is_feasible: bool
    value: int | None
    bound: int | None
    gap: float | None
    problem_digest: str
    result_digest: str
    chosen: int | None
    is_simulated: bool
    made_by: str
    made_at: datetime


class PlanAssignmentOut(Schema):
    """What becomes of one body's unit; without a phase it stays as it is. `preference` is the body's own order."""

    body: str
    body_name: str
    unit_name: str
    option: str
    option_name: str
    form: str
    phase: str | None
    preference: int | None


class PlanPartOut(Schema):
    """Points of a plan by what they are given for."""

    code: str
    name: str
    points: int


class PlanUseOut(Schema):
    """How much of one limit a plan uses."""

    kind: str
    code: str
    name: str
    moment: str
    used: int
    limit: int


class PlanOut(Schema):
    """One plan with its proof: who does what in which phase, points, use of the limits, wishes not met (by body)."""

    variant: int
    value: int
    bound: int | None
    gap: float | None
    proof: str
    assigned: list[PlanAssignmentOut]
    unmet: dict[str, str]
    parts: list[PlanPartOut]
    use: list[PlanUseOut]


class PlanStepOut(Schema):
    """One position of a moved ceiling; without a value no plan keeps every rule."""

    extra: int
    value: int | None
    gain: int | None
    gap: float | None


class PlanRunDetailOut(PlanRunOut):
    """One computation with its answer; `conflicts` are rules that cannot hold together, `breaks` rules broken by hand."""

    asked: Any
    versions: dict[str, str]
    notes: list[str]
    sentence: str
    conflicts: list[str]
    breaks: list[str]
    plans: list[PlanOut]
    steps: list[PlanStepOut]


class WayLineOut(Schema):
    """One line of the log; a line that was voided stays readable."""

    number: int
    kind: str
    on: date
    body_name: str
    field: str
    verdict: str
    document: str
    words: str
    voids: int | None
    is_voided: bool
    recorded_by: str
    recorded_at: datetime


class WayOut(Schema):
    """The way to the Prime Minister as of a day; `missing` fields have not given their opinion yet."""

    scheme: str
    day: date
    state: str
    sent_up_on: date | None
    waiting_days: int | None
    times_sent_up: int
    may_follow: list[str]
    missing: list[str]
    lines: list[WayLineOut]


class WayEventIn(Schema):
    """What happened, by the day on the paper. An opinion names `body_name`, `field` (to_chuc, tai_chinh, khac) and
    `verdict` (nhat_tri, co_y_kien, khac)."""

    kind: EventName
    on: date
    body_name: Name = ""
    field: Literal["", "to_chuc", "tai_chinh", "khac"] = ""
    verdict: Literal["", "nhat_tri", "co_y_kien", "khac"] = ""
    document: Name = ""
    words: Words = ""
