"""Addresses for the tests of the shell."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def nothing(request: HttpRequest, **_parts: str) -> HttpResponse:
    """A page without content."""
    return HttpResponse()


urlpatterns = [
    path("", include("daumoi.ui.urls")),
    path("to-chuc/<slug:code>/", nothing, name="body"),
    path("dang-nhap/", nothing, name="account_login"),
    path("dang-xuat/", nothing, name="account_logout"),
    path("ngon-ngu/", nothing, name="set_language"),
]
