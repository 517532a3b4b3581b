from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from daumoi.foundation.errors import Conflict, Forbidden, Invalid, NotFound
from daumoi.foundation.principal import acting
from daumoi.history.models import Act
from daumoi.inbox.models import Item
from daumoi.mandates.models import Duty
from daumoi.scheme import actions, queries
from daumoi.scheme.actions import Given, MoneyGiven, PostGiven
from daumoi.scheme.models import Origin, Phase, Proposal, ProposalPost, ProposalState, Scheme
from daumoi.scheme.tests.core_scene import AT, LETTER, CoreScene, make_core_scene, page, post
from tests.cast import Cast


@pytest.fixture
def scene(cast: Cast) -> CoreScene:
    made = make_core_scene(cast)
    made.open()
    return made


def _phase(scene: CoreScene, number: int = 1) -> Phase:
    with acting(scene.coordinator):
        return Phase.objects.get(scheme=scene.scheme(), number=number)


def _draft(scene: CoreScene, **changes: object) -> Proposal:
    given = Given(form="cuc", reason="Đủ thẩm quyền", phase=_phase(scene), **changes)  # type: ignore[arg-type]
    return scene.write(given)


def test_a_body_writes_a_draft_that_the_coordinator_does_not_see(scene: CoreScene) -> None:
    made = _draft(scene)
    assert (made.state, made.origin) == (ProposalState.DRAFT, Origin.MINISTRY)
    with acting(scene.coordinator):
        with pytest.raises(NotFound):
            scene.proposal()
        sheet = queries.sheet(principal=scene.coordinator, scheme=scene.scheme())
        assert not any(row.proposed for row in sheet.rows)
    with acting(scene.officer):
        assert scene.proposal(by=scene.officer).reason == "Đủ thẩm quyền"


def test_a_sent_proposal_reaches_the_coordinator_and_nobody_else(scene: CoreScene) -> None:
    draft = _draft(scene)
    with acting(scene.officer):
        actions.send_proposal(by=scene.officer, proposal=draft, document=LETTER, at=AT)
    with acting(scene.coordinator):
        assert scene.proposal().state == ProposalState.SENT
    other = scene.cast.principal(scene.cast.officer_b)
    with acting(other):
        assert not Proposal.objects.visible_to(other).exists()
        assert not Proposal.objects.exists()  # the database does not show it either
    page(scene.cast.client(scene.cast.officer_b), "proposal", "bo-a", 1, status=404)


def test_a_draft_without_reason_phase_or_letter_is_not_sent(scene: CoreScene) -> None:
    no_phase = scene.write(Given(form="cuc", reason="Đủ thẩm quyền"))
    with acting(scene.officer):
        with pytest.raises(Invalid, match="giai đoạn"):
            actions.send_proposal(by=scene.officer, proposal=no_phase, document=LETTER, at=AT)
        whole = scene.write(Given(form="cuc", reason="Đủ thẩm quyền", phase=_phase(scene)))
        with pytest.raises(Invalid, match="công văn"):
            actions.send_proposal(by=scene.officer, proposal=whole, document=" ", at=AT)


def test_keeping_the_unit_needs_no_phase(scene: CoreScene) -> None:
    draft = scene.write(Given(form="giu_nguyen", reason="Mô hình đã phù hợp"))
    with acting(scene.officer):
        sent = actions.send_proposal(by=scene.officer, proposal=draft, document=LETTER, at=AT)
    assert sent.state == ProposalState.SENT


def test_posts_that_are_given_up_name_the_unit(scene: CoreScene) -> None:
    with pytest.raises(Invalid, match="đơn vị nào chuyển sang"):
        _draft(scene, posts={"cong_chuc": PostGiven(24, 5, 17)})


def test_the_database_refuses_given_up_posts_of_nobody(scene: CoreScene) -> None:
    draft = _draft(scene, posts={"cong_chuc": PostGiven(24, 5, 17, "Văn phòng")})
    with acting(scene.officer), pytest.raises(DatabaseError, match="giver"), transaction.atomic():
        draft.posts.update(giver_text="")


def test_merging_names_the_other_unit(scene: CoreScene) -> None:
    with pytest.raises(Invalid, match="Sáp nhập thì"):
        scene.write(Given(form="sap_nhap", reason="Gọn đầu mối"))


def test_changing_what_was_sent_needs_a_letter_and_is_to_be_taken_again(scene: CoreScene) -> None:
    draft = _draft(scene)
    with acting(scene.officer):
        actions.send_proposal(by=scene.officer, proposal=draft, document=LETTER, at=AT)
    with acting(scene.coordinator):
        assert actions.take_proposals(by=scene.coordinator, scheme=scene.scheme(), at=AT) == 1
    with pytest.raises(Invalid, match="công văn bổ sung"):
        _draft(scene, people_more=3)
    given = Given(form="cuc", reason="Bổ sung", phase=_phase(scene))
    changed = scene.write(given, document="Công văn 20/BA-CNTT")
    assert (changed.state, changed.document) == (ProposalState.SENT, "Công văn 20/BA-CNTT")


