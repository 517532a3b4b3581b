"""What the signatures of a PDF say: who, when, is the file as it was signed, and does anybody we trust vouch for the key."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError

from daumoi.documents.signatures.apart import apart
from daumoi.foundation.clock import HANOI
from daumoi.foundation.errors import Invalid

MOST_SIGNATURES = 20


class Verdict(StrEnum):
    """How a signature stands."""

    TRUSTED = "trusted"  # intact, and the chain ends at a root this installation trusts
    UNKNOWN_ISSUER = "unknown_issuer"  # intact, but nobody we trust vouches for the certificate
    CHANGED = "changed"  # the file is not what was signed
    BROKEN = "broken"  # the signature itself cannot be read or checked


@dataclass(frozen=True)
class SignatureReport:
    """One signature: the name on the certificate, its issuer, the moment it claims, and the verdict."""

    signer: str
    issuer: str
    signed_at: datetime | None
    verdict: Verdict
    covers_all: bool
    """Whether nothing was added to the file after this signature."""

    @property
    def words(self) -> str:
        """The signature in one sentence, for the page of a paper and the verification page."""
        when = (
            self.signed_at.astimezone(HANOI).strftime("%H:%M ngày %d/%m/%Y")
            if self.signed_at
            else _("không rõ lúc nào")
        )
        said = {
            Verdict.TRUSTED: _("chữ ký nguyên vẹn, chứng thư do tổ chức được tin cậy cấp"),
            Verdict.UNKNOWN_ISSUER: _(
                "chữ ký nguyên vẹn; chưa xác định được tổ chức cấp chứng thư có đáng tin cậy"
            ),
            Verdict.CHANGED: _("nội dung tệp đã bị thay đổi sau khi ký"),
            Verdict.BROKEN: _("không đọc được chữ ký"),
        }[self.verdict]
        later = (
            "" if self.covers_all or self.verdict == Verdict.CHANGED else _("; có phần được thêm sau khi ký")
        )
        return f"{self.signer} ({self.issuer}), {when}: {said}{later}."


def read_signatures(pdf: bytes, *, roots: Sequence[bytes] = ()) -> tuple[SignatureReport, ...]:
    """Every signature of a PDF, oldest first; none for a file without signatures.

    :param roots: certificates (PEM or DER) of the authorities this installation trusts; nothing is fetched from the network.
    :raises Invalid: the file is no PDF, or carries more than twenty signatures.
    """
    trusted = [certificate for root in roots for certificate in load_certs_from_pemder_data(root)]
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        found = reader.embedded_signatures
    except (PdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Invalid(
            "documents.signature.pdf",
            "Tệp không phải PDF hoặc đã hỏng nên không đọc được chữ ký số.",
            remedy="Tải lại bản PDF từ hệ thống đã ký.",
            place="Tệp PDF",
        ) from error
    if len(found) > MOST_SIGNATURES:
        raise Invalid(
            "documents.signature.many",
            f"Tệp có {len(found)} chữ ký, quá {MOST_SIGNATURES}.",
            remedy="Dùng bản do hệ thống văn bản phát hành.",
            place="Tệp PDF",
        )
    context = ValidationContext(trust_roots=trusted, allow_fetching=False, revocation_mode="soft-fail")
    reports = []
    for signature in found:
        try:
            status = apart(partial(validate_pdf_signature, signature, context))
        except (SignatureValidationError, SigningError, PathError, PdfError, ValueError, KeyError, TypeError):
            reports.append(
                SignatureReport(_("Không rõ"), _("không rõ"), None, Verdict.BROKEN, covers_all=False)
            )
            continue
        reports.append(_report(status))
    return tuple(reports)


def _report(status: PdfSignatureStatus) -> SignatureReport:
    certificate = status.signing_cert
    if not status.intact or not status.valid or status.modification_level is None or not status.docmdp_ok:
        verdict = Verdict.CHANGED
    else:
        verdict = Verdict.TRUSTED if status.trusted else Verdict.UNKNOWN_ISSUER
    return SignatureReport(
        signer=_name(certificate.subject),
        issuer=_name(certificate.issuer),
        signed_at=status.signer_reported_dt,
        verdict=verdict,
        covers_all=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
    )


def _name(name: Any) -> str:
    native = name.native
    found = native.get("common_name") or native.get("organization_name") or name.human_friendly
    return str(found)


def signature_words(pdf: bytes, *, roots: Sequence[bytes] = ()) -> str:
    """The signatures of a PDF in words, one a line; says so when there is none."""
    reports = read_signatures(pdf, roots=roots)
    return "\n".join(report.words for report in reports) or _("Tệp không có chữ ký số.")


def trust_roots(folder: Path) -> tuple[bytes, ...]:
    """The certificates an operator put into `folder` (PEM or DER, `*.crt`, `*.pem`, `*.cer`); none without a folder."""
    if not folder.is_dir():
        return ()
    files = sorted(file for file in folder.iterdir() if file.suffix.lower() in (".crt", ".pem", ".cer"))
    return tuple(file.read_bytes() for file in files)
