"""The programming interface says the same as the pages: scoped, versioned, with both values on a conflict."""

from datetime import timedelta

import pytest
from django.test import Client

from daumoi.accounts import actions as accounts
from daumoi.foundation import clock
from daumoi.foundation.operating import operating
from daumoi.surveys.models import Reply
from daumoi.surveys.tests.factories import make_round, reply_of
from tests.cast import Cast

ANSWERS = "/api/v1/surveys/rounds/dot-1/replies/bo-a/answers"


@pytest.fixture
def reply(cast: Cast) -> Reply:
    return reply_of(cast, make_round(cast))


def put(client: Client, **body: object) -> tuple[int, dict[str, object]]:
    answer = client.put(ANSWERS, data=body, content_type="application/json")
    return answer.status_code, answer.json()


def test_a_stale_writer_gets_both_values(cast: Cast, reply: Reply) -> None:
    client = cast.client(cast.officer)
    assert put(client, variable="a2", value="cuc")[0] == 200
    status, body = put(client, variable="a2", value="trung_tam")
    assert status == 409
    assert body["mine"] == {"status": "answered", "value": "trung_tam"}
    assert body["theirs"] == {
        "status": "answered",
        "value": "cuc",
        "version": 1,
        "author": "Trần Chuyên Viên",
    }
    assert body["place"] == "Câu A2"
    status, body = put(client, variable="a2", value="trung_tam", seen_version=1)
    assert (status, body["version"]) == (200, 2)


def test_a_value_that_does_not_fit_names_its_place(cast: Cast, reply: Reply) -> None:
    status, body = put(cast.client(cast.officer), variable="b1_hop_dong_giao", value="nhiều")
    assert status == 422
    assert body["place"] == "Bảng B1, dòng “Hợp đồng”, cột “Được giao”"


@pytest.mark.parametrize(
    ("person", "status"),
    [("officer", 200), ("coordinator", 200), ("inspector", 200), ("officer_b", 404), ("outsider", 404)],
)
def test_a_foreign_reply_is_not_found(cast: Cast, reply: Reply, person: str, status: int) -> None:
    client = cast.client(getattr(cast, person))
    assert client.get("/api/v1/surveys/rounds/dot-1/replies/bo-a").status_code == status


def test_a_visitor_is_turned_away(cast: Cast, reply: Reply) -> None:
    assert Client().get("/api/v1/surveys/rounds").status_code == 401


def test_a_program_works_with_its_persons_rights_until_the_key_expires(cast: Cast, reply: Reply) -> None:
    with operating() as by:
        good = accounts.issue_token(
            by=by, person=cast.officer, label="kho số liệu", expires_at=clock.now() + timedelta(days=1)
        )
        old = accounts.issue_token(
            by=by, person=cast.officer, label="cũ", expires_at=clock.now() - timedelta(days=1)
        )
    client = Client()
    rounds = client.get("/api/v1/surveys/rounds", headers={"Authorization": f"Bearer {good}"})
    assert rounds.status_code == 200
    assert [one["code"] for one in rounds.json()] == ["dot-1"]
    assert client.get("/api/v1/surveys/rounds", headers={"Authorization": f"Bearer {old}"}).status_code == 401


def test_the_board_is_for_the_coordinator(cast: Cast, reply: Reply) -> None:
    url = "/api/v1/surveys/rounds/dot-1/board"
    assert cast.client(cast.officer).get(url).status_code == 403
    rows = cast.client(cast.coordinator).get(url).json()
    assert [row["state"] for row in rows] == ["open", "open"]
