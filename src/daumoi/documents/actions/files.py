"""Keeping files of a paper: read with care before they are kept, never changed after."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction

from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions.steps import journal, require
from daumoi.documents.intake import check_pdf_safety, open_docx, read_zip_safely
from daumoi.documents.models import FileRole, Paper, PaperFile
from daumoi.documents.rules.secrecy import refuse_secret_name
from daumoi.documents.signatures import signature_words
from daumoi.documents.signatures.reading import trust_roots
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.foundation.traces import Trace, leave_trace

MOST_BYTES = 30 * 1024 * 1024
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "jpg": "image/jpeg",
}
_NEVER = frozenset(
    {
        "exe",
        "dll",
        "com",
        "bat",
        "cmd",
        "scr",
        "msi",
        "ps1",
        "vbs",
        "js",
        "jar",
        "lnk",
        "hta",
        "docm",
        "xlsm",
        "pptm",
    }
)
_BYTES = "application/octet-stream"


def media_type(*, name: str) -> str:
    """The media type by the file's ending; `Invalid` names the endings that are taken."""
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if ending not in MEDIA_TYPES:
        raise Invalid(
            "documents.file.kind",
            f"Không nhận tệp có đuôi “.{ending}”.",
            remedy=f"Dùng {', '.join('.' + known for known in MEDIA_TYPES)}.",
            place=f"Tệp {name}",
        )
    return MEDIA_TYPES[ending]


def carried_type(*, name: str) -> str:
    """The media type of a file that another body sent: kept as it came unless it can run by itself.

    Files of unknown kinds are only ever handed out as downloads, never shown in a page.
    """
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if ending in _NEVER:
        raise Invalid(
            "documents.file.program",
            f"Tệp có đuôi “.{ending}” có thể tự chạy nên không được nhận.",
            remedy="Đề nghị bên gửi chuyển sang PDF, Word hoặc Excel không có macro.",
            place=f"Tệp {name}",
        )
    return MEDIA_TYPES.get(ending, _BYTES)


def keep(
    *, by: Principal, paper: Paper, role: FileRole, name: str, content: bytes, signature_words: str = ""
) -> PaperFile:
    """Write a file within the caller's transaction; its content has been read with care before."""
    return PaperFile.objects.create(
        paper=paper,
        owner_id=paper.owner_id,
        root_id=paper.root_id,
        role=role,
        name=name[:200],
        media_type=carried_type(name=name),
        content=content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        signature_words=signature_words,
        added_by=by.name,
    )


def keep_signed(*, by: Principal, paper: Paper, name: str, content: bytes) -> PaperFile:
    """Keep a signed PDF with what its signatures say; a paper signed by hand and scanned says that it has none."""
    try:
        words = signature_words(content, roots=trust_roots(settings.TRUST_ROOTS))
    except Invalid as refused:
        words = refused.message
    return keep(by=by, paper=paper, role=FileRole.SIGNED, name=name, content=content, signature_words=words)


@transaction.atomic
def attach_file(*, by: Principal, paper: Paper, role: FileRole, name: str, content: bytes) -> PaperFile:
    """Attach a file that a person uploads; the same bytes twice are one file.

    :raises Invalid: too large, of a kind not taken, marked as state secret, or hostile (see `documents.intake`).
    """
    require(by, paper, DocumentPermission.DRAFT)
    if paper.is_secret_stub:
        raise Conflict(
            "documents.file.secret_stub",
            "Bản ghi này chỉ giữ số, ngày của văn bản mật nên không đính kèm tệp nào.",
            remedy="Xử lý tệp theo đường văn bản mật.",
        )
    with remembering_refusal(name=name, content=content, root_id=paper.root_id, owner_id=paper.owner_id):
        examine_upload(name=name, content=content)
    digest = hashlib.sha256(content).hexdigest()
    before = PaperFile.objects.filter(paper=paper, sha256=digest, role=role).first()
    if before is not None:
        return before
    if role == FileRole.SIGNED:
        made = keep_signed(by=by, paper=paper, name=name, content=content)
    else:
        made = keep(by=by, paper=paper, role=role, name=name, content=content)
    journal(by, paper, "documents.file.attached", details={"name": made.name, "sha256": digest})
    return made


@contextmanager
def remembering_refusal(*, name: str, content: bytes, root_id: int, owner_id: int) -> Iterator[None]:
    """Around the examination of a file that was to be kept: the body's journal remembers that it was refused.

    Neither bytes nor words of the file stay, only its name, size, digest and why.
    """
    try:
        yield
    except Invalid as refused:
        told = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content), "rule": refused.code}
        leave_trace(Trace("documents.file.refused", name[:300], root_id, owner_id, refused.message, told))
        raise


def examine_upload(*, name: str, content: bytes) -> None:
    """Refuse what must not enter: empty, too large, of a wrong kind, secret by its name, or hostile inside."""
    place = f"Tệp {name}"
    if not content:
        raise Invalid("documents.file.empty", "Tệp rỗng.", remedy="Chọn lại tệp.", place=place)
    if len(content) > MOST_BYTES:
        raise Invalid(
            "documents.file.size",
            f"Tệp lớn {len(content) // 2**20} MB, quá {MOST_BYTES // 2**20} MB.",
            remedy="Giảm độ phân giải hoặc tách tệp.",
            place=place,
        )
    kind = media_type(name=name)
    refuse_secret_name(name=name)
    if kind == MEDIA_TYPES["pdf"]:
        check_pdf_safety(content, name=name)
    elif kind == MEDIA_TYPES["docx"]:
        open_docx(content, name=name)
    elif kind == MEDIA_TYPES["xlsx"]:
        read_zip_safely(content, name=name)
