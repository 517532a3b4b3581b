"""Who may read the journal. What they see of it is scoped to their appointments by the queries."""

from enum import StrEnum

from daumoi.foundation.principal import Principal


class HistoryPermission(StrEnum):
    """What may be done with the journal."""

    VIEW = "history.view"


def access_journal(*, principal: Principal) -> Principal:
    """The principal, when they may read the journal at all."""
    principal.require(HistoryPermission.VIEW)
    return principal
