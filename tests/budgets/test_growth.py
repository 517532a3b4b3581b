"""The lists of the product cost as many statements over ten thousand rows as over twenty."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from daumoi.accounts.models import Person
from daumoi.accounts.rules import role
from daumoi.foundation.principal import acting, system
from daumoi.organisations.models import Appointment, Organisation
from tests.budgets.counting import FRAME, MEMORY
from tests.cast import START
from tests.database import cloned_database

FEW, MANY = 20, 10_000

ORGANISATIONS = """
with body as (
    insert into organisations_organisation
      (code, level, is_it_unit, is_simulated, number, unit_note, from_pack)
    select %(batch)s || n, 'ministry', false, true, n, '', false from generate_series(1, 20) n
    returning id
), unit as (
    insert into organisations_organisation
      (code, level, body_id, is_it_unit, is_simulated, number, unit_note, from_pack)
    select %(batch)s || body.id || '-' || n, 'unit', body.id, n = 1, true, n, '', false
    from body, generate_series(1, %(each)s) n
    returning id, body_id, is_it_unit, number
), state as (
    select id, null::bigint as parent_id, 'bo' as kind, '' as form from body
    union all select id, body_id, '', case when is_it_unit then 'cuc' else 'phong' end from unit
)
insert into organisations_organisationstate
  (organisation_id, parent_id, name, short_name, abbreviation, kind, form, role, valid_from, from_known, to_known,
   name_folded, name_sort, locator, confidence, note)
select id, parent_id, 'Cơ quan số ' || id, '', '', kind, form, '', date '2011-01-01', true, false,
  'co quan so ' || id, 'co quan so ' || id, '', '?', ''
from state
"""
INSTRUMENTS = """
insert into law_instrument
  (code, kind, number, number_as_printed, issuer, issuer_code, title, title_en, title_as_printed, issued, status,
   search_text, search_folded, locator, confidence, note)
select %(batch)s || n, 'cong_van', n || '/LON', '', 'Cơ quan lớn', '', 'Về việc số ' || n, '', '',
  date '2000-01-01' + n, 'in_force', 'viec ' || n, 'viec ' || n, '', '?', ''
from generate_series(1, %(many)s) n
"""
ACTS = """
insert into history_act
  (root_id, owner_id, sequence, actor, code, thing_kind, thing_label, reason, document, details, previous, seal)
select 0, 0, %(first)s + n, 'Người ghi', 'history.growth.tested', '', 'dòng ' || n, '', '', '{}', '', ''
from generate_series(1, %(many)s) n
"""
PAPERS = """
with book as (
    insert into documents_series
      (owner_id, root_id, name, side, mode, agency, kinds, first_number, valid_from, is_simulated)
    select id, coalesce(body_id, id), 'Sổ đi ' || %(batch)s, 'out', '', %(batch)s, '[]', 1, date '2026-01-01', true
    from organisations_organisation where id = %(seat)s returning id, owner_id, root_id
)
insert into documents_paper
  (owner_id, root_id, guid, side, kind_id, state, series_id, code_number, code_notation, issued_date, organ_id,
   organ_name, subject, language, page_amount, description, signer_position, signer_full_name, priority,
   issued_amount, to_places, steering, response_to, is_secret_stub, about_kind, about_id, about_address,
   is_simulated, verification_code, state_reason, created_at, changed_at)
select book.owner_id, book.root_id, %(batch)s || n, 'out', (select min(id) from documents_kind), 'issued', book.id,
  n, n || '/LON', date '2026-01-02', '', 'Cơ quan lớn', 'Về việc số ' || n, 'vi', 1, '', '', '', 0, 1, '', 0, '',
  false, '', 0, '', true, '', '', now(), now()
from book, generate_series(1, %(many)s) n
"""
GROWING = ("organisations_organisation", "organisations_organisationstate", "history_act", "documents_paper")
"""Tables whose triggers keep row history, seals and numbers: not what is looked at here."""

PAGES = (
    "/to-chuc/?realm=mo-phong",
    "/can-cu/",
    "/can-cu/?q=viec",
    "/nhat-ky/",
    "/van-ban/",
    "/van-ban/?q=viec",
    "/nhiem-vu/ma-tran/?realm=mo-phong",
    "/api/v1/organisations?simulated=true",
    "/api/v1/history/acts",
    "/api/v1/law/instruments",
)


@pytest.fixture
def house(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[Client, psycopg.Connection]]:
    """The pack's house with a coordinator's browser, and a connection as the owner that plants rows."""
    with cloned_database(django_db_blocker) as (_name, planter), django_db_blocker.unblock():
        with acting(system("dựng")), transaction.atomic():
            seat = Organisation.objects.filter(level="ministry").order_by("pk")[0]
            person = Person.objects.create(username="dieuphoi.lon", full_name="Người Điều Phối")
            held = role("national_coordinator")
            Appointment.objects.create(
                person=person, role=held.code, scope=held.scope, owner=seat, root=seat, valid_from=START
            )
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        yield client, planter


def test_no_list_asks_more_over_ten_thousand_rows_and_it_shows_them(
    house: tuple[Client, psycopg.Connection],
) -> None:
    client, planter = house
    with override_settings(CACHES=MEMORY):
        _plant(planter, FEW)
        few = {place: _asked(client, place) for place in PAGES}
        _plant(planter, MANY)
        many = {place: _asked(client, place) for place in PAGES}
    assert many == few
    assert {place: count for place, count in many.items() if count > 15} == {}
    assert "Cơ quan số " in client.get("/to-chuc/?realm=mo-phong").content.decode()
    assert "Về việc số " in client.get("/can-cu/?q=viec").content.decode()
    assert f"dòng {MANY}" in client.get(reverse("history:journal")).content.decode()
    assert f"Về việc số {MANY}" in client.get(reverse("documents:register")).content.decode()


def _plant(planter: psycopg.Connection, count: int) -> None:
    """So many acts, instruments, papers and units (of 20 more bodies); each size once."""
    seat = planter.execute(
        "select owner_id from organisations_appointment order by id desc limit 1"
    ).fetchone()
    values = {
        "many": count,
        "each": count // 20,
        "seat": seat[0] if seat else None,
        "batch": f"lon{count}-",
        "first": count * 100,
    }
    for table in GROWING:
        planter.execute(f"alter table {table} disable trigger user".encode())
    for statement in (ORGANISATIONS, INSTRUMENTS, ACTS, PAPERS):
        planter.execute(statement.encode(), values)
    for table in GROWING:
        planter.execute(f"alter table {table} enable trigger user".encode())
    planter.execute("analyze")


def _asked(client: Client, place: str) -> int:
    for _warm in range(2):
        assert client.get(place).status_code == 200, place
    with CaptureQueriesContext(connection) as asked:
        client.get(place)
    bookkeeping = (*FRAME, "BEGIN", "COMMIT")
    return sum(1 for one in asked.captured_queries if not one["sql"].startswith(bookkeeping))
