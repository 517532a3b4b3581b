"""Row history: what the database remembers of each row of a tracked table."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import pghistory
from django.db import models

M = TypeVar("M", bound=type[models.Model])


def tracked(model: M) -> M:
    """Keep every version of the model's rows: insert, update and delete, bulk writes included.

    Triggers write the event table in the same transaction, at no cost to the application; the act that
    caused the change has the same transaction time (`Act.at` = `pgh_created_at`).
    """
    decorate: Callable[[M], M] = pghistory.track(  # the stubs forget that None means "no context"
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        context_field=cast(Any, None),
    )
    return decorate(model)
