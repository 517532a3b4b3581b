"""Written consultation: one box a question, valid forms only, nothing before quorum, nobody behind an anonymous box."""

from datetime import datetime, timedelta

import pytest
from django.apps import apps

from daumoi.council import actions, queries
from daumoi.council.access import access_session
from daumoi.council.actions import Box
from daumoi.council.models import Choice, Invitation, Opinion
from daumoi.council.tests.scene import AGREE, AT, DISAGREE, DUE, Scene
from daumoi.foundation.clock import HANOI
from daumoi.foundation.errors import Conflict, Forbidden, Invalid
from daumoi.foundation.principal import acting, system
from daumoi.history.models import Act
from daumoi.inbox import queries as inbox

LATE = datetime.combine(DUE + timedelta(days=1), AT.timetz())
AFTER = LATE.astimezone(HANOI)


def _result(scene: Scene, who: object = None) -> queries.Result | None:
    person = who or scene.cast.coordinator
    with acting(scene.cast.principal(person)) as principal:  # type: ignore[arg-type]
        session = access_session(principal=principal, code="phieu-1")
        view = queries.session_view(principal=principal, session=session, day=DUE)
        return queries.result(principal=principal, view=view, day=DUE)


def _close(scene: Scene, at: datetime = AFTER) -> None:
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        actions.close_ballot(by=by, session=scene.session("phieu-1"), at=at)


def test_a_form_is_filled_on_the_page_and_leaves_the_things_to_do(scene: Scene) -> None:
    session = scene.ballot()
    leader = scene.cast.principal(scene.cast.leader)
    with acting(leader):
        assert inbox.open_count(principal=leader) == 1
    client = scene.cast.client(scene.cast.leader)
    wrong = client.post(
        "/hoi-dong/phien/phieu-1/phieu/", {"mark-1": "other", "mark-2": "agree", "signed": "on"}
    )
    assert wrong.status_code == 422
    assert "chưa ghi nội dung" in wrong.content.decode()
    unsigned = client.post("/hoi-dong/phien/phieu-1/phieu/", {"mark-1": "agree", "mark-2": "agree"})
    assert unsigned.status_code == 422
    given = {"mark-1": "other", "text-1": "Lùi thời hạn một quý.", "mark-2": "agree", "signed": "on"}
    assert client.post("/hoi-dong/phien/phieu-1/phieu/", given).status_code == 302
    line = scene.line(session, scene.cast.body_a)
    assert (line.form_state, line.form_signer) == ("valid", "Phạm Lãnh Đạo")
    with acting(leader):
        assert inbox.open_count(principal=leader) == 0


def test_a_form_handed_in_is_final(scene: Scene) -> None:
    session = scene.ballot()
    scene.give(session, scene.cast.leader, scene.cast.body_a, AGREE, AGREE)
    with pytest.raises(Conflict, match="bản chính"):
        scene.give(session, scene.cast.leader, scene.cast.body_a, DISAGREE, AGREE)


def test_nobody_answers_for_another_member(scene: Scene) -> None:
    session = scene.ballot()
    with pytest.raises(Forbidden):
        scene.give(session, scene.cast.leader, scene.body_c, AGREE, AGREE)
    assert scene.cast.client(scene.officer_d).get("/hoi-dong/phien/phieu-1/phieu/").status_code == 404
    assert scene.cast.client(scene.cast.officer).get("/hoi-dong/phien/phieu-1/phieu/").status_code == 403


def test_there_is_no_result_before_the_ballot_was_closed_with_its_quorum(scene: Scene) -> None:
    session = scene.ballot()
    scene.give(session, scene.cast.leader, scene.cast.body_a, AGREE, AGREE)
    assert _result(scene) is None
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        with pytest.raises(Conflict, match="Còn 2 phiếu chưa về"):
            actions.close_ballot(by=by, session=scene.session("phieu-1"), at=AT)
        with pytest.raises(Conflict, match="cần ít nhất 2"):
            actions.close_ballot(by=by, session=scene.session("phieu-1"), at=AFTER)
    assert scene.session("phieu-1").state == "sent"
    client = scene.cast.client(scene.cast.coordinator)
    assert "Chưa có kết quả" in client.get("/hoi-dong/phien/phieu-1/ket-qua/").content.decode()
    assert client.get("/hoi-dong/phien/phieu-1/ket-qua.pdf").status_code == 409


def test_the_result_adds_valid_forms_and_quotes_other_opinions_verbatim(scene: Scene) -> None:
    session = scene.ballot()
    words = "Đề nghị bổ sung nguồn kinh phí;\ngiữ Điều 5."
    scene.give(session, scene.cast.leader, scene.cast.body_a, Box("other", words), AGREE)
    scene.give(session, scene.leader_c, scene.body_c, AGREE, DISAGREE)
    _close(scene)
    found = _result(scene)
    assert found is not None
    named, anonymous = found.questions
    assert (named.totals.agree, named.totals.disagree, named.totals.other) == (1, 0, 1)
    assert [(one.who, one.text) for one in named.others] == [("Bộ A", words)]
    assert {one.who for one in named.named} == {"Bộ A", "Bộ C"}
    assert (anonymous.totals.agree, anonymous.totals.disagree) == (1, 1)
    assert anonymous.named == ()
    with acting(system("xem")):
        (opinion,) = Opinion.objects.filter(session=session)
    assert opinion.text == words  # the opinion table begins with it
    assert opinion.kind == "opinion"
    client = scene.cast.client(scene.leader_c)
    assert client.get("/hoi-dong/phien/phieu-1/ket-qua.pdf").content.startswith(b"%PDF")


