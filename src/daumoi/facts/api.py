from datetime import date
from decimal import Decimal
from typing import Any

from ninja import Router, Schema

from daumoi.facts import queries
from daumoi.facts.access import FactPermission
from daumoi.foundation import clock
from daumoi.organisations.access import access_organisation
from daumoi.ui.requests import PageRequest

router = Router(tags=["facts"])


class ElementOut(Schema):
    """One entry of the element dictionary."""

    code: str
    name: str
    name_en: str
    value_type: str
    unit: str
    decimals: int
    codes: list[str]
    aggregation: str


class FactOut(Schema):
    """One fact with its source."""

    element: str
    row: str
    on: date
    status: str
    number: Decimal | None
    value: Any
    source_text: str
    confirmed_by: str
    is_simulated: bool

    @staticmethod
    def resolve_element(fact: Any) -> str:
        code: str = fact.element.code
        return code


@router.get("/elements", response=list[ElementOut], summary="Từ điển chỉ tiêu")
def elements(request: PageRequest) -> Any:
    request.principal.require(FactPermission.VIEW)
    return queries.elements()


@router.get("", response=list[FactOut], summary="Số liệu của một cơ quan tính đến ngày")
def facts(request: PageRequest, organisation: str, as_of: date | None = None, element: str = "") -> Any:
    principal = request.principal
    principal.require(FactPermission.VIEW)
    subject = access_organisation(principal=principal, code=organisation)
    return queries.facts_of(
        principal=principal, organisation=subject, day=as_of or clock.today(), element=element
    )
