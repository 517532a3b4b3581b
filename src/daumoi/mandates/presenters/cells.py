"""The cells of the matrix as markup, quickly."""

from urllib.parse import quote

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape, format_html
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
        self._words = {standing: escape(str(text)) for standing, text in words.STANDINGS.items()}
        self._icons = {standing: _icon(standing) for standing in Standing}
        self._suffix = "/" if choice.is_today else f"/?as_of={choice.day.isoformat()}"

    def row(self, name: str, line: BodyLine) -> SafeString:
        """The cells of one body; `name` makes each understandable when it is read alone."""
        prefix = escape(reverse("mandates:cell", args=[line.code, "-"])[:-2])
        body = escape(name)
        pieces = []
        for (start, code, short), cell in zip(self._duties, line.cells, strict=True):
            said = self._words[cell.standing]
            hint = f"{said} · {escape(cell.holder)}" if cell.holder else said
            pieces.append(
                f'<td{start}><a class="dm-holding is-{cell.standing.value.replace("_", "-")}"'
                f' href="{prefix}{code}{self._suffix}" title="{hint}">{self._icons[cell.standing]}'
                f'<span class="visually-hidden">{body}, {short}: {said}</span></a></td>'
            )
        return SafeString("".join(pieces))


def _icon(standing: Standing) -> SafeString:
    address = f"{static('kit/icons.svg')}#{words.ICONS[standing]}"
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', address)
