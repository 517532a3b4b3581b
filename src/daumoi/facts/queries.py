"""Readers of facts."""

from datetime import date

from daumoi.facts.models import Element, Fact
from daumoi.foundation.principal import Principal
from daumoi.organisations.models import Organisation


def elements() -> list[Element]:
    """The element dictionary."""
    return list(Element.objects.select_related("provision").order_by("code"))


def facts_of(*, principal: Principal, organisation: Organisation, day: date, element: str = "") -> list[Fact]:
    """The newest standing facts of an organisation on or before a day, one per element and row."""
    rows = (
        Fact.objects.visible_to(principal)
        .filter(owner=organisation, on__lte=day, replaced_by__isnull=True)
        .select_related("element")
        .order_by("element_id", "row", "-on", "-id")
        .distinct("element_id", "row")
    )
    if element:
        rows = rows.filter(element__code=element)
    return list(rows)