def test_a_withdrawn_proposal_frees_its_number_and_stays_in_the_history(scene: CoreScene) -> None:
    draft = _draft(scene)
    with acting(scene.officer):
        actions.withdraw_proposal(by=scene.officer, proposal=draft, reason="Chờ ý kiến lãnh đạo bộ", at=AT)
    again = _draft(scene)
    with acting(scene.officer):
        assert again.pk != draft.pk
        assert Proposal.objects.filter(root=scene.cast.body_a).count() == 2


def test_a_question_is_answered_and_holds_the_taking_back(scene: CoreScene) -> None:
    scene.take()
    with acting(scene.coordinator):
        asked = actions.ask_clarification(
            by=scene.coordinator,
            proposal=scene.proposal(),
            text="Vụ nào giảm biên chế?",
            due_on=date(2016, 11, 1),
            address="/de-an/de-an-thu/de-xuat/bo-a/1/",
            at=AT,
        )
        assert actions.take_proposals(by=scene.coordinator, scheme=scene.scheme(), at=AT) == 0
    with acting(scene.officer):
        own = scene.proposal(by=scene.officer)
        waiting = Item.objects.get(kind="scheme.question", done_at=None)
        assert (waiting.due_on, waiting.title) == (
            date(2016, 11, 1),
            "Làm rõ Phương án 1: Vụ nào giảm biên chế?",
        )
        actions.answer_clarification(
            by=scene.officer, proposal=own, number=asked.pk, text="Văn phòng giảm.", at=AT
        )
        with pytest.raises(Conflict, match="không còn chờ"):
            actions.answer_clarification(by=scene.officer, proposal=own, number=asked.pk, text="Nữa", at=AT)
        assert not Item.objects.filter(kind="scheme.question", done_at=None).exists()
    with acting(scene.coordinator):
        assert actions.take_proposals(by=scene.coordinator, scheme=scene.scheme(), at=AT) == 1


def test_a_ministry_asks_no_questions_and_writes_for_no_other(scene: CoreScene) -> None:
    scene.take()
    with acting(scene.officer):
        with pytest.raises(Forbidden):
            actions.ask_clarification(
                by=scene.officer,
                proposal=scene.proposal(by=scene.officer),
                text="Gì?",
                due_on=None,
                address="/",
                at=AT,
            )
        with pytest.raises(Forbidden):
            actions.write_proposal(
                by=scene.officer,
                scheme=scene.scheme(),
                body=scene.cast.body_b,
                option=1,
                given=Given(form="cuc"),
                at=AT,
            )


def test_the_coordinator_enters_what_came_on_paper_under_its_letter(scene: CoreScene) -> None:
    with acting(scene.coordinator):
        given = Given(form="giu_nguyen", reason="Giữ Cục hiện nay")
        body = scene.cast.body_a
        with pytest.raises(Invalid, match="công văn của bộ"):
            actions.write_proposal(
                by=scene.coordinator, scheme=scene.scheme(), body=body, option=3, given=given, at=AT
            )
        made = actions.write_proposal(
            by=scene.coordinator,
            scheme=scene.scheme(),
            body=body,
            option=3,
            given=given,
            at=AT,
            document="Công văn 7/BA",
        )
    assert (made.origin, made.state) == (Origin.PAPER, ProposalState.SENT)


def test_a_submitted_scheme_rests_in_the_program_and_in_the_database(scene: CoreScene) -> None:
    scene.take()
    with acting(scene.coordinator):
        Scheme.objects.update(state="submitted")
    with pytest.raises(Conflict, match="đã trình"):
        _draft(scene)
    with acting(scene.coordinator):
        with pytest.raises(DatabaseError, match="rest"), transaction.atomic():
            Proposal.objects.update(reason="khác")
        with pytest.raises(DatabaseError, match="rest"), transaction.atomic():
            ProposalPost.objects.update(needed=1)
        Scheme.objects.update(state="returned")
        Proposal.objects.update(reason="hoàn thiện theo ý kiến")


def test_an_unopened_scheme_is_not_proposed_to(cast: Cast) -> None:
    closed = make_core_scene(cast)
    with acting(closed.coordinator):
        scheme = closed.scheme()
    with acting(closed.officer), pytest.raises(Scheme.DoesNotExist):
        actions.write_proposal(
            by=closed.officer, scheme=scheme, body=cast.body_a, option=1, given=Given(form="cuc"), at=AT
        )


