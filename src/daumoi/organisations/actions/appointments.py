"""The only writers of appointments."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from daumoi.accounts.models import Person
from daumoi.accounts.rules import Role, roles
from daumoi.foundation.periods import Period
from daumoi.foundation.principal import Principal, Scope
from daumoi.history import actions as history
from daumoi.organisations.access import OrganisationPermission
from daumoi.organisations.models import Appointment, Organisation
from daumoi.organisations.queries.consequences import Outcome, Touched, appointments_affected
from daumoi.organisations.queries.register import names_as_of
from daumoi.organisations.queries.tree import bodies_over
from daumoi.organisations.rules import Plan, Ref
from daumoi.organisations.rules import appointments as rules
from daumoi.ui.formats import written_date


@transaction.atomic
def appoint(
    *,
    by: Principal,
    person: Person,
    role: Role,
    over: Organisation,
    valid_from: date,
    valid_to: date | None = None,
    position: str = "",
    document: str = "",
) -> Appointment:
    """Give a person a role over an organisation during `[valid_from, valid_to)`.

    Raises `Forbidden` for oneself or for a reach wider than one's own, `Conflict` when the role is held already.
    """
    by.require(OrganisationPermission.APPOINT, body_id=over.root_pk, owner_id=over.pk)
    Person.objects.select_for_update().get(
        pk=person.pk
    )  # two clerks appointing the same person wait for each other
    held = Appointment.objects.filter(person=person, role=role.code, owner=over)
    rules.check_appointment(
        by_person=by.person_id,
        person=person.pk,
        by_sees_network=by.sees_network,
        is_network_role=role.scope is Scope.NETWORK,
        period=Period(valid_from, valid_to),
        held=[Period(row.valid_from, row.valid_to) for row in held],
    )
    made = Appointment.objects.create(
        person=person,
        role=role.code,
        scope=role.scope,
        owner=over,
        root_id=over.root_pk,
        position=position.strip(),
        document=document.strip(),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    _record(by, made, "organisations.appointment.given", document=document)
    return made


@transaction.atomic
def end_appointment(
    *, by: Principal, appointment: Appointment, on: date, reason: str = "", document: str = ""
) -> Appointment:
    """End an appointment: `on` is the first day without it."""
    by.require(OrganisationPermission.APPOINT, body_id=appointment.root_id, owner_id=appointment.owner_id)
    held = Appointment.objects.select_for_update().get(pk=appointment.pk)
    rules.check_end(valid_from=held.valid_from, valid_to=held.valid_to, on=on)
    held.valid_to = on
    held.save(update_fields=["valid_to"])
    _record(by, held, "organisations.appointment.ended", document=document, reason=reason)
    return held


def rearrange(
    *,
    by: Principal,
    moved: Collection[int],
    ended: Collection[int],
    plan: Plan | None,
    ids: Mapping[Ref, int],
    on: date,
    document: str,
) -> list[Touched]:
    """Let appointments follow a reorganisation: ended, or carried to the successor or the new body."""
    touched = appointments_affected(principal=by, moved=moved, ended=ended, plan=plan, on=on)
    heirs = (
        {link.predecessor: ids[link.successor] for link in reversed(plan.links)} if plan is not None else {}
    )
    reason = _("Theo việc tổ chức lại từ ngày %(day)s") % {"day": written_date(on)}
    for row in touched:
        appointment, goes_on_until = row.appointment, row.appointment.valid_to
        _cut(appointment, on)
        _record(by, appointment, "organisations.appointment.ended", document=document, reason=reason)
        if row.outcome is Outcome.CARRIED:
            owner_id = heirs.get(appointment.owner_id, appointment.owner_id)
            carried = _carry(appointment, owner_id, on=on, until=goes_on_until, document=document)
            if carried is not None:
                _record(by, carried, "organisations.appointment.given", document=document, reason=reason)
    return touched


def _carry(
    appointment: Appointment, owner_id: int, *, on: date, until: date | None, document: str
) -> Appointment | None:
    """The same role at the successor or in the new body; nothing when the person holds it there already."""
    start = max(on, appointment.valid_from)
    there = Appointment.objects.filter(person=appointment.person, role=appointment.role, owner_id=owner_id)
    if any(Period(start, until).overlaps(Period(held.valid_from, held.valid_to)) for held in there):
        return None
    owner = Organisation.objects.get(pk=owner_id)
    return Appointment.objects.create(
        person=appointment.person,
        role=appointment.role,
        scope=appointment.scope,
        owner=owner,
        root_id=bodies_over(ids=[owner_id], day=on).get(owner_id, owner.root_pk),
        position=appointment.position,
        document=document[:200],
        valid_from=start,
        valid_to=until,
    )


def _cut(appointment: Appointment, on: date) -> None:
    """End it on the day; one that would begin only later never holds (its row history stays)."""
    row = Appointment.objects.filter(pk=appointment.pk)
    if appointment.valid_from >= on:
        row.delete()
    else:
        row.update(valid_to=on)
    appointment.valid_to = on


def _record(
    by: Principal, appointment: Appointment, code: str, *, document: str = "", reason: str = ""
) -> None:
    history.record(
        by=by,
        code=code,
        thing=appointment,
        label=_label(appointment),
        root_id=appointment.root_id,
        owner_id=appointment.owner_id,
        document=document,
        reason=reason,
        details={
            "person": appointment.person_id,
            "role": appointment.role,
            "from": appointment.valid_from.isoformat(),
            "to": appointment.valid_to.isoformat() if appointment.valid_to else None,
        },
    )


def _label(appointment: Appointment) -> str:
    """“Trần Chuyên Viên, Chuyên viên đầu mối của bộ, Bộ A”."""
    day = appointment.valid_from
    where = names_as_of(ids={appointment.owner_id}, day=day).get(appointment.owner_id, str(appointment.owner))
    titles = {role.code: role.title for role in roles()}
    return f"{appointment.person}, {titles.get(appointment.role, appointment.role)}, {where}"
