"""The only way from user input to a round, a reply or a questionnaire."""

from enum import StrEnum


class SurveyPermission(StrEnum):
    """What may be done with surveys."""

    VIEW = "surveys.view"
    FILL = "surveys.fill"
    APPROVE = "surveys.approve"
    COORDINATE = "surveys.coordinate"
    ANALYSE = "surveys.analyse"
    DESIGN = "surveys.design"
