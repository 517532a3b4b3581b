"""The options of a select as markup: long lists stand on every list page and cost the template engine much."""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString


def options(choices: Iterable[tuple[object, object]], chosen: object = "") -> SafeString:
    """One `option` for each (value, label), the chosen one marked."""
    return SafeString(
        "".join(
            [
                f'<option value="{escape(str(value))}"{" selected" if value == chosen else ""}>{escape(str(label))}</option>'
                for value, label in choices
            ]
        )
    )
