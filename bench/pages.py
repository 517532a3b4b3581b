"""Pages whose tables grow: the register, an organisation's chart and the journal, at 10,000 rows and at 1,000,000.

Everything stands in a scratch database made by the product's migrations. The organisations are units of 22 bodies
and of one more with a tree of 130; the acts are spread over the bodies, except that one body's are the oldest of
all: its officer reads the page that is hardest to find. The constraint against overlapping states is left out while
the rows are made and not built again, since no page reads it.
"""

from datetime import date
from typing import Any

import psycopg
from django.urls import reverse

from bench._scratch import appointed, browser_of, cpu_of, questions_of, scratch_database, wall_of
from daumoi.accounts.models import Person
from daumoi.organisations.models import Organisation

SIZES = (10_000, 1_000_000)
BODIES, TREE = 23, 130
FIRST = date(2011, 1, 1)
QUIET, SMALL = 1, BODIES
"""The body whose acts are the oldest, and the body with the tree."""

LIST, PAGE_OF_A_TREE = (25, 15), (40, 8)
"""CPU in milliseconds and statements, as the architecture allows them."""

Line = dict[str, Any]

_ORGANISATIONS = """
insert into organisations_organisation
  (id, code, level, body_id, is_it_unit, is_simulated, number, unit_note, from_pack)
select n, 'do-' || n, case when n <= %(bodies)s then 'ministry' else 'unit' end,
  case when n <= %(bodies)s then null when n < %(bodies)s + %(tree)s then %(small)s::bigint
       else 1 + n %% (%(bodies)s - 1) end,
  n between %(bodies)s + %(tree)s and 2 * %(bodies)s + %(tree)s - 2, true,
  case when n <= %(bodies)s then n else 0 end, '', false
from generate_series(%(first)s::bigint, %(last)s::bigint) n
"""
_STATES = """
insert into organisations_organisationstate
  (organisation_id, parent_id, name, short_name, abbreviation, kind, form, role, valid_from, from_known, to_known,
   name_folded, name_sort, locator, confidence, note)
select o.id,
  case when o.body_id = %(small)s and o.id >= %(bodies)s + 22 then %(bodies)s + 1 + o.id %% 21 else o.body_id end,
  case when o.body_id is null then 'Bộ số ' || o.id else 'Phòng Tổng hợp và Hợp tác quốc tế số ' || o.id end,
  '', '', case when o.body_id is null then 'bo' else '' end,
  case when o.body_id is null then '' when o.is_it_unit then 'cuc' else 'phong' end,
  '', date '2011-01-01', true, false, 'so ' || o.id, 'so ' || o.id, '', '?', ''
from organisations_organisation o where o.id between %(first)s and %(last)s
"""
_ACTS = """
insert into history_act
  (root_id, owner_id, sequence, at, actor, code, thing_kind, thing_label, reason, document, details, previous, seal)
select body, body, n, timestamptz '2020-01-01' + n * interval '1 minute', 'Người Đo', 'surveys.answers.saved',
  'surveys.reply', 'Trả lời số ' || n, '', n || '/BC-CNTT', '{}', md5(n::text), md5((n + 1)::text)
from (select n, case when n <= 1000 then %(quiet)s::bigint else 2 + n %% (%(bodies)s - 2) end as body
      from generate_series(%(first)s::bigint, %(last)s::bigint) n) made
"""


def run() -> list[Line]:
    """The measurements of each size, one scratch database for both."""
    with scratch_database() as owner:
        owner.execute(
            "alter table organisations_organisationstate drop constraint organisations_state_no_overlap"
        )
        people: dict[str, Person] = {}
        found: list[Line] = []
        last = 0
        for size in SIZES:
            _grow(owner, first=last + 1, last=size)
            last = size
            people = people or _people()
            found += _measured(size, people)
        return found


def _grow(owner: psycopg.Connection, *, first: int, last: int) -> None:
    values = {
        "first": first,
        "last": last,
        "bodies": BODIES,
        "tree": TREE,
        "small": SMALL,
        "quiet": QUIET,
    }
    tables = ("organisations_organisation", "organisations_organisationstate", "history_act")
    for table in tables:  # triggers keep row history and seals: not what is measured here
        owner.execute(f"alter table {table} disable trigger user".encode())
    for statement in (_ORGANISATIONS, _STATES, _ACTS):
        owner.execute(statement.encode(), values)
    for table in tables:
        owner.execute(f"alter table {table} enable trigger user".encode())
    owner.execute("vacuum analyze")


def _people() -> dict[str, Person]:
    """Somebody who sees the whole network, and the officer of the body whose acts are the oldest."""
    bodies = {body.pk: body for body in Organisation.objects.filter(level="ministry")}
    roles = {"national_coordinator": 2, "head_of_unit": QUIET}
    return {
        code: appointed(username=f"do-{code}", role_code=code, over=bodies[body], since=FIRST)
        for code, body in roles.items()
    }


def _measured(size: int, people: dict[str, Person]) -> list[Line]:
    register = reverse("organisations:index") + "?realm=mo-phong"
    pages = (
        ("register", "national_coordinator", register, LIST),
        ("register_of_an_officer", "head_of_unit", register, LIST),
        ("journal", "national_coordinator", reverse("history:journal"), LIST),
        ("journal_of_an_officer", "head_of_unit", reverse("history:journal"), LIST),
        ("chart", "head_of_unit", reverse("organisations:chart", args=[f"do-{SMALL}"]), PAGE_OF_A_TREE),
    )
    return [line for page in pages for line in _page(size, people, *page)]


def _page(
    size: int, people: dict[str, Person], name: str, reader: str, address: str, budget: tuple[int, int]
) -> list[Line]:
    client = browser_of(people[reader])
    questions, spent, wall = questions_of(client, address), cpu_of(client, address), wall_of(client, address)
    short = f"{size // 1_000_000}M" if size >= 1_000_000 else f"{size // 1000}k"
    return [
        {
            "name": f"{name}_page_{short}_cpu",
            "value": spent,
            "unit": "ms CPU",
            "budget": budget[0],
            "ok": spent <= budget[0],
            "note": f"{wall} ms in all with the database's work; {size:,} organisations, {size:,} acts",
        },
        {
            "name": f"{name}_page_{short}_queries",
            "value": questions,
            "unit": "queries",
            "budget": budget[1],
            "ok": questions <= budget[1],
            "note": "session, person and appointments included",
        },
    ]
