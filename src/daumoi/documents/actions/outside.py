"""A paper that was signed in the body's own system comes back: who signed, and the signed file."""

from datetime import datetime

from django.db import transaction

from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions.files import attach_file, remembering_refusal
from daumoi.documents.actions.signing import approve, record_signed_outside
from daumoi.documents.actions.steps import require
from daumoi.documents.intake import check_pdf_safety
from daumoi.documents.models import ChainAct, FileRole, Paper, Step, StepState
from daumoi.foundation.errors import Invalid
from daumoi.foundation.principal import Principal


@transaction.atomic
def take_back_signed(
    *, by: Principal, paper: Paper, signer: str, at: datetime, file: tuple[str, bytes] | None = None
) -> Paper:
    """Record a signature given outside this program, with the signed PDF when there is one.

    When the chain waits at the approval this act is that step; otherwise the steps that are left are passed over,
    which the chain shows.

    :raises Invalid: no signer, a file that is no safe PDF.
    :raises Conflict: the paper is not waiting to be signed, or a figure changed since it was drafted.
    """
    require(by, paper, DocumentPermission.CLERK)
    if not signer.strip():
        raise Invalid(
            "documents.signer",
            "Chưa ghi người ký.",
            remedy="Ghi chức vụ và họ tên người ký.",
            place="Người ký",
        )
    if file is not None:
        keep_signed(by=by, paper=paper, file=file)
    waiting = Step.objects.filter(paper=paper, state=StepState.CURRENT, act=ChainAct.APPROVE).exists()
    if waiting:
        approve(by=by, paper=paper, opinion="", at=at, outside=signer)
    else:
        record_signed_outside(by=by, paper=paper, signer=signer, at=at)
    return paper


def keep_signed(*, by: Principal, paper: Paper, file: tuple[str, bytes]) -> None:
    """Attach the signed PDF after looking at it with care; anything but a PDF is refused."""
    name, content = file
    with remembering_refusal(name=name, content=content, root_id=paper.root_id, owner_id=paper.owner_id):
        check_signed_pdf(file=file)
    attach_file(by=by, paper=paper, role=FileRole.SIGNED, name=name, content=content)


def check_signed_pdf(*, file: tuple[str, bytes]) -> None:
    """Refuse a file that cannot be a signed paper: not named as a PDF, or one that does more than show pages."""
    name, content = file
    if not name.lower().endswith(".pdf"):
        raise Invalid(
            "documents.signed.kind",
            "Bản đã ký phải là tệp PDF.",
            remedy="Xuất hoặc quét thành PDF rồi chọn lại.",
            place="Bản PDF đã ký",
        )
    check_pdf_safety(content, name=name)
