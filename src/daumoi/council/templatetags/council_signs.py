"""A state of this room in words, with the colour and sign that the room's vocabulary gives it."""

from django import template
from django.utils.safestring import SafeString

from daumoi.council.presenters import words
from daumoi.ui import signs

register = template.Library()

_TONES: dict[str, dict[str, str]] = {
    "matter": words.MATTER_TONES,
    "session": words.SESSION_TONES,
    "verdict": words.VERDICT_TONES,
    "attendance": words.ATTENDANCE_TONES,
    "form": words.FORM_TONES,
}


@register.simple_tag
def told(kind: str, code: str, label: str) -> SafeString:
    """`label` with the tone that `code` has in the vocabulary `kind`."""
    return signs.state(str(label), _TONES[kind][code])
