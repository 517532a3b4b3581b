"""Messages meant to harm are refused with a code, a place and a remedy, and never half-believed."""

import base64
import tracemalloc
from collections.abc import Iterator
from io import BytesIO

import pytest

from daumoi.documents.edxml.limits import Limits
from daumoi.documents.edxml.read import read_message
from daumoi.documents.tests.edxml.messages import HEADER, attached, document, read, sample
from daumoi.foundation.errors import Invalid

LAUGHS = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))


def refusal(raw: bytes, *, limits: Limits | None = None) -> Invalid:
    """The refusal of these bytes, checked for what every refusal must have."""
    with pytest.raises(Invalid) as caught:
        read(raw, limits=limits)
    refused = caught.value
    assert refused.code.startswith("documents.edxml.")
    assert refused.remedy
    assert "\n" not in str(refused)
    return refused


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE edXML SYSTEM "http://127.0.0.1:1/evil.dtd">',
        '<!DOCTYPE edXML [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>',
        f'<!DOCTYPE edXML [<!ENTITY l0 "lol">{LAUGHS}]>',
        '<!DOCTYPE edXML [<!ENTITY % p SYSTEM "http://127.0.0.1:1/p"> %p;]>',
    ],
    ids=["external DTD", "external entity", "billion laughs", "parameter entity"],
)
def test_a_document_type_is_refused_before_anything_is_expanded(prolog: str) -> None:
    header = HEADER.replace("V/v báo cáo", "&l9;")
    refused = refusal(document(header=header, prolog=f'<?xml version="1.0"?>{prolog}'))
    assert refused.code == "documents.edxml.doctype"
    assert refused.place == "dòng 1"


def test_an_undeclared_entity_is_refused() -> None:
    refused = refusal(document(header=HEADER.replace("V/v", "&xxe;")))
    assert refused.code == "documents.edxml.entity"
    assert "Subject" in refused.place


def test_bytes_that_are_not_utf8_are_refused_with_their_place() -> None:
    refused = refusal(document().replace("Bộ".encode(), b"B\xf4"))
    assert refused.code == "documents.edxml.charset"
    assert "dòng" in refused.place


@pytest.mark.parametrize("name", ["windows-1258", "UTF-7", "UTF-16", "TCVN-5712"])
def test_another_declared_charset_is_refused(name: str) -> None:
    refused = refusal(document(prolog=f'<?xml version="1.0" encoding="{name}"?>'))
    assert refused.code == "documents.edxml.charset"
    assert "UTF-8" in refused.remedy


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"   ",
        document()[:400],
        document(attachments=attached())[:-30],
        b"1212" + document(),
        b"PK\x03\x04zip",
    ],
    ids=["empty", "blank", "cut in the header", "cut at the end", "junk before", "not xml"],
)
def test_broken_xml_is_refused(raw: bytes) -> None:
    assert refusal(raw).code in {"documents.edxml.truncated", "documents.edxml.syntax"}


@pytest.mark.parametrize("content", ["JVBER", "JVBERi0xLjc", "JVBERi0xLjcgc2ltdWxhdGV"])
def test_truncated_base64_is_refused(content: str) -> None:
    refused = refusal(document(attachments=attached(content)))
    assert refused.code == "documents.edxml.attachment.truncated"
    assert refused.place.startswith("edXML/AttachmentEncoded/Attachment[1]/ContentTransferEncoded, dòng ")


@pytest.mark.parametrize("content", ["JV*ERi0=", "JVBE====", "QUI=QUI=", "${a}JVBE", "JVBEế000", "QUI=x"])
def test_text_that_is_not_base64_is_refused(content: str) -> None:
    code = refusal(document(attachments=attached(content))).code
    assert code in {"documents.edxml.attachment.base64", "documents.edxml.attachment.truncated"}


def test_a_declared_length_of_one_gigabyte_is_refused_before_decoding() -> None:
    refused = refusal(document(attachments=attached("!not base64!", about=' length="1073741824"')))
    assert refused.code == "documents.edxml.attachment.size"


def test_a_declared_length_that_lies_is_refused() -> None:
    refused = refusal(document(attachments=attached(b"12345", about=' length="4"')))
    assert refused.code == "documents.edxml.attachment.length"
    assert "5 byte" in refused.message


def test_a_transport_announcing_one_gigabyte_is_refused_without_reading() -> None:
    class Untouched:
        def read(self, size: int, /) -> bytes:
            raise AssertionError("a byte was read")

    with pytest.raises(Invalid) as caught:
        read_message(Untouched(), declared_length=2**30)
    assert caught.value.code == "documents.edxml.size"


