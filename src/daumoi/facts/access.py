"""Who may read facts. Which facts they see is scoped to their appointments."""

from enum import StrEnum

from daumoi.facts.models import Element
from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import Principal


class FactPermission(StrEnum):
    """What may be done with facts."""

    VIEW = "facts.view"


def access_element(*, principal: Principal, code: str) -> Element:
    """The element of that code."""
    principal.require(FactPermission.VIEW)
    found = Element.objects.filter(code=code).first()
    if found is None:
        raise NotFound(
            "facts.element", f"Không có chỉ tiêu “{code}” trong từ điển.", remedy="Xem từ điển chỉ tiêu."
        )
    return found
