"""Appointments are the only origin of rights: who gives them, what they open, how they end."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from daumoi.accounts.rules import role
from daumoi.foundation.errors import Conflict, DomainError, Forbidden, Invalid
from daumoi.foundation.principal import Principal, acting, system
from daumoi.history.models import Act
from daumoi.organisations import actions
from daumoi.organisations.access import OrganisationPermission
from daumoi.organisations.models import Appointment
from tests.cast import START, Cast

FROM = date(2026, 1, 1)


def _appoint(cast: Cast, by: Principal, **changes: Any) -> Appointment:
    wishes: dict[str, Any] = {
        "person": cast.outsider,
        "role": role("ministry_officer"),
        "over": cast.body_a,
        "valid_from": FROM,
    }
    with acting(by), transaction.atomic():
        return actions.appoint(by=by, **(wishes | changes))


def test_an_appointment_opens_the_body_from_its_day_on(cast: Cast) -> None:
    _appoint(cast, cast.principal(cast.coordinator), document="Quyết định 5/QĐ-MP")
    assert cast.principal(cast.outsider, FROM - timedelta(days=1)).grants == ()
    assert cast.principal(cast.outsider, FROM).bodies == {cast.body_a.pk}
    with acting(system("đọc")):
        act = Act.objects.get(code="organisations.appointment.given")
    assert (act.root_id, act.document) == (cast.body_a.pk, "Quyết định 5/QĐ-MP")


def test_the_day_of_the_end_is_the_first_day_without_the_right(cast: Cast) -> None:
    by = cast.principal(cast.coordinator)
    made = _appoint(cast, by)
    end = date(2026, 6, 1)
    with acting(by), transaction.atomic():
        actions.end_appointment(by=by, appointment=made, on=end, reason="Chuyển công tác")
    assert cast.principal(cast.outsider, end - timedelta(days=1)).bodies == {cast.body_a.pk}
    assert cast.principal(cast.outsider, end).grants == ()


def test_an_appointment_over_a_unit_opens_what_lies_below_it_and_nothing_beside(cast: Cast) -> None:
    _appoint(cast, cast.principal(cast.coordinator), role=role("unit_officer"), over=cast.unit_a)
    opened = cast.principal(cast.outsider, FROM)
    assert opened.units == {cast.unit_a.pk}
    assert not opened.bodies


@pytest.mark.parametrize("who", ["officer", "head", "leader", "unit_officer", "inspector", "outsider"])
def test_only_the_coordinator_appoints(cast: Cast, who: str) -> None:
    with pytest.raises(Forbidden):
        _appoint(cast, cast.principal(getattr(cast, who)), person=cast.officer_b)


def test_nobody_appoints_themselves(cast: Cast) -> None:
    with pytest.raises(Forbidden, match="cho chính mình"):
        _appoint(cast, cast.principal(cast.coordinator), person=cast.coordinator)


def test_nobody_gives_a_wider_reach_than_their_own(cast: Cast) -> None:
    officer = cast.principal(cast.officer)
    grant = replace(
        officer.grants[0], permissions=officer.grants[0].permissions | {OrganisationPermission.APPOINT}
    )
    local = replace(officer, grants=(grant,))
    _appoint(cast, local)
    with pytest.raises(Forbidden, match="rộng hơn"):
        _appoint(cast, local, role=role("national_coordinator"))
    with pytest.raises(Forbidden):
        _appoint(cast, local, over=cast.body_b)


def test_the_same_role_is_not_held_twice_at_once(cast: Cast) -> None:
    by = cast.principal(cast.coordinator)
    _appoint(cast, by, valid_to=date(2026, 6, 1))
    with pytest.raises(Conflict, match="đã giữ vai trò"):
        _appoint(cast, by, valid_from=date(2026, 5, 31))
    _appoint(cast, by, valid_from=date(2026, 6, 1))


@pytest.mark.parametrize("on", [FROM, FROM - timedelta(days=1)])
def test_an_appointment_cannot_end_before_it_began(cast: Cast, on: date) -> None:
    by = cast.principal(cast.coordinator)
    made = _appoint(cast, by)
    with acting(by), pytest.raises(Invalid), transaction.atomic():
        actions.end_appointment(by=by, appointment=made, on=on)


def test_an_ended_appointment_does_not_end_again(cast: Cast) -> None:
    by = cast.principal(cast.coordinator)
    made = _appoint(cast, by, valid_to=date(2026, 3, 1))
    with acting(by), pytest.raises(DomainError, match="đã kết thúc"), transaction.atomic():
        actions.end_appointment(by=by, appointment=made, on=date(2026, 4, 1))


def test_the_cast_holds_since_its_first_day(cast: Cast) -> None:
    assert cast.principal(cast.officer, START).bodies == {cast.body_a.pk}
    assert cast.principal(cast.officer, START - timedelta(days=1)).grants == ()
