"""A file of papers as one ZIP: the PDF of each paper in the order of time, and `ho-so.xml` with their data.

Names and lengths of the elements are those of the data fields of a document system (Annex VI of Decree 30/2020/NĐ-CP).
"""

import io
import re
import zipfile
from collections.abc import Sequence
from xml.etree import ElementTree

from daumoi.documents.models import Folder, Side
from daumoi.documents.queries.folders import FiledPaper
from daumoi.foundation.folding import fold

XML_NAME = "ho-so.xml"
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first day a ZIP can write


def pack_folder(*, folder: Folder, papers: Sequence[FiledPaper]) -> bytes:
    """The ZIP of a file. The same papers give the same bytes; a paper without a file stands in the XML only."""
    buffer = io.BytesIO()
    names = [file_name(place, one) for place, one in enumerate(papers, start=1)]
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, XML_NAME, folder_xml(folder=folder, papers=papers, names=names))
        for name, one in zip(names, papers, strict=True):
            if one.file is not None:
                _put(archive, name, bytes(one.file.content))
    return buffer.getvalue()


def file_name(place: int, filed: FiledPaper) -> str:
    """Where a paper's file lies in the ZIP ("003_2016-06-20_2234-btttt-thh.pdf"); empty when it has none."""
    if filed.file is None:
        return ""
    paper = filed.paper
    day = f"{paper.issued_date:%Y-%m-%d}" if paper.issued_date else "khong-ngay"
    code = "-".join(re.findall(r"[a-z0-9]+", fold(paper.code))) or f"van-ban-{paper.pk}"
    ending = filed.file.name.rsplit(".", 1)[-1].lower()
    return f"{place:03d}_{day}_{code[:60]}.{ending if ending.isalnum() else 'bin'}"


def folder_xml(*, folder: Folder, papers: Sequence[FiledPaper], names: Sequence[str]) -> bytes:
    """The data of a file and its papers. Days are written YYYY-MM-DD."""
    root = ElementTree.Element("File")
    code = f"{folder.organ_id}.{folder.file_catalog}.{folder.file_notation}".lstrip(".")
    for name, length, value in (
        ("FileCode", 60, code),
        ("OrganId", 13, folder.organ_id),
        ("FileCatalog", 4, folder.file_catalog),
        ("FileNotation", 20, folder.file_notation),
        ("Title", 500, folder.title),
        ("Maintenance", 30, folder.maintenance),
        ("Rights", 30, folder.rights),
        ("Creator", 30, folder.creator),
        ("Language", 50, folder.language),
        ("StartDate", 10, folder.start_date),
        ("EndDate", 10, folder.end_date or ""),
        ("DocTotal", 10, len(papers)),
        ("PageTotal", 10, sum(one.paper.page_amount for one in papers)),
        ("Description", 500, folder.description),
    ):
        _field(root, name, length, value)
    documents = ElementTree.SubElement(root, "Documents")
    for name, one in zip(names, papers, strict=True):
        _document(documents, folder, one, name)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _document(parent: ElementTree.Element, folder: Folder, filed: FiledPaper, name: str) -> None:
    paper = filed.paper
    node = ElementTree.SubElement(parent, "Document")
    for field, length, value in (
        ("DocCode", 120, paper.guid),
        ("OrganId", 13, paper.organ_id),
        ("FileCatalog", 4, folder.file_catalog),
        ("FileNotation", 20, folder.file_notation),
        ("DocOrdinal", 3, paper.doc_ordinal or ""),
        ("TypeName", 100, paper.kind.name),
        ("CodeNumber", 11, paper.code_number),
        ("CodeNotation", 30, paper.code_notation),
        ("IssuedDate", 10, paper.issued_date or ""),
        ("OrganName", 200, paper.organ_name),
        ("Subject", 500, paper.subject),
        ("Language", 30, paper.language),
        ("PageAmount", 3, paper.page_amount),
        ("Description", 500, paper.description),
    ):
        _field(node, field, length, value)
    signer = ElementTree.SubElement(node, "SignerInfo")
    _field(signer, "Position", 100, paper.signer_position)
    _field(signer, "FullName", 50, paper.signer_full_name)
    for line in filed.addressees:
        to = ElementTree.SubElement(node, "To")
        _field(to, "OrganId", 13, line.organ_id)
        _field(to, "OrganName", 200, line.organ_name)
    _field(node, "Priority", 1, paper.priority)
    _field(node, "IssuedAmount", 3, paper.issued_amount)
    _field(node, "DueDate", 10, paper.due_date or "")
    if paper.side == Side.IN:
        _field(node, "ArrivalDate", 10, paper.arrival_date or "")
        _field(node, "ArrivalNumber", 10, paper.arrival_number or "")
    _field(node, "ToPlaces", 1000, paper.to_places)
    if name:
        _field(node, "FileName", 200, name)


def _field(parent: ElementTree.Element, name: str, length: int, value: object) -> None:
    ElementTree.SubElement(parent, name).text = _REFUSED.sub("", str(value))[:length]


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, date_time=_EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)
