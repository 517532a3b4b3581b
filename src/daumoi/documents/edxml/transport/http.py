"""Exchange over HTTPS, with the standard library only.

The addresses, all under one base: POST `messages` (header `Idempotency-Key`, answer `{"reference": "…"}`; 200 says
it was known already, 201 that it is new, 409 that the key was used for another content), GET `messages` (answer
`{"messages": [{"token": "…", "length": 123}]}`, oldest first), GET `messages/TOKEN` (the bytes), DELETE
`messages/TOKEN` (acknowledged), POST `messages/TOKEN/refusal` (the reason as plain text).
"""

import json
import re
import ssl
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPException, HTTPResponse
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec
from django.utils.translation import gettext as _

from daumoi.documents.edxml.base64_stream import Readable
from daumoi.documents.edxml.faults import refusal
from daumoi.documents.edxml.limits import Limits
from daumoi.documents.edxml.transport.model import Arrived, Outgoing, Receipt, Unreachable, changed

R = TypeVar("R")
CONFLICT = 409
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,100}")
_LONGEST_ANSWER = 2**20
_TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_SPOOLED = 2**20


class HttpSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Where and how patiently.

    `timeout` and `first_wait` are seconds, the wait doubles at each further attempt; `attempts` counts the first
    one too. `address` is https (http only on the machine itself); `authorisation` is the whole value of that
    header; `authorities` a file of certificate authorities instead of the system's; `proxy` an address or nothing.
    """

    address: str
    authorisation: str = ""
    timeout: float = 30.0
    attempts: int = 4
    first_wait: float = 1.0
    authorities: str = ""
    proxy: str = ""


class HttpTransport:
    """A transport to one address. `sleep` is how the caller waits between attempts."""

    def __init__(
        self, *, settings: HttpSettings, sleep: Callable[[float], None], limits: Limits | None = None
    ) -> None:
        self.settings, self.sleep, self.limits = settings, sleep, limits or Limits()
        self.attempts = max(1, settings.attempts)
        self.base = _checked(settings.address)
        proxies = {"https": settings.proxy, "http": settings.proxy} if settings.proxy else {}
        context = ssl.create_default_context(cafile=settings.authorities or None)
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler(proxies),
            urllib.request.HTTPSHandler(context=context),
            _NoRedirect(),
        )

    def send(self, message: Outgoing) -> Receipt:
        """Deliver the message once; retried while the other end is away. Raises Conflict, Invalid, Unreachable."""
        with tempfile.SpooledTemporaryFile(max_size=_SPOOLED) as body:
            message.write(body)
            length = body.tell()
            if length > self.limits.message:
                raise refusal("size", _("Thông điệp quá lớn."), remedy=_("Bỏ bớt tệp đính kèm rồi gửi lại."))

            def once() -> Receipt:
                body.seek(0)
                headers = {
                    "Content-Type": "application/xml; charset=utf-8",
                    "Content-Length": str(length),
                    "Idempotency-Key": message.key,
                }
                with self._ask("POST", "messages", data=body, headers=headers) as answer:
                    reference = str(_fields(answer).get("reference", ""))[:200]
                    return Receipt(key=message.key, reference=reference, repeated=answer.status == 200)

            return self._patiently(once, key=message.key)

    def poll(self) -> Iterator[Arrived]:
        """What waits at the other end, oldest first. Raises Invalid, Unreachable."""

        def once() -> Any:
            with self._ask("GET", "messages") as answer:
                return _fields(answer).get("messages")

        waiting = self._patiently(once)
        for one in waiting if isinstance(waiting, list) else []:
            token, length = (one.get("token"), one.get("length")) if isinstance(one, dict) else (None, None)
            if not isinstance(token, str) or not _TOKEN.fullmatch(token):
                raise _senseless()
            known = length if isinstance(length, int) else None
            yield Arrived(token=token, length=known, open=partial(self._open, token))

    def acknowledge(self, arrived: Arrived) -> None:
        """Tell the other end that the message is stored here."""
        self._patiently(partial(self._tell, "DELETE", f"messages/{arrived.token}", None))

    def refuse(self, arrived: Arrived, *, reason: str) -> None:
        """Tell the other end that the message cannot be taken, and why."""
        words = reason.encode()[:4000]
        self._patiently(partial(self._tell, "POST", f"messages/{arrived.token}/refusal", words))

    def _tell(self, method: str, path: str, data: bytes | None) -> None:
        with self._ask(method, path, data=data, headers={"Content-Type": "text/plain; charset=utf-8"}):
            return

    @contextmanager
    def _open(self, token: str) -> Iterator[Readable]:
        with self._patiently(partial(self._ask, "GET", f"messages/{token}")) as answer:
            yield _Whole(answer)

    def _ask(
        self, method: str, path: str, *, data: Any = None, headers: dict[str, str] | None = None
    ) -> HTTPResponse:
        request = urllib.request.Request(  # noqa: S310 – the scheme is checked when the transport is made
            f"{self.base}/{path}", data=data, method=method, headers=headers or {}
        )
        if self.settings.authorisation:
            request.add_unredirected_header("Authorization", self.settings.authorisation)
        answer: HTTPResponse = self.opener.open(request, timeout=self.settings.timeout)
        return answer

    def _patiently(self, once: Callable[[], R], *, key: str = "") -> R:
        """The result of `once`, tried again after growing waits while the trouble is of the passing kind."""
        wait = self.settings.first_wait
        for attempt in range(1, self.attempts + 1):
            try:
                return once()
            except urllib.error.HTTPError as error:
                with error:
                    if error.code == CONFLICT and key:
                        raise changed(key) from error
                if error.code not in _TRY_AGAIN or attempt == self.attempts:
                    raise _unreachable(error) from error
            except (urllib.error.URLError, HTTPException, OSError) as error:
                if _is_certificate_trouble(error) or attempt == self.attempts:
                    raise _unreachable(error) from error
            self.sleep(wait)
            wait *= 2
        raise AssertionError("unreachable: the last attempt returns or raises")


class _Whole:
    """The body of an answer; an answer that breaks off is trouble of the line, not a bad message."""

    def __init__(self, answer: HTTPResponse) -> None:
        self.answer = answer
        announced = answer.headers.get("Content-Length", "")
        self.left = int(announced) if announced.isdigit() else 0

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes. Raises Unreachable when the connection ends too early."""
        try:
            piece = self.answer.read(size)
        except (HTTPException, OSError) as error:
            raise _unreachable(error) from error
        self.left -= len(piece)
        if size and not piece and self.left > 0:
            raise _unreachable(ConnectionError())
        return piece


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """An exchange does not move without its operator saying so: a redirect is an error."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


def _is_certificate_trouble(error: Exception) -> bool:
    return isinstance(getattr(error, "reason", error), ssl.SSLCertVerificationError)


def _checked(address: str) -> str:
    parts = urlsplit(address)
    local = parts.scheme == "http" and parts.hostname in _LOOPBACK
    if not parts.hostname or not (parts.scheme == "https" or local) or parts.query or parts.fragment:
        raise refusal(
            "transport.address",
            _("Địa chỉ trục liên thông phải bắt đầu bằng https://."),
            remedy=_("Sửa địa chỉ trong cấu hình kết nối."),
        )
    return address.rstrip("/")


def _fields(answer: HTTPResponse) -> dict[str, Any]:
    raw = answer.read(_LONGEST_ANSWER + 1)
    try:
        found = json.loads(raw) if len(raw) <= _LONGEST_ANSWER else None
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise _senseless()
    return found


def _senseless() -> Exception:
    return refusal(
        "transport.answer",
        _("Trục liên thông trả lời sai dạng."),
        remedy=_("Báo đơn vị vận hành kết nối kiểm tra."),
    )


def _unreachable(error: Exception) -> Unreachable:
    code = getattr(error, "code", None)
    return Unreachable(
        "documents.edxml.transport.unreachable",
        _("Trục liên thông trả mã %(code)d.") % {"code": code}
        if code
        else _("Không kết nối được trục liên thông."),
        remedy=_("Thông điệp vẫn còn nguyên; thử lại sau hoặc báo đơn vị vận hành kết nối."),
    )
