"""A real PostgreSQL for the suite: the owner builds a template once per schema and pack, tests run as the app role."""

import hashlib
import os
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import django
import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql
from pytest_django import DjangoDbBlocker

PROJECT = Path(__file__).resolve().parents[1]
SUFFIX = os.environ.get("DAUMOI_TEST_SUFFIX", "")
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
"""Name of the worker when several share the suite: each has a database of its own, the template is common."""
_BUILDING = 20_161_204
"""Key of the lock under which one worker builds the template while the others wait."""


def _owner_connection(name: str = "") -> psycopg.Connection:
    owner = {key: str(value) for key, value in settings.DATABASE_OWNER.items()}
    return psycopg.connect(
        host=owner["HOST"],
        port=owner["PORT"],
        user=owner["USER"],
        password=owner["PASSWORD"],
        dbname=name or owner["NAME"],
        autocommit=True,
    )


def _fingerprint() -> str:
    """Changes whenever a migration, the pack or the loaders change: an old template is then not reused."""
    digest = hashlib.sha256()
    files = [
        *sorted((PROJECT / "src").rglob("migrations/*.py")),
        *sorted((PROJECT / "packs").rglob("*.yaml")),
        *sorted((PROJECT / "src").rglob("*pack.py")),
        PROJECT / "src" / "daumoi" / "config" / "packs.py",
        *sorted((PROJECT / "src").rglob("pack/*.py")),
        *sorted(
            file
            for room in (
                "law",
                "organisations",
                "mandates",
                "documents",
                "surveys",
                "indices",
                "scheme",
                "council",
            )
            for file in _actions(room)
        ),
        *sorted((PROJECT / "src").rglob("models/*.py")),
    ]
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _actions(room: str) -> Iterator[Path]:
    """The writers of a room that loads a part of the pack."""
    return (PROJECT / "src" / "daumoi" / room / "actions").glob("*.py")


def _build_template(name: str) -> None:
    from daumoi.config.database import migrate
    from daumoi.config.packs import load_pack

    connection = connections["default"]
    serving = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update({**settings.DATABASE_OWNER, "NAME": name})
    try:
        migrate()
        load_pack(settings.PACKS / "vietnam")
        with connection.cursor() as cursor:
            cursor.execute("analyze")  # the throw-away server runs no autovacuum that would do it
    finally:
        connection.close()
        connection.settings_dict.clear()
        connection.settings_dict.update(serving)


def ensure_template(owner: psycopg.Connection) -> str:
    """Name of the template for today's schema and pack; one process builds it while the others wait."""
    template = f"daumoi_template{SUFFIX}_{_fingerprint()}"
    owner.execute("set lock_timeout = 0")  # building takes longer than any statement of the product may wait
    owner.execute("select pg_advisory_lock(%s)", [_BUILDING])
    known = owner.execute("select 1 from pg_database where datname = %s", [template]).fetchone()
    if known is None:
        building = f"{template}_building"
        owner.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(building)))
        owner.execute(sql.SQL("create database {}").format(sql.Identifier(building)))
        _build_template(building)
        owner.execute(
            sql.SQL("alter database {} rename to {}").format(
                sql.Identifier(building), sql.Identifier(template)
            )
        )
    return template


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Clone the template into this run's database and serve it to the tests as the app role."""
    name = f"daumoi_test{SUFFIX}{WORKER}"
    with django_db_blocker.unblock():
        with _owner_connection() as owner:
            template = ensure_template(owner)
            owner.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
            owner.execute(
                sql.SQL("create database {} template {}").format(
                    sql.Identifier(name), sql.Identifier(template)
                )
            )
        connections["default"].close()
        connections["default"].settings_dict["NAME"] = name
    yield
    with django_db_blocker.unblock():
        connections["default"].close()


@contextmanager
def cloned_database(blocker: DjangoDbBlocker) -> Iterator[tuple[str, psycopg.Connection]]:
    """A fresh copy of the template that this process works on meanwhile: its name, and a connection as the owner."""
    name = f"daumoi_own_{uuid.uuid4().hex[:8]}"
    template = f"daumoi_template{SUFFIX}_{_fingerprint()}"
    connection = connections["default"]
    with blocker.unblock():
        connection.close()
        with _owner_connection() as owner:
            owner.execute(
                sql.SQL("create database {} template {}").format(
                    sql.Identifier(name), sql.Identifier(template)
                )
            )
        connection.settings_dict["NAME"] = name
        try:
            with _owner_connection(name) as planter:
                yield name, planter
        finally:
            connection.close()
            connection.settings_dict["NAME"] = f"daumoi_test{SUFFIX}{WORKER}"
            with _owner_connection() as owner:
                # not with force: the owner may not end a session of the serving role, and the server waits for
                # the last ones of a web server just stopped
                owner.execute(sql.SQL("drop database {}").format(sql.Identifier(name)))


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Callable[..., None]]:
    """A database of the test's own, with real commits: for workers, clerks at once, and planted faults.

    Yields a function that runs a statement as the owner, doing what the serving role never could.
    """
    with cloned_database(django_db_blocker) as (_name, planter):

        def as_owner(statement: str, values: Mapping[str, object] | None = None) -> None:
            planter.execute(statement.encode(), values)

        yield as_owner


if __name__ == "__main__":  # the workshop does this beforehand, beside the checks that need no database
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daumoi.config.settings.test")
    django.setup()
    call_command("makemigrations", check_changes=True, dry_run=True)  # here, since starting takes seconds
    with _owner_connection() as main_owner:
        ensure_template(main_owner)
