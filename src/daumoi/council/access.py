"""The only way from user input to a council, a session and what hangs on it, or a matter of the ledger."""

from enum import StrEnum
from typing import TypeVar

from django.utils.translation import gettext as _

from daumoi.council.models import AgendaItem, Council, Invitation, Matter, Opinion, Paper, Seat, Session
from daumoi.council.models.keeping import Kept, Shared
from daumoi.foundation.errors import Forbidden, NotFound
from daumoi.foundation.principal import Principal

SharedRow = TypeVar("SharedRow", bound=Shared)


class CouncilPermission(StrEnum):
    """What may be done in a council.

    SECRETARY prepares, sends, records and keeps the ledger; CHAIR concludes; MEMBER answers for their own seat.
    """

    VIEW = "council.view"
    SECRETARY = "council.secretary"
    CHAIR = "council.chair"
    MEMBER = "council.member"


def access_council(
    *, principal: Principal, code: str, permission: CouncilPermission = CouncilPermission.VIEW
) -> Council:
    """A council the principal keeps, belongs to, or finds published; a foreign one is not found."""
    found = Council.objects.visible_to(principal).select_related("owner").filter(code=code).first()
    return _opened(
        principal,
        found,
        permission,
        NotFound(
            "council.council",
            _("Không có hội đồng, ban chỉ đạo mã “%s”.") % code,
            remedy=_("Chọn trong danh sách ở trang Hội đồng, kiến nghị."),
        ),
    )


def access_session(
    *, principal: Principal, code: str, permission: CouncilPermission = CouncilPermission.VIEW
) -> Session:
    """A session the principal keeps, was invited to, or finds published; a foreign one is not found."""
    found = (
        Session.objects.visible_to(principal)
        .select_related("council", "owner", "source")
        .filter(code=code)
        .first()
    )
    return _opened(
        principal,
        found,
        permission,
        NotFound(
            "council.session",
            _("Không có phiên họp, đợt lấy ý kiến mã “%s”.") % code,
            remedy=_("Chọn trong danh sách phiên họp của hội đồng."),
        ),
    )


def access_matter(
    *, principal: Principal, code: str, permission: CouncilPermission = CouncilPermission.VIEW
) -> Matter:
    """A matter of the ledger that concerns the principal's organisations, or is published."""
    found = (
        Matter.objects.visible_to(principal)
        .select_related("council", "session", "opinion", "responsible", "source", "owner")
        .filter(code=code)
        .first()
    )
    return _opened(
        principal,
        found,
        permission,
        NotFound(
            "council.matter",
            _("Không có kiến nghị mã “%s” trong sổ.") % code,
            remedy=_("Chọn trong sổ theo dõi kiến nghị."),
        ),
    )


def _opened(
    principal: Principal, found: SharedRow | None, permission: CouncilPermission, missing: NotFound
) -> SharedRow:
    """The row when it may be known of; `Forbidden` when known but not to be worked on."""
    if found is None or not (found.is_published or principal.holds(CouncilPermission.VIEW)):
        raise missing
    if permission is not CouncilPermission.VIEW:
        principal.require(permission, body_id=found.root_id, owner_id=found.owner_id)
    return found


def may(*, principal: Principal, row: Kept, permission: CouncilPermission) -> bool:
    """Whether the principal may do `permission` with what the row belongs to."""
    return principal.may(permission, body_id=row.root_id, owner_id=row.owner_id)


def access_paper(*, principal: Principal, session: Session, number: int, version: int) -> Paper:
    """One version of a paper of a session that was itself obtained through `access`, with its content."""
    rows = Paper.objects.visible_to(principal)
    found = rows.filter(session=session, number=number, version=version).first()
    if found is None:
        raise NotFound(
            "council.paper", _("Phiên này không có tài liệu đó."), remedy=_("Mở lại trang của phiên.")
        )
    return found


def access_opinion(*, principal: Principal, session: Session, number: int) -> Opinion:
    """One opinion of a session that was itself obtained through `access`."""
    rows = Opinion.objects.visible_to(principal)
    found = rows.select_related("seat", "item", "source").filter(session=session, number=number).first()
    if found is None:
        raise NotFound("council.opinion", _("Phiên này không có ý kiến đó."), remedy=_("Mở lại bảng ý kiến."))
    return found


def access_own_invitation(
    *, principal: Principal, session: Session, organisation_code: str = ""
) -> Invitation:
    """The principal's own line in a session: the invitation of an organisation for which they are a member.

    `organisation_code` chooses where somebody answers for several.
    """
    rows = Invitation.objects.visible_to(principal).select_related("seat", "owner").filter(session=session)
    if organisation_code:
        rows = rows.filter(owner__code=organisation_code)
    own = [
        row
        for row in rows
        if principal.may(CouncilPermission.MEMBER, body_id=row.root_id, owner_id=row.owner_id)
        and (row.seat.person_id is None or row.seat.person_id == principal.person_id)
    ]
    if not own:
        raise Forbidden(
            "council.not_a_member",
            _("Bạn không phải thành viên được mời của phiên này."),
            remedy=_(
                "Người được cơ quan cử làm thành viên, hoặc người dự thay, trả lời phần của cơ quan mình."
            ),
        )
    return own[0]


def access_invitation(*, principal: Principal, session: Session, organisation_code: str) -> Invitation:
    """The line of one member in a session, for the secretariat."""
    principal.require(CouncilPermission.SECRETARY, body_id=session.root_id, owner_id=session.owner_id)
    rows = Invitation.objects.visible_to(principal).select_related("seat", "owner")
    found = rows.filter(session=session, owner__code=organisation_code).order_by("id").first()
    if found is None:
        raise NotFound(
            "council.invitation",
            _("Phiên này không mời “%s”.") % organisation_code,
            remedy=_("Chọn trong danh sách thành viên của phiên."),
        )
    return found


def access_seat(*, principal: Principal, council: Council, number: int) -> Seat:
    """One seat of a council that was itself obtained through `access`."""
    rows = Seat.objects.visible_to(principal).select_related("council", "owner")
    found = rows.filter(council=council, pk=number).first()
    if found is None:
        raise NotFound(
            "council.seat", _("Hội đồng không có ghế này."), remedy=_("Chọn trong danh sách thành viên.")
        )
    return found


def access_item(*, principal: Principal, session: Session, number: int) -> AgendaItem:
    """One item of the agenda of a session that was itself obtained through `access`."""
    rows = AgendaItem.objects.visible_to(principal).select_related("session")
    found = rows.filter(session=session, number=number).first()
    if found is None:
        raise NotFound(
            "council.item", _("Chương trình không có nội dung này."), remedy=_("Mở lại trang chương trình.")
        )
    return found
