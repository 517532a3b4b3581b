"""What every step of a reply has in common: who may, in which state, and the line in the journal."""

from django.utils.translation import gettext as _

from daumoi.foundation.errors import Forbidden, Invalid
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.surveys import rules
from daumoi.surveys.access import SurveyPermission
from daumoi.surveys.models import Reply
from daumoi.surveys.rules import Step


def require_step(by: Principal, reply: Reply, permission: SurveyPermission, step: Step) -> None:
    """Refuse unless the permission reaches the reply and its state allows the step."""
    if permission is SurveyPermission.FILL:
        require_filler(by, reply)
    else:
        by.require(permission, body_id=reply.root_id, owner_id=reply.owner_id)
    rules.next_state(reply.state, step)


def require_filler(by: Principal, reply: Reply) -> None:
    """Refuse unless the reply is the principal's own to fill, or one that the coordinator enters from paper.

    The coordinator's permission to fill reaches every body; it must never write into what a body fills itself.
    """
    by.require(SurveyPermission.FILL, body_id=reply.root_id, owner_id=reply.owner_id)
    own = reply.root_id in by.bodies or reply.owner_id in by.units
    if not (own or reply.is_from_paper or by.system):
        raise Forbidden(
            "surveys.reply.not_yours",
            _("Trả lời này do cơ quan được hỏi tự điền; cơ quan điều phối không ghi thay."),
            remedy=_("Nếu cơ quan trả lời bằng giấy, bấm “Nhập từ giấy” ở trang của cơ quan đó."),
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
