"""Addresses of the set of papers, the way, the steps towards a Cục, the aftermath, recommendations; below /de-an/.

They go before the addresses that begin with the code of a scheme: `khuyen-nghi` is none.
"""

from django.urls import URLPattern, path

from daumoi.scheme.views import aftermath, following, papers, submission

_SCHEME = "<str:code>/"

patterns: list[URLPattern] = [
    path("khuyen-nghi/", following.recommendations, name="recommendations"),
    path("khuyen-nghi/<str:code>/", following.recommendation, name="recommendation"),
    path(
        "khuyen-nghi/<str:code>/bang.xlsx", following.recommendation_workbook, name="recommendation_workbook"
    ),
    path(f"{_SCHEME}ho-so/", papers.papers, name="papers"),
    path(f"{_SCHEME}ho-so/<str:role>/soan/", papers.paper_draft, name="paper_draft"),
    path(f"{_SCHEME}ho-so/<str:role>/soan-lai/", papers.paper_redraw, name="paper_redraw"),
    path(f"{_SCHEME}duong-di/", submission.way, name="way"),
    path(f"{_SCHEME}duong-di/ghi/<str:kind>/", submission.event_new, name="event_new"),
    path(f"{_SCHEME}duong-di/<int:number>/go/", submission.event_void, name="event_void"),
    path(f"{_SCHEME}buoc-lap-cuc/", aftermath.path_table, name="paths"),
    path(f"{_SCHEME}buoc-lap-cuc.xlsx", aftermath.path_workbook, name="paths_workbook"),
    path(f"{_SCHEME}buoc-lap-cuc/<str:body>/ghi-so/", aftermath.department_record, name="department_record"),
    path(f"{_SCHEME}sau-quyet-dinh/", aftermath.aftermath, name="aftermath"),
    path(f"{_SCHEME}sau-quyet-dinh.xlsx", aftermath.aftermath_file, name="aftermath_workbook"),
    path(f"{_SCHEME}sau-quyet-dinh/giao-viec/", aftermath.tasks_open, name="tasks_open"),
    path(f"{_SCHEME}sau-quyet-dinh/<int:number>/", aftermath.task, name="task"),
]
