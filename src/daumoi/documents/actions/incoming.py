"""Entering what came by post, e-mail or another system into the register of arrivals."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions import delivery
from daumoi.documents.actions.drafting import checked_subject
from daumoi.documents.actions.files import examine_upload, keep, remembering_refusal
from daumoi.documents.actions.steps import journal
from daumoi.documents.models import FileRole, Kind, Paper, PaperState, Side, Steering, Urgency
from daumoi.documents.rules.numbering import split_code
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.organisations.models import Organisation


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """What stands on a paper that came in."""

    kind: Kind
    code: str
    issued_date: date
    organ_name: str
    subject: str
    organ_id: str = ""
    signer_position: str = ""
    signer_full_name: str = ""
    priority: int = Urgency.NORMAL
    due_date: date | None = None
    asks_answer: bool = False
    response_to: str = ""
    guid: str = ""


@transaction.atomic
def register_arrival(
    *,
    by: Principal,
    owner: Organisation,
    arrival: Arrival,
    at: datetime,
    file: tuple[str, bytes] | None = None,
    is_secret: bool = False,
    although_twice: bool = False,
) -> Paper:
    """Enter a paper into the register of arrivals, with its file; an answer closes the line it answers.

    :param is_secret: the paper is marked as state secret: only number, date and issuer are kept, no words, no file.
    :param although_twice: the clerk has seen the warning that number, notation and issuer stand in the register already.
    :raises Invalid: code or day unreadable, answer asked without a day, a file that must not enter.
    :raises Conflict: the paper stands in the register already.
    """
    by.require_at_home(DocumentPermission.CLERK, body_id=owner.root_pk, owner_id=owner.pk)
    number, code_notation = split_code(arrival.code)
    if arrival.issued_date > at.date():
        raise Invalid(
            "documents.arrival.future",
            f"Ngày văn bản {arrival.issued_date:%d/%m/%Y} ở sau ngày đến.",
            remedy="Ghi đúng ngày trên văn bản.",
            place="Ngày văn bản",
        )
    if arrival.asks_answer and arrival.due_date is None:
        raise Invalid(
            "documents.arrival.due",
            "Văn bản đề nghị trả lời thì phải ghi hạn.",
            remedy="Ghi hạn trả lời nêu trong văn bản; văn bản không nêu thì ghi hạn do lãnh đạo giao.",
            place="Hạn trả lời",
        )
    paper = Paper(
        side=Side.IN,
        kind=arrival.kind,
        state=PaperState.ARRIVED,
        owner=owner,
        root_id=owner.root_pk,
        organ_id=arrival.organ_id[:13],
        organ_name=" ".join(arrival.organ_name.split())[:200],
        code_number=number,
        code_notation=code_notation,
        issued_date=arrival.issued_date,
        subject="" if is_secret else checked_subject(subject=arrival.subject),
        signer_position="" if is_secret else arrival.signer_position[:100],
        signer_full_name="" if is_secret else arrival.signer_full_name[:50],
        priority=arrival.priority,
        due_date=arrival.due_date,
        steering=Steering.DIRECTIVE if arrival.asks_answer else Steering.NONE,
        response_to=arrival.response_to,
        is_secret_stub=is_secret,
        is_simulated=owner.is_simulated,
        arrival_date=at.date(),
    )
    if arrival.guid:
        paper.guid = arrival.guid
    _refuse_twice(paper, although_twice=although_twice)
    if is_secret and file is not None:
        raise Invalid(
            "documents.secret",
            "Văn bản mật chỉ được ghi số, ngày; không được tải tệp lên hệ thống này.",
            remedy="Bỏ tệp; xử lý tệp theo đường văn bản mật, đúng pháp luật về bảo vệ bí mật nhà nước.",
            place="Tệp văn bản",
        )
    if file is not None:
        name, content = file
        with remembering_refusal(name=name, content=content, root_id=owner.root_pk, owner_id=owner.pk):
            examine_upload(name=name, content=content)
    delivery.register(paper=paper, at=at)
    if file is not None:
        keep(by=by, paper=paper, role=FileRole.SCAN, name=file[0], content=file[1])
    delivery.settle_answer(answer=paper, at=at)
    journal(by, paper, "documents.paper.arrived", details={"issuer": paper.organ_name})
    return paper


def _refuse_twice(paper: Paper, *, although_twice: bool) -> None:
    same = Paper.objects.filter(guid=paper.guid, owner=paper.owner, side=Side.IN).first()
    twin = same or (None if although_twice else delivery.duplicate_of(paper=paper))
    if twin is not None:
        raise Conflict(
            "documents.arrival.twice",
            f"Văn bản {paper.code} của {paper.organ_name} đã vào sổ, số đến {twin.arrival_number or '–'}.",
            remedy="Mở văn bản đã có; nếu là văn bản khác trùng số, đánh dấu “Vẫn vào sổ”."
            if same is None
            else "Mở văn bản đã có trong sổ văn bản đến.",
            place="Số, ký hiệu",
        )
