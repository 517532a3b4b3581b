"""Does the form matter: the question comes before the figures, and only allowed sentences appear."""

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import strip_tags

from daumoi.foundation.principal import acting
from daumoi.indices.actions import open_edition
from daumoi.scheme.tests.evidence_scene import (
    ASK,
    DEPARTMENTS,
    HOME,
    INDEX,
    PEERS,
    QUESTION,
    RESULT,
    Scene,
    definition,
    make_scene,
    publish,
)
from daumoi_calc.statistics.sentences import RESERVATION, Language, forbidden_words
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TEMPLATES = Path(__file__).parents[1] / "templates" / "scheme" / "evidence"
_REASON = re.compile(r"lý do", re.IGNORECASE)  # a reason that somebody gives is a noun, not a claim


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return make_scene(cast)


@pytest.fixture
def reader(scene: Scene) -> Client:
    return scene.cast.client(scene.cast.coordinator)


def content(page: str) -> str:
    """What the page itself says, without the frame around it."""
    found = re.search(r"<main.*?</main>", page, re.DOTALL)
    assert found is not None
    return strip_tags(re.sub(r"<option.*?</option>", " ", found.group(0), flags=re.DOTALL))


def test_the_list_offers_published_editions(scene: Scene, reader: Client) -> None:
    assert "Chưa có kỳ chỉ số nào được công bố" in reader.get(HOME).content.decode()
    publish(scene)
    page = reader.get(HOME).content.decode()
    assert "1 kỳ đã công bố có thể xem" in page
    assert f'href="{ASK}"' in page
    assert f'href="{HOME}chuyen-hinh-thuc/{INDEX}/"' in page


def test_the_question_is_asked_before_any_score_is_shown(scene: Scene, reader: Client) -> None:
    edition = publish(scene)
    page = reader.get(ASK).content.decode()
    assert "6 cơ quan hình thức Cục và 7 cơ quan hình thức khác trong kỳ này; 1 cơ quan để ngoài" in content(
        page
    )
    assert "Bộ N" in page
    for unit in (edition.result or {})["units"]:
        assert unit["printed"].replace(".", ",") not in page
    assert 'name="ket_qua_chinh" value="chi-so-thu" ' in page
    assert 'value="chi-so-thu" checked' not in page


def test_without_a_primary_outcome_nothing_is_shown(scene: Scene, reader: Client) -> None:
    publish(scene)
    answer = reader.get(RESULT, {**QUESTION, "ket_qua_chinh": ""})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Nêu một kết quả chính trước khi xem số." in page
    assert "delta" not in page


def test_the_result_says_difference_interval_p_and_what_can_be_detected(scene: Scene, reader: Client) -> None:
    publish(scene)
    page = content(reader.get(RESULT, QUESTION).content.decode())
    assert re.search(
        r"Trong năm 2020, theo Chỉ số thử nghiệm phiên bản 1, 6 đơn vị hình thức Cục có điểm trung bình (cao|thấp) hơn "
        r"0,\d+ điểm so với 7 đơn vị khác; delta = -?0,\d+, khoảng tin cậy 95 %: .+ đến .+, p = 0,\d+; "
        r"thay đổi trọng số 10\.000 lần: dấu giữ nguyên ở [\d,]+ %\.",
        page,
    )
    assert "kiểm định hạng" in page
    assert "tất cả 1.716 cách gán nhãn" in page
    assert RESERVATION[Language.VIETNAMESE] in page


def test_both_versions_stand_side_by_side(scene: Scene, reader: Client) -> None:
    publish(scene)
    page = content(reader.get(RESULT, QUESTION).content.decode())
    assert "tính trên mọi chỉ tiêu" in page
    assert "Bỏ 1 chỉ tiêu đo chính hình thức tổ chức (Có đơn vị riêng; 20 % trọng số)" in page
    found = reader.get(f"{ASK}ket-qua.json", QUESTION).json()
    both = found["outputs"]["contamination"]
    assert both["everything"]["means"]["difference"] > both["without"]["means"]["difference"] + 0.05


def test_the_version_without_marked_indicators_is_computed_from_the_table(
    scene: Scene, reader: Client
) -> None:
    edition = publish(scene)
    found = reader.get(f"{ASK}ket-qua.json", QUESTION).json()
    main = found["inputs"]["outcomes"][0]
    by_code = {row["don_vi"]: row for row in csv.DictReader(io.StringIO(edition.inputs))}
    for code, score in zip(found["inputs"]["codes"], main["without"], strict=True):
        points = [float(by_code[code][column]) for column in ("mang", "may", "ke-hoach")]
        assert score == pytest.approx(sum(points) / 80, abs=1e-9)


def test_an_index_without_marked_indicators_says_so(cast: Cast) -> None:
    scene = make_scene(cast, text=definition(marked=False))
    publish(scene)
    page = content(cast.client(cast.coordinator).get(RESULT, QUESTION).content.decode())
    assert "không đánh dấu chỉ tiêu nào đo chính hình thức" in page
    assert "Bỏ 1 chỉ tiêu" not in page