def test_an_endless_message_is_cut_off() -> None:
    limits = Limits(message=200_000)
    assert refusal(document() + b" " * 300_000, limits=limits).code == "documents.edxml.size"


def test_an_attachment_over_the_limit_is_cut_off_while_it_is_read() -> None:
    raw = document(attachments=attached(b"x" * 5000))
    assert refusal(raw, limits=Limits(attachment=4000)).code == "documents.edxml.attachment.size"


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..\\..\\boot.ini",
        "/etc/passwd",
        "C:evil.pdf",
        "a/b.pdf",
        "..",
        "\\\\server\\a.pdf",
    ],
)
def test_a_path_as_the_name_of_a_file_is_refused(name: str) -> None:
    refused = refusal(document(attachments=attached(name=name)))
    assert refused.code == "documents.edxml.attachment.path"
    assert "AttachmentName" in refused.place


def test_a_name_with_hidden_characters_is_refused() -> None:
    refused = refusal(document(attachments=attached(name="bao-cao&#x202E;fdp.exe")))
    assert refused.code == "documents.edxml.attachment.name"


def test_a_path_in_the_manifest_is_refused_too() -> None:
    body = (
        "<edXMLBody><edXMLManifest><Reference><ContentId>x</ContentId><AttachmentName>../a</AttachmentName>"
    )
    raw = (
        document()
        .decode()
        .replace("</edXMLHeader>", f"</edXMLHeader>{body}</Reference></edXMLManifest></edXMLBody>")
    )
    assert refusal(raw.encode()).code == "documents.edxml.attachment.path"


def test_a_file_under_another_name_than_announced_is_refused() -> None:
    body = "<edXMLBody><edXMLManifest><Reference><ContentId>cid:1</ContentId><AttachmentName>a.pdf</AttachmentName>"
    raw = (
        document(attachments=attached(name="b.pdf"))
        .decode()
        .replace("</edXMLHeader>", f"</edXMLHeader>{body}</Reference></edXMLManifest></edXMLBody>")
    )
    assert refusal(raw.encode()).code == "documents.edxml.attachment.mismatch"


def test_two_files_under_one_content_id_are_refused() -> None:
    one = attached().removeprefix("<AttachmentEncoded>").removesuffix("</AttachmentEncoded>")
    raw = document(attachments=f"<AttachmentEncoded>{one}{one}</AttachmentEncoded>")
    assert refusal(raw).code == "documents.edxml.attachment.repeated"


@pytest.mark.parametrize("name", ["TỐI MẬT - ke hoach.pdf", "bc_(Mật).docx", "tuyet-mat.pdf"])
def test_a_file_marked_as_state_secret_is_refused(name: str) -> None:
    refused = refusal(document(attachments=attached(name=name)))
    assert refused.code == "documents.edxml.secret"
    assert "bí mật nhà nước" in refused.remedy


def test_a_document_circulated_as_secret_is_refused() -> None:
    sphere = "<OtherInfo><SphereOfPromulgation>Tối mật</SphereOfPromulgation></OtherInfo>"
    assert refusal(document(header=HEADER + sphere)).code == "documents.edxml.secret"


def test_markup_inside_a_file_is_refused() -> None:
    refused = refusal(document(attachments=attached("JVBE<From/>Ri0x")))
    assert refused.code == "documents.edxml.attachment.markup"


def test_a_second_sender_is_refused() -> None:
    """Which of the two counts would be left to each reader: the classic way to get past a check."""
    refused = refusal(document(header=HEADER + "<From><OrganId>000.00.00.G22</OrganId></From>"))
    assert refused.code == "documents.edxml.repeated"
    assert "MessageHeader/From, dòng" in refused.place


def test_a_field_with_markup_inside_is_refused() -> None:
    refused = refusal(document(header=HEADER.replace("V/v", "<b>V/v</b>")))
    assert refused.code == "documents.edxml.nested"


def test_text_outside_every_field_is_refused() -> None:
    assert refusal(document(header=f"{HEADER} lạc chỗ")).code == "documents.edxml.stray"


def test_an_unknown_prefix_is_refused() -> None:
    assert refusal(document(header=f"{HEADER}<evil:X>1</evil:X>")).code == "documents.edxml.prefix"


@pytest.mark.parametrize("root", ["<a/>", "<edXML/>", '<edXML xmlns="urn:other"/>', "<html></html>"])
def test_another_kind_of_file_is_refused(root: str) -> None:
    assert refusal(root.encode()).code == "documents.edxml.namespace"


