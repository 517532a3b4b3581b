"""What the asker does with a round: opinions are decided, the round is closed, the table is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions.consulting import INBOX_ASKED, require_open, tell
from daumoi.documents.models import (
    Consultation,
    ConsultedBody,
    ConsultedState,
    DraftOpinion,
    OpinionDecision,
)
from daumoi.documents.rules.consulting import read_parts
from daumoi.documents.rules.secrecy import refuse_secret_mark
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal, acting, system
from daumoi.inbox import actions as inbox
from daumoi.inbox.models import Item

INBOX_OPINIONS = "documents.opinions"
INBOX_LATE_OPINIONS = "documents.opinions_late"
_DAILY = system("nhắc góp ý dự thảo")
_NAMED = 5


@dataclass(frozen=True)
class Decided:
    """What the drafting desk does with one opinion; `change_part` is where the change stands in the next draft."""

    opinion_id: int
    decision: str
    reason: str = ""
    change: str = ""
    change_part: str = ""


@transaction.atomic
def decide_opinions(
    *, by: Principal, consultation: Consultation, decisions: Sequence[Decided], at: datetime
) -> int:
    """Write what is done with opinions; returns how many changed. Saying again what stands changes nothing.

    :raises Invalid: not accepted (or only in part) without a reason; names the opinion.
    :raises Conflict: the table was published, or an opinion is not of this round.
    """
    _require(by, consultation)
    _require_unpublished(consultation)
    rows = {
        row.pk: row
        for row in DraftOpinion.objects.select_for_update(of=("self",)).filter(consultation=consultation)
    }
    known = {part.key for part in read_parts(consultation.parts)}
    changed = 0
    for one in decisions:
        row = rows.get(one.opinion_id)
        if row is None:
            raise Conflict(
                "documents.opinion.gone",
                _("Một ý kiến trong bảng không còn."),
                remedy=_("Tải lại trang: nơi góp ý vừa gửi lại ý kiến."),
            )
        changed += _decide(row, one, known=known, by=by, at=at)
    if changed:
        tell(
            by=by,
            consultation=consultation,
            code="documents.consultation.decided",
            details={"opinions": changed},
        )
    return changed


def _decide(row: DraftOpinion, one: Decided, *, known: set[str], by: Principal, at: datetime) -> bool:
    reason, change = one.reason.strip(), one.change.strip()
    place = _("Ý kiến %(n)d của %(name)s") % {"n": row.number, "name": row.giver}
    if one.decision not in OpinionDecision.values:
        raise Invalid(
            "documents.opinion.decision",
            _("Cách xử lý không có trong danh sách."),
            remedy=_("Chọn tiếp thu, tiếp thu một phần hoặc không tiếp thu."),
            place=place,
        )
    if one.decision in (OpinionDecision.PARTLY, OpinionDecision.REFUSED) and not reason:
        raise Invalid(
            "documents.opinion.reason",
            _("Không tiếp thu hoặc tiếp thu một phần thì phải giải trình."),
            remedy=_("Ghi lý do."),
            place=place,
        )
    for words in (reason, change):
        refuse_secret_mark(text=words, place=place)
    where = one.change_part.strip() if one.change_part.strip() in known else ""
    told = (one.decision, reason, change, where)
    if (row.decision, row.reason, row.change, row.change_part) == told:
        return False
    row.decision, row.reason, row.change, row.change_part = told
    row.decided_by, row.decided_at = (by.name, at) if one.decision else ("", None)
    row.save()
    return True


@transaction.atomic
def extend_consultation(
    *, by: Principal, consultation: Consultation, due_on: date, day: date
) -> Consultation:
    """Give everybody a later day to answer by.

    :raises Invalid: not later than the day that stands, or passed already.
    """
    _require(by, consultation)
    require_open(consultation=consultation)
    if due_on <= max(consultation.due_on, day):
        raise Invalid(
            "documents.consultation.extend",
            _("Hạn mới phải sau hạn cũ %(day)s và sau hôm nay.") % {"day": f"{consultation.due_on:%d/%m/%Y}"},
            remedy=_("Chọn ngày muộn hơn."),
            place=_("Hạn mới"),
        )
    before = consultation.due_on
    consultation.due_on = due_on
    consultation.save(update_fields=["due_on"])
    for line in ConsultedBody.objects.filter(consultation=consultation, state=ConsultedState.WAITING):
        inbox.move(kind=INBOX_ASKED, thing_id=line.pk, due_on=due_on)
    tell(
        by=by,
        consultation=consultation,
        code="documents.consultation.extended",
        details={"before": f"{before:%d/%m/%Y}"},
    )
    return consultation


@transaction.atomic
def close_consultation(*, by: Principal, consultation: Consultation, at: datetime) -> Consultation:
    """End a round: nobody answers any more, its lines leave the desks. Deciding opinions goes on."""
    _require(by, consultation)
    require_open(consultation=consultation)
    consultation.closed_at = at
    consultation.save(update_fields=["closed_at"])
    lines = ConsultedBody.objects.filter(consultation=consultation).values_list("pk", flat=True)
    inbox.close_all(kinds=(INBOX_ASKED,), things=lines, at=at)
    inbox.close_all(kinds=(INBOX_OPINIONS, INBOX_LATE_OPINIONS), things=(consultation.pk,), at=at)
    tell(by=by, consultation=consultation, code="documents.consultation.closed")
    return consultation


@transaction.atomic
def publish_table(*, by: Principal, consultation: Consultation, at: datetime) -> Consultation:
    """Open the table of opinions and explanations to everybody who was asked; it no longer changes.

    :raises Conflict: the round is open, published already, or an opinion is not decided.
    """
    _require(by, consultation)
    _require_unpublished(consultation)
    if consultation.closed_at is None:
        raise Conflict(
            "documents.consultation.publish_open",
            _("Lần lấy ý kiến này chưa kết thúc."),
            remedy=_("Kết thúc lấy ý kiến trước khi công bố bảng."),
        )
    left = DraftOpinion.objects.filter(consultation=consultation, decision=OpinionDecision.OPEN).count()
    if left:
        raise Conflict(
            "documents.consultation.undecided",
            _("Còn %(n)d ý kiến chưa tiếp thu hoặc giải trình.") % {"n": left},
            remedy=_("Xử lý hết các ý kiến rồi công bố."),
        )
    consultation.published_at = at
    consultation.save(update_fields=["published_at"])
    DraftOpinion.objects.filter(consultation=consultation).update(is_published=True)
    tell(by=by, consultation=consultation, code="documents.consultation.published")
    return consultation


@transaction.atomic
def remind_opinions(*, day: date, at: datetime) -> int:
    """Tell askers whose opinions are late; returns how many rounds. System work of every morning, repeatable."""
    with acting(_DAILY):
        late: dict[int, list[ConsultedBody]] = {}
        rows = ConsultedBody.objects.filter(
            state=ConsultedState.WAITING,
            consultation__closed_at__isnull=True,
            consultation__due_on__lt=day,
        ).select_related("consultation", "consultation__owner")
        for line in rows:
            late.setdefault(line.consultation_id, []).append(line)
        for number, lines in late.items():
            one = lines[0].consultation
            inbox.post(
                kind=INBOX_LATE_OPINIONS,
                thing_id=number,
                owner=one.owner,
                permission=DocumentPermission.DRAFT,
                title=f"Đôn đốc góp ý: {len(lines)} nơi quá hạn, {one.subject}",
                detail=", ".join(line.name for line in lines[:_NAMED]),
                verb="Xem ai chưa góp ý",
                address=f"/van-ban/gop-y/{number}/",
                due_on=one.due_on,
            )
        shown = Item.objects.filter(kind=INBOX_LATE_OPINIONS, done_at__isnull=True)
        gone = set(shown.values_list("thing_id", flat=True)) - set(late)
        inbox.close_all(kinds=(INBOX_LATE_OPINIONS,), things=gone, at=at)
    return len(late)


def _require(by: Principal, consultation: Consultation) -> None:
    by.require_at_home(DocumentPermission.DRAFT, body_id=consultation.root_id, owner_id=consultation.owner_id)


def _require_unpublished(consultation: Consultation) -> None:
    if consultation.published_at is not None:
        raise Conflict(
            "documents.consultation.published",
            _("Bảng tổng hợp, tiếp thu, giải trình đã công bố nên không đổi được."),
            remedy=_("Sửa dự thảo và lấy ý kiến lần tiếp theo."),
        )
