"""Góp ý dự thảo: a draft is put out for opinions, round after round."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions.drafting import newest_version
from daumoi.documents.actions.steps import require
from daumoi.documents.composition import figure_values
from daumoi.documents.models import (
    Consultation,
    ConsultedBody,
    Paper,
    PaperState,
    Side,
)
from daumoi.documents.rules.consulting import DraftPart, parts_of, stored_parts
from daumoi.documents.rules.content import Content, content_of, with_figures
from daumoi.documents.rules.secrecy import refuse_secret_mark
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.inbox import actions as inbox
from daumoi.organisations import queries as organisations
from daumoi.organisations.models import Organisation

INBOX_ASKED = "documents.consulted"
MOST_ASKED = 200
_OPENABLE = (PaperState.DRAFT, PaperState.SUBMITTED)


@dataclass(frozen=True)
class Contact:
    """Whom the consulted may telephone about the draft."""

    name: str
    telephone: str = ""
    email: str = ""


@transaction.atomic
def open_consultation(
    *,
    by: Principal,
    paper: Paper,
    bodies: Sequence[Organisation],
    others: Sequence[str] = (),
    due_on: date,
    contact: Contact,
    request: str = "",
    day: date,
) -> Consultation:
    """Put the newest words of a draft out for opinions; they are frozen, everybody asked gets a line.

    A second opening of the same paper is the next round and points back to the one before.

    :param others: places outside the network, by name; their opinions are typed from their letters.
    :raises Invalid: nobody to ask, no words to read, a due day that has passed.
    :raises Conflict: no draft any more, a round still open, or the words are those of the round before.
    """
    require(by, paper, DocumentPermission.DRAFT)
    if paper.side != Side.OUT or paper.state not in _OPENABLE:
        raise Conflict(
            "documents.consultation.state",
            _("Chỉ lấy ý kiến về dự thảo chưa ký."),
            remedy=_("Mở văn bản ở sổ “Dự thảo, đang trình”."),
        )
    _check_asking(bodies, others, paper=paper, due_on=due_on, contact=contact, day=day)
    Paper.objects.select_for_update().only("pk").get(pk=paper.pk)
    before = Consultation.objects.filter(paper=paper).order_by("-round").first()
    version = newest_version(paper=paper)
    _check_round(before, digest=version.digest)
    made = Consultation.objects.create(
        owner_id=paper.owner_id,
        root_id=paper.root_id,
        paper=paper,
        version=version,
        digest=version.digest,
        subject=paper.subject,
        kind_name=paper.kind.name,
        asker_name=paper.organ_name,
        parts=stored_parts(_frozen_parts(paper, content_of(version.content))),
        request=_clean(request, place=_("Nội dung đề nghị")),
        round=before.round + 1 if before else 1,
        previous=before,
        opened_on=day,
        due_on=due_on,
        contact_name=contact.name.strip(),
        contact_telephone=contact.telephone.strip(),
        contact_email=contact.email.strip(),
        is_simulated=paper.is_simulated,
    )
    lines = _lines(made, bodies, others, day=day)
    for line in lines:
        _ask(made, line)
    tell(
        by=by,
        consultation=made,
        code="documents.consultation.opened",
        details={"round": made.round, "asked": len(lines)},
    )
    return made


def _check_asking(
    bodies: Sequence[Organisation],
    others: Sequence[str],
    *,
    paper: Paper,
    due_on: date,
    contact: Contact,
    day: date,
) -> None:
    if not bodies and not others:
        raise Invalid(
            "documents.consultation.nobody",
            _("Chưa chọn cơ quan nào để lấy ý kiến."),
            remedy=_("Chọn ít nhất một cơ quan, đơn vị."),
            place=_("Chọn cơ quan"),
        )
    if len(bodies) + len(others) > MOST_ASKED:
        raise Invalid(
            "documents.consultation.many",
            _("Một lần lấy ý kiến gửi tối đa %(n)d nơi.") % {"n": MOST_ASKED},
            remedy=_("Bớt nơi lấy ý kiến."),
            place=_("Chọn cơ quan"),
        )
    if any(one.pk == paper.owner_id for one in bodies):
        raise Invalid(
            "documents.consultation.self",
            _("Cơ quan soạn thảo không tự góp ý dự thảo của mình."),
            remedy=_("Bỏ cơ quan mình; có thể chọn các đơn vị bên trong."),
            place=_("Chọn cơ quan"),
        )
    if due_on <= day:
        raise Invalid(
            "documents.consultation.due",
            _("Hạn góp ý phải sau hôm nay."),
            remedy=_("Chọn ngày muộn hơn."),
            place=_("Hạn góp ý"),
        )
    if not contact.name.strip():
        raise Invalid(
            "documents.consultation.contact",
            _("Chưa ghi đầu mối liên hệ."),
            remedy=_("Ghi họ tên người trả lời thắc mắc về dự thảo."),
            place=_("Đầu mối liên hệ"),
        )


def _check_round(before: Consultation | None, *, digest: str) -> None:
    if before is None:
        return
    if before.closed_at is None:
        raise Conflict(
            "documents.consultation.open",
            _("Dự thảo này đang lấy ý kiến lần %(n)d.") % {"n": before.round},
            remedy=_("Kết thúc lần đang mở trước khi lấy ý kiến tiếp."),
        )
    if before.digest == digest:
        raise Conflict(
            "documents.consultation.unchanged",
            _("Dự thảo chưa thay đổi so với bản đã lấy ý kiến lần %(n)d.") % {"n": before.round},
            remedy=_("Sửa dự thảo theo ý kiến tiếp thu rồi mới lấy ý kiến lần tiếp theo."),
        )


def _frozen_parts(paper: Paper, content: Content) -> list[DraftPart]:
    """The words as they read today, live figures filled in, cut at their articles."""
    values = figure_values(paper)
    parts = parts_of(content) or (
        [DraftPart(key="toan-van", label="Toàn văn", text=content.plain)] if content.plain.strip() else []
    )
    if not any(part.text or part.title for part in parts):
        raise Invalid(
            "documents.consultation.empty",
            _("Dự thảo chưa có lời văn."),
            remedy=_("Soạn nội dung trước khi lấy ý kiến."),
            place=_("Lời văn"),
        )
    return [
        DraftPart(
            key=part.key,
            label=part.label,
            title=with_figures(part.title, values),
            text=with_figures(part.text, values),
        )
        for part in parts
    ]


def _lines(
    made: Consultation, bodies: Sequence[Organisation], others: Sequence[str], *, day: date
) -> list[ConsultedBody]:
    names = organisations.names_as_of(ids={one.pk for one in bodies}, day=day)
    asked: dict[str, Organisation | None] = {names.get(one.pk, one.code)[:200]: one for one in bodies}
    for name in others:
        asked.setdefault(" ".join(name.split())[:200], None)
    return [
        ConsultedBody.objects.create(
            owner_id=made.owner_id,
            root_id=made.root_id,
            consultation=made,
            organisation=organisation,
            body_id=organisation.root_pk if organisation is not None else None,
            name=name,
            number=number,
        )
        for number, (name, organisation) in enumerate(asked.items(), start=1)
    ]


def _ask(made: Consultation, line: ConsultedBody) -> None:
    """Put the work on the desk of an organisation of this installation; others are asked by letter."""
    if line.organisation is None:
        return
    inbox.post(
        kind=INBOX_ASKED,
        thing_id=line.pk,
        owner=line.organisation,
        permission=DocumentPermission.DRAFT,
        title=f"Góp ý dự thảo {made.kind_name.lower()}: {made.subject}",
        detail=f"{made.asker_name} lấy ý kiến lần {made.round}; liên hệ {made.contact_name}"[:300],
        verb="Góp ý",
        address=f"/van-ban/gop-y/{made.pk}/",
        due_on=made.due_on,
    )


def require_open(*, consultation: Consultation) -> None:
    """Refuse when the round has ended."""
    if consultation.closed_at is not None:
        raise Conflict(
            "documents.consultation.closed",
            _("Lần lấy ý kiến này đã kết thúc ngày %(day)s.") % {"day": f"{consultation.closed_at:%d/%m/%Y}"},
            remedy=_("Liên hệ đầu mối của cơ quan soạn thảo."),
        )


def tell(
    *, by: Principal, consultation: Consultation, code: str, details: dict[str, object] | None = None
) -> None:
    """One line of the asker's journal about a round."""
    history.record(
        by=by,
        code=code,
        thing=consultation,
        label=str(consultation)[:300],
        root_id=consultation.root_id,
        owner_id=consultation.owner_id,
        details=details,
    )


def _clean(words: str, *, place: str) -> str:
    refuse_secret_mark(text=words, place=place)
    return words.strip()
