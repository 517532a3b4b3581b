"""Sentences whose figures are links into their rows."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def figure(text: str, url: str, kept: str, css: str = "") -> SafeString:
    """Words that lead into their rows; `kept` is what the reader chose (day, real or simulated)."""
    place, _mark, anchor = url.partition("#")
    if kept:
        place = f"{place}{'&' if '?' in place else '?'}{kept}"
    target = f"{place}#{anchor}" if anchor else place
    return format_html('<a class="dm-figure {}" href="{}">{}</a>', css, target, text)


def joined(parts: list[SafeString]) -> SafeString:
    """The parts as one sentence."""
    return format_html("{}.", format_html_join("; ", "{}", ((part,) for part in parts)))
