"""How many statements each page and API answer costs, as committed data: a page that begins to ask more is seen."""

import json
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from tests.budgets.renew import is_renewing
from tests.permissions.scene import PEOPLE, Scene, table

COMMITTED = Path(__file__).with_name("query_counts.json")
MOST = 15
MOST_OF_A_TREE = 8
TREES = ("organisations:chart", "organisations:index", "GET /api/v1/organisations/{code}/tree")
ABOVE = {
    # the whole state of the register on one paper: every room is read once for it
    "status_report:page": 40,
    "status_report:pdf": 40,
    "status_report:workbook": 40,
    # the dossier of one body or unit: one read per kind of record (states, witnesses, acts, staff, steps, journal …)
    # one paper with everything around it: versions, chain, figures, files, addressees, links both ways, messages, acts
    "documents:paper": 20,
    "documents:submit": 18,
    "organisations:body": 20,
    "organisations:unit": 20,
    "GET /api/v1/organisations/{code}": 20,
    "GET /api/v1/organisations/{code}/timeline": 20,
    # one proposal with posts, money, duties, skills, sources and questions; the whole scheme on one page
    "scheme:proposal": 22,
    "GET /api/v1/scheme/{code}/proposals/{organisation}/{option}": 22,
    "scheme:scheme": 20,
    # questions over everything a plan is computed from
    "scheme:manual": 20,
    "scheme:why_not": 20,
    # the register once for each day of the table
    "scheme:recommendation": 18,
    # the whole of what a paper is composed of: plan, proposals, opinions, way, and the law in force on three subjects
    "scheme:paper_redraw": 60,
}
"""Answers that are no list: each with its own budget and the reason."""

READERS = ("coordinator", "officer", "head", "leader", "anonymous")
"""Who asks: the first of them to whom the table opens the address."""

FRAME = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "select enter_as(")
"""Statements of the transaction itself; the test's own transaction around it repeats them."""

MEMORY = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "query-counts"}}
"""The cache as it is in service; the suite otherwise runs without one."""


def counted(scene: Scene) -> dict[str, int]:
    """Statements of each address at its second asking, when what stays in memory is there."""
    counts = {}
    for name, place in sorted(scene.places().items()):
        row = table().get(name)  # an address missing there is the address sweep's business
        reader = next((one for one in READERS if row and row.get and row.get[PEOPLE.index(one)] == 200), "")
        if not reader:
            continue
        client = scene.clients[reader]
        assert client.get(place).status_code == 200, name
        with CaptureQueriesContext(connection) as asked:
            client.get(place)
        counts[name] = sum(1 for one in asked.captured_queries if not one["sql"].startswith(FRAME))
    return counts


@pytest.fixture
def counts(scene: Scene) -> dict[str, int]:
    with override_settings(CACHES=MEMORY):
        return counted(scene)


def test_every_page_asks_as_often_as_it_did(counts: dict[str, int]) -> None:
    if is_renewing():
        COMMITTED.write_text(json.dumps(counts, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    committed: dict[str, int] = json.loads(COMMITTED.read_text(encoding="utf-8"))
    changed = {
        name: f"cam kết {committed.get(name, 'chưa có')}, nay {counts.get(name, 'không còn')}"
        for name in {*committed, *counts}
        if committed.get(name) != counts.get(name)
    }
    assert changed == {}, "nếu thay đổi là có chủ ý: python -m tests.budgets.renew"


def test_no_page_asks_more_than_its_budget() -> None:
    committed: dict[str, int] = json.loads(COMMITTED.read_text(encoding="utf-8"))
    budgets = {name: MOST_OF_A_TREE if name in TREES else ABOVE.get(name, MOST) for name in committed}
    assert {name: count for name, count in committed.items() if count > budgets[name]} == {}
