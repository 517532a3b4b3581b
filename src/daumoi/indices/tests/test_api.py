"""The programming interface says and refuses the same as the pages."""

from typing import Any

import pytest
from django.test import Client

from daumoi.accounts.models import Person
from daumoi.foundation.principal import acting
from daumoi.indices import actions
from daumoi.indices.tests.scene import AT, Scene, pdf

ROOT = "/api/v1/indices"
EDITION = f"{ROOT}/chi-so-thu/2026"
OWN = f"{EDITION}/sheets/bo-a"


def call(client: Client, method: str, to: str, **body: Any) -> tuple[int, Any]:
    answer = getattr(client, method)(to, data=body, content_type="application/json")
    return answer.status_code, answer.json()


def mark(column: str, value: float | None = None, **more: Any) -> dict[str, Any]:
    return {"column": column, **({} if value is None else {"value": value}), **more}


ALL = [
    mark("so_may", 80),
    mark("so_can_bo", 100),
    mark("mang", 25.5, words="Đo tháng 10"),
    mark("quy-che", 1),
    mark("dien-tap", kind="missing"),
]


def test_an_officer_writes_the_marks_and_reads_them_back(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    status, body = call(client, "put", f"{OWN}/marks", marks=ALL)
    assert status == 200
    cells = {one["column"]: one for one in body["cells"]}
    assert (cells["mang"]["self_value"], cells["mang"]["note"]) == ("25.5", "Đo tháng 10")
    assert cells["so_may"]["self_points"] == "16"
    assert cells["dien-tap"]["self_kind"] == "missing"
    assert cells["mang"]["verified_kind"] is None
    assert {one["state"] for one in body["cells"]} == {"confirmed"}
    with acting(scene.cast.principal(scene.cast.officer)) as by:
        actions.add_evidence(
            by=by,
            sheet=scene.sheet(scene.cast.body_a),
            entry=scene.entry(scene.cast.body_a, "mang"),
            title="Sơ đồ mạng",
            at=AT,
            name="so-do.pdf",
            content=pdf(),
        )
    proofs = {one["column"]: one["evidence"] for one in client.get(OWN).json()["cells"]}
    assert [(one["title"], len(one["sha256"])) for one in proofs["mang"]] == [("Sơ đồ mạng", 64)]


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ([mark("khong-co", 1)], "Phiếu không có tiêu chí “khong-co”"),
        ([mark("mang", 1), mark("mang", 2)], "hoặc tiêu chí được gửi hai lần"),
        ([mark("mang", 31)], "vượt mức tối đa 30"),
        ([mark("quy-che", 0.5)], "chỉ ghi 1 hoặc 0"),
        ([mark("mang")], "Chưa ghi giá trị"),
        ([mark("mang", 5, kind="missing")], "Vừa ghi số vừa chọn không có số"),
        ([mark("so_may", 1e30)], "không phải là số"),
        ([mark("mang", 1, words="TUYỆT MẬT")], "dấu chỉ độ mật"),
    ],
)
def test_a_mark_that_cannot_be_is_refused_and_nothing_is_written(
    scene: Scene, marks: list[dict[str, Any]], words: str
) -> None:
    client = scene.cast.client(scene.cast.officer)
    status, body = call(client, "put", f"{OWN}/marks", marks=[mark("dien-tap", 3), *marks])
    assert status == 422
    assert words in body["message"]
    assert scene.entry(scene.cast.body_a, "dien-tap").state == "empty"


@pytest.mark.parametrize(
    "marks",
    [
        [mark("mang", kind="khac")],
        [{"value": 1}],
        "mang",
        [mark("mang", 1, words="a\x00b")],
        [mark("mang", 1)] * 2001,
    ],
)
def test_what_has_not_the_shape_is_refused_by_name(scene: Scene, marks: Any) -> None:
    status, body = call(scene.cast.client(scene.cast.officer), "put", f"{OWN}/marks", marks=marks)
    assert status == 422
    assert body["detail"][0]["loc"][:3] == ["body", "given", "marks"]


def test_a_sent_sheet_takes_no_more_marks(scene: Scene) -> None:
    scene.fill(scene.cast.officer, scene.cast.body_a, 80, 100, 25, 1, 30)
    status, body = call(scene.cast.client(scene.cast.officer), "put", f"{OWN}/marks", marks=ALL)
    assert (status, body["code"]) == (409, "indices.sheet.sent")


def test_verification_needs_a_reason_and_is_told_to_the_body_once_appeals_are_open(scene: Scene) -> None:
    scene.everybody_sends()
    coordinator = scene.cast.client(scene.cast.coordinator)
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        actions.start_verifying(by=by, edition=scene.edition())
    status, body = call(coordinator, "put", f"{OWN}/verified", marks=[mark("mang", 20)])
    assert (status, body["code"], body["place"]) == (422, "indices.verify.reason", "Mạng nội bộ")
    given = [
        mark("so_may", 80),
        mark("so_can_bo", 100),
        mark("mang", 20, words="Sơ đồ chưa được phê duyệt"),
        mark("quy-che", 1),
        mark("dien-tap", 30),
    ]
    status, body = call(coordinator, "put", f"{OWN}/verified", marks=given[:2], finished=True)
    assert (status, body["code"]) == (409, "indices.verify.gaps")
    status, body = call(coordinator, "put", f"{OWN}/verified", marks=given, finished=True)
    assert (status, body["state"]) == (200, "verified")
    cells = {one["column"]: one for one in body["cells"]}
    assert (cells["mang"]["verified_value"], cells["mang"]["reason"]) == ("20", "Sơ đồ chưa được phê duyệt")
    seen = {one["column"]: one for one in scene.cast.client(scene.cast.officer).get(OWN).json()["cells"]}
    assert (seen["mang"]["verified_value"], seen["mang"]["reason"]) == (None, "")
    lines = {one["body"]: one for one in coordinator.get(EDITION).json()["sheets"]}
    assert (lines["bo-a"]["verified"], lines["bo-a"]["differing"]) == (5, 1)
    own = scene.cast.client(scene.cast.officer).get(EDITION).json()["sheets"]
    assert [(one["body"], one["verified"]) for one in own] == [("bo-a", None)]


