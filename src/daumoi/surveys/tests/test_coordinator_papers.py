"""The coordinator's papers: reminders, replies that came on paper, replies that came as a package."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from daumoi.foundation.principal import acting
from daumoi.inbox.models import Item
from daumoi.surveys import actions, queries
from daumoi.surveys.actions.packages import export_package
from daumoi.surveys.exchange.package import read_package
from daumoi.surveys.models import Reminder, Reply, ReplyState
from daumoi.surveys.tests.coordinating import page, post, refused, send, state_of
from daumoi.surveys.tests.factories import AT, fill, make_round, reply_of, signed_pdf
from tests.cast import Cast, appoint


@pytest.fixture
def coordinator(cast: Cast) -> Client:
    return cast.client(cast.coordinator)


@pytest.fixture
def reply(cast: Cast) -> Reply:
    return reply_of(cast, make_round(cast))


def test_a_reminder_is_drafted_edited_printed_and_numbered(
    cast: Cast, reply: Reply, coordinator: Client
) -> None:
    post(coordinator, "reminder_new", "dot-1", "bo-a")
    with acting(cast.principal(cast.coordinator)):
        drafted = Reminder.objects.get()
    assert "2234/MP-KS" in page(coordinator, "reminder", "dot-1", "bo-a", drafted.pk)
    words = drafted.text + "\n\nRất mong nhận được trả lời."
    post(coordinator, "reminder", "dot-1", "bo-a", drafted.pk, text=words)
    assert "Rất mong" in page(coordinator, "reminder", "dot-1", "bo-a", drafted.pk)
    letter = coordinator.get(reverse("surveys:reminder_pdf", args=["dot-1", "bo-a", drafted.pk]))
    assert letter.content.startswith(b"%PDF")
    refused(
        coordinator,
        422,
        "reminder",
        "dot-1",
        "bo-a",
        drafted.pk,
        take_number="1",
        number="",
        sent_on="2016-08-22",
    )
    post(
        coordinator,
        "reminder",
        "dot-1",
        "bo-a",
        drafted.pk,
        take_number="1",
        number="300/MP-KS",
        sent_on="2016-08-22",
    )
    assert "300/MP-KS" in page(coordinator, "review", "dot-1", "bo-a")
    assert "đã phát hành nên không sửa" in refused(
        coordinator, 422, "reminder", "dot-1", "bo-a", drafted.pk, text=words
    )


def second_coordinator(cast: Cast) -> Client:
    """The officer of body B, who now coordinates too."""
    with acting(cast.principal(cast.coordinator)):
        appoint(cast.officer_b, "national_coordinator", cast.body_b)
    return cast.client(cast.officer_b)


def test_a_paper_reply_is_checked_by_a_second_person(cast: Cast, reply: Reply, coordinator: Client) -> None:
    scan = SimpleUploadedFile("quet.pdf", signed_pdf(""), "application/pdf")
    letter = {"number": "15/BA", "letter_date": "2016-08-02", "signer": "Trần Ký"}
    assert "Chọn tệp PDF" in refused(coordinator, 422, "paper_start", "dot-1", "bo-a", **letter)
    post(coordinator, "paper_start", "dot-1", "bo-a", scan=scan, **letter)
    assert "Nhập tiếp" in page(coordinator, "round", "dot-1")
    principal = cast.principal(cast.coordinator)
    with acting(principal):
        (waiting,) = Item.objects.filter(kind="surveys.paper_check", done_at=None)
        assert waiting.title == "Kiểm tra bản nhập giấy: Bộ A"
        assert "Nguyễn Điều Phối nhập" in waiting.detail
        assert waiting.address == reverse("surveys:paper_check", args=["dot-1", "bo-a"])
        reply.refresh_from_db()
        fill(by=principal, reply=reply)
        code = actions.current_code(sheet=queries.reply_sheet(principal=principal, reply=reply))
    assert "Bạn là người nhập" in page(coordinator, "paper_check", "dot-1", "bo-a")
    refused(coordinator, 403, "paper_check", "dot-1", "bo-a", seen_code=code)
    other = second_coordinator(cast)
    assert "Đối chiếu" in page(other, "round", "dot-1")
    assert "Xác nhận đúng như bản giấy" in page(other, "paper_check", "dot-1", "bo-a")
    post(other, "paper_check", "dot-1", "bo-a", differs="1", text="Bảng B1, hợp đồng: bản giấy ghi 6.")
    assert "bản giấy ghi 6" in page(coordinator, "review", "dot-1", "bo-a")
    assert "đã thay đổi" in refused(other, 409, "paper_check", "dot-1", "bo-a", seen_code="0000-0000-0000")
    post(other, "paper_check", "dot-1", "bo-a", seen_code=code)
    assert state_of(cast, reply) == ReplyState.RECEIVED
    with acting(principal):
        assert not Item.objects.filter(kind="surveys.paper_check", done_at=None).exists()
    assert "đã đối chiếu với bản quét" in page(coordinator, "review", "dot-1", "bo-a")


def test_a_reminder_about_open_questions_does_not_say_that_nothing_came(
    cast: Cast, reply: Reply, coordinator: Client
) -> None:
    send(cast, reply)
    post(coordinator, "review_receive", "dot-1", "bo-a")
    words = {"cau": "a1:0", "hoi:a1:0": "Tên đúng như quyết định?", "due_on": "2016-08-25"}
    post(coordinator, "review_clarify", "dot-1", "bo-a", **words)
    post(coordinator, "reminder_new", "dot-1", "bo-a")
    with acting(cast.principal(cast.coordinator)):
        text = Reminder.objects.get().text
    assert "đã nhận công văn số 88/BA-CNTT" in text
    assert "1 câu trước ngày 25/8/2016" in text


def packed(cast: Cast, reply: Reply) -> bytes:
    """The signed package of body A's reply, as its own installation would write it before sending."""
    officer = cast.principal(cast.officer)
    with acting(officer), transaction.atomic():
        fill(by=officer, reply=reply)
        code = actions.prepare_annex(by=officer, reply=reply, at=AT)
        actions.attach_signed_letter(
            by=officer,
            reply=reply,
            name="cv-88.pdf",
            content=signed_pdf(code),
            number="88/BA-CNTT",
            letter_date=date(2016, 8, 10),
            signer="Trần Ký",
            typed_code="",
            at=AT,
        )
        data = export_package(by=officer, reply=reply)
        transaction.set_rollback(True)
    return data


