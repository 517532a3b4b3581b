"""What we write reads back equal, in the order of the standard; what must not leave does not."""

import string
import tracemalloc
from datetime import date, datetime
from io import BytesIO

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from daumoi.documents.edxml import model
from daumoi.documents.edxml.compare import canonical, equivalent
from daumoi.documents.edxml.schema import DOCUMENT, TABLES, Kind
from daumoi.documents.edxml.write import write_message
from daumoi.documents.tests.edxml.messages import (
    PDF,
    letter,
    read,
    read_document,
    read_with_files,
    status,
    written,
)
from daumoi.foundation.errors import Invalid

_LETTERS = string.ascii_letters + string.digits + " ,.;:/-–()&<>\"'[]=ĐđăâêôơưƯÁạậễợữỹ漢😀\t\n"
TEXTS = st.text(_LETTERS, max_size=30).map(str.strip)
FILLED = TEXTS.filter(bool)
NAMES = st.text("abcxyzĐđế0123456789 -_", min_size=1, max_size=20).map(
    lambda text: f"tep{text}".strip() + ".pdf"
)
DAYS = st.dates(min_value=date(1945, 9, 2), max_value=date(2100, 1, 1))
MOMENTS = st.datetimes(min_value=datetime(1945, 9, 2), max_value=datetime(2100, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0)
)


SIMPLE: dict[Kind, st.SearchStrategy[object]] = {
    Kind.TEXT: TEXTS,
    Kind.DAY: st.none() | DAYS,
    Kind.MOMENT: st.none() | MOMENTS,
    Kind.NUMBER: st.none() | st.integers(0, 9999),
    Kind.FLAG: st.none() | st.booleans(),
    Kind.TEXTS: st.lists(FILLED, max_size=3).map(tuple),
}


def values_of(cls: type[msgspec.Struct]) -> st.SearchStrategy[msgspec.Struct]:
    """Any value of a struct of the schema, built from the schema's own tables."""
    fields: dict[str, st.SearchStrategy[object]] = {}
    for one in TABLES[cls]:
        if one.kind in SIMPLE:
            fields[one.field] = SIMPLE[one.kind]
        elif one.kind is Kind.CODE:
            fields[one.field] = st.sampled_from(list(one.of))  # type: ignore[arg-type]
        elif one.kind is Kind.ONE:
            fields[one.field] = values_of(one.of)  # type: ignore[arg-type]
        else:
            fields[one.field] = st.lists(values_of(one.of), max_size=2).map(tuple)  # type: ignore[arg-type]
    return st.builds(cls, **fields)


@st.composite
def documents(draw: st.DrawFn) -> tuple[model.DocumentMessage, dict[str, bytes]]:
    """A document with files and everything the standard knows."""
    base = draw(values_of(model.DocumentMessage))
    assert isinstance(base, model.DocumentMessage)
    files = draw(st.lists(st.binary(min_size=1, max_size=200), max_size=3))
    names = [draw(NAMES) for _file in files]
    ids = [f"cid:{number}" for number in range(len(files))]
    trace = draw(values_of(model.Trace))
    assert isinstance(trace, model.Trace)
    receivers = draw(st.lists(FILLED, min_size=1, max_size=3, unique=True))
    message = msgspec.structs.replace(
        base,
        sender=msgspec.structs.replace(base.sender, organ_id=draw(FILLED)),
        to=tuple(model.Organisation(organ_id=one, name=draw(TEXTS)) for one in receivers),
        subject="V/v " + draw(FILLED),
        document_id=draw(FILLED),
        other=msgspec.structs.replace(base.other, sphere="Lưu hành nội bộ"),
        trace=trace,
        manifest=tuple(
            model.Reference(content_id=one, name=name) for one, name in zip(ids, names, strict=True)
        ),
        attachments=tuple(
            model.Attachment(content_id=one, name=name) for one, name in zip(ids, names, strict=True)
        ),
    )
    return message, dict(zip(ids, files, strict=True))


# a failing message is readable as it is, and shrinking one of eighty fields takes minutes
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


