"""Papers through the programming interface: the same desks, the same refusals."""

from pathlib import Path

from daumoi.documents.tests.desk import draft
from daumoi.documents.tests.test_pages_registers import desks, issued
from tests.cast import Cast

__all__ = ["desks"]
BASE = "/api/v1/documents"


def test_a_book_comes_in_pages_with_the_fields_of_the_register(desks: Cast, fonts: Path) -> None:
    paper = issued(desks, fonts)
    body = desks.client(desks.clerk).get(f"{BASE}?book=di&year=2026&text=khao").json()
    [row] = body["papers"]
    assert (row["id"], row["code"], row["kind"], row["state"]) == (
        paper.pk,
        "01/BA-TTTT",
        "cong_van",
        "issued",
    )
    assert body["next"] is None
    assert desks.client(desks.clerk).get(f"{BASE}?cursor=x").status_code == 422
    assert desks.client(desks.outsider).get(BASE).status_code == 403


def test_a_paper_tells_its_files_and_its_lines_to_its_own_body_only(desks: Cast, fonts: Path) -> None:
    paper = issued(desks, fonts)
    client = desks.client(desks.officer)
    detail = client.get(f"{BASE}/{paper.pk}").json()
    assert [file["role"] for file in detail["files"]] == ["pdf"]
    [line] = client.get(f"{BASE}/{paper.pk}/lines").json()
    assert (line["organisation"], line["state"], line["due_date"]) == ("bo-b", "arrived", "2026-11-30")
    for person in (desks.officer_b, desks.coordinator):
        for place in (f"{BASE}/{paper.pk}", f"{BASE}/{paper.pk}/lines"):
            assert desks.client(person).get(place).status_code == 404


def test_series_say_who_gives_their_numbers(desks: Cast, fonts: Path) -> None:
    issued(desks, fonts)
    rows = desks.client(desks.leader).get(f"{BASE}/series").json()
    assert {(row["side"], row["mode"]) for row in rows} == {("in", "own"), ("out", "own")}


def test_drafts_are_a_book_too(desks: Cast) -> None:
    draft(desks)
    [row] = desks.client(desks.officer).get(f"{BASE}?book=du-thao").json()["papers"]
    assert (row["state"], row["issued_date"]) == ("draft", None)
