"""Verifying an issued paper by the code it carries: read as system work, since anybody may hold the paper."""

import hashlib
from dataclasses import dataclass

from django.conf import settings

from daumoi.documents.models import FileRole, Paper, PaperFile, Side
from daumoi.documents.signatures import SignatureReport, read_signatures
from daumoi.documents.signatures.reading import trust_roots
from daumoi.foundation.principal import acting, system

_VERIFYING = system("xác minh văn bản")
CODE_LENGTH = 20


@dataclass(frozen=True)
class VerifiedPaper:
    """The paper and the files that were issued, without their bytes."""

    paper: Paper
    files: tuple[PaperFile, ...]


@dataclass(frozen=True)
class Comparison:
    """Whether a reader's file is one that was issued, and what the signatures in it say."""

    same_as: PaperFile | None
    signatures: tuple[SignatureReport, ...]
    sha256: str


def verified_paper(*, code: str) -> VerifiedPaper | None:
    """The issued (or since recalled) paper of that code; None when no paper carries it."""
    if len(code) != CODE_LENGTH or not code.isalnum():
        return None
    with acting(_VERIFYING):
        paper = (
            Paper.objects.select_related("kind", "owner")
            .filter(verification_code=code, side=Side.OUT)
            .first()
        )
        if paper is None:
            return None
        wanted = (FileRole.PDF, FileRole.SIGNED)
        files = tuple(PaperFile.objects.filter(paper=paper, role__in=wanted).defer("content"))
    return VerifiedPaper(paper=paper, files=files)


def compare_file(*, verified: VerifiedPaper, content: bytes) -> Comparison:
    """The reader's file beside the issued ones, byte for byte; `Invalid` when it is no PDF."""
    digest = hashlib.sha256(content).hexdigest()
    same = next((file for file in verified.files if file.sha256 == digest), None)
    return Comparison(same, read_signatures(content, roots=trust_roots(settings.TRUST_ROOTS)), digest)
