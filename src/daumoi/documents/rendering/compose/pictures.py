"""Pictures and addresses from outside: only what a paper may hold."""

import base64
import struct
from urllib.parse import urlsplit

from daumoi.documents.errors import RenderingError

_PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
_SAFE_SCHEMES = frozenset({"http", "https", "mailto"})


def safe_url(url: str) -> str:
    """The address when a reader may follow it, else nothing."""
    return url if urlsplit(url).scheme.lower() in _SAFE_SCHEMES else ""


def png_as_svg(png: bytes) -> str:
    """The picture inside an SVG frame: the typesetter takes it from the data, so no file is written."""
    if not png.startswith(_PNG_MAGIC) or len(png) < 24:
        message = "Hình không phải là tệp PNG hợp lệ."
        raise RenderingError("documents.picture", message, remedy="Dùng hình SVG hoặc PNG.")
    width, height = struct.unpack(">II", png[16:24])
    data = base64.b64encode(png).decode("ascii")
    size = f'width="{width}" height="{height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {size}>'
        f'<image {size} href="data:image/png;base64,{data}"/></svg>'
    )
