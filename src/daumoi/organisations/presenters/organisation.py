"""The page of a body or a unit: how it stands on the day, its time line, its people, what was done to it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from daumoi.foundation.principal import Principal
from daumoi.history.presenters import ActLine, line
from daumoi.organisations.access import OrganisationPermission
from daumoi.organisations.models import (
    EstablishmentStep,
    Form,
    Level,
    Organisation,
    OrganisationState,
    StaffCount,
    StaffKind,
    StaffMeasure,
    StateCorrection,
)
from daumoi.organisations.presenters.register import UnitLine
from daumoi.organisations.presenters.timeline import Timeline, timeline
from daumoi.organisations.presenters.words import (
    CertaintyMark,
    certainty_mark,
    day_text,
    form_word,
    period_words,
    role_word,
    unit_certainty,
)
from daumoi.organisations.queries import ActRow, OrganisationView, certainty_of

_STEP_TONES = {"xong": "done", "da_trinh": "act", "dang": "act", "chua": "none", "chua_ro": "none"}
_WORDS = {
    "name": gettext_noop("tên"),
    "short_name": gettext_noop("tên gọi tắt"),
    "abbreviation": gettext_noop("chữ viết tắt"),
    "kind": gettext_noop("loại"),
    "form": gettext_noop("hình thức"),
    "role": gettext_noop("phục vụ"),
    "is_public_service_unit": gettext_noop("đơn vị sự nghiệp"),
    "parent_id": gettext_noop("trực thuộc"),
    "valid_from": gettext_noop("ngày bắt đầu"),
    "valid_to": gettext_noop("ngày kết thúc"),
    "from_known": gettext_noop("ngày bắt đầu có văn bản"),
    "to_known": gettext_noop("ngày kết thúc có văn bản"),
}


@dataclass(frozen=True)
class Rights:
    """What the reader may do with the organisation."""

    reorganise: bool
    staff: bool


@dataclass(frozen=True)
class StaffRow:
    """One kind of staff: assigned and present, with the day and paper of each."""

    label: str
    assigned: StaffCount | None
    present: StaffCount | None


@dataclass(frozen=True)
class StepRow:
    """One step towards a Cục."""

    step: EstablishmentStep
    number: int
    tone: str
    unknown: bool


@dataclass(frozen=True)
class OrganisationPage:
    """Everything the page shows."""

    view: OrganisationView
    organisation: Organisation
    is_body: bool
    simulated: bool
    state: OrganisationState | None
    form: str
    role: str
    period: str
    certainty: CertaintyMark | None
    timeline: Timeline
    units: tuple[UnitLine, ...]
    staff: tuple[StaffRow, ...]
    has_staff: bool
    steps: tuple[StepRow, ...]
    corrections: tuple[tuple[StateCorrection, str], ...]
    journal: tuple[ActLine, ...]
    rights: Rights

    @property
    def shows_steps(self) -> bool:
        """Whether the way to a Cục is worth showing: recorded, or still ahead and the reader may record it."""
        if self.view.path.is_recorded:
            return True
        is_there = (
            bool(self.units) if self.is_body else self.state is None or self.state.form == Form.DEPARTMENT
        )
        return self.rights.staff and not is_there


def organisation_page(*, view: OrganisationView, principal: Principal, today: date) -> OrganisationPage:
    """Words and shapes for one organisation as of a day."""
    organisation, state = view.organisation, view.state
    return OrganisationPage(
        view=view,
        organisation=organisation,
        is_body=organisation.level == Level.MINISTRY,
        simulated=organisation.is_simulated,
        state=state,
        form=form_word(state.form) if state is not None else "",
        role=role_word(state.role) if state is not None else "",
        period=period_words(state) if state is not None else "",
        certainty=_certainty(state, view.day) if state is not None else None,
        timeline=timeline(lines=view.lines, day=view.day, today=today),
        units=tuple(
            UnitLine(
                row, unit_certainty(row=row, day=view.day), role_word(row.state.role if row.state else ""), ""
            )
            for row in view.units
        ),
        staff=_staff(view),
        has_staff=bool(view.staff.figures),
        steps=tuple(_step(step, number) for number, step in enumerate(view.path.steps, start=1)),
        corrections=tuple((row, _corrected(row)) for row in view.corrections),
        journal=tuple(line(act) for act in view.journal),
        rights=rights(principal=principal, organisation=organisation),
    )


def rights(*, principal: Principal, organisation: Organisation) -> Rights:
    """What the reader may do with an organisation, for the verbs of its page."""

    def may(permission: OrganisationPermission) -> bool:
        return principal.may(permission, body_id=organisation.root_pk, owner_id=organisation.pk)

    return Rights(
        reorganise=may(OrganisationPermission.REORGANISE), staff=may(OrganisationPermission.EDIT_STAFF)
    )


def _certainty(state: OrganisationState, day: date) -> CertaintyMark:
    certainty, last = certainty_of(state, day)
    return certainty_mark(certainty=certainty, last=last, confidence=_confidence(state, day), day=day)


def _confidence(state: OrganisationState, day: date) -> str:
    attested = [a.confidence for a in state.attestations.all() if a.on <= day]
    return attested[-1] if attested else state.confidence


def _staff(view: OrganisationView) -> tuple[StaffRow, ...]:
    figures = view.staff.figures
    return tuple(
        StaffRow(
            str(kind.label),
            figures.get((kind.value, StaffMeasure.ASSIGNED.value)),
            figures.get((kind.value, StaffMeasure.PRESENT.value)),
        )
        for kind in StaffKind
    )


def _step(step: EstablishmentStep, number: int) -> StepRow:
    return StepRow(step, number, _STEP_TONES[step.state], step.state == EstablishmentStep.State.UNKNOWN)


def _corrected(row: StateCorrection) -> str:
    """“tên: “A” thành “B”; ngày bắt đầu: 01/01/2011 thành 01/02/2011”."""
    return "; ".join(
        _("%(what)s: “%(before)s” thành “%(after)s”")
        % {"what": _(_WORDS[column]), "before": _said(row.before[column]), "after": _said(row.after[column])}
        for column in row.after
    )


def _said(value: object) -> str:
    if value in (None, ""):
        return _("chưa ghi")
    if isinstance(value, bool):
        return _("có") if value else _("không")
    try:
        return day_text(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def act_sentence(row: ActRow) -> str:
    """An act in one line: what became of whom."""
    before = ", ".join(name for _organisation, name in row.before)
    after = ", ".join(name for _organisation, name in row.after)
    if not row.after:
        return before
    if not row.before or before == after:
        return after
    return f"{before} → {after}"
