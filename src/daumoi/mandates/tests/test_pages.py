"""The pages: what they say, whom they let in, how a record is made through the form."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from daumoi.foundation.principal import acting
from daumoi.mandates.models import Assignment
from daumoi.mandates.tests.helpers import CLERK, PLAN, RULES, record
from daumoi.organisations.models import OrganisationState
from tests.cast import Cast

MATRIX = "/nhiem-vu/ma-tran/"
SIMULATED = "?as_of=2016-07-04&realm=mo-phong"


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return re.sub(r"\s+", " ", answer.content.decode())


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize(
    "address",
    [
        MATRIX,
        "/nhiem-vu/ma-tran.xlsx",
        "/nhiem-vu/ma-tran.json",
        "/nhiem-vu/so-sanh/",
        "/nhiem-vu/danh-muc/",
        f"/nhiem-vu/danh-muc/{PLAN}/",
        "/nhiem-vu/co-quan/bo-a/",
        f"/nhiem-vu/o/bo-a/{PLAN}/",
        f"/nhiem-vu/giao/bo-a/{PLAN}/",
    ],
)
def test_pages_open_to_the_officer_and_send_visitors_to_sign_in(cast: Cast, address: str) -> None:
    assert Client().get(address).status_code == 302
    assert cast.client(cast.officer).get(address).status_code == 200


def test_somebody_without_appointment_is_refused(cast: Cast) -> None:
    assert cast.client(cast.outsider).get(MATRIX).status_code == 403


def test_the_first_address_of_the_room_is_the_matrix_with_the_day_kept(cast: Cast) -> None:
    answer = cast.client(cast.officer).get("/nhiem-vu/?as_of=2011-09-08")
    assert answer["Location"] == f"{MATRIX}?as_of=2011-09-08"


def test_the_real_matrix_of_2011_says_that_nobody_knows(cast: Cast) -> None:
    html = text(cast.client(cast.officer), f"{MATRIX}?as_of=2011-09-08")
    assert "22/22 cơ quan chưa có số liệu" in html
    assert html.count("<tr data-row>") == 22
    assert html.count("dm-holding is-no-data") >= 22 * 5
    assert "Điều 46" in html


def test_the_matrix_of_2017_marks_the_proposal_and_that_of_today_shows_the_new_law(cast: Cast) -> None:
    client = cast.client(cast.officer)
    then = text(client, f"{MATRIX}?as_of=2017-05-31")
    assert "đề xuất" in then
    assert "Kế hoạch 5 năm" in then
    now = text(client, f"{MATRIX}?as_of=2026-11-22")
    assert now.count("<tr data-row>") == 17
    assert "Nghị định 224/2026/NĐ-CP" in now
    assert "Kế hoạch ƯD CNTT" not in now
    alone = text(client, f"{MATRIX}?as_of=2017-05-31&danh-muc=nhom_2017")
    assert "Kế hoạch ƯD CNTT" not in alone
    assert client.get(f"{MATRIX}?as_of=2011-09-08&danh-muc=nhom_2017").status_code == 404


def test_the_sentence_counts_and_its_figures_filter_the_bodies(cast: Cast) -> None:
    record(cast.body_a, PLAN, unit=cast.unit_a, published=True)
    record(cast.body_a, RULES, unit=cast.unit_a, published=True)
    client = cast.client(cast.officer_b)
    html = text(client, MATRIX + SIMULATED)
    assert "1/2 cơ quan" in html
    assert "1/2 cơ quan chưa có số liệu" in html
    assert "Dữ liệu mô phỏng" in html
    kept = text(client, f"{MATRIX}{SIMULATED}&nhom=ke_hoach&muc=full")
    assert "1/2 cơ quan" in words(kept)
    assert "Bộ A" in kept
    assert kept.count("<tr data-row>") == 1
    silent = text(client, f"{MATRIX}{SIMULATED}&muc=no_data")
    assert silent.count("<tr data-row>") == 1
    nobody = text(client, f"{MATRIX}{SIMULATED}&nhom=ke_hoach&muc=none")
    assert "Không có cơ quan nào như vậy" in nobody


def test_a_cell_opens_its_basis_as_a_page_and_as_a_piece_for_the_dialog(cast: Cast) -> None:
    record(cast.body_a, unit=cast.unit_a, published=True)
    client = cast.client(cast.officer_b)
    address = f"/nhiem-vu/o/bo-a/{PLAN}/?as_of=2016-07-04"
    page = text(client, address)
    assert "Ngày 04/7/2016, tại Bộ A, Trung tâm Thông tin Bộ A chủ trì nhiệm vụ này." in page
    assert "Quyết định 10/QĐ-MP" in page
    assert "Điều 46 khoản 1" in page
    assert "<html" in page
    piece = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in piece
    assert 'id="basis-title"' in piece


def test_an_empty_cell_says_which_kind_of_empty_it_is(cast: Cast) -> None:
    record(cast.body_a, RULES, holding="none")
    client = cast.client(cast.officer)
    given_to_nobody = text(client, f"/nhiem-vu/o/bo-a/{RULES}/?as_of=2016-07-04")
    not_known = text(client, f"/nhiem-vu/o/bo-a/{PLAN}/?as_of=2016-07-04")
    assert "không giao nhiệm vụ này cho đơn vị nào" in given_to_nobody
    assert "chưa có số liệu về việc Bộ A giao nhiệm vụ này" in not_known


def test_a_cell_of_another_time_says_so(cast: Cast) -> None:
    client = cast.client(cast.officer)
    later = text(client, f"/nhiem-vu/o/bo-a/{PLAN}/?as_of=2026-11-22")
    assert "không có hiệu lực" in later
    earlier = text(client, f"/nhiem-vu/o/bo-a/{PLAN}/?as_of=2009-01-01")
    assert "sổ đăng ký không có cơ quan này" in earlier


def test_an_unpublished_cell_of_another_ministry_stays_unknown(cast: Cast) -> None:
    record(cast.body_a, PLAN, unit=cast.unit_a, published=False, document="Quyết định mật danh")
    page = text(cast.client(cast.officer_b), f"/nhiem-vu/o/bo-a/{PLAN}/?as_of=2016-07-04")
    assert "Quyết định mật danh" not in page
    assert "chưa có số liệu" in page


@pytest.mark.parametrize(
    "address", ["/nhiem-vu/o/khong-co/x/", "/nhiem-vu/danh-muc/x/", "/nhiem-vu/co-quan/x/"]
)
def test_unknown_codes_are_not_found(cast: Cast, address: str) -> None:
    assert cast.client(cast.officer).get(address).status_code == 404


def test_a_unit_is_not_a_body(cast: Cast) -> None:
    assert cast.client(cast.officer).get("/nhiem-vu/co-quan/bo-a.tt/").status_code == 404


FORM = {
    "holding": "lead",
    "unit": "bo-a.tt",
    "holder_text": "",
    "document": "Quyết định 5/QĐ-BA",
    "since": "2016-01-01",
    "reason": "",
}


def test_the_officer_records_through_the_form_and_lands_on_the_cell(cast: Cast) -> None:
    client = cast.client(cast.officer)
    form = text(client, f"/nhiem-vu/giao/bo-a/{PLAN}/?as_of=2016-01-01")
    assert form.count('type="radio"') == 4
    assert "Trung tâm Thông tin Bộ A" in form
    answer = client.post(f"/nhiem-vu/giao/bo-a/{PLAN}/", FORM)
    assert answer.status_code == 302
    assert answer["Location"] == f"/nhiem-vu/o/bo-a/{PLAN}/?as_of=2016-01-01"
    assert "Đã ghi nhận cách giao nhiệm vụ." in text(client, answer["Location"])
    with acting(CLERK):
        made = Assignment.objects.get(root=cast.body_a)
        assert (made.holding, made.owner.code, made.valid_from) == ("lead", "bo-a.tt", date(2016, 1, 1))
        assert not made.is_published


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"holding": ""}, "chọn một trong bốn phương án"),
        ({"since": "ngày mai"}, "không phải là một ngày"),
        ({"document": ""}, "ghi số, ký hiệu"),
        ({"unit": ""}, "phải là một đơn vị chuyên trách"),
        ({"holding": "none"}, "Đã chọn “không giao”"),
        ({"since": "2006-01-01"}, "không có cơ quan"),
    ],
)
def test_what_the_form_refuses_stands_beside_its_field_and_nothing_is_written(
    cast: Cast, changes: dict[str, str], message: str
) -> None:
    answer = cast.client(cast.officer).post(f"/nhiem-vu/giao/bo-a/{PLAN}/", FORM | changes)
    assert answer.status_code == 422
    assert message in answer.content.decode()
    with acting(CLERK):
        assert not Assignment.objects.filter(root=cast.body_a).exists()


def test_a_record_of_the_same_day_asks_for_a_reason(cast: Cast) -> None:
    record(cast.body_a, unit=cast.unit_a)
    client = cast.client(cast.officer)
    answer = client.post(f"/nhiem-vu/giao/bo-a/{PLAN}/", FORM | {"holding": "partial"})
    assert answer.status_code == 422
    assert "Đã có ghi nhận bắt đầu đúng ngày này." in answer.content.decode()
    again = client.post(f"/nhiem-vu/giao/bo-a/{PLAN}/", FORM | {"holding": "partial", "reason": "Đọc nhầm"})
    assert again.status_code == 302


def test_readers_see_no_verb_and_cannot_post(cast: Cast) -> None:
    for person in (cast.officer_b, cast.leader, cast.inspector):
        client = cast.client(person)
        assert "Ghi nhận cách giao" not in text(client, f"/nhiem-vu/o/bo-a/{PLAN}/?as_of=2016-07-04")
        assert client.post(f"/nhiem-vu/giao/bo-a/{PLAN}/", FORM).status_code == 403


def test_the_comparison_tells_what_the_reform_changed(cast: Cast) -> None:
    html = text(cast.client(cast.officer), "/nhiem-vu/so-sanh/?as_of=2026-11-22&voi=2017-05-31")
    assert "từ 22 còn 17 cơ quan" in html
    assert "Bộ NN&amp;MT" in html or "Bộ Nông nghiệp và Môi trường" in html
    assert cast.client(cast.officer).get("/nhiem-vu/so-sanh/?voi=hôm+qua").status_code == 422


def test_the_pages_stay_within_fifteen_queries(cast: Cast) -> None:
    record(cast.body_a, unit=cast.unit_a)
    client = cast.client(cast.officer)
    addresses = [
        MATRIX + SIMULATED,
        f"{MATRIX}?as_of=2026-11-22",
        "/nhiem-vu/danh-muc/?as_of=2026-11-22",
        "/nhiem-vu/co-quan/bo-a/?as_of=2016-07-04",
        f"/nhiem-vu/danh-muc/{PLAN}/?as_of=2016-07-04",
    ]
    for address in addresses:
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            client.get(address)
        reads = [query["sql"] for query in caught.captured_queries if "SAVEPOINT" not in query["sql"]]
        reads = [sql for sql in reads if "enter_as" not in sql]
        assert len(reads) <= 15, (address, len(reads))


def test_what_people_typed_stays_text_in_the_cells(cast: Cast) -> None:
    record(cast.body_a, holding="elsewhere", holder_text='"><script>alert(1)</script>', published=True)
    with acting(CLERK):
        OrganisationState.objects.filter(organisation=cast.body_a).update(name="Bộ <b>A</b>")
    client = cast.client(cast.officer)
    for address in (MATRIX + SIMULATED, f"/nhiem-vu/o/bo-a/{PLAN}/?as_of=2016-07-04"):
        html = text(client, address)
        assert "<script>alert" not in html
        assert "<b>A</b>" not in html
        assert "&lt;script&gt;alert(1)" in html, address
