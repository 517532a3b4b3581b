"""The register at scale: what lies below a body on a day among 100,000 units, and the page of a tree of 130.

Both run on a scratch database of their own, made by the product's migrations and dropped afterwards. The tree
is read as the serving role. Its query is timed by the server itself; the page in CPU time of this process.
"""

import statistics
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from psycopg import sql

from bench._scratch import appointed, browser_of, cpu_of, median, questions_of, scratch_database
from daumoi.foundation.principal import acting, system
from daumoi.organisations import queries
from daumoi.organisations.models import Organisation
from daumoi.organisations.queries.tree import _DESCENDANTS

UNITS = 100_000
FAN_OUT, LEVELS = 8, 4
BELOW = sum(FAN_OUT**level for level in range(1, LEVELS + 1))
TREE = 130
ROUNDS = 20
FIRST, CHANGE, DAY = date(2011, 1, 1), date(2016, 1, 1), date(2017, 5, 31)

Line = dict[str, Any]

_PLAIN = """
with recursive below(id, depth) as (
    select organisation_id, 1 from plain_edge
    where parent_id = %(top)s and valid_from <= %(day)s and (valid_to is null or valid_to > %(day)s)
    union all
    select e.organisation_id, below.depth + 1 from below join plain_edge e on e.parent_id = below.id
    where e.valid_from <= %(day)s and (e.valid_to is null or e.valid_to > %(day)s) and below.depth < 20
)
select id from below
"""


def run() -> list[Line]:
    """The measurements, each a line."""
    with scratch_database() as owner:
        _fill(owner)
        with acting(system("đo")):
            return [*_descendants(owner), *_page()]


def _fill(owner: psycopg.Connection) -> None:
    """Bodies of 4,680 units each until there are 100,000, every unit with two states; then a body of 130."""
    edges = list(_edges())
    bodies = sorted({body for _unit, _parent, body in edges})
    for table in ("organisations_organisation", "organisations_organisationstate"):
        owner.execute(sql.SQL("alter table {} disable trigger user").format(sql.Identifier(table)))
    rule = owner.execute(
        "select pg_get_constraintdef(oid) from pg_constraint where conname = 'organisations_state_no_overlap'"
    ).fetchone()
    assert rule is not None
    owner.execute(
        "alter table organisations_organisationstate drop constraint organisations_state_no_overlap"
    )
    with owner.cursor().copy(
        "copy organisations_organisation (id, code, level, body_id, is_it_unit, is_simulated, number, unit_note,"
        " from_pack) from stdin"
    ) as copy:
        for body in bodies:
            copy.write_row((body, f"b{body}", "ministry", None, False, True, body, "", False))
        for unit, _parent, body in edges:
            copy.write_row((unit, f"u{unit}", "unit", body, False, True, 0, "", False))
    with owner.cursor().copy(
        "copy organisations_organisationstate (organisation_id, parent_id, name, short_name, abbreviation, kind,"
        " form, role, valid_from, valid_to, from_known, to_known, name_folded, name_sort, locator, confidence,"
        " note) from stdin"
    ) as copy:
        for body in bodies:
            copy.write_row(_state(body, None, FIRST, None))
        for unit, parent, body in edges:
            copy.write_row(_state(unit, body if unit % 10 == 0 else parent, FIRST, CHANGE))
            copy.write_row(_state(unit, parent, CHANGE, None))
    owner.execute(  # built once over all rows instead of row by row
        "alter table organisations_organisationstate add constraint organisations_state_no_overlap " + rule[0]
    )
    for table in ("organisations_organisation", "organisations_organisationstate"):
        owner.execute(sql.SQL("alter table {} enable trigger user").format(sql.Identifier(table)))
    owner.execute("vacuum analyze")


def _edges() -> Iterator[tuple[int, int, int]]:
    """(unit, parent, body): full trees of 8 × 4 levels, and one small tree for the page."""
    following = 1
    while following <= UNITS:
        body = following
        following += 1
        above = [body]
        for _level in range(LEVELS):
            below = list(range(following, following + len(above) * FAN_OUT))
            following += len(below)
            yield from ((unit, above[place // FAN_OUT], body) for place, unit in enumerate(below))
            above = below
    body = following
    heads = list(range(body + 1, body + 22))
    yield from ((head, body, body) for head in heads)
    yield from ((heads[-1] + n, heads[n % len(heads)], body) for n in range(1, TREE - len(heads)))


def _state(organisation: int, parent: int | None, since: date, until: date | None) -> tuple[Any, ...]:
    name = f"Phòng Tổng hợp và Hợp tác quốc tế số {organisation}"
    form = "" if parent is None else "phong"
    kind = "bo" if parent is None else ""
    known = until is not None
    dates = (since, until, True, known)
    return (organisation, parent, name, "", "", kind, form, "", *dates, name, name, "", "?", "")


def _descendants(owner: psycopg.Connection) -> list[Line]:
    values = {"top": 1, "day": DAY}
    found = len(queries.descendants(organisation_id=1, day=DAY))
    assert found == BELOW, found
    served = _server_time(_DESCENDANTS, values)
    client = median(lambda: queries.descendants(organisation_id=1, day=DAY), time.perf_counter)
    owner.execute(
        "create table plain_edge as select organisation_id, parent_id, valid_from, valid_to"
        " from organisations_organisationstate"
    )
    owner.execute("create index on plain_edge (parent_id)")
    owner.execute("analyze plain_edge")
    served_as = sql.Identifier(str(settings.DATABASE_APP["USER"]))
    owner.execute(sql.SQL("grant select on plain_edge to {}").format(served_as))
    plain = _server_time(_PLAIN, values)
    return [
        {
            "name": "descendants_4680_of_100k",
            "value": served,
            "unit": "ms server",
            "budget": 15,
            "ok": served <= 15,
            "note": f"as of {DAY}, two states per unit; {client:.1f} ms with fetching all ids",
        },
        {
            "name": "descendants_4680_of_100k_plain_adjacency",
            "value": plain,
            "unit": "ms server",
            "budget": None,
            "ok": True,
            "note": "for comparison: the usual recursive walk, a unit at a time, edges indexed by parent only",
        },
    ]


def _server_time(query: str, values: dict[str, Any]) -> float:
    """Median execution time as the server measures it, after a run to warm up."""

    def once() -> float:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"explain (analyze, timing off, format json) {query}", values)
            plan: list[dict[str, Any]] = cursor.fetchone()[0]
            return float(plan[0]["Execution Time"])

    once()
    return round(statistics.median(once() for _ in range(ROUNDS)), 2)


def _page() -> list[Line]:
    body = Organisation.objects.filter(level="ministry").order_by("-pk")[0]
    person = appointed(username="do-luong", role_code="ministry_officer", over=body, since=FIRST)
    client = browser_of(person)
    address = reverse("organisations:chart", args=[body.code])
    answer = client.get(address)
    boxes = answer.content.count(b'class="org-node')
    assert (answer.status_code, boxes) == (200, TREE), (answer.status_code, boxes)
    questions, spent = questions_of(client, address), cpu_of(client, address)
    return [
        {
            "name": "tree_page_130_cpu",
            "value": spent,
            "unit": "ms CPU",
            "budget": 40,
            "ok": spent <= 40,
            "note": f"{TREE} boxes and the same as a table, the whole page with its frame",
        },
        {
            "name": "tree_page_130_queries",
            "value": questions,
            "unit": "queries",
            "budget": 8,
            "ok": questions <= 8,
            "note": "session, person and appointments included",
        },
    ]
