from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from daumoi.foundation.errors import Conflict, Forbidden, Invalid
from daumoi.foundation.principal import acting
from daumoi.history.models import Act
from daumoi.scheme import actions, queries
from daumoi.scheme.actions import NewPhase
from daumoi.scheme.models import Ceiling, Phase, Weight
from daumoi.scheme.tests.core_scene import AS_OF, CoreScene, make_core_scene, page, post, text_of
from tests.cast import Cast


@pytest.fixture
def scene(cast: Cast) -> CoreScene:
    return make_core_scene(cast)


def test_a_scheme_begins_closed_with_its_phases_and_weights(scene: CoreScene) -> None:
    with acting(scene.coordinator):
        made = scene.scheme()
        assert not made.is_published
        assert made.is_simulated
        assert [phase.years for phase in Phase.objects.filter(scheme=made)] == [(2017, 2018), (2019, 2020)]
        assert Weight.objects.filter(scheme=made).count() == 6


def test_a_code_is_used_once(scene: CoreScene) -> None:
    with acting(scene.coordinator), pytest.raises(Invalid, match="đã dùng"):
        actions.create_scheme(
            by=scene.coordinator,
            coordinator=scene.cast.body_b,
            code="de-an-thu",
            title="Trùng mã",
            as_of=AS_OF,
        )


def test_a_ministry_makes_no_scheme(scene: CoreScene) -> None:
    with acting(scene.officer), pytest.raises(Forbidden):
        actions.create_scheme(
            by=scene.officer, coordinator=scene.cast.body_a, code="cua-a", title="Của A", as_of=AS_OF
        )


def test_phases_follow_each_other_and_only_the_last_goes(scene: CoreScene) -> None:
    with acting(scene.coordinator):
        with pytest.raises(Invalid, match="bắt đầu sau"):
            actions.add_phase(
                by=scene.coordinator, scheme=scene.scheme(), phase=NewPhase("Chồng", 2020, 2021)
            )
        first = Phase.objects.get(scheme=scene.scheme(), number=1)
        with pytest.raises(Conflict, match="giai đoạn cuối"):
            actions.remove_phase(by=scene.coordinator, scheme=scene.scheme(), phase=first)


def test_a_phase_that_a_proposal_names_stays(scene: CoreScene) -> None:
    scene.take()
    with acting(scene.coordinator):
        second = Phase.objects.get(scheme=scene.scheme(), number=2)
        actions.remove_phase(by=scene.coordinator, scheme=scene.scheme(), phase=second)
        first = Phase.objects.get(scheme=scene.scheme(), number=1)
        with pytest.raises(Conflict, match="đang ghi giai đoạn này"):
            actions.remove_phase(by=scene.coordinator, scheme=scene.scheme(), phase=first)


def test_opening_shows_the_scheme_to_ministries_with_their_part_only(scene: CoreScene) -> None:
    officer = scene.cast.client(scene.cast.officer)
    page(officer, "scheme", status=404)
    scene.take()
    scene.open()
    seen = page(officer, "scheme")
    assert "Bộ A. Phương án 1: Cục, Giai đoạn 1 (đã gửi)." in seen
    sheet = page(officer, "sheet")
    assert "Bộ A" in sheet
    assert "Bộ B" not in sheet
    other = page(scene.cast.client(scene.cast.officer_b), "sheet")
    assert "Bộ A" not in other


def test_opening_needs_a_day_to_answer_by(scene: CoreScene) -> None:
    with acting(scene.coordinator):
        actions.edit_scheme(by=scene.coordinator, scheme=scene.scheme(), title="Không hạn", due_on=None)
        with pytest.raises(Conflict, match="hạn gửi"):
            actions.open_to_bodies(by=scene.coordinator, scheme=scene.scheme(), document="Công văn 1")


def test_ceilings_over_all_are_read_by_ministries_and_foreign_ones_are_not(scene: CoreScene) -> None:
    scene.open()
    scene.ceiling(0)
    with acting(scene.coordinator):
        for body in (scene.cast.body_a, scene.cast.body_b):
            actions.set_post_ceiling(
                by=scene.coordinator,
                scheme=scene.scheme(),
                kind="hop_dong",
                amount=3,
                basis="Chỉ tiêu giao",
                body=body,
            )
    with acting(scene.officer):
        rows = Ceiling.objects.all()
        assert {row.body_id for row in rows} == {None, scene.cast.body_a.pk}
        assert set(rows) == set(Ceiling.objects.visible_to(scene.officer))


def test_a_ceiling_set_again_replaces_the_figure_and_the_journal_keeps_it(scene: CoreScene) -> None:
    scene.ceiling(0)
    scene.ceiling(4)
    with acting(scene.coordinator):
        assert Ceiling.objects.get().amount == 4
        act = Act.objects.filter(code="scheme.ceiling.set").latest("id")
        assert (act.details["before"], act.details["amount"]) == (0, 4)


def test_sums_say_in_words_what_is_exceeded(scene: CoreScene) -> None:
    scene.planned()
    scene.ceiling(0)
    client = scene.cast.client(scene.cast.coordinator)
    post(
        client,
        "money_ceiling",
        source="thuong_xuyen",
        year="2018",
        amount="1500,5",
        basis="Khả năng cân đối",
        body="",
    )
    seen = page(client, "sums")
    assert "2 trên 2 trần bị vượt" in seen
    assert "vượt trần 2" in seen
    assert "vượt trần 499,5 triệu đồng" in seen
    assert "cần thêm 2 biên chế công chức, trần 0" in page(client, "scheme")


