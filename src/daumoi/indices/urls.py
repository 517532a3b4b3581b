"""Addresses of the indices, below /chi-so/."""

from django.urls import path

from daumoi.indices.views import definitions, editions, lists, results, sheets, verifying

app_name = "indices"
_EDITION = "<str:index>/<str:edition>/"
_SHEET = f"{_EDITION}phieu/<str:body>/"

urlpatterns = [
    path("", lists.index, name="index"),
    path("lap/", lists.edition_new, name="edition_new"),
    path("nhan-dinh-nghia/", definitions.intake, name="definition_new"),
    path("<str:index>/", lists.index_page, name="about"),
    path("<str:index>/qua-cac-nam/", lists.over_years, name="years"),
    path(_EDITION, editions.edition, name="edition"),
    path(f"{_EDITION}bat-dau-tham-dinh/", editions.start_verifying, name="start_verifying"),
    path(f"{_EDITION}thong-bao-diem/", editions.open_appeals, name="open_appeals"),
    path(f"{_EDITION}cong-bo/", editions.publish, name="publish"),
    path(f"{_EDITION}dinh-chinh/", editions.correct, name="correct"),
    path(f"{_EDITION}kien-nghi/", verifying.appeals, name="appeals"),
    path(f"{_EDITION}kien-nghi/<str:body>/<int:number>/", verifying.answer, name="answer"),
    path(f"{_EDITION}tham-dinh/<str:body>/", verifying.verify, name="verify"),
    path(f"{_EDITION}tham-dinh/<str:body>/tiep-nhan/", verifying.receive, name="receive"),
    path(f"{_EDITION}tham-dinh/<str:body>/lam-ro/", verifying.ask, name="ask"),
    path(f"{_EDITION}tham-dinh/<str:body>/don-doc/", verifying.remind, name="remind"),
    path(_SHEET, sheets.sheet, name="sheet"),
    path(f"{_SHEET}gui/", sheets.send, name="send"),
    path(f"{_SHEET}phieu.xlsx", sheets.workbook, name="workbook"),
    path(f"{_SHEET}nop-excel/", sheets.workbook_back, name="workbook_back"),
    path(f"{_SHEET}minh-chung/<str:column>/", sheets.evidence, name="evidence"),
    path(f"{_SHEET}tep/<int:number>/", sheets.evidence_file, name="evidence_file"),
    path(f"{_SHEET}tep/<int:number>/bo/", sheets.evidence_remove, name="evidence_remove"),
    path(f"{_SHEET}kien-nghi/<str:column>/", sheets.appeal_new, name="appeal_new"),
    path(f"{_EDITION}co-quan/<str:unit>/", results.unit, name="unit"),
    path(f"{_EDITION}thong-ke/", results.statistics, name="statistics"),
    path(f"{_EDITION}kiem-tra/", results.recheck, name="recheck"),
    path(f"{_EDITION}ket-qua.csv", results.result_csv, name="result_csv"),
    path(f"{_EDITION}ket-qua.json", results.result_json, name="result_json"),
    path(f"{_EDITION}danh-muc.jsonld", results.catalogue, name="catalogue"),
    path(f"{_EDITION}so-lieu.csv", results.inputs_csv, name="inputs_csv"),
    path(f"{_EDITION}dinh-nghia.yaml", results.definition_yaml, name="definition_yaml"),
]
