"""Addresses of the national report of a round."""

from django.urls import URLPattern, path

from daumoi.overview import national_report_views as views

urlpatterns: list[URLPattern] = [
    path("<str:code>/", views.national_report, name="national_report"),
    path("<str:code>/bao-cao.pdf", views.national_report_pdf, name="national_report_pdf"),
    path("<str:code>/phu-luc.xlsx", views.national_report_workbook, name="national_report_workbook"),
]
