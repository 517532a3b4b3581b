"""One walk through the house: every person asks every address, and what the answers cost is written down."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest import mock
from zlib import crc32

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test.utils import CaptureQueriesContext, override_settings

from daumoi.config import middleware
from tests.budgets.counting import MEMORY, asked_of
from tests.permissions.scene import PEOPLE, Row, Scene, table

OPENED = 200
_CLASS = re.compile(r' class="([^"]*)"')
READERS = ("coordinator", "officer", "head", "leader", "anonymous")
"""For whom the statements of an answer are counted: the first of them to whom the table opens the address."""


@dataclass(frozen=True)
class Walk:
    """Codes by address and person; statements by address; the classes of style that any page names."""

    codes: dict[tuple[str, str], int] = field(default_factory=dict)
    statements: dict[str, int] = field(default_factory=dict)
    classes: set[str] = field(default_factory=set)


@contextmanager
def plain_refusals() -> Iterator[None]:
    """The page that says a refusal is the same at every address; thousands of times only its code is looked at."""

    def render(request: HttpRequest, template: str, context: object, *, status: int) -> HttpResponse:
        return HttpResponse(status=status)

    with mock.patch.object(middleware, "render", render):
        yield


def walked(scene: Scene) -> Walk:
    """Everybody's visits. An answer is counted when it was given before, and what stays in memory is there."""
    walk = Walk()
    with plain_refusals(), override_settings(CACHES=MEMORY):
        for name, row in table().items():
            place, reader = scene.places[name], _reader(row)
            for person in _visitors(row, reader):
                walk.codes[name, person] = scene.clients[person].get(place).status_code
            if reader:
                with CaptureQueriesContext(connection) as asked:
                    answer = scene.clients[reader].get(place)
                walk.codes[name, reader] = answer.status_code
                walk.statements[name] = asked_of(asked)
                walk.classes.update(_classes(answer))
    return walk


def _classes(answer: HttpResponseBase) -> Iterator[str]:
    if isinstance(answer, HttpResponse) and answer.get("Content-Type", "").startswith("text/html"):
        for names in _CLASS.findall(answer.content.decode()):
            yield from names.split()


def _reader(row: Row) -> str:
    return next((one for one in READERS if one in _opened(row)), "")


def _visitors(row: Row, reader: str) -> Iterator[str]:
    """Who asks an address before its reader.

    A page that opens is dear to make. Opened to many, it is asked by the first and the last of them, whose rights lie
    furthest apart, and by one between whose turn it is; opened to the reader alone, by the reader.
    """
    opened = _opened(row)
    between = opened[1:-1]
    turn = between[crc32(row.name.encode()) % max(len(between), 1) :][:1]
    chosen = {*opened[:1], *turn, *opened[-1:]}
    before = chosen - {reader} or chosen
    yield from (
        person
        for person, wanted in zip(PEOPLE, row.get, strict=False)
        if person in before or wanted != OPENED
    )


def _opened(row: Row) -> list[str]:
    return [person for person, wanted in zip(PEOPLE, row.get, strict=False) if wanted == OPENED]
