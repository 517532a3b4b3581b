"""Putting a wrongly recorded state right: the row changes, a correction says what it said before and why."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.organisations import events
from daumoi.organisations.actions.appointments import rearrange
from daumoi.organisations.actions.carrying_out import align_bodies, open_register
from daumoi.organisations.models import Organisation, OrganisationState, StateCorrection
from daumoi.organisations.queries.consequences import moved_with
from daumoi.organisations.queries.standing import children, facts, standing
from daumoi.organisations.rules.corrections import Corrected, check_correction


@transaction.atomic
def correct_state(
    *,
    by: Principal,
    state: OrganisationState,
    corrected: Corrected,
    reason: str,
    document: str = "",
    today: date,
) -> StateCorrection:
    """Change a state that was recorded wrongly. This is no reorganisation: it says that the record was mistaken.

    Raises `Invalid` without reason or change, `Conflict` when the new period overlaps another state or leaves
    a unit without parent.
    """
    organisation = Organisation.objects.select_related("body").get(pk=state.organisation_id)
    parent = _parent(state, corrected)
    crossing = [parent] if parent is not None and parent.pk != state.parent_id else []
    open_register(by=by, touching=[organisation, *crossing])
    row = OrganisationState.objects.select_related("organisation").get(pk=state.pk)
    before, after = _columns(row), _columns_of(corrected)
    _check(row, organisation, parent, corrected, reason, changed=before != after)
    root_before = organisation.root_pk
    try:
        with transaction.atomic():
            for column, value in after.items():
                setattr(row, column, value)
            row.save()
    except IntegrityError as error:
        raise Conflict(
            "organisations.overlap",
            _("Khoảng thời gian mới trùng với trạng thái khác của đơn vị."),
            remedy=_("Đính chính trạng thái kia trước, hoặc chọn ngày không trùng."),
        ) from error
    differing = [column for column in after if before[column] != after[column]]
    correction = StateCorrection.objects.create(
        state=row,
        before={column: _plain(before[column]) for column in differing},
        after={column: _plain(after[column]) for column in differing},
        reason=reason.strip(),
        document=document.strip(),
    )
    _follow(by, row, organisation, crossing=bool(crossing), today=today, document=document or reason)
    organisation.refresh_from_db()
    for root in sorted({root_before, organisation.root_pk}):
        history.record(
            by=by,
            code="organisations.state.corrected",
            thing=organisation,
            label=row.name,
            root_id=root,
            owner_id=organisation.pk,
            reason=reason.strip(),
            document=document.strip(),
            details={"state": row.pk, "before": correction.before, "after": correction.after},
        )
    events.state_corrected.announce(
        events.Corrected(organisation_id=organisation.pk, state_id=row.pk, correction_id=correction.pk)
    )
    return correction


def _check(
    row: OrganisationState,
    organisation: Organisation,
    parent: Organisation | None,
    corrected: Corrected,
    reason: str,
    *,
    changed: bool,
) -> None:
    if not changed:
        raise Invalid(
            "organisations.nothing_corrected",
            _("Không có gì khác với điều sổ đang ghi."),
            remedy=_("Sửa ít nhất một ô, hoặc quay lại trang của đơn vị."),
        )
    if not reason.strip():
        raise Invalid(
            "organisations.no_reason",
            _("Đính chính phải nêu lý do."),
            remedy=_("Ghi rõ điều gì đã ghi sai và căn cứ để biết."),
        )
    others = organisation.states.select_related("organisation").exclude(pk=row.pk)
    check_correction(
        facts(row),
        corrected=corrected,
        others=[facts(other) for other in others],
        children=children(organisation=organisation),
        unit=standing(organisation=organisation, day=corrected.valid_from),
        parent=standing(organisation=parent, day=corrected.valid_from) if parent is not None else None,
    )


def _parent(state: OrganisationState, corrected: Corrected) -> Organisation | None:
    parent_id = corrected.draft.parent
    if (parent_id is None) != (state.parent_id is None):
        raise Invalid(
            "organisations.parent_level",
            _("Đơn vị thuộc bộ phải có cơ quan chủ quản; bộ, cơ quan ngang bộ thì không."),
            remedy=_("Chọn lại cơ quan chủ quản."),
        )
    return Organisation.objects.filter(pk=parent_id).first() if isinstance(parent_id, int) else None


def _follow(
    by: Principal,
    row: OrganisationState,
    organisation: Organisation,
    *,
    crossing: bool,
    today: date,
    document: str,
) -> None:
    """A correction of the parent moves the unit's people as well, from today on."""
    if not crossing:
        return
    moved = moved_with(ids=[organisation.pk], day=today)
    if align_bodies(day=today):
        rearrange(by=by, moved=moved, ended=(), plan=None, ids={}, on=today, document=document)


def _columns(row: OrganisationState) -> dict[str, Any]:
    corrected = Corrected(facts(row).draft, row.valid_from, row.valid_to, row.from_known, row.to_known)
    return _columns_of(corrected)


def _columns_of(corrected: Corrected) -> dict[str, Any]:
    draft = replace(corrected.draft, name=corrected.draft.name.strip())
    return {
        "name": draft.name,
        "short_name": draft.short_name,
        "abbreviation": draft.abbreviation,
        "kind": draft.kind,
        "form": draft.form,
        "role": draft.role,
        "is_public_service_unit": draft.is_public_service_unit,
        "parent_id": draft.parent,
        "valid_from": corrected.valid_from,
        "valid_to": corrected.valid_to,
        "from_known": corrected.from_known,
        "to_known": corrected.to_known,
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
