"""What happens to a Phương án once written: sent, withdrawn, asked about, taken into the sums."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.inbox import actions as inbox
from daumoi.scheme.access import SchemePermission
from daumoi.scheme.actions.steps import (
    journal,
    lock,
    locked_proposal,
    require_coordinator,
    require_open,
    said,
)
from daumoi.scheme.models import (
    Proposal,
    ProposalPost,
    ProposalQuestion,
    ProposalState,
    ProposedForm,
    Scheme,
)

INBOX_QUESTION = "scheme.question"


@transaction.atomic
def send_proposal(*, by: Principal, proposal: Proposal, document: str, at: datetime) -> Proposal:
    """The body sends its Phương án under an official letter.

    :raises Conflict: it was sent already.
    :raises Invalid: no reason, no phase for a change, or no letter.
    """
    held = locked_proposal(by, proposal)
    if held.state != ProposalState.DRAFT:
        raise Conflict("scheme.sent", _("Phương án này đã gửi rồi."))
    said(held.reason, place=_("Lý do đề xuất"), message=_("Chưa nêu lý do đề xuất."))
    if held.form != ProposedForm.KEEP and held.phase_id is None:
        raise Invalid(
            "scheme.no_phase",
            _("Thay đổi mô hình thì phải chọn giai đoạn thực hiện."),
            place=_("Giai đoạn"),
            remedy=_("Mở phương án, chọn giai đoạn rồi gửi lại."),
        )
    held.document = said(
        document,
        place=_("Số, ký hiệu, ngày công văn"),
        message=_("Chưa nêu công văn gửi đề xuất."),
        remedy=_("Lãnh đạo ký ngoài hệ thống; ghi số, ký hiệu, ngày công văn vào đây."),
    )
    held.state, held.sent_at, held.sent_by = ProposalState.SENT, at, by.name
    held.save()
    journal(by, "scheme.proposal.sent", held, of=held, label=str(held), document=held.document)
    return held


@transaction.atomic
def withdraw_proposal(
    *, by: Principal, proposal: Proposal, reason: str, at: datetime, document: str = ""
) -> Proposal:
    """The body takes its Phương án back; it stays in the history, its number is free again."""
    held = locked_proposal(by, proposal)
    held.withdrawn_reason = said(reason, place=_("Lý do rút"), message=_("Chưa nêu lý do rút phương án."))
    held.state = ProposalState.WITHDRAWN
    held.save()
    for question in ProposalQuestion.objects.filter(proposal=held, answered_at__isnull=True):
        inbox.close(kind=INBOX_QUESTION, thing_id=question.pk, at=at)
    journal(
        by,
        "scheme.proposal.withdrawn",
        held,
        of=held,
        label=str(held),
        reason=held.withdrawn_reason,
        document=document.strip(),
    )
    return held


@transaction.atomic
def take_proposals(*, by: Principal, scheme: Scheme, at: datetime) -> int:
    """The coordinator takes into its sums what was sent and has no open question; returns how many."""
    require_coordinator(by, scheme)
    scheme = lock(scheme)
    require_open(scheme)
    open_ones = ProposalQuestion.objects.filter(answered_at__isnull=True).values("proposal_id")
    rows = list(
        Proposal.objects.select_for_update(of=("self",))
        .filter(scheme=scheme, state=ProposalState.SENT)
        .exclude(pk__in=open_ones)
    )
    for row in rows:
        row.state, row.taken_at = ProposalState.TAKEN, at
        row.save()
    if rows:
        journal(
            by, "scheme.proposals.taken", scheme, of=scheme, label=scheme.title, details={"count": len(rows)}
        )
    return len(rows)


@transaction.atomic
def ask_clarification(
    *, by: Principal, proposal: Proposal, text: str, due_on: date | None, address: str, at: datetime
) -> ProposalQuestion:
    """Đề nghị làm rõ: the coordinator asks; the body finds it on its list, answers and may change its Phương án.

    :param address: the page of the Phương án, where the question is answered.
    """
    require_coordinator(by, proposal.scheme)
    require_open(lock(proposal.scheme))
    asked = ProposalQuestion.objects.create(
        proposal=proposal,
        owner_id=proposal.owner_id,
        root_id=proposal.root_id,
        text=said(text, place=_("Nội dung cần làm rõ"), message=_("Chưa ghi nội dung cần làm rõ.")),
        asked_by=by.name,
        asked_at=at,
        due_on=due_on,
    )
    inbox.post(
        kind=INBOX_QUESTION,
        thing_id=asked.pk,
        owner=proposal.owner,
        permission=SchemePermission.PROPOSE,
        title=_("Làm rõ Phương án %(option)d: %(text)s") % {"option": proposal.option, "text": asked.text},
        detail=_("Đề án %s") % proposal.scheme.title,
        verb=_("Trả lời"),
        address=address,
        due_on=due_on,
    )
    journal(by, "scheme.question.asked", asked, of=proposal, label=asked.text)
    return asked


@transaction.atomic
def answer_clarification(
    *, by: Principal, proposal: Proposal, number: int, text: str, at: datetime
) -> ProposalQuestion:
    """The body answers one open question about its Phương án."""
    locked_proposal(by, proposal)
    held = ProposalQuestion.objects.select_for_update().filter(proposal=proposal, pk=number).first()
    if held is None or held.answered_at is not None:
        raise Conflict("scheme.question", _("Câu hỏi này không còn chờ trả lời."))
    held.answer = said(text, place=_("Trả lời"), message=_("Chưa ghi nội dung trả lời."))
    held.answered_by, held.answered_at = by.name, at
    held.save()
    inbox.close(kind=INBOX_QUESTION, thing_id=held.pk, at=at)
    journal(by, "scheme.question.answered", held, of=proposal, label=held.text)
    return held


@transaction.atomic
def suggest_posts(*, by: Principal, proposals: Iterable[Proposal]) -> int:
    """Fill in posts that nobody stated, so that no body grows: marked as suggested until the body confirms them.

    An administrative form takes the salaried posts over as civil-service posts, which another unit gives up; other
    forms keep what they have. Returns how many rows were filled.
    """
    made = 0
    for proposal in proposals:
        require_coordinator(by, proposal.scheme)
        require_open(proposal.scheme)
        rows = {row.kind: row for row in ProposalPost.objects.select_for_update().filter(proposal=proposal)}
        filled = _fill(proposal, rows)
        made += filled
        if filled:
            journal(by, "scheme.posts.suggested", proposal, of=proposal, label=str(proposal))
    return made


def _fill(proposal: Proposal, rows: Mapping[str, ProposalPost]) -> int:
    made = 0
    salaried = rows.get("vien_chuc_ngan_sach")
    moved = salaried.present or 0 if salaried is not None and salaried.needed is None else 0
    becomes_office = proposal.form in ("cuc", "vu")
    for kind, row in rows.items():
        if row.needed is not None or row.present is None:
            continue
        row.needed = row.present
        if becomes_office and kind == "cong_chuc" and moved:
            row.needed, row.given_up = row.present + moved, moved
            row.giver_text = row.giver_text or str(_("đơn vị khác thuộc bộ (bộ xác định)"))
        elif becomes_office and kind == "vien_chuc_ngan_sach":
            row.needed = 0
        row.is_suggested = True
        row.save()
        made += 1
    return made
