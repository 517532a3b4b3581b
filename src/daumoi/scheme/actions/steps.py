"""What the actions of this room share: refusals, the journal, who may."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.scheme.access import SchemePermission
from daumoi.scheme.models import Proposal, Scheme


def said(text: str, *, place: str, message: str, remedy: str = "") -> str:
    """The text without its margins. Raises `Invalid` at the place when nothing is left."""
    text = text.strip()
    if not text:
        raise Invalid("scheme.empty", message, place=place, remedy=remedy)
    return text


def require_coordinator(by: Principal, scheme: Scheme) -> None:
    """Refuse whoever does not write the scheme."""
    by.require(SchemePermission.COORDINATE, body_id=scheme.root_id, owner_id=scheme.owner_id)


def require_open(scheme: Scheme) -> None:
    """Refuse changes to what went up with a submission."""
    if not scheme.is_open:
        raise Conflict(
            "scheme.rests",
            _("Đề án đang ở trạng thái “%s”; đề xuất, trần, ràng buộc không sửa được nữa.")
            % scheme.get_state_display(),
            remedy=_("Khi đề án được trả lại để hoàn thiện, các phần này mở lại."),
        )


def lock(scheme: Scheme) -> Scheme:
    """The scheme anew, locked until the transaction ends."""
    return Scheme.objects.select_for_update(of=("self",)).select_related("owner", "root").get(pk=scheme.pk)


def fresh(scheme: Scheme) -> Scheme:
    """The scheme anew, for those who may read but not write it; the database refuses what comes too late."""
    return Scheme.objects.select_related("owner", "root").get(pk=scheme.pk)


def journal(
    by: Principal,
    code: str,
    thing: models.Model,
    *,
    of: Scheme | Proposal,
    label: str = "",
    reason: str = "",
    document: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """One act in the chain of the body that the scheme or the proposal belongs to."""
    history.record(
        by=by,
        code=code,
        thing=thing,
        label=label,
        root_id=of.root_id,
        owner_id=of.owner_id,
        reason=reason,
        document=document,
        details=details,
    )


def locked_proposal(by: Principal, proposal: Proposal) -> Proposal:
    """The proposal anew and locked, for somebody who proposes for its body, while the scheme is open."""
    by.require(SchemePermission.PROPOSE, body_id=proposal.root_id, owner_id=proposal.owner_id)
    require_open(fresh(proposal.scheme))
    return (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("scheme", "owner", "root", "unit", "phase")
        .get(pk=proposal.pk)
    )
