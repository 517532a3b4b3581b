"""The register for programs: the API and the command line say the same as the pages."""

import json
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import transaction
from django.test import Client

from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import acting, system
from daumoi.organisations import actions
from daumoi.organisations.cli import organisations
from daumoi.organisations.models import OrganisationState, Reorganisation, StaffCount
from daumoi.organisations.tests.scene import PAPER, said
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("today")
API = "/api/v1/organisations"
ACT = {
    "kind": "rename",
    "on": "2018-07-01",
    "organisation": "bo-a.tt",
    "name": "Trung tâm Chuyển đổi số",
    "document": "Quyết định 77/QĐ-MP",
    "confidence": "A",
    "simulated": True,
}


@pytest.fixture
def client(cast: Cast) -> Client:
    """The coordinator's program, signed in."""
    return cast.client(cast.coordinator)


def _get(client: Client, path: str, **query: str) -> Any:
    answer = client.get(f"{API}{path}", query)
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def _post(client: Client, path: str, body: dict[str, Any]) -> tuple[int, Any]:
    answer = client.post(f"{API}{path}", json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json()


def _run(*words: str) -> Any:
    done = CliRunner().invoke(organisations, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize(
    ("day", "count"), [("2011-09-08", 22), ("2017-05-31", 22), ("2025-03-01", 17), ("2026-11-22", 17)]
)
def test_api_and_command_line_list_the_same_bodies(client: Client, day: str, count: int) -> None:
    listed = json.loads(_run("list", "--level", "ministry", "--as-of", day, "--json"))
    assert len(listed) == count
    assert _get(client, "", level="ministry", as_of=day) == listed


def test_every_body_of_the_list_says_what_the_brief_asks(db: None) -> None:
    listed = {row["code"]: row for row in json.loads(_run("list", "--as-of", "2011-09-08", "--json"))}
    for row in listed.values():
        assert row.keys() >= {"code", "name", "kind", "it_units"}
        assert row["kind"] in ("bo", "co_quan_ngang_bo")
        for unit in row["it_units"]:
            assert unit.keys() >= {"form", "source", "name", "certainty", "last_stated", "note"}
    unknown = listed["bqp"]["it_units"]
    assert len(unknown) == 1
    assert (unknown[0]["form"], unknown[0]["name"], unknown[0]["source"]) == ("chua_xac_dinh", None, None)
    assert "Chưa có nguồn" in unknown[0]["note"]
    named = listed["btttt"]["it_units"][0]
    assert (named["form"], named["certainty"]) == ("cuc", "confirmed")
    assert named["source"]


def test_the_four_days_differ_as_the_sources_say(db: None) -> None:
    units = {}
    for day in ("2011-09-08", "2017-05-31", "2025-03-01", "2026-11-22"):
        rows = json.loads(_run("list", "--as-of", day, "--json"))
        units[day] = {unit["name"] for row in rows for unit in row["it_units"] if unit["name"]}
    assert "Trung tâm Công nghệ thông tin y tế" in units["2011-09-08"]
    assert "Cục Tin học hóa" in units["2017-05-31"]
    assert "Cục Tin học hóa" not in units["2025-03-01"]
    assert len({frozenset(names) for names in units.values()}) == 4


def test_the_simulated_government_is_listed_only_when_asked_for(cast: Cast, client: Client) -> None:
    codes = {row["code"] for row in _get(client, "", simulated="true")}
    assert codes == {"bo-a", "bo-b"}
    assert "bo-a" not in {row["code"] for row in _get(client, "")}
    assert {row["code"] for row in json.loads(_run("list", "--simulated", "--json"))} == codes


def test_units_can_be_listed_with_their_bodies(client: Client) -> None:
    rows = _get(client, "/units", simulated="true")
    assert {(row["code"], row["body"]) for row in rows} == {("bo-a.tt", "bo-a"), ("bo-b.cuc", "bo-b")}
    assert json.loads(_run("list", "--level", "unit", "--simulated", "--json")) == rows


def test_one_organisation_with_its_past_and_what_became_of_it(client: Client) -> None:
    detail = _get(client, "/btttt", as_of="2017-05-31")
    assert detail["state"]["name"] == "Bộ Thông tin và Truyền thông"
    assert {row["code"] for row in detail["became"]} == {"bkhcn", "bca"}
    assert detail["reorganisations"][0]["on"] == "2025-03-01"
    assert {track["code"] for track in detail["timeline"]} >= {"btttt", "btttt-trung-tam-thong-tin"}
    assert _get(client, "/btttt")["state"] is None
    assert json.loads(_run("show", "btttt", "--as-of", "2017-05-31", "--json")) == detail
    assert _get(client, "/btttt/timeline") == detail["timeline"]


def test_the_tree_of_a_day(cast: Cast, client: Client) -> None:
    tree = _get(client, "/bo-a/tree")
    assert [child["code"] for child in tree["children"]] == ["bo-a.tt"]
    assert json.loads(_run("tree", "bo-a", "--json")) == tree
    missing = client.get(f"{API}/bo-a/tree", {"as_of": "2010-01-01"})
    assert missing.status_code == 404
    assert missing.json()["remedy"]


def test_texts_of_the_command_line_are_readable(cast: Cast) -> None:
    assert "13. Bộ Thông tin và Truyền thông: Cục Ứng dụng" in _run("list", "--as-of", "08/9/2011")
    assert "hợp nhất vào Bộ Khoa học và Công nghệ" in _run("show", "btttt")
    assert "không có trong sổ" in _run("show", "btttt")
    assert "  Trung tâm Thông tin Bộ A [bo-a.tt] · chuyên trách" in _run("tree", "bo-a")
    assert "0 đơn vị" in _run("align")


def test_an_unknown_code_is_refused_in_one_sentence(db: None) -> None:
    with pytest.raises(NotFound, match="khong-co"):
        CliRunner().invoke(organisations, ["show", "khong-co"], catch_exceptions=False)
    with pytest.raises(NotFound, match="btttt"):
        CliRunner().invoke(organisations, ["tree", "btttt", "--as-of", "2026-01-01"], catch_exceptions=False)


def test_align_lets_an_act_recorded_ahead_take_effect(cast: Cast) -> None:
    by = system("điều phối")
    with acting(by), transaction.atomic():
        actions.transfer(
            by=by,
            organisation=cast.unit_a,
            parent=cast.body_b,
            on=date(2026, 11, 22),
            basis=PAPER,
            today=date(2026, 11, 21),
        )
    assert "1 đơn vị" in _run("align")
    cast.unit_a.refresh_from_db()
    assert cast.unit_a.body == cast.body_b


def test_an_act_is_recorded_by_a_program_as_on_its_page(client: Client) -> None:
    code, answer = _post(client, "/reorganisations", ACT)
    assert (code, answer["organisation"]) == (201, "bo-a.tt")
    assert said("bo-a.tt", date(2018, 7, 1)) == ("Trung tâm Chuyển đổi số", "trung_tam", "bo-a")


@pytest.mark.parametrize(
    "act",
    [
        {"kind": "establish", "parent": "bo-a", "name": "Trung tâm Dữ liệu", "form": "trung_tam"},
        {"kind": "establish", "name": "Bộ M", "body_kind": "bo"},
        {"kind": "upgrade", "organisation": "bo-a.tt", "form": "cuc", "is_public_service_unit": False},
        {"kind": "merge", "sources": ["bo-a.tt"], "into": "bo-b.cuc", "name": ""},
        {
            "kind": "split",
            "organisation": "bo-a.tt",
            "continues": False,
            "parts": [{"name": "Trung tâm Một", "form": "trung_tam"}, {"name": "Cục Hai", "form": "cuc"}],
        },
        {"kind": "transfer", "organisation": "bo-a.tt", "parent": "bo-b", "name": ""},
        {"kind": "dissolve", "organisation": "bo-a.tt"},
    ],
)
def test_every_kind_of_act_is_open_to_programs(client: Client, act: dict[str, Any]) -> None:
    code, answer = _post(client, "/reorganisations", {**ACT, **act})
    assert code == 201, answer
    assert Reorganisation.objects.get(pk=answer["id"]).kind == act["kind"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"organisation": "khong-co"}, "organisations.form"),
        ({"document": ""}, "organisations.form"),
        ({"on": "2010-01-01"}, "organisations.not_there"),
        ({"name": "Trung tâm Thông tin Bộ A"}, "organisations.nothing_changes"),
        ({"kind": "merge", "sources": ["bo-a.tt"], "into": "bo-a.tt"}, "organisations.merge_into_itself"),
    ],
)
def test_a_refused_act_says_why_and_writes_nothing(
    client: Client, changes: dict[str, Any], code: str
) -> None:
    before = list(OrganisationState.objects.order_by("pk").values())
    status, answer = _post(client, "/reorganisations", {**ACT, **changes})
    assert status == 422
    assert answer["code"] == code
    assert answer["message"]
    assert answer["remedy"]
    assert list(OrganisationState.objects.order_by("pk").values()) == before


