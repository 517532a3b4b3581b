"""Signing a PDF: the protocol every service keeps to, and one that uses a key file of the operator's."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.fields import SigSeedSubFilter

from daumoi.documents.signatures.apart import apart
from daumoi.foundation.errors import Invalid

FIELD = "ChuKySo"


class SigningService(Protocol):
    """Whoever can sign: a key file, a token, the Government's signing service behind an adapter of the operator's."""

    def sign(self, pdf: bytes, *, reason: str, place: str) -> bytes:
        """The PDF with one more signature that covers all of it; raises a domain error when the service refuses."""


class KeyFileSigner:
    """Signs with a PKCS#12 file that the operator keeps outside the database (`DAUMOI_SIGNING_KEY`).

    For bodies whose authority allows a key file, and for tests. What such a signature is worth is the authority's word.
    """

    def __init__(self, *, file: Path, password: str) -> None:
        load: Callable[..., SimpleSigner | None] = SimpleSigner.load_pkcs12
        signer = load(str(file), passphrase=password.encode() or None)
        if signer is None:
            raise Invalid(
                "documents.signing.key",
                "Không mở được tệp khoá ký.",
                remedy="Kiểm tra tệp PKCS#12 và mật khẩu trong cấu hình của máy chủ.",
                place="Khoá ký",
            )
        self._signer = signer

    def sign(self, pdf: bytes, *, reason: str, place: str) -> bytes:
        """The PDF with one more PAdES signature (baseline B) in a field of its own."""
        try:
            writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
            taken = len(writer.prev.embedded_signatures)
            given = PdfSignatureMetadata(
                field_name=f"{FIELD}{taken + 1}",
                reason=reason,
                location=place,
                subfilter=SigSeedSubFilter.PADES,
                md_algorithm="sha256",
            )
            signed = apart(lambda: sign_pdf(writer, given, signer=self._signer))
        except (PdfError, ValueError) as error:
            raise Invalid(
                "documents.signing.pdf",
                "Không ký được tệp PDF này.",
                remedy="Dùng bản PDF do hệ thống in ra.",
                place="Tệp PDF",
            ) from error
        data: bytes = signed.getbuffer().tobytes()
        return data


def configured_service() -> SigningService | None:
    """The service this installation signs issued papers with: its key file when the operator named one, else none."""
    if not settings.SIGNING_KEY:
        return None
    return KeyFileSigner(file=Path(settings.SIGNING_KEY), password=settings.SIGNING_PASSWORD)
