"""Reading a signed paper before it is kept: is it a PDF, is it a secret, which content code does it carry?"""

import io
import re
import unicodedata
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from daumoi.foundation.errors import Invalid

MOST_BYTES = 20 * 1024 * 1024
MOST_PAGES = 200
CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b")
_MARKS = frozenset({"TUYỆT MẬT", "TỐI MẬT", "MẬT"})


@dataclass(frozen=True)
class PaperReading:
    """What could be read on a paper: its content codes (none on a scan without text) and its pages."""

    codes: frozenset[str]
    pages: int
    has_text: bool


def refuse_secret(*, text: str, place: str) -> None:
    """Documents marked as state secret never enter: the mark stands on a line of its own, in capitals."""
    for line in text.splitlines():
        if unicodedata.normalize("NFC", line).strip(" .:;-|[]()\t") in _MARKS:
            raise Invalid(
                "surveys.secret",
                f"Tài liệu mang dấu chỉ độ mật “{line.strip()}” nên không được đưa vào hệ thống này.",
                remedy="Gửi theo đường văn bản mật, đúng pháp luật về bảo vệ bí mật nhà nước; ở đây chỉ ghi số, ngày.",
                place=place,
            )


def read_signed_paper(*, name: str, content: bytes) -> PaperReading:
    """Read a PDF with care; refuses anything else, encrypted files, oversize files and state secrets."""
    place = f"Tệp {name}"
    if len(content) > MOST_BYTES:
        raise Invalid(
            "surveys.paper.size",
            f"Tệp lớn {len(content) // 2**20} MB, quá 20 MB.",
            remedy="Quét ở 200 dpi, đen trắng rồi nộp lại.",
            place=place,
        )
    if not content.startswith(b"%PDF-"):
        raise Invalid(
            "surveys.paper.kind",
            "Tệp không phải PDF.",
            remedy="Xuất hoặc quét công văn thành PDF.",
            place=place,
        )
    refuse_secret(text=name.rsplit(".", 1)[0].upper().replace("_", "\n").replace("-", "\n"), place=place)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise Invalid(
                "surveys.paper.encrypted",
                "Tệp PDF có mật khẩu.",
                remedy="Bỏ mật khẩu rồi nộp lại.",
                place=place,
            )
        pages = reader.pages[:MOST_PAGES]
        text = "\n".join(page.extract_text() for page in pages)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Invalid(
            "surveys.paper.broken",
            "Tệp PDF hỏng hoặc không đúng chuẩn.",
            remedy="Xuất lại từ hệ thống văn bản.",
            place=place,
        ) from error
    refuse_secret(text=text, place=place)
    return PaperReading(codes=frozenset(CODE.findall(text)), pages=len(pages), has_text=bool(text.strip()))
