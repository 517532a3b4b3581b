"""What the coordinator's pages read beside the board: whom one acts for, what may be sent, how far replies are."""

from collections import Counter
from datetime import date

from django.db.models import Count

from daumoi.documents import queries as documents
from daumoi.documents.models import Paper
from daumoi.foundation.principal import Principal
from daumoi.organisations import queries as organisations
from daumoi.organisations.models import Organisation
from daumoi.surveys import rules
from daumoi.surveys.access import SurveyPermission
from daumoi.surveys.models import Questionnaire, QuestionnaireState, Reminder, Reply, Round, SectionMark


def coordinating_organisations(*, principal: Principal) -> list[Organisation]:
    """The organisations in whose name the principal may send a survey out."""
    ids = {
        grant.organisation_id
        for grant in principal.grants
        if SurveyPermission.COORDINATE in grant.permissions
    }
    return list(Organisation.objects.filter(pk__in=ids).order_by("number", "code"))


def published_questionnaires() -> list[Questionnaire]:
    """The versions that a round may use, newest first; their definitions are not read."""
    rows = Questionnaire.objects.filter(state=QuestionnaireState.PUBLISHED).defer("definition")
    return list(rows.order_by("title", "-published_at", "-id"))


def sections_done(*, principal: Principal, round_: Round) -> Counter[int]:
    """How many sections each reply of a round has declared finished (1 query); no answer is looked at."""
    rows = (
        SectionMark.objects.visible_to(principal)
        .filter(reply__round=round_)
        .values_list("reply_id")
        .annotate(done=Count("id"))
    )
    return Counter(dict(rows))


def reminders_of(*, principal: Principal, reply: Reply) -> list[Reminder]:
    """The reminders about a reply, oldest first."""
    return list(Reminder.objects.visible_to(principal).filter(reply=reply))


def addressees(*, day: date, simulated: bool) -> list[tuple[Organisation, str]]:
    """The bodies that a letter of that day would go to, with their names of the day, in the official order."""
    return [(row.organisation, row.state.name) for row in organisations.bodies(day=day, simulated=simulated)]


def letter_of(*, principal: Principal, round_: Round) -> Paper | None:
    """The paper that sends the round out, where the reader's own desk keeps it."""
    return documents.paper_about(principal=principal, kind=rules.LETTER_ABOUT, number=round_.pk)
