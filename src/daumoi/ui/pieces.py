"""Pieces of the frame that are the same on every page of a language: rendered once, kept as text.

Such a piece is rendered without request and person. It knows its language and the plain values it is named with,
and nothing else, so that what is kept can never show one reader's data to another.
"""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language


def fixed(template: str, values: tuple[object, ...] = ()) -> SafeString:
    """The piece in the language of the page; the template reads `values`, which are part of what it is kept by."""
    return _fixed(template, values, get_language() or "")


@lru_cache(maxsize=128)
def _fixed(template: str, values: tuple[object, ...], language: str) -> SafeString:
    """`language` is part of the key: the words are translated once per language."""
    return render_to_string(template, {"values": values, "language": language})


def forget() -> None:
    """Drop what is kept, when the address of the static files or the words change."""
    _fixed.cache_clear()