def test_programs_meet_the_same_doors_as_people(cast: Cast) -> None:
    staff: dict[str, Any] = {
        "on": "2026-06-30",
        "document": "BC 1",
        "counts": [{"kind": "hop_dong", "measure": "giao", "people": 0}],
    }
    wanted = {"officer": 201, "unit_officer": 201, "officer_b": 403, "leader": 403, "outsider": 404}
    for who, expected in wanted.items():
        client = cast.client(getattr(cast, who))
        assert _post(client, "/reorganisations", ACT)[0] == 403, who
        assert _post(client, "/bo-a.tt/staff", staff)[0] == expected, who
    assert Client().get(API).status_code == 401
    assert cast.client(cast.outsider).get(API).status_code == 403


def test_staff_figures_go_in_and_out(cast: Cast) -> None:
    client = cast.client(cast.officer)
    staff: dict[str, Any] = {
        "on": "2026-06-30",
        "document": "BC 1",
        "counts": [{"kind": "cong_chuc", "measure": "giao", "people": 12}],
    }
    assert _post(client, "/bo-a.tt/staff", staff)[0] == 201
    assert [row["people"] for row in _get(client, "/bo-a.tt/staff")] == [12]
    assert _get(cast.client(cast.officer_b), "/bo-a.tt/staff") == []
    staff["counts"][0]["people"] = 13
    status, answer = _post(client, "/bo-a.tt/staff", staff)
    assert (status, answer["code"]) == (409, "organisations.staff_known")
    with acting(system("đọc")):
        assert StaffCount.objects.get().people == 12
