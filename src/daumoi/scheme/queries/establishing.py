"""How far each body is on its way to a Cục: the register's steps, the next one, and who takes it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from daumoi.foundation.principal import Principal
from daumoi.organisations import queries as organisations
from daumoi.organisations.models import EstablishmentStep, Form, Organisation
from daumoi.scheme.models import ProposedForm, Scheme
from daumoi.scheme.queries.runs import ChosenLine, chosen_plan

Step, State = EstablishmentStep.Step, EstablishmentStep.State
WHO = {
    Step.SCHEME: _("bộ lập đề án"),
    Step.APPRAISAL: _("Bộ Nội vụ thẩm định"),
    Step.DECREE: _("Chính phủ quy định cơ cấu tổ chức của bộ"),
    Step.FUNCTIONS: _("bộ trưởng quyết định"),
    Step.POSTS: _("bộ trưởng quyết định, trong biên chế được giao"),
    Step.PEOPLE: _("bộ trưởng bổ nhiệm"),
}
"""Who takes each step, in practice."""


@dataclass(frozen=True)
class PathRow:
    """One body. `holder` is the organisation whose steps these are: the unit, or the body where it has none.

    `form_today` is the code of the register, empty where it does not know; `plan` what the scheme foresees.
    """

    body: Organisation
    name: str
    unit_name: str
    unit: Organisation | None
    form_today: str
    form_words: str
    steps: tuple[EstablishmentStep, ...]
    plan: ChosenLine | None

    @property
    def holder(self) -> Organisation:
        """The organisation the steps are recorded for."""
        return self.unit or self.body

    @property
    def is_department(self) -> bool:
        """Whether the register has a Cục already."""
        return self.form_today == Form.DEPARTMENT

    @property
    def is_recorded(self) -> bool:
        """Whether anything is known of any step."""
        return any(step.pk is not None and step.state != State.UNKNOWN for step in self.steps)

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.state == State.DONE for step in self.steps)

    @property
    def next_step(self) -> EstablishmentStep | None:
        """The first step that is not done; None when all are."""
        return next((step for step in self.steps if step.state != State.DONE), None)

    @property
    def next_who(self) -> str:
        """Who takes the next step."""
        step = self.next_step
        return str(WHO[Step(step.step)]) if step is not None else ""

    @property
    def wants_record(self) -> bool:
        """All steps are done and the register still shows another form: the reorganisation waits to be recorded."""
        return self.next_step is None and not self.is_department

    @property
    def is_foreseen(self) -> bool:
        """Whether the scheme's plan foresees a Cục for it."""
        return (
            self.plan is not None
            and self.plan.line.changes
            and self.plan.line.form == ProposedForm.DEPARTMENT
        )

    @property
    def last_day(self) -> date | None:
        """The day of the newest step done."""
        return max((step.on for step in self.steps if step.state == State.DONE and step.on), default=None)


def paths(*, principal: Principal, scheme: Scheme, day: date) -> list[PathRow]:
    """Every body of the day with its steps as far as the reader may know (about ten statements)."""
    plan = {one.line.body: one for one in chosen_plan(principal=principal, scheme=scheme)}
    rows = organisations.bodies(day=day, simulated=scheme.is_simulated)
    known: dict[int, dict[str, EstablishmentStep]] = {}
    found = EstablishmentStep.objects.visible_to(principal).filter(
        root_id__in=[row.organisation.pk for row in rows]
    )
    for step in found:
        known.setdefault(step.owner_id, {})[step.step] = step
    return [_path(row, known, plan.get(row.organisation.code)) for row in rows]


def path_of(*, principal: Principal, scheme: Scheme, body_code: str, day: date) -> PathRow | None:
    """The path of one body; None when the register of the day has no such body."""
    rows = paths(principal=principal, scheme=scheme, day=day)
    return next((row for row in rows if row.body.code == body_code), None)


def _path(
    row: organisations.BodyRow, known: dict[int, dict[str, EstablishmentStep]], plan: ChosenLine | None
) -> PathRow:
    state = row.unit.state
    unit = state.organisation if state is not None else None
    mine = known.get(unit.pk if unit is not None else 0) or known.get(row.organisation.pk, {})
    holder = unit or row.organisation
    return PathRow(
        body=row.organisation,
        name=row.state.display_short,
        unit_name=row.unit.name,
        unit=unit,
        form_today="" if state is None or row.unit.form == Form.UNKNOWN else row.unit.form,
        form_words=row.unit.form_label,
        steps=tuple(
            mine.get(step.value) or EstablishmentStep(owner=holder, step=step.value) for step in Step
        ),
        plan=plan,
    )


def units_of(*, body: Organisation, day: date) -> list[tuple[Organisation, str]]:
    """The specialised units of a body that the register names on a day, with their names."""
    row = organisations.body_row(organisation=body, day=day)
    units = row.units if row is not None else ()
    return [(one.state.organisation, one.name) for one in units if one.state is not None]
