"""The programming interface says and refuses the same as the pages."""

from typing import Any

import pytest
from django.test import Client

from daumoi.foundation.principal import acting, system
from daumoi.indices.tests.scene import Scene as Indices
from daumoi.indices.tests.scene import make_scene as make_indices
from daumoi.scheme import actions
from daumoi.scheme.models import Proposal
from daumoi.scheme.tests.core_scene import CORE, LETTER, CoreScene, make_core_scene
from daumoi.scheme.tests.evidence_scene import make_scene as make_evidence
from daumoi.scheme.tests.evidence_scene import publish
from daumoi.scheme.tests.papers_scene import AT, PapersScene, make_papers_scene
from tests.cast import Cast

ROOT = "/api/v1/scheme"
SCHEME = f"{ROOT}/de-an-thu"
OWN = f"{SCHEME}/proposals/bo-a/1"


@pytest.fixture
def core(cast: Cast) -> CoreScene:
    return make_core_scene(cast)


@pytest.fixture
def papers(cast: Cast) -> PapersScene:
    return make_papers_scene(cast)


def call(client: Client, method: str, to: str, **body: Any) -> tuple[int, Any]:
    answer = getattr(client, method)(to, data=body, content_type="application/json")
    return answer.status_code, answer.json()


GIVEN: dict[str, Any] = {
    "form": "cuc",
    "unit_name": "Cục Chuyển đổi số Bộ A",
    "phase": 1,
    "reason": "Đủ thẩm quyền",
    "posts": [{"kind": "cong_chuc", "needed": 24, "present": 5, "given_up": 19, "giver": "Văn phòng Bộ A"}],
    "money": [{"source": "thuong_xuyen", "year": 2018, "running": 2_000_000_000}],
    "duties": [{"duty": CORE}],
    "skills": [{"skill": "an_toan", "needed": 4, "present": 3}],
}


def test_a_ministry_writes_a_proposal_sends_it_and_reads_it_back(core: CoreScene) -> None:
    core.open()
    officer, coordinator = (core.cast.client(one) for one in (core.cast.officer, core.cast.coordinator))
    status, body = call(officer, "put", OWN, **GIVEN)
    assert status == 200
    assert (body["state"], body["phase"], body["origin"]) == ("draft", 1, "ministry")
    assert body["posts"][0]["giver"] == "Văn phòng Bộ A"
    assert body["nets"] == [{"kind": "cong_chuc", "total": 0, "unknown": 0}]
    assert body["money"][0]["running"] == 2_000_000_000
    assert body["duties"] == [{"duty": CORE, "holder": "unit", "holder_name": ""}]
    assert coordinator.get(OWN).status_code == 404  # a draft is its body's own
    assert call(officer, "post", f"{OWN}/send", document=" ")[0] == 422
    status, body = call(officer, "post", f"{OWN}/send", document=LETTER)
    assert (status, body["state"], body["document"]) == (200, "sent", LETTER)
    assert call(officer, "post", f"{OWN}/send", document=LETTER)[0] == 409
    rows = {one["body"]: one for one in coordinator.get(f"{SCHEME}/proposals").json()}
    assert [one["form"] for one in rows["bo-a"]["proposals"]] == ["cuc"]
    own = officer.get(f"{SCHEME}/proposals").json()
    assert [(one["body"], one["may_propose"]) for one in own] == [("bo-a", True)]


def test_a_table_that_is_left_out_stays_and_a_row_that_is_left_out_goes(core: CoreScene) -> None:
    core.open()
    officer = core.cast.client(core.cast.officer)
    call(officer, "put", OWN, **GIVEN)
    less = {name: GIVEN[name] for name in ("form", "unit_name", "phase", "reason")}
    status, body = call(officer, "put", OWN, **less, skills=[])
    assert status == 200
    assert (len(body["posts"]), len(body["money"]), len(body["skills"])) == (1, 1, 0)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"phase": 9}, "Đề án này không có “9”"),
        ({"duties": [{"duty": "khong-co"}]}, "Đề án này không có “khong-co”"),
        ({"money": [{"source": "khac", "year": 2031, "running": 1}]}, "Đề án này không có “2031”"),
        ({"posts": [{"kind": "hop_dong"}, {"kind": "hop_dong"}]}, "được gửi hai lần"),
        ({"posts": [{"kind": "cong_chuc", "needed": 2, "present": 1, "given_up": 1}]}, "chưa nêu đơn vị nào"),
        ({"form": "sap_nhap"}, "phải nêu với đơn vị nào"),
    ],
)
def test_what_the_scheme_does_not_have_is_refused_in_words(
    core: CoreScene, change: dict[str, Any], words: str
) -> None:
    core.open()
    status, body = call(core.cast.client(core.cast.officer), "put", OWN, **GIVEN | change)
    assert status == 422
    assert words in body["message"]
    with acting(system("xem")):
        assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"form": "tong_cuc"},
        {"self_financing": 120},
        {"people_more": -1},
        {"posts": [{"kind": "linh"}]},
        {"reason": "a\x00b"},
        {"autonomy": "nua"},
    ],
)
def test_what_has_not_the_shape_is_refused_by_name(core: CoreScene, change: dict[str, Any]) -> None:
    core.open()
    status, body = call(core.cast.client(core.cast.officer), "put", OWN, **GIVEN | change)
    assert (status, body["detail"][0]["loc"][2]) == (422, next(iter(change)))


