"""Words and shapes of plans and of the questions put to the planner."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from daumoi.documents.charts import Chart
from daumoi.scheme import queries
from daumoi.scheme.models import PlanRun, RunKind
from daumoi.scheme.presenters import pictures, words
from daumoi.scheme.queries import Moved, Optimum, PlanPicture, Several
from daumoi.ui.formats import written_number
from daumoi_calc import optimisation as calc

_STATUS = {
    calc.Status.PROVEN: "done",
    calc.Status.WITHIN_GAP: "soon",
    calc.Status.STOPPED: "late",
}


@dataclass(frozen=True)
class UseLine:
    """How much of one limit a plan uses."""

    name: str
    moment: str
    used: str
    limit: str
    verdict: str
    is_over: bool


@dataclass(frozen=True)
class PlanShape:
    """One plan as its page shows it."""

    variant: int
    picture: PlanPicture
    sentence: str
    proof: str
    tone: str
    value: int
    bound: int | None
    gap: str
    parts: tuple[calc.Part, ...]
    use: tuple[UseLine, ...]


@dataclass(frozen=True)
class StepLine:
    """One position of a moved ceiling."""

    extra: str
    value: int | None
    gain: int | None
    changed: int | None
    gap: str
    words: str


@dataclass(frozen=True)
class RunPage:
    """A run as its page shows it: a sentence first, whatever was asked."""

    run: PlanRun
    sentence: str
    plans: tuple[PlanShape, ...] = ()
    conflicts: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    changes: tuple[tuple[str, str, str], ...] = ()
    steps: tuple[StepLine, ...] = ()
    chart: Chart | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out of the problem, and why."""
        return tuple(self.run.asked.get("notes", ()))

    @property
    def gap(self) -> str:
        """The gap of the best plan in it; empty where there is no plan."""
        return gap_words(self.run.value, self.run.bound) if self.run.value is not None else ""

    @property
    def may_be_chosen(self) -> bool:
        """Whether the run has a plan that keeps every rule."""
        return self.run.is_feasible and self.run.kind != RunKind.PARAMETRIC


def gap_words(value: int, bound: int | None) -> str:
    """The gap, always said: “khoảng cách 0 %”."""
    if bound is None:
        return _("không có cận")
    share = Decimal(bound - value) * 100 / max(1, abs(value))
    return _("khoảng cách %s %%") % written_number(share.quantize(Decimal("0.01")) if share else 0)


def run_page(run: PlanRun) -> RunPage:
    """The page of a run, from what is stored."""
    return _SHAPES[RunKind(run.kind)](run, queries.problem_of(run))


def _optimum(run: PlanRun, problem: calc.Problem) -> RunPage:
    found = queries.answer_of(run, Optimum)
    if found.plan is None:
        return _impossible(run, found.conflicts)
    shape = plan_shape(problem, found.plan)
    return RunPage(
        run,
        shape.sentence,
        plans=(shape,),
        chart=pictures.phases_picture(shape.picture),
    )


def _impossible(run: PlanRun, conflicts: tuple[calc.Conflict, ...]) -> RunPage:
    sentence = _(
        "Không có phương án nào giữ được mọi ràng buộc: %d ràng buộc dưới đây không cùng giữ được; bỏ một trong số đó "
        "thì các ràng buộc còn lại giữ được."
    ) % len(conflicts)
    return RunPage(run, sentence, conflicts=tuple(one.sentence for one in conflicts))


def _several(run: PlanRun, problem: calc.Problem) -> RunPage:
    found = queries.answer_of(run, Several)
    if not found.plans:
        return _impossible(run, found.conflicts)
    best = found.plans[0]
    sentence = _(
        "%(count)d phương án, kém nhất mất %(lost)s điểm so với phương án nhiều điểm nhất (%(best)s điểm)."
    ) % {
        "count": len(found.plans),
        "lost": written_number(best.value - found.plans[-1].value),
        "best": written_number(best.value),
    }
    if len(found.plans) == 1:
        sentence = _(
            "Không có phương án nào khác trong khoảng này: phương án nhiều điểm nhất (%s điểm) đứng riêng."
        ) % written_number(best.value)
    plans = tuple(plan_shape(problem, plan, variant) for variant, plan in enumerate(found.plans))
    return RunPage(run, sentence, plans=plans)


def _why_not(run: PlanRun, problem: calc.Problem) -> RunPage:
    found = queries.answer_of(run, calc.WhyNot)
    plans = (plan_shape(problem, found.plan),) if found.plan is not None else ()
    return RunPage(
        run,
        found.sentence,
        plans=plans,
        conflicts=tuple(one.sentence for one in found.conflicts),
        changes=_changes(problem, found.differences),
    )


def _manual(run: PlanRun, problem: calc.Problem) -> RunPage:
    found = queries.answer_of(run, calc.ManualScore)
    picture = queries.picture(problem=problem, choices=found.choices)
    if found.violations:
        sentence = _(
            "Phương án lập bằng tay được %(value)s điểm nhưng không giữ được %(count)d ràng buộc."
        ) % {
            "value": written_number(found.value),
            "count": len(found.violations),
        }
    else:
        sentence = _("Phương án lập bằng tay được %s điểm và giữ được mọi ràng buộc.") % written_number(
            found.value
        )
    if found.machine is None:
        sentence += " " + _("Máy cũng không tìm được phương án nào giữ được mọi ràng buộc.")
    elif found.behind:
        sentence += " " + _("Phương án của máy được %s điểm.") % written_number(found.machine.value)
    shape = PlanShape(
        variant=0,
        picture=picture,
        sentence=words.picture_sentence(picture),
        proof=_("Lập bằng tay, không có chứng minh."),
        tone="none",
        value=found.value,
        bound=found.machine.bound if found.machine is not None else None,
        gap=gap_words(found.value, found.machine.bound if found.machine is not None else None),
        parts=found.parts,
        use=_use(problem, found.usage),
    )
    return RunPage(
        run,
        sentence,
        plans=(shape,),
        breaks=tuple(one.sentence for one in found.violations),
        changes=_changes(problem, found.differences),
    )


