"""The database's own half of “nobody sees what is not theirs”."""

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import Error, ProgrammingError

from daumoi.config.database import event_tables
from daumoi.foundation.owned import Owned
from daumoi.foundation.principal import VISITOR, acting, system
from daumoi.history.models import Act
from daumoi.organisations.models import Organisation, StaffCount
from tests.cast import START, Cast

OPEN_ON_PURPOSE = {"history_chain"}
"""Tables with an owner column whose rows every reader may see; the reason stands in their migration."""


def _staff(unit: Organisation, people: int) -> StaffCount:
    return StaffCount.objects.create(
        owner=unit, root_id=unit.root_pk, on=START, kind="cong_chuc", measure="giao", people=people
    )


def test_every_owned_relation_of_the_catalogue_carries_the_policy(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select c.relname, c.relkind, c.relrowsecurity,
                   (select count(*) from pg_policy p where p.polrelid = c.oid),
                   coalesce('security_invoker=true' = any(c.reloptions), false)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm')
              and exists (select 1 from pg_attribute a where a.attrelid = c.oid and not a.attisdropped
                          and a.attname in ('root_id', 'owner_id'))
            """
        )
        rows = cursor.fetchall()
    assert len(rows) > 6
    for name, kind, secured, policies, invoker in rows:
        if name in OPEN_ON_PURPOSE:
            continue
        assert kind in ("r", "p", "v"), f"{name}: a materialised view escapes row-level security"
        if kind == "v":
            assert invoker, f"{name}: a view must read with its reader's rights"
        else:
            assert secured, f"{name}: row-level security is off"
            assert policies == 4, f"{name}: expected the four policies of daumoi_protect, found {policies}"


def test_every_owned_model_is_in_the_catalogue_with_both_columns(db: None) -> None:
    tables = {model._meta.db_table for model in apps.get_models() if issubclass(model, Owned)}
    with connection.cursor() as cursor:
        cursor.execute(
            """select table_name from information_schema.columns
               where table_schema = 'public' and column_name in ('root_id', 'owner_id')
               group by 1 having count(*) = 2"""
        )
        assert tables <= {row[0] for row in cursor.fetchall()}


def test_the_serving_role_owns_nothing_and_cannot_touch_the_journal_or_row_history(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_class where relowner = current_user::regrole")
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "select rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname = current_user"
        )
        assert cursor.fetchone() == (False,)
        for table in ("history_act", *event_tables()):
            cursor.execute(
                "select has_table_privilege(%s, 'UPDATE') or has_table_privilege(%s, 'DELETE')"
                " or has_table_privilege(%s, 'TRUNCATE')",
                [table] * 3,
            )
            assert cursor.fetchone() == (False,), table


def test_foreign_rows_stay_hidden_with_the_applications_scoping_off(cast: Cast) -> None:
    with acting(system("dựng số liệu")):
        _staff(cast.unit_a, 10)
        _staff(cast.unit_b, 20)
    seen = {}
    for person in (
        cast.officer,
        cast.unit_officer,
        cast.inspector,
        cast.outsider,
        cast.officer_b,
        cast.coordinator,
    ):
        with acting(cast.principal(person)):
            seen[person.username] = sorted(StaffCount.objects.values_list("people", flat=True))
    assert seen == {
        "chuyenvien.a": [10],
        "donvi.a": [10],
        "kiemtra.a": [10],
        "nguoingoai": [],
        "chuyenvien.b": [20],
        "dieuphoi": [10, 20],
    }


def test_row_history_of_a_foreign_row_stays_hidden_too(cast: Cast) -> None:
    with acting(system("dựng số liệu")):
        _staff(cast.unit_a, 10)
    events = apps.get_model("organisations", "StaffCountEvent")
    with acting(cast.principal(cast.officer_b)):
        assert events.objects.count() == 0
    with acting(cast.principal(cast.officer)):
        assert events.objects.count() == 1


def test_a_foreign_row_cannot_be_changed_or_planted(cast: Cast) -> None:
    with acting(system("dựng số liệu")):
        row = _staff(cast.unit_a, 10)
    with acting(cast.principal(cast.officer_b)):
        assert StaffCount.objects.filter(pk=row.pk).update(people=99) == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            _staff(cast.unit_a, 11)


def test_work_without_a_principal_is_loud(cast: Cast) -> None:
    with acting(system("dựng số liệu")):
        _staff(cast.unit_a, 10)
    with pytest.raises(Error, match="no principal has entered"), transaction.atomic():
        list(StaffCount.objects.all())


def test_a_visitor_sees_no_owned_row(cast: Cast) -> None:
    with acting(system("dựng số liệu")):
        _staff(cast.unit_a, 10)
    with acting(VISITOR):
        assert not StaffCount.objects.exists()
        assert not Act.objects.exists()


def test_nested_work_restores_the_principal_before_it(cast: Cast) -> None:
    with acting(system("dựng số liệu")):
        _staff(cast.unit_a, 10)
    with acting(cast.principal(cast.outsider)):
        with acting(system("việc lồng")):
            assert StaffCount.objects.count() == 1
        assert StaffCount.objects.count() == 0
