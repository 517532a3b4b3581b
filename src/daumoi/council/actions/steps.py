"""What the actions of this room share: rights, the next state, the journal."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from daumoi.council import rules
from daumoi.council.access import CouncilPermission
from daumoi.council.models import Session
from daumoi.council.models.keeping import Kept
from daumoi.council.rules import Step
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal, acting, system
from daumoi.history import actions as history
from daumoi.organisations.models import Organisation


def require_secretary(by: Principal, row: Kept) -> None:
    """The secretariat's right over what the row belongs to."""
    by.require(CouncilPermission.SECRETARY, body_id=row.root_id, owner_id=row.owner_id)


def require_member(by: Principal, row: Kept) -> None:
    """A member's right over the line of their own organisation."""
    by.require(CouncilPermission.MEMBER, body_id=row.root_id, owner_id=row.owner_id)


_LOCKING = system("khóa dòng")


def hold(row: models.Model) -> None:
    """Lock a row until the end of the transaction, also for somebody who may read it and not change it."""
    with acting(_LOCKING):
        type(row)._default_manager.select_for_update().get(pk=row.pk)


def advance(session: Session, step: Step) -> None:
    """Take the step: the session is locked, looked at anew, and its state written on it (not yet saved)."""
    fresh = Session.objects.select_for_update().get(pk=session.pk)
    session.state = rules.next_state(fresh.state, step, state_words=fresh.state_words)


def check_step(session: Session, step: Step) -> None:
    """Refuse a step that the session's present state does not allow."""
    fresh = Session.objects.only("state", "mode").get(pk=session.pk)
    rules.next_state(fresh.state, step, state_words=fresh.state_words)


def kept_by(session: Session) -> dict[str, int]:
    """The three owners of a row that the secretariat of a session writes."""
    return {"owner_id": session.owner_id, "root_id": session.root_id, "desk_id": session.desk_id}


def readers_of(organisations: list[Organisation]) -> list[int]:
    """The organisations that a row is opened to: those named, and the bodies in which they stand."""
    return sorted({one.pk for one in organisations} | {one.root_pk for one in organisations})


def said(text: str, *, place: str, message: str, remedy: str = "") -> str:
    """A text that must not be empty, without blanks around it."""
    text = text.strip()
    if not text:
        raise Invalid("council.empty", message, place=place, remedy=remedy)
    return text


def refuse_recorded(row: models.Model) -> None:
    """What the data pack tells is history: people add to it in the ledger and never change it here."""
    if getattr(row, "from_pack", False):
        raise Conflict(
            "council.from_pack",
            _("Đây là dòng ghi theo tư liệu trong gói dữ liệu, không sửa tại đây."),
            remedy=_("Sửa ở gói dữ liệu rồi nạp lại, hoặc ghi diễn biến mới vào sổ kiến nghị."),
        )


def journal(
    by: Principal,
    code: str,
    thing: models.Model,
    *,
    of: Kept,
    label: str = "",
    reason: str = "",
    document: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """One act in the chain of the body that `of` belongs to."""
    history.record(
        by=by,
        code=code,
        thing=thing,
        label=label[:300],
        root_id=of.root_id,
        owner_id=of.owner_id,
        reason=reason.strip(),
        document=document.strip(),
        details=details,
    )
