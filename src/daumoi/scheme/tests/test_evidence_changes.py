"""Dated changes of form: paths always drawn, the study only where years can be compared and changes are enough."""

import re
from datetime import date

import pytest
from django.test import Client

from daumoi.foundation.principal import acting, system
from daumoi.indices import actions
from daumoi.scheme.tests.evidence_scene import (
    HOME,
    INDEX,
    Scene,
    definition,
    make_scene,
    publish,
    upgrade,
)
from daumoi.scheme.tests.test_evidence_pages import content
from daumoi_calc.statistics.sentences import forbidden_words
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PLACE = f"{HOME}chuyen-hinh-thuc/{INDEX}/"
YEARS = range(2015, 2022)


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return make_scene(cast)


@pytest.fixture
def reader(scene: Scene) -> Client:
    return scene.cast.client(scene.cast.coordinator)


def _three_changes(scene: Scene) -> None:
    upgrade(scene, "A", date(2017, 6, 1))
    upgrade(scene, "D", date(2018, 3, 1))
    upgrade(scene, "F", date(2019, 1, 15))


def _all_years(scene: Scene) -> None:
    for year in YEARS:
        publish(scene, year)


def test_the_change_counts_from_the_first_edition_that_cut_off_after_it(scene: Scene, reader: Client) -> None:
    _three_changes(scene)
    _all_years(scene)
    page = content(reader.get(PLACE).content.decode())
    assert "7 kỳ từ 2015 đến 2021; sổ đăng ký có 3 lần chuyển sang hình thức Cục" in page
    assert re.search(
        r"quanh năm chuyển sang hình thức Cục, điểm của 3 đơn vị thay đổi bình quân (cao|thấp) hơn 0,\d+ điểm so với các "
        r"đơn vị chưa chuyển trong cùng các năm; p = 0,\d+ qua 210 cách gán lại năm chuyển",
        page,
    )
    assert "với năm giả định sớm hơn 1 năm" in page
    assert page.count("được tính") == 3


def test_a_gain_that_was_put_in_is_found_again(scene: Scene, reader: Client) -> None:
    _three_changes(scene)
    for year in YEARS:
        bonus = {letter: 10.0 for letter, start in (("A", 2017), ("D", 2018), ("F", 2019)) if year >= start}
        publish(scene, year, bonus=bonus)
    page = content(reader.get(PLACE).content.decode())
    found = re.search(r"bình quân cao hơn 0,(\d+) điểm", page)
    assert found is not None
    assert 0.08 < float(f"0.{found.group(1)}") < 0.12
    assert "Chưa đủ bằng chứng" not in page


def test_two_changes_are_the_least(scene: Scene, reader: Client) -> None:
    upgrade(scene, "A", date(2017, 6, 1))
    _all_years(scene)
    page = content(reader.get(PLACE).content.decode())
    assert "chỉ có 1 lần chuyển sang hình thức Cục có ngày rõ; cần từ 2 lần" in page
    assert "Điểm của từng cơ quan qua các năm" in page
    assert "p =" not in page


def test_windows_across_a_change_of_method_are_refused_with_the_reason(cast: Cast) -> None:
    scene = make_scene(cast, text=definition(first=2012, last=2017))
    with acting(system("dựng cảnh")) as by:
        text = definition(version="2", first=2018, last=2024)
        later = actions.adopt_definition(by=by, text=text, is_simulated=True)
    _three_changes(scene)
    for year in YEARS:
        publish(scene, year, version=scene.version if year < 2018 else later)
    page = content(cast.client(cast.coordinator).get(PLACE).content.decode())
    assert "vượt qua năm 2018, khi chỉ số đổi phương pháp" in page
    assert "Điểm trước và từ năm này không so với nhau" in page
    assert "Đường nối dừng ở năm chỉ số đổi cách tính: 2018" in page
    assert "p =" not in page


