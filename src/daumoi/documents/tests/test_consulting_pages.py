"""The pages of góp ý dự thảo and đề nghị hướng dẫn: journeys of both sides, refusals in place, rights, files, API."""

import io
import json
from datetime import date

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from daumoi.documents.actions.deciding import Decided
from daumoi.documents.actions.opinions import Said, read_opinion_table
from daumoi.documents.models import Consultation, ConsultedBody, GuidanceRequest
from daumoi.documents.rules.consulting import read_parts
from daumoi.documents.tests.consulting_desk import (
    answered,
    closed,
    decided,
    line_of,
    opinions,
    put_out,
    regulation,
    table,
)
from daumoi.foundation.principal import acting
from tests.cast import Cast


def page(client: Client, address: str, status: int = 200) -> str:
    """The words of a page."""
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def own_line(cast: Cast, made: Consultation) -> ConsultedBody:
    """Bộ B's line."""
    with acting(cast.principal(cast.officer_b)):
        return line_of(made)


def test_a_draft_goes_out_and_comes_back_with_opinions_through_the_pages(cast: Cast) -> None:
    paper = regulation(cast)
    asker, giver = cast.client(cast.officer), cast.client(cast.officer_b)
    assert "Quy chế chia sẻ dữ liệu" in page(asker, "/van-ban/gop-y/moi/")
    form = {"bodies": ["bo-b"], "due_on": "2099-01-30", "contact_name": "Trần Thị B"}
    sent = asker.post(f"/van-ban/{paper.pk}/lay-y-kien/", form)
    assert sent.status_code == 302, sent.content.decode()[:3000]
    made = _only(cast)
    assert "1 dự thảo chờ cơ quan bạn góp ý" in page(giver, "/van-ban/gop-y/")
    reading = page(giver, f"/van-ban/gop-y/{made.pk}/")
    assert "Các đơn vị thuộc Bộ." in reading
    line = own_line(cast, made)
    answer = giver.post(
        f"/van-ban/gop-y/{made.pk}/tra-loi/{line.pk}/",
        {"y0": "", "y1": "", "y2": "Bổ sung các cục.", "send": "1"},
    )
    assert answer.status_code == 302
    board = page(asker, f"/van-ban/gop-y/{made.pk}/")
    assert "Bổ sung các cục." in board
    assert "Đã trả lời 1/1" in board
    [opinion] = opinions(cast, made)
    refused = asker.post(f"/van-ban/gop-y/{made.pk}/", {f"xu-ly-{opinion.pk}": "refused"})
    assert refused.status_code == 422
    assert "phải giải trình" in refused.content.decode()
    saved = asker.post(
        f"/van-ban/gop-y/{made.pk}/",
        {f"xu-ly-{opinion.pk}": "partly", f"ly-do-{opinion.pk}": "Chỉ các cục chuyên trách."},
    )
    assert saved.status_code == 302
    assert asker.post(f"/van-ban/gop-y/{made.pk}/ket-thuc/").status_code == 302
    assert asker.post(f"/van-ban/gop-y/{made.pk}/cong-bo/").status_code == 302
    published = page(giver, f"/van-ban/gop-y/{made.pk}/")
    assert "Chỉ các cục chuyên trách." in published
    assert "is-simulated" in published


def _only(cast: Cast) -> Consultation:
    with acting(cast.principal(cast.officer)):
        return Consultation.objects.get()


def test_refused_openings_say_why_at_the_field(cast: Cast) -> None:
    paper = regulation(cast)
    client = cast.client(cast.officer)
    form = {"due_on": "2099-01-30", "contact_name": "Trần Thị B"}
    nobody = client.post(f"/van-ban/{paper.pk}/lay-y-kien/", form)
    assert nobody.status_code == 422
    assert "Chưa chọn cơ quan nào" in nobody.content.decode()
    past = client.post(
        f"/van-ban/{paper.pk}/lay-y-kien/", form | {"bodies": ["bo-b"], "due_on": "2020-01-30"}
    )
    assert past.status_code == 422
    assert "Hạn góp ý phải sau hôm nay" in past.content.decode()


def test_agreeing_is_one_button_and_an_empty_sending_is_asked_back(cast: Cast) -> None:
    made = put_out(cast)
    line = own_line(cast, made)
    client, address = cast.client(cast.officer_b), f"/van-ban/gop-y/{made.pk}/tra-loi/{line.pk}/"
    empty = client.post(address, {"send": "1"})
    assert empty.status_code == 422
    assert "Chưa ghi ý kiến nào" in empty.content.decode()
    assert client.post(address, {"agree": "1"}).status_code == 302
    assert "Nhất trí, không có ý kiến" in page(cast.client(cast.officer), f"/van-ban/gop-y/{made.pk}/")


