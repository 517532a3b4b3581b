"""Plans as people read them: which body does what in which phase, what it uses of the ceilings, what was not possible."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from daumoi.foundation.principal import Principal
from daumoi.scheme.models import PlanRun, Proposal, Scheme
from daumoi.scheme.queries.computing import choices_of, problem_of
from daumoi.scheme.queries.planning import KEEP, PARTNER, option_code
from daumoi.scheme.queries.schemes import chosen_of
from daumoi_calc import optimisation as calc


@dataclass(frozen=True)
class PlanLine:
    """What becomes of one body's unit."""

    body: str
    body_name: str
    unit_name: str
    option: str
    option_name: str
    form: str
    phase: str | None
    phase_name: str
    preference: int | None

    @property
    def changes(self) -> bool:
        """Whether the unit changes at all."""
        return self.phase is not None

    @property
    def option_number(self) -> int | None:
        """The number of the Phương án, where it is one."""
        digits = self.option.removeprefix("pa")
        return int(digits) if digits.isdigit() else None


@dataclass(frozen=True)
class Unmet:
    """A body whose first wish is not in the plan."""

    line: PlanLine
    wished: str
    wished_code: str


@dataclass(frozen=True)
class PlanPicture:
    """A plan over all bodies."""

    problem: calc.Problem
    lines: tuple[PlanLine, ...]
    unmet: tuple[Unmet, ...]

    def in_phase(self, code: str) -> tuple[PlanLine, ...]:
        """Bodies that change in the phase."""
        return tuple(line for line in self.lines if line.phase == code)

    @property
    def by_phase(self) -> tuple[tuple[calc.Phase, tuple[PlanLine, ...]], ...]:
        """Phases with the bodies that change in them."""
        return tuple((phase, self.in_phase(phase.code)) for phase in self.problem.phases)

    @property
    def kept(self) -> tuple[PlanLine, ...]:
        """Bodies whose unit stays as it is."""
        return tuple(line for line in self.lines if not line.changes)

    @property
    def changed(self) -> tuple[PlanLine, ...]:
        """Bodies whose unit changes."""
        return tuple(line for line in self.lines if line.changes)


def picture(*, problem: calc.Problem, choices: Iterable[calc.Choice]) -> PlanPicture:
    """A plan in the words of its problem."""
    by_unit = {choice.unit: choice for choice in choices}
    names = {body.code: body.name for body in problem.bodies}
    phases = {phase.code: phase.name for phase in problem.phases}
    lines, unmet = [], []
    order = {body.code: place for place, body in enumerate(problem.bodies)}
    for unit in sorted(problem.units, key=lambda one: order.get(one.body, 0)):
        choice = by_unit.get(unit.code)
        if choice is None or PARTNER in unit.code:
            continue
        option = next(one for one in unit.options if one.code == choice.option)
        line = PlanLine(
            body=unit.body,
            body_name=names[unit.body],
            unit_name=unit.name,
            option=option.code,
            option_name=option.name,
            form=option.form.value,
            phase=choice.phase,
            phase_name=phases.get(choice.phase or "", ""),
            preference=option.preference,
        )
        lines.append(line)
        wished = min(
            (one for one in unit.options if one.preference is not None),
            key=lambda one: one.preference or 0,
            default=None,
        )
        if wished is not None and wished.code != option.code:
            unmet.append(Unmet(line, wished.name, wished.code))
    return PlanPicture(problem, tuple(lines), tuple(unmet))


def picture_of(*, run: PlanRun, variant: int = 0) -> PlanPicture | None:
    """The plan of a run; None where it has none that may be chosen."""
    choices = choices_of(run, variant)
    return picture(problem=problem_of(run), choices=choices) if choices else None


@dataclass(frozen=True)
class ChosenLine:
    """One body in the chosen plan, with the proposal that it carries out (None: it stays as it is)."""

    line: PlanLine
    proposal: Proposal | None


def chosen_plan(*, principal: Principal, scheme: Scheme) -> tuple[ChosenLine, ...]:
    """The plan that the coordinator chose, body by body; empty while none is chosen."""
    choice = chosen_of(principal=principal, scheme=scheme)
    if choice is None:
        return ()
    found = picture_of(run=choice.run, variant=choice.variant)
    if found is None:
        return ()
    proposals: Mapping[tuple[str, str], Proposal] = {
        (row.root.code, option_code(row.option)): row
        for row in Proposal.objects.visible_to(principal)
        .standing()
        .filter(scheme=scheme)
        .select_related("root", "owner", "phase", "unit")
    }
    return tuple(ChosenLine(line, proposals.get((line.body, line.option))) for line in found.lines)


def options_of(problem: calc.Problem) -> list[tuple[calc.Unit, str]]:
    """The units of a problem with something to choose, each with the name of its body."""
    names = {body.code: body.name for body in problem.bodies}
    return [
        (unit, names[unit.body])
        for unit in problem.units
        if PARTNER not in unit.code and any(option.code != KEEP for option in unit.options)
    ]
