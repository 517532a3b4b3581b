"""Parts of a reply handed to a unit: who writes what, who sees it, and what the database itself allows."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError
from django.urls import reverse

from daumoi.foundation.clock import today
from daumoi.foundation.errors import Conflict, Forbidden, Invalid
from daumoi.foundation.principal import acting, system
from daumoi.history.models import Act
from daumoi.inbox import queries as inbox
from daumoi.surveys import actions, queries, rules
from daumoi.surveys.models import Answer, Explanation, Handover, Reply
from daumoi.surveys.tests.factories import AT
from daumoi.surveys.tests.filling_scene import Scene, make_scene, post_form
from tests.cast import Cast


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return make_scene(cast)


def hand(scene: Scene, *sections: str, due_on: date = date(2016, 8, 10)) -> list[Handover]:
    """The officer of body A hands sections to the centre of body A."""
    officer = scene.cast.principal(scene.cast.officer)
    with acting(officer):
        return actions.hand_over(
            by=officer, reply=scene.reply, unit=scene.cast.unit_a, sections=sections, due_on=due_on, at=AT
        )


def write(scene: Scene, variable: str, value: object) -> Answer:
    """The unit's officer writes past the pages."""
    unit = scene.cast.principal(scene.cast.unit_officer)
    with acting(unit):
        return actions.save_answer(
            by=unit, reply=scene.reply, answer=actions.NewAnswer(variable, value), at=AT
        )


def fill_staff(scene: Scene) -> None:
    """Everything that section B asks for."""
    for row in ("cong_chuc", "vien_chuc", "hop_dong"):
        write(scene, f"b1_{row}_giao", 5)
        write(scene, f"b1_{row}_co_mat", 4)


def test_without_a_part_the_units_list_says_what_to_do(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.unit_officer)
    page = client.get(reverse("surveys:my_replies")).content.decode()
    assert "Đơn vị chưa được giao phần phiếu nào" in page
    assert "Giao phần cho đơn vị" in page
    assert client.get(scene.url("reply")).status_code == 404


def test_the_unit_finds_its_part_in_list_and_inbox(scene: Scene) -> None:
    hand(scene, "b", "e")
    client = scene.cast.client(scene.cast.unit_officer)
    page = client.get(reverse("surveys:my_replies")).content.decode()
    assert "được giao phần B, E" in page
    unit = scene.cast.principal(scene.cast.unit_officer)
    with acting(unit):
        waiting = inbox.waiting_for(principal=unit, day=today())
        items = {one.title: one for one in waiting.overdue if one.kind == "surveys.part"}
    assert set(items) == {"Điền phần B. Nhân lực", "Điền phần E. Hệ thống, khó khăn"}
    assert items["Điền phần B. Nhân lực"].address == scene.url("reply_section", "b")
    assert items["Điền phần B. Nhân lực"].due_on == date(2016, 8, 10)


def test_the_unit_writes_its_section_and_reads_the_others(scene: Scene) -> None:
    scene.write(a1="Trung tâm Thông tin")
    hand(scene, "b")
    client = scene.cast.client(scene.cast.unit_officer)
    answered = post_form(client, scene.url("reply_section", "b"), {"value:b1_cong_chuc_giao:0": "12"})
    assert answered.status_code == 302
    held = scene.answer("b1_cong_chuc_giao")
    assert held is not None
    assert (held.value, held.author_name) == (12, "Vũ Đơn Vị")
    other = client.get(scene.url("reply_section", "a")).content.decode()
    assert "Trung tâm Thông tin" in other
    assert "chỉ để xem" in other
    assert 'name="value:a1:0"' not in other


def test_another_section_is_refused_by_name(scene: Scene) -> None:
    hand(scene, "b")
    with pytest.raises(Forbidden, match="điền phần B"):
        write(scene, "a1", "Tên khác")
    client = scene.cast.client(scene.cast.unit_officer)
    place = f"/api/v1/surveys/rounds/{scene.round.code}/replies/bo-a/answers"
    refused = client.put(place, data='{"variable": "a1", "value": "x"}', content_type="application/json")
    assert refused.status_code == 403
    kept = client.put(
        place, data='{"variable": "b1_cong_chuc_giao", "value": 3}', content_type="application/json"
    )
    assert kept.status_code == 200


