"""Pieces of the matrix page that repeat by the hundred, as markup: the headings of its columns, the cards of its bodies.

Written here and not in a template, like the cells: what comes from data is escaped here.
"""

from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import quote

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from daumoi.mandates.models import Duty, Group
from daumoi.mandates.presenters import words
from daumoi.mandates.presenters.cells import CellWriter
from daumoi.mandates.presenters.choice import Choice
from daumoi.mandates.presenters.exports import units_text
from daumoi.mandates.queries import BodyLine, GroupBlock
from daumoi.mandates.rules import Verdict
from daumoi.ui import signs


def column_heads(duties: Iterable[Duty], *, starts: set[int], address: str) -> SafeString:
    """The heading of each duty's column; `address` is a duty's page with “-” for its code."""
    proposed = escape(_("đề xuất"))
    pieces = []
    for duty in duties:
        is_proposal = duty.set.is_proposal
        css = f"{'is-group-start' if duty.pk in starts else ''}{' is-proposal' if is_proposal else ''}"
        said = f" ({proposed})" if is_proposal else ""
        spoken = f'<span class="visually-hidden">{said}</span>' if said else ""
        pieces.append(
            f'<th scope="col" class="{css}"><a href="{escape(address.replace("/-/", f"/{quote(duty.code)}/"))}"'
            f' title="{escape(duty.display_name)}{said}"><span>{escape(duty.display_short)}{spoken}</span></a></th>'
        )
    return SafeString("".join(pieces))


class VerdictWriter:
    """Writes what the groups add up to in a body, as the entries of its card; each entry is made once."""

    def __init__(self) -> None:
        self._made: dict[tuple[Group, Verdict], str] = {}

    def entries(self, verdicts: Mapping[Group, Verdict]) -> SafeString:
        """One entry for each group."""
        return SafeString("".join([self._entry(group, verdict) for group, verdict in verdicts.items()]))

    def _entry(self, group: Group, verdict: Verdict) -> str:
        if (group, verdict) not in self._made:
            state = signs.state(str(words.VERDICTS[verdict]), words.VERDICT_TONES[verdict])
            title = escape(str(words.GROUP_SHORT[group]))
            self._made[group, verdict] = (
                f'<div><dt class="mx-group is-{words.group_css(group)}">{title}</dt><dd>{state}</dd></div>'
            )
        return self._made[group, verdict]


def table_rows(lines: Iterable[BodyLine], *, address: str, cells: CellWriter) -> SafeString:
    """One row for each body; `address` is a body's page with “-” for its code."""
    pieces = []
    for line in lines:
        name = line.row.state.display_short
        pieces.append(
            f'<tr data-row><th scope="row" hx-boost="false"><a href="{_of_body(address, line)}">{escape(name)}</a>'
            f"<small>{escape(units_text(line))}</small></th>{cells.row(name, line)}</tr>\n"
        )
    return SafeString("".join(pieces))


def cards(lines: Iterable[BodyLine], *, address: str, verdicts: VerdictWriter) -> SafeString:
    """The same bodies as cards for narrow screens, with what each group adds up to."""
    pieces = [
        f'<li class="dm-card"><a class="mx-card-name" href="{_of_body(address, line)}">'
        f'{escape(line.row.state.display_short)}</a><span class="dm-note">{escape(units_text(line))}</span>'
        f"<dl>{verdicts.entries(line.verdicts)}</dl></li>\n"
        for line in lines
    ]
    return SafeString("".join(pieces))


def _of_body(address: str, line: BodyLine) -> str:
    return escape(address.replace("/-/", f"/{quote(line.code)}/"))


def sum_rows(blocks: Iterable[GroupBlock], choice: Choice) -> SafeString:
    """How many bodies have each verdict on each group, in the order of the verdicts; a number opens them."""
    said = {verdict: escape(str(words.VERDICTS[verdict])) for verdict in Verdict}
    pieces = []
    for block in blocks:
        title = escape(str(block.group.label))
        tallies = "".join([_tally(block, verdict, title, said[verdict], choice) for verdict in Verdict])
        dot = f'<span class="mx-dot is-{words.group_css(block.group)}" aria-hidden="true"></span>'
        pieces.append(f'<tr><th scope="row">{dot}{title}</th>{tallies}</tr>')
    return SafeString("".join(pieces))


def _tally(block: GroupBlock, verdict: Verdict, title: str, said: str, choice: Choice) -> str:
    count = block.counts[verdict]
    if not count:
        return '<td class="is-number"><span class="dm-note">0</span></td>'
    address = escape(choice.url(nhom=block.group.value, muc=verdict.value))
    return f'<td class="is-number"><a href="{address}" aria-label="{title}, {said}: {count}">{count}</a></td>'
