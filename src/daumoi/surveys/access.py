"""The only way from user input to a round, a reply or a questionnaire."""

from enum import StrEnum

from django.db import connection

from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import Principal
from daumoi.organisations.models import Organisation
from daumoi.surveys.models import (
    Handover,
    Questionnaire,
    QuestionnaireState,
    Reminder,
    Reply,
    ReplyFile,
    Round,
)
from daumoi.surveys.models.columns import Columns, parts_of_row

_PARTS = (
    Columns(Reply, "reply"),
    Columns(Round, "round"),
    Columns(
        Questionnaire, "form", without=("definition",)
    ),  # kept compiled in memory (`queries.definitions`)
    Columns(Organisation, "sender"),
    Columns(Organisation, "asked"),
)
_REPLY = f"""
select {", ".join(part.text for part in _PARTS)}
from surveys_reply reply
join surveys_round round on round.id = reply.round_id
join surveys_questionnaire form on form.id = round.questionnaire_id
join organisations_organisation sender on sender.id = round.owner_id
join organisations_organisation asked on asked.id = reply.owner_id
where round.code = %(round)s and asked.code = %(asked)s
  and (%(network)s or reply.root_id = any(%(bodies)s) or reply.owner_id = any(%(units)s) or exists (
    select from surveys_handover part
    where part.reply_id = reply.id and part.owner_id = any(%(units)s) and part.withdrawn_at is null))
"""  # noqa: S608 - column names come from the models
"""A reply with its round, form and organisations, within `ReplyQuerySet.visible_to`: every save begins with it."""


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
    found = _reply(principal, round_code, organisation_code)
    if found is None or not principal.holds(SurveyPermission.VIEW):
        raise NotFound(
            "surveys.reply",
            f"Không có trả lời của “{organisation_code}” trong đợt “{round_code}”.",
            remedy="Mở lại từ danh sách khảo sát của bạn.",
        )
    if permission is not SurveyPermission.VIEW:
        principal.require(permission, body_id=found.root_id, owner_id=found.owner_id)
    return found


def _reply(principal: Principal, round_code: str, organisation_code: str) -> Reply | None:
    with connection.cursor() as cursor:
        cursor.execute(
            _REPLY,
            {
                "round": round_code,
                "asked": organisation_code,
                "network": principal.sees_network,
                "bodies": list(principal.bodies),
                "units": list(principal.units),
            },
        )
        row = cursor.fetchone()
    if row is None:
        return None
    reply, round_, form, sender, asked = parts_of_row(row, *_PARTS)
    round_.questionnaire, round_.owner = form, sender
    reply.round, reply.owner = round_, asked
    found: Reply = reply
    return found


def access_review(*, principal: Principal, round_code: str, organisation_code: str) -> Reply:
    """One addressee's reply, for somebody who coordinates its round."""
    reply = access_reply(principal=principal, round_code=round_code, organisation_code=organisation_code)
    principal.require(SurveyPermission.COORDINATE, body_id=reply.round.root_id, owner_id=reply.round.owner_id)
    return reply


def access_handover(*, reply: Reply, number: int) -> Handover:
    """One part handed to a unit, of a reply that was itself obtained through `access`."""
    found = Handover.objects.select_related("owner").filter(reply=reply, pk=number).first()
    if found is None:
        raise NotFound("surveys.handover", "Phần giao này không còn.", remedy="Mở lại trang của phiếu.")
    found.reply = reply
    return found


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