def test_the_reply_as_a_whole_stays_with_the_ministry(scene: Scene) -> None:
    hand(scene, "b")
    client = scene.cast.client(scene.cast.unit_officer)
    for name in ("reply_prepare", "reply_send_now", "reply_handover", "reply_upload"):
        assert client.post(scene.url(name)).status_code == 403
    home = client.get(scene.url("reply")).content.decode()
    assert "Điền phần được giao" in home
    assert "Nộp Excel đã điền" not in home


def test_the_database_itself_keeps_a_unit_to_its_part(scene: Scene) -> None:
    scene.write(a1="Trung tâm Thông tin")
    hand(scene, "b")
    own = {"reply": scene.reply, "owner": scene.cast.body_a, "root": scene.cast.body_a}
    with acting(scene.cast.principal(scene.cast.unit_officer)):
        Answer.objects.create(**own, variable="b1_cong_chuc_giao", value=7)
        assert Answer.objects.filter(reply=scene.reply, variable="b1_cong_chuc_giao").update(value=8) == 1
        Explanation.objects.create(**own, check_code="b1_lon.cong_chuc", text="đã kiểm tra")
        assert Answer.objects.filter(variable="a1").count() == 1
        assert Answer.objects.filter(variable="a1").update(value="khác") == 0
        assert Answer.objects.filter(variable="a1").delete()[0] == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Answer.objects.create(**own, variable="a2", value="cuc")
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Explanation.objects.create(**own, check_code="khac", text="đã kiểm tra")
        assert Reply.objects.filter(pk=scene.reply.pk).update(letter_number="1/GIA") == 0


def test_a_unit_cannot_hand_itself_a_part(scene: Scene) -> None:
    (part,) = hand(scene, "b")
    with acting(scene.cast.principal(scene.cast.unit_officer)):
        assert Handover.objects.filter(pk=part.pk).update(names=["a1"]) == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Handover.objects.create(
                reply=scene.reply,
                owner=scene.cast.unit_a,
                root=scene.cast.body_a,
                section="a",
                names=["a1"],
                due_on=date(2016, 8, 10),
            )


def test_a_part_taken_back_closes_the_reply_to_the_unit(scene: Scene) -> None:
    (part,) = hand(scene, "b")
    write(scene, "b1_cong_chuc_giao", 5)
    officer = scene.cast.client(scene.cast.officer)
    assert officer.post(scene.url("reply_handover_withdraw", part.pk)).status_code == 302
    unit = scene.cast.principal(scene.cast.unit_officer)
    with acting(unit):
        assert not Answer.objects.filter(reply=scene.reply).exists()
        assert not Reply.objects.visible_to(unit).exists()
        assert inbox.open_count(principal=unit) == 0
    with pytest.raises(Forbidden):
        write(scene, "b1_cong_chuc_co_mat", 5)
    kept = scene.answer("b1_cong_chuc_giao")
    assert kept is not None
    assert kept.value == 5


def test_done_is_refused_while_something_is_missing_then_shown_to_the_ministry(scene: Scene) -> None:
    (part,) = hand(scene, "b")
    client = scene.cast.client(scene.cast.unit_officer)
    refused = client.post(scene.url("reply_handover_done", part.pk))
    assert refused.status_code == 409
    assert "6 câu bắt buộc" in refused.content.decode()
    fill_staff(scene)
    assert client.post(scene.url("reply_handover_done", part.pk)).status_code == 302
    with acting(scene.cast.principal(scene.cast.unit_officer)):
        assert inbox.open_count(principal=scene.cast.principal(scene.cast.unit_officer)) == 0
    home = scene.cast.client(scene.cast.officer).get(scene.url("reply")).content.decode()
    assert "Trung tâm Thông tin Bộ A đã xong: Vũ Đơn Vị" in home
    listed = client.get(reverse("surveys:my_replies")).content.decode()
    assert "đã xong phần được giao" in listed


