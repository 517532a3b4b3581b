"""The page of the programming interface: every operation, nothing foreign, examples that can be copied."""

import re

from django.test import Client
from django.urls import reverse
from ninja import Schema

from daumoi.config.api import api
from tests.cast import Cast

PLACE = "/api/v1/docs"


def test_a_visitor_is_asked_to_sign_in(cast: Cast) -> None:
    answer = Client().get(PLACE)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))


def test_every_operation_stands_on_the_page_with_an_example(cast: Cast) -> None:
    page = cast.client(cast.officer).get(PLACE).content.decode()
    paths = api.get_openapi_schema()["paths"]
    operations = [(method.upper(), path) for path, item in paths.items() for method in item]
    assert page.count('<details class="dm-card"') == len(operations) > 15
    for _method, path in operations:
        assert f"<code>{path}</code>" in page
    assert page.count("Authorization: Bearer") == len(operations)
    assert "/api/v1/openapi.json" in page
    assert "&quot;variable&quot;: &quot;…&quot;" in page


def test_nothing_on_the_page_comes_from_elsewhere(cast: Cast) -> None:
    page = cast.client(cast.officer).get(PLACE).content.decode()
    assert "swagger" not in page.casefold()
    loaded = re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="([^"]+)"', page)
    assert loaded
    assert all(address.startswith(("/", "data:")) for address in loaded)


def test_required_parameters_are_in_the_example(cast: Cast) -> None:
    page = cast.client(cast.officer).get(PLACE).content.decode()
    assert "/api/v1/law/in-force?subject=SUBJECT" in page


def test_no_two_descriptions_of_the_interface_share_a_name() -> None:
    """The description knows each shape by its name alone: of two with one name, a reader would be told the wrong one."""
    places: dict[str, set[str]] = {}
    waiting = list(Schema.__subclasses__())
    while waiting:
        shape = waiting.pop()
        waiting += shape.__subclasses__()
        if shape.__module__.startswith("daumoi."):
            places.setdefault(shape.__name__, set()).add(shape.__module__)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
