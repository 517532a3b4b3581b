"""Hostile PDFs: what runs, attaches, locks or swells is refused; what only shows pages is not."""

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.annotations import Link
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from daumoi.documents.intake import check_pdf_safety
from daumoi.documents.tests.layout.print_paper import printed_letter
from daumoi.foundation.errors import Invalid


def written(change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    change(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def opening(kind: str, **more: str) -> Callable[[PdfWriter], None]:
    """An action run when the file is opened."""

    def change(writer: PdfWriter) -> None:
        entries = {NameObject(f"/{key}"): TextStringObject(value) for key, value in more.items()}
        action = DictionaryObject({NameObject("/S"): NameObject(kind), **entries})
        writer._root_object[NameObject("/OpenAction")] = writer._add_object(action)

    return change


def hidden_name(writer: PdfWriter) -> None:
    """The kind of the action stands behind a reference, where a search for words does not see it."""
    name = writer._add_object(NameObject("/Launch"))
    action = DictionaryObject({NameObject("/S"): name})
    writer._root_object[NameObject("/OpenAction")] = writer._add_object(action)


def swollen(writer: PdfWriter) -> None:
    stream = StreamObject()
    pack = zlib.compressobj(9)
    stream._data = b"".join(pack.compress(b"\0" * 2**20) for _megabyte in range(310)) + pack.flush()
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)


def twice_packed(writer: PdfWriter) -> None:
    stream = StreamObject()
    stream._data = zlib.compress(zlib.compress(b"\0" * 2**20))
    flate = NameObject("/FlateDecode")
    stream[NameObject("/Filter")] = ArrayObject([flate, flate])
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)


HOSTILE: tuple[tuple[str, Callable[[PdfWriter], object]], ...] = (
    ("script", opening("/JavaScript", JS="app.alert('x')")),
    ("script", opening("/Launch", F="cmd.exe")),
    ("script", opening("/SubmitForm", F="https://nguon.example")),
    ("script", opening("/GoToR", F="//may-chu/chung/a.pdf")),
    ("script", hidden_name),
    ("embedded", lambda writer: writer.add_attachment("a.exe", b"MZ")),
    ("encrypted", lambda writer: writer.encrypt("mat-khau", algorithm="RC4-128")),
    ("bomb", swollen),
    ("bomb", twice_packed),
)


@pytest.mark.parametrize(("code", "change"), HOSTILE)
def test_a_hostile_pdf_is_refused_with_its_reason(code: str, change: Callable[[PdfWriter], object]) -> None:
    with pytest.raises(Invalid) as refusal:
        check_pdf_safety(written(change), name="a.pdf")
    assert refusal.value.code == f"documents.intake.{code}"
    assert refusal.value.place == "Tệp a.pdf"
    assert refusal.value.remedy


@pytest.mark.parametrize("data", [b"", b"MZ", b"%PDF-1.7\n", b"%PDF-1.7\n1 0 obj\n<<" + b"/A [" * 3_000])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(Invalid) as refusal:
        check_pdf_safety(data, name="a.pdf")
    assert refusal.value.code == "documents.intake.kind"


def test_pages_and_links_to_the_web_pass(fonts: Path) -> None:
    check_pdf_safety(printed_letter(fonts))

    def link(writer: PdfWriter) -> None:
        writer.add_annotation(0, Link(rect=(10, 10, 90, 30), url="https://daumoi.example.vn"))

    check_pdf_safety(written(link))
