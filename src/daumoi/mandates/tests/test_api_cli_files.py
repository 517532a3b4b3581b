"""The same matrix through the programming interface, the command line and the workbook."""

import json
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client
from openpyxl import load_workbook

from daumoi.foundation.principal import acting, system
from daumoi.mandates import presenters, queries
from daumoi.mandates.cli import COMMANDS
from daumoi.mandates.tests.helpers import PLAN, RULES, record
from tests.cast import Cast

READER = system("người đọc")
VERBS = {str(command.name): command for command in COMMANDS}


def say(*words: str) -> str:
    answer = CliRunner().invoke(VERBS[words[0]], list(words[1:]), catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return answer.output


@pytest.mark.parametrize(
    ("day", "bodies", "duties"),
    [("2011-09-08", 22, 5), ("2017-05-31", 22, 15), ("2025-03-01", 17, 15), ("2026-11-22", 17, 29)],
)
def test_the_command_line_answers_for_the_days_of_the_issue(
    db: None, day: str, bodies: int, duties: int
) -> None:
    found: dict[str, Any] = json.loads(say("coverage", "--as-of", day, "--json"))
    assert list(found) == ["as_of", "duties", "organisations", "cells"]
    assert found["as_of"] == day
    assert (len(found["organisations"]), len(found["duties"])) == (bodies, duties)
    assert len(found["cells"]) == bodies * duties
    assert all(
        list(cell) == ["organisation", "duty", "holding", "holder", "basis", "source", "confidence"]
        for cell in found["cells"]
    )
    assert {unit["form"] for row in found["organisations"] for unit in row["it_units"]} <= {
        *("cuc", "vu", "trung_tam", "van_phong", "phong", "khac", "chua_xac_dinh"),
    }


def test_absent_data_are_present_explicitly(db: None) -> None:
    found = json.loads(say("coverage", "--as-of", "2011-09-08", "--json"))
    assert {cell["holding"] for cell in found["cells"]} == {"no_data"}


def test_without_json_the_command_line_says_it_in_a_sentence(cast: Cast) -> None:
    record(cast.body_a, unit=cast.unit_a)
    said = say("coverage", "--as-of", "2016-07-04", "--simulated")
    assert "2 cơ quan, 5 nhiệm vụ; 1/10 ô có số liệu, 1 cơ quan chưa có số liệu nào" in said


def test_the_catalogue_lists_provisions(db: None) -> None:
    rows = json.loads(say("mandates", "duties", "--as-of", "2011-09-08", "--json"))
    assert len(rows) == 5
    assert all(row["provisions"] for row in rows)
    assert "(đề xuất)" in say("mandates", "duties", "--all")


# The interface -----------------------------------------------------------------------------------------


def get(client: Client, address: str, status: int = 200) -> Any:
    answer = client.get(f"/api/v1/mandates/{address}")
    assert answer.status_code == status, answer.content
    return answer.json()


def test_the_interface_gives_the_same_matrix_as_the_command_line(cast: Cast) -> None:
    record(cast.body_a, unit=cast.unit_a, published=True)
    address = "coverage?as_of=2016-07-04&simulated=true"
    found = get(cast.client(cast.coordinator), address)
    assert found == json.loads(say("coverage", "--as-of", "2016-07-04", "--simulated", "--json"))
    cell = next(one for one in found["cells"] if (one["organisation"], one["duty"]) == ("bo-a", PLAN))
    assert (cell["holding"], cell["holder"]) == ("lead", "Trung tâm Thông tin Bộ A")


def test_the_interface_hides_what_is_not_published(cast: Cast) -> None:
    record(cast.body_a, unit=cast.unit_a)
    address = f"cells/bo-a/{PLAN}?as_of=2016-07-04"
    assert get(cast.client(cast.officer), address)["holding"] == "lead"
    foreign = get(cast.client(cast.officer_b), address)
    assert (foreign["holding"], foreign["records"]) == ("no_data", [])


def test_a_visitor_gets_nothing_from_the_interface(db: None) -> None:
    assert Client().get("/api/v1/mandates/coverage").status_code == 401


def test_one_set_is_chosen_by_its_code_and_duties_carry_their_articles(cast: Cast) -> None:
    client = cast.client(cast.officer)
    found = get(client, "coverage?as_of=2017-05-31&set=nhom_2017")
    assert {duty["set"] for duty in found["duties"]} == {"nhom_2017"}
    assert get(client, "coverage?as_of=2011-09-08&set=nhom_2017", 404)["code"] == "mandates.set"
    duties = get(client, "duties?as_of=2011-09-08")
    assert "Điều 46 khoản 1" in {one["place"] for duty in duties for one in duty["provisions"]}


def post(client: Client, **given: object) -> Any:
    body = {
        "body": "bo-a",
        "duty": PLAN,
        "holding": "lead",
        "unit": "bo-a.tt",
        "document": "Quyết định 7/QĐ-BA",
        "since": "2016-01-01",
    } | given
    return client.post("/api/v1/mandates/assignments", json.dumps(body), content_type="application/json")


def test_a_record_is_made_through_the_interface_and_refusals_are_named(cast: Cast) -> None:
    client = cast.client(cast.officer)
    made = post(client)
    assert made.status_code == 201, made.content
    assert made.json()["records"][0]["basis"] == "Quyết định 7/QĐ-BA"
    again = post(client, holding="none", unit="")
    assert (again.status_code, again.json()["code"]) == (409, "mandates.same_day")
    wrong = post(client, unit="bo-b.cuc", since="2017-01-01")
    assert (wrong.status_code, wrong.json()["code"]) == (422, "mandates.foreign_unit")
    assert post(cast.client(cast.officer_b), since="2018-01-01").status_code == 403
    assert post(client, instrument="khong-co", since="2018-01-01").status_code == 404


# The workbook ------------------------------------------------------------------------------------------


def test_the_workbook_says_what_the_data_say(cast: Cast) -> None:
    record(cast.body_a, PLAN, unit=cast.unit_a, published=True)
    record(cast.body_a, RULES, holding="none", published=True)
    client = cast.client(cast.officer_b)
    query = "?as_of=2016-07-04&realm=mo-phong"
    data = client.get(f"/nhiem-vu/ma-tran.json{query}").json()
    answer = client.get(f"/nhiem-vu/ma-tran.xlsx{query}")
    assert 'filename="nhiem-vu-2016-07-04-mo-phong.xlsx"' in answer["Content-Disposition"]
    book = load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["Ma trận", "Căn cứ từng ô", "Tổng hợp", "Nhiệm vụ"]
    rows = list(book["Căn cứ từng ô"].iter_rows(values_only=True))
    head = next(index for index, row in enumerate(rows) if row[0] == "Mã cơ quan")
    written = [
        {
            "organisation": row[0],
            "duty": row[2],
            "holding": row[5],
            **{
                key: row[place] or ""
                for key, place in (("holder", 6), ("basis", 7), ("source", 8), ("confidence", 9))
            },
        }
        for row in rows[head + 1 :]
        if row[0]
    ]
    assert written == data["cells"]
    matrix = [row for row in book["Ma trận"].iter_rows(values_only=True) if row[0] == "Bộ A"]
    assert matrix[0][2:4] == ("● chủ trì", "○ không giao")
    assert "? chưa có số liệu" in matrix[0]
    assert "MÔ PHỎNG" in str(book["Ma trận"]["A1"].value)


def test_the_same_matrix_gives_the_same_bytes(db: None) -> None:
    def made() -> bytes:
        with acting(READER):
            return presenters.coverage_workbook(queries.coverage(principal=READER, day=date(2017, 5, 31)))

    assert made() == made()
