"""Hostile archives and Word files: each is refused with its own reason, before anything is unpacked."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from daumoi.documents.intake import ZipLimits, open_docx, parse_xml, read_zip_safely
from daumoi.documents.tests.layout.word_paper import word_letter
from daumoi.foundation.errors import Invalid

RELATIONS = "word/_rels/document.xml.rels"
BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b"<x>&b;</x>"
)


def rebuilt(change: Callable[[dict[str, bytes]], object]) -> bytes:
    """A sound Word file with some of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(word_letter())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    return packed(parts)


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def relation(kind: str, target: str, *, external: bool = True) -> Callable[[dict[str, bytes]], None]:
    mode = ' TargetMode="External"' if external else ""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    node = f'<Relationship Id="rX" Type="{office}/{kind}" Target="{target}"{mode}/></Relationships>'

    def change(parts: dict[str, bytes]) -> None:
        parts[RELATIONS] = parts[RELATIONS].replace(b"</Relationships>", node.encode())

    return change


def field(instruction: str) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        node = f"<w:p><w:r><w:instrText> {instruction} </w:instrText></w:r></w:p></w:body>"
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"</w:body>", node.encode())

    return change


def put(name: str, data: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda parts: parts.__setitem__(name, data)


def macro_types(parts: dict[str, bytes]) -> None:
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )


def wide_entities(parts: dict[str, bytes]) -> None:
    parts["word/styles.xml"] = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><x/>'.encode("utf-16")


HOSTILE: tuple[tuple[str, Callable[[dict[str, bytes]], object]], ...] = (
    ("macros", put("word/vbaProject.bin", b"x")),
    ("macros", macro_types),
    ("macros", put("word/activeX/activeX1.xml", b"<x/>")),
    ("external", relation("attachedTemplate", "https://nguon.example/mau.dotm")),
    ("external", relation("image", "https://nguon.example/anh.png")),
    ("external", relation("hyperlink", "file://may-chu/chung/a.docx")),
    ("embedded", relation("oleObject", "embeddings/oleObject1.bin", external=False)),
    ("embedded", relation("aFChunk", "trang.html", external=False)),
    ("field", field("DDEAUTO c:\\\\windows\\\\cmd.exe")),
    ("field", field("INCLUDEPICTURE https://nguon.example/a.png")),
    ("entities", put("word/styles.xml", BILLION_LAUGHS)),
    ("entities", wide_entities),
    ("xml", put("word/styles.xml", b"<w:styles")),
    ("kind", lambda parts: parts.pop("word/document.xml")),
    ("path", put("../../etc/cron.d/x", b"x")),
    ("path", put("/etc/passwd", b"x")),
    ("path", put("C:/x", b"x")),
    ("bomb", put("word/media/a.bin", b"\0" * (30 * 2**20))),
)


def read_through(data: bytes) -> None:
    """Open a file and read a part that opening alone does not parse."""
    open_docx(data, name="../la/tệp\n.docx").xml("word/styles.xml")


@pytest.mark.parametrize(("code", "change"), HOSTILE)
def test_a_hostile_word_file_is_refused_with_its_reason(
    code: str, change: Callable[[dict[str, bytes]], object]
) -> None:
    with pytest.raises(Invalid) as refusal:
        read_through(rebuilt(change))
    assert refusal.value.code == f"documents.intake.{code}"
    assert refusal.value.place.startswith("Tệp tệp.docx")
    assert refusal.value.remedy


def test_a_link_to_the_web_is_left_alone() -> None:
    change = relation("hyperlink", "https://daumoi.example.vn/khao-sat")
    assert open_docx(rebuilt(change)).main == "word/document.xml"


def test_a_file_with_a_password_says_so() -> None:
    with pytest.raises(Invalid, match="mật khẩu"):
        open_docx(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    data = bytearray(word_letter())
    directory = data.rfind(b"PK\x01\x02")
    data[directory + 8] |= 1
    with pytest.raises(Invalid) as refusal:
        open_docx(bytes(data))
    assert refusal.value.code == "documents.intake.encrypted"


def test_a_declared_gigabyte_is_refused_before_reading() -> None:
    data = bytearray(packed({"a.xml": b"<x/>"}))
    directory = data.rfind(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 2**30)
    with pytest.raises(Invalid) as refusal:
        read_zip_safely(bytes(data), name="a.zip")
    assert refusal.value.code == "documents.intake.bomb"


def test_a_size_declared_too_small_does_not_let_more_through() -> None:
    data = bytearray(packed({"a.xml": b"x" * 5_000}))
    directory = data.rfind(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 10)
    with pytest.raises(Invalid) as refusal:
        read_zip_safely(bytes(data), name="a.zip").read("a.xml")
    assert refusal.value.code == "documents.intake.damaged"


def test_what_comes_out_is_counted_over_the_whole_archive() -> None:
    limits = ZipLimits(unpacked=2_500)
    archive = read_zip_safely(packed({"a": b"1" * 1_000, "b": b"2" * 1_000}), name="a.zip", limits=limits)
    archive.read("a")
    archive.read("b")
    with pytest.raises(Invalid) as refusal:
        archive.read("a")
    assert refusal.value.code == "documents.intake.bomb"


@pytest.mark.parametrize(
    ("limits", "code"), [(ZipLimits(packed=100), "size"), (ZipLimits(entries=3), "bomb")]
)
def test_limits_hold(limits: ZipLimits, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        open_docx(word_letter(), limits=limits)
    assert refusal.value.code == f"documents.intake.{code}"


@pytest.mark.parametrize("kept", [slice(0, 4_000), slice(23, None)])
def test_a_file_cut_at_its_end_or_beginning_is_refused(kept: slice) -> None:
    with pytest.raises(Invalid) as refusal:
        open_docx(word_letter()[kept], name="a.docx")
    assert refusal.value.code == "documents.intake.kind"


def test_entities_are_never_resolved() -> None:
    with pytest.raises(Invalid) as refusal:
        parse_xml(b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', place="x.xml")
    assert refusal.value.place == "x.xml"
