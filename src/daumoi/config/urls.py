"""Every address of the product, room by room. Addresses are Vietnamese without marks; names are English."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language

from daumoi.config.api import api

ROOMS = (
    ("", "daumoi.overview.urls"),
    ("khao-sat/", "daumoi.surveys.urls"),
    ("van-ban/", "daumoi.documents.urls"),
    ("hoi-dong/", "daumoi.council.urls"),
    ("de-an/", "daumoi.scheme.urls"),
    ("chi-so/", "daumoi.indices.urls"),
    ("nhiem-vu/", "daumoi.mandates.urls"),
    ("to-chuc/", "daumoi.organisations.urls"),
    ("can-cu/", "daumoi.law.urls"),
    ("tai-khoan/", "daumoi.accounts.urls"),
    ("nhat-ky/", "daumoi.history.urls"),
    ("", "daumoi.ui.urls"),
)

urlpatterns: list[URLPattern | URLResolver] = [
    *(path(prefix, include(module)) for prefix, module in ROOMS),
    path("nguon/", RedirectView.as_view(pattern_name="law:sources", query_string=True), name="sources"),
    path("ngon-ngu/", set_language, name="set_language"),
    path("api/v1/", api.urls),
]
handler404 = "daumoi.config.middleware.unknown_address"
