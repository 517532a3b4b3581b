"""Addresses of the status report, below /bao-cao/."""

from django.urls import path

from daumoi.overview import status_report_views as views

app_name = "status_report"

urlpatterns = [
    path("hien-trang/", views.page, name="page"),
    path("hien-trang.pdf", views.pdf, name="pdf"),
    path("hien-trang.xlsx", views.workbook, name="workbook"),
]
