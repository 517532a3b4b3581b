"""Filling a reply through its pages, as a browser without script does it."""

import re

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from daumoi.surveys.models import AnswerStatus
from daumoi.surveys.tests.filling_scene import Scene, form_of, make_scene, post_form
from tests.cast import Cast


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return make_scene(cast)


def text(response: object) -> str:
    """What a page says, without its markup."""
    html = response.content.decode()  # type: ignore[attr-defined]
    html = re.sub(r"<(script|style|template).*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


PAGES = (
    ("reply",),
    ("reply_section", "a"),
    ("reply_section", "b"),
    ("reply_section", "c"),
    ("reply_section", "e"),
    ("reply_check",),
    ("reply_send",),
    ("reply_clarify",),
    ("reply_question", "a5", 0),
)


@pytest.mark.parametrize("person", ["officer", "head", "leader", "inspector"])
def test_the_ministry_opens_every_page_of_its_reply(scene: Scene, person: str) -> None:
    client = scene.cast.client(getattr(scene.cast, person))
    for page in PAGES:
        response = client.get(scene.url(*page))
        assert response.status_code == 200, page
        assert "Dữ liệu mô phỏng" in text(response)


@pytest.mark.parametrize("person", ["outsider", "officer_b", "unit_officer"])
def test_strangers_find_no_reply(scene: Scene, person: str) -> None:
    client = scene.cast.client(getattr(scene.cast, person))
    assert {client.get(scene.url(*page)).status_code for page in PAGES} == {404}


def test_a_visitor_is_sent_to_sign_in(scene: Scene) -> None:
    response = Client().get(scene.url("reply"))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_who_may_only_look_sees_no_control_and_cannot_write(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.leader)
    page = client.get(scene.url("reply_section", "b")).content.decode()
    assert 'name="value:b1_cong_chuc_giao:0"' not in page
    url = scene.url("reply_autosave", "b")
    answer = {"seen:b1_cong_chuc_giao:0": "0:", "value:b1_cong_chuc_giao:0": "5"}
    assert client.post(url, answer).status_code == 403
    client.post(scene.url("reply_section", "b"), answer)
    assert scene.answer("b1_cong_chuc_giao") is None


def test_the_coordinator_sees_no_answers_before_they_are_sent(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.coordinator)
    assert "chỉ mở cho cơ quan điều phối sau khi được ký và gửi" in text(client.get(scene.url("reply")))
    assert "Trung tâm Thông tin Bộ A" not in client.get(scene.url("reply_check")).content.decode()
    assert client.get(scene.url("reply_workbook")).status_code == 403


def test_the_list_says_what_waits(scene: Scene) -> None:
    page = text(scene.cast.client(scene.cast.officer).get(reverse("surveys:my_replies")))
    assert "1 phiếu chờ trả lời" in page
    assert "1 phiếu quá hạn" in page
    assert "2234/MP-KS" in page
    assert "Điền tiếp" in page


def test_the_home_lists_the_parts_and_the_way(scene: Scene) -> None:
    page = text(scene.cast.client(scene.cast.officer).get(scene.url("reply")))
    assert "A. Đơn vị, hình thức, căn cứ" in page
    assert "2 giá trị điền sẵn chưa xác nhận" in page
    assert "F. Dành cho Cục" in page
    assert "không phải điền" in page
    assert "Nguyễn Văn Đầu Mối" in page
    assert "024 3000 0101" in page
    for step in ("Điền", "Rà soát", "In phụ lục", "Ký", "Gửi", "Tiếp nhận", "Chốt"):
        assert step in page


def test_a_form_posted_untouched_changes_nothing(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    scene.write(a5="45.5", a7=["mang", "at"], a4="2011-09-08")
    before = {key: answer.version for key, answer in scene.sheet().answers.items()}
    assert post_form(client, scene.url("reply_section", "a"), {}).status_code == 302
    assert {key: answer.version for key, answer in scene.sheet().answers.items()} == before


def test_answers_are_saved_as_typed_in_vietnamese(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    changes = {
        "value:a5:0": "45,5 %",
        "value:a4:0": "8/9/2011",
        "value:a6:0": "true",
        "value:a7:0": ["at", "mang"],
    }
    assert post_form(client, scene.url("reply_section", "a"), changes).status_code == 302
    sheet = scene.sheet()
    assert [sheet.value(name) for name in ("a5", "a4", "a6", "a7")] == [
        "45.5",
        "2011-09-08",
        True,
        ["mang", "at"],
    ]


def test_a_wrong_value_stays_with_its_message_and_the_right_ones_are_saved(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    changes = {"value:a5:0": "khoảng một nửa", "value:a6:0": "false"}
    response = post_form(client, scene.url("reply_section", "a"), changes)
    assert response.status_code == 422
    page = response.content.decode()
    assert "<title>Lỗi:" in page
    assert 'href="#o-a5-0"' in page
    assert 'value="khoảng một nửa"' in page
    assert "Có lỗi cần sửa" in page
    assert scene.sheet().value("a6") is False
    assert scene.answer("a5") is None


def test_the_three_absences_and_zero_stay_apart(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    changes = {
        "value:b1_cong_chuc_giao:0": "0",
        "value:b1_cong_chuc_co_mat:0": "?",
        "value:b1_vien_chuc_giao:0": "không thuộc phạm vi",
    }
    post_form(client, scene.url("reply_section", "b"), changes)
    sheet = scene.sheet()
    assert sheet.value("b1_cong_chuc_giao") == 0
    assert sheet.answers["b1_cong_chuc_co_mat", 0].status == AnswerStatus.NO_DATA
    assert sheet.answers["b1_vien_chuc_giao", 0].status == AnswerStatus.NOT_APPLICABLE
    page = client.get(scene.url("reply_section", "b")).content.decode()
    assert 'value="chưa có số liệu"' in page
    assert 'value="0"' in page


def test_ticking_no_data_beside_an_old_value_takes_the_tick_and_typing_beside_an_old_tick_the_value(
    scene: Scene,
) -> None:
    client = scene.cast.client(scene.cast.officer)
    url = scene.url("reply_section", "a")
    scene.write(a5="45.5")
    post_form(client, url, {"absent:a5:0": "@no_data"})
    answer = scene.answer("a5")
    assert answer is not None
    assert (answer.status, answer.value) == (AnswerStatus.NO_DATA, None)
    post_form(client, url, {"value:a5:0": "50"})
    answer = scene.answer("a5")
    assert answer is not None
    assert (answer.status, answer.value) == (AnswerStatus.ANSWERED, 50)


def test_emptying_an_answer_takes_it_back(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    scene.write(a5="45.5")
    post_form(client, scene.url("reply_section", "a"), {"value:a5:0": ""})
    sheet = scene.sheet()
    assert sheet.value("a5") is None
    assert ("a5", 0) in sheet.evaluation.missing_required


def test_a_hidden_question_appears_after_saving(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    url = scene.url("reply_section", "a")
    assert "Quyết định thành lập Cục" not in text(client.get(url))
    post_form(client, url, {"value:a2:0": "cuc"})
    assert "Quyết định thành lập Cục" in text(client.get(url))
    assert client.get(scene.url("reply_section", "f")).status_code == 200
    assert "Số phòng" in text(client.get(scene.url("reply_section", "f")))


def test_a_prefilled_value_shows_its_source_until_confirmed(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    url = scene.url("reply_section", "a")
    page = text(client.get(url))
    assert "sổ đăng ký tổ chức" in page
    assert "Xác nhận đúng" in page
    post_form(client, url, {}, confirm="a1")
    answer = scene.answer("a1")
    assert answer is not None
    assert answer.status == AnswerStatus.ANSWERED
    assert scene.sheet().unconfirmed() == ["a2"]


def test_a_hidden_prefilled_value_waits_for_nobody(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    scene.fill()
    assert scene.answer("a8") is not None
    assert scene.sheet().unconfirmed() == []
    assert "không còn chỗ phải sửa" in text(client.get(scene.url("reply")))
    post_form(client, scene.url("reply_section", "a"), {"value:a2:0": "cuc"})
    assert scene.sheet().unconfirmed() == ["a8"]


def test_checks_stand_with_their_place_and_soft_ones_take_a_reason(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    url = scene.url("reply_section", "b")
    post_form(client, url, {"value:b1_cong_chuc_giao:0": "600", "value:b1_cong_chuc_co_mat:0": "700"})
    page = text(client.get(url))
    assert "Bảng B1, dòng “Công chức” : Có mặt không được lớn hơn được giao" in page
    assert "Số được giao lớn khác thường" in page
    short = post_form(client, url, {"explain:b1_lon.cong_chuc:0": "ok"})
    assert short.status_code == 422
    assert "Giải trình quá ngắn" in text(short)
    post_form(client, url, {"explain:b1_lon.cong_chuc:0": "Đã kiểm tra, số liệu đúng"})
    assert scene.sheet().unexplained() == []
    assert "Trần Chuyên Viên đã giải trình" in text(client.get(url))


def test_rows_are_added_filled_and_removed(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    url = scene.url("reply_section", "e")
    post_form(client, url, {}, add_row="e1")
    post_form(client, url, {"value:e1.ten:1": "Hệ thống văn bản", "value:e1.nam:1": "2008"}, add_row="e1")
    assert scene.sheet().rows == {"e1": [1, 2]}
    assert scene.sheet().value("e1.ten", 1) == "Hệ thống văn bản"
    post_form(client, url, {}, remove_row="e1:2")
    assert scene.sheet().rows == {"e1": [1]}


def test_an_open_table_is_declared_not_arisen_and_taken_back(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    url = scene.url("reply_section", "e")
    post_form(client, url, {}, not_arisen="e1")
    assert "không phát sinh" in text(client.get(url))
    post_form(client, url, {}, add_row="e1")
    assert scene.sheet().rows == {"e1": [1]}
    assert ("e1", 0) not in scene.sheet().answers


def test_not_arisen_takes_one_click_from_the_home(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    assert "Hệ thống thông tin" in text(client.get(scene.url("reply")))
    client.post(scene.url("reply_not_arisen"), {"table": "e1"})
    answer = scene.answer("e1")
    assert answer is not None
    assert answer.status == AnswerStatus.NOT_ARISEN


def test_a_block_from_a_spreadsheet_becomes_rows_and_keeps_what_it_cannot_read(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    block = "Hệ thống văn bản\t2008\t1.200\nCổng thông tin\tnăm ngoái\t?\n"
    response = post_form(client, scene.url("reply_section", "e"), {"paste:e1": block}, paste_rows="e1")
    assert response.status_code == 422
    assert 'value="năm ngoái"' in response.content.decode()
    sheet = scene.sheet()
    assert sheet.rows == {"e1": [1, 2]}
    assert sheet.value("e1.kinh_phi", 1) == 1200
    assert sheet.answers["e1.kinh_phi", 2].status == AnswerStatus.NO_DATA


def test_a_part_is_declared_finished_only_when_it_is(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    url = scene.url("reply_section", "b")
    early = post_form(client, url, {}, mark="done")
    assert any("chưa đủ để đánh dấu xong" in str(one) for one in get_messages(early.wsgi_request))  # type: ignore[attr-defined]
    scene.fill()
    post_form(client, url, {}, mark="done")
    assert "Trần Chuyên Viên đánh dấu xong" in text(client.get(scene.url("reply")))
    post_form(client, url, {}, mark="open")
    assert scene.sheet().section_marks == {}


def test_a_long_table_has_pages_and_saving_moves_on(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    url = scene.url("reply_section", "c")
    assert client.get(url).content.decode().count('scope="row"') == 9
    onward = post_form(client, url, {"value:c1_n1_giao:0": "chu_tri"}, go="next")
    assert onward["Location"] == f"{url}?trang=2"
    last = post_form(client, f"{url}?trang=2", {"value:c1_n17_de_nghi:0": "true"}, go="next")
    assert last["Location"] == scene.url("reply")
    assert scene.sheet().value("c1_n1_giao") == "chu_tri"
    assert scene.sheet().value("c1_n17_de_nghi") is True


def test_every_control_of_a_table_is_named_by_its_row_and_column(scene: Scene) -> None:
    page = scene.cast.client(scene.cast.officer).get(scene.url("reply_section", "b")).content.decode()
    assert 'aria-labelledby="dong-b1-cong_chuc cot-b1-giao"' in page
    assert '<th scope="row" id="dong-b1-cong_chuc">' in page
    assert 'id="cot-b1-giao"' in page
    assert "<caption" in page
    assert "<output" in page


def test_one_question_at_a_time_walks_the_same_data(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    first = post_form(client, scene.url("reply_question", "a5", 0), {"value:a5:0": "12,5"}, go="next")
    assert first["Location"] == scene.url("reply_question", "a6", 0)
    assert scene.sheet().value("a5") == "12.5"
    page = text(client.get(scene.url("reply_question", "b1_cong_chuc_giao", 0)))
    assert "Công chức" in page
    assert "Được giao" in page
    wrong = post_form(client, scene.url("reply_question", "a5", 0), {"value:a5:0": "200"}, go="next")
    assert wrong.status_code == 422


def test_the_check_page_puts_faults_first_and_says_what_differs_from_the_register(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    scene.write(a1="Tên khác", b1_cong_chuc_giao=5, b1_cong_chuc_co_mat=8)
    page = text(client.get(scene.url("reply_check")))
    assert page.index("Phải sửa trước khi ký") < page.index("A. Đơn vị, hình thức, căn cứ")
    assert "Khác với sổ đăng ký" in page
    assert "Tên khác" in page
    assert "Trung tâm Thông tin Bộ A" in page
    assert "Chưa cung cấp" in page


def test_an_unknown_part_question_or_file_is_not_found(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    for page in (("reply_section", "z"), ("reply_question", "khong_co", 0), ("reply_file", 999)):
        assert client.get(scene.url(*page)).status_code == 404


def test_posted_nonsense_writes_nothing(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    form = form_of(client.get(scene.url("reply_section", "a")))  # type: ignore[arg-type]
    form |= {
        "seen:khong_co:0": "0:",
        "value:khong_co:0": "1",
        "seen:a5:xyz": "0:",
        "seen:": "x",
        "keep": "mine:",
    }
    before = len(scene.sheet().answers)
    assert client.post(scene.url("reply_section", "a"), form | {"go": "stay"}).status_code == 302
    assert len(scene.sheet().answers) == before


@pytest.mark.parametrize(
    ("where", "of_the_reply", "in_all"),
    [
        ("reply", 7, 15),
        ("reply_section/b", 4, 11),
        ("reply_section/c", 4, 11),
        ("reply_check", 6, 18),
        ("reply_send", 6, 14),
    ],
)
def test_pages_read_a_fixed_number_of_times(scene: Scene, where: str, of_the_reply: int, in_all: int) -> None:
    """Beside the reads of the reply itself the frame (session, person, rights, menu, key days) makes its own."""
    client = scene.cast.client(scene.cast.officer)
    url = scene.url(*where.split("/"))
    client.get(url)
    scene.fill()
    with CaptureQueriesContext(connection) as caught:
        client.get(url)
    reads = [one["sql"].strip() for one in caught.captured_queries]
    reads = [sql for sql in reads if sql[:6].lower() in ("select", "with r") and "enter_as(" not in sql]
    of_surveys = [sql for sql in reads if re.search(r"(from|join)\s+\"?surveys_", sql, re.IGNORECASE)]
    assert (len(of_surveys), len(reads)) == (of_the_reply, in_all), "\n".join(sql[:120] for sql in reads)
