"""The exchange box and the verification page, and a paper signed with the installation's key when it is issued."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from daumoi.documents import actions
from daumoi.documents.models import FileRole, Message, MessageState, MessageWay, Paper, PaperFile, Side
from daumoi.documents.signatures import KeyFileSigner
from daumoi.documents.tests.desk import AT, draft, open_registers, signed
from daumoi.documents.tests.signatures.keys import PASSWORD, make_keys
from daumoi.documents.tests.test_exchange import _sent
from daumoi.foundation.principal import acting
from tests.cast import Cast


def test_a_clerk_takes_a_message_by_hand(cast: Cast, fonts: Path) -> None:
    _, data = _sent(cast, fonts)
    upload = SimpleUploadedFile("den.edxml", data)
    answer = cast.client(cast.clerk_b).post(reverse("documents:exchange"), {"file": upload})
    with acting(cast.principal(cast.clerk_b)):
        arrived = Paper.objects.get(owner=cast.body_b, side=Side.IN)
    assert answer.headers["Location"] == reverse("documents:paper", args=[arrived.pk])


def test_a_bad_message_is_shown_with_its_reason(cast: Cast) -> None:
    browser = cast.client(cast.clerk)
    place = reverse("documents:exchange")
    browser.post(place, {"file": SimpleUploadedFile("hong.edxml", b"<!DOCTYPE a><edXML/>")})
    page = browser.get(place).content.decode()
    assert "1 bị cách ly" in page


def test_a_message_that_was_given_up_waits_again(cast: Cast, fonts: Path) -> None:
    _sent(cast, fonts)
    with acting(cast.principal(cast.clerk)):
        Message.objects.filter(way=MessageWay.OUT).update(state=MessageState.FAILED)
        message = Message.objects.get(way=MessageWay.OUT)
    cast.client(cast.clerk).post(reverse("documents:message_retry", args=[message.pk]))
    with acting(cast.principal(cast.clerk)):
        assert Message.objects.get(pk=message.pk).state == MessageState.QUEUED


@pytest.fixture
def issued(cast: Cast, fonts: Path, tmp_path: Path) -> Paper:
    """A letter that carries a verification code and was signed with the installation's key."""
    open_registers(cast, body=cast.body_a, agency="BA")
    paper = signed(cast, draft(cast))
    clerk = cast.principal(cast.clerk)
    service = KeyFileSigner(file=make_keys(tmp_path).file, password=PASSWORD)
    with acting(clerk):
        return actions.issue_paper(
            by=clerk,
            paper=paper,
            at=AT,
            fonts=fonts,
            unit="TTTT",
            verify_at="https://xacminh.example/van-ban/xac-minh/",
            signer=service,
        )


def test_an_issued_paper_is_signed_and_says_by_whom(cast: Cast, issued: Paper) -> None:
    with acting(cast.principal(cast.clerk)):
        file = PaperFile.objects.get(paper=issued, role=FileRole.SIGNED)
    assert "Văn phòng Bộ A (mô phỏng)" in file.signature_words


def test_anybody_who_holds_the_paper_verifies_it(cast: Cast, issued: Paper) -> None:
    place = reverse("documents:verify", args=[issued.verification_code])
    page = Client().get(place).content.decode()
    assert "01/BA-TTTT" in page
    assert "hiện không bị thu hồi" in page
    with acting(cast.principal(cast.clerk)):
        content = bytes(PaperFile.objects.get(paper=issued, role=FileRole.SIGNED).content)
    same = Client().post(place, {"file": SimpleUploadedFile("giu.pdf", content)}).content.decode()
    assert "Đúng từng byte" in same
    other = Client().post(place, {"file": SimpleUploadedFile("giu.pdf", content + b"\n")}).content.decode()
    assert "Khác với các tệp đã phát hành" in other


def test_a_recalled_paper_says_so_to_its_holder(cast: Cast, issued: Paper) -> None:
    clerk = cast.principal(cast.clerk)
    with acting(clerk):
        actions.recall_paper(by=clerk, paper=issued, reason="sai số liệu", at=AT)
    page = Client().get(reverse("documents:verify", args=[issued.verification_code])).content.decode()
    assert "đã bị thu hồi" in page


def test_an_invented_code_opens_nothing(cast: Cast) -> None:
    assert Client().get(reverse("documents:verify", args=["0" * 20])).status_code == 404
