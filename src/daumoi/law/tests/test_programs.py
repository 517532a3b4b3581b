"""The same answers for programs: the interface `/api/v1/law` and the command line."""

import json
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client

from daumoi.foundation import clock
from daumoi.law.cli import law
from daumoi.law.tests.test_pages import TODAY
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _today() -> object:
    """Programs ask on the day of the brief."""
    with clock.frozen(TODAY) as moment:
        yield moment


@pytest.fixture
def officer(cast: Cast) -> Client:
    """A signed-in officer's program."""
    return cast.client(cast.officer)


def answer(client: Client, path: str, **query: str) -> dict[str, Any]:
    got = client.get(f"/api/v1/law/{path}", query)
    assert got.status_code == 200, got.content
    read: dict[str, Any] = got.json()
    return read


def told(*words: str) -> dict[str, Any]:
    result = CliRunner().invoke(law, [*words, "--json"], catch_exceptions=False)
    assert result.exit_code == 0
    read: dict[str, Any] = json.loads(result.output)
    return read


def test_the_register_answers_a_program(officer: Client) -> None:
    page = answer(officer, "instruments", q="nghi dinh 64")
    assert page["as_of"] == "2026-11-22"
    assert page["matching"] == len(page["items"])
    decree = next(item for item in page["items"] if item["code"] == "nd-64-2007-nd-cp")
    assert decree["force"]["code"] == "expired"
    assert decree["effective_to"] == "2026-07-01"
    assert decree["source"]["confidence"] == "A"


def test_pages_follow_each_other_by_cursor(officer: Client) -> None:
    first = answer(officer, "instruments", force="all", size="10")
    second = answer(officer, "instruments", force="all", size="10", cursor=first["next"])
    codes = [item["code"] for item in first["items"] + second["items"]]
    assert len(set(codes)) == 20
    assert second["previous"]


def test_an_instrument_answers_with_relations_both_ways(officer: Client) -> None:
    decree = answer(officer, "instruments/nd-224-2026-nd-cp", as_of="2026-07-01")
    directions = {(each["direction"], each["kind"], each["instrument"]) for each in decree["relations"]}
    assert ("out", "replaces", "nd-64-2007-nd-cp") in directions
    old = answer(officer, "instruments/nd-64-2007-nd-cp")
    assert "in" in {each["direction"] for each in old["relations"]}
    assert any(each["place"] == "Điều 46" for each in old["provisions"])


def test_the_law_in_force_differs_by_day(officer: Client) -> None:
    regimes = {
        day: answer(officer, "in-force", subject="cap_do_an_toan", as_of=day)["regime"]["code"]
        for day in ("2011-09-08", "2017-05-31", "2026-11-22")
    }
    assert len(set(regimes.values())) == 3


def test_the_calendar_answers_with_next_dates(officer: Client) -> None:
    items = answer(officer, "deadlines")["items"]
    form = next(item for item in items if item["code"] == "mau-08-gui-chu-quan")
    assert (form["next_on"], form["days_left"]) == ("2026-12-20", 28)
    assert (form["data_from"], form["data_to"]) == ("2025-12-15", "2026-12-14")


def test_a_program_without_a_person_is_refused(db: None) -> None:
    assert Client().get("/api/v1/law/instruments").status_code == 401


def test_what_is_missing_is_said_to_a_program(officer: Client) -> None:
    got = officer.get("/api/v1/law/instruments/khong-co")
    assert got.status_code == 404
    assert got.json()["code"] == "law.instrument"
    assert officer.get("/api/v1/law/instruments", {"cursor": "abc"}).status_code == 422
    for mistake in ({"size": "0"}, {"force": "con-hieu-luc"}, {"kind": "nghi dinh"}):
        assert officer.get("/api/v1/law/instruments", mistake).status_code == 422, mistake


def test_the_command_line_gives_the_same_records(officer: Client) -> None:
    assert told("list", "nghi", "dinh", "64") == answer(officer, "instruments", q="nghi dinh 64")
    assert told("show", "nd-64-2007-nd-cp") == answer(officer, "instruments/nd-64-2007-nd-cp")
    assert told("in-force", "cap_do_an_toan", "--as-of", "2017-05-31") == answer(
        officer, "in-force", subject="cap_do_an_toan", as_of="2017-05-31"
    )
    assert told("deadlines", "--as-of", "08/9/2011") == answer(officer, "deadlines", as_of="2011-09-08")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["list", "nghi", "dinh", "64"], "Nghị định 64/2007/NĐ-CP · hết hiệu lực"),
        (["show", "nd-64-2007-nd-cp"], "Được thay thế bởi: Nghị định 224/2026/NĐ-CP từ 01/7/2026"),
        (["in-force", "cap_do_an_toan", "--as-of", "2017-05-31"], "Sau đó, từ 01/7/2017"),
        (["deadlines"], "20/12/2026 (còn 28 ngày)"),
    ],
)
def test_the_command_line_speaks_to_people_too(db: None, words: list[str], said: str) -> None:
    result = CliRunner().invoke(law, words, catch_exceptions=False)
    assert result.exit_code == 0
    assert said in result.output
