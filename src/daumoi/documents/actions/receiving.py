"""What comes by the exchange: a paper for the register, or news of one that was sent.

Nothing that comes is believed before it was read whole: a bad message is kept apart (quarantined) with its reason and a
line in the journal, and changes nothing else.
"""

import hashlib
from datetime import datetime
from io import BytesIO

from django.db import transaction
from django.db.models import Q

from daumoi.documents import messages
from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions import delivery
from daumoi.documents.actions.files import keep
from daumoi.documents.edxml.match import status_matches
from daumoi.documents.edxml.model import BusinessType, DocumentMessage, StatusMessage, Steering
from daumoi.documents.edxml.read import AttachmentHead, read_message
from daumoi.documents.models import (
    Addressee,
    DeliveryState,
    ExchangeAddress,
    FileRole,
    Kind,
    Link,
    LinkKind,
    Message,
    MessageState,
    MessageWay,
    Paper,
    PaperState,
    Side,
    Urgency,
)
from daumoi.documents.models import Steering as PaperSteering
from daumoi.documents.rules.numbering import LONGEST_NOTATION, LONGEST_NUMBER
from daumoi.documents.rules.ways import STATUS_TO_DELIVERY
from daumoi.foundation.errors import DomainError, Invalid
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.organisations.models import Organisation


@transaction.atomic
def take_message(*, by: Principal, desk: Organisation, data: bytes, at: datetime) -> Message:
    """Take one message at a desk: register the paper it brings, or move the line it tells about.

    A message that does not hold is kept apart with its reason (`MessageState.QUARANTINED`); the caller shows it.
    The same bytes twice are one message.
    """
    by.require_at_home(DocumentPermission.CLERK, body_id=desk.root_pk, owner_id=desk.pk)
    digest = hashlib.sha256(data).hexdigest()
    before = Message.objects.filter(sha256=digest, way=MessageWay.IN, owner=desk).first()
    if before is not None:
        return before
    kept = Message(
        way=MessageWay.IN,
        state=MessageState.TAKEN,
        content_kind="",
        sha256=digest,
        content=data,
        owner=desk,
        root_id=desk.root_pk,
        settled_at=at,
    )
    try:
        with transaction.atomic():
            _take(kept, data, by=by, desk=desk, at=at)
    except DomainError as refused:
        kept.state, kept.problem, kept.paper, kept.addressee = (
            MessageState.QUARANTINED,
            str(refused)[:500],
            None,
            None,
        )
    kept.save()
    history.record(
        by=by,
        code=f"documents.message.{'taken' if kept.state == MessageState.TAKEN else 'quarantined'}",
        thing=kept,
        label=kept.summary or kept.problem,
        root_id=kept.root_id,
        owner_id=kept.owner_id,
        reason=kept.problem,
        details={"sha256": digest, "from": kept.from_organ},
    )
    return kept


def _take(kept: Message, data: bytes, *, by: Principal, desk: Organisation, at: datetime) -> None:
    contents: dict[int, BytesIO] = {}

    def open_target(head: AttachmentHead) -> BytesIO:
        return contents.setdefault(head.index, BytesIO())

    message = read_message(BytesIO(data), open_target=open_target, declared_length=len(data))
    kept.from_organ = message.sender.organ_id[:13]
    if isinstance(message, StatusMessage):
        kept.content_kind, kept.guid = "status", message.response_for.document_id[:120]
        kept.summary = f"{message.response_for.code}: {message.status.value} {message.description}"[:500]
        kept.addressee = _status(message, desk=desk, at=at)
        kept.paper = kept.addressee.paper
        return
    kept.content_kind, kept.guid = "document", message.document_id[:120]
    kept.summary = f"{message.code.text} {message.subject}"[:500]
    receiver = _receiver(message, desk)
    kept.to_organ = receiver.organ_id
    if message.business_type is BusinessType.RECALL:
        kept.paper = _recall(message, desk=desk)
    else:
        kept.paper = _register(message, contents, by=by, desk=desk, at=at)


def _receiver(message: DocumentMessage, desk: Organisation) -> ExchangeAddress:
    own = list(ExchangeAddress.objects.filter(Q(organisation=desk) | Q(organisation__body=desk)))
    receivers = {one.organ_id for one in message.to}
    found = next((address for address in own if address.organ_id in receivers), None)
    if found is None:
        raise Invalid(
            "documents.message.receiver",
            "Thông điệp không gửi cho cơ quan này.",
            place="edXMLHeader/MessageHeader/To",
            remedy="Chuyển trả bên gửi; kiểm tra mã định danh của cơ quan trong sổ địa chỉ.",
        )
    return found


def _register(
    message: DocumentMessage, contents: dict[int, BytesIO], *, by: Principal, desk: Organisation, at: datetime
) -> Paper:
    """Enter the paper a message brings; an update renews the paper's facts, a replacement enters a new paper."""
    known = Paper.objects.filter(guid=message.document_id, owner=desk, side=Side.IN).first()
    if known is not None and message.business_type is not BusinessType.UPDATE:
        return known
    paper = known or Paper(side=Side.IN, owner=desk, root_id=desk.root_pk, state=PaperState.ARRIVED)
    _fill(paper, message)
    if known is not None:
        _same_sender(known, message)
        paper.save()
    else:
        delivery.register(paper=paper, at=at)
    for index, attachment in enumerate(message.attachments, start=1):
        content = contents.get(index)
        if content is not None and content.getvalue():
            keep(by=by, paper=paper, role=FileRole.SCAN, name=attachment.name, content=content.getvalue())
    delivery.settle_answer(answer=paper, at=at)
    if message.business_type is BusinessType.REPLACE:
        _link_replaced(paper, message)
    return paper


