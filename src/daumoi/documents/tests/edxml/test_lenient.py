"""What untidy but harmless messages may look like, and that nothing of them is lost."""

import re

import pytest

from daumoi.documents.edxml.compare import equivalent
from daumoi.documents.edxml.model import BusinessType, ReceiverChange, StatusCode
from daumoi.documents.tests.edxml.messages import (
    HEADER,
    attached,
    document,
    read,
    read_document,
    read_status,
    read_with_files,
    sample,
    written,
)

BUSINESS = """<TraceHeaderList id="t1" version="1.0"><Bussiness><BussinessDocType>2</BussinessDocType>
  <BussinessDocReason>Thêm nơi nhận</BussinessDocReason><DocumentId>doc-0</DocumentId><Paper>1</Paper>
  <BussinessDocumentInfo><DocumentInfo>0</DocumentInfo><DocumentReceiver>1</DocumentReceiver><ReceiverList>
    <Receiver><ReceiverType>0</ReceiverType><OrganId>000.00.00.C03</OrganId></Receiver>
    <Receiver><ReceiverType>1</ReceiverType><OrganId>000.00.00.D04</OrganId></Receiver>
  </ReceiverList></BussinessDocumentInfo>
  <StaffInfo><Department>Văn thư</Department></StaffInfo></Bussiness></TraceHeaderList>"""


def test_the_order_of_elements_does_not_matter() -> None:
    pieces = HEADER.strip().splitlines()
    assert read(document()) == read(document(header="\n".join(reversed(pieces))))


def test_prefixed_and_default_spelling_say_the_same() -> None:
    plain = document().decode()
    prefixed = re.sub(r"<(/?)([A-Za-z])", r"<\1e:\2", plain).replace("e:edXML xmlns=", "e:edXML xmlns:e=")
    assert "<e:OrganId>" in prefixed
    assert read(prefixed.encode()) == read(document())


def test_white_space_around_a_value_does_not_count() -> None:
    tidy = read_document(document())
    untidy = document(header=HEADER.replace("V/v báo cáo số liệu", "\n\t V/v báo cáo số liệu \r\n"))
    assert read_document(untidy) == tidy


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_understood(mark: str) -> None:
    text = document(prolog='<?xml version="1.0"?>').decode()
    assert read(text.encode(mark)) == read(document())


def test_an_update_tells_what_it_changes() -> None:
    message = read_document(document(after_header=BUSINESS))
    assert message.business_type is BusinessType.UPDATE
    assert message.trace is not None
    assert message.trace.business is not None
    assert message.trace.business.document_id == "doc-0"
    assert message.trace.business.change is not None
    changed = [(one.change, one.organ_id) for one in message.trace.business.change.receivers]
    assert changed == [(ReceiverChange.REMOVED, "000.00.00.C03"), (ReceiverChange.ADDED, "000.00.00.D04")]


def test_the_correct_spelling_of_business_is_read_too() -> None:
    assert read(document(after_header=BUSINESS.replace("Bussiness", "Business"))) == read(
        document(after_header=BUSINESS)
    )


def test_a_status_code_of_one_digit_is_read() -> None:
    raw = sample("status_finish_06").replace(b">06<", b">6<")
    assert read_status(raw).status is StatusCode.DONE


def test_unknown_elements_and_attributes_return_to_their_place() -> None:
    extra = '<x:Note xmlns:x="urn:x" x:level="2">giữ <x:b>nguyên</x:b> &amp; đủ</x:Note>'
    header = HEADER.replace("<OrganName>", f"{extra}<OrganName>").replace("<Subject>", '<Subject lang="vi">')
    original = read_document(
        document(header=header, after_header=BUSINESS + "<DigitalSignature>ab</DigitalSignature>")
    )
    assert [one.parent.rsplit("/", 1)[1] for one in original.extra] == ["edXMLHeader", "From"]
    assert {(one.path.rsplit("/", 1)[1], one.name, one.value) for one in original.attributes} == {
        ("Subject", "lang", "vi"),
        ("TraceHeaderList", "id", "t1"),
        ("TraceHeaderList", "version", "1.0"),
    }
    again = read(written(original))
    assert again == original
    assert equivalent(again, original)
    assert 'x:level="2">giữ <x:b>nguyên</x:b> &amp; đủ</x:Note>'.encode() in written(original)


def test_a_file_may_stand_before_its_name_and_in_lines() -> None:
    lines = "JVBERi0xLjcg\r\n  c2ltdWxh\n\tdGVk"
    raw = attached(lines)
    head, content = raw.split("<AttachmentName>")[0], raw.split("</AttachmentName>")[1]
    late = content.replace("</Attachment>", "<AttachmentName>a.pdf</AttachmentName></Attachment>")
    message, files = read_with_files(document(attachments=head + late))
    assert files == {1: b"%PDF-1.7 simulated"}
    assert read_document(document(attachments=head + late)).attachments[0].name == "a.pdf"
    assert message.sender.organ_id == "000.00.00.A01"


def test_a_repeated_answer_list_is_read_in_order() -> None:
    answers = "".join(
        f"<ResponseFor><OrganId>000.00.00.B02</OrganId><DocumentId>{name}</DocumentId></ResponseFor>"
        for name in ("q1", "q2")
    )
    message = read_document(document(header=f"{HEADER}<ResponseFor/>{answers}"))
    assert [one.document_id for one in message.response_for] == ["q1", "q2"]
