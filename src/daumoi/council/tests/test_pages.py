"""Every page and file of the room opens, says its sentence first, and works without JavaScript."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from django.urls import resolve, reverse

from daumoi.council import actions, cli, rules, urls
from daumoi.council.tests.scene import AGREE, AT, MEETING_AT, Scene
from daumoi.foundation.principal import acting

PACK = ("hdgd-2016-06-08", "hdgd-2017-05-31")


def test_the_index_says_how_many_wait_and_since_when(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.coordinator)
    page = client.get("/hoi-dong/?as_of=2026-11-22&realm=that").content.decode()
    assert "9 kiến nghị, vướng mắc" in page
    assert "3.819 ngày (10 năm)" in page
    assert "Hội đồng thử nghiệm" not in page


def test_real_and_simulated_councils_never_stand_in_one_list(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.coordinator)
    simulated, real = client.get("/hoi-dong/"), client.get("/hoi-dong/?realm=that&as_of=2017-06-01")
    assert "Hội đồng thử nghiệm" in simulated.content.decode()
    assert "Dữ liệu mô phỏng" in simulated.content.decode()
    assert "khối cơ quan Trung ương" not in simulated.content.decode()
    assert "Dữ liệu mô phỏng" not in real.content.decode()
    assert "realm=that" in real.content.decode()  # links inside the sentence keep what was chosen
    assert "as_of=2017-06-01" in real.content.decode()
    outsider = scene.cast.client(scene.cast.outsider).get("/hoi-dong/").content.decode()
    assert "khối cơ quan Trung ương" in outsider


@pytest.mark.parametrize(
    "name", ["session", "last_time", "opinions", "last_time_pdf", "opinions_pdf", "opinions_workbook"]
)
@pytest.mark.parametrize("code", PACK)
def test_every_reading_page_of_the_real_thread_opens(scene: Scene, name: str, code: str) -> None:
    answer = scene.cast.client(scene.cast.officer).get(reverse(f"council:{name}", args=[code]))
    assert answer.status_code == 200


def test_the_real_session_says_that_no_conclusion_is_known(scene: Scene) -> None:
    page = scene.cast.client(scene.cast.officer).get("/hoi-dong/phien/hdgd-2017-05-31/").content.decode()
    assert "nguồn không nêu kết luận của Chủ tịch" in page
    assert "thuật lại" in page
    assert "Đề xuất 4 nhóm nhiệm vụ chính" in page  # the source beside the words


def test_the_council_is_shown_as_of_the_day(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    in_2012 = client.get("/hoi-dong/hdgd-cntt-trung-uong/?as_of=2012-01-01").content.decode()
    in_2017 = client.get("/hoi-dong/hdgd-cntt-trung-uong/?as_of=2017-06-01").content.decode()
    in_2026 = client.get("/hoi-dong/hdgd-cntt-trung-uong/?as_of=2026-11-22").content.decode()
    before = client.get("/hoi-dong/hdgd-cntt-trung-uong/?as_of=2010-01-01").content.decode()
    assert "1235/QĐ-BTTTT" in in_2012
    assert "Nguyễn Thành Hưng" not in in_2012.split("Thành viên")[0]
    assert "Nguyễn Thành Hưng" in in_2017
    assert "chưa rõ" in in_2026
    assert "chưa lập" in before


def test_the_way_of_a_meeting_is_walked_on_its_pages_alone(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.coordinator)

    def post(to: str, **given: str) -> None:
        answer = client.post(to, given)
        assert answer.status_code == 302, (to, answer.content.decode()[-3000:])

    post(
        "/hoi-dong/hd-thu/phien-moi/",
        title="Họp quý IV",
        code="q4",
        mode="meeting",
        held_on="2026-12-10",
        place="Hà Nội",
    )
    post("/hoi-dong/phien/q4/chuong-trinh/", title="Nội dung một", kind="discuss")
    post("/hoi-dong/phien/q4/chuong-trinh/", title="Nội dung hai", kind="inform")
    post("/hoi-dong/phien/q4/chuong-trinh/1/bo/")
    post(
        "/hoi-dong/phien/q4/tai-lieu/",
        title="Báo cáo",
        document_code="77/BC-BB",
        sha256="ab" * 32,
    )
    post("/hoi-dong/phien/q4/gui/", letter_number="30/GM-HĐ", letter_date="2026-12-01")
    for body in ("bo-a", "bo-b"):
        post(f"/hoi-dong/phien/q4/diem-danh/{body}/", attendance="present")
    post("/hoi-dong/phien/q4/diem-danh/bo-c/", attendance="absent", reason="Không báo")
    post("/hoi-dong/phien/q4/mo-phien/")
    post("/hoi-dong/phien/q4/y-kien/them/", kind="opinion", speaker="Bộ A", text="Đề nghị làm sớm.")
    post(
        "/hoi-dong/phien/q4/y-kien/1/",
        verdict="accepted",
        change_made="Lùi còn quý I",
        change_place="Mục 2",
    )
    post("/hoi-dong/phien/q4/bien-ban/", text="Chủ tịch khai mạc.")
    post(
        "/hoi-dong/phien/q4/ket-luan/",
        conclusions="Thống nhất.\nGiao Bộ A.",
        document="21/TB-HĐ ngày 10/12/2026",
    )
    post("/hoi-dong/phien/q4/thong-bao/", number="21/TB-HĐ", on="2026-12-10", signer="Bùi Chủ Tịch")
    page = client.get("/hoi-dong/phien/q4/").content.decode()
    assert "đã ban hành thông báo kết luận" in page
    assert "2 kết luận của Chủ tịch" in page
    assert "Nội dung hai" in page
    assert "Nội dung một" not in page


def test_the_next_step_leads_each_reader_to_their_own(scene: Scene) -> None:
    scene.meeting()
    scene.ballot()
    for person, code, verb in (
        (scene.cast.leader, "hop-1", "Trả lời mời"),
        (scene.cast.leader, "phieu-1", "Điền phiếu"),
        (scene.cast.coordinator, "hop-1", "Điểm danh"),
        (scene.cast.coordinator, "phieu-1", "Theo dõi phiếu"),
    ):
        page = scene.cast.client(person).get(f"/hoi-dong/phien/{code}/").content.decode()
        assert 'btn-primary" href' in page
        assert verb in page, (person, code)


def test_every_page_of_a_ballot_opens_for_those_who_may(scene: Scene) -> None:
    session = scene.ballot()
    secretary, member = scene.cast.client(scene.cast.coordinator), scene.cast.client(scene.cast.leader)
    for place in ("", "theo-doi-phieu/", "gia-han/", "phieu-giay/bo-a/", "ket-qua/", "tai-lieu/"):
        assert secretary.get(f"/hoi-dong/phien/phieu-1/{place}").status_code == 200, place
    for place in ("", "phieu/", "ket-qua/", "y-kien/", "y-kien/them/"):
        assert member.get(f"/hoi-dong/phien/phieu-1/{place}").status_code == 200, place
    scene.give(session, scene.cast.leader, scene.cast.body_a, AGREE, AGREE)
    scene.give(session, scene.leader_c, scene.body_c, AGREE, AGREE)
    page = member.get("/hoi-dong/phien/phieu-1/phieu/").content.decode()
    assert "Phiếu đã nhận ngày" in page
    paper = {
        "mark-1": "agree",
        "mark-2": "unclear",
        "signed": "on",
        "returned_on": "2026-12-02",
        "document": "9/BB",
        "channel": "letter",
    }
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        actions.enter_paper_form(
            by=by,
            invitation=scene.line(session, scene.cast.body_b),
            boxes={1: AGREE, 2: actions.Box("unclear")},
            signed=True,
            signer="Bùi Chủ Tịch",
            returned_on=AT.date(),
            document=paper["document"],
            at=AT,
        )
        actions.close_ballot(by=by, session=scene.session("phieu-1"), at=MEETING_AT)
    assert "đồng ý" in secretary.get("/hoi-dong/phien/phieu-1/ket-qua/").content.decode()
    api = member.get("/api/v1/council/sessions/phieu-1/result").json()
    assert [(one["agree"], one["unclear"]) for one in api] == [(3, 0), (2, 0)]


def test_ledger_files_open(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.coordinator)
    assert client.get("/hoi-dong/kien-nghi.xlsx").content.startswith(b"PK")
    assert client.get("/hoi-dong/kien-nghi.pdf?hoi-dong=hdgd-cntt-trung-uong").content.startswith(b"%PDF")
    for chosen in ("", "?loc=da-trinh", "?loc=da-xong", "?hoi-dong=hd-thu"):
        assert client.get(f"/hoi-dong/kien-nghi/{chosen}").status_code == 200


def test_the_addresses_the_inbox_keeps_are_pages_of_the_room() -> None:
    assert resolve(rules.session_address("x")).url_name == "session"
    assert resolve(rules.answer_address("x")).url_name == "answer"
    assert resolve(rules.ballot_address("x")).url_name == "ballot"
    assert resolve(rules.matter_address("x")).url_name == "matter"
    assert len({pattern.name for pattern in urls.urlpatterns}) == len(urls.urlpatterns)


def test_the_command_line_prints_the_ledger_of_a_day_and_a_session(scene: Scene) -> None:
    told = CliRunner().invoke(cli.council, ["ledger", "--json", "--as-of", "2016-12-31"])
    assert told.exit_code == 0, told.output
    found = json.loads(told.output)
    assert (found["as_of"], found["open"]) == ("2016-12-31", 2)
    assert {one["state"] for one in found["matters"]} == {"working"}
    session = CliRunner().invoke(cli.council, ["session", "hdgd-2017-05-31", "--json"])
    values = json.loads(session.output)
    assert (len(values["information"]), len(values["opinions"]), values["conclusions"]) == (4, 7, [])
    assert values["last_time"]["before"] == "hdgd-2016-06-08"
    plain = CliRunner().invoke(cli.council, ["ledger"])
    assert "đã trình, chưa có kết quả" in plain.output


def test_the_api_writes_through_the_same_actions(scene: Scene) -> None:
    scene.meeting()
    member = scene.cast.client(scene.cast.leader)
    kind = "application/json"
    answer = member.post("/api/v1/council/sessions/hop-1/answer", {"answer": "attend"}, kind)
    assert answer.status_code == 200, answer.content
    assert {one["answer"] for one in answer.json()["members"]} == {"attend", ""}
    refused = member.post(
        "/api/v1/council/sessions/hop-1/attendance", {"organisation": "bo-a", "attendance": "present"}, kind
    )
    assert refused.status_code == 403
    secretary = scene.cast.client(scene.cast.coordinator)
    noted = secretary.post(
        "/api/v1/council/sessions/hop-1/attendance", {"organisation": "bo-a", "attendance": "present"}, kind
    )
    assert noted.json()["quorum"]["counted"] == 1
    wrong = secretary.post(
        "/api/v1/council/matters/hdgd-2016-01/entries",
        {"on": "2099-01-01", "state": "working", "text": "x"},
        kind,
    )
    assert wrong.status_code == 422
    assert wrong.json()["place"] == "Ngày"
    assert (
        date.fromisoformat(secretary.get("/api/v1/council/matters/hdgd-2016-01").json()["raised_on"]).year
        == 2016
    )
