"""What the tests read out of a PDF."""

import re
from io import BytesIO
from typing import Any

from pypdf import PdfReader


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def pages(pdf: bytes) -> list[str]:
    """The text of each page, without the invisible places to break."""
    return [page.extract_text().replace("\u200b", "") for page in reader(pdf).pages]


def flat(text: str) -> str:
    """The text with every run of white space as one space, so that line ends do not matter."""
    return " ".join(text.split())


def page_number(text: str) -> str | None:
    """The number that stands alone on a line in the head of the page, if there is one."""
    found = re.search(r"(?m)^\s*(\d{1,3})\s*$", "\n".join(text.splitlines()[:3]))
    return found[1] if found else None


def font_descriptors(pdf: bytes) -> dict[str, Any]:
    """Name of every font on any page → its descriptor."""
    found: dict[str, Any] = {}
    for page in reader(pdf).pages:
        resources: Any = page["/Resources"]
        for reference in resources.get("/Font", {}).values():
            font = reference.get_object()
            descendant = font["/DescendantFonts"][0].get_object()
            found[str(font["/BaseFont"])] = descendant["/FontDescriptor"].get_object()
    return found
