"""The rows of the register as markup.

Written here and not in a template, like the drawing of the chart: each row asks for a dozen tags, and they cost the
template engine more than the rest of the page. Everything that comes from data is escaped here.
"""

from collections.abc import Iterable
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from daumoi.organisations.models import Kind, OrganisationState
from daumoi.organisations.presenters.register import BodyLine, UnitLine
from daumoi.ui import signs
from daumoi.ui.addresses import with_as_of


class RegisterWriter:
    """Writes bodies with their units; `request` gives the date that every address keeps."""

    def __init__(self, request: HttpRequest) -> None:
        self._routes = {
            name: with_as_of(url=reverse(f"organisations:{name}", args=["-"]), request=request)
            for name in ("body", "unit")
        }
        self._sources = with_as_of(url=reverse("law:sources"), request=request)
        self._agency = escape(str(Kind.AGENCY.label))
        self._none = '<span class="dm-note">–</span>'
        self._note = escape(_("Ghi chú của sổ:"))

    def rows(self, lines: Iterable[BodyLine]) -> SafeString:
        """A `tbody` for each body."""
        return SafeString("\n".join([self._body(line) for line in lines]))

    def _body(self, line: BodyLine) -> str:
        head = self._head(line)
        rows = [
            f"<tr{'' if number else ' data-row'}>{'' if number else head}{self._cells(unit)}</tr>"
            for number, unit in enumerate(line.units)
        ]
        return f"<tbody>{''.join(rows)}</tbody>"

    def _head(self, line: BodyLine) -> str:
        state = line.row.state
        kind = self._agency if state.kind == Kind.AGENCY else ""
        beside = " · ".join([text for text in (kind, escape(state.abbreviation)) if text])
        name = self._link("body", line.row.organisation.code, state.name)
        return f'<th scope="rowgroup" rowspan="{len(line.units)}">{name}<small>{beside}</small></th>'

    def _cells(self, unit: UnitLine) -> str:
        row, certainty = unit.row, unit.certainty
        sure = signs.state(certainty.word, certainty.tone)
        if row.state is None:
            note = f"<small>{self._note} {escape(unit.note)}</small>" if unit.note else ""
            return f'<td colspan="2">{signs.status_mark("no_data")}{note}</td><td>{sure}</td><td>{self._none}</td>'
        role = f"<small>{escape(unit.role)}</small>" if unit.role else ""
        source = self._source(row.state, row.source, row.confidence) if row.source else self._none
        return (
            f"<td>{self._link('unit', row.code, row.name)}{role}</td>"
            f'<td><span class="org-form is-{escape(row.form)}">{escape(row.form_label)}</span></td>'
            f"<td>{sure}<small>{escape(certainty.why)}</small></td><td>{source}</td>"
        )

    def _link(self, route: str, code: str, name: str) -> str:
        address = self._routes[route].replace("/-/", f"/{quote(code)}/")
        return f'<a href="{escape(address)}">{escape(name)}</a>'

    def _source(self, state: OrganisationState, text: str, confidence: str) -> SafeString:
        url = f"{self._sources}#{state.source.code}" if state.source is not None else ""
        return signs.provenance(text, url, confidence)
