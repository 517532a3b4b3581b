"""Addresses of the room: the coordinator's rounds, questionnaires, analysis, the ministry's filling (last: two codes)."""

from django.urls import URLPattern, URLResolver

from daumoi.surveys import urls_analysis, urls_filling, urls_questionnaires, urls_rounds

app_name = "surveys"
urlpatterns: list[URLPattern | URLResolver] = [
    *urls_questionnaires.patterns,
    *urls_rounds.patterns,
    *urls_analysis.patterns,
    *urls_filling.patterns,
]
