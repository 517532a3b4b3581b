"""One answer at a time: what a control posts when it is left, and two people at one answer."""

import pytest
from django.http import HttpResponse

from daumoi.foundation.principal import acting
from daumoi.surveys import actions
from daumoi.surveys.presenters.filling_cells import fingerprint
from daumoi.surveys.tests.factories import AT
from daumoi.surveys.tests.filling_scene import Scene, form_of, make_scene
from tests.cast import Cast


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return make_scene(cast)


def seen(scene: Scene, section: str, name: str) -> str:
    """The version and fingerprint that the officer's page carries for an answer."""
    page = scene.cast.client(scene.cast.officer).get(scene.url("reply_section", section))
    return str(form_of(page)[f"seen:{name}"][0])  # type: ignore[arg-type]


def shape(scene: Scene, section: str) -> str:
    """What the page shows at the moment, as its script posts it."""
    page = scene.cast.client(scene.cast.officer).get(scene.url("reply_section", section)).content.decode()
    return page.split('data-shape="')[1].split('"')[0]


def save(scene: Scene, section: str, **fields: object) -> HttpResponse:
    """Post one control as the page's script does; double underscores stand for colons."""
    data = {name.replace("__", ":"): value for name, value in fields.items()}
    client = scene.cast.client(scene.cast.officer)
    return client.post(scene.url("reply_autosave", section), data, headers={"HX-Request": "true"})  # type: ignore[return-value]


def test_an_answer_is_saved_and_the_pieces_that_follow_come_back(scene: Scene) -> None:
    now = shape(scene, "b")
    scene.write(b1_cong_chuc_co_mat=10)
    response = save(
        scene,
        "b",
        seen__b1_cong_chuc_giao__0=f"0:{fingerprint('')}",
        value__b1_cong_chuc_giao__0="12",
        shape=now,
    )
    page = response.content.decode()
    assert response.status_code == 200
    assert scene.sheet().value("b1_cong_chuc_giao") == 12
    assert "đã lưu" in page
    assert 'id="sv-body"' not in page
    assert 'id="ghi-chu-o-b1_cong_chuc_giao-0"' in page
    assert '<output id="o-b1_cong_chuc_thieu-0" class="sv-output"' in page
    assert ">2</output>" in page
    assert "2/6 câu bắt buộc" in page


def test_the_value_comes_back_as_it_was_understood(scene: Scene) -> None:
    page = save(
        scene,
        "b",
        seen__b1_cong_chuc_giao__0=f"0:{fingerprint('')}",
        value__b1_cong_chuc_giao__0="1200",
        shape=shape(scene, "b"),
    ).content.decode()
    assert 'data-control="1.200"' in page


def test_when_other_questions_appear_the_whole_body_comes_back(scene: Scene) -> None:
    response = save(
        scene, "a", seen__a2__0=seen(scene, "a", "a2:0"), value__a2__0="cuc", shape=shape(scene, "a")
    )
    page = response.content.decode()
    assert 'id="sv-body"' in page
    assert "Quyết định thành lập Cục" in page


def test_a_text_that_is_no_answer_is_refused_beside_its_control(scene: Scene) -> None:
    response = save(
        scene, "a", seen__a5__0=f"0:{fingerprint('')}", value__a5__0="nhiều", shape=shape(scene, "a")
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "data-wrong" in page
    assert "đã lưu" not in page
    assert scene.answer("a5") is None


def by_head(scene: Scene, value: str) -> None:
    head = scene.cast.principal(scene.cast.head)
    held = scene.answer("a5")
    with acting(head):
        actions.save_answer(
            by=head,
            reply=scene.reply,
            answer=actions.NewAnswer("a5", value, seen_version=held.version if held else 0),
            at=AT,
        )


def test_the_second_of_two_people_sees_both_values(scene: Scene) -> None:
    before = seen(scene, "a", "a5:0")
    by_head(scene, "30.5")
    response = save(scene, "a", seen__a5__0=before, value__a5__0="40", shape=shape(scene, "a"))
    page = response.content.decode()
    assert response.status_code == 409
    assert "Lê Thủ Trưởng vừa sửa câu này thành <strong>30,5 %</strong>" in page
    assert "bạn ghi <strong>40</strong>" in page
    assert scene.sheet().value("a5") == "30.5"


@pytest.mark.parametrize(("keep", "stands"), [("theirs:a5:0", "30.5"), ("mine:a5:0", 40)])
def test_the_second_person_chooses_which_value_stays(scene: Scene, keep: str, stands: object) -> None:
    before = seen(scene, "a", "a5:0")
    by_head(scene, "30.5")
    response = save(scene, "a", seen__a5__0=before, value__a5__0="40", keep=keep, shape=shape(scene, "a"))
    assert response.status_code == 200
    assert scene.sheet().value("a5") == stands


def test_without_script_the_clash_stands_in_the_form_and_the_rest_is_saved(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    url = scene.url("reply_section", "a")
    form = form_of(client.get(url))  # type: ignore[arg-type]
    by_head(scene, "30.5")
    response = client.post(url, form | {"value:a5:0": "40", "value:a6:0": "true", "go": "stay"})
    page = response.content.decode()
    assert response.status_code == 422
    assert 'name="keep" value="mine:a5:0"' in page
    assert scene.sheet().value("a6") is True
    again = client.post(url, form_of(response) | {"keep": "mine:a5:0"})  # type: ignore[arg-type]
    assert again.status_code == 302
    assert scene.sheet().value("a5") == 40


def test_an_untouched_control_never_overwrites_a_colleague(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    url = scene.url("reply_section", "a")
    form = form_of(client.get(url))  # type: ignore[arg-type]
    by_head(scene, "30.5")
    assert client.post(url, form | {"value:a6:0": "true", "go": "stay"}).status_code == 302
    assert scene.sheet().value("a5") == "30.5"


def test_a_reason_saves_itself(scene: Scene) -> None:
    scene.write(b1_cong_chuc_giao=600)
    response = save(
        scene, "b", **{"explain__b1_lon.cong_chuc__0": "Mới sáp nhập ba đơn vị", "shape": shape(scene, "b")}
    )
    assert response.status_code == 200
    assert "Trần Chuyên Viên đã giải trình" in response.content.decode()
    assert scene.sheet().unexplained() == []
