"""Entering what came on paper, handing it on, settling it, through the pages of a văn thư."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from daumoi.documents.models import Addressee, DeliveryState, FileRole, Paper, PaperFile, PaperState, Side
from daumoi.documents.tests.test_pages_registers import desks, issued, page
from daumoi.foundation.principal import acting
from daumoi.inbox.models import Item
from tests.cast import Cast

NEW = "/van-ban/den/moi/"
__all__ = ["desks"]

LETTER = {
    "kind": "cong_van",
    "code": "88/BB-CNTT",
    "issued_date": "20/11/2026",
    "organ_name": "Bộ B",
    "subject": "trả lời khảo sát hiện trạng",
    "signer_full_name": "Lê Văn C",
    "priority": "0",
}


def arrived(cast: Cast, code: str = "88/BB-CNTT") -> Paper:
    """The paper of Bộ A's register of arrivals."""
    with acting(cast.principal(cast.clerk)):
        return Paper.objects.get(owner=cast.body_a, side=Side.IN, code_number=code.split("/")[0])


def test_a_letter_on_paper_gets_its_arrival_number_and_keeps_its_scan(desks: Cast) -> None:
    scan = SimpleUploadedFile("quet.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40, content_type="image/png")
    answer = desks.client(desks.clerk).post(NEW, {**LETTER, "file": scan}, follow=True)
    assert "số đến 1" in answer.content.decode()
    paper = arrived(desks)
    assert (paper.code, paper.arrival_number, paper.state) == ("88/BB-CNTT", 1, PaperState.ARRIVED)
    with acting(desks.principal(desks.clerk)):
        assert PaperFile.objects.get(paper=paper).role == FileRole.SCAN


def test_what_is_missing_is_said_at_its_field(desks: Cast) -> None:
    client = desks.client(desks.clerk)
    answer = client.post(NEW, {**LETTER, "code": "88", "subject": ""})
    assert answer.status_code == 422
    assert "chưa phải là số, ký hiệu văn bản" in str(answer.context["form"].errors["code"])
    asking = client.post(NEW, {**LETTER, "asks_answer": "on"})
    assert "phải ghi hạn" in str(asking.context["form"].errors["due_date"])
    with acting(desks.principal(desks.clerk)):
        assert not Paper.objects.filter(side=Side.IN, owner=desks.body_a).exists()


def test_a_twin_is_pointed_out_before_it_is_entered_a_second_time(desks: Cast) -> None:
    client = desks.client(desks.clerk)
    client.post(NEW, LETTER)
    again = client.post(NEW, {**LETTER, "code": "088/bb-cntt"})
    assert again.status_code == 422
    assert "đã vào sổ, số đến 1" in again.content.decode()
    assert "Vẫn vào sổ" in again.content.decode()
    client.post(NEW, {**LETTER, "although_twice": "on"})
    with acting(desks.principal(desks.clerk)):
        assert Paper.objects.filter(owner=desks.body_a, side=Side.IN).count() == 2


def test_of_a_secret_paper_only_number_and_day_are_kept_and_no_file(desks: Cast) -> None:
    client = desks.client(desks.clerk)
    assert "Luật Bảo vệ bí mật nhà nước" in page(client, NEW)
    scan = SimpleUploadedFile("quet.pdf", b"%PDF-1.4", content_type="application/pdf")
    refused = client.post(NEW, {**LETTER, "is_secret": "on", "file": scan})
    assert refused.status_code == 422
    assert "không được tải tệp" in str(refused.context["form"].errors["file"])
    client.post(NEW, {**LETTER, "is_secret": "on"})
    paper = arrived(desks)
    assert (paper.is_secret_stub, paper.subject, paper.signer_full_name) == (True, "", "")
    assert "văn bản mật, chỉ ghi số, ngày" in page(client, "/van-ban/?so=den")


def test_an_answer_on_paper_closes_the_line_it_answers(desks: Cast, fonts: Path) -> None:
    asked = issued(desks, fonts)
    desks.client(desks.clerk).post(NEW, {**LETTER, "answers": str(asked.pk)})
    with acting(desks.principal(desks.clerk)):
        line = Addressee.objects.get(paper=asked)
    assert (line.state, line.answer_id) == (DeliveryState.ANSWERED, arrived(desks).pk)


def test_the_clerk_hands_a_paper_to_a_unit_and_settles_it(desks: Cast) -> None:
    client = desks.client(desks.clerk)
    client.post(NEW, LETTER)
    paper = arrived(desks)
    missing = client.post(f"/van-ban/{paper.pk}/giao/", {"unit": ""})
    assert missing.status_code == 422
    assert "Chọn đơn vị xử lý" in missing.content.decode()
    client.post(f"/van-ban/{paper.pk}/giao/", {"unit": str(desks.unit_a.pk), "words": "chủ trì trả lời"})
    assert arrived(desks).assigned_unit == desks.unit_a
    with acting(desks.principal(desks.unit_officer)):
        assert Item.objects.filter(kind="documents.assigned", owner=desks.unit_a, done_at=None).count() == 1
    assert "Trung tâm Thông tin Bộ A" in page(client, "/van-ban/?so=den")
    silent = client.post(f"/van-ban/{paper.pk}/xong/", {"words": ""})
    assert silent.status_code == 422
    client.post(f"/van-ban/{paper.pk}/xong/", {"words": "để biết, lưu hồ sơ"})
    done = arrived(desks)
    assert (done.state, done.state_reason) == (PaperState.DONE, "để biết, lưu hồ sơ")
    late = client.post(f"/van-ban/{paper.pk}/giao/", {"unit": str(desks.unit_a.pk)})
    assert late.status_code == 422
    assert "đã giải quyết" in late.content.decode()


@pytest.mark.parametrize(("person", "code"), [("officer", 403), ("leader", 403), ("clerk_b", 404)])
def test_only_the_clerk_of_the_desk_hands_on_and_settles(desks: Cast, person: str, code: int) -> None:
    desks.client(desks.clerk).post(NEW, LETTER)
    paper, client = arrived(desks), desks.client(getattr(desks, person))
    for verb in ("giao", "xong"):
        assert client.get(f"/van-ban/{paper.pk}/{verb}/").status_code == code
        assert client.post(f"/van-ban/{paper.pk}/{verb}/", {"words": "x"}).status_code == code


def test_an_officer_enters_nothing(desks: Cast) -> None:
    assert desks.client(desks.officer).get(NEW).status_code == 403


def test_the_page_of_an_arrived_paper_offers_what_is_to_be_done(desks: Cast) -> None:
    client = desks.client(desks.clerk)
    client.post(NEW, {**LETTER, "asks_answer": "on", "due_date": "2099-01-31"})
    words = page(client, f"/van-ban/{arrived(desks).pk}/")
    assert "Giao xử lý" in words
    assert "Soạn trả lời" in words
    assert "31/01/2099" in words
    reader = page(desks.client(desks.leader), f"/van-ban/{arrived(desks).pk}/")
    assert "Giao xử lý" not in reader
