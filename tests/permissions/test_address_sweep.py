"""Every address of the product, asked by every person: nobody sees what is not theirs, and no address is forgotten."""

from collections.abc import Mapping

import pytest
from django.db import connection
from django.test import Client

from daumoi.foundation.principal import acting, system
from tests.permissions.scene import PEOPLE, Scene, addresses, operations, table

SESSION_TABLES = {"django_session"}
"""Tables that any visit may touch."""


def test_the_table_names_every_address_and_no_other(scene: Scene) -> None:
    """A new address enters the table by hand: the proposal below shows what each person meets today."""
    known, wanted = set(table()), {*addresses(), *operations()}
    places = scene.places()
    proposals = [_proposal(scene, name, places[name]) for name in sorted(wanted - known)]
    assert not proposals, "thêm vào addresses.yaml sau khi xét từng mã:\n" + "\n".join(proposals)
    assert known <= wanted, f"không còn địa chỉ: {sorted(known - wanted)}"


@pytest.mark.parametrize("person", PEOPLE)
def test_reading(scene: Scene, person: str) -> None:
    column, places = PEOPLE.index(person), scene.places()
    wrong = {}
    for name, row in table().items():
        if not row.get or name not in places:
            continue
        got = scene.clients[person].get(places[name]).status_code
        if got != row.get[column]:
            wrong[name] = f"mong {row.get[column]}, được {got}"
    assert wrong == {}


@pytest.mark.parametrize("person", PEOPLE)
def test_writing_without_the_right_changes_nothing(scene: Scene, person: str) -> None:
    column, places = PEOPLE.index(person), scene.places()
    before, wrong = _contents(), {}
    for name, row in table().items():
        if name not in places or name in NOT_SWEPT or (row.post and row.post[column] == 0):
            continue
        got = _send(scene.clients[person], name, places[name])
        if row.post and got != row.post[column]:
            wrong[name] = f"mong {row.post[column]}, được {got}"
        elif got >= 500:
            wrong[name] = f"lỗi {got}"
    assert wrong == {}
    after = _contents()
    assert {name for name in before if before[name] != after[name]} == set()


NOT_SWEPT = {"account_logout"}
"""Leaving by POST is everybody's right; it would end the session the sweep needs."""


def test_a_person_without_appointment_reads_only_what_is_public() -> None:
    """The table itself promises it: the outsider opens nothing that an unappointed person may not know."""
    column = PEOPLE.index("outsider")
    opened = {name for name, row in table().items() if row.get and row.get[column] == 200}
    assert {name for name in opened if name.startswith(("surveys:", "organisations:", "history:"))} <= {
        "surveys:my_replies",
        "surveys:rounds",
    }


def test_a_foreign_body_never_opens_a_reply() -> None:
    column = PEOPLE.index("officer_b")
    opened = {
        name: row.get[column]
        for name, row in table().items()
        if row.get and "tra-loi" not in name and name.startswith("surveys:reply") and row.get[column] == 200
    }
    assert opened == {}


def _send(client: Client, name: str, place: str) -> int:
    if name.startswith(("GET ", "POST ")) or " " not in name:
        return client.post(place).status_code
    method = name.split()[0].lower()
    return int(getattr(client, method)(place, data="{}", content_type="application/json").status_code)


def _proposal(scene: Scene, name: str, place: str) -> str:
    reading = [scene.clients[person].get(place).status_code for person in PEOPLE]
    return f"  {name}: [{', '.join(map(str, reading))}]"


def _contents() -> Mapping[str, str]:
    """A digest of every table the product writes, read past everybody's limits."""
    with acting(system("so dữ liệu")), connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        names = sorted(name for (name,) in cursor.fetchall() if name not in SESSION_TABLES)
        digests = {}
        for name in names:
            cursor.execute(
                f"select count(*), md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from \"{name}\" t"
            )
            digests[name] = str(cursor.fetchone())
    return digests
