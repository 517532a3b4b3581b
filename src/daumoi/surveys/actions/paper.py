"""Replies that came on paper: entered from a scan by one person, checked by another."""

import hashlib
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from daumoi.foundation.errors import Conflict, Forbidden, Invalid
from daumoi.foundation.principal import Principal
from daumoi.inbox import actions as inbox
from daumoi.surveys.access import SurveyPermission
from daumoi.surveys.actions.handovers import close_parts
from daumoi.surveys.actions.papers import read_signed_paper
from daumoi.surveys.actions.replies import current_code
from daumoi.surveys.actions.steps import journal, require_coordinator
from daumoi.surveys.models import Reply, ReplyFile, ReplyState
from daumoi.surveys.queries.replies import reply_sheet

CHECKING = "surveys.paper_check"


@transaction.atomic
def start_from_paper(
    *,
    by: Principal,
    reply: Reply,
    name: str,
    content: bytes,
    number: str,
    letter_date: date,
    signer: str,
    at: datetime,
) -> ReplyFile:
    """Keep the scan and open the reply for entry by the coordinator's officer."""
    require_coordinator(by, reply)
    if reply.state != ReplyState.OPEN:
        raise Conflict(
            "surveys.paper.state",
            "Trả lời này đã gửi.",
            remedy="Chỉ nhập từ giấy khi cơ quan chưa gửi điện tử.",
        )
    if by.person_id is None:
        raise Forbidden("surveys.paper.person", "Nhập từ giấy phải do một người cụ thể.")
    if not number.strip():
        raise Invalid(
            "surveys.paper.number",
            "Thiếu số, ký hiệu công văn trên giấy.",
            remedy="Ghi như trên bản giấy.",
            place="Công văn",
        )
    read_signed_paper(name=name, content=content)
    reply.is_from_paper, reply.entered_by_id, reply.checked_by = True, by.person_id, None
    reply.letter_number, reply.letter_date, reply.letter_signer = number.strip(), letter_date, signer.strip()
    reply.save()
    file = ReplyFile.objects.create(
        reply=reply,
        owner_id=reply.owner_id,
        root_id=reply.root_id,
        kind=ReplyFile.Kind.SCAN,
        name=name[:200],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        uploaded_by=by.name,
    )
    journal(
        by,
        reply,
        "surveys.reply.paper_started",
        document=reply.letter_number,
        details={"sha256": file.sha256},
    )
    _call_second_person(by, reply)
    return file


def _call_second_person(by: Principal, reply: Reply) -> None:
    """The coordinator's list names the entry and who made it: somebody else has to compare it with the scan."""
    inbox.post(
        kind=CHECKING,
        thing_id=reply.pk,
        owner=reply.round.owner,
        title=f"Kiểm tra bản nhập giấy: {reply.owner.states.latest('valid_from').name}",
        detail=f"{by.name} nhập, người khác đối chiếu · {reply.round.title}",
        document=reply.letter_number,
        verb="Đối chiếu",
        address=reverse("surveys:paper_check", args=[reply.round.code, reply.owner.code]),
        permission=SurveyPermission.COORDINATE,
    )


@transaction.atomic
def check_paper(*, by: Principal, reply: Reply, seen_code: str, at: datetime) -> Reply:
    """A second person compared the entry with the scan; the reply then counts as sent on paper and received."""
    require_coordinator(by, reply)
    if not reply.is_from_paper or reply.state != ReplyState.OPEN:
        raise Conflict(
            "surveys.paper.state",
            "Trả lời này không chờ kiểm tra bản giấy.",
            remedy="Xem trạng thái ở đầu trang.",
        )
    if by.person_id is None or by.person_id == reply.entered_by_id:
        raise Forbidden(
            "surveys.paper.second_person",
            "Người kiểm tra phải khác người nhập.",
            remedy="Nhờ đồng nghiệp đối chiếu với bản quét rồi xác nhận.",
        )
    code = current_code(sheet=reply_sheet(principal=by, reply=reply))
    if seen_code != code:
        raise Conflict(
            "surveys.paper.changed",
            "Số liệu đã thay đổi trong khi bạn đối chiếu.",
            remedy="Tải lại trang rồi đối chiếu lại.",
        )
    reply.checked_by_id = by.person_id
    reply.content_code = reply.approved_code = code
    reply.approved_by_text, reply.approved_at = reply.letter_signer, at
    reply.state, reply.sent_at, reply.received_at = ReplyState.RECEIVED, at, at
    reply.save()
    inbox.close_all(kinds=("surveys.reply", "surveys.paper", CHECKING), things=(reply.pk,), at=at)
    close_parts(reply=reply, at=at)
    journal(
        by, reply, "surveys.reply.paper_checked", document=reply.letter_number, details={"content_code": code}
    )
    return reply