@settings(max_examples=60, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_a_document_reads_back_as_it_was_written(
    given_document: tuple[model.DocumentMessage, dict[str, bytes]],
) -> None:
    message, files = given_document
    raw = written(message, lambda one: BytesIO(files[one.content_id]))
    again, contents = read_with_files(raw)
    assert list(contents.values()) == list(files.values())
    assert isinstance(again, model.DocumentMessage)
    assert [one.content.length for one in again.attachments if one.content] == [*map(len, files.values())]
    without_lengths = msgspec.structs.replace(
        again,
        attachments=tuple(msgspec.structs.replace(one, content=None) for one in again.attachments),
        attributes=(),
    )
    assert canonical(without_lengths) == canonical(message)
    # a second writing is the same to the byte: a retry sends what was sent
    assert written(again, lambda one: BytesIO(files[one.content_id])) == raw


@settings(max_examples=40, deadline=None, phases=PHASES)
@given(values_of(model.StatusMessage), FILLED, FILLED, FILLED)
def test_a_status_reads_back_as_it_was_written(
    drawn: model.StatusMessage, sender: str, issuer: str, document_id: str
) -> None:
    message = msgspec.structs.replace(
        drawn,
        sender=msgspec.structs.replace(drawn.sender, organ_id=sender),
        response_for=msgspec.structs.replace(drawn.response_for, organ_id=issuer, document_id=document_id),
    )
    assert equivalent(read(written(message)), message)


def test_elements_stand_in_the_order_of_the_standard() -> None:
    message = msgspec.structs.replace(
        letter(), due=date(2026, 9, 1), steering=model.Steering.DIRECTIVE, to_places=("Như trên",)
    )
    header = etree.fromstring(written(message)).find(".//{*}MessageHeader")
    assert header is not None
    order = [one.name for one in DOCUMENT]
    found = [etree.QName(child).localname for child in header]
    assert found == [name for name in order if name in found]
    assert found[-2:] == ["SteeringType", "DocumentId"]


def test_elements_carry_the_prefix_other_systems_look_for() -> None:
    raw = written(status())
    assert b"<edXML:StatusCode>06</edXML:StatusCode>" in raw
    assert raw.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<edXML xmlns=')


def test_a_file_that_changed_since_is_not_sent() -> None:
    raw = written(letter(attachments=(FILE,)), lambda _one: BytesIO(PDF))
    known = read_document(raw)
    with pytest.raises(Invalid) as caught:
        written(known, lambda _one: BytesIO(b"another"))
    assert caught.value.code == "documents.edxml.write.changed"


def test_a_file_of_60_megabytes_is_written_in_small_memory() -> None:
    tracemalloc.start()
    try:
        to = Counting()
        write_message(letter(attachments=(FILE,)), to=to, open_content=lambda _one: Zeros(60 * 2**20))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert to.length > 80 * 2**20
    assert peak < 4 * 2**20


class Zeros:
    """That many zero bytes, never in memory together."""

    def __init__(self, left: int) -> None:
        self.left = left

    def read(self, size: int, /) -> bytes:
        piece = bytes(min(size, self.left))
        self.left -= len(piece)
        return piece


class Counting:
    """Takes everything, keeps nothing but the count."""

    length = 0

    def write(self, piece: bytes, /) -> object:
        self.length += len(piece)
        return None


def test_a_missing_or_empty_file_is_not_sent() -> None:
    known = read_document(written(letter(attachments=(FILE,)), lambda _one: BytesIO(PDF)))
    with pytest.raises(Invalid) as caught:
        written(known)
    assert caught.value.code == "documents.edxml.write.missing"
    with pytest.raises(Invalid) as caught:
        written(letter(attachments=(FILE,)), lambda _one: BytesIO())
    assert caught.value.code == "documents.edxml.write.empty"


def test_a_secret_or_wandering_name_is_not_sent() -> None:
    for name in ("TỐI MẬT.pdf", "../a.pdf"):
        with pytest.raises(Invalid):
            written(
                letter(attachments=(msgspec.structs.replace(FILE, name=name),)), lambda _one: BytesIO(PDF)
            )


def test_a_control_character_is_refused_with_its_place() -> None:
    with pytest.raises(Invalid) as caught:
        written(letter(subject="V/v \x0b báo cáo"))
    assert caught.value.code == "documents.edxml.write.character"
    assert caught.value.place.endswith("MessageHeader/Subject")


def test_kept_xml_that_would_break_out_is_refused() -> None:
    path = "edXML/edXMLEnvelope/edXMLHeader"
    for xml in (b"</a><b>", b"<a/><b/>", b"text", b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'):
        message = msgspec.structs.replace(letter(), extra=(model.Extra(parent=path, xml=xml),))
        with pytest.raises(Invalid):
            written(message)


def test_a_message_without_receivers_is_not_sent() -> None:
    with pytest.raises(Invalid) as caught:
        written(letter(to=()))
    assert caught.value.code == "documents.edxml.missing"


def test_a_message_survives_json() -> None:
    message = letter(business=model.BusinessType.RECALL)
    plain = msgspec.json.encode(message)
    assert msgspec.json.decode(plain, type=model.Message) == message


FILE = model.Attachment(content_id="cid:1", name="bao-cao.pdf", content_type="application/pdf")
