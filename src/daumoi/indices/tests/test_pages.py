"""Every page and file of the room opens, says its sentence first, and works without JavaScript."""

import csv
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import resolve
from python_calamine import CalamineWorkbook

from daumoi.foundation.principal import acting
from daumoi.indices import actions, rules, urls
from daumoi.indices.tests.scene import AT, COLUMNS, HOME, Scene, pdf


def _post(client: Client, to: str, **given: object) -> None:
    answer = client.post(to, given)
    assert answer.status_code == 302, (to, answer.content.decode()[-4000:])


def _typed(*values: str) -> dict[str, str]:
    return {f"value-{number}": value for number, value in enumerate(values, start=1)}


def test_the_list_says_what_waits_on_whom(scene: Scene) -> None:
    coordinator = scene.cast.client(scene.cast.coordinator).get("/chi-so/").content.decode()
    assert "1 kỳ đang làm, 3 phiếu còn ở cơ quan" in coordinator
    assert "Lập kỳ đánh giá" in coordinator
    assert "Dữ liệu mô phỏng" in coordinator
    officer = scene.cast.client(scene.cast.officer).get("/chi-so/").content.decode()
    assert "Điền tiếp" in officer
    assert f"{HOME}phieu/bo-a/" in officer


def test_an_officer_fills_and_sends_on_the_page_alone(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    place = f"{HOME}phieu/bo-a/"
    page = client.get(place).content.decode()
    assert "0/5 tiêu chí đã xác nhận" in page
    assert "Cần: Sơ đồ mạng được phê duyệt" in page
    _post(
        client,
        place,
        **_typed("80", "100", "25,5", "1", ""),
        **{"kind-5": "missing", "note-3": "Đo tháng 10"},
    )
    page = client.get(place).content.decode()
    assert "5/5 tiêu chí đã xác nhận; điểm tự chấm 51,5/100" in page
    assert 'value="25,5"' in page
    evidence = SimpleUploadedFile("so-do.pdf", pdf(), "application/pdf")
    _post(client, f"{place}minh-chung/mang/", title="Sơ đồ mạng", file=evidence)
    page = client.get(f"{place}minh-chung/mang/").content.decode()
    assert "đã kèm 1 minh chứng" in page
    _post(client, f"{place}gui/", document="15/BC-BA ngày 18/11/2026")
    assert "đã gửi" in client.get(place).content.decode()
    assert "value-1" not in client.get(place).content.decode()  # nothing to write any more
    assert scene.entry(scene.cast.body_a, "dien-tap").self_kind == "missing"
    assert scene.entry(scene.cast.body_a, "mang").self_note == "Đo tháng 10"


def test_what_was_typed_wrongly_stays_with_its_reason(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    answer = client.post(
        f"{HOME}phieu/bo-a/", {**_typed("tám mươi", "1.234", "31", "1", "5"), "kind-5": "missing"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Có 4 chỗ cần sửa" in page
    assert "“tám mươi” không phải là số" in page
    assert "có thể hiểu hai cách" in page
    assert "vượt mức tối đa 30" in page
    assert "Vừa ghi số vừa chọn không có số" in page
    assert 'value="tám mươi"' in page
    assert scene.entry(scene.cast.body_a, "quy-che").state == "empty"


def test_a_sheet_with_gaps_is_not_sent(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    answer = client.post(f"{HOME}phieu/bo-a/gui/", {"document": "15/BC-BA"})
    assert answer.status_code == 422
    assert "Còn 5 tiêu chí chưa ghi hoặc chưa xác nhận" in answer.content.decode()


def test_the_coordinator_walks_the_whole_way_on_pages(scene: Scene) -> None:
    scene.everybody_sends()
    client = scene.cast.client(scene.cast.coordinator)
    assert "Bắt đầu thẩm định" in client.get(HOME).content.decode()
    _post(client, f"{HOME}tham-dinh/bo-a/tiep-nhan/")
    _post(client, f"{HOME}bat-dau-tham-dinh/")
    page = client.get(f"{HOME}tham-dinh/bo-a/").content.decode()
    assert "thiếu minh chứng" in page
    refused = client.post(
        f"{HOME}tham-dinh/bo-a/", {**_typed("80", "100", "20", "1", "30"), "next": "finish"}
    )
    assert refused.status_code == 422
    assert "chưa ghi lý do" in refused.content.decode()
    given = {
        **_typed("80", "100", "20", "1", "30"),
        "reason-3": "Sơ đồ chưa được phê duyệt",
        "next": "finish",
    }
    _post(client, f"{HOME}tham-dinh/bo-a/", **given)
    _post(client, f"{HOME}tham-dinh/bo-b/", **_typed("100", "100", "30", "1", "40"), next="finish")
    _post(client, f"{HOME}tham-dinh/bo-c/", **_typed("50", "100", "10", "0", "20"), next="finish")
    assert "Thông báo điểm" in client.get(HOME).content.decode()
    _post(client, f"{HOME}thong-bao-diem/", until="2099-12-10", document="20/TB-BB")
    officer = scene.cast.client(scene.cast.officer)
    page = officer.get(f"{HOME}phieu/bo-a/").content.decode()
    assert "Sơ đồ chưa được phê duyệt" in page
    _post(officer, f"{HOME}phieu/bo-a/kien-nghi/mang/", text="Sơ đồ phê duyệt ngày 05/10/2026")
    assert "Trả lời kiến nghị" in client.get(HOME).content.decode()
    assert "1 kiến nghị chưa trả lời" in client.get(f"{HOME}cong-bo/").content.decode()
    _post(client, f"{HOME}kien-nghi/bo-a/1/", result="accepted", value="25", answer="Đã đối chiếu bản gốc")
    assert "tiếp thu, sửa điểm" in officer.get(f"{HOME}kien-nghi/").content.decode()
    assert "Sẵn sàng công bố 3 đơn vị" in client.get(f"{HOME}cong-bo/").content.decode()
    _post(client, f"{HOME}cong-bo/", document="30/QĐ-BB", on="2026-11-22")
    page = client.get(HOME).content.decode()
    assert "0,8100" in page
    assert "Khoảng 90 %" in page


def test_before_the_marks_are_told_a_body_does_not_see_them(scene: Scene) -> None:
    scene.everybody_sends()
    scene.verify_all()
    page = scene.cast.client(scene.cast.officer).get(f"{HOME}phieu/bo-a/").content.decode()
    assert "Sơ đồ chưa được phê duyệt" not in page
    assert "Lý do lệch" not in page


def test_asking_opens_the_sheet_again_and_reminding_is_counted(scene: Scene) -> None:
    scene.fill(scene.cast.officer, scene.cast.body_a, 80, 100, 25, 1, 30)
    client = scene.cast.client(scene.cast.coordinator)
    _post(client, f"{HOME}tham-dinh/bo-a/lam-ro/", words="Gửi sơ đồ mạng đã duyệt")
    _post(client, f"{HOME}tham-dinh/bo-c/don-doc/")
    page = client.get(HOME).content.decode()
    assert "Gửi sơ đồ mạng đã duyệt" in page
    assert "đã đôn đốc 1 lần" in page
    assert (
        "đề nghị bổ sung, làm rõ: Gửi sơ đồ"
        in scene.cast.client(scene.cast.officer).get(f"{HOME}phieu/bo-a/").content.decode()
    )
    assert client.post(f"{HOME}tham-dinh/bo-c/don-doc/").status_code == 409


def test_a_new_edition_is_opened_on_its_pages(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.coordinator)
    assert "phiên bản 2026.1" in client.get("/chi-so/lap/").content.decode()
    place = "/chi-so/lap/?ban=chi-so-thu:2026.1"
    assert "[bo-d]" in client.get(place).content.decode()  # everybody of the register is offered
    given = {"title": "Đánh giá năm 2027", "code": "2027", "year": "2027", "cut_off": "2027-10-31"}
    wrong = client.post(place, {**given, "bodies-": "Bộ A\nBộ Không Có"})
    assert wrong.status_code == 422
    assert "Bộ Không Có" in wrong.content.decode()
    early = client.post(place, {**given, "year": "2020", "bodies-": "Bộ A"})
    assert "không áp dụng cho năm 2020" in early.content.decode()
    _post(client, place, **given, **{"bodies-": "Bộ A\nbo-d"})
    page = client.get("/chi-so/chi-so-thu/2027/").content.decode()
    assert "Bộ A" in page
    assert "Bộ D" in page


READING = (
    "",
    "co-quan/bo-a/",
    "thong-ke/",
    "kiem-tra/",
    "ket-qua.csv",
    "ket-qua.json",
    "danh-muc.jsonld",
    "so-lieu.csv",
    "dinh-nghia.yaml",
    "kien-nghi/",
)


@pytest.mark.parametrize("place", READING)
def test_a_published_edition_is_open_to_whoever_signs_in(scene: Scene, place: str) -> None:
    scene.publish()
    for who in (scene.cast.officer, scene.cast.outsider, scene.officer_d):
        assert scene.cast.client(who).get(HOME + place).status_code == 200, who


def test_the_page_of_an_index_speaks_to_a_leader_and_to_a_statistician(scene: Scene) -> None:
    page = scene.cast.client(scene.cast.officer).get("/chi-so/chi-so-thu/").content.decode()
    assert "Đo mức làm việc trên môi trường số" in page
    assert "50 %" in page
    assert "có: 10 điểm, không: 0" in page
    assert "chưa xác nhận" in page
    assert "Trọng số chưa đối chiếu." in page


def test_the_unit_and_the_check_say_their_sentence(scene: Scene) -> None:
    scene.publish()
    client = scene.cast.client(scene.cast.officer)
    assert "Bộ A đạt 0,7600, thứ 2 trong 3." in client.get(f"{HOME}co-quan/bo-a/").content.decode()
    assert "giống hệt mã đã công bố" in client.get(f"{HOME}kiem-tra/").content.decode()
    statistics = client.get(f"{HOME}thong-ke/").content.decode()
    assert "Cronbach alpha" in statistics
    assert "Sobol" in statistics
    assert client.get(f"{HOME}co-quan/bo-x/").status_code == 404


def test_sobol_stays_on_the_statisticians_page(scene: Scene) -> None:
    scene.publish()
    client = scene.cast.client(scene.cast.coordinator)
    for place in (
        "/chi-so/",
        HOME,
        f"{HOME}co-quan/bo-a/",
        "/chi-so/chi-so-thu/",
        "/chi-so/chi-so-thu/qua-cac-nam/",
    ):
        page = client.get(place).content.decode()
        assert "Sobol" not in page, place
        assert "Cronbach" not in page, place


def test_open_data_carry_the_figures_and_the_recipe(scene: Scene) -> None:
    edition = scene.publish()
    client = scene.cast.client(scene.cast.outsider)
    rows = list(csv.DictReader(io.StringIO(client.get(f"{HOME}ket-qua.csv").content.decode("utf-8-sig"))))
    assert [(row["ma"], row["diem"], row["thu_hang"]) for row in rows] == [
        ("bo-b", "1.0000", "1"),
        ("bo-a", "0.7600", "2"),
        ("bo-c", "0.4000", "3"),
    ]
    found = json.loads(client.get(f"{HOME}ket-qua.json").content)
    assert found["digest"] == edition.digest
    assert found["recipe"]["definition"]["version"] == "2026.1"
    assert found["simulated"] is True
    entry = json.loads(client.get(f"{HOME}danh-muc.jsonld").content)
    assert entry["@type"] == "dcat:Dataset"
    links = {one["dcat:downloadURL"]["@id"] for one in entry["dcat:distribution"]}
    assert links == {f"http://testserver{HOME}ket-qua.csv", f"http://testserver{HOME}ket-qua.json"}
    inputs = client.get(f"{HOME}so-lieu.csv").content.decode("utf-8-sig")
    assert inputs.splitlines()[0] == ",".join(("unit", "ten", *COLUMNS))


def test_evidence_is_the_same_bytes_with_its_hash(scene: Scene) -> None:
    content = pdf()
    with acting(scene.cast.principal(scene.cast.officer)) as by:
        made = actions.add_evidence(
            by=by,
            sheet=scene.sheet(scene.cast.body_a),
            entry=scene.entry(scene.cast.body_a, "mang"),
            title="Sơ đồ",
            name="a.pdf",
            content=content,
            at=AT,
        )
    answer = scene.cast.client(scene.cast.officer).get(f"{HOME}phieu/bo-a/tep/{made.pk}/")
    assert answer.content == content
    assert answer["Digest"] == f"sha-256={made.sha256}"
    _post(scene.cast.client(scene.cast.officer), f"{HOME}phieu/bo-a/tep/{made.pk}/bo/")


def test_the_addresses_the_inbox_keeps_are_pages_of_the_room() -> None:
    assert resolve(rules.edition_address("x", "y")).url_name == "edition"
    assert resolve(rules.sheet_address("x", "y", "z")).url_name == "sheet"
    assert resolve(rules.verify_address("x", "y", "z")).url_name == "verify"
    assert resolve(rules.appeals_address("x", "y")).url_name == "appeals"
    assert len({pattern.name for pattern in urls.urlpatterns}) == len(urls.urlpatterns)


def test_a_sheet_goes_out_as_excel_and_comes_back_for_a_look(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.officer)
    place = f"{HOME}phieu/bo-a/"
    empty = client.get(f"{place}phieu.xlsx").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(empty)).get_sheet_by_index(0).to_python()
    codes = [row[0] for row in rows]
    assert [code for code in codes if code in COLUMNS] == list(COLUMNS)
    scene.fill(scene.cast.officer, scene.cast.body_a, 80, 100, 25.5, 1, 30, sent=False)
    filled = client.get(f"{place}phieu.xlsx").content
    _post(client, place, **_typed("1", "2", "3", "0", "4"))
    file = SimpleUploadedFile("phieu.xlsx", filled)
    page = client.post(f"{place}nop-excel/", {"file": file}).content.decode()
    assert "số đọc từ tệp Excel, chưa ghi" in page
    assert 'value="25,5"' in page
    assert scene.entry(scene.cast.body_a, "mang").self_value == 3  # nothing was written by reading
    other = client.post(f"{place}nop-excel/", {"file": SimpleUploadedFile("a.xlsx", pdf())})
    assert other.status_code == 422
    assert "không phải Excel" in other.content.decode()
