"""A database of a bench's own: made by the product's migrations, served as the app role, dropped afterwards."""

import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, cast

import psycopg
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from psycopg import sql

from daumoi.accounts.models import Person
from daumoi.accounts.rules import role
from daumoi.config.database import migrate
from daumoi.foundation.principal import acting, system
from daumoi.organisations.models import Appointment, Organisation

BOOKKEEPING = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "select enter_as")
"""Statements of the transaction itself, which budgets of queries do not count."""


@contextmanager
def scratch_database() -> Iterator[psycopg.Connection]:
    """A fresh database that Django serves from as the app role; yields a connection of the owner."""
    name = f"daumoi_bench_{uuid.uuid4().hex[:8]}"
    serving = dict(connection.settings_dict)
    with owner_of(str(settings.DATABASE_OWNER["NAME"])) as server:
        server.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        try:
            _point_at({**settings.DATABASE_OWNER, "NAME": name, "OPTIONS": {}})
            migrate()
            _point_at({**settings.DATABASE_APP, "NAME": name, "OPTIONS": {}})
            with owner_of(name) as owner:
                yield owner
        finally:
            _point_at(serving)
            _drop(server, name)


def _drop(server: psycopg.Connection, name: str) -> None:
    """Drop a database nobody needs. Not by force: that would want to end autovacuum, which belongs to the superuser.

    Without force the server itself sends autovacuum away, and waits for it.
    """
    server.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s and usename is not null"
        " and pid <> pg_backend_pid() and backend_type = 'client backend'",
        [name],
    )
    server.execute(sql.SQL("drop database {}").format(sql.Identifier(name)))


def _point_at(described: dict[str, Any]) -> None:
    connection.close()
    if connection.settings_dict.get("OPTIONS", {}).get("pool"):
        cast(Any, connection).close_pool()
    connection.settings_dict.update(described)


def owner_of(name: str) -> psycopg.Connection:
    """A connection to a database of the server as its owner, each statement by itself."""
    owner: dict[str, Any] = settings.DATABASE_OWNER
    return psycopg.connect(
        host=owner["HOST"],
        port=owner["PORT"],
        user=owner["USER"],
        password=owner["PASSWORD"],
        dbname=name,
        autocommit=True,
    )


def appointed(*, username: str, role_code: str, over: Organisation, since: date) -> Person:
    """Somebody who holds a role over an organisation."""
    person = Person(username=username, full_name="Người Đo")
    person.set_unusable_password()
    person.save()
    held = role(role_code)
    with acting(system("đo")), transaction.atomic():
        Appointment.objects.create(
            person=person,
            role=held.code,
            scope=held.scope,
            owner=over,
            root_id=over.root_pk,
            valid_from=since,
        )
    return person


def browser_of(person: Person) -> Client:
    """A browser signed in as a person."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def questions_of(client: Client, address: str) -> int:
    """How many statements a page asks when what stays in memory is there."""
    for _warm in range(2):
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len([query for query in asked if not query["sql"].lstrip().startswith(BOOKKEEPING)])


def median(work: Callable[[], object], clock: Callable[[], float], rounds: int = 20) -> float:
    """Median milliseconds of one run of `work`, after a run to warm up."""
    work()
    spent = []
    for _round in range(rounds):
        begin = clock()
        work()
        spent.append(clock() - begin)
    return statistics.median(spent) * 1000


def cpu_of(client: Client, address: str) -> float:
    """Milliseconds of CPU that a page costs this process."""
    return round(median(lambda: client.get(address), time.process_time), 1)


def wall_of(client: Client, address: str) -> float:
    """Milliseconds that a page takes, the database's work included."""
    return round(median(lambda: client.get(address), time.perf_counter), 1)