def test_only_its_people_and_the_coordinator_with_a_letter_propose_for_a_body(core: CoreScene) -> None:
    early = call(core.cast.client(core.cast.officer), "put", OWN, **GIVEN)
    assert (early[0], early[1]["code"]) == (404, "scheme.scheme")  # not opened to the bodies yet
    core.open()
    cast = core.cast
    for who, code in ((cast.officer_b, 403), (cast.leader, 403), (cast.outsider, 404)):
        assert call(cast.client(who), "put", OWN, **GIVEN)[0] == code, who
    assert call(Client(), "put", OWN, **GIVEN)[0] == 401
    coordinator = cast.client(cast.coordinator)
    assert call(coordinator, "put", OWN, **GIVEN)[0] == 422
    status, body = call(coordinator, "put", OWN, **GIVEN | {"document": LETTER})
    assert (status, body["origin"], body["state"]) == (200, "paper", "sent")
    assert cast.client(cast.officer_b).get(OWN).status_code == 404


def test_a_scheme_with_its_ceilings_is_read_as_far_as_one_may(core: CoreScene) -> None:
    core.ceiling(5)
    with acting(core.coordinator):
        actions.set_post_ceiling(
            by=core.coordinator,
            scheme=core.scheme(),
            kind="hop_dong",
            amount=1,
            basis="Riêng Bộ B",
            body=core.cast.body_b,
        )
    core.open()
    coordinator, officer = (core.cast.client(one) for one in (core.cast.coordinator, core.cast.officer))
    listed = coordinator.get(ROOT, {"simulated": "true"}).json()
    assert [one["code"] for one in listed] == ["de-an-thu"]
    assert coordinator.get(ROOT).json() == []
    found = coordinator.get(SCHEME).json()
    assert [one["number"] for one in found["phases"]] == [1, 2]
    assert found["survey_round"] == "khao-sat-thu"
    assert {(one["post_kind"], one["body"]) for one in found["ceilings"]} == {
        ("cong_chuc", None),
        ("hop_dong", "bo-b"),
    }
    assert [one["body"] for one in officer.get(SCHEME).json()["ceilings"]] == [None]
    assert core.cast.client(core.cast.outsider).get(SCHEME).status_code == 404
    assert core.cast.client(core.cast.outsider).get(ROOT).status_code == 403
    assert Client().get(SCHEME).status_code == 401


def test_runs_tell_plans_with_gap_digest_and_who_does_what(papers: PapersScene) -> None:
    coordinator = papers.cast.client(papers.cast.coordinator)
    (line,) = coordinator.get(f"{SCHEME}/runs").json()
    assert (line["kind"], line["is_feasible"], line["gap"], line["chosen"]) == ("optimum", True, 0.0, 0)
    assert len(line["problem_digest"]) == len(line["result_digest"]) == 64
    found = coordinator.get(f"{SCHEME}/runs/{line['number']}").json()
    assert {**found, **line} == found
    (plan,) = found["plans"]
    assert (plan["value"], plan["bound"], plan["gap"]) == (line["value"], line["bound"], 0.0)
    assert {one["body"]: (one["form"], bool(one["phase"])) for one in plan["assigned"]}["bo-a"] == (
        "cuc",
        True,
    )
    assert sum(one["points"] for one in plan["parts"]) == plan["value"]
    for who, code in ((papers.cast.officer, 403), (papers.cast.officer_b, 403), (papers.cast.outsider, 404)):
        client = papers.cast.client(who)
        for place in ("runs", f"runs/{line['number']}", "way"):
            assert client.get(f"{SCHEME}/{place}").status_code == code, (who, place)
    assert coordinator.get(f"{SCHEME}/runs/99").status_code == 404


def test_every_kind_of_question_is_told(papers: PapersScene) -> None:
    by = papers.coordinator
    with acting(by):
        scheme = papers.fresh()
        ceiling = scheme.ceilings.get()
        runs = [
            actions.find_alternatives(by=by, scheme=scheme, within_percent=50, count=3, at=AT),
            actions.move_ceiling(by=by, scheme=scheme, ceiling=ceiling, steps=[5], at=AT),
        ]
    client = papers.cast.client(papers.cast.coordinator)
    several, moved = (client.get(f"{SCHEME}/runs/{run.number}").json() for run in runs)
    assert several["plans"]
    assert [one["extra"] for one in moved["steps"]]
    first = several["plans"][0]["assigned"]
    with acting(by):
        wanted = [actions.Wanted(*unit) for unit in _choices(papers)]
        manual = actions.score_manual(by=by, scheme=scheme, choices=wanted, at=AT)
        why = actions.ask_why_not(by=by, scheme=scheme, wanted=wanted[0], at=AT)
    told = client.get(f"{SCHEME}/runs/{manual.number}").json()
    assert [one["body"] for one in told["plans"][0]["assigned"]] == [one["body"] for one in first]
    assert client.get(f"{SCHEME}/runs/{why.number}").json()["sentence"]


