"""The cells of the matrix as markup, quickly."""

from html import escape
from urllib.parse import quote

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from daumoi.mandates.presenters import words
from daumoi.mandates.presenters.choice import Choice
from daumoi.mandates.queries import BodyLine, Coverage
from daumoi.mandates.rules import Standing


class CellWriter:
    """Writes the cells of a row as one piece of markup.

    A matrix has hundreds of cells, so what repeats is made once: signs and words by standing, names by
    column. Everything that comes from data is escaped here, since nothing escapes it later.
    """

    def __init__(self, found: Coverage, choice: Choice, starts: set[int]) -> None:
        self._duties = [
            (
                ' class="is-group-start"' if duty.pk in starts else "",
                escape(quote(duty.code)),
                escape(duty.display_short),
            )
            for duty in found.duties
        ]
        self._signs = {
            standing: (f"is-{standing.value.replace('_', '-')}", escape(str(said)), _icon(standing))
            for standing, said in words.STANDINGS.items()
        }
        self._holders: dict[str, str] = {"": ""}
        self._address = escape(reverse("mandates:cell", args=["-", "-"])[: -len("-/-/")])
        self._suffix = "/" if choice.is_today else f"/?as_of={choice.day.isoformat()}"

    def row(self, name: str, line: BodyLine) -> SafeString:
        """The cells of one body; `name` makes each understandable when it is read alone."""
        prefix = f"{self._address}{escape(quote(line.code))}/"
        body = escape(name)
        pieces = []
        for (start, code, short), cell in zip(self._duties, line.cells, strict=True):
            css, said, icon = self._signs[cell.standing]
            if cell.holder not in self._holders:
                self._holders[cell.holder] = f" · {escape(cell.holder)}"
            pieces.append(
                f'<td{start}><a class="dm-holding {css}" href="{prefix}{code}{self._suffix}"'
                f' title="{said}{self._holders[cell.holder]}">{icon}'
                f'<span class="visually-hidden">{body}, {short}: {said}</span></a></td>'
            )
        return SafeString("".join(pieces))


def _icon(standing: Standing) -> SafeString:
    address = f"{static('kit/icons.svg')}#{words.ICONS[standing]}"
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', address)
