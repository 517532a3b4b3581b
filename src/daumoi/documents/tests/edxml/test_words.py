"""Every code has words, and the summary reads like a slip of a clerk."""

import msgspec

from daumoi.documents.edxml.model import (
    Business,
    BusinessType,
    Priority,
    Reference,
    StatusCode,
    Steering,
    Trace,
)
from daumoi.documents.edxml.words import (
    business_words,
    notes,
    priority_words,
    status_words,
    steering_words,
    summary,
)
from daumoi.documents.tests.edxml.messages import letter, read, sample


def test_every_code_has_words_of_its_own() -> None:
    for words in (
        [status_words(one) for one in StatusCode],
        [business_words(one) for one in BusinessType],
        [priority_words(one) for one in Priority],
        [steering_words(one) for one in Steering],
    ):
        assert all(words)
        assert len(set(words)) == len(words)


def test_the_summary_of_the_sample_names_what_an_officer_asks() -> None:
    lines = {line.label: line.value for line in summary(read(sample("edoc")))}
    assert lines["Loại thông điệp"] == "Văn bản mới"
    assert lines["Bên gửi"] == "Văn phòng Chính phủ (002.00.20.H13)"
    assert lines["Số, ký hiệu"] == "12234555512/PRO-TEST-CASE1"
    assert lines["Ngày ban hành"] == "17/01/2019"
    assert lines["Hạn trả lời"] == "25/06/2018"
    assert lines["Độ khẩn"] == "Thường"
    assert "Trả lời văn bản" not in lines


def test_a_recall_says_what_it_takes_back_and_why() -> None:
    business = Business(type=BusinessType.RECALL, reason="Sai thể thức", document_id="doc-0")
    lines = dict(
        (line.label, line.value)
        for line in summary(msgspec.structs.replace(letter(), trace=Trace(business=business)))
    )
    assert lines["Loại thông điệp"] == "Thu hồi văn bản"
    assert (lines["Lý do"], lines["Văn bản liên quan"]) == ("Sai thể thức", "doc-0")


def test_a_tidy_message_has_no_notes_and_a_promised_file_is_missed() -> None:
    assert notes(letter()) == ()
    promised = msgspec.structs.replace(letter(), manifest=(Reference(content_id="cid:9", name="x.pdf"),))
    assert "x.pdf" in notes(promised)[0]
