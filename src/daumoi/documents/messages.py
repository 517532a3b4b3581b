"""Between papers and messages of the exchange: the same facts under the names of the standard."""

import hashlib
from collections.abc import Iterable
from io import BytesIO

from daumoi.documents.edxml.model import (
    Attachment,
    Business,
    BusinessType,
    Code,
    Content,
    DocumentKind,
    DocumentMessage,
    Organisation,
    OtherInfo,
    Priority,
    Promulgation,
    Reference,
    ResponseFor,
    Signer,
    Staff,
    StatusCode,
    StatusMessage,
    Steering,
    Trace,
    TraceHeader,
)
from daumoi.documents.edxml.write import write_message
from daumoi.documents.models import Addressee, ExchangeAddress, FileRole, Paper, PaperFile

SENT_ROLES = (FileRole.SIGNED, FileRole.PDF, FileRole.ANNEX)
"""Which files travel: the signed one before the print, then the annexes."""

SIMULATED = "[DỮ LIỆU MÔ PHỎNG]"
"""The mark that a message of the simulated government carries in its summary of the content."""

STATUS_OF = {
    "arrived": StatusCode.ARRIVED,
    "refused": StatusCode.REFUSED,
    "accepted": StatusCode.ACCEPTED,
    "assigned": StatusCode.ASSIGNED,
    "working": StatusCode.PROCESSING,
    "done": StatusCode.DONE,
}


def address_of(paper: Paper) -> ExchangeAddress | None:
    """Under which address a paper's desk sends: its own, else its body's."""
    found = ExchangeAddress.objects.filter(organisation_id__in=(paper.owner_id, paper.root_id))
    rows = list(found.select_related("organisation"))
    return min(rows, key=lambda one: one.organisation_id != paper.owner_id) if rows else None


def organisation_of(address: ExchangeAddress, *, name: str) -> Organisation:
    """A sender or receiver of the address book."""
    return Organisation(
        organ_id=address.organ_id,
        in_charge=name,
        name=name,
        address=address.address,
        email=address.email,
        telephone=address.telephone,
        website=address.website,
    )


def document_message(
    *,
    paper: Paper,
    sender: ExchangeAddress,
    receivers: Iterable[tuple[Addressee, ExchangeAddress]],
    files: Iterable[PaperFile],
    place: str = "",
    answered: Paper | None = None,
    business: BusinessType = BusinessType.NEW,
    reason: str = "",
) -> DocumentMessage:
    """The message that carries an issued paper (or its recall, update, replacement) with its files."""
    attachments = tuple(_attachment(number, file) for number, file in enumerate(files, start=1))
    return DocumentMessage(
        sender=organisation_of(sender, name=paper.organ_name),
        to=tuple(organisation_of(address, name=line.organ_name) for line, address in receivers),
        code=Code(number=paper.code_number, notation=paper.code_notation),
        promulgation=Promulgation(place=place, day=paper.issued_date),
        kind=DocumentKind(type="1", name=paper.kind.name),
        subject=paper.subject,
        content=f"{SIMULATED} {paper.subject}" if paper.is_simulated else paper.subject,
        signer=Signer(position=paper.signer_position, full_name=paper.signer_full_name),
        due=paper.due_date,
        to_places=tuple(place.strip() for place in paper.to_places.split(";") if place.strip()),
        other=OtherInfo(
            priority=Priority(paper.priority),
            copies=paper.issued_amount,
            pages=paper.page_amount,
            direction=False,
        ),
        response_for=(_response(answered),) if answered is not None else (),
        steering=Steering(paper.steering),
        document_id=str(paper.guid),
        trace=Trace(
            headers=(TraceHeader(organ_id=sender.organ_id),),
            business=Business(type=business, reason=reason, document_id=str(paper.guid)),
        ),
        manifest=tuple(
            Reference(content_id=one.content_id, content_type=one.content_type, name=one.name)
            for one in attachments
        ),
        attachments=attachments,
    )


def status_message(
    *, arrived: Paper, sender: ExchangeAddress, told: str, words: str, staff: str, at: object
) -> StatusMessage:
    """The message that tells the issuer of an arrived paper how far it came here."""
    from_whom = organisation_of(sender, name=sender.organisation.code)
    return StatusMessage(
        sender=from_whom,
        response_for=_response(arrived),
        staff=Staff(name=staff) if staff else None,
        status=STATUS_OF[told],
        description=words,
        at=at,  # type: ignore[arg-type]
    )


def _response(paper: Paper) -> ResponseFor:
    return ResponseFor(
        organ_id=paper.organ_id, code=paper.code, day=paper.issued_date, document_id=str(paper.guid)
    )


def _attachment(number: int, file: PaperFile) -> Attachment:
    content = bytes(file.content)
    return Attachment(
        content_id=f"tep-{number}",
        name=file.name,
        content_type=file.media_type,
        content=Content(length=len(content), sha256=hashlib.sha256(content).hexdigest()),
    )


def written(message: DocumentMessage | StatusMessage, *, files: Iterable[PaperFile] = ()) -> bytes:
    """The message as it travels; `files` are those of `document_message`, in the same order."""
    contents = {f"tep-{number}": file for number, file in enumerate(files, start=1)}
    out = BytesIO()
    write_message(message, to=out, open_content=lambda one: BytesIO(bytes(contents[one.content_id].content)))
    return out.getvalue()
