"""Prepares server-made SVG for standing inside a page.

A drawing comes from our own renderer, yet it carries texts from data and is parsed by the browser as part
of the page. So it is read as XML and written again with drawing elements only: no scripts, no style
attributes (the content policy forbids them), no addresses. Names inside are made unique, since two charts
on one page would otherwise share clip paths.
"""

import hashlib
import re
from functools import lru_cache
from xml.etree.ElementTree import Element, register_namespace, tostring

from defusedxml.ElementTree import ParseError, fromstring
from django.utils.safestring import SafeString, mark_safe

SVG = "http://www.w3.org/2000/svg"
_ELEMENT = re.compile(
    r"svg|g|path|rect|line|circle|ellipse|polyline|polygon|text|tspan|defs|clipPath|linearGradient|"
    r"radialGradient|stop|pattern|mask|marker|symbol|title|desc"
)
_SPOKEN = frozenset({"role", "aria-label", "aria-roledescription", "aria-hidden", "aria-labelledby"})
_REFERENCE = re.compile(r"url\(['\"]?#([\w.-]+)['\"]?\)")

register_namespace("", SVG)


@lru_cache(maxsize=256)
def inline_svg(source: str) -> SafeString:
    """The drawing as markup for a page, silent for screen readers (the figure around it speaks).

    Raises ValueError when the text is not one SVG document.
    """
    try:
        root = fromstring(source)
    except ParseError as error:
        raise ValueError(f"not an SVG document: {error}") from error
    if root.tag != f"{{{SVG}}}svg":
        raise ValueError(f"not an SVG document: root element {root.tag}")
    prefix = "d" + hashlib.sha256(source.encode()).hexdigest()[:8] + "-"
    _clean(root, prefix)
    _make_fluid(root)
    return mark_safe(tostring(root, encoding="unicode"))  # noqa: S308 - every element and attribute was checked


def _clean(element: Element, prefix: str) -> None:
    for name, value in list(element.attrib.items()):
        kept = _kept_value(name, value, prefix)
        if kept is None:
            del element.attrib[name]
        else:
            element.set(name, kept)
    for child in list(element):
        if isinstance(child.tag, str) and _ELEMENT.fullmatch(child.tag.removeprefix(f"{{{SVG}}}")):
            _clean(child, prefix)
        else:
            element.remove(child)


def _kept_value(name: str, value: str, prefix: str) -> str | None:
    """The value an attribute may keep, None when it must go."""
    if name.startswith(("on", "{")) or name in _SPOKEN or name in {"style", "href", "class", "tabindex"}:
        return None
    if name == "id":
        return prefix + value
    if "url(" in value:
        reference = _REFERENCE.fullmatch(value)
        return f"url(#{prefix}{reference.group(1)})" if reference else None
    return value


def _make_fluid(root: Element) -> None:
    """Let the drawing shrink with its column: keep the proportions, drop the fixed height."""
    width, height = root.get("width"), root.get("height")
    if root.get("viewBox") is None and width and height:
        root.set("viewBox", f"0 0 {width} {height}")
    root.attrib.pop("height", None)
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
