"""The last step: the same content gives the same bytes."""

import io
import zipfile

from docx.document import Document as WordDocument

_MOMENT = (1980, 1, 1, 0, 0, 0)
_THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"


def saved(document: WordDocument) -> bytes:
    """The document as a file, without the picture of an empty page that the library adds."""
    package = document.part.package
    for name in [name for name, relation in package.rels.items() if relation.reltype == _THUMBNAIL]:
        del package.rels[name]
    target = io.BytesIO()
    document.save(target)
    return repacked(target.getvalue())


def repacked(data: bytes) -> bytes:
    """The parts of a file in their order, each with a fixed moment and the same attributes."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as archive:
        for entry in source.infolist():
            fixed = zipfile.ZipInfo(entry.filename, _MOMENT)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.create_system = 0
            archive.writestr(fixed, source.read(entry), compresslevel=6)
    return target.getvalue()
