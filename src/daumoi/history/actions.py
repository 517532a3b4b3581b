"""The only writers of the journal."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from daumoi.foundation.errors import Invalid
from daumoi.foundation.principal import Principal
from daumoi.history.models import Act

NATIONAL = 0


def record(
    *,
    by: Principal,
    code: str,
    thing: models.Model | None = None,
    label: str = "",
    root_id: int = NATIONAL,
    owner_id: int | None = None,
    reason: str = "",
    document: str = "",
    details: Mapping[str, Any] | None = None,
) -> Act:
    """Write one act, in the caller's transaction.

    `code` is a dotted stable name ("organisations.unit.renamed"); the sentence shown for it lives in
    presenters. `document` names the instrument or letter the act rests on. Raises `Invalid` when the
    code is not dotted, since acts are found again by their code.
    """
    if code.count(".") < 2:
        raise Invalid("history.code", f"Mã hành vi “{code}” chưa đủ ba phần phòng.đối_tượng.việc.")
    return Act.objects.create(
        root_id=root_id,
        owner_id=owner_id if owner_id is not None else root_id,
        person_id=by.person_id,
        actor=by.name or by.system or "khách",
        code=code,
        thing_kind=thing._meta.label_lower if thing is not None else "",
        thing_id=thing.pk if thing is not None else None,
        thing_label=label or (str(thing) if thing is not None else ""),
        reason=reason,
        document=document,
        details=dict(details or {}),
    )
