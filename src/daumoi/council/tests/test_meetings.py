"""A meeting from the agenda to the notice of conclusions."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.utils import Error, IntegrityError

from daumoi.council import actions, queries
from daumoi.council.access import access_session
from daumoi.council.models import Opinion, Paper
from daumoi.council.tests.scene import AT, HELD, MEETING_AT, Scene, digest, pdf, seat_of
from daumoi.foundation.errors import Conflict, Forbidden, Invalid
from daumoi.foundation.principal import acting, system
from daumoi.history.models import Act
from daumoi.inbox import queries as inbox


def _view(scene: Scene, code: str = "hop-1") -> queries.SessionView:
    with acting(scene.cast.principal(scene.cast.coordinator)) as principal:
        session = access_session(principal=principal, code=code)
        return queries.session_view(principal=principal, session=session, day=HELD)


def test_sending_invites_every_seat_and_freezes_papers_by_their_hash(scene: Scene) -> None:
    scene.meeting()
    view = _view(scene)
    assert {line.organisation for line in view.invitations} == {"Bộ A", "Bộ B", "Bộ C"}
    paper = view.papers[0].current
    assert paper.sha256 == digest(pdf())
    assert paper.frozen_at == AT
    assert all("1 tài liệu" in line.invitation.proof for line in view.invitations)


def test_the_database_refuses_to_change_a_paper_that_was_sent(scene: Scene) -> None:
    session = scene.meeting()
    with acting(system("thử sửa")):
        paper = Paper.objects.get(session=session)
        with pytest.raises(Error, match="does not change"), transaction.atomic():
            Paper.objects.filter(pk=paper.pk).update(sha256="0" * 64)
        with pytest.raises(Error, match="does not change"), transaction.atomic():
            paper.delete()


def test_a_changed_paper_is_a_new_version_with_its_reason_and_is_shown(scene: Scene) -> None:
    session = scene.meeting()
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        given = {"title": "Dự thảo quy chế", "name": "qc2.pdf", "content": pdf() + b"\n%2"}
        with pytest.raises(Invalid, match="lý do thay"):
            actions.add_paper(by=by, session=session, replaces=1, at=AT, **given)  # type: ignore[arg-type]
        actions.add_paper(by=by, session=session, replaces=1, change_reason="Sửa Điều 3", at=AT, **given)  # type: ignore[arg-type]
    line = _view(scene).papers[0]
    assert [one.version for one in line.versions] == [1, 2]
    assert line.was_replaced
    page = scene.cast.client(scene.cast.leader).get("/hoi-dong/phien/hop-1/").content.decode()
    assert "đã đổi sau khi gửi" in page
    assert "Sửa Điều 3" in page


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("qc.docx", b"PK\x03\x04", "không phải PDF"),
        ("MẬT.pdf", None, "dấu chỉ độ mật"),
        ("qc.pdf", b"%PDF-1.7 x", "hỏng"),
    ],
)
def test_a_paper_that_may_not_enter_is_refused(
    scene: Scene, name: str, content: bytes | None, words: str
) -> None:
    session = scene.meeting(sent=False)
    with acting(scene.cast.principal(scene.cast.coordinator)) as by, pytest.raises(Invalid, match=words):
        actions.add_paper(by=by, session=session, title="Tệp", name=name, content=content or pdf(), at=AT)


def test_nothing_is_sent_without_agenda_or_members(scene: Scene) -> None:
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        bare = actions.create_session(
            by=by, council=scene.council, code="trong", title="Phiên trống", mode="meeting", held_on=HELD
        )
        with pytest.raises(Invalid, match="chưa có nội dung"):
            actions.send_session(by=by, session=bare, letter_number="1/GM", letter_date=HELD, at=AT)
        early = actions.create_session(
            by=by,
            council=scene.council,
            code="som",
            title="Phiên trước khi có thành viên",
            mode="meeting",
            held_on=date(2025, 1, 1),
        )
        actions.add_item(by=by, session=early, title="Nội dung")
        with pytest.raises(Invalid, match="chưa có thành viên"):
            actions.send_session(by=by, session=early, letter_number="1/GM", letter_date=HELD, at=AT)


def test_an_invited_member_finds_the_invitation_among_the_things_to_do(scene: Scene) -> None:
    scene.meeting()
    leader = scene.cast.principal(scene.cast.leader)
    with acting(leader):
        waiting = inbox.waiting_for(principal=leader, day=AT.date())
    (item,) = [one for one in waiting.later + waiting.this_week if one.kind == "council.invitation"]
    assert item.address == "/hoi-dong/phien/hop-1/tra-loi-moi/"
    client = scene.cast.client(scene.cast.leader)
    answer = client.post(item.address, {"answer": "substitute", "substitute": "Lê Thay, Cục trưởng"})
    assert answer.status_code == 302
    line = scene.line(scene.session("hop-1"), scene.cast.body_a)
    assert (line.answer, line.substitute) == ("substitute", "Lê Thay, Cục trưởng")
    with acting(leader):
        assert inbox.open_count(principal=leader) == 0


def test_absence_needs_a_reason(scene: Scene) -> None:
    session = scene.meeting()
    line = scene.line(session, scene.cast.body_a)
    with acting(scene.cast.principal(scene.cast.leader)) as by, pytest.raises(Invalid, match="lý do vắng"):
        actions.answer_invitation(by=by, invitation=line, answer="absent", at=AT)


def test_a_meeting_opens_only_with_the_quorum_of_the_rule(scene: Scene) -> None:
    session = scene.meeting()
    scene.attend(session, bo_a="absent", bo_c="absent")
    few = pytest.raises(Conflict, match="1/3 thành viên, cần ít nhất 2")
    with acting(scene.cast.principal(scene.cast.coordinator)) as by, few:
        actions.open_session(by=by, session=session, at=MEETING_AT)
    assert scene.session("hop-1").state == "sent"
    scene.attend(session, bo_a="substitute", bo_c="absent")
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        actions.open_session(by=by, session=scene.session("hop-1"), at=MEETING_AT)
    view = _view(scene)
    assert view.session.state == "open"
    assert (view.quorum.present, view.quorum.substitutes, view.quorum.counted) == (1, 1, 2)


def test_a_council_without_a_recorded_rule_cannot_open(scene: Scene) -> None:
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        actions.renew_council(
            by=by,
            council=scene.council,
            since=date(2026, 6, 1),
            document="Quyết định 09/QĐ-BB",
            quorum_numerator=None,
            quorum_denominator=None,
        )
    session = scene.meeting()
    scene.attend(session)
    with (
        acting(scene.cast.principal(scene.cast.coordinator)) as by,
        pytest.raises(Conflict, match="Chưa ghi tỷ lệ"),
    ):
        actions.open_session(by=by, session=session, at=MEETING_AT)


def test_only_the_chair_concludes_and_the_secretariat_needs_the_signed_paper(scene: Scene) -> None:
    scene.held()
    lines = ["Giao Cục mô phỏng hoàn thiện dự thảo.", "Trình trong quý I."]
    with acting(scene.cast.principal(scene.cast.leader)) as member, pytest.raises(Forbidden):
        actions.conclude(by=member, session=scene.session("hop-1"), conclusions=lines, at=MEETING_AT)
    with (
        acting(scene.cast.principal(scene.cast.coordinator)) as by,
        pytest.raises(Forbidden, match="Chỉ Chủ tịch"),
    ):
        actions.conclude(by=by, session=scene.session("hop-1"), conclusions=lines, at=MEETING_AT)
    with acting(scene.cast.principal(scene.chair)) as chair:
        made = actions.conclude(by=chair, session=scene.session("hop-1"), conclusions=lines, at=MEETING_AT)
    assert [one.speaker for one in made] == ["Bùi Chủ Tịch, Thứ trưởng"] * 2
    assert scene.session("hop-1").state == "concluded"


def test_the_database_holds_that_only_a_chairs_seat_concludes(scene: Scene) -> None:
    session = scene.held()
    member = seat_of(scene, scene.cast.body_a)
    given = {
        "session": session,
        "kind": "conclusion",
        "speaker": "Ai đó",
        "text": "Kết luận giả",
        "owner_id": session.owner_id,
        "root_id": session.root_id,
        "desk_id": session.desk_id,
    }
    with acting(system("thử viết")):
        with pytest.raises(Error, match="only the chair"), transaction.atomic():
            Opinion.objects.create(number=90, seat=member, **given)
        with pytest.raises(Error, match="only the chair"), transaction.atomic():
            Opinion.objects.create(number=91, **given)
        with pytest.raises(IntegrityError, match="only_opinions_are_answered"), transaction.atomic():
            Opinion.objects.create(number=92, verdict="accepted", **{**given, "kind": "information"})


def test_opinions_and_their_answers_make_the_table_in_every_form(scene: Scene) -> None:
    session = scene.held()
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        told = actions.record_opinion(
            by=by, session=session, kind="information", text="Đã khảo sát xong.", speaker="Cục mô phỏng"
        )
        asked = actions.record_opinion(
            by=by, session=session, kind="opinion", text="Bỏ Điều 4.", seat=seat_of(scene, scene.cast.body_a)
        )
        with pytest.raises(Forbidden, match="Chủ tịch"):
            actions.record_opinion(by=by, session=session, kind="conclusion", text="Kết luận", speaker="Tôi")
        with pytest.raises(Conflict):
            actions.explain_opinion(by=by, opinion=told, verdict="not", reason="x", at=MEETING_AT)
        actions.explain_opinion(
            by=by,
            opinion=asked,
            verdict="partly",
            reason="Điều 4 cần cho kiểm tra",
            change_made="Rút gọn Điều 4",
            change_place="Điều 4, trang 3",
            at=MEETING_AT,
        )
    client = scene.cast.client(scene.cast.leader)
    page = client.get("/hoi-dong/phien/hop-1/y-kien/").content.decode()
    assert "Bỏ Điều 4." in page
    assert "Điều 4, trang 3" in page
    assert "Đã khảo sát xong." not in page  # information is no opinion
    assert client.get("/hoi-dong/phien/hop-1/y-kien.xlsx").content.startswith(b"PK")
    paper = client.get("/hoi-dong/phien/hop-1/y-kien.pdf")
    assert paper.content.startswith(b"%PDF")
    assert paper.content == client.get("/hoi-dong/phien/hop-1/y-kien.pdf").content


def test_a_member_hands_in_an_opinion_of_their_own_organisation_only(scene: Scene) -> None:
    session = scene.meeting()
    client = scene.cast.client(scene.cast.leader)
    sent = client.post("/hoi-dong/phien/hop-1/y-kien/them/", {"text": "Đề nghị thêm điều về đào tạo."})
    assert sent.status_code == 302
    with acting(scene.cast.principal(scene.cast.leader)) as by, pytest.raises(Forbidden):
        actions.record_opinion(
            by=by, session=session, kind="opinion", text="Thay người khác", seat=seat_of(scene, scene.body_c)
        )
    seen = _view(scene).asked
    assert [(one.speaker, one.owner_id) for one in seen] == [
        ("Phạm Lãnh Đạo, Thứ trưởng", scene.cast.body_a.pk)
    ]


def test_the_notice_is_issued_with_the_number_of_the_document_system(scene: Scene) -> None:
    session = scene.held()
    with acting(scene.cast.principal(scene.chair)) as chair:
        actions.conclude(by=chair, session=session, conclusions=["Thống nhất."], at=MEETING_AT)
    client = scene.cast.client(scene.cast.coordinator)
    assert client.get("/hoi-dong/phien/hop-1/thong-bao.pdf").content.startswith(b"%PDF")
    done = client.post(
        "/hoi-dong/phien/hop-1/thong-bao/",
        {"number": "21/TB-HĐ", "on": "2026-12-11", "signer": "Bùi Chủ Tịch"},
    )
    assert done.status_code == 302
    assert scene.session("hop-1").state == "issued"
    for name in ("bien-ban", "thong-bao", "giay-moi", "lan-truoc"):
        assert client.get(f"/hoi-dong/phien/hop-1/{name}.pdf").content.startswith(b"%PDF"), name


def test_a_session_that_is_not_held_says_why_and_frees_everybody(scene: Scene) -> None:
    session = scene.meeting()
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        with pytest.raises(Invalid, match="lý do"):
            actions.stop_session(by=by, session=session, reason=" ", at=AT)
        actions.stop_session(by=by, session=scene.session("hop-1"), reason="Bão số 12", at=AT)
    leader = scene.cast.principal(scene.cast.leader)
    with acting(leader):
        assert inbox.open_count(principal=leader) == 0
    with (
        acting(scene.cast.principal(scene.cast.coordinator)) as by,
        pytest.raises(Conflict, match="không tổ chức"),
    ):
        actions.open_session(by=by, session=session, at=MEETING_AT)


def test_each_session_opens_with_the_conclusions_of_the_one_before(scene: Scene) -> None:
    first = scene.held("hop-1")
    with acting(scene.cast.principal(scene.chair)) as chair:
        (made,) = actions.conclude(
            by=chair, session=first, conclusions=["Hoàn thiện dự thảo."], at=MEETING_AT
        )
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        actions.raise_matter(
            by=by,
            council=scene.council,
            kind="ket_luan",
            title="Hoàn thiện dự thảo",
            raised_on=HELD,
            opinion=made,
            responsible=scene.body_c,
        )
    scene.meeting("hop-2", held_on=HELD + timedelta(days=90))
    with acting(scene.cast.principal(scene.cast.coordinator)) as principal:
        page = queries.last_time(principal=principal, session=scene.session("hop-2"))
    assert [one.text for one in page.conclusions] == ["Hoàn thiện dự thảo."]
    assert [one.now.matter.title for one in page.silent] == ["Hoàn thiện dự thảo"]
    shown = scene.cast.client(scene.cast.leader).get("/hoi-dong/phien/hop-2/lan-truoc/").content.decode()
    assert "Hoàn thiện dự thảo." in shown


def test_every_step_leaves_its_act_in_the_chain_of_the_body_that_took_it(scene: Scene) -> None:
    session = scene.meeting()
    line = scene.line(session, scene.cast.body_a)
    with acting(scene.cast.principal(scene.cast.leader)) as by:
        actions.answer_invitation(by=by, invitation=line, answer="attend", at=AT)
    with acting(system("xem nhật ký")):
        acts = {act.code: act for act in Act.objects.filter(code__startswith="council.")}
    assert acts["council.session.sent"].root_id == scene.cast.body_b.pk
    assert acts["council.session.sent"].document == "12/GM-HĐ"
    assert acts["council.invitation.answered"].root_id == scene.cast.body_a.pk