def test_bodies_of_unknown_form_are_left_out_by_name(scene: Scene, reader: Client) -> None:
    publish(scene)
    found = reader.get(f"{ASK}ket-qua.json", QUESTION).json()
    left = {row["code"]: row["reason_left_out"] for row in found["bodies"] if row["side"] == "left_out"}
    assert list(left) == ["bo-n"]
    assert "chưa xác định" in left["bo-n"]
    page = content(reader.get(RESULT, QUESTION).content.decode())
    assert "Để ngoài 1 cơ quan" in page


def test_every_figure_opens_at_its_body(scene: Scene, reader: Client) -> None:
    publish(scene)
    page = reader.get(RESULT, QUESTION).content.decode()
    for letter in DEPARTMENTS:
        assert f'href="/to-chuc/co-quan/bo-{letter.lower()}/"' in page
        assert f'href="/chi-so/{INDEX}/2020/co-quan/bo-{letter.lower()}/"' in page
    assert reader.get(f"/chi-so/{INDEX}/2020/co-quan/bo-b/").status_code == 200


def test_the_second_group_can_be_one_form(scene: Scene, reader: Client) -> None:
    publish(scene)
    found = reader.get(f"{ASK}ket-qua.json", {**QUESTION, "nhom_2": "trung_tam"}).json()
    sides = {row["code"]: (row["side"], row["reason_left_out"]) for row in found["bodies"]}
    assert sides["bo-m"] == ("left_out", "hình thức không thuộc hai nhóm đã chọn")
    assert found["outputs"]["comparison"]["others"] == 6


def test_one_form_cannot_stand_on_both_sides(scene: Scene, reader: Client) -> None:
    publish(scene)
    answer = reader.get(RESULT, {**QUESTION, "nhom_2": "cuc"})
    assert answer.status_code == 422
    assert "không thể thuộc cả hai nhóm" in answer.content.decode()


