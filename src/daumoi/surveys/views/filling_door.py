"""How every page of a reply begins: obtain it, read it whole, say whether it is simulated."""

from django.urls import reverse

from daumoi.foundation.errors import NotFound
from daumoi.surveys import queries
from daumoi.surveys.access import SurveyPermission, access_reply
from daumoi.surveys.actions.steps import require_filler
from daumoi.surveys.definition import Section
from daumoi.surveys.queries import ReplySheet
from daumoi.ui.requests import PageRequest


def open_reply(
    request: PageRequest,
    round_code: str,
    organisation_code: str,
    permission: SurveyPermission = SurveyPermission.VIEW,
) -> ReplySheet:
    """The reply with everything in it, for someone who may do `permission` with it."""
    reply = access_reply(
        principal=request.principal,
        round_code=round_code,
        organisation_code=organisation_code,
        permission=permission,
    )
    if permission is SurveyPermission.FILL:
        require_filler(request.principal, reply)
    request.simulated = reply.round.is_simulated
    return queries.reply_sheet(principal=request.principal, reply=reply)


def open_part(request: PageRequest, round_code: str, organisation_code: str) -> ReplySheet:
    """The reply for someone who fills it, or to whose unit parts of it were handed (the actions hold them to these)."""
    sheet = open_reply(request, round_code, organisation_code)
    if not sheet.parts:
        require_filler(request.principal, sheet.reply)
    return sheet


def read_again(request: PageRequest, sheet: ReplySheet) -> ReplySheet:
    """The reply as it stands after a change in this request."""
    return queries.reply_sheet(principal=request.principal, reply=sheet.reply)


def section_of(sheet: ReplySheet, code: str) -> Section:
    """The section with this code."""
    found = next((one for one in sheet.compiled.sections if one.code == code), None)
    if found is None:
        raise NotFound(
            "surveys.section", f"Mẫu phiếu không có phần “{code}”.", remedy="Mở lại từ trang trả lời."
        )
    return found


def address(sheet: ReplySheet, route: str, *more: object) -> str:
    """The address of a page of this reply."""
    return reverse(f"surveys:{route}", args=[sheet.reply.round.code, sheet.reply.owner.code, *more])
