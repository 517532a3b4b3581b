"""The only way from user input to a scheme and what hangs on it."""

from enum import StrEnum

from django.utils.translation import gettext as _

from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import Principal
from daumoi.indices.access import access_result
from daumoi.indices.models import Edition
from daumoi.organisations.models import Organisation
from daumoi.scheme.models import PlanRun, Proposal, Scheme


class SchemePermission(StrEnum):
    """What may be done in this room. PROPOSE is the ministry's; COORDINATE sums, suggests, drafts and follows."""

    VIEW = "scheme.view"
    PROPOSE = "scheme.propose"
    COORDINATE = "scheme.coordinate"


def access_scheme(
    *, principal: Principal, code: str, permission: SchemePermission = SchemePermission.VIEW
) -> Scheme:
    """A scheme the principal writes, or one that was opened to the bodies; a foreign one is not found."""
    found = (
        Scheme.objects.visible_to(principal)
        .select_related("owner", "root", "round", "duty_set")
        .filter(code=code)
        .first()
    )
    if found is None or not principal.holds(SchemePermission.VIEW):
        raise NotFound(
            "scheme.scheme",
            _("Không có đề án mã “%s”.") % code,
            remedy=_("Chọn trong danh sách ở trang Đề án."),
        )
    if permission is SchemePermission.COORDINATE:
        principal.require(permission, body_id=found.root_id, owner_id=found.owner_id)
    elif permission is not SchemePermission.VIEW:
        principal.require(permission)
    return found


def access_proposal(
    *,
    principal: Principal,
    scheme: Scheme,
    body_code: str,
    option: int,
    permission: SchemePermission = SchemePermission.VIEW,
) -> Proposal:
    """The standing Phương án of a body in a scheme that was itself obtained through `access_scheme`."""
    found = (
        Proposal.objects.visible_to(principal)
        .select_related("scheme", "owner", "root", "unit", "phase", "reply__round__questionnaire")
        .prefetch_related("posts", "money", "duties__duty", "skills", "questions")
        .filter(scheme=scheme, root__code=body_code, option=option)
        .exclude(state="withdrawn")
        .first()
    )
    if found is None:
        raise NotFound(
            "scheme.proposal",
            _("“%(body)s” chưa có Phương án %(option)d trong đề án này.")
            % {"body": body_code, "option": option},
            remedy=_("Mở bảng đề xuất của đề án."),
        )
    if permission is SchemePermission.COORDINATE:
        principal.require(permission, body_id=scheme.root_id, owner_id=scheme.owner_id)
    elif permission is not SchemePermission.VIEW:
        principal.require(permission, body_id=found.root_id, owner_id=found.owner_id)
    return found


def access_proposing_body(*, principal: Principal, scheme: Scheme, body_code: str) -> Organisation:
    """The body for which the principal may propose in the scheme: their own, or any for the coordinator."""
    found = (
        Organisation.objects.filter(code=body_code, level="ministry", is_simulated=scheme.is_simulated)
        .only("id", "code", "level", "body_id", "is_simulated", "number")
        .first()
    )
    if found is None:
        raise NotFound(
            "scheme.body",
            _("Không có bộ, cơ quan ngang bộ mã “%s”.") % body_code,
            remedy=_("Mở bảng đề xuất của đề án."),
        )
    principal.require(SchemePermission.PROPOSE, body_id=found.pk, owner_id=found.pk)
    return found


def access_run(*, principal: Principal, scheme: Scheme, number: int) -> PlanRun:
    """One computation of a scheme, for those who write the scheme."""
    found = PlanRun.objects.visible_to(principal).filter(scheme=scheme, number=number).first()
    if found is None:
        raise NotFound(
            "scheme.run",
            _("Đề án này không có lần tính số %d.") % number,
            remedy=_("Mở trang phương án của đề án."),
        )
    return found


def access_compared(*, principal: Principal, index: str, code: str) -> Edition:
    """An edition of an index whose scores may be compared: published or quoted."""
    principal.require(SchemePermission.VIEW)
    return access_result(principal=principal, index=index, code=code)


def may_coordinate(*, principal: Principal, scheme: Scheme) -> bool:
    """Whether the principal writes the scheme."""
    return principal.may(SchemePermission.COORDINATE, body_id=scheme.root_id, owner_id=scheme.owner_id)


def may_propose(*, principal: Principal, body_id: int) -> bool:
    """Whether the principal may propose for the body."""
    return principal.may(SchemePermission.PROPOSE, body_id=body_id, owner_id=body_id)
