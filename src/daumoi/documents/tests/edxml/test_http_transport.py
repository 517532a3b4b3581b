"""HTTP: delivered once, retried with growing waits, suspicious of addresses, redirects and answers."""

from collections.abc import Iterator

import pytest

from daumoi.documents.edxml.limits import Limits
from daumoi.documents.edxml.read import read_message
from daumoi.documents.edxml.transport import HttpSettings, HttpTransport, Transport, outgoing
from daumoi.documents.edxml.transport.model import Unreachable
from daumoi.documents.tests.edxml.exchange_server import Exchange, running_exchange
from daumoi.documents.tests.edxml.messages import letter, written
from daumoi.foundation.errors import Conflict, Invalid


@pytest.fixture
def exchange() -> Iterator[Exchange]:
    with running_exchange() as running:
        yield running


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def transport(exchange: Exchange, waits: list[float]) -> HttpTransport:
    settings = HttpSettings(address=exchange.address, authorisation="Bearer simulated", timeout=5)
    return HttpTransport(settings=settings, sleep=waits.append)


def test_a_message_is_delivered_with_its_key(exchange: Exchange, transport: HttpTransport) -> None:
    connection: Transport = transport
    message = outgoing(letter())
    receipt = connection.send(message)
    assert (receipt.repeated, receipt.reference) == (False, f"ref-{message.key[:6]}")
    assert exchange.posted == {message.key: written(letter())}
    (headers,) = exchange.headers
    assert headers["Idempotency-Key"] == message.key
    assert headers["Authorization"] == "Bearer simulated"


def test_a_second_delivery_is_recognised(transport: HttpTransport) -> None:
    transport.send(outgoing(letter()))
    assert transport.send(outgoing(letter())).repeated


def test_passing_trouble_is_retried_with_growing_waits(
    exchange: Exchange, transport: HttpTransport, waits: list[float]
) -> None:
    exchange.failures = [503, 500, 429]
    assert not transport.send(outgoing(letter())).repeated
    assert waits == [1.0, 2.0, 4.0]
    assert list(exchange.posted.values()) == [written(letter())]


def test_lasting_trouble_is_reported_after_the_last_attempt(
    exchange: Exchange, transport: HttpTransport, waits: list[float]
) -> None:
    exchange.failures = [503] * 9
    with pytest.raises(Unreachable) as caught:
        transport.send(outgoing(letter()))
    assert "503" in caught.value.message
    assert len(exchange.requests) == 4
    assert waits == [1.0, 2.0, 4.0]


def test_a_refusal_is_not_retried(exchange: Exchange, transport: HttpTransport, waits: list[float]) -> None:
    exchange.failures = [403]
    with pytest.raises(Unreachable):
        transport.send(outgoing(letter()))
    assert waits == []


def test_another_content_under_the_same_key_is_a_conflict(transport: HttpTransport) -> None:
    transport.send(outgoing(letter()))
    with pytest.raises(Conflict):
        transport.send(outgoing(letter(subject="V/v khác")))


def test_what_waits_is_fetched_and_acknowledged(exchange: Exchange, transport: HttpTransport) -> None:
    exchange.waiting = {"m-1": written(letter()), "m-2": b"<bad/>"}
    good, bad = transport.poll()
    with good.open() as body:
        assert read_message(body, declared_length=good.length).sender.organ_id == "000.00.00.A01"
    transport.acknowledge(good)
    with bad.open() as body, pytest.raises(Invalid) as caught:
        read_message(body)
    transport.refuse(bad, reason=str(caught.value))
    assert exchange.waiting == {}
    assert "edXML" in exchange.refused["m-2"]


def test_a_line_that_breaks_is_not_taken_for_a_bad_message(
    exchange: Exchange, transport: HttpTransport
) -> None:
    exchange.waiting = {"m-1": written(letter())}
    (arrived,) = transport.poll()
    exchange.cut_short = True
    with pytest.raises(Unreachable), arrived.open() as body:
        read_message(body)


@pytest.mark.parametrize(
    "listing",
    [[], {"messages": [{"token": "../../admin"}]}, {"messages": ["x"]}, {"messages": [{"token": 5}]}],
)
def test_a_senseless_listing_is_refused(
    exchange: Exchange, transport: HttpTransport, listing: object
) -> None:
    exchange.listing = listing
    with pytest.raises(Invalid) as caught:
        list(transport.poll())
    assert caught.value.code == "documents.edxml.transport.answer"


def test_a_redirect_is_not_followed(exchange: Exchange, transport: HttpTransport) -> None:
    exchange.redirect = "http://127.0.0.1:9/elsewhere"
    with pytest.raises(Unreachable) as caught:
        list(transport.poll())
    assert "302" in caught.value.message
    assert exchange.requests == [("GET", "/api/messages")]


@pytest.mark.parametrize(
    "address",
    [
        "http://example.invalid/api",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "https://",
        "https://a.invalid/?x=1",
    ],
)
def test_an_address_without_tls_is_refused(address: str) -> None:
    with pytest.raises(Invalid) as caught:
        HttpTransport(settings=HttpSettings(address=address), sleep=lambda _wait: None)
    assert caught.value.code == "documents.edxml.transport.address"


def test_a_closed_port_is_reported_after_the_attempts(waits: list[float]) -> None:
    with running_exchange() as gone:
        address = gone.address
    settings = HttpSettings(address=address, attempts=2, first_wait=0.5, timeout=2)
    with pytest.raises(Unreachable):
        HttpTransport(settings=settings, sleep=waits.append).send(outgoing(letter()))
    assert waits == [0.5]


def test_a_message_over_the_limit_is_not_sent(exchange: Exchange) -> None:
    transport = HttpTransport(
        settings=HttpSettings(address=exchange.address),
        sleep=lambda _wait: None,
        limits=Limits(message=100),
    )
    with pytest.raises(Invalid):
        transport.send(outgoing(letter()))
    assert exchange.requests == []
