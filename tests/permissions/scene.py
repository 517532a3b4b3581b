"""One full house for the sweeps: the real pack, the cast, two rounds, and an example of every address."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker

from daumoi.config.api import api
from daumoi.foundation.principal import acting
from daumoi.organisations.models import Appointment, OrganisationState
from daumoi.surveys import actions
from daumoi.surveys.models import Reply, ReplyFile, Round
from daumoi.surveys.tests.factories import AT, fill, make_round, reply_of, signed_pdf
from tests.cast import Cast, make_cast
from tests.database import cloned_database
from tests.permissions.papers import make_papers
from tests.permissions.plans import make_plans

TABLE = Path(__file__).with_name("addresses.yaml")
PEOPLE = (
    "anonymous",
    "outsider",
    "unit_officer",
    "officer",
    "head",
    "leader",
    "inspector",
    "officer_b",
    "coordinator",
)
"""The columns of the table. `officer_b` belongs to another body than everything the examples are about."""

METHODS = {"get", "post", "put", "patch", "delete"}


@dataclass(frozen=True)
class Row:
    """What the committed table promises about one address: a code per person for reading and for writing.

    A code of 0 means: this person may write here, so the sweep leaves the address alone.
    """

    name: str
    get: tuple[int, ...]
    post: tuple[int, ...] = ()


@dataclass(frozen=True)
class Scene:
    """The house as it stands, with one browser per person."""

    cast: Cast
    round: Round
    reply: Reply
    examples: Mapping[str, str]
    clients: Mapping[str, Client]

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Address of every page, file and API operation that has examples of its arguments, by name."""
        found = {}
        for name, wanted in addresses().items():
            known = self._known(name)
            if known.keys() >= set(wanted):
                found[name] = reverse(name, kwargs={one: known[one] for one in wanted}) + known["?"]
        for name, path in operations().items():
            known = self._known(name)
            found[name] = path.format(**known) + known["?"]
        return found

    def form(self, name: str) -> dict[str, str]:
        """What a page's form is sent in the sweep, mostly nothing."""
        return dict(_document()["examples"].get(name, {}).get("form", {}))

    def body(self, name: str) -> str:
        """An example of what an API operation is sent."""
        return str(self._known(name).get("body", "{}"))

    def _known(self, name: str) -> dict[str, str]:
        """Examples of arguments: the address's own before its room's before the house's."""
        examples = _document()["examples"]
        room = name.split("/")[3] if "/" in name else name.split(":")[0]
        known = {**examples["house"], **examples.get(room, {}), **examples.get(name, {})}
        known["?"] = f"?{known['query']}" if "query" in known else ""
        texts = {one: text for one, text in known.items() if isinstance(text, str)}
        return {one: self.examples[text[1:]] if text.startswith("@") else text for one, text in texts.items()}


@cache
def addresses() -> dict[str, list[str]]:
    """Every named address of the product outside the API's operations, with its arguments."""
    return {
        name: converters
        for name, converters in _walk(get_resolver().url_patterns)
        if not name.startswith("api-1:")
        or name in ("api-1:openapi-json", "api-1:openapi-view", "api-1:api-root")
    }


@cache
def operations() -> dict[str, str]:
    """Every operation of the OpenAPI description: “GET /api/v1/…” with its path."""
    paths: dict[str, dict[str, Any]] = api.get_openapi_schema()["paths"]
    return {
        f"{method.upper()} {path}": path
        for path, item in paths.items()
        for method in item
        if method in METHODS
    }


def table() -> dict[str, Row]:
    """The committed table of promises."""
    document = _document()
    assert tuple(document["people"]) == PEOPLE, "cột của bảng khác với vai"
    rows = {}
    for name, written in {**document["pages"], **document["operations"]}.items():
        said = {"get": written} if isinstance(written, list) else dict(written)
        rows[name] = Row(name, tuple(said.get("get", ())), tuple(said.get("post", ())))
        assert all(len(codes) in (0, len(PEOPLE)) for codes in (rows[name].get, rows[name].post)), name
    return rows


@cache
def _document() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return document


def _walk(patterns: list[Any], namespace: str = "") -> Iterator[tuple[str, list[str]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"địa chỉ {pattern.pattern} chưa có tên"
            yield f"{namespace}{pattern.name}", list(pattern.pattern.converters)


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """The house, built once for all tests of a file, in a database of its own."""
    with cloned_database(django_db_blocker):
        with transaction.atomic():
            made = furnished(make_cast())
        yield made


@pytest.fixture
def scene(standing: Scene, db: None) -> Scene:
    """The house; what a test does to it is undone."""
    return standing


def furnished(cast: Cast) -> Scene:
    """Body A's reply to the first round is signed and sent, that to the second is printed and still open."""
    sent, open_ = make_round(cast, code="dot-1"), make_round(cast, code="dot-2")
    reply = _signed(cast, sent)
    officer, coordinator = cast.principal(cast.officer), cast.principal(cast.coordinator)
    with acting(officer):
        actions.send_reply(by=officer, reply=reply, at=AT)
        letter = ReplyFile.objects.get(reply=reply)
    printed = _signed(cast, open_)
    with acting(officer):
        open_letter = ReplyFile.objects.get(reply=printed)
    with acting(coordinator):
        missing = Reply.objects.get(round=sent, owner=cast.body_b)
        reminder = actions.draft_reminder(by=coordinator, reply=missing, today=AT.date())
        examples = {
            "state_id": str(OrganisationState.objects.get(organisation=cast.unit_a).pk),
            "appointment_id": str(Appointment.objects.get(person=cast.unit_officer).pk),
            "letter": str(letter.pk),
            "open_letter": str(open_letter.pk),
            "reminder": str(reminder.pk),
        }
    examples |= make_papers(cast)
    examples |= make_plans(cast)
    clients = {name: cast.client(getattr(cast, name)) for name in PEOPLE if name != "anonymous"}
    for client in clients.values():
        client.raise_request_exception = False  # a broken page is a code of the sweep, not its end
    return Scene(cast, sent, reply, examples, {"anonymous": Client(raise_request_exception=False), **clients})


def _signed(cast: Cast, round_: Round) -> Reply:
    """Body A's reply, filled, printed and with the signed letter attached."""
    reply, officer = reply_of(cast, round_), cast.principal(cast.officer)
    with acting(officer):
        fill(by=officer, reply=reply)
        code = actions.prepare_annex(by=officer, reply=reply, at=AT)
        actions.attach_signed_letter(
            by=officer,
            reply=reply,
            name="cv-88.pdf",
            content=signed_pdf(code),
            number="88/BA-CNTT",
            letter_date=AT.date(),
            signer="Trần Ký",
            typed_code="",
            at=AT,
        )
    return reply