def test_an_appeal_is_raised_answered_and_moves_the_mark(scene: Scene) -> None:
    scene.open_appeals()
    officer, coordinator = (scene.cast.client(who) for who in (scene.cast.officer, scene.cast.coordinator))
    assert call(officer, "post", f"{OWN}/appeals", column="khong", text="x")[0] == 404
    assert call(officer, "post", f"{OWN}/appeals", column="mang", text=" ")[0] == 422
    status, made = call(officer, "post", f"{OWN}/appeals", column="mang", text="Sơ đồ đã duyệt")
    assert (status, made["number"], made["criterion"], made["result"]) == (201, 1, "Mạng nội bộ", "")
    assert call(officer, "post", f"{OWN}/appeals", column="mang", text="Nhắc lại")[0] == 409
    answer = f"{OWN}/appeals/1/answer"
    assert call(officer, "post", answer, result="kept", answer="Không")[0] == 403
    assert call(coordinator, "post", f"{OWN}/appeals/9/answer", result="kept", answer="x")[0] == 404
    assert call(coordinator, "post", answer, result="accepted", answer="Đúng")[0] == 422
    status, done = call(coordinator, "post", answer, result="accepted", answer="Đã đối chiếu", value=25)
    assert (status, done["result"], done["answer"]) == (200, "accepted", "Đã đối chiếu")
    assert [one["result"] for one in officer.get(f"{EDITION}/appeals").json()] == ["accepted"]
    cells = {one["column"]: one for one in officer.get(OWN).json()["cells"]}
    assert (cells["mang"]["verified_value"], cells["mang"]["reason"]) == ("25", "Đã đối chiếu")


def test_results_are_public_once_published(scene: Scene) -> None:
    public = (
        ROOT,
        f"{ROOT}/editions",
        f"{ROOT}/chi-so-thu",
        EDITION,
        f"{EDITION}/result",
        f"{EDITION}/units/bo-a",
    )
    visitor = Client()
    assert [visitor.get(place).status_code for place in public] == [200, 200, 401, 401, 401, 401]
    for place in public[:2]:
        assert "chi-so-thu" not in visitor.get(place, {"simulated": "true"}).content.decode()
    known = scene.cast.client(scene.cast.officer)
    assert known.get(f"{EDITION}/result").status_code == 409
    assert known.get(f"{ROOT}/chi-so-thu/2099/result").status_code == 404
    scene.publish()
    assert {visitor.get(place).status_code for place in public} == {200}
    found = visitor.get(f"{EDITION}/result").json()
    page = visitor.get("/chi-so/chi-so-thu/2026/ket-qua.json").json()
    assert [one["code"] for one in found["units"]] == [one["code"] for one in page["units"]]
    assert {**found, "units": 0} == {**page, "units": 0}
    unit = visitor.get(f"{EDITION}/units/bo-a").json()
    assert (unit["rank"], unit["pillars"].keys()) == (2, {"ha-tang", "an-toan"})
    assert {one["code"] for one in unit["criteria"]} == {"may-tinh", "mang", "quy-che", "dien-tap"}
    assert visitor.get(EDITION).json()["sheets"] == []
    assert visitor.get(OWN).status_code == 401
    assert visitor.get(f"{EDITION}/appeals").status_code == 401
    listed = visitor.get(ROOT, {"simulated": "true"}).json()
    assert [(one["code"], one["newest"]) for one in listed] == [("chi-so-thu", "2026")]
    assert "Mạng nội bộ" in visitor.get(f"{ROOT}/chi-so-thu").json()["definition"]
    assert visitor.get(f"{ROOT}/chi-so-thu", {"version": "2030"}).status_code == 401


def test_nobody_reads_or_writes_a_foreign_sheet(scene: Scene) -> None:
    people: list[tuple[Person, int, int]] = [
        (scene.officer_c, 404, 404),
        (scene.officer_d, 404, 404),
        (scene.cast.outsider, 404, 404),
        (scene.cast.leader, 200, 403),
    ]
    for who, reading, writing in people:
        client = scene.cast.client(who)
        assert client.get(OWN).status_code == reading, who
        assert call(client, "put", f"{OWN}/marks", marks=ALL)[0] == writing, who
        assert call(client, "put", f"{OWN}/verified", marks=ALL)[0] == writing, who
        assert call(client, "post", f"{OWN}/appeals", column="mang", text="x")[0] == writing, who
        assert call(client, "post", f"{OWN}/appeals/1/answer", result="kept", answer="x")[0] == writing, who
    assert call(scene.cast.client(scene.cast.officer), "put", f"{OWN}/verified", marks=ALL)[0] == 403
    assert call(Client(), "put", f"{OWN}/marks", marks=ALL)[0] == 401
