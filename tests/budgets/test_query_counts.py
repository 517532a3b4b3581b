"""How many statements each page and API answer may cost: the committed counts against the budgets."""

import json

from tests.budgets.counting import COMMITTED

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


def test_no_page_asks_more_than_its_budget() -> None:
    committed: dict[str, int] = json.loads(COMMITTED.read_text(encoding="utf-8"))
    budgets = {name: MOST_OF_A_TREE if name in TREES else ABOVE.get(name, MOST) for name in committed}
    assert {name: count for name, count in committed.items() if count > budgets[name]} == {}