def test_forms_are_those_of_the_day_asked_for(scene: Scene, reader: Client) -> None:
    publish(scene)
    answer = reader.get(RESULT, {**QUESTION, "ngay": "2010-12-31"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Vào ngày 31/12/2010 chỉ có 0 cơ quan hình thức Cục" in page
    assert "Chọn ngày khác" in page


def test_one_doubtful_label_is_turned_round_for_every_body(scene: Scene, reader: Client) -> None:
    publish(scene)
    found = reader.get(f"{ASK}ket-qua.json", QUESTION).json()
    assert len(found["outputs"]["one_label_wrong"]) == 13
    page = content(reader.get(RESULT, QUESTION).content.decode())
    assert "đổi nhãn hình thức Cục lần lượt của từng đơn vị (13 lần)" in page


def test_all_outcomes_are_told_with_holm(scene: Scene, reader: Client) -> None:
    publish(scene)
    found = reader.get(f"{ASK}ket-qua.json", {**QUESTION, "ket_qua_chinh": "ha-tang"}).json()
    raw = [one["comparison"]["means"]["reference"]["p"] for one in found["outputs"]["outcomes"]]
    adjusted = [one["p_holm"] for one in found["outputs"]["outcomes"]]
    assert len(raw) == 3
    assert all(after >= before for before, after in zip(raw, adjusted, strict=True))
    assert min(adjusted) == pytest.approx(min(1, 3 * min(raw)))
    page = content(reader.get(RESULT, {**QUESTION, "ket_qua_chinh": "ha-tang"}).content.decode())
    assert "3 kết quả được so cùng lúc" in page


def test_peer_groups_are_compared_apart_and_within_strata(cast: Cast) -> None:
    scene = make_scene(cast, text=definition(peers=PEERS))
    publish(scene, groups="KLM")
    client = cast.client(cast.coordinator)
    assert "Nhóm so sánh của chỉ số" in client.get(ASK).content.decode()
    found = client.get(f"{ASK}ket-qua.json", {**QUESTION, "nhom": "co"}).json()
    assert {"bo-k", "bo-l", "bo-m"}.isdisjoint(row["code"] for row in found["bodies"])
    assert found["outputs"]["comparison"]["first"] == 5
    assert [one["name"] for one in found["outputs"]["stratified"]["strata"]]
    assert "so trong từng tầng theo nhóm của chỉ số, 6 đơn vị" in content(
        client.get(RESULT, {**QUESTION, "nhom": "co"}).content.decode()
    )
    small = client.get(RESULT, {**QUESTION, "nhom": "khong"})
    assert small.status_code == 200
    assert "dù chênh lệch lớn đến đâu" in content(small.content.decode())


def test_the_same_question_gives_the_same_file_and_another_one_another_digest(
    scene: Scene, reader: Client
) -> None:
    publish(scene)
    first = reader.get(f"{ASK}ket-qua.json", QUESTION)
    again = reader.get(f"{ASK}ket-qua.json", QUESTION)
    assert first.content == again.content
    other = reader.get(f"{ASK}ket-qua.json", {**QUESTION, "nhom_2": "trung_tam"}).json()
    assert other["inputs_sha256"] != first.json()["inputs_sha256"]
    assert first.json()["seed"] == int(first.json()["inputs_sha256"][:8], 16)


def test_anybody_recomputes_the_difference_from_the_csv(scene: Scene, reader: Client) -> None:
    publish(scene)
    rows = list(
        csv.DictReader(io.StringIO(reader.get(f"{ASK}ket-qua.csv", QUESTION).content.decode("utf-8-sig")))
    )
    sides = {side: [float(row[INDEX]) for row in rows if row["side"] == side] for side in ("first", "others")}
    difference = sum(sides["first"]) / 6 - sum(sides["others"]) / 7
    found = reader.get(f"{ASK}ket-qua.json", QUESTION).json()
    assert found["outputs"]["comparison"]["means"]["difference"] == pytest.approx(difference, abs=1e-12)
    assert json.dumps(found, allow_nan=False)


def test_an_edition_under_way_is_refused(scene: Scene, reader: Client) -> None:
    assert reader.get(ASK).status_code == 404
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        open_edition(
            by=by,
            keeper=scene.cast.body_b,
            version=scene.version,
            code="2020",
            title="Kỳ đang làm",
            year=2020,
            cut_off=date(2020, 12, 31),
            bodies={"": [scene.cast.body_a, scene.cast.body_b]},
        )
    answer = reader.get(ASK)
    assert answer.status_code == 409
    assert "Kỳ này chưa công bố" in answer.content.decode()


def test_who_may_not_see_the_scheme_sees_no_evidence(scene: Scene) -> None:
    publish(scene)
    client = scene.cast.client(scene.cast.outsider)
    assert client.get(HOME).status_code == 403
    assert client.get(RESULT, QUESTION).status_code == 403
    assert Client().get(RESULT, QUESTION).status_code == 302


def test_templates_hold_no_word_of_cause_advice_or_proof() -> None:
    files = sorted(TEMPLATES.glob("*.html"))
    assert len(files) >= 8
    for file in files:
        text = re.sub(r"{#.*?#}|{%\s*(?:include|load|extends).*?%}", " ", file.read_text(encoding="utf-8"))
        assert forbidden_words(_REASON.sub(" ", strip_tags(text))) == (), file.name


def test_rendered_pages_hold_no_word_of_cause_advice_or_proof(scene: Scene, reader: Client) -> None:
    publish(scene)
    pairs = {**QUESTION, "cap-bo-b": "bo-a", "cap-bo-c": "bo-d", "cap-bo-e": "bo-f"}
    for address, given in ((HOME, {}), (ASK, {}), (RESULT, QUESTION), (f"{ASK}ghep-cap/", pairs)):
        words = _REASON.sub(" ", content(reader.get(address, given).content.decode()))
        assert forbidden_words(words) == (), address


def test_pages_wear_the_mark_of_simulation(scene: Scene, reader: Client) -> None:
    publish(scene)
    for address in (ASK, RESULT, f"{ASK}ghep-cap/"):
        assert "Dữ liệu mô phỏng" in reader.get(address, QUESTION).content.decode()


def test_pairs_are_made_without_scores_and_compared_by_their_signs(scene: Scene, reader: Client) -> None:
    edition = publish(scene)
    page = reader.get(f"{ASK}ghep-cap/", QUESTION).content.decode()
    for unit in (edition.result or {})["units"]:
        assert unit["printed"].replace(".", ",") not in page
    fields = re.findall(r'<select name="cap-([^"]+)"', page)
    assert fields == sorted(fields)  # in the order of the register, which tells nothing of the scores
    assert len(fields) == 6
    chosen = dict(zip("bcegik", "adfhjl", strict=True))
    given = {**QUESTION, **{f"cap-bo-{one}": f"bo-{other}" for one, other in chosen.items()}}
    page = content(reader.get(f"{ASK}ghep-cap/", given).content.decode())
    assert re.search(r"ở 6 cặp ghép, đơn vị hình thức Cục có điểm trung bình (cao|thấp) hơn", page)
    assert "đủ 64 cách" in page
    assert page.count("ở 6 cặp ghép") == 3  # the lead, the card, and the version without marked indicators
    assert "Không tính chỉ tiêu đo chính hình thức tổ chức (Có đơn vị riêng)" in page
    assert "1 cơ quan không ghép" in page


def test_a_body_stands_in_one_pair_only(scene: Scene, reader: Client) -> None:
    publish(scene)
    answer = reader.get(f"{ASK}ghep-cap/", {**QUESTION, "cap-bo-b": "bo-a", "cap-bo-c": "bo-a"})
    assert answer.status_code == 422
    assert "Bộ A đứng ở hai cặp" in answer.content.decode()


def test_too_few_pairs_are_refused(scene: Scene, reader: Client) -> None:
    publish(scene)
    page = content(reader.get(f"{ASK}ghep-cap/", {**QUESTION, "cap-bo-b": "bo-a"}).content.decode())
    assert "Cần ít nhất hai cặp" in page


def test_a_date_typed_wrongly_is_said_at_its_place(scene: Scene, reader: Client) -> None:
    publish(scene)
    answer = reader.get(RESULT, {**QUESTION, "ngay": "hôm qua"})
    assert answer.status_code == 422
    assert "Ngày viết theo dạng" in answer.content.decode()
