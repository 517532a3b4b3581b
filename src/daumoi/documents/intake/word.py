"""A Word file is opened only when it holds text and pictures, and nothing that runs or calls out."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from lxml import etree

from daumoi.documents.intake.archives import SafeArchive, ZipLimits, file_place, read_zip_safely
from daumoi.documents.intake.xml import parse_xml
from daumoi.foundation.errors import Invalid

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_DEFAULT = "{http://schemas.openxmlformats.org/package/2006/content-types}Default"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_LINK_SCHEMES = frozenset({"http", "https", "mailto"})
_MACRO_NAMES = re.compile(r"vbaProject|vbaData|/activeX/|/macros?/", re.IGNORECASE)
_RUNNING_RELATIONS = frozenset(
    {"oleObject", "control", "attachedToolbars", "vbaProject", "aFChunk", "subDocument"}
)
_CALLING_FIELD = re.compile(
    rb"<w:(?:instrText|fldSimple)[^>]*?(?:>\s*|w:instr=\"\s*)(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE)\b"
)


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word file found harmless: its parts are read and parsed on demand, each counted."""

    archive: SafeArchive
    main: str
    place: str

    def xml(self, part: str) -> etree._Element:
        """The root of one XML part.

        :raises Invalid: missing, damaged, or with entities.
        """
        return parse_xml(self.archive.read(part), place=f"{self.place}, {part}")

    def related(self, kind: str, *, part: str | None = None) -> dict[str, str]:
        """Parts of one kind ("styles", "header") by relationship id, seen from ``part`` (the main one)."""
        source = part or self.main
        folder, base = posixpath.split(source)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name not in self.archive.names:
            return {}
        found: dict[str, str] = {}
        for relation in self.xml(name).iter(_RELATIONSHIPS):
            if (
                relation.get("Type", "").rsplit("/", 1)[-1] == kind
                and relation.get("TargetMode") != "External"
            ):
                target = relation.get("Target", "")
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                found[relation.get("Id", "")] = posixpath.normpath(path)
        return found


def open_docx(data: bytes, *, name: str = "", limits: ZipLimits | None = None) -> WordFile:
    """A Word file (.docx), opened after everything dangerous in it was looked for.

    :param name: the file's name, for the place of a refusal.
    :raises Invalid: what :func:`read_zip_safely` refuses, and macros, active controls, embedded objects,
        parts fetched from elsewhere, fields that start programs, entities, or no Word document at all.
    """
    place = file_place(name or "DOCX")
    archive = read_zip_safely(data, name=name or "DOCX", limits=limits)
    if "[Content_Types].xml" not in archive.names:
        raise _not_word(place)
    types = _content_types(archive, place)
    if any("macroEnabled" in kind or "vbaProject" in kind for kind in types.values()) or any(
        _MACRO_NAMES.search(f"/{part}") for part in archive.names
    ):
        raise Invalid(
            "documents.intake.macros",
            _("Tệp chứa macro hoặc điều khiển chạy được nên không được mở."),
            place=place,
            remedy=_("Trong Word chọn “Lưu thành”, loại “Tài liệu Word (.docx)” không có macro."),
        )
    main = next((part for part, kind in types.items() if kind == _MAIN_TYPE), "")
    if main not in archive.names:
        raise _not_word(place)
    for part in sorted(archive.names):
        if part.endswith(".rels"):
            _check_relations(parse_xml(archive.read(part), place=f"{place}, {part}"), place=place)
        elif part.startswith("word/") and part.endswith(".xml"):
            _check_fields(archive.read(part), place=place)
    # Counting begins anew for the reader: what was read for the check alone is not held against it.
    return WordFile(read_zip_safely(data, name=name or "DOCX", limits=limits), main, place)


def _content_types(archive: SafeArchive, place: str) -> dict[str, str]:
    root = parse_xml(archive.read("[Content_Types].xml"), place=f"{place}, [Content_Types].xml")
    types = {
        node.get("PartName", "").lstrip("/"): node.get("ContentType", "") for node in root.iter(_OVERRIDE)
    }
    types |= {f".{node.get('Extension', '')}": node.get("ContentType", "") for node in root.iter(_DEFAULT)}
    return types


def _check_relations(root: etree._Element, *, place: str) -> None:
    for kind, target, external in _relations(root):
        if kind in _RUNNING_RELATIONS:
            raise Invalid(
                "documents.intake.embedded",
                _("Tệp nhúng đối tượng của chương trình khác ({kind}).").format(kind=kind),
                place=place,
                remedy=_("Thay đối tượng nhúng bằng bảng hoặc ảnh rồi lưu lại."),
            )
        if external and (kind != "hyperlink" or urlsplit(target).scheme.lower() not in _LINK_SCHEMES):
            raise Invalid(
                "documents.intake.external",
                _("Tệp lấy nội dung từ nơi khác ({kind}: {target}).").format(kind=kind, target=target[:80]),
                place=place,
                remedy=_("Chèn ảnh vào trong tệp, bỏ mẫu liên kết ngoài, rồi lưu lại."),
            )


def _relations(root: etree._Element) -> Iterator[tuple[str, str, bool]]:
    for relation in root.iter(_RELATIONSHIPS):
        kind = relation.get("Type", "").rsplit("/", 1)[-1]
        yield kind, relation.get("Target", ""), relation.get("TargetMode") == "External"


def _check_fields(data: bytes, *, place: str) -> None:
    if found := _CALLING_FIELD.search(data):
        raise Invalid(
            "documents.intake.field",
            _("Tệp có trường {field} gọi chương trình hoặc nội dung bên ngoài.").format(
                field=found[1].decode()
            ),
            place=place,
            remedy=_("Trong Word chọn trường đó, nhấn Ctrl+Shift+F9 để đổi thành chữ, rồi lưu lại."),
        )


def _not_word(place: str) -> Invalid:
    return Invalid(
        "documents.intake.kind",
        _("Tệp không phải tài liệu Word (.docx)."),
        place=place,
        remedy=_("Mở bằng Word hoặc LibreOffice, lưu lại dạng .docx rồi nộp lại."),
    )
