"""The only writers of elements and facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from daumoi.facts.models import Element, Fact, ValueType
from daumoi.foundation.errors import Invalid
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.organisations.models import Organisation


@dataclass(frozen=True)
class NewElement:
    """An element as a questionnaire names it."""

    code: str
    name: str
    value_type: str
    name_en: str = ""
    unit: str = ""
    decimals: int = 0
    codes: tuple[str, ...] = ()
    aggregation: str = "none"


@dataclass(frozen=True)
class NewFact:
    """One fact to record; `value` is None for the kinds of absence."""

    element: str
    status: str
    value: object = None
    row: str = ""
    source_text: str = ""


@transaction.atomic
def define_elements(*, by: Principal, elements: Iterable[NewElement]) -> int:
    """Add elements to the dictionary. An element keeps its type for ever: another type is another element."""
    known = {element.code: element for element in Element.objects.all()}
    made = []
    for new in elements:
        held = known.get(new.code)
        if held is None:
            made.append(
                Element(
                    code=new.code,
                    name=new.name,
                    name_en=new.name_en,
                    value_type=new.value_type,
                    unit=new.unit,
                    decimals=new.decimals,
                    codes=list(new.codes),
                    aggregation=new.aggregation,
                )
            )
            known[new.code] = made[-1]
        elif held.value_type != new.value_type:
            raise Invalid(
                "facts.element.type",
                f"Chỉ tiêu “{new.code}” đã có kiểu {held.value_type}, không đổi sang {new.value_type} được.",
                remedy="Đặt mã chỉ tiêu mới và ghi cách quy đổi.",
                place=new.code,
            )
    Element.objects.bulk_create(made)
    if made:
        history.record(
            by=by, code="facts.element.defined", details={"codes": [element.code for element in made]}
        )
    return len(made)


@transaction.atomic
def record_facts(
    *,
    by: Principal,
    owner: Organisation,
    on: date,
    new: list[NewFact],
    source_kind: str,
    source_id: int,
    confirmed_by: str,
    confirmed_at: datetime,
    is_simulated: bool = False,
) -> int:
    """Record facts of one organisation on a day. One that already stands is kept and points to its correction."""
    elements = {
        element.code: element for element in Element.objects.filter(code__in={one.element for one in new})
    }
    standing = {
        (fact.element_id, fact.row): fact
        for fact in Fact.objects.select_for_update().filter(
            owner=owner, on=on, element__in=elements.values(), replaced_by__isnull=True
        )
    }
    written = 0
    for one in new:
        element = elements.get(one.element)
        if element is None:
            raise Invalid(
                "facts.element",
                f"Chưa có chỉ tiêu “{one.element}” trong từ điển.",
                remedy="Ban hành lại mẫu phiếu.",
            )
        number = _number(element, one.value)
        before = standing.get((element.pk, one.row))
        if before is not None and before.status == one.status and before.value == one.value:
            continue
        fact = Fact(
            owner=owner,
            root_id=owner.root_pk,
            element=element,
            row=one.row,
            on=on,
            status=one.status,
            number=number,
            value=one.value,
            source_kind=source_kind,
            source_id=source_id,
            source_text=one.source_text,
            confirmed_by=confirmed_by,
            confirmed_at=confirmed_at,
            is_simulated=is_simulated,
        )
        if before is None:
            fact.save()
        else:
            _replace(before, fact)
        written += 1
    return written


def _replace(before: Fact, fact: Fact) -> None:
    """Both cannot stand at once: the old one first points to itself, then to its correction."""
    before.replaced_by = before
    before.save(update_fields=["replaced_by"])
    fact.save()
    before.replaced_by = fact
    before.save(update_fields=["replaced_by"])


def _number(element: Element, value: object) -> Decimal | None:
    if element.value_type != ValueType.NUMBER or value is None:
        return None
    return Decimal(str(value))
