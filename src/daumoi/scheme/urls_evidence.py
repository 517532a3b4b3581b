"""Addresses of the evidence pages, below /de-an/bang-chung/."""

from django.urls import path

from daumoi.scheme.views import evidence, evidence_changes

_EDITION = "<str:index>/<str:edition>/"

urlpatterns = [
    path("", evidence.index, name="evidence"),
    path("chuyen-hinh-thuc/<str:index>/", evidence_changes.changes, name="evidence_changes"),
    path(
        "chuyen-hinh-thuc/<str:index>/du-lieu.json",
        evidence_changes.changes_json,
        name="evidence_changes_json",
    ),
    path(_EDITION, evidence.ask, name="evidence_ask"),
    path(f"{_EDITION}ket-qua/", evidence.result, name="evidence_result"),
    path(f"{_EDITION}ghep-cap/", evidence.pairs, name="evidence_pairs"),
    path(f"{_EDITION}ket-qua.json", evidence.result_json, name="evidence_json"),
    path(f"{_EDITION}ket-qua.csv", evidence.result_csv, name="evidence_csv"),
]