def test_an_anonymous_box_leads_back_to_nobody(scene: Scene) -> None:
    session = scene.ballot()
    scene.give(session, scene.cast.leader, scene.cast.body_a, AGREE, DISAGREE)
    with acting(system("soi")):
        box = Choice.objects.get(question__session=session, question__is_anonymous=True)
        assert box.invitation_id is None
        assert box.owner_id == session.owner_id
        act = Act.objects.get(code="council.ballot.returned")
        assert "disagree" not in str(act.details)
    columns = {field.name for field in Choice._meta.get_fields()}
    assert not {"created_at", "person", "answered_at"} & columns
    assert "choiceevent" not in {model._meta.model_name for model in apps.get_models()}
    with acting(scene.cast.principal(scene.cast.leader)) as principal:
        own = queries.own_boxes(
            principal=principal, session=session, invitation_id=scene.line(session, scene.cast.body_a).pk
        )
    assert [one.mark for one in own] == ["agree"]


def test_before_closing_nobody_reads_another_members_box(scene: Scene) -> None:
    session = scene.ballot()
    scene.give(session, scene.cast.leader, scene.cast.body_a, AGREE, AGREE)
    with acting(scene.cast.principal(scene.leader_c)) as other:
        assert not Choice.objects.visible_to(other).exists()
        assert not Choice.objects.exists()  # the database's own half
    scene.give(session, scene.leader_c, scene.body_c, AGREE, AGREE)
    _close(scene)
    with acting(scene.cast.principal(scene.leader_c)) as other:
        assert Choice.objects.visible_to(other).count() == 4
        assert Choice.objects.count() == 4
    with acting(scene.cast.principal(scene.officer_d)):
        assert Choice.objects.count() == 0


def test_invalid_forms_are_kept_with_their_reason_and_do_not_count(scene: Scene) -> None:
    session = scene.ballot()
    scene.give(session, scene.cast.leader, scene.cast.body_a, AGREE, AGREE)
    scene.give(session, scene.leader_c, scene.body_c, AGREE, AGREE)
    client = scene.cast.client(scene.cast.coordinator)
    given = {
        "mark-1": "disagree",
        "mark-2": "unclear",
        "returned_on": AT.date().isoformat(),
        "document": "phiếu rời",
        "channel": "letter",
        "signer": "",
    }
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        line = actions.enter_paper_form(
            by=by,
            invitation=scene.line(session, scene.cast.body_b),
            boxes={1: DISAGREE, 2: Box("unclear")},
            signed=False,
            signer="",
            returned_on=AT.date(),
            document=given["document"],
            at=AT,
        )
    assert (line.form_state, line.form_flaws) == ("invalid", "unsigned")
    _close(scene)
    found = _result(scene)
    assert found is not None
    assert found.questions[0].totals.disagree == 0
    assert len(found.board.invalid) == 1
    page = client.get("/hoi-dong/phien/phieu-1/ket-qua/").content.decode()
    assert "không có chữ ký" in page


def test_a_form_that_comes_late_is_kept_as_late(scene: Scene) -> None:
    session = scene.ballot()
    line = scene.line(session, scene.cast.body_a)
    with acting(scene.cast.principal(scene.cast.leader)) as by:
        kept = actions.return_form(by=by, invitation=line, boxes={1: AGREE, 2: AGREE}, signed=True, at=AFTER)
    assert (kept.form_state, kept.form_flaws) == ("invalid", "late")


def test_the_board_names_who_is_missing_and_how_each_was_reached(scene: Scene) -> None:
    session = scene.ballot(sent=False)
    client = scene.cast.client(scene.cast.coordinator)
    with acting(system("xem")):
        seats = {seat.owner.code: seat.pk for seat in scene.council.seats.select_related("owner")}
    sent = client.post(
        "/hoi-dong/phien/phieu-1/gui/",
        {
            "letter_number": "15/CV-HĐ",
            "letter_date": "2026-12-01",
            f"channel-{seats['bo-c']}": "letter",
            f"proof-{seats['bo-c']}": "Biên nhận văn thư Bộ C số 77",
        },
    )
    assert sent.status_code == 302
    scene.give(session, scene.cast.leader, scene.cast.body_a, AGREE, AGREE)
    page = client.get("/hoi-dong/phien/phieu-1/theo-doi-phieu/").content.decode()
    assert "Biên nhận văn thư Bộ C số 77" in page
    assert "Chưa gửi phiếu" in page
    assert "chưa gửi 2" in page


def test_more_time_is_given_with_a_reason_and_moves_what_waits(scene: Scene) -> None:
    session = scene.ballot()
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        with pytest.raises(Invalid, match="sau hạn hiện tại"):
            actions.extend_ballot(by=by, session=session, due_on=DUE, reason="Nghỉ lễ")
        actions.extend_ballot(by=by, session=session, due_on=DUE + timedelta(days=7), reason="Nghỉ lễ")
    leader = scene.cast.principal(scene.cast.leader)
    with acting(leader):
        waiting = inbox.waiting_for(principal=leader, day=DUE)
    assert [item.due_on for item in waiting.later] == [DUE + timedelta(days=7)]


def test_a_meeting_has_no_form(scene: Scene) -> None:
    scene.meeting()
    assert scene.cast.client(scene.cast.leader).get("/hoi-dong/phien/hop-1/phieu/").status_code == 404
    with acting(system("xem")):
        assert Invitation.objects.filter(session__code="hop-1", form_state="").count() == 3
