"""A small exchange on the loopback: it keeps what is posted, serves what waits, and fails when told to."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass
class Exchange:
    """What the server holds; `failures` are answered first, one by one, before it works again."""

    posted: dict[str, bytes] = field(default_factory=dict)
    waiting: dict[str, bytes] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    failures: list[int] = field(default_factory=list)
    requests: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    listing: Any = None
    cut_short: bool = False
    redirect: str = ""
    address: str = ""


class _Handler(BaseHTTPRequestHandler):
    exchange: Exchange

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test output quiet."""

    def answer(self, code: int, body: bytes = b"{}", **headers: str) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.exchange.cut_short and len(body) > 200:
            self.wfile.write(body[:200])
            self.close_connection = True
            return
        self.wfile.write(body)

    def arrives(self) -> bytes | None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.exchange.requests.append((self.command, self.path))
        self.exchange.headers.append(dict(self.headers.items()))
        if self.exchange.redirect:
            self.answer(302, Location=self.exchange.redirect)
            return None
        if self.exchange.failures:
            self.answer(self.exchange.failures.pop(0))
            return None
        return body

    def do_POST(self) -> None:
        body = self.arrives()
        if body is None:
            return
        if self.path.endswith("/refusal"):
            token = self.path.split("/")[-2]
            self.exchange.refused[token] = body.decode()
            self.exchange.waiting.pop(token, None)
            self.answer(200)
            return
        key = self.headers["Idempotency-Key"]
        known = self.exchange.posted.get(key)
        if known is not None and known != body:
            self.answer(409)
            return
        self.exchange.posted[key] = body
        self.answer(200 if known else 201, json.dumps({"reference": f"ref-{key[:6]}"}).encode())

    def do_GET(self) -> None:
        if self.arrives() is None:
            return
        token = self.path.rsplit("/", 1)[1]
        if token != "messages":
            self.answer(200, self.exchange.waiting[token])
            return
        listing = self.exchange.listing
        if listing is None:
            waiting = self.exchange.waiting.items()
            listing = {"messages": [{"token": name, "length": len(body)} for name, body in waiting]}
        self.answer(200, json.dumps(listing).encode())

    def do_DELETE(self) -> None:
        if self.arrives() is None:
            return
        self.exchange.waiting.pop(self.path.rsplit("/", 1)[1], None)
        self.answer(200)


@contextmanager
def running_exchange() -> Iterator[Exchange]:
    """A running server on a free port of the loopback."""
    exchange = Exchange()
    handler = type("Handler", (_Handler,), {"exchange": exchange})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        exchange.address = f"http://127.0.0.1:{server.server_port}/api"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield exchange
        finally:
            server.shutdown()
            thread.join()