def test_weights_change_with_a_reason_and_the_earlier_ones_are_kept(scene: CoreScene) -> None:
    client = scene.cast.client(scene.cast.coordinator)
    with acting(scene.coordinator):
        weights = queries.weights_of(principal=scene.coordinator, scheme=scene.scheme())
        given: dict[str, Any] = {one.code: str(one.points) for one in weights} | {"nhiem_vu": "15"}
    post(client, "weights", basis="Ưu tiên giao đủ nhiệm vụ", **given)
    with acting(scene.coordinator):
        assert Weight.objects.get(code="nhiem_vu").points == 15
        assert Act.objects.get(code="scheme.weights.set").details["before"] == {"nhiem_vu": 10}


def test_rules_and_ceilings_are_managed_in_the_browser(scene: CoreScene) -> None:
    client = scene.cast.client(scene.cast.coordinator)
    refused = post(
        client,
        "rule_new",
        status=422,
        kind="required_duty",
        sentence="Bộ nào cũng có bộ phận cứng.",
        basis="Đề án",
    )
    assert "cần một nhiệm vụ" in refused
    post(
        client,
        "rule_new",
        kind="required_duty",
        duty="n17-kiem-tra",
        sentence="Bộ nào cũng có bộ phận cứng.",
        basis="Đề án",
    )
    post(client, "rule_switch", 1, reason="Chờ thống nhất")
    assert "tạm bỏ" in page(client, "limits")
    scene.ceiling(0)
    with acting(scene.coordinator):
        ceiling = Ceiling.objects.get()
    post(client, "ceiling_remove", ceiling.pk, reason="Chưa có văn bản giao")
    assert "Chưa đặt trần nào" in page(client, "limits")


def test_a_scheme_is_made_and_opened_in_the_browser(scene: CoreScene) -> None:
    client = scene.cast.client(scene.cast.coordinator)
    response = client.post(
        reverse("scheme:scheme_new"),
        {
            "title": "Đề án mới",
            "code": "de-an-moi",
            "round": "khao-sat-thu",
            "duty_set": "nhom_2017",
            "as_of": "2016-09-15",
            "due_on": "2016-11-15",
        },
    )
    assert response.status_code == 302, text_of(response)[:2000]
    assert response["Location"] == "/de-an/de-an-moi/giai-doan/"
    added = client.post(
        reverse("scheme:phases", args=["de-an-moi"]),
        {"name": "Giai đoạn 1", "first_year": "2017", "last_year": "2018"},
    )
    assert added.status_code == 302
    opened = client.post(
        reverse("scheme:open", args=["de-an-moi"]), {"document": "Công văn 3012/BB"}, follow=True
    )
    assert "đã mở cho các bộ" in text_of(opened)
    edited = client.post(reverse("scheme:edit", args=["de-an-moi"]), {"title": "Đề án đổi tên"}, follow=True)
    assert "Đề án đổi tên" in text_of(edited)
    removed = client.post(reverse("scheme:phase_remove", args=["de-an-moi", 1]), follow=True)
    assert "Chưa chia giai đoạn" in text_of(removed)


def test_reserved_and_malformed_codes_are_refused(scene: CoreScene) -> None:
    client = scene.cast.client(scene.cast.coordinator)
    for code in ("moi", "Đề án", "a b"):
        response = client.post(
            reverse("scheme:scheme_new"), {"title": "Đề án", "code": code, "as_of": "2016-09-15"}
        )
        assert response.status_code == 422


def test_the_list_says_how_many_proposed(scene: CoreScene) -> None:
    scene.take()
    client = scene.cast.client(scene.cast.coordinator)
    seen = text_of(client.get(reverse("scheme:index")))
    assert "Mô hình tổ chức của đơn vị chuyên trách" in seen
    assert "1 đề án" in seen
    empty = text_of(scene.cast.client(scene.cast.officer).get(reverse("scheme:index")))
    assert "Chưa có đề án nào mở cho bạn" in empty


def test_the_workbook_carries_proposals_sums_and_the_mark(scene: CoreScene) -> None:
    scene.planned()
    scene.ceiling(0)
    client = scene.cast.client(scene.cast.coordinator)
    response = client.get(reverse("scheme:sheet_workbook", args=["de-an-thu"]))
    book = openpyxl.load_workbook(BytesIO(response.content))
    assert book.sheetnames == ["Đề xuất", "Biên chế và trần", "Kinh phí và trần"]
    texts = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
    assert any("MÔ PHỎNG" in text for text in texts)
    assert {"Bộ A", "vượt trần 2", "chưa đề xuất"} <= texts
    again = client.get(reverse("scheme:sheet_workbook", args=["de-an-thu"]))
    assert again.content == response.content


def test_a_foreign_realm_round_is_refused(scene: CoreScene) -> None:
    with acting(scene.coordinator):
        scene.round.is_simulated = False
        with pytest.raises(Invalid, match="mô phỏng"):
            actions.create_scheme(
                by=scene.coordinator,
                coordinator=scene.cast.body_b,
                code="lan-lon",
                title="Lẫn lộn",
                as_of=date(2016, 9, 1),
                round_=scene.round,
            )
