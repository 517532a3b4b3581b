"""The people of every test, in a simulated government of two bodies. Each knows exactly what their appointment opens."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.test import Client

from daumoi.accounts.models import Person
from daumoi.accounts.rules import role
from daumoi.foundation.principal import Principal, acting, system
from daumoi.organisations import queries
from daumoi.organisations.models import Appointment, Form, Kind, Level, Organisation, OrganisationState

START = date(2011, 1, 1)
PASSWORD = "mat-khau-thu-nghiem"
PEOPLE = {
    "coordinator": ("dieuphoi", "Nguyễn Điều Phối"),
    "officer": ("chuyenvien.a", "Trần Chuyên Viên"),
    "head": ("thutruong.a", "Lê Thủ Trưởng"),
    "leader": ("lanhdao.a", "Phạm Lãnh Đạo"),
    "unit_officer": ("donvi.a", "Vũ Đơn Vị"),
    "inspector": ("kiemtra.a", "Đặng Kiểm Tra"),
    "outsider": ("nguoingoai", "Hồ Người Ngoài"),
    "officer_b": ("chuyenvien.b", "Ngô Chuyên Viên B"),
    "clerk": ("vanthu.a", "Mai Văn Thư"),
    "clerk_b": ("vanthu.b", "Cao Văn Thư B"),
}
"""Who plays which part: user name and full name."""


@dataclass(frozen=True)
class Cast:
    """Two simulated bodies, a unit in each, and the people of the house."""

    body_a: Organisation
    unit_a: Organisation
    body_b: Organisation
    unit_b: Organisation
    coordinator: Person
    officer: Person
    head: Person
    leader: Person
    unit_officer: Person
    inspector: Person
    outsider: Person
    officer_b: Person
    clerk: Person
    clerk_b: Person

    def principal(self, person: Person, day: date | None = None) -> Principal:
        """The person with the rights of the day."""
        return queries.principal_of(person=person, day=day or date.today())

    def client(self, person: Person) -> Client:
        """A browser in which the person is signed in."""
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()  # as `force_login` leaves it, in four statements instead of fifteen
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
        return client


def make_body(code: str, name: str, number: int) -> Organisation:
    """A simulated body that exists since 2011."""
    body = _body(code, number)
    body.save()
    _state(body, name=name, kind=Kind.MINISTRY).save()
    return body


def _body(code: str, number: int) -> Organisation:
    return Organisation(code=code, level=Level.MINISTRY, is_simulated=True, number=number)


def make_unit(code: str, name: str, body: Organisation, form: Form = Form.CENTRE) -> Organisation:
    """A simulated IT unit below a body."""
    unit = _unit(code, body)
    unit.save()
    _state(unit, name=name, parent=body, form=form).save()
    return unit


def _unit(code: str, body: Organisation) -> Organisation:
    return Organisation(code=code, level=Level.UNIT, body=body, is_it_unit=True, is_simulated=True)


def _state(organisation: Organisation, **told: Any) -> OrganisationState:
    return OrganisationState(organisation=organisation, valid_from=START, **told)


def appoint(person: Person, role_code: str, over: Organisation) -> Appointment:
    """Give a person a role over an organisation, from 2011 on."""
    made = _appointment(person, role_code, over)
    made.save()
    return made


def _appointment(person: Person, role_code: str, over: Organisation) -> Appointment:
    return Appointment(
        person=person,
        role=role_code,
        scope=role(role_code).scope,
        owner=over,
        root_id=over.root_pk,
        valid_from=START,
    )


def make_person(username: str, full_name: str) -> Person:
    """Somebody who can sign in."""
    person = _unsaved(username, full_name)
    person.save()
    return person


def _unsaved(username: str, full_name: str) -> Person:
    person = Person(username=username, full_name=full_name, is_simulated=True)
    person.set_password(PASSWORD)
    return person


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast, made anew in the transaction of the test."""
    return make_cast()


def make_cast() -> Cast:
    """Write the cast into the database at hand."""
    with acting(system("dựng vai")), transaction.atomic():
        body_a, body_b = Organisation.objects.bulk_create([_body("bo-a", 1), _body("bo-b", 2)])
        unit_a, unit_b = Organisation.objects.bulk_create(
            [_unit("bo-a.tt", body_a), _unit("bo-b.cuc", body_b)]
        )
        OrganisationState.objects.bulk_create(
            [
                _state(body_a, name="Bộ A", kind=Kind.MINISTRY),
                _state(body_b, name="Bộ B", kind=Kind.MINISTRY),
                _state(unit_a, name="Trung tâm Thông tin Bộ A", parent=body_a, form=Form.CENTRE),
                _state(unit_b, name="Cục Công nghệ thông tin Bộ B", parent=body_b, form=Form.DEPARTMENT),
            ]
        )
        people = {place: _unsaved(*named) for place, named in PEOPLE.items()}
        Person.objects.bulk_create(people.values())
        made = Cast(body_a=body_a, unit_a=unit_a, body_b=body_b, unit_b=unit_b, **people)
        Appointment.objects.bulk_create(
            [
                _appointment(made.coordinator, "national_coordinator", body_b),
                _appointment(made.officer, "ministry_officer", body_a),
                _appointment(made.head, "head_of_unit", unit_a),
                _appointment(made.leader, "ministry_leader", body_a),
                _appointment(made.unit_officer, "unit_officer", unit_a),
                _appointment(made.inspector, "inspection_member", body_a),
                _appointment(made.officer_b, "ministry_officer", body_b),
                _appointment(made.clerk, "clerk", body_a),
                _appointment(made.clerk_b, "clerk", body_b),
            ]
        )
    return made
