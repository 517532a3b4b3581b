from django.urls import URLPattern, URLResolver, include, path

from daumoi.overview import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("tim-kiem/", views.search, name="search"),
    path("bao-cao/", include("daumoi.overview.status_report_urls")),
    path("bao-cao/khao-sat/", include("daumoi.overview.national_report_urls")),
]
