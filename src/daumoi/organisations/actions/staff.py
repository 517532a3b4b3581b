"""The only writers of staff figures and of the steps towards a Cục."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.organisations.access import OrganisationPermission
from daumoi.organisations.models import EstablishmentStep, Organisation, OrganisationState, StaffCount
from daumoi.organisations.queries.register import names_as_of
from daumoi.organisations.rules import staff as rules
from daumoi.ui.formats import written_date


@transaction.atomic
def record_staff(
    *,
    by: Principal,
    unit: Organisation,
    on: date,
    counts: Mapping[tuple[str, str], int],
    document: str,
    today: date,
    reason: str = "",
) -> list[StaffCount]:
    """Record how many people a unit has on a day, by (kind, measure); what is not given stays unknown.

    A figure already recorded for that day is replaced only with a reason; the row history keeps the old one.
    """
    by.require(OrganisationPermission.EDIT_STAFF, body_id=unit.root_pk, owner_id=unit.pk)
    rules.check_counts(counts, on=on, today=today, document=document)
    _existed(unit, on)
    Organisation.objects.select_for_update().get(pk=unit.pk)
    known = {(row.kind, row.measure): row for row in StaffCount.objects.filter(owner=unit, on=on)}
    before = {key: row.people for key, row in known.items() if key in counts and row.people != counts[key]}
    if before and not reason.strip():
        raise Conflict(
            "organisations.staff_known",
            _("Ngày %(day)s đã có số liệu khác của đơn vị này.") % {"day": written_date(on)},
            remedy=_("Nếu số đã ghi bị sai thì nêu lý do đính chính; nếu là số mới thì ghi ngày chốt mới."),
        )
    written = [_write(unit, on, key, people, document, known.get(key)) for key, people in counts.items()]
    history.record(
        by=by,
        code="organisations.staff.recorded",
        thing=unit,
        label=names_as_of(ids={unit.pk}, day=on).get(unit.pk, unit.code),
        root_id=unit.root_pk,
        owner_id=unit.pk,
        document=document.strip(),
        reason=reason.strip(),
        details={
            "on": on.isoformat(),
            "counts": {"/".join(key): people for key, people in sorted(counts.items())},
            "before": {"/".join(key): people for key, people in sorted(before.items())},
        },
    )
    return written


def _existed(unit: Organisation, on: date) -> None:
    if not OrganisationState.objects.as_of(on).filter(organisation=unit).exists():
        raise Invalid(
            "organisations.staff_no_unit",
            _("Ngày %(day)s sổ đăng ký không có đơn vị này.") % {"day": written_date(on)},
            remedy=_("Chọn ngày đơn vị còn hoạt động, hoặc ghi cho đơn vị kế thừa."),
        )


def _write(
    unit: Organisation, on: date, key: tuple[str, str], people: int, document: str, known: StaffCount | None
) -> StaffCount:
    kind, measure = key
    row = known or StaffCount(owner=unit, root_id=unit.root_pk, on=on, kind=kind, measure=measure)
    row.people, row.document = people, document.strip()
    row.save()
    return row


@dataclass(frozen=True)
class StepAnswer:
    """How far one step is, with its day and paper."""

    state: str
    on: date | None = None
    document: str = ""


@transaction.atomic
def record_steps(
    *, by: Principal, organisation: Organisation, answers: Mapping[str, StepAnswer], today: date
) -> list[EstablishmentStep]:
    """Record how far the steps that make a Cục are; only what differs is written. Returns the changed steps."""
    by.require(OrganisationPermission.EDIT_STAFF, body_id=organisation.root_pk, owner_id=organisation.pk)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    known = {row.step: row for row in EstablishmentStep.objects.filter(owner=organisation)}
    changed: list[EstablishmentStep] = []
    details: dict[str, dict[str, str]] = {}
    for step, answer in answers.items():
        label = str(EstablishmentStep.Step(step).label)
        rules.check_step(name=label, state=answer.state, on=answer.on, document=answer.document, today=today)
        row = known.get(step) or EstablishmentStep(
            owner=organisation, root_id=organisation.root_pk, step=step
        )
        before = StepAnswer(row.state, row.on, row.document)
        if before == StepAnswer(answer.state, answer.on, answer.document.strip()):
            continue
        row.state, row.on, row.document = answer.state, answer.on, answer.document.strip()
        row.save()
        changed.append(row)
        details[step] = {"before": before.state, "after": answer.state}
    if changed:
        history.record(
            by=by,
            code="organisations.steps.recorded",
            thing=organisation,
            label=names_as_of(ids={organisation.pk}, day=today).get(organisation.pk, organisation.code),
            root_id=organisation.root_pk,
            owner_id=organisation.pk,
            document="; ".join(sorted({row.document for row in changed if row.document})),
            details={"steps": details},
        )
    return changed
