"""The seven acts on the register. Each checks rights, decides by the rules, and carries the decision out at once.

All take `by` (who records), `on` (the first day of the new situation), `basis` (the paper) and `today`; `seen`
is the digest of a preview that was confirmed (then nothing else than what was shown is written). All raise
`Invalid` or `Conflict` with the organisation, the day and a remedy, and `Forbidden` outside one's reach.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from daumoi.foundation.principal import Principal
from daumoi.organisations.actions.basis import Basis
from daumoi.organisations.actions.carrying_out import carry_out, open_register, require_network
from daumoi.organisations.models import Organisation, Reorganisation
from daumoi.organisations.queries import plans
from daumoi.organisations.queries.plans import NewOrganisation


@transaction.atomic
def establish(
    *,
    by: Principal,
    new: NewOrganisation,
    parent: Organisation | None,
    on: date,
    basis: Basis,
    today: date,
    simulated: bool = False,
    seen: str = "",
) -> Reorganisation:
    """Create a unit under `parent`, or (without parent) a body."""
    if parent is None:
        require_network(by=by)
    open_register(by=by, touching=[parent] if parent is not None else [])
    plan = plans.plan_establish(new=new, parent=parent, on=on, simulated=simulated)
    return carry_out(by=by, plan=plan, basis=basis, today=today, seen=seen)


@transaction.atomic
def rename(
    *,
    by: Principal,
    organisation: Organisation,
    name: str,
    short_name: str = "",
    abbreviation: str = "",
    on: date,
    basis: Basis,
    today: date,
    seen: str = "",
) -> Reorganisation:
    """Give a body or unit another name."""
    open_register(by=by, touching=[organisation])
    plan = plans.plan_rename(
        organisation=organisation, name=name, short_name=short_name, abbreviation=abbreviation, on=on
    )
    return carry_out(by=by, plan=plan, basis=basis, today=today, seen=seen)


@transaction.atomic
def upgrade(
    *,
    by: Principal,
    organisation: Organisation,
    form: str,
    name: str = "",
    role: str | None = None,
    is_public_service_unit: bool | None = None,
    on: date,
    basis: Basis,
    today: date,
    seen: str = "",
) -> Reorganisation:
    """Give a unit another organisational form (Trung tâm → Cục), perhaps with another name."""
    open_register(by=by, touching=[organisation])
    plan = plans.plan_upgrade(
        organisation=organisation,
        form=form,
        name=name,
        role=role,
        is_public_service_unit=is_public_service_unit,
        on=on,
    )
    return carry_out(by=by, plan=plan, basis=basis, today=today, seen=seen)


@transaction.atomic
def merge(
    *,
    by: Principal,
    sources: Sequence[Organisation],
    into: Organisation | NewOrganisation,
    parent: Organisation | None = None,
    name: str = "",
    on: date,
    basis: Basis,
    today: date,
    seen: str = "",
) -> Reorganisation:
    """Let several organisations become one: an existing one (perhaps with a new `name`) or a new one under `parent`."""
    receiving = [into] if isinstance(into, Organisation) else [parent] if parent is not None else []
    if not receiving:
        require_network(by=by)
    open_register(by=by, touching=[*sources, *receiving])
    plan = plans.plan_merge(sources=sources, into=into, parent=parent, name=name, on=on)
    return carry_out(by=by, plan=plan, basis=basis, today=today, seen=seen)


@transaction.atomic
def split(
    *,
    by: Principal,
    organisation: Organisation,
    parts: Sequence[NewOrganisation],
    continues: bool,
    on: date,
    basis: Basis,
    today: date,
    seen: str = "",
) -> Reorganisation:
    """Create organisations out of one, which goes on beside them (`continues`) or ends.

    When it ends, what stood in it goes to the first part, which also inherits its papers.
    """
    if organisation.body_id is None:
        require_network(by=by)
    open_register(by=by, touching=[organisation])
    plan = plans.plan_split(organisation=organisation, parts=parts, continues=continues, on=on)
    return carry_out(by=by, plan=plan, basis=basis, today=today, seen=seen)


@transaction.atomic
def transfer(
    *,
    by: Principal,
    organisation: Organisation,
    parent: Organisation,
    name: str = "",
    on: date,
    basis: Basis,
    today: date,
    seen: str = "",
) -> Reorganisation:
    """Move a unit, with everything below it, under another parent."""
    open_register(by=by, touching=[organisation, parent])
    plan = plans.plan_transfer(organisation=organisation, parent=parent, name=name, on=on)
    return carry_out(by=by, plan=plan, basis=basis, today=today, seen=seen)


@transaction.atomic
def dissolve(
    *, by: Principal, organisation: Organisation, on: date, basis: Basis, today: date, seen: str = ""
) -> Reorganisation:
    """End an organisation in which nothing stands any more."""
    open_register(by=by, touching=[organisation])
    plan = plans.plan_dissolve(organisation=organisation, on=on)
    return carry_out(by=by, plan=plan, basis=basis, today=today, seen=seen)