def _parametric(run: PlanRun, problem: calc.Problem) -> RunPage:
    found = queries.answer_of(run, Moved)
    is_money = any(one.code == found.ceiling for one in problem.money_ceilings)
    unit, scale = (_("triệu đồng"), 1_000_000) if is_money else (_("người"), 1)
    steps = tuple(_step(problem, step, unit, scale) for step in found.steps)
    gained = [step for step in found.steps if step.gain and step.gain > 0]
    if any(step.plan is not None and step.extra == 0 for step in found.steps):
        sentence = (
            _("Nới trần thêm %(extra)s %(unit)s thì phương án tốt nhất tăng %(gain)d điểm.")
            % {
                "extra": written_number(gained[0].extra // scale),
                "unit": unit,
                "gain": gained[0].gain or 0,
            }
            if gained
            else _("Nới trần trong khoảng này không làm phương án tốt hơn.")
        )
    else:
        first = next((step for step in found.steps if step.plan is not None), None)
        sentence = _("Với trần hiện nay không có phương án nào.")
        if first is not None:
            sentence += " " + _("Nới thêm %(extra)s %(unit)s thì có phương án.") % {
                "extra": written_number(first.extra // scale),
                "unit": unit,
            }
    return RunPage(
        run,
        sentence,
        steps=steps,
        chart=pictures.moved_picture(found, unit=unit, scale=scale),
    )


def _step(problem: calc.Problem, step: calc.Step, unit: str, scale: int) -> StepLine:
    extra = f"{step.extra // scale:+d} {unit}".replace("-", "−") if step.extra else _("trần hiện nay")
    if step.plan is None:
        return StepLine(extra, None, None, None, "", _("không có phương án nào giữ được mọi ràng buộc"))
    picture = queries.picture(problem=problem, choices=step.plan.choices)
    said = ", ".join(line.body_name for line in picture.changed if line.form == "cuc")
    return StepLine(
        extra,
        step.plan.value,
        step.gain,
        len(picture.changed),
        gap_words(step.plan.value, step.plan.bound),
        _("lập Cục: %s") % said if said else _("không bộ nào lập Cục"),
    )


_SHAPES = {
    RunKind.OPTIMUM: _optimum,
    RunKind.ALTERNATIVES: _several,
    RunKind.WHY_NOT: _why_not,
    RunKind.PARAMETRIC: _parametric,
    RunKind.MANUAL: _manual,
}


def plan_shape(problem: calc.Problem, plan: calc.Plan, variant: int = 0) -> PlanShape:
    """A plan of the machine with its proof: the gap is always said."""
    picture = queries.picture(problem=problem, choices=plan.choices)
    return PlanShape(
        variant=variant,
        picture=picture,
        sentence=words.picture_sentence(picture),
        proof=calc.describe(plan),
        tone=_STATUS[plan.status],
        value=plan.value,
        bound=plan.bound,
        gap=gap_words(plan.value, plan.bound),
        parts=plan.parts,
        use=_use(problem, plan.usage),
    )


def _use(problem: calc.Problem, usage: tuple[calc.Usage, ...]) -> tuple[UseLine, ...]:
    phases = {phase.code: phase.name for phase in problem.phases}
    bodies = {body.code: body.name for body in problem.bodies}
    limits: list[calc.PostCeiling | calc.MoneyCeiling] = [*problem.post_ceilings, *problem.money_ceilings]
    where = {one.code: bodies.get(one.body, "") for one in limits if one.body is not None}
    found = []
    order = list(calc.ConstraintKind)
    for one in sorted(usage, key=lambda one: (order.index(one.kind), one.name, one.moment)):
        if one.kind is calc.ConstraintKind.DONOR:
            continue
        is_money = one.kind is calc.ConstraintKind.MONEY
        name = f"{one.name} ({where[one.code]})" if where.get(one.code) else one.name
        if one.kind is calc.ConstraintKind.PHASE:
            name = _("Số đơn vị thay đổi")
        left = words.trieu(abs(one.left)) if is_money else str(abs(one.left))
        found.append(
            UseLine(
                name=name,
                moment=phases.get(one.moment, one.moment),
                used=_amount(one.used, is_money),
                limit=_amount(one.limit, is_money),
                verdict=(_("vượt %s") if one.left < 0 else _("còn %s")) % left,
                is_over=one.left < 0,
            )
        )
    return tuple(found)


def _amount(value: int, is_money: bool) -> str:
    return written_number(Decimal(value) / 1_000_000) if is_money else written_number(value)


def _changes(
    problem: calc.Problem, differences: tuple[calc.Difference, ...]
) -> tuple[tuple[str, str, str], ...]:
    units = {unit.code: unit for unit in problem.units}
    bodies = {body.code: body.name for body in problem.bodies}
    phases = {phase.code: phase.name for phase in problem.phases}

    def said(choice: calc.Choice | None) -> str:
        if choice is None:
            return "–"
        option = next(one for one in units[choice.unit].options if one.code == choice.option)
        when = phases.get(choice.phase or "", "")
        return f"{option.name}, {when}" if when else option.name

    return tuple((bodies[units[one.unit].body], said(one.before), said(one.after)) for one in differences)
