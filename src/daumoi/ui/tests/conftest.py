"""A page is rendered here as the product does it, apart from the settings of any one installation."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory
from django.utils import translation

from daumoi.foundation import clock
from daumoi.ui import ports

TODAY = date(2026, 11, 22)


@dataclass
class Person:
    """What the shell reads of a principal."""

    is_signed_in: bool = True
    name: str = "Nguyễn Thị Mô Phỏng"
    title: str = "Chuyên viên, Bộ A"


@dataclass
class Installation:
    """What the shell reads of an installation."""

    name: str = "Đầu Mối"
    subtitle: str = "Điều hành các đơn vị chuyên trách"
    is_simulated: bool = False


@dataclass
class Reader:
    """Renders templates for one request."""

    engine: DjangoTemplates
    request: HttpRequest = field(default_factory=HttpRequest)

    def page(self, template: str, **context: Any) -> str:
        """A whole page from its template."""
        return str(self.engine.get_template(template).render(context, self.request))

    def piece(self, source: str, **context: Any) -> str:
        """A piece of template with the tag library loaded."""
        return str(self.engine.from_string("{% load ui %}" + source).render(context, self.request))


@pytest.fixture(autouse=True)
def _plain_settings(settings: Any) -> None:
    settings.ROOT_URLCONF = "daumoi.ui.tests.urls"
    settings.STATIC_URL = "/static/"
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def _vietnamese_today() -> Iterator[None]:
    with translation.override("vi"), clock.frozen(TODAY):
        yield


@pytest.fixture(autouse=True)
def _unbound_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test binds the ports it needs; what the program bound at its start comes back afterwards."""
    monkeypatch.setattr(ports, "_navigation", None)
    monkeypatch.setattr(ports, "_milestones", None)


@pytest.fixture
def make_request() -> Callable[..., HttpRequest]:
    """A request as the middleware hands it on."""

    def make(path: str = "/khao-sat/", *, as_of: date = TODAY, **installation: Any) -> HttpRequest:
        request = RequestFactory().get(path)
        request.principal = Person()  # type: ignore[attr-defined]
        request.as_of = as_of  # type: ignore[attr-defined]
        request.as_of_is_today = as_of == TODAY  # type: ignore[attr-defined]
        request.installation = Installation(**installation)  # type: ignore[attr-defined]
        return request

    return make


@pytest.fixture
def engine() -> DjangoTemplates:
    """The template engine with the processors the shell needs."""
    return DjangoTemplates(
        {
            "NAME": "shell",
            "DIRS": [],
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "daumoi.ui.context.shell",
                ],
                "libraries": {},
            },
        }
    )


@pytest.fixture
def reader(engine: DjangoTemplates, make_request: Callable[..., HttpRequest]) -> Reader:
    """A reader of today's pages."""
    return Reader(engine, make_request())
