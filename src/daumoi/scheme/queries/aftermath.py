"""After the decision: what each body has to do and has done, and how its form in the register stands to the plan."""

from dataclasses import dataclass
from datetime import date

from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import Principal
from daumoi.mandates.models import Assignment, Duty, Holding
from daumoi.organisations import queries as organisations
from daumoi.organisations.models import Form
from daumoi.scheme.aftermath_rules import Progress, progress_of
from daumoi.scheme.models import DutyHolder, FollowTask, ProposalDuty, ProposedForm, Scheme
from daumoi.scheme.queries.runs import ChosenLine, chosen_plan
from daumoi.scheme.queries.schemes import duties_of, phases_of


@dataclass(frozen=True)
class BodyProgress:
    """One body: what it wished, what was decided, what stands in the register on the day, its tasks."""

    code: str
    name: str
    line: ChosenLine
    wish_words: str
    decided_words: str
    at_start_words: str
    now_words: str
    unit_now: str
    progress: Progress
    tasks: tuple[FollowTask, ...]

    @property
    def done(self) -> int:
        """How many of its tasks are done."""
        return sum(task.done_on is not None for task in self.tasks)

    def late(self, day: date) -> int:
        """How many are past their day."""
        return sum(task.done_on is None and task.due_on < day for task in self.tasks)


@dataclass(frozen=True)
class Aftermath:
    """All bodies of a decided scheme as of a day."""

    scheme: Scheme
    day: date
    rows: tuple[BodyProgress, ...]
    opened: bool

    def count(self, *wanted: Progress) -> int:
        """Bodies that stand so, among those that were to change."""
        return sum(1 for row in self.rows if row.line.line.changes and row.progress in wanted)

    @property
    def changing(self) -> int:
        """Bodies that were to change."""
        return sum(1 for row in self.rows if row.line.line.changes)

    @property
    def late(self) -> int:
        """Tasks past their day."""
        return sum(row.late(self.day) for row in self.rows)

    @property
    def tasks(self) -> int:
        """All tasks."""
        return sum(len(row.tasks) for row in self.rows)

    @property
    def done(self) -> int:
        """Tasks done."""
        return sum(row.done for row in self.rows)


def aftermath(*, principal: Principal, scheme: Scheme, day: date) -> Aftermath:
    """What became of the plan by `day` (about ten statements)."""
    lines = chosen_plan(principal=principal, scheme=scheme)
    ends = {f"gd{one.number}": one.ends for one in phases_of(principal=principal, scheme=scheme)}
    start = _forms(scheme, scheme.as_of)
    now = _forms(scheme, day)
    tasks: dict[str, list[FollowTask]] = {}
    mine = FollowTask.objects.visible_to(principal).filter(scheme=scheme).select_related("owner", "phase")
    for task in mine:
        tasks.setdefault(task.owner.code, []).append(task)
    rows = []
    for one in lines:
        code = one.line.body
        before, _name, before_words = start.get(code, ("", "", ""))
        form, unit, words = now.get(code, ("", "", ""))
        decided = one.line.form if one.line.changes else ProposedForm.KEEP.value
        rows.append(
            BodyProgress(
                code=code,
                name=one.line.body_name,
                line=one,
                wish_words=str(one.proposal.get_form_display()) if one.proposal is not None else "",
                decided_words=_words(decided),
                at_start_words=before_words,
                now_words=words,
                unit_now=unit,
                progress=progress_of(
                    decided=decided,
                    at_start=before,
                    now=form,
                    phase_ends=ends.get(one.line.phase or ""),
                    day=day,
                ),
                tasks=tuple(tasks.get(code, ())),
            )
        )
    return Aftermath(scheme, day, tuple(rows), bool(tasks))


def _words(form: str) -> str:
    return str(ProposedForm(form).label) if form in set(ProposedForm) else form


def _forms(scheme: Scheme, day: date) -> dict[str, tuple[str, str, str]]:
    """Body → form (empty where not known), unit, form in words."""
    found = {}
    for row in organisations.bodies(day=day, simulated=scheme.is_simulated):
        known = row.unit.state is not None and row.unit.form != Form.UNKNOWN
        found[row.organisation.code] = (
            row.unit.form if known else "",
            row.unit.name,
            row.unit.form_label if known else "",
        )
    return found


def task_of(*, principal: Principal, scheme: Scheme, number: int) -> FollowTask:
    """One task of a scheme obtained through `access`: the body's own, or any for the coordinator."""
    found = (
        FollowTask.objects.visible_to(principal)
        .select_related("scheme", "owner", "root", "phase")
        .filter(scheme=scheme, pk=number)
        .first()
    )
    if found is None:
        raise NotFound("scheme.task", "Đề án không có việc đó.", remedy="Mở trang tiến độ sau quyết định.")
    return found


@dataclass(frozen=True)
class ProposedDuty:
    """A duty that the designated unit would hold, and how it is recorded today (None: nobody has said)."""

    duty: Duty
    now: Assignment | None
    is_unit: bool

    @property
    def is_held(self) -> bool:
        """Whether the register already says that a unit leads it."""
        return self.now is not None and self.now.holding == Holding.LEAD


def proposed_duties(*, principal: Principal, task: FollowTask, day: date) -> list[ProposedDuty]:
    """The duties that follow from the plan for the body: those of its proposal, else all that the scheme wants.

    Duties that no longer hold on the day are left out: nobody is given what the law has ended.
    """
    scheme = task.scheme
    taken = next(
        (
            one.proposal
            for one in chosen_plan(principal=principal, scheme=scheme)
            if one.line.body == task.owner.code and one.proposal is not None
        ),
        None,
    )
    held = (
        {row.duty_id: row.holder for row in ProposalDuty.objects.visible_to(principal).filter(proposal=taken)}
        if taken is not None
        else {}
    )
    duties = [
        one
        for one in duties_of(scheme=scheme)
        if (not held or one.pk in held)
        and one.valid_from <= day
        and (one.valid_to is None or day < one.valid_to)
    ]
    rows = Assignment.objects.visible_to(principal).as_of(day).filter(root=task.owner, duty__in=duties)
    now = {row.duty_id: row for row in rows}
    return [
        ProposedDuty(one, now.get(one.pk), held.get(one.pk, DutyHolder.UNIT) == DutyHolder.UNIT)
        for one in duties
    ]


def body_name(*, task: FollowTask, day: date) -> str:
    """What the body of a task is called on a day."""
    return organisations.names_as_of(ids={task.owner_id}, day=day).get(task.owner_id, task.owner.code)
