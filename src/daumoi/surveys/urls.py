"""Addresses of the room: the ministry's filling, the coordinator's rounds, questionnaires, analysis."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver

app_name = "surveys"
urlpatterns: list[URLPattern | URLResolver] = []
for _topic in ("questionnaires", "rounds", "analysis", "filling"):
    if find_spec(f"daumoi.surveys.urls_{_topic}"):
        urlpatterns += import_module(f"daumoi.surveys.urls_{_topic}").patterns