def test_the_template_has_every_article_and_comes_back_as_opinions(cast: Cast) -> None:
    made = put_out(cast)
    client = cast.client(cast.officer_b)
    answer = client.get(f"/van-ban/gop-y/{made.pk}/mau.docx")
    assert answer.status_code == 200
    document = docx.Document(io.BytesIO(answer.content))
    grid = next(one for one in document.tables if "Nội dung góp ý" in one.rows[0].cells[-1].text)
    grid.rows[3].cells[-1].text = "Bổ sung các cục."
    buffer = io.BytesIO()
    document.save(buffer)
    read = read_opinion_table(data=buffer.getvalue(), name="mau.docx", parts=read_parts(made.parts))
    assert [(one.part, one.text) for one in read.said] == [("dieu-2", "Bổ sung các cục.")]
    assert read.refused == ()
    line = own_line(cast, made)
    upload = SimpleUploadedFile("gop-y.docx", buffer.getvalue())
    sent = client.post(f"/van-ban/gop-y/{made.pk}/tra-loi/{line.pk}/tep/", {"file": upload})
    assert sent.status_code == 302
    assert [one.source for one in opinions(cast, made)] == ["table"]


def test_a_table_with_unknown_rows_keeps_nothing_until_they_are_passed_over(cast: Cast) -> None:
    made = put_out(cast)
    line = own_line(cast, made)
    client, address = cast.client(cast.officer_b), f"/van-ban/gop-y/{made.pk}/tra-loi/{line.pk}/tep/"
    data = table(("Điều 1", "Sửa tên."), ("Điều 12", "Không có."))
    refused = client.post(address, {"file": SimpleUploadedFile("a.docx", data)})
    assert refused.status_code == 422
    assert "Dòng 2, “Điều 12”" in refused.content.decode()
    assert opinions(cast, made) == []
    assert client.post(address, {"file": SimpleUploadedFile("a.docx", data), "skip": "on"}).status_code == 302
    assert [one.text for one in opinions(cast, made)] == ["Sửa tên."]


def test_a_letter_is_typed_in_at_the_askers_desk(cast: Cast) -> None:
    made = put_out(cast, others=["Hội Tin học"])
    client = cast.client(cast.clerk)
    with acting(cast.principal(cast.clerk)):
        line = line_of(made, "Hội Tin học")
    address = f"/van-ban/gop-y/{made.pk}/nhap/{line.pk}/"
    assert "Nhập góp ý của Hội Tin học" in page(client, address)
    assert client.post(address, {"y1": "Mở rộng."}).status_code == 422
    done = client.post(address, {"y1": "Mở rộng.", "letter_code": "12/HTH", "letter_date": "2026-11-20"})
    assert done.status_code == 302
    assert "12/HTH" in page(client, f"/van-ban/gop-y/{made.pk}/")


def test_foreign_people_find_nothing_and_readers_change_nothing(cast: Cast) -> None:
    made = put_out(cast)
    for person in (cast.unit_officer, cast.outsider, cast.inspector):
        assert cast.client(person).get(f"/van-ban/gop-y/{made.pk}/").status_code == 404
    giver, leader = cast.client(cast.officer_b), cast.client(cast.leader)
    for verb in ("ket-thuc", "cong-bo", "gia-han"):
        assert giver.post(f"/van-ban/gop-y/{made.pk}/{verb}/").status_code == 404
        assert leader.post(f"/van-ban/gop-y/{made.pk}/{verb}/").status_code == 403
    assert giver.get(f"/van-ban/gop-y/{made.pk}/bang.xlsx").status_code == 404, "not published yet"
    assert cast.client(cast.outsider).get("/van-ban/gop-y/").status_code == 403


def test_the_table_leaves_as_workbook_pdf_and_word(cast: Cast) -> None:
    made = put_out(cast)
    answered(cast, made, Said("dieu-2", "Bổ sung các cục."))
    [opinion] = opinions(cast, made)
    decided(cast, made, Decided(opinion.pk, "refused", reason="Đã quy định ở Điều 1."))
    client = cast.client(cast.officer)
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/van-ban/gop-y/{made.pk}/bang.xlsx").content))
    cells = [row for row in book.worksheets[0].iter_rows(values_only=True) if row[0] == "Bộ B"]
    assert cells[0][:5] == (
        "Bộ B",
        "Điều 2. Đối tượng áp dụng",
        "Bổ sung các cục.",
        "Không tiếp thu",
        "Đã quy định ở Điều 1.",
    )
    pdf = client.get(f"/van-ban/gop-y/{made.pk}/bang.pdf")
    assert pdf.content.startswith(b"%PDF")
    word = docx.Document(io.BytesIO(client.get(f"/van-ban/gop-y/{made.pk}/bang.docx").content))
    words = "\n".join(cell.text for grid in word.tables for row in grid.rows for cell in row.cells)
    assert "Bổ sung các cục." in words


