"""What every step of a reply has in common: who may, in which state, and the line in the journal."""

from django.utils.translation import gettext as _

from daumoi.foundation.errors import Forbidden, Invalid
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.surveys import rules
from daumoi.surveys.access import SurveyPermission
from daumoi.surveys.models import Handover, Reply, ReplyState
from daumoi.surveys.queries.handovers import own_parts
from daumoi.surveys.rules import Step


def require_step(by: Principal, reply: Reply, permission: SurveyPermission, step: Step) -> None:
    """Refuse unless the permission reaches the reply and its state allows the step."""
    if permission is SurveyPermission.FILL:
        require_filler(by, reply)
    else:
        by.require(permission, body_id=reply.root_id, owner_id=reply.owner_id)
    rules.next_state(reply.state, step)


def require_filler(by: Principal, reply: Reply, *names: str) -> None:
    """Refuse unless the reply is the principal's own to fill, or one that the coordinator enters from paper.

    The coordinator's permission to fill reaches every body; it must never write into what a body fills itself. A unit
    fills the parts handed to it: `names` are the variables, tables and checks (“check:<code>”) that are to be written;
    without them the step concerns the reply as a whole.
    """
    parts = own_parts(principal=by, reply=reply)
    if parts and names and reply.state == ReplyState.OPEN:
        _require_handed(parts, names)
        return
    by.require(SurveyPermission.FILL, body_id=reply.root_id, owner_id=reply.owner_id)
    own = reply.root_id in by.bodies or reply.owner_id in by.units
    if not (own or reply.is_from_paper or by.system):
        raise Forbidden(
            "surveys.reply.not_yours",
            _("Trả lời này do cơ quan được hỏi tự điền; cơ quan điều phối không ghi thay."),
            remedy=_("Nếu cơ quan trả lời bằng giấy, bấm “Nhập từ giấy” ở trang của cơ quan đó."),
        )


def _require_handed(parts: list[Handover], names: tuple[str, ...]) -> None:
    open_to_unit = {name for part in parts for name in part.names}
    if not open_to_unit.issuperset(names):
        handed = ", ".join(sorted({part.section.upper() for part in parts}))
        raise Forbidden(
            "surveys.handover.other_part",
            _("Phần này của phiếu không giao cho đơn vị bạn; đơn vị điền phần %(parts)s.")
            % {"parts": handed},
            remedy=_("Số liệu ở phần khác cần sửa thì báo chuyên viên đầu mối của bộ."),
        )


def require_coordinator(by: Principal, reply: Reply) -> None:
    """Refuse unless the principal coordinates the reply's round."""
    by.require(SurveyPermission.COORDINATE, body_id=reply.round.root_id, owner_id=reply.round.owner_id)


def journal(
    by: Principal,
    reply: Reply,
    code: str,
    *,
    document: str = "",
    reason: str = "",
    details: dict[str, object] | None = None,
) -> None:
    """Write one act about a reply."""
    history.record(
        by=by,
        code=code,
        thing=reply,
        label=f"{reply.round.title} · {reply.owner.code}",
        root_id=reply.root_id,
        owner_id=reply.owner_id,
        document=document,
        reason=reason,
        details=details,
    )


def require_reason(reason: str) -> None:
    """Refuse a reason that says nothing."""
    if len(reason.strip()) < 10:
        raise Invalid(
            "surveys.reason",
            "Cần nêu lý do rõ ràng.",
            remedy="Ghi lý do và văn bản đề nghị trong một câu.",
            place="Lý do",
        )
