"""The ledger: raising a matter, saying what happened to it, giving it an owner and a day."""

from datetime import date

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from daumoi.council import rules
from daumoi.council.access import CouncilPermission
from daumoi.council.actions.steps import (
    hold,
    journal,
    readers_of,
    refuse_recorded,
    require_secretary,
    said,
)
from daumoi.council.models import (
    Council,
    LinkKind,
    Matter,
    MatterEntry,
    MatterKind,
    MatterState,
    Opinion,
    Session,
)
from daumoi.council.rules import CLOSED_STATES
from daumoi.foundation.clock import now
from daumoi.foundation.errors import Conflict, Forbidden, Invalid
from daumoi.foundation.principal import Principal
from daumoi.inbox import actions as inbox
from daumoi.organisations.models import Organisation
from daumoi.surveys.actions.papers import refuse_secret
from daumoi.ui.wording import short_date


@transaction.atomic
def raise_matter(
    *,
    by: Principal,
    council: Council,
    kind: str,
    title: str,
    raised_on: date,
    raised_by: str = "",
    text: str = "",
    session: Session | None = None,
    opinion: Opinion | None = None,
    responsible: Organisation | None = None,
    responsible_text: str = "",
    due_on: date | None = None,
) -> Matter:
    """Put an obstacle, a recommendation or a task from a conclusion into the ledger.

    What grew out of an opinion or a conclusion keeps that link, its words and its speaker.

    :raises Invalid: no title, nobody who raised it, or a due day before it was raised.
    """
    require_secretary(by, council)
    if kind not in MatterKind:
        raise Invalid("council.matter.kind", _("Chưa chọn loại."), place=_("Loại"))
    if opinion is not None:
        session = opinion.session
        text, raised_by = text or opinion.text, raised_by or opinion.speaker
        raised_on = session.held_on
    title = said(title, place=_("Tên việc"), message=_("Chưa đặt tên việc."))
    refuse_secret(text=f"{title}\n{text}", place=_("Tên việc"))
    if due_on is not None and due_on < raised_on:
        raise Invalid("council.matter.due", _("Hạn đứng trước ngày nêu."), place=_("Hạn"))
    owners = {"owner_id": council.owner_id, "root_id": council.root_id, "desk_id": council.desk_id}
    made = Matter.objects.create(
        council=council,
        code=_next_code(council, raised_on),
        kind=kind,
        title=title,
        text=text.strip(),
        raised_on=raised_on,
        session=session,
        opinion=opinion,
        raised_by=said(raised_by, place=_("Ai nêu"), message=_("Chưa ghi ai nêu.")),
        responsible=responsible,
        responsible_text=responsible_text.strip(),
        due_on=due_on,
        readers=readers_of([responsible]) if responsible is not None else [],
        is_simulated=council.is_simulated,
        **owners,
    )
    MatterEntry.objects.create(
        matter=made,
        on=raised_on,
        state=MatterState.RAISED,
        text=made.text or made.title,
        session=session,
        written_by=by.name,
        **owners,
    )
    journal(by, "council.matter.raised", made, of=council)
    _post(made)
    return made


def _next_code(council: Council, day: date) -> str:
    """The next code of the council's ledger; the council is locked so that two clerks do not meet."""
    hold(council)
    taken = Matter.objects.filter(council=council, raised_on__year=day.year).count()
    while True:
        taken += 1
        code = f"{council.code}-{day.year}-{taken:02d}"
        if not Matter.objects.filter(code=code).exists():
            return code


def _post(matter: Matter) -> None:
    """What waits on the one who is to act; the standing body where the register has no such organisation."""
    if matter.due_on is None:
        return
    inbox.post(
        kind="council.matter",
        thing_id=matter.pk,
        owner=matter.responsible or matter.owner,
        title=matter.title,
        detail=_("%(kind)s nêu ngày %(day)s")
        % {"kind": capfirst(matter.get_kind_display()), "day": short_date(matter.raised_on)},
        verb=_("Xem kiến nghị"),
        address=rules.matter_address(matter.code),
        permission=CouncilPermission.VIEW,
        due_on=matter.due_on,
    )


