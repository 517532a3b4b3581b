"""The square code that opens the page where a paper can be checked."""

from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import segno

from daumoi.documents.errors import RenderingError


def verification_mark(url: str) -> dict[str, Any]:
    """The code of the address as SVG, with the address.

    :raises RenderingError: the address is no ordinary web address, or longer than a code can hold.
    """
    return {"url": url, "svg": _drawn(url, kind="svg").decode("utf-8")}


def verification_png(url: str) -> bytes:
    """The same code as a PNG picture, for Word; errors as in :func:`verification_mark`."""
    return _drawn(url, kind="png")


def _drawn(url: str, *, kind: str) -> bytes:
    if urlsplit(url).scheme not in ("http", "https") or not url.isascii():
        message = f"Địa chỉ kiểm tra «{url}» không dùng được cho mã QR."
        raise RenderingError("documents.verify_url", message, remedy="Dùng địa chỉ bắt đầu bằng https://.")
    try:
        code = segno.make(url, error="m", micro=False, boost_error=False)
    except segno.DataOverflowError as error:
        message = f"Địa chỉ kiểm tra dài {len(url)} ký tự, quá sức chứa của mã QR."
        raise RenderingError("documents.verify_url", message, remedy="Dùng địa chỉ ngắn hơn.") from error
    drawn = BytesIO()
    options: dict[str, Any] = {"xmldecl": False} if kind == "svg" else {}
    code.save(drawn, kind=kind, scale=8, border=2, **options)
    return drawn.getvalue()