def test_the_whole_way_of_a_ministry_in_the_browser(scene: CoreScene) -> None:
    client = scene.cast.client(scene.cast.officer)
    with acting(scene.officer):
        duty = Duty.objects.get(code="n17-kiem-tra")
    assert "chưa có phương án nào" in page(client, "scheme")
    data: dict[str, Any] = {
        "form": "trung_tam",
        "unit_name": "Trung tâm CNTT",
        "phase": "2",
        "reason": "Cần Trung tâm độc lập",
        "self_financing": "45,5",
        "needed-cong_chuc": "5",
        "present-cong_chuc": "5",
        "running-thuong_xuyen-2019": "612,5",
        f"duty-{duty.pk}": "unit",
        "people-an_toan": "3",
    }
    refused = post(client, "proposal_edit", "bo-a", 1, status=422, **(data | {"self_financing": "nhiều"}))
    assert "Có 1 chỗ cần sửa" in refused
    post(client, "proposal_edit", "bo-a", 1, **data)
    with acting(scene.officer):
        own = scene.proposal(by=scene.officer)
        assert own.self_financing == Decimal("45.5")
        assert own.money.get().running == 612_500_000
        assert own.duties.get().duty == duty
        assert own.skills.get().needed == 3
    assert "bộ đang soạn" in page(client, "proposal", "bo-a", 1)
    assert "612,5" in page(client, "proposal", "bo-a", 1)
    post(client, "proposal_send", "bo-a", 1, document=LETTER)
    post(client, "proposal_withdraw", "bo-a", 1, reason="Lãnh đạo bộ yêu cầu xem lại")
    with acting(scene.officer):
        codes = set(Act.objects.filter(root_id=scene.cast.body_a.pk).values_list("code", flat=True))
    assert {"scheme.proposal.written", "scheme.proposal.sent", "scheme.proposal.withdrawn"} <= codes


def test_asking_and_answering_in_the_browser(scene: CoreScene) -> None:
    scene.take()
    coordinator, officer = (
        scene.cast.client(scene.cast.coordinator),
        scene.cast.client(scene.cast.officer),
    )
    post(coordinator, "proposal_ask", "bo-a", 1, text="Vụ nào giảm?", due_on="2016-11-01")
    assert "Chờ làm rõ" in page(coordinator, "sheet", loc="cho")
    with acting(scene.officer):
        question = scene.proposal(by=scene.officer).questions.get()
    assert "Vụ nào giảm?" in page(officer, "proposal_answer", "bo-a", 1, question.pk)
    post(officer, "proposal_answer", "bo-a", 1, question.pk, text="Văn phòng.")
    assert "Văn phòng." in page(coordinator, "proposal", "bo-a", 1)
    post(coordinator, "take_sent")
    assert "đã tổng hợp" in page(coordinator, "proposal", "bo-a", 1)


def test_somebody_without_an_appointment_finds_no_scheme(scene: CoreScene) -> None:
    page(scene.cast.client(scene.cast.outsider), "scheme", status=404)


def test_a_reader_of_the_ministry_reads_and_does_not_write(scene: CoreScene) -> None:
    scene.take()
    reader = scene.cast.client(scene.cast.inspector)
    assert "Phương án 1: Cục" in page(reader, "scheme")
    assert "Phương án 1 của Bộ A" in page(reader, "proposal", "bo-a", 1)
    page(reader, "proposal_edit", "bo-a", 1, status=403)


def test_a_reader_of_another_ministry_finds_the_scheme_without_anybodys_part(scene: CoreScene) -> None:
    scene.take()
    seen = page(scene.cast.client(scene.cast.clerk_b), "scheme")
    assert "không được phân công đề xuất" in seen
    assert "Bộ A" not in seen


def test_money_given_and_left_out_stay_apart(scene: CoreScene) -> None:
    made = _draft(scene, money={("dau_tu", 2017): MoneyGiven(one_off=0), ("khac", 2017): MoneyGiven()})
    with acting(scene.officer):
        (row,) = made.money.all()
        assert (row.source, row.one_off, row.running) == ("dau_tu", 0, None)


def test_the_coordinator_suggests_an_option_on_its_page_without_a_letter(scene: CoreScene) -> None:
    coordinator = scene.cast.client(scene.cast.coordinator)
    told = "Đây là gợi ý của cơ quan điều phối"
    assert told in page(coordinator, "proposal_edit", "bo-a", 2)
    data: dict[str, Any] = {"form": "cuc", "phase": "1", "reason": "Khối lượng việc như các bộ đã có Cục"}
    assert "công văn của bộ" in post(coordinator, "proposal_edit", "bo-a", 2, status=422, **data)
    post(coordinator, "proposal_edit", "bo-a", 2, is_suggestion="on", **data)
    with acting(scene.coordinator):
        made = Proposal.objects.get(scheme=scene.scheme(), root=scene.cast.body_a, option=2)
        assert (made.origin, made.state, made.document) == (Origin.CENTRE, ProposalState.SENT, "")
    assert "phương án gợi ý của cơ quan điều phối" in page(coordinator, "proposal", "bo-a", 2)
    assert told not in page(coordinator, "proposal_edit", "bo-a", 2)  # it stands: from here on it is changed


def test_a_ministry_writes_no_suggestion_of_the_centre(scene: CoreScene) -> None:
    officer = scene.cast.client(scene.cast.officer)
    assert "gợi ý của cơ quan điều phối" not in page(officer, "proposal_edit", "bo-a", 2)
    post(officer, "proposal_edit", "bo-a", 2, is_suggestion="on", form="giu_nguyen", reason="Đã phù hợp")
    with acting(scene.officer):
        assert Proposal.objects.get(root=scene.cast.body_a, option=2).origin == Origin.MINISTRY
