"""Carrying out a plan: states closed and opened, succession, appointments, the journal, the news. One transaction."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict, Forbidden
from daumoi.foundation.folding import fold, sort_key
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.organisations import events
from daumoi.organisations.access import OrganisationPermission
from daumoi.organisations.actions.appointments import rearrange
from daumoi.organisations.actions.basis import Basis
from daumoi.organisations.models import (
    Level,
    Organisation,
    OrganisationState,
    Reorganisation,
    ReorganisationPart,
    Succession,
)
from daumoi.organisations.queries.consequences import moved_with
from daumoi.organisations.rules import Draft, Newcomer, Plan, Ref

_LOCK = "select pg_advisory_xact_lock(hashtextextended('daumoi.organisations.register', 0))"
_ALIGN = """
with recursive stands(id, body, depth) as (
    select o.id, o.id, 0 from organisations_organisation o where o.level = 'ministry'
    union all
    select s.organisation_id, stands.body, stands.depth + 1
    from stands join organisations_organisationstate s on s.parent_id = stands.id
    where s.valid_from <= %(day)s and (s.valid_to is null or s.valid_to > %(day)s) and stands.depth < 20
)
update organisations_organisation o set body_id = stands.body
from stands where stands.id = o.id and o.level = 'unit' and o.body_id is distinct from stands.body
"""
_VERBS = {
    "establish": "established",
    "rename": "renamed",
    "upgrade": "upgraded",
    "merge": "merged",
    "split": "split",
    "transfer": "transferred",
    "dissolve": "dissolved",
}


def open_register(*, by: Principal, touching: Iterable[Organisation]) -> None:
    """Check the right over every organisation touched and let one clerk at a time reorganise.

    Reorganisations are rare; one at a time means that two of them can never make a circle together.
    """
    for organisation in touching:
        by.require(OrganisationPermission.REORGANISE, body_id=organisation.root_pk, owner_id=organisation.pk)
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)


def require_network(*, by: Principal) -> None:
    """Only who keeps the register of the whole network makes a new body."""
    by.require(OrganisationPermission.REORGANISE)
    if not by.sees_network:
        raise Forbidden(
            "organisations.network_only",
            _("Chỉ cơ quan điều phối quốc gia ghi nhận bộ, cơ quan ngang bộ mới."),
            remedy=_("Gửi văn bản cho cơ quan điều phối để ghi nhận."),
        )


def carry_out(*, by: Principal, plan: Plan, basis: Basis, today: date, seen: str = "") -> Reorganisation:
    """Write everything the plan says. `seen` is the digest of the preview that was confirmed, when there was one."""
    if seen and seen != plan.digest:
        raise Conflict(
            "organisations.changed_meanwhile",
            _("Sổ đăng ký đã thay đổi sau khi bạn xem trước."),
            remedy=_("Xem lại phần “Sẽ thay đổi” rồi xác nhận lần nữa."),
        )
    act = Reorganisation.objects.create(
        kind=plan.kind, on=plan.on, instrument=basis.instrument, document=basis.document, **basis.columns()
    )
    try:
        with transaction.atomic():
            ids = _change_states(plan, act, basis)
    except IntegrityError as error:
        raise Conflict(
            "organisations.overlap",
            _("Hai trạng thái của cùng một đơn vị sẽ trùng thời gian."),
            remedy=_("Tải lại trang của đơn vị, xem các thay đổi đã ghi rồi làm lại."),
        ) from error
    _link(plan, act, ids, basis)
    roots = _roots(ids)
    moved = moved_with(ids=plan.moved, day=plan.on)
    if moved:
        align_bodies(day=today)
    rearrange(by=by, moved=moved, ended=plan.ended, plan=plan, ids=ids, on=plan.on, document=basis.text)
    _record(by, plan, act, ids, basis, before=roots, after=_roots(ids))
    told = events.Reorganised(
        reorganisation_id=act.pk,
        kind=plan.kind,
        on=plan.on,
        before=tuple(ids[ref] for ref in plan.before),
        after=tuple(ids[ref] for ref in plan.after),
    )
    events.OF_KIND[plan.kind].announce(told)
    return act


def align_bodies(*, day: date) -> int:
    """Let each unit's present body follow the tree of the day; returns how many units changed body.

    Acts recorded ahead of their day take effect here: run daily (`daumoi organisations align`).
    """
    with connection.cursor() as cursor:
        cursor.execute(_ALIGN, {"day": day})
        return int(cursor.rowcount)


def _change_states(plan: Plan, act: Reorganisation, basis: Basis) -> dict[Ref, int]:
    """Close before opening, so that no day ever has two states; returns the id of every organisation named."""
    goes_on = {opening.organisation for opening in plan.openings}
    in_place = {}
    for closing in plan.closings:
        row = OrganisationState.objects.filter(pk=closing.state.pk)
        if not closing.vanishes:
            row.update(valid_to=plan.on, to_known=True, closed_by=act)
        elif closing.state.organisation in goes_on:
            in_place[closing.state.organisation] = row
        else:
            row.get().delete()
    ids: dict[Ref, int] = {newcomer.code: _create(newcomer).pk for newcomer in plan.newcomers}
    for ref in (*plan.before, *plan.after, *plan.moved):
        if isinstance(ref, int):
            ids[ref] = ref
    for opening in plan.openings:
        draft = _columns(opening.draft, ids)
        row_of_the_day = in_place.get(_id(ids, opening.organisation))
        if row_of_the_day is not None:
            row_of_the_day.update(**draft, opened_by=act)
            continue
        OrganisationState.objects.create(
            organisation_id=_id(ids, opening.organisation),
            **draft,
            basis=basis.instrument,
            valid_from=plan.on,
            valid_to=opening.valid_to,
            to_known=opening.to_known,
            opened_by=act,
            **basis.columns(),
        )
    return ids


def _columns(draft: Draft, ids: dict[Ref, int]) -> dict[str, Any]:
    return {
        "parent_id": _id(ids, draft.parent) if draft.parent is not None else None,
        "name": draft.name,
        "name_folded": fold(draft.name),
        "name_sort": sort_key(draft.name),
        "short_name": draft.short_name,
        "abbreviation": draft.abbreviation,
        "kind": draft.kind,
        "form": draft.form,
        "role": draft.role,
        "is_public_service_unit": draft.is_public_service_unit,
    }


def _id(ids: dict[Ref, int], ref: Ref) -> int:
    return ref if isinstance(ref, int) else ids[ref]


def _create(newcomer: Newcomer) -> Organisation:
    number = 0
    if newcomer.level == Level.MINISTRY:
        bodies = Organisation.objects.filter(level=Level.MINISTRY, is_simulated=newcomer.is_simulated)
        number = max(bodies.values_list("number", flat=True), default=0) + 1
    return Organisation.objects.create(
        code=newcomer.code,
        level=newcomer.level,
        body_id=newcomer.root,
        is_it_unit=newcomer.is_it_unit,
        is_simulated=newcomer.is_simulated,
        number=number,
    )


def _link(plan: Plan, act: Reorganisation, ids: dict[Ref, int], basis: Basis) -> None:
    sides = ReorganisationPart.Side
    ReorganisationPart.objects.bulk_create(
        [
            *(
                ReorganisationPart(reorganisation=act, organisation_id=ids[ref], side=sides.BEFORE)
                for ref in plan.before
            ),
            *(
                ReorganisationPart(reorganisation=act, organisation_id=ids[ref], side=sides.AFTER)
                for ref in plan.after
            ),
        ]
    )
    for link in plan.links:
        Succession.objects.create(
            predecessor_id=ids[link.predecessor],
            successor_id=ids[link.successor],
            kind=link.kind,
            on=plan.on,
            inherits=link.inherits,
            instrument=basis.instrument,
            reorganisation=act,
            **basis.columns(),
        )


def _roots(ids: dict[Ref, int]) -> dict[int, int]:
    rows = Organisation.objects.filter(pk__in=set(ids.values()))
    return {organisation.pk: organisation.root_pk for organisation in rows}


def _record(
    by: Principal,
    plan: Plan,
    act: Reorganisation,
    ids: dict[Ref, int],
    basis: Basis,
    *,
    before: dict[int, int],
    after: dict[int, int],
) -> None:
    """One line on the chain of every body touched, for each organisation that took part."""
    things = Organisation.objects.in_bulk({ids[ref] for ref in (*plan.before, *plan.after)})
    was = {closing.state.organisation: closing.state.draft for closing in plan.closings}
    becomes = {_id(ids, opening.organisation): opening.draft for opening in plan.openings}
    for pk, thing in sorted(things.items()):
        details: dict[str, Any] = {
            "reorganisation": act.pk,
            "on": plan.on.isoformat(),
            "before": _words(was.get(pk)),
            "after": _words(becomes.get(pk)),
        }
        label = (becomes.get(pk) or was.get(pk) or Draft(name=thing.code)).name
        level = "body" if thing.level == Level.MINISTRY else "unit"
        for root in sorted({before.get(pk, thing.root_pk), after.get(pk, thing.root_pk)}):
            history.record(
                by=by,
                code=f"organisations.{level}.{_VERBS[plan.kind]}",
                thing=thing,
                label=label,
                root_id=root,
                owner_id=pk,
                document=basis.text,
                details=details,
            )


def _words(draft: Draft | None) -> dict[str, Any] | None:
    """A state for the journal, without what is empty."""
    if draft is None:
        return None
    values = {
        "name": draft.name,
        "form": draft.form,
        "kind": draft.kind,
        "parent": draft.parent,
        "role": draft.role,
        "is_public_service_unit": draft.is_public_service_unit,
    }
    return {key: value for key, value in values.items() if value not in ("", None)}
