"""A state of this room in words, with the colour and sign that the room's vocabulary gives it."""

from django import template
from django.utils.safestring import SafeString

from daumoi.indices.presenters import words
from daumoi.ui import signs

register = template.Library()

_TONES: dict[str, dict[str, str]] = {
    "edition": words.EDITION_TONES,
    "sheet": words.SHEET_TONES,
    "appeal": words.APPEAL_TONES,
}


@register.simple_tag
def told(kind: str, code: str, label: str) -> SafeString:
    """`label` with the tone that `code` has in the vocabulary `kind`."""
    return signs.state(str(label), _TONES[kind][code])
