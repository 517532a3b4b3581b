"""Every address of the product, asked by every person: nobody sees what is not theirs, and no address is forgotten.

The same walk counts the statements of each answer, as committed data: a page that begins to ask more is seen.
"""

import json
from collections.abc import Mapping
from zlib import crc32

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from daumoi.config.settings.base import PROJECT
from daumoi.foundation.principal import acting, system
from daumoi.ui import kit
from daumoi.ui.assets import KIT_SHEET
from tests.budgets.counting import COMMITTED
from tests.budgets.renew import is_renewing
from tests.permissions.scene import PEOPLE, Scene, addresses, operations, table
from tests.permissions.walk import Walk, plain_refusals, walked

NODE_MODULES = PROJECT / "node_modules"
SESSION_TABLES = {"django_session"}
"""Tables that any visit may touch."""


@pytest.fixture(scope="module")
def walk(standing: Scene, django_db_blocker: DjangoDbBlocker) -> Walk:
    """What everybody met at every address, and what it cost; nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        done = walked(standing)
        transaction.set_rollback(True)
    return done


def test_the_table_names_every_address_and_no_other(scene: Scene) -> None:
    """A new address enters the table by hand: the proposal below shows what each person meets today."""
    known, wanted = set(table()), {*addresses(), *operations()}
    unknown = wanted - set(scene.places)
    assert unknown == set(), "addresses.yaml thiếu ví dụ cho tham số"
    proposals = [_proposal(scene, name) for name in sorted(wanted - known)]
    assert not proposals, "thêm vào addresses.yaml sau khi xét từng mã:\n" + "\n".join(proposals)
    assert known <= wanted, f"không còn địa chỉ: {sorted(known - wanted)}"


def test_everybody_reads_what_the_table_promises(walk: Walk) -> None:
    """Every refusal of the table, and of those whom an address opens to: the first, the last and one in turn."""
    promised = {
        (name, person): wanted
        for name, row in table().items()
        for person, wanted in zip(PEOPLE, row.get, strict=False)
    }
    wrong = {
        f"{name} · {person}": f"mong {promised[name, person]}, được {got}"
        for (name, person), got in walk.codes.items()
        if got != promised[name, person]
    }
    assert wrong == {}
    assert {name for name, _person in walk.codes} == {name for name, row in table().items() if row.get}


def test_every_answer_asks_as_often_as_it_did(walk: Walk) -> None:
    if is_renewing():
        COMMITTED.write_text(json.dumps(walk.statements, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    committed: dict[str, int] = json.loads(COMMITTED.read_text(encoding="utf-8"))
    changed = {
        name: f"cam kết {committed.get(name, 'chưa có')}, nay {walk.statements.get(name, 'không còn')}"
        for name in {*committed, *walk.statements}
        if committed.get(name) != walk.statements.get(name)
    }
    assert changed == {}, "nếu thay đổi là có chủ ý: python -m tests.budgets.renew"


def test_pages_use_of_the_kit_what_is_served_of_it(walk: Walk) -> None:
    whole = kit.classes_asked((NODE_MODULES / KIT_SHEET).read_text(encoding="utf-8"))
    assert walk.classes >= {"btn", "form-control", "table"}
    assert walk.classes & whole <= kit.CLASSES, "thêm vào daumoi/ui/kit.py"


def test_a_write_without_the_right_is_refused_and_changes_nothing(scene: Scene) -> None:
    before, wrong = _contents(), {}
    with plain_refusals():
        for name, row in table().items():
            for person, wanted in zip(PEOPLE, row.post, strict=False):
                got = _write(scene, person, name) if wanted else 0
                if got != wanted:
                    wrong[f"{name} · {person}"] = f"mong {wanted}, được {got}"
    assert wrong == {}
    assert _changed(before) == set()


def test_addresses_that_only_read_change_nothing_when_written_to(scene: Scene) -> None:
    """Tried by one of the two who may write most elsewhere, in turn."""
    reading = [name for name, row in table().items() if not row.post and name not in OWN_SESSION]
    before, wrong = _contents(), {}
    with plain_refusals():
        for name in reading:
            person = ("officer", "coordinator")[crc32(name.encode()) % 2]
            if (got := _write(scene, person, name)) >= 500:
                wrong[f"{name} · {person}"] = got
    assert wrong == {}
    assert _changed(before) == set()


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
        if row.get and name.startswith("surveys:reply") and row.get[column] == 200
    }
    assert opened == {}


REFUSALS = {401, 403, 404, 405}
OWN_SESSION = {"account_logout"}
"""Leaving by POST is everybody's right; it would end the session the sweep needs."""


def _write(scene: Scene, person: str, name: str) -> int:
    """The code of a write: an empty POST to a page, the operation's own method with an example body to the API."""
    client, place = scene.clients[person], scene.places[name]
    method = name.split()[0].lower() if " " in name else "post"
    if method == "get" or " " not in name:
        return client.post(place, scene.form(name)).status_code
    return int(
        getattr(client, method)(place, data=scene.body(name), content_type="application/json").status_code
    )


def _proposal(scene: Scene, name: str) -> str:
    """What each person meets there today, as a line of the table; 0 where a write was let through."""
    place, reading, writing = scene.places[name], [], []
    for person in PEOPLE:
        reading.append(scene.clients[person].get(place).status_code)
        with transaction.atomic():
            code = 405 if name in OWN_SESSION else _write(scene, person, name)
            transaction.set_rollback(True)
        writing.append(code if code in REFUSALS or person == "anonymous" else 0)
    said = [] if " " in name and not name.startswith("GET") else [f"get: {reading}"]
    if set(writing[1:]) != {405} and writing != [0 if code in (200, 302) else code for code in reading]:
        said.append(f"post: {writing}")
    return f"  {name}: {{{', '.join(said)}}}"


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


def _changed(before: Mapping[str, str]) -> set[str]:
    after = _contents()
    return {name for name in before if before[name] != after[name]}
