"""The database that the migrations build is the one that the models describe: columns, constraints, indexes, triggers."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model

pytestmark = pytest.mark.django_db

_MODELS = [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]


def _rows(statement: str) -> set[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return {tuple(row) for row in cursor.fetchall()}


def _table(model: type[Model]) -> str:
    return model._meta.db_table


def test_every_column_is_there_with_its_nullness_and_no_other() -> None:
    built = _rows(
        "select table_name, column_name, is_nullable from information_schema.columns"
        " where table_schema = 'public'"
    )
    described: set[tuple[str, ...]] = {
        (_table(model), str(field.column), "YES" if field.null or field.generated else "NO")
        for model in _MODELS
        for field in model._meta.local_concrete_fields
    }
    tables = {table for table, _, _ in described}
    assert described == {row for row in built if row[0] in tables}


def test_every_constraint_and_index_is_there() -> None:
    built = _rows("select conrelid::regclass::text, conname from pg_constraint") | _rows(
        "select tablename, indexname from pg_indexes where schemaname = 'public'"
    )
    described: set[tuple[str, ...]] = {
        (_table(model), str(rule.name))
        for model in _MODELS
        for rule in (*model._meta.constraints, *model._meta.indexes)
    }
    assert len(described) > 100
    assert described - built == set()


def test_every_reference_is_held_by_the_database() -> None:
    built = _rows(
        "select c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text from pg_constraint c"
        " join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]"
        " where c.contype = 'f' and c.connamespace = 'public'::regnamespace"
    )
    described: set[tuple[str, ...]] = {
        (_table(model), str(field.column), _table(field.related_model))
        for model in _MODELS
        for field in model._meta.local_concrete_fields
        if field.is_relation
        and getattr(field, "db_constraint", False)
        and isinstance(field.related_model, type)
    }
    assert len(described) > 100
    assert described - built == set()


def test_every_trigger_of_row_history_is_there() -> None:
    built = _rows("select tgrelid::regclass::text, tgname from pg_trigger where not tgisinternal")
    described: set[tuple[str, ...]] = {
        (_table(model), str(trigger.get_pgid(model)))
        for model in _MODELS
        for trigger in getattr(model._meta, "triggers", [])
    }
    assert len(described) > 100
    assert described - built == set()
