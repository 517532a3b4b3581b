"""Addresses of questionnaires."""

from django.urls import URLPattern, path

from daumoi.surveys.views import questionnaires

_ONE = "mau-phieu/<str:code>/<str:version>/"

patterns: list[URLPattern] = [
    path("mau-phieu/", questionnaires.questionnaires, name="questionnaires"),
    path("mau-phieu/nhap/", questionnaires.questionnaire_import, name="questionnaire_import"),
    path(_ONE, questionnaires.questionnaire, name="questionnaire"),
    path(f"{_ONE}phieu.xlsx", questionnaires.questionnaire_xlsform, name="questionnaire_xlsform"),
    path(f"{_ONE}ban-hanh/", questionnaires.questionnaire_publish, name="questionnaire_publish"),
    path(f"{_ONE}ban-moi/", questionnaires.questionnaire_next, name="questionnaire_next"),
]