def test_guidance_is_asked_and_answered_through_the_pages_and_made_general(cast: Cast) -> None:
    asker, desk = cast.client(cast.officer_b), cast.client(cast.officer)
    form = {"desk": "bo-a", "question": "Trung tâm có được tự mua phần mềm?", "provision": "Điều 46"}
    assert asker.post("/van-ban/huong-dan/de-nghi/", {"desk": "bo-a"}).status_code == 422
    assert asker.post("/van-ban/huong-dan/de-nghi/", form).status_code == 302
    with acting(cast.principal(cast.officer)):
        made = GuidanceRequest.objects.get()
    assert "1 đề nghị chưa trả lời" in page(desk, "/van-ban/huong-dan/")
    address = f"/van-ban/huong-dan/{made.pk}/"
    assert desk.post(f"{address}giao/", {"unit": "bo-a.tt"}).status_code == 302
    assert desk.post(f"{address}tra-loi/", {"answer": ""}).status_code == 422
    assert desk.post(f"{address}tra-loi/", {"answer": "Được, theo dự toán."}).status_code == 302
    assert "Được, theo dự toán." in page(asker, address)
    assert asker.post(f"{address}tra-loi/", {"answer": "x"}).status_code == 403
    general = {"title": "Mua phần mềm", "text": "Theo dự toán.", "covers": [str(made.pk)]}
    assert desk.post("/van-ban/huong-dan/chung/moi/", general).status_code == 302
    assert "Mua phần mềm" in page(cast.client(cast.unit_officer), "/van-ban/huong-dan/")


def test_the_term_is_set_by_who_configures(cast: Cast) -> None:
    form = {"days": "5", "ground": "Quy chế làm việc", "valid_from": "2026-01-01"}
    assert cast.client(cast.officer).post("/van-ban/huong-dan/thoi-han/", form).status_code == 403
    assert cast.client(cast.clerk).post("/van-ban/huong-dan/thoi-han/", form).status_code == 302
    assert "5 ngày làm việc (Quy chế làm việc)" in page(cast.client(cast.officer), "/van-ban/huong-dan/")


@pytest.mark.parametrize("address", ["/van-ban/gop-y/", "/van-ban/huong-dan/", "/van-ban/gop-y/moi/"])
def test_empty_lists_say_what_to_do(cast: Cast, address: str) -> None:
    assert "dm-empty" in page(cast.client(cast.officer), address)


def test_the_interface_tells_the_same_and_takes_answers_and_decisions(cast: Cast) -> None:
    made = put_out(cast)
    asker, giver = cast.client(cast.officer), cast.client(cast.officer_b)
    base = "/api/v1/documents/consultations"
    assert [one["id"] for one in json.loads(asker.get(base).content)] == [made.pk]
    body = {"opinions": [{"part": "dieu-1", "text": "Sửa tên."}]}
    sent = giver.post(f"{base}/{made.pk}/answer", json.dumps(body), content_type="application/json")
    assert (sent.status_code, sent.json()["standing"]) == (200, "opined")
    [opinion] = asker.get(f"{base}/{made.pk}").json()["opinions"]
    decision = [{"opinion": opinion["id"], "decision": "accepted", "change": "Đã sửa."}]
    done = asker.post(f"{base}/{made.pk}/decisions", json.dumps(decision), content_type="application/json")
    assert done.json()["opinions"][0]["change"] == "Đã sửa."
    assert cast.client(cast.unit_officer).get(f"{base}/{made.pk}").status_code == 404
    assert giver.get("/api/v1/documents/guidance").json() == []
    assert giver.get("/api/v1/documents/guidance/general").json() == []


def test_a_closed_round_cannot_be_extended_and_says_so_in_place(cast: Cast) -> None:
    made = put_out(cast)
    client, address = cast.client(cast.officer), f"/van-ban/gop-y/{made.pk}/gia-han/"
    assert client.post(address, {"due_on": str(date(2020, 1, 1))}).status_code == 422
    closed(cast, made)
    late = client.post(address, {"due_on": "2099-02-01"})
    assert late.status_code == 422
    assert "đã kết thúc" in late.content.decode()