@transaction.atomic
def add_entry(
    *,
    by: Principal,
    matter: Matter,
    on: date,
    state: str,
    text: str,
    today: date,
    session: Session | None = None,
    link_kind: str = "",
    link_code: str = "",
    link_label: str = "",
    link_address: str = "",
) -> MatterEntry:
    """Say what happened to a matter on a day, with one link to what proves it.

    The responsible body may write about its own matter; closing it stays with the secretariat.

    :raises Forbidden: somebody else's matter, or closing it without being the secretariat.
    :raises Invalid: empty, before it was raised, in the future, or a link without a code.
    :raises Conflict: an entry of a later day exists and the day would rewrite the past.
    """
    keeps = by.may(CouncilPermission.SECRETARY, body_id=matter.root_id, owner_id=matter.owner_id)
    if not keeps:
        _require_responsible(by, matter, state)
    if state not in MatterState:
        raise Invalid("council.matter.state", _("Chưa chọn tình trạng."), place=_("Tình trạng"))
    rules.check_entry(state=state, text=text, on=on, raised_on=matter.raised_on, today=today)
    refuse_secret(text=text, place=_("Diễn biến"))
    _check_link(link_kind, link_code, link_address)
    hold(matter)
    newest = MatterEntry.objects.filter(matter=matter).order_by("-on", "-id").first()
    if newest is not None and on < newest.on:
        raise Conflict(
            "council.matter.past",
            _("Đã có diễn biến ngày %s.") % short_date(newest.on),
            place=_("Ngày"),
            remedy=_("Ghi từ ngày đó trở đi; bổ sung chuyện cũ thì nói rõ trong lời văn."),
        )
    made = MatterEntry.objects.create(
        matter=matter,
        on=on,
        state=state,
        text=text.strip(),
        session=session,
        link_kind=link_kind,
        link_code=link_code.strip(),
        link_label=link_label.strip(),
        link_address=link_address.strip(),
        written_by=by.name,
        **_entry_owners(matter, keeps),
    )
    if state in CLOSED_STATES:
        inbox.close(kind="council.matter", thing_id=matter.pk, at=now())
    elif newest is not None and newest.state in CLOSED_STATES:
        _post(matter)
    journal(
        by,
        "council.matter.progressed",
        matter,
        of=matter if keeps else made,
        document=link_code,
        details={"state": state, "on": on.isoformat()},
    )
    return made


def _require_responsible(by: Principal, matter: Matter, state: str) -> None:
    responsible = matter.responsible
    if responsible is None or not by.may(
        CouncilPermission.VIEW, body_id=responsible.root_pk, owner_id=responsible.pk
    ):
        require_secretary(by, matter)
    if state in CLOSED_STATES:
        raise Forbidden(
            "council.matter.close",
            _("Cơ quan thực hiện báo kết quả; thư ký hội đồng mới ghi là đã giải quyết hoặc thôi theo dõi."),
            remedy=_("Chọn “đang xử lý” và nêu kết quả; thư ký sẽ xem và kết thúc việc."),
        )


def _entry_owners(matter: Matter, keeps: bool) -> dict[str, int]:
    """What the secretariat writes is the secretariat's, what the responsible body reports is that body's."""
    responsible = matter.responsible
    if keeps or responsible is None:
        return {"owner_id": matter.owner_id, "root_id": matter.root_id, "desk_id": matter.desk_id}
    return {"owner_id": responsible.pk, "root_id": responsible.root_pk, "desk_id": matter.desk_id}


def _check_link(kind: str, code: str, address: str) -> None:
    if kind not in LinkKind:
        raise Invalid("council.link.kind", _("Loại liên kết không có."), place=_("Liên kết"))
    if kind and not code.strip():
        raise Invalid(
            "council.link.code",
            _("Đã chọn loại liên kết nhưng chưa ghi số, mã."),
            place=_("Số, mã"),
            remedy=_("Ghi số, ký hiệu văn bản hoặc mã đợt, mã nhiệm vụ."),
        )
    if address.strip() and not address.strip().startswith(("/", "https://", "http://")):
        raise Invalid(
            "council.link.address",
            _("Địa chỉ liên kết không hợp lệ."),
            place=_("Địa chỉ"),
            remedy=_("Bắt đầu bằng / (trang trong hệ thống) hoặc https://."),
        )


@transaction.atomic
def assign_matter(
    *,
    by: Principal,
    matter: Matter,
    responsible: Organisation | None,
    due_on: date | None,
    reason: str,
    responsible_text: str = "",
) -> Matter:
    """Give a matter an owner and a day, or change them with a reason."""
    require_secretary(by, matter)
    refuse_recorded(matter)
    reason = said(reason, place=_("Lý do"), message=_("Chưa nêu căn cứ, lý do giao việc."))
    if due_on is not None and due_on < matter.raised_on:
        raise Invalid("council.matter.due", _("Hạn đứng trước ngày nêu."), place=_("Hạn"))
    before = {
        "responsible": matter.responsible.code if matter.responsible is not None else matter.responsible_text,
        "due_on": matter.due_on.isoformat() if matter.due_on else None,
    }
    inbox.close(kind="council.matter", thing_id=matter.pk, at=now())
    matter.responsible, matter.responsible_text, matter.due_on = responsible, responsible_text.strip(), due_on
    if responsible is not None:
        matter.readers = sorted({*matter.readers, *readers_of([responsible])})
    matter.save()
    _post(matter)
    journal(by, "council.matter.assigned", matter, of=matter, reason=reason, details={"before": before})
    return matter
