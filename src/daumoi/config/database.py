"""Migrating as the owner and giving the serving role exactly what it needs. Used in production and in tests."""

from django.apps import apps
from django.conf import settings
from django.db import connection
from psycopg import sql

from daumoi.config.migrating import run_migrations
from daumoi.foundation.errors import DomainError

APPEND_ONLY = ("history_act",)
READ_ONLY = ("history_chain", "django_migrations")


def migrate(*, verbosity: int = 0) -> None:
    """Bring the database to this release and renew grants. Must run as the owner role."""
    if connection.settings_dict.get("DAUMOI_ROLE") != "owner":
        raise DomainError("config.role", "Nâng cấp cơ sở dữ liệu phải chạy bằng vai trò chủ sở hữu.")
    run_migrations(verbosity=verbosity)
    grant(str(settings.DATABASE_APP["USER"]))


def grant(app: str) -> None:
    """What the serving role may do: read and write rows; never change the schema, the journal or row history."""
    role = sql.Identifier(app)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("grant usage on schema public to {}").format(role))
        cursor.execute(
            sql.SQL("grant select, insert, update, delete on all tables in schema public to {}").format(role)
        )
        cursor.execute(sql.SQL("grant usage on all sequences in schema public to {}").format(role))
        for table in (*APPEND_ONLY, *event_tables()):
            cursor.execute(
                sql.SQL("revoke update, delete, truncate on {} from {}").format(sql.Identifier(table), role)
            )
        for table in READ_ONLY:
            cursor.execute(
                sql.SQL("revoke insert, update, delete, truncate on {} from {}").format(
                    sql.Identifier(table), role
                )
            )


def event_tables() -> list[str]:
    """Tables that hold row history."""
    return sorted(model._meta.db_table for model in apps.get_models() if hasattr(model, "pgh_tracked_model"))
