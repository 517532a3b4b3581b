"""The typesetter: a fixed template, one JSON value, typefaces of our own, a fixed moment → the same bytes.

Templates are constant files of this package. What users wrote reaches them only as data inside one JSON
value, never as template source, so that "#", "*", "$" or a backslash in a reply stays a character.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

import msgspec
import typst

from daumoi.documents.errors import RenderingError
from daumoi.documents.fonts import STYLES
from daumoi.documents.rendering.text import clean_tree

TEMPLATES = Path(__file__).resolve().parent.parent / "typst"
#: Archival with full structure (PDF/A-2a) and accessible (PDF/UA-1) at once.
STANDARDS: Final[tuple[Literal["a-2a"], Literal["ua-1"]]] = ("a-2a", "ua-1")


def render_pdf(*, template: str, data: Mapping[str, Any], at: datetime, fonts: Path) -> bytes:
    """Typeset ``template`` (a file name in the template folder) with ``data``.

    :param data: plain JSON values; texts are cleaned of what no typeface can draw.
    :param at: the moment written into the file; it must know its time zone.
    :param fonts: a folder filled by :func:`daumoi.documents.fonts.build_fonts`.
    :raises RenderingError: the template is unknown or cannot be typeset with these data.
    :raises FontError: the typefaces were not built.
    """
    return Press(template=template, fonts=fonts).pdf(data, at=at)


class Press:
    """A typesetter with one template and our typefaces, for one paper after another.

    :raises RenderingError: the template is unknown.
    :raises FontError: the typefaces were not built.
    """

    def __init__(self, *, template: str, fonts: Path) -> None:
        self._template = template
        self._fonts = fonts
        self._source = _template(template)
        self._compiler = typst.Compiler(self._source, root=str(TEMPLATES), font_paths=_typefaces(fonts))

    def pdf(self, data: Mapping[str, Any], *, at: datetime) -> bytes:
        """The next paper; parameters and errors as in :func:`render_pdf`."""
        if at.tzinfo is None:
            raise ValueError("the moment of a document needs a time zone")
        value = msgspec.json.encode(clean_tree(dict(data), fonts=self._fonts)).decode("utf-8")
        try:
            pdf = self._compiler.compile(
                self._source,  # Named each time: the compiler forgets a source that is no file.
                format="pdf",
                sys_inputs={"data": value},
                pdf_standards=list(STANDARDS),
                timestamp=at.astimezone(UTC).replace(microsecond=0),
            )
        except typst.TypstError as error:
            message = f"Không dàn trang được mẫu «{self._template}»: {error.message}"
            remedy = "Hãy gửi thông báo này kèm mã văn bản cho người quản trị."
            raise RenderingError("documents.typesetting", message, remedy=remedy) from error
        if not isinstance(pdf, bytes):
            raise RenderingError("documents.typesetting", f"Mẫu «{self._template}» không cho ra tệp PDF.")
        return pdf


@lru_cache(maxsize=16)
def _template(name: str) -> bytes:
    path = TEMPLATES / name
    if path.parent != TEMPLATES or not path.is_file():
        raise RenderingError("documents.template", f"Không có mẫu trình bày «{name}».")
    return path.read_bytes()


@lru_cache(maxsize=4)
def _typefaces(fonts: Path) -> typst.Fonts:
    """Our styles, plus the typesetter's own faces for signs; never the machine's."""
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(fonts)])
    present = {(font.family, font.weight, font.style == "italic") for font in found.fonts()}
    missing = [f"{s.family} {s.style_name}" for s in STYLES if (s.family, s.weight, s.italic) not in present]
    if missing:
        message = f"Thư mục phông chữ {fonts} thiếu: {', '.join(missing)}."
        raise RenderingError("documents.fonts", message, remedy="Hãy chạy «./dev setup».")
    return found
