"""The catalogue shows every component, always marked as simulated, and not to visitors."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import Http404, HttpRequest

from daumoi.ui import samples, views
from daumoi.ui.templatetags import ui as library
from daumoi.ui.tests.conftest import Person, Reader

SHOWN_ELSEWHERE = {"as_of_url", "keep_as_of", "page_with", "remember", "cell_text", "options"}


def test_the_catalogue_uses_every_tag(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    used: set[str] = set()
    for name, compiled in list(library.register.tags.items()):

        def record(parser: Any, token: Any, name: str = name, compiled: Any = compiled) -> Any:
            used.add(name)
            return compiled(parser, token)

        monkeypatch.setitem(library.register.tags, name, record)
    reader.page("ui/catalogue.html", **samples.catalogue())
    assert set(library.register.tags) - SHOWN_ELSEWHERE <= used


def test_the_catalogue_is_marked_as_simulated_in_a_real_installation(reader: Reader) -> None:
    assert 'class="dm-simulated"' in reader.page("ui/catalogue.html", **samples.catalogue())


def test_a_visitor_does_not_see_the_catalogue(
    make_request: Callable[..., HttpRequest], settings: Any
) -> None:
    settings.DEBUG = False
    request = make_request()
    request.principal = Person(is_signed_in=False)  # type: ignore[attr-defined]
    with pytest.raises(Http404):
        views.catalogue(request)