def test_elements_without_end_are_refused() -> None:
    deep = "<x:a>" * 300 + "</x:a>" * 300
    raw = document(header=f'{HEADER}<x:r xmlns:x="urn:x">{deep}</x:r>')
    assert refusal(raw).code == "documents.edxml.structure"
    wide = document(header=f"{HEADER}{'<y/>' * 30_000}")
    assert refusal(wide).code == "documents.edxml.structure"


def test_a_huge_value_is_refused() -> None:
    refused = refusal(document(header=HEADER.replace("V/v", "x" * 200_000)))
    assert refused.code == "documents.edxml.value"
    assert refusal(document(header=HEADER.replace("V/v", "x" * 5_000_000))).code == "documents.edxml.size"


def test_a_huge_comment_is_refused_in_small_memory() -> None:
    head, tail = document().split(b"<From>")
    stream = _Pieces([head, b"<!--", *[b"-x" * 30_000] * 1000, b"-->", b"<From>", tail])
    tracemalloc.start()
    try:
        with pytest.raises(Invalid) as caught:
            read_message(stream)
        assert tracemalloc.get_traced_memory()[1] < 10 * 2**20
    finally:
        tracemalloc.stop()
    assert caught.value.code == "documents.edxml.token"


@pytest.mark.parametrize(
    ("element", "value", "code"),
    [
        ("PromulgationDate", "19/08/2026", "documents.edxml.value.day"),
        ("PromulgationDate", "2026/02/30", "documents.edxml.value.day"),
        ("PromulgationDate", "2026-08-19", "documents.edxml.value.day"),
        ("SteeringType", "9", "documents.edxml.value.code"),
        ("SteeringType", "²", "documents.edxml.value.code"),
    ],
)
def test_a_value_of_the_wrong_form_is_refused_with_the_right_form(
    element: str, value: str, code: str
) -> None:
    header = HEADER.replace("2026/08/19", value) if element == "PromulgationDate" else HEADER
    if element == "SteeringType":
        header += f"<SteeringType>{value}</SteeringType>"
    refused = refusal(document(header=header))
    assert refused.code == code
    assert element in refused.place
    assert "dòng" in refused.place


@pytest.mark.parametrize("code", ["07", "99", "6a", "-1"])
def test_a_status_code_nobody_defined_is_refused(code: str) -> None:
    refused = refusal(sample("status_finish_06").replace(b">06<", f">{code}<".encode()))
    assert refused.code == "documents.edxml.value.code"
    assert "01, 02" in refused.remedy


@pytest.mark.parametrize(
    ("gone", "place"),
    [
        ("<From><OrganId>000.00.00.A01</OrganId><OrganName>Bộ Mô phỏng</OrganName></From>", "From"),
        ("<OrganId>000.00.00.A01</OrganId>", "From/OrganId"),
        ("<To><OrganId>000.00.00.B02</OrganId></To>", "MessageHeader/To"),
        ("<Subject>V/v báo cáo số liệu</Subject>", "Subject"),
    ],
)
def test_a_message_nobody_could_act_on_is_refused(gone: str, place: str) -> None:
    refused = refusal(document(header=HEADER.replace(gone, "")))
    assert refused.code == "documents.edxml.missing"
    assert place in refused.place
    assert "dòng" in refused.place


def test_a_status_with_files_is_refused() -> None:
    raw = sample("status_finish_06").replace(b"</edXML>", attached().encode() + b"</edXML>")
    assert refusal(raw).code == "documents.edxml.status.files"


def test_a_status_that_names_no_document_is_refused() -> None:
    raw = sample("status_finish_06")
    start, end = raw.index(b"<edXML:ResponseFor>"), raw.index(b"</edXML:ResponseFor>")
    assert refusal(raw[:start] + b"<edXML:ResponseFor>" + raw[end:]).code == "documents.edxml.missing"


class _Pieces:
    """A stream that is never whole in memory."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.pieces: Iterator[bytes] = iter(pieces)

    def read(self, _size: int, /) -> bytes:
        return next(self.pieces, b"")


def test_a_file_of_60_megabytes_passes_in_small_memory() -> None:
    head, tail = document(attachments=attached("MARK")).split(b"MARK")
    piece = base64.b64encode(bytes(48 * 1024))
    rounds = 60 * 2**20 // (48 * 1024)
    kept = _Counting()
    tracemalloc.start()
    try:
        message = read_message(_Pieces([head, *[piece] * rounds, tail]), open_target=lambda _head: kept)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert kept.length == rounds * 48 * 1024 == message.attachments[0].content.length  # type: ignore[union-attr]
    assert peak < 4 * 2**20


class _Counting(BytesIO):
    """Takes everything, keeps nothing but the count."""

    length = 0

    def write(self, piece: object, /) -> int:
        assert isinstance(piece, bytes)
        self.length += len(piece)
        return len(piece)