def test_a_body_is_set_aside_only_with_a_reason(scene: Scene, reader: Client) -> None:
    _three_changes(scene)
    _all_years(scene)
    answer = reader.get(PLACE, {"khong_xet": "bo-a"})
    assert answer.status_code == 422
    assert "chưa ghi giải thích" in answer.content.decode()
    assert reader.get(PLACE, {"khong_xet": "bo-la: sáp nhập"}).status_code == 422
    page = content(reader.get(PLACE, {"khong_xet": "bo-a: sáp nhập năm 2017"}).content.decode())
    assert "điểm của 2 đơn vị thay đổi" in page
    assert "Bộ A: sáp nhập năm 2017" in page


def test_a_change_without_a_known_day_is_no_event(scene: Scene, reader: Client) -> None:
    _three_changes(scene)
    upgrade(scene, "H", date(2018, 1, 1), known=False)
    _all_years(scene)
    page = content(reader.get(PLACE).content.decode())
    assert "điểm của 3 đơn vị thay đổi" in page
    assert "Bộ H: chưa rõ ngày chuyển hình thức" in page


def test_the_file_holds_panel_changes_and_both_studies(scene: Scene, reader: Client) -> None:
    _three_changes(scene)
    _all_years(scene)
    found = reader.get(f"{PLACE}du-lieu.json").json()
    assert found["panel"]["years"] == list(YEARS)
    assert {one["body"]: one["year"] for one in found["changes"] if one["year"] in YEARS} == {
        "bo-a": 2017,
        "bo-d": 2018,
        "bo-f": 2019,
    }
    assert found["seed"] == int(found["panel_sha256"][:8], 16)
    assert found["study"]["effect"]["value"] != found["study_without_marked"]["effect"]["value"]
    assert (
        found["sentences"]["main"][-1] == "Đây là mối liên hệ quan sát được, không phải bằng chứng nhân quả."
    )
    assert reader.get(f"{PLACE}du-lieu.json", {"truoc": "1"}).status_code == 422


def test_one_edition_makes_no_series(scene: Scene, reader: Client) -> None:
    assert "chưa có kỳ nào được công bố" in content(reader.get(PLACE).content.decode())
    publish(scene)
    page = content(reader.get(PLACE).content.decode())
    assert "chỉ có 1 kỳ đã công bố, năm 2020" in page
    assert "chưa có từ hai kỳ công bố trở lên" in page
    assert "Điểm của từng cơ quan qua các năm" not in page


def test_a_window_too_short_is_said_at_its_field(scene: Scene, reader: Client) -> None:
    publish(scene)
    assert reader.get(PLACE, {"truoc": "1"}).status_code == 422
    assert reader.get(PLACE, {"hinh_thuc": "vuong-quoc"}).status_code == 422


def test_the_page_holds_no_word_of_cause_advice_or_proof(scene: Scene, reader: Client) -> None:
    _three_changes(scene)
    _all_years(scene)
    assert forbidden_words(content(reader.get(PLACE).content.decode()).replace("lý do", "")) == ()


def test_points_that_a_criterion_gives_for_the_form_itself_vanish_from_the_second_version(
    scene: Scene, reader: Client
) -> None:
    _three_changes(scene)
    starts = {"A": 2017, "D": 2018, "F": 2019}
    for year in YEARS:
        publish(scene, year, form_bonus={letter: 12.0 for letter, start in starts.items() if year >= start})
    page = content(reader.get(PLACE).content.decode())
    whole, _cut, rest = page.partition("Không tính chỉ tiêu đo chính hình thức tổ chức (Có đơn vị riêng)")
    with_it = re.search(r"bình quân cao hơn 0,(\d+) điểm", whole)
    without = re.search(r"bình quân (?:cao|thấp) hơn 0,(\d+) điểm", rest)
    assert with_it is not None
    assert without is not None
    assert float(f"0.{with_it.group(1)}") > 0.1
    assert float(f"0.{without.group(1)}") < 0.03