def test_a_package_is_looked_at_compared_and_entered(
    cast: Cast, reply: Reply, coordinator: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.HOME = tmp_path / "cai-dat-cua-bo"
    data = packed(cast, reply)
    settings.HOME = tmp_path / "cai-dat-dieu-phoi"
    broken = SimpleUploadedFile("goi.zip", data[:-30])
    assert "không phải gói trả lời" in refused(coordinator, 422, "package_import", "dot-1", package=broken)
    response = coordinator.post(
        reverse("surveys:package_import", args=["dot-1"]), {"package": SimpleUploadedFile("goi.zip", data)}
    )
    assert response.status_code == 302
    digest = hashlib.sha256(data).hexdigest()
    assert digest in response["Location"]
    shown = page(coordinator, "package_enter", "dot-1", digest)
    for words in ("Gói nguyên vẹn", "Chưa biết khóa", "88/BA-CNTT", "đúng đợt này", digest):
        assert words in shown
    assert "Chưa biết khóa đã ký" in refused(
        coordinator, 422, "package_enter", "dot-1", digest, fingerprint="0000"
    )
    post(coordinator, "package_enter", "dot-1", digest, fingerprint=read_package(data).fingerprint)
    assert state_of(cast, reply) == ReplyState.SENT
    assert "khớp theo gói trả lời" in page(coordinator, "review", "dot-1", "bo-a")
    assert "không còn chờ nhập" in page(coordinator, "package_enter", "dot-1", digest, status=404)
