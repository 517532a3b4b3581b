"""Addresses of the analysis of a round: its figures, the cells behind them, the coding of open texts."""

from django.urls import URLPattern, path

from daumoi.surveys.views import analysis, coding

_ROUND = "phan-tich/<str:code>/"

patterns: list[URLPattern] = [
    path(_ROUND, analysis.home, name="analysis"),
    path(f"{_ROUND}tan-suat/", analysis.frequencies, name="frequencies"),
    path(f"{_ROUND}tan-suat.xlsx", analysis.frequencies_workbook, name="frequencies_workbook"),
    path(f"{_ROUND}so-lieu.xlsx", analysis.answers_workbook, name="answers_workbook"),
    path(f"{_ROUND}cau/<str:variable>/", analysis.cross_table, name="cross_table"),
    path(f"{_ROUND}chenh-lech/", analysis.gap, name="gap"),
    path(f"{_ROUND}chenh-lech.xlsx", analysis.gap_workbook, name="gap_workbook"),
    path(f"{_ROUND}so-lieu/<str:figure>/", analysis.figure, name="figure"),
    path(f"{_ROUND}bao-cao/", analysis.national_report, name="national_report"),
    path(f"{_ROUND}y-kien/", coding.texts, name="difficulties"),
    path(f"{_ROUND}y-kien/bang-ma/", coding.codebook, name="codebook"),
    path(f"{_ROUND}y-kien/<str:organisation>/<str:variable>/<int:row>/", coding.text, name="code_text"),
]
