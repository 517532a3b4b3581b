"""Reading questionnaires: the list with all versions, and one version with what it holds."""

from dataclasses import dataclass

from daumoi.foundation.principal import Principal
from daumoi.surveys.access import SurveyPermission
from daumoi.surveys.definition.faults import checks_of
from daumoi.surveys.definition.plan import CompiledDefinition
from daumoi.surveys.models import Questionnaire, QuestionnaireState, Round
from daumoi.surveys.queries.definitions import compiled_questionnaire


@dataclass(frozen=True)
class QuestionnaireRow:
    """One version in the list."""

    questionnaire: Questionnaire
    sections: int
    variables: int
    checks: int
    rounds: int

    @property
    def is_draft(self) -> bool:
        """Whether it can still be replaced or published."""
        return self.questionnaire.state == QuestionnaireState.DRAFT


def questionnaires(*, principal: Principal) -> list[QuestionnaireRow]:
    """Every version the principal may know of, newest first by code (2 queries); drafts only for designers."""
    principal.require(SurveyPermission.VIEW)
    rows = Questionnaire.objects.order_by("code", "-created_at", "-id")
    if not principal.holds(SurveyPermission.DESIGN):
        rows = rows.exclude(state=QuestionnaireState.DRAFT)
    used: dict[int, int] = {}
    for pk in Round.objects.visible_to(principal).values_list("questionnaire_id", flat=True):
        used[pk] = used.get(pk, 0) + 1
    return [_row(row, used.get(row.pk, 0)) for row in rows]


def _row(questionnaire: Questionnaire, rounds: int) -> QuestionnaireRow:
    ready = compiled_questionnaire(questionnaire)
    return QuestionnaireRow(
        questionnaire=questionnaire,
        sections=len(ready.sections),
        variables=len(ready.variables),
        checks=sum(1 for _ in checks_of(ready.definition)),
        rounds=rounds,
    )


def definition_of(*, questionnaire: Questionnaire) -> CompiledDefinition:
    """One version, ready to show."""
    return compiled_questionnaire(questionnaire)
