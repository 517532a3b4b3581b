import pytest

from daumoi.foundation.errors import Conflict, Forbidden
from daumoi.foundation.principal import acting
from daumoi.history.models import Act
from daumoi.scheme import actions, queries
from daumoi.scheme.actions import Given, PostGiven
from daumoi.scheme.models import Origin, Proposal, ProposalPost, ProposalState, ProposedForm
from daumoi.scheme.tests.core_scene import AT, LETTER, CoreScene, make_core_scene, page, post, record
from daumoi.surveys.models import Reply
from tests.cast import Cast


@pytest.fixture
def scene(cast: Cast) -> CoreScene:
    return make_core_scene(cast)


def test_an_accepted_reply_becomes_a_sent_proposal(scene: CoreScene) -> None:
    assert scene.take() == actions.Taken(made=1, known=0, unclear=())
    with acting(scene.coordinator):
        found = scene.proposal()
        assert (found.form, found.option, found.state) == (ProposedForm.DEPARTMENT, 1, ProposalState.SENT)
        assert found.origin == Origin.REPLY
        assert found.phase is not None
        assert found.phase.number == 1
        assert found.people_more == 6
        assert found.document == "88/BA-CNTT"


def test_what_the_questionnaire_did_not_ask_stays_unknown(scene: CoreScene) -> None:
    scene.take()
    with acting(scene.coordinator):
        posts = {row.kind: row for row in scene.proposal().posts.all()}
        assert posts["cong_chuc"].present == 5
        assert posts["cong_chuc"].needed is None
        assert posts["cong_chuc"].giver_text == "Văn phòng Bộ A"
        assert "vien_chuc_nguon_thu" not in posts


def test_money_of_the_newest_year_is_taken_in_exact_dong(scene: CoreScene) -> None:
    scene.take()
    with acting(scene.coordinator):
        (money,) = scene.proposal().money.all()
        assert (money.source, money.year, money.present) == ("thuong_xuyen", 2016, 3_298_500_000)
        assert money.running is None


def test_only_duties_to_be_led_are_counted_and_their_holder_is_named(scene: CoreScene) -> None:
    scene.take()
    with acting(scene.coordinator):
        found = {row.duty.code: row for row in scene.proposal().duties.all()}
        assert set(found) == {"n17-trien-khai-thong-nhat", "n17-kiem-tra", "n17-bao-dam-attt"}
        assert found["n17-bao-dam-attt"].holder == "security"
        assert found["n17-bao-dam-attt"].holder_text == "Cục An toàn Bộ A"


def test_every_field_keeps_its_fact_and_the_page_links_to_the_cell(scene: CoreScene) -> None:
    scene.take()
    scene.open()
    with acting(scene.coordinator):
        view = queries.proposal_view(principal=scene.coordinator, proposal=scene.proposal())
        assert view.cited["form"].place == "Câu G5"
        assert view.cited["posts.cong_chuc.present"].variable == "b1_cong_chuc_giao"
    seen = page(scene.cast.client(scene.cast.coordinator), "proposal", "bo-a", 1)
    assert "/khao-sat/dot/khao-sat-thu/bo-a/#c-b1_cong_chuc_giao-0" in seen
    own = page(scene.cast.client(scene.cast.officer), "proposal", "bo-a", 1)
    assert "/khao-sat/tra-loi/khao-sat-thu/bo-a/cau/b1_cong_chuc_giao/0/" in own


def test_the_linked_cells_exist_on_the_review_page(scene: CoreScene) -> None:
    scene.take()
    client = scene.cast.client(scene.cast.coordinator)
    review = client.get("/khao-sat/dot/khao-sat-thu/bo-a/").content.decode()
    for variable in ("g5", "g6", "g7"):
        assert f'id="c-{variable}-0"' in review


def test_a_value_that_the_body_changes_no_longer_comes_from_its_fact(scene: CoreScene) -> None:
    scene.take()
    scene.open()
    given = Given(form="cuc", reason="Lý do mới", posts={"cong_chuc": PostGiven(9, 7)})
    scene.write(given, document=LETTER)
    with acting(scene.coordinator):
        view = queries.proposal_view(principal=scene.coordinator, proposal=scene.proposal())
        assert "form" in view.cited
        assert "reason" not in view.cited
        assert "posts.cong_chuc.present" not in view.cited


def test_taking_again_takes_only_what_is_new(scene: CoreScene) -> None:
    scene.take()
    assert scene.take() == actions.Taken(made=0, known=1, unclear=())
    with acting(scene.coordinator):
        assert Proposal.objects.count() == 1


def test_a_reply_of_another_form_is_left_for_asking(scene: CoreScene) -> None:
    with acting(scene.coordinator):
        reply = Reply.objects.get(round=scene.round, owner=scene.cast.body_a)
    record(scene.cast, reply, {"de_xuat.hinh_thuc": "khac"})
    assert scene.take() == actions.Taken(made=0, known=0, unclear=("bo-a",))


@pytest.mark.parametrize(("option", "form"), [("pa1", ProposedForm.STRENGTHEN), ("pa3", ProposedForm.KEEP)])
def test_keeping_the_form_in_a_phase_means_to_strengthen_it(
    scene: CoreScene, option: str, form: ProposedForm
) -> None:
    with acting(scene.coordinator):
        reply = Reply.objects.get(round=scene.round, owner=scene.cast.body_a)
    record(scene.cast, reply, {"de_xuat.hinh_thuc": "giu_nguyen", "de_xuat.phuong_an": option})
    scene.take()
    with acting(scene.coordinator):
        assert scene.proposal(int(option[-1])).form == form


def test_a_ministry_does_not_take_replies(scene: CoreScene) -> None:
    scene.open()
    with acting(scene.officer), pytest.raises(Forbidden):
        actions.take_replies(by=scene.officer, scheme=scene.scheme(), at=AT)


def test_a_scheme_without_a_round_has_no_replies(scene: CoreScene) -> None:
    with acting(scene.coordinator):
        other = actions.create_scheme(
            by=scene.coordinator,
            coordinator=scene.cast.body_b,
            code="rieng",
            title="Đề án riêng",
            as_of=scene.scheme().as_of,
        )
        with pytest.raises(Conflict, match="đợt khảo sát"):
            actions.take_replies(by=scene.coordinator, scheme=other, at=AT)


def test_taking_is_journaled_and_works_from_its_page(scene: CoreScene) -> None:
    client = scene.cast.client(scene.cast.coordinator)
    assert "Chỉ lấy trả lời đã chốt" in page(client, "take")
    post(client, "take")
    assert "1 trên 2 bộ đã đề xuất" in page(client, "sheet")
    with acting(scene.coordinator):
        act = Act.objects.get(code="scheme.replies.taken")
        assert act.details["made"] == 1
        assert act.document == "2234/BB"


def test_suggested_posts_keep_the_body_from_growing_and_are_marked(scene: CoreScene) -> None:
    scene.take()
    client = scene.cast.client(scene.cast.coordinator)
    assert "1 phương án chưa nêu đủ số biên chế" in page(client, "sheet")
    post(client, "suggest")
    with acting(scene.coordinator):
        rows = {row.kind: row for row in ProposalPost.objects.all()}
        assert (rows["cong_chuc"].needed, rows["cong_chuc"].given_up) == (24, 19)
        assert rows["vien_chuc_ngan_sach"].needed == 0
        assert all(row.is_suggested for row in rows.values())
    assert "số gợi ý" in page(client, "sheet")