def _link_replaced(paper: Paper, message: DocumentMessage) -> None:
    """The papers of the same sender that this one replaces stay in the register and point to it."""
    business = message.trace.business if message.trace else None
    named = [one.document_id for one in business.replacements] if business else []
    known = Paper.objects.filter(
        guid__in=named, owner_id=paper.owner_id, side=Side.IN, organ_id=paper.organ_id
    )
    for replaced in known.exclude(pk=paper.pk):
        Link.objects.get_or_create(
            paper=paper,
            target=replaced,
            kind=LinkKind.REPLACES,
            defaults={"owner_id": paper.owner_id, "root_id": paper.root_id},
        )


def _fill(paper: Paper, message: DocumentMessage) -> None:
    number, code_notation = message.code.number, message.code.notation
    if not number or len(number) > LONGEST_NUMBER or len(code_notation) > LONGEST_NOTATION:
        raise Invalid(
            "documents.message.code",
            f"Số, ký hiệu “{message.code.text}” trống hoặc quá dài.",
            place="edXMLHeader/MessageHeader/Code",
            remedy="Đề nghị bên gửi sửa số, ký hiệu rồi gửi lại.",
        )
    paper.kind = _kind(message.kind.name)
    if message.document_id:
        paper.guid = message.document_id[:120]
    paper.code_number, paper.code_notation = number, code_notation
    paper.issued_date = message.promulgation.day
    paper.organ_id = message.sender.organ_id[:13]
    paper.organ_name = (message.sender.name or message.sender.in_charge)[:200]
    paper.subject = " ".join(message.subject.split())[:500]
    paper.signer_position = message.signer.position[:100]
    paper.signer_full_name = message.signer.full_name[:50]
    paper.priority = min(int(message.other.priority or 0), Urgency.IMMEDIATE)
    paper.page_amount = message.other.pages or 0
    paper.due_date = message.due
    asks = message.steering is Steering.DIRECTIVE
    paper.steering = PaperSteering.DIRECTIVE if asks else PaperSteering.NONE
    answered = next((one.document_id for one in message.response_for if one.document_id), "")
    paper.response_to = answered[:120]


def _kind(name: str) -> Kind:
    """The kind of that name; papers of kinds that are not administrative ones are entered as letters."""
    found = (
        Kind.objects.filter(name__iexact=name.strip()).first() or Kind.objects.filter(code="cong_van").first()
    )
    if found is None:
        raise Invalid(
            "documents.kind.none", "Chưa nạp danh mục loại văn bản.", remedy="Nạp gói dữ liệu trước."
        )
    return found


def _same_sender(known: Paper, message: DocumentMessage) -> None:
    if known.organ_id != message.sender.organ_id:
        raise Invalid(
            "documents.message.sender",
            f"Văn bản {known.code} do {known.organ_name} gửi, bên khác không được cập nhật hay thu hồi.",
            place="edXMLHeader/MessageHeader/From",
            remedy="Đối chiếu với cơ quan ban hành.",
        )


def _recall(message: DocumentMessage, *, desk: Organisation) -> Paper:
    known = Paper.objects.filter(guid=message.document_id, owner=desk, side=Side.IN).first()
    if known is None:
        raise Invalid(
            "documents.message.unknown",
            "Thông điệp thu hồi một văn bản chưa từng đến đây.",
            place="edXMLHeader/TraceHeaderList/Bussiness",
            remedy="Đối chiếu với bên gửi.",
        )
    _same_sender(known, message)
    business = message.trace.business if message.trace else None
    known.state, known.state_reason = PaperState.RECALLED, (business.reason if business else "")[:300]
    known.save()
    return known


def _status(message: StatusMessage, *, desk: Organisation, at: datetime) -> Addressee:
    """The line a status message tells about; a forged one names the wrong body, document or teller."""
    answered = message.response_for
    asked = Addressee.objects.filter(paper__root_id=desk.root_pk, paper__side=Side.OUT, organ_name__gt="")
    teller = ExchangeAddress.objects.filter(organ_id=message.sender.organ_id).values_list(
        "organisation_id", flat=True
    )
    line = (
        asked.filter(paper__guid=answered.document_id, organisation_id__in=list(teller))
        .select_related("paper", "paper__kind", "paper__owner", "organisation")
        .first()
    )
    sender = messages.address_of(line.paper) if line else None
    receiver = ExchangeAddress.objects.filter(organ_id=message.sender.organ_id).first()
    if line is None or sender is None or receiver is None:
        raise Invalid(
            "documents.message.status",
            f"Trạng thái nói về “{answered.code or answered.document_id}”, văn bản cơ quan này không gửi cho bên báo.",
            place="edXMLHeader/MessageHeader/ResponseFor",
            remedy="Đối chiếu với bên báo; không ghi nhận trạng thái này.",
        )
    sent = messages.document_message(paper=line.paper, sender=sender, receivers=[(line, receiver)], files=[])
    match = status_matches(message, sent=sent)
    if not match:
        raise Invalid(
            match.code, match.reason, remedy="Đối chiếu với bên báo; không ghi nhận trạng thái này."
        )
    staff = message.staff
    told = STATUS_TO_DELIVERY.get(message.status.value)
    if told is not None:
        delivery.move_line(
            line=line,
            told=told,
            words=message.description,
            staff=" · ".join(part for part in (staff.name, staff.department, staff.mobile) if part)
            if staff
            else "",
            at=at,
        )
    elif line.state != DeliveryState.ANSWERED:
        line.state_words = f"{message.status.value} {message.description}"[:300]
        line.save()
    return line
