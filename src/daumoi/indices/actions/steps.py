"""What the actions of this room share: rights, states, the journal, texts that must be there."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Invalid
from daumoi.foundation.principal import Principal, acting, system
from daumoi.history import actions as history
from daumoi.indices import rules
from daumoi.indices.access import IndexPermission
from daumoi.indices.definition import Cell, Outline, outline_of, points_of
from daumoi.indices.models import Edition, Entry, Kept, Sheet
from daumoi.indices.rules import Mark, Step
from daumoi.surveys.actions.papers import refuse_secret

_LOCKING = system("khóa dòng")
_SAID = (
    *("state", "self_kind", "self_value", "self_score", "self_note"),
    *("source_kind", "fact_id", "source_text", "source_on"),
)
_VERIFIED = ("verified_kind", "verified_value", "verified_score", "reason")


def require(by: Principal, permission: IndexPermission, row: Kept) -> None:
    """The right over what the row belongs to."""
    by.require(permission, body_id=row.root_id, owner_id=row.owner_id)


def held_edition(edition: Edition, step: Step) -> Edition:
    """The edition locked and looked at anew, when its state allows the step; also for somebody who only reads it."""
    with acting(_LOCKING):
        fresh = (
            Edition.objects.select_for_update(of=("self",))
            .select_related("version__index", "owner")
            .get(pk=edition.pk)
        )
    rules.check_step(fresh.state, step, words=fresh.get_state_display())
    return fresh


def held_sheet(sheet: Sheet) -> Sheet:
    """The sheet locked and looked at anew."""
    return Sheet.objects.select_for_update(of=("self",)).select_related("owner", "edition").get(pk=sheet.pk)


def body_of(sheet: Sheet) -> str:
    """The body of a sheet by its newest name, as people call it."""
    return sheet.owner.states.latest("valid_from").name


def outline_for(edition: Edition) -> Outline:
    """The definition an edition works with."""
    return outline_of(edition.version.definition)


def said(text: str, *, place: str, message: str, remedy: str = "") -> str:
    """A text that must not be empty, without blanks around it."""
    text = text.strip()
    if not text:
        raise Invalid("indices.empty", message, place=place, remedy=remedy)
    return text


def score(entries: list[Entry], outline: Outline, *, verified: bool) -> None:
    """Write on each entry (not yet saved) the points its criterion's rule gives from the body's own values."""
    field, kind = ("verified_value", "verified_kind") if verified else ("self_value", "self_kind")
    values: dict[str, float | None] = {}
    for entry in entries:
        value = getattr(entry, field)
        values[entry.column] = float(value) if getattr(entry, kind) == "value" and value is not None else None
    cells: dict[str, Cell] = {cell.column: cell for cell in outline.cells}
    for entry in entries:
        cell = cells[entry.column]
        first = next(one for one in outline.cells if one.indicator.code == cell.indicator.code)
        points = None
        if first.column == entry.column:
            points = points_of(cell.indicator.rule, own=cell.indicator.source_column, values=values)
        setattr(entry, "verified_score" if verified else "self_score", points)


def write_entries(entries: list[Entry], *, verified: bool) -> None:
    """Keep what was said (or verified) in the cells, all in one statement."""
    Entry.objects.bulk_update(entries, _VERIFIED if verified else _SAID)


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


def write_verified(entry: Entry, mark: Mark, *, place: str) -> None:
    """Put a verified mark on an entry (not yet saved)."""
    refuse_secret(text=mark.words, place=place)
    entry.verified_kind = mark.kind
    entry.verified_value = mark.value if mark.kind == "value" else None
    entry.reason = mark.words.strip()
    if entry.differs and not entry.reason:
        raise Invalid(
            "indices.verify.reason",
            _("Điểm thẩm định khác số của cơ quan mà chưa ghi lý do."),
            place=place,
            remedy=_("Ghi lý do lệch, ví dụ minh chứng chưa đủ, tính sai công thức."),
        )