def test_the_button_on_the_section_reports_the_part_done(scene: Scene) -> None:
    hand(scene, "b")
    fill_staff(scene)
    client = scene.cast.client(scene.cast.unit_officer)
    post_form(client, scene.url("reply_section", "b"), {}, mark="done")
    with acting(system("xem")):
        part = Handover.objects.get(reply=scene.reply)
        acts = set(Act.objects.filter(thing_kind="surveys.handover").values_list("code", flat=True))
    assert part.done_by == "Vũ Đơn Vị"
    assert acts == {"surveys.handover.handed", "surveys.handover.done"}


def test_the_officer_hands_over_on_the_page(scene: Scene) -> None:
    with acting(system("lùi hạn")):
        Reply.objects.filter(pk=scene.reply.pk).update(due_on=today() + timedelta(days=20))
    client = scene.cast.client(scene.cast.officer)
    page = client.get(scene.url("reply_handover")).content.decode()
    assert "Trung tâm Thông tin Bộ A" in page
    due = today() + timedelta(days=5)
    form = {"sections": ["c"], "unit": "bo-a.tt", "due_on": due.isoformat(), "note": "theo quyết định 12"}
    assert client.post(scene.url("reply_handover"), form).status_code == 302
    after = client.get(scene.url("reply_handover")).content.decode()
    assert "còn" in after
    assert "theo quyết định 12" in after
    late = client.post(scene.url("reply_handover"), form | {"due_on": (due + timedelta(60)).isoformat()})
    assert late.status_code == 422
    assert "Hạn của đơn vị phải từ hôm nay" in late.content.decode()


def test_handing_over_is_refused_where_it_makes_no_sense(scene: Scene) -> None:
    officer = scene.cast.principal(scene.cast.officer)
    with acting(officer):
        for changes in ({"unit": scene.cast.unit_b}, {"sections": ["z"]}, {"due_on": date(2016, 7, 1)}):
            given = {"unit": scene.cast.unit_a, "sections": ["b"], "due_on": date(2016, 8, 10), **changes}
            with pytest.raises(Invalid):
                actions.hand_over(by=officer, reply=scene.reply, at=AT, **given)  # type: ignore[arg-type]
        Reply.objects.filter(pk=scene.reply.pk).update(state="sent")
        scene.reply.refresh_from_db()
    with pytest.raises(Conflict, match="đã gửi"):
        hand(scene, "b")
    leader = scene.cast.principal(scene.cast.leader)
    with acting(leader), pytest.raises(Forbidden):
        actions.hand_over(
            by=leader,
            reply=scene.reply,
            unit=scene.cast.unit_a,
            sections=["b"],
            due_on=date(2016, 8, 10),
            at=AT,
        )


def test_what_a_unit_writes_takes_the_printed_code_out_of_use(scene: Scene) -> None:
    hand(scene, "b")
    with acting(system("in")):
        Reply.objects.filter(pk=scene.reply.pk).update(content_code="ABCD")
        scene.reply.refresh_from_db()
    write(scene, "b1_cong_chuc_giao", 5)
    with acting(system("xem")):
        assert Reply.objects.get(pk=scene.reply.pk).content_code == ""


def test_a_unit_of_another_body_sees_nothing_of_it(scene: Scene) -> None:
    hand(scene, "b")
    other = scene.cast.principal(scene.cast.officer_b)
    with acting(other):
        assert not Handover.objects.exists()
        assert queries.parts_of(principal=other, reply=scene.reply, day=today()) == []


def test_the_inbox_leads_where_the_part_is_filled(scene: Scene) -> None:
    built = rules.part_address(round_code="dot-2016", organisation_code="bo-a", section="b")
    assert built == scene.url("reply_section", "b")
