"""The rules, in the order a reader meets the parts they speak of."""

from collections.abc import Callable

from daumoi.documents.layout.rules.body import check_body
from daumoi.documents.layout.rules.checking import Checking
from daumoi.documents.layout.rules.foot import check_annexes, check_recipients, check_signature
from daumoi.documents.layout.rules.head import check_agencies, check_date, check_national, check_number
from daumoi.documents.layout.rules.order import check_order
from daumoi.documents.layout.rules.page import check_numbers, check_pages
from daumoi.documents.layout.rules.title import check_grounds, check_kind, check_subject
from daumoi.documents.layout.rules.typeface import check_text

__all__ = ["RULES", "Checking"]

RULES: tuple[Callable[[Checking], None], ...] = (
    check_pages,
    check_numbers,
    check_text,
    check_national,
    check_agencies,
    check_number,
    check_date,
    check_kind,
    check_subject,
    check_grounds,
    check_body,
    check_recipients,
    check_signature,
    check_annexes,
    check_order,
)
