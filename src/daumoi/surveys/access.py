"""The only way from user input to a round, a reply or a questionnaire."""

from enum import StrEnum

from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import Principal
from daumoi.surveys.models import Questionnaire, QuestionnaireState, Reminder, Reply, ReplyFile, Round


class SurveyPermission(StrEnum):
    """What may be done with surveys."""

    VIEW = "surveys.view"
    FILL = "surveys.fill"
    APPROVE = "surveys.approve"
    COORDINATE = "surveys.coordinate"
    ANALYSE = "surveys.analyse"
    DESIGN = "surveys.design"


def access_questionnaire(
    *, principal: Principal, code: str, version: str, permission: SurveyPermission = SurveyPermission.VIEW
) -> Questionnaire:
    """One version of a questionnaire; drafts are known to those who design them."""
    found = Questionnaire.objects.filter(code=code, version=version).first()
    hidden = (
        found is not None
        and found.state == QuestionnaireState.DRAFT
        and not principal.holds(SurveyPermission.DESIGN)
    )
    if found is None or hidden or not principal.holds(SurveyPermission.VIEW):
        raise NotFound(
            "surveys.questionnaire",
            f"Không có mẫu phiếu “{code}” bản {version}.",
            remedy="Chọn trong danh sách mẫu phiếu.",
        )
    principal.require(permission)
    return found


def access_round(
    *, principal: Principal, code: str, permission: SurveyPermission = SurveyPermission.VIEW
) -> Round:
    """A round within the principal's reach: the coordinator's own, or one issued to their body."""
    found = (
        Round.objects.visible_to(principal).select_related("questionnaire", "owner").filter(code=code).first()
    )
    if found is None or not principal.holds(SurveyPermission.VIEW):
        raise NotFound(
            "surveys.round", f"Không có đợt khảo sát “{code}”.", remedy="Chọn trong danh sách đợt khảo sát."
        )
    if permission is not SurveyPermission.VIEW:
        principal.require(permission, body_id=found.root_id, owner_id=found.owner_id)
    return found


def access_reply(
    *,
    principal: Principal,
    round_code: str,
    organisation_code: str,
    permission: SurveyPermission = SurveyPermission.VIEW,
) -> Reply:
    """One addressee's reply, for someone who may do `permission` with it; a foreign one is not found."""
    found = (
        Reply.objects.visible_to(principal)
        .select_related("round", "round__questionnaire", "round__owner", "owner")
        .filter(round__code=round_code, owner__code=organisation_code)
        .first()
    )
    if found is None or not principal.holds(SurveyPermission.VIEW):
        raise NotFound(
            "surveys.reply",
            f"Không có trả lời của “{organisation_code}” trong đợt “{round_code}”.",
            remedy="Mở lại từ danh sách khảo sát của bạn.",
        )
    if permission is not SurveyPermission.VIEW:
        principal.require(permission, body_id=found.root_id, owner_id=found.owner_id)
    return found


def access_review(*, principal: Principal, round_code: str, organisation_code: str) -> Reply:
    """One addressee's reply, for somebody who coordinates its round."""
    reply = access_reply(principal=principal, round_code=round_code, organisation_code=organisation_code)
    principal.require(SurveyPermission.COORDINATE, body_id=reply.round.root_id, owner_id=reply.round.owner_id)
    return reply


def access_reply_file(*, reply: Reply, number: int) -> ReplyFile:
    """One paper of a reply that was itself obtained through `access`, with its content."""
    found = ReplyFile.objects.filter(reply=reply, pk=number).first()
    if found is None:
        raise NotFound("surveys.file", "Trả lời này không có tệp đó.", remedy="Mở lại trang của trả lời.")
    return found


def access_reminder(*, reply: Reply, number: int) -> Reminder:
    """One reminder about a reply that was itself obtained through `access`."""
    found = Reminder.objects.filter(reply=reply, pk=number).first()
    if found is None:
        raise NotFound(
            "surveys.reminder", "Không có công văn đôn đốc đó.", remedy="Mở lại trang của trả lời."
        )
    found.reply = reply
    return found
