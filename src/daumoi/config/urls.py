"""Every address of the product, room by room. Addresses are Vietnamese without marks; names are English."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from daumoi.config.api import api

ROOMS = (
    ("", "daumoi.overview.urls"),
    ("khao-sat/", "daumoi.surveys.urls"),
    ("so-lieu/", "daumoi.facts.urls"),
    ("nhiem-vu/", "daumoi.mandates.urls"),
    ("viec/", "daumoi.inbox.urls"),
    ("to-chuc/", "daumoi.organisations.urls"),
    ("can-cu/", "daumoi.law.urls"),
    ("tai-khoan/", "daumoi.accounts.urls"),
    ("nhat-ky/", "daumoi.history.urls"),
    ("", "daumoi.ui.urls"),
)

urlpatterns: list[URLPattern | URLResolver] = [
    *(path(prefix, include(module)) for prefix, module in ROOMS if find_spec(module)),
    path("ngon-ngu/", set_language, name="set_language"),
    path("api/v1/", api.urls),
]
handler404 = "daumoi.config.middleware.unknown_address"
