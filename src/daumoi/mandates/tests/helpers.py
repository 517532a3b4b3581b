"""Records for the tests of this room: the duties are the real pack's, the bodies are the cast's."""

from datetime import date

from daumoi.foundation.principal import Principal, acting, system
from daumoi.mandates import actions
from daumoi.mandates.models import Assignment, Duty
from daumoi.organisations.models import Organisation

DAY = date(2017, 5, 31)
PLAN = "nd64-ke-hoach"
RULES = "nd64-quy-che"
SAFETY = "n17-bao-dam-attt"
CLERK: Principal = system("dựng ghi nhận")


def duty(code: str = PLAN) -> Duty:
    """A duty of the real pack."""
    return Duty.objects.get(code=code)


def record(
    body: Organisation,
    code: str = PLAN,
    *,
    holding: str = "lead",
    unit: Organisation | None = None,
    holder_text: str = "",
    since: date = date(2016, 1, 1),
    document: str = "Quyết định 10/QĐ-MP",
    published: bool = False,
    by: Principal = CLERK,
    reason: str = "",
) -> Assignment:
    """Record how a duty is held in a body, as its clerk."""
    with acting(by):
        return actions.assign(
            by=by,
            body=body,
            duty=duty(code),
            holding=holding,
            basis=actions.Basis(document=document),
            since=since,
            unit=unit,
            holder_text=holder_text,
            published=published,
            reason=reason,
        )
