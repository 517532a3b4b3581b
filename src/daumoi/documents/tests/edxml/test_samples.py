"""The three sample messages are read, understood, shown and re-written to equivalent ones."""

from datetime import date, datetime
from unicodedata import normalize

import pytest
from lxml import etree

from daumoi.documents.edxml.compare import canonical, equivalent
from daumoi.documents.edxml.model import BusinessType, Priority, StatusCode, Steering
from daumoi.documents.edxml.words import notes, summary
from daumoi.documents.tests.edxml.messages import NAMESPACE, read, read_document, read_status, sample, written

NAMES = ("edoc", "status_finish_06", "status_inbox_01")


def test_the_document_is_understood() -> None:
    message = read_document(sample("edoc"))
    assert message.sender.organ_id == "002.00.20.H13"
    assert [one.name for one in message.to] == ["Trung tâm test production 02323232323"]
    assert message.code.text == "12234555512/PRO-TEST-CASE1"
    assert message.promulgation.day == date(2019, 1, 17)
    assert (message.kind.type, message.kind.name) == ("1", "Thông tư")
    # the sample writes this name with combining marks; values stay as written, readers compare composed forms
    assert normalize("NFC", message.signer.full_name) == "Trương Minh Tuấn"
    assert message.due == date(2018, 6, 25)
    assert message.to_places == ("Các bộ",)
    assert (message.other.priority, message.other.copies, message.other.pages) == (Priority.NORMAL, 10, 2)
    assert message.steering is Steering.NOT_DIRECTIVE
    assert message.document_id == "9fbfbad2-f1f8-4256-a2eb-50fb1061cddb"
    assert message.business_type is BusinessType.NEW


def test_an_empty_response_for_means_none() -> None:
    assert read_document(sample("edoc")).response_for == ()


def test_the_station_of_the_message_has_its_moment() -> None:
    trace = read_document(sample("edoc")).trace
    assert trace is not None
    assert [(one.organ_id, one.at) for one in trace.headers] == [
        ("01.02.G22", datetime(2018, 6, 20, 16, 35, 56))
    ]


def test_an_unfilled_template_is_told_apart_from_a_file() -> None:
    (attachment,) = read_document(sample("edoc")).attachments
    assert attachment.content is None
    assert attachment.placeholder == "${__StringFromFile(test.txt,,,)}"
    assert any("chỗ điền của mẫu" in note for note in notes(read(sample("edoc"))))


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("status_finish_06", StatusCode.DONE, "06 – Hoàn thành xử lý"),
        ("status_inbox_01", StatusCode.ARRIVED, "01 – Đã đến, chưa xử lý"),
    ],
)
def test_a_status_is_understood(name: str, code: StatusCode, words: str) -> None:
    message = read_status(sample(name))
    assert message.status is code
    assert message.response_for.organ_id == "000.00.00.G22"
    assert message.response_for.code == "7816/VPCP-TTĐT"
    assert message.response_for.day == date(2015, 9, 30)
    assert message.staff is not None
    assert message.staff.name == "Nguyen thi ngoc tram"
    assert message.at == datetime(2015, 9, 20, 11, 8, 36)
    assert ("Trạng thái", words) in [(line.label, line.value) for line in summary(message)]


@pytest.mark.parametrize("name", NAMES)
def test_a_rewritten_sample_is_an_equivalent_message(name: str) -> None:
    original = read(sample(name))
    again = read(written(original))
    assert equivalent(original, again)
    assert canonical(original) == canonical(again)


@pytest.mark.parametrize("name", NAMES)
def test_a_rewritten_sample_is_clean_for_a_namespace_aware_reader(name: str) -> None:
    """The sample leaves prefixes undeclared; what we write a strict reader takes as it is."""
    root = etree.fromstring(written(read(sample(name))))
    assert root.tag == f"{{{NAMESPACE}}}edXML"
    header = f".//{{{NAMESPACE}}}MessageHeader/{{{NAMESPACE}}}"
    assert root.find(f"{header}From/{{{NAMESPACE}}}OrganId") is not None


def test_every_value_of_a_sample_is_found_again_in_the_rewritten_one() -> None:
    """An independent reader compares the texts, so that reader and writer cannot forget the same field."""
    loose = etree.XMLParser(recover=True, no_network=True, resolve_entities=False, remove_comments=True)
    for name in NAMES:
        before = _texts(etree.fromstring(sample(name), loose))
        after = _texts(etree.fromstring(written(read(sample(name)))))
        assert before == after


def _texts(root: etree._Element) -> list[str]:
    return sorted(text.strip() for text in root.itertext() if isinstance(text, str) and text.strip())


def test_the_signature_is_kept_with_its_white_space() -> None:
    (kept,) = read(sample("edoc")).signature
    root = etree.fromstring(kept)
    assert root.tag == "{http://www.w3.org/2000/09/xmldsig#}Signature"
    assert b"PrlYKdD8sksgnxFvUVtPIQ0pAqM=" in kept
    assert b"\n\t<SignedInfo>\n\t\t<CanonicalizationMethod " in kept
    assert kept in written(read(sample("edoc")))


def test_two_different_messages_are_not_equivalent() -> None:
    assert not equivalent(read(sample("status_finish_06")), read(sample("status_inbox_01")))