def _choices(papers: PapersScene) -> list[tuple[str, str, str | None]]:
    """The chosen plan again, unit by unit."""
    run = papers.scheme.runs.order_by("number").first()
    assert run is not None
    return [(one["unit"], one["option"], one["phase"]) for one in run.result["plan"]["choices"]]


def test_the_way_is_written_and_read_as_of_a_day(papers: PapersScene) -> None:
    client = papers.cast.client(papers.cast.coordinator)
    way = f"{SCHEME}/way"
    status, body = call(client, "post", way, kind="lay_y_kien", on="2026-10-01", document="30/BB-THH")
    assert (status, body["state"]) == (201, "consulting")
    opinion = {"kind": "y_kien", "on": "2026-10-20", "body_name": "Bộ Nội vụ"}
    status, body = call(client, "post", way, **opinion)
    assert (status, body["place"]) == (422, "Lĩnh vực")
    assert call(client, "post", way, **opinion, field="to_chuc", verdict="nhat_tri")[0] == 201
    status, body = call(client, "post", way, kind="trinh", on="2026-11-02", document="17/TTr-BB")
    assert (status, body["code"]) == (422, "scheme.event.unheard")
    status, body = call(client, "post", way, kind="ban_hanh", on="2026-11-02", document="99/QĐ-TTg")
    assert (status, body["code"]) == (409, "scheme.event.state")
    assert call(client, "post", way, kind="trinh", on="2099-01-01", document="1", words="x")[0] == 422
    assert call(client, "post", way, kind="go", on="2026-11-02", words="x")[0] == 422
    assert call(client, "post", way, kind="tra_lai", on="2026-11-02", words="a\x00b")[0] == 422
    found = client.get(way).json()
    assert [one["kind"] for one in found["lines"]] == ["lay_y_kien", "y_kien"]
    assert found["missing"] == ["tai_chinh"]
    past = client.get(way, {"as_of": "2026-10-10"}).json()
    assert ([one["kind"] for one in past["lines"]], past["day"]) == (["lay_y_kien"], "2026-10-10")
    for who, code in ((papers.cast.officer, 403), (papers.cast.leader, 403), (papers.cast.outsider, 404)):
        assert call(papers.cast.client(who), "post", way, kind="lay_y_kien", on="2026-10-01")[0] == code, who


def test_a_recommendation_is_followed_body_by_body(cast: Cast) -> None:
    client = cast.client(cast.coordinator)
    known = client.get(f"{ROOT}/recommendations").json()
    assert "kien-toan-2011" in {one["code"] for one in known}
    found = client.get(f"{ROOT}/recommendations/kien-toan-2011", {"as_of": "2026-01-01"}).json()
    assert found["clauses"]
    assert len(found["bodies"]) > 10
    assert {len(one["days"]) for one in found["bodies"]} == {len(found["bodies"][0]["days"])}
    assert found["bodies"][0]["days"][-1]["day"] == "2026-01-01"
    assert client.get(f"{ROOT}/recommendations/khong-co").status_code == 404
    assert cast.client(cast.outsider).get(f"{ROOT}/recommendations").status_code == 403
    assert Client().get(f"{ROOT}/recommendations").status_code == 401


def test_evidence_is_told_only_after_the_question_is_settled(cast: Cast) -> None:
    scene = make_evidence(cast)
    publish(scene)
    client = cast.client(cast.coordinator)
    place = f"{ROOT}/evidence/chi-so-thu/2020"
    listed = client.get(f"{ROOT}/evidence", {"simulated": "true"}).json()
    assert [(one["index"], one["edition"]) for one in listed] == [("chi-so-thu", "2020")]
    asked = client.get(place)
    assert (asked.status_code, asked.json()["place"]) == (422, "Kết quả chính, nêu trước khi xem số")
    question = {"primary": "chi-so-thu", "day": "2020-12-31"}
    found = client.get(place, question).json()
    page = client.get(
        "/de-an/bang-chung/chi-so-thu/2020/ket-qua.json",
        {"ngay": "2020-12-31", "hinh_thuc": "cuc", "ket_qua_chinh": "chi-so-thu"},
    ).json()
    assert found == page
    wrongs: tuple[dict[str, Any], ...] = (
        {"forms": "tong_cuc"},
        {"others": "cuc"},
        {"covariates": ["a", "b", "c"]},
        {"primary": "x"},
    )
    for wrong in wrongs:
        answer = client.get(place, question | wrong)
        assert answer.status_code == 422, wrong
        assert answer.json()["message"]
    assert client.get(place, question | {"covariates": "khong_co"}).status_code == 422
    assert cast.client(cast.outsider).get(place, question).status_code == 403
    assert Client().get(place, question).status_code == 401


def test_evidence_of_an_edition_under_way_is_refused(cast: Cast) -> None:
    scene: Indices = make_indices(cast)
    answer = cast.client(scene.cast.coordinator).get(
        f"{ROOT}/evidence/chi-so-thu/2026", {"primary": "chi-so-thu"}
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "indices.result.none")
